// SPDX-License-Identifier: EUPL-1.2
/// Forms of every shape, made by a seed: whatever is accepted comes back from a spreadsheet as it
/// was.
#include <gtest/gtest.h>

#include <random>

#include "codec/forms/questionnaire_json.h"
#include "codec/xlsform/support.h"

namespace lotse::codec {
namespace {

class FormMaker {
public:
    explicit FormMaker(unsigned seed) : m_random(seed) {}

    Spreadsheet make() {
        m_survey = {{"type",           "name",
                     "label",          "label::Deutsch (de)",
                     "Label : fa-AF",  "hint::de",
                     "relevance",      "required",
                     "constraint",     "constraint message",
                     "calculation",    "choice_filter",
                     "appearance",     "lotse_type",
                     "lotse_keyboard", "lotse_optional",
                     "lotse_purpose",  "repeat_count",
                     "default",        "guidance_hint::de",
                     "relevant",       "",
                     "lotse:meaning"}};
        const int blocks = 1 + below(5);
        for (int i = 0; i < blocks; ++i) {
            block(0);
        }
        row({{"type", "text"}, {"name", "last"}, {"label", "Last"}});
        Rows choices = {{"list name", "name", "label", "label::de", "region", "Big Region", "image",
                         "lotse_icon", "lotse_relevant", "lotse:meaning"}};
        for (const char* list : {"a", "B-c", "yes_no"}) {
            const int count = 1 + below(4);
            for (int i = 0; i < count; ++i) {
                choices.push_back({list, one({"x", "y z", "1", "1.5", "other", "ö", ""}), text(),
                                   text(), one({"", "n", "s"}), one({"", "w"}), one({"", "i.png"}),
                                   one({"", "check"}), one({"", expression()}),
                                   one({"", "", "yes", "Lost", "perhaps"})});
            }
        }
        Spreadsheet out = workbook(m_survey, choices);
        if (chance(2)) {
            out.sheets.push_back(
                {"settings",
                 {{"form_title", "form_id", "version", "style", "default_language"},
                  {text(), one({"f", "my form", ""}), one({"", "7", "v1"}), one({"", "pages"}),
                   one({"", "Deutsch (de)", "English"})}},
                 {}});
        }
        if (chance(3)) {
            out.sheets.push_back({"notes", {{"by", "hand"}, {}, {"", "x"}}, {}});
        }
        return out;
    }

private:
    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }
    bool chance(int of) { return below(of) == 0; }
    std::string one(const std::vector<std::string>& of) {
        return of[static_cast<std::size_t>(below(static_cast<int>(of.size())))];
    }

    std::string text() {
        return one({"", "Text", " two  spaces ", "it's", "{curly}", "${q1} there", "${q1}",
                    "Hi (${nowhere}), ${Q1}!", "${institution}, ${number}", "icu: {n}",
                    "line\nbreak", "نص", "a & <b>", "  "});
    }
    std::string name() {
        return one({"q" + std::to_string(below(12)), "Q" + std::to_string(below(5)), "a-b", "a.b",
                    "имя", "ä", "institution", "", "main", "_x", " q1 "});
    }
    std::string expression() {
        const std::string q =
            "${" + one({"q1", "q2", " Q1 ", "a-b", "last", "nowhere", "main"}) + "}";
        return one({q + " = 'x'", "selected(" + q + ", 'y z')", q + " > 1", ". > 0", "true", "yes",
                    "${last} = ‘x’", "random() > 0", "/a/b", "(", "region = " + q, "1 = 1",
                    "string-length(.) < 9"});
    }

    void row(const std::map<std::string, std::string>& cells) {
        m_survey.emplace_back();
        for (const std::string& heading : m_survey[0]) {
            const auto it = cells.find(heading);
            m_survey.back().push_back(it == cells.end() ? "" : it->second);
        }
    }

    std::map<std::string, std::string> cells(const std::string& type) {
        std::map<std::string, std::string> out = {{"type", type}, {"name", name()}};
        out["label"] = text();
        out["label::Deutsch (de)"] = text();
        const auto maybe = [&](const std::string& heading, const std::string& value) {
            if (chance(4)) {
                out[heading] = value;
            }
        };
        maybe("Label : fa-AF", text());
        maybe("hint::de", text());
        maybe("relevance", expression());
        maybe("required", one({"yes", "no", "TRUE", expression()}));
        maybe("constraint", expression());
        maybe("constraint message", text());
        maybe("choice_filter", expression());
        maybe("appearance",
              one({"minimal", "field-list", "table-list w1", "numbers", "multiline  likert"}));
        maybe("lotse_type", one({"country", "grid", "grid_column", "nonsense"}));
        maybe("lotse_keyboard", one({"latin", "x"}));
        maybe("lotse_optional", one({"yes", "no", "perhaps"}));
        maybe("lotse_purpose", "contact");
        maybe("repeat_count", one({"3", "${q1}", "99"}));
        maybe("default", "d");
        maybe("guidance_hint::de", text());
        maybe("relevant", expression());
        maybe("lotse:meaning", one({"family_name", "other_name", "Interpreter", "notice_date",
                                    "qualification_documents", "height"}));
        maybe("", "no heading");
        if (chance(2) || type == "calculate") {
            out["calculation"] = expression();
        }
        return out;
    }

    void block(int depth) {
        const int kind = below(depth > 3 ? 4 : 8);
        if (kind < 4) {
            row(cells(one({"text", "integer", "date", "time", "dateTime", "note", "calculate",
                           "acknowledge", "geopoint", "", "select_one a", "select_multiple B-c",
                           "select_one a or_other", "yes_no", "select_one missing", "decimal",
                           "select_multiple a"})));
        } else if (kind == 4) {
            std::map<std::string, std::string> grid = cells("select_multiple a");
            grid["lotse_type"] = "grid";
            row(grid);
            std::map<std::string, std::string> column = cells("select_one a");
            column["lotse_type"] = "grid_column";
            column["name"] = grid["name"] + "__" + one({"c", "d", "E"});
            row(column);
        } else {
            const std::string what = kind < 7 ? "group" : "repeat";
            row(cells("begin " + what));
            const int inside = below(4);
            for (int i = 0; i < inside; ++i) {
                block(depth + 1);
            }
            row({{"type", "end_" + what}});
        }
    }

    std::mt19937 m_random;
    Rows m_survey;
};

class Fixpoint : public testing::TestWithParam<unsigned> {};

TEST_P(Fixpoint, a_form_comes_back_as_it_was_or_is_refused_with_a_reason) {
    int accepted = 0;
    for (unsigned seed = GetParam(); seed < GetParam() + 60; ++seed) {
        const auto form = import(FormMaker(seed).make(), {{"default", "en"}});
        if (!form) {
            EXPECT_NE(form.error().where, "") << seed;
            EXPECT_NE(form.error().detail, "") << seed;
            continue;
        }
        ++accepted;
        ASSERT_TRUE(read_questionnaire(form->definition, "f").ok()) << seed;
        expect_fixpoint(*form);
        ASSERT_FALSE(HasFailure()) << "seed " << seed;
    }
    EXPECT_GT(accepted, 30) << "the forms should mostly be good ones";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Fixpoint, testing::Values(0u, 1000u, 2000u, 3000u, 4000u));

}  // namespace
}  // namespace lotse::codec
