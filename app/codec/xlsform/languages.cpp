// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/languages.h"

#include <algorithm>
#include <set>
#include <utility>

#include "codec/xlsform/words.h"

namespace lotse::codec::xlsform {
namespace {

std::vector<std::pair<const Table*, WordOf>> tables_of(const LanguagesOfForm& form) {
    std::vector<std::pair<const Table*, WordOf>> out = {{&form.survey, survey_word}};
    for (const Table& table : form.choices) {
        out.emplace_back(&table, choices_word);
    }
    return out;
}

void tell_without_readers(const LanguagesOfForm& form) {
    std::string there;
    for (const std::string& tag : form.known) {
        there += (there.empty() ? "" : ", ") + tag;
    }
    std::set<std::string> told;
    for (const auto& [table, word_of] : tables_of(form)) {
        for (const TableColumn& column : table->columns) {
            if (form.known.empty() || !column.known || column.tag.empty() ||
                std::ranges::find(form.known, column.tag) != form.known.end() ||
                !told.insert(column.tag).second) {
                continue;
            }
            const std::string language = heading_of(column.heading, word_of).language;
            form.findings.push_back(table->finding(
                Finding::Kind::Kept, table->heading_row, column.key,
                "there is no language " + column.tag + " (there are " + there +
                    "); nobody sees these texts before it is added. If one of those is meant: "
                    "--language \"" +
                    (language.empty() ? "default" : language) + "=TAG\""));
        }
    }
}

void tell_of_no_column(const LanguagesOfForm& form) {
    std::vector<std::string> called = {"default", form.default_language};
    std::string there;
    for (const auto& [table, word_of] : tables_of(form)) {
        for (const TableColumn& column : table->columns) {
            const std::string language = heading_of(column.heading, word_of).language;
            if (!language.empty() && std::ranges::find(called, language) == called.end()) {
                there += (there.empty() ? "" : ", ") + ("\"" + language + "\"");
                called.push_back(language);
            }
        }
    }
    if (form.texts != nullptr && !form.texts->rows.empty()) {
        for (const std::string& heading : form.texts->rows.front()) {
            const auto at = heading.find("::");
            called.push_back(at == std::string::npos ? heading : heading.substr(at + 2));
        }
    }
    for (const auto& [name, tag] : form.told) {
        if (std::none_of(called.begin(), called.end(),
                         [&heading = name](const std::string& language) {
                             return is_told_of(heading, language);
                         })) {
            form.findings.push_back({Finding::Kind::Lost, "", 0, "", "",
                                     "--language \"" + name + "=" + tag +
                                         "\": no column is called so; " +
                                         (there.empty() ? "no heading names a language"
                                                        : "the headings name " + there)});
        }
    }
}

}  // namespace

void tell_languages(const LanguagesOfForm& form) {
    tell_without_readers(form);
    tell_of_no_column(form);
}

}  // namespace lotse::codec::xlsform
