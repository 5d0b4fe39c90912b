// SPDX-License-Identifier: EUPL-1.2
/// Which arguments a MessageFormat pattern uses, and how.
///
/// Leaves alone: whether those uses are right for a language (locale_lint.h), formatting
/// (catalogue.h). Source: ICU 72 MessagePattern.
#pragma once

#include <string>
#include <vector>

#include "core/error.h"

namespace lotse::text {

enum class ArgumentKind {
    Simple,  ///< {name}
    Typed,   ///< {name, number} and the like
    Choice,  ///< the deprecated ChoiceFormat
    Plural,
    Ordinal,
    Select,
};

/// One place where a pattern uses an argument, nested ones included, in the pattern's order.
struct ArgumentUse {
    std::string name;
    ArgumentKind kind = ArgumentKind::Simple;
    std::vector<std::string>
        selectors;  ///< Plural, Ordinal, Select: "one", "other", "=0", "female" …
    bool operator==(const ArgumentUse&) const = default;
};

/// An error says what is wrong and at which character.
Result<std::vector<ArgumentUse>> argument_uses(const std::string& pattern);

}  // namespace lotse::text
