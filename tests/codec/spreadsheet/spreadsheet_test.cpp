// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/spreadsheet/write.h"
#include "core/limits.h"
#include "support/zip_maker.h"

namespace lotse::codec {
namespace {

using support::Parts;
using support::zip_of;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kRels =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/>)"
    R"(<Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="./styles.xml"/>)"
    R"(</Relationships>)";

/// A workbook of one sheet "survey" with these rows.
Parts workbook(const std::string& rows, const std::string& strings = "",
               const std::string& properties = "") {
    return {
        {"[Content_Types].xml", "<Types/>"},
        {"xl/workbook.xml",
         "<workbook>" + properties +
             R"(<sheets><sheet name="survey" sheetId="7" r:id="r1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels", kRels},
        {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="&quot;day&quot; [$-407]0.00"/>)"
         R"(<numFmt numFmtId="165" formatCode="[$-407]d\. mmmm yyyy"/></numFmts>)"
         R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/>)"
         R"(<xf numFmtId="20"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

std::vector<std::vector<std::string>> rows_of(const Parts& parts) {
    const auto read = read_spreadsheet(zip_of(parts), "form.xlsx");
    if (!read) {
        ADD_FAILURE() << to_string(read.error());
        return {};
    }
    EXPECT_EQ(read->sheets.size(), 1u);
    EXPECT_EQ(read->sheets[0].name, "survey");
    return read->sheets[0].rows;
}

Error refusal(const std::string& bytes) {
    const auto read = read_spreadsheet(bytes, "form.xlsx");
    if (read) {
        ADD_FAILURE() << "was accepted";
        return {};
    }
    EXPECT_THAT(read.error().where, HasSubstr("form.xlsx"));
    return read.error();
}

TEST(Spreadsheet, a_cell_is_the_text_a_person_sees) {
    const auto rows = rows_of(workbook(
        R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>in</t></is></c></row>)"
        R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1.0</v></c><c r="C2"><v>0.1</v></c><c r="D2"><v>0.30000000000000004</v></c>)"
        R"(<c r="E2"><v>1E3</v></c><c r="F2"><v>-0</v></c><c r="G2"><v>12345678901234567890</v></c></row>)"
        R"(<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="b"><v>0</v></c><c r="C3" t="str"><f>A1&amp;"x"</f><v>ax</v></c>)"
        R"(<c r="D3" t="e"><v>#REF!</v></c><c r="E3"><f>1+1</f></c></row>)",
        R"(<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>no</t></rPh><r><t>_x0041_&amp;</t></r></si>)"));
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_THAT(rows[0], ElementsAre("plain", "rich A&", "in"));
    EXPECT_THAT(rows[1], ElementsAre("1", "1", "0.1", "0.3", "1000", "0", "1.23456789012346e+19"));
    EXPECT_THAT(rows[2], ElementsAre("TRUE", "FALSE", "ax", "#REF!"));
}

Sheet sheet_of(const Parts& parts) {
    const auto read = read_spreadsheet(zip_of(parts), "form.xlsx");
    if (!read) {
        ADD_FAILURE() << to_string(read.error());
        return {};
    }
    return read->sheets[0];
}

TEST(Spreadsheet, what_is_no_text_by_nature_is_told_apart) {
    const Sheet sheet = sheet_of(workbook(
        R"(<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>Tabelle1!A1</f><v>#REF!</v></c>)"
        R"(<c r="C1" t="b"><v>1</v></c><c r="D1" t="b"><f>1=2</f><v>0</v></c><c r="E1"><f>A2</f></c>)"
        R"(<c r="F1"><f>A2</f><v></v></c><c r="G1"><f t="shared" si="0"/><v/></c></row>)"
        R"(<row r="2"><c r="A2" t="str"><f>A1</f><v>Text</v></c><c r="B2" t="str"><f>A1</f><v></v></c>)"
        R"(<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="inlineStr"><is><t>#NAME?</t></is></c>)"
        R"(<c r="E2" t="s"><v>0</v></c><c r="F2" t="inlineStr"><is><t>TRUE</t></is></c><c r="G2" s="1"/></row>)"
        R"(<row r="9"><c r="B9"><f>A1</f></c></row>)",
        "<si><t>#BEZUG!</t></si>"));
    using enum CellKind;
    for (const auto& [column, kind] : {std::pair(0U, Error),
                                       {1U, Error},
                                       {2U, Truth},
                                       {3U, Truth},
                                       {4U, Unknown},
                                       {5U, Unknown},
                                       {6U, Unknown}}) {
        EXPECT_EQ(sheet.kind(0, column), kind) << column;
        EXPECT_NE(sheet.no_text(0, column), "") << column;
    }
    for (const auto& [column, kind] : {std::pair(0U, Text),
                                       {1U, Text},
                                       {2U, Number},
                                       {3U, Error},
                                       {4U, Error},
                                       {5U, Text},
                                       {6U, Text}}) {
        EXPECT_EQ(sheet.kind(1, column), kind) << column << ", pasted values and typed words";
    }
    EXPECT_EQ(sheet.hardly_text(1, 0), "");
    EXPECT_THAT(sheet.hardly_text(1, 2), HasSubstr("is a number, and was read as 2"));
    EXPECT_THAT(sheet.hardly_text(1, 5), HasSubstr("\"TRUE\" is a word that programs write"));
    EXPECT_EQ(sheet.no_text(1, 2) + sheet.no_text(1, 5), "") << "both are read";
    EXPECT_EQ(sheet.kind(8, 1), Unknown);
    EXPECT_THAT(sheet.no_text(0, 0), HasSubstr("a formula failed (#N/A); mend the formula"));
    EXPECT_THAT(sheet.no_text(0, 2), HasSubstr("the truth value TRUE"));
    EXPECT_THAT(sheet.no_text(0, 4), HasSubstr("a formula without a value; open the file"));
    EXPECT_EQ(sheet.text(1, 0), "Text");
    EXPECT_EQ(sheet.no_text(1, 0), "");
    EXPECT_EQ(sheet.rows.size(), 2u) << "a formula without a value is no row";
}

TEST(Spreadsheet, a_number_is_shown_as_its_format_shows_it) {
    Parts parts = workbook(
        R"(<row><c s="1"><v>0.5</v></c><c s="2"><v>0.125</v></c><c s="3"><v>1067</v></c><c s="4"><v>1500</v></c>)"
        R"(<c s="5"><v>0.75</v></c><c s="6"><v>1.5</v></c><c s="7"><v>12</v></c><c s="8"><v>3.25</v></c>)"
        R"(<c s="9"><v>0.07</v></c><c s="3"><v>12.5</v></c><c t="d"><v>2024-01-31T00:00:00</v></c>)"
        R"(<c t="d"><v>2024-01-31T10:15:00</v></c></row>)");
    for (auto& [name, content] : parts) {
        if (name == "xl/styles.xml") {
            content =
                R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="0.0%;[Red]-0.0%"/>)"
                R"(<numFmt numFmtId="166" formatCode="#,##0.00\ [$€-407]"/><numFmt numFmtId="167" formatCode="&quot;Nr. 100%&quot; 0"/>)"
                R"(<numFmt numFmtId="168" formatCode="0\%"/></numFmts>)"
                R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="11"/>)"
                R"(<xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="2"/><xf numFmtId="168"/></cellXfs></styleSheet>)";
        }
    }
    EXPECT_THAT(rows_of(parts)[0],
                ElementsAre("50%", "12.50%", "01067", "1.50E+03", "75.0%", "1.5", "12", "3.25",
                            "0.07", "12.5", "2024-01-31", "2024-01-31T10:15:00"));
}

