// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/emit.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <tuple>
#include <utility>

#include "codec/xlsform/patterns.h"
#include "core/form/meanings.h"
#include "core/form/questionnaire.h"
#include "core/limits.h"
#include "core/markup.h"

namespace lotse::codec::xlsform {
namespace {

/// Instances of a repeat whose form does not say how many: a family, a working life.
constexpr int kUsualRepeats = 10;

bool is_text(const std::string& type) {
    return type == "text" || type == "occupation";
}
bool is_select(const std::string& type) {
    return type == "select_one" || type == "select_multiple";
}

class Emitter {
public:
    explicit Emitter(const EmitOptions& options) : m_options(options) {
        for (const auto& [written, name] : options.renamed) {
            m_questions.insert(written);
        }
    }

    Emitted run(std::vector<Item> items) {
        emit_choices();
        m_out.survey = Json::array();
        std::vector<Item> loose;
        for (Item& item : items) {
            if (item.kind == Item::Kind::Plain) {
                close_section(loose);
                item.kind = Item::Kind::Section;
                const std::string written = trimmed(item.cell("name"));
                item.name = m_sections.take(written.empty() ? "section" : plain_name(written));
                m_section = item.name;
                m_out.survey.push_back(group(item, "title", m_options.title));
            } else if (item.kind == Item::Kind::Kept && loose.empty()) {
                m_out.survey.push_back(kept(item));
            } else {
                loose.push_back(std::move(item));
            }
        }
        close_section(loose);
        tell_markup();
        return std::move(m_out);
    }

private:
    void tell(Finding::Kind kind, const Item& item, const std::string& key,
              const std::string& what) {
        m_options.findings.push_back(m_options.survey.finding(kind, item.row, key, what));
    }

    /// Definitions have sections at the top; what stands outside a group gets one.
    void close_section(std::vector<Item>& loose) {
        if (loose.empty()) {
            return;
        }
        Item section;
        section.kind = Item::Kind::Section;
        section.row = loose.front().row;
        section.name = m_sections.take("main");
        section.cells = {{"type", "begin_group"}, {"name", section.name}};
        tell(Finding::Kind::Changed, section, "",
             "questions outside a group became the section " + section.name);
        section.children = std::move(loose);
        loose.clear();
        m_section = section.name;
        m_out.survey.push_back(group(section, "title", m_options.title));
    }

    static Json kept(const Item& item) {
        Json cells = Json::object();
        for (const auto& [key, text] : item.cells) {
            cells[key] = text;
        }
        return Json{{"kept", std::move(cells)}};
    }

    // --- texts ---

    std::string id(const Item& item, const std::string& part) const {
        return m_options.form + "." + m_section + "." + item.name + "." + part;
    }

    /// Cells `word::tag` as texts; false if there is none.
    bool put_texts(const Cells& cells, const std::string& word, const std::string& text_id,
                   Item& item) {
        bool any = false;
        for (auto it = cells.lower_bound(word + "::");
             it != cells.end() && it->first.starts_with(word + "::"); ++it) {
            const Text text = text_of(word, it->second);
            // What was made of another row's cell was told there.
            if (!text.changes.empty() && !item.made) {
                tell(text.kept ? Finding::Kind::Changed : Finding::Kind::Lost, item, it->first,
                     text.changes);
            }
            if (text.pattern.empty()) {
                continue;
            }
            any = true;
            m_out.texts[it->first.substr(word.size() + 2)][text_id] = text.pattern;
            if (text.marked && !item.made) {
                m_marked.emplace(&m_options.survey, item.row, it->first);
            }
            if (text.cut || text.marked) {
                item.extras[it->first] = it->second;
            }
        }
        return any;
    }

