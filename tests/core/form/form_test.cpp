// SPDX-License-Identifier: EUPL-1.2
#include "core/form/form.h"

#include <gtest/gtest.h>

#include <random>

#include "codec/forms/questionnaire_json.h"

namespace lotse {
namespace {

constexpr CivilDate kToday{2026, 11, 22};

std::unique_ptr<Questionnaire> form_of(const std::string& survey,
                                       const std::string& choices = "{}") {
    auto form = codec::read_questionnaire(
        R"j({"name":"f","version":1,"choices":)j" + choices + R"j(,"survey":)j" + survey + "}",
        "f.json");
    EXPECT_TRUE(form.ok()) << (form.ok() ? "" : to_string(form.error()));
    return form.ok() ? std::move(form).value() : std::make_unique<Questionnaire>();
}

/// One section with these questions.
std::unique_ptr<Questionnaire> questions(const std::string& list,
                                         const std::string& choices = "{}") {
    return form_of(R"j([{"group":"s","children":[)j" + list + "]}]", choices);
}

constexpr const char* kYesNo = R"j({"yes_no":["yes","no"]})j";

void choose(Answers& answers, const std::string& question, const std::string& name,
            int instance = 0) {
    answers.fields[{question, instance}] = ChoiceAnswer{{name}};
}
void write(Answers& answers, const std::string& question, const std::string& text,
           int instance = 0) {
    answers.fields[{question, instance}] = TextAnswer{SecretText(text), "de"};
}
void count(Answers& answers, const std::string& question, const std::string& digits,
           int instance = 0) {
    answers.fields[{question, instance}] = NumberAnswer{SecretText(digits)};
}
PartialDate day(const CivilDate& date) {
    PartialDate out;
    out.year = date.year;
    out.month = date.month;
    out.day = date.day;
    out.first = out.last = date;
    return out;
}

std::string page_names(const Questionnaire& form, const Answers& answers) {
    std::string out;
    for (const FormPage& page : pages(form, answers, kToday)) {
        out += out.empty() ? "" : " ";
        out += page.id.name + (page.kind == FormPage::Kind::Hub ? "!" : "") +
               (page.repeat.empty() || page.kind == FormPage::Kind::Hub
                    ? ""
                    : std::to_string(page.id.instance));
        if (page.group != nullptr && page.kind == FormPage::Kind::Questions) {
            out += "(";
            for (const FormField& field : page.fields) {
                out += (out.back() == '(' ? "" : ",") + field.path.question;
            }
            out += ")";
        }
    }
    return out;
}

/// "question:message" of all pages.
std::string all_problems(const Questionnaire& form, const Answers& answers) {
    std::string out;
    for (const FormPage& page : pages(form, answers, kToday)) {
        for (const Problem& problem : problems(form, page, answers, kToday)) {
            out += (out.empty() ? "" : " ") + problem.path.question + ":" + problem.message;
        }
    }
    return out;
}

constexpr const char* kPersonForm = R"j([
  {"group":"person","children":[
    {"group":"name","appearance":"field-list","children":[
      {"type":"text","name":"family_name","required":"true()"},
      {"type":"text","name":"given_name","relevant":"${one_name} != 'yes'","required":"true()"},
      {"type":"acknowledge","name":"one_name"}]},
    {"type":"select_one","name":"has_job","choices":"yes_no"},
    {"type":"calculate","name":"greeting","calculate":"concat('Hello ', ${family_name})"},
    {"repeat":"job","at_most":3,"relevant":"${has_job} = 'yes'","children":[
      {"group":"job_what","appearance":"field-list","children":[
        {"type":"text","name":"job_title"},{"type":"integer","name":"job_hours"}]},
      {"type":"text","name":"job_end","relevant":"${job_hours} > 20"}]},
    {"type":"note","name":"busy","relevant":"sum(${job_hours}) > 50"}]},
  {"group":"work","relevant":"count(${job}) > 1","children":[{"type":"text","name":"many_jobs"}]}])j";

