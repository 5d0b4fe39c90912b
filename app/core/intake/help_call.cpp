// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/help_call.h"

#include <array>
#include <utility>

#include "core/check.h"
#include "core/limits.h"

namespace lotse {
namespace {

constexpr std::array<std::pair<HelpAnswer, std::string_view>, 3> kAnswerWords = {
    {{HelpAnswer::Told, "told"}, {HelpAnswer::Nobody, "nobody"}, {HelpAnswer::Done, "done"}}};

}  // namespace

std::string_view to_string(HelpAnswer answer) {
    for (const auto& [one, word] : kAnswerWords) {
        if (one == answer) {
            return word;
        }
    }
    LOTSE_CHECK(false);
}

std::optional<HelpAnswer> help_answer_from(std::string_view word) {
    for (const auto& [answer, one] : kAnswerWords) {
        if (one == word) {
            return answer;
        }
    }
    return std::nullopt;
}

WallTime waits_since(const HelpCall& call) {
    return call.at - call.waited;
}

bool stands(const HelpCall& call, WallTime now) {
    return !call.withdrawn && call.at <= now + limits::kOldestReport &&
           now - call.at < limits::kHelpCallSilent;
}

}  // namespace lotse
