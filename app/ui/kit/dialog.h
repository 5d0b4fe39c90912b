// SPDX-License-Identifier: EUPL-1.2
/// A question that has to be answered before anything else.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ui/kit/widgets.h"

namespace lotse::ui {

struct DialogAnswer {
    std::string id;
    text::Words words;
    std::string icon;
    ButtonKind kind = ButtonKind::Secondary;
    bool enabled = true;
};
/// One card in the middle of the screen, the answers inside it. `content` draws what is filled in
/// before, and says how high it is. Returns the id that was pressed, empty if none.
std::string ask(Canvas& canvas, const Box& screen, const std::string& name, const std::string& icon,
                const text::WordsView& title, const text::WordsView& words,
                const std::vector<DialogAnswer>& answers,
                const std::function<float(const Box&)>& content = nullptr);

}  // namespace lotse::ui
