// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/export.h"

#include <algorithm>
#include <set>

#include "codec/forms/questionnaire_json.h"
#include "codec/json_reader.h"
#include "codec/spreadsheet/write.h"
#include "codec/xlsform/patterns.h"
#include "codec/xlsform/table.h"
#include "codec/xlsform/words.h"
#include "core/language_tag.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

using namespace xlsform;

std::string text_of(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}
Cells cells_of(const Json& object) {
    Cells out;
    for (const auto& item : object.items()) {
        if (item.value().is_string()) {
            out[item.key()] = item.value().get<std::string>();
        }
    }
    return out;
}
Cells extras_of(const Json& object) {
    return object.is_object() && object.contains("extras") ? cells_of(object["extras"]) : Cells{};
}
std::string yes_no(bool value) {
    return value ? "yes" : "no";
}

class Export {
public:
    Export(const FormToExport& form, const Json& definition)
        : m_form(form), m_definition(definition) {}

    Spreadsheet run() {
        m_name = text_of(m_definition, "name");
        if (m_definition.contains("extras")) {
            m_extras = m_definition["extras"];
        }
        if (m_extras.contains("lists")) {
            m_lists = cells_of(m_extras["lists"]);
        }
        for (const Json& section : m_definition["survey"]) {
            // Nothing refers to a section: its name is none of those that are written back.
            if (section.contains("children")) {
                collect_names(section["children"]);
            }
        }
        add_survey(m_definition["survey"]);
        add_choices();
        Spreadsheet out;
        out.sheets.push_back(sheet("survey", m_survey,
                                   {"type",
                                    "name",
                                    "label::",
                                    "hint::",
                                    "required",
                                    "relevant",
                                    "constraint",
                                    "constraint_message::",
                                    "calculation",
                                    "choice_filter",
                                    "repeat_count",
                                    "appearance",
                                    "lotse_type",
                                    "lotse_meaning",
                                    "lotse_keyboard",
                                    "lotse_optional",
                                    "lotse_prefer_not_to_say",
                                    "lotse_specials",
                                    "lotse_topic",
                                    "lotse_offer",
                                    "lotse_purpose",
                                    "lotse_basis",
                                    "lotse_retention",
                                    "lotse_longest_bytes",
                                    "lotse_at_most",
                                    "lotse_add::",
                                    "lotse_entry::"}));
        out.sheets.push_back(sheet(
            "choices", m_choices,
            {"list_name", "name", "label::", "lotse_meaning", "lotse_icon", "lotse_relevant"}));
        out.sheets.push_back(settings());
        add_other_texts(out);
        add_kept_sheets(out);
        return out;
    }

private:
    // --- names and texts ---

    std::string display(const std::string& tag) const {
        const auto it = m_form.language_names.find(tag);
        return it == m_form.language_names.end() || it->second.empty()
                   ? tag
                   : it->second + " (" + tag + ")";
    }
    std::string default_tag() const {
        std::string kept =
            m_extras.contains("settings") ? text_of(m_extras["settings"], "default_language") : "";
        if (!kept.empty() || m_form.texts.empty()) {
            return kept;
        }
        return m_form.texts.contains("de") ? "de" : m_form.texts.begin()->first;
    }
    /// The default language first.
    std::vector<std::string> tags() const {
        std::vector<std::string> out;
        const std::string first = default_tag();
        if (m_form.texts.contains(first)) {
            out.push_back(first);
        }
        for (const auto& [tag, texts] : m_form.texts) {
            if (tag != first) {
                out.push_back(tag);
            }
        }
        return out;
    }
    std::string list_name(const std::string& name) const {
        const auto it = m_lists.find(name);
        return it == m_lists.end() ? name : it->second;
    }

    void collect_names(const Json& items) {
        for (const Json& item : items) {
            const std::string name = text_of(item, item.contains("repeat")  ? "repeat"
                                                   : item.contains("group") ? "group"
                                                                            : "name");
            const Cells extras = extras_of(item);
            if (const auto it = extras.find("name"); it != extras.end()) {
                m_names[name] = it->second;
            }
            if (!name.empty() && !item.contains("group")) {
                m_written.insert(m_names.contains(name) ? m_names[name] : name);
            }
            if (item.contains("children")) {
                collect_names(item["children"]);
            }
        }
    }

    /// Puts the text into the cells `word::tag` of every language.
    void put_texts(Cells& row, const std::string& word, const std::string& id) {
        for (const auto& [tag, texts] : m_form.texts) {
            if (const auto it = texts.find(id); it != texts.end()) {
                row[word + "::" + tag] = cell_of(it->second, program_arguments(word, m_written));
                m_placed.insert(id);
            }
        }
    }

