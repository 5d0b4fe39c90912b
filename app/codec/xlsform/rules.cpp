// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/rules.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "codec/xlsform/expressions.h"
#include "core/clean_text.h"
#include "core/form/expression.h"
#include "core/limits.h"
#include "core/misspelling.h"

namespace lotse::codec::xlsform {
namespace {

/// Column of the spreadsheet → key of the definition.
constexpr std::pair<const char*, const char*> kExpressions[] = {
    {"relevant", "relevant"},     {"required", "required"},           {"constraint", "constraint"},
    {"calculation", "calculate"}, {"choice_filter", "choice_filter"}, {"repeat_count", "count"},
    {"lotse_offer", "offer"},
};

bool takes(const Item& item, const std::string& key) {
    if (item.is_group()) {
        return key == "relevant" || (key == "count" && item.kind == Item::Kind::Repeat) ||
               (key == "offer" && item.kind != Item::Kind::Repeat &&
                !item.cell("lotse_topic").empty());
    }
    const std::string& type = item.type.word;
    if (key == "calculate") {
        return type == "calculate" || type == "note";
    }
    if (key == "choice_filter") {
        return type == "select_one" || type == "select_multiple" || type == "grid";
    }
    return key == "relevant" ||
           (key != "count" && key != "offer" && type != "calculate" && type != "note");
}

/// How what reads a day begins, with the text that it reads.
constexpr const char* kReadsDay[] = {"date('", "date-time('"};

/// Whether the cell would decide something, although it stands where no definition takes it.
bool decides(const Item& item, const std::string& column) {
    if (column == "constraint") {
        return true;
    }
    if (column == "calculation") {
        return item.is_group();
    }
    // A note that nobody can answer stops whoever comes to it; a value needs no answer.
    return column == "required" && item.type.word == "note" && item.logic("calculation").empty() &&
           yes_no_of(item.cell(column)) != false;
}

/// One word, or several, of any script, and no expression.
bool is_bare(const std::string& cell) {
    return cell.find_first_of("$(=<>'\"./0123456789*+@#|[") == std::string::npos;
}

/// yes, true, 1 … as a condition.
std::optional<bool> constant_of(const std::string& cell) {
    const std::string word = lower(trimmed(cell));
    return word.empty() || word == "x" ? std::nullopt : yes_no_of(word);
}

class Rules {
public:
    explicit Rules(const ExpressionsOfForm& form) : m_form(form) {
        m_known.questions = form.renamed;
        m_known.choices = form.lists.renamed;
        m_known.ambiguous = form.ambiguous;
        m_known.choices_twice = form.lists.twice;
    }

    void run(std::vector<Item>& items) {
        for (const ChoiceList& list : m_form.lists.lists) {
            for (const ListChoice& choice : list.choices) {
                m_known.written_choices.insert(trimmed(choice.cells.at("name")));
            }
        }
        learn(items);
        while (learn_calculated(items)) {
        }
        collect(items);
        read(items);
        read_choices();
        flatten_kept(items);
        // A kept row is no longer there for others to name, so what names it goes in the next
        // round.
        do {
            m_names.clear();
            m_kept.clear();
            m_asked.clear();
            collect(items);
            find_labels(items);
            m_changed = false;
            check(items, "");
            check_choices();
            if (m_changed) {
                flatten_kept(items);
            }
        } while (m_changed);
        weigh_failed_cells(items);
        doubt(items);
    }

private:
    void tell(Finding::Kind kind, const Item& item, const std::string& column,
              const std::string& what) {
        m_form.findings.push_back(m_form.survey.finding(kind, item.row, column, what));
    }

