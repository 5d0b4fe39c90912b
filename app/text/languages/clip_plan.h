// SPDX-License-Identifier: EUPL-1.2
/// Decides what has to be recorded so that a language can be heard without a voice.
///
/// Each text that clients see, once, under the first of its ids; one with arguments is cut at them
/// into pieces ("idle.text#1"), so that the pieces and the values between them sound one after the
/// other. Of a plural or select each wording has its pieces; equal ones are recorded once. Values
/// are the numbers 0 to 99, letters, the months of the language's calendars, countries and
/// languages. A piece without letters is nothing to be heard. Leaves alone: names of occupations,
/// of which there are thousands, and what clients typed: a low tone stands for them.
#pragma once

#include <string>
#include <vector>

#include "text/words/catalogue.h"

namespace lotse::text {

struct ClipText {
    enum class Group {
        Text,    ///< a whole text
        Piece,   ///< of a text with arguments
        Number,  ///< number.7
        Letter,  ///< letter.A
        Name,    ///< month.ethiopic.1, region.SY, language_name.ti
    };
    std::string id;      ///< of the clip
    std::string text;    ///< as it is written
    std::string spoken;  ///< as it is said: "say" of speech.json, else as written
    std::string german;  ///< the whole German text, for whoever does not read the language
    Group group = Group::Text;
    /// A language by clips alone is heard once it has all of these. Not needed are its own letters:
    /// they sound only while somebody types who wants answers read aloud.
    bool needed = true;
    std::string fingerprint;  ///< of id and text
};

/// In the order in which a person reads them: texts by id, then numbers, letters, names. Of an
/// unknown language nothing.
std::vector<ClipText> clip_texts(const Catalogue& catalogue, const std::string& tag);

/// What a pattern shows between its arguments, in its order, each once; a pattern without arguments
/// is one piece. Nothing: it cannot be read.
std::vector<std::string> pieces_of(const std::string& pattern);

}  // namespace lotse::text
