// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/tree.h"

#include <algorithm>

#include "codec/xlsform/roles.h"
#include "core/limits.h"
#include "core/misspelling.h"

namespace lotse::codec::xlsform {
namespace {

/// Deeper than any definition may be, as groups that are only kept do not count there; recursion
/// stays shallow.
constexpr std::size_t kDeepest = std::size_t{4} * limits::kDeepestGroup;
constexpr const char* kNotAsked = "the terminal cannot ask this; the row is kept";

bool has_word(const Item& item, const std::string& word) {
    const auto words = words_of(lower(item.cell("appearance")));
    return std::find(words.begin(), words.end(), word) != words.end();
}
bool wants_page(const Item& item) {
    return has_word(item, "field-list") || has_word(item, "table-list");
}
bool contains_repeat(const Item& item) {
    return std::any_of(item.children.begin(), item.children.end(), [](const Item& child) {
        return child.kind == Item::Kind::Repeat || (child.is_group() && contains_repeat(child));
    });
}
bool contains_group(const Item& item) {
    return std::any_of(item.children.begin(), item.children.end(),
                       [](const Item& child) { return child.is_group(); });
}

class Builder {
public:
    explicit Builder(const TreeOptions& options) : m_options(options) {}

    Result<std::vector<Item>> build() {
        std::vector<Item> open(1);
        std::size_t asked = 0;
        for (const TableRow& row : m_options.survey.rows) {
            Item item;
            item.row = row.row;
            item.cells = row.cells;
            item.type = type_of(item.cell("type"));
            tell_neither_yes_nor_no(item);
            if (yes_no_of(item.cell("disabled")) == true) {
                tell(Finding::Kind::Kept, item, "disabled", "switched off; the row is kept");
                open.back().children.push_back(std::move(item));
                continue;
            }
            const bool counts = item.type.kind == Type::Kind::Question ||
                                item.type.kind == Type::Kind::BeginGroup ||
                                item.type.kind == Type::Kind::BeginRepeat;
            if (counts && ++asked > limits::kMostQuestions) {
                return Error{Kind::Refused, place(item),
                             "expected at most " + std::to_string(limits::kMostQuestions) +
                                 " questions and groups"};
            }
            if (means_group(item.cell("type"))) {
                return Error{
                    Kind::Refused, place(item),
                    quoted_type(item) + ": " + mistake_of_type(item.cell("type"), m_options.lists)};
            }
            switch (item.type.kind) {
                case Type::Kind::BeginGroup:
                case Type::Kind::BeginRepeat:
                case Type::Kind::BeginOther:
                    item.kind = item.type.kind == Type::Kind::BeginGroup    ? Item::Kind::Plain
                                : item.type.kind == Type::Kind::BeginRepeat ? Item::Kind::Repeat
                                                                            : Item::Kind::Kept;
                    if (item.kind == Item::Kind::Kept) {
                        tell_lost_with(item);
                    }
                    if (open.size() > kDeepest) {
                        return Error{Kind::Refused, place(item),
                                     "expected at most " + std::to_string(kDeepest) +
                                         " groups inside each other"};
                    }
                    open.push_back(std::move(item));
                    break;
                case Type::Kind::EndGroup:
                case Type::Kind::EndRepeat:
                case Type::Kind::EndOther: {
                    if (open.size() < 2 || !closes(item.type.kind, open.back().type.kind)) {
                        return unbalanced(item, open.size() < 2 ? nullptr : &open.back());
                    }
                    end_group(item, open.back());
                    Item group = std::move(open.back());
                    open.pop_back();
                    open.back().children.push_back(std::move(group));
                    break;
                }
                default:
                    add_question(std::move(item), open.back().children);
            }
        }
        if (open.size() > 1) {
            return Error{Kind::Refused, place(open.back()), "this group or repeat has no end"};
        }
        keep_inner_repeats(open[0].children, false);
        shape(open[0].children, false);
        flatten_kept(open[0].children);
        return std::move(open[0].children);
    }

private:
    std::string place(const Item& item) const {
        return "sheet " + m_options.survey.name + ", row " + std::to_string(item.row + 1);
    }
    void tell(Finding::Kind kind, const Item& item, const std::string& key,
              const std::string& what) {
        m_options.findings.push_back(m_options.survey.finding(kind, item.row, key, what));
    }

