// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/language_json.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "codec/settings/kiosk_config.h"

namespace lotse::codec {
namespace {

namespace fs = std::filesystem;

const std::string kSettings =
    R"j({"tag":"xx","endonym":"Xx","german_name":"Xisch","locale":"xx_XX","direction":"rtl",
  "script":"Arab","calendars":["persian","gregorian"],"fonts":{"regular":["A.ttf","B.ttc#2"],"bold":["A.ttf"]},
  "size_factor":1.25,"line_height":1.6,"fallback":["fa","de"],"voice":"fa","review":{"state":"draft","date":"2026-11-22"}})j";
const std::string kKeyboard = R"j({"latin_layer":"latin","layers":{
  "base":[["q",{"do":"shift","width":1.5},{"text":"\u200c","label":"ZWNJ"}],[{"text":"ሀ","forms":["ሀ","ሁ"]},{"do":"layer:digits"}]],
  "latin":[["a"]],"digits":[["1","2"],[{"do":"layer:base"}]]}})j";

/// A folder of its own for every test, removed afterwards.
class LanguageFolder : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "lotse-language-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_root = pattern;
        fs::create_directories(m_root / "locales" / "xx");
        fs::create_directories(m_root / "fonts");
        write("fonts/A.ttf", "");
        write("fonts/B.ttc", "");
        write("locales/xx/language.json", kSettings);
        write("locales/xx/keyboard.json", kKeyboard);
        write("locales/xx/messages.json", R"j({"start.title":"Hello"})j");
        write("locales/xx/f.json", R"j({"f.s.a.label":"Age?"})j");
    }
    void TearDown() override { fs::remove_all(m_root); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(m_root / file) << text;
    }
    void change(const std::string& file, const std::string& text, const std::string& what,
                const std::string& with) const {
        const auto at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        write(file, std::string(text).replace(at, what.size(), with));
    }
    Result<Language> read() const {
        return read_language_folder((m_root / "locales" / "xx").string(),
                                    {(m_root / "fonts").string()});
    }
    std::string sentence() const {
        const auto language = read();
        return language ? "accepted" : to_string(language.error());
    }
    void settings_refused(const std::string& what, const std::string& with,
                          const std::string& says) const {
        change("locales/xx/language.json", kSettings, what, with);
        EXPECT_NE(sentence().find("xx/language.json: " + says), std::string::npos) << sentence();
    }
    void keyboard_refused(const std::string& what, const std::string& with,
                          const std::string& says) const {
        change("locales/xx/keyboard.json", kKeyboard, what, with);
        EXPECT_NE(sentence().find("xx/keyboard.json: " + says), std::string::npos) << sentence();
    }

    fs::path m_root;
};

TEST_F(LanguageFolder, is_read_aloud_only_if_it_says_so) {
    EXPECT_EQ(read()->speech.source, Speech::Source::None);
    change("locales/xx/language.json", kSettings, R"("voice":"fa")",
           R"("voice":"fa","speech":{"source":"voice","rate":158,"listened":"2026-12-01"})");
    const auto language = read();
    ASSERT_TRUE(language.ok()) << to_string(language.error());
    EXPECT_EQ(language->speech.source, Speech::Source::Voice);
    EXPECT_EQ(language->speech.rate, 158);
    EXPECT_EQ(language->speech.listened, "2026-12-01");
    settings_refused(R"("voice":"fa")", R"("speech":{"source":"voice"})", "speech");
    change("locales/xx/language.json", kSettings, R"("voice":"fa")",
           R"("speech":{"source":"clips"})");
    EXPECT_EQ(read()->speech.source, Speech::Source::Clips) << "needs no voice";
    settings_refused(R"("voice":"fa")", R"("voice":"fa","speech":{"source":"radio"})", "speech");
    settings_refused(R"("voice":"fa")", R"("voice":"fa","speech":{"source":"voice","rate":10})",
                     "speech");
}

TEST_F(LanguageFolder, says_how_it_is_spoken_in_a_file_that_holds_no_texts) {
    write("locales/xx/speech.json",
          R"j({"abbreviations":{"p.":"page"},"say":{"start.title":{"text":"Hallo","of":"0a"}}})j");
    const auto language = read();
    ASSERT_TRUE(language.ok()) << to_string(language.error());
    EXPECT_EQ(language->speech.abbreviations.at("p."), "page");
    EXPECT_EQ(language->speech.say.at("start.title"), (Speech::Said{"Hallo", "0a"}));
    EXPECT_EQ(language->messages.size(), 2U);
    for (const char* wrong :
         {R"({"abbreviations":{"":"x"}})", R"({"abbreviations":{"a":""}})",
          R"({"abbreviations":["a"]})", R"({"days":["first"]})", R"({"say":{"a":"b"}})",
          R"({"say":{"a":{"text":"b"}}})", R"({"sya":{}})"}) {
        write("locales/xx/speech.json", wrong);
        EXPECT_NE(sentence().find("xx/speech.json"), std::string::npos) << wrong;
    }
}

