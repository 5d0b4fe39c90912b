// SPDX-License-Identifier: EUPL-1.2
/// What decides who is asked takes effect, or is told as a lost condition that refuses the form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/forms/questionnaire_json.h"
#include "codec/xlsform/support.h"
#include "core/form/choice_label.h"
#include "core/form/form.h"

namespace lotse::codec {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr CivilDate kToday{2026, 11, 29};

/// A form that is filled in.
class Filled {
public:
    explicit Filled(const Imported& form) {
        auto read = read_questionnaire(form.definition, "f.json");
        EXPECT_TRUE(read.ok()) << to_string(read.error()) << form.definition;
        m_form = std::move(*read);
    }
    Filled& text(const std::string& name, const std::string& answer, int instance = 0) {
        answers.fields[{name, instance}] = TextAnswer{SecretText(answer), "de"};
        return *this;
    }
    Filled& number(const std::string& name, const std::string& digits) {
        answers.fields[{name, 0}] = NumberAnswer{SecretText(digits)};
        return *this;
    }
    Filled& choose(const std::string& name, const std::vector<std::string>& names) {
        answers.fields[{name, 0}] = ChoiceAnswer{names};
        return *this;
    }
    Filled& day(const std::string& name, const CivilDate& date) {
        PartialDate out;
        out.year = date.year;
        out.month = date.month;
        out.day = date.day;
        out.first = out.last = date;
        answers.fields[{name, 0}] = out;
        return *this;
    }
    /// Names of the pages, "child#1" of the second instance.
    std::vector<std::string> asked() const {
        std::vector<std::string> out;
        for (const FormPage& page : pages(*m_form, answers, kToday)) {
            out.push_back(page.id.name +
                          (page.id.instance > 0 ? "#" + std::to_string(page.id.instance) : ""));
        }
        return out;
    }
    std::string value(const std::string& name) const {
        return to_text(field_value(*m_form, {name, 0}, answers, kToday));
    }
    bool holds(const std::string& name) const {
        for (const FormPage& page : pages(*m_form, answers, kToday)) {
            if (page.id.name == name) {
                return problems(*m_form, page, answers, kToday).empty();
            }
        }
        ADD_FAILURE() << name << " is not asked";
        return false;
    }
    std::vector<std::string> offered(const std::string& name) const {
        std::vector<std::string> out;
        const Question& question = *m_form->by_name.at(name);
        for (const Choice* choice :
             offered_choices(*m_form, question, {name, 0}, answers, kToday)) {
            out.push_back(choice->name);
        }
        return out;
    }
    Answers answers;

private:
    std::unique_ptr<Questionnaire> m_form;
};

TEST(XlsFormConditions, a_row_that_is_calculated_is_not_asked) {
    const Imported form = imported(
        workbook(section({"calculation", "read_only", "default"},
                         {{"integer", "born", "Born"},
                          {"integer", "age", "", "2026 - ${born}"},
                          {"text", "age_group", "", "if(${age} < 18, 'child', 'adult')", "yes"},
                          {"decimal", "half", "", "${age} div 2"},
                          {"date", "first", "", "once(today())"},
                          {"select_one yn", "grown", "", "if(${age} < 18, 'no', 'yes')"},
                          {"hidden", "token", "", "", "", "abc"},
                          {"hidden", "sum", "", "${age} + 1"},
                          {"calculate", "constant", "", "", "", "it's \"x\""},
                          {"calculate", "day", "", "", "", "today()"},
                          {"text", "shown", "Your age", "concat(${age}, ' years')", "1"},
                          {"note", "told", "Told", "${age} + 1"},
                          {"text", "fixed", "Fixed", "", "TRUE()", "for ever"},
                          {"integer", "seen", "Seen", "${born} + 1"},
                          {"text", "bare", "Read this", "", "true"},
                          {"note", "silent", "", "${age} + 2"},
                          {"text", "quiet", "", "", "yes", "x"}}),
                 kYesNo));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("lost")));
    Filled filled(form);
    filled.number("born", "1990");
    EXPECT_THAT(filled.asked(), ElementsAre("born", "shown", "told", "fixed", "seen", "bare"));
    EXPECT_EQ(filled.value("age"), "36");
    EXPECT_EQ(filled.value("age_group"), "adult");
    EXPECT_EQ(filled.value("half"), "18");
    EXPECT_EQ(filled.value("first"), "2026-11-29");
    EXPECT_EQ(filled.value("grown"), "yes");
    EXPECT_EQ(filled.value("token"), "abc");
    EXPECT_EQ(filled.value("sum"), "37");
    EXPECT_EQ(filled.value("constant"), "it's \"x\"");
    EXPECT_EQ(filled.value("day"), "2026-11-29");
    EXPECT_EQ(filled.value("shown"), "36 years");
    EXPECT_EQ(filled.value("told"), "37");
    EXPECT_EQ(filled.value("fixed"), "for ever");
    EXPECT_EQ(filled.value("seen"), "1991");
    EXPECT_EQ(filled.value("silent"), "38");
    EXPECT_EQ(filled.value("quiet"), "x");
    for (const char* note : {"shown", "told", "fixed", "seen", "bare"}) {
        EXPECT_EQ(question_named(form, note).at("type"), "note") << note;
    }
    EXPECT_THAT(
        form.findings_text(),
        HasSubstr("changed: sheet survey, cell D16 (calculation): what is calculated is not "
                  "asked: the value is shown"));
    expect_fixpoint(form);
    const auto back = read_spreadsheet(exported(form), "f");
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->sheets[0].text(3, 0), "integer") << "the type comes back";
    EXPECT_EQ(back->sheets[0].text(8, 0), "hidden");
}

