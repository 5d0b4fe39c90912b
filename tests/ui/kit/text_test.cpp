// SPDX-License-Identifier: EUPL-1.2
/// Words on their way to the screen: in whose type they are set, and what the tree says of them.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "codec/translation/language_json.h"
#include "ui/kit/fonts.h"
#include "ui/kit/widgets.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

const std::string kSource = LOTSE_SOURCE_DIR;

/// The shipped languages, Arabic without some texts.
text::Catalogue catalogue_without(const std::vector<std::string>& ids) {
    auto languages = codec::read_languages(kSource + "/locales");
    LOTSE_CHECK(languages.ok());
    text::Catalogue catalogue(std::move(languages).value());
    for (const std::string& id : ids) {
        catalogue.replace("ar", id, std::nullopt);
    }
    return catalogue;
}

TEST(Words, say_their_message_and_the_language_that_answered) {
    const text::Catalogue catalogue = catalogue_without({"page.next"});
    const text::Words own = catalogue.words("ar", "page.back");
    EXPECT_EQ(own.id, "page.back");
    EXPECT_EQ(own.tag, "ar");
    const text::Words other = catalogue.words("ar", "page.next");
    EXPECT_EQ(other.id, "page.next");
    EXPECT_EQ(other.tag, catalogue.source("ar", "page.next"));
    EXPECT_NE(other.tag, "ar");
    EXPECT_EQ(catalogue.words("ar", "no.such").tag, "");
    EXPECT_EQ(catalogue.words("ar", "no.such").text, "[no.such]");
}

TEST(Words, put_together_have_no_message_and_keep_their_language) {
    const text::Words one{"Weiter", "page.next", "de"};
    const text::Words both = one + " " + text::Words("(optional)", "page.optional", "de");
    EXPECT_EQ(both.text, "Weiter (optional)");
    EXPECT_EQ(both.id, "");
    EXPECT_EQ(both.tag, "de");
    EXPECT_EQ((text::Words("Name: ") + one).tag, "de");
}

TEST(Words, of_another_language_are_set_in_its_type_and_start_where_the_screen_does) {
    Studio studio;
    const Typographies others = {{"de", typography(*content().catalogue->language("de"))}};
    studio.with_canvas("ar", [&](Canvas& canvas) {
        canvas.set_typographies(&others);
        const TextStyle style = body_style(canvas.theme());
        const text::Words german{"Weiter", "page.next", "de"};
        const auto left_edge = [](const text::LayoutPtr& layout) { return layout->lines()[0].x; };
        // German is left to right: the end of its box is where an Arabic screen starts.
        EXPECT_GT(left_edge(canvas.lay_out(german, 600, style)), 100);
        TextStyle end = style;
        end.align = text::Align::End;
        EXPECT_FLOAT_EQ(left_edge(canvas.lay_out(german, 600, end)), 0);
        canvas.set_typographies(nullptr);
    });
}

TEST(Words, tell_the_tree_their_message_and_their_real_language) {
    const text::Catalogue catalogue = catalogue_without({"page.next", "page.skip"});
    Studio studio;
    Terminal terminal(catalogue, {});
    terminal::State state = session_in("ar");
    const terminal::ScreenView view = screen_for(state, content().rules);
    studio.with_canvas("ar", [&](Canvas& canvas) { terminal.draw(canvas, view); });
    const Node* back = studio.tree().find("action.back");
    ASSERT_NE(back, nullptr);
    EXPECT_EQ(back->text_id, "page.back");
    EXPECT_EQ(back->language, "ar");
    const Node* next = studio.tree().find("action.next");
    ASSERT_NE(next, nullptr);
    EXPECT_TRUE(next->text_id == "page.next" || next->text_id == "page.skip") << next->text_id;
    EXPECT_EQ(next->language, catalogue.source("ar", next->text_id));
    EXPECT_NE(next->language, "ar");
    EXPECT_EQ(next->label, catalogue.message("ar", next->text_id));
    // What is no text of ours has a language, but no message.
    const Node* institution = studio.tree().find("header.institution");
    ASSERT_NE(institution, nullptr);
    EXPECT_EQ(institution->text_id, "");
}

}  // namespace
}  // namespace lotse::ui::test
