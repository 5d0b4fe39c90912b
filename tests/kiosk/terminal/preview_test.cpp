// SPDX-License-Identifier: EUPL-1.2
// A questionnaire in a spreadsheet runs on the terminal at once, and nothing of it is kept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "codec/xlsform/form_files.h"
#include "kiosk/child_program.h"
#include "kiosk/visitor.h"
#include "support/temp_folder.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;

constexpr const char* kConfig = LOTSE_SOURCE_DIR "/kiosk-config/demo.toml";

/// The employers' questionnaire as a form author has it.
std::string spreadsheet(const support::TempFolder& folder) {
    const auto form =
        codec::read_form_files("arbeitgeber", LOTSE_SOURCE_DIR "/kiosk-config/questionnaires",
                               LOTSE_SOURCE_DIR "/locales");
    EXPECT_TRUE(form.ok());
    const auto bytes = codec::write_xlsform(*form);
    EXPECT_TRUE(bytes.ok());
    const std::string path = folder.path("Betriebe 2027.xlsx");
    std::ofstream(path, std::ios::binary) << *bytes;
    return path;
}

TEST(Preview, a_spreadsheet_is_filled_in_from_start_to_number_and_leaves_nothing) {
    const support::TempFolder folder;
    const std::string file = spreadsheet(folder), socket = folder.path("preview.socket");
    without_a_screen();
    Program program({LOTSE_PROGRAM, "--preview", file, "--config", kConfig, "--window", "1920x1080",
                     "--automation", socket},
                    folder.path("preview.log"));
    Visitor author(socket);
    EXPECT_THAT(author.label("header.institution"), HasSubstr("Betriebe 2027.xlsx"));
    author.tap("language.tr");
    author.tap("consent.agree");
    for (int page = 0; author.ok() && !author.sees("action.submit") && page < 40; ++page) {
        for (const char* field : {"field.company_name", "field.contact_name"}) {
            if (author.sees(field)) {
                author.tap(field);
                author.type("deneme");
            }
        }
        author.tap("action.next");
    }
    author.tap("action.submit");
    EXPECT_EQ(author.label("finished.number"), "TEST");
    EXPECT_TRUE(author.ok()) << author.problem();
    std::vector<std::string> left;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        left.push_back(entry.path().filename().string());
    }
    EXPECT_THAT(
        left, testing::UnorderedElementsAre("Betriebe 2027.xlsx", "preview.socket", "preview.log"));
}

TEST(Preview, a_file_that_is_no_form_is_refused_with_what_is_wrong) {
    const support::TempFolder folder;
    const std::string file = folder.path("old.xls");
    std::ofstream(file, std::ios::binary) << "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more";
    const Outcome outcome = run_program({LOTSE_PROGRAM, "--preview", file});
    EXPECT_GT(outcome.status, 0);
    EXPECT_THAT(outcome.output, HasSubstr(".xlsx"));
}

TEST(Preview, needs_no_state_and_takes_none) {
    const Outcome outcome = run_program({LOTSE_PROGRAM, "--preview", "form.xlsx", "--state", "."});
    EXPECT_GT(outcome.status, 0);
    EXPECT_THAT(outcome.output, HasSubstr("--state"));
}

}  // namespace
}  // namespace lotse::kiosk_test
