// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/occupation_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "codec/files.h"
#include "codec/forms/esco.h"
#include "core/limits.h"
#include "support/temp_folder.h"

namespace lotse::codec {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kShipped = LOTSE_SOURCE_DIR "/kiosk-config/occupations";
const std::string kHeading =
    "id\tname_de\tshort_de\tsynonyms_de\tname_en\tisco08\tkldb2010\tregulated\tlegal_basis\t"
    "competent_body\tprocedure\tgroup\tfrequency_rank\tconfidence\tsource\n";
const std::string kRow =
    "xb_schuster\tSchusterin/Schuster\tSchuster/in\tSchuhmacher; Flickschuster\tcobbler\t7536\t"
    "\tcraft\tHwO Anlage B\tHandwerkskammer\tgleichwertigkeit\ttextile\t900\tlow\tAID;unser "
    "Beirat\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(OccupationTable, the_shipped_one_is_whole_and_keeps_its_own_rules) {
    const Result<Occupations> read = read_occupation_folder(kShipped);
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(read->by_rank().size(), 479U);
    EXPECT_EQ(read->by_rank().front().id, "pflegefachkraft");
    std::map<std::string, std::string> groups;
    for (const Occupation& row : read->by_rank()) {
        const bool licensed = row.regulation == Regulation::Federal ||
                              row.regulation == Regulation::Land ||
                              row.regulation == Regulation::Title;
        EXPECT_EQ(row.procedure == RecognitionProcedure::Licence, licensed) << row.id;
        if (row.regulation == Regulation::Craft) {
            EXPECT_THAT(row.legal_basis, HasSubstr("HwO Anlage A Nr. ")) << row.id;
        }
        for (const std::string& source : row.sources) {
            EXPECT_GT(source.size(), 6U)
                << row.id << ": a code that sources.tsv does not explain: " << source;
        }
        EXPECT_TRUE(
            std::filesystem::exists(LOTSE_SOURCE_DIR "/assets/icons/occ_" + row.group + ".svg"))
            << row.group;
        groups[row.group] = row.id;
    }
    EXPECT_EQ(groups.size(), occupation_groups().size()) << "a group without an occupation";
    const auto incomparable = std::count_if(read->by_rank().begin(), read->by_rank().end(),
                                            [](const Occupation& row) { return !row.comparable; });
    EXPECT_EQ(incomparable, 28);
}

TEST(OccupationTable, every_language_names_every_occupation) {
    const Result<Occupations> read = read_occupation_folder(kShipped);
    ASSERT_TRUE(read.ok());
    int languages = 0;
    for (const auto& entry : std::filesystem::directory_iterator(LOTSE_SOURCE_DIR "/locales")) {
        const std::string file = entry.path().string() + "/occupations.json";
        if (entry.path().filename() == "de" || !entry.is_directory()) {
            continue;  // the table itself
        }
        ++languages;
        const Result<std::string> json = read_file(file, limits::kLargestOccupationNamesBytes);
        ASSERT_TRUE(json.ok()) << to_string(json.error());
        const Result<OccupationNames> names = read_occupation_names(*json, file);
        ASSERT_TRUE(names.ok()) << to_string(names.error());
        EXPECT_EQ(names->by_id.size(), read->by_rank().size()) << file;
        for (const auto& [id, name] : names->by_id) {
            EXPECT_NE(read->find(id), nullptr) << file << ": " << id;
            EXPECT_FALSE(name.name.empty()) << file << ": " << id;
        }
    }
    EXPECT_EQ(languages, 19);
}