TEST(Form, a_page_is_a_field_list_or_a_single_question_and_calculations_are_none) {
    const auto form = form_of(kPersonForm, kYesNo);
    EXPECT_EQ(page_names(*form, {}), "name(family_name,given_name,one_name) has_job");
}

TEST(Form, a_question_that_is_not_relevant_is_left_out_of_its_page) {
    const auto form = form_of(kPersonForm, kYesNo);
    Answers answers;
    choose(answers, "one_name", "yes");
    EXPECT_EQ(page_names(*form, answers), "name(family_name,one_name) has_job");
}

TEST(Form, a_page_without_a_relevant_field_is_left_out) {
    const auto form = questions(R"j({"type":"select_one","name":"a","choices":"yes_no"},
        {"group":"p","appearance":"field-list","children":[{"type":"text","name":"b","relevant":"${a} = 'yes'"}]})j",
                                kYesNo);
    Answers answers;
    EXPECT_EQ(page_names(*form, answers), "a");
    choose(answers, "a", "yes");
    EXPECT_EQ(page_names(*form, answers), "a p(b)");
}

TEST(Form, a_repeat_shows_its_hub_and_then_the_pages_of_every_instance) {
    const auto form = form_of(kPersonForm, kYesNo);
    Answers answers;
    choose(answers, "has_job", "yes");
    EXPECT_EQ(page_names(*form, answers), "name(family_name,given_name,one_name) has_job job!");
    answers.repeats["job"] = 2;
    count(answers, "job_hours", "30", 1);
    EXPECT_EQ(page_names(*form, answers),
              "name(family_name,given_name,one_name) has_job job! job_what0(job_title,job_hours) "
              "job_what1(job_title,job_hours) job_end1 many_jobs");
}

TEST(Form, no_more_instances_count_than_the_repeat_allows) {
    const auto form = form_of(kPersonForm, kYesNo);
    Answers answers;
    choose(answers, "has_job", "yes");
    answers.repeats["job"] = 1000000;
    EXPECT_EQ(pages(*form, answers, kToday).size(), 2U + 1U + 3U + 1U);
    answers.repeats["job"] = -5;
    EXPECT_EQ(pages(*form, answers, kToday).size(), 3U);
}

TEST(Form, a_sum_over_a_repeat_counts_relevant_instances_only) {
    const auto form = form_of(kPersonForm, kYesNo);
    Answers answers;
    choose(answers, "has_job", "yes");
    answers.repeats["job"] = 2;
    count(answers, "job_hours", "30", 0);
    count(answers, "job_hours", "30", 1);
    EXPECT_NE(page_names(*form, answers).find("busy"), std::string::npos);
    choose(answers, "has_job", "no");
    EXPECT_EQ(page_names(*form, answers), "name(family_name,given_name,one_name) has_job");
}

TEST(Form, relevance_cascades_and_answers_come_back_when_the_client_changes_their_mind) {
    const auto form = questions(R"j({"type":"select_one","name":"a","choices":"yes_no"},
        {"type":"select_one","name":"b","choices":"yes_no","relevant":"${a} = 'yes'"},
        {"type":"text","name":"c","relevant":"${b} = 'yes'"})j",
                                kYesNo);
    Answers answers;
    choose(answers, "a", "yes");
    choose(answers, "b", "yes");
    write(answers, "c", "kept");
    EXPECT_EQ(page_names(*form, answers), "a b c");
    choose(answers, "a", "no");
    EXPECT_EQ(page_names(*form, answers), "a");
    EXPECT_EQ(relevant_answers(*form, answers, kToday).fields.size(), 1U);
    choose(answers, "a", "yes");
    EXPECT_EQ(relevant_answers(*form, answers, kToday), answers);
}

TEST(Form, a_calculation_is_computed_from_answers_and_other_calculations) {
    const auto form = questions(R"j({"type":"integer","name":"a"},
        {"type":"calculate","name":"twice","calculate":"${a} * 2"},
        {"type":"calculate","name":"text","calculate":"concat(${twice}, ' years')"})j");
    Answers answers;
    count(answers, "a", "21");
    EXPECT_EQ(to_text(field_value(*form, {"text", 0}, answers, kToday)), "42 years");
    EXPECT_TRUE(is_empty(field_value(*form, {"unknown", 0}, answers, kToday)));
}

