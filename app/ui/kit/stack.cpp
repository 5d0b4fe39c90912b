// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/stack.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui {

Box column_of(const Theme& theme, const Box& strip) {
    const float width = std::round(std::min(theme.column_width, strip.width - 2 * theme.margin));
    return {std::round(strip.x + (strip.width - width) / 2), strip.y, width, strip.height};
}

float beside_scroll_buttons(const Theme& theme) {
    return std::max(0.0F, theme.gap - std::floor(theme.space / 2));
}

void draw_centred(Canvas& canvas, const Box& area, const std::string& id, float width,
                  const std::function<float(const Box&)>& content) {
    Box column = column_of(canvas.theme(), area).inset(0, beside_scroll_buttons(canvas.theme()));
    const float wished = std::min(column.width, width);
    column.x += std::round((column.width - wished) / 2);
    column.width = wished;
    canvas.scroll_area(id, column, [&](const Box& box) {
        if (canvas.measuring()) {
            return content(box);
        }
        // Measured before: what is free goes above and below, a little more below.
        const float free = std::max(0.0F, column.height - canvas.content_height(id));
        Box inner = box;
        inner.y += std::round(free * 0.42F);
        content(inner);
        return 0.0F;
    });
}

}  // namespace lotse::ui