/// What a table says that cannot be read as one; read in silence, rows would be missing.
TEST(OccupationTable, a_quotation_mark_or_a_cell_too_much_is_refused_with_its_line) {
    struct Case {
        std::string rows;
        const char *says, *to_do;
    };
    const std::string quoted = replaced(kRow, "\tlow", "\t\"low"),
                      followed = replaced(kRow, "\tcobbler", "\t\"cobbler\" x");
    const Case cases[] = {
        {kRow + quoted + kRow, "line 3: a quotation mark begins a cell and none ends it",
         "write it twice"},
        {quoted, "line 2: a quotation mark begins", "Put one at the end"},
        {quoted + replaced(kRow, "\tlow", "\t\"low\""), "line 3: words follow a cell", "twice"},
        {followed, "line 2: words follow a cell", "twice"},
        {kRow + replaced(kRow, "\n", "\tmore\n"), "line 3: 16 cells below 15 headings",
         "quotation marks"},
        {replaced(kRow, "\tcobbler", "\t\"a\nb\"") + quoted, "line 4: a quotation mark begins",
         "twice"},
    };
    for (const Case& one : cases) {
        const auto read = read_occupations(kHeading + one.rows, "own.tsv", {});
        ASSERT_FALSE(read.ok()) << one.rows;
        EXPECT_THAT(to_string(read.error()), HasSubstr(std::string("own.tsv: ") + one.says));
        EXPECT_THAT(read.error().detail, HasSubstr(one.to_do));
    }
    EXPECT_TRUE(
        read_occupations(kHeading + replaced(kRow, "cobbler", "the \"cobbler\""), "own.tsv", {})
            .ok())
        << "a mark inside of a cell is one of its letters";
    EXPECT_TRUE(read_occupations(kHeading + replaced(kRow, "\n", "\t\t\n"), "own.tsv", {}).ok());
}

TEST(OccupationTable, every_table_beside_it_says_the_same_of_a_quotation_mark) {
    const auto sources =
        read_occupation_sources("code\tlabel\nA\tB\nC\t\"D\nE\tF\n", "sources.tsv");
    ASSERT_FALSE(sources.ok());
    EXPECT_THAT(to_string(sources.error()), HasSubstr("sources.tsv: line 3: a quotation mark"));
    const auto esco = read_esco(
        "conceptUri,iscoGroup,preferredLabel,altLabels\nu,7536,\"a,b\nv,7536,c,d\n", "esco.csv");
    ASSERT_FALSE(esco.ok());
    EXPECT_THAT(to_string(esco.error()), HasSubstr("esco.csv: line 2: a quotation mark"));
    const auto confirmed = confirmed_esco_names("confirmed\tid\tname\talso\nx\ta\t\"N\tO\n",
                                                "confirmed.tsv", Occupations());
    ASSERT_FALSE(confirmed.ok());
    EXPECT_THAT(to_string(confirmed.error()), HasSubstr("confirmed.tsv: line 2: a quotation mark"));
}

TEST(OccupationTable, a_row_of_a_centre_is_read_with_what_its_cells_mean) {
    const auto rows = read_occupations(kHeading + kRow, "own.tsv", {{"AID", "Anerkennungsportal"}});
    ASSERT_TRUE(rows.ok()) << to_string(rows.error());
    ASSERT_EQ(rows->size(), 1U);
    const Occupation& row = rows->front();
    EXPECT_THAT(row.synonyms, ElementsAre("Schuhmacher", "Flickschuster"));
    EXPECT_THAT(row.sources, ElementsAre("Anerkennungsportal", "unser Beirat"));
    EXPECT_TRUE(row.kldb2010.empty());
    EXPECT_EQ(row.confidence, Confidence::Low);
    const auto again = read_occupations(write_occupations(*rows), "own.tsv", {});
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, *rows);
}

TEST(OccupationTable, commas_semicolons_quotes_and_other_orders_of_columns_are_read) {
    const std::string heading =
        "source,confidence,frequency_rank,group,procedure,competent_body,legal_basis,regulated,"
        "kldb2010,isco08,name_en,synonyms_de,short_de,name_de,id\r\n";
    const std::string row =
        "\"AID; EXP\",high,1,care,gleichwertigkeit,\"IHK, je Land\",\"BBiG \"\"neu\"\"\",no,"
        "81302,2221,nurse,,Pflege,Pflegekraft,xb_p\r\n\r\n";
    for (const std::string& mark : {std::string(), std::string("\xEF\xBB\xBF")}) {
        const auto rows = read_occupations(mark + heading + row, "own.csv", {});
        ASSERT_TRUE(rows.ok()) << to_string(rows.error());
        ASSERT_EQ(rows->size(), 1U);
        EXPECT_EQ(rows->front().competent_body, "IHK, je Land");
        EXPECT_EQ(rows->front().legal_basis, "BBiG \"neu\"");
        EXPECT_THAT(rows->front().sources, ElementsAre("AID", "EXP"));
    }
}