    std::string still_to_write(const std::string& id) const {
        const std::string languages = languages_without(m_options.words, id);
        return languages.empty() ? "" : "; the texts have to be written in " + languages;
    }

    static std::string quoted_type(const Item& item) {
        return "\"" + trimmed(item.cell("type")) + "\"";
    }
    void tell_neither_yes_nor_no(Item& item) {
        for (const char* key : {"disabled", "lotse_optional", "lotse_prefer_not_to_say"}) {
            const std::string cell = trimmed(item.cell(key));
            if (!yes_no_of(cell)) {
                item.extras[key] = item.cell(key);
                tell(Finding::Kind::ConditionLost, item, key,
                     "expected yes or no, not \"" + cell + "\"; the cell does nothing");
            }
        }
    }
    /// What a row decides that is only kept although others hang on it.
    void tell_lost_with(const Item& item) {
        for (const auto& [key, text] : item.cells) {
            if (is_decisive(key) && key != "default" && !trimmed(text).empty()) {
                tell(Finding::Kind::ConditionLost, item, key,
                     "rows of the type " + quoted_type(item) +
                         " are only kept, so that this decides nothing for the rows that follow; "
                         "if a group is meant, write begin_group");
            }
        }
    }
    /// A row that cannot be asked: harmless only if nobody meant to ask it here.
    void tell_unknown_type(const Item& item) {
        if (lower(trimmed(item.cell("type"))).starts_with("begin")) {
            tell_lost_with(item);
        }
        const std::string mistake = mistake_of_type(item.cell("type"), m_options.lists);
        if (mistake.empty()) {
            tell(Finding::Kind::Kept, item, "type",
                 "the type " + quoted_type(item) + ": " + kNotAsked);
        } else {
            tell(Finding::Kind::ConditionLost, item, "type",
                 quoted_type(item) + ": " + mistake + ". So nobody is asked; the row is kept");
        }
    }
    void tell_missing_list(const Item& item) {
        const std::string none = "there is no choice list \"" + item.type.list + "\"" +
                                 (item.type.external ? " on the sheet external_choices" : "");
        const std::string nearest =
            nearest_word(item.type.list, {m_options.lists.begin(), m_options.lists.end()});
        tell(Finding::Kind::ConditionLost, item, "type",
             none +
                 (nearest.empty() ? "; write its choices, or take the row out"
                                  : "; if \"" + nearest + "\" is meant, write that") +
                 ". So nobody is asked; the row is kept");
    }

    static bool closes(Type::Kind end, Type::Kind begin) {
        return (end == Type::Kind::EndGroup && begin == Type::Kind::BeginGroup) ||
               (end == Type::Kind::EndRepeat && begin == Type::Kind::BeginRepeat) ||
               (end == Type::Kind::EndOther && begin == Type::Kind::BeginOther);
    }
    Error unbalanced(const Item& item, const Item* open) const {
        return Error{Kind::Refused, place(item),
                     open == nullptr ? quoted_type(item) + " ends nothing"
                                     : quoted_type(item) + " does not end " + quoted_type(*open) +
                                           " of row " + std::to_string(open->row + 1)};
    }
    void end_group(const Item& end, Item& group) {
        group.end_cells = end.cells;
        if (group.kind == Item::Kind::Kept) {
            return;
        }
        for (const auto& [key, text] : end.cells) {
            if (key != "type" && key != "name") {
                tell(key == "relevant" || key == "repeat_count" ? Finding::Kind::ConditionLost
                                                                : Finding::Kind::Lost,
                     end, key,
                     "a cell of the row that ends a group means nothing; it belongs into the row "
                     "that begins it");
            }
        }
    }