TEST(XlsFormConditions, one_colon_between_the_parts_of_a_heading_is_as_good_as_two) {
    for (const std::string sign : {":", "::", " : ", ": ", " :: "}) {
        const auto bind = [&](const std::string& word) { return "bind" + sign + word; };
        const Imported form = imported(workbook(
            {{"type", "name", "label", bind("relevant"), bind("constraint"), bind("required"),
              bind("jr:constraintMsg"), "Control" + sign + "Appearance", bind("calculate"),
              "BODY" + sign + "jr:count", bind("readonly"), "media" + sign + "image"},
             {"select_one yn", "work", "Work?", "", "", "yes", "", "minimal"},
             {"text", "job", "Which?", "${work} = 'yes'", "string-length(.) < 5", "", "Too long",
              "", "", "", "", "a.png"},
             {"calculate", "c", "", "", "", "", "", "", "1 + 1"},
             {"begin_repeat", "r", "R", "", "", "", "", "", "", "${c}"},
             {"text", "inner", "Inner"},
             {"end_repeat"},
             {"text", "shown", "Shown", "", "", "", "", "", "${c}", "", "yes"}},
            kYesNo));
        Filled filled(form);
        EXPECT_THAT(filled.asked(), ElementsAre("work", "inner", "inner#1", "shown")) << sign;
        filled.choose("work", {"yes"}).text("job", "painter");
        EXPECT_THAT(filled.asked(), ElementsAre("work", "job", "inner", "inner#1", "shown"));
        EXPECT_FALSE(filled.holds("job"));
        EXPECT_EQ(form.text("f.main.job.constraint_message"), "Too long");
        EXPECT_EQ(question_named(form, "work").at("required"), "true()");
        EXPECT_EQ(question_named(form, "work").at("appearance"), "minimal");
        expect_fixpoint(form);
    }
}

TEST(XlsFormConditions, a_second_column_of_one_condition_counts_where_the_first_is_empty) {
    for (const auto& [first, second, word] :
         {std::tuple("relevant", "bind::relevant", "relevant"),
          std::tuple("relevance", "Relevant", "relevant"),
          std::tuple("bind:relevant", "bind::Relevant", "relevant"),
          std::tuple("relevant", "skip logic", "relevant"),
          std::tuple("constraint", "bind:constraint", "constraint"),
          std::tuple("required", "bind::required", "required")}) {
        const std::string condition = std::string(word) == "constraint" ? ". != '1'" : "${a} = '1'";
        const Imported form = imported(
            workbook(section({first, second}, {{"text", "a", "A"},
                                               {"text", "b", "B", "", condition},
                                               {"text", "c", "C", condition},
                                               {"text", "d", "D", condition, condition}})));
        for (const char* name : {"b", "c", "d"}) {
            EXPECT_EQ(question_named(form, name).value(word, ""), condition) << second << name;
        }
        EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost"))) << second;
        expect_fixpoint(form);

        const Imported two = imported(workbook(
            section({first, second},
                    {{"text", "a", "A"}, {"text", "b", "B", condition, condition + " or 1 = 2"}})));
        EXPECT_EQ(question_named(two, "b").value(word, ""), condition) << second;
        EXPECT_THAT(two.findings_text(),
                    HasSubstr("condition lost: sheet survey, cell E4 (" + std::string(second) +
                              "): the column \"" + first + "\" means the same and says"));
        expect_fixpoint(two);
    }
}

TEST(XlsFormConditions, a_heading_that_only_looks_like_a_condition_is_a_lost_one) {
    for (const auto& [heading, word] : {std::pair("Relevent", "relevant"),
                                        std::pair("relevnt", "relevant"),
                                        std::pair("relevant::Deutsch", "relevant"),
                                        std::pair("bind::relvant", "relevant"),
                                        std::pair("bind_relevant", "relevant"),
                                        std::pair("bind/relevant", "relevant"),
                                        std::pair("Bind . Relevant", "relevant"),
                                        std::pair("body::relevant", "relevant"),
                                        std::pair("bind::odk:relevant", "relevant"),
                                        std::pair("model-bind-relevnt", "relevant"),
                                        std::pair("bind_constraint", "constraint"),
                                        std::pair("bind_required", "required"),
                                        std::pair("bind::odk:required", "required"),
                                        std::pair("visible", "relevant"),
                                        std::pair("condition", "relevant"),
                                        std::pair("Show if", "relevant"),
                                        std::pair("relevant if", "relevant"),
                                        std::pair("Branching Logic", "relevant"),
                                        std::pair("display_logic", "relevant"),
                                        std::pair("Bedingung", "relevant"),
                                        std::pair("constrain", "constraint"),
                                        std::pair("requierd", "required"),
                                        std::pair("mandatory", "required"),
                                        std::pair("required if", "required"),
                                        std::pair("calcluation", "calculation"),
                                        std::pair("choice_fliter", "choice_filter"),
                                        std::pair("repeat count_", ""),
                                        std::pair("repeatcount", "repeat_count"),
                                        std::pair("readony", "read_only")}) {
        const Imported form = imported(
            workbook(section({heading}, {{"text", "a", "A"}, {"text", "b", "B", "${a} = '1'"}})));
        const std::string wanted = "condition lost: sheet survey, cell D1 (" +
                                   std::string(heading) +
                                   "): this heading is none that the "
                                   "terminal knows, so that its cells decide nothing. If \"" +
                                   word + "\" is meant";
        EXPECT_EQ(form.findings_text().find(wanted) != std::string::npos, *word != '\0')
            << heading << form.findings_text();
        expect_fixpoint(form);
    }
    for (const char* heading :
         {"note", "comment", "media::image", "order", "required_message::English", "guidance_hint",
          "relevant_note", "constraint_comment", "account", "body::accuracyThreshold", "weight",
          "bind_note", "body", "bind::odk:length"}) {
        const Imported form = imported(workbook(section({heading}, {{"text", "a", "A", "x"}})));
        EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost"))) << heading;
    }
    const Imported empty = imported(workbook(section({"visible"}, {{"text", "a", "A"}})));
    EXPECT_THAT(empty.findings_text(), Not(HasSubstr("condition lost"))) << "no cell decides";
}

