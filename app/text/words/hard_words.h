// SPDX-License-Identifier: EUPL-1.2
/// Decides which hard words stand in what somebody reads.
///
/// They are looked for in the German texts, whatever language is shown: there they have few forms,
/// all of them known (core/configuration/glossary.h), while other languages inflect their own.
/// Capitals, soft hyphens and what stands between two words do not count.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/configuration/glossary.h"
#include "core/language.h"

namespace lotse::text {

class HardWords {
public:
    /// `german` outlives it.
    HardWords(const std::vector<HardWord>& words, const Language& german);

    /// Ids of the hard words in these texts, in the order in which they are read, each once. An id
    /// that German has no text for is passed over.
    std::vector<std::string> in(const std::vector<std::string>& text_ids) const;

private:
    struct Form {
        std::vector<std::string> words;
        std::string id;
    };
    std::map<std::string, std::vector<Form>> m_forms;  ///< by the first of their words
    const Language& m_german;
};

}  // namespace lotse::text