    struct Text {
        std::string pattern;
        bool cut = false;     ///< the cell refers to an answer
        bool marked = false;  ///< the cell has marks of formatting
        bool kept = true;     ///< false: nothing was left of it
        std::string changes;  ///< for a person; "" if it stands as it was
    };
    Text text_of(const std::string& word, const std::string& cell) const {
        std::vector<std::string> cut;
        Text out;
        out.pattern = pattern_of(cell, program_arguments(word, m_questions), cut);
        out.cut = !cut.empty();
        out.marked = has_markup(cell);
        out.kept = !out.pattern.empty() || cut.empty();
        for (const std::string& name : cut) {
            out.changes +=
                (out.changes.empty() ? "the terminal puts no answers into texts, cut out: ${"
                                     : ", ${") +
                name + "}";
        }
        if (out.cut) {
            out.changes += out.kept ? "; read whether \"" + out.pattern + "\" still makes sense"
                                    : "; nothing is left of the text";
        } else if (loses_spaces(cell)) {
            out.changes = "several spaces in a row became one";
        }
        return out;
    }
    /// Once for a sheet: whoever formats does it in every row.
    void tell_markup() {
        std::map<const Table*, std::size_t> count;
        for (const auto& [table, row, key] : m_marked) {
            ++count[table];
        }
        for (const auto& [table, row, key] : m_marked) {
            const std::size_t cells = std::exchange(count[table], 0);
            if (cells > 0) {
                m_options.findings.push_back(
                    table->finding(Finding::Kind::Changed, row, key,
                                   kMarkupLeftOut + std::string(", here") +
                                       (cells == 1 ? std::string()
                                                   : " and in " + std::to_string(cells - 1) +
                                                         " more cells of this sheet") +
                                       "; line breaks stay"));
            }
        }
    }

    void put_default(const std::string& text_id, const std::string& pattern) {
        m_out.texts[m_options.default_tag][text_id] = pattern;
    }
    /// "household_members" → "household members"
    static std::string spoken(const std::string& name) {
        std::string words = name;
        std::replace(words.begin(), words.end(), '_', ' ');
        const std::string out = pattern_of(words, {});
        return out.empty() ? name : out;
    }
    /// The labels of `item` under another id, with something behind them.
    void copy_labels(const Item& item, const std::string& from, const std::string& to,
                     const std::string& behind) {
        for (auto& [tag, texts] : m_out.texts) {
            if (const auto it = texts.find(from); it != texts.end()) {
                const std::string text = it->second + behind;
                texts[to] = text.substr(std::min(text.find_first_not_of(' '), text.size()));
            }
        }
        tell(Finding::Kind::Changed, item, "label::" + m_options.default_tag,
             "without lotse_add or lotse_entry the label stands for it");
    }

    // --- extras ---

    /// Cells that became part of the definition are taken; the others are extras.
    void put_extras(Json& out, const Item& item, const std::set<std::string>& taken) {
        Cells extras = item.extras;
        for (const auto& [key, text] : item.cells) {
            if (taken.contains(key) || extras.contains(key)) {
                continue;
            }
            extras[key] = text;
            const auto place = m_options.survey.places.find(key);
            if (place != m_options.survey.places.end() &&
                m_options.survey.columns[place->second].known) {
                tell(Finding::Kind::Kept, item, key,
                     "this means nothing for this kind of row; it is kept");
            }
        }
        if (!extras.empty()) {
            Json& cells = out["extras"] = Json::object();
            for (const auto& [key, text] : extras) {
                cells[key] = text;
            }
        }
    }
    static void take_texts(const Item& item, const std::string& word,
                           std::set<std::string>& taken) {
        for (auto it = item.cells.lower_bound(word + "::");
             it != item.cells.end() && it->first.starts_with(word + "::"); ++it) {
            taken.insert(it->first);
        }
    }
    void put_expression(Json& out, const Item& item, const char* key, const char* column,
                        std::set<std::string>& taken) {
        const auto it = item.expressions.find(key);
        if (it != item.expressions.end()) {
            out[key] = it->second;
            taken.insert(column);
        }
    }

    // --- groups ---

    Json group(Item& item, const std::string& title_part, const std::string& otherwise) {
        Json out;
        std::set<std::string> taken = {"type", "name"};
        const bool repeat = item.kind == Item::Kind::Repeat;
        out[repeat ? "repeat" : "group"] = item.name;
        keep_name(item);
        if (repeat) {
            out["at_most"] = at_most(item, taken);
        }
        if (item.kind == Item::Kind::Page) {
            out["appearance"] = "field-list";
            taken.insert("appearance");
            if (const std::string cell = item.cell("appearance"); trimmed(cell) != "field-list") {
                item.extras["appearance"] = cell;
                tell(Finding::Kind::Changed, item, "appearance",
                     "of \"" + trimmed(cell) + "\" only field-list has an effect");
            }
        }
        put_expression(out, item, "relevant", "relevant", taken);
        put_expression(out, item, "count", "repeat_count", taken);
        if (item.kind == Item::Kind::Section) {
            put_topic(out, item, taken);
        }
        const std::string title = item.kind == Item::Kind::Section
                                      ? m_options.form + "." + item.name + ".title"
                                      : id(item, title_part);
        take_texts(item, "label", taken);
        if (!put_texts(item.cells, "label", title, item)) {
            put_default(title, otherwise);
            tell(Finding::Kind::Changed, item, "type",
                 "a group without a label: \"" + otherwise + "\" is shown");
        }
        if (repeat) {
            for (const std::string part : {"add", "entry"}) {
                take_texts(item, "lotse_" + part, taken);
                if (!put_texts(item.cells, "lotse_" + part, id(item, part), item)) {
                    copy_labels(item, title, id(item, part), part == "entry" ? " {number}" : "");
                }
            }
        }
        Json children = Json::array();
        const std::string inner = label_or(title, otherwise);
        if (repeat) {
            m_repeat = item.name;
        }
        for (Item& child : item.children) {
            children.push_back(child.kind == Item::Kind::Kept       ? kept(child)
                               : child.kind == Item::Kind::Question ? question(child)
                                                                    : group(child, "title", inner));
        }
        if (repeat) {
            m_repeat.clear();
        }
        put_extras(out, item, taken);
        out["children"] = std::move(children);
        return out;
    }

