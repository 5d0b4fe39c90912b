// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/state.h"

#include <algorithm>
#include <utility>

#include "core/form/meanings.h"
#include "core/intake/queue.h"

namespace lotse::terminal {

bool Session::is_request() const {
    return form != nullptr && form->questionnaire->name == kWithdrawalForm;
}

bool Session::has_answers() const {
    const auto any = [](const Questionnaire* asked, const Answers& given) {
        const Question* before =
            asked == nullptr ? nullptr : question_meaning(*asked, Meaning::ForWhom);
        return std::any_of(given.fields.begin(), given.fields.end(), [&](const auto& field) {
            return before == nullptr || field.first.question != before->name;
        });
    };
    return any(form == nullptr ? nullptr : form->questionnaire, answers) ||
           std::any_of(left.begin(), left.end(), [&](const auto& other) {
               return any(other.second.questionnaire, other.second.answers);
           });
}

const Question* Session::opening() const {
    return question_meaning(*form->questionnaire, Meaning::ForWhom);
}

FoundPages::Pages FoundPages::of(const Questionnaire& form, const std::string& topic,
                                 const Answers& answers, const CivilDate& today) const {
    if (!m_for || m_for->form != &form || m_for->topic != topic || m_for->today != today ||
        m_for->answers != answers) {
        std::vector<FormPage> found = lotse::pages(form, answers, today);
        const std::vector<const Group*> topics = topics_of(form);
        std::erase_if(found, [&](const FormPage& page) {
            return topic.empty() ? std::any_of(topics.begin(), topics.end(),
                                               [&](const Group* other) {
                                                   return other->name == page.section;
                                               })
                                 : page.section != topic;
        });
        m_pages = std::make_shared<const std::vector<FormPage>>(std::move(found));
        m_for = For{&form, topic, answers, today};
    }
    return m_pages;
}

std::optional<FormPage> Session::hub_of(const std::string& repeat, const CivilDate& today) const {
    const FoundPages::Pages all = pages_on(today);
    const auto hub = std::find_if(all->begin(), all->end(), [&](const FormPage& page) {
        return page.kind == FormPage::Kind::Hub && page.repeat == repeat;
    });
    return hub == all->end() ? std::optional<FormPage>() : *hub;
}

void Session::change_form(const Rules::Form& to) {
    if (form != nullptr) {
        left[form->questionnaire->name] = {form->questionnaire, std::move(consent),
                                           std::move(answers)};
    }
    auto before = left.extract(to.questionnaire->name);
    Left now = before ? std::move(before.mapped()) : Left{};
    consent = std::move(now.consent);
    answers = std::move(now.answers);
    replaced.clear();
    pages = {};
    form = &to;
}

void Session::forget_answers() {
    answers = {};
    left.clear();
    replaced.clear();
    pages = {};
    consent = {};
    topic.clear();
}

}  // namespace lotse::terminal
