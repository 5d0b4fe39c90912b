// SPDX-License-Identifier: EUPL-1.2
#include "core/form/form.h"

#include <algorithm>

#include "core/form/evaluation.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse {
namespace {

class PageList {
public:
    PageList(const Questionnaire& form, const Answers& answers, const CivilDate& today)
        : m_view(form, answers, today) {
        for (const Group& section : form.sections) {
            walk(section, nullptr, 0);
        }
    }

    std::vector<FormPage> take() { return std::move(m_pages); }

private:
    void walk(const Group& group, const Group* repeat, int instance) {
        if (!m_view.relevant(group, instance)) {
            return;
        }
        for (const Group::Node& node : group.children) {
            if (node.question) {
                FormPage page = start(*node.question, nullptr, repeat, instance);
                add_field(page, *node.question, instance);
                keep(std::move(page));
            } else if (node.group->kind == Group::Kind::Page) {
                FormPage page = start_group(*node.group, repeat, instance);
                add_fields(page, *node.group, instance);
                keep(std::move(page));
            } else if (node.group->kind == Group::Kind::Repeat) {
                walk_repeat(*node.group);
            } else {
                walk(*node.group, repeat, instance);
            }
        }
    }

    void walk_repeat(const Group& repeat) {
        if (!m_view.relevant(repeat, 0)) {
            return;
        }
        if (repeat.count.empty()) {
            FormPage hub = start_group(repeat, &repeat, 0);
            hub.kind = FormPage::Kind::Hub;
            m_pages.push_back(std::move(hub));
        }
        const int count = m_view.instances(repeat);
        for (int instance = 0; instance < count; ++instance) {
            walk(repeat, &repeat, instance);
        }
    }

    static FormPage start(const Question& question, const Group* group, const Group* repeat,
                          int instance) {
        FormPage page;
        page.id = {question.name, instance};
        page.section = question.section;
        page.group = group;
        page.repeat = repeat == nullptr ? std::string() : repeat->name;
        return page;
    }

    static FormPage start_group(const Group& group, const Group* repeat, int instance) {
        FormPage page;
        page.id = {group.name, instance};
        page.section = group.section;
        page.group = &group;
        page.repeat = repeat == nullptr ? std::string() : repeat->name;
        return page;
    }

    void add_field(FormPage& page, const Question& question, int instance) {
        if (question.type != QuestionType::Calculate && m_view.relevant(question, instance)) {
            page.fields.push_back(
                {&question, {question.name, instance}, m_view.required(question, instance)});
        }
    }

    void add_fields(FormPage& page, const Group& group, int instance) {
        if (!m_view.relevant(group, instance)) {
            return;
        }
        for (const Group::Node& node : group.children) {
            if (node.question) {
                add_field(page, *node.question, instance);
            } else {
                add_fields(page, *node.group, instance);
            }
        }
    }

    void keep(FormPage page) {
        if (!page.fields.empty()) {
            m_pages.push_back(std::move(page));
        }
    }

    FormEvaluation m_view;
    std::vector<FormPage> m_pages;
};

bool is_choice(QuestionType type) {
    return type == QuestionType::SelectOne || type == QuestionType::SelectMultiple ||
           type == QuestionType::Grid || is_from_list(type);
}

bool is_number(std::string_view digits, bool whole) {
    if (!digits.empty() && digits.front() == '-') {
        digits.remove_prefix(1);
    }
    const auto point = digits.find('.');
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view before = digits.substr(0, point);
    const std::string_view after =
        point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
    if (point != std::string_view::npos && (whole || after.empty())) {
        return false;
    }
    return !before.empty() && std::all_of(before.begin(), before.end(), is_digit) &&
           std::all_of(after.begin(), after.end(), is_digit);
}

std::string time_problem(const TimeOfDay& time) {
    if (time.hour.empty() || time.minute.size() < 2) {
        return "problem.time_incomplete";
    }
    return minutes_of(time) ? "" : "problem.time_invalid";
}

/// What the answer's own kind makes wrong; empty: nothing.
std::string kind_problem(const Question& question, const Answer& answer) {
    if (const auto* text = std::get_if<TextAnswer>(&answer)) {
        const std::size_t longest =
            question.longest_bytes != 0 ? question.longest_bytes : limits::kLongestAnswerBytes;
        return quoted_size(text->text.view()) > longest ? "problem.too_long" : "";
    }
    if (const auto* number = std::get_if<NumberAnswer>(&answer)) {
        if (number->digits.size() > limits::kLongestNumberAnswerBytes) {
            return "problem.too_long";
        }
        const bool whole = question.type == QuestionType::Integer;
        return is_number(number->digits.view(), whole) ? ""
               : whole                                 ? "problem.integer"
                                                       : "problem.number";
    }
    if (const auto* choice = std::get_if<ChoiceAnswer>(&answer)) {
        return question.type == QuestionType::SelectOne && choice->names.size() > 1
                   ? "problem.choose"
                   : "";
    }
    if (const auto* date = std::get_if<PartialDate>(&answer)) {
        const bool partial = date->year == 0 ||
                             (date->precision != DatePrecision::Year && date->month == 0) ||
                             (date->precision == DatePrecision::Day && date->day == 0);
        if (partial) {
            return "problem.date_incomplete";
        }
        if (!is_whole_year(date->year)) {
            return "problem.year_incomplete";
        }
        if (!date->complete() || date->first > date->last) {
            return "problem.date_invalid";
        }
        // Whoever knows the month only has no time to tell.
        return question.type == QuestionType::DateTime && date->precision == DatePrecision::Day
                   ? time_problem(date->time)
                   : "";
    }
    if (const auto* time = std::get_if<TimeOfDay>(&answer)) {
        return time_problem(*time);
    }
    return "";
}

/// Every row that is offered has its first column.
bool is_filled(const Question& grid, const GridAnswer& answer,
               const std::vector<const Choice*>& rows) {
    return grid.columns.empty() || std::all_of(rows.begin(), rows.end(), [&](const Choice* row) {
               const auto cells = answer.cells.find(row->name);
               return cells != answer.cells.end() &&
                      cells->second.contains(grid.columns.front().name);
           });
}

std::string problem_of(FormEvaluation& view, const Questionnaire& form, const Question& question,
                       int instance) {
    std::string missing = is_choice(question.type) ? "problem.choose" : "problem.required";
    const bool required = view.required(question, instance);
    Answer answer;
    if (!view.answer(question, instance, answer)) {
        return required ? missing : "";
    }
    if (const auto* special = std::get_if<Special>(&answer)) {
        return *special == Special::PreferNotToSay && !question.prefer_not_to_say ? missing : "";
    }
    std::string wrong = kind_problem(question, answer);
    if (!wrong.empty()) {
        return wrong;
    }
    if (const auto* grid = std::get_if<GridAnswer>(&answer);
        grid != nullptr && required &&
        !is_filled(question, *grid, view.offered(question, instance))) {
        return missing;
    }
    if (view.satisfies_constraint(question, instance)) {
        return "";
    }
    return question.has_constraint_message ? text_id(form, question, "constraint_message")
                                           : "problem.constraint";
}

}  // namespace