TEST(OccupationTable, a_mistake_is_told_with_line_column_and_what_was_expected) {
    const struct {
        std::string text;
        const char* where;
        const char* why;
    } kMistakes[] = {
        {"", "own.tsv", "empty"},
        {"id\tname_de\n", "short_de", "no such column"},
        {kHeading + replaced(kRow, "xb_schuster", "Schuster 1"), "line 2, id", "small letters"},
        {kHeading + replaced(kRow, "\tcraft\t", "\tguild\t"), "line 2, regulated",
         "federal, land, craft, title, no"},
        {kHeading + replaced(kRow, "7536", "75"), "line 2, isco08", "four digits"},
        {kHeading + replaced(kRow, "\t\tcraft", "\t8\tcraft"), "line 2, kldb2010", "five digits"},
        {kHeading + replaced(kRow, "textile", "shoes"), "line 2, group", "picture"},
        {kHeading + replaced(kRow, "\t900\t", "\tvery\t"), "line 2, frequency_rank", "number"},
        {kHeading + replaced(kRow, "Handwerkskammer", ""), "line 2, competent_body", "empty"},
        {kHeading +
             replaced(replaced(kRow, "\tcraft\t", "\tno\t"), "gleichwertigkeit", "berufszulassung"),
         "line 2, procedure", "not regulated"},
        {kHeading + kRow + kRow, "line 3, id", "twice"},
        {kHeading + replaced(kRow, "Schuster/in", "Schusterin oder Schuster in Lohnarbeit"),
         "line 2, short_de", "28"},
        {kHeading + replaced(kRow, "cobbler", "cobbl\xE9r"), "own.tsv", "UTF-8"},
    };
    for (const auto& mistake : kMistakes) {
        const auto rows = read_occupations(mistake.text, "own.tsv", {});
        ASSERT_FALSE(rows.ok()) << mistake.why;
        EXPECT_THAT(rows.error().where, HasSubstr(mistake.where));
        EXPECT_THAT(rows.error().detail, HasSubstr(mistake.why)) << mistake.where;
    }
}

TEST(OccupationTable, a_folder_takes_all_its_tables_and_the_last_row_of_an_id_holds) {
    const support::TempFolder folder;
    EXPECT_TRUE(read_occupation_folder(folder.path())->by_rank().empty());
    std::ofstream(folder.path("reference.tsv")) << kHeading << kRow;
    std::ofstream(folder.path("zz.tsv")) << kHeading << replaced(kRow, "cobbler", "shoemaker");
    std::ofstream(folder.path("notes.txt")) << "no table";
    const Result<Occupations> read = read_occupation_folder(folder.path());
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    ASSERT_EQ(read->by_rank().size(), 1U);
    EXPECT_EQ(read->find("xb_schuster")->english, "shoemaker");
    EXPECT_EQ(read->find("nobody"), nullptr);
    const Result<Occupations> none = read_occupation_folder(folder.path("nowhere"));
    ASSERT_FALSE(none.ok());
    EXPECT_THAT(none.error().where, HasSubstr("nowhere"));
}

TEST(OccupationTable, names_that_are_no_names_are_refused) {
    for (const char* json :
         {"[]", R"({"a":"b"})", R"({"a":{"also":[]}})", R"({"a":{"name":"x","others":[]}})", "{"}) {
        EXPECT_FALSE(read_occupation_names(json, "names.json").ok()) << json;
    }
    const auto names = read_occupation_names(R"({"gone":{"name":"x","also":["y"]}})", "names.json");
    ASSERT_TRUE(names.ok());
    EXPECT_THAT(names->by_id.at("gone").also, ElementsAre("y"));
}

}  // namespace
}  // namespace lotse::codec
