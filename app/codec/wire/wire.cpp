// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/wire.h"

#include <sodium.h>

#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/waits_wire.h"
#include "core/language_tag.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

Error corrupt(std::string where, std::string detail) {
    return Error{Kind::Corrupt, std::move(where), std::move(detail)};
}

Json entry_json(const QueueEntry& entry) {
    return Json{{"id", lotse::to_hex(entry.header.id)},
                {"centre", entry.header.centre},
                {"terminal", entry.header.terminal},
                {"number", entry.header.number},
                {"day", entry.header.day},
                {"language", entry.header.language},
                {"questionnaire", entry.header.questionnaire},
                {"questionnaire_hash", to_hex(entry.header.questionnaire_hash)},
                {"digest", to_hex(entry.digest)},
                {"state", std::string(to_string(entry.state))},
                {"received", seconds_of(entry.received)},
                {"calls", entry.calls},
                {"last_call", seconds_of(entry.last_call)},
                {"room", entry.room},
                {"holder", entry.holder},
                {"lease_until", seconds_of(entry.lease_until)},
                {"revision", entry.revision}};
}

/// Empty if it is not there: of an older program, or of a desk that says none.
std::string room_from(const Json& json, Message& reader) {
    if (!json.is_object() || !json.contains("room")) {
        return {};
    }
    std::string room = reader.text("room");
    if (Result<void> fits = check_room(room); !fits) {
        reader.fail("room", fits.error().detail);
    }
    return room;
}

std::vector<std::string> languages_from(Message& reader) {
    std::vector<std::string> languages;
    for (const Json& one : reader.list("languages")) {
        if (languages.size() == limits::kMostDeskLanguages || !one.is_string() ||
            !is_language_tag(one.get_ref<const std::string&>())) {
            reader.fail("languages", "expected tags of languages, at most " +
                                         std::to_string(limits::kMostDeskLanguages));
            break;
        }
        languages.push_back(one.get<std::string>());
    }
    return languages;
}

Result<QueueEntry> entry_from(const Json& json) {
    Message reader(json, "entry");
    QueueEntry entry;
    entry.header.id = reader.id("id");
    entry.header.centre = reader.text("centre");
    entry.header.terminal = reader.text("terminal");
    entry.header.number = reader.text("number");
    entry.header.day = reader.text("day");
    entry.header.language = reader.text("language");
    entry.header.questionnaire = reader.text("questionnaire");
    entry.header.questionnaire_hash = reader.digest("questionnaire_hash");
    entry.digest = reader.digest("digest");
    const std::string state = reader.text("state");
    if (const auto known = queue_state_from(state)) {
        entry.state = *known;
    } else {
        reader.fail("state", "expected a state of the queue");
    }
    entry.received = reader.time("received");
    entry.calls = static_cast<int>(reader.integer("calls", 0, std::numeric_limits<int>::max()));
    entry.last_call = reader.time("last_call");
    entry.room = room_from(json, reader);
    entry.holder = reader.text("holder");
    entry.lease_until = reader.time("lease_until");
    entry.revision = reader.integer("revision", 0, std::numeric_limits<std::int64_t>::max());
    return reader.done(std::move(entry));
}

constexpr std::string_view kKinds[] = {"transient", "refused", "corrupt", "unusable"};

constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

constexpr std::int64_t kLargestRevision = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::string to_base64(const Bytes& bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), kBase64);
    out.pop_back();  // the zero at its end
    return out;
}

Result<Bytes> from_base64(std::string_view text) {
    Bytes out(text.size() / 4 * 3);
    std::size_t size = 0;
    // Refuses missing padding, and bits that padding leaves over: no two texts mean the same bytes.
    if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, nullptr,
                          kBase64) != 0) {
        return corrupt("", "expected canonical Base64");
    }
    out.resize(size);
    return out;
}

std::string write_receipt(const Receipt& receipt) {
    return one_line(Json{{"id", lotse::to_hex(receipt.id)}, {"digest", to_hex(receipt.digest)}});
}

Result<Receipt> read_receipt(std::string_view text) {
    const Result<Json> json = parse_json(text, "receipt", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "receipt");
    Receipt receipt;
    receipt.id = reader.id("id");
    receipt.digest = reader.digest("digest");
    return reader.done(receipt);
}

