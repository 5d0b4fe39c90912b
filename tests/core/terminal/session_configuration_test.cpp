// SPDX-License-Identifier: EUPL-1.2
// When a configuration that arrived is switched to.
#include <gtest/gtest.h>

#include "core/terminal/session_fixture.h"

namespace lotse {
namespace {

using std::chrono::seconds;

bool restarts(const std::vector<terminal::Effect>& effects) {
    return std::any_of(effects.begin(), effects.end(), [](const terminal::Effect& e) {
        return std::holds_alternative<terminal::Restart>(e);
    });
}

TEST_F(SessionTest,
       a_configuration_that_arrives_at_the_start_screen_is_switched_to_at_once_and_once) {
    send(terminal::ConfigurationArrived{});
    EXPECT_TRUE(restarts(m_effects));
    send(terminal::Ticked{});
    EXPECT_FALSE(restarts(m_effects));
}

TEST_F(SessionTest, a_configuration_that_arrives_during_an_intake_waits_for_its_end_and_wipe) {
    begin();
    type("family_name", "Muster");
    send(terminal::ConfigurationArrived{});
    EXPECT_FALSE(restarts(m_effects));
    wait(seconds(10));
    EXPECT_FALSE(restarts(m_effects));
    EXPECT_EQ(session().editing->text.view(), "Muster");
    send(terminal::EndAsked{});
    send(terminal::EndConfirmed{});
    ASSERT_TRUE(at_start());
    EXPECT_TRUE(wiped());
    EXPECT_TRUE(restarts(m_effects));
}

TEST_F(SessionTest, neither_the_last_screen_nor_the_staff_are_interrupted_by_a_configuration) {
    number_only();
    send(terminal::ConfigurationArrived{});
    send(terminal::IntakeStored{"A1"});
    EXPECT_FALSE(restarts(m_effects)) << "the number must be readable";
    wait(m_rules.number_shown);
    EXPECT_TRUE(restarts(m_effects));

    send(terminal::StaffGestureMade{});
    send(terminal::ConfigurationArrived{});
    EXPECT_FALSE(restarts(m_effects));
    send(terminal::StaffLeft{});
    EXPECT_TRUE(restarts(m_effects));
}

TEST_F(SessionTest, an_arriving_configuration_does_not_put_off_the_idle_warning) {
    begin();
    m_now.monotonic += patience() - seconds(1);
    send(terminal::ConfigurationArrived{});
    wait(seconds(1));
    EXPECT_TRUE(std::get<terminal::InSession>(m_state.place).warned);
}

}  // namespace
}  // namespace lotse
