// SPDX-License-Identifier: EUPL-1.2
#include "text/words/hard_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

#include "text/icu_strings.h"

namespace lotse::text {
namespace {

constexpr UChar32 kSoftHyphen = 0x00AD;

/// Runs of letters and digits, in small letters.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    icu::UnicodeString word;
    const auto end_word = [&] {
        if (!word.isEmpty()) {
            words.push_back(from_icu(word.foldCase()));
            word.remove();
        }
    };
    const icu::UnicodeString all = to_icu(text);
    for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1)) {
        const UChar32 c = all.char32At(i);
        if (u_isalnum(c)) {
            word.append(c);
        } else if (c != kSoftHyphen) {
            end_word();
        }
    }
    end_word();
    return words;
}

}  // namespace

HardWords::HardWords(const std::vector<HardWord>& words, const Language& german)
    : m_german(german) {
    for (const HardWord& word : words) {
        for (const std::string& form : word.forms) {
            Form own{words_of(form), word.id};
            if (!own.words.empty()) {
                m_forms[own.words.front()].push_back(std::move(own));
            }
        }
    }
}

std::vector<std::string> HardWords::in(const std::vector<std::string>& text_ids) const {
    std::vector<std::string> found;
    for (const std::string& id : text_ids) {
        const std::vector<std::string> words = words_of(m_german.messages.view(id).value_or(""));
        for (std::size_t at = 0; at < words.size(); ++at) {
            const auto forms = m_forms.find(words[at]);
            if (forms == m_forms.end()) {
                continue;
            }
            for (const Form& form : forms->second) {
                const bool stands = form.words.size() <= words.size() - at &&
                                    std::equal(form.words.begin(), form.words.end(),
                                               words.begin() + static_cast<std::ptrdiff_t>(at));
                if (stands && std::find(found.begin(), found.end(), form.id) == found.end()) {
                    found.push_back(form.id);
                }
            }
        }
    }
    return found;
}

}  // namespace lotse::text
