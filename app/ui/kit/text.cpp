// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/text.h"

#include <cmath>

namespace lotse::ui {

const text::Typography& TextSetter::typography_of(const text::WordsView& words,
                                                  const TextStyle& style) const {
    if (style.typography) {
        return *style.typography;
    }
    if (!m_others || words.tag.empty() || words.tag == m_screen.tag) {
        return m_screen;
    }
    const auto other = m_others->find(std::string(words.tag));
    return other == m_others->end() ? m_screen : other->second;
}

text::LayoutPtr TextSetter::lay_out(const text::WordsView& words, float width,
                                    const TextStyle& style) {
    const text::Typography& typography = typography_of(words, style);
    text::Style how;
    how.size_px = style.size;
    how.weight = style.weight;
    how.wrap_px = width;
    how.max_lines = style.max_lines;
    how.align = style.align;
    const bool other = typography.direction != m_screen.direction;
    if (other && style.align != text::Align::Center) {
        how.align = style.align == text::Align::Start ? text::Align::End : text::Align::Start;
    }
    return m_engine.layout(words.text, typography, how);
}

float TextSetter::height(const text::WordsView& words, float width, const TextStyle& style) {
    return words.empty() ? 0.0F : lay_out(words, width, style)->height();
}

float TextSetter::width(const text::WordsView& words, const TextStyle& style) {
    return std::ceil(lay_out(words, 0, style)->width()) + 1;
}

}  // namespace lotse::ui
