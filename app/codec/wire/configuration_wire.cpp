// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/configuration_wire.h"

#include <limits>
#include <utility>

#include "codec/json_reader.h"
#include "codec/wire/wire.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr long long kLargest = std::numeric_limits<long long>::max();
/// To the year 9999, which every calendar function can still print.
constexpr long long kLastSecond = 253'402'300'799;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::int64_t seconds(WallTime time) {
    return time.time_since_epoch().count();
}

/// Bounded texts, times, versions.
class Members {
public:
    Members(const Json& json, std::string place, JsonReader& reader)
        : m_json(json), m_place(std::move(place)), m_reader(reader) {
        if (!json.is_object()) {
            m_reader.fail(m_place, "expected an object { }");
        }
    }

    std::string text(const char* key, std::size_t longest) {
        std::string text = m_reader.text(m_json, key, m_place);
        if (text.size() > longest) {
            m_reader.fail(m_place, "\"" + std::string(key) + "\" expected at most " +
                                       std::to_string(longest) + " bytes");
        }
        return text;
    }
    std::int64_t version(const char* key, bool needed = true) {
        return m_reader.whole(m_json, key, m_place, 0, kLargest, needed, 0);
    }
    WallTime time(const char* key) {
        return WallTime{
            std::chrono::seconds{m_reader.whole(m_json, key, m_place, 0, kLastSecond, true, 0)}};
    }

private:
    const Json& m_json;
    std::string m_place;
    JsonReader& m_reader;
};

Json report_json(const TerminalReport& report) {
    return Json{{"terminal", report.terminal}, {"running", report.running},
                {"accepted", report.accepted}, {"refused", report.refused},
                {"reason", report.reason},     {"program", report.program},
                {"at", seconds(report.at)}};
}

TerminalReport report_from(const Json& json, const std::string& place, JsonReader& reader) {
    Members members(json, place, reader);
    TerminalReport report;
    report.terminal = members.text("terminal", limits::kLongestNameBytes);
    report.running = members.version("running");
    report.accepted = members.version("accepted", false);
    report.refused = members.version("refused");
    report.reason = members.text("reason", limits::kLongestReasonBytes);
    report.program = members.text("program", limits::kLongestNameBytes);
    report.at = members.time("at");
    return report;
}

template <class T>
Result<T> done(const JsonReader& reader, T value) {
    if (!reader.ok()) {
        return reader.error();
    }
    return value;
}

}  // namespace

std::string write_report(const ReportMessage& message) {
    Json json = report_json(message.report);
    json["centre"] = message.centre;
    return dump(json);
}

Result<ReportMessage> read_report(std::string_view text) {
    const Result<Json> json = parse_json(text, "report", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    JsonReader reader("report", Kind::Corrupt);
    ReportMessage message;
    message.report = report_from(*json, "", reader);
    message.centre = Members(*json, "", reader).text("centre", limits::kLongestNameBytes);
    return done(reader, std::move(message));
}

std::string write_signed_report(const SignedReport& report) {
    return dump(Json{{"report", report.text}, {"signature", to_base64(report.signature)}});
}

Result<SignedReport> read_signed_report(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    JsonReader reader("request", Kind::Corrupt);
    Members members(*json, "", reader);
    SignedReport report;
    report.text = members.text("report", limits::kLargestRequestJsonBytes);
    const std::string signature = members.text("signature", limits::kLongestLineBytes);
    Result<Bytes> bytes = from_base64(signature);
    if (!bytes) {
        reader.fail("", "\"signature\" expected Base64");
    } else {
        report.signature = std::move(*bytes);
    }
    return done(reader, std::move(report));
}

std::string write_wrong_time(WallTime now) {
    return dump(Json{{"kind", "transient"},
                     {"where", "time"},
                     {"detail", "the report is not of now; make it again with the service's time"},
                     {"now", seconds(now)}});
}

std::optional<WallTime> read_wrong_time(std::string_view text) {
    const Result<Json> json = parse_json(text, "problem", limits::kLargestRequestJsonBytes);
    if (!json || !json->is_object() || !json->contains("now")) {
        return std::nullopt;
    }
    JsonReader reader("problem", Kind::Corrupt);
    const WallTime now = Members(*json, "", reader).time("now");
    return reader.ok() ? std::optional(now) : std::nullopt;
}

std::string write_configurations(const ConfigurationList& list) {
    Json published = Json::array(), reports = Json::array();
    for (const PublishedConfiguration& one : list.published) {
        published.push_back(Json{{"version", one.version},
                                 {"published", seconds(one.published)},
                                 {"account", one.account},
                                 {"note", one.note},
                                 {"preview", one.preview}});
    }
    for (const TerminalReport& report : list.reports) {
        reports.push_back(report_json(report));
    }
    Json json{{"now", seconds(list.now)},
              {"published", std::move(published)},
              {"reports", std::move(reports)}};
    if (list.retention) {
        json["retention_days"] = list.retention->count();
    }
    return dump(json);
}

Result<ConfigurationList> read_configurations(std::string_view text) {
    const Result<Json> json = parse_json(text, "configurations", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    JsonReader reader("configurations", Kind::Corrupt);
    ConfigurationList list;
    Members whole(*json, "", reader);
    list.now = whole.time("now");
    if (const std::int64_t days = whole.version("retention_days", false); days > 0) {
        list.retention = std::chrono::days(days);
    }
    for (const Json& item : reader.list(*json, "published", "", true)) {
        Members members(item, "published[" + std::to_string(list.published.size()) + "]", reader);
        PublishedConfiguration one;
        one.version = members.version("version");
        one.published = members.time("published");
        one.account = members.text("account", limits::kLongestAccountBytes);
        one.note = members.text("note", limits::kLongestBrandingBytes);
        one.preview = members.text("preview", limits::kLongestNameBytes);
        list.published.push_back(std::move(one));
    }
    for (const Json& item : reader.list(*json, "reports", "", true)) {
        list.reports.push_back(
            report_from(item, "reports[" + std::to_string(list.reports.size()) + "]", reader));
    }
    return done(reader, std::move(list));
}

}  // namespace lotse::codec
