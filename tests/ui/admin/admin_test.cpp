// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "text/languages/new_language.h"
#include "ui/admin/context.h"
#include "ui/desk/studio.h"
#include "ui/studio.h"
#include "ui/terminal/survey.h"

namespace lotse::ui::test {
namespace {

using admin::Page;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

template <class E>
const E* first(const std::vector<desk::Event>& events) {
    for (const desk::Event& event : events) {
        if (const auto* of_admin = std::get_if<admin::Event>(&event)) {
            if (const E* found = std::get_if<E>(of_admin)) {
                return found;
            }
        }
    }
    return nullptr;
}

desk::State after_all(desk::State state, const std::vector<desk::Event>& events) {
    for (const desk::Event& event : events) {
        state = after_admin(std::move(state), event);
    }
    return state;
}
const admin::State& of(const desk::State& state) {
    return std::get<desk::AdminOpen>(state.place).admin;
}
std::vector<std::string> offered(const desk::State& state) {
    return admin::offered_languages(of(state).draft(), admin_content().installed);
}

/// What is wrong with a page: words that do not fit, small targets, holes.
std::vector<std::string> complaints_of(const DeskStudio& studio) {
    std::vector<std::string> out;
    for (const Node& node : studio.tree().nodes) {
        const auto complain = [&](const std::string& what) {
            out.push_back(node.id + ": " + what + ": " + node.label);
        };
        if (node.missing_glyphs > 0) {
            complain("missing glyphs");
        }
        if (node.truncated) {
            complain("cut");
        }
        if (node.overflows) {
            complain("does not fit");
        }
        if (node.label.find("[desk.") != std::string::npos ||
            node.value.find("[desk.") != std::string::npos) {
            complain("text is missing");
        }
        if (node.focus_order >= 0 && (node.mm_width < 12 || node.mm_height < 12)) {
            complain("small target " + std::to_string(node.mm_width) + " x " +
                     std::to_string(node.mm_height));
        }
        if (node.focus_order >= 0 && node.label.empty()) {
            complain("no label");
        }
    }
    return out;
}

// --- Every page ----------------------------------------------------------------------------------

desk::State typed(desk::State state, const std::string& words) {
    return after_admin(
        std::move(state),
        admin::Event(admin::FieldTyped{{"text", SecretText(words), words.size(), words.size()}}));
}

struct Shown {
    const char* name;
    desk::State state;
};
constexpr const char* kLogo =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2"><circle cx="12" cy="12" r="9"/><path d="M 7 12 L 11 16 L 17 8"/></svg>)";

/// The colour of the terminal's text and logos, as in a picture.
std::uint32_t ink() {
    const Colour ink = palette_of(Scheme::Light)[colour::kInk];
    return std::uint32_t{0xFF} << 24 | std::uint32_t{ink.red} << 16 |
           std::uint32_t{ink.green} << 8 | std::uint32_t{ink.blue};
}

desk::State with_places(desk::State state, int count) {
    admin::LanguageFigures figures = of(state).figures.at("uk");
    for (int i = 0; i < count; ++i) {
        figures.issues.push_back({admin::Issue::Part::Text,
                                  "start.welcome",
                                  "text.plural_missing",
                                  {{"argument", "n"}, {"category", std::to_string(i)}},
                                  "",
                                  ""});
    }
    return after_admin(std::move(state), admin::Event(admin::LanguagesChecked{{figures}, {}}));
}
/// A language that is not installed, as after "add".
desk::State hindi_added() {
    const Result<text::NewLanguage> made = text::propose_language("xh", text::synthesiser_voices());
    const Result<text::NewLanguage> hindi =
        text::propose_language("hi", text::synthesiser_voices());
    EXPECT_TRUE(made.ok() && hindi.ok());
    admin::LanguageProposed proposed{{made->language, made->files, "", made->plural_categories,
                                      made->digits, made->sample_countries}};
    desk::State state = after_admin(admin_state(Page::NewLanguage), admin::Event(proposed));
    state = after_admin(std::move(state), admin::Event(admin::LanguageAdded{}));
    // As the check hands it out: with the folders' fonts; Hindi's, so that its letters are needed.
    Language language = hindi->language;
    language.tag = "xh";
    language.fonts_regular = content().catalogue->language("hi")->fonts_regular;
    language.fonts_bold = content().catalogue->language("hi")->fonts_bold;
    admin::LanguageFigures figures;
    figures.tag = "xh";
    figures.texts = 750;
    return after_admin(std::move(state),
                       admin::Event(admin::LanguagesChecked{{figures}, {language}}));
}

/// Of a centre with somebody in every standing.
std::vector<Shown> pages_of_people() {
    using Standing = admin::Person::Standing;
    desk::State state = queue_state();
    std::get<desk::QueueOpen>(state.place).staff.rights = *rights_of_role("all");
    state = after_admin(std::move(state), desk::AdminPressed{});
    state = after_admin(std::move(state), admin::Event(admin::ConfigurationsKnown{}));
    state = after_admin(std::move(state), admin::Event(admin::PageOpened{Page::People, ""}));
    const auto person = [](const char* account, const char* role, Standing standing) {
        admin::Person one{account, *rights_of_role(role), standing};
        one.until = desk_wall() + std::chrono::hours(50);
        one.by = "m.keller";
        one.from = desk_wall() - std::chrono::hours(26);
        return one;
    };
    std::vector<admin::Person> list = {person("a.kaya", "counsellor", Standing::Active),
                                       person("empfang", "reception", Standing::Invited),
                                       person("j.dietz-von-langenfeld", "admin", Standing::Over),
                                       person("m.keller", "all", Standing::Active),
                                       person("pruefung", "auditor", Standing::None)};
    list[0].waits = true;
    list[2].by.clear();
    list[3].own = true;
    state = after_admin(std::move(state), admin::Event(admin::PeopleKnown{list}));
    std::vector<Shown> out = {{"people", state}};
    for (const auto& [name, account] :
         {std::pair("people_waits", "a.kaya"), std::pair("people_over", "j.dietz-von-langenfeld"),
          std::pair("people_own", "m.keller")}) {
        out.push_back({name, after_admin(state, admin::Event(admin::PersonOpened{account}))});
    }
    desk::State asked = after_admin(state, admin::Event(admin::PersonOpened{"a.kaya"}));
    out.push_back({"people_role", after_admin(asked, admin::Event(admin::RoleChosen{"all"}))});
    out.push_back({"people_remove", after_admin(asked, admin::Event(admin::RemovalPressed{}))});
    out.push_back(
        {"people_code", after_admin(state, admin::Event(admin::CodeMade{
                                               {"a.kaya", SecretText("abcdef-ghjkmn-pqrstu")}}))});
    out.push_back(
        {"people_refused",
         after_admin(state, admin::Event(admin::AdminFailed{"desk.people.problem.no_key"}))});
    return out;
}

/// Somebody else published another idle time and other words for one text, and two more.
desk::State clashing_state() {
    desk::State state = admin_state(Page::Versions);
    for (const char* id :
         {"start.welcome", "start.subtitle", "start.choose_language", "choose.title"}) {
        state = after_admin(std::move(state), admin::Event(admin::TextOpened{id}));
        state = typed(std::move(state), "Mein Wort");
        state = after_admin(std::move(state), admin::Event(admin::TextSaved{}));
    }
    state =
        after_admin(std::move(state), admin::Event(admin::IdleChosen{std::chrono::seconds(120)}));
    Configuration theirs = of(state).newest;
    std::vector<PublishedConfiguration> published = of(state).published;
    published.push_back({++theirs.version, {}, "k.yilmaz", "", ""});
    for (auto& [id, words] :
         theirs.texts[of(state).tag] = of(state).draft().texts.at(of(state).tag)) {
        words = "Deren Wort";
    }
    theirs.idle = std::chrono::seconds(300);
    return after_admin(std::move(state),
                       admin::Event(admin::ConfigurationsKnown{published, {}, theirs, theirs, {}}));
}

std::vector<Shown> every_page() {
    std::vector<Shown> out = {{"languages", admin_state(Page::Languages)},
                              {"language", admin_state(Page::Language, "uk")},
                              {"texts", admin_state(Page::Texts, "uk")},
                              {"new_language", admin_state(Page::NewLanguage)},
                              {"questions", admin_state(Page::Questions)},
                              {"centre", admin_state(Page::Centre)},
                              {"versions", admin_state(Page::Versions)}};
    desk::State editing = admin_state(Page::Texts, "ar");
    editing = after_admin(std::move(editing), admin::Event(admin::TextOpened{"start.subtitle"}));
    out.push_back({"editor", editing});
    const std::string broken = "أهلا {name} {{";
    editing = after_admin(std::move(editing),
                          admin::Event(admin::FieldTyped{
                              {"text", SecretText(broken), broken.size(), broken.size()}}));
    out.push_back({"editor_broken", editing});
    desk::State changed = admin_state(Page::Languages);
    for (const admin::Event& event : std::vector<admin::Event>{
             admin::LanguageSwitched{"tr", true}, admin::LanguageMoved{"ar", 0},
             admin::ThresholdChosen{0.8}, admin::SecondChosen{"en"},
             admin::IdleChosen{std::chrono::seconds(120)}, admin::PageOpened{Page::Questions, ""},
             admin::QuestionUseChosen{"email", QuestionUse::Off},
             admin::PageOpened{Page::Versions, ""}}) {
        changed = after_admin(std::move(changed), event);
    }
    out.push_back({"versions_changed", changed});
    changed = after_admin(std::move(changed), admin::Event(admin::LeaveAsked{}));
    out.push_back({"leave", changed});
    desk::State asked = admin_state(Page::Versions);
    out.push_back({"release", after_admin(std::move(asked), admin::Event(admin::ReleaseAsked{2}))});
    desk::State many = admin_state(Page::Versions);
    for (int i = 0; i < 24; ++i) {
        const std::string id = "start.welcome." + std::to_string(i) + std::string(60, 'x');
        many = after_admin(std::move(many), admin::Event(admin::TextOpened{id}));
        many = typed(std::move(many), "W");
        many = after_admin(std::move(many), admin::Event(admin::TextSaved{}));
    }
    out.push_back({"versions_many", many});
    out.push_back({"versions_clashes", clashing_state()});
    desk::State refused = admin_state(Page::Versions);
    out.push_back(
        {"refused", after_admin(std::move(refused),
                                admin::Event(admin::PublishRefused{
                                    "desk.admin.problem.refused",
                                    {"broken_text (ar, start.welcome): an argument is missing"},
                                    {}}))});
    std::vector<std::pair<std::string, admin::Issue>> refused_texts(
        9, {"uk",
            {admin::Issue::Part::Text,
             "start.welcome",
             "text.arguments",
             {{"given", ""}, {"wanted", "name"}},
             "",
             ""}});
    out.push_back(
        {"refused_texts", after_admin(admin_state(Page::Versions),
                                      admin::Event(admin::PublishRefused{
                                          "desk.admin.problem.refused", {}, refused_texts}))});
    admin::LanguageProposed proposed;
    if (Result<text::NewLanguage> made = text::propose_language("ur")) {
        proposed.proposal = {made->language,          made->files,  "",
                             made->plural_categories, made->digits, made->sample_countries};
    }
    out.push_back(
        {"proposal", after_admin(admin_state(Page::NewLanguage), admin::Event(proposed))});
    desk::State surveyed = admin_state(Page::Language, "uk");
    surveyed = after_admin(std::move(surveyed),
                           admin::Event(admin::LanguageSurveyed{"uk",
                                                                {{admin::Issue::Part::Screen,
                                                                  "Я погоджуюся",
                                                                  "overflow",
                                                                  {},
                                                                  "consent",
                                                                  "portrait"}}}));
    out.push_back({"language_many_places", with_places(admin_state(Page::Language, "uk"), 250)});
    desk::State with_logo = admin_state(Page::Centre);
    for (const char* name : {"iq_netzwerk", "stadt"}) {
        with_logo = after_admin(std::move(with_logo), admin::Event(admin::LogoRead{name, kLogo}));
    }
    out.push_back({"centre_logo", with_logo});
    out.push_back({"languages_low", after_admin(admin_state(Page::Languages),
                                                admin::Event(admin::ThresholdChosen{0}))});
    for (auto& [name, state] : pages_of_people()) {
        out.push_back({name, std::move(state)});
    }
    desk::State added = hindi_added();
    out.push_back({"texts_added", added});
    added = after_admin(std::move(added), admin::Event(admin::TextOpened{"start.welcome"}));
    const std::string hindi = "स्वागत है";
    out.push_back({"editor_added",
                   after_admin(std::move(added),
                               admin::Event(admin::FieldTyped{
                                   {"text", SecretText(hindi), hindi.size(), hindi.size()}}))});
    out.push_back({"language_surveyed",
                   after_admin(std::move(surveyed), admin::Event(admin::PlaceChosen{"consent"}))});
    return out;
}

class AdminPages : public testing::TestWithParam<NamedPanel> {};

TEST_P(AdminPages, are_laid_out_without_complaint) {
    DeskStudio studio(GetParam().panel);
    for (const Shown& shown : every_page()) {
        studio.draw(shown.state);
        EXPECT_THAT(complaints_of(studio), IsEmpty()) << shown.name;
        studio.keep_picture(std::string("admin_") + shown.name + "_" + GetParam().name);
    }
}

INSTANTIATE_TEST_SUITE_P(Panels, AdminPages,
                         testing::Values(NamedPanel{"desk", {1920, 1080, 24.0F, 1.0F}},
                                         NamedPanel{"small", {1366, 768, 15.6F, 1.0F}},
                                         NamedPanel{"portrait", {1080, 1920, 24.0F, 1.0F}}),
                         [](const auto& panel) { return panel.param.name; });

TEST(AdminMessages, the_tree_knows_which_messages_are_shown_and_in_which_language) {
    DeskStudio studio;
    studio.draw(admin_state());
    const Node* door = studio.find("admin.page.versions");
    ASSERT_NE(door, nullptr);
    EXPECT_EQ(door->text_id, "desk.admin.page.versions");
    EXPECT_EQ(door->language, "de");
}

// --- The way in and out --------------------------------------------------------------------------

TEST(DeskAdminScreen, the_door_is_there_for_admins_only) {
    DeskStudio studio;
    desk::State state = queue_state();
    studio.draw(state);
    EXPECT_EQ(studio.find("action.admin"), nullptr);
    std::get<desk::QueueOpen>(state.place).staff.rights.add(StaffRight::Configure);
    const auto events = studio.tap(state, "action.admin");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_TRUE(std::holds_alternative<desk::AdminPressed>(events.front()));
}

TEST(DeskAdminScreen, pages_are_opened_and_left) {
    DeskStudio studio;
    desk::State state = admin_state();
    const auto events = studio.tap(state, "admin.page.versions");
    ASSERT_NE(first<admin::PageOpened>(events), nullptr);
    EXPECT_EQ(first<admin::PageOpened>(events)->page, Page::Versions);
    const auto left = studio.tap(state, "admin.back");
    ASSERT_EQ(left.size(), 1U);
    EXPECT_NE(first<admin::LeaveAsked>(left), nullptr);
}

// --- Languages -----------------------------------------------------------------------------------

TEST(AdminLanguagesScreen, a_row_is_dragged_to_another_place_or_moved_with_buttons) {
    DeskStudio studio;
    desk::State state = admin_state();
    studio.draw(state);
    const float row =
        studio.find("admin.language.en")->box.y - studio.find("admin.language.de")->box.y;
    state = after_all(std::move(state), studio.drag(state, "admin.drag.de", row * 2.2F));
    EXPECT_THAT(offered(state), ElementsAre("en", "uk", "de", "ar", "fa-AF", "ti"));
    state = after_all(std::move(state), studio.tap(state, "admin.up.de"));
    EXPECT_THAT(offered(state), ElementsAre("en", "de", "uk", "ar", "fa-AF", "ti"));
    state = after_all(std::move(state), studio.tap(state, "admin.undo"));
    state = after_all(std::move(state), studio.tap(state, "admin.undo"));
    EXPECT_THAT(offered(state), ElementsAre("de", "en", "uk", "ar", "fa-AF", "ti"));
}

TEST(AdminLanguagesScreen, a_drag_back_to_where_it_began_changes_nothing) {
    DeskStudio studio;
    const desk::State state = admin_state();
    EXPECT_THAT(studio.drag(state, "admin.drag.uk", 3), IsEmpty());
}

TEST(AdminLanguagesScreen, a_tick_offers_a_language) {
    DeskStudio studio;
    desk::State state = admin_state();
    const auto events = studio.tap(state, "admin.on.tr");
    ASSERT_NE(first<admin::LanguageSwitched>(events), nullptr);
    state = after_all(std::move(state), events);
    studio.draw(state);
    EXPECT_TRUE(studio.find("admin.on.tr")->state.checked);
    EXPECT_THAT(studio.find("admin.changes")->label, HasSubstr("Eine Änderung"));
}

TEST(AdminLanguagesScreen, a_language_below_the_threshold_is_said_to_be_hidden) {
    DeskStudio studio;
    desk::State state = admin_state();
    state = after_all(std::move(state), studio.tap(state, "admin.on.hi"));
    studio.draw(state);
    EXPECT_THAT(studio.find("admin.language.hi.figures")->label, HasSubstr("Verborgen"));
    EXPECT_THAT(studio.find("admin.language.uk.figures")->label, Not(HasSubstr("Verborgen")));
}

// --- Texts ---------------------------------------------------------------------------------------

desk::State editor(const std::string& tag, const std::string& id) {
    return after_admin(admin_state(Page::Texts, tag), admin::Event(admin::TextOpened{id}));
}

TEST(AdminTextsScreen, what_is_typed_is_checked_at_once_and_a_broken_text_cannot_be_saved) {
    DeskStudio studio;
    const desk::State state = editor("uk", "problem.too_long");
    for (const char* broken : {"{", "a  b", " a", "it's"}) {
        studio.draw(typed(state, broken));
        ASSERT_NE(studio.find("admin.fault.0"), nullptr) << broken;
        EXPECT_FALSE(studio.find("admin.editor.save")->state.enabled) << broken;
        EXPECT_TRUE(studio.find("field.text")->state.invalid);
    }
}

TEST(AdminTextsScreen, a_sound_text_is_saved_and_marked_as_changed) {
    DeskStudio studio;
    desk::State state = typed(editor("uk", "start.welcome"), "Вітаємо щиро");
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.fault.0"), nullptr);
    state = after_all(std::move(state), studio.tap(state, "admin.editor.save"));
    EXPECT_EQ(of(state).draft().texts.at("uk").at("start.welcome"), "Вітаємо щиро");
    state = after_all(std::move(state), studio.tap(state, "admin.editor.reset"));
    EXPECT_THAT(of(state).draft().texts, IsEmpty());
}

TEST(AdminTextsScreen, whoever_goes_on_without_saving_has_saved_and_a_broken_text_stays_open) {
    for (const char* way : {"admin.page.versions", "admin.editor.close", "admin.page.texts"}) {
        DeskStudio studio;
        desk::State state = typed(editor("uk", "start.welcome"), "Вітаємо щиро");
        state = after_all(std::move(state), studio.tap(state, way));
        EXPECT_EQ(of(state).draft().texts.at("uk").at("start.welcome"), "Вітаємо щиро") << way;
    }
    DeskStudio studio;
    desk::State state = typed(editor("uk", "start.welcome"), "{");
    state = after_all(std::move(state), studio.tap(state, "admin.page.versions"));
    EXPECT_EQ(of(state).page, Page::Texts);
    EXPECT_EQ(of(state).problem_id, "desk.admin.problem.unsound_text");
    EXPECT_EQ(of(state).typing->text.view(), "{");
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.editor.close")->label, "Verwerfen");
    state = after_all(std::move(state), studio.tap(state, "admin.editor.close"));
    EXPECT_FALSE(of(state).text_id);
    EXPECT_THAT(of(state).draft().texts, IsEmpty());
}

TEST(AdminTextsScreen, typing_goes_to_the_field_that_was_tapped) {
    DeskStudio studio;
    desk::State state = editor("uk", "start.welcome");
    state = after_all(std::move(state), studio.tap(state, "field.text"));
    ASSERT_TRUE(of(state).typing);
    EXPECT_EQ(of(state).typing->field, "text");
    const std::string before(of(state).typing->text.view());
    studio.draw(state);
    state = after_all(std::move(state), studio.frame(state, {{Keystroke::Key::Text, "ї"}}));
    EXPECT_EQ(of(state).typing->text.size(), before.size() + 2);
}

TEST(AdminTextsScreen, any_language_is_two_taps_away_and_begins_without_a_search) {
    DeskStudio studio;
    desk::State state =
        after_admin(admin_state(Page::Texts, "uk"),
                    admin::Event(admin::FieldTyped{{"search", SecretText("start"), 5, 5}}));
    state = after_all(std::move(state), studio.tap(state, "admin.texts.language"));
    state = after_all(std::move(state), studio.tap(state, "admin.texts.language.ti"));
    EXPECT_EQ(of(state).tag, "ti");
    EXPECT_EQ(of(state).search, "");
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.texts.language")->label, "Tigrinya");
}

TEST(AdminTextsScreen, the_list_follows_the_way_through_the_terminal) {
    DeskStudio studio;
    studio.draw(admin_state(Page::Texts, "uk"));
    std::vector<std::string> ids;
    for (const Node& node : studio.tree().nodes) {
        if (node.id.starts_with("admin.text.")) {
            ids.push_back(node.id.substr(11));
        }
    }
    const auto at = [&](const std::string& beginning) {
        return std::find_if(ids.begin(), ids.end(),
                            [&](const std::string& id) { return id.starts_with(beginning); }) -
               ids.begin();
    };
    EXPECT_EQ(at("start."), 0);
    EXPECT_LT(at("start."), at("consent."));
    EXPECT_LT(at("consent."), at("privacy."));
}

TEST(AdminTextsScreen, a_pasted_text_takes_the_place_of_all_that_was_there) {
    DeskStudio studio;
    desk::State state = editor("uk", "start.welcome");
    state = after_all(std::move(state), studio.tap(state, "field.text"));
    studio.draw(state);
    state = after_all(std::move(state), studio.frame(state, {{Keystroke::Key::SelectAll, ""},
                                                             {Keystroke::Key::Text, "Вітаємо"}}));
    EXPECT_EQ(of(state).typing->text.view(), "Вітаємо");
}

TEST(AdminTextsScreen, search_finds_by_german_words_by_id_and_by_translation) {
    DeskStudio studio;
    const auto found = [&](const std::string& words) {
        const desk::State state = after_admin(
            admin_state(Page::Texts, "uk"),
            admin::Event(
                admin::FieldTyped{{"search", SecretText(words), words.size(), words.size()}}));
        studio.draw(state);
        return studio.find("admin.text.start.welcome") != nullptr;
    };
    EXPECT_TRUE(found(content().catalogue->message("de", "start.welcome")));
    EXPECT_TRUE(found("start.welc"));
    EXPECT_TRUE(found(content().catalogue->message("uk", "start.welcome")));
    EXPECT_FALSE(found("qqqq"));
}

TEST(AdminTextsScreen, the_preview_shows_the_screen_the_text_stands_on) {
    DeskStudio studio;
    studio.draw(editor("uk", "start.subtitle"));
    ASSERT_NE(studio.find("admin.preview"), nullptr);
    EXPECT_EQ(studio.find("admin.preview")->value, "start");
    EXPECT_EQ(studio.find("language.uk"), nullptr)
        << "the picture's own tree stays out of the desk's";
}

TEST(AdminTextsScreen, every_rule_that_typing_may_break_is_said_in_german) {
    DeskStudio studio;
    const desk::State state = editor("uk", "start.welcome");
    for (const char* broken : {"it's", "a  b", " a", "{x", "{x}", "{n, plural, one {a} other {b}}",
                               "{n, plural, few {a} other {b}}", "{n, number}"}) {
        studio.draw(typed(state, broken));
        const Node* fault = studio.find("admin.fault.0");
        ASSERT_NE(fault, nullptr) << broken;
        EXPECT_THAT(fault->label, Not(HasSubstr("desk.admin"))) << broken;
    }
}

TEST(AdminNewLanguageScreen, what_is_known_of_a_language_is_shown_before_it_is_added) {
    DeskStudio studio;
    desk::State state = admin_state(Page::NewLanguage);
    const std::string tag = "ur";
    state = after_admin(std::move(state),
                        admin::Event(admin::FieldTyped{{"tag", SecretText(tag), 2, 2}}));
    ASSERT_NE(first<admin::TagEntered>(studio.frame(state, {{Keystroke::Key::Enter, ""}})),
              nullptr);
    const Result<text::NewLanguage> made = text::propose_language(tag);
    ASSERT_TRUE(made.ok());
    admin::LanguageProposed proposed{{made->language, made->files, "", made->plural_categories,
                                      made->digits, made->sample_countries}};
    state = after_admin(std::move(state), admin::Event(proposed));
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.new.name")->label, "Urdu");
    EXPECT_THAT(studio.find("admin.new.script")->value, HasSubstr("von rechts nach links"));
    state = after_all(std::move(state), studio.tap(state, "admin.new.add"));
    EXPECT_TRUE(of(state).draft().added_languages.contains("ur"));
}

TEST(AdminTextsScreen, from_a_text_that_was_just_translated_one_goes_on_to_the_next_missing_one) {
    DeskStudio studio;
    desk::State state = typed(
        after_admin(hindi_added(), admin::Event(admin::TextOpened{"start.subtitle"})), "सलाह");
    state = after_all(std::move(state), studio.tap(state, "admin.editor.save"));
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.text.start.subtitle"), nullptr) << "it is not missing any more";
    state = after_all(std::move(state), studio.tap(state, "admin.editor.next"));
    ASSERT_TRUE(of(state).text_id);
    EXPECT_EQ(of(state).text_id->substr(0, 6), "start.");
    EXPECT_NE(of(state).text_id, "start.subtitle");
}

TEST(AdminTextsScreen, a_search_is_emptied_with_one_tap) {
    DeskStudio studio;
    const std::string words = "qqqq";
    desk::State state =
        after_admin(admin_state(Page::Texts, "uk"),
                    admin::Event(admin::FieldTyped{{"search", SecretText(words), 4, 4}}));
    state = after_all(std::move(state), studio.tap(state, "admin.search.clear"));
    EXPECT_EQ(of(state).search, "");
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.search.clear"), nullptr);
}

TEST(AdminTextsScreen, a_language_that_is_only_in_the_draft_is_written_with_its_own_letters) {
    DeskStudio studio;
    desk::State state =
        after_admin(hindi_added(), admin::Event(admin::TextOpened{"start.welcome"}));
    state = typed(std::move(state), "स्वागत है");
    studio.draw(state);
    EXPECT_EQ(studio.find("field.text")->missing_glyphs, 0);
    EXPECT_EQ(studio.find("admin.fault.0"), nullptr);
    EXPECT_EQ(studio.find("admin.preview")->value, "start");
}

// --- One language --------------------------------------------------------------------------------

TEST(AdminLanguageScreen, all_findings_can_be_reached_and_are_said_in_german) {
    DeskStudio studio;
    desk::State state = with_places(admin_state(Page::Language, "uk"), 250);
    studio.draw(state);
    EXPECT_THAT(studio.find("admin.places.count")->label, HasSubstr("250"));
    EXPECT_THAT(studio.find("admin.place.0")->label, HasSubstr("fehlt die Mehrzahlform"));
    EXPECT_EQ(studio.find("admin.place.249"), nullptr);
    for (int page = 0; page < 4; ++page) {
        studio.tap(state, "admin.places.more");
    }
    EXPECT_NE(studio.find("admin.place.249"), nullptr);
    EXPECT_EQ(studio.find("admin.places.more"), nullptr);
    studio.tap(state, "admin.places.less");
    EXPECT_NE(studio.find("admin.place.180"), nullptr);
}

TEST(AdminLanguageScreen, a_finding_in_a_text_leads_to_the_text) {
    DeskStudio studio;
    desk::State state = with_places(admin_state(Page::Language, "uk"), 1);
    state = after_all(std::move(state), studio.tap(state, "admin.place.0"));
    EXPECT_EQ(of(state).page, Page::Texts);
    ASSERT_TRUE(of(state).text_id);
    EXPECT_EQ(of(state).text_id->substr(0, 6), "start.");
    EXPECT_NE(of(state).text_id, "start.subtitle");
    studio.draw(state);
    EXPECT_NE(studio.find("admin.text.start.welcome"), nullptr);
    EXPECT_NE(studio.find("field.text"), nullptr);
}

TEST(AdminLanguageScreen, a_screen_where_a_text_does_not_fit_is_shown_at_the_size_it_was_found_on) {
    DeskStudio studio;
    desk::State state = after_admin(
        admin_state(Page::Language, "uk"),
        admin::Event(admin::LanguageSurveyed{
            "uk", {{admin::Issue::Part::Screen, "x", "overflow", {}, "consent", "portrait"}}}));
    state = after_all(std::move(state), studio.tap(state, "admin.place.0"));
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.preview")->value, "consent");
    EXPECT_TRUE(studio.find("admin.look.portrait")->state.checked);
}

TEST(AdminPreview, is_shown_at_every_size_of_terminal_and_letters) {
    DeskStudio studio;
    const desk::State state = admin_state(Page::Language, "uk");
    for (const PanelKind& kind : panel_kinds()) {
        studio.tap(state, "admin.look." + kind.name);
        EXPECT_TRUE(studio.find("admin.look." + kind.name)->state.checked) << kind.name;
        EXPECT_EQ(studio.find("admin.preview")->value, "start");
        studio.keep_picture("preview_" + kind.name);
    }
    studio.tap(state, "admin.letters.130");
    EXPECT_TRUE(studio.find("admin.letters.130")->state.checked);
    studio.keep_picture("preview_letters");
}

// --- Questions, versions -------------------------------------------------------------------------

TEST(AdminQuestionsScreen,
     a_block_that_is_off_says_so_at_each_of_its_questions_and_is_switched_on) {
    DeskStudio studio;
    desk::State state = admin_state(Page::Questions);
    studio.draw(state);
    const Node* block = studio.find("admin.question.esf_block.label");
    ASSERT_NE(block, nullptr);
    EXPECT_TRUE(studio.find("admin.question.esf_block.off")->state.checked);
    std::string behind;
    for (const Node& node : studio.tree().nodes) {
        if (node.value.find("Der Block ist aus") != std::string::npos) {
            behind = node.id;
        }
    }
    EXPECT_NE(behind, "");
    state = after_admin(std::move(state),
                        admin::Event(admin::QuestionUseChosen{"esf_block", QuestionUse::On}));
    studio.draw(state);
    EXPECT_TRUE(studio.find("admin.question.esf_block.on")->state.checked);
    EXPECT_EQ(studio.find(behind)->value.find("Der Block ist aus"), std::string::npos);
}

TEST(AdminQuestionsScreen, only_what_is_possible_is_offered_and_the_reason_is_said) {
    DeskStudio studio;
    desk::State state = admin_state(Page::Questions);
    studio.draw(state);
    EXPECT_NE(studio.find("admin.question.email.off"), nullptr);
    EXPECT_EQ(studio.find("admin.question.consent_jobcenter.off"), nullptr);
    EXPECT_NE(studio.find("admin.question.consent_jobcenter.stays"), nullptr);
    EXPECT_EQ(studio.find("admin.question.reasons.off"), nullptr);
    EXPECT_THAT(studio.find("admin.question.reasons.label")->value, HasSubstr("Muss bleiben"));
    state = after_all(std::move(state), studio.tap(state, "admin.question.email.off"));
    EXPECT_EQ(admin::use_of(of(state).draft(), "anerkennung", "email"), QuestionUse::Off);
}

TEST(AdminQuestionsScreen, a_meaning_is_chosen_from_those_that_fit_and_is_named_in_the_changes) {
    DeskStudio studio;
    desk::State state = admin_state(Page::Questions);
    studio.draw(state);
    const std::string button = "admin.question.family_name.meaning";
    ASSERT_NE(studio.find(button), nullptr);
    EXPECT_THAT(studio.find(button)->label, HasSubstr("Familienname"));
    EXPECT_FALSE(studio.find(button)->state.expanded);
    EXPECT_EQ(studio.find(button + ".none"), nullptr);
    EXPECT_EQ(studio.find("admin.question.consent_jobcenter.meaning"), nullptr) << "nothing fits";
    state = after_all(std::move(state), studio.tap(state, button));
    studio.draw(state);
    EXPECT_TRUE(studio.find(button)->state.expanded);
    EXPECT_TRUE(studio.find(button + ".family_name")->state.checked);
    EXPECT_EQ(studio.find(button + ".notice_date"), nullptr) << "fits a date";
    studio.keep_picture("question_meanings");
    state = after_all(std::move(state), studio.tap(state, button + ".company_name"));
    studio.draw(state);
    EXPECT_THAT(studio.find(button)->label, HasSubstr("Name des Betriebs"));
    EXPECT_FALSE(studio.find(button)->state.expanded);
    state = after_admin(std::move(state), admin::Event(admin::PageOpened{Page::Versions, ""}));
    studio.draw(state);
    EXPECT_TRUE(
        std::any_of(studio.tree().nodes.begin(), studio.tree().nodes.end(), [](const Node& node) {
            return node.label.find("Name des Betriebs") != std::string::npos;
        }));
}

TEST(AdminVersionsScreen, a_change_is_published_on_one_terminal_and_released) {
    DeskStudio studio;
    desk::State state =
        after_admin(admin_state(), admin::Event(admin::LanguageSwitched{"tr", true}));
    state = after_admin(std::move(state), admin::Event(admin::PageOpened{Page::Versions, ""}));
    studio.draw(state);
    EXPECT_THAT(studio.find("admin.change.0")->label, HasSubstr("Türkisch"));
    state = after_all(std::move(state), studio.tap(state, "admin.to.eingang"));
    std::vector<desk::Effect> effects;
    for (const desk::Event& event : studio.tap(state, "admin.publish")) {
        state = after_admin(std::move(state), event, &effects);
    }
    const auto published =
        std::find_if(effects.begin(), effects.end(), [](const desk::Effect& effect) {
            const auto* of_admin = std::get_if<admin::Effect>(&effect);
            return of_admin != nullptr &&
                   std::holds_alternative<admin::PublishConfiguration>(*of_admin);
        });
    ASSERT_NE(published, effects.end());
    EXPECT_EQ(std::get<admin::PublishConfiguration>(std::get<admin::Effect>(*published)).preview,
              "eingang");

    state = admin_state(Page::Versions);
    state = after_all(std::move(state), studio.tap(state, "admin.release.2"));
    EXPECT_EQ(of(state).asked_release, 2);
    effects.clear();
    for (const desk::Event& event : studio.tap(state, "ask.confirm")) {
        state = after_admin(std::move(state), event, &effects);
    }
    ASSERT_FALSE(effects.empty());
    EXPECT_TRUE(std::holds_alternative<admin::ReleaseConfiguration>(
        std::get<admin::Effect>(effects.front())));
}

TEST(AdminVersionsScreen, shows_both_words_where_two_admins_changed_the_same) {
    DeskStudio studio;
    desk::State state = clashing_state();
    studio.draw(state);
    EXPECT_THAT(studio.find("admin.clashes.by")->label, HasSubstr("k.yilmaz"));
    EXPECT_EQ(studio.find("admin.clash.4.mine"), nullptr) << "so many at once";
    EXPECT_THAT(studio.find("admin.done")->label, HasSubstr("5 Stellen"));
    EXPECT_THAT(studio.find("admin.clash.0.theirs")->value, HasSubstr("300"));
    EXPECT_THAT(studio.find("admin.clash.0.mine")->value, HasSubstr("120"));
    EXPECT_THAT(studio.find("admin.clash.1.theirs")->value, HasSubstr("Deren Wort"));
    EXPECT_FALSE(studio.find("admin.publish")->state.enabled);
    state = after_all(std::move(state), studio.tap(state, "admin.clash.0.theirs.holds"));
    EXPECT_EQ(of(state).draft().idle, std::chrono::seconds(300));
    state = after_all(std::move(state), studio.tap(state, "admin.clash.0.mine.holds"));
    EXPECT_THAT(of(state).open_clashes().parts, SizeIs(3));
    state = after_all(std::move(state), studio.tap(state, "admin.clash.all.theirs.holds"));
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.clashes.by"), nullptr);
    EXPECT_TRUE(studio.find("admin.publish")->state.enabled);
}

TEST(AdminVersionsScreen, says_in_german_which_text_keeps_a_version_from_being_published) {
    DeskStudio studio;
    const admin::Issue broken{admin::Issue::Part::Text,
                              "start.welcome",
                              "text.arguments",
                              {{"given", ""}, {"wanted", "name"}},
                              "",
                              ""};
    studio.draw(after_admin(
        admin_state(Page::Versions),
        admin::Event(admin::PublishRefused{"desk.admin.problem.refused", {}, {{"uk", broken}}})));
    ASSERT_NE(studio.find("admin.problem"), nullptr);
    EXPECT_THAT(studio.find("admin.problem")->label, HasSubstr("Ukrainisch"));
    EXPECT_THAT(studio.find("admin.problem")->label, HasSubstr("Die Platzhalter stimmen nicht"));
}

TEST(AdminVersionsScreen, shows_what_each_terminal_runs_and_why_one_refused) {
    DeskStudio studio;
    studio.draw(admin_state(Page::Versions));
    EXPECT_THAT(studio.find("admin.terminal.eingang")->value, HasSubstr("Version"));
    ASSERT_NE(studio.find("admin.refused.wartezimmer"), nullptr);
    EXPECT_THAT(studio.find("admin.refused.wartezimmer")->label, HasSubstr("start.welcome"));
    EXPECT_THAT(studio.find("admin.version.2.title")->value, HasSubstr("eingang"));
}

TEST(AdminCentreScreen, a_logo_is_drawn_beside_its_name_and_in_the_picture_of_the_start_screen) {
    DeskStudio studio;
    desk::State state =
        after_admin(admin_state(Page::Centre), admin::Event(admin::LogoRead{"stadt", kLogo}));
    studio.draw(state);
    ASSERT_NE(studio.find("admin.logo.stadt"), nullptr);
    EXPECT_EQ(studio.find("admin.logo.stadt")->role, Role::Image);
    EXPECT_EQ(studio.find("admin.preview")->value, "start");
    const PixelBox logo = studio.find("admin.logo.stadt")->box,
                   picture = studio.find("admin.preview")->box;
    const auto drawn = studio.pixels(logo), with_logo = studio.pixels(picture);
    EXPECT_NE(std::find(drawn.begin(), drawn.end(), ink()), drawn.end())
        << "in the colour that the terminal has for it";
    state = after_all(std::move(state), studio.tap(state, "admin.logo.remove.stadt"));
    studio.draw(state);
    EXPECT_EQ(studio.find("admin.logo.stadt"), nullptr);
    EXPECT_NE(studio.pixels(picture), with_logo);
}

TEST(AdminCentreScreen, a_typed_setting_holds_after_it_was_taken_over) {
    DeskStudio studio;
    desk::State state = admin_state(Page::Centre);
    state = after_all(std::move(state), studio.tap(state, "field.opening_hours"));
    state = after_all(std::move(state), studio.frame(state, {{Keystroke::Key::Text, "!"}}));
    studio.draw(state);
    state = after_all(std::move(state), studio.tap(state, "admin.apply.opening_hours"));
    EXPECT_THAT(of(state).draft().opening_hours.value_or(""), HasSubstr("!"));
    state = after_all(std::move(state), studio.tap(state, "admin.idle.120"));
    EXPECT_EQ(of(state).draft().idle, std::chrono::seconds(120));
}

TEST(AdminPeoplePage, the_buttons_report_what_they_say) {
    DeskStudio studio;
    const std::vector<Shown> pages = pages_of_people();
    const desk::State& list = pages[0].state;
    auto events = studio.tap(list, "admin.person.a.kaya");
    ASSERT_NE(first<admin::PersonOpened>(events), nullptr);
    EXPECT_EQ(first<admin::PersonOpened>(events)->account, "a.kaya");
    EXPECT_EQ(first<admin::RoleChosen>(studio.tap(list, "admin.role.reception"))->role,
              "reception");
    EXPECT_EQ(first<admin::InvitePressed>(studio.tap(list, "admin.people.invite")), nullptr)
        << "no name yet";
    const desk::State named =
        after_admin(list, admin::Event(admin::FieldTyped{{"person", SecretText("dora"), 4, 4}}));
    EXPECT_NE(first<admin::InvitePressed>(studio.tap(named, "admin.people.invite")), nullptr);
    const desk::State& open = pages[1].state;
    EXPECT_NE(first<admin::UnblockPressed>(studio.tap(open, "admin.people.unblock")), nullptr);
    EXPECT_NE(first<admin::NewCodePressed>(studio.tap(open, "admin.people.new_code")), nullptr);
    EXPECT_NE(first<admin::RemovalPressed>(studio.tap(open, "admin.people.remove")), nullptr);
    studio.draw(pages[3].state);
    EXPECT_EQ(studio.find("admin.people.remove"), nullptr) << "oneself";
    const desk::State& code = pages[6].state;
    studio.draw(code);
    ASSERT_NE(studio.find("admin.people.code"), nullptr);
    EXPECT_EQ(studio.find("admin.people.code")->label, "abcdef-ghjkmn-pqrstu");
    EXPECT_NE(first<admin::CodeHandedOver>(studio.tap(code, "admin.people.handed_over")), nullptr);
    studio.draw(admin_state());
    EXPECT_EQ(studio.find("admin.page.people"), nullptr) << "who may not let people in";
}

}  // namespace
}  // namespace lotse::ui::test
