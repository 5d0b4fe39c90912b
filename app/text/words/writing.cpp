// SPDX-License-Identifier: EUPL-1.2
#include "text/words/writing.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace lotse::text {
namespace {

/// Of more scripts than these a character is beyond doubt common.
constexpr std::int32_t kMostScripts = 32;

bool is_beyond_latin(UChar32 character) {
    std::array<UScriptCode, kMostScripts> scripts{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t count =
        uscript_getScriptExtensions(character, scripts.data(), kMostScripts, &status);
    return U_SUCCESS(status) &&
           std::none_of(scripts.begin(), scripts.begin() + count, [](UScriptCode script) {
               return script == USCRIPT_LATIN || script == USCRIPT_COMMON ||
                      script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
           });
}

}  // namespace

Writing writing_of(std::string_view text) {
    Writing out;
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U8_NEXT_OR_FFFD(text.data(), i, length, character);
        out.letters = out.letters || u_isalpha(character);
        out.beyond_latin = out.beyond_latin || is_beyond_latin(character);
    }
    out.letters = out.letters || out.beyond_latin;
    return out;
}

}  // namespace lotse::text
