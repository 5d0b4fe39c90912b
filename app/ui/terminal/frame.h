// SPDX-License-Identifier: EUPL-1.2
/// The frame around every screen: header, progress, action bar, and the column between them.
///
///     ┌ institution ──────────── language ─ end and delete ┐
///     │ section 2 of 8 · Person                            │
///     │ content (scrolls)                                  │
///     │ dock: keyboard, number pad, months (if open)       │
///     └ back ─────────────────────────────────── continue ─┘
///
/// Header, content and bar share the edges of one column.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ui/terminal/context.h"

namespace lotse::ui {

/// The part of a full-width strip that the column covers.
Box column_of(const Theme& theme, const Box& strip);

struct Action {
    std::string id;  ///< empty: no such button
    std::string words;
    ButtonKind kind = ButtonKind::Primary;
    std::string icon;
    bool enabled = true;
};

/// Draws header and progress, takes them from `screen`.
void draw_header(const Context& context, Box& screen, bool progress,
                 const std::string& progress_words);
/// Takes the strip of the bar from the bottom of `screen`. The bar is drawn after the content: that
/// is the order of reading.
Box take_actions(const Context& context, Box& screen);
/// `main` stands at the end, `back` at the start, `other` beside main. Returns the id that was
/// pressed, empty if none.
std::string draw_actions(const Context& context, const Box& strip, const Action& back,
                         const Action& main, const Action& other = {});

/// Content in the column between header and bar: scrolls if it is too long. `content` draws from
/// the top of its box and returns the height it used.
void draw_content(const Context& context, const Box& area, const std::string& id,
                  const std::function<float(const Box&)>& content);
/// Short content: in the middle of the area if it fits, else scrolling.
void draw_centred(Canvas& canvas, const Box& area, const std::string& id, float width,
                  const std::function<float(const Box&)>& content);

/// What stands above it once more in the second language, smaller: for somebody who helps. Returns
/// its height with a little room above it, 0 without words.
float draw_second(const Context& context, const std::string& id, const Box& at,
                  const std::string& words);

struct DialogAnswer {
    std::string id, words, icon;
    ButtonKind kind;
};
/// A question that has to be answered before anything else: one card in the middle, the answers
/// inside it. Returns the id that was pressed, empty if none.
std::string ask(Canvas& canvas, const Box& screen, const std::string& name, const std::string& icon,
                const std::string& title, const std::string& words,
                const std::vector<DialogAnswer>& answers);

/// Things one below the other.
class Stack {
public:
    explicit Stack(const Box& at) : m_box(at), m_y(at.y) {}
    /// The space from here on; its height counts for nothing.
    Box rest() const { return {m_box.x, m_y, m_box.width, 0}; }
    Box next(float height) {
        const Box box{m_box.x, m_y, m_box.width, height};
        m_y += height;
        return box;
    }
    void skip(float height) { m_y += height; }
    float used() const { return m_y - m_box.y; }

private:
    Box m_box;
    float m_y;
};

}  // namespace lotse::ui
