// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/loop/keyboard.h"

namespace lotse::kiosk {

std::vector<ui::Typed> typed_keys(const platform::InputFrame& input) {
    using Key = ui::Typed::Key;
    std::vector<ui::Typed> typed;
    for (const platform::Stroke& stroke : input.strokes) {
        switch (stroke.key) {
            case platform::Key::None:
                typed.push_back({Key::Text, stroke.text});
                break;
            case platform::Key::Backspace:
                typed.push_back({Key::Backspace, ""});
                break;
            case platform::Key::Delete:
                typed.push_back({Key::Delete, ""});
                break;
            case platform::Key::Left:
                typed.push_back({Key::Left, ""});
                break;
            case platform::Key::Right:
                typed.push_back({Key::Right, ""});
                break;
            case platform::Key::Enter:
                typed.push_back({Key::Enter, ""});
                break;
            case platform::Key::Escape:
                typed.push_back({Key::Escape, ""});
                break;
            case platform::Key::SelectAll:
                typed.push_back({Key::SelectAll, ""});
                break;
            default:
                break;  // moving the focus is the loop's, the rest has no meaning here
        }
    }
    return typed;
}

}  // namespace lotse::kiosk
