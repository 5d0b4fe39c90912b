// SPDX-License-Identifier: EUPL-1.2
/// What app/run and tests/run say while they work, and that nothing stays when they are
/// interrupted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>

#include "commands/staged_project.h"

namespace lotse::commands_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Starts a process that takes no notice of the end of its parent, in a process group of its own,
/// as ninja does; says so.
constexpr const char* kSlowWithChild = R"(set -m
bash -c 'source "$STAGE/note.sh"; sleep 60 & echo "sleep $!" >>"$STAGE/pids"; wait' child &
until grep -q '^sleep' "$STAGE/pids"; do sleep 0.02; done
printf '%s\n' "${NINJA_STATUS//%f %t/7 40}Building 7" 'now it is slow'
wait)";

class Commands : public testing::Test {
protected:
    void expect_nothing_stays_after(int signal_number, const std::vector<std::string>& words,
                                    const std::string& when) {
        Command command = m_project.start(words);
        ASSERT_TRUE(command.wrote(when)) << command.output();
        command.send(signal_number);
        EXPECT_EQ(command.status(), 128 + signal_number) << command.output();
        EXPECT_THAT(m_project.still_running(), IsEmpty());
    }

    StagedProject m_project;
};

TEST_F(Commands, a_build_writes_a_line_for_each_ten_percent_where_there_is_no_terminal) {
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 0);
    EXPECT_THAT(command.output(), HasSubstr("Configuring the build.\n"));
    EXPECT_THAT(command.output(), HasSubstr("Building      50 %  20 of 40 steps\n"));
    EXPECT_THAT(command.output(), HasSubstr("Building     100 %  40 of 40 steps\nBuilt in "));
    EXPECT_EQ(std::ranges::count(command.output(), '%'), 11);
    EXPECT_THAT(m_project.content("build/build.log"), HasSubstr("[7/40] Building 7\n"));
}

TEST_F(Commands, a_build_rewrites_one_line_on_a_terminal) {
    Command command = m_project.start({"app/run", "--build-only"}, true);
    EXPECT_EQ(command.status(), 0);
    EXPECT_THAT(command.output(),
                HasSubstr("\r\033[KBuilding      52 %  21 of 40 steps\r\033[KBuilding      55 %"));
    EXPECT_THAT(command.output(), HasSubstr("\r\033[KBuilt in "));
}

TEST_F(Commands, a_long_build_says_how_long_it_still_takes) {
    m_project.program("ninja", R"(say() { printf '%s\n' "${NINJA_STATUS//%f %t/$1 40}Building $1"; }
say 3; sleep 5; for i in 10 20 40; do say $i; done)");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 0);
    EXPECT_THAT(command.output(),
                testing::ContainsRegex(" 25 %  10 of 40 steps, about (15|20) s left\n"));
    EXPECT_THAT(command.output(),
                testing::ContainsRegex(" 50 %  20 of 40 steps, about (5|10) s left\n"));
}

TEST_F(Commands, a_build_whose_first_step_takes_long_says_that_it_works) {
    m_project.program("ninja", R"(say() { printf '%s\n' "${NINJA_STATUS//%f %t/$1 4}Building $1"; }
sleep 4; for i in 1 4; do say $i; done)");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 0);
    EXPECT_THAT(command.output(),
                HasSubstr("Configuring the build.\nBuilding       0 %  the first steps are under "
                          "way\nBuilding      25 %  1 of 4 steps"));
}

TEST_F(Commands, a_build_that_configures_itself_again_counts_from_its_beginning) {
    m_project.program("ninja", R"(say() { printf '%s\n' "${NINJA_STATUS//%f %t/$1 $2}Building $1"; }
say 1 2; for i in 1 4 10 20 40; do say $i 40; done; say 1 2; say 1 30; say 3 30; say 30 30)");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 0);
    for (const char* line : {" 50 %  1 of 2 steps", " 10 %  4 of 40 steps", " 25 %  10 of 40 steps",
                             "100 %  40 of 40 steps", " 10 %  3 of 30 steps"}) {
        EXPECT_THAT(command.output(), HasSubstr(line));
    }
}

TEST_F(Commands, a_second_start_configures_nothing_and_asks_apt_nothing) {
    m_project.program("ninja",
                      R"(echo "${NINJA_STATUS//%f %t/0 2}Re-checking globbed directories..."
echo 'ninja: no work to do.')");
    m_project.program("apt-get", "exit 1");
    EXPECT_EQ(m_project.start({"app/run", "--build-only"}).status(), 0);
    Command second = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(second.status(), 0);
    EXPECT_EQ(second.output(), "");
    const std::string calls = m_project.content("calls");
    EXPECT_EQ(calls.find("\ncmake "), calls.rfind("\ncmake "));
    EXPECT_THAT(calls, Not(HasSubstr("apt-get")));
}

TEST_F(Commands, the_programs_are_built_as_the_tests_were_configured) {
    EXPECT_EQ(m_project.start({"app/run", "--build-only"}).status(), 0);
    EXPECT_THAT(m_project.content("calls"), HasSubstr("-DLOTSE_TESTS=OFF"));
    m_project.program("ctest", "");
    m_project.start({"tests/run"}).status();
    EXPECT_EQ(m_project.start({"app/run", "--build-only"}).status(), 0);
    const std::string calls = m_project.content("calls");
    EXPECT_GT(calls.rfind("-DLOTSE_TESTS=ON"), calls.rfind("-DLOTSE_TESTS=OFF"));
}

/// `again`: what the second run of the programs that failed is like.
std::string ctest_with(const std::string& again) {
    return R"~(mkdir -p "$STAGE/build/Testing/Temporary"; cd "$STAGE/build/Testing/Temporary"
test_of() { printf '%s\n' "$1/2 Test: $2" "[  PASSED  ] $3 tests." ${4:+"[  FAILED  ] $4 (7 ms)"}; }
case " $* " in
*' --rerun-failed '*) )~" +
           again + R"~( ;;
*) { test_of 1 quick_tests 5; test_of 2 slow_tests 2 Slow.waits; } >LastTest.log
   printf '%s\n' '2:slow_tests' >LastTestsFailed.log; exit 8 ;;
esac)~";
}

