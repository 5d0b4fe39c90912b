// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a drawing or a refusal; what is drawn lies at finite places.
#include <cmath>
#include <cstdlib>

#include "ui/kit/icons.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto icon = lotse::ui::parse_icon({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!icon) {
        return 0;
    }
    for (const auto& stroke : icon->strokes) {
        for (const auto& point : stroke.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
                std::abort();
            }
        }
    }
    return 0;
}
