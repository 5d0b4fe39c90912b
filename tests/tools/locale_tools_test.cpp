// SPDX-License-Identifier: EUPL-1.2
/// The exchange of texts through the command line, on a copy of the shipped languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "codec/spreadsheet/write.h"
#include "codec/translation/language_json.h"
#include "codec/translation/text_files.h"
#include "codec/translation/translation_file.h"
#include "core/clean_text.h"
#include "core/configuration/translation.h"
#include "support/temp_folder.h"
#include "tools/cli.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

void replace(std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
}

class LocaleTools : public testing::Test {
protected:
    LocaleTools() { fs::copy(LOTSE_SOURCE_DIR "/locales", locales, fs::copy_options::recursive); }

    int tool(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"lotse-tool", "locale"});
        arguments.insert(arguments.end(), {"--locales", locales});
        std::vector<const char*> raw;
        for (const std::string& argument : arguments) {
            raw.push_back(argument.c_str());
        }
        std::istringstream in;
        std::ostringstream out, complaints;
        const int status =
            tools::run(static_cast<int>(raw.size()), raw.data(), in, out, complaints);
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    std::string exported(const std::string& tag, const std::string& format,
                         const std::string& only = "all") {
        const std::string file = folder.path(tag + "." + format);
        fs::remove(file);
        EXPECT_EQ(
            tool({"export", "--language", tag, "--format", format, "--out", file, "--only", only}),
            0)
            << errors;
        return file;
    }
    /// File name → bytes of a language folder.
    std::map<std::string, std::string> content(const std::string& tag) const {
        std::map<std::string, std::string> out;
        for (const auto& entry : fs::directory_iterator(locales + "/" + tag)) {
            out[entry.path().filename().string()] = read(entry.path().string());
        }
        return out;
    }
    std::map<std::string, std::string> texts(const std::string& tag) const {
        std::map<std::string, std::string> out;
        const auto files = codec::read_text_files(locales + "/" + tag);
        LOTSE_CHECK(files.ok());
        for (const codec::TextFile& file : *files) {
            for (const auto& entry : file.entries) {
                out[entry.id] = entry.text;
            }
        }
        return out;
    }
    Language language(const std::string& tag) const {
        auto out = codec::read_language_folder(locales + "/" + tag);
        LOTSE_CHECK(out.ok());
        return *out;
    }
    bool stale(const std::string& tag, const std::string& id) const {
        return is_stale(language(tag), language("de"), id);
    }

    support::TempFolder folder;
    std::string locales = folder.path("locales");
    std::string printed, errors;
};

TEST_F(LocaleTools, every_language_goes_out_and_comes_back_byte_for_byte) {
    // Every language in one format, every format with six languages: each step reads all folders.
    std::size_t turn = 0;
    for (const auto& entry : fs::directory_iterator(LOTSE_SOURCE_DIR "/locales")) {
        if (!entry.is_directory()) continue;
        const std::string tag = entry.path().filename().string();
        const auto before = content(tag);
        const std::string format =
            tag == "de" ? "json" : std::vector{"json", "xliff", "xlsx"}[turn++ % 3];
        SCOPED_TRACE(tag + " as " + format);
        const std::string file = exported(tag, format);
        const std::string bytes = read(file);
        EXPECT_EQ(tool({"import", file}), 0) << errors;
        EXPECT_THAT(printed, HasSubstr(": 0 texts changed, 0 confirmed, 0 refused"));
        EXPECT_EQ(content(tag), before);
        EXPECT_EQ(read(exported(tag, format)), bytes) << "the export is not the same again";
    }
}

/// A new text with the arguments of `before`: words of the language's own are kept, pieces are put
/// between them.
std::string changed(const std::string& before, std::mt19937& random) {
    static const std::vector<std::string> kPieces = {" & ",  " <",  "> ",     "\n", " \"",  "; ",
                                                     " \\ ", " – ", " (12) ", "%",  " &c; "};
    return kPieces[random() % 2 + 4] + "§" + before + kPieces[random() % kPieces.size()] + "§" +
           std::to_string(random() % 1000);
}