TEST(Form, calculations_that_double_each_other_end_as_nothing_instead_of_filling_memory) {
    std::string list = "{'type':'calculate','name':'c0','calculate':'\"0123456789\"'}";
    for (int i = 1; i <= 30; ++i) {
        const std::string before = "${c" + std::to_string(i - 1) + "}";
        list += ",{'type':'calculate','name':'c" + std::to_string(i) + "','calculate':'concat(" +
                before + ", " + before + ")'}";
    }
    // Quotes of both kinds swapped for legibility.
    for (char& c : list) {
        c = c == '\'' ? '"' : c == '"' ? '\'' : c;
    }
    const auto form = questions(list);
    EXPECT_EQ(to_text(field_value(*form, {"c10", 0}, {}, kToday)).size(), 10240U);
    EXPECT_TRUE(is_empty(field_value(*form, {"c30", 0}, {}, kToday)));
}

TEST(Form, a_filter_narrows_the_choices_and_an_answer_outside_of_them_does_not_count) {
    const auto form = questions(
        R"j({"type":"select_one","name":"where","choices":"continent"},
        {"type":"select_one","name":"land","choices":"land","choice_filter":"continent = ${where}","required":"true()"},
        {"type":"text","name":"why","relevant":"${land} = 'tn'"})j",
        R"j({"continent":["africa","europe"],"land":[{"name":"tn","columns":{"continent":"africa"}},
            {"name":"er","columns":{"continent":"africa"}},{"name":"pl","columns":{"continent":"europe"}}]})j");
    Answers answers;
    const Question& land = *form->by_name.at("land");
    EXPECT_TRUE(offered_choices(*form, land, {"land", 0}, answers, kToday).empty());
    choose(answers, "where", "africa");
    const auto offered = offered_choices(*form, land, {"land", 0}, answers, kToday);
    ASSERT_EQ(offered.size(), 2U);
    EXPECT_EQ(offered[0]->name, "tn");
    EXPECT_EQ(offered[1]->name, "er");
    choose(answers, "land", "tn");
    EXPECT_EQ(page_names(*form, answers), "where land why");
    EXPECT_EQ(all_problems(*form, answers), "");
    choose(answers, "where", "europe");
    EXPECT_EQ(page_names(*form, answers), "where land");
    EXPECT_EQ(all_problems(*form, answers), "land:problem.choose");
    EXPECT_EQ(relevant_answers(*form, answers, kToday).find({"land", 0}), nullptr);
}

TEST(Form, a_choice_with_a_condition_is_offered_only_then) {
    const auto form = questions(
        R"j({"type":"select_one","name":"a","choices":"yes_no"},
        {"type":"select_multiple","name":"b","choices":"extra"},
        {"type":"grid","name":"g","rows":"extra","columns":[{"name":"state","choices":"yes_no"}]})j",
        R"j({"yes_no":["yes","no"],"extra":["always",{"name":"sometimes","relevant":"${a} = 'yes'"}]})j");
    Answers answers;
    const Question& b = *form->by_name.at("b");
    const Question& grid = *form->by_name.at("g");
    EXPECT_EQ(offered_choices(*form, b, {"b", 0}, answers, kToday).size(), 1U);
    EXPECT_EQ(offered_rows(*form, grid, {"g", 0}, answers, kToday).size(), 1U);
    choose(answers, "a", "yes");
    EXPECT_EQ(offered_choices(*form, b, {"b", 0}, answers, kToday).size(), 2U);
    EXPECT_EQ(offered_rows(*form, grid, {"g", 0}, answers, kToday).size(), 2U);
    answers.fields[{"b", 0}] = ChoiceAnswer{{"sometimes", "always"}};
    answers.fields[{"g", 0}] =
        GridAnswer{{{"always", {{"state", "yes"}}}, {"sometimes", {{"state", "no"}}}}};
    EXPECT_EQ(relevant_answers(*form, answers, kToday), answers);
    choose(answers, "a", "no");
    const Answers kept = relevant_answers(*form, answers, kToday);
    EXPECT_EQ(std::get<ChoiceAnswer>(*kept.find({"b", 0})).names,
              std::vector<std::string>{"always"});
    EXPECT_EQ(std::get<GridAnswer>(*kept.find({"g", 0})).cells.size(), 1U);
}

