// SPDX-License-Identifier: EUPL-1.2
/// The command line for questionnaires as spreadsheets and for expressions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "codec/forms/questionnaire_json.h"
#include "codec/spreadsheet/write.h"
#include "support/temp_folder.h"
#include "tools/cli.h"

namespace lotse::tools {
namespace {

using testing::HasSubstr;

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class FormTools : public testing::Test {
protected:
    int command_line(std::vector<std::string> arguments, const std::string& typed = "") {
        std::vector<const char*> words = {"lotse-tool"};
        for (const std::string& argument : arguments) {
            words.push_back(argument.c_str());
        }
        std::istringstream in(typed);
        std::ostringstream out, complaints;
        const int status =
            tools::run(static_cast<int>(words.size()), words.data(), in, out, complaints);
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    std::string form_file() {
        return form_file({{"type", "name", "label::Deutsch (de)", "label::Dari"},
                          {"begin_group", "s", "Teil", "بخش"},
                          {"text", "a", "Frage", "سوال"},
                          {"image", "photo", "Bild"},
                          {"end_group"}});
    }
    std::string form_file(const std::vector<std::vector<std::string>>& survey) {
        const auto bytes = codec::write_spreadsheet(
            {{{"survey", survey, {}},
              {"choices", {{"list_name", "name", "label::de"}, {"l", "a", "A"}}, {}}}});
        const std::string path = folder.path("form.xlsx");
        std::ofstream(path, std::ios::binary) << bytes.value();
        return path;
    }
    std::vector<std::string> import_of(const std::string& file) {
        return {"xlsform",    "import",     file,    "--name",          "family",
                "--language", "Dari=fa-AF", "--out", folder.path("out")};
    }
    static std::string source(const std::string& path) {
        return std::string(LOTSE_SOURCE_DIR) + "/" + path;
    }

    support::TempFolder folder;
    std::string printed, errors;
};

TEST_F(FormTools, a_spreadsheet_becomes_a_questionnaire_and_its_texts) {
    ASSERT_EQ(command_line(import_of(form_file())), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("kept: sheet survey, cell A4 (type): the type \"image\""));
    EXPECT_THAT(printed, HasSubstr("/out/questionnaires/family.json\n"));
    EXPECT_TRUE(codec::read_questionnaire_file(folder.path("out/questionnaires/family.json")).ok());
    EXPECT_EQ(read(folder.path("out/locales/fa-AF/family.json")),
              "{\n  \"family.s.title\": \"بخش\",\n  \"family.s.a.label\": \"سوال\"\n}\n");
    struct stat status {};
    ASSERT_EQ(stat(folder.path("out/locales/de/family.json").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0644U) << "the terminal's account reads it, too";
    ASSERT_EQ(stat(folder.path("out/locales/de").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0755U);
}

TEST_F(FormTools, files_that_are_there_are_written_over_only_when_told) {
    ASSERT_EQ(command_line(import_of(form_file())), 0) << errors;
    std::filesystem::remove(folder.path("out/questionnaires/family.json"));
    EXPECT_EQ(command_line(import_of(form_file())), 1);
    EXPECT_THAT(errors, HasSubstr("is there already; --replace writes over it"));
    EXPECT_FALSE(std::filesystem::exists(folder.path("out/questionnaires/family.json")))
        << "all files or none";
    auto again = import_of(form_file());
    again.push_back("--replace");
    again.push_back("--json");
    ASSERT_EQ(command_line(again), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("\"kind\": \"kept\""));
    EXPECT_THAT(printed, HasSubstr("\"cell\": \"A4\""));
    EXPECT_THAT(printed, HasSubstr("\"fa-AF\": 2"));
}

TEST_F(FormTools, files_of_a_language_itself_are_never_written_over) {
    const std::string path = folder.path("out/locales/de/messages.json");
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path) << "{}";
    for (const char* name : {"messages", "language", "sources"}) {
        EXPECT_EQ(command_line({"xlsform", "import", form_file(), "--name", name, "--language",
                                "Dari=fa-AF", "--out", folder.path("out"), "--replace"}),
                  1);
        EXPECT_THAT(errors,
                    HasSubstr("names texts of the program; call the questionnaire something else"));
    }
    EXPECT_EQ(read(path), "{}");
    EXPECT_FALSE(std::filesystem::exists(folder.path("out/questionnaires")));
}

TEST_F(FormTools, a_refused_form_is_told_with_what_led_to_it) {
    const std::string file = form_file({{"type", "name", "label::de"}, {"select_one x", "a", "A"}});
    EXPECT_EQ(command_line(import_of(file)), 1);
    EXPECT_EQ(
        printed,
        "condition lost: sheet survey, cell A2 (type): there is no choice list \"x\"; write its "
        "choices, or take the row out. So nobody is asked; the row is kept\n"
        "lost: --language \"Dari=fa-AF\": no column is called so; the headings name \"de\"\n");
    EXPECT_THAT(errors, HasSubstr("no row is left that the terminal can ask"));
    auto as_json = import_of(file);
    as_json.push_back("--json");
    EXPECT_EQ(command_line(as_json), 1);
    EXPECT_THAT(printed, HasSubstr("\"cell\": \"A2\""));
    EXPECT_THAT(printed, HasSubstr("\"files\": []"));
}

TEST_F(FormTools, a_form_that_would_lose_a_condition_is_imported_only_when_that_is_accepted) {
    const std::string file = form_file({{"type", "name", "label::de", "relevant"},
                                        {"image", "photo", "Bild"},
                                        {"text", "a", "A", "${photo} != ''"},
                                        {"text", "b", "B", "ja"}});
    EXPECT_EQ(command_line(import_of(file)), 1);
    EXPECT_THAT(printed, HasSubstr("condition lost: sheet survey, cell D3 (relevant): the terminal "
                                   "asks no question \"photo\": row 2 (image) is only kept"));
    EXPECT_THAT(printed,
                HasSubstr("condition lost: sheet survey, cell D4 (relevant): \"ja\" is no"));
    EXPECT_THAT(errors, HasSubstr("2 conditions would be lost"));
    EXPECT_THAT(errors, HasSubstr("--accept-lost-conditions"));
    EXPECT_FALSE(std::filesystem::exists(folder.path("out")));
    auto accepted = import_of(file);
    accepted.insert(accepted.end(), {"--accept-lost-conditions", "--json"});
    ASSERT_EQ(command_line(accepted), 0) << errors;
    EXPECT_THAT(printed, HasSubstr("\"kind\": \"condition lost\""));
    EXPECT_TRUE(std::filesystem::exists(folder.path("out/questionnaires/family.json")));
}

TEST_F(FormTools, choices_are_read_from_files_beside_the_workbook) {
    const std::string file =
        form_file({{"type", "name", "label::de"}, {"select_one_from_file orte.csv", "a", "Ort"}});
    EXPECT_EQ(command_line(import_of(file)), 1);
    EXPECT_THAT(errors, HasSubstr("row 2: the choices of select_one_from_file lie in orte.csv, and "
                                  "no such file can be read. Put it into the folder"));
    std::ofstream(folder.path("orte.csv")) << "name,label::de\nbonn,Bonn\n";
    ASSERT_EQ(command_line(import_of(file)), 0) << errors;
    EXPECT_THAT(read(folder.path("out/locales/de/family.json")),
                HasSubstr("\"family.choices.orte.bonn\": \"Bonn\""));
}

TEST_F(FormTools, a_form_without_german_is_imported_with_a_warning) {
    ASSERT_EQ(
        command_line(import_of(form_file({{"type", "name", "label::en"}, {"text", "a", "A"}}))), 0)
        << errors;
    EXPECT_THAT(
        printed,
        HasSubstr("changed: 2 texts are not there in German. Every language falls back to German"));
    EXPECT_THAT(printed, HasSubstr("before they stand in locales/de/family.json\n"));
    ASSERT_EQ(command_line({"xlsform", "import", form_file(), "--name", "other", "--language",
                            "Dari=fa-AF", "--out", folder.path("out")}),
              0)
        << errors;
    EXPECT_THAT(printed, testing::Not(HasSubstr("in German")));
}

TEST_F(FormTools, what_a_form_leaves_to_the_program_is_asked_in_its_words) {
    auto import = import_of(form_file(
        {{"type", "name", "label::de", "label::ar"}, {"select_one l or_other", "a", "A", "ا"}}));
    import.insert(import.end(), {"--locales", source("locales")});
    ASSERT_EQ(command_line(import), 0) << errors;
    EXPECT_THAT(read(folder.path("out/locales/de/family.json")),
                HasSubstr("\"family.choices.l_or_other.other\": \"Etwas anderes\""));
    EXPECT_THAT(read(folder.path("out/locales/ar/family.json")),
                HasSubstr("\"family.main.a_other.label\": \"شيء آخر\""));
    EXPECT_THAT(printed, HasSubstr("a choice \"other\" and a question for it\n"));
}

TEST_F(FormTools, what_is_missing_or_wrong_is_said_in_one_line) {
    const std::string file = form_file();
    const std::string unknown = form_file(
        {{"type", "name", "label::de", "label::Kurdish"}, {"text", "a", "Frage", "Pirs"}});
    EXPECT_EQ(command_line(
                  {"xlsform", "import", unknown, "--name", "family", "--out", folder.path("out")}),
              1);
    EXPECT_THAT(errors,
                HasSubstr("cell D1: which languages are these? Give --language \"Kurdish=TAG\""));
    ASSERT_EQ(form_file(), file) << "the form of before";
    EXPECT_FALSE(std::filesystem::exists(folder.path("out")));
    EXPECT_EQ(command_line({"xlsform", "import", file, "--name", "family", "--language", "Dari"}),
              1);
    EXPECT_THAT(errors, HasSubstr("expected NAME=TAG"));
    std::ofstream(folder.path("old.xls")) << "\xD0\xCF\x11\xE0 old";
    EXPECT_EQ(command_line(import_of(folder.path("old.xls"))), 1);
    EXPECT_THAT(errors, HasSubstr("old.xls: this is an old .xls file; save as .xlsx"));
    EXPECT_EQ(command_line({"xlsform", "export", "nowhere", "--out", folder.path("x.xlsx"),
                            "--questionnaires", folder.path("")}),
              1);
    EXPECT_THAT(errors, HasSubstr("nowhere.json"));
    EXPECT_EQ(command_line({"xlsform", "import"}), 2);
}

TEST_F(FormTools, a_shipped_questionnaire_goes_out_and_comes_back) {
    const std::string file = folder.path("form.xlsx");
    ASSERT_EQ(command_line({"xlsform", "export", "arbeitgeber", "--out", file, "--questionnaires",
                            source("kiosk-config/questionnaires"), "--locales", source("locales")}),
              0)
        << errors;
    ASSERT_EQ(command_line({"xlsform", "import", file, "--name", "arbeitgeber", "--out",
                            folder.path("out")}),
              0)
        << errors;
    EXPECT_THAT(printed, testing::Not(HasSubstr("kept: ")));
    const auto before =
        codec::read_questionnaire_file(source("kiosk-config/questionnaires/arbeitgeber.json"));
    const auto after =
        codec::read_questionnaire_file(folder.path("out/questionnaires/arbeitgeber.json"));
    ASSERT_TRUE(before.ok() && after.ok());
    EXPECT_EQ(codec::text_ids(*before.value()), codec::text_ids(*after.value()));
    const auto sheets = codec::read_spreadsheet(read(file), file);
    ASSERT_TRUE(sheets.ok());
    EXPECT_THAT(sheets->sheets[0].rows[0], testing::Contains("label::Deutsch (de)"));
}

TEST_F(FormTools, every_line_of_cases_is_answered_with_its_value_or_its_mistake) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {R"j({"expr":"${age} >= 18","values":{"age":34}})j",
         R"j({"ok":true,"type":"boolean","value":true})j"},
        {R"j({"expr":"${a} + 1","values":{"a":"1.5"}})j",
         R"j({"ok":true,"type":"number","value":2.5})j"},
        {R"j({"expr":"6 div 2"})j", R"j({"ok":true,"type":"number","value":3})j"},
        {R"j({"expr":"1 div 0"})j", R"j({"ok":true,"type":"number","value":"Infinity"})j"},
        {R"j({"expr":"concat(., '!')","this":"hä"})j",
         R"j({"ok":true,"type":"string","value":"hä!"})j"},
        {R"j({"expr":"${a}","values":{"a":null}})j", R"j({"ok":true,"type":"string","value":""})j"},
        {R"j({"expr":"${d} < today()","values":{"d":"2026-11-21"},"today":"2026-11-22"})j",
         R"j({"ok":true,"type":"boolean","value":true})j"},
        {R"j({"expr":"today()","today":"2026-11-22"})j",
         R"j({"ok":true,"type":"date","value":"2026-11-22"})j"},
        {R"j({"expr":"now()","today":"2026-11-22"})j",
         R"j({"ok":true,"type":"datetime","value":"2026-11-22T00:00:00.000+01:00"})j"},
        {R"j({"expr":"selected(${l}, 'fr') and count-selected(${l}) = 2","values":{"l":["en","fr"]}})j",
         R"j({"ok":true,"type":"boolean","value":true})j"},
        {R"j({"expr":"sum(${k}) + count(${k})","values":{"k":[1,2,3]}})j",
         R"j({"ok":true,"type":"number","value":9})j"},
        {R"j({"expr":"indexed-repeat(${k}, ${k}, 2)","values":{"k":["x","y"]}})j",
         R"j({"ok":true,"type":"string","value":"y"})j"},
        {R"j({"expr":"${k}","values":{"k":["x","y"]}})j",
         R"j({"ok":true,"type":"list","value":["x","y"]})j"},
        {R"j({"expr":"position(..)","position":2})j", R"j({"ok":true,"type":"number","value":2})j"},
        {R"j({"expr":"region = 'n'","columns":{"region":"n"}})j",
         R"j({"ok":true,"type":"boolean","value":true})j"},
        {R"j({"expr":"jr:choice-name(${g}, '${g}')","values":{"g":"a"},"labels":{"g":{"a":"Label"}}})j",
         R"j({"ok":true,"type":"string","value":"Label"})j"},
        {R"j({"expr":"string-length(uuid())"})j", R"j({"ok":true,"type":"number","value":36})j"},
        {R"j({"expr":"random() >= 0 and random() < 1"})j",
         R"j({"ok":true,"type":"boolean","value":true})j"},
        {R"j({"expr":"1 + "})j",
         R"j({"error":"expected a value, the expression ends here","at":5})j"},
        {R"j({"expr":"1 + ${b}","values":{"a":1}})j",
         R"j({"error":"there is no value \"b\"","at":5})j"},
        {R"j({"expr":"1 = region"})j",
         R"j({"error":"\"region\" means nothing here; expected ${region} for a question or 'region' for a text","at":5})j"},
        {R"j({"expr":"weighted-checklist(1, 1, 1)"})j",
         R"j({"error":"weighted-checklist() expected a weight for every value","at":null})j"},
        {R"j({"expr":1})j",
         R"j({"error":"expected {\"expr\": \"…\", \"values\": {…}, \"this\": …}","at":null})j"},
        {R"j({"expr":"1","values":[]})j",
         R"j({"error":"\"values\" expected an object {…}","at":null})j"},
        {R"j({"expr":"1","today":"tomorrow"})j",
         R"j({"error":"\"today\" expected YYYY-MM-DD","at":null})j"},
    };
    std::string lines, expected;
    for (const auto& [line, answer] : cases) {
        lines += line + "\n\n";
        expected += answer + "\n";
    }
    ASSERT_EQ(command_line({"expression", "eval"}, lines), 0) << errors;
    EXPECT_EQ(printed, expected);
    ASSERT_EQ(command_line({"expression", "eval"}, "no json"), 0);
    EXPECT_THAT(printed, HasSubstr("{\"error\":\"case, line 1, column"));
}

TEST_F(FormTools, expressions_are_evaluated_in_any_time_zone) {
    const std::string lines = R"j({"expr":"date-time('1970-01-01T21:50:49Z')"}
{"expr":"number(date('1970-01-01')) * 24"}
)j";
    ASSERT_EQ(command_line({"expression", "eval"}, lines), 0) << errors;
    EXPECT_EQ(printed,
              R"j({"ok":true,"type":"datetime","value":"1970-01-01T22:50:49.000+01:00"}
{"ok":true,"type":"number","value":0}
)j");
    ASSERT_EQ(command_line({"expression", "eval", "--timezone", "America/Phoenix"}, lines), 0)
        << errors;
    EXPECT_EQ(printed,
              R"j({"ok":true,"type":"datetime","value":"1970-01-01T14:50:49.000-07:00"}
{"ok":true,"type":"number","value":7}
)j");
    EXPECT_NE(command_line({"expression", "eval", "--timezone", "Phoenix"}, lines), 0);
    EXPECT_THAT(errors, HasSubstr("IANA"));
}

}  // namespace
}  // namespace lotse::tools