TEST_F(Commands, a_test_program_that_fails_beside_another_is_run_once_more_alone_and_named) {
    m_project.program("ctest", ctest_with("test_of 1 slow_tests 3 >LastTest.log"));
    Command passes = m_project.start({"tests/run"});
    EXPECT_EQ(passes.status(), 0);
    EXPECT_THAT(
        passes.output(),
        HasSubstr("Passed only at the second run, alone: slow_tests\n8 passed, 0 failed\n"));
    m_project.program("ctest",
                      ctest_with("test_of 1 slow_tests 2 Slow.waits >LastTest.log; exit 8"));
    Command fails = m_project.start({"tests/run"});
    EXPECT_EQ(fails.status(), 8);
    EXPECT_THAT(fails.output(), HasSubstr("\n7 passed, 1 failed\n"));
    EXPECT_THAT(fails.output(), Not(HasSubstr("Passed only")));
}

TEST_F(Commands, a_step_that_fails_shows_what_it_wrote_and_nothing_else) {
    m_project.program("ninja", R"(say() { printf '%s\n' "${NINJA_STATUS//%f %t/$1 40}Building $1"; }
say 1; echo 'a note of a step that worked'; say 2
printf '%s\n' 'FAILED: app/x.cpp.o ' 'g++ -c app/x.cpp -o app/x.cpp.o' 'app/x.cpp:3: error: no such name' '    3 | x'
say 3; echo 'a note of another'; echo 'ninja: build stopped: subcommand failed.'; exit 1)");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 2);
    EXPECT_EQ(command.output(),
              "Configuring the build.\nBuilding       2 %  1 of 40 steps\nFAILED: app/x.cpp.o \n"
              "app/x.cpp:3: error: no such name\n    3 | x\nThe build failed; all of it: " +
                  m_project.path("build/build.log") + "\n");
    EXPECT_THAT(m_project.content("build/build.log"), HasSubstr("g++ -c app/x.cpp"));
}

TEST_F(Commands, a_line_that_is_written_in_pieces_is_one_line) {
    m_project.program(
        "ninja",
        R"(printf 'FAILED: x\ncommand\n    err'; sleep 1.3; printf 'or: %s' 'no  such name'; exit 1)");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 2);
    EXPECT_THAT(command.output(),
                HasSubstr("FAILED: x\n    error: no  such name\nThe build failed"));
}

TEST_F(Commands, a_configuration_that_fails_shows_the_error) {
    m_project.program(
        "cmake",
        R"(printf '%s\n' '-- Looking around' 'CMake Error at CMakeLists.txt:3:' '  no such library'; exit 1)");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 2);
    EXPECT_THAT(
        command.output(),
        HasSubstr("CMake Error at CMakeLists.txt:3:\n  no such library\nThe configuration failed"));
    EXPECT_THAT(command.output(), Not(HasSubstr("Looking around")));
}

TEST_F(Commands, a_configuration_that_was_interrupted_is_made_again_and_anew_if_it_must) {
    m_project.program("cmake", R"(while (($#)); do [[ $1 != -B ]] || folder=$2; shift; done
if [[ ! -e $STAGE/once ]]; then touch "$STAGE/once"; echo half >"$folder/CMakeCache.txt"; kill -INT $PPID; sleep 60; fi
[[ ! -e $folder/CMakeCache.txt ]] || { echo 'CMake Error: the cache is damaged'; exit 1; }
touch "$folder/CMakeCache.txt" "$folder/build.ninja")");
    EXPECT_EQ(m_project.start({"app/run", "--build-only"}).status(), 130);
    EXPECT_THAT(m_project.still_running(), IsEmpty());
    Command second = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(second.status(), 0) << second.output();
}