    // --- survey ---

    void add_survey(const Json& items) {
        for (const Json& item : items) {
            if (item.contains("kept")) {
                m_survey.push_back(cells_of(item["kept"]));
            } else {
                m_section = text_of(item, "group");
                add_group(item, m_name + "." + m_section);
            }
        }
    }

    void add_children(const Json& items) {
        for (const Json& item : items) {
            if (item.contains("kept")) {
                m_survey.push_back(cells_of(item["kept"]));
            } else if (item.contains("children")) {
                const std::string name =
                    text_of(item, item.contains("repeat") ? "repeat" : "group");
                add_group(item, m_name + "." + m_section + "." + name);
            } else {
                add_question(item);
            }
        }
    }

    void add_group(const Json& item, const std::string& id) {
        const bool repeat = item.contains("repeat");
        Cells row;
        row["type"] = repeat ? "begin_repeat" : "begin_group";
        row["name"] = text_of(item, repeat ? "repeat" : "group");
        put_texts(row, "label", id + ".title");
        put_expression(row, item, "relevant", "relevant");
        put_expression(row, item, "count", "repeat_count");
        put(row, "lotse_topic", text_of(item, "topic"));
        put_expression(row, item, "offer", "lotse_offer");
        put(row, "appearance", text_of(item, "appearance"));
        if (repeat) {
            row["lotse_at_most"] = item["at_most"].dump();
            put_texts(row, "lotse_add", id + ".add");
            put_texts(row, "lotse_entry", id + ".entry");
        }
        finish(row, item);
        const std::string name = row["name"];
        m_survey.push_back(std::move(row));
        add_children(item["children"]);
        m_survey.push_back({{"type", repeat ? "end_repeat" : "end_group"}, {"name", name}});
    }

    static void put(Cells& row, const std::string& key, const std::string& text) {
        if (!text.empty()) {
            row[key] = text;
        }
    }
    void put_expression(Cells& row, const Json& item, const char* key, const char* column) const {
        put(row, column, with_names(text_of(item, key), m_names));
    }
    /// What the spreadsheet had wins over what the definition made of it; a text only as long as
    /// that is still what it says.
    void finish(Cells& row, const Json& item) const {
        for (const auto& [key, text] : extras_of(item)) {
            const std::string word = key.substr(0, key.find("::"));
            const bool is_text =
                word.size() < key.size() && is_translated(word) && row.contains(key);
            const std::set<std::string> known = program_arguments(word, m_written);
            if (!is_text || pattern_of(text, known) == pattern_of(row[key], known)) {
                row[key] = text;
            }
            if (text.empty()) {
                row.erase(key);  // the spreadsheet had nothing where the definition has something
            }
        }
    }

    void add_question(const Json& item) {
        const std::string type = text_of(item, "type");
        const std::string name = text_of(item, "name");
        const std::string id = m_name + "." + m_section + "." + name;
        Cells row;
        row["type"] = type;
        row["name"] = name;
        if (type == "select_one" || type == "select_multiple") {
            row["type"] = type + " " + list_name(text_of(item, "choices"));
        } else if (type == "grid") {
            row["type"] = "select_multiple " + list_name(text_of(item, "rows"));
            row["lotse_type"] = type;
        } else if (type == "country" || type == "language" || type == "occupation") {
            row["type"] = "text";
            row["lotse_type"] = type;
        }
        if (type != "calculate") {
            put_texts(row, "label", id + ".label");
        }
        if (item.value("hint", false)) {
            put_texts(row, "hint", id + ".hint");
        }
        if (item.value("constraint_message", false)) {
            put_texts(row, "constraint_message", id + ".constraint_message");
        }
        put_expression(row, item, "relevant", "relevant");
        put_expression(row, item, "constraint", "constraint");
        put_expression(row, item, "calculate", "calculation");
        put_expression(row, item, "choice_filter", "choice_filter");
        put_expression(row, item, "required", "required");
        if (row.contains("required") && row["required"] == "true()") {
            row["required"] = "yes";
        }
        put(row, "appearance", text_of(item, "appearance"));
        put(row, "lotse_meaning", text_of(item, "meaning"));
        put(row, "lotse_keyboard", text_of(item, "keyboard"));
        for (const std::string key : {"purpose", "basis", "retention"}) {
            put(row, "lotse_" + key, text_of(item, key.c_str()));
        }
        if (item.contains("optional")) {
            row["lotse_optional"] = yes_no(item["optional"].get<bool>());
        }
        if (item.contains("prefer_not_to_say")) {
            row["lotse_prefer_not_to_say"] = yes_no(item["prefer_not_to_say"].get<bool>());
        }
        if (item.contains("specials")) {
            std::string words;
            for (const Json& word : item["specials"]) {
                words += (words.empty() ? "" : " ") + word.get<std::string>();
            }
            row["lotse_specials"] = words.empty() ? kNoSpecials : words;
        }
        if (item.contains("longest_bytes")) {
            row["lotse_longest_bytes"] = item["longest_bytes"].dump();
        }
        finish(row, item);
        const std::string written = row["name"];
        const std::string relevant = row.contains("relevant") ? row["relevant"] : "";
        m_survey.push_back(std::move(row));
        if (type == "grid") {
            add_grid_columns(item, id, written, relevant);
        }
    }

