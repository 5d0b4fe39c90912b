// SPDX-License-Identifier: EUPL-1.2
/// What a client has answered so far. Lives in memory only, wiped with the session.
///
/// Codes are language-neutral; free text keeps the language it was typed in. A question that was
/// not touched has no entry.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/partial_date.h"
#include "core/secret_text.h"
#include "core/time_of_day.h"

namespace lotse {

/// Names a field: a question, and the instance of the repeat it stands in, from 0 (0 outside
/// repeats).
struct FieldPath {
    std::string question;
    int instance = 0;
    auto operator<=>(const FieldPath&) const = default;
};

/// Offered on every question beside its own answers (consent has no "prefer not to say").
enum class Special : unsigned char { DontKnow, PreferNotToSay, DiscussInCounselling };

struct TextAnswer {
    SecretText text;
    std::string language;  ///< tag of the language in force while typing
    bool operator==(const TextAnswer&) const = default;
};
/// Digits as typed, in Latin digits with '.' as the decimal sign; kept as text so that nothing is
/// rounded.
struct NumberAnswer {
    SecretText digits;
    bool operator==(const NumberAnswer&) const = default;
};
/// select_one, country, language, occupation: one name; select_multiple: in the order of choosing;
/// acknowledge: "yes" or nothing.
struct ChoiceAnswer {
    std::vector<std::string> names;
    /// occupation: what was looked for when it was chosen, which may say more; empty: nothing.
    SecretText typed = {};
    bool operator==(const ChoiceAnswer&) const = default;
};
/// row name → column name → choice name
struct GridAnswer {
    std::map<std::string, std::map<std::string, std::string>> cells;
    bool operator==(const GridAnswer&) const = default;
};

/// TimeOfDay answers a question for a time; a day with its time is a PartialDate.
using Answer = std::variant<TextAnswer, NumberAnswer, ChoiceAnswer, PartialDate, GridAnswer,
                            Special, TimeOfDay>;

struct Answers {
    std::map<FieldPath, Answer> fields;
    std::map<std::string, int> repeats;  ///< repeat name → number of instances

    const Answer* find(const FieldPath& path) const {
        const auto it = fields.find(path);
        return it == fields.end() ? nullptr : &it->second;
    }
    bool operator==(const Answers&) const = default;
};

}  // namespace lotse
