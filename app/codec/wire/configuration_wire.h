// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of the messages about configurations: what a terminal says of itself, what a
/// desk gets to see.
///
/// As codec/wire/wire.h: readers are total and ignore unknown members, so that either side may be
/// the newer one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/error.h"
#include "core/intake/intake.h"
#include "core/intake/outbox_report.h"

namespace lotse::codec {

/// What a terminal says of itself; `report.at` is its idea of the service's time.
struct ReportMessage {
    std::string centre;
    TerminalReport report;
    std::optional<OutboxReport> outbox;  ///< nothing: of an older program
    /// Serial of the terminal's register of keys, 0: it has none yet; nothing: it takes none.
    std::optional<std::int64_t> keys = {};
    bool operator==(const ReportMessage&) const = default;
};
std::string write_report(const ReportMessage& message);
Result<ReportMessage> read_report(std::string_view json);

/// The text of a report, exactly as it was signed.
struct SignedReport {
    std::string text;
    Bytes signature;
    bool operator==(const SignedReport&) const = default;
};
std::string write_signed_report(const SignedReport& report);
Result<SignedReport> read_signed_report(std::string_view json);

/// What the centre's terminals said last, as they signed it: which of them and when stands in
/// there.
std::string write_terminals(const std::vector<SignedReport>& terminals);
Result<std::vector<SignedReport>> read_terminals(std::string_view json);

/// The answer to a report about its outbox.
std::string write_outbox_reply(const OutboxReply& reply);
Result<OutboxReply> read_outbox_reply(std::string_view json);

/// The answer to a report with a wrong time: a problem that carries the service's.
std::string write_wrong_time(WallTime now);
/// Nothing if the body is not that answer.
std::optional<WallTime> read_wrong_time(std::string_view json);

/// All that a desk sees of a centre's configurations.
struct ConfigurationList {
    WallTime now{};  ///< the service's clock: how long ago a terminal was heard does not depend on
                     ///< the desk's
    std::vector<PublishedConfiguration> published;
    std::vector<TerminalReport> reports;
    /// How long the service keeps closed intakes where no released configuration says otherwise;
    /// nothing: it did not say.
    std::optional<std::chrono::days> retention;
    bool operator==(const ConfigurationList&) const = default;
};
std::string write_configurations(const ConfigurationList& list);
Result<ConfigurationList> read_configurations(std::string_view json);

}  // namespace lotse::codec
