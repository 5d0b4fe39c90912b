// SPDX-License-Identifier: EUPL-1.2
/// The words of the shipped languages and the glossary, and that the lint finds what it is there to
/// find.
#include "lint/word_lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "codec/forms/questionnaire_json.h"
#include "codec/translation/language_json.h"
#include "codec/translation/text_files.h"
#include "lint/source_tree.h"
#include "text/languages/exchange.h"
#include "text/languages/locale_lint.h"
#include "text/words/text_kinds.h"

namespace lotse::lint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t kMostWordsGerman = 12;
constexpr std::size_t kMostWordsEasyGerman = 8;

/// A text that a rule leaves alone.
struct Exception {
    const char* id;
    const char* reason;
};

constexpr Exception kLongSentences[] = {
    {"privacy.arbeitgeber.data.text", "Art. 13 GDPR wants each kind of data named; it is a list"},
};

constexpr Exception kOtherDigits[] = {
    {"anerkennung.person.phone.hint", "telephones show their numbers in Latin digits everywhere"},
};

template <std::size_t N>
std::vector<Finding> without(std::vector<Finding> findings, const Exception (&exceptions)[N]) {
    std::erase_if(findings, [&](const Finding& finding) {
        return std::ranges::any_of(
            exceptions, [&](const Exception& exception) { return finding.where == exception.id; });
    });
    return findings;
}

const std::vector<Language>& shipped() {
    static const std::vector<Language> kLanguages = [] {
        auto languages = codec::read_languages(LOTSE_SOURCE_DIR "/locales");
        EXPECT_TRUE(languages) << to_string(languages.error());
        return languages ? *languages : std::vector<Language>();
    }();
    return kLanguages;
}

const Language& shipped(std::string_view tag) {
    const auto it = std::ranges::find(shipped(), tag, &Language::tag);
    EXPECT_NE(it, shipped().end()) << tag;
    return *it;
}

const std::vector<HardWord>& glossary() {
    static const std::vector<HardWord> kTerms = [] {
        auto terms = codec::read_glossary(LOTSE_SOURCE_DIR "/locales/glossary.json");
        EXPECT_TRUE(terms) << to_string(terms.error());
        return terms ? *terms : std::vector<HardWord>();
    }();
    return kTerms;
}

/// The file of a text, by the beginning of its id; German has them all.
std::string file_of(const std::string& id) {
    static const std::map<std::string, std::string> kFiles = [] {
        std::map<std::string, std::string> files;
        for (const SourceFile& file : files_below("locales/de")) {
            for (const std::string& line : file.lines) {
                const auto open = line.find('"'), close = line.find("\": ");
                if (open != std::string::npos && close != std::string::npos && close > open) {
                    files[line.substr(open + 1, close - open - 1)] =
                        file.path.substr(file.path.rfind('/'));
                }
            }
        }
        return files;
    }();
    const auto file = kFiles.find(id);
    return file == kFiles.end() ? "" : file->second;
}

void expect_none(const std::vector<Finding>& findings) {
    for (Finding finding : findings) {
        finding.tag += file_of(finding.where);
        ADD_FAILURE() << text::to_string(finding);
    }
}

TEST(Words, translations_keep_the_german_terms_of_papers_and_offices_and_no_others) {
    expect_none(lint_kept_terms(shipped(), glossary()));
}

TEST(Words, german_has_one_word_for_a_thing) {
    expect_none(lint_forbidden(shipped("de"), glossary()));
}

TEST(Words, german_sentences_are_short) {
    expect_none(without(lint_sentences(shipped("de"), kMostWordsGerman), kLongSentences));
}

TEST(Words, leichte_sprache_keeps_its_rules) {
    const Language& easy = shipped(kEasyGerman);
    expect_none(lint_sentences(easy, kMostWordsEasyGerman));
    expect_none(lint_lines(easy));
    expect_none(lint_dots(easy));
}

TEST(Words, texts_have_the_digits_of_their_language) {
    for (const Language& language : shipped()) {
        expect_none(without(lint_digits(language), kOtherDigits));
    }
}

/// All that stands between quotation marks or tabs in the code and the settings, and the ids that
/// the questionnaires show.
std::set<std::string> named() {
    std::set<std::string> out;
    const auto add = [&](const std::vector<SourceFile>& files) {
        for (const SourceFile& file : files) {
            for (const std::string& line : file.lines) {
                for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
                    end = line.find_first_of("\"\t", at);
                    out.insert(line.substr(at, end - at));
                }
            }
        }
    };
    add(code_below("app"));
    add(files_below("kiosk-config"));
    for (const SourceFile& file : files_below("locales")) {
        if (file.path.ends_with("/language.json") || file.path.ends_with("/keyboard.json")) {
            add({file});
        }
    }
    for (const SourceFile& file : files_below("kiosk-config/questionnaires")) {
        const auto form = codec::read_questionnaire_file(LOTSE_SOURCE_DIR "/" + file.path);
        EXPECT_TRUE(form) << to_string(form.error());
        if (!form) continue;
        const auto ids = codec::text_ids(**form);
        out.insert(ids.begin(), ids.end());
    }
    return out;
}