    void add_grid_columns(const Json& grid, const std::string& id, const std::string& written,
                          const std::string& relevant) {
        for (const Json& column : grid["columns"]) {
            const std::string name = text_of(column, "name");
            Cells row = {{"type", "select_one " + list_name(text_of(column, "choices"))},
                         {"name", written + "__" + name},
                         {"lotse_type", "grid_column"}};
            put(row, "relevant", relevant);
            put_texts(row, "label", id + ".columns." + name);
            m_survey.push_back(std::move(row));
        }
    }

    // --- choices ---

    void add_choices() {
        if (m_definition.contains("choices")) {
            for (const auto& list : m_definition["choices"].items()) {
                for (const Json& choice : list.value()) {
                    add_choice(list.key(), choice);
                }
            }
        }
        if (m_extras.contains("choices")) {
            for (const Json& row : m_extras["choices"]) {
                m_choices.push_back(cells_of(row));
            }
        }
    }

    void add_choice(const std::string& list, const Json& choice) {
        const std::string name =
            choice.is_string() ? choice.get<std::string>() : text_of(choice, "name");
        Cells row = {{"list_name", list_name(list)}, {"name", name}};
        put_texts(row, "label", m_name + ".choices." + list + "." + name);
        if (choice.is_object()) {
            put(row, "lotse_meaning", text_of(choice, "meaning"));
            put(row, "lotse_icon", text_of(choice, "icon"));
            put(row, "lotse_relevant", with_names(text_of(choice, "relevant"), m_names));
            if (choice.contains("columns")) {
                for (const auto& [key, text] : cells_of(choice["columns"])) {
                    put(row, key, text);
                }
            }
            finish(row, choice);
        }
        m_choices.push_back(std::move(row));
    }

    // --- sheets ---

    /// Known columns in their usual order, then the others by name.
    Sheet sheet(const std::string& name, const std::vector<Cells>& rows,
                const std::vector<std::string>& order) const {
        std::set<std::string> present;
        for (const Cells& row : rows) {
            for (const auto& [key, text] : row) {
                present.insert(key);
            }
        }
        std::vector<std::string> keys;
        const auto take = [&](const std::string& key, bool always) {
            if (present.erase(key) > 0 || always) {
                keys.push_back(key);
            }
        };
        for (const std::string& key : order) {
            if (key.ends_with("::")) {
                for (const std::string& tag : tags()) {
                    take(key + tag, key == "label::");
                }
            } else {
                take(key, key == "type" || key == "name" || key == "list_name");
            }
        }
        keys.insert(keys.end(), present.begin(), present.end());
        Sheet out{name, {{}}, {}};
        for (const std::string& key : keys) {
            out.rows[0].push_back(heading(key));
        }
        for (const Cells& row : rows) {
            std::vector<std::string> cells;
            for (const std::string& key : keys) {
                const auto it = row.find(key);
                cells.push_back(it == row.end() ? "" : it->second);
            }
            while (!cells.empty() && cells.back().empty()) {
                cells.pop_back();
            }
            out.rows.push_back(std::move(cells));
        }
        return out;
    }
    /// "label::de" → "label::Deutsch (de)"
    std::string heading(const std::string& key) const {
        if (key == "lotse_meaning") {
            return "lotse:meaning";
        }
        const auto at = key.find("::");
        if (at == std::string::npos || !is_translated(key.substr(0, at)) ||
            !is_language_tag(key.substr(at + 2))) {
            return key;
        }
        return key.substr(0, at + 2) + display(key.substr(at + 2));
    }

    Sheet settings() const {
        Cells cells = {{"form_id", m_name}, {"version", m_definition["version"].dump()}};
        if (m_extras.contains("settings")) {
            for (const auto& [key, text] : cells_of(m_extras["settings"])) {
                cells[key] = text;
            }
        }
        if (const std::string tag = default_tag(); !tag.empty()) {
            cells["default_language"] = display(tag);
        }
        Sheet out{"settings", {{}, {}}, {}};
        for (const auto& [key, text] : cells) {
            out.rows[0].push_back(key);
            out.rows[1].push_back(text);
        }
        return out;
    }

