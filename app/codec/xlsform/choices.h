// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: the sheet choices as lists, with what a form leaves unsaid.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "codec/xlsform/program_words.h"
#include "codec/xlsform/table.h"
#include "codec/xlsform/words.h"

namespace lotse::codec::xlsform {

struct ListChoice {
    std::size_t row = 0;
    Cells cells;
    std::string name;
    std::string relevant;  ///< in the definition's words
    Cells columns, extras;
};
struct ChoiceList {
    std::string written, name;  ///< in the spreadsheet, in the definition
    std::vector<ListChoice> choices;
};
struct ChoiceLists {
    std::vector<ChoiceList> lists;              ///< in the order of the sheet
    std::vector<Cells> kept;                    ///< rows that are no choice
    Names renamed;                              ///< choices whose names a definition cannot hold
    std::map<std::string, std::size_t> places;  ///< name as written → index in `lists`
    const ChoiceList* written(const std::string& name) const;
};
ChoiceLists choice_lists_of(const Table& table, std::vector<Finding>& findings);
/// The list that `or_other` asks from: has a choice `other`.
std::string list_with_other(ChoiceLists& lists, const std::string& written,
                            const ProgramWords& words);
void add_yes_no(ChoiceLists& lists, const ProgramWords& words);
/// Names for lists and choices, once all lists are there.
void name_lists(ChoiceLists& lists, std::vector<Finding>& findings, const Table* table);

}  // namespace lotse::codec::xlsform
