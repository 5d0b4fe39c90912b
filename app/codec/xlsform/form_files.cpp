// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/form_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>

#include "codec/files.h"
#include "codec/json_reader.h"
#include "codec/translation/text_files.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

/// A flat object of texts.
Result<std::map<std::string, std::string>> read_texts(const std::string& path) {
    const auto text = read_file(path, limits::kLargestLanguageFileBytes);
    if (!text) {
        return text.error();
    }
    const auto json = parse_json(*text, path, limits::kLargestLanguageFileBytes);
    if (!json) {
        return json.error();
    }
    if (!json->is_object()) {
        return Error{Kind::Unusable, path, "expected an object of texts"};
    }
    std::map<std::string, std::string> out;
    for (const auto& item : json->items()) {
        if (!item.value().is_string()) {
            return Error{Kind::Unusable, path + ", " + item.key(), "expected a text in quotes"};
        }
        out[item.key()] = item.value().get<std::string>();
    }
    return out;
}

/// What speakers call their language; "" if its folder does not say, which costs the heading its
/// name only.
std::string endonym_of(const std::string& folder) {
    const std::string path = folder + "/language.json";
    const auto text = read_file(path, limits::kLargestLanguageFileBytes);
    const auto json = text ? parse_json(*text, path, limits::kLargestLanguageFileBytes)
                           : Result<Json>(text.error());
    const bool named = json.ok() && json->is_object() && json->contains("endonym") &&
                       (*json)["endonym"].is_string();
    return named ? (*json)["endonym"].get<std::string>() : "";
}

const char* word_of(Finding::Kind kind) {
    switch (kind) {
        case Finding::Kind::Kept:
            return "kept";
        case Finding::Kind::Changed:
            return "changed";
        case Finding::Kind::Lost:
            return "lost";
        default:
            return "condition lost";
    }
}

}  // namespace

std::string questionnaire_path(const std::string& folder, const std::string& name) {
    return folder + "/" + name + ".json";
}
std::string texts_path(const std::string& folder, const std::string& tag, const std::string& name) {
    return folder + "/" + tag + "/" + name + ".json";
}

Result<FormToExport> read_form_files(const std::string& name, const std::string& questionnaires,
                                     const std::string& locales) {
    FormToExport out;
    out.file = questionnaire_path(questionnaires, name);
    Result<std::string> definition = read_file(out.file, limits::kLargestQuestionnaireBytes);
    if (!definition) {
        return definition.error();
    }
    out.definition = std::move(*definition);
    std::error_code failed;
    std::filesystem::directory_iterator folders(locales, failed);
    if (failed) {
        return Error{Kind::Unusable, locales, "cannot be read: " + failed.message()};
    }
    for (const auto& folder : folders) {
        const std::string tag = folder.path().filename().string();
        const std::string path = texts_path(locales, tag, name);
        if (!std::filesystem::exists(path, failed)) {
            continue;
        }
        auto texts = read_texts(path);
        if (!texts) {
            return texts.error();
        }
        out.texts[tag] = std::move(*texts);
        out.language_names[tag] = endonym_of(folder.path().string());
    }
    if (out.texts.empty()) {
        return Error{Kind::Unusable, locales,
                     "no language has texts of " + name + ": expected <tag>/" + name + ".json"};
    }
    return out;
}

bool is_taken_name(const std::string& name) {
    // Files beside those that hold no texts, then the first parts of the ids in them.
    static constexpr std::string_view kTaken[] = {
        "calendar", "desk",    "messages", "privacy",   "regions",  //
        "answer",   "check",   "choose",   "consent",   "date",
        "end",      "failed",  "finished", "flag",      "grid",
        "header",   "hub",     "idle",     "language",  "language_name",
        "list",     "page",    "problem",  "problems",  "region",
        "review",   "screen",  "sealing",  "special",   "staff",
        "start",    "text",    "month",    "time",      "number",
        "more",     "bar",     "letters",  "scheme",    "help",
        "settings", "reading", "speech",   "case",      "occupation_group",
        "display",  "wait",    "word",     "withdrawal"};
    return holds_settings(name + ".json") ||
           std::find(std::begin(kTaken), std::end(kTaken), name) != std::end(kTaken);
}

FormTexts read_program_texts(const std::string& locales) {
    FormTexts out;
    std::error_code failed;
    std::filesystem::directory_iterator folders(locales, failed);
    if (failed) {
        return out;
    }
    for (const auto& folder : folders) {
        if (auto texts = read_texts(folder.path().string() + "/messages.json")) {
            out[folder.path().filename().string()] = std::move(*texts);
        }
    }
    return out;
}

std::string write_import_report(const std::string& name, const ImportedForm& form,
                                const std::vector<std::string>& files) {
    Json texts = Json::object();
    for (const auto& [tag, of_language] : form.texts) {
        texts[tag] = of_language.size();
    }
    Json findings = Json::array();
    for (const Finding& finding : form.findings) {
        findings.push_back(Json{{"kind", word_of(finding.kind)},
                                {"sheet", finding.sheet},
                                {"row", finding.row},
                                {"column", finding.column},
                                {"cell", finding.cell},
                                {"what", finding.what}});
    }
    return Json{{"name", name},
                {"default_language", form.default_language},
                {"files", files},
                {"texts", std::move(texts)},
                {"findings", std::move(findings)}}
               .dump(2) +
           "\n";
}

Result<std::map<std::string, std::string>> told_languages(
    const std::vector<std::string>& arguments) {
    std::map<std::string, std::string> out;
    for (const std::string& argument : arguments) {
        const auto sign = argument.rfind('=');
        if (sign == std::string::npos || sign == 0 || sign + 1 == argument.size()) {
            return Error{Kind::Refused, "--language " + argument,
                         "expected NAME=TAG, e.g. Dari=fa-AF"};
        }
        out[argument.substr(0, sign)] = argument.substr(sign + 1);
    }
    return out;
}

}  // namespace lotse::codec