TEST(Form, position_counts_entries_from_one_and_names_mean_the_same_entry) {
    const auto form =
        questions(R"j({"repeat":"job","at_most":4,"children":[{"type":"text","name":"title"},
        {"type":"text","name":"not_first","relevant":"position(..) > 1 and ${title} != ''"},
        {"type":"calculate","name":"first_title","calculate":"indexed-repeat(${title}, ${job}, 1)"}]})j");
    Answers answers;
    answers.repeats["job"] = 3;
    write(answers, "title", "cook", 0);
    write(answers, "title", "baker", 2);
    EXPECT_EQ(page_names(*form, answers), "job! title0 title1 title2 not_first2");
    EXPECT_EQ(to_text(field_value(*form, {"first_title", 2}, answers, kToday)), "cook");
}

TEST(FormProblems, a_required_question_that_is_empty_or_blank_is_named) {
    const auto form = questions(R"j({"type":"text","name":"t","required":"true()"},
        {"type":"select_one","name":"c","choices":"yes_no","required":"true()"},
        {"type":"date","name":"d","required":"true()"},{"type":"acknowledge","name":"k","required":"true()"},
        {"type":"text","name":"free"})j",
                                kYesNo);
    Answers answers;
    const std::string everything =
        "t:problem.required c:problem.choose d:problem.required k:problem.required";
    EXPECT_EQ(all_problems(*form, answers), everything);
    write(answers, "t", " \t ");
    answers.fields[{"c", 0}] = ChoiceAnswer{};
    answers.fields[{"d", 0}] = PartialDate{};
    EXPECT_EQ(all_problems(*form, answers), everything);
    write(answers, "t", "x");
    choose(answers, "c", "no");
    answers.fields[{"d", 0}] = day({2020, 1, 1});
    choose(answers, "k", "yes");
    EXPECT_EQ(all_problems(*form, answers), "");
}

TEST(FormTimes, a_time_is_text_and_a_day_with_its_time_a_point_in_time) {
    const auto form = questions(R"j({"type":"time","name":"t"},{"type":"dateTime","name":"u"},
        {"type":"calculate","name":"part","calculate":"decimal-time(${t})"},
        {"type":"calculate","name":"words","calculate":"format-date-time(${u}, '%d.%m.%Y %H:%M')"},
        {"type":"text","name":"early","relevant":"${t} < '09:00'"},
        {"type":"text","name":"late","relevant":"${u} > '2026-07-01T12:00:00Z'"})j");
    Answers answers;
    EXPECT_EQ(page_names(*form, answers), "t u");
    answers.fields[{"t", 0}] = TimeOfDay{"8", "05"};
    PartialDate date = day({2026, 7, 1});
    date.time = {"14", "30"};
    answers.fields[{"u", 0}] = date;
    EXPECT_EQ(to_text(field_value(*form, {"t", 0}, answers, kToday)), "08:05:00.000");
    EXPECT_EQ(to_text(field_value(*form, {"u", 0}, answers, kToday)),
              "2026-07-01T14:30:00.000+02:00");
    EXPECT_EQ(to_text(field_value(*form, {"part", 0}, answers, kToday)), "0.3368055555555556");
    EXPECT_EQ(to_text(field_value(*form, {"words", 0}, answers, kToday)), "01.07.2026 14:30");
    EXPECT_EQ(page_names(*form, answers), "t u early late");
    date.time = {"13", "59"};
    answers.fields[{"u", 0}] = date;
    answers.fields[{"t", 0}] = TimeOfDay{"9", "00"};
    EXPECT_EQ(page_names(*form, answers), "t u");
    answers.fields[{"t", 0}] = TimeOfDay{"9", ""};
    EXPECT_TRUE(is_empty(field_value(*form, {"t", 0}, answers, kToday))) << "not complete";
}