TEST(XlsFormConditions, a_word_as_a_condition_takes_effect_or_is_none) {
    struct Case {
        const char* cell;
        bool asked;
        const char* told;
    };
    for (const Case& one : {Case{"yes", true, "changed: "},
                            {"TRUE", true, "changed: "},
                            {"1", true, "changed: "},
                            {"true()", true, "changed: "},
                            {"no", false, "\"no\" holds never: this is asked of nobody"},
                            {"0", false, "holds never"},
                            {"False", false, "holds never"},
                            {"false()", false, "holds never"},
                            {"field-list", true, "\"field-list\" is no condition; expected one"},
                            {"ja", true, "\"ja\" is no condition"},
                            {"да", true, "\"да\" is no condition"},
                            {"x", true, "\"x\" is no condition"},
                            {"if working", true, "\"if working\" is no condition"}}) {
        const Spreadsheet sheets =
            workbook(section({"relevant"}, {{"text", "a", "A"}, {"text", "b", "B", one.cell}}));
        const Imported form = imported(sheets);
        const bool lost = std::string(one.told).find("no condition") != std::string::npos;
        EXPECT_THAT(form.findings_text(),
                    HasSubstr(std::string(lost ? "condition lost" : "changed") +
                              ": sheet survey, cell D4 (relevant): "))
            << one.cell;
        EXPECT_THAT(form.findings_text(), HasSubstr(one.told));
        EXPECT_EQ(Filled(form).asked().size(), one.asked ? 2U : 1U) << one.cell;
        XlsFormOptions strict = accepting({{"default", "en"}});
        strict.accept_lost_conditions = false;
        EXPECT_EQ(import_with(sheets, strict).ok(), !lost) << one.cell;
        expect_fixpoint(form);
    }
    const Imported group = imported(workbook({{"type", "name", "label", "relevant"},
                                              {"begin_group", "g", "G", "no"},
                                              {"text", "a", "A"},
                                              {"end_group"},
                                              {"text", "b", "B"}}));
    EXPECT_THAT(Filled(group).asked(), ElementsAre("b"));
}

TEST(XlsFormConditions, what_required_expects_is_said) {
    const Imported form =
        imported(workbook(section({"required"}, {{"text", "a", "A", "ja"},
                                                 {"text", "b", "B", "required"},
                                                 {"text", "c", "C", "${a} = 'x'"},
                                                 {"text", "d", "D", "TRUE"},
                                                 {"text", "e", "E", "${nowhere} = 'x'"}})));
    EXPECT_THAT(
        form.findings_text(),
        HasSubstr("condition lost: sheet survey, cell D3 (required): expected yes or no, or "
                  "a condition such as ${name} = 'yes', not \"ja\""));
    EXPECT_THAT(form.findings_text(), HasSubstr("cell D4 (required): expected yes or no"));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("column of the choices")));
    EXPECT_EQ(question_named(form, "c").at("required"), "${a} = 'x'");
    EXPECT_EQ(question_named(form, "d").at("required"), "true()");
    EXPECT_THAT(form.findings_text(),
                HasSubstr("condition lost: sheet survey, cell D7 (required)"));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_form_with_lost_conditions_is_refused_unless_that_is_accepted) {
    const Spreadsheet sheets =
        workbook(section({"relevant"}, {{"image", "photo", "Photo"},
                                        {"text", "a", "A", "${photo} != ''"},
                                        {"text", "b", "B", "pulldata('x', 'a', 'b', ${a}) = 1"}}));
    XlsFormOptions options{"f", "form.xlsx", {{"default", "en"}}};
    std::vector<Finding> told;
    const auto refused = form_of(sheets, options, &told);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::Refused);
    EXPECT_THAT(
        to_string(refused.error()),
        HasSubstr("form.xlsx, sheet survey, cell D4: 2 conditions would be lost, this is the "
                  "first: the terminal asks no question \"photo\""));
    EXPECT_THAT(to_string(refused.error()), HasSubstr("--accept-lost-conditions"));
    EXPECT_EQ(told.size(), 3U) << "all of them are told";
    options.accept_lost_conditions = true;
    EXPECT_TRUE(form_of(sheets, options).ok());
    const Imported harmless =
        imported(import(workbook(section({}, {{"image", "photo", "Photo"}, {"text", "a", "A"}})),
                        {{"default", "en"}}));
    EXPECT_THAT(harmless.findings_text(), HasSubstr("kept: "));
}