    void add_question(Item item, std::vector<Item>& siblings) {
        if (item.type.kind == Type::Kind::None || item.type.kind == Type::Kind::Unknown) {
            if (item.type.kind == Type::Kind::None) {
                tell(Finding::Kind::Kept, item, "type", "a row without a type; it is kept");
            } else {
                tell_unknown_type(item);
            }
            siblings.push_back(std::move(item));
            return;
        }
        item.kind = Item::Kind::Question;
        settle_role(item, {m_options.survey, m_options.words, m_options.named, m_options.findings});
        if (item.kind == Item::Kind::Kept) {
            siblings.push_back(std::move(item));
            return;
        }
        take_file_list(item);
        const std::string special = lower(trimmed(item.cell("lotse_type")));
        if (special == "grid_column" && item.type.word == "select_one" &&
            m_options.lists.contains(item.type.list) && !siblings.empty() &&
            siblings.back().type.word == "grid" && add_grid_column(item, siblings.back())) {
            return;
        }
        const bool own_list =
            item.type.word == "text" &&
            (special == "country" || special == "language" || special == "occupation");
        if (own_list || (special == "grid" && item.type.word == "select_multiple")) {
            item.type.word = special;
        } else if (!special.empty()) {
            tell(Finding::Kind::Kept, item, "lotse_type", "this does not fit the type of the row");
            item.extras["lotse_type"] = item.cell("lotse_type");
        }
        if (item.type.yes_no && !m_options.lists.contains("yes_no")) {
            m_options.wants_yes_no = true;
            tell(Finding::Kind::Changed, item, "type",
                 "asked with a list yes_no" + still_to_write(kYesText));
        } else if (!item.type.list.empty() && !m_options.lists.contains(item.type.list)) {
            tell_missing_list(item);
            item.kind = Item::Kind::Kept;
        }
        if (item.kind == Item::Kind::Kept || !item.type.or_other) {
            siblings.push_back(std::move(item));
            return;
        }
        tell(Finding::Kind::Changed, item, "type",
             "or_other became a choice \"other\" and a question for it" +
                 still_to_write(kOtherText));
        const std::string name = trimmed(item.cell("name"));
        Item other;
        other.kind = Item::Kind::Question;
        other.made = true;
        other.row = item.row;
        other.type.kind = Type::Kind::Question;
        other.type.word = "text";
        other.cells = labels_of_program(m_options.words, kOtherText, kOtherOtherwise);
        other.cells["type"] = "text";
        other.cells["name"] = name + "_other";
        other.cells["relevant"] = item.type.word == "select_one"
                                      ? "${" + name + "} = 'other'"
                                      : "selected(${" + name + "}, 'other')";
        m_options.lists_with_other.insert(item.type.list);
        siblings.push_back(std::move(item));
        siblings.push_back(std::move(other));
    }

    /// Choices that were read from a file stand among the others.
    void take_file_list(Item& item) {
        if (item.type.file.empty()) {
            return;
        }
        item.type.list = m_options.file_lists.at(file_key(item.cells, item.type));
        if (item.cells.contains("parameters")) {
            tell(Finding::Kind::Lost, item, "parameters",
                 "the choices were taken over; the file is not read again");
            item.cells.erase("parameters");
        }
        tell(Finding::Kind::Changed, item, "type",
             "the choices of " + item.type.file + " became the list " + item.type.list);
    }

    /// `<grid>__<column>`: the rows after a grid that other programs ask one by one.
    bool add_grid_column(Item& item, Item& grid) {
        const std::string prefix = trimmed(grid.cell("name")) + "__";
        const std::string name = trimmed(item.cell("name"));
        if (!name.starts_with(prefix) ||
            plain_name(name.substr(prefix.size())) != name.substr(prefix.size())) {
            return false;
        }
        item.name = name.substr(prefix.size());
        for (const Item& column : grid.children) {
            if (column.name == item.name) {
                return false;
            }
        }
        for (const auto& [key, text] : item.cells) {
            const bool condition = key == "relevant" ? text != grid.cell("relevant")
                                                     : key == "required" || key == "constraint" ||
                                                           key == "choice_filter";
            if (condition) {
                tell(Finding::Kind::ConditionLost, item, key,
                     "a column of a grid is asked whenever the grid is; write it into the row of "
                     "the grid");
            } else if (key != "type" && key != "name" && key != "lotse_type" && key != "relevant" &&
                       !key.starts_with("label::")) {
                tell(Finding::Kind::Lost, item, key,
                     "a column of a grid has only a name, a list and a label");
            }
        }
        grid.children.push_back(std::move(item));
        return true;
    }

