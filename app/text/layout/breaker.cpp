// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/breaker.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "core/check.h"

namespace lotse::text {
namespace {

UBreakIterator* open_iterator(UBreakIteratorType type, const char* locale) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator* iterator = ubrk_open(type, locale, nullptr, 0, &status);
    LOTSE_CHECK(U_SUCCESS(status));  // ICU falls back to its root rules, which are compiled in
    return iterator;
}

void set_text(UBreakIterator* iterator, std::u16string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, text.data(), static_cast<std::int32_t>(text.size()), &status);
    LOTSE_CHECK(U_SUCCESS(status));
}

bool ascii_punctuation(char16_t unit) {
    return (unit > u' ' && unit < u'0') || (unit > u'9' && unit < u'A') ||
           (unit > u'Z' && unit < u'a') || (unit > u'z' && unit < 0x7F);
}

/// Leichte Sprache writes long words with a middle dot between their parts
/// ("Aufenthalts·gestattung"), so that is where they break; for Unicode it is a letter like any
/// other.
void break_at_middle_dots(std::u16string_view text, std::vector<Break>& out) {
    for (std::size_t i = 2; i < text.size(); ++i) {
        if (text[i - 1] == u'\u00B7' && out[i] == Break::None && u_isalpha(text[i - 2]) &&
            u_isalpha(text[i])) {
            out[i] = Break::Reluctant;
        }
    }
}

bool from_right(char16_t unit) {
    const UCharDirection direction = u_charDirection(unit);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

/// Only texts with letters that are read from the right.
void keep_brackets_whole(std::u16string_view text, std::vector<Break>& out) {
    if (std::none_of(text.begin(), text.end(), from_right)) return;
    for (std::size_t open = text.find(u'('); open != std::u16string_view::npos;
         open = text.find(u'(', open + 1)) {
        const std::size_t close = text.find_first_of(u"()", open + 1);
        if (close == std::u16string_view::npos || text[close] == u'(') continue;
        const std::u16string_view inside = text.substr(open + 1, close - open - 1);
        if (std::any_of(inside.begin(), inside.end(), from_right)) continue;
        for (std::size_t i = open + 1; i <= close; ++i) {
            if (out[i] == Break::Allowed) out[i] = Break::Reluctant;
        }
    }
}

/// Below U+0300 every unit is a grapheme of its own, CR LF aside.
bool plain(std::u16string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char16_t unit) { return unit < 0x300 && unit != u'\r'; });
}

}  // namespace

void Breaker::line_breaks(std::u16string_view text, const std::string& locale,
                          std::vector<Break>& out) {
    out.assign(text.size() + 1, Break::None);
    if (text.empty()) return;
    Iterator& iterator = m_lines[locale];
    if (iterator == nullptr) iterator.reset(open_iterator(UBRK_LINE, locale.c_str()));
    set_text(iterator.get(), text);
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = ubrk_next(iterator.get()); at != UBRK_DONE && at < size;
         at = ubrk_next(iterator.get())) {
        const auto i = static_cast<std::size_t>(at);
        const bool mandatory = ubrk_getRuleStatus(iterator.get()) >= UBRK_LINE_HARD;
        if (!mandatory && text[i] == text[i - 1] && ascii_punctuation(text[i])) continue;
        const bool in_word = text[i - 1] == u'/' && u_isalpha(text[i]);
        out[i] = mandatory ? Break::Mandatory : in_word ? Break::Reluctant : Break::Allowed;
    }
    keep_brackets_whole(text, out);
    if (locale == "de" || locale.starts_with("de_")) break_at_middle_dots(text, out);
}

void Breaker::grapheme_ends(std::u16string_view text, std::vector<std::uint32_t>& out) {
    out.clear();
    if (plain(text)) {
        for (std::uint32_t end = 1; end <= text.size(); ++end) out.push_back(end);
        return;
    }
    if (m_graphemes == nullptr) m_graphemes.reset(open_iterator(UBRK_CHARACTER, ""));
    set_text(m_graphemes.get(), text);
    for (std::int32_t at = ubrk_next(m_graphemes.get()); at != UBRK_DONE;
         at = ubrk_next(m_graphemes.get())) {
        out.push_back(static_cast<std::uint32_t>(at));
    }
}

void Breaker::wipe() {
    m_lines.clear();
    m_graphemes.reset();
}

}  // namespace lotse::text
