// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "codec/spreadsheet/write.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

using testing::HasSubstr;

constexpr TranslationFormat kFormats[] = {TranslationFormat::Json, TranslationFormat::Xliff,
                                          TranslationFormat::Xlsx};

TranslationRow row(const std::string& id, const std::string& german, const std::string& text,
                   TextState state) {
    return {id, german, text, "Hinweis zu " + id, state, 0, ""};
}

Translation read_back(const Translation& translation, TranslationFormat format) {
    const auto bytes = write_translation(translation, format);
    if (!bytes) {
        ADD_FAILURE() << to_string(bytes.error());
        return {};
    }
    const auto read = read_translation(*bytes, format, "texts");
    if (!read) {
        ADD_FAILURE() << to_string(read.error()) << "\n" << *bytes;
        return {};
    }
    return *read;
}

/// What every format carries.
void expect_same_texts(const Translation& given, const Translation& read,
                       TranslationFormat format) {
    ASSERT_EQ(given.rows.size(), read.rows.size());
    EXPECT_TRUE(read.refused.empty());
    for (std::size_t i = 0; i < given.rows.size(); ++i) {
        EXPECT_EQ(given.rows[i].id, read.rows[i].id);
        EXPECT_EQ(given.rows[i].text, read.rows[i].text);
        EXPECT_FALSE(read.rows[i].place.empty());
        if (format != TranslationFormat::Json) {
            EXPECT_EQ(given.rows[i].german, read.rows[i].german);
            EXPECT_EQ(given.rows[i].state, read.rows[i].state);
        }
    }
    EXPECT_EQ(read.tag, format == TranslationFormat::Json ? "" : given.tag);
}

Error refusal(std::string_view bytes, TranslationFormat format) {
    const auto read = read_translation(bytes, format, "texts.file");
    if (read) {
        ADD_FAILURE() << "was accepted";
        return {};
    }
    EXPECT_THAT(read.error().where, HasSubstr("texts.file"));
    return read.error();
}

TEST(TranslationFile, every_format_gives_back_what_was_written) {
    Translation given{
        "uk",
        {row("a", "Weiter", "Далі", TextState::Draft), row("b", "Zurück", "", TextState::Missing),
         row("c", "A & B < C > „D“ \"E\"", "{n, plural, one {# <b>} other {#&}}", TextState::Stale),
         row("d.e", "Zeile\nZeile", "  \u2068x\u2069 \u00ad\u200c\n", TextState::Reviewed)},
        {}};
    for (const TranslationFormat format : kFormats) {
        expect_same_texts(given, read_back(given, format), format);
    }
}

/// Pieces that break formats: markup, escapes of each, line ends, invisible and wide characters.
std::string nasty_text(std::mt19937& random) {
    static const std::vector<std::string> kPieces = {"a",
                                                     "ж",
                                                     "ب",
                                                     "ሀ",
                                                     "अ",
                                                     "中",
                                                     "😀",
                                                     " ",
                                                     "  ",
                                                     "\n",
                                                     "\t",
                                                     "<",
                                                     ">",
                                                     "&",
                                                     "\"",
                                                     "'",
                                                     "&amp;",
                                                     "&#10;",
                                                     "]]>",
                                                     "<!--",
                                                     "{name}",
                                                     "{n, plural, one {#} other {#}}",
                                                     "\\",
                                                     "\\n",
                                                     "\\u00ad",
                                                     "\u00ad",
                                                     "\u200c",
                                                     "\u2067",
                                                     "\u2069",
                                                     "_x0041_",
                                                     "=1+1",
                                                     "{",
                                                     "}",
                                                     "\u0301",
                                                     "<g id=\"1\">",
                                                     "\u00a0"};
    std::string text;
    for (auto count = random() % 12; count > 0; --count) {
        text += kPieces[random() % kPieces.size()];
    }
    return text;
}

TEST(TranslationFile, random_texts_round_trip_in_all_formats) {
    std::mt19937 random(20261122);
    for (int run = 0; run < 150; ++run) {
        Translation given{"fa-AF", {}, {}};
        for (int i = 0; i < 12; ++i) {
            TranslationRow one = row("place." + std::to_string(i), nasty_text(random),
                                     nasty_text(random), static_cast<TextState>(random() % 4));
            one.note = nasty_text(random);
            one.longest = random() % 2 == 0 ? 0 : 44;
            given.rows.push_back(std::move(one));
        }
        for (const TranslationFormat format : kFormats) {
            SCOPED_TRACE("run " + std::to_string(run) + ", format " +
                         std::to_string(static_cast<int>(format)));
            expect_same_texts(given, read_back(given, format), format);
        }
    }
}