TEST_F(LocaleTools, random_edits_arrive_whatever_the_format) {
    std::mt19937 random(4711);
    for (const std::string tag : {"uk", "ar", "tr", "fa-AF"}) {
        for (const std::string format : {"json", "xliff", "xlsx"}) {
            SCOPED_TRACE(tag + " as " + format);
            const auto kind = codec::translation_format(format);
            const std::string file = exported(tag, format);
            auto translation = codec::read_translation(read(file), *kind, file);
            ASSERT_TRUE(translation) << to_string(translation.error());
            auto expected = texts(tag);
            std::size_t edits = 0;
            for (TranslationRow& row : translation->rows) {
                // Line breaks are refused in answers, titles and buttons.
                const bool runs = row.id.ends_with(".hint") || row.id.ends_with(".text") ||
                                  row.id.ends_with("_message");
                if (!runs || random() % 4 != 0 || row.text.size() < 50) {
                    continue;
                }
                row.text = changed(row.text, random);
                row.text.erase(0, row.text.find("§"));
                // Spaces in a row and at the ends are for the lint to refuse.
                for (auto at = row.text.find("  "); at != std::string::npos;
                     at = row.text.find("  ")) {
                    row.text.erase(at, 1);
                }
                expected[row.id] = row.text;
                ++edits;
            }
            ASSERT_GT(edits, 3u);
            const auto bytes = codec::write_translation(*translation, *kind);
            ASSERT_TRUE(bytes) << to_string(bytes.error());
            write(file, *bytes);
            EXPECT_EQ(tool({"import", file}), 0) << printed << errors;
            EXPECT_THAT(printed, HasSubstr(tag + ": " + std::to_string(edits) + " texts changed"));
            EXPECT_EQ(texts(tag), expected);
            EXPECT_EQ(tool({"import", file}), 0);
            EXPECT_THAT(printed, HasSubstr(": 0 texts changed"));
        }
    }
}