TEST(XlsFormConditions, conditions_follow_choices_that_are_called_differently_here) {
    const Imported form = imported(workbook(
        section({"relevant", "choice_filter", "calculation", "constraint"},
                {{"select_one nuts", "n", "Nuts"},
                 {"text", "a", "A", "${n} = 'Groundnuts (In Shell)'"},
                 {"text", "b", "B", "selected(${n}, \"don’t know\")"},
                 {"text", "c", "C", "${n} = \"it's\""},
                 {"text", "d", "D", "${n} = ‘don’t know’"},
                 {"text", "e", "E", "“don’t know” = ${n}"},
                 {"text", "g", "G", "${n} = \"don't know\""},
                 {"select_multiple m", "mm", "Several"},
                 {"text", "h", "H", "selected(${mm}, 'a b')"},
                 {"text", "i", "I", "selected(${mm}, 'a_b')"},
                 {"text", "j", "J", "selected(${mm}, '1.5') and not(selected(${mm}, 'größe'))"},
                 {"select_one shop", "shop", "Shop", "", "sells = ${n}"},
                 {"calculate", "kind", "", "", "", "if(${n} = \"it's\", 'a b', 'other')"},
                 {"text", "k", "K", "${kind} = 'a b'"},
                 {"calculate", "label", "", "", "", "jr:choice-name(${n}, '${n}')"},
                 {"text", "own", "Own words", "", "", "", ". != 'a b'"},
                 {"text", "l", "L", "${own} = 'a b'"},
                 {"select_one nuts", "n2", "N2", "", "", "", ". != \"don’t know\""}}),
        {{"list_name", "name", "label", "sells"},
         {"nuts", "Groundnuts (In Shell)", "In shell"},
         {"nuts", "groundnuts in shell", "Small"},
         {"nuts", "don’t know", "?"},
         {"nuts", "it's", "It is"},
         {"m", "a b", "AB"},
         {"m", "a_b", "A_B"},
         {"m", "1.5", "1½"},
         {"m", "größe", "small"},
         {"m", "Größe", "big"},
         {"shop", "one", "One", "it's"},
         {"shop", "two", "Two", "don’t know"}}));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost")));
    EXPECT_EQ(form.json["choices"]["m"][1].is_string() ? form.json["choices"]["m"][1]
                                                       : form.json["choices"]["m"][1]["name"],
              "a_b")
        << "a name that can stay stays";
    const auto name_of = [&](const std::string& list, std::size_t index) {
        const json& choice = form.json["choices"][list][index];
        return choice.is_string() ? choice.get<std::string>()
                                  : choice.at("name").get<std::string>();
    };
    const auto asked = [&](const std::vector<std::string>& nut,
                           const std::vector<std::string>& several) {
        Filled filled(form);
        filled.choose("n", nut).choose("mm", several);
        std::string out;
        for (const std::string& page : filled.asked()) {
            out += page.size() == 1 && page != "n" ? page : "";
        }
        return out;
    };
    EXPECT_EQ(asked({name_of("nuts", 0)}, {}), "a");
    EXPECT_EQ(asked({name_of("nuts", 1)}, {}), "");
    EXPECT_EQ(asked({name_of("nuts", 2)}, {}), "bdeg");
    EXPECT_EQ(asked({name_of("nuts", 3)}, {}), "ck");
    EXPECT_EQ(asked({}, {name_of("m", 0)}), "h");
    EXPECT_EQ(asked({}, {name_of("m", 1)}), "i");
    EXPECT_EQ(asked({}, {"1.5", name_of("m", 4)}), "j");
    EXPECT_EQ(asked({}, {"1.5", name_of("m", 3)}), "");
    Filled filled(form);
    filled.choose("n", {name_of("nuts", 3)}).text("own", "a b");
    EXPECT_THAT(filled.offered("shop"), ElementsAre("one"));
    EXPECT_EQ(filled.value("label"), choice_label("f.choices.nuts." + name_of("nuts", 3)));
    EXPECT_FALSE(filled.holds("own")) << "an own word is no choice";
    EXPECT_THAT(filled.asked(), testing::Contains("l"));
    filled.choose("n2", {name_of("nuts", 2)});
    EXPECT_FALSE(filled.holds("n2"));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, conditions_follow_questions_that_are_called_differently_here) {
    const Imported form = imported(workbook(
        section({"relevant", "calculation", "constraint", "choice_filter", "default", "read_only",
                 "repeat_count", "required"},
                {{"integer", "Wie-Alt", "Age"},
                 {"text", "größe", "Size"},
                 {"select_one town", "Stadt", "Town", "", "", "", "region = ${größe}"},
                 {"text", "a", "A", "${ Wie-Alt } > 17 and ${größe} != ''"},
                 {"calculate", "Doppelt", "", "", "${Wie-Alt} * 2"},
                 {"calculate", "name", "", "", "jr:choice-name(${Stadt}, '${Stadt}')"},
                 {"text", "b", "B", "", "", ". != ${größe}", "", "", "", "", "${Doppelt} > 10"},
                 {"text", "c", "C", "", "", "", "", "${größe}", "yes"},
                 {"begin_repeat", "Kind-Nr", "R", "", "", "", "", "", "", "${Wie-Alt} - 16"},
                 {"text", "inner", "I", "position(..) > 1 or count(${Kind-Nr}) = 1"},
                 {"end_repeat"}}),
        {{"list_name", "name", "label", "region"},
         {"town", "b", "B", "n"},
         {"town", "c", "C", "s"}}));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost")));
    Filled filled(form);
    filled.number("wie_alt", "18").text("groesse", "n").choose("stadt", {"b"});
    EXPECT_THAT(filled.asked(),
                ElementsAre("wie_alt", "groesse", "stadt", "a", "b", "c", "inner#1"));
    EXPECT_THAT(filled.offered("stadt"), ElementsAre("b"));
    EXPECT_EQ(filled.value("doppelt"), "36");
    EXPECT_EQ(filled.value("name"), choice_label("f.choices.town.b"));
    EXPECT_EQ(filled.value("c"), "n");
    EXPECT_FALSE(filled.holds("b")) << "required";
    filled.text("b", "n");
    EXPECT_FALSE(filled.holds("b")) << "the constraint";
    filled.number("wie_alt", "17");
    EXPECT_THAT(filled.asked(), ElementsAre("wie_alt", "groesse", "stadt", "b", "c", "inner"));
    filled.number("wie_alt", "10");
    EXPECT_THAT(filled.asked(), ElementsAre("wie_alt", "groesse", "stadt", "b", "c"));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_name_with_spaces_signs_or_a_digit_in_front_is_followed_everywhere) {
    for (const char* name : {"Zahl Kinder", "Summe!", "1x", "2. Name", "a/b", "wie viele?"}) {
        const std::string one = "${" + std::string(name) + "}";
        const Imported form = imported(
            workbook(section({"relevant", "required", "constraint", "calculation", "repeat_count"},
                             {{"integer", name, "N"},
                              {"text", "b", "B", one + " > 1", one + " > 2", ". != " + one},
                              {"calculate", "c", "", "", "", "", one + " + 1"},
                              {"begin_repeat", "r", "R", "", "", "", "", one},
                              {"text", "d", "D"},
                              {"end_repeat"}})));
        const std::string here = form.children().at(0).at("name");
        const json asked = question_named(form, "b");
        EXPECT_EQ(asked.value("relevant", ""), "${" + here + "} > 1") << name;
        EXPECT_EQ(asked.value("required", ""), "${" + here + "} > 2") << name;
        EXPECT_EQ(asked.value("constraint", ""), ". != ${" + here + "}") << name;
        EXPECT_EQ(question_named(form, "c").value("calculate", ""), "${" + here + "} + 1") << name;
        EXPECT_THAT(form.definition, HasSubstr("\"count\": \"${" + here + "}\"")) << name;
        EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost"))) << name;
        expect_fixpoint(form);
    }
}