TEST_F(LanguageFolder, becomes_a_language) {
    const auto read_one = read();
    ASSERT_TRUE(read_one.ok()) << to_string(read_one.error());
    const Language& language = read_one.value();
    EXPECT_EQ(language.tag, "xx");
    EXPECT_EQ(language.endonym, "Xx");
    EXPECT_EQ(language.german_name, "Xisch");
    EXPECT_EQ(language.locale, "xx_XX");
    EXPECT_TRUE(language.right_to_left);
    EXPECT_EQ(language.script, "Arab");
    EXPECT_EQ(language.calendars, (std::vector<std::string>{"persian", "gregorian"}));
    EXPECT_EQ(language.fonts_regular,
              (std::vector<std::string>{(m_root / "fonts/A.ttf").string(),
                                        (m_root / "fonts/B.ttc#2").string()}));
    EXPECT_FLOAT_EQ(language.size_factor, 1.25F);
    EXPECT_FLOAT_EQ(language.line_height_em, 1.6F);
    EXPECT_EQ(language.fallback, (std::vector<std::string>{"fa", "de"}));
    EXPECT_EQ(language.voice, "fa");
    EXPECT_EQ(language.review.state, "draft");
    EXPECT_EQ(language.review.date, "2026-11-22");
    EXPECT_EQ(language.messages, (std::map<std::string, std::string>{{"f.s.a.label", "Age?"},
                                                                     {"start.title", "Hello"}}));
    EXPECT_EQ(language.keyboard.latin_layer, "latin");
    ASSERT_EQ(language.keyboard.layers.size(), 3U);
    const auto& rows = language.keyboard.layers.at("base").rows;
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0][0].text, "q");
    EXPECT_EQ(rows[0][1].action, "shift");
    EXPECT_FLOAT_EQ(rows[0][1].width, 1.5F);
    EXPECT_EQ(rows[0][2].text, "\u200c");
    EXPECT_EQ(rows[0][2].label, "ZWNJ");
    EXPECT_EQ(rows[1][0].forms.size(), 2U);
    EXPECT_EQ(rows[1][1].action, "layer:digits");
}

TEST_F(LanguageFolder, a_mistake_in_the_settings_is_named_by_its_key) {
    settings_refused("\"endonym\"", "\"endonymm\"", "unknown key \"endonymm\"");
    settings_refused("\"tag\":\"xx\"", "\"tag\":\"yy\"",
                     "\"tag\" expected the folder's name, \"xx\"");
    settings_refused("\"rtl\"", "\"right\"", "\"direction\" expected \"ltr\" or \"rtl\"");
    settings_refused("\"Arab\"", "\"Arabic\"", "\"script\" expected four letters");
    settings_refused("[\"persian\",\"gregorian\"]", "[]", "\"calendars\" expected at least one");
    settings_refused("[\"persian\",\"gregorian\"]", "\"persian\"", "\"calendars\" expected a list");
    settings_refused("1.25", "\"1.25\"", "\"size_factor\" expected a number from 0.5 to 2.0");
    settings_refused("1.6", "0.2", "\"line_height\" expected a number from 1.0 to 3.0");
    settings_refused("\"draft\"", "\"done\"",
                     "review: \"state\" expected started, draft, reviewed or source");
    settings_refused("\"bold\":[\"A.ttf\"]", "\"bold\":[]",
                     "fonts.bold: expected at least one font");
    settings_refused("\"locale\":\"xx_XX\",", "", "expected \"locale\"");
}

TEST_F(LanguageFolder, a_font_that_is_not_installed_is_named_with_the_package) {
    settings_refused("\"bold\":[\"A.ttf\"]", "\"bold\":[\"C.ttf\"]",
                     "fonts.bold: expected a file of ");
    EXPECT_NE(sentence().find("there is no \"C.ttf\"; install fonts-noto-core"), std::string::npos);
    settings_refused("\"bold\":[\"A.ttf\"]", "\"bold\":[\"../fonts/A.ttf\"]",
                     "fonts.bold: expected a file of ");
}

