// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/audit_wire.h"

#include <utility>

#include "codec/wire/message.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

Json head_json(const AuditHead& head) {
    return Json{{"seq", head.seq}, {"head", to_hex(head.head)}};
}

/// A member that is missing or no object fails as one without its own members.
AuditHead head_of(const Json& json, const char* member, Message& of_all) {
    static const Json kNone = Json::object();
    const bool there = json.is_object() && json.contains(member) && json.at(member).is_object();
    Message reader(there ? json.at(member) : kNone, member);
    AuditHead head{reader.integer("seq", 0, kHighestInteger), reader.digest("head")};
    if (!reader.ok()) {
        of_all.fail(member, reader.error().detail);
    }
    return head;
}

}  // namespace

std::string write_audit_heads(const AuditHeads& heads) {
    Json inner = Json::array();
    for (const Digest& one : heads.inner) {
        inner.push_back(to_hex(one));
    }
    return one_line(Json{{"from", head_json(heads.from)},
                         {"inner", std::move(inner)},
                         {"to", head_json(heads.to)},
                         {"last", heads.last}});
}

Result<AuditHeads> read_audit_heads(std::string_view text) {
    const Result<Json> json = parse_json(text, "heads", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "heads");
    AuditHeads heads;
    heads.from = head_of(*json, "from", reader);
    heads.to = head_of(*json, "to", reader);
    heads.last = reader.integer("last", 0, kHighestInteger);
    const Json& inner = reader.list("inner");
    if (inner.size() > limits::kAuditPage) {
        reader.fail("inner", "holds too many");
    }
    for (const Json& one : inner) {
        Digest digest{};
        if (!reader.ok() || !one.is_string() ||
            !from_hex(one.get_ref<const std::string&>(), digest)) {
            reader.fail("inner", "expected 64 hexadecimal digits each");
            break;
        }
        heads.inner.push_back(digest);
    }
    return reader.done(std::move(heads));
}

std::string write_signed_head(const SignedHead& head) {
    return one_line(Json{{"centre", head.centre},
                         {"account", head.account},
                         {"seq", head.head.seq},
                         {"head", to_hex(head.head.head)},
                         {"keys", head.keys},
                         {"people", head.people},
                         {"at", seconds_of(head.at)}});
}

Result<SignedHead> read_signed_head(std::string_view text) {
    const Result<Json> json = parse_json(text, "head", limits::kLargestSignedHeadBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "head");
    SignedHead head;
    head.centre = reader.text("centre", limits::kLongestNameBytes);
    head.account = reader.text("account", limits::kLongestNameBytes);
    head.head = {reader.integer("seq", 0, kHighestInteger), reader.digest("head")};
    head.keys = reader.integer("keys", 0, kHighestInteger);
    head.people = reader.integer("people", 0, kHighestInteger);
    head.at = reader.time("at");
    return reader.done(std::move(head));
}

std::string write_due(const DueList& due) {
    Json entries = Json::array();
    for (const DueEntry& entry : due.entries) {
        entries.push_back({{"number", entry.number}, {"day", entry.day}, {"open", entry.open}});
    }
    return one_line(Json{{"entries", std::move(entries)}, {"count", due.count}});
}

Result<DueList> read_due(std::string_view text) {
    const Result<Json> json = parse_json(text, "due", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "due");
    DueList due;
    due.count = reader.integer("count", 0, kHighestInteger);
    const Json& entries = reader.list("entries");
    if (entries.size() > limits::kDueListed) {
        reader.fail("entries", "holds too many");
    }
    for (const Json& item : entries) {
        if (!reader.ok()) {
            break;
        }
        Message one(item, "due.entries");
        due.entries.push_back({"", one.text("number"), one.text("day"), one.boolean("open")});
        if (!one.ok()) {
            reader.fail("entries", one.error().detail);
        }
    }
    return reader.done(std::move(due));
}

}  // namespace lotse::codec