TEST(FormTimes, what_is_missing_or_wrong_is_named) {
    const auto form = questions(
        R"j({"type":"time","name":"t","required":"true()","constraint":". >= '08:00' and . <= '17:00'"},
        {"type":"dateTime","name":"u","required":"true()","constraint":". > now()"})j");
    struct Case {
        TimeOfDay time;
        const char* problem;
    };
    for (const Case& one :
         {Case{{"", ""}, "problem.required"}, Case{{"9", ""}, "problem.time_incomplete"},
          Case{{"", "30"}, "problem.time_incomplete"}, Case{{"9", "3"}, "problem.time_incomplete"},
          Case{{"24", "00"}, "problem.time_invalid"}, Case{{"12", "60"}, "problem.time_invalid"},
          Case{{"7", "59"}, "problem.constraint"}, Case{{"17", "01"}, "problem.constraint"},
          Case{{"08", "00"}, ""}, Case{{"17", "00"}, ""}}) {
        Answers answers;
        answers.fields[{"t", 0}] = one.time;
        PartialDate date = day({2026, 12, 1});
        date.time = {"00", "00"};
        answers.fields[{"u", 0}] = date;
        EXPECT_EQ(all_problems(*form, answers),
                  *one.problem == 0 ? std::string() : "t:" + std::string(one.problem))
            << to_text(one.time);
    }
    Answers answers;
    answers.fields[{"t", 0}] = TimeOfDay{"9", "00"};
    PartialDate date;
    date.time = {"9", "00"};
    answers.fields[{"u", 0}] = date;
    EXPECT_EQ(all_problems(*form, answers), "u:problem.date_incomplete")
        << "a time without its day";
    date = day({2026, 12, 1});
    answers.fields[{"u", 0}] = date;
    EXPECT_EQ(all_problems(*form, answers), "u:problem.time_incomplete");
    date.time = {"9", "61"};
    answers.fields[{"u", 0}] = date;
    EXPECT_EQ(all_problems(*form, answers), "u:problem.time_invalid");
    date.precision = DatePrecision::Month;
    date.last = {2026, 12, 31};
    date.time = {};
    answers.fields[{"u", 0}] = date;
    EXPECT_EQ(all_problems(*form, answers), "") << "who knows the month only has no time to tell";
    date = day({2026, 11, 21});
    date.time = {"23", "59"};
    answers.fields[{"u", 0}] = date;
    EXPECT_EQ(all_problems(*form, answers), "u:problem.constraint");
}

TEST(FormProblems, required_may_depend_on_another_answer) {
    const auto form = questions(R"j({"type":"select_one","name":"a","choices":"yes_no"},
        {"type":"text","name":"b","required":"${a} = 'yes'"})j",
                                kYesNo);
    Answers answers;
    EXPECT_EQ(all_problems(*form, answers), "");
    choose(answers, "a", "yes");
    EXPECT_EQ(all_problems(*form, answers), "b:problem.required");
    EXPECT_TRUE(pages(*form, answers, kToday)[1].fields[0].required);
}

TEST(FormProblems, a_special_answer_satisfies_required_except_a_refusal_where_none_is_offered) {
    const auto form = questions(R"j({"type":"text","name":"t","required":"true()"},
        {"type":"text","name":"consent","required":"true()","prefer_not_to_say":false},
        {"type":"text","name":"after","relevant":"${t} != ''"})j");
    Answers answers;
    for (const Special special :
         {Special::DontKnow, Special::PreferNotToSay, Special::DiscussInCounselling}) {
        answers.fields[{"t", 0}] = special;
        answers.fields[{"consent", 0}] = special;
        const bool refused = special == Special::PreferNotToSay;
        EXPECT_EQ(all_problems(*form, answers), refused ? "consent:problem.required" : "");
        EXPECT_EQ(page_names(*form, answers), "t consent")
            << "a special answer is nothing in an expression";
    }
}

