// SPDX-License-Identifier: EUPL-1.2
/// Types of rows as programs and people write them, choices in files, marks of formatting, and what
/// the messages say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/forms/questionnaire_json.h"
#include "codec/xlsform/support.h"
#include "core/form/form.h"

namespace lotse::codec {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const Rows kList = {{"list_name", "name", "label"}, {"l", "a", "A"}, {"l", "b", "B"}};

/// A form of one question of this type.
Imported of_type(const std::string& type) {
    return imported(workbook({{"type", "name", "label"}, {type, "q", "Q"}}, kList));
}

TEST(XlsFormKinds, types_are_understood_as_older_programs_and_people_write_them) {
    const std::vector<std::pair<std::string, std::vector<std::string>>> kinds = {
        {"text", {"text", "string", "add text prompt", "q string", "Add Text Prompt", "q_text"}},
        {"integer", {"integer", "int", "add integer prompt", "q int", "q integer"}},
        {"decimal", {"decimal", "add decimal prompt", "q decimal"}},
        {"date", {"date", "add date prompt", "q date"}},
        {"note", {"note", "add note prompt", "q note"}},
        {"acknowledge", {"acknowledge", "trigger", "add acknowledge prompt", "q acknowledge"}},
        {"select_one",
         {"select_one l", "select one l", "select1 l", "select one from l",
          "add select one prompt using l", "select one using l", "q select1 l", "Select_One l"}},
        {"select_multiple",
         {"select_multiple l", "select all that apply from l", "select all that apply l",
          "select multiple from l", "add select multiple prompt using l", "q select l",
          "select multiple using l", "select l"}},
    };
    for (const auto& [kind, written] : kinds) {
        for (const std::string& type : written) {
            const Imported form = of_type(type);
            ASSERT_FALSE(form.json.empty()) << type;
            EXPECT_EQ(form.children()[0].value("type", ""), kind) << type;
            EXPECT_THAT(form.findings_text(), Not(HasSubstr("kept: "))) << type;
            expect_fixpoint(form);
        }
    }
}

TEST(XlsFormKinds, a_type_that_nobody_knows_names_the_one_that_is_meant) {
    const auto told = [](const std::string& type) {
        const Imported form =
            imported(workbook({{"type", "name", "label"},
                               {type, "q", "Q"},
                               {"text", "t", "T"},
                               {"select_one land", "c", "C"}},
                              {{"list_name", "name", "label"}, {"land", "a", "A"}}));
        expect_fixpoint(form);
        const std::string all = form.findings_text();
        return all.substr(0, all.find('\n'));
    };
    const std::vector<std::pair<const char*, const char*>> misspelt = {
        {"interger", "if integer is meant, write that"},
        {"texte", "if text is meant, write that"},
        {"Txet", "if text is meant, write that"},
        {"decimel", "if decimal is meant, write that"},
        {"datum", "if date is meant, write that"},
        {"calulate", "if calculate is meant, write that"},
        {"nota", "if note is meant, write that"},
        {"number", "if integer or decimal is meant, write that"},
        {"text name", "if text is meant, write that"},
        {"selectone land", "if \"select_one\" is meant, write \"select_one land\""},
        {"select_oen land", "if \"select_one\" is meant, write \"select_one land\""},
        {"select-one land", "if \"select_one\" is meant, write \"select_one land\""},
        {"select_mutliple land", "if \"select_multiple\" is meant, write \"select_multiple land\""},
        {"dropdown", "if select_one …, with the name of the list behind it, is meant"},
        {"select_one",
         "expected the name of a list behind \"select_one\", as in \"select_one land\""},
        {"select_multiple", "expected the name of a list behind \"select_multiple\", as in"},
        {"selectone", "expected the name of a list behind \"select_one\", as in"},
        {"select_one land gross", "expected one list behind \"select_one\", as in"},
        {"select_one lnad", "there is no choice list \"lnad\"; if \"land\" is meant, write that"},
        {"select_one staat",
         "there is no choice list \"staat\"; write its choices, or take the row out"},
        {"select_multiple staat", "there is no choice list \"staat\""},
        {"checkbox land", "if select_multiple …, with the name of the list behind it, is meant"},
        {"select_one land orother", "or \"select_one land or_other\""},
        {"telefon", "if phone is meant, write that"},
        {"ja/nein", "if yes_no is meant, write that"},
        {"select_multiple Land",
         "there is no choice list \"Land\"; if \"land\" is meant, write that"},
    };
    for (const auto& [type, what] : misspelt) {
        EXPECT_THAT(told(type), HasSubstr("condition lost: sheet survey, cell A2 (type): "));
        EXPECT_THAT(told(type), HasSubstr(what)) << type;
    }
    for (const char* foreign : {"geopoint", "image", "rank land", "barcode", "audit", "#", "-"}) {
        EXPECT_THAT(told(foreign), HasSubstr("kept: sheet survey, cell A2 (type): ")) << foreign;
    }
}

TEST(XlsFormKinds, a_misspelt_group_is_refused_where_it_stands) {
    for (const auto& [begin, end, where, meant] :
         std::vector<std::tuple<std::string, std::string, std::string, std::string>>{
             {"begin_gruop", "end_group", "row 2", "begin_group"},
             {"begingroup", "end group", "row 2", "begin_group"},
             {"begin_group", "end_gorup", "row 4", "end_group"},
             {"begin_repaet", "end_repeat", "row 2", "begin_repeat"}}) {
        const auto form = import(
            workbook({{"type", "name", "label"}, {begin, "g", "G"}, {"text", "t", "T"}, {end}}),
            {{"default", "en"}});
        ASSERT_FALSE(form.ok()) << begin;
        EXPECT_THAT(to_string(form.error()), HasSubstr(where));
        EXPECT_THAT(to_string(form.error()), HasSubstr("if " + meant + " is meant, write that"));
    }
}

TEST(XlsFormKinds, a_column_that_names_its_language_otherwise_says_how) {
    XlsFormOptions options = accepting({{"default", "de"}});
    options.program_texts = {{"de", {}}, {"uk", {}}};
    for (const auto& [heading, meant] : std::vector<std::pair<std::string, std::string>>{
             {"label_uk", "label::uk"},
             {"Label (Ukrainian)", "label::Ukrainian"},
             {"label - Ukrainisch", "label::Ukrainisch"},
             {"hint uk", "hint::uk"},
             {"label [uk]", "label::uk"},
             {"label(Українська)", "label::Українська"}}) {
        const Imported form = imported(import_with(
            workbook({{"type", "name", "label", heading}, {"text", "t", "T", "Т"}}), options));
        EXPECT_THAT(form.findings_text(), HasSubstr("write \"" + meant + "\" as the heading"));
    }
    for (const char* other : {"label_id", "labels", "hint_image", "label size"}) {
        const Imported form = imported(import_with(
            workbook({{"type", "name", "label", other}, {"text", "t", "T", "x"}}), options));
        EXPECT_THAT(form.findings_text(), HasSubstr("this column means nothing")) << other;
    }
}

TEST(XlsFormKinds, telephone_and_e_mail_have_their_keyboards) {
    for (const char* type :
         {"tel", "phone", "phone number", "phonenumber", "telephone", "Phone_Number"}) {
        const json question = of_type(type).children()[0];
        EXPECT_EQ(question.value("type", ""), "text") << type;
        EXPECT_EQ(question.value("keyboard", ""), "phone") << type;
    }
    for (const char* type : {"email", "e-mail", "E-Mail", "add email prompt"}) {
        EXPECT_EQ(of_type(type).children()[0].value("keyboard", ""), "email") << type;
        expect_fixpoint(of_type(type));
    }
}

/// Whether a question `q` accepts the number.
bool accepts(const Imported& form, const std::string& digits) {
    const auto read = read_questionnaire(form.definition, "f");
    Answers answers;
    answers.fields[{"q", 0}] = NumberAnswer{SecretText(digits)};
    const auto all = pages(**read, answers, {2026, 11, 29});
    return all.size() == 1 && problems(**read, all[0], answers, {2026, 11, 29}).empty();
}

TEST(XlsFormKinds, a_range_accepts_its_numbers_and_says_which_they_are) {
    struct Case {
        const char *type, *parameters, *kind;
        std::vector<const char*> good, bad;
        const char* message;
    };
    for (const Case& one : std::vector<Case>{
             {"range",
              "start=0 end=10 step=1",
              "integer",
              {"0", "7", "10"},
              {"-1", "11"},
              "0 – 10"},
             {"range", "", "integer", {"1", "10"}, {"0", "11"}, "1 – 10"},
             {"range",
              "start = 10; end = 20; step = 5",
              "integer",
              {"10", "15"},
              {"12"},
              "10 – 20"},
             {"range", "end=-5 start=5", "integer", {"-5", "0"}, {"-6", "6"}, "-5 – 5"},
             {"range",
              "start=0,end=1,step=0.1",
              "decimal",
              {"0.3", "0.7", "1"},
              {"0.35", "1.1"},
              "0 – 1"},
             {"range",
              "start=-1.5 end=2.5 step=0.5",
              "decimal",
              {"-1", "2.5"},
              {"0.2"},
              "-1.5 – 2.5"},
             {"percentage", "", "integer", {"0", "100"}, {"101"}, "0 – 100"},
             {"number of days in last month", "", "integer", {"31"}, {"32"}, "0 – 31"}}) {
        const Imported form = imported(workbook(
            {{"type", "name", "label", "parameters"}, {one.type, "q", "Q", one.parameters}}));
        const json question = form.children()[0];
        EXPECT_EQ(question.value("type", ""), one.kind) << one.parameters;
        EXPECT_EQ(form.text("f.main.q.constraint_message"), one.message);
        EXPECT_EQ(question.at("extras").at("type"), one.type);
        for (const char* digits : one.good) {
            EXPECT_TRUE(accepts(form, digits)) << one.parameters << ": " << digits;
        }
        for (const char* digits : one.bad) {
            EXPECT_FALSE(accepts(form, digits)) << one.parameters << ": " << digits;
        }
        expect_fixpoint(form);
    }
}

TEST(XlsFormKinds, a_range_keeps_its_own_rule_and_words) {
    const Spreadsheet sheets =
        workbook({{"type", "name", "label", "parameters", "constraint", "constraint_message"},
                  {"range", "q", "Q", "start=1 end=9", ". != 5", "Not five"}});
    const Imported form = imported(sheets);
    EXPECT_TRUE(accepts(form, "4"));
    EXPECT_FALSE(accepts(form, "5"));
    EXPECT_FALSE(accepts(form, "10"));
    EXPECT_EQ(form.text("f.main.q.constraint_message"), "Not five");
    expect_fixpoint(form);
    XlsFormOptions options = accepting();
    options.program_texts = {{"de", {{"answer.range", "Eine Zahl von {low} bis {high}."}}}};
    const Imported german = imported(
        import_with(workbook({{"type", "name", "label::de"}, {"range", "q", "Q"}}), options));
    EXPECT_EQ(german.text("f.main.q.constraint_message", "de"), "Eine Zahl von 1 bis 10.");
    expect_fixpoint(german);
    const Imported wrong = imported(
        workbook({{"type", "name", "label", "parameters"}, {"range", "q", "Q", "start=a"}}));
    EXPECT_THAT(wrong.findings_text(),
                HasSubstr("condition lost: sheet survey, cell D2 (parameters): expected numbers"));
    expect_fixpoint(wrong);
}

XlsFormOptions with_files(std::map<std::string, std::string> files) {
    XlsFormOptions options = accepting({{"default", "en"}});
    options.beside = [files](const std::string& name) -> Result<std::string> {
        const auto it = files.find(name);
        return it == files.end() ? Result<std::string>(Error{lotse::Kind::Unusable, name, "gone"})
                                 : it->second;
    };
    return options;
}

TEST(XlsFormKinds, choices_in_files_beside_the_workbook_are_asked) {
    const std::map<std::string, std::string> files = {
        {"towns.csv",
         "\xEF\xBB\xBFname,label,region\r\nx,\"X, the town\",n\r\n\"y z\",\"Y \"\"Z\"\"\",s\r\n"},
        {"semi.csv", "name;label;label::Deutsch (de)\na;A;Ä\n"},
        {"codes.csv", "code\ttitle\tname\n1\tOne\tx\n"},
        {"fruit.xml",
         "<?xml version='1.0'?><root><item><name>apple</name><label>Apple</label>"
         "</item><item><name>pear</name><label>Pear &amp; co</label></item></root>"},
        {"map.geojson",
         R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"f1","properties":{"title":"First","n":3}}]})"}};
    const Imported form = imported(import_with(
        workbook({{"type", "name", "label", "choice_filter", "parameters", "relevant"},
                  {"text", "r", "R"},
                  {"select_one_from_file towns.csv", "t", "T", "region = ${r}"},
                  {"select_multiple_from_file semi.csv", "m", "M"},
                  {"select one from file codes.csv", "c", "C", "", "value=code label=title"},
                  {"select_one_from_file fruit.xml", "f", "F"},
                  {"select_one_from_file map.geojson", "g", "G"},
                  {"select_one_from_file towns.csv", "again", "Again"},
                  {"text", "a", "A", "", "", "${t} = 'y z'"}}),
        with_files(files)));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost")));
    EXPECT_EQ(form.children()[1].at("choices"), "towns");
    EXPECT_EQ(form.children()[6].at("choices"), "towns");
    EXPECT_EQ(form.children()[1].at("choice_filter"), "region = ${r}");
    EXPECT_EQ(form.text("f.choices.towns.x"), "X, the town");
    EXPECT_EQ(form.text("f.choices.towns.y_z"), "Y \"Z\"");
    EXPECT_EQ(form.children()[7].at("relevant"), "${t} = 'y_z'");
    EXPECT_EQ(form.text("f.choices.semi.a", "de"), "Ä");
    EXPECT_EQ(form.text("f.choices.codes.1"), "One");
    EXPECT_EQ(form.text("f.choices.fruit.pear"), "Pear & co");
    EXPECT_EQ(form.text("f.choices.map.f1"), "First");
    EXPECT_THAT(form.findings_text(),
                HasSubstr("changed: sheet survey, cell A3 (type): the choices of towns.csv became "
                          "the list towns"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("sheet towns.csv, cell A3 (name): \"y z\" is called"));
    expect_fixpoint(form);
}

