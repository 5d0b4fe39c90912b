// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: the sheet choices as lists, with what a form leaves unsaid.
#pragma once

#include <map>
#include <set>
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
    std::string relevant;          ///< in the definition's words
    std::set<std::string> truths;  ///< of `cells`, as TableRow has them
    bool on_its_own = false;       ///< shares its name with another label, so that it needs another
    Cells columns, extras;
};
struct ChoiceList {
    std::string written, name;  ///< in the spreadsheet, in the definition
    std::vector<ListChoice> choices;
    std::set<std::string> twice;   ///< names of its choices that had to become two
    bool with_other = false;       ///< its choice "other" was added for or_other
    const Table* table = nullptr;  ///< it stands in; null if the form leaves it to the program
};
struct ChoiceLists {
    std::vector<ChoiceList> lists;              ///< in the order of the sheet
    std::vector<Cells> kept;                    ///< rows that are no choice
    Names renamed;                              ///< choices whose names a definition cannot hold
    std::set<std::string> twice;                ///< names of choices that had to become two
    std::map<std::string, std::size_t> places;  ///< name as written → index in `lists`
    const ChoiceList* written(const std::string& name) const;
};
/// Adds the lists of a sheet that are not there yet. A name may stand again in a list where a
/// column that choice_filter can compare differs, as in a cascade. `table` must outlive `lists`.
void add_choice_lists(const Table& table, ChoiceLists& lists, std::vector<Finding>& findings);
/// The list that `or_other` asks from: has a choice `other`.
std::string list_with_other(ChoiceLists& lists, const std::string& written,
                            const ProgramWords& words);
void add_yes_no(ChoiceLists& lists, const ProgramWords& words);
/// Names for lists and choices, once all lists are there. A choice has the same new name in every
/// list, and one that nothing else is called: neither another choice, nor what a column or an
/// expression says (`said`). So whatever was equal stays equal, and what was not stays so.
/// Choices that share a name share a text, unless their labels differ; `known` as for `pattern_of`.
void name_lists(ChoiceLists& lists, const std::set<std::string>& said,
                const std::set<std::string>& known, std::vector<Finding>& findings);

}  // namespace lotse::codec::xlsform
