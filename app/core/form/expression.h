// SPDX-License-Identifier: EUPL-1.2
/// Decides what an expression of a questionnaire means: `${age} >= 18 and selected(${goal},
/// 'work')`.
///
/// Leaves alone: which names exist (the reader of definitions refuses unknown ones) and where
/// values come from (`Scope`). Source of the language: ODK XForms specification
/// (getodk.github.io/xforms-spec), XPath 1.0 (W3C) for the coercions. There are no paths,
/// predicates or node sets; `${name}` is the only reference. Functions of the specifications that
/// are not about values are refused with their reason. Deliberate differences:
///  * Dates may be partial, a range of days. `<` and `<=`, `>` and `>=` hold if they hold for some
///    day of each range: whoever knows only the year is never refused. `=` holds for identical
///    ranges. Arithmetic uses the first day.
///  * Text compared with a date is read as YYYY-MM-DD, perhaps with a time; in arithmetic such text
///    counts as its day since 1970-01-01 (time_zone.h). Two times of day ("08:30") compare as such.
///  * Numbers that differ by nothing but the noise of binary fractions are equal, as in ODK
///  Collect.
///  * sum, min and max leave empty values out; what is no number makes them NaN.
///  * A bare word names a column of the choice under test and is for choice_filter only: `continent
///    = ${continent}`.
///
/// Work is bounded: length and depth of the text, length of every string a function makes
/// (limits.h). Patterns of `regex` run in time proportional to pattern × text. Copies share one
/// immutable tree.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/form/value.h"

namespace lotse {

/// Where an expression finds its surroundings. A function that is not set answers nothing, 0 or "".
struct Scope {
    std::function<Value(std::string_view name)>
        lookup;  ///< `${name}`; Sequence if it stands in another repeat
    std::function<Value(std::string_view name)>
        lookup_all;  ///< `${name}` of indexed-repeat: always every instance
    std::function<Value(std::string_view name)> column;  ///< column of the choice under test
    Value own;                                           ///< `.`
    TimeZone zone;                                       ///< in which `today` is today
    CivilDate today;
    int second_of_day = 0;
    std::string version;  ///< of the questionnaire
    int position = 0;     ///< instance of the repeat, counted from 1
    std::function<std::string(std::string_view question, std::string_view choice)> choice_label;
    std::function<double()> random;  ///< [0, 1)
    std::function<std::string()> uuid;
};

class Expression {
public:
    struct Node;

    Expression() = default;

    /// Refused with `where` "column N" (1-based, in bytes) and what was expected there.
    static Result<Expression> parse(std::string_view text);

    bool empty() const { return m_tree == nullptr; }
    const std::string& text() const;

    struct Reference {
        std::string name;
        int column = 0;  ///< 1-based
    };
    /// Every `${name}`, in order, also those inside the text of jr:choice-name.
    const std::vector<Reference>& references() const;
    /// Every bare word: columns of choices.
    const std::vector<Reference>& columns() const;
    /// Functions called, for rules about where a function makes sense.
    const std::vector<Reference>& functions() const;
    bool uses_own_value() const;
    /// Referenced names, sorted, each once.
    std::vector<std::string> names() const;

    /// What an answer is compared with: ${q} = 'a', 1 != ${q}, selected(${q}, 'a').
    struct ComparedText {
        std::string question;  ///< "": of `.`
        std::string text;
        bool operator==(const ComparedText&) const = default;
    };
    std::vector<ComparedText> compared_texts() const;
    /// For a person: parts that hold always or never, and hardly are meant so, such as a text
    /// beside `or`, or "18 < ${age} < 65".
    std::vector<std::string> doubts() const;

    /// The day that `.` has to keep to.
    struct DateBound {
        bool latest = false;  ///< else the earliest
        CivilDate day;
        bool operator==(const DateBound&) const = default;
    };
    /// The first comparison of `.` with a date that does not hold although the expression needs it:
    /// what to tell somebody whose answer a constraint refuses. Nothing if the expression holds, or
    /// fails for another reason.
    std::optional<DateBound> broken_date_bound(const Scope& scope) const;

    /// Nothing for the empty expression. Refused for a bound or an argument that only shows at run
    /// time.
    Result<Value> evaluate(const Scope& scope) const;

private:
    struct Tree;
    std::shared_ptr<const Tree> m_tree;
};

}  // namespace lotse
