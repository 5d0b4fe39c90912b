// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/choices.h"

#include <algorithm>
#include <tuple>

#include "codec/xlsform/expressions.h"
#include "codec/xlsform/patterns.h"
#include "core/limits.h"
#include "core/misspelling.h"

namespace lotse::codec::xlsform {
namespace {

/// What choice_filter may compare: a bare word. Pictures and sounds have such headings, too, but
/// mean something else.
bool is_filter_column(const std::string& key) {
    static const std::set<std::string> kOthers = {
        "name", "image", "audio", "video", "order", "media", "big-image", "geometry", "hint"};
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !key.empty() && key.size() <= limits::kLongestNameBytes && letter(key[0]) &&
           !kOthers.contains(lower(key)) && std::all_of(key.begin(), key.end(), [&](char c) {
               return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
           });
}

std::string cell(const Cells& cells, const std::string& key) {
    const auto it = cells.find(key);
    return it == cells.end() ? "" : it->second;
}

ChoiceList& list_named(ChoiceLists& lists, const std::string& written) {
    const auto [it, is_new] = lists.places.emplace(written, lists.lists.size());
    if (is_new) {
        lists.lists.push_back({written, "", {}, {}, false, nullptr});
    }
    return lists.lists[it->second];
}

}  // namespace

const ChoiceList* ChoiceLists::written(const std::string& name) const {
    const auto it = places.find(name);
    return it == places.end() ? nullptr : &lists[it->second];
}

namespace {

/// No language says two things; a cell of which nothing is left says none.
bool same_labels(const Cells& first, const Cells& second, const std::set<std::string>& known) {
    return std::all_of(first.begin(), first.end(), [&](const auto& one) {
        const auto other = one.first.starts_with("label::") ? second.find(one.first) : second.end();
        if (other == second.end()) {
            return true;
        }
        const std::string says = pattern_of(one.second, known);
        const std::string others = pattern_of(other->second, known);
        return says.empty() || others.empty() || says == others;
    });
}

class Lists {
public:
    Lists(const Table& table, ChoiceLists& lists, std::vector<Finding>& findings)
        : m_table(table), m_lists(lists), m_findings(findings) {
        for (const ChoiceList& list : lists.lists) {
            m_there.insert(list.written);
        }
    }

    void add() {
        for (const TableColumn& column : m_table.columns) {
            if (means_relevant(column)) {
                tell(Finding::Kind::ConditionLost, m_table.heading_row, column.key,
                     "this heading is none that the terminal knows, so that its cells decide "
                     "nothing. If \"lotse_relevant\" is meant, write that as the heading; else "
                     "remove the column");
            }
            if (!column.known && !is_filter_column(column.key)) {
                m_unknown.insert(column.key);
                tell(Finding::Kind::Kept, m_table.heading_row, column.key, column.why_kept());
            }
        }
        for (const TableRow& row : m_table.rows) {
            add(row);
        }
    }

private:
    /// By its heading, or by a cell that can only be a condition.
    bool means_relevant(const TableColumn& column) const {
        return !column.known && !column.again &&
               (misspelt_by(lower(column.heading), "lotse_relevant") <= 2 ||
                survey_word(column.heading) == "relevant" ||
                std::any_of(m_table.rows.begin(), m_table.rows.end(), [&](const TableRow& row) {
                    return reads_as_condition(cell(row.cells, column.key));
                }));
    }
    void tell(Finding::Kind kind, std::size_t row, const std::string& key,
              const std::string& what) {
        m_findings.push_back(m_table.finding(kind, row, key, what));
    }

    void add(const TableRow& row) {
        const std::string list = trimmed(cell(row.cells, "list_name"));
        const std::string name = trimmed(cell(row.cells, "name"));
        if (m_there.contains(list)) {
            return;  // the sheet before this one has it
        }
        if (list.empty() || name.empty()) {
            const std::string column = list.empty() ? "list_name" : "name";
            tell(Finding::Kind::Kept, row.row, column,
                 "a choice without a " + std::string(list.empty() ? "list" : "name") +
                     "; the row is kept");
            m_lists.kept.push_back(row.cells);
            return;
        }
        ListChoice choice;
        choice.row = row.row;
        choice.cells = row.cells;
        choice.truths = row.truths;
        choice.name = name;
        for (const TableColumn& column : m_table.columns) {
            const std::string text = cell(row.cells, column.key);
            if (column.known || text.empty()) {
                continue;
            }
            m_unknown.contains(column.key) ? choice.extras[column.key] = text
                                           : choice.columns[column.key] = trimmed(text);
        }
        ChoiceList& in = list_named(m_lists, list);
        in.table = &m_table;
        if (!m_names[list].emplace(name, choice.columns).second) {
            tell(Finding::Kind::Kept, row.row, "name",
                 "the choice \"" + name + "\" stands twice in the list; the row is kept");
            m_lists.kept.push_back(row.cells);
            return;
        }
        in.choices.push_back(std::move(choice));
    }

