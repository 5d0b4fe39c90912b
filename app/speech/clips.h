// SPDX-License-Identifier: EUPL-1.2
/// Which clips sound for a text.
///
/// Decides by what is written: a clip whose fingerprint fits its piece of text
/// (text/languages/clip_plan.h) sounds wherever exactly these words are to be said. Of a text with
/// arguments its pieces sound, and between them numbers, letters and names; numbers above 99, and
/// those that begin with a nought, digit by digit. Of two folders of a language the later one wins,
/// clip by clip. Immutable: any thread.
///
/// Leaves alone: what is in the files (clip_file.h), what sounds where there is none (speaker.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/voice/clips.h"
#include "text/languages/clip_plan.h"
#include "text/words/catalogue.h"

namespace lotse::speech {

struct ClipSound {
    std::string path;  ///< empty: nothing was recorded for words that stand here
    int ms = 0;        ///< as long as it is said to be
    bool operator==(const ClipSound&) const = default;
};

class Clips {
public:
    Clips() = default;
    /// Looks whether the files are there, and no further.
    Clips(const text::Catalogue& catalogue, const std::vector<ClipFolder>& folders);

    /// In the order in which they sound. Empty: this is not said by clips. With `gaps` also if only
    /// some of it was recorded.
    std::vector<ClipSound> of(const std::string& tag, std::string_view id, std::string_view words,
                              bool gaps) const;
    /// Each text that is needed has a clip.
    bool complete(const std::string& tag) const;
    /// What is not used or is missing, a line for each language; for the log.
    const std::vector<std::string>& findings() const { return m_findings; }

private:
    using Words = std::vector<std::u32string>;
    using Sounds = std::map<Words, ClipSound>;
    struct Recorded {
        Sounds whole;                                       ///< texts
        Sounds values;                                      ///< numbers, letters, names
        std::map<std::string, Sounds, std::less<>> pieces;  ///< by the id of the text
        bool complete = false;
    };
    static Recorded recorded(const std::vector<text::ClipText>& texts,
                             const std::map<std::string, ClipSound>& fresh);

    std::map<std::string, Recorded> m_languages;
    std::vector<std::string> m_findings;
};

}  // namespace lotse::speech