std::string utf16(std::u16string_view text, bool big) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8U), low = static_cast<char>(unit & 0xFFU);
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}

TEST(XlsFormKinds, files_of_choices_are_read_where_their_meaning_is_beyond_doubt) {
    const std::pair<const char*, std::string> kFiles[] = {
        {"utf16le.csv", utf16(u"\uFEFFname\tlabel\r\na\tÄ, b\r\nz\t\U0001F600\r\n", false)},
        {"utf16be.csv", utf16(u"\uFEFFname\tlabel\r\na\tÄ, b\r\nz\t\U0001F600\r\n", true)},
        {"sep.csv", "sep=;\r\nname;label\r\na;Ä, b\r\nz;\xF0\x9F\x98\x80\r\n"},
        {"sep_mark.csv", "\xEF\xBB\xBFSEP=\t\nname\tlabel\na\tÄ, b\nz\t\xF0\x9F\x98\x80"},
        {"heading.csv", "name;label;\"region, or land\"\na;Ä, b;x\nz;\xF0\x9F\x98\x80;y"},
        {"old_mac.csv", "name,label\ra,\"Ä, b\"\rz,\xF0\x9F\x98\x80\r"},
        {"spaces.csv", "name, label\na, \"Ä, b\"\nz, \"\xF0\x9F\x98\x80\"\n"},
        {"blank.csv", "name,label\n\na,\"Ä, b\"\n,\n \nz,\xF0\x9F\x98\x80\n\n"},
        {"upper.CSV", "NAME,Label\na,\"Ä, b\"\nz,\xF0\x9F\x98\x80\n"},
        {"attributes.xml",
         "<root><item name='a' label='Ä, b'/><item name='z' label='&#x1F600;'/></root>"},
        {"comment.xml",
         "<root><!-- x --><item><name>a</name><label><![CDATA[Ä, b]]></label></item>"
         "<item><name>z</name><label>&#128512;</label></item></root>"},
        {"feature.geojson",
         R"([{"type":"Feature","id":"a","properties":{"title":"Ä, b"}},{"id":"z","properties":{"title":"\ud83d\ude00"}},])"},
        {"comments.geojson",
         R"({"features":[ // two
             {"id":"a","properties":{"title":"Ä, b"},},{"id":"z","properties":{"title":"\ud83d\ude00"}}]})"},
    };
    for (const auto& [file, content] : kFiles) {
        const auto read =
            import_with(workbook({{"type", "name", "label"},
                                  {"select_one_from_file " + std::string(file), "q", "Q"}}),
                        with_files({{file, content}}));
        ASSERT_TRUE(read.ok()) << file << ": " << to_string(read.error());
        const Imported form = imported(*read);
        const std::string list = "f.choices." + form.children()[0].at("choices").get<std::string>();
        EXPECT_EQ(form.text(list + ".a"), "Ä, b") << file;
        EXPECT_EQ(form.text(list + ".z"), "\xF0\x9F\x98\x80") << file;
        EXPECT_THAT(form.findings_text(), Not(HasSubstr("lost"))) << file;
        expect_fixpoint(form);
    }
}

