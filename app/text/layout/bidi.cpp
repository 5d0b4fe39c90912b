// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/bidi.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "core/check.h"
#include "text/limits.h"

namespace lotse::text {

bool ends_paragraph(char16_t unit) {
    return unit == u'\n' || unit == u'\r' || (unit >= 0x1C && unit <= 0x1E) || unit == 0x85 ||
           unit == 0x2029;
}

namespace {

/// Which directions the letters of a paragraph have.
struct Letters {
    bool left_to_right = false, right_to_left = false;
};

Letters letters_of(std::u16string_view paragraph) {
    Letters letters;
    for (std::size_t i = 0; i < paragraph.size();) {
        UChar32 character = 0;
        U16_NEXT(paragraph.data(), i, paragraph.size(), character);
        const UCharDirection direction = u_charDirection(character);
        letters.left_to_right |= direction == U_LEFT_TO_RIGHT;
        letters.right_to_left |=
            direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    }
    return letters;
}

bool opens_bracket(char16_t unit) {
    return u_getIntPropertyValue(unit, UCHAR_BIDI_PAIRED_BRACKET_TYPE) == U_BPT_OPEN;
}

}  // namespace

bool reads_right_to_left(std::u16string_view paragraph, bool language_does) {
    const Letters letters = letters_of(paragraph);
    return letters.right_to_left && (language_does || !letters.left_to_right);
}

bool has_letters(std::u16string_view paragraph) {
    const Letters letters = letters_of(paragraph);
    return letters.left_to_right || letters.right_to_left;
}

Bidi::Bidi() {
    wipe();
}

void Bidi::wipe() {
    m_line.reset();  // reads the paragraph's
    m_paragraph.reset(ubidi_open());
    m_line.reset(ubidi_open());
    LOTSE_CHECK(m_paragraph != nullptr && m_line != nullptr);
    m_levels = nullptr;
    m_runs.clear();
    text::wipe(m_text);
}

void Bidi::set_paragraph(std::u16string_view text, bool right_to_left, bool as_written) {
    if (text.size() > limits::kPairedBrackets) {
        std::size_t brackets = 0;
        m_text.assign(text);
        for (char16_t& unit : m_text) {  // all paired brackets are single units
            if (opens_bracket(unit) && ++brackets > limits::kPairedBrackets) unit = u'!';
        }
        text = m_text;
    }
    UErrorCode status = U_ZERO_ERROR;
    m_forced.assign(as_written ? text.size() : 0, UBIDI_LEVEL_OVERRIDE);
    ubidi_setPara(m_paragraph.get(), text.data(), static_cast<std::int32_t>(text.size()),
                  right_to_left ? 1 : 0, as_written ? m_forced.data() : nullptr, &status);
    m_levels = ubidi_getLevels(m_paragraph.get(), &status);
    LOTSE_CHECK(U_SUCCESS(status) && m_levels != nullptr);
}

const std::vector<Bidi::VisualRun>& Bidi::visual_runs(std::uint32_t begin, std::uint32_t end) {
    m_runs.clear();
    UErrorCode status = U_ZERO_ERROR;
    ubidi_setLine(m_paragraph.get(), static_cast<std::int32_t>(begin),
                  static_cast<std::int32_t>(end), m_line.get(), &status);
    const std::int32_t count = ubidi_countRuns(m_line.get(), &status);
    LOTSE_CHECK(U_SUCCESS(status));
    for (std::int32_t i = 0; i < count; ++i) {
        std::int32_t start = 0;
        std::int32_t length = 0;
        const bool right_to_left =
            ubidi_getVisualRun(m_line.get(), i, &start, &length) == UBIDI_RTL;
        const std::uint32_t from = begin + static_cast<std::uint32_t>(start);
        m_runs.push_back({from, from + static_cast<std::uint32_t>(length), right_to_left});
    }
    return m_runs;
}

}  // namespace lotse::text
