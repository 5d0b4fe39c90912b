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
    FlagRules(const Questionnaire& form, const IntakeContent& content, const CivilDate& today,
              const Occupations* known)
        : m_form(form),
          m_content(content),
          m_today(today),
          m_occupations(known),
          m_view(form, content.answers, day_finished(content, today)) {}

    std::vector<CaseFlag> run() {
        notices();
        residence();
        interpreter();
        discuss();
        documents_lost();
        chosen("needs", Meaning::PracticalNeeds, {});
        reads_latin();
        chosen("counsellor_wish", Meaning::CounsellorWish, {"woman", "man"});
        chosen("funding", Meaning::FundingNeed, {"need_funding", "part"});
        route();
        occupations();
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

    /// The answer as it was given; null if there is none or the question is null.
    template <class T>
    const T* given(const Question* question, int instance = 0) const {
        const Answer* answer =
            question == nullptr ? nullptr : m_content.answers.find({question->name, instance});
        return answer == nullptr ? nullptr : std::get_if<T>(answer);
    }
    std::vector<std::string> names(const Question* question, int instance = 0) const {
        const auto* choice = given<ChoiceAnswer>(question, instance);
        return choice == nullptr ? std::vector<std::string>() : choice->names;
    }
    const Question* question(Meaning meaning) const { return question_meaning(m_form, meaning); }

    /// What a rule knows the choice by.
    std::string_view word(const std::string& list, const std::string& name) const {
        if (const auto choices = m_form.choices.find(list); choices != m_form.choices.end()) {
            for (const Choice& choice : choices->second) {
                if (choice.name == name) {
                    return word_of(choice);
                }
            }
        }
        return name;
    }
    bool is(const Question* question, std::string_view wanted, int instance = 0) const {
        const auto chosen_names = names(question, instance);
        return std::any_of(chosen_names.begin(), chosen_names.end(), [&](const std::string& name) {
            return word(question->choices, name) == wanted;
        });
    }
    bool is(Meaning meaning, std::string_view wanted) const {
        return is(question(meaning), wanted);
    }

    void notices() {
        const auto results = questions_meaning(m_form, Meaning::NoticeResult);
        for (const Question* date : questions_meaning(m_form, Meaning::NoticeDate)) {
            const auto result =
                std::find_if(results.begin(), results.end(),
                             [&](const Question* one) { return one->repeat == date->repeat; });
            int count = 1;
            if (!date->repeat.empty()) {
                const auto entries = m_content.answers.repeats.find(date->repeat);
                count = entries == m_content.answers.repeats.end() ? 0 : entries->second;
            }
            for (int i = 0; i < count; ++i) {
                if (result == results.end() || !is(*result, "full", i)) {
                    notice(given<PartialDate>(date, i));
                }
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
        const auto* date = given<PartialDate>(question(Meaning::ResidenceValidUntil));
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
        if (is(Meaning::Interpreter, "yes")) {
            CaseFlag& flag = add(CaseFlag::Weight::Urgent, "interpreter_needed");
            flag.codes = {counselling_language(m_form, m_content.answers, m_content.language)};
        } else if (is(Meaning::Interpreter, "bring")) {
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
        std::vector<std::string> lost;
        for (const Question* documents :
             questions_meaning(m_form, Meaning::QualificationDocuments)) {
            const auto* grid = given<GridAnswer>(documents);
            if (grid == nullptr) {
                continue;
            }
            for (const Choice* row : m_view.offered(*documents, 0)) {
                // A lost passport is no obstacle to comparing a qualification.
                if (word_of(*row) != "identity" && state(*documents, *grid, row->name) == "lost") {
                    lost.push_back(choice_text_id(m_form, documents->choices, row->name));
                }
            }
        }
        if (is(Meaning::DegreeWhere, "lost") && lost.empty()) {
            lost.push_back(degree_text());
        }
        if (!lost.empty()) {
            CaseFlag& flag = add(CaseFlag::Weight::Prepare, "document_lost");
            flag.arguments["count"] = std::to_string(lost.size());
            flag.text_ids = std::move(lost);
        }
    }

    /// The certificate, by the name it has among the documents, else by the question for it.
    std::string degree_text() const {
        const Question* have = question(Meaning::DocumentsHave);
        const auto list =
            have == nullptr ? m_form.choices.end() : m_form.choices.find(have->choices);
        for (const Choice& choice :
             list == m_form.choices.end() ? std::vector<Choice>() : list->second) {
            if (word_of(choice) == "degree_certificate") {
                return choice_text_id(m_form, have->choices, choice.name);
            }
        }
        return text_id(m_form, *question(Meaning::DegreeWhere), "label");
    }

    /// Where the document is: what the first column means.
    std::string_view state(const Question& documents, const GridAnswer& grid,
                           const std::string& row) const {
        const auto cells = grid.cells.find(row);
        if (cells == grid.cells.end() || documents.columns.empty()) {
            return {};
        }
        const GridColumn& first = documents.columns.front();
        const auto cell = cells->second.find(first.name);
        return cell == cells->second.end() ? std::string_view() : word(first.choices, cell->second);
    }

    void reads_latin() {
        if (is(Meaning::ReadsLatin, "no")) {
            add(CaseFlag::Weight::Prepare, "reads_latin_no");
        } else if (is(Meaning::ReadsLatin, "some")) {
            add(CaseFlag::Weight::Know, "reads_latin_some");
        }
    }

    /// Fires with the choices made, or only with those of `wanted`.
    void chosen(const std::string& rule, Meaning meaning,
                std::initializer_list<std::string_view> wanted) {
        const Question* asked = question(meaning);
        std::vector<std::string> texts;
        for (const std::string& choice : names(asked)) {
            if (wanted.size() == 0 || std::find(wanted.begin(), wanted.end(),
                                                word(asked->choices, choice)) != wanted.end()) {
                texts.push_back(choice_text_id(m_form, asked->choices, choice));
            }
        }
        if (!texts.empty()) {
            add(CaseFlag::Weight::Prepare, rule).text_ids = std::move(texts);
        }
    }

    void route() {
        std::vector<std::string> countries;
        for (const Question* asked : questions_meaning(m_form, Meaning::Nationality)) {
            for (std::string& country : names(asked)) {
                countries.push_back(std::move(country));
            }
        }
        const bool european =
            std::any_of(countries.begin(), countries.end(), [](const std::string& country) {
                return std::find(kEuEeaSwiss.begin(), kEuEeaSwiss.end(), country) !=
                       kEuEeaSwiss.end();
            });
        const auto status = names(question(Meaning::ResidenceStatus));
        const bool european_status =
            is(Meaning::ResidenceStatus, "german") || is(Meaning::ResidenceStatus, "eu_eea_swiss");
        if (european || (countries.empty() && european_status)) {
            add(CaseFlag::Weight::Know, "route_eu").codes = std::move(countries);
        } else if (!countries.empty() || !status.empty() ||
                   is(Meaning::NationalityStatus, "stateless")) {
            add(CaseFlag::Weight::Know, "route_third_country").codes = std::move(countries);
        }
    }

    void occupations() {
        std::vector<std::string> told;
        for (const Question* asked : questions_meaning(m_form, Meaning::Occupation)) {
            const auto& fields = m_content.answers.fields;
            for (auto it = fields.lower_bound({asked->name, 0});
                 it != fields.end() && it->first.question == asked->name; ++it) {
                for (const std::string& id : names(asked, it->first.instance)) {
                    const Occupation* row =
                        m_occupations == nullptr ? nullptr : m_occupations->find(id);
                    if (row != nullptr && std::find(told.begin(), told.end(), id) == told.end()) {
                        told.push_back(id);
                        occupation(*row);
                    }
                }
            }
        }
    }

    /// By whom it is regulated, who decides and how, as the table says with its sources.
    void occupation(const Occupation& row) {
        using enum Regulation;
        const bool regulated = row.regulation == Federal || row.regulation == Land;
        const char* rule = !row.comparable           ? "occupation_unknown"
                           : regulated               ? "occupation_regulated"
                           : row.regulation == Title ? "occupation_title"
                           : row.regulation == Craft ? "occupation_craft"
                           : row.procedure == RecognitionProcedure::Statement
                               ? "occupation_statement"
                               : "occupation_equivalence";
        CaseFlag& flag =
            add(regulated || !row.comparable ? CaseFlag::Weight::Prepare : CaseFlag::Weight::Know,
                rule);
        flag.arguments["occupation"] = row.name;
        if (!row.comparable) {
            return;
        }
        flag.arguments["body"] = row.competent_body;
        flag.arguments["basis"] = row.legal_basis;
        flag.arguments["confidence"] = to_string(row.confidence);
        std::string sources;
        for (const std::string& source : row.sources) {
            sources += (sources.empty() ? "" : "; ") + source;
        }
        flag.arguments["sources"] = sources;
    }

    void documents_complete() {
        Count count;
        const Question* have = question(Meaning::DocumentsHave);
        if (const auto* chosen = given<ChoiceAnswer>(have)) {
            for (const Choice* document : m_view.offered(*have, 0)) {
                if (word_of(*document) != "none") {
                    count.add(std::find(chosen->names.begin(), chosen->names.end(),
                                        document->name) != chosen->names.end());
                }
            }
        } else {
            for (const Meaning meaning :
                 {Meaning::QualificationDocuments, Meaning::FurtherDocuments}) {
                for (const Question* documents : questions_meaning(m_form, meaning)) {
                    if (const auto* grid = given<GridAnswer>(documents)) {
                        for (const Choice* row : m_view.offered(*documents, 0)) {
                            const std::string_view where = state(*documents, *grid, row->name);
                            count.add(where == "original" || where == "copy");
                        }
                    }
                }
            }
        }
        if (count.total > 0) {
            CaseFlag& flag = add(CaseFlag::Weight::Know, "documents_complete");
            flag.arguments["complete"] = std::to_string(count.complete);
            flag.arguments["total"] = std::to_string(count.total);
        }
    }

    struct Count {
        int complete = 0, total = 0;
        void add(bool there) {
            ++total;
            complete += there ? 1 : 0;
        }
    };
    const Questionnaire& m_form;
    const IntakeContent& m_content;
    CivilDate m_today;
    const Occupations* m_occupations;
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
    if (const auto* time = std::get_if<TimeOfDay>(&answer)) {
        return *time;
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
        case QuestionType::Occupation:
            return ChosenCodes{ChosenCodes::Of::Occupations, names,
                               std::get<ChoiceAnswer>(answer).typed};
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

ClientName client_name(const Questionnaire& form, const Answers& answers) {
    const auto given = [&](Meaning meaning) -> const TextAnswer* {
        const Question* question = question_meaning(form, meaning);
        const Answer* answer = question == nullptr ? nullptr : answers.find({question->name, 0});
        const auto* text = answer == nullptr ? nullptr : std::get_if<TextAnswer>(answer);
        return text == nullptr || text->text.empty() ? nullptr : text;
    };
    ClientName name;
    for (const Meaning meaning : {Meaning::FamilyName, Meaning::GivenName, Meaning::ContactName}) {
        if (const TextAnswer* part = given(meaning)) {
            name.latin.push_back(*part);
        }
    }
    if (const TextAnswer* own = given(Meaning::NameOwnScript)) {
        name.own_script = *own;
    }
    return name;
}

}  // namespace

CaseSheet case_sheet(const Questionnaire& form, const IntakeContent& content,
                     const CivilDate& today, const Occupations* occupations) {
    CaseSheet sheet;
    sheet.name = client_name(form, content.answers);
    sheet.flags = FlagRules(form, content, today, occupations).run();
    SheetBuilder(form, content).build(sheet);
    return sheet;
}

}  // namespace lotse