    const Table& m_table;
    ChoiceLists& m_lists;
    std::vector<Finding>& m_findings;
    std::set<std::string> m_there, m_unknown;
    std::map<std::string, std::set<std::pair<std::string, Cells>>>
        m_names;  ///< of a list: its choices with their columns
};

}  // namespace

void add_choice_lists(const Table& table, ChoiceLists& lists, std::vector<Finding>& findings) {
    Lists(table, lists, findings).add();
}

std::string list_with_other(ChoiceLists& lists, const std::string& written,
                            const ProgramWords& words) {
    const ChoiceList* found = lists.written(written);
    const auto is_other = [](const ListChoice& choice) { return choice.name == "other"; };
    if (found == nullptr || std::any_of(found->choices.begin(), found->choices.end(), is_other)) {
        return written;
    }
    std::string name = written + "_or_other";
    if (lists.written(name) == nullptr) {
        std::vector<ListChoice> choices = found->choices;
        ListChoice other;
        other.row = choices.back().row;
        other.name = "other";
        other.cells = labels_of_program(words, kOtherText, kOtherOtherwise);
        other.cells["name"] = "other";
        choices.push_back(std::move(other));
        const Table* const table = found->table;
        ChoiceList& list = list_named(lists, name);
        list.choices = std::move(choices);
        list.table = table;
        list.with_other = true;
    }
    return name;
}

void add_yes_no(ChoiceLists& lists, const ProgramWords& words) {
    ChoiceList& list = list_named(lists, "yes_no");
    for (const auto& [name, id, label] :
         {std::tuple("yes", kYesText, "Yes"), std::tuple("no", kNoText, "No")}) {
        ListChoice choice;
        choice.name = name;
        choice.cells = labels_of_program(words, id, label);
        choice.cells["name"] = name;
        list.choices.push_back(std::move(choice));
    }
}

namespace {

/// What shares its name with a choice before it and says something else.
void part_choices(ChoiceLists& lists, const std::set<std::string>& known) {
    for (ChoiceList& list : lists.lists) {
        std::map<std::string, Cells> shared;  ///< by name: what those before say together
        for (ListChoice& choice : list.choices) {
            Cells& labels = shared[choice.name];
            if (!same_labels(choice.cells, labels, known)) {
                choice.on_its_own = true;
                lists.twice.insert(choice.name);
                list.twice.insert(choice.name);
                continue;
            }
            for (const auto& [key, text] : choice.cells) {
                if (key.starts_with("label::") && !pattern_of(text, known).empty()) {
                    labels.emplace(key, text);
                }
            }
        }
    }
}

}  // namespace

void name_lists(ChoiceLists& lists, const std::set<std::string>& said,
                const std::set<std::string>& known, std::vector<Finding>& findings) {
    part_choices(lists, known);
    UniqueNames names;
    std::set<std::string> reserved = said;
    for (const ChoiceList& list : lists.lists) {
        for (const ListChoice& choice : list.choices) {
            reserved.insert(choice.name);
            for (const auto& [column, text] : choice.columns) {
                reserved.insert(text);
            }
        }
    }
    for (const std::string& name : reserved) {
        names.take(name);
    }
    UniqueNames taken;
    for (ChoiceList& list : lists.lists) {
        list.name = taken.take(plain_name(list.written));
        for (ListChoice& choice : list.choices) {
            const std::string written = choice.name;
            const std::string wanted = plain_choice_name(written);
            if (choice.on_its_own) {
                choice.name = names.take(wanted);
            } else if (wanted != written) {
                auto& name = lists.renamed[written];
                name = name.empty() ? names.take(wanted) : name;
                choice.name = name;
            }
            if (choice.name != written) {
                choice.extras["name"] = written;
                findings.push_back(
                    list.table->finding(Finding::Kind::Changed, choice.row, "name",
                                        "\"" + written + "\" is called " + choice.name + " here"));
            }
        }
    }
    for (ChoiceList& list : lists.lists) {
        for (ListChoice& choice : list.choices) {
            for (auto& [column, text] : choice.columns) {
                if (const std::string name = renamed_or(text, lists.renamed); name != text) {
                    choice.extras[column] = text;
                    text = name;
                }
            }
        }
    }
}

}  // namespace lotse::codec::xlsform
