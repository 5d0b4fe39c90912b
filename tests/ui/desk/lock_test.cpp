// SPDX-License-Identifier: EUPL-1.2
/// What the keyboard does at a locked desk, and where its screens stand afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "ui/desk/studio.h"

namespace lotse::ui::test {
namespace {

using testing::HasSubstr;

desk::State locked_by_hand(const desk::State& state) {
    return desk::update(state, desk::LockPressed{}, state.now, {}).state;
}

TEST(DeskLock, the_enter_key_does_what_has_the_focus) {
    for (const char* focused : {"field.password", "action.unlock", "action.other_account"}) {
        DeskStudio studio;
        const desk::State state = locked_by_hand(queue_state());
        studio.draw(state);
        studio.frame(state, {{Keystroke::Key::Text, "geheim"}});
        for (int i = 0; i < 10 && !studio.find(focused)->state.focused; ++i) {
            studio.frame(state, {}, Navigation::Next);
            studio.draw(state);
        }
        ASSERT_TRUE(studio.find(focused)->state.focused) << focused;
        const auto events =
            studio.frame(state, {{Keystroke::Key::Enter, ""}}, Navigation::Activate);
        const bool leaves = std::string(focused) == "action.other_account";
        EXPECT_EQ(only<desk::LogOutPressed>(events) != nullptr, leaves) << focused;
        EXPECT_EQ(only<desk::LogInPressed>(events) != nullptr, !leaves) << focused;
    }
}

TEST(DeskLock, says_where_somebody_needs_help_and_no_more) {
    desk::State state = queue_state();
    desk::HelpWanted wanted;
    wanted.call.terminal = "terminal-1";
    wanted.call.language = "ar";
    wanted.call.call = wanted.call.seq = 7;
    wanted.call.at = state.wall;
    wanted.shown = "A";
    state.help = {wanted};
    DeskStudio studio;
    studio.draw(state);
    ASSERT_NE(studio.find("desk.help.terminal-1"), nullptr);
    EXPECT_EQ(studio.find("desk.help.terminal-1")->label,
              "Am Terminal \u2068A\u2069 braucht jemand Hilfe (\u2068Arabisch\u2069), seit \u2068"
              "11:20\u2069 Uhr.");
    const auto events = studio.tap(state, "action.help_done.terminal-1");
    const auto* done = only<desk::HelpDonePressed>(events);
    ASSERT_NE(done, nullptr);
    EXPECT_EQ(done->terminal, "terminal-1");
    EXPECT_EQ(done->call, 7);
    studio.draw(locked_by_hand(state));
    ASSERT_NE(studio.find("lock.help.A"), nullptr);
    EXPECT_EQ(studio.find("lock.help.A")->label, "Am Terminal \u2068A\u2069 braucht jemand Hilfe.");
    EXPECT_EQ(studio.find("action.help_done.terminal-1"), nullptr);
}

TEST(DeskHelp, names_the_first_and_counts_the_rest_so_that_the_queue_stays_in_view) {
    desk::State state = queue_state();
    for (const char* name : {"A", "B", "C", "D", "E"}) {
        desk::HelpWanted wanted;
        wanted.call.terminal = wanted.shown = name;
        wanted.call.call = wanted.call.seq = 1;
        wanted.call.at = state.wall;
        state.help.push_back(wanted);
    }
    const auto shown = [&](const Panel& panel, const char* last, const char* next) {
        DeskStudio studio(panel);
        studio.draw(state);
        const Node* named = studio.find(std::string("desk.help.") + last);
        EXPECT_EQ(studio.find(std::string("desk.help.") + next), nullptr);
        return named == nullptr ? std::string() : named->label;
    };
    EXPECT_THAT(shown({1920, 1080, 24.0F, 1.0F}, "C", "D"),
                HasSubstr("Uhr. Und an 2 weiteren Terminals."));
    EXPECT_THAT(shown({1280, 800, 10.1F, 1.0F}, "A", "B"),
                HasSubstr("Uhr. Und an 4 weiteren Terminals."));
    state.help.resize(3);
    EXPECT_THAT(shown({1920, 1080, 24.0F, 1.0F}, "C", "D"), testing::Not(HasSubstr("weiteren")));
}

TEST(DeskLock, a_screen_is_where_it_was_left) {
    desk::State many = queue_state();
    for (int n = 100; n < 160; ++n) {
        std::get<desk::QueueOpen>(many.place)
            .entries.push_back(
                queue_entry(n, "B" + std::to_string(n), "de", QueueState::Waiting, n));
    }
    const Panel panel{1366, 768, 14.0F, 1.0F};
    for (const auto& [before, row, down] :
         {std::tuple(many, "queue.B150", "scroll.queue.down"),
          std::tuple(arabic_case(), "case.old_question.0", "scroll.sections.down")}) {
        DeskStudio studio(panel);
        studio.draw(before);
        const float top = studio.find(row)->box.y;
        for (int i = 0; i < 3; ++i) {
            studio.tap(before, down);
        }
        studio.draw(before);
        const float there = studio.find(row)->box.y;
        ASSERT_LT(there, top) << row;
        const desk::State away = locked_by_hand(before);
        studio.desk().wipe();
        studio.draw(away);
        studio.draw(before);
        EXPECT_EQ(studio.find(row)->box.y, there) << row;
        // Another screen between them, as while a sheet is opened again.
        studio.desk().wipe();
        studio.draw(away);
        studio.draw(queue_state());
        studio.draw(before);
        EXPECT_TRUE(studio.find(row)->box.y == there || std::string(row).starts_with("queue"))
            << row;
        // Nothing is left for whoever logs in next.
        studio.draw(desk::State{});
        studio.draw(before);
        EXPECT_EQ(studio.find(row)->box.y, top) << row;
    }
}

TEST(DeskLock, the_password_is_typed_at_once_and_the_enter_key_unlocks) {
    DeskStudio studio;
    desk::State state = locked_by_hand(queue_state());
    studio.draw(state);
    for (const desk::Event& event : studio.frame(state, {{Keystroke::Key::Text, "geheim"}})) {
        state = desk::update(state, event, state.now, {}).state;
    }
    studio.draw(state);
    EXPECT_TRUE(studio.find("field.password")->state.masked);
    const auto events = studio.frame(state, {{Keystroke::Key::Enter, ""}}, Navigation::Activate);
    EXPECT_NE(only<desk::LogInPressed>(events), nullptr);
    EXPECT_NE(only<desk::LogOutPressed>(studio.tap(state, "action.other_account")), nullptr);
    EXPECT_NE(only<desk::LockPressed>(studio.tap(queue_state(), "action.lock")), nullptr);
}

}  // namespace
}  // namespace lotse::ui::test