TEST_F(LanguageFolder, a_mistake_in_the_keyboard_is_named_by_layer_row_and_key) {
    keyboard_refused("\"shift\"", "\"shft\"",
                     "layers.base, row 1, key 2: \"do\" expected shift, backspace");
    keyboard_refused("{\"do\":\"shift\"", "{\"do\":\"shift\",\"text\":\"x\"",
                     "layers.base, row 1, key 2: expected either");
    keyboard_refused("\"q\"", "\"\"", "layers.base, row 1, key 1: expected the text");
    keyboard_refused("layer:digits", "layer:emoji", "layers: a key leads to the layer \"emoji\"");
    keyboard_refused("\"latin_layer\":\"latin\"", "\"latin_layer\":\"roman\"",
                     "layers: expected a layer \"roman\"");
    keyboard_refused("\"digits\":", "\"numbers\":", "layers: expected a layer \"digits\"");
    keyboard_refused("\"latin\":[[\"a\"]]", "\"latin\":[[]]",
                     "layers.latin, row 1: expected a list of keys");
    keyboard_refused("\"width\":1.5", "\"width\":-1",
                     "layers.base, row 1, key 2: \"width\" expected a number");
    keyboard_refused("\"width\":1.5", "\"wide\":1.5",
                     "layers.base, row 1, key 2: unknown key \"wide\"");
}

TEST_F(LanguageFolder, texts_are_flat_and_stand_in_one_file_only) {
    write("locales/xx/f.json", R"j({"f":{"s":"nested"}})j");
    EXPECT_NE(sentence().find("f.json: \"f\" expected text in quotes"), std::string::npos)
        << sentence();
    write("locales/xx/f.json", R"j({"start.title":"again"})j");
    EXPECT_NE(sentence().find("messages.json: \"start.title\" stands in another file"),
              std::string::npos)
        << sentence();
    write("locales/xx/f.json", R"j({"a":"1","a":"2"})j");
    EXPECT_NE(sentence().find("the key \"a\" stands twice"), std::string::npos) << sentence();
    write("locales/xx/f.json", "{\n \"a\": }");
    EXPECT_NE(sentence().find("f.json, line 2, column 7: expected valid JSON"), std::string::npos)
        << sentence();
    write("locales/xx/f.json", "{\"a\":\"\xFF\"}");
    EXPECT_NE(sentence().find("expected valid JSON (UTF-8)"), std::string::npos) << sentence();
}

TEST_F(LanguageFolder, a_missing_file_is_named) {
    fs::remove(m_root / "locales/xx/keyboard.json");
    EXPECT_NE(sentence().find("keyboard.json: cannot be opened"), std::string::npos) << sentence();
}

TEST_F(LanguageFolder, all_languages_are_read_in_order_of_their_tags_and_one_bad_one_fails_all) {
    fs::create_directories(m_root / "locales" / "aa");
    fs::create_directories(m_root / "locales" / "not-a-language");
    change("locales/aa/language.json", kSettings, "\"tag\":\"xx\"", "\"tag\":\"aa\"");
    write("locales/aa/keyboard.json", kKeyboard);
    const auto all = read_languages((m_root / "locales").string(), {(m_root / "fonts").string()});
    ASSERT_TRUE(all.ok()) << to_string(all.error());
    ASSERT_EQ(all.value().size(), 2U);
    EXPECT_EQ(all.value()[0].tag, "aa");
    EXPECT_EQ(all.value()[1].tag, "xx");
    write("locales/aa/keyboard.json", "{}");
    EXPECT_FALSE(read_languages((m_root / "locales").string(), {(m_root / "fonts").string()}).ok());
    EXPECT_FALSE(read_languages((m_root / "fonts").string()).ok()) << "no language at all";
    EXPECT_FALSE(read_languages((m_root / "nowhere").string()).ok());
}

TEST(ShippedLanguages, can_all_be_read) {
    const auto all = read_languages(LOTSE_SOURCE_DIR "/locales");
    ASSERT_TRUE(all.ok()) << to_string(all.error());
    std::vector<std::string> tags;
    for (const Language& language : all.value()) {
        tags.push_back(language.tag);
    }
    for (const std::string& tag : KioskConfig{}.languages) {
        EXPECT_NE(std::find(tags.begin(), tags.end(), tag), tags.end()) << tag;
    }
}

}  // namespace
}  // namespace lotse::codec