std::string write_problem(const Error& problem) {
    Json json{{"kind", std::string(kKinds[static_cast<std::size_t>(problem.kind)])},
              {"where", problem.where},
              {"detail", problem.detail}};
    if (problem.cause != Cause::None) {
        json["cause"] = std::string(to_string(problem.cause));
    }
    if (!problem.account.empty()) {
        json["account"] = problem.account;
    }
    return one_line(json);
}

std::optional<Error> read_problem(std::string_view text) {
    const Result<Json> json = parse_json(text, "problem", limits::kLargestRequestJsonBytes);
    if (!json) {
        return std::nullopt;
    }
    Message reader(*json, "problem");
    Error problem;
    const std::string kind = reader.text("kind");
    problem.where = reader.text("where");
    problem.detail = reader.text("detail", 2 * limits::kLongestLineBytes);
    if (json->contains("cause")) {
        problem.cause = cause_from(reader.text("cause"));
    }
    if (json->contains("account")) {
        problem.account = reader.text("account");
    }
    for (std::size_t i = 0; i < std::size(kKinds); ++i) {
        if (kind == kKinds[i] && reader.ok()) {
            problem.kind = static_cast<Kind>(i);
            return problem;
        }
    }
    return std::nullopt;
}

std::string write_entry(const QueueEntry& entry) {
    return one_line(entry_json(entry));
}

