// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/case_sheet.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/form/evaluation.h"

namespace lotse {
namespace {

/// Directive 2005/36/EC covers the EU; the EEA Agreement and the agreement with Switzerland extend
/// it.
constexpr std::array<std::string_view, 31> kEuEeaSwiss = {
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};
constexpr int kDeliveryDays = 4;
constexpr int kResidenceWarningMonths = 3;

/// The 31st plus one month is the last day of the next month (§ 188(3) BGB).
CivilDate plus_months(const CivilDate& date, int months) {
    const int index = date.year * 12 + date.month - 1 + months;
    CivilDate out{index / 12, index % 12 + 1, date.day};
    out.day = std::min(out.day, days_in_month(out.year, out.month));
    return out;
}

CivilDate plus_days(const CivilDate& date, int days) {
    return civil_from_days(days_from_civil(date) + days);
}

CivilDate day_finished(const IntakeContent& content, const CivilDate& otherwise) {
    CivilDate day;
    return from_iso(content.finished_at.substr(0, 10), day) ? day : otherwise;
}

class FlagRules {
public:
    FlagRules(const Questionnaire& form, const IntakeContent& content, const CivilDate& today)
        : m_form(form),
          m_content(content),
          m_today(today),
          m_view(form, content.answers, day_finished(content, today)) {}

    std::vector<CaseFlag> run() {
        notices();
        residence();
        interpreter();
        discuss();
        documents_lost();
        chosen("needs", CaseFlag::Weight::Prepare, "practical_needs", {});
        reads_latin();
        chosen("counsellor_wish", CaseFlag::Weight::Prepare, "counsellor_wish", {"woman", "man"});
        chosen("funding", CaseFlag::Weight::Prepare, "funding_need", {"need_funding", "part"});
        route();
        documents_complete();
        std::stable_sort(m_flags.begin(), m_flags.end(),
                         [](const CaseFlag& a, const CaseFlag& b) { return a.weight < b.weight; });
        return std::move(m_flags);
    }

private:
    CaseFlag& add(CaseFlag::Weight weight, const std::string& rule) {
        m_flags.push_back({});
        m_flags.back().weight = weight;
        m_flags.back().rule = rule;
        return m_flags.back();
    }

    /// The answer as it was given; null if there is none or the questionnaire does not ask it.
    template <class T>
    const T* given(const std::string& name, int instance = 0) const {
        const Answer* answer =
            m_view.question(name) == nullptr ? nullptr : m_content.answers.find({name, instance});
        return answer == nullptr ? nullptr : std::get_if<T>(answer);
    }
    std::vector<std::string> names(const std::string& question, int instance = 0) const {
        const auto* choice = given<ChoiceAnswer>(question, instance);
        return choice == nullptr ? std::vector<std::string>() : choice->names;
    }
    bool is(const std::string& question, std::string_view name, int instance = 0) const {
        const auto chosen_names = names(question, instance);
        return std::find(chosen_names.begin(), chosen_names.end(), name) != chosen_names.end();
    }

    void notices() {
        if (!is("notice_result", "full")) {
            notice(given<PartialDate>("notice_date"));
        }
        const auto count = m_content.answers.repeats.find("application");
        for (int i = 0; count != m_content.answers.repeats.end() && i < count->second; ++i) {
            if (!is("application_result", "full", i)) {
                notice(given<PartialDate>("application_notice_date", i));
            }
        }
    }

    void notice(const PartialDate* date) {
        if (date == nullptr || !date->complete()) {
            return;
        }
        // The earliest day it may be, so that nobody is told a deadline that is too late; silent
        // once it is over for certain.
        if (m_today <= plus_months(plus_days(date->last, kDeliveryDays), 1)) {
            CaseFlag& flag = add(CaseFlag::Weight::Urgent, "notice_deadline");
            flag.dates["notice"] = date->first;
            flag.dates["deadline"] = plus_months(date->first, 1);
        }
    }

    void residence() {
        const auto* date = given<PartialDate>("residence_valid_until");
        if (date == nullptr || !date->complete()) {
            return;
        }
        if (date->last < m_today) {
            add(CaseFlag::Weight::Urgent, "residence_expired").dates["date"] = date->last;
        } else if (date->first < plus_months(m_today, kResidenceWarningMonths)) {
            add(CaseFlag::Weight::Urgent, "residence_expires").dates["date"] = date->first;
        }
    }

    void interpreter() {
        if (is("interpreter", "yes")) {
            CaseFlag& flag = add(CaseFlag::Weight::Urgent, "interpreter_needed");
            flag.codes = names("counselling_language");
            if (flag.codes.empty()) {
                flag.codes = {m_content.language};
            }
        } else if (is("interpreter", "bring")) {
            add(CaseFlag::Weight::Know, "interpreter_brought");
        }
    }