TEST(XlsFormConditions, names_that_differ_only_in_case_or_in_how_a_number_is_written_stay_apart) {
    const Imported form =
        imported(workbook(section({"relevant"}, {{"select_one yn", "Work", "Work"},
                                                 {"select_one yn", "work", "work"},
                                                 {"select_one z", "z", "Z"},
                                                 {"text", "a", "A", "${Work} = 'Yes'"},
                                                 {"text", "b", "B", "${work} = 'yes'"},
                                                 {"text", "c", "C", "${z} = '02'"},
                                                 {"text", "d", "D", "${z} = 2"}}),
                          {{"list_name", "name", "label"},
                           {"yn", "yes", "1"},
                           {"yn", "Yes", "2"},
                           {"z", "2", "2"},
                           {"z", "02", "02"},
                           {"z", "2.0", "2.0"}}));
    const std::string first = form.children()[0].at("name"), second = form.children()[1].at("name");
    EXPECT_NE(first, second);
    const auto asked = [&](const std::string& name, const std::string& choice) {
        Filled filled(form);
        std::string out;
        for (const std::string& page : filled.choose(name, {choice}).asked()) {
            out += page.size() == 1 && page != "z" ? page : "";
        }
        return out;
    };
    EXPECT_EQ(asked(first, "Yes"), "a");
    EXPECT_EQ(asked(first, "yes"), "");
    EXPECT_EQ(asked(second, "yes"), "b");
    EXPECT_EQ(asked(second, "Yes"), "");
    EXPECT_EQ(asked("z", "02"), "cd");
    EXPECT_EQ(asked("z", "2"), "d");
    EXPECT_EQ(asked("z", "2.0"), "d");
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_look_at_the_letters_of_a_choice_with_a_new_name_is_lost) {
    const Imported form = imported(
        workbook(section({"relevant"}, {{"select_one l", "q", "Q"},
                                        {"text", "a", "A", "contains(${q}, 'b c')"},
                                        {"text", "b", "B", "string-length(${q}) > 2"},
                                        {"text", "c", "C", "concat(${q}, 'b c') != 'b c'"}}),
                 {{"list_name", "name", "label"}, {"l", "b c", "BC"}, {"l", "d", "D"}}));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("condition lost: sheet survey, cell D4 (relevant): contains() looks at "
                          "the letters of a choice"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("condition lost: sheet survey, cell D5 (relevant)"));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("cell D6")));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_name_that_several_rows_share_cannot_be_meant) {
    const Imported form = imported(workbook({{"type", "name", "label", "relevant"},
                                             {"begin_group", "g", "G"},
                                             {"text", "name", "A"},
                                             {"end_group"},
                                             {"begin_group", "h", "H"},
                                             {"text", "name", "B"},
                                             {"text", "c", "C", "${name} = 'x'"},
                                             {"end_group"}}));
    EXPECT_THAT(
        form.findings_text(),
        HasSubstr("condition lost: sheet survey, cell D7 (relevant): several rows are called "
                  "\"name\" (row 3 and row 6): which one is meant?"));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, an_answer_filled_in_beforehand_is_told_and_lost_where_conditions_need_it) {
    const Imported form = imported(
        workbook(section({"default", "required", "relevant", "trigger", "calculation"},
                         {{"select_one yn", "needed", "Needed", "yes"},
                          {"select_one yn", "answered", "Answered", "yes", "yes"},
                          {"date", "when", "When", "today()"},
                          {"text", "a", "A", "", "", "${needed} = 'yes' and ${answered} = 'yes'"},
                          {"text", "set", "Set", "", "", "", "${when}", "'x'"}}),
                 kYesNo));
    const std::string told = form.findings_text();
    EXPECT_THAT(told, HasSubstr("condition lost: sheet survey, cell D3 (default): a terminal fills "
                                "in no answer that nobody gave, and conditions name this row"));
    EXPECT_THAT(told, HasSubstr("condition lost: sheet survey, cell D4 (default)"))
        << "who does not know it goes on without an answer, too";
    EXPECT_THAT(told, HasSubstr("kept: sheet survey, cell D5 (default)"));
    EXPECT_THAT(told, HasSubstr("kept: sheet survey, cell H7 (calculation)"));
    EXPECT_EQ(Filled(form).asked().size(), 4U);
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_value_that_waits_for_another_answer_waits) {
    const Imported form = imported(
        workbook(section({"calculation", "trigger", "relevant"},
                         {{"text", "First", "First"},
                          {"text", "second", "Second"},
                          {"calculate", "set", "", "'x'", "${First}"},
                          {"calculate", "both", "", "concat(${First}, ${second})", "${First}"},
                          {"text", "a", "A", "", "", "${set} = 'x'"}})));
    Filled filled(form);
    EXPECT_THAT(filled.asked(), ElementsAre("first", "second"));
    filled.text("first", "1").text("second", "2");
    EXPECT_THAT(filled.asked(), ElementsAre("first", "second", "a"));
    EXPECT_EQ(filled.value("both"), "12");
    EXPECT_THAT(form.findings_text(),
                HasSubstr("changed: sheet survey, cell E6 (trigger): calculated anew with every"));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("cell E5 ")));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, the_day_is_known_and_who_stands_there_is_not) {
    const Imported form = imported(
        workbook(section({"constraint", "relevant", "calculation"},
                         {{"today", "Today"},
                          {"start", "start"},
                          {"end", "end"},
                          {"end time", "end_time"},
                          {"username", "username"},
                          {"device id", "device"},
                          {"phonenumber", "simcard"},
                          {"audit", "audit"},
                          {"date", "born", "Born", ". <= ${Today}"},
                          {"calculate", "age", "", "", "", "int((${Today} - ${born}) div 365.25)"},
                          {"text", "school", "School", "", "${age} < 18"},
                          {"text", "year", "Year", "", "format-date(${start}, '%Y') = '2026'"},
                          {"text", "who", "Who", "", "${username} = 'me'"},
                          {"text", "late", "Late", "", "${end} > ${start}"}})));
    Filled filled(form);
    filled.day("born", {2010, 1, 1});
    EXPECT_EQ(filled.value("age"), "16");
    EXPECT_THAT(filled.asked(), ElementsAre("born", "school", "year", "who", "late"));
    filled.day("born", {2026, 12, 1});
    EXPECT_FALSE(filled.holds("born"));
    filled.day("born", {1980, 1, 1});
    EXPECT_THAT(filled.asked(), ElementsAre("born", "year", "who", "late"));
    const std::string told = form.findings_text();
    EXPECT_THAT(told, HasSubstr("condition lost: sheet survey, cell E15 (relevant): the terminal "
                                "asks no question \"username\": row 7 (username) is only kept"));
    EXPECT_THAT(told, HasSubstr("condition lost: sheet survey, cell E16 (relevant)"));
    EXPECT_THAT(told, HasSubstr("kept: sheet survey, cell A6 (type)")) << "no group ends there";
    expect_fixpoint(form);
    const auto back = read_spreadsheet(exported(form), "f");
    EXPECT_EQ(back->sheets[0].text(2, 0), "today");
    const Imported unused =
        imported(workbook(section({}, {{"today", "today"}, {"text", "a", "A"}})));
    EXPECT_THAT(unused.findings_text(),
                HasSubstr("kept: sheet survey, cell A3 (type): nothing in the form asks for it"));
}