Result<QueueEntry> read_entry(std::string_view text) {
    const Result<Json> json = parse_json(text, "entry", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    return entry_from(*json);
}

std::string write_listing(const Listing& listing) {
    Json entries = Json::array();
    for (const QueueEntry& entry : listing.page.entries) {
        entries.push_back(entry_json(entry));
    }
    Json json{{"centre", listing.centre},      {"day", listing.day},
              {"revision", listing.revision},  {"now", seconds_of(listing.now)},
              {"keys", listing.keys},          {"people", listing.people},
              {"entries", std::move(entries)}, {"damaged", listing.page.damaged}};
    if (!listing.waits.empty()) {
        json["waits"] = waits_json(listing.waits);
    }
    if (listing.page.next) {
        json["next"] = *listing.page.next;
    }
    if (!listing.epoch.empty()) {
        json["epoch"] = listing.epoch;
    }
    if (listing.since) {
        json["since"] = *listing.since;
        Json& gone = json["gone"] = Json::array();
        for (const IntakeId& id : listing.page.gone) {
            gone.push_back(to_hex(id));
        }
    }
    return one_line(json);
}

Result<Listing> read_listing(std::string_view text) {
    const Result<Json> json = parse_json(text, "listing", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "listing");
    Listing listing;
    listing.centre = reader.text("centre");
    listing.day = reader.text("day");
    listing.revision = reader.integer("revision", 0, kLargestRevision);
    listing.now = reader.time("now");
    listing.keys = reader.integer("keys", 0, kLargestRevision);
    listing.people = reader.integer("people", 0, kLargestRevision);
    for (const Json& item : reader.list("entries")) {
        Result<QueueEntry> entry = entry_from(item);
        if (!entry) {
            return corrupt("listing.entries[" + std::to_string(listing.page.entries.size()) + "]." +
                               entry.error().where,
                           entry.error().detail);
        }
        listing.page.entries.push_back(std::move(entry).value());
    }
    for (const Json& item : reader.list("damaged")) {
        if (!item.is_string() ||
            item.get_ref<const std::string&>().size() > limits::kLongestLineBytes) {
            reader.fail("damaged", "expected numbers");
            break;
        }
        listing.page.damaged.push_back(item.get<std::string>());
    }
    listing.waits = waits_from(*json, reader);
    if (json->is_object() && json->contains("next")) {
        listing.page.next = reader.integer("next", 1, kLargestRevision);
    }
    if (json->is_object() && json->contains("epoch")) {
        listing.epoch = reader.text("epoch");
    }
    if (json->is_object() && json->contains("since")) {
        listing.since = reader.integer("since", 0, kLargestRevision);
        for (const Json& one : reader.list("gone")) {
            IntakeId id;
            if (!one.is_string() || !from_hex(one.get<std::string>(), id)) {
                reader.fail("gone", "expected ids of 32 hexadecimal digits");
                break;
            }
            listing.page.gone.push_back(id);
        }
    }
    return reader.done(std::move(listing));
}

std::string write_action(const ActionRequest& request) {
    Json json{{"action", std::string(to_string(request.action))}, {"revision", request.revision}};
    if (request.reason != ActionReason::None) {
        json["reason"] = std::string(to_string(request.reason));
    }
    if (!request.room.empty()) {
        json["room"] = request.room;
    }
    return one_line(json);
}

Result<ActionRequest> read_action(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    ActionRequest request;
    const std::string action = reader.text("action");
    request.revision = reader.integer("revision", 0, kLargestRevision);
    if (const auto known = queue_action_from(action)) {
        request.action = *known;
    } else {
        reader.fail("action",
                    "expected call, open, renew, park, miss, requeue, close, withdraw, release or "
                    "break");
    }
    if (json->is_object() && json->contains("reason")) {
        const auto reason = action_reason_from(reader.text("reason"));
        request.reason = reason.value_or(ActionReason::None);
        if (!reason) {
            reader.fail("reason", "expected a word of the list");
        }
    }
    request.room = room_from(*json, reader);
    return reader.done(std::move(request));
}

std::string write_call_next(const CallNext& request) {
    Json json = Json::object();
    if (request.known) {
        Json& known = json["known"] = Json::array();
        for (const IntakeId& id : *request.known) {
            known.push_back(to_hex(id));
        }
    }
    if (!request.room.empty()) {
        json["room"] = request.room;
    }
    if (!request.languages.empty()) {
        json["languages"] = request.languages;
    }
    return json.empty() ? std::string() : one_line(json);
}

Result<CallNext> read_call_next(std::string_view text) {
    if (text.empty()) {
        return CallNext{};
    }
    const Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    CallNext request;
    request.room = room_from(*json, reader);
    if (json->is_object() && json->contains("languages")) {
        request.languages = languages_from(reader);
    }
    if (json->is_object() && !json->contains("known") &&
        !(request.room.empty() && request.languages.empty())) {
        return reader.done(std::move(request));
    }
    std::vector<IntakeId>& known = request.known.emplace();
    for (const Json& one : reader.list("known")) {
        IntakeId id;
        if (!one.is_string() || !from_hex(one.get<std::string>(), id)) {
            reader.fail("known", "expected ids of 32 hexadecimal digits");
            break;
        }
        known.push_back(id);
    }
    return reader.done(std::move(request));
}

std::string write_change(const Change& change) {
    return one_line(
        Json{{"centre", change.centre}, {"revision", change.revision}, {"help", change.help}});
}

Result<Change> read_change(std::string_view text) {
    const Result<Json> json = parse_json(text, "change", limits::kLongestEventLineBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "change");
    Change change;
    change.centre = reader.text("centre");
    change.revision = reader.integer("revision", 0, kLargestRevision);
    change.help = reader.optional_integer("help", 0, kLargestRevision);
    return reader.done(std::move(change));
}

std::string write_health(const Health& health) {
    Json json{{"version", health.version},
              {"store", health.store_ok ? "ok" : "failed"},
              {"waiting_jobs", health.waiting_jobs},
              {"now", seconds_of(health.time.now)},
              {"clock", to_string(health.time.trust)}};
    if (health.time.certificate_until) {
        json["certificate_until"] = seconds_of(*health.time.certificate_until);
    }
    return one_line(json);
}

Result<Health> read_health(std::string_view text) {
    const Result<Json> json = parse_json(text, "health", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "health");
    Health health;
    health.version = reader.text("version");
    const std::string store = reader.text("store");
    if (store != "ok" && store != "failed") {
        reader.fail("store", "expected ok or failed");
    }
    health.store_ok = store == "ok";
    health.waiting_jobs = reader.integer("waiting_jobs", 0, kLargestRevision);
    if (json->contains("clock")) {  // services before did not say
        const std::optional<ClockTrust> trust = clock_trust_from(reader.text("clock"));
        if (!trust) {
            reader.fail("clock", "expected sure, kept or doubtful");
        }
        health.time.trust = trust.value_or(ClockTrust::Kept);
        health.time.now = reader.time("now");
    }
    if (json->contains("certificate_until")) {
        health.time.certificate_until = reader.time("certificate_until");
    }
    return reader.done(std::move(health));
}

}  // namespace lotse::codec
