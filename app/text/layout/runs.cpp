// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/runs.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>

#include "text/limits.h"
#include "text/wiped.h"

namespace lotse::text {
namespace {

/// Brackets that are open while scripts are resolved. UAX #9 gives up at 63 as well.
constexpr std::size_t kOpenBrackets = 63;

struct Bracket {
    UChar32 closer;
    UScriptCode script;
};

char32_t character_at(std::u16string_view text, std::size_t i, std::size_t& next) {
    char32_t character = text[i];
    next = i + 1;
    if (U16_IS_LEAD(text[i]) && next < text.size() && U16_IS_TRAIL(text[next])) {
        character = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(text[i], text[next]));
        ++next;
    }
    return character;
}

/// The script of a character in a text whose script so far is `current` (Common: none yet).
UScriptCode script_of(UChar32 character, UScriptCode current) {
    if (character < 0x80) return u_isalpha(character) ? USCRIPT_LATIN : current;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode own = uscript_getScript(character, &status);
    if (own == USCRIPT_UNKNOWN || U_FAILURE(status)) return current;
    if (current != USCRIPT_COMMON && uscript_hasScript(character, current)) return current;
    if (own != USCRIPT_COMMON && own != USCRIPT_INHERITED) return own;
    std::array<UScriptCode, 32> shared{};
    const std::int32_t count =
        uscript_getScriptExtensions(character, shared.data(), shared.size(), &status);
    if (U_FAILURE(status) || count == 0) return current;
    if (shared[0] == USCRIPT_COMMON || shared[0] == USCRIPT_INHERITED) return current;
    return shared[0];  // shared among scripts, but not with this text's: Arabic digits behind Latin
                       // letters
}

hb_script_t shaper_script(UScriptCode script) {
    if (script <= USCRIPT_INHERITED) return HB_SCRIPT_COMMON;
    return hb_script_from_string(uscript_getShortName(script), 4);
}

bool covers_all(const Face& face, std::u16string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const char32_t character = character_at(text, i, i);
        if (!draws_nothing(character) && !face.covers(character)) return false;
    }
    return true;
}

WipedString16 normalised(std::u16string_view text, const UNormalizer2* form) {
    // A grapheme of more marks than this is no letter of any language; the shaper treats it as it
    // stands.
    std::array<char16_t, 64> buffer{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size =
        unorm2_normalize(form, text.data(), static_cast<std::int32_t>(text.size()), buffer.data(),
                         static_cast<std::int32_t>(buffer.size()), &status);
    if (U_FAILURE(status)) return WipedString16(text);
    WipedString16 out(buffer.data(), static_cast<std::size_t>(size));
    explicit_bzero(buffer.data(), sizeof buffer);
    return out;
}

}  // namespace

