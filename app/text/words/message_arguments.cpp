// SPDX-License-Identifier: EUPL-1.2
#include "text/words/message_arguments.h"

#include <unicode/messagepattern.h>

#include <algorithm>

#include "text/icu_strings.h"
#include "text/limits.h"

namespace lotse::text {

namespace {

ArgumentKind kind_of(UMessagePatternArgType type) {
    switch (type) {
        case UMSGPAT_ARG_TYPE_PLURAL:
            return ArgumentKind::Plural;
        case UMSGPAT_ARG_TYPE_SELECTORDINAL:
            return ArgumentKind::Ordinal;
        case UMSGPAT_ARG_TYPE_SELECT:
            return ArgumentKind::Select;
        case UMSGPAT_ARG_TYPE_CHOICE:
            return ArgumentKind::Choice;
        case UMSGPAT_ARG_TYPE_SIMPLE:
            return ArgumentKind::Typed;
        case UMSGPAT_ARG_TYPE_NONE:
            return ArgumentKind::Simple;
    }
    return ArgumentKind::Simple;
}

/// What translators can do something with; ICU's own name for what they hardly ever meet.
std::string in_words(UErrorCode status) {
    switch (status) {
        case U_UNMATCHED_BRACES:
            return "a bracket { or } without its other half";
        case U_DEFAULT_KEYWORD_MISSING:
            return "a plural or select without \"other\"";
        case U_PATTERN_SYNTAX_ERROR:
        case U_ILLEGAL_CHARACTER:
            return "a placeholder that is not written like {name}";
        default:
            return u_errorName(status);
    }
}

}  // namespace

Result<std::vector<ArgumentUse>> argument_uses(const std::string& pattern) {
    if (std::ranges::count(pattern, '{') > limits::kMostPatternBraces) {
        return Error{Kind::Unusable, "",
                     "has more than " + std::to_string(limits::kMostPatternBraces) + " braces"};
    }
    UErrorCode status = U_ZERO_ERROR;
    UParseError position{};
    const icu::MessagePattern parsed(to_icu(pattern), &position, status);
    if (U_FAILURE(status)) {
        return Error{Kind::Unusable, "",
                     "has " + in_words(status) + " near character " +
                         std::to_string(position.offset + 1) + " of the pattern"};
    }
    std::vector<ArgumentUse> uses;
    std::vector<std::size_t> open;  // indices of the arguments whose end has not come yet
    for (std::int32_t i = 0; i < parsed.countParts(); ++i) {
        const icu::MessagePattern::Part& part = parsed.getPart(i);
        switch (part.getType()) {
            case UMSGPAT_PART_TYPE_ARG_START:
                open.push_back(uses.size());
                uses.push_back({from_icu(parsed.getSubstring(parsed.getPart(i + 1))),
                                kind_of(part.getArgType()),
                                {}});
                break;
            case UMSGPAT_PART_TYPE_ARG_LIMIT:
                open.pop_back();
                break;
            case UMSGPAT_PART_TYPE_ARG_SELECTOR:
                uses[open.back()].selectors.push_back(from_icu(parsed.getSubstring(part)));
                break;
            default:
                break;
        }
    }
    return uses;
}

}  // namespace lotse::text