    void keep_inner_repeats(std::vector<Item>& items, bool in_repeat) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Repeat && in_repeat) {
                tell(Finding::Kind::Kept, item, "type",
                     "a repeat inside a repeat cannot be asked; its rows are kept");
                item.kind = Item::Kind::Kept;
            } else if (item.is_group()) {
                keep_inner_repeats(item.children, in_repeat || item.kind == Item::Kind::Repeat);
            }
        }
    }

    void shape(std::vector<Item>& items, bool in_page) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Question && item.type.word == "grid" &&
                item.children.empty()) {
                tell(Finding::Kind::Changed, item, "lotse_type",
                     "a grid without columns is asked as a list");
                item.type.word = "select_multiple";
                item.extras["lotse_type"] = item.cell("lotse_type");
            } else if (item.kind == Item::Kind::Plain) {
                if (wants_page(item) && !in_page && !contains_repeat(item)) {
                    item.kind = Item::Kind::Page;
                } else if (wants_page(item)) {
                    item.extras["appearance"] = item.cell("appearance");
                    tell(Finding::Kind::Changed, item, "appearance",
                         in_page ? "a page inside a page is only a group"
                                 : "a page with a repeat in it is only a group");
                }
                shape(item.children, in_page || item.kind == Item::Kind::Page);
            } else if (item.kind == Item::Kind::Repeat) {
                if (wants_page(item) && !contains_group(item)) {
                    put_on_one_page(item);
                }
                shape(item.children, in_page);
            }
        }
    }

    /// Our repeats have no pages of their own: a group of that kind holds the questions.
    static void put_on_one_page(Item& repeat) {
        Item page;
        page.kind = Item::Kind::Plain;
        page.made = true;
        page.row = repeat.row;
        page.cells = {{"type", "begin_group"}, {"appearance", "field-list"}};
        page.end_cells = {{"type", "end_group"}};
        for (const auto& [key, text] : repeat.cells) {
            if (key.starts_with("label::")) {
                page.cells[key] = text;
            }
        }
        page.cells["name"] = trimmed(repeat.cell("name")) + "_page";
        page.children = std::move(repeat.children);
        repeat.children.clear();
        repeat.children.push_back(std::move(page));
    }

    const TreeOptions& m_options;
};

bool has_question(const Item& item) {
    return item.kind == Item::Kind::Question ||
           (item.is_group() &&
            std::any_of(item.children.begin(), item.children.end(), has_question));
}

void append_rows(Item item, std::vector<Item>& out) {
    const bool made = item.made;
    const bool group = !item.end_cells.empty() && !made;
    std::vector<Item> children = std::move(item.children);
    const std::size_t row = item.row;
    Cells end = std::move(item.end_cells);
    item.kind = Item::Kind::Kept;
    item.children.clear();
    item.end_cells.clear();
    if (!made) {
        out.push_back(std::move(item));
    }
    for (Item& child : children) {
        append_rows(std::move(child), out);
    }
    if (group) {
        Item last;
        last.row = row;
        last.cells = std::move(end);
        out.push_back(std::move(last));
    }
}

}  // namespace

std::string file_key(const Cells& row, const Type& type) {
    const auto parameters = row.find("parameters");
    return type.file + "\n" + (parameters == row.end() ? "" : trimmed(parameters->second));
}

void flatten_kept(std::vector<Item>& items) {
    std::vector<Item> out;
    for (Item& item : items) {
        if (item.is_group() && has_question(item)) {
            flatten_kept(item.children);
            out.push_back(std::move(item));
        } else if (item.kind == Item::Kind::Question) {
            out.push_back(std::move(item));
        } else {
            append_rows(std::move(item), out);
        }
    }
    items = std::move(out);
}

Result<std::vector<Item>> tree_of(const TreeOptions& options) {
    return Builder(options).build();
}

}  // namespace lotse::codec::xlsform
