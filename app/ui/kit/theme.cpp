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

constexpr Colour rgb(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
            static_cast<std::uint8_t>(value)};
}

/// In the order of colour::Purpose.
constexpr Palette kLight{
    rgb(0xF2F5F7),  // Paper
    rgb(0xFFFFFF),  // Surface
    rgb(0xDDE4EA),  // Sunken
    rgb(0xC2CFD9),  // KeyAction
    rgb(0x122637),  // Ink
    rgb(0x3D4F5F),  // InkSoft
    rgb(0x5E7080),  // Line
    rgb(0xC9D3DB),  // LineSoft
    rgb(0x0A4A60),  // Primary
    rgb(0x063343),  // PrimaryPressed
    rgb(0xFFFFFF),  // OnPrimary
    rgb(0xDFEFF3),  // Chosen
    rgb(0xCBDFE6),  // Pressed
    rgb(0xE08A00),  // Focus
    rgb(0x122637),  // FocusEdge
    rgb(0x961B1E),  // Danger
    rgb(0x6D0F12),  // DangerPressed
    rgb(0xFCEEED),  // DangerTint
    rgb(0x0B5637),  // Success
    rgb(0xE3F3EA),  // SuccessTint
    rgb(0xFFF3D6),  // NoticeTint
    rgb(0x8F5B00),  // NoticeLine
    rgb(0x5E6B77),  // Disabled
    rgb(0xB5DAE6),  // Selection
};
constexpr Palette kDark{
    rgb(0x0E151B),  // Paper
    rgb(0x17212A),  // Surface
    rgb(0x0A0F14),  // Sunken
    rgb(0x2C3A46),  // KeyAction
    rgb(0xF2F6F9),  // Ink
    rgb(0xC4D0DA),  // InkSoft
    rgb(0x8596A5),  // Line
    rgb(0x33424F),  // LineSoft
    rgb(0x8FD3E8),  // Primary
    rgb(0xC2E8F3),  // PrimaryPressed
    rgb(0x06202A),  // OnPrimary
    rgb(0x12394A),  // Chosen
    rgb(0x1D4759),  // Pressed
    rgb(0xFFB545),  // Focus
    rgb(0x06202A),  // FocusEdge
    rgb(0xFFB3AD),  // Danger
    rgb(0xFFD6D2),  // DangerPressed
    rgb(0x3A1416),  // DangerTint
    rgb(0x8EE0B2),  // Success
    rgb(0x0E2E20),  // SuccessTint
    rgb(0x33270A),  // NoticeTint
    rgb(0xE8B44C),  // NoticeLine
    rgb(0x8A98A5),  // Disabled
    rgb(0x1F4E63),  // Selection
};
constexpr Palette kHighLight{
    rgb(0xFFFFFF),  // Paper
    rgb(0xFFFFFF),  // Surface
    rgb(0xFFFFFF),  // Sunken
    rgb(0xFFFFFF),  // KeyAction
    rgb(0x000000),  // Ink
    rgb(0x000000),  // InkSoft
    rgb(0x000000),  // Line
    rgb(0x000000),  // LineSoft
    rgb(0x00307A),  // Primary
    rgb(0x001B47),  // PrimaryPressed
    rgb(0xFFFFFF),  // OnPrimary
    rgb(0xFFFFFF),  // Chosen
    rgb(0xFFF2A8),  // Pressed
    rgb(0xC4006B),  // Focus
    rgb(0xFFFFFF),  // FocusEdge
    rgb(0x7A0000),  // Danger
    rgb(0x4D0000),  // DangerPressed
    rgb(0xFFFFFF),  // DangerTint
    rgb(0x003D1F),  // Success
    rgb(0xFFFFFF),  // SuccessTint
    rgb(0xFFFFFF),  // NoticeTint
    rgb(0x000000),  // NoticeLine
    rgb(0x595959),  // Disabled
    rgb(0xFFE45C),  // Selection
};
constexpr Palette kHighDark{
    rgb(0x000000),  // Paper
    rgb(0x000000),  // Surface
    rgb(0x000000),  // Sunken
    rgb(0x000000),  // KeyAction
    rgb(0xFFFFFF),  // Ink
    rgb(0xFFFFFF),  // InkSoft
    rgb(0xFFFFFF),  // Line
    rgb(0xFFFFFF),  // LineSoft
    rgb(0xFFE600),  // Primary
    rgb(0xFFF8B0),  // PrimaryPressed
    rgb(0x000000),  // OnPrimary
    rgb(0x000000),  // Chosen
    rgb(0x3A3A00),  // Pressed
    rgb(0x00E5FF),  // Focus
    rgb(0x000000),  // FocusEdge
    rgb(0xFFB0B0),  // Danger
    rgb(0xFFDADA),  // DangerPressed
    rgb(0x000000),  // DangerTint
    rgb(0x9DFFC4),  // Success
    rgb(0x000000),  // SuccessTint
    rgb(0x000000),  // NoticeTint
    rgb(0xFFFFFF),  // NoticeLine
    rgb(0xA6A6A6),  // Disabled
    rgb(0x004A8F),  // Selection
};

