// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/questionnaire_json.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>

#include "core/limits.h"

namespace lotse::codec {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

/// JSON with single quotes for legibility; expressions use none.
std::string json(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

const std::string kGood = json(R"j({'name':'f','version':3,
 'choices':{'yes_no':['yes',{'name':'no','icon':'cross'}],
            'land':[{'name':'tn','columns':{'continent':'africa'}},{'name':'pl','relevant':'${a} = 1'}]},
 'survey':[
  {'group':'s','relevant':'true()','children':[
    {'group':'page','appearance':'field-list','children':[
      {'type':'integer','name':'a','constraint':'. > 0','constraint_message':true,'hint':true},
      {'type':'text','name':'b','relevant':'${a} = 1','required':'true()','keyboard':'latin','purpose':'contact'}]},
    {'group':'plain','children':[
      {'type':'select_one','name':'c','choices':'land','choice_filter':'continent = ${b}','optional':true}]},
    {'repeat':'job','at_most':6,'relevant':'${c} != 0','children':[
      {'type':'text','name':'title','appearance':'multiline'},
      {'type':'calculate','name':'number','calculate':'position(..) + ${a}'}]},
    {'type':'grid','name':'documents','rows':'yes_no','columns':[{'name':'original','choices':'land'}]},
    {'type':'acknowledge','name':'ok','prefer_not_to_say':false},
    {'type':'note','name':'end','relevant':'count(${job}) > 1'}]}]})j");

TEST(QuestionnaireJson, what_a_spreadsheet_had_beyond_a_questionnaire_changes_nothing) {
    std::string with = kGood;
    const auto add = [&](const std::string& before, const std::string& what) {
        const auto at = with.find(json(before));
        ASSERT_NE(at, std::string::npos) << before;
        with.insert(at, json(what));
    };
    add("'name':'f'", "'extras':{'settings':{'style':'pages'}},");
    add("{'group':'s'", "{'kept':{'type':'start','name':'start'}},");
    add("{'type':'integer'", "{'kept':{'type':'geopoint'}},");
    add("'type':'integer'", "'extras':{'default':'3'},");
    add("'name':'tn'", "'extras':{'media::image':'tn.png'},");
    add("'repeat':'job'", "'extras':{'repeat_count':'2'},");
    const auto read = read_questionnaire(with, "f.json");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    EXPECT_EQ(text_ids(*read.value()), text_ids(*read_questionnaire(kGood, "f.json").value()));
    EXPECT_EQ(read.value()->sections[0].children.size(), 6U);
}

TEST(QuestionnaireJson, a_definition_becomes_a_questionnaire) {
    const auto read = read_questionnaire(kGood, "f.json");
    ASSERT_TRUE(read.ok()) << to_string(read.error());
    const Questionnaire& form = *read.value();
    EXPECT_EQ(form.name, "f");
    EXPECT_EQ(form.version, 3);
    ASSERT_EQ(form.sections.size(), 1U);
    const auto& children = form.sections[0].children;
    ASSERT_EQ(children.size(), 6U);
    EXPECT_EQ(children[0].group->kind, Group::Kind::Page);
    EXPECT_EQ(children[1].group->kind, Group::Kind::Plain);
    EXPECT_EQ(children[2].group->kind, Group::Kind::Repeat);
    EXPECT_EQ(children[2].group->at_most, 6);
    const Question& a = *form.by_name.at("a");
    EXPECT_EQ(a.type, QuestionType::Integer);
    EXPECT_TRUE(a.has_hint);
    EXPECT_TRUE(a.has_constraint_message);
    EXPECT_EQ(a.constraint.text(), ". > 0");
    EXPECT_EQ(a.section, "s");
    const Question& title = *form.by_name.at("title");
    EXPECT_EQ(title.repeat, "job");
    EXPECT_EQ(title.longest_bytes, limits::kLongestAnswerBytes);
    EXPECT_EQ(form.by_name.at("b")->longest_bytes, limits::kLongestLineBytes);
    EXPECT_EQ(form.by_name.at("b")->keyboard, "latin");
    EXPECT_EQ(form.by_name.at("documents")->choices, "yes_no");
    EXPECT_EQ(form.by_name.at("documents")->columns.at(0).choices, "land");
    EXPECT_FALSE(form.by_name.at("ok")->prefer_not_to_say);
    EXPECT_EQ(form.choices.at("land")[0].columns.at("continent"), "africa");
    EXPECT_EQ(form.choices.at("yes_no")[1].icon, "cross");
}

TEST(QuestionnaireJson, text_ids_name_everything_that_is_shown) {
    const auto read = read_questionnaire(kGood, "f.json");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(text_ids(*read.value()), (std::vector<std::string>{"f.s.title",
                                                                 "f.s.page.title",
                                                                 "f.s.a.label",
                                                                 "f.s.a.hint",
                                                                 "f.s.a.constraint_message",
                                                                 "f.s.b.label",
                                                                 "f.s.plain.title",
                                                                 "f.s.c.label",
                                                                 "f.s.job.title",
                                                                 "f.s.job.add",
                                                                 "f.s.job.entry",
                                                                 "f.s.title.label",
                                                                 "f.s.documents.label",
                                                                 "f.s.documents.columns.original",
                                                                 "f.s.ok.label",
                                                                 "f.s.end.label",
                                                                 "f.choices.land.tn",
                                                                 "f.choices.land.pl",
                                                                 "f.choices.yes_no.yes",
                                                                 "f.choices.yes_no.no"}));
}

struct Mistake {
    const char* name;
    const char* what;  ///< part of the good definition
    const char* with;
    const char* says;  ///< the whole sentence after "f.json: ", or a part of it
};

void PrintTo(const Mistake& one, std::ostream* out) {
    *out << one.name;
}

class BadDefinition : public testing::TestWithParam<Mistake> {};

TEST_P(BadDefinition, is_refused_in_one_sentence_with_file_and_place) {
    const Mistake& mistake = GetParam();
    const auto read =
        read_questionnaire(replaced(kGood, json(mistake.what), json(mistake.with)), "f.json");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().kind, Kind::Unusable);
    const std::string sentence = to_string(read.error());
    EXPECT_EQ(sentence.rfind("f.json", 0), 0U) << sentence;
    EXPECT_NE(sentence.find(json(mistake.says)), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
}

const Mistake kMistakes[] = {
    {"no_json", "{'name':'f'", "{'name':", "line 1, column 9: expected valid JSON"},
    {"cut_off", "'count(${job}) > 1'}]}]}", "", "expected valid JSON"},
    {"a_key_twice", "'hint':true}", "'hint':true,'hint':false}", "the key 'hint' stands twice"},
    {"unknown_root_key", "'version':3", "'version':3,'title':'x'",
     "unknown key 'title'; expected one of $schema, name"},
    {"no_name", "'name':'f',", "", "expected 'name'"},
    {"bad_form_name", "'name':'f'", "'name':'F x'", "name: expected a name of small letters"},
    {"version_is_text", "'version':3", "'version':'3'", "'version' expected a whole number from 1"},
    {"version_too_large", "'version':3", "'version':18446744073709551615",
     "'version' expected a whole number"},
    {"no_survey", "'survey':[", "'survey':{},'surveys':[", "unknown key 'surveys'"},
    {"question_at_top", "'survey':[", "'survey':[{'type':'text','name':'x'},",
     "survey: expected sections"},
    {"unknown_type", "'type':'integer'", "'type':'number'",
     "question a: unknown type 'number'; expected one of text, integer"},
    {"unknown_question_key", "'hint':true", "'hints':true", "question a: unknown key 'hints'"},
    {"key_without_effect", "'type':'integer','name':'a'",
     "'type':'integer','keyboard':'latin','name':'a'", "question a: unknown key 'keyboard'"},
    {"flag_is_text", "'hint':true", "'hint':'yes'", "question a: 'hint' expected true or false"},
    {"expression_is_boolean", "'required':'true()'", "'required':true",
     "question b: 'required' expected text in quotes"},
    {"unknown_name", "'relevant':'${a} = 1','required'", "'relevant':'1 = ${age}','required'",
     "f.json: question b, relevant, column 5: there is no question or repeat 'age'"},
    {"unknown_name_in_section", "'relevant':'true()'", "'relevant':'${x}'",
     "section s, relevant, column 1: there is no question"},
    {"group_is_no_value", "'count(${job}) > 1'", "'count(${page}) > 1'",
     "question end, relevant, column 7: there is no question"},
    {"bad_expression", "'constraint':'. > 0'", "'constraint':'. > (0'",
     "question a, constraint, column 7: expected "},
    {"unknown_function", "'constraint':'. > 0'", "'constraint':'. > now_and_then()'",
     "column 5: there is no function now_and_then()"},
    {"bare_word", "'relevant':'${a} = 1','required'", "'relevant':'a = 1','required'",
     "question b, relevant, column 1: 'a' means nothing here; expected ${a}"},
    {"own_value_in_relevant", "'relevant':'${a} = 1','required'", "'relevant':'. = 1','required'",
     "stands only in constraint and required"},
    {"unknown_column", "'continent = ${b}'", "'region = ${b}'",
     "question c, choice_filter, column 1: no choice of the list land has a column 'region'"},
    {"random", "'position(..) + ${a}'", "'random()'",
     "question number, calculate, column 1: random() is not available"},
    {"position_outside", "'count(${job}) > 1'", "'position(..) > 1'",
     "question end, relevant, column 1: position() stands only"},
    {"depends_on_itself", "'relevant':'${a} = 1','required'", "'relevant':'${b} = 1','required'",
     "question b, relevant, column 1: circular dependency: b → b"},
    {"circle_of_two", "'type':'integer','name':'a'",
     "'type':'integer','name':'a','relevant':'1 = ${b}'", "circular dependency: "},
    {"circle_through_page", "'group':'page','appearance'",
     "'group':'page','relevant':'${a} = 1','appearance'",
     "page, relevant, column 1: circular dependency: "},
    {"circle_through_section", "'relevant':'true()'", "'relevant':'${ok} != 0'",
     "section s, relevant, column 1: circular dependency: "},
    {"circle_through_choice", "'relevant':'${a} = 1'}]},", "'relevant':'${c} = 1'}]},",
     "choices.land, choice pl, relevant, column 1: circular dependency: "},
    {"circle_through_filter", "'continent = ${b}'", "'continent = ${c}'",
     "question c, choice_filter, column 13: circular dependency: c → c"},
    {"circle_through_calculation", "'position(..) + ${a}'", "'${number} + 1'",
     "question number, calculate, column 1: circular dependency: "},
    {"circle_through_repeat", "'relevant':'${c} != 0'", "'relevant':'${title} != 0'",
     "repeat job, relevant, column 1: circular dependency: "},
    {"question_twice", "'type':'text','name':'b'", "'type':'text','name':'a'",
     "question a: this name is given twice"},
    {"group_named_like_question", "'group':'plain'", "'group':'a'",
     "group a: this name is given twice"},
    {"bad_name", "'name':'ok'", "'name':'Ok'", "question Ok: expected a name of small letters"},
    {"long_name", "'name':'ok'",
     "'name':'oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo'",
     "expected a name of at most 64 letters, not of 66"},
    {"missing_list", "'choices':'land','choice_filter'", "'choices':'lands','choice_filter'",
     "question c: 'choices': there is no choice list 'lands'"},
    {"no_list", "'choices':'land','choice_filter'", "'choice_filter'",
     "question c: expected 'choices'"},
    {"missing_rows", "'rows':'yes_no'", "'rows':'no_yes'",
     "question documents: 'rows': there is no choice list 'no_yes'"},
    {"missing_column_list", "'name':'original','choices':'land'", "'name':'original','choices':'x'",
     "question documents, columns: "},
    {"no_columns", "[{'name':'original','choices':'land'}]", "[]",
     "question documents: 'columns' expected at least one column"},
    {"choice_twice", "['yes',", "['no',", "choices.yes_no: the choice no stands twice"},
    {"bad_choice_name", "['yes',", "['y es',", "choices.yes_no: 'y es': expected a name"},
    {"empty_list", "['yes',{'name':'no','icon':'cross'}]", "[]",
     "choices.yes_no: expected at least one choice"},
    {"choice_is_number", "['yes',", "[1,", "choices.yes_no: expected an object"},
    {"unknown_choice_key", "'icon':'cross'", "'icons':'cross'",
     "choices.yes_no: unknown key 'icons'"},
    {"message_without_constraint", "'constraint':'. > 0',", "",
     "question a: 'constraint_message' expected a 'constraint'"},
    {"extras_are_text", "'hint':true", "'extras':'x'", "question a: 'extras' expected an object"},
    {"only_kept_rows", "[{'name':'original','choices':'land'}]},",
     "[{'name':'original','choices':'land'}]},{'group':'hollow','children':[{'kept':{}}]},",
     "group hollow: 'children' expected at least one"},
    {"column_named_name", "'columns':{'continent'", "'columns':{'name'", "not 'name'"},
    {"optional_and_required", "'required':'true()'", "'required':'true()','optional':true",
     "question b: 'optional' and 'required' exclude"},
    {"no_calculate", ",'calculate':'position(..) + ${a}'", "",
     "question number: expected 'calculate'"},
    {"unknown_keyboard", "'keyboard':'latin'", "'keyboard':'greek'",
     "question b: 'keyboard' expected own, latin"},
    {"unknown_appearance", "'appearance':'field-list'", "'appearance':'table'",
     "group page: 'appearance' of a group expected field-list"},
    {"no_at_most", "'at_most':6,", "", "repeat job: expected 'at_most'"},
    {"at_most_too_large", "'at_most':6", "'at_most':600",
     "repeat job: 'at_most' expected a whole number from 1 to 50"},
    {"no_children",
     "'children':[\n      {'type':'text','name':'title','appearance':'multiline'},\n      "
     "{'type':'calculate','name':'number','calculate':'position(..) + ${a}'}]",
     "'children':[]", "repeat job: 'children' expected at least one"},
    {"page_in_page", "{'type':'integer','name':'a'",
     "{'group':'q','appearance':'field-list','children':[{'type':'text','name':'z'}]},{'type':'"
     "integer','name':'a'",
     "group q: neither a page nor a repeat can stand in a page"},
    {"repeat_in_repeat", "{'type':'text','name':'title'",
     "{'repeat':'r','at_most':2,'children':[{'type':'text','name':'z'}]},{'type':'text','name':'"
     "title'",
     "repeat r: a repeat cannot stand in the repeat job"},
    {"text_too_long", "'keyboard':'latin'", "'keyboard':'latin','longest_bytes':99999",
     "question b: 'longest_bytes' expected a whole number from 1 to 4000"},
    {"unknown_meaning", "'keyboard':'latin'", "'keyboard':'latin','meaning':'height'",
     "question b: unknown meaning 'height'; expected one of family_name, given_name"},
    {"meaning_of_another_type", "'keyboard':'latin'", "'keyboard':'latin','meaning':'notice_date'",
     "question b: the meaning notice_date expects a question of the type date"},
    {"meaning_in_a_repeat", "'name':'title'", "'name':'title','meaning':'family_name'",
     "question title: the meaning family_name expects a question outside of repeats"},
    {"meaning_without_its_choice", "'choices':'land','choice_filter'",
     "'choices':'land','meaning':'interpreter','choice_filter'",
     "question c: the meaning interpreter expects a choice that is called, or means, yes"},
    {"meaning_given_twice", "{'type':'acknowledge'",
     "{'type':'text','name':'x','meaning':'given_name'},"
     "{'type':'text','name':'y','meaning':'given_name'},{'type':'acknowledge'",
     "question y: another question has the meaning given_name already"},
    {"unknown_meaning_of_a_choice", "'icon':'cross'", "'icon':'cross','meaning':'perhaps'",
     "choices.yes_no, choice no: no rule knows the meaning 'perhaps'"},
    {"meaning_of_a_note", "'type':'note',", "'type':'note','meaning':'family_name',",
     "question end: unknown key 'meaning'"},
    {"nameless_question", "{'type':'note','name':'end'", "{'type':'note','nam':'end'",
     "section s: expected a question with 'type' and 'name'"},
    {"question_is_text", "{'type':'acknowledge','name':'ok','prefer_not_to_say':false}", "'ok'",
     "section s: expected a question"},
};

INSTANTIATE_TEST_SUITE_P(Mistakes, BadDefinition, testing::ValuesIn(kMistakes),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(QuestionnaireJson, groups_inside_groups_without_end_are_refused) {
    std::string open;
    std::string close;
    for (int i = 0; i < 20; ++i) {
        open += json("{'group':'g" + std::to_string(i) + "','children':[");
        close += "]}";
    }
    const std::string text = json("{'name':'f','version':1,'survey':[") + open +
                             json("{'type':'text','name':'t'}") + close + "]}";
    const auto read = read_questionnaire(text, "f.json");
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().detail.find("groups inside each other"), std::string::npos)
        << read.error().detail;
    const auto brackets = read_questionnaire(std::string(1000000, '['), "f.json");
    EXPECT_FALSE(brackets.ok());
    EXPECT_FALSE(
        read_questionnaire(std::string(limits::kLargestQuestionnaireBytes + 1, ' '), "f.json")
            .ok());
}

TEST(QuestionnaireJson, a_chain_of_dependencies_is_bounded) {
    const auto chain = [](int length) {
        std::string list = "{'type':'integer','name':'q0'}";
        for (int i = 1; i <= length; ++i) {
            list += ",{'type':'integer','name':'q" + std::to_string(i) + "','relevant':'${q" +
                    std::to_string(i - 1) + "} > 0'}";
        }
        return read_questionnaire(
            json("{'name':'f','version':1,'survey':[{'group':'s','children':[" + list + "]}]}"),
            "f.json");
    };
    EXPECT_TRUE(chain(limits::kLongestDependencyChain).ok());
    const auto refused = chain(limits::kLongestDependencyChain + 1);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().detail.find("hang on each other"), std::string::npos)
        << refused.error().detail;
    EXPECT_FALSE(chain(900).ok());
}

