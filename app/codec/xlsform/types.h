// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: what the cell `type` of a row asks for, and what is meant by one that
/// no program knows.
#pragma once

#include <set>
#include <string>

namespace lotse::codec::xlsform {

struct Type {
    enum class Kind {
        Question,
        BeginGroup,
        BeginRepeat,
        EndGroup,
        EndRepeat,
        BeginOther,
        EndOther,
        None,
        Unknown
    };
    Kind kind = Kind::Unknown;
    /// Question: our word; or hidden, range, today, start, which become one of them (roles.h).
    std::string word;
    std::string list;       ///< select_one, select_multiple
    std::string file;       ///< that the choices stand in, instead of a list
    std::string keyboard;   ///< text: "phone", "email"; "" as usual
    std::string up_to;      ///< range: from 0 to this, whatever the row says
    bool external = false;  ///< the list stands on the sheet external_choices
    bool or_other = false;
    bool yes_no = false;  ///< the type itself is the list
};
Type type_of(const std::string& cell);

/// Why a cell is no type although somebody means to ask something by it: misspelt, as other
/// programs call it, or a select without the name of its list. "" of what only other programs can
/// ask (a place, a photo), and of what is a type. `lists`: as the form calls them.
std::string mistake_of_type(const std::string& cell, const std::set<std::string>& lists);
/// Whether it is a misspelt begin or end of a group: the rows after it would lie elsewhere.
bool means_group(const std::string& cell);

}  // namespace lotse::codec::xlsform
