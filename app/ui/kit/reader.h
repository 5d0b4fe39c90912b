// SPDX-License-Identifier: EUPL-1.2
/// Decides what of a screen is said aloud, in which order and whose it is.
///
/// Pure: semantic trees in, utterances out. A screen that comes up is said whole, in the order of
/// the tree, which is that of reading; after that only what changed: a mark that was set, a letter
/// that was typed, an alert or a text that came. A text that changes in its place (a countdown, the
/// next greeting) is no change.
///
/// Not said: the header and the bar, which stand on every screen; the second language, which is for
/// whoever reads along; keys and what scrolls; and the same words twice in a row. Of a long list
/// only what is in view. Values, marks and labels made of answers are Taint::Personal
/// (core/voice/utterance.h); where they are not to be heard, a field is "filled".
///
/// Leaves alone: how words sound (speech/normalise.h), when a screen is new (whoever has the
/// screen's identity). Order of a part: label, role, state, place among the answers
/// (EN 301 549, 5.1.3.1, 11.1.3.1.2).
#pragma once

#include <string>

#include "core/voice/utterance.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"
#include "ui/kit/semantic_tree.h"

namespace lotse::ui {

class Reader {
public:
    /// `answers`: are to be heard. Lifetime: the catalogue outlives it.
    Reader(const text::Catalogue& catalogue, std::string language, bool answers)
        : m_catalogue(catalogue), m_language(std::move(language)), m_answers(answers) {}

    Utterance screen(const SemanticTree& tree) const;
    /// Of the same screen. Empty: nothing that is worth a word.
    Utterance change(const SemanticTree& before, const SemanticTree& now) const;
    /// What a keypad's keys stand on, whatever it is: also the bar and a key. `touched`: a finger
    /// lies on it, so that how it is pressed belongs to it. Empty: on nothing.
    Utterance stop(const SemanticTree& tree, bool touched = false) const;

private:
    void add_place(Utterance& out, const SemanticTree& tree, const Node& at) const;
    void add_node(Utterance& out, const Node& node) const;
    void add_changes(Utterance& out, const Node& before, const Node& now) const;
    void add(Utterance& out, const std::string& node, const text::Words& words, Taint taint) const;
    void add_said(Utterance& out, const std::string& node, const std::string& id,
                  const text::Arguments& arguments = {}, Taint taint = Taint::Interface) const;

    const text::Catalogue& m_catalogue;
    std::string m_language;
    bool m_answers;
};

/// A frame around what is said now; nothing, if it is out of view or not there.
void light(Canvas& canvas, const std::string& node);

}  // namespace lotse::ui
