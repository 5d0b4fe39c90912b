// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "codec/spreadsheet/write.h"
#include "core/limits.h"
#include "core/markup.h"
#include "support/zip_maker.h"

namespace lotse::codec {
namespace {

using testing::HasSubstr;

constexpr TranslationFormat kFormats[] = {TranslationFormat::FlatJson, TranslationFormat::Xliff,
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
        if (format != TranslationFormat::FlatJson) {
            EXPECT_EQ(given.rows[i].german, read.rows[i].german);
            EXPECT_EQ(given.rows[i].state, read.rows[i].state);
        }
    }
    EXPECT_EQ(read.tag, format == TranslationFormat::FlatJson ? "" : given.tag);
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
    EXPECT_THAT(refusal("{\"a\":\n \"\xCF\"}", TranslationFormat::FlatJson).where,
                HasSubstr("line 2"));
    EXPECT_TRUE(read_translation("{\"a\": \"\xEF\xBF\xBD\"}", TranslationFormat::FlatJson, "texts"))
        << "a replacement character is UTF-8; its text is for the lint";
    for (const std::string_view utf16 :
         {std::string_view("\xFF\xFE{\0", 4), std::string_view("\xFE\xFF\0{", 4),
          std::string_view("{\0\"\0", 4), std::string_view("\0{", 2)}) {
        EXPECT_THAT(refusal(utf16, TranslationFormat::FlatJson).detail, HasSubstr("UTF-16"));
    }
}

TEST(TranslationFile, a_unit_whose_element_says_nothing_is_refused_and_the_others_are_read) {
    const auto read = read_translation(
        xliff(
            "\n<trans-unit id=\"a\"><source>x</source><target>y<x id=\"1\"/></target></trans-unit>"
            "\n<trans-unit id=\"b\"><source>x</source><target>y</target></trans-unit>"
            "\n<trans-unit><source>x</source></trans-unit>"
            "\n<trans-unit id=\"c\"><source>x</source><target>y<video/></target></trans-unit>"),
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    ASSERT_EQ(read->refused.size(), 3u);
    EXPECT_EQ(read->refused[0].place, "line 2");
    EXPECT_THAT(read->refused[0].what,
                HasSubstr("<x id=\"1\">, which does not say what it stands"));
    EXPECT_EQ(read->refused[1].place, "line 4");
    EXPECT_THAT(read->refused[2].what, HasSubstr("<video>"));
    ASSERT_EQ(read->rows.size(), 1u);
    EXPECT_EQ(read->rows[0].place, "line 3");
}

/// Of one unit of XLIFF 1.2 with this target, and its source.
std::string target_of(const std::string& target, const std::string& source = "x") {
    const auto read =
        read_translation(xliff("<trans-unit id=\"a\" xml:space=\"preserve\"><source>" + source +
                               "</source><target>" + target + "</target></trans-unit>"),
                         TranslationFormat::Xliff, "texts");
    if (!read) {
        return to_string(read.error());
    }
    return read->refused.empty() ? read->rows.at(0).text : "refused: " + read->refused[0].what;
}

TEST(TranslationFile, inline_elements_are_read_by_their_content) {
    const std::pair<const char*, const char*> kTargets[] = {
        {"Hallo <ph id=\"1\">{name}</ph>!", "Hallo {name}!"},
        {"Hallo <x id=\"1\" equiv-text=\"{name}\"/>!", "Hallo {name}!"},
        {"<g id=\"1\" ctype=\"bold\">fett</g> und <g id=\"2\">nicht</g>", "fett und nicht"},
        {"<g id=\"1\">a<g id=\"2\">b<mrk mtype=\"term\">c</mrk></g></g>d", "abcd"},
        {"<bpt id=\"1\">&lt;b&gt;</bpt>fett<ept id=\"1\">&lt;/b&gt;</ept>", "fett"},
        {"<bpt id=\"1\">(</bpt>x<ept id=\"1\">)</ept>", "(x)"},
        {"a<it id=\"1\" pos=\"open\">&lt;i&gt;</it>b", "ab"},
        {"a<ph id=\"1\">&lt;br/&gt;</ph>b", "a\nb"},
        {"a<x id=\"1\" ctype=\"lb\"/>b", "a\nb"},
        {"a<x id=\"1\" ctype=\"x-html-br\"/>b", "a\nb"},
        {"<bx id=\"1\"/>a<ex id=\"1\"/>", "a"},
        {"<x id=\"1\" ctype=\"bold\"/>a", "a"},
        {"a<ph id=\"1\">&lt;img alt=\"<sub>Bild</sub>\"&gt;</ph>b", "ab"},
        {"a <ph id=\"1\"><sub>unten</sub></ph>", "a unten"},
        {"<mrk mtype=\"seg\" mid=\"0\">a <mrk mtype=\"term\">b</mrk></mrk>", "a b"},
        {"<mrk mtype=\"seg\" mid=\"0\">Eins.</mrk><mrk mtype=\"seg\" mid=\"1\">Zwei.</mrk>",
         "Eins. Zwei."},
        {"<mrk mtype=\"seg\" mid=\"0\">Eins. </mrk><mrk mtype=\"seg\" mid=\"1\">Zwei.</mrk>",
         "Eins. Zwei."},
        {"<mrk mtype=\"seg\" mid=\"0\">Eins.</mrk>\n<mrk mtype=\"seg\" mid=\"1\">Zwei.</mrk>",
         "Eins.\nZwei."},
        {"a <![CDATA[<b> & c]]>", "a <b> & c"},
        {"Fritz & Söhne &nbsp;GmbH &auml;&hellip; &amp;nbsp;",
         "Fritz & Söhne \u00a0GmbH ä… &nbsp;"},
        {"A&B &amp C", "A&B &amp C"},
        {"<ph id=\"1\" equiv-text=\"{a}\"/>", "{a}"},
        {"<b>a</b><br/><em>b</em> <span class=\"x\">c</span>", "a\nb c"},
    };
    for (const auto& [written, text] : kTargets) {
        EXPECT_EQ(target_of(written), text) << written;
    }
    EXPECT_EQ(target_of("Так <x id=\"7\"/>!", "Ja <x id=\"7\" equiv-text=\"{name}\"/>!"),
              "Так {name}!")
        << "the source says it";
    EXPECT_THAT(target_of("&b;"), HasSubstr("refused: has the entity &b;"));
    std::string deep, ends;
    for (int i = 0; i < 5'000; ++i) {
        deep += "<g>";
        ends += "</g>";
    }
    EXPECT_THAT(target_of(deep + "x" + ends), HasSubstr("fewer elements inside each other"));
}

TEST(TranslationFile, elements_that_only_format_are_told) {
    const auto remarks_of = [](const std::string& target) {
        const auto read = read_translation(xliff("<trans-unit id=\"a\"><source>x</source><target>" +
                                                 target + "</target></trans-unit>"),
                                           TranslationFormat::Xliff, "texts");
        EXPECT_TRUE(read) << target;
        return read ? read->remarks : std::vector<TextRemark>();
    };
    for (const char* target :
         {"<b>a</b>", "<bpt id=\"1\">&lt;b&gt;</bpt>a<ept id=\"1\">&lt;/b&gt;</ept>",
          "<g id=\"1\" ctype=\"bold\">a</g>", "<x id=\"1\" ctype=\"italic\"/>a",
          "<mrk mtype=\"seg\"><span>a</span></mrk>", "<it id=\"1\" pos=\"open\">&lt;i&gt;</it>a"}) {
        const auto remarks = remarks_of(target);
        ASSERT_EQ(remarks.size(), 1u) << target;
        EXPECT_EQ(remarks[0].id, "a");
        EXPECT_EQ(remarks[0].what, kMarkupLeftOut);
    }
    for (const char* target : {"a", "a<br/>b", "<ph id=\"1\">{a}</ph>", "<g id=\"1\">a</g>",
                               "<mrk mtype=\"seg\">a</mrk>", "a<x id=\"1\" ctype=\"lb\"/>b"}) {
        EXPECT_TRUE(remarks_of(target).empty()) << target;
    }
}

TEST(TranslationFile, an_unknown_entity_refuses_its_unit_alone) {
    const auto read = read_translation(
        xliff(
            "<trans-unit id=\"a\"><source>&foo;</source><target>y</target></trans-unit>"
            "<trans-unit id=\"b\"><source>&nbsp;</source><target>&foo</target></trans-unit>"
            "<!-- &foo; --><trans-unit "
            "id=\"c\"><source>x</source><target><![CDATA[&foo;]]></target></trans-unit>"
            "<trans-unit id=\"d\"><source>x</source><target>&#1073;&#x431;</target></trans-unit>"),
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    ASSERT_EQ(read->refused.size(), 1u);
    EXPECT_EQ(read->refused[0].id, "a");
    ASSERT_EQ(read->rows.size(), 3u);
    EXPECT_EQ(read->rows[0].text, "&foo");
    EXPECT_EQ(read->rows[1].text, "&foo;");
    EXPECT_EQ(read->rows[2].text, "бб");
}

TEST(TranslationFile, an_indented_file_has_the_same_texts) {
    const auto read = read_translation(
        xliff("\n  <trans-unit id=\" a&#xA0;\" >\n    <source>\n      Wie heißen\n      Sie?\n    "
              "</source>\n"
              "    <target>\n      Як Вас\n      звати?\n    </target>\n  </trans-unit>"
              "<trans-unit id=\"b\" xml:space=\"preserve\"><source>x</source><target>a\n  "
              "b</target></trans-unit>"
              "<trans-unit id=\"c\"><source>x</source><target>a\nb</target></trans-unit>"),
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    ASSERT_EQ(read->rows.size(), 3u);
    EXPECT_EQ(read->rows[0].id, "a");
    EXPECT_EQ(read->rows[0].german, "Wie heißen Sie?");
    EXPECT_EQ(read->rows[0].text, "Як Вас звати?");
    EXPECT_EQ(read->rows[1].text, "a\n  b");
    EXPECT_EQ(read->rows[2].text, "a\nb") << "nobody indents so";
    ASSERT_EQ(read->remarks.size(), 1u);
    EXPECT_THAT(read->remarks[0].what, HasSubstr("no-break space"));
}

TEST(TranslationFile, xliff_2_is_read_segment_by_segment) {
    const auto read = read_translation(
        R"(<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="de-DE" trgLang="uk-UA"><file id="f"><group id="g">)"
        R"(<unit id="1" name="a"><segment state="final"><source>Weiter</source><target>Далі</target></segment></unit></group>)"
        R"(<unit id="b"><notes><note>Hinweis</note></notes><segment state="translated"><source>Eins.</source><target>Один.</target></segment>)"
        R"(<ignorable><source> </source></ignorable><segment state="initial"><source>Zwei.</source><target>Два.</target></segment></unit>)"
        R"(<unit id="c"><originalData><data id="d1">{name}</data><data id="d2">&lt;b></data><data id="d3">&lt;/b></data></originalData>)"
        R"(<segment><source>Hallo <ph id="1" dataRef="d1"/></source><target><pc id="2" dataRefStart="d2" dataRefEnd="d3">Привіт</pc>, <ph id="1" dataRef="d1"/><sc id="3" dataRef="d2"/>!<ec startRef="3" dataRef="d3"/></target></segment></unit>)"
        R"(<unit id="d"><segment><source>D</source></segment></unit>)"
        R"(<unit id="e"><segment><source>A.</source><target>Б.</target></segment><segment><source>C.</source></segment></unit>)"
        R"(<unit id="f"><segment><source>x</source><target>a<mrk id="m1" type="term">b<mrk id="m2">c</mrk></mrk><ph id="1" equiv="{n}"/><cp hex="000B"/>d<ph id="2" type="fmt" subType="xlf:lb"/>e</target></segment></unit>)"
        R"(</file></xliff>)",
        TranslationFormat::Xliff, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->tag, "uk");
    ASSERT_EQ(read->rows.size(), 5u);
    EXPECT_EQ(read->rows[0].id, "a");
    EXPECT_EQ(read->rows[0].state, TextState::Reviewed);
    EXPECT_EQ(read->rows[1].german, "Eins. Zwei.");
    EXPECT_EQ(read->rows[1].text, "Один. Два.");
    EXPECT_TRUE(read->rows[1].unfinished) << "the weakest of its segments";
    EXPECT_EQ(read->rows[1].note, "Hinweis");
    EXPECT_EQ(read->rows[2].german, "Hallo {name}");
    EXPECT_EQ(read->rows[2].text, "Привіт, {name}!");
    EXPECT_EQ(read->rows[3].text, "");
    EXPECT_EQ(read->rows[4].text, "abc{n}\nd\ne");
    ASSERT_EQ(read->refused.size(), 1u);
    EXPECT_THAT(read->refused[0].what, HasSubstr("1 of its 2 segments have no target"));
}

TEST(TranslationFile, of_a_file_in_several_languages_the_wanted_one_is_read) {
    const std::string file =
        R"(<xliff version="1.2"><file source-language="de_DE" target-language="ru-RU"><body><trans-unit id="a"><source>A</source><target>рус</target></trans-unit></body></file>)"
        R"(<file source-language="ger" target-language="uk_UA"><body><trans-unit id="a"><source>A</source><target>укр</target></trans-unit></body></file></xliff>)";
    EXPECT_THAT(refusal(file, TranslationFormat::Xliff).detail,
                HasSubstr("here are ru and uk; say with --language"));
    for (const auto& [wanted, text] : {std::pair("uk", "укр"), {"ru", "рус"}, {"UK", "укр"}}) {
        const auto read = read_translation(file, TranslationFormat::Xliff, "texts", wanted);
        ASSERT_TRUE(read) << to_string(read.error());
        ASSERT_EQ(read->rows.size(), 1u);
        EXPECT_EQ(read->rows[0].text, text);
    }
    const auto silent = read_translation(
        R"(<xliff version="1.2"><file source-language="de"><body/></file></xliff>)",
        TranslationFormat::Xliff, "texts", "prs", {"fa", "fa-AF"});
    ASSERT_TRUE(silent) << to_string(silent.error());
    EXPECT_EQ(silent->tag, "fa-AF");
}

TEST(TranslationFile, hostile_and_damaged_xliff_is_refused_with_a_place) {
    EXPECT_THAT(
        refusal("<!DOCTYPE xliff [<!ENTITY a \"b\">]>" + xliff(""), TranslationFormat::Xliff)
            .detail,
        HasSubstr("document type"));
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
    EXPECT_THAT(refusal("{\n\"a\": \"b\",\n\"c\"\n", TranslationFormat::FlatJson).where,
                HasSubstr("line 4"));
    EXPECT_THAT(
        refusal(std::string_view("{\"a\": \"b\"}\0\"c", 14), TranslationFormat::FlatJson).detail,
        HasSubstr("zero byte"));
    refusal("[]", TranslationFormat::FlatJson);
    for (const char* empty : {"", " \n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\r\n"}) {
        EXPECT_THAT(refusal(empty, TranslationFormat::FlatJson).detail, HasSubstr("file is empty"));
    }
}

TEST(TranslationFile, what_damages_a_json_file_is_said) {
    using namespace std::string_literals;
    for (const auto& [json, said] :
         {std::pair("{\"a\":\"\xE4\"}"s, "save the file as UTF-8"),
          std::pair("{\"a\":\"x\"\"b\":\"y\"}"s, "a quote, a comma or a bracket"),
          std::pair("{\"a\":\"x}\n"s, "a quote, a comma or a bracket"),
          std::pair("{\"a\":\"x\"} /* never ends"s, "or a comment")}) {
        const auto read = read_translation(json, TranslationFormat::FlatJson, "texts.json");
        ASSERT_FALSE(read.ok()) << json;
        EXPECT_NE(to_string(read.error()).find(said), std::string::npos)
            << json << ": " << to_string(read.error());
    }
}

/// What is read of a file with two texts, one of them "z": "Далі".
struct Handed {
    std::string given;
    std::string rows, refused, remarks;
};
Handed handed(const std::string& json) {
    const auto read = read_translation(json, TranslationFormat::FlatJson, "texts.json");
    Handed out{json, "", "", ""};
    if (!read) {
        out.refused = to_string(read.error());
        return out;
    }
    for (const TranslationRow& one : read->rows) {
        out.rows += one.id + "=" + one.text + "@" + one.place + ";";
    }
    for (const RefusedText& one : read->refused) {
        out.refused += one.id + "@" + one.place + ": " + one.what + ";";
    }
    for (const TextRemark& one : read->remarks) {
        out.remarks += one.place + ": " + one.what + ";";
    }
    return out;
}

TEST(TranslationFile, what_is_meant_by_a_json_file_is_read_and_told) {
    using namespace std::string_literals;
    struct {
        std::string json, a, said;
    } const kFiles[] = {
        {"{\"a\":\"x\ty\",\n\"z\":\"Далі\"}", "x\ty", "line 1: a tab, a line break"},
        {"{\"a\":\"x\ny\",\"z\":\"Далі\"}", "x\ny", "line 1: a tab, a line break"},
        {"{\"a\":\"x\r\ny\",\"z\":\"Далі\"}", "x\ny", "line 1: a tab, a line break"},
        {"{\"a\":\"x\x01\",\n\"z\":\"Далі\"}", "x\x01", "line 1: a tab, a line break"},
        {"\xEF\xBB\xBF{\"a\":\"x\",\n\"z\":\"Далі\"}", "x", "line 1: a mark of the byte order"},
        {"{\"a\":\"x\", // \"b\": \"{\n\"z\":\"Далі\"}", "x", "line 1: comments"},
        {"{/* [ \" */\"a\":\"x\",\n\"z\":\"Далі\"}", "x", "line 1: comments"},
        {"// [ of translators\n{\"a\":\"x\",\"z\":\"Далі\"}", "x", "line 1: comments"},
        {"{\"a\":\"x\",\n\"z\":\"Далі\", /* end */ }", "x", "line 2: a comma behind the last"},
        {"{a:\"x\",\nz : \"Далі\"}", "x", "line 1: a key without quotes"},
        {"{\u00a0\"a\":\"x\",\n\"z\":\u200b\"Далі\"}", "x", "line 1: a space that JSON"},
    };
    for (const auto& file : kFiles) {
        const Handed read = handed(file.json);
        EXPECT_THAT(read.rows, testing::StartsWith("a=" + file.a + "@line ")) << file.json;
        EXPECT_THAT(read.rows, testing::EndsWith(";z=Далі@line 2;")) << file.json;
        EXPECT_THAT(read.remarks, HasSubstr(file.said)) << file.json;
        EXPECT_EQ(read.refused, "") << file.json;
    }
}

TEST(TranslationFile, of_a_json_file_only_the_text_in_doubt_is_refused) {
    using namespace std::string_literals;
    for (const auto& [value, said] :
         {std::pair("\"\\ud83d\""s, "one half, \\ud83d"), std::pair("\"x\\udc00\""s, "one half"),
          std::pair("\"\\ud83dx\\ud83d\\ude00\""s, "one half"),
          std::pair("\"\\ud83d\\n\""s, "one half"), std::pair("NaN"s, "this is NaN"),
          std::pair("-Infinity"s, "this is -Infinity"), std::pair("None"s, "this is None"),
          std::pair("undefined"s, "this is undefined"), std::pair("1e999"s, "this is 1e999"),
          std::pair("007"s, "this is 007"), std::pair("+1"s, "this is +1"),
          std::pair("\"C:\\Daten\""s, "a backslash"), std::pair("\"\\u12\""s, "four digits"),
          std::pair("\"a\0b\""s, "zero byte")}) {
        const Handed read = handed("{\"a\":" + value + ",\n\"z\":\"Далі\"}");
        EXPECT_EQ(read.rows, "z=Далі@line 2;") << read.given;
        EXPECT_THAT(read.refused, HasSubstr("a@line 1: ")) << read.given;
        EXPECT_THAT(read.refused, HasSubstr(said)) << read.given;
    }
    const Handed key = handed("{\"\\ud83d\":{\"b\":\"x\",\"c\":[\"y\"]},\n\"z\":\"Далі\"}");
    EXPECT_EQ(key.rows, "z=Далі@line 2;");
    EXPECT_THAT(key.refused, HasSubstr(".b@line 1: a character is written by one half"));
    EXPECT_EQ(handed("{\"a\":\"\\ud83d\\ude00\",\"n\":1.5e-3}").rows, "a=\U0001F600@line 1;");
}

TEST(TranslationFile, json_is_read_value_by_value_however_deep) {
    const auto read = read_translation(
        R"({"page": {"next": "Далі", "list": ["a", {"b": "c"}], "empty": {}},
            "q.name": {"label": "Ім'я"},
            "nothing": null, "number": 7, "half": 0.50, "flag": true,
            " page.back\u00a0": "Назад",
            "twice": "1", "twice": "2",
            "wait": {"one": "# секунда", "other": "# секунд"}, "blank": ""})",
        TranslationFormat::FlatJson, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    std::string rows, refused;
    for (const TranslationRow& row : read->rows) {
        rows += row.id + "=" + row.text + "@" + row.place + "; ";
    }
    for (const RefusedText& one : read->refused) {
        refused += one.id + "@" + one.place + ": " + one.what + "; ";
    }
    EXPECT_EQ(rows,
              "page.next=Далі@line 1; page.list.0=a@line 1; page.list.1.b=c@line 1; "
              "q.name.label=Ім'я@line 2; nothing=@line 3; page.back=Назад@line 4; twice=1@line 5; "
              "twice=2@line 5; wait.one=# секунда@line 6; wait.other=# секунд@line 6; "
              "blank=@line 6; ");
    EXPECT_EQ(
        refused,
        "number@line 3: expected a text in quotes, this is 7; half@line 3: expected a text in "
        "quotes, this is 0.50; flag@line 3: expected a text in quotes, this is true; ");
    ASSERT_EQ(read->remarks.size(), 2u);
    EXPECT_EQ(read->remarks[0].what, "null counts as not translated");
    EXPECT_THAT(read->remarks[1].what, HasSubstr("no-break space"));
}

TEST(TranslationFile, a_list_of_texts_with_their_ids_is_read) {
    const std::vector<std::string> known = {"de", "uk", "fr"};
    for (
        const char* file :
        {R"([{"id": "page.next", "text": "Далі"}, {"id": "page.back", "text": "Назад"}])",
         R"([{"term": "page.next", "definition": "Далі", "context": "x", "reference": ""},
              {"term": "page.back", "definition": "Назад"}])",
         R"([{"translation": "Далі", "key": "page.next"}, {"translation": "Назад", "key": "page.back"}])",
         R"([{"key": "page.next", "de": "Weiter", "uk": "Далі"},
              {"key": "page.back", "uk": "Назад", "de": "Zurück"}])",
         R"({"texts": [{"id": 7, "name": "page.next", "value": "Далі"}, {"id": "page.back", "value": "Назад"}]})",
         R"([{"page.next": "Далі"}, {"page.back": "Назад"}])",
         R"([{"page": {"next": "Далі", "back": "Назад"}}])",
         R"({"page.next": {"message": "Далі", "description": "Knopf"}, "page.back": {"message": "Назад"}})",
         R"({"page.next": {"string": "Далі", "context": "x", "character_limit": 20}, "page": {"back": "Назад"}})",
         R"([{"id": "page.next", "defaultMessage": "x", "text": "Далі"}, {"id": "page.back", "text": "Назад", "n": [1]}])"}) {
        const auto read = read_translation(file, TranslationFormat::FlatJson, "texts", "", known);
        ASSERT_TRUE(read) << file << to_string(read.error());
        std::string rows;
        for (const TranslationRow& row : read->rows) {
            rows += row.id + "=" + row.text + ";";
        }
        EXPECT_EQ(rows, "page.next=Далі;page.back=Назад;") << file;
        EXPECT_TRUE(read->refused.empty()) << file;
    }
    const auto flat = read_translation(R"({"x.message": "a", "x.description": "b"})",
                                       TranslationFormat::FlatJson, "texts", "", known);
    ASSERT_TRUE(flat);
    EXPECT_EQ(flat->rows.at(0).id, "x.message") << "an id, not an object";
    const auto forms = read_translation(
        R"([{"term": "wait", "definition": {"one": "a", "other": "b"}}, {"id": "c"},
            {"id": "d", "uk": "x", "fr": "y"}, {"id": "e", "text": 7}])",
        TranslationFormat::FlatJson, "texts", "", known);
    ASSERT_TRUE(forms);
    ASSERT_EQ(forms->rows.size(), 2u);
    EXPECT_EQ(forms->rows[0].id, "wait.one");
    EXPECT_EQ(forms->rows[1].id, "wait.other");
    ASSERT_EQ(forms->refused.size(), 3u) << "text by text";
    EXPECT_EQ(forms->refused[0].id, "c");
    EXPECT_EQ(forms->refused[1].id, "d") << "of two languages nobody knows which";
    EXPECT_EQ(forms->refused[2].id, "e");
    const auto french = read_translation(R"([{"id": "d", "uk": "x", "fr": "y"}])",
                                         TranslationFormat::FlatJson, "texts", "fr", known);
    ASSERT_TRUE(french);
    EXPECT_EQ(french->rows.at(0).text, "y");
    for (const char* none : {"[]", "[\"a\", \"b\"]", "[1]", "[[]]"}) {
        EXPECT_THAT(refusal(none, TranslationFormat::FlatJson).detail, HasSubstr("texts by id"));
    }
}

