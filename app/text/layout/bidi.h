// SPDX-License-Identifier: EUPL-1.2
/// Decides the embedding levels of a paragraph and the visual order of each of its lines (UAX #9,
/// by ICU).
///
/// The base direction is the language's where the paragraph has letters of that direction, else
/// that of the letters it has; without letters (a number, a date, a phone number) it reads from
/// left to right. What is written in another script than the screen, and every value, so reads as
/// it does on paper. A paragraph holds no character of bidi class B: after one ICU would start
/// another paragraph inside, and lines across it fail.
#pragma once

#include <unicode/ubidi.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "text/wiped.h"

namespace lotse::text {

/// Bidi class B: LF, CR, U+001C to U+001E, NEL, PARAGRAPH SEPARATOR.
bool ends_paragraph(char16_t unit);

/// Whether a paragraph reads from right to left, in a language that does or does not.
bool reads_right_to_left(std::u16string_view paragraph, bool language_does);
/// Whether it has letters, or marks of a direction. Without them all of it stands in the order of
/// writing: by UAX #9 alone, groups of Arabic digits would stand from right to left.
bool has_letters(std::u16string_view paragraph);

class Bidi {
public:
    /// Units of equal direction; from right to left the last unit stands leftmost.
    struct VisualRun {
        std::uint32_t begin = 0, end = 0;
        bool right_to_left = false;
    };

    Bidi();

    /// The text must stay as it is until the last question about it; it must not be empty.
    /// `as_written`: all of it from left to right, whatever it is.
    void set_paragraph(std::u16string_view text, bool right_to_left, bool as_written = false);

    /// One per unit.
    const std::uint8_t* levels() const { return m_levels; }

    /// The runs of a line from left to right. White space at its end takes the paragraph's level
    /// (rule L1).
    const std::vector<VisualRun>& visual_runs(std::uint32_t begin, std::uint32_t end);

    /// Forgets the paragraph.
    void wipe();

private:
    struct Close {
        void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
    };
    std::unique_ptr<UBiDi, Close> m_paragraph;
    std::unique_ptr<UBiDi, Close> m_line;
    const std::uint8_t* m_levels = nullptr;
    WipedString16 m_text;              ///< a long text with its surplus brackets made neutral
    std::vector<UBiDiLevel> m_forced;  ///< of a paragraph that stands as written
    std::vector<VisualRun> m_runs;
};

}  // namespace lotse::text