    /// Which questions are answered by choices, and by which.
    void learn(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.is_group()) {
                learn(item.children);
                continue;
            }
            const std::string name = trimmed(item.cell("name"));
            const ChoiceList* list =
                item.type.list.empty() ? nullptr : m_form.lists.written(item.type.list);
            if (item.kind != Item::Kind::Question || name.empty()) {
                continue;
            }
            if (list == nullptr && item.type.word != "calculate" && item.type.word != "note") {
                m_known.typed.insert(name);
            }
            if (list != nullptr && item.type.word == "select_multiple") {
                for (const ListChoice& choice : list->choices) {
                    m_known.multiple[name].insert(trimmed(choice.cells.at("name")));
                }
            }
            if (list != nullptr && std::any_of(list->choices.begin(), list->choices.end(),
                                               [](const ListChoice& choice) {
                                                   return choice.name !=
                                                          trimmed(choice.cells.at("name"));
                                               })) {
                m_known.choosing.insert(name);
            }
        }
    }

    /// What is calculated from choices may be one, also through one another. True: there are more.
    bool learn_calculated(const std::vector<Item>& items) {
        bool more = false;
        for (const Item& item : items) {
            if (item.is_group()) {
                more = learn_calculated(item.children) || more;
                continue;
            }
            const std::string name = trimmed(item.cell("name")), cell = item.cell("calculation");
            if (name.empty() || cell.empty()) {
                continue;
            }
            const ConvertedExpression value = converted(cell, m_known, false);
            if (value.carries_choices) {
                more = m_known.choosing.insert(name).second || more;
                more = (value.joins_choices && m_known.joining.insert(name).second) || more;
            }
        }
        return more;
    }

    /// An expression that cannot stand: the cell is kept, and a person decides.
    void lose(Item& item, const std::string& column, const std::string& why) {
        item.expressions.erase(key_of(column));
        item.extras[column] = item.cell(column);
        if (column != "calculation" || item.is_group()) {
            tell(Finding::Kind::ConditionLost, item, column, why + "; the cell does nothing");
            return;
        }
        const bool named = m_form.named.contains(trimmed(item.cell("name")));
        tell(named ? Finding::Kind::ConditionLost : Finding::Kind::Kept, item, column,
             why + (item.type.word == "note" ? "; no value is shown" : "; the row is kept"));
        if (item.type.word != "note") {
            item.kind = Item::Kind::Kept;
            m_changed = true;
        }
    }
    static std::string key_of(const std::string& column) {
        for (const auto& [known, key] : kExpressions) {
            if (column == known) {
                return key;
            }
        }
        return "";
    }