TEST(XlsFormConditions, a_repeat_has_as_many_entries_as_the_form_counts) {
    const Imported form = imported(workbook({{"type", "name", "label", "repeat_count", "relevant"},
                                             {"integer", "many", "Many"},
                                             {"begin_repeat", "child", "Child", "${many}"},
                                             {"text", "name", "Name"},
                                             {"end_repeat"},
                                             {"begin_repeat", "hand", "Hand", "2", "${many} > 1"},
                                             {"text", "side", "Side"},
                                             {"end_repeat"},
                                             {"begin_repeat", "photo_of", "Photo of", "${nowhere}"},
                                             {"text", "what", "What"},
                                             {"end_repeat"}}));
    Filled filled(form);
    EXPECT_THAT(filled.asked(), ElementsAre("many", "photo_of"));
    filled.number("many", "1");
    EXPECT_THAT(filled.asked(), ElementsAre("many", "name", "photo_of"));
    filled.number("many", "3");
    EXPECT_THAT(filled.asked(),
                ElementsAre("many", "name", "name#1", "name#2", "side", "side#1", "photo_of"));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("condition lost: sheet survey, cell D9 (repeat_count): the terminal asks "
                          "no question \"nowhere\""));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_choice_of_a_cascade_stands_for_each_place) {
    const Imported form = imported(workbook(
        section({"choice_filter", "relevant"},
                {{"select_one state", "state", "State"},
                 {"select_one town", "town", "Town", "state = ${state}"},
                 {"select_one part", "part", "Part", "town = ${town} and state = ${state}"},
                 {"select_one town", "any", "Any"},
                 {"text", "a", "A", "", "${town} = 'other'"}}),
        {{"list_name", "name", "label", "state", "town"},
         {"state", "n", "N"},
         {"state", "s", "S"},
         {"town", "x", "X", "n"},
         {"town", "other", "Other", "n"},
         {"town", "other", "Other", "s"},
         {"town", "other", "Other", "s"},
         {"part", "p", "P", "n", "other"},
         {"part", "q", "Q", "s", "other"}}));
    EXPECT_THAT(form.findings_text(), Not(HasSubstr("lost")));
    EXPECT_THAT(form.findings_text(),
                HasSubstr("cell B7 (name): the choice \"other\" stands twice"));
    Filled filled(form);
    filled.choose("state", {"s"}).choose("town", {"other"});
    EXPECT_THAT(filled.offered("town"), ElementsAre("other"));
    EXPECT_THAT(filled.offered("part"), ElementsAre("q"));
    EXPECT_THAT(filled.offered("any"), ElementsAre("x", "other")) << "once";
    EXPECT_THAT(filled.asked(), testing::Contains("a"));
    filled.choose("state", {"n"});
    EXPECT_THAT(filled.offered("town"), ElementsAre("x", "other"));
    EXPECT_THAT(filled.offered("part"), ElementsAre("p"));
    expect_fixpoint(form);

    const Imported labels = imported(
        workbook(section({"choice_filter", "relevant"}, {{"text", "r", "R"},
                                                         {"select_one l", "q", "Q", "in = ${r}"},
                                                         {"text", "a", "A", "", "${q} = 'other'"}}),
                 {{"list_name", "name", "label", "in"},
                  {"l", "other", "Other in N", "n"},
                  {"l", "other", "Other in S", "s"}}));
    const Imported cut = imported(workbook(
        section({"choice_filter"},
                {{"text", "institution", "R"}, {"select_one l", "q", "Q", "in = ${institution}"}}),
        {{"list_name", "name", "label", "label::de", "in"},
         {"l", "y z", "", "${institution}", "n"},
         {"l", "y z", "", "Text", "s"}}));
    expect_fixpoint(cut);
    EXPECT_EQ(labels.text("f.choices.l.other_2"), "Other in S");
    EXPECT_THAT(labels.findings_text(),
                HasSubstr("condition lost: sheet survey, cell E5 (relevant): several choices are "
                          "called \"other\" and have different labels"));
    expect_fixpoint(labels);
}

