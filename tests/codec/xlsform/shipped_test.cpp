// SPDX-License-Identifier: EUPL-1.2
/// The questionnaires that we ship, in all their languages, as XLSForm and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "codec/spreadsheet/spreadsheet.h"
#include "codec/xlsform/form_files.h"
#include "codec/xlsform/support.h"
#include "core/intake/queue.h"
#include "support/temp_folder.h"
#include "support/xlsform_rules.h"
#include "support/zip_maker.h"

namespace lotse::codec {
namespace {

using testing::IsEmpty;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

FormToExport shipped(const std::string& name) {
    const std::filesystem::path root = LOTSE_SOURCE_DIR;
    FormToExport form;
    form.definition = read(root / "kiosk-config/questionnaires" / (name + ".json"));
    for (const auto& folder : std::filesystem::directory_iterator(root / "locales")) {
        if (std::filesystem::exists(folder.path() / (name + ".json"))) {
            const std::string tag = folder.path().filename();
            form.texts[tag] = nlohmann::json::parse(read(folder.path() / (name + ".json")))
                                  .get<std::map<std::string, std::string>>();
            form.language_names[tag] =
                nlohmann::json::parse(read(folder.path() / "language.json")).at("endonym");
        }
    }
    return form;
}

TEST(ShippedForms, no_questionnaire_can_take_the_name_of_a_file_or_text_of_the_program) {
    const std::filesystem::path root = LOTSE_SOURCE_DIR;
    std::size_t files = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(root / "locales")) {
        const std::string name = file.path().stem();
        const bool is_of_a_language = file.path().parent_path() != root / "locales";
        if (file.path().extension() != ".json" || !is_of_a_language) {
            continue;
        }
        if (std::filesystem::exists(root / "kiosk-config/questionnaires" / (name + ".json"))) {
            // A centre may change its questionnaires, but not what a client asks deletion by.
            EXPECT_EQ(is_taken_name(name), name == kWithdrawalForm) << name;
            continue;
        }
        ++files;
        EXPECT_TRUE(is_taken_name(name)) << name;
        if (name == "language" || name == "keyboard" || name == "sources" || name == "speech" ||
            name == "occupations") {
            continue;
        }
        const auto texts = nlohmann::json::parse(read(file.path()));
        for (const auto& [id, text] : texts.items()) {
            EXPECT_TRUE(is_taken_name(id.substr(0, id.find('.')))) << file.path() << ": " << id;
        }
    }
    EXPECT_GT(files, 60u);
}

class ShippedForm : public testing::TestWithParam<const char*> {};

TEST_P(ShippedForm, comes_back_from_a_spreadsheet_as_it_was_in_every_language) {
    const FormToExport form = shipped(GetParam());
    ASSERT_GE(form.texts.size(), 6u);
    const auto bytes = write_xlsform(form);
    ASSERT_TRUE(bytes.ok()) << to_string(bytes.error());
    const auto back = read_xlsform(*bytes, {GetParam(), "form.xlsx", {}});
    ASSERT_TRUE(back.ok()) << to_string(back.error());
    EXPECT_EQ(nlohmann::json::parse(back->definition), nlohmann::json::parse(form.definition));
    for (const auto& [tag, texts] : form.texts) {
        EXPECT_EQ(back->texts.at(tag), texts) << tag;
    }
    EXPECT_EQ(back->texts.size(), form.texts.size());
    EXPECT_THAT(back->findings, IsEmpty()) << to_string(back->findings.front());
    const auto again = write_xlsform({back->definition, "again", back->texts, form.language_names});
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(*again == *bytes);
}

TEST_P(ShippedForm, keeps_the_published_rules_of_xlsform) {
    const auto bytes = write_xlsform(shipped(GetParam()));
    ASSERT_TRUE(bytes.ok());
    const auto sheets = read_spreadsheet(*bytes, "form.xlsx");
    ASSERT_TRUE(sheets.ok());
    EXPECT_THAT(support::broken_xlsform_rules(*sheets), IsEmpty());
}

TEST_P(ShippedForm, is_a_complete_package_of_open_xml) {
    const auto bytes = write_xlsform(shipped(GetParam()));
    ASSERT_TRUE(bytes.ok());
    std::map<std::string, std::string> parts;
    for (const auto& [name, content] : support::unzipped(*bytes)) {
        parts[name] = content;
    }
    const std::string types = parts["[Content_Types].xml"];
    EXPECT_NE(types.find("spreadsheetml.sheet.main+xml"), std::string::npos);
    for (const auto& [name, content] : parts) {
        if (!name.starts_with('[') && !name.ends_with(".rels")) {
            EXPECT_NE(types.find("PartName=\"/" + name + "\""), std::string::npos) << name;
        }
    }
    for (const char* sheet : {"survey", "choices", "settings"}) {
        EXPECT_NE(parts["xl/workbook.xml"].find("name=\"" + std::string(sheet) + "\""),
                  std::string::npos);
    }
    EXPECT_TRUE(parts.contains("_rels/.rels"));
    EXPECT_TRUE(parts.contains("xl/worksheets/sheet3.xml"));
}

TEST_P(ShippedForm, opens_in_libreoffice_and_comes_back_saved_by_it) {
    ASSERT_EQ(std::system("command -v soffice >/dev/null"), 0)
        << "libreoffice-calc-nogui is missing; tests/run installs it";
    const support::TempFolder folder;
    const FormToExport form = shipped(GetParam());
    std::ofstream(folder.path("form.xlsx"), std::ios::binary) << write_xlsform(form).value();
    // A profile of its own: a second soffice with the same one would hand its work to the first.
    const std::string command =
        "soffice -env:UserInstallation=file://" + folder.path("profile") +
        " --headless --convert-to xlsx:\"Calc MS Excel 2007 XML\" --outdir " +
        folder.path("saved") + " " + folder.path("form.xlsx") + " >" + folder.path("log") + " 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << read(folder.path("log"));
    const auto back =
        read_xlsform(read(folder.path("saved/form.xlsx")), {GetParam(), "form.xlsx", {}});
    ASSERT_TRUE(back.ok()) << to_string(back.error());
    EXPECT_EQ(nlohmann::json::parse(back->definition), nlohmann::json::parse(form.definition));
    EXPECT_TRUE(back->texts == form.texts);
}

INSTANTIATE_TEST_SUITE_P(Questionnaires, ShippedForm, testing::Values("anerkennung", "arbeitgeber"),
                         [](const auto& form) { return std::string(form.param); });

}  // namespace
}  // namespace lotse::codec
