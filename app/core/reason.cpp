// SPDX-License-Identifier: EUPL-1.2
#include "core/reason.h"

#include <algorithm>

namespace lotse {
namespace {

constexpr std::string_view kOpen = " (", kClose = "): ";

}  // namespace

Error because(Cause cause, Error error) {
    error.cause = error.cause == Cause::None ? cause : error.cause;
    return error;
}

std::string written_reason(const Error& error) {
    if (error.cause == Cause::None) {
        return to_string(error);
    }
    std::string line(to_string(error.cause));
    line += kOpen;
    line += error.where;
    line += kClose;
    line += error.detail;
    return line;
}

Reason read_reason(std::string_view line) {
    const std::size_t open = line.find(kOpen);
    const Cause cause =
        open == std::string_view::npos ? Cause::None : cause_from(line.substr(0, open));
    if (cause == Cause::None) {
        return {Cause::None, "", std::string(line)};
    }
    const std::string_view rest = line.substr(open + kOpen.size());
    const std::size_t close = rest.find(kClose);
    if (close == std::string_view::npos) {  // cut where the line was too long
        return {cause, std::string(rest), ""};
    }
    return {cause, std::string(rest.substr(0, close)),
            std::string(rest.substr(close + kClose.size()))};
}

}  // namespace lotse