TEST(FormProblems, numbers_are_checked_by_their_kind) {
    const auto form = questions(R"j({"type":"integer","name":"i"},{"type":"decimal","name":"d"})j");
    const auto check = [&](const std::string& question, const std::string& digits) {
        Answers answers;
        count(answers, question, digits);
        return all_problems(*form, answers);
    };
    for (const char* good : {"0", "12", "-3", "007"}) {
        EXPECT_EQ(check("i", good), "") << good;
        EXPECT_EQ(check("d", good), "") << good;
    }
    for (const char* bad : {"-", "1-", "x", "1e5", "٣", "--1", "1 2"}) {
        EXPECT_EQ(check("i", bad), "i:problem.integer") << bad;
        EXPECT_EQ(check("d", bad), "d:problem.number") << bad;
    }
    EXPECT_EQ(check("i", "1.5"), "i:problem.integer");
    EXPECT_EQ(check("d", "38.5"), "");
    for (const char* bad : {"1.", ".5", "1.2.3", "."}) {
        EXPECT_EQ(check("d", bad), "d:problem.number") << bad;
    }
    EXPECT_EQ(check("i", std::string(16, '9')), "i:problem.too_long");
}

TEST(FormProblems, text_is_bounded_in_bytes) {
    const auto form = questions(R"j({"type":"text","name":"t","longest_bytes":10})j");
    Answers answers;
    write(answers, "t", "0123456789");
    EXPECT_EQ(all_problems(*form, answers), "");
    write(answers, "t", "ሰላምሰ");
    EXPECT_EQ(all_problems(*form, answers), "t:problem.too_long");
}

TEST(FormProblems, a_date_is_complete_as_far_as_its_precision_goes) {
    const auto form = questions(R"j({"type":"date","name":"d"})j");
    const auto check = [&](PartialDate date) {
        Answers answers;
        answers.fields[{"d", 0}] = date;
        return all_problems(*form, answers);
    };
    PartialDate date;
    EXPECT_EQ(check(date), "");
    date.day = 31;
    EXPECT_EQ(check(date), "d:problem.date_incomplete");
    date.month = 2;
    EXPECT_EQ(check(date), "d:problem.date_incomplete");
    for (const int unfinished : {1, 19, 199, 999}) {
        date.year = unfinished;
        EXPECT_EQ(check(date), "d:problem.year_incomplete") << unfinished;
    }
    date.year = 2020;
    EXPECT_EQ(check(date), "d:problem.date_invalid") << "no such day, so no range was made";
    date.first = date.last = {2020, 2, 29};
    EXPECT_EQ(check(date), "");
    date.precision = DatePrecision::Month;
    date.day = 0;
    EXPECT_EQ(check(date), "");
    date.precision = DatePrecision::Year;
    date.month = 0;
    EXPECT_EQ(check(date), "");
    date.year = 199;
    EXPECT_EQ(check(date), "d:problem.year_incomplete") << "of a year alone, too";
    date.year = 2020;
    date.first = {2021, 1, 1};
    EXPECT_EQ(check(date), "d:problem.date_invalid") << "the range runs backwards";
}

TEST(FormProblems, a_constraint_that_fails_shows_the_questions_own_message) {
    const auto form = questions(
        R"j({"type":"date","name":"born","constraint":". <= today() and . >= date('1910-01-01')","constraint_message":true},
        {"type":"text","name":"postcode","constraint":"regex(., '^[0-9]{5}$')","constraint_message":true})j");
    Answers answers;
    EXPECT_EQ(all_problems(*form, answers), "") << "nothing given, nothing wrong";
    answers.fields[{"born", 0}] = day({2026, 11, 23});
    write(answers, "postcode", "1234");
    EXPECT_EQ(all_problems(*form, answers),
              "born:f.s.born.constraint_message postcode:f.s.postcode.constraint_message");
    answers.fields[{"born", 0}] = day({2026, 11, 22});
    write(answers, "postcode", "12345");
    EXPECT_EQ(all_problems(*form, answers), "");
    answers.fields[{"postcode", 0}] = Special::DontKnow;
    EXPECT_EQ(all_problems(*form, answers), "")
        << "a special answer is not held against the constraint";
}

