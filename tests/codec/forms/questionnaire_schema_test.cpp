// SPDX-License-Identifier: EUPL-1.2
// The published schema and the reader must agree: editors check against the one, the program
// against the other.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "codec/forms/questionnaire_json.h"
#include "core/form/meanings.h"

namespace lotse::codec {
namespace {

nlohmann::json json_of_file(const std::string& path) {
    std::ifstream in(std::string(LOTSE_SOURCE_DIR) + path);
    return nlohmann::json::parse(in);
}

class QuestionnaireSchema : public testing::Test {
protected:
    void SetUp() override {
        const nlohmann::json document =
            json_of_file("/kiosk-config/schema/questionnaire.schema.json");
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(document), m_schema);
    }

    bool accepts(const nlohmann::json& definition) {
        valijson::Validator validator;
        return validator.validate(m_schema, valijson::adapters::NlohmannJsonAdapter(definition),
                                  nullptr);
    }

    valijson::Schema m_schema;
};

TEST_F(QuestionnaireSchema, accepts_the_shipped_questionnaires) {
    EXPECT_TRUE(accepts(json_of_file("/kiosk-config/questionnaires/anerkennung.json")));
    EXPECT_TRUE(accepts(json_of_file("/kiosk-config/questionnaires/arbeitgeber.json")));
}

TEST_F(QuestionnaireSchema, refuses_what_the_reader_refuses_by_form) {
    const nlohmann::json good =
        nlohmann::json::parse(R"j({"name":"f","version":1,"choices":{"l":["a"]},"survey":[
        {"group":"s","children":[{"type":"select_one","name":"q","choices":"l"},
         {"repeat":"r","at_most":2,"children":[{"type":"grid","name":"g","rows":"l","columns":[{"name":"c","choices":"l"}]}]}]}]})j");
    ASSERT_TRUE(accepts(good));
    ASSERT_TRUE(read_questionnaire(good.dump(), "f").ok());
    const nlohmann::json kept = good.patch(nlohmann::json::parse(
        R"j([{"op":"add","path":"/survey/0/children/0","value":{"kept":{"type":"geopoint"}}},
             {"op":"add","path":"/survey/0","value":{"kept":{"type":"start"}}},
             {"op":"add","path":"/survey/1/children/1/extras","value":{"default":"3"}}])j"));
    EXPECT_TRUE(accepts(kept));
    EXPECT_TRUE(read_questionnaire(kept.dump(), "f").ok());
    const nlohmann::json meant = good.patch(nlohmann::json::parse(
        R"j([{"op":"add","path":"/choices/l/0","value":{"name":"b","meaning":"yes"}},
             {"op":"add","path":"/survey/0/children/0/meaning","value":"interpreter"}])j"));
    EXPECT_TRUE(accepts(meant));
    EXPECT_TRUE(read_questionnaire(meant.dump(), "f").ok());
    const std::vector<std::string> patches = {
        R"j([{"op":"add","path":"/survey/0/children/0/meaning","value":"height"}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/meaning","value":"family_name"}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/meaning","value":"notice_date"}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/meaning","value":1}])j",
        R"j([{"op":"replace","path":"/choices/l","value":[{"name":"a","meaning":"perhaps"}]}])j",
        R"j([{"op":"remove","path":"/name"}])j",
        R"j([{"op":"replace","path":"/name","value":"F"}])j",
        R"j([{"op":"replace","path":"/version","value":0}])j",
        R"j([{"op":"replace","path":"/survey","value":[]}])j",
        R"j([{"op":"replace","path":"/choices/l","value":[]}])j",
        R"j([{"op":"add","path":"/title","value":"x"}])j",
        R"j([{"op":"add","path":"/survey/0/label","value":"x"}])j",
        R"j([{"op":"replace","path":"/survey/0/children","value":[]}])j",
        R"j([{"op":"remove","path":"/survey/0/children/0/choices"}])j",
        R"j([{"op":"replace","path":"/survey/0/children/0/type","value":"text"}])j",
        R"j([{"op":"replace","path":"/survey/0/children/0/type","value":"choose"}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/rows","value":"l"}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/calculate","value":"1"}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/constraint_message","value":true}])j",
        R"j([{"op":"add","path":"/survey/0/extras","value":"x"}])j",
        R"j([{"op":"replace","path":"/survey/0/children","value":[{"kept":{}}]}])j",
        R"j([{"op":"replace","path":"/survey","value":[{"kept":{}}]}])j",
        R"j([{"op":"add","path":"/survey/0/children/0/hint","value":"yes"}])j",
        R"j([{"op":"remove","path":"/survey/0/children/1/at_most"}])j",
        R"j([{"op":"replace","path":"/survey/0/children/1/at_most","value":51}])j",
        R"j([{"op":"remove","path":"/survey/0/children/1/children/0/columns"}])j",
        R"j([{"op":"replace","path":"/survey/0/children/1/children/0/columns","value":[]}])j",
    };
    for (const std::string& patch : patches) {
        const nlohmann::json bad = good.patch(nlohmann::json::parse(patch));
        EXPECT_FALSE(accepts(bad)) << patch;
        EXPECT_FALSE(read_questionnaire(bad.dump(), "f").ok()) << patch;
    }
}

TEST_F(QuestionnaireSchema, knows_the_meanings_that_the_reader_knows) {
    const nlohmann::json document = json_of_file("/kiosk-config/schema/questionnaire.schema.json");
    const auto words_of_schema = [&](const char* definition) {
        return document.at("definitions")
            .at(definition)
            .at("properties")
            .at("meaning")
            .at("enum")
            .get<std::vector<std::string>>();
    };
    std::vector<std::string> known;
    for (const Meaning meaning : all_meanings()) {
        known.emplace_back(to_string(meaning));
    }
    EXPECT_EQ(words_of_schema("question"), known);
    for (const auto& choice : document.at("definitions").at("choice").at("oneOf")) {
        if (choice.contains("properties")) {
            for (const auto& word : choice.at("properties").at("meaning").at("enum")) {
                EXPECT_TRUE(is_choice_meaning(word.get<std::string>())) << word;
            }
        }
    }
    // Each type that a meaning asks for stands in the schema, too.
    for (const Meaning meaning : all_meanings()) {
        for (const char* type :
             {"text", "integer", "decimal", "date", "select_one", "select_multiple", "note",
              "acknowledge", "grid", "country", "language", "occupation", "calculate"}) {
            nlohmann::json question = {{"type", type}, {"name", "q"}};
            const std::string word = type;
            if (word == "grid") {
                question["rows"] = "l";
                question["columns"] = {{{"name", "c"}, {"choices", "l"}}};
            } else if (word.starts_with("select")) {
                question["choices"] = "l";
            } else if (word == "calculate") {
                question["calculate"] = "1";
            }
            question["meaning"] = to_string(meaning);
            const nlohmann::json form = {
                {"name", "f"},
                {"version", 1},
                {"choices",
                 {{"l",
                   {"yes", "no", "woman", "man", "need_funding", "stateless", "full", "original",
                    "accompany", "german", "eu_eea_swiss", "none", "lost"}}}},
                {"survey", {{{"group", "s"}, {"children", {question}}}}}};
            EXPECT_EQ(accepts(form), read_questionnaire(form.dump(), "f").ok()) << form.dump();
        }
    }
}

}  // namespace
}  // namespace lotse::codec