TEST(QuestionnaireJson, a_file_that_is_not_there_is_named) {
    const auto read = read_questionnaire_file("/nowhere/f.json");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().where, "/nowhere/f.json");
    EXPECT_NE(read.error().detail.find("cannot be opened"), std::string::npos);
}

TEST(QuestionnaireJson, the_shipped_questionnaires_are_accepted) {
    for (const char* name : {"anerkennung", "arbeitgeber"}) {
        const auto read = read_questionnaire_file(
            std::string(LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/") + name + ".json");
        ASSERT_TRUE(read.ok()) << to_string(read.error());
        EXPECT_EQ(read.value()->name, name);
        EXPECT_GT(text_ids(*read.value()).size(), 50U);
    }
}

TEST(QuestionnaireJson, any_damage_is_read_or_refused_and_never_worse) {
    std::ifstream in(LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/arbeitgeber.json");
    std::stringstream whole;
    whole << in.rdbuf();
    const std::string sources[] = {kGood, whole.str()};
    std::mt19937 chance(99);
    int refused = 0;
    for (int round = 0; round < 6000; ++round) {
        std::string text = sources[round % 2];
        const int edits = std::uniform_int_distribution<int>(1, 4)(chance);
        for (int i = 0; i < edits; ++i) {
            const auto at = std::uniform_int_distribution<std::size_t>(0, text.size() - 1)(chance);
            switch (std::uniform_int_distribution<int>(0, 3)(chance)) {
                case 0:
                    text.erase(at, std::uniform_int_distribution<std::size_t>(1, 8)(chance));
                    break;
                case 1:
                    text[at] =
                        static_cast<char>(std::uniform_int_distribution<int>(1, 255)(chance));
                    break;
                case 2:
                    text.insert(at, text.substr(at / 2, std::uniform_int_distribution<std::size_t>(
                                                            1, 40)(chance)));
                    break;
                default:
                    text.insert(at, 1,
                                "\"{}[]:,.$()='"[std::uniform_int_distribution<std::size_t>(
                                    0, 12)(chance)]);
                    break;
            }
            if (text.empty()) {
                break;
            }
        }
        const auto read = read_questionnaire(text, "f.json");
        if (!read) {
            ++refused;
            ASSERT_FALSE(read.error().detail.empty());
        } else {
            ASSERT_FALSE(text_ids(*read.value()).empty());
        }
    }
    EXPECT_GT(refused, 3000);
}

}  // namespace
}  // namespace lotse::codec
