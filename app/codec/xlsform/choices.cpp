// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/choices.h"

#include <algorithm>
#include <tuple>

#include "core/limits.h"

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
        lists.lists.push_back({written, "", {}});
    }
    return lists.lists[it->second];
}

}  // namespace

const ChoiceList* ChoiceLists::written(const std::string& name) const {
    const auto it = places.find(name);
    return it == places.end() ? nullptr : &lists[it->second];
}

ChoiceLists choice_lists_of(const Table& table, std::vector<Finding>& findings) {
    ChoiceLists out;
    std::set<std::string> unknown;
    for (const TableColumn& column : table.columns) {
        if (!column.known && !is_filter_column(column.key)) {
            unknown.insert(column.key);
            findings.push_back(table.finding(Finding::Kind::Kept, table.heading_row, column.key,
                                             column.why_kept()));
        }
    }
    std::map<std::string, std::set<std::string>> names;
    for (const TableRow& row : table.rows) {
        const std::string list = trimmed(cell(row.cells, "list_name"));
        const std::string name = trimmed(cell(row.cells, "name"));
        const bool once = !list.empty() && !name.empty() && names[list].insert(name).second;
        if (!once) {
            findings.push_back(table.finding(
                Finding::Kind::Kept, row.row, list.empty() ? "list_name" : "name",
                list.empty() ? "a choice without a list; the row is kept"
                : name.empty()
                    ? "a choice without a name; the row is kept"
                    : "the choice \"" + name + "\" stands twice in the list; the row is kept"));
            out.kept.push_back(row.cells);
            continue;
        }
        ListChoice choice{row.row, row.cells, name, "", {}, {}};
        for (const TableColumn& column : table.columns) {
            const std::string text = cell(row.cells, column.key);
            if (column.known || text.empty()) {
                continue;
            }
            unknown.contains(column.key) ? choice.extras[column.key] = text
                                         : choice.columns[column.key] = trimmed(text);
        }
        list_named(out, list).choices.push_back(std::move(choice));
    }
    return out;
}

std::string list_with_other(ChoiceLists& lists, const std::string& written,
                            const ProgramWords& words) {
    const ChoiceList* found = lists.written(written);
    const auto is_other = [](const ListChoice& choice) { return choice.name == "other"; };
    if (found == nullptr || std::any_of(found->choices.begin(), found->choices.end(), is_other)) {
        return written;
    }
    const std::string name = written + "_or_other";
    if (lists.written(name) == nullptr) {
        std::vector<ListChoice> choices = found->choices;
        ListChoice other;
        other.row = choices.back().row;
        other.name = "other";
        other.cells = labels_of_program(words, kOtherText, kOtherOtherwise);
        other.cells["name"] = "other";
        choices.push_back(std::move(other));
        list_named(lists, name).choices = std::move(choices);
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

void name_lists(ChoiceLists& lists, std::vector<Finding>& findings, const Table* table) {
    UniqueNames taken;
    for (ChoiceList& list : lists.lists) {
        list.name = taken.take(plain_name(list.written));
        UniqueNames names;
        for (ListChoice& choice : list.choices) {
            const std::string written = choice.name;
            choice.name = names.take(plain_choice_name(written));
            if (choice.name != written) {
                choice.extras["name"] = written;
                lists.renamed.emplace(written, choice.name);
                findings.push_back(
                    table->finding(Finding::Kind::Changed, choice.row, "name",
                                   "\"" + written + "\" is called " + choice.name + " here"));
            }
        }
    }
}

}  // namespace lotse::codec::xlsform
