// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/reader.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace lotse::ui {
namespace {

/// Of more than so many only those in view are said: nobody listens to two hundred countries.
constexpr std::ptrdiff_t kMostChoices = 20;
/// The frame of what is said, in widths of a strong line.
constexpr float kLightLines = 2;

bool begins_with_one_of(std::string_view id, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view one) { return id.starts_with(one); });
}

bool stands_everywhere(const Node& node) {
    return begins_with_one_of(node.id, {"header.", "bar.", "second.", "scroll."}) ||
           node.id == "bar";
}

bool is_choice(const Node& node) {
    return node.role == Role::Choice || node.role == Role::Check;
}

/// One of several among which is chosen.
bool is_answer(const Node& node) {
    return is_choice(node) || begins_with_one_of(node.id, {"answer.", "form.", "language."});
}

/// Inside something that is not said.
bool unsaid(const SemanticTree& tree, const Node& node) {
    if (stands_everywhere(node) || node.role == Role::Key || node.role == Role::Progress) {
        return true;
    }
    return node.parent >= 0 && stands_everywhere(tree.nodes[static_cast<std::size_t>(node.parent)]);
}

/// What was typed behind `before`; empty: something else happened.
std::string typed_behind(std::string_view before, std::string_view now) {
    return now.size() > before.size() && now.starts_with(before)
               ? std::string(now.substr(before.size()))
               : std::string();
}

}  // namespace

void Reader::add(Utterance& out, const std::string& node, const text::Words& words,
                 Taint taint) const {
    if (words.empty() ||
        (!out.parts.empty() && out.parts.back().words.view() == std::string_view(words.text))) {
        return;
    }
    out.parts.push_back({words.id, SecretText(words.text),
                         words.tag.empty() ? m_language : words.tag, taint, node});
}

void Reader::add_said(Utterance& out, const std::string& node, const std::string& id,
                      const text::Arguments& arguments, Taint taint) const {
    add(out, node, m_catalogue.words(m_language, id, arguments), taint);
}

Utterance Reader::screen(const SemanticTree& tree) const {
    Utterance out;
    const bool many = std::count_if(tree.nodes.begin(), tree.nodes.end(), is_choice) > kMostChoices;
    for (const Node& node : tree.nodes) {
        if (!unsaid(tree, node) && !(many && is_choice(node) && node.state.hidden)) {
            add_node(out, node);
        }
    }
    return out;
}

void Reader::add_node(Utterance& out, const Node& node) const {
    if (node.role == Role::Alert) {
        add_said(out, node.id, "speech.role.alert");
    }
    text::Words label{node.label, node.text_id, node.language};
    add(out, node.id, label, node.personal ? Taint::Personal : Taint::Interface);
    if (node.role == Role::Field) {
        add_said(out, node.id, "speech.role.field");
        if (node.value.empty()) {
            add_said(out, node.id, "speech.state.empty");
        } else if (m_answers && !node.state.masked) {
            add(out, node.id, node.value, Taint::Personal);
        } else {
            add_said(out, node.id, "speech.state.filled");
        }
    } else if (!node.value.empty()) {
        add(out, node.id, node.value, node.state.masked ? Taint::Masked : Taint::Personal);
    }
    if (node.state.checked) {
        add_said(out, node.id, "speech.state.chosen", {}, Taint::Personal);
    }
    if (!node.state.enabled) {
        add_said(out, node.id, "speech.state.disabled");
    }
}

Utterance Reader::change(const SemanticTree& before, const SemanticTree& now) const {
    Utterance out;
    for (const Node& node : now.nodes) {
        if (unsaid(now, node)) {
            continue;
        }
        if (const Node* was = before.find(node.id)) {
            add_changes(out, *was, node);
        } else if (node.role == Role::Alert || node.role == Role::Heading ||
                   node.role == Role::Text) {
            add_node(out, node);
        }
    }
    return out;
}

Utterance Reader::stop(const SemanticTree& tree, bool touched) const {
    Utterance out;
    const auto at = std::find_if(tree.nodes.begin(), tree.nodes.end(),
                                 [](const Node& node) { return node.state.focused; });
    if (at == tree.nodes.end()) {
        return out;
    }
    if (at->id.starts_with("bar.")) {
        // What a setting is now is the program's word, nobody's answer.
        add(out, at->id, text::Words{at->label, at->text_id, at->language}, Taint::Interface);
        add(out, at->id, at->value, Taint::Interface);
    } else {
        if (at->parent >= 0) {
            // Which one of several with the same questions.
            const Node& around = tree.nodes[static_cast<std::size_t>(at->parent)];
            if (around.id.starts_with("block.")) {
                add(out, around.id, {around.label, around.text_id, around.language},
                    Taint::Interface);
            }
        }
        add_node(out, *at);
        if (at->language.empty() || at->language == m_language) {
            // Another language's name is for whoever does not understand this one.
            add_place(out, tree, *at);
        }
    }
    if (touched && at->focus_order >= 0 && at->state.enabled) {
        add_said(out, at->id, "speech.twice");
    }
    return out;
}

void Reader::add_place(Utterance& out, const SemanticTree& tree, const Node& at) const {
    if (at.role == Role::Check) {
        add_said(out, at.id, "speech.role.check");
    }
    if (!is_answer(at)) {
        return;
    }
    std::int64_t place = 0, count = 0;
    for (const Node& node : tree.nodes) {
        if (is_answer(node) && node.parent == at.parent) {
            ++count;
            place = node.id == at.id ? count : place;
        }
    }
    add_said(out, at.id, "speech.position", {{"place", place}, {"count", count}});
}

void Reader::add_changes(Utterance& out, const Node& before, const Node& now) const {
    if (before.state.checked != now.state.checked) {
        // Whoever touched it knows what it was; without its label it tells nobody else anything.
        add_said(out, now.id,
                 now.state.checked ? "speech.state.chosen" : "speech.state.not_chosen");
    }
    if (now.role != Role::Field || before.value == now.value || now.state.masked) {
        return;
    }
    if (const std::string typed = typed_behind(before.value, now.value); !typed.empty()) {
        add(out, now.id, typed, Taint::Personal);
    } else if (const std::string gone = typed_behind(now.value, before.value); !gone.empty()) {
        add_said(out, now.id, "speech.deleted", {{"letter", gone}}, Taint::Personal);
    } else {
        add(out, now.id, now.value, Taint::Personal);
    }
}

void light(Canvas& canvas, const std::string& id) {
    const Node* node = canvas.tree().find(id);
    if (node == nullptr || node->visible.width <= 0 || node->visible.height <= 0) {
        return;
    }
    const Theme& theme = canvas.theme();
    const float around = theme.space / 2;
    const Box box = canvas.from_physical(
        {node->visible.x, node->visible.y, node->visible.width, node->visible.height});
    canvas.outline(box.inset(-around), colour::kFocus, kLightLines * theme.line_strong,
                   theme.radius);
}

}  // namespace lotse::ui
