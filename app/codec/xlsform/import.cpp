// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/import.h"

#include <algorithm>
#include <charconv>
#include <deque>

#include "codec/forms/questionnaire_json.h"
#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/choice_files.h"
#include "codec/xlsform/choices.h"
#include "codec/xlsform/emit.h"
#include "codec/xlsform/expressions.h"
#include "codec/xlsform/form_files.h"
#include "codec/xlsform/languages.h"
#include "codec/xlsform/patterns.h"
#include "codec/xlsform/rules.h"
#include "core/clean_text.h"
#include "core/language_tag.h"
#include "core/limits.h"
#include "core/markup.h"

namespace lotse::codec {
namespace {

using namespace xlsform;

constexpr const char* kTextsSheet = "lotse_texts";

class Import {
public:
    explicit Import(const XlsFormOptions& options) : m_options(options) {
        for (const auto& [tag, texts] : options.program_texts) {
            m_known.push_back(tag);
        }
    }

    /// `spreadsheet` must outlive this.
    Result<ImportedForm> run(const Spreadsheet& spreadsheet) {
        Result<ImportedForm> form = read(spreadsheet);
        std::vector<Finding>& findings = form ? form->findings : m_out.findings;
        put_in_order(findings);
        if (form && !m_options.accept_lost_conditions) {
            if (const Result<void> whole = nothing_lost(findings); !whole) {
                m_out.findings = std::move(findings);
                form = whole.error();
            }
        }
        cut_findings(form ? form->findings : m_out.findings);
        return form;
    }
    /// Until it was refused.
    std::vector<Finding>& findings() { return m_out.findings; }

private:
    Result<ImportedForm> read(const Spreadsheet& spreadsheet) {
        if (Result<void> found = find_sheets(spreadsheet); !found) {
            return found.error();
        }
        read_settings();
        if (Result<void> tables = read_tables(); !tables) {
            return tables.error();
        }
        ChoiceLists lists;
        for (const Table& table : m_choices) {
            add_choice_lists(table, lists, m_out.findings);
        }
        Result<std::vector<Item>> items = read_tree(lists);
        if (!items) {
            return Error{items.error().kind, m_options.file + ", " + items.error().where,
                         items.error().detail};
        }
        find_ambiguous(*items);
        name_lists(lists, literals(), program_arguments("label", m_written), m_out.findings);
        name_questions(*items);
        take_expressions(*items,
                         {m_survey, lists, m_renamed, m_ambiguous, m_named, m_out.findings});
        name_groups(*items);
        return finish(std::move(*items), lists);
    }

    Error refused(const std::string& where, const std::string& why) const {
        return Error{Kind::Refused, where.empty() ? m_options.file : m_options.file + ", " + where,
                     why};
    }

    Result<void> find_sheets(const Spreadsheet& spreadsheet) {
        for (const Sheet& sheet : spreadsheet.sheets) {
            m_order.push_back(sheet.name);
            const Cleaned clean = clean_word(sheet.name);
            const std::string name = lower(clean.text);
            const Sheet** place = name == "survey"      ? &m_survey_sheet
                                  : name == "choices"   ? &m_choices_sheet
                                  : name == "settings"  ? &m_settings_sheet
                                  : name == kTextsSheet ? &m_texts_sheet
                                  : name == "external_choices" && has_external(spreadsheet)
                                      ? &m_external_sheet
                                      : nullptr;
            if (place != nullptr && *place == nullptr) {
                *place = &sheet;
                if (!clean.stripped.empty()) {
                    m_out.findings.push_back({Finding::Kind::Changed, sheet.name, 0, "", "",
                                              "taken off the sheet's name: " + clean.stripped});
                }
                continue;
            }
            m_out.findings.push_back({Finding::Kind::Kept, sheet.name, 0, "", "",
                                      "this sheet means nothing at the terminal; it is kept"});
            Json rows = Json::array();
            for (const auto& row : sheet.rows) {
                rows.push_back(row);
            }
            m_sheets.push_back(Json{{"name", sheet.name}, {"rows", std::move(rows)}});
        }
        return m_survey_sheet != nullptr
                   ? Result<void>{}
                   : refused("", "this is no XLSForm: expected a sheet \"survey\"");
    }