/// At the largest letters, of the distance: 0.7° (EN 301 549 5.1.4).
constexpr float kCapitalOfDistance = 0.0122F;
constexpr float kLarge = 1.3F;
constexpr float kTitleOfLeast = 1.15F;

/// How far somebody stands from a panel that no setting describes.
float usual_distance_mm(float diagonal_inch) {
    return diagonal_inch < 12   ? 400.0F
           : diagonal_inch < 18 ? 500.0F
           : diagonal_inch < 24 ? 600.0F
                                : 650.0F;
}

}  // namespace

const Palette& palette_of(Scheme scheme) {
    switch (scheme) {
        case Scheme::Dark:
            return kDark;
        case Scheme::HighLight:
            return kHighLight;
        case Scheme::HighDark:
            return kHighDark;
        case Scheme::Light:
            break;
    }
    return kLight;
}

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

/// Of the height, where what is touched is to stand low: the screens scroll in the rest.
constexpr float kUntouched = 0.22F, kUntouchedUpright = 0.42F;
/// Of targets.
constexpr float kRoomToType = 2.4F;
/// No language has more rows of keys (text/languages, lint).
constexpr float kMostKeyRows = 5;

Theme make_theme(const Panel& panel, const Access& access, const Face& face) {
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
    const bool very_large = access.letters == Letters::VeryLarge;
    const float distance =
        panel.viewing_mm > 0 ? panel.viewing_mm : usual_distance_mm(panel.diagonal_inch);
    theme.text_least =
        very_large ? std::ceil(theme.mm(kCapitalOfDistance * distance / face.capital) * 4) / 4
                   : 0.0F;
    const float factor = panel.text_factor * (access.letters == Letters::Normal ? 1.0F : kLarge);
    const auto text = [&](float millimetres) {
        const float wished = std::round(theme.mm(millimetres) * reach * factor * 4) / 4;
        return std::max(wished, theme.text_least);
    };
    // Pictograms grow with the letters they stand beside, but less.
    const float icon_factor = access.letters == Letters::Normal ? 1.0F : 1.2F;
    const auto space = [&](float millimetres) { return std::round(theme.mm(millimetres) * reach); };
    // A target in whole pixels that is not a fraction of a pixel too small.
    const auto target = [&](float millimetres) {
        return std::ceil(theme.mm(millimetres) * std::max(1.0F, reach));
    };

    // The number is read from afar at any size.
    theme.text_hero = std::round(theme.mm(34.0F) * reach * panel.text_factor * 4) / 4;
    theme.text_title = std::max(text(10.0F), theme.text_least * kTitleOfLeast);
    theme.text_label = text(7.4F);
    theme.text_body = text(6.6F);
    theme.text_small = text(5.6F);
    theme.text_key = text(7.6F);

    // As high as a line of what stands on it, which the largest letters of some scripts need.
    const float line =
        very_large ? std::ceil(std::max(theme.text_label, theme.text_key) * face.line) : 0.0F;
    theme.target = std::max(target(15.2F), line);
    theme.target_primary = std::max(target(20.0F), line + 2 * space(3.5F));
    theme.gap = std::ceil(theme.mm(3.2F));
    theme.space = space(3.5F);
    theme.space_large = space(9.0F);
    theme.margin = space(theme.portrait ? 9.0F : 12.0F);
    theme.padding = space(5.0F);
    theme.radius = space(1.8F);
    theme.radius_large = space(3.0F);
    theme.line = std::max(2.0F, std::round(theme.mm(0.4F)));
    theme.high = access.scheme == Scheme::HighLight || access.scheme == Scheme::HighDark;
    theme.line_strong = std::max(theme.high ? 3 * theme.line : 3.0F, std::round(theme.mm(0.9F)));
    theme.icon = space(8.0F * icon_factor);
    theme.icon_large = space(12.0F * icon_factor);

    theme.palette = palette_of(access.scheme);
    theme.enlarged = access.letters != Letters::Normal;
    theme.calm = access.calm;
    theme.bar_button = theme.low ? theme.target : theme.target_primary;
    theme.actions_height = theme.target_primary + 2 * space(3.5F);
    theme.column_width = space(360.0F);
    theme.key_height = theme.target;
    theme.key_gap = std::ceil(theme.mm(1.4F));
    theme.key_width_most = space(21.0F);
    theme.room_to_type = kRoomToType * theme.target;
    if (access.low) {
        // Never so much that the keys and what is typed with them do not fit below.
        const float keys =
            kMostKeyRows * (theme.key_height + theme.key_gap) + theme.key_gap + theme.space;
        const float most = std::max(0.0F, theme.height_px - keys - theme.room_to_type);
        const float share = theme.portrait ? kUntouchedUpright : kUntouched;
        theme.untouched = std::floor(std::min(most, theme.height_px * share));
    }
    return theme;
}

}  // namespace lotse::ui