TEST(Spreadsheet, a_text_is_whole_whatever_it_is_made_of) {
    EXPECT_THAT(
        rows_of(workbook(
            R"(<row><c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> </t></r><r><t>b</t></r></is></c>)"
            R"(<c t="inlineStr"><is><t>a<![CDATA[ & ]]>b</t></is></c><c t="inlineStr"><is><t>a<!-- x -->b</t></is></c>)"
            R"(<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><f>A1</f><v>x_x000D_&#10;y</v></c></row>)",
            R"(<si><t xml:space="preserve">  a </t></si><si><t>_x005F_x000D_ _x0041_</t><phoneticPr fontId="1"/></si>)"))
            [0],
        ElementsAre("a b", "a & b", "ab", "  a ", "_x000D_ A", "x\r\ny"));
}

TEST(Spreadsheet, a_date_is_iso_text_in_either_date_system) {
    const std::string cells =
        R"(<row><c s="1"><v>44562</v></c><c s="2"><v>44562.5</v></c><c s="3"><v>44562</v></c><c s="4"><v>44562</v></c>)"
        R"(<c s="5"><v>0.25</v></c><c s="1"><v>1</v></c><c s="1"><v>61</v></c><c s="1"><v>99999999</v></c></row>)";
    EXPECT_THAT(rows_of(workbook(cells))[0],
                ElementsAre("2022-01-01", "2022-01-01T12:00:00", "44562", "2022-01-01", "06:00:00",
                            "1900-01-01", "1900-03-01", "99999999"));
    EXPECT_EQ(rows_of(workbook(cells, "", R"(<workbookPr date1904="1"/>)"))[0][0], "2026-01-02");
}