bool draws_nothing(char32_t character) {
    if (character < 0x300) {
        return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0xAD;
    }
    return u_hasBinaryProperty(static_cast<UChar32>(character),
                               UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
           character == 0x2028 || character == 0x2029;
}

void resolve_scripts(std::u16string_view text, std::vector<UScriptCode>& out) {
    out.assign(text.size(), USCRIPT_COMMON);
    std::vector<Bracket> open;
    UScriptCode current = USCRIPT_COMMON;
    std::size_t undecided = 0;  // everything before the first character of a real script
    for (std::size_t i = 0; i < text.size();) {
        std::size_t next = 0;
        const auto character = static_cast<UChar32>(character_at(text, i, next));
        UScriptCode script = script_of(character, current);
        const bool may_be_bracket = script == current && !u_isalpha(character);
        const auto bracket = may_be_bracket
                                 ? u_getIntPropertyValue(character, UCHAR_BIDI_PAIRED_BRACKET_TYPE)
                                 : static_cast<std::int32_t>(U_BPT_NONE);
        if (bracket == U_BPT_OPEN) {
            if (open.size() < kOpenBrackets)
                open.push_back({u_getBidiPairedBracket(character), current});
        } else if (bracket == U_BPT_CLOSE) {
            const auto opener = std::find_if(open.rbegin(), open.rend(), [&](const Bracket& b) {
                return b.closer == character;
            });
            if (opener != open.rend()) {
                if (opener->script != USCRIPT_COMMON) script = opener->script;
                open.erase(std::next(opener).base(), open.end());
            }
        }
        if (script != USCRIPT_COMMON && current == USCRIPT_COMMON) {
            std::fill(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(undecided), script);
            for (Bracket& b : open) b.script = script;
        }
        current = script;
        for (; i < next; ++i) out[i] = script;
        if (current == USCRIPT_COMMON) undecided = next;
    }
}

const Face* face_for(std::u16string_view grapheme, const std::vector<const Face*>& faces,
                     const Face* before, bool& missing) {
    missing = false;
    std::size_t first_end = 0;
    const char32_t first = character_at(grapheme, 0, first_end);
    const bool single = first_end == grapheme.size();
    if (single && !draws_nothing(first)) {
        for (const Face* face : faces) {
            if (face->covers(first)) return face;
        }
        const UNormalizer2* decompose = nullptr;
        UErrorCode status = U_ZERO_ERROR;
        decompose = unorm2_getNFDInstance(&status);
        const WipedString16 parts = normalised(grapheme, decompose);
        for (const Face* face : faces) {
            if (parts.size() > 1 && covers_all(*face, parts)) return face;
        }
        missing = true;
        return nullptr;
    }
    bool visible = false;
    for (std::size_t i = 0; i < grapheme.size() && !visible;) {
        visible = !draws_nothing(character_at(grapheme, i, i));
    }
    if (!visible) return before != nullptr || faces.empty() ? before : faces.front();
    for (const Face* face : faces) {
        if (covers_all(*face, grapheme)) return face;
    }
    UErrorCode status = U_ZERO_ERROR;
    const WipedString16 composed = normalised(grapheme, unorm2_getNFCInstance(&status));
    const WipedString16 decomposed = normalised(grapheme, unorm2_getNFDInstance(&status));
    for (const Face* face : faces) {
        if (covers_all(*face, composed) || covers_all(*face, decomposed)) return face;
    }
    missing = true;
    for (const Face* face : faces) {
        if (!draws_nothing(first) && face->covers(first)) return face;
    }
    return nullptr;
}

std::size_t split_into_runs(std::u16string_view text, const std::uint8_t* levels,
                            const std::vector<UScriptCode>& scripts,
                            const std::vector<std::uint32_t>& grapheme_ends,
                            const std::vector<const Face*>& faces, std::vector<Run>& out) {
    out.clear();
    std::size_t missing_count = 0;
    std::uint32_t begin = 0;
    const Face* face = faces.empty() ? nullptr : faces.front();
    UScriptCode last_script = USCRIPT_INVALID_CODE;
    for (const std::uint32_t end : grapheme_ends) {
        bool missing = false;
        const Face* const chosen = face_for(text.substr(begin, end - begin), faces, face, missing);
        if (missing) ++missing_count;
        face = chosen;
        for (std::uint32_t i = begin; i < end; ++i) {
            const bool low_half = i > 0 && U16_IS_TRAIL(text[i]) && U16_IS_LEAD(text[i - 1]);
            const bool same = !out.empty() && out.back().level == levels[i] &&
                              last_script == scripts[i] && out.back().face == face;
            // A run that grows too long ends at a grapheme if there is one, else anywhere.
            const std::uint32_t length = out.empty() ? 0 : i - out.back().begin;
            const bool full = i == begin ? length + (end - begin) > limits::kLongestShapedRun
                                         : length >= limits::kLongestShapedRun;
            if (low_half || (same && !full)) {
                out.back().end = i + 1;
            } else {
                last_script = scripts[i];
                out.push_back({i, i + 1, levels[i], shaper_script(scripts[i]), face});
            }
        }
        begin = end;
    }
    return missing_count;
}

}  // namespace lotse::text
