// SPDX-License-Identifier: EUPL-1.2
/// The hard words that all texts share (locales/glossary.json), which become texts that
/// clients can read and hear (core/configuration/configured_texts.h).
///
/// A hard word is a German word of the texts with its forms, the explanation that may be given for
/// it, the words that must not stand for it, whether translations keep the German word (because it
/// stands on papers, or offices say it), and each language's own word. Added to the languages it is
/// two texts: "word.<id>.title" and "word.<id>.text". A centre, a translator and a voice treat them
/// as any other.
///
/// Leaves alone: where such a word stands (text/words/hard_words.h), what the texts must keep to
/// (the lints).
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lotse {

/// Of one language.
struct OwnWord {
    std::string word;
    std::vector<std::string> also;  ///< other forms and words that stand in the texts
    std::string explanation;
    /// As a voice needs them, like Arabic with its vowels; empty: as they are written.
    std::string said_word, said_explanation;
};

struct HardWord {
    std::string id;
    std::string german;
    std::vector<std::string> forms;
    std::string explanation;
    std::vector<std::string> forbidden;
    bool bracket = false;  ///< translations keep one of `forms`, as a rule in brackets
    std::map<std::string, OwnWord> languages;  ///< by tag, all but German
};

}  // namespace lotse
