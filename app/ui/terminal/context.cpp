// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/context.h"

#include "text/words/regions.h"

namespace lotse::ui {

const text::SearchList& Context::names(QuestionType type) const {
    if (type == QuestionType::Occupation) {
        return occupations.list(language.tag);
    }
    NameLists& mine = lists[language.tag];
    if (type == QuestionType::Country) {
        if (!names_in_all.countries) {
            names_in_all.countries = text::country_names(catalogue);
        }
        return mine.countries ? *mine.countries
                              : mine.countries.emplace(text::countries(catalogue, language.tag,
                                                                       names_in_all.countries));
    }
    if (!names_in_all.languages) {
        names_in_all.languages = text::language_names(catalogue);
    }
    return mine.languages ? *mine.languages
                          : mine.languages.emplace(
                                text::languages(catalogue, language.tag, names_in_all.languages));
}

text::SearchList::Hits Context::search(QuestionType type, std::string_view query) const {
    return type == QuestionType::Occupation
               ? occupations.search(language.tag, query, catalogue.languages())
               : names(type).search(query);
}

const text::Typography* Context::typography_of(const std::string& tag) const {
    const auto it = fonts.find(tag);
    return it == fonts.end() ? nullptr : &it->second;
}

std::string id_of(const FieldPath& path) {
    return path.instance == 0 ? path.question : path.question + "#" + std::to_string(path.instance);
}

}  // namespace lotse::ui
