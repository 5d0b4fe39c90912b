// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/theme.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"

namespace lotse::ui {
namespace {

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

}  // namespace

double contrast(Colour a, Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

int Theme::columns(float width, float least_mm, int most) const {
    const int fitting = static_cast<int>((width + gap) / (mm(least_mm) + gap));
    return std::clamp(fitting, 1, most);
}

/// A smaller panel shows what one of this size does, in proportion: on 7 inches a target of 15 mm
/// is 10 mm wide. In its own size so few words would fit that no language could be chosen.
constexpr float kSmallestLaidOutInch = 10.1F;

Theme make_theme(const Panel& panel) {
    LOTSE_CHECK(panel.width_px > 0 && panel.height_px > 0 && panel.diagonal_inch > 0);
    Theme theme;
    theme.width_px = static_cast<float>(panel.width_px);
    theme.height_px = static_cast<float>(panel.height_px);
    theme.portrait = panel.height_px > panel.width_px;
    theme.px_per_mm = std::hypot(theme.width_px, theme.height_px) /
                      (std::max(panel.diagonal_inch, kSmallestLaidOutInch) * 25.4F);

    // The drawing board is a 21.5-inch panel: 268 mm on its short side.
    const float short_side_mm = std::min(theme.width_px, theme.height_px) / theme.px_per_mm;
    // A panel of 10.1 inches or less is looked at from as near as it is held or mounted low:
    // smaller letters leave room for what is to be read. Targets do not shrink.
    theme.low = short_side_mm < 150.0F;
    const float reach = std::clamp(short_side_mm / 268.0F, theme.low ? 0.62F : 0.82F, 1.5F);
    const auto text = [&](float millimetres) {
        return std::round(theme.mm(millimetres) * reach * panel.text_factor * 4) / 4;
    };
    const auto space = [&](float millimetres) { return std::round(theme.mm(millimetres) * reach); };
    // A target in whole pixels that is not a fraction of a pixel too small.
    const auto target = [&](float millimetres) {
        return std::ceil(theme.mm(millimetres) * std::max(1.0F, reach));
    };

    theme.text_hero = text(34.0F);
    theme.text_title = text(10.0F);
    theme.text_label = text(7.4F);
    theme.text_body = text(6.6F);
    theme.text_small = text(5.6F);
    theme.text_key = text(7.6F);

    theme.target = target(15.2F);
    theme.target_primary = target(20.0F);
    theme.gap = std::ceil(theme.mm(3.2F));
    theme.space = space(3.5F);
    theme.space_large = space(9.0F);
    theme.margin = space(theme.portrait ? 9.0F : 12.0F);
    theme.padding = space(5.0F);
    theme.radius = space(1.8F);
    theme.radius_large = space(3.0F);
    theme.line = std::max(2.0F, std::round(theme.mm(0.4F)));
    theme.line_strong = std::max(3.0F, std::round(theme.mm(0.9F)));
    theme.icon = space(8.0F);
    theme.icon_large = space(12.0F);

    theme.header_height = theme.target + 2 * space(2.0F);
    theme.progress_height = theme.text_small * (theme.low ? 2.1F : 1.5F) + space(6.0F);
    theme.actions_height = theme.target_primary + 2 * space(3.5F);
    theme.column_width = space(360.0F);
    theme.key_height = theme.target;
    theme.key_gap = std::ceil(theme.mm(1.4F));
    theme.key_width_most = space(21.0F);
    return theme;
}

}  // namespace lotse::ui
