// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/rules.h"

#include <algorithm>

#include "core/form/expression.h"

namespace lotse::codec::xlsform {
namespace {

/// Column of the spreadsheet → key of the definition.
constexpr std::pair<const char*, const char*> kQuestionExpressions[] = {
    {"relevant", "relevant"},     {"required", "required"},           {"constraint", "constraint"},
    {"calculation", "calculate"}, {"choice_filter", "choice_filter"},
};

bool takes(const Item& item, const std::string& key) {
    if (item.is_group()) {
        return key == "relevant";
    }
    const std::string& type = item.type.word;
    if (key == "calculate") {
        return type == "calculate";
    }
    if (key == "choice_filter") {
        return type == "select_one" || type == "select_multiple" || type == "grid";
    }
    return key == "relevant" || (type != "calculate" && type != "note");
}

class Rules {
public:
    explicit Rules(const ExpressionsOfForm& form) : m_form(form) {}

    void run(std::vector<Item>& items) {
        read(items);
        read_choices();
        flatten_kept(items);
        // A kept row is no longer there for others to name, so what names it goes in the next
        // round.
        do {
            m_names.clear();
            collect(items);
            m_changed = false;
            check(items, "");
            check_choices();
            if (m_changed) {
                flatten_kept(items);
            }
        } while (m_changed);
    }

private:
    std::string taken_over(const std::string& cell, Cells& extras, const std::string& key) const {
        const std::string plain = plain_expression(cell, m_form.renamed);
        const std::string out = with_literals(plain, m_form.lists.renamed);
        if (out != plain) {
            // Choices cannot be renamed back by looking at a text: any text may look like one.
            extras[key] = cell;
        }
        return lower(out) == "true" ? "true()" : lower(out) == "false" ? "false()" : out;
    }

    void read(std::vector<Item>& items) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Kept) {
                continue;
            }
            for (const auto& [column, key] : kQuestionExpressions) {
                const std::string cell = item.cell(column);
                if (cell.empty() || !takes(item, key)) {
                    continue;
                }
                const auto flag = std::string(key) == "required" ? yes_no_of(cell) : std::nullopt;
                if (flag) {
                    if (*flag) {
                        item.expressions[key] = "true()";
                    }
                    continue;
                }
                item.expressions[key] = taken_over(cell, item.extras, column);
            }
            if (item.type.word == "calculate" && item.expressions.count("calculate") == 0) {
                item.kind = Item::Kind::Kept;
                m_form.findings.push_back(
                    m_form.survey.finding(Finding::Kind::Kept, item.row, "type",
                                          "nothing to calculate; the row is kept"));
            }
            if (item.is_group()) {
                read(item.children);
            }
        }
    }

    void read_choices() {
        for (ChoiceList& list : m_form.lists.lists) {
            for (ListChoice& choice : list.choices) {
                const auto it = choice.cells.find("lotse_relevant");
                if (it != choice.cells.end()) {
                    choice.relevant = taken_over(it->second, choice.extras, "lotse_relevant");
                }
            }
        }
    }

    void collect(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.kind == Item::Kind::Question || item.kind == Item::Kind::Repeat) {
                m_names.insert(item.name);
            }
            if (item.is_group()) {
                collect(item.children);
            }
        }
    }

    void check(std::vector<Item>& items, const std::string& repeat) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Kept) {
                continue;
            }
            for (const auto& [column, key] : kQuestionExpressions) {
                const auto it = item.expressions.find(key);
                if (it == item.expressions.end()) {
                    continue;
                }
                const std::string why = mistake(it->second, key, repeat, item.type.list);
                if (why.empty()) {
                    continue;
                }
                item.expressions.erase(it);
                item.extras[column] = item.cell(column);
                const bool calculation = std::string(key) == "calculate";
                m_form.findings.push_back(m_form.survey.finding(
                    Finding::Kind::Kept, item.row, column,
                    why + (calculation ? "; the row is kept"
                                       : "; the expression is kept and does nothing")));
                if (calculation) {
                    item.kind = Item::Kind::Kept;
                    m_changed = true;
                    break;
                }
            }
            if (item.is_group()) {
                check(item.children, item.kind == Item::Kind::Repeat ? item.name : repeat);
            }
        }
    }

    void check_choices() {
        for (ChoiceList& list : m_form.lists.lists) {
            for (ListChoice& choice : list.choices) {
                const std::string why =
                    choice.relevant.empty() ? "" : mistake(choice.relevant, "relevant", "", "");
                if (!why.empty()) {
                    choice.relevant.clear();
                    choice.extras["lotse_relevant"] = choice.cells.at("lotse_relevant");
                    m_form.findings.push_back(
                        m_form.choices->finding(Finding::Kind::Kept, choice.row, "lotse_relevant",
                                                why + "; the expression is kept and does nothing"));
                }
            }
        }
    }

    /// Why a definition cannot hold the expression; "" if it can.
    std::string mistake(const std::string& text, const std::string& key, const std::string& repeat,
                        const std::string& list) {
        const auto it = m_parsed.find(text);
        const auto& parsed = it != m_parsed.end()
                                 ? it->second
                                 : m_parsed.emplace(text, Expression::parse(text)).first->second;
        if (!parsed) {
            return parsed.error().where + ": " + parsed.error().detail;
        }
        for (const auto& reference : parsed->references()) {
            if (!m_names.contains(reference.name)) {
                return "the terminal asks no question \"" + reference.name + "\"";
            }
        }
        if (parsed->uses_own_value() && key != "constraint" && key != "required") {
            return "'.' stands only in constraint and required";
        }
        for (const auto& column : parsed->columns()) {
            if (key != "choice_filter" || !has_column(list, column.name)) {
                return "\"" + column.name + "\" is no column of the choices";
            }
        }
        for (const auto& function : parsed->functions()) {
            if (function.name == "random" || function.name == "uuid") {
                return function.name + "() is not available";
            }
            if (function.name == "position" && repeat.empty()) {
                return "position() stands only inside a repeat";
            }
        }
        return "";
    }

    bool has_column(const std::string& written, const std::string& column) const {
        const ChoiceList* list = m_form.lists.written(written);
        return column == "name" ||
               (list != nullptr && std::any_of(list->choices.begin(), list->choices.end(),
                                               [&](const ListChoice& choice) {
                                                   return choice.columns.contains(column);
                                               }));
    }

    const ExpressionsOfForm& m_form;
    std::set<std::string> m_names;
    std::map<std::string, Result<Expression>>
        m_parsed;  ///< a chain of kept rows asks once for every link
    bool m_changed = false;
};

}  // namespace

void take_expressions(std::vector<Item>& items, const ExpressionsOfForm& form) {
    Rules(form).run(items);
}

}  // namespace lotse::codec::xlsform
