// SPDX-License-Identifier: EUPL-1.2
// What the three programs answer on the command line, and what they refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/version.h"
#include "kiosk/child_program.h"
#include "support/temp_folder.h"

namespace lotse::kiosk_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Options : public testing::TestWithParam<const char*> {};

TEST_P(Options, help_is_answered) {
    const Outcome outcome = run_program({GetParam(), "--help"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("--help"), HasSubstr("--version")));
}

TEST_P(Options, the_version_is_answered) {
    const Outcome outcome = run_program({GetParam(), "--version"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.output, HasSubstr(version()));
}

TEST_P(Options, an_unknown_option_is_refused_and_named) {
    std::vector<std::string> command{GetParam(), "--no-such-option"};
    if (command.front() == LOTSE_PROGRAM) {
        command.insert(command.end(), {"--state", "."});
    }
    const Outcome outcome = run_program(command);
    EXPECT_GT(outcome.status, 0);
    EXPECT_THAT(outcome.output, HasSubstr("no-such-option"));
}

INSTANTIATE_TEST_SUITE_P(
    Programs, Options, testing::Values(LOTSE_PROGRAM, LOTSE_QUEUE_PROGRAM, LOTSE_TOOL_PROGRAM),
    [](const auto& program) {
        return std::string(program.index == 0 ? "lotse" : program.index == 1 ? "queue" : "tool");
    });

TEST(CheckSound, names_the_devices_and_what_sounds) {
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    support::TempFolder folder;
    std::ofstream(folder.path("kiosk.toml"))
        << "[sound]\ndevice = \"System audio output device\"\nheadset = \"nowhere\"\n"
           "headset_jack = \"alsa:lotse_no_such_card:Headphone Jack\"\n";
    const Outcome outcome =
        run_program({LOTSE_PROGRAM, "--check-sound", "--config", folder.path("kiosk.toml")});
    unsetenv("SDL_AUDIODRIVER");
    EXPECT_EQ(outcome.status, 2) << "of a headset that is not there";
    EXPECT_THAT(
        outcome.output,
        AllOf(HasSubstr("jack is not there"),
              HasSubstr("now sounds the loudspeaker: System audio output device"),
              HasSubstr("now sounds the headset: nowhere"), HasSubstr("sound device \"nowhere\"")));
}

class Settings : public testing::Test {
protected:
    Settings() { without_a_screen(); }
    Outcome start_with(const std::string& settings) {
        std::ofstream(folder.path("broken.toml")) << settings;
        return run_program(
            {LOTSE_PROGRAM, "--state", folder.path(), "--config", folder.path("broken.toml")});
    }
    support::TempFolder folder;
};

TEST_F(Settings, of_a_real_centre_refuse_automation) {
    const std::string shipped = LOTSE_SOURCE_DIR "/kiosk-config/kiosk.toml";
    const Outcome outcome = run_program({LOTSE_PROGRAM, "--state", folder.path(), "--config",
                                         shipped, "--automation", folder.path("socket")});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("--automation"), HasSubstr("automation.allowed"),
                                      HasSubstr(shipped)));
}

TEST_F(Settings, that_are_missing_refuse_automation) {
    const Outcome outcome = run_program(
        {LOTSE_PROGRAM, "--state", folder.path(), "--automation", folder.path("socket")});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.output, HasSubstr("automation.allowed"));
}

TEST_F(Settings, with_a_value_out_of_bounds_are_refused_with_file_line_and_key) {
    const Outcome outcome = start_with("# a comment\n[session]\nidle_seconds = 5\n");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("broken.toml"), HasSubstr("3"),
                                      HasSubstr("idle_seconds"), HasSubstr("30")));
}

TEST_F(Settings, with_an_unknown_key_are_refused_with_file_line_and_key) {
    const Outcome outcome = start_with("[panel]\nrenderer = \"auto\"\ndiagonal = 20\n");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.output,
                AllOf(HasSubstr("broken.toml"), HasSubstr("3"), HasSubstr("diagonal")));
}

TEST_F(Settings, that_are_no_toml_are_refused_with_file_and_line) {
    const Outcome outcome = start_with("[panel]\nrenderer = \n");
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("broken.toml"), HasSubstr("2")));
}

TEST_F(Settings, of_a_terminal_that_is_not_enrolled_say_what_to_do) {
    const Outcome outcome = run_program({LOTSE_PROGRAM, "--state", folder.path()});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.output, AllOf(HasSubstr("enrolment.toml"), HasSubstr("lotse-tool enrol")));
}

}  // namespace
}  // namespace lotse::kiosk_test
