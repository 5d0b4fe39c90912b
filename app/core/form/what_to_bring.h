// SPDX-License-Identifier: EUPL-1.2
/// Decides what a client is told to bring along, from what they answered: by the last screen and by
/// the ticket alike.
///
/// Papers that were offered (Meaning::DocumentsHave) and not ticked, in the order of the list. A
/// certificate that cannot be brought (Meaning::DegreeWhere: lost, running, broken_off) is left
/// out. Who said nothing about papers is asked for none. Nothing else of the answers shows: the
/// list may lie on a table in a waiting room.
#pragma once

#include <string>
#include <vector>

#include "core/partial_date.h"

namespace lotse {

struct Answers;
struct Questionnaire;

struct ToBring {
    std::vector<std::string> papers;  ///< text ids
    /// Money may be spent, and somebody else may pay: whoever seeks recognition and has no full one
    /// yet (Meaning::NoticeResult).
    bool funding_first = false;
    bool operator==(const ToBring&) const = default;
};

ToBring what_to_bring(const Questionnaire& form, const Answers& answers, const CivilDate& today);

}  // namespace lotse