TEST(Words, every_german_text_of_clients_is_shown_somewhere) {
    Language german = shipped("de");
    german.messages = {};
    for (const auto& [id, text] : shipped("de").messages) {
        // Names are asked for by the codes of countries and languages.
        if (is_for_clients(id) && !text::is_name(id)) german.messages[id] = text;
    }
    expect_none(lint_unused(german, named()));
}

TEST(Words, translators_are_told_where_each_text_stands) {
    std::string content;
    for (const std::string& line : file_at("locales/notes.json").lines) content += line + "\n";
    const auto file = codec::parse_text_file("locales/notes.json", content);
    ASSERT_TRUE(file) << to_string(file.error());
    text::TextNotes notes;
    for (const codec::TextFile::Entry& entry : file->entries) notes[entry.id] = entry.text;
    const auto& german = shipped("de").messages;
    for (const auto& [id, text] : german) {
        if (!is_for_clients(id)) continue;
        EXPECT_NE(text::note_on(id, notes), "")
            << id << " has no note in locales/notes.json, and neither has its place: write one "
            << "sentence on where it stands, what it does and what not to say";
    }
    for (const auto& [id, note] : notes) {
        EXPECT_TRUE(id.ends_with('.') || german.contains(id))
            << "locales/notes.json says something of " << id << ", which is no text: take it out";
    }
}

TEST(Words, the_glossary_is_complete_and_in_order) {
    expect_none(lint_glossary(glossary(), shipped()));
    EXPECT_GT(glossary().size(), 30U);
}

// --- What the lint finds
// ---------------------------------------------------------------------------------------------

Language with_text(const std::string& tag, const std::string& text, const std::string& id = "a.b") {
    Language out;
    out.tag = tag;
    out.locale = tag;
    out.messages = {{id, text}};
    return out;
}

HardWord term(const std::string& word, bool bracket) {
    HardWord out;
    out.id = word;
    out.german = word;
    out.forms = {word, word + "s"};
    out.explanation = "Ein Wort.";
    out.bracket = bracket;
    return out;
}

TEST(WordLint, a_pattern_has_as_many_readings_as_branches) {
    EXPECT_THAT(readings("Ja"), ElementsAre("Ja"));
    EXPECT_THAT(readings("{n, plural, one {# Tag} other {# Tage}} bei {name}."),
                ElementsAre("# Tag bei X.", "# Tage bei X."));
    EXPECT_THAT(readings("A {k, select, yes {{name}: {n, plural, one {ja} other {jas}}} other {}}"),
                ElementsAre("A X: ja", "A ", "A X: jas", "A "));
}

TEST(WordLint, a_word_is_found_whole_and_without_its_soft_hyphens) {
    EXPECT_TRUE(has_word("Ihr Be\u00adscheid.", "bescheid"));
    EXPECT_FALSE(has_word("Bescheide", "Bescheid"));
    EXPECT_FALSE(has_word("Wer entscheidet?", "Entscheid"));
    EXPECT_FALSE(has_word("Überprüfung", "Prüfung"));
    EXPECT_TRUE(has_word("قرار (Bescheid)", "Bescheid"));
    EXPECT_TRUE(has_beginning("bidin Jobcenterê", "Jobcenter"));
    EXPECT_FALSE(has_beginning("Überprüfung", "Prüfung"));
}

TEST(WordLint, a_german_term_is_kept_in_all_languages_or_in_none) {
    const std::vector<HardWord> kept = {term("Bescheid", true)}, dropped = {term("Frist", false)};
    const Language german = with_text("de", "Ihr Bescheid"), other = with_text("de", "Ihr Papier");
    EXPECT_THAT(lint_kept_terms({german, with_text("en", "Your notice (Bescheid)")}, kept),
                IsEmpty());
    EXPECT_EQ(lint_kept_terms({german, with_text("en", "Your notice")}, kept).size(), 1U);
    EXPECT_EQ(
        lint_kept_terms({other, with_text("en", "Paper (Bescheid)"), with_text("fr", "Avis")}, kept)
            .size(),
        1U);
    EXPECT_THAT(lint_kept_terms({german, with_text("de-x-leicht", "Ihr Brief")}, kept), IsEmpty());
    EXPECT_EQ(lint_kept_terms({german, with_text("en", "Deadline (Frist)")}, dropped).size(), 1U);
    EXPECT_THAT(
        lint_kept_terms(
            {with_text("de", "Bescheid", "desk.a"), with_text("en", "Notice", "desk.a")}, kept),
        IsEmpty());
}

TEST(WordLint, a_synonym_is_told_the_word_to_use) {
    HardWord answers = term("Antwort", false);
    answers.forbidden = {"Angabe", "Angaben"};
    const auto findings = lint_forbidden(with_text("de", "Ihre Angaben"), {answers});
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].what,
              "says \"Angaben\": our word is \"Antwort\" (locales/glossary.json)");
    EXPECT_THAT(lint_forbidden(with_text("de", "Ihre Antworten"), {answers}), IsEmpty());
}