    /// Whether a row is asked from the sheet external_choices.
    static bool has_external(const Spreadsheet& spreadsheet) {
        for (const Sheet& sheet : spreadsheet.sheets) {
            for (const auto& row : sheet.rows) {
                if (lower(trimmed(sheet.name)) == "survey" &&
                    std::any_of(row.begin(), row.end(),
                                [](const std::string& cell) { return type_of(cell).external; })) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Settings come first: they name the default language.
    void read_settings() {
        if (m_settings_sheet == nullptr) {
            return;
        }
        std::vector<UnknownLanguage> none;
        m_settings = table_of(*m_settings_sheet, {settings_word, m_options.languages, m_known},
                              none, m_out.findings);
        for (const TableColumn& column : m_settings.columns) {
            if (!column.known) {
                m_out.findings.push_back(
                    m_settings.finding(Finding::Kind::Kept, m_settings.heading_row, column.key,
                                       "this setting means nothing at the terminal; it is kept"));
            }
        }
        for (const TableRow& row : m_settings.rows) {
            if (row.row != m_settings.rows.front().row) {
                m_out.findings.push_back(m_settings.finding(
                    Finding::Kind::Lost, row.row, "", "only the first row of settings counts"));
            }
        }
    }
    std::string setting(const std::string& key) const {
        if (m_settings.rows.empty()) {
            return "";
        }
        const auto it = m_settings.rows.front().cells.find(key);
        return it == m_settings.rows.front().cells.end() ? "" : trimmed(it->second);
    }

    Result<void> read_tables() {
        auto languages = m_options.languages;
        const std::string named = setting("default_language");
        if (!named.empty() && !languages.contains("default")) {
            const auto tag = language_tag(named, languages, m_known);
            if (!tag) {
                return refused(
                    "sheet " + m_settings.name + ", default_language",
                    "which language is \"" + named + "\"? Give --language \"" + named + "=TAG\"");
            }
            languages["default"] = *tag;
        }
        std::vector<UnknownLanguage> unknown;
        const auto read = [&](const Sheet& sheet, WordOf word_of) {
            return table_of(sheet, {word_of, languages, m_known}, unknown, m_out.findings);
        };
        m_survey = read(*m_survey_sheet, survey_word);
        for (const Sheet* sheet : {m_choices_sheet, m_external_sheet}) {
            if (sheet != nullptr) {
                m_choices.push_back(read(*sheet, choices_word));
            }
        }
        Result<std::deque<Sheet>> files =
            files_of_choices(m_survey, m_choices, m_options.beside, m_file_lists);
        if (!files) {
            return refused(files.error().where, files.error().detail);
        }
        for (const Sheet& sheet : *files) {
            m_choices.push_back(read(sheet, choices_word));
        }
        if (!unknown.empty()) {
            std::set<std::string> asked;
            std::string wanted;
            for (const UnknownLanguage& language : unknown) {
                const std::string name = language.language.empty() ? "default" : language.language;
                if (asked.insert(name).second) {
                    wanted += " --language \"" + name + "=TAG\"";
                }
            }
            return refused("sheet " + unknown.front().sheet + ", cell " + unknown.front().cell,
                           "which languages are these? Give" + wanted);
        }
        for (const auto& [name, tag] : languages) {
            if (!canonical_tag(tag)) {
                return refused("--language " + name,
                               "expected a tag such as fa-AF, not \"" + tag + "\"");
            }
        }
        for (const TableColumn& column : m_survey.columns) {
            if (m_out.default_language.empty()) {
                m_out.default_language = column.tag;
            }
            if (!column.known) {
                tell_column(column);
            }
        }
        if (languages.contains("default")) {
            m_out.default_language = language_tag("", languages, m_known).value_or("");
        }
        tell_languages({m_survey, m_choices, m_texts_sheet, m_known, m_options.languages,
                        setting("default_language"), m_out.findings});
        if (m_out.default_language.empty()) {
            return refused("sheet " + m_survey.name,
                           "expected a column \"label\", as in \"label::German\", or one called "
                           "\"label\" and --language default=TAG");
        }
        const auto has = [&](const std::string& key) {
            return std::any_of(m_survey.columns.begin(), m_survey.columns.end(),
                               [&](const TableColumn& column) { return column.key == key; });
        };
        return has("type") && has("name")
                   ? Result<void>{}
                   : refused("sheet " + m_survey.name, "expected the columns type and name");
    }

    /// Everything between quotation marks in an expression.
    std::set<std::string> literals() const {
        std::set<std::string> out;
        each_expression([&](const std::string& cell) { out.merge(literals_in(cell)); });
        return out;
    }
    void each_expression(const std::function<void(const std::string&)>& visit) const {
        static constexpr const char* kColumns[] = {"relevant",    "required",       "constraint",
                                                   "calculation", "choice_filter",  "repeat_count",
                                                   "default",     "lotse_relevant", "lotse_offer"};
        std::vector<const Table*> tables = {&m_survey};
        for (const Table& table : m_choices) {
            tables.push_back(&table);
        }
        for (const Table* table : tables) {
            for (const TableRow& row : table->rows) {
                for (const char* column : kColumns) {
                    if (const auto cell = row.cells.find(column); cell != row.cells.end()) {
                        visit(cell->second);
                    }
                }
            }
        }
    }

    /// A cell of a column that means nothing here which can only be a condition; null: there is
    /// none.
    static const TableRow* row_with_condition(const Table& table, const TableColumn& column) {
        const auto row =
            std::find_if(table.rows.begin(), table.rows.end(), [&](const TableRow& one) {
                const auto cell = one.cells.find(column.key);
                return cell != one.cells.end() && reads_as_condition(cell->second);
            });
        return row == table.rows.end() ? nullptr : &*row;
    }

    /// Of a column that means nothing here, or nothing more.
    void tell_column(const TableColumn& column) {
        const auto tell = [&](Finding::Kind kind, const std::string& what) {
            m_out.findings.push_back(
                m_survey.finding(kind, m_survey.heading_row, column.key, what));
        };
        if (!column.second.empty()) {
            tell(Finding::Kind::Changed,
                 "means the same as \"" +
                     m_survey.columns[m_survey.places.at(column.second)].heading +
                     "\", which stands before it; it counts in the rows in which that one is "
                     "empty");
        } else if (const std::string meant =
                       column.again ? "" : decisive_word_meant(column.heading);
                   !meant.empty()) {
            tell(Finding::Kind::ConditionLost,
                 "this heading is none that the terminal knows, so that its cells decide nothing. "
                 "If \"" +
                     meant + "\" is meant, write that as the heading; else remove the column");
        } else if (const TableRow* row = row_with_condition(m_survey, column)) {
            m_out.findings.push_back(m_survey.finding(Finding::Kind::ConditionLost, row->row,
                                                      column.key, kConditionUnderOther));
        } else if (const std::string translated =
                       column.again ? "" : translated_heading_meant(column.heading, m_known);
                   !translated.empty()) {
            tell(Finding::Kind::Kept, "nobody sees these texts; write \"" + translated +
                                          "\" as the heading. The column is kept");
        } else {
            tell(Finding::Kind::Kept, column.why_kept());
        }
    }

    Result<std::vector<Item>> read_tree(ChoiceLists& lists) {
        std::set<std::string> names;
        for (const ChoiceList& list : lists.lists) {
            names.insert(list.written);
        }
        each_expression([&](const std::string& cell) { m_named.merge(names_in(cell)); });
        std::set<std::string> with_other;
        bool wants_yes_no = false;
        const ProgramWords words{m_options.program_texts, m_out.default_language,
                                 languages_of_form()};
        Result<std::vector<Item>> items = tree_of({m_survey, words, names, m_file_lists, m_named,
                                                   with_other, wants_yes_no, m_out.findings});
        if (!items) {
            return items;
        }
        if (wants_yes_no) {
            add_yes_no(lists, words);
        }
        std::map<std::string, std::string> replaced;
        for (const std::string& list : with_other) {
            replaced[list] = list_with_other(lists, list, words);
        }
        ask_other(*items, replaced);
        return items;
    }
    std::set<std::string> languages_of_form() const {
        std::set<std::string> out = {m_out.default_language};
        const auto add = [&](const Table& table) {
            for (const TableColumn& column : table.columns) {
                if (column.known && !column.tag.empty()) {
                    out.insert(column.tag);
                }
            }
        };
        add(m_survey);
        std::for_each(m_choices.begin(), m_choices.end(), add);
        return out;
    }
    static void ask_other(std::vector<Item>& items,
                          const std::map<std::string, std::string>& replaced) {
        for (Item& item : items) {
            if (item.type.or_other && item.kind == Item::Kind::Question) {
                item.type.list = replaced.at(item.type.list);
            }
            if (item.is_group()) {
                ask_other(item.children, replaced);
            }
        }
    }

    void count_rows(const std::vector<Item>& items,
                    std::map<std::string, std::vector<std::size_t>>& rows) const {
        for (const Item& item : items) {
            const bool answers =
                item.kind == Item::Kind::Question || item.kind == Item::Kind::Repeat;
            if (const std::string name = trimmed(item.cell("name"));
                answers && !item.made && !name.empty()) {
                rows[name].push_back(item.row + 1);
            }
            if (item.is_group()) {
                count_rows(item.children, rows);
            }
        }
    }
    void find_ambiguous(const std::vector<Item>& items) {
        std::map<std::string, std::vector<std::size_t>> rows;
        count_rows(items, rows);
        for (const auto& [name, places] : rows) {
            m_written.insert(name);
            if (places.size() > 1) {
                std::string& where = m_ambiguous[name];
                for (const std::size_t row : places) {
                    where += (where.empty() ? "row " : " and row ") + std::to_string(row);
                }
            }
        }
    }

    /// Questions and repeats; what is a kept row by now has none.
    void name_questions(std::vector<Item>& items) {
        for (Item& item : items) {
            if (item.kind == Item::Kind::Question || item.kind == Item::Kind::Repeat) {
                const std::string written = trimmed(item.cell("name"));
                // The form's own row of this name goes before one that or_other adds.
                const bool gives_way = item.made && m_written.contains(written);
                name(item, gives_way         ? written + "_text"
                           : written.empty() ? item.type.word.empty() ? "group" : item.type.word
                                             : written);
                if (gives_way) {
                    item.cells["name"] = item.name;
                } else {
                    m_renamed.emplace(written, item.name);
                }
            }
            if (item.is_group()) {
                name_questions(item.children);
            }
        }
    }
    /// Once it is clear which groups ask anything; nothing refers to them. Sections are named when
    /// it is clear which groups are sections.
    void name_groups(std::vector<Item>& items, bool top = true) {
        for (Item& item : items) {
            if (!item.is_group()) {
                continue;
            }
            if (item.kind != Item::Kind::Repeat && !(top && item.kind == Item::Kind::Plain)) {
                const std::string written = trimmed(item.cell("name"));
                name(item, written.empty() ? "group" : written);
            }
            name_groups(item.children, false);
        }
    }
    void name(Item& item, const std::string& wanted) {
        item.name = m_names.take(plain_name(wanted));
        if (const std::string written = trimmed(item.cell("name"));
            item.name != written && !item.made) {
            m_out.findings.push_back(
                m_survey.finding(Finding::Kind::Changed, item.row, "name",
                                 "\"" + written + "\" is called " + item.name + " here"));
        }
        m_rows.emplace(item.name, item.row);
    }

    Result<ImportedForm> finish(std::vector<Item> items, const ChoiceLists& lists) {
        const std::string title =
            setting("form_title").empty() ? m_options.name : setting("form_title");
        Emitted emitted = xlsform::emitted(
            std::move(items), {m_options.name, m_out.default_language, pattern_of(title, {}),
                               m_survey, lists, m_renamed, m_out.findings});
        m_out.texts = std::move(emitted.texts);
        read_other_texts();
        if (std::none_of(emitted.survey.begin(), emitted.survey.end(),
                         [](const Json& item) { return item.contains("group"); })) {
            return refused("sheet " + m_survey.name, "no row is left that the terminal can ask");
        }
        Json definition;
        definition["name"] = m_options.name;
        definition["version"] = version();
        if (!emitted.choices.empty()) {
            definition["choices"] = std::move(emitted.choices);
        }
        definition["survey"] = std::move(emitted.survey);
        if (Json rest = extras(lists); !rest.empty()) {
            definition["extras"] = std::move(rest);
        }
        m_out.definition = definition.dump(1) + "\n";
        const auto checked = read_questionnaire(m_out.definition, m_options.file);
        if (!checked) {
            return with_place(checked.error());
        }
        return std::move(m_out);
    }

    /// A definition speaks of names; whoever wrote the spreadsheet wants the rows.
    Error with_place(const Error& error) const {
        constexpr std::string_view kCircle = "circular dependency: ", kStep = " → ";
        const auto begin = error.detail.find(kCircle);
        if (begin == std::string::npos) {
            return Error{Kind::Refused, error.where, error.detail};
        }
        std::string way, first;
        for (std::size_t at = begin + kCircle.size(); at <= error.detail.size();) {
            const std::size_t end = std::min(error.detail.find(kStep, at), error.detail.size());
            const std::string name = error.detail.substr(at, end - at);
            const auto row = m_rows.find(name);
            const std::string place =
                row == m_rows.end() ? "" : "row " + std::to_string(row->second + 1);
            first = first.empty() ? place : first;
            way += (way.empty() ? "" : std::string(kStep)) + name +
                   (place.empty() ? "" : " (" + place + ")");
            at = end + kStep.size();
        }
        return refused("sheet " + m_survey.name + (first.empty() ? "" : ", " + first),
                       std::string(kCircle) + way);
    }

    int version() const {
        const std::string cell = setting("version");
        int out = 0;
        const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), out);
        return parsed.ec == std::errc() && parsed.ptr == cell.data() + cell.size() && out >= 1 &&
                       out <= 1'000'000
                   ? out
                   : 1;
    }

    /// Texts whose place is no cell of the form; patterns as they are.
    void read_other_texts() {
        if (m_texts_sheet == nullptr || m_texts_sheet->rows.empty()) {
            return;
        }
        const auto& headings = m_texts_sheet->rows.front();
        for (std::size_t row = 1; row < m_texts_sheet->rows.size(); ++row) {
            for (std::size_t column = 1; column < headings.size(); ++column) {
                const auto at = headings[column].find("::");
                const auto tag = language_tag(
                    at == std::string::npos ? headings[column] : headings[column].substr(at + 2),
                    m_options.languages, m_known);
                const Cleaned clean = clean_text(m_texts_sheet->text(row, column));
                const std::string text = clean_text(without_markup(clean.text)).text;
                const std::string id = clean_word(m_texts_sheet->text(row, 0)).text;
                const auto tell = [&](Finding::Kind kind, const std::string& what) {
                    m_out.findings.push_back({kind, m_texts_sheet->name, row + 1, headings[column],
                                              cell_name(row, column), what});
                };
                if (const std::string why = m_texts_sheet->no_text(row, column); !why.empty()) {
                    tell(Finding::Kind::Lost, "the cell " + why);
                    continue;
                }
                if (text.empty()) {
                    continue;
                }
                if (!tag || !id.starts_with(m_options.name + ".")) {
                    tell(Finding::Kind::Lost,
                         "expected an id of this questionnaire and a language");
                    continue;
                }
                if (!clean.stripped.empty()) {
                    tell(Finding::Kind::Changed, "taken off: " + clean.stripped);
                }
                if (text != clean.text) {
                    tell(Finding::Kind::Changed, kMarkupLeftOut);
                }
                if (const std::string why = m_texts_sheet->hardly_text(row, column); !why.empty()) {
                    tell(Finding::Kind::Changed, "the cell " + why);
                }
                m_out.texts[*tag].emplace(id, text);
            }
        }
    }

    Json extras(const ChoiceLists& lists) const {
        Json out = Json::object();
        Json settings = Json::object();
        if (!m_settings.rows.empty()) {
            for (const auto& [key, text] : m_settings.rows.front().cells) {
                const bool told = (key == "form_id" || key == "form_title")
                                      ? trimmed(text) == m_options.name
                                  : key == "version" ? trimmed(text) == std::to_string(version())
                                                     : key == "default_language";
                if (!told) {
                    settings[key] = text;
                }
            }
        }
        // Export begins with German unless it is told otherwise.
        if (m_out.default_language != "de") {
            settings["default_language"] = m_out.default_language;
        }
        if (!settings.empty()) {
            out["settings"] = std::move(settings);
        }
        Json names = Json::object();
        for (const ChoiceList& list : lists.lists) {
            if (list.name != list.written) {
                names[list.name] = list.written;
            }
        }
        if (!names.empty()) {
            out["lists"] = std::move(names);
        }
        for (const Cells& cells : lists.kept) {
            out["choices"].push_back(cells);
        }
        if (!m_sheets.empty()) {
            out["sheets"] = m_sheets;
        }
        return out;
    }

    /// By place; each once.
    void put_in_order(std::vector<Finding>& findings) const {
        const auto sheet = [&](const Finding& finding) {
            return std::find(m_order.begin(), m_order.end(), finding.sheet) - m_order.begin();
        };
        std::stable_sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) {
            return std::pair(sheet(a), a.row) < std::pair(sheet(b), b.row);
        });
        // What was read twice, as a list that is copied for or_other, is told once.
        auto place = findings.begin(), kept = findings.begin();
        for (Finding& finding : findings) {
            if (place == kept || place->row != finding.row || place->sheet != finding.sheet) {
                place = kept;
            }
            if (std::find(place, kept, finding) == kept) {
                if (&*kept != &finding) {
                    *kept = std::move(finding);
                }
                ++kept;
            }
        }
        findings.erase(kept, findings.end());
    }
    /// Lost conditions stay, as they have to be read.
    static void cut_findings(std::vector<Finding>& findings) {
        if (findings.size() > limits::kMostFindings) {
            const std::size_t more = findings.size() - limits::kMostFindings;
            std::stable_partition(findings.begin(), findings.end(), [](const Finding& finding) {
                return finding.kind == Finding::Kind::ConditionLost;
            });
            findings.resize(limits::kMostFindings);
            findings.push_back(
                {Finding::Kind::Kept, "", 0, "", "", "and " + std::to_string(more) + " more"});
        }
    }