    void read(std::vector<Item>& items) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Kept) {
                continue;
            }
            for (const auto& [column, key] : kExpressions) {
                read(item, column, key);
                if (item.kind == Item::Kind::Kept) {
                    break;
                }
            }
            if (item.kind != Item::Kind::Kept && item.type.word == "calculate" &&
                !item.expressions.contains("calculate")) {
                item.kind = Item::Kind::Kept;
                tell(Finding::Kind::Kept, item, "type", "nothing to calculate; the row is kept");
            }
            if (item.is_group()) {
                read(item.children);
            }
        }
    }

    void read(Item& item, const std::string& column, const std::string& key) {
        const std::string cell = trimmed(item.logic(column));
        if (cell.empty()) {
            return;
        }
        if (!takes(item, key)) {
            if (decides(item, column)) {
                lose(item, column,
                     column == "required"
                         ? "a note cannot be answered, so that it cannot be required"
                         : "a row of this type takes no " + column);
            }
            return;
        }
        if (item.instead.contains(column)) {
            item.extras[column] = item.cell(column);
        }
        if (key == "required") {
            if (const auto flag = yes_no_of(cell)) {
                if (*flag) {
                    item.expressions[key] = "true()";
                }
                return;
            }
            if (is_bare(cell)) {
                lose(item, column,
                     "expected yes or no, or a condition such as ${name} = 'yes', not \"" + cell +
                         "\"");
                return;
            }
        }
        if ((key == "relevant" || key == "constraint") && !read_constant(item, column, key, cell)) {
            return;
        }
        const bool typed = item.type.list.empty();
        const ChoiceList* list = typed ? nullptr : m_form.lists.written(item.type.list);
        if (key == "choice_filter" && list != nullptr) {
            m_known.choices_twice = list->twice;  // the names that it compares are its own
        }
        const ConvertedExpression expression = converted(cell, m_known, typed);
        m_known.choices_twice = m_form.lists.twice;
        if (const std::string why = why_not(expression); !why.empty()) {
            lose(item, column, why);
            return;
        }
        if (expression.renamed_choices && !item.instead.contains(column)) {
            // Choices cannot be renamed back by looking at a text: any text may look like one.
            item.extras[column] = item.cell(column);
        }
        item.expressions[key] = boolean_of(expression.text);
        if (!expression.stripped.empty()) {
            tell(Finding::Kind::Changed, item, column, stripped_text(expression.stripped));
        }
        if (key == "relevant" || key == "constraint" || key == "required") {
            if (names_in_quotes(item.expressions[key])) {
                lose(item, column,
                     "what stands in quotes is a text, and no answer to the question that it "
                     "names; take the quotes around it off");
                return;
            }
            if (const auto constant = constant_value(item.expressions[key])) {
                tell(Finding::Kind::Changed, item, column, holds(cell, key, *constant));
            }
        }
        if (expression.text.find("once(") != std::string::npos && !names_in(cell).empty()) {
            tell(Finding::Kind::Changed, item, column,
                 "once() follows the answers here: it is calculated anew when one changes");
        }
        if (key == "choice_filter" && item.type.or_other && list != nullptr && list->with_other) {
            const std::string other = ") or name = 'other'";
            item.expressions[key] = "(" + item.expressions[key] + other;
            if (expression.renamed_choices) {
                item.extras[column] = "(" + item.cell(column) + other;
            }
        }
    }

    static std::string boolean_of(const std::string& text) {
        return lower(text) == "true" ? "true()" : lower(text) == "false" ? "false()" : text;
    }

    /// Conditions that are a word. False: the cell is dealt with.
    bool read_constant(Item& item, const std::string& column, const std::string& key,
                       const std::string& cell) {
        const bool relevant = key == "relevant";
        if (const auto constant = constant_of(cell); constant && (relevant || *constant)) {
            item.expressions[key] = *constant ? "true()" : "false()";
            item.extras[column] = item.cell(column);
            tell(Finding::Kind::Changed, item, column, holds(cell, key, *constant));
            return false;
        }
        if (is_bare(cell) || constant_of(cell)) {
            lose(item, column,
                 "\"" + cell + "\" is no condition; expected one such as ${name} = 'yes'");
            return false;
        }
        return true;
    }

    static std::string holds(const std::string& cell, const std::string& key, bool always) {
        const std::string out = "\"" + cell + "\" holds ";
        if (key == "constraint") {
            return out + (always ? "for every answer" : "for no answer: none is accepted");
        }
        if (key == "required") {
            return out +
                   (always ? "always: everybody has to answer" : "never: nobody has to answer");
        }
        return out +
               (always ? "always: this is asked of everybody" : "never: this is asked of nobody");
    }
    static std::string stripped_text(const std::string& text) {
        return "the choice \"" + clean_word(text).text + "\" is meant: spaces are taken off \"" +
               text + "\"";
    }

    /// Of an expression that no answer, day or chance changes.
    std::optional<Value> value_of_constant(const std::string& text) {
        const auto& parsed = parsed_of(text);
        if (!parsed || !parsed->references().empty() || !parsed->columns().empty() ||
            parsed->uses_own_value()) {
            return std::nullopt;
        }
        static const std::set<std::string> kChanging = {"today",    "now",     "random", "uuid",
                                                        "position", "version", "once"};
        for (const auto& function : parsed->functions()) {
            if (kChanging.contains(function.name)) {
                return std::nullopt;
            }
        }
        Result<Value> value = parsed->evaluate(Scope{});
        return value ? std::optional(std::move(*value)) : std::nullopt;
    }
    /// "${q} = 'a'" all in quotes.
    bool names_in_quotes(const std::string& text) {
        const auto& parsed = parsed_of(text);
        const std::set<std::string> literals = literals_in(text);
        return parsed.ok() && parsed->references().empty() && !parsed->uses_own_value() &&
               std::any_of(literals.begin(), literals.end(),
                           [](const std::string& literal) { return !names_in(literal).empty(); });
    }
    std::optional<bool> constant_value(const std::string& text) {
        const std::optional<Value> value = value_of_constant(text);
        return value ? std::optional(to_boolean(*value)) : std::nullopt;
    }

    /// Why a repeat cannot be asked so often; "" if it can.
    std::string count_mistake(const std::string& text) {
        const std::string wanted = "expected a whole number from 1 to " +
                                   std::to_string(limits::kMostRepeats) +
                                   ", or a question or calculation that gives one";
        const auto whole = [](double number, int least) {
            return number >= least && number <= limits::kMostRepeats &&
                   std::floor(number) == number;
        };
        if (const std::optional<Value> value = value_of_constant(text)) {
            return whole(to_number(*value), 1) ? "" : wanted + ", not " + text;
        }
        const auto& parsed = parsed_of(text);
        if (!parsed) {
            return "";
        }
        if (parsed->references().empty()) {
            return wanted + ", not " + text;
        }
        const std::string name = parsed->references().front().name;
        const auto asked = m_asked.find(name);
        if (text != "${" + name + "}" || asked == m_asked.end()) {
            return "";
        }
        const Type& type = asked->second->type;
        if (const ChoiceList* list =
                type.list.empty() ? nullptr : m_form.lists.written(type.list)) {
            const bool numbers = std::all_of(
                list->choices.begin(), list->choices.end(),
                [&](const ListChoice& choice) { return whole(to_number(Value(choice.name)), 0); });
            return type.word == "select_one" && numbers
                       ? ""
                       : wanted + "; the choices of \"" + name + "\" are none";
        }
        return type.word == "date" || type.word == "time" || type.word == "dateTime" ||
                       type.word == "acknowledge"
                   ? wanted + "; \"" + name + "\" is a " + type.word
                   : "";
    }

    void read_choices() {
        for (ChoiceList& list : m_form.lists.lists) {
            for (ListChoice& choice : list.choices) {
                const auto it = choice.cells.find("lotse_relevant");
                if (it == choice.cells.end()) {
                    continue;
                }
                const ConvertedExpression expression = converted(it->second, m_known, false);
                choice.relevant = boolean_of(expression.text);
                if (expression.renamed_choices) {
                    choice.extras["lotse_relevant"] = it->second;
                }
                if (!expression.stripped.empty()) {
                    m_form.findings.push_back(
                        list.table->finding(Finding::Kind::Changed, choice.row, "lotse_relevant",
                                            stripped_text(expression.stripped)));
                }
                if (const std::string why = why_not(expression); !why.empty()) {
                    lose(list, choice, why);
                }
            }
        }
    }
    void lose(const ChoiceList& list, ListChoice& choice, const std::string& why) {
        choice.relevant.clear();
        choice.extras["lotse_relevant"] = choice.cells.at("lotse_relevant");
        m_form.findings.push_back(list.table->finding(Finding::Kind::ConditionLost, choice.row,
                                                      "lotse_relevant",
                                                      why + "; the cell does nothing"));
    }

    void collect(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.kind == Item::Kind::Question || item.kind == Item::Kind::Repeat) {
                m_names.insert(item.name);
                m_asked[item.name] = &item;
            } else if (item.kind == Item::Kind::Kept) {
                m_kept.emplace(renamed_or(trimmed(item.cell("name")), m_form.renamed), &item);
            }
            if (item.is_group()) {
                collect(item.children);
            }
        }
    }

    /// Values with a label of a choice in them, also through one another.
    void find_labels(const std::vector<Item>& items) {
        std::size_t before = 0;
        do {
            before = m_labels.size();
            add_labels(items);
        } while (m_labels.size() != before);
    }
    void add_labels(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.is_group()) {
                add_labels(item.children);
            } else if (const auto it = item.expressions.find("calculate");
                       item.kind == Item::Kind::Question && it != item.expressions.end()) {
                const auto& parsed = parsed_of(it->second);
                if (parsed && !label_in(*parsed).empty()) {
                    m_labels.insert(item.name);
                }
            }
        }
    }
    /// Where the expression gets the label of a choice from; "" if it has none.
    std::string label_in(const Expression& expression) const {
        for (const auto& function : expression.functions()) {
            if (function.name == "jr:choice-name") {
                return function.name + "()";
            }
        }
        for (const auto& reference : expression.references()) {
            if (m_labels.contains(reference.name)) {
                return "\"" + reference.name + "\"";
            }
        }
        return "";
    }

    void check(std::vector<Item>& items, const std::string& repeat) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Kept) {
                continue;
            }
            for (const auto& [column, key] : kExpressions) {
                const auto it = item.expressions.find(key);
                if (it == item.expressions.end()) {
                    continue;
                }
                const std::string around = std::string(key) == "count" ? "" : repeat;
                std::string why = mistake(it->second, key, around, item.type.list);
                if (why.empty() && std::string(key) == "count") {
                    why = count_mistake(it->second);
                }
                if (why.empty()) {
                    continue;
                }
                lose(item, column, why);
                if (item.kind == Item::Kind::Kept) {
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
                    lose(list, choice, why);
                }
            }
        }
    }

    /// A column of the choices decides who sees which once a choice_filter compares it. So a cell
    /// of it that is no text, told as lost when the sheet was read, is a lost condition.
    void weigh_failed_cells(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.is_group()) {
                weigh_failed_cells(item.children);
            }
            const auto filter = item.expressions.find("choice_filter");
            const ChoiceList* list = m_form.lists.written(item.type.list);
            if (item.kind != Item::Kind::Question || filter == item.expressions.end() ||
                list == nullptr || list->table == nullptr || !parsed_of(filter->second)) {
                continue;
            }
            const std::string compared =
                "; the choice_filter of \"" + trimmed(item.cell("name")) + "\" compares it";
            std::set<std::string> cells;
            for (const auto& column : parsed_of(filter->second)->columns()) {
                weigh_merged(*list, column.name, cells);
                for (const ListChoice& choice : list->choices) {
                    const Finding place =
                        list->table->finding(Finding::Kind::ConditionLost, choice.row, column.name,
                                             "the cell is no text but a truth value; write e.g. "
                                             "yes and no, in every row of the column" +
                                                 compared);
                    cells.insert(place.cell);
                    if (choice.truths.contains(column.name) &&
                        std::find(m_form.findings.begin(), m_form.findings.end(), place) ==
                            m_form.findings.end()) {
                        m_form.findings.push_back(place);
                    }
                }
            }
            for (Finding& finding : m_form.findings) {
                const bool only_told = finding.kind == Finding::Kind::Lost ||
                                       finding.cell.find(':') != std::string::npos;
                if (only_told && finding.kind != Finding::Kind::ConditionLost &&
                    finding.sheet == list->table->name && !finding.cell.empty() &&
                    cells.contains(finding.cell)) {
                    finding.kind = Finding::Kind::ConditionLost;
                    finding.what += compared;
                }
            }
        }
    }
    /// Merged cells of that column below which choices of the list stand.
    static void weigh_merged(const ChoiceList& list, const std::string& column,
                             std::set<std::string>& ranges) {
        const auto place = list.table->places.find(column);
        for (const MergedCells& merged : list.table->merged) {
            if (place != list.table->places.end() &&
                list.table->columns[place->second].index == merged.first_column &&
                std::any_of(list.choices.begin(), list.choices.end(), [&](const ListChoice& one) {
                    return one.row > merged.first_row && one.row <= merged.last_row;
                })) {
                ranges.insert(merged.range);
            }
        }
    }

    /// What holds as it stands, and is hardly meant so: it is taken over, and told.
    void doubt(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.is_group()) {
                doubt(item.children);
            }
            if (item.kind == Item::Kind::Kept || item.made) {
                continue;
            }
            for (const auto& [column, key] : kExpressions) {
                const auto it = item.expressions.find(key);
                // choice_filter compares with columns, and a count with numbers.
                if (it == item.expressions.end() || !parsed_of(it->second).ok() ||
                    item.instead.contains(column)) {
                    continue;
                }
                const Expression& expression = *parsed_of(it->second);
                for (const std::string& what : expression.doubts()) {
                    tell(Finding::Kind::Changed, item, column, what);
                }
                for (const std::string& day : days_misspelt(it->second)) {
                    tell(Finding::Kind::ConditionLost, item, column,
                         "\"" + day + "\" is no day; write it as in date('2026-01-31')");
                }
                for (const auto& compared : expression.compared_texts()) {
                    if (const std::string what = no_answer(item, compared); !what.empty()) {
                        tell(compares_day(item, compared) ? Finding::Kind::ConditionLost
                                                          : Finding::Kind::Changed,
                             item, column, what);
                    }
                }
            }
        }
    }

    /// Texts that date() or date-time() are to read, and that are none: date('31.12.2026').
    static std::vector<std::string> days_misspelt(const std::string& expression) {
        std::vector<std::string> out;
        for (const std::string& literal : literals_in(expression)) {
            const bool read_as_day =
                std::any_of(std::begin(kReadsDay), std::end(kReadsDay), [&](const char* begin) {
                    return expression.find(begin + literal + "'") != std::string::npos;
                });
            if (read_as_day && !literal.empty() && !is_day(literal)) {
                out.push_back(literal);
            }
        }
        return out;
    }
    static bool is_day(const std::string& text) {
        CivilDate day;
        return from_iso(text.substr(0, text.find_first_of("T ")), day);
    }
    const Item* question_of(const Item& item, const Expression::ComparedText& compared) const {
        const auto asked = m_asked.find(compared.question);
        return compared.question.empty() ? &item : asked == m_asked.end() ? nullptr : asked->second;
    }
    /// Then it never holds, and as a constraint lets nobody go on.
    bool compares_day(const Item& item, const Expression::ComparedText& compared) const {
        const Item* question = question_of(item, compared);
        return question != nullptr &&
               (question->type.word == "date" || question->type.word == "dateTime");
    }
    /// Of a text that no answer of a question with choices, or of one for a number, can be; "" if
    /// it can.
    std::string no_answer(const Item& item, const Expression::ComparedText& compared) const {
        const Item* question = question_of(item, compared);
        const ChoiceList* list = question == nullptr || question->type.list.empty()
                                     ? nullptr
                                     : m_form.lists.written(question->type.list);
        if (question == nullptr || trimmed(compared.text).empty()) {
            return "";
        }
        const std::string& type = question->type.word;
        if ((type == "date" || type == "dateTime") && !is_day(compared.text)) {
            return "\"" + trimmed(question->cell("name")) + "\" is a day, which \"" +
                   compared.text + "\" is not; write it as in date('2026-01-31')";
        }
        if ((type == "integer" || type == "decimal") &&
            std::isnan(to_number(Value(compared.text)))) {
            return "\"" + trimmed(question->cell("name")) + "\" is a number, which \"" +
                   compared.text + "\" is not";
        }
        if (list == nullptr) {
            return "";
        }
        std::set<std::string> names;
        for (const ListChoice& choice : list->choices) {
            names.insert(choice.name);
        }
        const std::vector<std::string> words = words_of(compared.text);
        const bool all = std::all_of(words.begin(), words.end(),
                                     [&](const std::string& word) { return names.contains(word); });
        if (names.contains(compared.text) || (all && question->type.word != "select_one")) {
            return "";
        }
        std::string out = "no choice of \"" + trimmed(question->cell("name")) + "\" is called \"" +
                          compared.text + "\", so that nobody can have chosen it";
        const std::string meant = choice_meant(*list, compared.text);
        return meant.empty() ? out : out + "; if \"" + meant + "\" is meant, write that";
    }
    /// By its label, in any language, or misspelt; as the spreadsheet calls it.
    static std::string choice_meant(const ChoiceList& list, const std::string& text) {
        std::vector<std::string_view> names;
        for (const ListChoice& choice : list.choices) {
            const std::string& name = choice.cells.at("name");
            names.push_back(name);
            for (const auto& [key, cell] : choice.cells) {
                if (key.starts_with("label::") && lower(trimmed(cell)) == lower(trimmed(text))) {
                    return trimmed(name);
                }
            }
        }
        return nearest_word(text, names);
    }

    /// Why a definition cannot hold the expression; "" if it can.
    std::string mistake(const std::string& text, const std::string& key, const std::string& repeat,
                        const std::string& list) {
        const auto& parsed = parsed_of(text);
        if (!parsed) {
            // A column is one of the sheet here.
            const std::string& where = parsed.error().where;
            return (where.starts_with("column ") ? "character" + where.substr(6) : where) + ": " +
                   parsed.error().detail;
        }
        for (const auto& reference : parsed->references()) {
            if (!m_names.contains(reference.name)) {
                return not_asked(reference.name);
            }
        }
        if (parsed->uses_own_value() && key != "constraint" && key != "required") {
            return "'.' stands only in constraint and required; expected ${name}";
        }
        for (const auto& column : parsed->columns()) {
            if (key != "choice_filter" && Expression::parse(column.name + "()").ok()) {
                return "\"" + column.name +
                       "\" means nothing here; if the function is meant, write " + column.name +
                       "()";
            }
            if (key != "choice_filter") {
                return "\"" + column.name + "\" means nothing here; expected ${" + column.name +
                       "} for a question or '" + column.name + "' for a text";
            }
            if (!has_column(list, column.name)) {
                return "\"" + column.name + "\" is no column of the choices of the list " + list +
                       "; expected the heading of a column of the sheet choices";
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
        if (const std::string label = key == "calculate" ? "" : label_in(*parsed); !label.empty()) {
            return label +
                   " is a label, which differs from language to language; expected the name of "
                   "the choice, as in ${name} = 'yes'";
        }
        return "";
    }

    const Result<Expression>& parsed_of(const std::string& text) {
        const auto it = m_parsed.find(text);
        return it != m_parsed.end() ? it->second
                                    : m_parsed.emplace(text, Expression::parse(text)).first->second;
    }

    /// Of a name that no row answers to.
    std::string not_asked(const std::string& name) const {
        std::string out = "the terminal asks no question \"" + name + "\"";
        if (const auto it = m_kept.find(name); it != m_kept.end()) {
            return out + ": row " + std::to_string(it->second->row + 1) + " (" +
                   trimmed(it->second->cell("type")) + ") is only kept";
        }
        for (const auto& [other, here] : m_form.renamed) {
            if (lower(other) == lower(name) && other != name) {
                return out + "; is \"" + other + "\" meant?";
            }
        }
        return out;
    }
    std::string why_not(const ConvertedExpression& expression) const {
        return !expression.why_not.empty()  ? expression.why_not
               : expression.unknown.empty() ? ""
                                            : not_asked(expression.unknown);
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
    KnownNames m_known;
    std::set<std::string> m_names;
    std::set<std::string> m_labels;  ///< of m_names: values with labels of choices
    std::map<std::string, const Item*> m_asked;
    std::map<std::string, const Item*> m_kept;  ///< rows that are not asked, by name
    std::map<std::string, Result<Expression>>
        m_parsed;  ///< a chain of kept rows asks once for every link
    bool m_changed = false;
};

}  // namespace

void take_expressions(std::vector<Item>& items, const ExpressionsOfForm& form) {
    Rules(form).run(items);
}

}  // namespace lotse::codec::xlsform
