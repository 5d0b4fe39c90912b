// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/semantic_tree.h"

#include <algorithm>

namespace lotse::ui {

const char* to_string(Role role) {
    switch (role) {
        case Role::Screen:
            return "screen";
        case Role::Group:
            return "group";
        case Role::Heading:
            return "heading";
        case Role::Text:
            return "text";
        case Role::Image:
            return "image";
        case Role::Button:
            return "button";
        case Role::Link:
            return "link";
        case Role::Choice:
            return "choice";
        case Role::Check:
            return "check";
        case Role::Field:
            return "field";
        case Role::List:
            return "list";
        case Role::Progress:
            return "progress";
        case Role::Alert:
            return "alert";
        case Role::Dialog:
            return "dialog";
        case Role::Key:
            return "key";
        case Role::Table:
            return "table";
    }
    return "?";
}

const Node* SemanticTree::find(const std::string& id) const {
    const auto it =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.id == id; });
    return it == nodes.end() ? nullptr : &*it;
}

std::string SemanticTree::dump() const {
    std::string out;
    std::vector<int> depth(nodes.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        if (node.parent >= 0) {
            depth[i] = depth[static_cast<std::size_t>(node.parent)] + 1;
        }
        out.append(static_cast<std::size_t>(depth[i]) * 2, ' ');
        out += to_string(node.role);
        out += " " + node.id + " \"" + node.label + "\"";
        if (!node.value.empty()) {
            out += node.state.masked ? " = ***" : " = \"" + node.value + "\"";
        }
        const auto flag = [&](bool set, const char* word) {
            if (set) {
                out += std::string(" ") + word;
            }
        };
        flag(!node.state.enabled, "disabled");
        flag(node.state.checked, "checked");
        flag(node.state.focused, "focused");
        flag(node.state.selected, "selected");
        flag(node.state.expanded, "expanded");
        flag(node.state.invalid, "invalid");
        out += "\n";
    }
    return out;
}

}  // namespace lotse::ui
