// SPDX-License-Identifier: EUPL-1.2
/// Texts on their way between German and another language, as plain values: what translators get,
/// what they hand back, what that would change, and how far a language is.
///
/// Also decides when a translation is out of date. A language keeps one fingerprint for each text
/// that was translated from (or checked against) the German text as it was then:
/// `Language::made_from`. A text whose present German fingerprint is not among them is stale. Soft
/// hyphens do not count: where a German word may break is no matter of the translation. Leaves
/// alone: files and formats (codec), whether a text is well-formed (text).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"

namespace lotse {

/// Eight hexadecimal digits of an id and its German text (FNV-1a, 64 bits folded to 32): one change
/// in 4 · 10⁹ goes unseen.
std::string fingerprint_of(std::string_view id, std::string_view german);

/// Whether `language` has the text and it was made from another German text than there is now. A
/// folder without fingerprints is stale nowhere: nobody ever said what its texts were made from.
bool is_stale(const Language& language, const Language& german, const std::string& id);

enum class TextState : std::uint8_t {
    Missing,
    Stale,  ///< the German text changed since
    Draft,  ///< no native speaker has read it
    Reviewed,
};

struct TranslationRow {
    std::string id;
    std::optional<std::string> german;  ///< nothing: the format does not carry it
    std::string text;                   ///< empty: not translated
    std::string note;                   ///< what translators should know
    std::optional<TextState> state;     ///< nothing: the format does not carry it
    std::size_t longest = 0;            ///< characters that fit in its place, 0: no bound
    std::string place;                  ///< of a file that was read: "row 7", "line 31"
    bool unfinished = false;            ///< the translators' program says that `text` needs work
    bool operator==(const TranslationRow&) const = default;
};

/// A text of a file that is not taken.
struct RefusedText {
    std::string id, place, what;
    bool operator==(const RefusedText&) const = default;
};

/// What a person should know of a text or a heading, though nothing is lost: what was taken off it.
struct TextRemark {
    std::string id, place, what;
    bool operator==(const TextRemark&) const = default;
};

struct Translation {
    std::string tag;
    std::vector<TranslationRow> rows;
    std::vector<RefusedText> refused;  ///< rows that could not even be read
    std::vector<TextRemark> remarks = {};
    bool operator==(const Translation&) const = default;
};

struct ChangedText {
    std::string id, place, before, after;
    std::string stale_because = {};  ///< empty: made from the German text as it is now
    bool operator==(const ChangedText&) const = default;
};

/// What taking a translation would do.
struct ImportPlan {
    std::string tag;
    std::vector<ChangedText> changed;
    std::vector<std::string> confirmed;  ///< ids of stale texts that the translator let stand
    std::vector<RefusedText> refused;
    std::size_t unchanged = 0;
    std::size_t empty = 0;   ///< rows without a translation: what is there stays
    std::string wrong_file;  ///< why nothing should be taken at all; empty: nothing speaks for that
    std::vector<TextRemark> remarks = {};
    bool operator==(const ImportPlan&) const = default;
};

/// How far a language is. Counts texts that clients see; names that ICU knows are not among them.
struct LanguageStatus {
    std::string tag, endonym, german_name;
    std::size_t texts = 0;                    ///< that a language must have
    std::size_t done = 0;                     ///< that it has and that are not stale
    std::vector<std::string> missing, stale;  ///< ids
    std::map<std::string, std::size_t>
        answered_by;        ///< missing texts by the language that stands in for them
    bool recorded = false;  ///< it is known from which German texts its own were made
    Review review;
    std::vector<std::string> untypable;       ///< letters of the language that no key types
    std::vector<std::string> missing_glyphs;  ///< "U+1234 (where it stands)"
    bool voice = false;
    std::size_t findings = 0;  ///< of the whole lint
    bool operator==(const LanguageStatus&) const = default;
};

}  // namespace lotse
