// SPDX-License-Identifier: EUPL-1.2
/// A client's session on a small questionnaire: events in, state, effects and sealed intakes out.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "codec/forms/questionnaire_json.h"
#include "core/terminal/screen.h"
#include "core/terminal/session.h"
#include "core/terminal/waiting.h"

namespace lotse {

inline constexpr const char* kForm = R"json({
  "name": "f", "version": 3,
  "choices": {"yes_no": ["yes", "no"], "needs": ["wheelchair", "eye", "none"]},
  "survey": [
    {"group": "person", "children": [
      {"group": "name", "appearance": "field-list", "children": [
        {"type": "text", "name": "family_name", "required": "true()"},
        {"type": "integer", "name": "children_count",
         "specials": ["dont_know", "prefer_not_to_say", "discuss_in_counselling"]},
        {"type": "language", "name": "spoken", "meaning": "counselling_language"}]},
      {"type": "select_multiple", "name": "needs", "choices": "needs", "specials": ["dont_know"]},
      {"type": "select_one", "name": "worked", "choices": "yes_no"}]},
    {"group": "work", "children": [
      {"repeat": "job", "at_most": 2, "relevant": "${worked} = 'yes'", "children": [
        {"type": "text", "name": "job_title", "required": "true()"},
        {"type": "country", "name": "job_country"}]},
      {"type": "text", "name": "message", "optional": true}]}]})json";

class SessionTest : public testing::Test {
protected:
    SessionTest() {
        auto form = codec::read_questionnaire(kForm, "f.json");
        if (!form) {
            ADD_FAILURE() << to_string(form.error());
            return;
        }
        m_form = std::move(*form);
        m_rules.languages = {"de", "ar"};
        m_rules.forms = {{m_form.get(), "ab", {{"de", "h-de"}, {"ar", "h-ar"}}}};
    }

    void send(const terminal::Event& event) {
        m_now.wall = "2026-11-22T10:00:00";
        m_now.today = {2026, 11, 22};
        terminal::Update step = update(std::move(m_state), event, m_now, m_rules);
        m_state = std::move(step.state);
        m_effects = std::move(step.effects);
        for (const terminal::Effect& effect : m_effects) {
            if (const auto* seal = std::get_if<terminal::SealAndStore>(&effect)) {
                m_sealed.push_back(seal->content);
                m_counselled_in.push_back(seal->counselling_language);
            }
        }
    }
    /// Without input until the warning, on the screen that is shown.
    std::chrono::seconds patience() const {
        const auto& place = std::get<terminal::InSession>(m_state.place);
        return std::chrono::duration_cast<std::chrono::seconds>(
            idle_end(place, m_rules) - m_rules.idle_grace - place.last_input);
    }
    void wait(std::chrono::seconds time) {
        m_now.monotonic += time;
        send(terminal::Ticked{});
    }
    void begin() {
        send(terminal::LanguageChosen{"de"});
        send(terminal::ConsentGiven{});
    }
    void next(int times = 1) {
        for (int i = 0; i < times; ++i) send(terminal::NextPressed{});
    }
    /// From the first question on: only what must be answered, without a job.
    void answer_and_submit() {
        to_the_jobs("no", "Beispiel");
        next();
        send(terminal::SubmitPressed{});
    }
    /// From the first question to what follows "worked".
    void to_the_jobs(const std::string& worked, const std::string& family_name) {
        type("family_name", family_name);
        next(2);
        send(terminal::ChoiceTapped{{"worked", 0}, worked});
    }
    void type(const std::string& question, const std::string& text, int instance = 0) {
        send(terminal::FieldTapped{{question, instance}});
        send(terminal::TextEdited{SecretText(text), text.size(), text.size()});
    }
    terminal::Session& session() { return std::get<terminal::InSession>(m_state.place).session; }
    std::string page() { return std::get<terminal::Answering>(session().step).page.name; }
    bool at_start() const { return std::holds_alternative<terminal::AtStart>(m_state.place); }
    bool wiped() const {
        return std::any_of(m_effects.begin(), m_effects.end(), [](const terminal::Effect& e) {
            return std::holds_alternative<terminal::WipeTraces>(e);
        });
    }
    template <class T>
    T view() {
        return std::get<T>(screen_for(m_state, m_rules).screen);
    }
    void number_only() {
        send(terminal::NumberOnlyChosen{});
        send(terminal::LanguageChosen{"de"});
        send(terminal::NumberConfirmed{});
    }
    /// To the check that the last step asked for.
    terminal::PinChecked answer_to_pin(bool right) const {
        for (const terminal::Effect& effect : m_effects) {
            if (const auto* check = std::get_if<terminal::CheckPin>(&effect)) {
                return {right, check->check};
            }
        }
        ADD_FAILURE() << "no PIN is checked";
        return {};
    }
    void fill_to_review() {
        begin();
        type("family_name", "Beispiel");
        send(terminal::NextPressed{});
        send(terminal::NextPressed{});
        send(terminal::ChoiceTapped{{"worked", 0}, "no"});
        send(terminal::NextPressed{});
    }

    std::unique_ptr<Questionnaire> m_form;
    terminal::Rules m_rules;
    terminal::State m_state;
    Moment m_now;
    std::vector<terminal::Effect> m_effects;
    std::vector<std::string> m_counselled_in;
    std::vector<IntakeContent> m_sealed;
};

}  // namespace lotse