TEST(FormProblems, a_date_that_a_constraint_refuses_is_told_the_day_to_keep_to) {
    const auto form = questions(
        R"j({"type":"date","name":"from","constraint":". <= today()"},
        {"type":"date","name":"to","constraint":"${from} = '' or . >= ${from}"},
        {"type":"date","name":"needed","required":"true()","constraint":". <= today()"})j");
    Answers answers;
    answers.fields[{"from", 0}] = day({2020, 5, 1});
    answers.fields[{"to", 0}] = day({2020, 4, 30});
    std::map<std::string, std::optional<Expression::DateBound>> bounds;
    for (const FormPage& page : pages(*form, answers, kToday)) {
        for (const Problem& problem : problems(*form, page, answers, kToday)) {
            bounds[problem.path.question] = problem.bound;
        }
    }
    ASSERT_EQ(bounds.size(), 2u);
    EXPECT_EQ(bounds["to"], (Expression::DateBound{false, {2020, 5, 1}}));
    EXPECT_EQ(bounds["needed"], std::nullopt) << "it is missing, not too late";
}

TEST(Form, a_constraint_without_a_message_of_its_own_is_told_in_general_words) {
    const auto form = questions(R"j({"type":"integer","name":"n","constraint":". < 10"})j");
    Answers answers;
    answers.fields[{"n", 0}] = NumberAnswer{SecretText("12")};
    EXPECT_EQ(all_problems(*form, answers), "n:problem.constraint");
}

TEST(FormProblems, who_knows_only_this_year_is_not_told_that_the_day_lies_ahead) {
    const auto form = questions(
        R"j({"type":"date","name":"d","constraint":". <= today()","constraint_message":true})j");
    Answers answers;
    PartialDate year;
    year.precision = DatePrecision::Year;
    year.year = 2026;
    year.first = {2026, 1, 1};
    year.last = {2026, 12, 31};
    answers.fields[{"d", 0}] = year;
    EXPECT_EQ(all_problems(*form, answers), "");
    year.year = 2027;
    year.first = {2027, 1, 1};
    year.last = {2027, 12, 31};
    answers.fields[{"d", 0}] = year;
    EXPECT_EQ(all_problems(*form, answers), "d:f.s.d.constraint_message");
}

TEST(FormProblems, a_required_grid_wants_the_first_column_of_every_row) {
    const auto form = questions(R"j({"type":"grid","name":"g","rows":"row","required":"true()",
        "columns":[{"name":"original","choices":"yes_no"},{"name":"copy","choices":"yes_no"}]})j",
                                R"j({"row":["a","b"],"yes_no":["yes","no"]})j");
    Answers answers;
    EXPECT_EQ(all_problems(*form, answers), "g:problem.choose");
    answers.fields[{"g", 0}] = GridAnswer{{{"a", {{"original", "yes"}}}, {"b", {{"copy", "yes"}}}}};
    EXPECT_EQ(all_problems(*form, answers), "g:problem.choose");
    answers.fields[{"g", 0}] =
        GridAnswer{{{"a", {{"original", "yes"}}}, {"b", {{"original", "no"}}}}};
    EXPECT_EQ(all_problems(*form, answers), "");
}

TEST(FormProblems, one_of_a_select_one_is_enough) {
    const auto form = questions(R"j({"type":"select_one","name":"c","choices":"yes_no"})j", kYesNo);
    Answers answers;
    answers.fields[{"c", 0}] = ChoiceAnswer{{"yes", "no"}};
    EXPECT_EQ(all_problems(*form, answers), "c:problem.choose");
}

TEST(RelevantAnswers, answers_of_unknown_questions_and_of_removed_entries_are_left_out) {
    const auto form = form_of(kPersonForm, kYesNo);
    Answers answers;
    choose(answers, "has_job", "yes");
    answers.repeats["job"] = 1;
    answers.repeats["ghost"] = 4;
    write(answers, "job_title", "cook", 0);
    write(answers, "job_title", "removed", 1);
    write(answers, "job_title", "negative", -1);
    write(answers, "ghost_name", "x");
    write(answers, "family_name", "  ");
    const Answers kept = relevant_answers(*form, answers, kToday);
    EXPECT_EQ(kept.fields.size(), 2U);
    EXPECT_NE(kept.find({"job_title", 0}), nullptr);
    EXPECT_NE(kept.find({"has_job", 0}), nullptr);
    EXPECT_EQ(kept.repeats, (std::map<std::string, int>{{"job", 1}}));
}

