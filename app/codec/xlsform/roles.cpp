// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/roles.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "codec/xlsform/expressions.h"

namespace lotse::codec::xlsform {
namespace {

bool has_texts(const Item& item, const std::string& word) {
    const auto it = item.cells.lower_bound(word + "::");
    return it != item.cells.end() && it->first.starts_with(word + "::");
}

std::optional<double> number_of(const std::string& text) {
    double out = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool good =
        parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && std::isfinite(out);
    return good ? std::optional(out) : std::nullopt;
}

class Roles {
public:
    Roles(Item& item, const RolesOfForm& form) : m_item(item), m_form(form) {}

    void settle() {
        m_labelled = has_texts(m_item, "label") || has_texts(m_item, "hint");
        m_calculation = trimmed(m_item.cell("calculation"));
        m_default = trimmed(m_item.cell("default"));
        const std::string word = m_item.type.word;
        if (word == "today" || word == "start") {
            settle_clock(word == "today" ? "today()" : "now()");
        } else if (word == "hidden" || word == "calculate") {
            settle_calculation(word == "hidden");
        } else if (word == "note" && (m_labelled || m_calculation.empty())) {
            show(default_or_nothing());
        } else if (!m_calculation.empty() && !m_labelled) {
            if (m_item.cells.contains("read_only")) {
                m_item.extras["read_only"] = m_item.cell("read_only");
            }
            calculate("");
        } else if (is_device_value()) {
            keep("a terminal has no " + trimmed(m_item.cell("type")) + " of its own");
        } else {
            settle_asked(word);
        }
    }

private:
    void tell(Finding::Kind kind, const std::string& key, const std::string& what) {
        m_form.findings.push_back(m_form.survey.finding(kind, m_item.row, key, what));
    }
    bool is_named() const { return m_form.named.contains(trimmed(m_item.cell("name"))); }

    void keep(const std::string& why) {
        m_item.kind = Item::Kind::Kept;
        tell(Finding::Kind::Kept, "type", why + "; the row is kept");
    }
    /// The definition has another type than the cell.
    void become(const std::string& word) {
        if (type_of(m_item.cell("type")).word != word || m_item.type.word != word) {
            m_item.extras["type"] = m_item.cell("type");
        }
        m_item.type.word = word;
        m_item.type.list.clear();
        m_item.type.file.clear();
        m_item.type.or_other = m_item.type.yes_no = false;
    }
    void calculate(const std::string& expression) {
        become("calculate");
        if (!expression.empty()) {
            m_item.instead["calculation"] = expression;
        }
        follow_trigger();
    }
    void show(const std::string& expression) {
        become("note");
        if (!expression.empty()) {
            m_item.instead["calculation"] = expression;
        }
        if (!m_default.empty()) {
            m_item.extras["default"] = m_item.cell("default");
        }
        follow_trigger();
    }
    std::string default_or_nothing() const {
        return !m_calculation.empty() || m_default.empty() ? ""
               : is_calculated(m_default)                  ? m_default
                                                           : literal_of(m_default);
    }

    void settle_clock(const std::string& expression) {
        if (!is_named()) {
            keep("nothing in the form asks for it");
            return;
        }
        calculate(expression);
    }

    void settle_calculation(bool hidden) {
        if (!m_default.empty()) {
            m_item.extras["default"] = m_item.cell("default");
        }
        calculate(default_or_nothing());
        if (hidden && m_calculation.empty() && m_default.empty()) {
            keep("it has no value");
        }
    }

    /// phonenumber and email without a label ask the device, not the person.
    bool is_device_value() const {
        const std::string written = lower(trimmed(m_item.cell("type")));
        return (written == "phonenumber" || written == "email") && !m_labelled;
    }

    void settle_asked(const std::string& word) {
        const std::string cell = trimmed(m_item.cell("read_only"));
        const std::optional<bool> read_only = yes_no_of(cell);
        if (!cell.empty()) {
            m_item.extras["read_only"] = m_item.cell("read_only");
        }
        if (!read_only) {
            tell(Finding::Kind::ConditionLost, "read_only",
                 "expected yes or no, not \"" + cell + "\"; the question can be answered");
        }
        if (lower(m_item.cell("appearance")).find("search(") != std::string::npos) {
            m_item.kind = Item::Kind::Kept;
            tell(Finding::Kind::ConditionLost, "appearance",
                 "search() takes the choices from a table that a terminal does not have; the row "
                 "is kept. Write them on the sheet choices, or use select_one_from_file");
            return;
        }
        const bool triggered = !trimmed(m_item.cell("trigger")).empty();
        if (read_only == true || (!m_calculation.empty() && !triggered)) {
            settle_shown(read_only == true);
            return;
        }
        if (!m_calculation.empty()) {
            m_item.extras["trigger"] = m_item.cell("trigger");
            tell_filled_in("calculation", m_calculation);
        }
        if (!m_default.empty()) {
            tell_filled_in("default", m_default);
        }
        if (!m_item.type.keyboard.empty() && m_item.cell("lotse_keyboard").empty()) {
            m_item.cells["lotse_keyboard"] = m_item.type.keyboard;
        }
        if (word == "range") {
            settle_range();
        }
    }

    void settle_shown(bool read_only) {
        const std::string value = default_or_nothing();
        const bool has_value = !m_calculation.empty() || !value.empty();
        const bool names_choices = !m_item.type.list.empty() || !m_item.type.file.empty();
        if (has_value && (names_choices || !m_labelled)) {
            if (!m_default.empty()) {
                m_item.extras["default"] = m_item.cell("default");
            }
            if (m_labelled) {
                tell(Finding::Kind::Changed, "type",
                     "nobody answers it: its value counts, but is not shown");
            }
            calculate(value);
            return;
        }
        if (!read_only) {
            tell(Finding::Kind::Changed, "calculation",
                 "what is calculated is not asked: the value is shown");
        }
        show(value);
    }

