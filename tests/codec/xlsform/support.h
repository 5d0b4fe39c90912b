// SPDX-License-Identifier: EUPL-1.2
/// Forms as tests write them, and the way there and back.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "codec/spreadsheet/write.h"
#include "codec/xlsform/export.h"
#include "codec/xlsform/import.h"

namespace lotse::codec {

using Rows = std::vector<std::vector<std::string>>;

inline const Rows kYesNo = {
    {"list_name", "name", "label"}, {"yn", "yes", "Ja"}, {"yn", "no", "Nein"}};

/// Rows of one section `s` with the columns type, name, label and more.
inline Rows section(std::vector<std::string> more_headings, const Rows& questions) {
    Rows out = {{"type", "name", "label"}, {"begin_group", "s", "Section"}};
    out[0].insert(out[0].end(), more_headings.begin(), more_headings.end());
    out.insert(out.end(), questions.begin(), questions.end());
    out.push_back({"end_group"});
    return out;
}

inline Spreadsheet workbook(const Rows& survey, const Rows& choices = {},
                            const Rows& settings = {}) {
    Spreadsheet out{{{"survey", survey, {}}}};
    if (!choices.empty()) {
        out.sheets.push_back({"choices", choices, {}});
    }
    if (!settings.empty()) {
        out.sheets.push_back({"settings", settings, {}});
    }
    return out;
}

/// Lost conditions are accepted: most tests look at what becomes of the rest.
inline XlsFormOptions accepting(const std::map<std::string, std::string>& languages = {}) {
    XlsFormOptions out{"f", "form.xlsx", languages};
    out.accept_lost_conditions = true;
    return out;
}

inline Result<ImportedForm> import_with(const Spreadsheet& sheets, const XlsFormOptions& options) {
    const auto bytes = write_spreadsheet(sheets);
    return bytes ? read_xlsform(*bytes, options) : Result<ImportedForm>(bytes.error());
}
inline Result<ImportedForm> import(const Spreadsheet& sheets,
                                   const std::map<std::string, std::string>& languages = {}) {
    return import_with(sheets, accepting(languages));
}

/// The form, its definition parsed; a failure of the test if it is refused.
struct Imported : ImportedForm {
    nlohmann::json json;
    std::string text(const std::string& id, const std::string& tag = "en") const {
        const auto texts_of = texts.find(tag);
        if (texts_of == texts.end() || !texts_of->second.contains(id)) {
            return "(none)";
        }
        return texts_of->second.at(id);
    }
    /// The questions and groups of a section.
    nlohmann::json children(std::size_t section = 0) const {
        return json.at("survey").at(section).at("children");
    }
    std::string findings_text() const {
        std::string out;
        for (const Finding& finding : findings) {
            out += to_string(finding) + "\n";
        }
        return out;
    }
};

inline nlohmann::json question_named(const Imported& form, const std::string& name) {
    for (const nlohmann::json& question : form.children()) {
        if (question.value("name", "") == name) {
            return question;
        }
    }
    ADD_FAILURE() << "there is no " << name << " in " << form.definition;
    return nlohmann::json::object();
}

inline Imported imported(Result<ImportedForm> read) {
    if (!read) {
        ADD_FAILURE() << to_string(read.error());
        return {};
    }
    Imported out{std::move(*read), {}};
    out.json = nlohmann::json::parse(out.definition);
    return out;
}
inline Imported imported(const Spreadsheet& sheets,
                         const std::map<std::string, std::string>& languages = {
                             {"default", "en"}}) {
    return imported(import(sheets, languages));
}

inline std::string exported(const ImportedForm& form) {
    const auto out = write_xlsform({form.definition, "f.json", form.texts, {}});
    if (!out) {
        ADD_FAILURE() << to_string(out.error()) << "\n" << form.definition;
        return "";
    }
    return *out;
}

/// import → export → import → export changes nothing more.
inline void expect_fixpoint(const ImportedForm& form) {
    const std::string bytes = exported(form);
    const auto again = read_xlsform(bytes, accepting());
    ASSERT_TRUE(again.ok()) << to_string(again.error()) << "\n" << form.definition;
    using Json = nlohmann::json;
    EXPECT_EQ(Json::diff(Json::parse(form.definition), Json::parse(again->definition)).dump(1),
              "[]");
    EXPECT_TRUE(again->definition == form.definition) << "in another order";
    EXPECT_EQ(Json::diff(Json(form.texts), Json(again->texts)).dump(1), "[]");
    EXPECT_EQ(again->default_language, form.default_language);
    EXPECT_TRUE(exported(*again) == bytes) << "equal forms make equal files";
}

}  // namespace lotse::codec