TEST(XlsFormConditions, a_condition_where_none_can_stand_is_lost) {
    const Imported form = imported(workbook(
        {{"type", "name", "label", "relevant", "constraint", "required", "calculation", "read_only",
          "disabled", "lotse_type"},
         {"begin_group", "g", "G", "", ". > 1", "yes", "1 + 1"},
         {"note", "stop", "You cannot go on", "", "", "yes"},
         {"note", "n", "N", "", "1 = 0"},
         {"text", "a", "A", "", "", "", "", "if working"},
         {"text", "off", "Off", "", "", "", "", "", "yes"},
         {"text", "b", "B", "${off} = 'x'"},
         {"select_multiple yn", "grid", "Grid", "", "", "", "", "", "", "grid"},
         {"select_one yn", "grid__x", "X", "${a} = 'x'", "", "yes", "", "", "", "grid_column"},
         {"end_group", "", "", "${a} = 'x'"}},
        kYesNo));
    const std::string told = form.findings_text();
    for (const char* cell :
         {"cell E2 (constraint)", "cell G2 (calculation)", "cell F3 (required)",
          "cell E4 (constraint)", "cell H5 (read_only): expected yes or no, not \"if working\"",
          "cell D7 (relevant): the terminal asks no question \"off\"", "cell D9 (relevant)",
          "cell F9 (required)", "cell D10 (relevant)"}) {
        EXPECT_THAT(told, HasSubstr(std::string("condition lost: sheet survey, ") + cell));
    }
    EXPECT_THAT(told, HasSubstr("kept: sheet survey, cell I6 (disabled): switched off"));
    EXPECT_THAT(told, HasSubstr("kept: sheet survey, cell F2 (required)"))
        << "a group has no answer";
    expect_fixpoint(form);
}

TEST(XlsFormConditions, what_another_program_would_look_up_is_lost) {
    const Imported form =
        imported(workbook(section({"appearance", "calculation", "relevant", "default"},
                                  {{"text", "a", "A"},
                                   {"select_one yn", "q", "Q", "minimal search('towns')"},
                                   {"calculate", "last", "", "", "", "", "${last-saved#a}"},
                                   {"integer", "frozen", "", "", "once(${a} + 1)"},
                                   {"text", "b", "B", "", "", "${last} = 'x' or ${A} = 'x'"},
                                   {"text", "c", "C", "", "", "${A} = 'x'"}}),
                          kYesNo));
    const std::string told = form.findings_text();
    EXPECT_THAT(told,
                HasSubstr("condition lost: sheet survey, cell D4 (appearance): search() takes"));
    EXPECT_THAT(told, HasSubstr("condition lost: sheet survey, cell E5"));
    EXPECT_THAT(told, HasSubstr("changed: sheet survey, cell E6 (calculation): once() follows"));
    EXPECT_THAT(told, HasSubstr("condition lost: sheet survey, cell F7 (relevant)"));
    EXPECT_THAT(told,
                HasSubstr("condition lost: sheet survey, cell F8 (relevant): the terminal asks "
                          "no question \"A\"; is \"a\" meant?"));
    expect_fixpoint(form);
}