    Result<void> nothing_lost(const std::vector<Finding>& findings) const {
        const auto lost = [](const Finding& finding) {
            return finding.kind == Finding::Kind::ConditionLost;
        };
        const auto first = std::find_if(findings.begin(), findings.end(), lost);
        const auto count = std::count_if(findings.begin(), findings.end(), lost);
        return count == 0
                   ? Result<void>{}
                   : refused("sheet " + first->sheet +
                                 (first->cell.empty() ? ", row " + std::to_string(first->row)
                                                      : ", cell " + first->cell),
                             count == 1 ? "one condition would be lost: " + first->what +
                                              ". Mend it in the spreadsheet, or " + kAccept
                                        : std::to_string(count) +
                                              " conditions would be lost, this is the first: " +
                                              first->what + ". Mend them in the spreadsheet, or " +
                                              kAccept);
    }
    static constexpr const char* kAccept =
        "import the form without, if it may be asked so: --accept-lost-conditions";

    const XlsFormOptions& m_options;
    std::vector<std::string> m_known;  ///< tags of the languages that there are
    const Sheet* m_survey_sheet = nullptr;
    const Sheet* m_choices_sheet = nullptr;
    const Sheet* m_external_sheet = nullptr;
    const Sheet* m_settings_sheet = nullptr;
    const Sheet* m_texts_sheet = nullptr;
    std::vector<std::string> m_order;
    Table m_survey, m_settings;
    std::deque<Table> m_choices;  ///< sheets and files, the first of a list counts
    std::map<std::string, std::string> m_file_lists;  ///< `file_key` → list
    std::set<std::string> m_named;                    ///< in expressions
    std::set<std::string> m_written;                  ///< names of questions and repeats
    std::map<std::string, std::string> m_ambiguous;   ///< those of several rows, with the rows
    Json m_sheets = Json::array();
    Names m_renamed;
    UniqueNames m_names;
    std::map<std::string, std::size_t> m_rows;  ///< of the question or group of this name
    ImportedForm m_out;
};

}  // namespace

