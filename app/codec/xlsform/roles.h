// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: what a row does at a terminal where its type alone does not say.
///
/// A client answers it; it shows a value (a note); only its value counts (a calculation); or it is
/// nothing that a terminal has. A typed row with a calculation is no question: nobody answers what
/// is calculated. An answer that a form fills in beforehand (default) is left out where a client
/// answers, as nobody gave it; where conditions name the row, that is a lost condition.
/// Source: xlsform.org, docs.getodk.org ("Form logic"), pyxform.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "codec/xlsform/program_words.h"
#include "codec/xlsform/tree.h"

namespace lotse::codec::xlsform {

/// "start=0 end = 10" of the column parameters, names in small letters.
std::map<std::string, std::string> parameters_of(const std::string& cell);

struct RolesOfForm {
    const Table& survey;
    const ProgramWords& words;
    const std::set<std::string>& named;  ///< in expressions
    std::vector<Finding>& findings;
};

/// Gives a question the type of the definition, and what stands for its cells there (`instead`);
/// a row that no terminal can have becomes a kept one.
void settle_role(Item& item, const RolesOfForm& form);

}  // namespace lotse::codec::xlsform