TEST(TranslationFile, xliff_says_what_agencies_need) {
    Translation given{"uk", {row("page.next", "Weiter", "", TextState::Missing)}, {}};
    given.rows[0].longest = 44;
    const auto xliff = write_translation(given, TranslationFormat::Xliff);
    ASSERT_TRUE(xliff);
    for (const char* part :
         {"<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">",
          "source-language=\"de\"", "target-language=\"uk\"", "id=\"page.next\"",
          "resname=\"page.next\"", "xml:space=\"preserve\"", "maxwidth=\"44\"",
          "size-unit=\"char\"", "<source>Weiter</source>", "<target state=\"needs-translation\" />",
          "Hinweis zu page.next</note>"}) {
        EXPECT_THAT(*xliff, HasSubstr(part));
    }
}

std::string xliff(const std::string& units,
                  const std::string& languages = R"(source-language="de" target-language="uk")") {
    return R"(<?xml version="1.0"?><xliff version="1.2"><file )" + languages + "><body>" + units +
           "</body></file></xliff>";
}

TEST(TranslationFile, xliff_of_other_programs_is_understood) {
    const auto read = read_translation(
        xliff(
            R"(<group><group><trans-unit id="7" resname="a"><source>Weiter</source>)"
            R"(<seg-source><mrk mtype="seg" mid="0">Weiter</mrk></seg-source>)"
            R"(<target><mrk mtype="seg" mid="0">Да</mrk>лі</target><alt-trans><target>x</target></alt-trans></trans-unit>)"
            R"(</group></group><trans-unit id="b" approved="yes"><source/><target><![CDATA[a & b]]></target></trans-unit>)"
            R"(<trans-unit id="c"><source>C</source></trans-unit>)"
            R"(<trans-unit id="d"><source>D</source><target state="signed-off">D</target></trans-unit>)"),
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    ASSERT_EQ(read->rows.size(), 4u);
    EXPECT_EQ(read->rows[0].id, "a");
    EXPECT_EQ(read->rows[0].text, "Далі");
    EXPECT_EQ(read->rows[0].state, TextState::Draft);
    EXPECT_EQ(read->rows[1].text, "a & b");
    EXPECT_EQ(read->rows[1].state, TextState::Reviewed);
    EXPECT_EQ(read->rows[2].text, "");
    EXPECT_EQ(read->rows[2].state, std::nullopt);
    EXPECT_EQ(read->rows[3].state, TextState::Reviewed);
}

TEST(TranslationFile, xliff_says_which_texts_are_unfinished) {
    const auto read = read_translation(
        xliff(
            R"(<trans-unit id="a"><source>A</source><target state="needs-translation">x</target></trans-unit>)"
            R"(<trans-unit id="b"><source>B</source><target state="needs-l10n">x</target></trans-unit>)"
            R"(<trans-unit id="c"><source>C</source><target state="new"/></trans-unit>)"
            R"(<trans-unit id="d"><source>D</source><target state="translated">x</target></trans-unit>)"
            R"(<trans-unit id="e"><source>E</source><target>x</target></trans-unit>)"),
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    std::string unfinished;
    for (const TranslationRow& one : read->rows) {
        unfinished += one.unfinished ? one.id : "";
    }
    EXPECT_EQ(unfinished, "ab") << "c has no text at all";
}

TEST(TranslationFile, other_encodings_than_utf8_are_refused_by_name) {
    const auto declared = [](const std::string& encoding) {
        return "<?xml version=\"1.0\" encoding=" + encoding +
               "?><xliff version=\"1.2\"><file source-language=\"de\" "
               "target-language=\"ar\"><body/></file></xliff>";
    };
    EXPECT_THAT(refusal(declared("'windows-1256'"), TranslationFormat::Xliff).detail,
                HasSubstr("says that it is windows-1256"));
    EXPECT_THAT(
        refusal("\xEF\xBB\xBF" + declared("\"ISO-8859-1\""), TranslationFormat::Xliff).detail,
        HasSubstr("iso-8859-1"));
    for (const std::string encoding : {"\"UTF-8\"", "'utf-8'", "\"US-ASCII\""}) {
        EXPECT_TRUE(read_translation(declared(encoding), TranslationFormat::Xliff, "texts"))
            << encoding;
    }
    const Error no_utf8 = refusal(xliff("\n<trans-unit id=\"a\"><source>x</source><target>\xD3\xE1"
                                        "</target></trans-unit>"),
                                  TranslationFormat::Xliff);
    EXPECT_THAT(no_utf8.where, HasSubstr("line 2"));
    EXPECT_THAT(no_utf8.detail, HasSubstr("not UTF-8"));
    EXPECT_THAT(refusal("{\"a\":\n \"\xCF\"}", TranslationFormat::Json).where, HasSubstr("line 2"));
    EXPECT_TRUE(read_translation("{\"a\": \"\xEF\xBF\xBD\"}", TranslationFormat::Json, "texts"))
        << "a replacement character is UTF-8; its text is for the lint";
    for (const std::string_view utf16 :
         {std::string_view("\xFF\xFE{\0", 4), std::string_view("\xFE\xFF\0{", 4),
          std::string_view("{\0\"\0", 4), std::string_view("\0{", 2)}) {
        EXPECT_THAT(refusal(utf16, TranslationFormat::Json).detail, HasSubstr("UTF-16"));
    }
}

TEST(TranslationFile, a_unit_with_inline_elements_is_refused_and_the_others_are_read) {
    const auto read = read_translation(
        xliff(
            "\n<trans-unit id=\"a\"><source>x</source><target>y<x id=\"1\"/></target></trans-unit>"
            "\n<trans-unit id=\"b\"><source>x</source><target>y</target></trans-unit>"
            "\n<trans-unit><source>x</source></trans-unit>"),
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    ASSERT_EQ(read->refused.size(), 2u);
    EXPECT_EQ(read->refused[0].place, "line 2");
    EXPECT_THAT(read->refused[0].what, HasSubstr("<x>"));
    EXPECT_EQ(read->refused[1].place, "line 4");
    ASSERT_EQ(read->rows.size(), 1u);
    EXPECT_EQ(read->rows[0].place, "line 3");
}

TEST(TranslationFile, hostile_and_damaged_xliff_is_refused_with_a_place) {
    EXPECT_THAT(
        refusal("<!DOCTYPE xliff [<!ENTITY a \"b\">]>" + xliff(""), TranslationFormat::Xliff)
            .detail,
        HasSubstr("document type"));
    const Error entity =
        refusal(xliff("\n\n<trans-unit id=\"a\"><source>&b;</source></trans-unit>"),
                TranslationFormat::Xliff);
    EXPECT_THAT(entity.detail, HasSubstr("entity"));
    EXPECT_THAT(entity.where, HasSubstr("line 3"));
    EXPECT_THAT(refusal(xliff("\n<trans-unit></body>"), TranslationFormat::Xliff).where,
                HasSubstr("line 2"));
    EXPECT_THAT(refusal("\xFF\xFE<", TranslationFormat::Xliff).detail, HasSubstr("UTF-16"));
    EXPECT_THAT(refusal("<html/>", TranslationFormat::Xliff).detail, HasSubstr("xliff"));
    EXPECT_THAT(refusal(R"(<xliff version="2.0"/>)", TranslationFormat::Xliff).detail,
                HasSubstr("2.0"));
    EXPECT_THAT(refusal(R"(<xliff version="1.2"/>)", TranslationFormat::Xliff).detail,
                HasSubstr("<file>"));
    EXPECT_THAT(
        refusal(xliff("", R"(source-language="en" target-language="uk")"), TranslationFormat::Xliff)
            .detail,
        HasSubstr("\"en\""));
    EXPECT_THAT(refusal(xliff("", R"(source-language="de")"), TranslationFormat::Xliff).detail,
                HasSubstr("target-language"));
    EXPECT_THAT(
        refusal(std::string(limits::kLargestTranslationBytes + 1, ' '), TranslationFormat::Xliff)
            .detail,
        HasSubstr("at most"));
    std::string deep, units;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<group>";
    }
    refusal(xliff(deep), TranslationFormat::Xliff);
    for (int i = 0; i <= limits::kMostTexts; ++i) {
        units += "<trans-unit id=\"a\"><source/></trans-unit>";
    }
    EXPECT_THAT(refusal(xliff(units), TranslationFormat::Xliff).detail, HasSubstr("texts"));
}

TEST(TranslationFile, groups_may_lie_as_deep_as_they_like) {
    std::string before, after;
    for (int i = 0; i < 50'000; ++i) {
        before += "<group>";
        after += "</group>";
    }
    const auto read =
        read_translation(xliff(before + "<trans-unit id=\"a\"><source>x</source></trans-unit>" +
                               after + "<trans-unit id=\"b\"><source>x</source></trans-unit>"),
                         TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->rows.size(), 2u);
}

TEST(TranslationFile, a_text_that_xml_cannot_hold_is_named) {
    const auto written = write_translation({"uk", {row("a", "x", "\x01", TextState::Draft)}, {}},
                                           TranslationFormat::Xliff);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().where, "a");
}

TEST(TranslationFile, damaged_json_is_refused_with_a_place) {
    EXPECT_THAT(refusal("{\n\"a\": \"b\",\n}", TranslationFormat::Json).where, HasSubstr("line 3"));
    EXPECT_THAT(refusal("{\"a\": {\"b\": \"c\"}}", TranslationFormat::Json).detail,
                HasSubstr("\"a\""));
    EXPECT_THAT(refusal("{\"a\": \"1\", \"a\": \"2\"}", TranslationFormat::Json).detail,
                HasSubstr("twice"));
    EXPECT_THAT(
        refusal(std::string_view("{\"a\": \"b\"}\0\"c", 14), TranslationFormat::Json).detail,
        HasSubstr("zero byte"));
    refusal("[]", TranslationFormat::Json);
    refusal("", TranslationFormat::Json);
}

TEST(TranslationFile, columns_of_a_sheet_may_be_moved_and_others_stand_between) {
    Spreadsheet book;
    book.sheets.push_back({"Tabelle1",
                           {{"Stand", "meine Frage", "uk", "id"},
                            {"Entwurf", "?", "Далі", "a"},
                            {},
                            {"fertig", "", "Далі", "b"},
                            {"", "", "Далі"},
                            {"", "", "", "c"}},
                           {}});
    const auto bytes = write_spreadsheet(book);
    ASSERT_TRUE(bytes);
    const auto read = read_translation(*bytes, TranslationFormat::Xlsx, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->tag, "uk");
    ASSERT_EQ(read->rows.size(), 2u);
    EXPECT_EQ(read->rows[0].text, "Далі");
    EXPECT_EQ(read->rows[0].state, TextState::Draft);
    EXPECT_EQ(read->rows[0].german, std::nullopt);
    EXPECT_EQ(read->rows[1].state, std::nullopt);
    ASSERT_EQ(read->refused.size(), 2u);
    EXPECT_EQ(read->refused[0].place, "row 4");
    EXPECT_THAT(read->refused[0].what, HasSubstr("\"fertig\""));
    EXPECT_EQ(read->refused[1].place, "row 5");
}

TEST(TranslationFile, the_sheet_and_the_column_that_are_meant_are_read) {
    const std::vector<std::vector<std::string>> texts = {
        {}, {"ID", "Deutsch", "uk", "ru"}, {"a", "A", "укр", "рус"}};
    const auto book = [](const std::vector<Sheet>& sheets) {
        const auto bytes = write_spreadsheet({sheets});
        LOTSE_CHECK(bytes.ok());
        return *bytes;
    };
    const std::string both = book({{"Info", {{"Bitte bis Freitag"}}, {}}, {"Texte", texts, {}}});
    EXPECT_THAT(refusal(both, TranslationFormat::Xlsx).detail,
                HasSubstr("columns of two languages, \"uk\" and \"ru\""));
    const auto read = read_translation(both, TranslationFormat::Xlsx, "texts", "RU");
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->tag, "ru");
    ASSERT_EQ(read->rows.size(), 1u);
    EXPECT_EQ(read->rows[0].text, "рус");
    EXPECT_EQ(read->rows[0].place, "row 3");
    const auto missing = read_translation(both, TranslationFormat::Xlsx, "texts", "pl");
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.error().detail, HasSubstr("\"pl\""));
    EXPECT_THAT(
        refusal(book({{"Alt", texts, {}}, {"Neu", texts, {}}}), TranslationFormat::Xlsx).detail,
        HasSubstr("Alt and Neu"));
}

