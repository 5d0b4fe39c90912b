// SPDX-License-Identifier: EUPL-1.2
/// Decides in which type a text is set: the letters and the direction of the language that it
/// really is in, and the edge of the screen that it starts at.
///
/// A text of the other direction starts where the screen starts: a column of names has one edge.
/// Leaves alone: how a text becomes lines and glyphs (text/layout), where it stands (Canvas).
/// Units: pixels. Lifetime: engine and typographies outlive it.
#pragma once

#include <map>
#include <string>

#include "text/layout/layout.h"
#include "text/words/words.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

struct TextStyle {
    float size = 0;
    text::Weight weight = text::Weight::Regular;
    Paint colour = colour::kInk;
    text::Align align = text::Align::Start;  ///< relative to the screen's direction
    int max_lines = 0;
    bool middle = false;  ///< vertically in the middle of its box, else at the top
    const text::Typography* typography = nullptr;  ///< null: that of the words' language
};

/// By language tag.
using Typographies = std::map<std::string, text::Typography>;

class TextSetter {
public:
    explicit TextSetter(text::Engine& engine) : m_engine(engine) {}

    /// The language of the screen: of all words that say nothing else.
    void set_screen(const text::Typography& typography) { m_screen = typography; }
    /// For words of other languages; null, or a language that is not among them: as the screen's.
    void set_others(const Typographies* others) { m_others = others; }

    const text::Typography& screen() const { return m_screen; }
    bool right_to_left() const { return m_screen.direction == text::Direction::RightToLeft; }
    text::Engine& engine() { return m_engine; }

    text::LayoutPtr lay_out(const text::WordsView& words, float width, const TextStyle& style);
    /// In which it is set.
    const text::Typography& typography_of(const text::WordsView& words,
                                          const TextStyle& style) const;
    /// 0 without words.
    float height(const text::WordsView& words, float width, const TextStyle& style);
    /// On one line.
    float width(const text::WordsView& words, const TextStyle& style);

private:
    text::Engine& m_engine;
    text::Typography m_screen;
    const Typographies* m_others = nullptr;
};

}  // namespace lotse::ui
