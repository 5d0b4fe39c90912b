// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/survey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using Kind = SurveyFinding::Kind;

std::string listed(const std::vector<SurveyFinding>& findings) {
    std::string out;
    for (const SurveyFinding& finding : findings) {
        out += "\n  " + finding.screen + " (" + finding.size + "), " + finding.node + ": " +
               finding.words;
    }
    return out;
}

text::Catalogue copy_of_all() {
    return text::Catalogue(content().catalogue->languages());
}

Survey survey_of(text::Catalogue& catalogue, const std::string& tag, std::size_t screens) {
    std::vector<terminal::GalleryScreen> all = gallery(content().rules, tag);
    all.resize(std::min(all.size(), screens));
    return survey(catalogue, content().icons, {"Beratung", "", {}}, all, tag,
                  {survey_sizes().front()});
}

TEST(Survey, finds_nothing_on_the_screens_of_a_complete_language_and_needs_no_window) {
    text::Catalogue catalogue = copy_of_all();
    const Survey found = survey_of(catalogue, "uk", 1000);
    EXPECT_TRUE(found.findings.empty()) << listed(found.findings);
}

TEST(Survey, names_screen_and_part_of_a_text_that_does_not_fit) {
    text::Catalogue catalogue = copy_of_all();
    std::string endless;
    for (int i = 0; i < 60; ++i) {
        endless += "Anerkennungsberatungsstellenverzeichnis";
    }
    catalogue.replace("de", "consent.agree", endless);
    catalogue.replace("de", "start.number_only", endless);
    const Survey found = survey_of(catalogue, "de", 5);
    EXPECT_TRUE(std::any_of(found.findings.begin(), found.findings.end(),
                            [](const SurveyFinding& finding) {
                                return finding.screen == "start" &&
                                       finding.node == "start.number_only" &&
                                       finding.kind == Kind::Overflow;
                            }))
        << listed(found.findings);
}

TEST(Survey, counts_a_text_of_another_language_as_fallback) {
    text::Catalogue catalogue = copy_of_all();
    catalogue.replace("uk", "start.subtitle", std::nullopt);
    const Survey found = survey_of(catalogue, "uk", 1);
    ASSERT_EQ(found.findings.size(), 1U) << listed(found.findings);
    EXPECT_EQ(found.findings.front().kind, Kind::Fallback);
    EXPECT_EQ(found.findings.front().node, "start.subtitle");
}

TEST(Survey, knows_on_which_screen_a_text_stands) {
    text::Catalogue catalogue = copy_of_all();
    const Survey found = survey_of(catalogue, "de", 1000);
    EXPECT_EQ(found.screen_of_text.at("start.subtitle"), "start");
    EXPECT_TRUE(found.screen_of_text.at("anerkennung.person.family_name.label")
                    .starts_with("anerkennung."));
    EXPECT_FALSE(found.screen_of_text.contains("desk.login.title"));
}

TEST(Survey, stops_when_it_is_told_to) {
    text::Catalogue catalogue = copy_of_all();
    int asked = 0;
    const Survey found = survey(catalogue, content().icons, {}, gallery(content().rules, "de"),
                                "de", survey_sizes(), [&] { return ++asked > 2; });
    EXPECT_EQ(asked, 3);
    EXPECT_LT(found.screen_of_text.size(), 300U);
}

}  // namespace
}  // namespace lotse::ui::test
