// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/keyboard_template.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <set>

#include "text/icu_strings.h"
#include "text/languages/exemplars.h"
#include "text/words/numbers.h"

namespace lotse::text {
namespace {

constexpr std::size_t kLettersInRow = 11;
constexpr std::size_t kRowsOfLetters = 4;
constexpr UChar32 kNonJoiner = 0x200C;
constexpr UChar32 kJoiner = 0x200D;
constexpr UChar32 kDottedCircle = 0x25CC;
/// Ethiopic syllables of one consonant stand in blocks of eight.
constexpr UChar32 kOrdersOfConsonant = 8;

using Row = std::vector<Key>;

Key letter(const std::string& text, const std::string& label = "") {
    Key key;
    key.text = text;
    key.label = label;
    return key;
}
Key action(const std::string& what, float width = 1.0F, const std::string& label = "") {
    Key key;
    key.action = what;
    key.width = width;
    key.label = label;
    return key;
}

std::string one(UChar32 character) {
    return from_icu(icu::UnicodeString(character));
}

Row row_of(std::initializer_list<const char*> letters) {
    Row row;
    for (const char* text : letters) {
        row.push_back(letter(text));
    }
    return row;
}

Row upper(const Row& row) {
    Row out = row;
    for (Key& key : out) {
        if (!key.text.empty()) {
            icu::UnicodeString text = to_icu(key.text);
            key.text = key.text == "ß" ? "ẞ" : from_icu(text.toUpper(icu::Locale::getRoot()));
            key.label.clear();
        }
    }
    return out;
}

class Maker {
public:
    explicit Maker(const Language& language) : m_language(language) {
        icu::UnicodeSet all = exemplars(language.locale, ULOCDATA_ES_STANDARD);
        const icu::UnicodeSet auxiliary = exemplars(language.locale, ULOCDATA_ES_AUXILIARY);
        if (auxiliary.contains(kNonJoiner)) all.add(kNonJoiner);
        all.removeAllStrings();
        for (std::int32_t i = 0; i < all.size(); ++i) {
            const UChar32 lower = u_tolower(all.charAt(i));
            m_cased = m_cased || u_toupper(lower) != lower;
            m_letters.insert(lower);
        }
    }

    Keyboard make() {
        const bool latin = m_language.script == "Latn";
        Keyboard keyboard;
        keyboard.latin_layer = latin ? "base" : "latin";
        const std::vector<Key> own = latin                         ? beside_german()
                                     : m_language.script == "Ethi" ? ethiopic()
                                                                   : plain();
        const std::string first = latin ? "accents" : "base";
        add_letters(keyboard, first, own, latin);
        add_german(keyboard, keyboard.latin_layer, own.empty() ? "digits" : first, latin);
        keyboard.layers["digits"] = digits();
        return keyboard;
    }

private:
    std::vector<Key> plain() const {
        std::vector<Key> keys;
        for (const UChar32 character : m_letters) keys.push_back(shown(character));
        return keys;
    }

    static Key shown(UChar32 character) {
        const std::int8_t type = u_charType(character);
        if (character == kNonJoiner) return letter(one(character), "ZWNJ");
        if (character == kJoiner) return letter(one(character), "ZWJ");
        if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ||
            type == U_ENCLOSING_MARK) {
            return letter(one(character), one(kDottedCircle) + one(character));
        }
        return letter(one(character));
    }

    /// What the German keyboard does not have.
    std::vector<Key> beside_german() const {
        std::vector<Key> keys;
        const icu::UnicodeString german(u"abcdefghijklmnopqrstuvwxyzäöüß");
        for (const UChar32 character : m_letters) {
            if (german.indexOf(character) < 0) keys.push_back(shown(character));
        }
        return keys;
    }

    std::vector<Key> ethiopic() const {
        std::vector<Key> keys;
        UChar32 consonant = -1;
        for (const UChar32 character : m_letters) {
            if (u_charType(character) != U_OTHER_LETTER) {
                keys.push_back(shown(character));
                continue;
            }
            if (character / kOrdersOfConsonant != consonant) {
                consonant = character / kOrdersOfConsonant;
                keys.push_back(letter(one(character)));
            }
            keys.back().forms.push_back(one(character));
        }
        for (Key& key : keys) {
            if (key.forms.size() < 2) key.forms.clear();
        }
        return keys;
    }

