// SPDX-License-Identifier: EUPL-1.2
// Who waits for help at a terminal stands above everything at every desk, as long as it is true.
#include "core/desk/desk_fixture.h"
#include "core/desk/screen.h"

namespace lotse::desk::test {
namespace {

class HelpTest : public Desk {
protected:
    HelpWanted wanted(const std::string& terminal, std::chrono::seconds ago = 0s,
                      const std::string& language = "ar") const {
        HelpWanted out;
        out.call.centre = "demo";
        out.call.terminal = terminal;
        out.call.language = language;
        out.call.call = 7;
        out.call.seq = 8;
        out.call.at = kNoon + std::chrono::floor<std::chrono::seconds>(now);
        out.call.waited = ago;
        out.shown = terminal == "terminal-1" ? "A" : "B";
        return out;
    }
    std::vector<std::string> shown() const {
        std::vector<std::string> terminals;
        for (const Banner& banner : screen_for(state, rules).banners) {
            if (banner.kind == Banner::Kind::Help) {
                terminals.push_back(banner.help->shown);
            }
        }
        return terminals;
    }
    std::vector<std::string> banners() const {
        std::vector<std::string> ids;
        for (const Banner& banner : screen_for(state, rules).banners) {
            ids.push_back(banner.problem_id);
        }
        return ids;
    }
};

TEST_F(HelpTest, stands_on_top_of_the_queue_whoever_waits_longest_first) {
    log_in();
    give(QueueKnown{{entry_in(S::Waiting)}});
    give(ConnectionKnown{false});
    give(HelpCallsKnown{{wanted("terminal-1", 20s), wanted("terminal-2", 90s, "")}});
    EXPECT_THAT(shown(), ElementsAre("B", "A"));
    EXPECT_EQ(banners()[0], "desk.help.wanted") << "no language was chosen";
    EXPECT_EQ(banners()[1], "desk.help.wanted_in");
    give(HelpCallsKnown{{}});
    EXPECT_THAT(shown(), IsEmpty());
}

TEST_F(HelpTest, is_ended_by_whoever_may_call) {
    log_in();
    give(HelpCallsKnown{{wanted("terminal-1")}});
    const std::vector<Effect> effects = give(HelpDonePressed{"terminal-1", 7});
    const auto* end = only<EndHelpCall>(effects);
    ASSERT_NE(end, nullptr);
    EXPECT_EQ(end->terminal, "terminal-1");
    EXPECT_EQ(end->call, 7);
    EXPECT_THAT(shown(), ElementsAre("A")) << "until the service says so";
    std::get<QueueOpen>(state.place).staff.rights = {StaffRight::Configure};
    EXPECT_THAT(give(HelpDonePressed{"terminal-1", 7}), IsEmpty());
}

TEST_F(HelpTest, is_asked_for_every_minute_by_whoever_may_call) {
    log_in();
    give(Ticked{});
    now += 60s;
    give(Ticked{});
    EXPECT_EQ(asked_help_calls, 2u);
    std::get<QueueOpen>(state.place).staff.rights = {StaffRight::Configure};
    now += 60s;
    give(Ticked{});
    EXPECT_EQ(asked_help_calls, 2u);
}

TEST_F(HelpTest, what_the_terminal_does_not_say_again_is_over) {
    log_in();
    give(HelpCallsKnown{{wanted("terminal-1")}});
    now += limits::kHelpCallSilent - 1s;
    give(Ticked{});
    EXPECT_THAT(shown(), ElementsAre("A"));
    now += 1s;
    give(Ticked{});
    EXPECT_THAT(shown(), IsEmpty()) << "a service may keep it, and nobody believes it";
}

TEST_F(HelpTest, an_older_word_does_not_take_the_place_of_a_newer_one) {
    log_in();
    HelpWanted back = wanted("terminal-1");
    back.call.withdrawn = true;
    back.call.seq = 9;
    give(HelpCallsKnown{{back, wanted("terminal-1")}});
    EXPECT_THAT(shown(), IsEmpty());
    HelpWanted tomorrow = wanted("terminal-1");
    tomorrow.call.at += limits::kOldestReport + 1s;
    give(HelpCallsKnown{{tomorrow}});
    EXPECT_THAT(shown(), IsEmpty()) << "kept for later by whoever controls the service";
}

TEST_F(HelpTest, a_locked_desk_says_where_and_no_more) {
    open_case();
    give(HelpCallsKnown{{wanted("terminal-1")}});
    EXPECT_THAT(shown(), ElementsAre("A")) << "beside a case sheet, too";
    give(LockPressed{});
    const ScreenView view = screen_for(state, rules);
    EXPECT_TRUE(view.banners.empty());
    EXPECT_THAT(std::get<LockView>(view.screen).help, ElementsAre("A"));
    EXPECT_THAT(give(HelpDonePressed{"terminal-1", 7}), IsEmpty());
    give(HelpCallsKnown{{}});
    EXPECT_THAT(std::get<LockView>(screen_for(state, rules).screen).help, IsEmpty());
}

TEST_F(HelpTest, a_forged_call_is_told_and_never_shown_as_one) {
    log_in();
    give(HelpCallsKnown{{}, true});
    EXPECT_THAT(shown(), IsEmpty());
    EXPECT_THAT(banners(), testing::Contains("desk.help.forged"));
    give(LogOutPressed{});
    log_in();
    EXPECT_THAT(banners(), testing::Not(testing::Contains("desk.help.forged")));
}

}  // namespace
}  // namespace lotse::desk::test