TEST(Spreadsheet, gaps_stay_gaps_and_places_may_be_left_out) {
    const auto rows = rows_of(workbook(
        R"(<row r="2"><c r="C2"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>)"
        R"(<row r="1048576"><c r="A1048576" s="1"/></row>)"));
    ASSERT_EQ(rows.size(), 3u) << "a formatted empty last row is nothing";
    EXPECT_THAT(rows[0], ElementsAre());
    EXPECT_THAT(rows[1], ElementsAre("", "", "5", "6"));
    EXPECT_THAT(rows[2], ElementsAre("7"));
}

TEST(Spreadsheet, merged_ranges_are_told_and_prefixes_do_not_matter) {
    const Parts parts = {
        {"_rels/.rels",
         R"(<Relationships><Relationship Id="x" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="book/main.xml"/></Relationships>)"},
        {"book/main.xml",
         R"(<x:workbook><x:sheets><x:sheet name="A &amp; B" q:id="w"/></x:sheets></x:workbook>)"},
        {"book/_rels/main.xml.rels",
         R"(<Relationships><Relationship Id="w" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="../s.xml"/></Relationships>)"},
        {"s.xml",
         R"(<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t> a </x:t></x:is></x:c></x:row></x:sheetData>)"
         R"(<x:mergeCells><x:mergeCell ref="A1:C1"/></x:mergeCells></x:worksheet>)"}};
    const auto read = read_spreadsheet(zip_of(parts), "f");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(read->sheets[0].name, "A & B");
    EXPECT_EQ(read->sheets[0].text(0, 0), " a ");
    EXPECT_THAT(read->sheets[0].merged, ElementsAre(MergedCells{"A1:C1", 0, 0, 0, 2}));
}

TEST(Spreadsheet, what_is_no_xlsx_is_told_what_it_is) {
    EXPECT_THAT(refusal("").detail, HasSubstr("empty"));
    EXPECT_THAT(read_spreadsheet("\xD0\xCF\x11\xE0\xA1\xB1 old", "form.xls").error().detail,
                HasSubstr("an old .xls file; save as .xlsx"));
    EXPECT_THAT(refusal("\xD0\xCF\x11\xE0\xA1\xB1 old").detail,
                HasSubstr("called .xlsx, or has a password"));
    std::string locked = "\xD0\xCF\x11\xE0";
    for (const char c : std::string("EncryptedPackage")) {
        locked += {c, '\0'};
    }
    EXPECT_THAT(refusal(locked).detail, HasSubstr("password"));
    EXPECT_THAT(refusal("type,name,label\n").detail, HasSubstr("no .xlsx"));
    EXPECT_THAT(refusal(zip_of({{"content.xml", "<x/>"}, {"mimetype", "x"}})).detail,
                HasSubstr("OpenDocument"));
    EXPECT_THAT(refusal(zip_of({{"photo.jpg", "x"}})).detail, HasSubstr("no spreadsheet"));
    EXPECT_THAT(refusal(zip_of({{"_rels/.rels", "<x/>"}, {"xl/workbook.bin", "x"}})).detail,
                HasSubstr(".xlsb"));
    EXPECT_THAT(refusal(zip_of(workbook("<row/>"), "secret")).detail, HasSubstr("password"));
    EXPECT_THAT(refusal(std::string(limits::kLargestSpreadsheetBytes + 1, 'P')).detail,
                HasSubstr("16 MB"));
}