TEST(XlsFormKinds, a_failed_formula_in_a_file_of_choices_is_told_and_becomes_no_text) {
    for (const char* error : {"#N/A", "#NAME?", "#NOM?", "#N/D", "#¡REF!", "#ЗНАЧ!"}) {
        const Imported form = imported(import_with(
            workbook({{"type", "name", "label"}, {"select_one_from_file towns.csv", "t", "T"}}),
            with_files({{"towns.csv",
                         "name,label\nx,X\ny," + std::string(error) + "\n" + error + ",Z\n"}})));
        EXPECT_THAT(form.texts.at("en").at("f.choices.towns.x"), "X");
        EXPECT_THAT(form.definition, Not(HasSubstr("\"" + std::string(error) + "\"")));
        EXPECT_THAT(form.findings_text(),
                    HasSubstr("lost: sheet towns.csv, cell B3 (label): the cell is no text: a "
                              "formula failed (" +
                              std::string(error)));
        EXPECT_THAT(form.findings_text(), HasSubstr("lost: sheet towns.csv, cell A4 (name)"));
    }
}

TEST(XlsFormKinds, a_failed_formula_that_a_choice_filter_compares_in_a_file_is_a_lost_condition) {
    const auto read = import_with(
        workbook({{"type", "name", "label", "choice_filter"},
                  {"text", "land", "Land", ""},
                  {"select_one_from_file towns.csv", "t", "T", "land = ${land}"}}),
        with_files({{"towns.csv", "name,label,land,size\nx,X,de,#N/A\ny,Y,#REF!,2\n"}}));
    const std::string told = imported(read).findings_text();
    EXPECT_THAT(told, HasSubstr("condition lost: sheet towns.csv, cell C3 (land)"));
    EXPECT_THAT(told, Not(HasSubstr("condition lost: sheet towns.csv, cell D2 (size)")));
    EXPECT_THAT(told, HasSubstr("lost: sheet towns.csv, cell D2 (size)"));
}

