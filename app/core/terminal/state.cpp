// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/state.h"

#include <algorithm>
#include <utility>

namespace lotse::terminal {

bool Session::has_answers() const {
    return !answers.fields.empty() || std::any_of(left.begin(), left.end(), [](const auto& other) {
        return !other.second.answers.fields.empty();
    });
}

FoundPages::Pages FoundPages::of(const Questionnaire& form, const Answers& answers,
                                 const CivilDate& today) const {
    if (!m_for || m_for->form != &form || m_for->today != today || m_for->answers != answers) {
        m_pages = std::make_shared<const std::vector<FormPage>>(lotse::pages(form, answers, today));
        m_for = For{&form, answers, today};
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
        left[form->questionnaire->name] = {std::move(consent), std::move(answers)};
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
}

}  // namespace lotse::terminal
