// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/configuration_wire.h"

#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/waits_wire.h"
#include "codec/wire/wire.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr std::int64_t kHighestNumber = std::numeric_limits<int>::max();

Json ids_json(const std::vector<IntakeId>& ids) {
    Json list = Json::array();
    for (const IntakeId& id : ids) {
        list.push_back(lotse::to_hex(id));
    }
    return list;
}

std::vector<IntakeId> ids_from(Message& members, const char* member, std::size_t most) {
    std::vector<IntakeId> ids;
    for (const Json& item : members.list(member)) {
        IntakeId id;
        if (ids.size() >= most || !item.is_string() ||
            !lotse::from_hex(item.get<std::string>(), id)) {
            members.fail(member, "expected at most " + std::to_string(most) + " ids");
            return {};
        }
        ids.push_back(id);
    }
    return ids;
}

Json outbox_json(const OutboxReport& outbox) {
    return Json{{"seq", outbox.seq},
                {"day", outbox.day},
                {"stored", outbox.stored},
                {"waiting", outbox.waiting},
                {"oldest", outbox.oldest},
                {"kept", ids_json(outbox.kept)},
                {"gone", ids_json(outbox.gone)}};
}

Result<OutboxReport> outbox_from(const Json& json) {
    Message members(json, "report.outbox");
    OutboxReport outbox;
    outbox.seq = members.integer("seq", 1, kHighestInteger);
    outbox.day = members.text("day", limits::kLongestNameBytes);
    outbox.stored = members.text("stored", limits::kLargestReportBytes);
    outbox.waiting = static_cast<int>(members.integer("waiting", 0, kHighestNumber));
    outbox.oldest = members.text("oldest", limits::kLongestNameBytes);
    outbox.kept = ids_from(members, "kept", limits::kMostCopies);
    outbox.gone = ids_from(members, "gone", limits::kMostIdsAtOnce);
    if (members.ok() && !numbers_in(outbox.stored)) {
        members.fail("stored", "expected ranges of numbers");
    }
    return members.done(std::move(outbox));
}

Json report_json(const TerminalReport& report) {
    return Json{{"terminal", report.terminal}, {"running", report.running},
                {"accepted", report.accepted}, {"refused", report.refused},
                {"reason", report.reason},     {"program", report.program},
                {"at", seconds_of(report.at)}};
}

Json signed_json(const SignedReport& report) {
    return Json{{"report", report.text}, {"signature", to_base64(report.signature)}};
}

Result<SignedReport> signed_from(const Json& json, const std::string& what) {
    Message members(json, what);
    SignedReport report;
    report.text = members.text("report", limits::kLargestReportBytes);
    const std::string signature = members.text("signature", limits::kLongestLineBytes);
    Result<Bytes> bytes = from_base64(signature);
    if (!bytes) {
        members.fail("signature", "expected Base64");
    } else {
        report.signature = std::move(*bytes);
    }
    return members.done(std::move(report));
}

Result<TerminalReport> report_from(const Json& json, const std::string& what) {
    Message members(json, what);
    TerminalReport report;
    report.terminal = members.text("terminal", limits::kLongestNameBytes);
    report.running = members.integer("running", 0, kHighestInteger);
    report.accepted = members.optional_integer("accepted", 0, kHighestInteger);
    report.refused = members.integer("refused", 0, kHighestInteger);
    report.reason = members.text("reason", limits::kLongestReasonBytes);
    report.program = members.text("program", limits::kLongestNameBytes);
    report.at = members.time("at");
    return members.done(std::move(report));
}

}  // namespace

std::string write_report(const ReportMessage& message) {
    Json json = report_json(message.report);
    json["centre"] = message.centre;
    if (message.outbox) {
        json["outbox"] = outbox_json(*message.outbox);
    }
    if (message.keys) {
        json["keys"] = *message.keys;
    }
    return one_line(json);
}

Result<ReportMessage> read_report(std::string_view text) {
    const Result<Json> json = parse_json(text, "report", limits::kLargestReportBytes);
    if (!json) {
        return json.error();
    }
    Result<TerminalReport> report = report_from(*json, "report");
    if (!report) {
        return report.error();
    }
    ReportMessage message;
    message.report = std::move(*report);
    Message members(*json, "report");
    message.centre = members.text("centre", limits::kLongestNameBytes);
    if (json->contains("outbox")) {
        Result<OutboxReport> outbox = outbox_from((*json)["outbox"]);
        if (!outbox) {
            return outbox.error();
        }
        message.outbox = std::move(*outbox);
    }
    if (json->contains("keys")) {
        message.keys = members.integer("keys", 0, kHighestInteger);
    }
    return members.done(std::move(message));
}

std::string write_signed_report(const SignedReport& report) {
    return one_line(signed_json(report));
}

Result<SignedReport> read_signed_report(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", 2 * limits::kLargestReportBytes);
    return json ? signed_from(*json, "request") : json.error();
}