TEST_F(LocaleTools, a_broken_text_is_refused_and_the_others_are_taken) {
    const std::string file = folder.path("uk.json");
    write(
        file,
        R"({"page.next": "Вперед", "page.progress": "Розділ", "page.nothing": "x", "page.back": "п'ять"})");
    EXPECT_EQ(tool({"import", file, "--dry-run"}), 1);
    EXPECT_THAT(printed, HasSubstr("uk: 1 text would change, 0 confirmed, 3 refused"));
    const auto before = texts("uk");
    EXPECT_EQ(tool({"import", file}), 1);
    EXPECT_THAT(errors, HasSubstr("3 texts refused"));
    EXPECT_THAT(printed,
                HasSubstr("page.next (line 1): \"" + before.at("page.next") + "\" → \"Вперед\""));
    EXPECT_THAT(printed, HasSubstr("page.progress (line 1): refused: has the arguments none; "
                                   "German has section, sections"));
    auto expected = before;
    expected["page.next"] = "Вперед";
    EXPECT_EQ(texts("uk"), expected);
}

TEST_F(LocaleTools, a_dry_run_changes_nothing) {
    const auto before = content("uk");
    const std::string file = folder.path("uk.json");
    write(file, R"({"page.next": "Вперед"})");
    EXPECT_EQ(tool({"import", file, "--dry-run", "--json"}), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("\"taken\": false"));
    EXPECT_THAT(printed, HasSubstr("\"after\": \"Вперед\""));
    EXPECT_EQ(content("uk"), before);
}

TEST_F(LocaleTools,
       a_text_becomes_stale_when_the_german_one_changes_and_fresh_when_it_is_done_again) {
    ASSERT_EQ(tool({"accept"}), 0) << errors;
    EXPECT_FALSE(stale("uk", "page.skip"));
    const std::string old_xliff = exported("uk", "xliff");
    const std::string old_german = exported("de", "json");
    const std::string kept_german = folder.path("german_then.json");
    fs::copy(old_german, kept_german);

    const std::string german = folder.path("change.json");
    write(german, R"({"page.skip": "Nicht beantworten"})");
    ASSERT_EQ(tool({"import", german, "--language", "de"}), 0) << printed << errors;
    EXPECT_TRUE(stale("uk", "page.skip"));
    EXPECT_FALSE(stale("uk", "page.next"));
    EXPECT_EQ(tool({"lint"}), 1);
    EXPECT_THAT(printed,
                HasSubstr("locales/uk, page.skip: was not made from the German text as it is now"));
    EXPECT_EQ(tool({"status", "--json"}), 0);
    EXPECT_THAT(printed, HasSubstr("\"page.skip\""));

    // A file of before: the new translation was made from the old German.
    std::string xliff = read(old_xliff);
    const std::string text = texts("uk").at("page.skip");
    replace(xliff, ">" + text + "<", ">Не відповідати<");
    write(old_xliff, xliff);
    EXPECT_EQ(tool({"import", old_xliff}), 1);
    EXPECT_THAT(printed, HasSubstr("page.skip (line"));
    EXPECT_THAT(
        printed,
        HasSubstr("the German text changed since the export, it is now \"Nicht beantworten\""));
    const std::string json = folder.path("uk.json");
    write(json, R"({"page.skip": "Не відповідати"})");
    EXPECT_EQ(tool({"import", json, "--german", kept_german}), 1);
    EXPECT_EQ(texts("uk").at("page.skip"), text);

    // A file of now holds the one text; it comes back done.
    const std::string stale_only = exported("uk", "xliff", "stale");
    EXPECT_THAT(printed, HasSubstr("uk: 1 texts"));
    xliff = read(stale_only);
    EXPECT_THAT(xliff, HasSubstr("needs-review-translation"));
    replace(xliff, "needs-review-translation", "translated");
    write(stale_only, xliff);
    EXPECT_EQ(tool({"import", stale_only}), 0) << printed << errors;
    EXPECT_THAT(printed, HasSubstr("uk: 0 texts changed, 1 confirmed"));
    EXPECT_FALSE(stale("uk", "page.skip"));
    EXPECT_TRUE(stale("ru", "page.skip"));
    EXPECT_EQ(tool({"accept", "--language", "ru", "--language", "fr"}), 0);
    EXPECT_THAT(printed, HasSubstr("ru: "));
    EXPECT_THAT(printed, HasSubstr("1 of them stale before"));
    EXPECT_FALSE(stale("ru", "page.skip"));
    EXPECT_TRUE(stale("ar", "page.skip"));
}

TEST_F(LocaleTools, json_alone_makes_no_stale_text_fresh) {
    ASSERT_EQ(tool({"accept"}), 0) << errors;
    const std::string german = folder.path("change.json");
    write(german, R"({"page.skip": "Nicht beantworten", "page.next": "Nächste Seite"})");
    ASSERT_EQ(tool({"import", german, "--language", "de"}), 0) << printed << errors;
    ASSERT_TRUE(stale("uk", "page.skip"));

    const std::string json = folder.path("uk.json");
    write(json, R"({"page.skip": "Не відповідати", "page.next": "Вперед"})");
    EXPECT_EQ(tool({"import", json}), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("\"Вперед\"; stale: was stale, and the file does not say"));
    EXPECT_THAT(printed, HasSubstr("Stale: 2 of them."));
    EXPECT_EQ(texts("uk").at("page.skip"), "Не відповідати");
    EXPECT_TRUE(stale("uk", "page.skip"));

    // One is accepted by hand; the other is done again by somebody who says what he saw.
    EXPECT_EQ(tool({"accept", "--id", "page.skip", "--language", "uk"}), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("uk: 1 text accepted, 1 of them stale before"));
    EXPECT_FALSE(stale("uk", "page.skip"));
    EXPECT_TRUE(stale("uk", "page.next"));
    EXPECT_TRUE(stale("ru", "page.skip"));
    EXPECT_EQ(tool({"accept", "--id", "page.nothing"}), 1);
    EXPECT_THAT(errors, HasSubstr("no German text \"page.nothing\""));
    write(json, R"({"page.next": "Наступна сторінка"})");
    EXPECT_EQ(tool({"import", json, "--made-from-current"}), 0) << errors;
    EXPECT_FALSE(stale("uk", "page.next"));
    EXPECT_EQ(tool({"accept", "--id", "page.next"}), 0) << errors;
    EXPECT_FALSE(stale("ru", "page.next"));
    EXPECT_TRUE(stale("ru", "page.skip"));
}

TEST_F(LocaleTools, a_file_of_another_language_is_not_taken) {
    for (const auto& [from, to] : {std::pair("ar", "uk"), std::pair("en", "pl")}) {
        SCOPED_TRACE(std::string(from) + " as " + to);
        const auto before = content(to);
        const std::string file = exported(from, "json");
        EXPECT_EQ(tool({"import", file, "--language", to}), 1);
        EXPECT_THAT(errors, HasSubstr("nothing is taken of it: its new texts are those of " +
                                      std::string(from)));
        EXPECT_EQ(content(to), before);
        EXPECT_EQ(tool({"import", file, "--language", to, "--json"}), 1);
        EXPECT_THAT(printed, HasSubstr("\"taken\": false"));
        EXPECT_EQ(content(to), before);
    }
    // Who insists gets it, as far as it can be taken, and the lint says what it is.
    EXPECT_EQ(tool({"import", folder.path("en.json"), "--language", "pl", "--anyway"}), 1);
    EXPECT_EQ(texts("pl").at("page.next"), texts("en").at("page.next"));
    EXPECT_EQ(tool({"lint"}), 1);
    EXPECT_THAT(printed, HasSubstr("locales/pl, texts: are those of en: "));
}

TEST_F(LocaleTools, tags_are_understood_as_other_programs_write_them) {
    for (const auto& [name, tag] : {std::pair("sr_Latn.json", "sr-Latn"),
                                    {"messages.sr_RS_latin.json", ""},
                                    {"sr-Latn-RS.json", "sr-Latn"},
                                    {"texte.prs.json", "fa-AF"},
                                    {"Dari.json", "fa-AF"},
                                    {"uk (2).json", "uk"},
                                    {"uk_UA.json", "uk"},
                                    {"ku-Arab-IQ.json", "ckb"},
                                    {"kmr.json", "ku"},
                                    {"neu.json", ""}}) {
        const std::string file = folder.path(name);
        write(file, R"({"page.next": ""})");
        EXPECT_EQ(tool({"import", file, "--dry-run"}), *tag == '\0' ? 1 : 0) << name;
        if (*tag == '\0') {
            EXPECT_THAT(errors, HasSubstr("say with --language")) << name;
        } else {
            EXPECT_THAT(printed, HasSubstr(std::string(tag) + ": 0 texts would change")) << name;
        }
    }
    const std::string file = exported("uk", "xliff");
    const std::string exported_text = read(file);
    for (const char* target : {"uk-UA", "UK", "uk_UA", "ukr", "uk-Cyrl-UA", "Ukrainian"}) {
        std::string xliff = exported_text;
        replace(xliff, "target-language=\"uk\"", "target-language=\"" + std::string(target) + "\"");
        write(file, xliff);
        EXPECT_EQ(tool({"import", file, "--dry-run"}), 0) << target << errors;
        EXPECT_THAT(printed, HasSubstr("uk: 0 texts")) << target;
    }
    EXPECT_EQ(tool({"import", file, "--language", "uk_UA", "--dry-run"}), 0) << errors;
    EXPECT_EQ(tool({"import", file, "--language", "ru"}), 1);
    EXPECT_THAT(errors, HasSubstr("not of \"ru\""));
    EXPECT_EQ(tool({"import", file, "--language", "bs-Latn-BA"}), 1);
    EXPECT_THAT(errors, HasSubstr("no language \"bs-Latn-BA\"; there are am, ar"));
    const std::string out = folder.path("dari.json");
    EXPECT_EQ(tool({"export", "--language", "prs", "--format", "json", "--out", out}), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("fa-AF: "));
}

TEST_F(LocaleTools, nested_json_is_taken_text_by_text) {
    const std::string file = folder.path("uk.json");
    write(
        file,
        R"({"page": {"next": "Вперед", "back": null, "skip": 7}, "no": {"such": "x"}, "page.next": "Уперед"})");
    EXPECT_EQ(tool({"import", file}), 1);
    EXPECT_THAT(printed, HasSubstr("uk: 1 text changed, 0 confirmed, 3 refused, 0 unchanged, 1 "
                                   "without a translation"));
    EXPECT_THAT(printed, HasSubstr("page.skip (line 1): refused: expected a text in quotes"));
    EXPECT_THAT(printed, HasSubstr("no.such (line 1): refused: there is no text of this id"));
    EXPECT_THAT(printed, HasSubstr("page.next (line 1): refused: stands in the file twice"));
    EXPECT_THAT(printed, HasSubstr("page.back (line 1): note: null counts as not translated"));
    EXPECT_EQ(texts("uk").at("page.next"), "Вперед");
}

TEST_F(LocaleTools, what_was_written_about_a_text_goes_out_with_it) {
    EXPECT_THAT(read(exported("uk", "xliff")),
                HasSubstr("<note>Button to the next screen. Text der Bedienung"));
    write(locales + "/notes.json", "[]");
    EXPECT_NE(tool({"export", "--language", "uk", "--format", "xliff", "--out", "-"}), 0);
    EXPECT_THAT(errors, HasSubstr("notes.json"));
    fs::remove(locales + "/notes.json");
    EXPECT_THAT(read(exported("uk", "xliff")),
                testing::Not(HasSubstr("Button to the next screen")));
}

TEST_F(LocaleTools, no_shipped_text_has_anything_to_clean) {
    for (const auto& entry : fs::directory_iterator(locales)) {
        if (!entry.is_directory()) continue;
        for (const auto& [id, text] : texts(entry.path().filename().string())) {
            const Cleaned clean = clean_text(text);
            EXPECT_EQ(clean.text, text) << entry.path() << ", " << id << ": " << clean.stripped;
        }
    }
}

TEST_F(LocaleTools, a_language_that_has_begun_gets_files_as_german_has_them) {
    const std::string file = folder.path("begun.json");
    ASSERT_FALSE(fs::exists(locales + "/hi/arbeitgeber.json"));
    const auto german = codec::read_text_files(locales + "/de");
    ASSERT_TRUE(german);
    const std::string id = [&] {
        for (const codec::TextFile& one : *german) {
            if (one.name == "arbeitgeber.json") {
                return one.entries.front().id;
            }
        }
        return std::string();
    }();
    write(file, "{\"" + id + "\": \"नमस्ते\"}");
    EXPECT_EQ(tool({"import", file, "--language", "hi"}), 0) << printed << errors;
    EXPECT_EQ(read(locales + "/hi/arbeitgeber.json"), "{\n  \"" + id + "\": \"नमस्ते\"\n}\n");
    const auto mode = fs::status(locales + "/hi/arbeitgeber.json").permissions();
    EXPECT_EQ(mode & fs::perms::others_read, fs::perms::others_read);
}

TEST_F(LocaleTools, a_spreadsheet_edited_by_hand_is_taken_row_by_row) {
    const std::string file = exported("uk", "xlsx");
    auto book = codec::read_spreadsheet(read(file), file);
    ASSERT_TRUE(book);
    auto& rows = book->sheets[0].rows;
    ASSERT_EQ(rows[0], (std::vector<std::string>{"id", "Deutsch", "uk", "Hinweis", "Stand"}));
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i][0] == "page.next") {
            rows[i][2] = "Вперед";
        } else if (rows[i][0] == "page.progress") {
            rows[i][2] = "{section}";
        }
    }
    const auto bytes = codec::write_spreadsheet(*book);
    ASSERT_TRUE(bytes);
    write(file, *bytes);
    EXPECT_EQ(tool({"import", file}), 1);
    EXPECT_THAT(printed, HasSubstr("uk: 1 text changed, 0 confirmed, 1 refused"));
    EXPECT_THAT(printed, HasSubstr("page.progress (row "));
    EXPECT_EQ(texts("uk").at("page.next"), "Вперед");
}