TEST(TranslationFile, what_holds_all_texts_of_a_json_file_is_no_part_of_their_ids) {
    for (const char* file :
         {R"({"uk": {"page": {"next": "Далі"}}})", R"({"uk-UA": {"page.next": "Далі"}})",
          R"({"translation": {"page.next": "Далі"}})",
          R"({"uk": {"translation": {"page": {"next": "Далі"}}}})"}) {
        const auto read =
            read_translation(file, TranslationFormat::FlatJson, "texts", "", {"de", "uk"});
        ASSERT_TRUE(read) << file;
        ASSERT_EQ(read->rows.size(), 1u) << file;
        EXPECT_EQ(read->rows[0].id, "page.next") << file;
    }
    std::string deep = "\"x\"";
    for (int i = 0; i < 100; ++i) {
        deep = "{\"a\": " + deep + "}";
    }
    EXPECT_THAT(refusal(deep, TranslationFormat::FlatJson).detail, HasSubstr("fewer brackets"));
    refusal("\"text\"", TranslationFormat::FlatJson);
    refusal("7", TranslationFormat::FlatJson);
}

TEST(TranslationFile, cells_that_are_no_text_are_no_translations) {
    const auto read = read_translation(
        support::zip_of(
            {{"_rels/.rels", "<Relationships/>"},
             {"xl/workbook.xml",
              R"(<workbook><sheets><sheet name="Texte" r:id="r1"/></sheets></workbook>)"},
             {"xl/_rels/workbook.xml.rels",
              R"(<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>)"},
             {"xl/s.xml",
              R"(<worksheet><sheetData><row><c t="inlineStr"><is><t>id</t></is></c><c t="inlineStr"><is><t>Deutsch</t></is></c><c t="inlineStr"><is><t>uk</t></is></c></row>)"
              R"(<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>A</t></is></c><c t="e"><v>#NAME?</v></c></row>)"
              R"(<row><c t="inlineStr"><is><t>b</t></is></c><c t="inlineStr"><is><t>B</t></is></c><c t="b"><v>1</v></c></row>)"
              R"(<row><c t="inlineStr"><is><t>c</t></is></c><c t="inlineStr"><is><t>C</t></is></c><c><f>A1</f></c></row>)"
              R"(<row><c t="inlineStr"><is><t>d</t></is></c><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>Г</t></is></c></row>)"
              R"(<row><c t="e"><v>#REF!</v></c><c t="inlineStr"><is><t>E</t></is></c><c t="inlineStr"><is><t>Д</t></is></c></row>)"
              R"(<row><c t="inlineStr"><is><t>f</t></is></c><c t="inlineStr"><is><t>F</t></is></c><c t="inlineStr"><is><t>TRUE</t></is></c></row>)"
              R"(<row><c t="inlineStr"><is><t>g</t></is></c><c t="inlineStr"><is><t>G</t></is></c><c t="inlineStr"><is><t>#N/A</t></is></c></row>)"
              R"(<row><c t="inlineStr"><is><t>h</t></is></c><c t="inlineStr"><is><t>H</t></is></c><c><v>7</v></c></row>)"
              R"(</sheetData><mergeCells><mergeCell ref="C3:C4"/><mergeCell ref="A1:B1"/></mergeCells></worksheet>)"}}),
        TranslationFormat::Xlsx, "texts");
    ASSERT_TRUE(read) << to_string(read.error());
    std::string refused;
    for (const RefusedText& one : read->refused) {
        refused += one.id + " (" + one.place + ") ";
    }
    EXPECT_EQ(refused, "a (row 2) b (row 3) c (row 4)  (row 6) g (row 8) ");
    EXPECT_THAT(read->refused[0].what,
                HasSubstr("sheet Texte, cell C2 (uk) is no text: a formula failed (#NAME?)"));
    ASSERT_EQ(read->rows.size(), 3u);
    EXPECT_EQ(read->rows[0].german, std::nullopt) << "d: nobody knows what the German text was";
    EXPECT_EQ(read->rows[1].text, "TRUE") << "f: somebody typed it as a text";
    EXPECT_EQ(read->rows[2].text, "7");
    std::string remarks;
    for (const TextRemark& remark : read->remarks) {
        remarks += remark.id + ": " + remark.what + "\n";
    }
    EXPECT_THAT(remarks, HasSubstr("h: sheet Texte, cell C9 (uk) is a number, and was read as 7"));
    EXPECT_THAT(remarks, HasSubstr(": of merged cells only the first holds a text"));
    EXPECT_EQ(read->remarks[0].place, "sheet Texte, cells C3:C4");
}

