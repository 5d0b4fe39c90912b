// SPDX-License-Identifier: EUPL-1.2
/// A question that has to be answered before anything else.
#pragma once

#include <string>
#include <vector>

#include "ui/kit/widgets.h"

namespace lotse::ui {

struct DialogAnswer {
    std::string id, words, icon;
    ButtonKind kind;
};
/// One card in the middle of the screen, the answers inside it. Returns the id that was pressed,
/// empty if none.
std::string ask(Canvas& canvas, const Box& screen, const std::string& name, const std::string& icon,
                const std::string& title, const std::string& words,
                const std::vector<DialogAnswer>& answers);

}  // namespace lotse::ui