    std::string label_or(const std::string& text_id, const std::string& otherwise) const {
        const auto texts = m_out.texts.find(m_options.default_tag);
        const auto it = texts == m_out.texts.end() ? decltype(texts->second.end()){}
                                                   : texts->second.find(text_id);
        return texts == m_out.texts.end() || it == texts->second.end() ? otherwise : it->second;
    }

    /// The name as written comes back on export.
    static void keep_name(Item& item) {
        const std::string written = trimmed(item.cell("name"));
        if (!written.empty() && written != item.name) {
            item.extras["name"] = written;
        }
    }

    /// A topic is asked once the number is safe.
    void put_topic(Json& out, const Item& item, std::set<std::string>& taken) {
        if (const std::string picture = trimmed(item.cell("lotse_topic")); !picture.empty()) {
            taken.insert("lotse_topic");
            out["topic"] = picture;
            put_expression(out, item, "offer", "lotse_offer", taken);
        }
    }

    int at_most(const Item& item, std::set<std::string>& taken) {
        for (const char* column : {"lotse_at_most", "repeat_count"}) {
            const std::string cell = trimmed(item.cell(column));
            int count = 0;
            const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), count);
            if (!cell.empty() && parsed.ec == std::errc() &&
                parsed.ptr == cell.data() + cell.size() && count >= 1 &&
                count <= limits::kMostRepeats) {
                if (std::string(column) == "lotse_at_most") {
                    taken.insert(column);
                }
                return count;
            }
        }
        if (item.expressions.contains("count")) {
            tell(Finding::Kind::Changed, item, "repeat_count",
                 "at most " + std::to_string(limits::kMostRepeats) + " of them are asked");
            return limits::kMostRepeats;
        }
        tell(Finding::Kind::Changed, item, "type",
             "asked at most " + std::to_string(kUsualRepeats) + " times");
        return kUsualRepeats;
    }

    // --- questions ---

    Json question(Item& item) {
        const std::string& type = item.type.word;
        Json out;
        std::set<std::string> taken = {"type", "name"};
        if (!item.extras.contains("lotse_type")) {
            taken.insert("lotse_type");
        }
        out["type"] = type;
        out["name"] = item.name;
        keep_name(item);
        if (is_select(type)) {
            out["choices"] = m_options.lists.written(item.type.list)->name;
        } else if (type == "grid") {
            out["rows"] = m_options.lists.written(item.type.list)->name;
            out["columns"] = Json::array();
            for (Item& column : item.children) {
                out["columns"].push_back(
                    Json{{"name", column.name},
                         {"choices", m_options.lists.written(column.type.list)->name}});
                if (!put_texts(column.cells, "label", id(item, "columns." + column.name), column)) {
                    put_default(id(item, "columns." + column.name), spoken(column.name));
                }
            }
        }
        const bool calculate = type == "calculate";
        const bool asked = !calculate && type != "note";
        put_expression(out, item, "relevant", "relevant", taken);
        put_expression(out, item, "required", "required", taken);
        put_expression(out, item, "constraint", "constraint", taken);
        put_expression(out, item, "calculate", "calculation", taken);
        put_expression(out, item, "choice_filter", "choice_filter", taken);
        if (!calculate) {
            put_labels(out, item, taken);
        }
        if (yes_no_of(item.cell("required")) == false && !item.extras.contains("required")) {
            taken.insert("required");
        }
        if (yes_no_of(item.cell("disabled")) == false) {
            taken.insert("disabled");
        }
        put_meaning(out, item, taken);
        if (is_text(type)) {
            put_text_properties(out, item, taken);
        }
        if (asked) {
            put_flags(out, item, taken);
        }
        if (type != "note") {
            for (const std::string key : {"purpose", "basis", "retention"}) {
                if (const std::string text = trimmed(item.cell("lotse_" + key)); !text.empty()) {
                    out[key] = text;
                    taken.insert("lotse_" + key);
                }
            }
        }
        put_extras(out, item, taken);
        return out;
    }

