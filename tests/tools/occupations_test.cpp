// SPDX-License-Identifier: EUPL-1.2
/// The command line for a centre's own occupations and for names from ESCO.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "codec/forms/occupation_table.h"
#include "support/temp_folder.h"
#include "tools/cli.h"

namespace lotse::tools {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kHeading =
    "id\tname_de\tshort_de\tsynonyms_de\tname_en\tisco08\tkldb2010\tregulated\tlegal_basis\t"
    "competent_body\tprocedure\tgroup\tfrequency_rank\tconfidence\tsource\n";
constexpr const char* kRow =
    "\tHirtin/Hirt\tHirt/in\tSchäfer\tshepherd\t6121\t\tno\tBBiG\tIHK\tgleichwertigkeit\t"
    "agriculture\t900\tlow\tBeirat\n";
constexpr const char* kEscoHeading = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n";

class OccupationTools : public testing::Test {
protected:
    int command_line(std::vector<std::string> arguments) {
        std::vector<const char*> words = {"lotse-tool", "occupations"};
        for (const std::string& argument : arguments) {
            words.push_back(argument.c_str());
        }
        words.push_back("--shipped");
        words.push_back(LOTSE_SOURCE_DIR "/kiosk-config/occupations");
        std::istringstream in;
        std::ostringstream out, complaints;
        const int status =
            tools::run(static_cast<int>(words.size()), words.data(), in, out, complaints);
        printed = out.str();
        errors = complaints.str();
        return status;
    }
    std::string file(const std::string& name, const std::string& text) {
        std::ofstream(folder.path(name), std::ios::binary) << text;
        return folder.path(name);
    }
    std::string read(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    support::TempFolder folder;
    std::string printed, errors;
};

TEST_F(OccupationTools, a_table_is_checked_and_put_into_the_centres_folder) {
    const std::string own = folder.path("own");
    const std::string table = file("Berufe.csv", std::string(kHeading) + "xb_hirt" + kRow + "koch" +
                                                     "\tKöchin/Koch hier\tKoch hier" +
                                                     "\t\tcook\t5120\t29302\tno\tBBiG\tIHK\t"
                                                     "gleichwertigkeit\thotel\t901\thigh\tAID\n");
    ASSERT_EQ(command_line({"import", table, "--to", own}), 0) << errors;
    EXPECT_THAT(printed, AllOf(HasSubstr("1 new"), HasSubstr("1 changed"), HasSubstr("koch")));
    const auto read_back = codec::read_occupation_folder(own);
    ASSERT_TRUE(read_back.ok()) << to_string(read_back.error());
    EXPECT_EQ(read_back->by_rank().size(), 2U);
    EXPECT_EQ(read_back->find("koch")->sources.front(), "anerkennung-in-deutschland.de")
        << "codes become words, so that the table stands alone";
    EXPECT_NE(command_line({"import", table, "--to", own}), 0);
    EXPECT_THAT(errors, HasSubstr("--replace"));
    EXPECT_EQ(command_line({"import", table, "--to", own, "--replace"}), 0) << errors;
}

TEST_F(OccupationTools, a_table_with_a_mistake_changes_nothing) {
    const std::string own = folder.path("own");
    const std::string table = file("Berufe.tsv", std::string(kHeading) + "Hirt" + kRow);
    EXPECT_NE(command_line({"import", table, "--to", own}), 0);
    EXPECT_THAT(errors, AllOf(HasSubstr("line 2, id"), HasSubstr("small letters")));
    EXPECT_FALSE(std::filesystem::exists(own));
    EXPECT_NE(
        command_line({"import", file("reference.tsv", std::string(kHeading) + "xb_hirt" + kRow),
                      "--to", own}),
        0);
    EXPECT_THAT(errors, HasSubstr("name of your own"));
}

TEST_F(OccupationTools, names_of_esco_are_proposed_and_only_the_confirmed_ones_taken) {
    const std::string own = folder.path("own");
    const std::string german = file(
        "occupations_de.csv",
        std::string(kEscoHeading) +
            "Occupation,http://x/1,2221,Krankenpfleger/Krankenschwester,\"Schwester\nPfleger\"\n"
            "Occupation,http://x/2,2211,Arzt/Ärztin,\n"
            "Occupation,http://x/3,9999,Krankenschwester,\n");
    const std::string vietnamese =
        file("occupations_vi.csv", std::string(kEscoHeading) +
                                       "Occupation,http://x/1,2221,y tá,\"điều dưỡng\nnữ y tá\"\n"
                                       "Occupation,http://x/2,2211,bác sĩ,\n"
                                       "Occupation,http://x/3,9999,khác,\n");
    const std::string proposals = folder.path("vi.tsv");
    ASSERT_EQ(command_line({"esco", "--match", german, "--names", vietnamese, "--out", proposals}),
              0)
        << errors;
    std::string table = read(proposals);
    EXPECT_THAT(table, AllOf(HasSubstr("\tpflegefachkraft\t"), HasSubstr("y tá"),
                             HasSubstr("\tarzt\t"), Not(HasSubstr("khác"))));
    EXPECT_NE(command_line({"import", proposals, "--to", own, "--language", "vi"}), 0);
    EXPECT_THAT(errors, HasSubstr("no row is confirmed"));
    const std::size_t nurse = table.find("\tpflegefachkraft\t");
    table.insert(nurse, "x");
    ASSERT_EQ(
        command_line({"import", file("vi-confirmed.tsv", table), "--to", own, "--language", "vi"}),
        0)
        << errors;
    EXPECT_THAT(printed, HasSubstr("This service uses the ESCO classification"));
    const auto names = codec::read_occupation_names(read(own + "/names/vi.json"), "vi.json");
    ASSERT_TRUE(names.ok()) << to_string(names.error());
    ASSERT_EQ(names->by_id.size(), 1U);
    EXPECT_EQ(names->by_id.at("pflegefachkraft").name, "y tá");
    EXPECT_THAT(names->by_id.at("pflegefachkraft").also,
                testing::ElementsAre("điều dưỡng", "nữ y tá"));
}

TEST_F(OccupationTools, what_is_no_file_of_esco_is_refused) {
    const std::string wrong = file("wrong.csv", "a,b\n1,2\n");
    EXPECT_NE(command_line({"esco", "--match", wrong, "--names", wrong, "--out", "-"}), 0);
    EXPECT_THAT(errors, AllOf(HasSubstr("conceptUri"), HasSubstr("download")));
    EXPECT_NE(command_line({"import", wrong, "--to", folder.path("own"), "--language", "vi"}), 0);
    EXPECT_THAT(errors, HasSubstr("confirmed"));
    EXPECT_NE(command_line({"import", wrong, "--to", folder.path("own"), "--language", "?"}), 0);
}

}  // namespace
}  // namespace lotse::tools
