// SPDX-License-Identifier: EUPL-1.2
/// Decides where a line may and must end, and where a grapheme ends.
///
/// ICU's line iterator of the locale (UAX #14, dictionaries for Thai, Lao, Khmer, Burmese) with
/// three rules more: no break inside a run of equal ASCII punctuation, so that "C++" and "..." stay
/// whole; a German word that fits on no line may break behind a middle dot; in a text of a
/// right-to-left script what stands in brackets in other letters, as the German term for something
/// does, is broken only if it fits on no line, since its parts would change their places. Graphemes
/// are UAX #29's.
#pragma once

#include <unicode/ubrk.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lotse::text {

enum class Break : std::uint8_t { None, Reluctant, Allowed, Mandatory };

class Breaker {
public:
    /// out[i]: what may happen before unit i; out[text.size()] is always None (the end is no
    /// break).
    void line_breaks(std::u16string_view text, const std::string& locale, std::vector<Break>& out);

    /// Ascending, without 0, with the text's size (none if the text is empty).
    void grapheme_ends(std::u16string_view text, std::vector<std::uint32_t>& out);

    /// Forgets the iterators: they point into texts and keep what they found there.
    void wipe();

private:
    struct Close {
        void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
    };
    using Iterator = std::unique_ptr<UBreakIterator, Close>;

    std::map<std::string, Iterator> m_lines;
    Iterator m_graphemes;
};

}  // namespace lotse::text
