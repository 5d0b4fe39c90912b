// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/largest_intake.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "codec/wire/intake_json.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

std::string longest_name(const Questionnaire& form, const std::string& list) {
    std::string longest;
    if (const auto choices = form.choices.find(list); choices != form.choices.end()) {
        for (const Choice& choice : choices->second) {
            if (choice.name.size() > longest.size()) longest = choice.name;
        }
    }
    return longest;
}

/// Every kind of answer that the question may have; a kind that it cannot have does no harm, it
/// only has to be no larger than a bound says.
std::vector<Answer> largest_answers(const Questionnaire& form, const Question& question) {
    const std::string tag(limits::kLongestLanguageTagBytes, 'x');
    std::vector<Answer> out{Special::DiscussInCounselling};
    if (question.longest_bytes > 0) {
        const std::string typed(question.longest_bytes, 'x');
        out.emplace_back(TextAnswer{SecretText(typed), tag});
    }
    if (question.type == QuestionType::Date) {
        PartialDate date;
        date.calendar = "ethiopic-amete-alem";  // the longest that ICU has
        date.precision = DatePrecision::Month;
        date.year = 9999;
        date.month = date.day = 12;
        date.first = date.last = {9999, 12, 31};
        out.emplace_back(date);
    }
    ChoiceAnswer chosen;
    if (question.type == QuestionType::Occupation) {
        chosen.typed = SecretText(std::string(question.longest_bytes, 'x'));
    }
    if (const auto choices = form.choices.find(question.choices);
        question.type == QuestionType::SelectMultiple && choices != form.choices.end()) {
        for (const Choice& choice : choices->second) chosen.names.push_back(choice.name);
    } else {
        // A country or a language of no list of the form has a tag.
        const std::string listed = question.type == QuestionType::Occupation
                                       ? std::string(limits::kLongestOccupationIdBytes, 'x')
                                       : tag;
        chosen.names = {
            std::max(longest_name(form, question.choices), listed,
                     [](const auto& one, const auto& other) { return one.size() < other.size(); })};
    }
    out.emplace_back(std::move(chosen));
    if (question.type == QuestionType::Grid) {
        GridAnswer grid;
        if (const auto rows = form.choices.find(question.choices); rows != form.choices.end()) {
            for (const Choice& row : rows->second) {
                for (const GridColumn& column : question.columns) {
                    grid.cells[row.name][column.name] = longest_name(form, column.choices);
                }
            }
        }
        out.emplace_back(std::move(grid));
    }
    return out;
}

std::size_t bytes_with(const IntakeContent& frame, const FieldPath& path, const Answer& answer) {
    IntakeContent content = frame;
    content.answers.fields[path] = answer;
    return write_intake(content).size();
}

struct Sizes {
    std::size_t whole = 0;
    std::size_t most = 0;  ///< of one question, all its instances
    std::string most_by;
};

Sizes sizes_of(const Questionnaire& form) {
    IntakeContent frame;
    const std::string tag(limits::kLongestLanguageTagBytes, 'x'), digest(64, 'x'),
        time("2026-11-22T09:00:00");
    frame.questionnaire = form.name;
    frame.questionnaire_version = form.version;
    frame.questionnaire_hash = digest;
    frame.language = tag;
    frame.started_at = frame.finished_at = time;
    frame.consent = {std::string(limits::kLongestNameBytes, 'x'), digest, tag, time,
                     FillMode::WithHelper};
    std::map<std::string, int> instances;
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>& parents) {
        for (const Group* group : parents) {
            if (group->kind == Group::Kind::Repeat) {
                frame.answers.repeats[group->name] = group->at_most;
                instances[question.name] = group->at_most;
            }
        }
    });
    // Answers are written one after the other: their sizes add up.
    Sizes sizes;
    sizes.whole = write_intake(frame).size();
    const std::size_t empty = sizes.whole;
    visit_questions(form, [&](const Question& question, const std::vector<const Group*>&) {
        if (question.type == QuestionType::Note) {
            return;
        }
        const auto repeated = instances.find(question.name);
        const int count = repeated == instances.end() ? 1 : repeated->second;
        std::size_t largest = 0;
        for (const Answer& answer : largest_answers(form, question)) {
            largest =
                std::max(largest, bytes_with(frame, {question.name, count - 1}, answer) - empty);
        }
        // The comma between two answers.
        const std::size_t all = (largest + 1) * static_cast<std::size_t>(count);
        sizes.whole += all;
        if (all > sizes.most) {
            sizes.most = all;
            sizes.most_by = question.name;
        }
    });
    return sizes;
}

}  // namespace

std::size_t largest_intake_bytes(const Questionnaire& form) {
    return sizes_of(form).whole;
}

Result<void> check_largest_intake(const Questionnaire& form, const std::string& where) {
    const Sizes sizes = sizes_of(form);
    if (sizes.whole <= limits::kLargestPayloadBytes) {
        return {};
    }
    return Error{Kind::Refused, where,
                 "its largest intake would have " + std::to_string(sizes.whole) +
                     " bytes, an envelope holds " + std::to_string(limits::kLargestPayloadBytes) +
                     "; most of it is \"" + sizes.most_by + "\" with " +
                     std::to_string(sizes.most) +
                     ": give fewer instances of its repeat (at_most) or shorter answers "
                     "(longest_bytes)"};
}

}  // namespace lotse::codec