TEST(TranslationFile, tags_are_the_same_however_programs_write_them) {
    EXPECT_TRUE(same_tag("sr-Latn", "sr_Latn"));
    EXPECT_TRUE(same_tag("ar", "AR"));
    EXPECT_FALSE(same_tag("ar", "ar-SY"));
}

TEST(TranslationFile, a_sheet_without_the_columns_says_which_is_missing) {
    const auto sheet = [](const std::vector<std::string>& heading) {
        const auto bytes = write_spreadsheet({{{"Texte", {heading}, {}}}});
        LOTSE_CHECK(bytes.ok());
        return *bytes;
    };
    EXPECT_THAT(refusal(sheet({"Deutsch", "uk"}), TranslationFormat::Xlsx).detail,
                HasSubstr("\"id\""));
    EXPECT_THAT(refusal(sheet({"id", "Deutsch", "Ukrainisch"}), TranslationFormat::Xlsx).detail,
                HasSubstr("tag"));
    refusal("no zip", TranslationFormat::Xlsx);
}

TEST(TranslationFile, formats_are_known_by_name_and_by_the_end_of_the_file) {
    EXPECT_EQ(translation_format("xliff"), TranslationFormat::Xliff);
    EXPECT_EQ(translation_format("xlf"), std::nullopt);
    EXPECT_EQ(translation_format_of_file("a/uk.xlf"), TranslationFormat::Xliff);
    EXPECT_EQ(translation_format_of_file("uk.json"), TranslationFormat::Json);
    EXPECT_EQ(translation_format_of_file("uk.ods"), std::nullopt);
    EXPECT_EQ(translation_format_of_file("json"), std::nullopt);
}

}  // namespace
}  // namespace lotse::codec