    void discuss() {
        std::vector<std::string> labels;
        visit_questions(m_form, [&](const Question& question, const std::vector<const Group*>&) {
            // All instances of a question stand together in the map.
            const auto& fields = m_content.answers.fields;
            for (auto it = fields.lower_bound({question.name, 0});
                 it != fields.end() && it->first.question == question.name; ++it) {
                const auto* special = std::get_if<Special>(&it->second);
                if (special != nullptr && *special == Special::DiscussInCounselling) {
                    labels.push_back(text_id(m_form, question, "label"));
                    break;
                }
            }
        });
        if (!labels.empty()) {
            CaseFlag& flag = add(CaseFlag::Weight::Urgent, "discuss");
            flag.arguments["count"] = std::to_string(labels.size());
            flag.text_ids = std::move(labels);
        }
    }

    void documents_lost() {
        const auto* grid = given<GridAnswer>("documents");
        if (grid == nullptr) {
            return;
        }
        std::vector<std::string> lost;
        for (const Choice* row : m_view.offered(*m_view.question("documents"), 0)) {
            // A lost passport is no obstacle to comparing a qualification.
            if (row->name != "identity" && state(*grid, row->name) == "lost") {
                lost.push_back(
                    choice_text_id(m_form, m_view.question("documents")->choices, row->name));
            }
        }
        if (!lost.empty()) {
            CaseFlag& flag = add(CaseFlag::Weight::Prepare, "document_lost");
            flag.arguments["count"] = std::to_string(lost.size());
            flag.text_ids = std::move(lost);
        }
    }

    static std::string state(const GridAnswer& grid, const std::string& row) {
        const auto cells = grid.cells.find(row);
        if (cells == grid.cells.end()) {
            return {};
        }
        const auto cell = cells->second.find("original");
        return cell == cells->second.end() ? std::string() : cell->second;
    }

    void reads_latin() {
        if (is("reads_latin", "no")) {
            add(CaseFlag::Weight::Prepare, "reads_latin_no");
        } else if (is("reads_latin", "some")) {
            add(CaseFlag::Weight::Know, "reads_latin_some");
        }
    }

    /// Fires with the names chosen, or only with those of `wanted`.
    void chosen(const std::string& rule, CaseFlag::Weight weight, const std::string& name,
                std::initializer_list<std::string_view> wanted) {
        std::vector<std::string> texts;
        for (const std::string& choice : names(name)) {
            if (wanted.size() == 0 ||
                std::find(wanted.begin(), wanted.end(), choice) != wanted.end()) {
                texts.push_back(choice_text_id(m_form, m_view.question(name)->choices, choice));
            }
        }
        if (!texts.empty()) {
            add(weight, rule).text_ids = std::move(texts);
        }
    }

    void route() {
        std::vector<std::string> countries;
        for (const char* question :
             {"nationality_first", "nationality_second", "nationality_third"}) {
            for (std::string& country : names(question)) {
                countries.push_back(std::move(country));
            }
        }
        const bool european =
            std::any_of(countries.begin(), countries.end(), [](const std::string& country) {
                return std::find(kEuEeaSwiss.begin(), kEuEeaSwiss.end(), country) !=
                       kEuEeaSwiss.end();
            });
        if (european || !countries.empty() || is("nationality_status", "stateless")) {
            add(CaseFlag::Weight::Know, european ? "route_eu" : "route_third_country").codes =
                std::move(countries);
        }
    }

    void documents_complete() {
        int complete = 0;
        int total = 0;
        bool answered = false;
        for (const char* name : {"documents", "further_documents"}) {
            const auto* grid = given<GridAnswer>(name);
            if (grid == nullptr) {
                continue;
            }
            answered = true;
            for (const Choice* row : m_view.offered(*m_view.question(name), 0)) {
                const std::string where = state(*grid, row->name);
                ++total;
                complete += where == "original" || where == "copy" ? 1 : 0;
            }
        }
        if (answered) {
            CaseFlag& flag = add(CaseFlag::Weight::Know, "documents_complete");
            flag.arguments["complete"] = std::to_string(complete);
            flag.arguments["total"] = std::to_string(total);
        }
    }