TEST_F(Commands, packages_are_named_and_counted_and_alternatives_are_chosen) {
    m_project.program(
        "dpkg-query",
        R"(for word; do case $word in -*|cmake|libboost*) ;; *) echo "installed $word" ;; esac; done)");
    m_project.program("apt-cache",
                      "[[ ${*: -1} == libboost1.81-dev ]] || echo \"Package: ${*: -1}\"");
    m_project.program(
        "apt-get",
        R"([[ $* != *--no-download* ]] || printf '%s\n' 'Setting up cmake' 'pmstatus:cmake:50.0000:Configuring cmake')");
    m_project.program("sudo", R"([[ $1 != -v ]] || exit 0; [[ $1 != -n ]] || shift; exec "$@")");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 0) << command.output();
    EXPECT_THAT(command.output(),
                HasSubstr("Installing 2 packages and what they need: cmake libboost1.83-dev\n"
                          "Installation  50 %  Configuring cmake\nInstalled.\n"));
    EXPECT_THAT(command.output(), Not(HasSubstr("Setting up")));
}

TEST_F(Commands, an_installation_that_fails_shows_apts_words) {
    m_project.program("dpkg-query", "");
    m_project.program("apt-cache", "echo \"Package: ${*: -1}\"");
    m_project.program(
        "apt-get",
        R"([[ $* == *update* ]] || { printf '%s\n' 'Reading package lists...' 'E: Unable to fetch cmake'; exit 100; })");
    m_project.program("sudo", R"([[ $1 != -v ]] || exit 0; [[ $1 != -n ]] || shift; exec "$@")");
    Command command = m_project.start({"app/run", "--build-only"});
    EXPECT_EQ(command.status(), 2);
    EXPECT_THAT(command.output(),
                HasSubstr("\nE: Unable to fetch cmake\napt-get failed (step: Download).\n"));
    EXPECT_THAT(command.output(), Not(HasSubstr("Reading")));
}

TEST_F(Commands, an_installation_that_began_is_waited_for) {
    m_project.program("dpkg-query", "");
    m_project.program("apt-cache", "echo \"Package: ${*: -1}\"");
    m_project.program("apt-get", R"([[ $* == *--no-download* ]] || exit 0
echo 'pmstatus:cmake:10.0000:Unpacking cmake'; sleep 1; echo 'pmstatus:cmake:90.0000:Configuring cmake'; touch "$STAGE/installed")");
    m_project.program("sudo", R"([[ $1 != -v ]] || exit 0; [[ $1 != -n ]] || shift; exec "$@")");
    expect_nothing_stays_after(SIGINT, {"app/run", "--build-only"}, "Unpacking");
    EXPECT_TRUE(m_project.has("installed"));
    EXPECT_THAT(m_project.content("calls"), Not(HasSubstr("\ncmake ")));
}

TEST_F(Commands, a_download_that_is_interrupted_ends_at_once) {
    m_project.program("dpkg-query", "");
    m_project.program("apt-cache", "echo \"Package: ${*: -1}\"");
    m_project.program("apt-get", R"([[ $* == *--download-only* ]] || exit 0
echo 'dlstatus:1:10.0000:Retrieving file 1 of 9'; sleep 60 & echo "sleep $!" >>"$STAGE/pids"; wait)");
    m_project.program("sudo", R"([[ $1 != -v ]] || exit 0; [[ $1 != -n ]] || shift; exec "$@")");
    expect_nothing_stays_after(SIGINT, {"app/run", "--build-only"}, "Retrieving");
}

class Interrupted : public Commands, public testing::WithParamInterface<int> {};
INSTANTIATE_TEST_SUITE_P(Signals, Interrupted, testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST_P(Interrupted, a_build_leaves_no_process) {
    m_project.program("ninja", kSlowWithChild);
    expect_nothing_stays_after(GetParam(), {"app/run", "--build-only"}, "7 of 40");
    expect_nothing_stays_after(GetParam(), {"tests/run"}, "7 of 40");
}

TEST_P(Interrupted, tests_leave_no_process_and_no_folder) {
    m_project.program(
        "ctest",
        std::string("mkdir \"$TMPDIR/left\"; touch \"${LOTSE_TEST_MEMORY:-$TMPDIR}/left-$$\"\n"
                    "echo \"${LOTSE_TEST_MEMORY:-}\" >\"$STAGE/memory\"\n") +
            kSlowWithChild);
    expect_nothing_stays_after(GetParam(), {"tests/run"}, "now it is slow");
    for (const auto& entry : std::filesystem::directory_iterator(m_project.path(""))) {
        EXPECT_THAT(entry.path().filename().string(), Not(testing::StartsWith("lotse-tests-")));
    }
    std::string memory = m_project.content("memory");
    memory.pop_back();
    EXPECT_TRUE(memory.empty() || !std::filesystem::exists(memory)) << memory;
}

TEST_P(Interrupted, programs_leave_no_process_and_the_display_goes_last) {
    m_project.built("lotse-tool",
                    std::string("trap 'kill -0 $(grep ^Xvfb \"$STAGE/pids\" | cut -d\" \" -f2) && "
                                "touch \"$STAGE/display-was-there\"; exit' TERM\n") +
                        kSlowWithChild);
    expect_nothing_stays_after(GetParam(), {"app/run", "--demo", m_project.path("out")},
                               "now it is slow");
    EXPECT_TRUE(m_project.has("display-was-there"));
}

}  // namespace
}  // namespace lotse::commands_test
