// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/effort.h"

#include <algorithm>
#include <cmath>

#include "core/terminal/answering.h"

namespace lotse::terminal {
namespace {

constexpr double kSecondsPerWord = 60.0 / 70.0;
constexpr double kSecondsPerTap = 1.5;
constexpr double kSecondsPerKey = 1.2;

/// What people type into a field on average: names, a phone number, the title of a certificate.
constexpr int kKeysOfText = 8;
/// Day and year; the month is a tap.
constexpr int kKeysOfDate = 6;
/// Several answers: as many as most people give, then "next".
constexpr int kTapsOfSeveral = 3;
constexpr int kTapsOfDate = 2;

/// Names of countries or languages on the tiles; in the review the questions once more, and what a
/// person answered.
constexpr int kWordsOfTiles = 11;
constexpr int kWordsOfAnswers = 68;

/// Around the questions: the language, the questionnaire, consent, review and the end.
constexpr int kTapsAround = 5;
const std::vector<std::string>& texts_around() {
    static const std::vector<std::string> kTexts = {
        "start.welcome",    "start.subtitle",  "start.number_only", "choose.title",
        "consent.title",    "privacy.short.1", "privacy.short.2",   "privacy.short.3",
        "privacy.short.4",  "privacy.short.5", "consent.agree",     "consent.refuse",
        "consent.notice",   "bar.letters",     "bar.contrast",      "bar.language",
        "bar.help",         "bar.end",         "page.skip",         "review.title",
        "review.text",      "review.submit",   "more.title",        "more.call",
        "finished.funding", "more.topics",     "more.done"};
    return kTexts;
}

void add_question(Effort& effort, const Questionnaire& form, const FormField& field,
                  const CivilDate& today) {
    const Question& question = *field.question;
    effort.text_ids.push_back(text_id(form, question, "label"));
    if (question.has_hint) {
        effort.text_ids.push_back(text_id(form, question, "hint"));
    }
    switch (question.type) {
        case QuestionType::SelectOne:
        case QuestionType::SelectMultiple:
            for (const Choice* choice : offered_choices(form, question, field.path, {}, today)) {
                effort.text_ids.push_back(choice_text_id(form, question.choices, choice->name));
            }
            if (question.type == QuestionType::SelectMultiple && !question.has_hint) {
                effort.text_ids.push_back("page.several");
            }
            effort.taps += question.type == QuestionType::SelectOne ? 1 : kTapsOfSeveral;
            break;
        case QuestionType::Country:
        case QuestionType::Language:
        case QuestionType::Occupation:
            effort.words += kWordsOfTiles;
            effort.taps += 1;
            break;
        case QuestionType::Date:
        case QuestionType::DateTime:
            for (const char* part :
                 {"day", "month", "year", "precision.day", "precision.month", "precision.year"}) {
                effort.text_ids.push_back(std::string("date.") + part);
            }
            effort.keys += kKeysOfDate;
            effort.taps += kTapsOfDate;
            break;
        case QuestionType::Note:
        case QuestionType::Acknowledge:
            break;
        default:
            effort.keys += takes_text(question.type) ? kKeysOfText : 0;
            effort.taps += 1;
            break;
    }
}

}  // namespace

Effort effort_of(const Questionnaire& form, const CivilDate& today) {
    Effort effort;
    effort.text_ids = texts_around();
    effort.taps = kTapsAround;
    effort.words = kWordsOfAnswers;
    const std::vector<const Group*> topics = topics_of(form);
    for (const FormPage& page : pages(form, {}, today)) {
        if (std::any_of(topics.begin(), topics.end(),
                        [&](const Group* topic) { return topic->name == page.section; })) {
            continue;
        }
        effort.text_ids.emplace_back("page.back");
        effort.text_ids.emplace_back("page.next");
        for (const FormField& field : page.fields) {
            add_question(effort, form, field, today);
        }
    }
    return effort;
}

double seconds_for(int words, int taps, int keys) {
    return words * kSecondsPerWord + taps * kSecondsPerTap + keys * kSecondsPerKey;
}

int minutes_for(int words, const Effort& effort) {
    const double minutes = seconds_for(words + effort.words, effort.taps, effort.keys) / 60.0;
    return std::max(1, static_cast<int>(std::ceil(minutes)));
}

}  // namespace lotse::terminal