TEST(XlsFormKinds, a_file_of_choices_that_is_missing_or_wrong_is_named) {
    const auto refusal = [](const std::string& file, const std::string& content) {
        const auto read = import_with(
            workbook({{"type", "name", "label"}, {"select_one_from_file " + file, "q", "Q"}}),
            with_files(content.empty() ? std::map<std::string, std::string>{}
                                       : std::map<std::string, std::string>{{file, content}}));
        return read ? "" : to_string(read.error());
    };
    EXPECT_EQ(refusal("towns.csv", ""),
              "form.xlsx, sheet survey, row 2: the choices of select_one_from_file lie in "
              "towns.csv, and no such file can be read. Put it into the folder of the workbook");
    EXPECT_THAT(refusal("../towns.csv", "name,label\na,A"),
                HasSubstr("row 2, ../towns.csv: expected the name of a file beside the workbook"));
    EXPECT_THAT(refusal("towns.txt", "name"), HasSubstr("that ends in .csv, .xml or .geojson"));
    EXPECT_THAT(refusal("towns.csv", "code,label\na,A"),
                HasSubstr("row 2, towns.csv: expected a column \"name\""));
    EXPECT_THAT(refusal("towns.csv", "name,label\na,\xFF"), HasSubstr("is not UTF-8"));
    EXPECT_THAT(refusal("towns.xml", "<root>"), HasSubstr("is no XML"));
    EXPECT_THAT(
        refusal("towns.xml", "<!DOCTYPE r [<!ENTITY e 'x'>]><r><i><name>&e;</name></i></r>"),
        HasSubstr("document type declaration"));
    for (const char* none : {"{}", "[]", "3", "{\"features\":3}", "\"x\""}) {
        EXPECT_THAT(refusal("towns.geojson", none), HasSubstr("FeatureCollection")) << none;
    }
    EXPECT_THAT(
        refusal("towns.csv", "name,label\na,A\nb,\"B\nc,C\n"),
        HasSubstr("row 2, towns.csv: line 3: a quotation mark begins a cell and none ends"));
    EXPECT_THAT(refusal("towns.csv", "sep=;\nname;label\na;\"A\n"), HasSubstr("line 3: "));
    EXPECT_THAT(refusal("towns.csv", "name,label\na,\"A\nb,\"B\"\nc,C\n"),
                HasSubstr("row 2, towns.csv: line 3: words follow a cell in quotation marks"));
    EXPECT_THAT(refusal("towns.geojson",
                        "{\"features\":[\n{\"id\":\"a\",\"properties\":{\"title\":NaN}}]}"),
                HasSubstr("row 2, towns.geojson: line 2: "));
    EXPECT_THAT(refusal("towns.csv", "name,label\nw,W,\nx,X, the town\ny,Y\n"),
                HasSubstr("line 3: 3 cells below 2 headings"));
    EXPECT_THAT(refusal("towns.json", "{}"), HasSubstr("that ends in .csv, .xml or .geojson"));
}