TEST(XlsFormConditions, a_mistake_beside_quotation_marks_is_told_and_never_becomes_a_text) {
    for (const char* cell :
         {"${q} = 'yes' AND ${a} != ''", "${q} = ‘yes’ AND ${a} != ‘’", "${q} = 'don't know'",
          "${q} = 'yes’ or ${a} = 'no'", "${q} = ‘yes’ xor ${a} = ‘no’", "${q} == 'yes'",
          "${q} <> 'yes'", "${q} = \"yes", "${q} = yes"}) {
        const Imported form = imported(workbook(
            section({"relevant"},
                    {{"text", "a", "A"}, {"select_one yn", "q", "Q"}, {"text", "b", "B", cell}}),
            kYesNo));
        EXPECT_THAT(form.findings_text(), HasSubstr("condition lost: sheet survey, cell D5"))
            << cell << "\n"
            << form.definition;
    }
    for (const char* cell : {"${q} = ‘yes' or ${a} = 'no’", "${q}=“yes”or ${a}=„no“",
                             "${q} = \"yes\" or ${a} = “no\"", "${q} = ’yes’ or ${a} = ‘no‘"}) {
        const Imported form = imported(workbook(
            section({"relevant"},
                    {{"text", "a", "A"}, {"select_one yn", "q", "Q"}, {"text", "b", "B", cell}}),
            kYesNo));
        EXPECT_THAT(form.findings_text(), Not(HasSubstr("condition lost"))) << cell;
        EXPECT_THAT(Filled(form).choose("q", {"yes"}).asked(), ElementsAre("a", "q", "b")) << cell;
        EXPECT_THAT(Filled(form).text("a", "no").asked(), ElementsAre("a", "q", "b")) << cell;
        EXPECT_THAT(Filled(form).asked(), ElementsAre("a", "q")) << cell;
    }
}

TEST(XlsFormConditions, an_other_is_offered_whatever_is_filtered) {
    const Imported form = imported(workbook(
        section({"choice_filter", "relevant"}, {{"text", "r", "R"},
                                                {"select_one l or_other", "q", "Q", "in = ${r}"},
                                                {"text", "q_other", "Own row of this name"},
                                                {"text", "a", "A", "", "${q_other} = 'x'"}}),
        {{"list_name", "name", "label", "in"}, {"l", "a", "A", "n"}, {"l", "b", "B", "s"}}));
    Filled filled(form);
    filled.text("r", "n").choose("q", {"other"}).text("q_other", "x");
    EXPECT_THAT(filled.offered("q"), ElementsAre("a", "other"));
    EXPECT_THAT(filled.asked(), ElementsAre("r", "q", "q_other_text", "q_other", "a"))
        << "conditions mean the row of the form";
    expect_fixpoint(form);
}

TEST(XlsFormConditions, the_same_form_is_asked_after_it_went_out_and_came_back) {
    const Imported form = imported(workbook(
        section({"relevant", "calculation"}, {{"select_one l", "q", "Q"},
                                              {"text", "a", "A", "${q} = “b c” and ${n} = 2"},
                                              {"integer", "n", "", "", "if(${q} = 'b c', 2, 1)"}}),
        {{"list_name", "name", "label"}, {"l", "b c", "BC"}, {"l", "d", "D"}}));
    const Imported again = imported(read_xlsform(exported(form), accepting()));
    for (const Imported* one : {&form, &again}) {
        Filled filled(*one);
        EXPECT_THAT(filled.asked(), ElementsAre("q"));
        EXPECT_THAT(filled.choose("q", {"b_c"}).asked(), ElementsAre("q", "a"));
    }
}

TEST(Conditions, what_nobody_can_have_chosen_is_told) {
    const auto told = [](const std::string& condition, const std::string& column = "relevant") {
        const Imported form = imported(workbook({{"type", "name", "label", column},
                                                 {"select_one yn", "q", "Q"},
                                                 {"select_multiple land", "m", "M"},
                                                 {"integer", "age", "A"},
                                                 {"select_one yn", "t", "T", condition}},
                                                {{"list_name", "name", "label"},
                                                 {"yn", "yes", "Ja"},
                                                 {"yn", "no", "Nein"},
                                                 {"land", "de", "Deutschland"},
                                                 {"land", "it's", "Italien"}}));
        expect_fixpoint(form);
        std::string out;
        for (const Finding& finding : form.findings) {
            out += finding.cell == "D5" ? to_string(finding) + "\n" : "";
        }
        return out;
    };
    const std::vector<std::pair<const char*, const char*>> doubted = {
        {"${q} = 'Ja'", "\"q\" is called \"Ja\", so that nobody can have chosen it; if \"yes\" is"},
        {"${q} = 'YES'", "if \"yes\" is meant, write that"},
        {"'nein' != ${q}", "if \"no\" is meant, write that"},
        {"selected(${m}, 'Deutschland')", "if \"de\" is meant, write that"},
        {"selected(${m}, 'de, at')", "no choice of \"m\" is called \"de, at\""},
        {"${q} = 'maybe'", "no choice of \"q\" is called \"maybe\""},
        {"${q} = 'yes no'", "no choice of \"q\" is called \"yes no\""},
        {"${q} = 'yes' or 'no'", "'no' beside \"or\" holds always"},
        {"18 < ${age} < 65", "write a < b and b < c"},
        {"${age} = 'achtzehn'", "\"age\" is a number, which \"achtzehn\" is not"},
        {"${q} = 1", "no choice of \"q\" is called \"1\""},
        {"not(${q}) = 'yes'", "write not(${name} = 'yes')"},
    };
    for (const auto& [condition, what] : doubted) {
        EXPECT_THAT(told(condition), HasSubstr("changed: sheet survey, cell D5 (relevant): "));
        EXPECT_THAT(told(condition), HasSubstr(what)) << condition;
    }
    EXPECT_THAT(told(". != 'nein'", "constraint"), HasSubstr("if \"no\" is meant, write that"));
    for (const char* good :
         {"${q} = 'yes'", "${q} = ''", "${q} != ''", "selected(${m}, 'de')", "${m} = \"it's\"",
          "${m} = \"de it's\"", "selected(${m}, \"it's\")", "${age} = '18'", "${q} = ${m}"}) {
        EXPECT_EQ(told(good).find("changed"), std::string::npos) << good << told(good);
    }
}

}  // namespace
}  // namespace lotse::codec