    void put_labels(Json& out, Item& item, std::set<std::string>& taken) {
        take_texts(item, "label", taken);
        if (!put_texts(item.cells, "label", id(item, "label"), item)) {
            put_default(id(item, "label"), spoken(item.name));
            tell(Finding::Kind::Changed, item, "name",
                 "a question without a label: its name is shown");
        }
        if (put_texts(item.cells, "hint", id(item, "hint"), item)) {
            out["hint"] = true;
        }
        take_texts(item, "hint", taken);
        if (out.contains("constraint") &&
            put_texts(item.cells, "constraint_message", id(item, "constraint_message"), item)) {
            out["constraint_message"] = true;
            take_texts(item, "constraint_message", taken);
        }
        std::string appearance;
        for (const std::string& word : words_of(item.cell("appearance"))) {
            appearance += (appearance.empty() ? "" : " ") + word;
            if (!is_known_appearance(word)) {
                tell(Finding::Kind::Kept, item, "appearance",
                     "the appearance \"" + word + "\" does nothing");
            }
        }
        if (!appearance.empty()) {
            out["appearance"] = appearance;
            taken.insert("appearance");
        }
    }

    /// One that cannot stand is kept and told: the form can be asked without.
    void put_meaning(Json& out, const Item& item, std::set<std::string>& taken) {
        const std::string word = lower(trimmed(item.cell("lotse_meaning")));
        if (word.empty()) {
            return;
        }
        const std::optional<Meaning> meaning = meaning_from(word);
        std::string why = meaning ? misfit(m_offered, asked_of(out), *meaning)
                                  : "there is no meaning \"" + word + "\"";
        if (meaning && why.empty() && !may_stand_again(*meaning) &&
            !m_meanings.emplace(*meaning, m_repeat).second) {
            why = "a question before it has the meaning " + word;
        }
        if (!why.empty()) {
            tell(Finding::Kind::Kept, item, "lotse_meaning", why);
            return;
        }
        taken.insert("lotse_meaning");
        out["meaning"] = word;
    }

    /// As much of a question as its meaning has to fit.
    Question asked_of(const Json& question) const {
        Question out;
        static_cast<void>(question_type_from(question["type"].get<std::string>(), out.type));
        out.repeat = m_repeat;
        if (question.contains("choices")) {
            out.choices = question["choices"].get<std::string>();
        }
        if (question.contains("columns") && !question["columns"].empty()) {
            const Json& first = question["columns"].front();
            out.columns.push_back(
                {first["name"].get<std::string>(), first["choices"].get<std::string>()});
        }
        return out;
    }

    void put_text_properties(Json& out, const Item& item, std::set<std::string>& taken) {
        static const std::set<std::string> kKeyboards = {"own", "latin", "numbers", "email",
                                                         "phone"};
        std::string keyboard = trimmed(item.cell("lotse_keyboard"));
        if (kKeyboards.contains(keyboard)) {
            taken.insert("lotse_keyboard");
        } else {
            const auto words = words_of(item.cell("appearance"));
            keyboard =
                std::find(words.begin(), words.end(), "numbers") != words.end() ? "numbers" : "";
        }
        if (!keyboard.empty()) {
            out["keyboard"] = keyboard;
        }
        const std::string longest = trimmed(item.cell("lotse_longest_bytes"));
        std::size_t bytes = 0;
        const auto parsed = std::from_chars(longest.data(), longest.data() + longest.size(), bytes);
        if (parsed.ec == std::errc() && parsed.ptr == longest.data() + longest.size() &&
            bytes >= 1 && bytes <= limits::kLongestAnswerBytes) {
            out["longest_bytes"] = bytes;
            taken.insert("lotse_longest_bytes");
        }
    }

    void put_flags(Json& out, const Item& item, std::set<std::string>& taken) {
        const auto optional = yes_no_of(item.cell("lotse_optional"));
        if (optional && !(*optional && out.contains("required"))) {
            taken.insert("lotse_optional");
            if (*optional) {
                out["optional"] = true;
            }
        }
        put_specials(out, item, taken);
        const std::string cell = item.cell("lotse_prefer_not_to_say");
        if (const auto prefer = yes_no_of(cell); prefer && !cell.empty()) {
            taken.insert("lotse_prefer_not_to_say");
            if (!*prefer) {
                out["prefer_not_to_say"] = false;
            }
        }
    }