    const Questionnaire& m_form;
    const IntakeContent& m_content;
    CivilDate m_today;
    FormEvaluation m_view;
    std::vector<CaseFlag> m_flags;
};

/// Rows and columns in the order of the questionnaire, then those it does not know under their bare
/// names.
GridTexts grid_texts(const Questionnaire& form, const Question& question,
                     const GridAnswer& answer) {
    GridTexts out;
    std::vector<std::pair<std::string, std::string>> rows;
    if (const auto list = form.choices.find(question.choices); list != form.choices.end()) {
        for (const Choice& choice : list->second) {
            rows.emplace_back(choice.name, choice_text_id(form, question.choices, choice.name));
        }
    }
    for (const auto& answered : answer.cells) {
        const std::string& unknown = answered.first;
        if (std::none_of(rows.begin(), rows.end(),
                         [&](const auto& row) { return row.first == unknown; })) {
            rows.emplace_back(unknown, unknown);
        }
    }
    for (const auto& [name, row_id] : rows) {
        const auto cells = answer.cells.find(name);
        if (cells == answer.cells.end() || cells->second.empty()) {
            continue;
        }
        GridTexts::Row row{row_id, {}};
        for (const GridColumn& column : question.columns) {
            if (const auto cell = cells->second.find(column.name); cell != cells->second.end()) {
                row.cells.emplace_back(column_text_id(form, question, column.name),
                                       choice_text_id(form, column.choices, cell->second));
            }
        }
        for (const auto& [column, choice] : cells->second) {
            if (std::none_of(question.columns.begin(), question.columns.end(),
                             [&, &unknown = column](const GridColumn& known) {
                                 return known.name == unknown;
                             })) {
                row.cells.emplace_back(column, choice);
            }
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

CaseValue value_of(const Questionnaire& form, const Question* question, const Answer& answer) {
    if (const auto* text = std::get_if<TextAnswer>(&answer)) {
        return *text;
    }
    if (const auto* number = std::get_if<NumberAnswer>(&answer)) {
        return *number;
    }
    if (const auto* date = std::get_if<PartialDate>(&answer)) {
        return *date;
    }
    if (const auto* special = std::get_if<Special>(&answer)) {
        return *special;
    }
    if (const auto* grid = std::get_if<GridAnswer>(&answer)) {
        return grid_texts(form, question == nullptr ? Question() : *question, *grid);
    }
    const std::vector<std::string>& names = std::get<ChoiceAnswer>(answer).names;
    if (question == nullptr) {
        return ChosenTexts{names};
    }
    switch (question->type) {
        case QuestionType::Acknowledge:
            return Confirmed{};
        case QuestionType::Country:
            return ChosenCodes{ChosenCodes::Of::Countries, names};
        case QuestionType::Language:
            return ChosenCodes{ChosenCodes::Of::Languages, names};
        default:
            break;
    }
    ChosenTexts out;
    for (const std::string& name : names) {
        out.text_ids.push_back(choice_text_id(form, question->choices, name));
    }
    return out;
}

class SheetBuilder {
public:
    SheetBuilder(const Questionnaire& form, const IntakeContent& content)
        : m_form(form), m_content(content) {}

    void build(CaseSheet& sheet) {
        for (const Group& group : m_form.sections) {
            CaseSection section{group_text_id(m_form, group), {}};
            walk(group, 0, section, "", 0);
            if (!section.blocks.empty()) {
                sheet.sections.push_back(std::move(section));
            }
        }
        for (const auto& [path, answer] : m_content.answers.fields) {
            if (is_given(answer) &&
                std::find(m_placed.begin(), m_placed.end(), path) == m_placed.end()) {
                sheet.unplaced.push_back({path, path.question, value_of(m_form, nullptr, answer)});
            }
        }
    }

private:
    void walk(const Group& group, int instance, CaseSection& section, const std::string& entry_id,
              int number) {
        for (const Group::Node& node : group.children) {
            if (node.question) {
                place(*node.question, instance, section, entry_id, number);
            } else if (node.group->kind == Group::Kind::Repeat) {
                const auto count = m_content.answers.repeats.find(node.group->name);
                for (int i = 0; count != m_content.answers.repeats.end() && i < count->second;
                     ++i) {
                    walk(*node.group, i, section, repeat_text_id(m_form, *node.group, "entry"),
                         i + 1);
                }
            } else {
                walk(*node.group, instance, section, entry_id, number);
            }
        }
    }

    void place(const Question& question, int instance, CaseSection& section,
               const std::string& entry_id, int number) {
        const FieldPath path{question.name, instance};
        const Answer* answer = m_content.answers.find(path);
        if (answer == nullptr || !is_given(*answer)) {
            return;
        }
        if (section.blocks.empty() || section.blocks.back().entry_id != entry_id ||
            section.blocks.back().number != number) {
            section.blocks.push_back({entry_id, number, {}});
        }
        section.blocks.back().rows.push_back(
            {path, text_id(m_form, question, "label"), value_of(m_form, &question, *answer)});
        m_placed.push_back(path);
    }

    const Questionnaire& m_form;
    const IntakeContent& m_content;
    std::vector<FieldPath> m_placed;
};

}  // namespace

CaseSheet case_sheet(const Questionnaire& form, const IntakeContent& content,
                     const CivilDate& today) {
    CaseSheet sheet;
    sheet.flags = FlagRules(form, content, today).run();
    SheetBuilder(form, content).build(sheet);
    return sheet;
}

}  // namespace lotse