TEST_F(LocaleTools, what_cannot_be_done_is_said_plainly) {
    EXPECT_EQ(tool({"export", "--language", "xx", "--format", "json"}), 1);
    EXPECT_THAT(errors, HasSubstr("there is no language \"xx\"; there are "));
    EXPECT_EQ(tool({"export", "--language", "uk", "--format", "po"}), 1);
    EXPECT_THAT(errors, HasSubstr("json, xliff or xlsx"));
    EXPECT_EQ(tool({"export", "--language", "uk", "--format", "json", "--only", "some"}), 1);
    EXPECT_EQ(tool({"export", "--language", "de", "--format", "xliff"}), 1);
    EXPECT_THAT(errors, HasSubstr("json only"));
    const std::string taken = exported("uk", "json");
    EXPECT_EQ(tool({"export", "--language", "uk", "--format", "json", "--out", taken}), 1);
    EXPECT_THAT(errors, HasSubstr("is there already"));
    EXPECT_EQ(tool({"import", folder.path("none.json")}), 1);
    EXPECT_EQ(tool({"import", folder.path("uk.ods")}), 1);
    EXPECT_EQ(tool({"import", exported("uk", "xliff"), "--language", "ru"}), 1);
    EXPECT_THAT(errors, HasSubstr("holds texts of \"uk\", not of \"ru\""));
    EXPECT_EQ(tool({"accept", "--language", "de"}), 1);
    EXPECT_EQ(tool({"import"}), 2);
}

TEST_F(LocaleTools, a_damaged_record_of_german_texts_is_named) {
    write(locales + "/uk/sources.json", R"({"made_from": ["0123abcd", 7]})");
    EXPECT_EQ(tool({"status"}), 1);
    EXPECT_THAT(errors, HasSubstr("uk/sources.json"));
    EXPECT_THAT(errors, HasSubstr("\"made_from\" expected"));
    write(locales + "/uk/sources.json", R"({"made_from": []})");
    EXPECT_TRUE(stale("uk", "page.next")) << "recorded is: from none of the German texts";
}

TEST_F(LocaleTools, status_has_a_line_for_each_language) {
    EXPECT_EQ(tool({"status"}), 0) << errors;
    for (const auto& entry : fs::directory_iterator(locales)) {
        if (!entry.is_directory()) continue;
        EXPECT_THAT(printed, HasSubstr("\n" + entry.path().filename().string() + " "));
    }
}

}  // namespace
}  // namespace lotse::tools
