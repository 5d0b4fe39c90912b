// SPDX-License-Identifier: EUPL-1.2
#include "core/configuration/configured_texts.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/configuration/translation.h"

namespace lotse {
namespace {

constexpr const char* kGerman = "de";

using Own = std::map<std::string, std::string>;

const Own& texts_of(const std::map<std::string, Own>& all, const std::string& tag) {
    static const Own kNone;
    const auto found = all.find(tag);
    return found == all.end() ? kNone : found->second;
}

void replace(Texts& texts, const Own& own) {
    for (const auto& [id, pattern] : own) {
        texts.insert_or_assign(id, pattern);
    }
}

std::set<std::string> fingerprints_of(const Texts& german) {
    std::set<std::string> out;
    for (const auto& [id, source] : german) {
        out.insert(fingerprint_of(id, source));
    }
    return out;
}

/// German of another level keeps no German word: it is one.
bool is_any_german(const Language& language) {
    return language.tag == kGerman || language.tag.starts_with("de-");
}

struct OwnText {
    std::string text, said;
};

void add_text(Language& language, const std::string& id, const OwnText& own,
              const std::string& german) {
    if (language.messages.contains(id)) {
        return;
    }
    language.messages.insert_or_assign(id, own.text);
    if (language.made_from && language.tag != kGerman) {
        language.made_from->insert(fingerprint_of(id, german));
    }
    if (!own.said.empty()) {
        language.speech.say[id] = {own.said, fingerprint_of(id, own.text)};
    }
}

void add_hard_word(Language& language, const HardWord& word) {
    const std::string title = "word." + word.id + ".title";
    const std::string text = "word." + word.id + ".text";
    if (language.tag == kGerman) {
        add_text(language, title, {word.german, {}}, word.german);
        add_text(language, text, {word.explanation, {}}, word.explanation);
        return;
    }
    const auto found = word.languages.find(language.tag);
    if (found == word.languages.end()) {
        return;
    }
    const OwnWord& own = found->second;
    OwnText called{own.word, own.said_word};
    if (word.bracket && !is_any_german(language) && own.word != word.german) {
        const std::string on_papers = " (" + word.german + ")";
        called.text += on_papers;
        called.said += called.said.empty() ? "" : on_papers;
    }
    add_text(language, title, called, word.german);
    add_text(language, text, {own.explanation, own.said_explanation}, word.explanation);
}

}  // namespace

void add_hard_words(std::vector<Language>& languages, const std::vector<HardWord>& words) {
    for (Language& language : languages) {
        for (const HardWord& word : words) {
            add_hard_word(language, word);
        }
    }
}

void apply_texts(std::vector<Language>& languages, const Configuration& configuration) {
    if (configuration.texts.empty() && configuration.made_from.empty()) {
        return;
    }
    const auto source = std::find_if(languages.begin(), languages.end(),
                                     [](const Language& one) { return one.tag == kGerman; });
    const Texts installed = source == languages.end() ? Texts{} : source->messages;
    Texts german = installed;
    replace(german, texts_of(configuration.texts, kGerman));
    for (Language& language : languages) {
        const Own& own = texts_of(configuration.texts, language.tag);
        const Own& seen = texts_of(configuration.made_from, language.tag);
        if (language.tag != kGerman) {
            if (!language.made_from && !(own.empty() && seen.empty() && german == installed)) {
                language.made_from = fingerprints_of(installed);
            }
            for (const auto& [id, pattern] : own) {
                const auto now = german.find(id);
                if (now == german.end()) {
                    continue;
                }
                // The folder's record is about the folder's text. What nobody recorded is stale
                // nowhere.
                const std::string fingerprint = fingerprint_of(id, now->second);
                if (seen.contains(id)) {
                    language.made_from->erase(fingerprint);
                } else {
                    language.made_from->insert(fingerprint);
                }
            }
            for (const auto& [id, fingerprint] : seen) {
                language.made_from->insert(fingerprint);
            }
        }
        replace(language.messages, own);
    }
}

std::string fingerprint_to_record(const Language& folder, const Language* installed_german,
                                  const std::string& id, const std::string& german) {
    std::string fingerprint = fingerprint_of(id, german);
    if (folder.made_from) {
        return folder.made_from->contains(fingerprint) ? "" : fingerprint;
    }
    if (installed_german == nullptr) {
        return fingerprint;
    }
    const auto installed = installed_german->messages.find(id);
    const bool same = installed != installed_german->messages.end() &&
                      fingerprint_of(id, installed->second) == fingerprint;
    return same ? "" : fingerprint;
}

}  // namespace lotse
