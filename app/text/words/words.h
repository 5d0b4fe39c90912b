// SPDX-License-Identifier: EUPL-1.2
/// A text on its way to the screen: what it says, which message it is, and which language really
/// answered.
///
/// `Catalogue::words` makes them; drawings hand them on; the semantic tree keeps id and tag, by
/// which a voice finds the clip, a translator the text, and the typesetter direction and letters.
/// What is no message of ours (a name, a number, an answer) has no id, and what was put together
/// from several has none either. What is made of somebody's answers is `personal`, and so is what
/// is put together with it. Plain strings become Words without id and tag by themselves.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace lotse::text {

struct Words {
    std::string text;
    std::string id;         ///< of the message; empty: none
    std::string tag;        ///< BCP 47, of the language that answered; empty: that of the screen
    bool personal = false;  ///< no voice says it where others may hear it

    Words() = default;
    Words(std::string plain) : text(std::move(plain)) {}
    Words(const char* plain) : text(plain) {}
    Words(std::string said, std::string message, std::string language)
        : text(std::move(said)), id(std::move(message)), tag(std::move(language)) {}

    bool empty() const { return text.empty(); }
    operator std::string() const& { return text; }
    operator std::string() && { return std::move(text); }
};

/// Of no message any more; in the language of the first part that has one.
inline Words operator+(const Words& first, const Words& second) {
    Words both{first.text + second.text, {}, first.tag.empty() ? second.tag : first.tag};
    both.personal = first.personal || second.personal;
    return both;
}

/// The same, made of what somebody answered.
inline Words personal(Words words) {
    words.personal = true;
    return words;
}

inline Words& operator+=(Words& words, const Words& more) {
    return words = words + more;
}

/// Words that somebody else keeps, as a parameter: takes strings and views, too, without a copy.
struct WordsView {
    std::string_view text, id, tag;
    bool personal = false;

    WordsView(const Words& words)
        : text(words.text), id(words.id), tag(words.tag), personal(words.personal) {}
    WordsView(const std::string& plain) : text(plain) {}
    WordsView(std::string_view plain) : text(plain) {}
    WordsView(const char* plain) : text(plain) {}

    bool empty() const { return text.empty(); }
    Words owned() const {
        Words own{std::string(text), std::string(id), std::string(tag)};
        own.personal = personal;
        return own;
    }
};

}  // namespace lotse::text