    void tell_filled_in(const std::string& column, const std::string& value) {
        m_item.extras[column] = m_item.cell(column);
        const std::string what = "a terminal fills in no answer that nobody gave";
        // The text for "other" that or_other adds hangs on the row, too.
        if (is_named() || m_item.type.or_other) {
            tell(Finding::Kind::ConditionLost, column,
                 what +
                     ", and conditions name this row: until it is answered they see nothing, "
                     "not \"" +
                     value +
                     "\". Empty the cell, and write the conditions for a question without an "
                     "answer");
        } else {
            tell(Finding::Kind::Kept, column, what + "; the cell is kept");
        }
    }

    // --- a value that counts only after another changed ---

    void follow_trigger() {
        const std::set<std::string> triggers = names_in(m_item.cell("trigger"));
        const std::string expression = m_item.logic("calculation");
        if (triggers.empty() || expression.empty()) {
            return;
        }
        m_item.extras["trigger"] = m_item.cell("trigger");
        const std::set<std::string> used = names_in(expression);
        if (!std::includes(triggers.begin(), triggers.end(), used.begin(), used.end())) {
            tell(Finding::Kind::Changed, "trigger",
                 "calculated anew with every answer, not only with this one");
        }
        std::string answered;
        for (const std::string& name : triggers) {
            answered += (answered.empty() ? "" : " or ") + ("${" + name + "} != ''");
        }
        m_item.instead["calculation"] = "if(" + answered + ", " + expression + ", '')";
    }

    // --- ranges ---

    void settle_range() {
        m_item.extras["type"] = m_item.cell("type");
        std::map<std::string, std::string> parameters =
            m_item.type.up_to.empty()
                ? parameters_of(m_item.cell("parameters"))
                : std::map<std::string, std::string>{{"start", "0"}, {"end", m_item.type.up_to}};
        if (m_item.cells.contains("parameters")) {
            m_item.extras["parameters"] = m_item.cell("parameters");
        }
        const bool says_none = !parameters.contains("start") && !parameters.contains("end") &&
                               !parameters.contains("step");
        if (says_none && !trimmed(m_item.cell("parameters")).empty()) {
            m_item.type.word = "decimal";
            tell(Finding::Kind::ConditionLost, "parameters",
                 "expected numbers, as in start=0 end=10 step=1; every number is taken");
            return;
        }
        const auto parameter = [&](const char* name, const char* otherwise) {
            const std::string& text = parameters[name];
            return text.empty() ? std::string(otherwise) : text;
        };
        std::string low = parameter("start", "1"), high = parameter("end", "10");
        const std::string step = parameter("step", "1");
        const auto from = number_of(low), to = number_of(high), by = number_of(step);
        m_item.type.word = "decimal";
        if (!from || !to || !by || *by == 0) {
            tell(Finding::Kind::ConditionLost, "parameters",
                 "expected numbers, as in start=0 end=10 step=1; every number is taken");
            return;
        }
        const auto is_whole = [](double number) { return std::floor(number) == number; };
        const bool whole = is_whole(*from) && is_whole(*to) && is_whole(*by);
        m_item.type.word = whole ? "integer" : "decimal";
        if (*from > *to) {
            std::swap(low, high);
        }
        std::string rule = ". >= " + low + " and . <= " + high;
        // Half a step beside, as far as a computer's fractions allow to say so.
        const std::string steps = "(. - (" + low + ")) div " + step;
        rule += whole && std::abs(*by) == 1 ? ""
                : whole                     ? " and (. - (" + low + ")) mod " + step + " = 0"
                        : " and abs(" + steps + " - round(" + steps + ")) < 0.000001";
        const std::string own = trimmed(m_item.cell("constraint"));
        m_item.instead["constraint"] = own.empty() ? rule : "(" + own + ") and " + rule;
        if (!has_texts(m_item, "constraint_message")) {
            say_bounds(low, high);
        }
    }

    void say_bounds(const std::string& low, const std::string& high) {
        const std::string languages = languages_without(m_form.words, kRangeText);
        tell(Finding::Kind::Changed, "type",
             "asked for a number from " + low + " to " + high +
                 (languages.empty() ? ""
                                    : "; the text that says so has to be written in " + languages));
        for (const auto& [key, text] :
             labels_of_program(m_form.words, kRangeText, kRangeOtherwise, {"low", "high"})) {
            std::string said = text;
            for (const auto& [name, number] : {std::pair("${low}", low), {"${high}", high}}) {
                if (const auto at = said.find(name); at != std::string::npos) {
                    said.replace(at, std::string(name).size(), number);
                }
            }
            m_item.cells["constraint_message" + key.substr(key.find("::"))] = said;
        }
    }

    Item& m_item;
    const RolesOfForm& m_form;
    bool m_labelled = false;
    std::string m_calculation, m_default;
};

}  // namespace

std::map<std::string, std::string> parameters_of(const std::string& cell) {
    std::string text = trimmed(cell);
    std::replace(text.begin(), text.end(), ',', ' ');
    std::replace(text.begin(), text.end(), ';', ' ');
    std::string spaced;
    for (const char c : text) {
        spaced += c == '=' ? std::string(" = ") : std::string(1, c);
    }
    const std::vector<std::string> words = words_of(spaced);
    std::map<std::string, std::string> out;
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (words[i + 1] == "=") {
            out[lower(words[i])] = words[i + 2];
        }
    }
    return out;
}

void settle_role(Item& item, const RolesOfForm& form) {
    Roles(item, form).settle();
}

}  // namespace lotse::codec::xlsform
