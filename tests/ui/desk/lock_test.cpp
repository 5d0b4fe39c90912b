// SPDX-License-Identifier: EUPL-1.2
/// What the keyboard does at a locked desk, and where its screens stand afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "ui/desk/studio.h"

namespace lotse::ui::test {
namespace {

using testing::HasSubstr;

template <class E>
const E* only(const std::vector<desk::Event>& events) {
    return events.size() == 1 ? std::get_if<E>(&events.front()) : nullptr;
}

desk::State locked(const desk::State& state) {
    return desk::update(state, desk::LockPressed{}, state.now, {}).state;
}

TEST(DeskLock, the_enter_key_does_what_has_the_focus) {
    for (const char* focused : {"field.password", "action.unlock", "action.other_account"}) {
        DeskStudio studio;
        const desk::State state = locked(queue_state());
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
        const desk::State away = locked(before);
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

TEST(DeskLock, nothing_of_the_work_is_on_a_locked_screen) {
    for (const desk::State& before : {queue_state(), with_selected("A017"), arabic_case(),
                                      tigrinya_case(), found_by_name(), admin_state()}) {
        DeskStudio studio;
        studio.draw(before);
        const desk::State state = locked(before);
        studio.desk().wipe();
        studio.draw(state);
        for (const Node& node : studio.tree().nodes) {
            EXPECT_TRUE(node.id.starts_with("lock.") || node.id == "field.password" ||
                        node.id == "action.unlock" || node.id == "action.other_account" ||
                        node.id == "header.institution")
                << node.id;
            for (const char* secret : {"A0", "Tesfay", "سلام", "Arabisch"}) {
                EXPECT_EQ((node.label + node.value).find(secret), std::string::npos) << node.id;
            }
        }
        EXPECT_THAT(studio.find("lock.title")->label, HasSubstr(kStaffMember));
    }
}

TEST(DeskLock, the_password_is_typed_at_once_and_the_enter_key_unlocks) {
    DeskStudio studio;
    desk::State state = locked(queue_state());
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

TEST(DeskLock, the_warning_moves_nothing_that_could_be_pressed) {
    DeskStudio studio;
    desk::State state = with_selected("A017");
    studio.draw(state);
    std::map<std::string, float> before;
    for (const Node& node : studio.tree().nodes) {
        before[node.id] = node.box.y;
    }
    state.last_input = state.now.monotonic - desk_rules().idle + std::chrono::seconds(12);
    studio.draw(state);
    ASSERT_NE(studio.find("desk.lock_warning"), nullptr);
    EXPECT_THAT(studio.find("desk.lock_warning")->label, HasSubstr("12 Sekunden"));
    for (const Node& node : studio.tree().nodes) {
        if (const auto known = before.find(node.id); known != before.end()) {
            EXPECT_EQ(node.box.y, known->second) << node.id;
        }
    }
}

}  // namespace
}  // namespace lotse::ui::test