    void add_other_texts(Spreadsheet& out) const {
        std::map<std::string, Cells> rows;
        for (const auto& [tag, texts] : m_form.texts) {
            for (const auto& [id, pattern] : texts) {
                if (!m_placed.contains(id)) {
                    rows[id][tag] = pattern;
                }
            }
        }
        if (rows.empty()) {
            return;
        }
        Sheet sheet{"lotse_texts", {{"id"}}, {}};
        const std::vector<std::string> languages = tags();
        for (const std::string& tag : languages) {
            sheet.rows[0].push_back("text::" + display(tag));
        }
        for (const auto& [id, texts] : rows) {
            std::vector<std::string> cells = {id};
            for (const std::string& tag : languages) {
                cells.push_back(texts.contains(tag) ? texts.at(tag) : "");
            }
            while (cells.back().empty()) {
                cells.pop_back();
            }
            sheet.rows.push_back(std::move(cells));
        }
        out.sheets.push_back(std::move(sheet));
    }

    void add_kept_sheets(Spreadsheet& out) const {
        if (!m_extras.contains("sheets")) {
            return;
        }
        for (const Json& kept : m_extras["sheets"]) {
            Sheet sheet{text_of(kept, "name"), {}, {}};
            for (const Json& row : kept["rows"]) {
                sheet.rows.emplace_back();
                for (const Json& cell : row) {
                    sheet.rows.back().push_back(cell.get<std::string>());
                }
            }
            out.sheets.push_back(std::move(sheet));
        }
    }

    const FormToExport& m_form;
    const Json& m_definition;
    Json m_extras = Json::object();
    std::string m_name, m_section;
    Names m_names;                    ///< renamed: in the definition → in the spreadsheet
    std::set<std::string> m_written;  ///< questions and repeats as the spreadsheet names them
    Cells m_lists;
    std::set<std::string> m_placed;
    std::vector<Cells> m_survey, m_choices;
};

/// The parts of `extras` that export reads; the reader of definitions only knows that it is an
/// object.
Result<void> check_extras(const Json& definition, const std::string& file) {
    const Error wrong{Kind::Unusable, file, "\"extras\" or \"kept\" is not as an import writes it"};
    if (!definition.contains("extras")) {
        return {};
    }
    const Json& extras = definition["extras"];
    if ((extras.contains("choices") && !extras["choices"].is_array()) ||
        (extras.contains("sheets") && !extras["sheets"].is_array())) {
        return wrong;
    }
    if (extras.contains("sheets")) {
        for (const Json& sheet : extras["sheets"]) {
            if (!sheet.is_object() || !sheet.contains("rows") || !sheet["rows"].is_array()) {
                return wrong;
            }
            for (const Json& row : sheet["rows"]) {
                if (!row.is_array() || !std::all_of(row.begin(), row.end(), [](const Json& cell) {
                        return cell.is_string();
                    })) {
                    return wrong;
                }
            }
        }
    }
    return {};
}

}  // namespace

Result<std::string> write_xlsform(const FormToExport& form) {
    const Result<Spreadsheet> cells = spreadsheet_of(form);
    if (!cells) {
        return cells.error();
    }
    Result<std::string> bytes = write_spreadsheet(*cells);
    if (!bytes) {
        return Error{bytes.error().kind, form.file + ", " + bytes.error().where,
                     bytes.error().detail};
    }
    return bytes;
}

Result<Spreadsheet> spreadsheet_of(const FormToExport& form) {
    const auto checked = read_questionnaire(form.definition, form.file);
    if (!checked) {
        return checked.error();
    }
    const auto definition =
        parse_json(form.definition, form.file, limits::kLargestQuestionnaireBytes);
    if (!definition) {
        return definition.error();
    }
    if (const Result<void> extras = check_extras(*definition, form.file); !extras) {
        return extras.error();
    }
    return Export(form, *definition).run();
}

std::string write_form_texts(const std::string& definition,
                             const std::map<std::string, std::string>& texts) {
    Json out = Json::object();
    if (const auto form = read_questionnaire(definition, "definition")) {
        for (const std::string& id : text_ids(*form.value())) {
            if (const auto it = texts.find(id); it != texts.end()) {
                out[id] = it->second;
            }
        }
    }
    for (const auto& [id, pattern] : texts) {
        if (!out.contains(id)) {
            out[id] = pattern;
        }
    }
    return out.dump(2) + "\n";
}

}  // namespace lotse::codec