    void put_specials(Json& out, const Item& item, std::set<std::string>& taken) {
        std::istringstream words(lower(item.cell("lotse_specials")));
        Json specials = Json::array();
        bool said = false;
        for (std::string word; words >> word; said = true) {
            if (special_from(word)) {
                specials.push_back(word);
            } else if (word != kNoSpecials) {
                tell(Finding::Kind::Kept, item, "lotse_specials",
                     "expected dont_know, prefer_not_to_say, discuss_in_counselling or none");
                return;
            }
        }
        if (said && out.value("type", "") != "acknowledge") {
            taken.insert("lotse_specials");
            out["specials"] = std::move(specials);
        }
    }

    // --- choices ---

    void emit_choices() {
        m_out.choices = Json::object();
        for (const ChoiceList& list : m_options.lists.lists) {
            Json choices = Json::array();
            for (const ListChoice& choice : list.choices) {
                choices.push_back(emit_choice(list, choice));
            }
            m_out.choices[list.name] = std::move(choices);
            for (const Json& choice : m_out.choices[list.name]) {
                Choice known;
                known.name = choice.is_string() ? choice.get<std::string>()
                                                : choice["name"].get<std::string>();
                known.meaning = choice.is_object() ? choice.value("meaning", "") : "";
                m_offered.choices[list.name].push_back(std::move(known));
            }
        }
    }

    Json emit_choice(const ChoiceList& list, const ListChoice& choice) {
        Json out = Json{{"name", choice.name}};
        Cells extras = choice.extras;
        if (const auto cell = choice.cells.find("lotse_meaning"); cell != choice.cells.end()) {
            const std::string word = lower(trimmed(cell->second));
            if (is_choice_meaning(word)) {
                out["meaning"] = word;
            } else if (!word.empty()) {
                extras["lotse_meaning"] = cell->second;
                m_options.findings.push_back(
                    list.table->finding(Finding::Kind::Kept, choice.row, "lotse_meaning",
                                        "no rule knows a choice that means \"" + word + "\""));
            }
        }
        const auto icon = choice.cells.find("lotse_icon");
        if (icon != choice.cells.end()) {
            out["icon"] = trimmed(icon->second);
        }
        for (const auto& [key, text] : choice.columns) {
            out["columns"][key] = text;
        }
        if (!choice.relevant.empty()) {
            out["relevant"] = choice.relevant;
        }
        const std::string text_id = m_options.form + ".choices." + list.name + "." + choice.name;
        bool any = false;
        for (auto it = choice.cells.lower_bound("label::");
             it != choice.cells.end() && it->first.starts_with("label::"); ++it) {
            const Text text = text_of("label", it->second);
            if (!text.changes.empty()) {
                m_options.findings.push_back(
                    list.table->finding(text.kept ? Finding::Kind::Changed : Finding::Kind::Lost,
                                        choice.row, it->first, text.changes));
            }
            if (!text.pattern.empty()) {
                m_out.texts[it->first.substr(7)][text_id] = text.pattern;
                any = true;
                if (text.marked && list.table != nullptr) {
                    m_marked.emplace(list.table, choice.row, it->first);
                }
                if (text.cut || text.marked) {
                    extras[it->first] = it->second;
                }
            }
        }
        for (const auto& [key, text] : extras) {
            out["extras"][key] = text;
        }
        if (!any && !m_out.texts[m_options.default_tag].contains(text_id)) {
            put_default(text_id, spoken(choice.name));
            m_options.findings.push_back(
                list.table->finding(Finding::Kind::Changed, choice.row, "name",
                                    "a choice without a label: its name is shown"));
        }
        return out.size() == 1 ? Json(choice.name) : out;
    }

    const EmitOptions& m_options;
    std::set<std::string> m_questions;  ///< and repeats, as the spreadsheet names them
    Emitted m_out;
    std::set<std::tuple<const Table*, std::size_t, std::string>>
        m_marked;  ///< cells with marks of formatting: sheet, row, key
    UniqueNames m_sections;
    std::string m_section;
    std::string m_repeat;     ///< that the next question stands in
    Questionnaire m_offered;  ///< its choice lists alone
    std::set<std::pair<Meaning, std::string>> m_meanings;
};

}  // namespace

Emitted emitted(std::vector<Item> items, const EmitOptions& options) {
    return Emitter(options).run(std::move(items));
}

}  // namespace lotse::codec::xlsform
