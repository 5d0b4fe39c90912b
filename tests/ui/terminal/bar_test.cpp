// SPDX-License-Identifier: EUPL-1.2
/// The bar that is always there, and what it does to every screen: letters, colours, where things
/// stand, what others may read.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/terminal/gallery.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using terminal::GalleryScreen;
using terminal::ScreenView;

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += "\n  " + line;
    }
    return out;
}

std::vector<NamedPanel> bar_panels() {
    return {
        {"landscape", {1920, 1080, 21.5F, 1.0F}}, {"portrait", {1080, 1920, 21.5F, 1.0F}},
        {"small", {1920, 1080, 15.0F, 1.0F}},     {"large", {1920, 1080, 27.0F, 1.0F}},
        {"ten_inches", {1280, 800, 10.1F, 1.0F}}, {"ten_inches_upright", {800, 1280, 10.1F, 1.0F}}};
}

bool same_place(const PixelBox& a, const PixelBox& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

/// Around the questionnaires, and every page of the first one.
std::vector<GalleryScreen> all_screens(const std::string& language) {
    return terminal::gallery(content().rules, language);
}

bool rtl(const std::string& tag) {
    return content().catalogue->language(tag)->right_to_left;
}

class EveryBar : public testing::TestWithParam<std::string> {};

TEST_P(EveryBar, stands_at_the_same_place_on_every_screen_large_enough_and_last) {
    for (const NamedPanel& panel : bar_panels()) {
        const float least_mm = panel.panel.diagonal_inch > 10.1F ? 20.0F : 15.0F;
        Studio studio(panel.panel);
        std::map<std::string, PixelBox> places;
        for (const GalleryScreen& shown : screens_around(content().rules, GetParam())) {
            studio.draw(shown.view);
            int last = -1;
            for (const Node& node : studio.tree().nodes) {
                if (!node.id.starts_with("bar.") || node.role != Role::Button) {
                    last = std::max(last, node.focus_order);
                    continue;
                }
                EXPECT_GE(node.mm_height, least_mm) << node.id << " on " << panel.name;
                EXPECT_GE(node.mm_width, 15.0F) << node.id << " on " << panel.name;
                EXPECT_GT(node.focus_order, last) << node.id << " on " << shown.name;
                const auto [known, first] = places.emplace(node.id, node.box);
                EXPECT_TRUE(first || same_place(known->second, node.box))
                    << node.id << " moves on " << shown.name << ", " << panel.name;
            }
            for (const char* id : {"bar.letters", "bar.contrast", "bar.help"}) {
                EXPECT_NE(studio.tree().find(id), nullptr) << shown.name;
            }
        }
        EXPECT_EQ(places.size(), 5U);
    }
}

class LargeLetters : public testing::TestWithParam<std::string> {};

TEST_P(LargeLetters, grow_on_every_screen_and_nothing_is_cut) {
    const std::string pictures =
        std::getenv("LOTSE_UI_PICTURES") == nullptr ? "" : std::getenv("LOTSE_UI_PICTURES");
    for (const NamedPanel& panel : bar_panels()) {
        if (std::string(panel.name) == "ten_inches_upright") {
            continue;  // keys of 9.5 mm at any size: too narrow for what this looks for
        }
        for (const Letters letters : {Letters::Large, Letters::VeryLarge}) {
            Studio studio(panel.panel);
            for (GalleryScreen& shown : all_screens(GetParam())) {
                shown.view.access.letters = letters;
                studio.draw(shown.view);
                const std::string where = shown.name + " on " + panel.name + ", letters " +
                                          std::to_string(static_cast<int>(letters));
                const auto wrong = complaints(studio.tree(), studio.theme(), rtl(GetParam()));
                EXPECT_TRUE(wrong.empty()) << where << joined(wrong);
                if (!pictures.empty()) {
                    studio.save(pictures + "/" + GetParam() + "/" + panel.name + "/" + shown.name +
                                "_" + std::to_string(static_cast<int>(letters)) + ".png");
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, LargeLetters, testing::Values("ar", "de", "ti"),
                         [](const auto& language) { return std::string(language.param); });
INSTANTIATE_TEST_SUITE_P(Languages, EveryBar, testing::Values("ar", "de", "ti"),
                         [](const auto& language) { return std::string(language.param); });

ScreenView consent() {
    ScreenView view;
    view.language = "de";
    view.languages = content().rules.languages;
    view.screen = terminal::ConsentView{};
    view.has_bar = view.can_end = view.can_switch_language = true;
    return view;
}

template <class E>
bool reports(const std::vector<terminal::Event>& events) {
    return std::any_of(events.begin(), events.end(), [](const terminal::Event& event) {
        return std::holds_alternative<E>(event);
    });
}

TEST(HelpCall, says_what_is_known_of_it_and_offers_what_can_be_done) {
    using terminal::HelpState;
    Studio studio;
    ScreenView view = consent();
    view.help = terminal::HelpPage::Choice;
    const auto tile = [&](HelpState state) {
        view.help_call = state;
        studio.draw(view);
        return studio.tree().find("help.call")->label;
    };
    EXPECT_EQ(tile(HelpState::None), "Jemand soll kommen");
    EXPECT_EQ(tile(HelpState::Heard), "Hilfe ist gerufen. Nicht mehr nötig? Tippen Sie hier.");
    EXPECT_EQ(tile(HelpState::Sent), "Jemand soll kommen. Wir sagen es gerade unserem Team.")
        << "nobody knows yet whether it is";
    EXPECT_EQ(tile(HelpState::Unheard), "Jemand soll kommen. Bitte gehen Sie zum Empfang.");
    EXPECT_TRUE(reports<terminal::HelpOpened>(studio.tap(view, "help.call")));
    view.help = terminal::HelpPage::Call;
    view.help_call = HelpState::None;
    EXPECT_TRUE(reports<terminal::HelpOpened>(studio.tap(view, "call.back")));
    EXPECT_TRUE(reports<terminal::HelpCallMade>(studio.tap(view, "call.yes")));
    const struct {
        HelpState state;
        const char *title, *text;
    } pages[] = {
        {HelpState::Sent, "Wir sagen es gerade unserem Team.", nullptr},
        {HelpState::Heard, "Wir haben es unserem Team gesagt.", "Bitte warten Sie hier."},
        {HelpState::Unheard, "Wir erreichen gerade niemanden.", "Bitte gehen Sie zum Empfang."}};
    for (const auto& [state, title, text] : pages) {
        view.help_call = state;
        studio.draw(view);
        EXPECT_EQ(studio.tree().find("call.title")->label, title);
        const Node* below = studio.tree().find("call.text");
        ASSERT_EQ(below != nullptr, text != nullptr) << title;
        if (below != nullptr) {
            EXPECT_EQ(below->label, text);
        }
        EXPECT_EQ(studio.tree().find("call.yes"), nullptr);
        if (state == HelpState::Unheard) {
            EXPECT_EQ(studio.tree().find("call.take_back"), nullptr) << "nobody comes anyway";
        } else {
            EXPECT_TRUE(reports<terminal::HelpCallTakenBack>(studio.tap(view, "call.take_back")));
        }
        EXPECT_TRUE(reports<terminal::HelpClosed>(studio.tap(view, "call.close")));
    }
    view.help_call = HelpState::Done;
    EXPECT_TRUE(reports<terminal::HelpCallMade>(studio.tap(view, "call.yes")));
    EXPECT_EQ(studio.tree().find("call.take_back"), nullptr);
}

TEST(HelpWords, explain_the_screen_and_are_offered_where_there_are_any) {
    Studio studio;
    ScreenView view = consent();
    view.help = terminal::HelpPage::Choice;
    studio.draw(view);
    EXPECT_EQ(studio.tree().find("help.words"), nullptr);
    view.hard_words = {"notice", "consent"};
    const auto opened = studio.tap(view, "help.words");
    ASSERT_TRUE(reports<terminal::HelpOpened>(opened));
    EXPECT_EQ(std::get<terminal::HelpOpened>(opened.front()).page, terminal::HelpPage::Words);
    view.help = terminal::HelpPage::Words;
    view.language = "en";
    studio.draw(view);
    const auto label = [&](const char* id) { return studio.tree().find(id)->label; };
    EXPECT_EQ(label("word.notice.title"), "notice (Bescheid)");
    EXPECT_EQ(label("word.notice.text"), "This letter says what the office has decided.");
    EXPECT_EQ(label("word.consent.title"), "consent");
    EXPECT_TRUE(reports<terminal::HelpOpened>(studio.tap(view, "words.back")));
    EXPECT_TRUE(reports<terminal::HelpClosed>(studio.tap(view, "bar.help")));
}

TEST(HelpWords, stand_in_every_language_itself) {
    for (const Language& language : content().catalogue->languages()) {
        for (const auto& [id, text] : content().catalogue->language("de")->messages) {
            if (id.starts_with("word.")) {
                EXPECT_EQ(content().catalogue->source(language.tag, id), language.tag) << id;
            }
        }
    }
}

TEST(Bar, reports_what_its_buttons_mean_and_closes_what_it_opened) {
    Studio studio;
    ScreenView view = consent();
    EXPECT_TRUE(reports<terminal::LettersStepped>(studio.tap(view, "bar.letters")));
    EXPECT_TRUE(reports<terminal::SchemeStepped>(studio.tap(view, "bar.contrast")));
    EXPECT_TRUE(reports<terminal::LanguagesOpened>(studio.tap(view, "bar.language")));
    EXPECT_TRUE(reports<terminal::HelpOpened>(studio.tap(view, "bar.help")));
    EXPECT_TRUE(reports<terminal::EndAsked>(studio.tap(view, "bar.end")));
    view.languages_open = true;
    EXPECT_TRUE(reports<terminal::LanguagesClosed>(studio.tap(view, "bar.language")));
    view.languages_open = false;
    view.help = terminal::HelpPage::Settings;
    EXPECT_TRUE(reports<terminal::SettingSwitched>(studio.tap(view, "settings.low")));
    EXPECT_TRUE(reports<terminal::AccessReset>(studio.tap(view, "settings.reset")));
    EXPECT_TRUE(reports<terminal::HelpClosed>(studio.tap(view, "bar.help")));
    view.help.reset();
    view.end_asked = true;
    EXPECT_TRUE(reports<terminal::EndCancelled>(studio.tap(view, "bar.end")));
}

TEST(Bar, says_what_it_is_set_to) {
    Studio studio;
    ScreenView view = consent();
    view.access.letters = Letters::VeryLarge;
    view.access.scheme = Scheme::HighDark;
    studio.draw(view);
    EXPECT_EQ(studio.tree().find("bar.letters")->label, "Kleiner");
    EXPECT_EQ(studio.tree().find("bar.letters")->value, "Schrift: sehr groß");
    EXPECT_EQ(studio.tree().find("bar.contrast")->value, "Farben: Weiß auf Schwarz");
}

TEST(Bar, folds_into_one_button_where_a_keyboard_leaves_no_room_and_the_field_stays_in_view) {
    Studio studio({1280, 800, 10.1F, 1.0F});
    int folded = 0;
    for (const terminal::State& state : walk("ti")) {
        ScreenView view = screen_for(state, content().rules);
        const auto* page = std::get_if<terminal::PageView>(&view.screen);
        if (page == nullptr || !page->editing) {
            continue;
        }
        studio.draw(view);
        const Node* field = studio.tree().find("field." + page->editing->path.question);
        ASSERT_NE(field, nullptr);
        EXPECT_GE(field->visible.height, field->box.height - 1) << field->id;
        const Node* unfold = studio.tree().find("bar.unfold");
        EXPECT_NE(unfold != nullptr, studio.tree().find("bar.help") != nullptr);
        if (unfold != nullptr) {
            ++folded;
            EXPECT_TRUE(reports<terminal::KeyboardClosed>(studio.tap(view, "bar.unfold")));
        }
    }
    EXPECT_GT(folded, 0);
}

TEST(Bar, puts_what_is_touched_lower_for_who_asks) {
    for (const NamedPanel& panel : bar_panels()) {
        Studio studio(panel.panel);
        for (GalleryScreen& shown : screens_around(content().rules, "de")) {
            shown.view.access.low = true;
            studio.draw(shown.view);
            for (const Node& node : studio.tree().nodes) {
                if (node.focus_order >= 0 && node.id != "header.institution") {
                    EXPECT_GE(node.visible.y + 1, studio.theme().untouched)
                        << node.id << " on " << shown.name << ", " << panel.name;
                }
            }
        }
    }
}

TEST(Bar, hides_answers_from_who_looks_over_a_shoulder_once_they_are_left) {
    Studio studio;
    int hidden = 0;
    for (const terminal::State& state : walk("de")) {
        ScreenView view = screen_for(state, content().rules);
        view.access.hide_answers = true;
        studio.draw(view);
        if (std::holds_alternative<terminal::ReviewView>(view.screen)) {
            for (const Node& node : studio.tree().nodes) {
                if (node.id.starts_with("review.") && node.role == Role::Button) {
                    EXPECT_TRUE(node.value == "•••••" || node.value == "Keine Antwort" ||
                                node.value == "Nein")
                        << node.id << " " << node.value;
                    ++hidden;
                }
            }
        }
        for (const Node& node : studio.tree().nodes) {
            if (node.role == Role::Field && !node.value.empty() && !node.state.selected &&
                node.id != "list.search" && !node.id.starts_with("date.")) {
                EXPECT_TRUE(node.state.masked) << node.id;
                ++hidden;
            }
        }
    }
    EXPECT_GT(hidden, 10);
}

TEST(Bar, paints_every_scheme_from_its_own_colours) {
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighLight, Scheme::HighDark}) {
        Studio studio;
        ScreenView view = consent();
        view.access.scheme = scheme;
        studio.draw(view);
        const platform::Picture picture = studio.picture();
        const Palette& palette = palette_of(scheme);
        const auto is_ground = [&](std::size_t at) {
            return std::any_of(palette.begin(), palette.end(), [&](const Colour& colour) {
                return picture.rgb[at] == colour.red && picture.rgb[at + 1] == colour.green &&
                       picture.rgb[at + 2] == colour.blue;
            });
        };
        std::size_t pure = 0;
        for (std::size_t at = 0; at + 2 < picture.rgb.size(); at += 3) {
            pure += is_ground(at) ? 1U : 0U;
        }
        // The rest are the soft edges of letters and corners.
        EXPECT_GT(pure * 100, picture.rgb.size() / 3 * 93) << static_cast<int>(scheme);
    }
}

}  // namespace
}  // namespace lotse::ui::test