std::string write_terminals(const std::vector<SignedReport>& terminals) {
    Json list = Json::array();
    for (const SignedReport& report : terminals) {
        list.push_back(signed_json(report));
    }
    return one_line(Json{{"terminals", std::move(list)}});
}

Result<std::vector<SignedReport>> read_terminals(std::string_view text) {
    const Result<Json> json = parse_json(text, "terminals", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message whole(*json, "terminals");
    std::vector<SignedReport> terminals;
    for (const Json& item : whole.list("terminals")) {
        Result<SignedReport> report =
            signed_from(item, "terminals[" + std::to_string(terminals.size()) + "]");
        if (!report) {
            return report.error();
        }
        terminals.push_back(std::move(*report));
    }
    return whole.done(std::move(terminals));
}

std::string write_outbox_reply(const OutboxReply& reply) {
    Json json{{"want", ids_json(reply.want)},
              {"gone", ids_json(reply.gone)},
              {"last", Json{{"day", reply.day}, {"number", reply.last}}},
              {"seq", reply.seq},
              {"more", reply.more}};
    if (!reply.keys.empty()) {
        json["keys"] = reply.keys;
    }
    if (!reply.waits.empty()) {
        json["waits"] = waits_json(reply.waits);
    }
    return one_line(json);
}

Result<OutboxReply> read_outbox_reply(std::string_view text) {
    const Result<Json> json =
        parse_json(text, "reply", limits::kLargestReportBytes + 2 * limits::kLargestRegisterBytes);
    if (!json) {
        return json.error();
    }
    Message members(*json, "reply");
    OutboxReply reply;
    if (json->is_object() && json->contains("keys")) {
        reply.keys = members.text("keys", limits::kLargestRegisterBytes);
    }
    reply.want = ids_from(members, "want", limits::kMostIdsAtOnce);
    reply.gone = ids_from(members, "gone", limits::kMostIdsAtOnce);
    reply.seq = members.integer("seq", 0, kHighestInteger);
    reply.more = members.boolean("more");
    reply.waits = waits_from(*json, members);
    const Json none = Json::object();
    Message last(json->is_object() && json->contains("last") ? (*json)["last"] : none,
                 "reply.last");
    reply.day = last.text("day", limits::kLongestNameBytes);
    reply.last = static_cast<int>(last.integer("number", 0, kHighestNumber));
    return members.ok() ? last.done(std::move(reply)) : members.error();
}

std::string write_wrong_time(WallTime now) {
    return one_line(
        Json{{"kind", "transient"},
             {"where", "time"},
             {"detail", "the report is not of now; make it again with the service's time"},
             {"now", seconds_of(now)}});
}

std::optional<WallTime> read_wrong_time(std::string_view text) {
    const Result<Json> json = parse_json(text, "problem", limits::kLargestRequestJsonBytes);
    if (!json || !json->is_object() || !json->contains("now")) {
        return std::nullopt;
    }
    Message members(*json, "problem");
    const WallTime now = members.time("now");
    return members.ok() ? std::optional(now) : std::nullopt;
}

std::string write_configurations(const ConfigurationList& list) {
    Json published = Json::array(), reports = Json::array();
    for (const PublishedConfiguration& one : list.published) {
        published.push_back(Json{{"version", one.version},
                                 {"published", seconds_of(one.published)},
                                 {"account", one.account},
                                 {"note", one.note},
                                 {"preview", one.preview}});
    }
    for (const TerminalReport& report : list.reports) {
        reports.push_back(report_json(report));
    }
    Json json{{"now", seconds_of(list.now)},
              {"published", std::move(published)},
              {"reports", std::move(reports)}};
    if (list.retention) {
        json["retention_days"] = list.retention->count();
    }
    return one_line(json);
}

Result<ConfigurationList> read_configurations(std::string_view text) {
    const Result<Json> json = parse_json(text, "configurations", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message whole(*json, "configurations");
    ConfigurationList list;
    list.now = whole.time("now");
    if (const std::int64_t days = whole.optional_integer("retention_days", 0, kHighestInteger);
        days > 0) {
        list.retention = std::chrono::days(days);
    }
    for (const Json& item : whole.list("published")) {
        Message members(item,
                        "configurations.published[" + std::to_string(list.published.size()) + "]");
        PublishedConfiguration one;
        one.version = members.integer("version", 0, kHighestInteger);
        one.published = members.time("published");
        one.account = members.text("account", limits::kLongestAccountBytes);
        one.note = members.text("note", limits::kLongestBrandingBytes);
        one.preview = members.text("preview", limits::kLongestNameBytes);
        if (!members.ok()) {
            return members.error();
        }
        list.published.push_back(std::move(one));
    }
    for (const Json& item : whole.list("reports")) {
        Result<TerminalReport> report = report_from(
            item, "configurations.reports[" + std::to_string(list.reports.size()) + "]");
        if (!report) {
            return report.error();
        }
        list.reports.push_back(std::move(*report));
    }
    return whole.done(std::move(list));
}

}  // namespace lotse::codec