TEST(XlsFormKinds, external_choices_are_asked_where_a_row_wants_them) {
    Spreadsheet sheets = workbook({{"type", "name", "label", "choice_filter"},
                                   {"select_one l", "q", "Q"},
                                   {"select_one_external town", "t", "T", "in=${q}"}},
                                  kList);
    sheets.sheets.push_back(
        {"external_choices",
         {{"list_name", "name", "label", "in"}, {"town", "x", "X", "a"}, {"town", "y", "Y", "b"}},
         {}});
    const Imported form = imported(sheets);
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("cell A3")));
    EXPECT_EQ(form.children()[1].at("choices"), "town");
    EXPECT_EQ(form.children()[1].at("choice_filter"), "in=${q}");
    EXPECT_EQ(form.text("f.choices.town.y"), "Y");
    expect_fixpoint(form);
}

TEST(XlsFormKinds, marks_of_formatting_are_left_out_and_told_once_for_a_sheet) {
    const std::vector<std::pair<std::string, std::string>> texts = {
        {"# Titel\n\nBitte **lesen** Sie <span style=\"color:red\">alles</span>.<br/>"
         "[Link](https://example.org)",
         "Titel\n\nBitte lesen Sie alles.\nLink"},
        {"_Hinweis_", "Hinweis"},
        {"*wichtig*", "wichtig"},
        {"__sehr__ ***sehr*** wichtig", "sehr sehr wichtig"},
        {"**_beides_**", "beides"},
        {"&lt;b&gt;Name&lt;/b&gt;", "Name"},
        {"<b>fett</b> und <i>schräg</i>", "fett und schräg"},
        {"<p>Eins</p><p>Zwei</p>", "Eins\nZwei"},
        {"<font color='red'>rot</font>", "rot"},
        {"eins<BR>zwei", "eins\nzwei"},
        {"### Drei", "Drei"},
        {"Tom &amp; Anna &quot;hier&quot;", "Tom & Anna \"hier\""},
        {"请**阅读**全部", "请阅读全部"},
        {"اقرأ **كل شيء** الآن", "اقرأ كل شيء الآن"},
        {"(**fett**)", "(fett)"},
        {"**Eins\nZwei**", "Eins\nZwei"},
        {"**fett ** und", "fett und"},
        {"gr&uuml;&szlig;e &ndash; 5&nbsp;&euro;", "grüße – 5 €"},
        {"5 \\* 3", "5 * 3"},
        {"**Pflicht**feld und **alle**n", "Pflichtfeld und allen"},
        {"Taste `Enter` und ``x``", "Taste Enter und x"},
        {"~~weg~~ da", "weg da"},
        {"Eins<!-- nur intern -->zwei", "Einszwei"},
        {"A<script>alert(1 < 2)</script>B<STYLE>p {color: red}</style>C", "ABC"},
        {"<kbd>Strg</kbd> <q>Zitat</q> <svg width='3'><path d='M0'/></svg>x", "Strg Zitat x"},
        {"![Logo der Stelle](https://example.org/a.png) hier", "Logo der Stelle hier"},
        {"## Titel ##\nText", "Titel\nText"},
        {"&copy; &rarr; &ntilde; &sect;", "© → ñ §"},
        {"[b]fett[/b] und [URL=https://example.org]hier[/URL]", "fett und hier"},
        {"A &amp;amp; B &amp;lt;b&amp;gt;C&amp;lt;/b&amp;gt;", "A & B C"},
        {"Eins\\nzwei", "Eins\nzwei"},
        {"```txt\nEins\n```\nzwei", "Eins\n\nzwei"},
        {"**2**. Teil und **Teil**2", "2. Teil und Teil2"},
        // What only looks like it stays.
        {"5 < 6 und 7 > 3", "5 < 6 und 7 > 3"},
        {"2*3*4", "2*3*4"},
        {"a_b_c", "a_b_c"},
        {"snake_case_name und noch_eins", "snake_case_name und noch_eins"},
        {"größe_x_y", "größe_x_y"},
        {"Name: ____ Ort: ____", "Name: ____ Ort: ____"},
        {"* Pflicht", "* Pflicht"},
        {"Name *", "Name *"},
        {"2 * 3 * 4", "2 * 3 * 4"},
        {"<18 Jahre", "<18 Jahre"},
        {"x<y", "x<y"},
        {"<Name>", "<Name>"},
        {"#1 von 3", "#1 von 3"},
        {"Ja [nein] (vielleicht)", "Ja [nein] (vielleicht)"},
        {"A & B", "A & B"},
        {"R&D; mehr", "R&D; mehr"},
        {"C:\\Ordner", "C:\\Ordner"},
        {"C:\\neu", "C:\\neu"},
        {"Feld [b] und [i]", "Feld [b] und [i]"},
        {"<Ihr Name> und <Ort>", "<Ihr Name> und <Ort>"},
        {"l`école", "l`école"},
        {"2**3**4", "2**3**4"},
        {"C# und F#", "C# und F#"},
        {"~~", "~~"},
        {"Achtung!", "Achtung!"},
    };
    for (const auto& [cell, text] : texts) {
        const Imported form =
            imported(workbook({{"type", "name", "label", "hint"},
                               {"select_one l", "q", cell, cell},
                               {"note", "n", "N", cell}},
                              {{"list_name", "name", "label"}, {"l", "a", cell}}));
        EXPECT_EQ(form.text("f.main.q.label"), text) << cell;
        EXPECT_EQ(form.text("f.main.n.hint"), text) << cell;
        EXPECT_EQ(form.text("f.choices.l.a"), text) << cell;
        const std::string told = form.findings_text();
        if (text == cell) {
            EXPECT_THAT(told, Not(HasSubstr("formatting"))) << cell;
        } else {
            EXPECT_THAT(told, HasSubstr("marks of formatting (as in **bold**, <b>, # or "
                                        "[words](address)) are left out, here and in 2 more cells "
                                        "of this sheet"))
                << cell;
            EXPECT_THAT(told, HasSubstr("changed: sheet choices, cell C2 (label): marks of"));
            const auto back = read_spreadsheet(exported(form), "f");
            EXPECT_THAT(back->sheets[0].rows[2], testing::Contains(cell))
                << "other programs show it";
        }
        expect_fixpoint(form);
    }
}