TEST(TranslationFile, between_the_words_of_json_nothing_invisible_matters) {
    for (const char* mark : {"\u00a0", "\u00ad", "\u0085", "\u061c", "\u200b", "\u200c", "\u200d",
                             "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u202f",
                             "\u2060", "\u2066", "\u2069", "\ufeff"}) {
        const auto read = read_translation("{" + std::string(mark) + "\"a\"" + mark + ":" + mark +
                                               "\"A" + mark + "\"" + mark + "}",
                                           TranslationFormat::FlatJson, "texts");
        ASSERT_TRUE(read) << mark << to_string(read.error());
        ASSERT_EQ(read->rows.size(), 1u);
        EXPECT_EQ(read->rows[0].text, "A" + std::string(mark)) << "inside quotes it stays";
        EXPECT_FALSE(read->remarks.empty());
    }
}

TEST(TranslationFile, white_space_and_capitals_of_a_sheet_mean_nothing) {
    const auto bytes = write_spreadsheet({{{"Texte\u00a0",
                                            {{"Texte für die Agentur, Stand November"},
                                             {},
                                             {"ID\u00a0", "\u200bdeutsch", " Sr_Latn", "STAND "},
                                             {"page.next\u00a0", "Weiter", "Dalje", " entwurf"},
                                             {"\ufeffpage.back", "Zurück", "Nazad", "Geprüft"}},
                                            {}}}});
    ASSERT_TRUE(bytes) << to_string(bytes.error());
    const auto read =
        read_translation(*bytes, TranslationFormat::Xlsx, "texts", "", {"de", "en", "sr-Latn"});
    ASSERT_TRUE(read) << to_string(read.error());
    EXPECT_EQ(read->tag, "sr-Latn");
    ASSERT_EQ(read->rows.size(), 2u);
    EXPECT_EQ(read->rows[0].id, "page.next");
    EXPECT_EQ(read->rows[0].state, TextState::Draft);
    EXPECT_EQ(read->rows[1].id, "page.back");
    EXPECT_EQ(read->rows[1].state, TextState::Reviewed);
    EXPECT_EQ(read->remarks.size(), 4u) << "two headings, two ids";
}

