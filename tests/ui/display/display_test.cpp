// SPDX-License-Identifier: EUPL-1.2
#include "ui/display/display.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "core/limits.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

constexpr WallTime kNine{std::chrono::seconds{1'796'029'200}};  // 2026-11-30, 10:00 in Germany
constexpr const char* kLongestRoom = "Haus 2, Etage 3, Raum 14";

display::CallRow row(const std::string& number, const std::string& room,
                     const std::string& language, bool lit = false) {
    std::vector<std::string> languages{language};
    if (language != "de") {
        languages.emplace_back("de");
    }
    return {number, room, languages, 1, lit};
}

display::ScreenView full(const std::string& language, const std::string& room) {
    display::ScreenView view;
    view.now = kNine;
    view.notice_language = language;
    view.large = {row("A017", room, language, true), row("ABC1234", room, language),
                  row("B003", "", language)};
    for (int i = 0; i < static_cast<int>(limits::kCallsSmall); ++i) {
        view.small.push_back(row("C00" + std::to_string(i), i == 0 ? "" : room, language));
    }
    view.further = 12;
    return view;
}

class DisplayScreens : public testing::Test {
protected:
    /// What is wrong with a frame.
    std::string wrong(const Panel& panel, const display::ScreenView& view,
                      const std::string& name) {
        Studio studio(panel);
        const Display drawing(*content().catalogue, "Anerkennungsberatung Musterstadt", "de");
        std::string problems;
        studio.with_canvas("de", [&](Canvas& canvas) {
            canvas.check_all();
            drawing.draw(canvas, view);
        });
        for (const Node& node : studio.tree().nodes) {
            if (node.missing_glyphs > 0 || node.overflows || node.truncated) {
                problems += name + ": " + node.id + " \"" + node.label + "\"" +
                            (node.missing_glyphs > 0 ? " lacks glyphs" : " does not fit") + "\n";
            }
        }
        tree = studio.tree();
        if (const char* folder = std::getenv("LOTSE_UI_PICTURES")) {
            studio.save(std::string(folder) + "/display_" + name + ".png");
        }
        return problems;
    }
    SemanticTree tree;
};

TEST_F(DisplayScreens, every_language_fits_on_every_panel_with_the_longest_room) {
    for (const NamedPanel& panel : panels()) {
        for (const Language& language : content().catalogue->languages()) {
            const std::string name = std::string(panel.name) + "_" + language.tag;
            EXPECT_EQ(wrong(panel.panel, full(language.tag, kLongestRoom), name), "");
            display::ScreenView nobody;
            nobody.now = kNine;
            nobody.notice_language = language.tag;
            EXPECT_EQ(wrong(panel.panel, nobody, name + "_nobody"), "");
            EXPECT_NE(tree.find("display.wait"), nullptr);
        }
    }
}

TEST_F(DisplayScreens, hours_and_notices_fit_in_every_language_on_every_panel) {
    const auto hours =
        opening_hours_from("Mo-Th 09:00-12:00,13:00-16:00; Fr 09:00-12:00; Su 10:00-12:00");
    ASSERT_TRUE(hours.ok());
    for (const NamedPanel& panel : panels()) {
        for (const Language& language : content().catalogue->languages()) {
            const std::string name = std::string(panel.name) + "_" + language.tag;
            display::ScreenView view;
            view.now = kNine;
            view.notice_language = language.tag;
            view.closed_but_on = open_days(*hours);
            EXPECT_EQ(wrong(panel.panel, view, name + "_closed"), "");
            ASSERT_NE(tree.find("display.closed"), nullptr);
            EXPECT_NE(tree.find("display.hours.6"), nullptr);
            EXPECT_EQ(tree.find("display.wait"), nullptr);
            // A sentence of the program stands for what a centre may write.
            view.notice = display::Notice{
                language.tag, content().catalogue->words(language.tag, "display.wait").text};
            EXPECT_EQ(wrong(panel.panel, view, name + "_closed_notice"), "");
            ASSERT_NE(tree.find("display.notice"), nullptr);
            view = full(language.tag, "3");
            view.notice = display::Notice{language.tag, "2026-12-24, 12:00"};
            EXPECT_EQ(wrong(panel.panel, view, name + "_notice"), "");
            EXPECT_NE(tree.find("display.notice"), nullptr);
            EXPECT_NE(tree.find("call.A017"), nullptr);
        }
    }
}

TEST_F(DisplayScreens, number_and_room_can_be_read_from_six_metres) {
    Panel television;
    television.diagonal_inch = 43;
    Studio studio(television);
    const Display drawing(*content().catalogue, "Anerkennungsberatung Musterstadt", "de");
    studio.with_canvas("de", [&](Canvas& canvas) { drawing.draw(canvas, full("ar", "3")); });
    const Node* call = studio.tree().find("call.A017");
    ASSERT_NE(call, nullptr);
    // Letters of 1/200 of the distance are read by everybody who drives a car (visual acuity 0.7
    // and a reserve of three); a third of the row is the height of a capital.
    EXPECT_GT(call->box.height / 3 / studio.theme().px_per_mm, 30);
}

TEST_F(DisplayScreens, says_since_when_it_knows_nothing_new_and_keeps_what_it_showed) {
    display::ScreenView view = full("ar", "3");
    view.silent_since = kNine;
    EXPECT_EQ(wrong({}, view, "silent"), "");
    const Node* lost = tree.find("display.lost");
    ASSERT_NE(lost, nullptr);
    EXPECT_NE(lost->label.find("10:00"), std::string::npos) << lost->label;
    EXPECT_NE(tree.find("call.A017"), nullptr);
    view.silent_since.reset();
    EXPECT_EQ(wrong({}, view, "heard"), "");
    EXPECT_EQ(tree.find("display.lost"), nullptr);
}

TEST_F(DisplayScreens, each_call_tells_its_sentence_room_and_how_often) {
    EXPECT_EQ(wrong({}, full("en", "3"), "en"), "");
    const Node* call = tree.find("call.A017");
    ASSERT_NE(call, nullptr);
    EXPECT_EQ(call->value, "3|1");
    EXPECT_TRUE(call->state.selected) << "it is lit";
    EXPECT_NE(call->label.find("please come to room"), std::string::npos) << call->label;
    EXPECT_EQ(tree.find("call.C004")->state.selected, false);
    EXPECT_NE(tree.find("display.further"), nullptr);
    EXPECT_EQ(tree.find("display.clock")->label, "10:00");
}

}  // namespace
}  // namespace lotse::ui::test
