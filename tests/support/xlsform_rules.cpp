// SPDX-License-Identifier: EUPL-1.2
#include "support/xlsform_rules.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace lotse::support {
namespace {

using codec::Sheet;
using codec::Spreadsheet;
using Row = std::map<std::string, std::string>;

const Sheet* sheet_named(const Spreadsheet& form, const std::string& name) {
    for (const Sheet& sheet : form.sheets) {
        if (sheet.name == name) {
            return &sheet;
        }
    }
    return nullptr;
}

std::vector<Row> rows_of(const Sheet& sheet) {
    std::vector<Row> out;
    for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
        out.emplace_back();
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            if (!sheet.rows[row][column].empty()) {
                out.back()[sheet.text(0, column)] = sheet.rows[row][column];
            }
        }
    }
    return out;
}

std::string get(const Row& row, const std::string& key) {
    const auto it = row.find(key);
    return it == row.end() ? "" : it->second;
}

bool has_any(const Row& row, const std::string& word) {
    return std::any_of(row.begin(), row.end(), [&](const auto& cell) {
        return cell.first == word || cell.first.starts_with(word + "::");
    });
}

class Rules {
public:
    explicit Rules(const Spreadsheet& form) : m_form(form) {}

    std::vector<std::string> check() {
        const Sheet* survey = sheet_named(m_form, "survey");
        if (survey == nullptr) {
            return {"there is no sheet survey"};
        }
        for (const Sheet& sheet : m_form.sheets) {
            check_headings(sheet);
        }
        if (const Sheet* choices = sheet_named(m_form, "choices")) {
            check_choices(rows_of(*choices));
        }
        m_rows = rows_of(*survey);
        check_survey();
        check_references();
        if (const Sheet* settings = sheet_named(m_form, "settings")) {
            check_settings(*settings);
        }
        return m_broken;
    }

private:
    void breaks(const std::string& what) { m_broken.push_back(what); }

    void check_headings(const Sheet& sheet) {
        std::set<std::string> seen;
        std::set<std::string> languages;
        if (sheet.rows.empty()) {
            return;
        }
        for (const std::string& heading : sheet.rows[0]) {
            if (heading.empty() || !seen.insert(heading).second) {
                breaks("sheet " + sheet.name + ": the heading \"" + heading +
                       "\" is empty or stands twice");
            }
            const auto at = heading.find("::");
            // pyxform warns of a language without its code in brackets.
            static const std::regex kLanguage(R"(.+ \([a-z]{2,3}(-[A-Za-z0-9]+)*\))");
            if (at != std::string::npos && !std::regex_match(heading.substr(at + 2), kLanguage)) {
                breaks("sheet " + sheet.name + ": no language code in \"" + heading + "\"");
            }
        }
    }

    void check_choices(const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            const std::string list = get(row, "list_name");
            const std::string name = get(row, "name");
            if (list.empty() || name.empty() || name.find(' ') != std::string::npos) {
                breaks("choices: a list and a name without spaces are expected, not \"" + list +
                       "\", \"" + name + "\"");
            }
            if (!m_lists[list].insert(name).second) {
                breaks("choices: " + name + " stands twice in " + list);
            }
            if (!has_any(row, "label")) {
                breaks("choices: " + list + ", " + name + " has no label");
            }
        }
    }

    void check_survey() {
        static const std::regex kName("[A-Za-z_:][A-Za-z0-9_:.-]*");
        static const std::set<std::string> kTypes = {"text", "integer",     "decimal",  "date",
                                                     "note", "acknowledge", "calculate"};
        // Of every open group: what it is, and the names of its children.
        std::vector<std::pair<std::string, std::set<std::string>>> open = {{"", {}}};
        for (const Row& row : m_rows) {
            const std::string type = get(row, "type");
            const std::string name = get(row, "name");
            if (type == "end_group" || type == "end_repeat") {
                if (open.size() < 2 || open.back().first != type.substr(4)) {
                    breaks("survey: " + type + " of " + name + " ends nothing");
                } else {
                    open.pop_back();
                }
                continue;
            }
            if (!std::regex_match(name, kName)) {
                breaks("survey: \"" + name + "\" is no name of an XML element");
            }
            std::string small = name;
            std::transform(small.begin(), small.end(), small.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            if (!open.back().second.insert(small).second) {
                breaks("survey: " + name + " stands twice in its group");
            }
            if (type == "begin_group" || type == "begin_repeat") {
                open.push_back({type.substr(6), {}});
                m_names[name]++;
                continue;
            }
            m_names[name]++;
            check_question(row, type, name, kTypes);
        }
        if (open.size() != 1) {
            breaks("survey: a group is not closed");
        }
    }

    void check_question(const Row& row, const std::string& type, const std::string& name,
                        const std::set<std::string>& types) {
        static const std::regex kSelect("(select_one|select_multiple) ([^ ]+)");
        std::smatch select;
        if (std::regex_match(type, select, kSelect)) {
            if (!m_lists.contains(select[2])) {
                breaks("survey: there is no list " + select[2].str() + " for " + name);
            }
        } else if (!types.contains(type)) {
            breaks("survey: the type \"" + type + "\" of " + name + " does not exist");
        }
        if (type == "calculate") {
            if (get(row, "calculation").empty()) {
                breaks("survey: " + name + " calculates nothing");
            }
        } else if (!has_any(row, "label") && !has_any(row, "hint")) {
            breaks("survey: " + name + " has neither label nor hint");
        }
    }

    void check_references() {
        static const std::regex kReference(R"(\$\{([^}]*)\})");
        for (const Row& row : m_rows) {
            for (const auto& [heading, text] : row) {
                // The program fills in these; other programs ignore the columns.
                if (heading.starts_with("lotse_")) {
                    continue;
                }
                for (std::sregex_iterator it(text.begin(), text.end(), kReference), end; it != end;
                     ++it) {
                    if (m_names[(*it)[1]] != 1) {
                        breaks("survey: " + heading + " of " + get(row, "name") + " names ${" +
                               (*it)[1].str() + "}, which stands there " +
                               std::to_string(m_names[(*it)[1]]) + " times");
                    }
                }
            }
            for (const char* column :
                 {"relevant", "constraint", "calculation", "required", "choice_filter"}) {
                const std::string text = get(row, column);
                if (std::count(text.begin(), text.end(), '(') !=
                    std::count(text.begin(), text.end(), ')')) {
                    // Brackets in patterns of regex are balanced in our forms, too.
                    breaks("survey: unbalanced brackets in " + text);
                }
            }
        }
    }

    void check_settings(const Sheet& settings) {
        const auto rows = rows_of(settings);
        if (rows.size() != 1) {
            breaks("settings: expected one row");
            return;
        }
        static const std::regex kId("[A-Za-z0-9_.-]+");
        if (!std::regex_match(get(rows[0], "form_id"), kId)) {
            breaks("settings: form_id");
        }
        const std::string language = get(rows[0], "default_language");
        const Sheet& survey = *sheet_named(m_form, "survey");
        if (!language.empty() && std::find(survey.rows[0].begin(), survey.rows[0].end(),
                                           "label::" + language) == survey.rows[0].end()) {
            breaks("settings: no column label::" + language);
        }
    }

    const Spreadsheet& m_form;
    std::vector<Row> m_rows;
    std::map<std::string, std::set<std::string>> m_lists;
    std::map<std::string, int> m_names;
    std::vector<std::string> m_broken;
};

}  // namespace

std::vector<std::string> broken_xlsform_rules(const Spreadsheet& form) {
    return Rules(form).check();
}

}  // namespace lotse::support