TEST(TranslationFile, a_heading_may_name_its_language_in_words) {
    for (const auto& [heading, tag] : {std::pair("Dari (prs)", "fa-AF"),
                                       {"Ukrainisch", "uk"},
                                       {"UK-UA", "uk"},
                                       {"prs-AF", "fa-AF"},
                                       {"Arabic (Syria)", "ar"},
                                       {"Українська", "uk"},
                                       {"ar-SY", "ar"}}) {
        const auto bytes = write_spreadsheet(
            {{{"Texte", {{"id", "Deutsch", heading, "ok"}, {"a", "A", "x", "ja"}}, {}}}});
        ASSERT_TRUE(bytes);
        const auto read = read_translation(*bytes, TranslationFormat::Xlsx, "texts", "",
                                           {"ar", "de", "fa", "fa-AF", "uk"});
        ASSERT_TRUE(read) << heading << ": " << to_string(read.error());
        EXPECT_EQ(read->tag, tag) << heading;
    }
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
    EXPECT_EQ(translation_format_of_file("uk.json"), TranslationFormat::FlatJson);
    EXPECT_EQ(translation_format_of_file("UK.XLSX"), TranslationFormat::Xlsx);
    EXPECT_EQ(translation_format_of_file("uk.ods"), std::nullopt);
    EXPECT_EQ(translation_format_of_file("json"), std::nullopt);
}

}  // namespace
}  // namespace lotse::codec
