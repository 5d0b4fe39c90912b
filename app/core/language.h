// SPDX-License-Identifier: EUPL-1.2
/// What a language folder (`locales/<tag>/`) says, as plain values. Read by codec, used by text and
/// ui.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/fingerprints.h"
#include "core/texts.h"

namespace lotse {

/// A key of the on-screen keyboard. Exactly one of `text` and `action` is set.
struct Key {
    std::string text;  ///< what it inserts
    std::string
        action;  ///< "shift", "backspace", "space", "enter", "layer:<name>", "left", "right"
    std::string
        label;  ///< shown instead of `text` (e.g. for a zero-width non-joiner); empty: the text
    float width = 1.0F;              ///< in key widths
    std::vector<std::string> forms;  ///< syllable orders offered after the tap (Ethiopic)
    bool operator==(const Key&) const = default;
};

struct KeyboardLayer {
    std::vector<std::vector<Key>> rows;
    bool operator==(const KeyboardLayer&) const = default;
};

/// Layers by name. "base" is what opens; every language has "base", "digits" and a Latin layer
/// ("latin", or "base" itself). A layer "<name>.shift" is reached by shift for one key.
struct Keyboard {
    std::map<std::string, KeyboardLayer> layers;
    std::string latin_layer = "base";
    bool operator==(const Keyboard&) const = default;
};

/// How far a translation may be trusted.
struct Review {
    std::string state;  ///< "source" (German), "started" (texts are missing), "draft" (complete,
                        ///< read by no native speaker), "reviewed"
    std::string date;
    /// A second, independent reading: each text translated back and compared with the German one.
    struct SecondReading {
        std::string date;
        int checked = 0, changed = 0;  ///< texts
        bool operator==(const SecondReading&) const = default;
    };
    std::optional<SecondReading> second_reading;
    bool operator==(const Review&) const = default;
};

/// How a language sounds (`speech` in language.json, speech.json).
struct Speech {
    enum class Source {
        None,   ///< its screens are not read aloud
        Voice,  ///< by Language::voice
        Clips,  ///< by recordings alone (core/voice/clips.h), once each text has one
    };
    Source source = Source::None;
    int rate = 175;        ///< words a minute
    std::string listened;  ///< day on which a speaker of the language found it right; empty: none
    /// As it is written → as it is said: abbreviations, signs.
    std::map<std::string, std::string> abbreviations;
    std::vector<std::string> days;  ///< of the month, if they are no plain numbers before its name
    /// What a voice needs written in another way, like Arabic with its vowels.
    struct Said {
        std::string text;
        std::string
            of;  ///< fingerprint of the text that it says (core/configuration/translation.h)
        bool operator==(const Said&) const = default;
    };
    std::map<std::string, Said> say;  ///< by id
};

struct Language {
    std::string tag;          ///< BCP 47, the folder's name
    std::string endonym;      ///< as its speakers write it
    std::string german_name;  ///< for staff
    std::string locale;       ///< ICU locale
    bool right_to_left = false;
    std::string script;                                  ///< ISO 15924
    std::vector<std::string> calendars;                  ///< ICU calendar names, the default first
    std::vector<std::string> fonts_regular, fonts_bold;  ///< absolute paths, its own script's first
    float size_factor = 1.0F;
    float line_height_em = 1.5F;
    std::vector<std::string> fallback;  ///< tags, tried in order
    std::string voice;                  ///< espeak-ng voice, empty: none
    Speech speech;
    Review review;
    Texts messages;  ///< id → ICU MessageFormat pattern; all files of the folder merged
    /// Fingerprints of the German texts that its own were made from
    /// (core/configuration/translation.h); nothing: nobody recorded them.
    std::optional<Fingerprints> made_from;
    Keyboard keyboard;
};

/// Something that makes a language folder unfit to be shown.
struct Finding {
    std::string tag;    ///< of the language
    std::string where;  ///< message id, or the part of the folder ("keyboard", "fonts", "locale" …)
    std::string what;  ///< what is wrong, what was expected
    /// Which rule is broken (text::finding_rules), for those who say it in words of their own.
    std::string rule = {};
    std::map<std::string, std::string> details =
        {};  ///< what the rule names: a word, a letter, a layer …
    bool operator==(const Finding&) const = default;
};

}  // namespace lotse