TEST(Spreadsheet, a_damaged_file_is_refused_wherever_it_is_cut_or_changed) {
    const std::string good =
        zip_of(workbook(R"(<row><c t="inlineStr"><is><t>text</t></is></c></row>)"));
    ASSERT_TRUE(read_spreadsheet(good, "form.xlsx").ok());
    for (std::size_t size = 0; size < good.size(); size += 13) {
        EXPECT_EQ(refusal(good.substr(0, size)).kind,
                  size < 2 && size > 0 ? Kind::Refused : Kind::Corrupt)
            << size;
    }
    int accepted = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x55);
        const auto read = read_spreadsheet(bad, "form.xlsx");
        // Dates, versions and the like do not matter; the text is protected by its checksum.
        if (read && !read->sheets.empty()) {
            ++accepted;
            EXPECT_EQ(read->sheets[0].text(0, 0), "text") << at;
        }
    }
    EXPECT_LT(accepted, static_cast<int>(good.size()) / 2);
}

TEST(Spreadsheet, a_bomb_is_refused_by_what_it_declares_and_by_what_comes_out) {
    const std::string zeros(limits::kLargestUnpackedSpreadsheetBytes + 1, ' ');
    Parts parts = workbook("<row/>");
    parts.back().second = zeros;
    const std::string bomb = zip_of(parts);
    EXPECT_LT(bomb.size(), 200'000u);
    EXPECT_THAT(refusal(bomb).detail, HasSubstr("64 MB"));

    // The same with a directory and headers that declare 100 bytes.
    std::string lying = bomb;
    const std::uint32_t size = limits::kLargestUnpackedSpreadsheetBytes + 1;
    std::string declared;
    std::string small(4, '\0');
    small[0] = 100;
    for (int i = 0; i < 4; ++i) {
        declared += static_cast<char>(size >> (8 * i));
    }
    int changed = 0;
    for (auto at = lying.find(declared); at != std::string::npos; at = lying.find(declared, at)) {
        lying.replace(at, 4, small);
        ++changed;
    }
    ASSERT_GE(changed, 1);
    refusal(lying);

    // Many sheets that are one part.
    std::string sheets, relations;
    for (int i = 0; i < 90; ++i) {
        sheets += "<sheet name='s" + std::to_string(i) + "' r:id='i" + std::to_string(i) + "'/>";
        relations += "<Relationship Id='i" + std::to_string(i) +
                     "' Type='x/worksheet' Target='worksheets/sheet1.xml'/>";
    }
    parts = workbook("<row/>" + std::string(1 << 20, ' '));
    parts[1].second = "<workbook><sheets>" + sheets + "</sheets></workbook>";
    parts[2].second = "<Relationships>" + relations + "</Relationships>";
    EXPECT_THAT(refusal(zip_of(parts)).detail, HasSubstr("64 MB"));
}

TEST(Spreadsheet, too_much_of_anything_is_refused) {
    Parts many = workbook("<row/>");
    for (std::size_t i = 0; i < limits::kMostSpreadsheetParts; ++i) {
        many.emplace_back("xl/media/" + std::to_string(i), "");
    }
    EXPECT_THAT(refusal(zip_of(many)).detail, HasSubstr("parts"));
    EXPECT_THAT(refusal(zip_of(workbook(R"(<row><c r="XFD1"><v>1</v></c></row>)"))).detail,
                HasSubstr("columns"));
    EXPECT_THAT(refusal(zip_of(workbook(R"(<row><c r="A1048576"><v>1</v></c></row>)"))).detail,
                HasSubstr("rows"));
    std::string wide;
    for (int i = 1; i < 700; ++i) {
        wide += "<row><c r='ALL" + std::to_string(i) + "'><v>1</v></c></row>";
    }
    const Error cells = refusal(zip_of(workbook(wide)));
    EXPECT_THAT(cells.detail, HasSubstr("cells"));
    EXPECT_THAT(cells.where, HasSubstr("sheet survey, cell ALL"));
    std::string deep;
    for (std::size_t i = 0; i <= limits::kMostSpreadsheetMarks; ++i) {
        deep += "<a>";
    }
    EXPECT_THAT(refusal(zip_of(workbook(deep))).detail, HasSubstr("too many cells"));
}

TEST(Spreadsheet, elements_inside_each_other_by_the_million_do_not_exhaust_the_stack) {
    std::string deep;
    for (int i = 0; i < 2'000'000; ++i) {
        deep += "<a>";
    }
    EXPECT_EQ(refusal(zip_of(workbook(deep))).kind, Kind::Corrupt);
    std::string closed = deep;
    for (int i = 0; i < 2'000'000; ++i) {
        closed += "</a>";
    }
    EXPECT_TRUE(rows_of(workbook(closed)).empty());
}

TEST(Spreadsheet, a_document_type_declaration_is_refused_and_nothing_is_expanded) {
    const std::string laughs =
        R"(<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>)"
        R"(<worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>)";
    Parts parts = workbook("");
    parts.back().second = laughs;
    EXPECT_THAT(refusal(zip_of(parts)).detail, HasSubstr("document type"));
    parts.back().second = R"(<?xml version="1.0"?>)" + laughs;
    EXPECT_THAT(refusal(zip_of(parts)).detail, HasSubstr("document type"));
    parts.back().second = R"(<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>)";
    EXPECT_THAT(refusal(zip_of(parts)).detail, HasSubstr("document type"));
}

TEST(Spreadsheet, a_mistake_inside_names_its_cell) {
    EXPECT_THAT(refusal(zip_of(workbook(R"(<row r="3"><c r="B3" t="s"><v>4</v></c></row>)"))).where,
                HasSubstr("sheet survey, cell B3"));
    EXPECT_THAT(refusal(zip_of(workbook(R"(<row r="3"><c r="B3"><v>four</v></c></row>)"))).where,
                HasSubstr("cell B3"));
    EXPECT_THAT(refusal(zip_of(workbook(R"(<row><c r="3B"><v>4</v></c></row>)"))).where,
                HasSubstr("cell 3B"));
    Parts missing = workbook("");
    missing.pop_back();
    EXPECT_THAT(refusal(zip_of(missing)).where, HasSubstr("sheet1.xml"));
}

TEST(Spreadsheet, what_is_written_is_read_back_and_equal_values_make_equal_bytes) {
    const Spreadsheet sheets = {
        {{"survey", {{"type", "name", "label::العربية (ar)"}, {}, {"text", "", "مرحبا\nسطر"}}, {}},
         {"choices ü",
          {{"=SUM(A1)", "1.0", "007", "_x0041_", "TRUE", " a  b ", "a\tb", "<&>\"'"}},
          {}},
         {"empty", {}, {}}}};
    const auto written = write_spreadsheet(sheets);
    ASSERT_TRUE(written.ok()) << to_string(written.error());
    const auto read = read_spreadsheet(*written, "f");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(*read, sheets);
    EXPECT_EQ(*write_spreadsheet(sheets), *written);
}

TEST(Spreadsheet, what_excel_cannot_hold_is_not_written) {
    const auto refused = [](const Spreadsheet& sheets) { return !write_spreadsheet(sheets).ok(); };
    EXPECT_TRUE(refused({}));
    EXPECT_TRUE(refused({{{"", {}, {}}}}));
    EXPECT_TRUE(refused({{{"a/b", {}, {}}}}));
    EXPECT_TRUE(refused({{{std::string(32, 'a'), {}, {}}}}));
    EXPECT_TRUE(refused({{{"Survey", {}, {}}, {"survey", {}, {}}}}));
    EXPECT_TRUE(refused({{{"s", {{std::string(limits::kLongestCellBytes + 1, 'a')}}, {}}}}));
    EXPECT_FALSE(refused({{{"s", {{std::string(limits::kLongestCellBytes, 'a')}}, {}}}}));
}

TEST(Spreadsheet, places_are_named_as_the_programs_name_them) {
    EXPECT_EQ(cell_name(6, 1), "B7");
    EXPECT_EQ(column_name(25), "Z");
    EXPECT_EQ(column_name(26), "AA");
    EXPECT_EQ(column_name(16383), "XFD");
}

}  // namespace
}  // namespace lotse::codec
