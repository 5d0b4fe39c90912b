// SPDX-License-Identifier: EUPL-1.2
/// What stands on the screen, as meaning: one tree per frame for the voice, key navigation,
/// automation and tests.
///
/// Every widget records itself while it is drawn; the order of recording is the reading and focus
/// order. Ids are stable across languages and frames ("action.next", "answer.gender.female",
/// "key.a"). Rectangles are physical pixels (x from the left), because whoever points at the screen
/// points at pixels.
#pragma once

#include <string>
#include <vector>

namespace lotse::ui {

enum class Role {
    Group,
    Heading,
    Text,
    Image,
    Button,
    Choice,
    Check,
    Field,
    List,
    Progress,
    Alert,
    Dialog,
    Key,
    Table,
};
const char* to_string(Role role);

struct NodeState {
    bool enabled = true;
    bool checked = false;
    bool focused = false;
    bool selected = false;
    bool expanded = false;
    bool invalid = false;
    bool masked = false;  ///< the value is not to be spoken or dumped
    bool hidden = false;  ///< scrolled out of view (partly or wholly); `reveal` brings it in
    bool operator==(const NodeState&) const = default;
};

struct PixelBox {
    float x = 0, y = 0, width = 0, height = 0;
};

struct Node {
    std::string id;
    Role role = Role::Text;
    std::string label;
    std::string value;
    NodeState state;
    PixelBox box;           ///< as laid out, not clipped
    PixelBox visible;       ///< the part that can be touched now
    std::string picture;    ///< pictogram beside or instead of the label; empty: none
    std::string text_id;    ///< of the message that the label is; empty: it is none
    std::string language;   ///< BCP 47 tag of the language that the label really is in
    bool personal = false;  ///< the label is made of somebody's answers
    int parent = -1;        ///< index into nodes, -1: the screen itself
    int focus_order = -1;   ///< -1: cannot be operated
    float mm_width = 0, mm_height = 0;
    int missing_glyphs = 0;
    bool truncated = false;  ///< text was cut with an ellipsis
    bool overflows = false;  ///< text is larger than the box it was given
};

struct SemanticTree {
    std::vector<Node> nodes;

    const Node* find(const std::string& id) const;
    /// Indented text, one line per node, without positions: for golden files.
    std::string dump() const;
};

}  // namespace lotse::ui