/// Answers of every kind, put on any question: the form must stand whatever a damaged intake says.
Answers random_answers(const Questionnaire& form, std::mt19937& chance) {
    const auto number = [&](int below) {
        return std::uniform_int_distribution<int>(0, below - 1)(chance);
    };
    Answers answers;
    for (const auto& [name, question] : form.by_name) {
        for (int instance = 0; instance < (question->repeat.empty() ? 1 : 3); ++instance) {
            Answer answer = Special::DontKnow;
            switch (number(8)) {
                case 0:
                    continue;
                case 1:
                    answer = TextAnswer{SecretText(number(2) == 0 ? "" : "ሰላም"), "ti"};
                    break;
                case 2:
                    answer = NumberAnswer{SecretText(std::to_string(number(100)))};
                    break;
                case 3:
                    answer = day({1990 + number(40), 1 + number(12), 1 + number(28)});
                    break;
                case 4:
                    answer = static_cast<Special>(number(3));
                    break;
                default: {
                    ChoiceAnswer choice;
                    const auto list = form.choices.find(question->choices);
                    if (list != form.choices.end()) {
                        choice.names.push_back(
                            list->second[static_cast<std::size_t>(
                                             number(static_cast<int>(list->second.size())))]
                                .name);
                    } else {
                        choice.names.push_back(number(2) == 0 ? "yes" : "DE");
                    }
                    answer = choice;
                    if (question->type == QuestionType::Grid) {
                        GridAnswer grid;
                        grid.cells[choice.names[0]][question->columns[0].name] =
                            form.choices.at(question->columns[0].choices)[0].name;
                        answer = grid;
                    }
                    break;
                }
            }
            answers.fields[{name, instance}] = answer;
        }
        if (!question->repeat.empty()) {
            answers.repeats[question->repeat] = number(4);
        }
    }
    return answers;
}

TEST(RelevantAnswers, leaving_out_twice_changes_nothing_more_in_the_shipped_questionnaires) {
    std::mt19937 chance(4711);
    for (const char* name : {"anerkennung", "arbeitgeber"}) {
        const auto form = codec::read_questionnaire_file(
            std::string(LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/") + name + ".json");
        ASSERT_TRUE(form.ok()) << to_string(form.error());
        for (int round = 0; round < 300; ++round) {
            const Answers answers = random_answers(*form.value(), chance);
            const Answers once = relevant_answers(*form.value(), answers, kToday);
            ASSERT_EQ(relevant_answers(*form.value(), once, kToday), once);
            ASSERT_EQ(page_names(*form.value(), once), page_names(*form.value(), answers));
            for (const FormPage& page : pages(*form.value(), answers, kToday)) {
                for (const Problem& problem : problems(*form.value(), page, answers, kToday)) {
                    ASSERT_FALSE(problem.message.empty());
                }
            }
        }
    }
}

TEST(RelevantAnswers,
     only_answers_with_which_the_page_may_be_left_block_no_client_of_the_shipped_questionnaires) {
    // Every question can be answered with "I'll discuss it", so that nobody gets stuck (consent is
    // asked elsewhere).
    for (const char* name : {"anerkennung", "arbeitgeber"}) {
        const auto form = codec::read_questionnaire_file(
            std::string(LOTSE_SOURCE_DIR "/kiosk-config/questionnaires/") + name + ".json");
        ASSERT_TRUE(form.ok()) << to_string(form.error());
        Answers answers;
        for (const auto& [question, unused] : form.value()->by_name) {
            answers.fields[{question, 0}] = Special::DiscussInCounselling;
        }
        EXPECT_EQ(all_problems(*form.value(), answers), "");
    }
}

}  // namespace
}  // namespace lotse