TEST(WordLint, words_are_counted_by_sentence_and_branch) {
    EXPECT_THAT(lint_sentences(with_text("de", "Eins zwei drei. Vier fünf sechs: sieben."), 3),
                IsEmpty());
    EXPECT_EQ(lint_sentences(with_text("de", "Am 1. Mai ist frei."), 4).size(), 1U);
    EXPECT_THAT(lint_sentences(with_text("de", "Eins – zwei … drei"), 3), IsEmpty());
    EXPECT_EQ(lint_sentences(
                  with_text("de", "{n, plural, one {# Tag} other {# Tage und Nächte}} lang"), 4)
                  .size(),
              1U);
}

TEST(WordLint, a_line_of_leichte_sprache_has_one_sentence) {
    EXPECT_EQ(lint_lines(with_text(kEasyGerman, "Das ist gut. Das bleibt.")).size(), 1U);
    EXPECT_THAT(lint_lines(with_text(kEasyGerman, "Das ist gut.\nDas bleibt: 1. Mai.")), IsEmpty());
}

TEST(WordLint, a_dot_stands_between_two_whole_words_of_a_long_one) {
    EXPECT_THAT(lint_dots(with_text(kEasyGerman, "Das Abschluss·zeugnis · heute")), IsEmpty());
    EXPECT_EQ(lint_dots(with_text(kEasyGerman, "Die Fach·schule")).size(), 1U);
    EXPECT_EQ(lint_dots(with_text(kEasyGerman, "Der An·erkennungs·bescheid")).size(), 1U);
    EXPECT_EQ(lint_dots(with_text(kEasyGerman, "normaler·weise oder nicht")).size(), 1U);
}

TEST(WordLint, digits_are_those_of_the_language) {
    EXPECT_THAT(lint_digits(with_text("ar", "حتى ١٩٩١ (Ukraine, § 24) A1")), IsEmpty());
    EXPECT_EQ(lint_digits(with_text("ar", "حتى 1991")).size(), 1U);
    EXPECT_EQ(lint_digits(with_text("ar", "حتى ۱۹۹۱")).size(), 1U) << "Persian digits";
    EXPECT_EQ(lint_digits(with_text("tr", "١٩٩١")).size(), 1U);
    EXPECT_THAT(lint_digits(with_text("ar", "{n, plural, =0 {لا} other {# يوم}}")), IsEmpty());
}

TEST(WordLint, a_text_that_nothing_names_is_found) {
    EXPECT_THAT(lint_unused(with_text("de", "Tag", "date.day"), {"date.day"}), IsEmpty());
    EXPECT_THAT(lint_unused(with_text("de", "Tag", "date.day"), {"date.", "day"}), IsEmpty());
    EXPECT_EQ(lint_unused(with_text("de", "Tag", "date.day"), {"date.", "month"}).size(), 1U);
    EXPECT_EQ(lint_unused(with_text("de", "Tag", "date.day"), {"day", "date"}).size(), 1U);
}

TEST(WordLint, a_glossary_with_holes_is_found) {
    HardWord frist = term("Frist", false);
    frist.languages["en"] = {"deadline", {}, "After this day it is too late."};
    const std::vector<Language> languages = {with_text("de", "Eine Frist"), with_text("en", "x")};
    EXPECT_THAT(lint_glossary({frist}, languages), IsEmpty());
    EXPECT_EQ(lint_glossary({frist, frist}, languages).size(), 1U);
    EXPECT_EQ(lint_glossary({frist}, {languages[0], with_text("fr", "x")}).size(), 2U);
    EXPECT_EQ(lint_glossary({frist}, {with_text("de", "Ein Tag"), languages[1]}).size(), 1U);
    HardWord antrag = frist;
    antrag.id = antrag.german = "Antrag";
    EXPECT_EQ(lint_glossary({frist, antrag}, languages).size(), 1U) << "order";
    frist.explanation = "Eins zwei drei vier fünf sechs sieben acht neun zehn elf.";
    EXPECT_EQ(lint_glossary({frist}, languages).size(), 1U);
}

TEST(WordLint, a_hard_word_is_said_with_the_letters_that_it_is_written_with) {
    HardWord frist = term("Frist", false);
    frist.languages["ar"] = {"مهلة", {}, "هو يوم.", "مُهْلَة", "هُوَ يَوْم."};
    std::vector<Language> languages = {with_text("de", "Eine Frist"), with_text("ar", "x")};
    languages[1].speech.say["a.b"] = {"x", "0"};
    EXPECT_THAT(lint_glossary({frist}, languages), IsEmpty());
    frist.languages["ar"].said_explanation = "هُوَ شَهْر.";
    EXPECT_EQ(lint_glossary({frist}, languages).size(), 1U) << "other letters";
    frist.languages["ar"].said_explanation.clear();
    EXPECT_EQ(lint_glossary({frist}, languages).size(), 1U) << "none";
}

}  // namespace
}  // namespace lotse::lint