TEST(XlsFormKinds, marks_are_left_out_in_every_language_and_message) {
    const Imported form = imported(workbook(
        {{"type", "name", "label::de", "label::ar", "constraint", "constraint_message::de"},
         {"begin_group", "g", "**Teil**"},
         {"text", "q", "A", "**ب**", ". != 'x'", "<b>Nicht</b> x"},
         {"end_group"}},
        {}, {{"form_title"}, {"**F**"}}));
    EXPECT_EQ(form.text("f.g.title", "de"), "Teil");
    EXPECT_EQ(form.text("f.g.q.label", "ar"), "ب");
    EXPECT_EQ(form.text("f.g.q.constraint_message", "de"), "Nicht x");
    expect_fixpoint(form);
}

TEST(XlsFormKinds, a_name_that_is_only_too_long_is_told_so) {
    const std::string longest(65, 'a');
    EXPECT_THAT(to_string(form_of(workbook({}), {longest, "form.xlsx", {}}).error()),
                HasSubstr("name: expected at most 64 letters, not 65"));
    EXPECT_THAT(to_string(form_of(workbook({}), {"My Form", "form.xlsx", {}}).error()),
                HasSubstr("as in my_form, not \"My Form\""));
    const auto definition = [](const std::string& name, const std::string& choice) {
        return to_string(
            read_questionnaire(
                R"({"name":"f","version":1,"choices":{"l":[")" + choice +
                    R"("]},"survey":[{"group":"s","children":[{"type":"text","name":")" + name +
                    R"("}]}]})",
                "f.json")
                .error());
    };
    EXPECT_THAT(definition(longest, "a"),
                HasSubstr("expected a name of at most 64 letters, not of 65"));
    EXPECT_THAT(definition("Q", "a"), HasSubstr("small letters a-z"));
    EXPECT_THAT(definition("q", longest), HasSubstr("expected a name of at most 64 letters"));
    EXPECT_THAT(definition("q", longest), Not(HasSubstr("letters a-z")));
}

}  // namespace
}  // namespace lotse::codec
