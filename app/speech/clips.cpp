// SPDX-License-Identifier: EUPL-1.2
#include "speech/clips.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <set>
#include <utility>

#include "core/utf8.h"
#include "speech/normalise.h"
#include "text/words/numbers.h"

namespace lotse::speech {
namespace {

using text::ClipText;
using Words = std::vector<std::u32string>;
using Sounds = std::map<Words, ClipSound>;

struct Match {
    std::size_t words = 0;
    ClipSound sound;
};

/// The longest of `known` that stands at `at`.
std::optional<Match> longest(const Words& words, std::size_t at, const Sounds& known) {
    std::size_t most = 0;
    for (const auto& [key, sound] : known) most = std::max(most, key.size());
    for (std::size_t size = std::min(most, words.size() - at); size > 0; --size) {
        const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
        const auto found = known.find(Words(begin, begin + static_cast<std::ptrdiff_t>(size)));
        if (found != known.end()) return Match{size, found->second};
    }
    return std::nullopt;
}

/// The number's digits one by one, if it is none that was recorded as a whole.
std::vector<ClipSound> digits_of(const std::u32string& word, const Sounds& values) {
    std::vector<ClipSound> out;
    const std::string latin = text::latin_digits(utf8(word));
    for (const char digit : latin) {
        const auto found = values.find({{U'0' + static_cast<char32_t>(digit - '0')}});
        out.push_back(digit < '0' || digit > '9' || found == values.end() ? ClipSound{}
                                                                          : found->second);
    }
    return out;
}

bool is_number(const std::u32string& word) {
    const std::string latin = text::latin_digits(utf8(word));
    return !latin.empty() &&
           std::ranges::all_of(latin, [](char c) { return c >= '0' && c <= '9'; });
}

std::string text_of_piece(const std::string& clip_id) {
    return clip_id.substr(0, clip_id.rfind('#'));
}

}  // namespace

Clips::Recorded Clips::recorded(const std::vector<ClipText>& texts,
                                const std::map<std::string, ClipSound>& fresh) {
    Recorded out;
    out.complete = true;
    for (const ClipText& text : texts) {
        const auto found = fresh.find(text.id);
        if (found == fresh.end()) {
            out.complete = out.complete && !text.needed;
            continue;
        }
        const ClipSound& sound = found->second;
        const Words words = heard_words(text.text);
        switch (text.group) {
            case ClipText::Group::Text:
                out.whole.emplace(words, sound);
                break;
            case ClipText::Group::Piece:
                out.pieces[text_of_piece(text.id)].emplace(words, sound);
                break;
            case ClipText::Group::Number:
                // Also as it stands in a queue number.
                out.values.emplace(heard_words(text::latin_digits(text.text)), sound);
                out.values.emplace(words, sound);
                break;
            case ClipText::Group::Letter:
            case ClipText::Group::Name:
                out.values.emplace(words, sound);
                break;
        }
    }
    return out;
}

Clips::Clips(const text::Catalogue& catalogue, const std::vector<ClipFolder>& folders) {
    std::set<std::string> tags;
    for (const ClipFolder& folder : folders) tags.insert(folder.tag);
    for (const std::string& tag : tags) {
        const std::vector<ClipText> texts = text::clip_texts(catalogue, tag);
        std::map<std::string, std::string> wanted;  // id → fingerprint
        for (const ClipText& text : texts) wanted.emplace(text.id, text.fingerprint);
        std::map<std::string, ClipSound> fresh;
        std::size_t stale = 0, missing = 0;
        for (const ClipFolder& folder : folders) {
            if (folder.tag != tag) continue;
            for (const std::string& finding : folder.index.findings) m_findings.push_back(finding);
            for (const auto& [id, clip] : folder.index.clips) {
                const auto text = wanted.find(id);
                std::error_code failed;
                const std::string path = folder.path + "/" + clip.file;
                if (text == wanted.end() || text->second != clip.of) {
                    ++stale;
                } else if (!std::filesystem::is_regular_file(path, failed)) {
                    ++missing;
                } else {
                    fresh.insert_or_assign(id, ClipSound{path, clip.ms});
                }
            }
        }
        if (stale + missing > 0) {
            m_findings.push_back("clips of " + tag + ": " + std::to_string(stale) +
                                 " are of texts that changed, " + std::to_string(missing) +
                                 " have no file; \"lotse-tool clips check\" names them");
        }
        m_languages.emplace(tag, recorded(texts, fresh));
    }
}

bool Clips::complete(const std::string& tag) const {
    const auto language = m_languages.find(tag);
    return language != m_languages.end() && language->second.complete;
}

std::vector<ClipSound> Clips::of(const std::string& tag, std::string_view id,
                                 std::string_view words, bool gaps) const {
    const auto language = m_languages.find(tag);
    if (language == m_languages.end()) return {};
    const Recorded& recorded = language->second;
    const Words said = heard_words(words);
    if (said.empty()) return {};
    if (const auto whole = recorded.whole.find(said); whole != recorded.whole.end()) {
        return {whole->second};
    }
    const auto pieces = recorded.pieces.find(id);
    const Sounds* own = pieces == recorded.pieces.end() ? nullptr : &pieces->second;
    // Words of other texts never make up one that has no clip.
    const bool has_values = own != nullptr || recorded.values.contains(said) || gaps || id.empty();
    if (!has_values) return {};

    std::vector<ClipSound> out;
    bool whole_of_it = true;
    for (std::size_t at = 0; at < said.size();) {
        std::optional<Match> match;
        for (const Sounds* known : {own, &recorded.values, own ? &recorded.whole : nullptr}) {
            if (known != nullptr && !match) match = longest(said, at, *known);
        }
        if (match) {
            out.push_back(match->sound);
            at += match->words;
            continue;
        }
        std::vector<ClipSound> instead = {ClipSound{}};
        if (is_number(said[at])) instead = digits_of(said[at], recorded.values);
        for (ClipSound& sound : instead) {
            const bool gap = sound.path.empty();
            whole_of_it = whole_of_it && !gap;
            // Several words that nobody recorded are one tone.
            if (!gap || out.empty() || !out.back().path.empty()) out.push_back(std::move(sound));
        }
        ++at;
    }
    return whole_of_it || gaps ? out : std::vector<ClipSound>();
}

}  // namespace lotse::speech
