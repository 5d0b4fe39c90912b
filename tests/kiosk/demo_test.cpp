// SPDX-License-Identifier: EUPL-1.2
// Complete intakes through the real programs: filled in, sealed, sent, called, opened and compared
// answer by answer.
#include "tools/demo.h"

#include <gtest/gtest.h>

#include <sstream>

#include "kiosk/child_program.h"
#include "support/temp_folder.h"

namespace lotse::kiosk_test {
namespace {

class Demo : public testing::Test {
protected:
    Demo() {
        without_a_screen();
        request.bin = LOTSE_BIN;
        request.out = folder.path("out");
    }
    void expect_pass() {
        std::ostringstream progress;
        const Result<bool> passed = tools::run_demo(request, progress);
        ASSERT_TRUE(passed.ok()) << to_string(passed.error()) << '\n' << progress.str();
        EXPECT_TRUE(*passed) << progress.str();
    }

    support::TempFolder folder;
    tools::DemoRun request;
};

TEST_F(Demo, an_intake_in_every_configured_language_reaches_the_desk_as_it_was_entered) {
    expect_pass();
}

TEST_F(Demo, an_intake_on_an_upright_screen_reaches_the_desk_as_it_was_entered) {
    request.languages = {"ar"};
    request.window = "1080x1920";
    expect_pass();
}

TEST_F(Demo, an_employers_intake_reaches_the_desk_as_it_was_entered) {
    request.languages = {"en"};
    request.questionnaire = "arbeitgeber";
    expect_pass();
}

}  // namespace
}  // namespace lotse::kiosk_test