std::vector<FormPage> pages(const Questionnaire& form, const Answers& answers,
                            const CivilDate& today) {
    return PageList(form, answers, today).take();
}

std::vector<OfferedTopic> offered_topics(const Questionnaire& form, const Answers& answers,
                                         const CivilDate& today) {
    const std::vector<FormPage> asked = pages(form, answers, today);
    FormEvaluation view(form, answers, today);
    std::vector<OfferedTopic> out;
    for (const Group* topic : topics_of(form)) {
        if (std::any_of(asked.begin(), asked.end(),
                        [&](const FormPage& page) { return page.section == topic->name; })) {
            out.push_back({topic, view.fits(*topic)});
        }
    }
    std::stable_partition(out.begin(), out.end(),
                          [](const OfferedTopic& topic) { return topic.fits; });
    return out;
}

std::vector<Special> offered_specials(const Question& question, bool required) {
    if (question.type == QuestionType::Note || question.type == QuestionType::Calculate ||
        question.type == QuestionType::Acknowledge) {
        return {};
    }
    std::vector<Special> out = question.specials.value_or(
        required
            ? std::vector{Special::DontKnow, Special::PreferNotToSay, Special::DiscussInCounselling}
            : std::vector<Special>{});
    if (!question.prefer_not_to_say) {
        std::erase(out, Special::PreferNotToSay);
    }
    return out;
}

std::vector<const Choice*> offered_choices(const Questionnaire& form, const Question& question,
                                           const FieldPath& path, const Answers& answers,
                                           const CivilDate& today) {
    return FormEvaluation(form, answers, today).offered(question, path.instance);
}

std::vector<const Choice*> offered_rows(const Questionnaire& form, const Question& grid,
                                        const FieldPath& path, const Answers& answers,
                                        const CivilDate& today) {
    return FormEvaluation(form, answers, today).offered(grid, path.instance);
}

Value field_value(const Questionnaire& form, const FieldPath& path, const Answers& answers,
                  const CivilDate& today) {
    FormEvaluation view(form, answers, today);
    const Question* question = view.question(path.question);
    return question == nullptr ? Value() : view.value(*question, path.instance);
}

std::vector<Problem> problems(const Questionnaire& form, const FormPage& page,
                              const Answers& answers, const CivilDate& today) {
    FormEvaluation view(form, answers, today);
    std::vector<Problem> out;
    for (const FormField& field : page.fields) {
        std::string message = problem_of(view, form, *field.question, field.path.instance);
        if (!message.empty()) {
            Problem problem{field.path, std::move(message), {}};
            if ((field.question->type == QuestionType::Date ||
                 field.question->type == QuestionType::DateTime) &&
                !view.satisfies_constraint(*field.question, field.path.instance)) {
                problem.bound = view.broken_date_bound(*field.question, field.path.instance);
            }
            out.push_back(std::move(problem));
        }
    }
    return out;
}

Answers relevant_answers(const Questionnaire& form, const Answers& answers,
                         const CivilDate& today) {
    FormEvaluation view(form, answers, today);
    Answers out;
    for (const auto& [path, given] : answers.fields) {
        const Question* question = view.question(path.question);
        if (question == nullptr || path.instance < 0) {
            continue;
        }
        const Group* repeat = question->repeat.empty() ? nullptr : view.repeat(question->repeat);
        const int count = repeat == nullptr ? 1 : view.instances(*repeat);
        Answer answer;
        if (path.instance < count && view.relevant(*question, path.instance) &&
            view.answer(*question, path.instance, answer)) {
            out.fields.emplace(path, std::move(answer));
        }
    }
    for (const Group* repeat : repeats_of(form)) {
        const bool known = !repeat->count.empty() || answers.repeats.contains(repeat->name);
        if (known && view.relevant(*repeat, 0)) {
            out.repeats.emplace(repeat->name, view.instances(*repeat));
        }
    }
    return out;
}

}  // namespace lotse