std::string to_string(const Finding& finding) {
    std::string out = finding.kind == Finding::Kind::Kept      ? "kept: "
                      : finding.kind == Finding::Kind::Changed ? "changed: "
                      : finding.kind == Finding::Kind::Lost    ? "lost: "
                                                               : "condition lost: ";
    if (!finding.sheet.empty()) {
        out += "sheet " + finding.sheet;
        out += finding.cell.empty() ? finding.row == 0 ? "" : ", row " + std::to_string(finding.row)
                                    : ", cell " + finding.cell;
        out += finding.column.empty() ? ": " : " (" + finding.column + "): ";
    }
    return out + finding.what;
}

namespace {

Result<void> check_name(const std::string& name) {
    if (name.size() > limits::kLongestNameBytes) {
        return Error{Kind::Refused, "name",
                     "expected at most " + std::to_string(limits::kLongestNameBytes) +
                         " letters, not " + std::to_string(name.size()) + ": \"" + name + "\""};
    }
    if (plain_name(name) != name) {
        return Error{Kind::Refused, "name",
                     "expected small letters a-z, digits and _ with a letter first, as in " +
                         plain_name(name) + ", not \"" + name + "\""};
    }
    if (is_taken_name(name)) {
        return Error{
            Kind::Refused, "name",
            "\"" + name + "\" names texts of the program; call the questionnaire something else"};
    }
    return {};
}

}  // namespace

Result<ImportedForm> read_xlsform(std::string_view bytes, const XlsFormOptions& options,
                                  std::vector<Finding>* told) {
    if (const Result<void> name = check_name(options.name); !name) {
        return name.error();
    }
    const Result<Spreadsheet> read = read_spreadsheet(bytes, options.file);
    return read ? form_of(*read, options, told) : Result<ImportedForm>(read.error());
}

Result<ImportedForm> form_of(const Spreadsheet& spreadsheet, const XlsFormOptions& options,
                             std::vector<Finding>* told) {
    if (const Result<void> name = check_name(options.name); !name) {
        return name.error();
    }
    Import import(options);
    Result<ImportedForm> form = import.run(spreadsheet);
    if (!form && told != nullptr) {
        *told = std::move(import.findings());
    }
    return form;
}

}  // namespace lotse::codec