    /// As many layers as the letters need, each leading to the next, the last to the first.
    void add_letters(Keyboard& keyboard, const std::string& first, const std::vector<Key>& keys,
                     bool latin) const {
        constexpr std::size_t kInLayer = kLettersInRow * kRowsOfLetters;
        const std::size_t layers = (keys.size() + kInLayer - 1) / kInLayer;
        const auto name_of = [&](std::size_t index) {
            return index == 0 ? first : first + std::to_string(index + 1);
        };
        for (std::size_t i = 0; i < layers; ++i) {
            const std::size_t from = i * kInLayer, to = std::min(keys.size(), from + kInLayer);
            KeyboardLayer layer;
            for (std::size_t at = from; at < to; at += kLettersInRow) {
                const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(at);
                const auto end =
                    keys.begin() + static_cast<std::ptrdiff_t>(std::min(to, at + kLettersInRow));
                layer.rows.emplace_back(begin, end);
            }
            layer.rows.front().push_back(action("backspace"));
            Row last;
            if (m_cased) last.push_back(action("shift", 1.5F));
            last.push_back(action("layer:digits", 1.5F, "123"));
            last.push_back(action(latin ? "layer:base" : "layer:latin", 1.5F, "ABC"));
            if (layers > 1) last.push_back(action("layer:" + name_of((i + 1) % layers), 1.5F, "…"));
            last.push_back(action("space", 2.5F));
            last.push_back(action("left"));
            last.push_back(action("right"));
            last.push_back(action("enter", 1.5F));
            layer.rows.push_back(last);
            keyboard.layers[name_of(i)] = layer;
            if (m_cased) keyboard.layers[name_of(i) + ".shift"] = in_upper_case(layer);
        }
    }

    static KeyboardLayer in_upper_case(const KeyboardLayer& layer) {
        KeyboardLayer out;
        for (const Row& row : layer.rows) out.rows.push_back(upper(row));
        return out;
    }

    /// `other`: the layer that the key beside the digits leads to.
    static void add_german(Keyboard& keyboard, const std::string& name, const std::string& other,
                           bool latin) {
        KeyboardLayer layer;
        layer.rows.push_back(row_of({"q", "w", "e", "r", "t", "z", "u", "i", "o", "p", "ü"}));
        layer.rows.back().push_back(action("backspace"));
        layer.rows.push_back(row_of({"a", "s", "d", "f", "g", "h", "j", "k", "l", "ö", "ä", "ß"}));
        Row third = {action("shift", 1.5F)};
        for (Key& key : row_of({"y", "x", "c", "v", "b", "n", "m", ",", "."})) third.push_back(key);
        third.push_back(action("enter", 1.5F));
        layer.rows.push_back(third);
        Row last = {action("layer:digits", 1.5F, "123")};
        if (other != "digits") last.push_back(action("layer:" + other, 1.5F, latin ? "éşł" : "←"));
        for (Key& key : row_of({"@", "-"})) last.push_back(key);
        last.push_back(action("space", 3.5F));
        last.push_back(action("left", 1.5F));
        last.push_back(action("right", 1.5F));
        layer.rows.push_back(last);
        keyboard.layers[name] = layer;
        keyboard.layers[name + ".shift"] = in_upper_case(layer);
    }

    KeyboardLayer digits() const {
        KeyboardLayer layer;
        const std::string latin = "0123456789", native = native_digits(latin, m_language);
        const auto ten = [](const std::string& utf8) {
            const icu::UnicodeString all = to_icu(utf8);
            Row row;
            for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1))
                row.push_back(letter(one(all.char32At(i))));
            std::rotate(row.begin(), row.begin() + 1, row.end());  // zero stands last
            return row;
        };
        layer.rows.push_back(ten(latin));
        layer.rows.back().push_back(action("backspace", 2));
        if (native != latin) layer.rows.push_back(ten(native));
        layer.rows.push_back(row_of({"@", "#", "€", "%", "&", "/", "(", ")", "=", "+", "*", "_"}));
        Row marks = row_of({"-", "–", ":", ";", "!", "?", "„", "“", "\"", "’"});
        marks.push_back(action("enter", 2));
        layer.rows.push_back(marks);
        Row last = {action("layer:base", 1.5F, "ABC")};
        for (Key& key : row_of({",", "."})) last.push_back(key);
        last.push_back(action("space", 4));
        last.push_back(action("left", 1.5F));
        last.push_back(action("right", 1.5F));
        layer.rows.push_back(last);
        return layer;
    }

    const Language& m_language;
    std::set<UChar32> m_letters;
    bool m_cased = false;
};

}  // namespace

Keyboard keyboard_from_letters(const Language& language) {
    return Maker(language).make();
}

}  // namespace lotse::text
