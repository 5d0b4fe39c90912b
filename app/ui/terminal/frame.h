// SPDX-License-Identifier: EUPL-1.2
/// The frame around every screen: header, actions, the bar that is always there, and the column
/// between them.
///
///     ┌ institution ────────────────────────── progress ┐
///     │ content (scrolls)                               │
///     │ dock: keyboard, number pad, months (if open)    │
///     │ back ──────────────────────────────── continue  │
///     └ letters ─ contrast ─ language ─ help ─ end ─────┘
///
/// Where screens can be read aloud, the bar begins with "listen".
/// Header, content, actions and bar share the edges of one column. The bar keeps its place on every
/// screen. Where a small panel has no room for it beside a keyboard, one button puts the keyboard
/// away, and the bar is there.
#pragma once

#include <functional>
#include <string>

#include "ui/kit/stack.h"
#include "ui/terminal/context.h"

namespace lotse::ui {

struct Action {
    std::string id;  ///< empty: no such button
    text::Words words;
    ButtonKind kind = ButtonKind::Primary;
    std::string icon;
    bool enabled = true;
    Weight weight = Weight::Light;  ///< of what it does
};

/// Draws header and progress, takes them from `screen`.
void draw_header(const Context& context, Box& screen, bool progress,
                 const text::WordsView& progress_words);
/// What is touched stands lower, if the client wants that: leaves out the upper part of `screen`.
void keep_low(const Context& context, Box& screen);
/// 0: no client stands here.
float bar_height(const Context& context);
/// Last of all: that is the order of reading.
void draw_bar(const Context& context, const Box& strip);
/// In the upper end corner of what is left of a small screen; takes its column from `area`.
void draw_folded_bar(const Context& context, Box& area);
/// Takes the strip of the actions from the bottom of `screen`. They are drawn after the content:
/// that is the order of reading.
Box take_actions(const Context& context, Box& screen);
/// `main` stands at the end, `back` at the start, `other` beside main. Returns the id that was
/// pressed, empty if none.
std::string draw_actions(const Context& context, const Box& strip, const Action& back,
                         const Action& main, const Action& other = {});

/// Content in the column between header and bar: scrolls if it is too long. `content` draws from
/// the top of its box and returns the height it used.
void draw_content(const Context& context, const Box& area, const std::string& id,
                  const std::function<float(const Box&)>& content);
/// What stands above it once more in the second language, smaller: for somebody who helps. Returns
/// its height with a little room above it, 0 without words.
float draw_second(const Context& context, const std::string& id, const Box& at,
                  const text::WordsView& words);

}  // namespace lotse::ui
