// SPDX-License-Identifier: EUPL-1.2
/// locales/glossary.json: the words that all texts share, once for all languages.
///
/// A term is a German word of the texts with its forms, the explanation that may be given for it,
/// the words that must not stand for it, whether translations keep the German word (because it
/// stands on papers, or offices say it), and each language's own word. Read by translators and by
/// the lints; no program reads it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/error.h"

namespace lotse::lint {

struct TermInLanguage {
    std::string term;
    std::vector<std::string> also;  ///< other forms and words that stand in the texts
    std::string explanation;
};

struct Term {
    std::string id;
    std::string term;
    std::vector<std::string> forms;
    std::string explanation;
    std::vector<std::string> forbidden;
    bool bracket = false;  ///< translations keep one of `forms`, as a rule in brackets
    std::map<std::string, TermInLanguage> languages;  ///< by tag, all but German
};

/// `path` is relative to the project.
Result<std::vector<Term>> read_glossary(const std::string& path);

}  // namespace lotse::lint
