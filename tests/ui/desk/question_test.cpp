// SPDX-License-Identifier: EUPL-1.2
// What is asked before something that cannot be undone, or that should not be done lightly.
#include <gtest/gtest.h>

#include "ui/desk/studio.h"

namespace lotse::ui::test {
namespace {

TEST(DeskQuestion, what_cannot_be_undone_is_asked_before) {
    DeskStudio studio;
    desk::State state = arabic_case();
    auto& open = std::get<desk::CaseOpen>(state.place);
    for (const QueueAction action :
         {QueueAction::Close, QueueAction::Withdraw, QueueAction::Break}) {
        open.queue.asked = desk::Asking{action, {}};
        EXPECT_NE(only<desk::ActionCancelled>(studio.tap(state, "ask.cancel")), nullptr);
        for (const ActionReason reason : offered_reasons(action, open.entry)) {
            const std::string id = "ask." + std::string(to_string(reason));
            if (action == QueueAction::Withdraw) {
                open.queue.asked->typed = {};
                EXPECT_EQ(only<desk::ActionConfirmed>(studio.tap(state, id)), nullptr)
                    << "the number first";
                open.queue.asked->typed.text = SecretText(open.entry.header.number);
            }
            const auto events = studio.tap(state, id);
            ASSERT_NE(only<desk::ActionConfirmed>(events), nullptr) << id;
            EXPECT_EQ(only<desk::ActionConfirmed>(events)->reason, reason);
        }
        EXPECT_EQ(studio.find("action.close"), nullptr) << "nothing else can be tapped";
        EXPECT_EQ(studio.find("ask.number") != nullptr, action == QueueAction::Withdraw);
        studio.keep_picture("ask_" + std::string(to_string(action)));
    }
    open.queue.asked = desk::Asking{QueueAction::Withdraw, {}};
    studio.draw(state);
    const auto typed = studio.frame(state, {{Keystroke::Key::Text, "a0"}});
    ASSERT_NE(only<desk::TextTyped>(typed), nullptr);
    EXPECT_EQ(only<desk::TextTyped>(typed)->text.view(), "a0");
}

TEST(DeskQuestion, a_request_is_found_compared_and_settled) {
    DeskStudio studio;
    const NamedStates states = states_of_requests();
    EXPECT_NE(only<desk::RequestedNumberSought>(studio.tap(states[1].second, "action.find")),
              nullptr);
    const desk::State& asked = states[2].second;
    for (const ActionReason reason :
         {ActionReason::Granted, ActionReason::NotOpen, ActionReason::NotFitting}) {
        const auto events = studio.tap(asked, "ask." + std::string(to_string(reason)));
        ASSERT_NE(only<desk::ActionConfirmed>(events), nullptr);
        EXPECT_EQ(only<desk::ActionConfirmed>(events)->reason, reason);
    }
    EXPECT_EQ(studio.find("ask.counselled"), nullptr) << "nobody was";
}

TEST(DeskQuestion, what_is_wrong_with_an_intake_is_said_before_it_is_opened) {
    DeskStudio studio;
    desk::State state = arabic_case();
    for (const Alarm alarm : {Alarm::Reader, Alarm::Number, Alarm::Blocked}) {
        std::get<desk::CaseOpen>(state.place).queue.asked = desk::Asking{alarm, {}};
        EXPECT_NE(only<desk::ActionCancelled>(studio.tap(state, "ask.cancel")), nullptr);
        EXPECT_NE(only<desk::ActionConfirmed>(studio.tap(state, "ask.confirm")), nullptr);
        studio.keep_picture("ask_" + std::string(to_string(alarm)));
    }
}

}  // namespace
}  // namespace lotse::ui::test
