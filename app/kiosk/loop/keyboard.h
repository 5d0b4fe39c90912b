// SPDX-License-Identifier: EUPL-1.2
/// Keys of a real keyboard, as platform reads them, in the words of ui: the two folders do not know
/// each other.
#pragma once

#include <vector>

#include "platform/input.h"
#include "ui/terminal/terminal.h"

namespace lotse::kiosk {

std::vector<ui::Typed> typed_keys(const platform::InputFrame& input);

}  // namespace lotse::kiosk
