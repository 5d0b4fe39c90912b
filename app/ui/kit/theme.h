// SPDX-License-Identifier: EUPL-1.2
/// Decides every colour, size and distance of the interface; nothing else in ui holds a number of
/// that kind.
///
/// Lengths are millimetres on the panel and become pixels here, because a finger and an eye do not
/// change with the resolution. Text grows with the panel (a 32-inch screen is read from further
/// away) and shrinks a little below 21 inch; touch targets never shrink. Sources: WCAG 2.2 (1.4.6
/// text ≥ 7:1, 1.4.11 parts ≥ 3:1, 2.5.5 targets), EN 301 549 5.1.4, VVSG 2.0 (targets).
#pragma once

#include <cstdint>

namespace lotse::ui {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    bool operator==(const Colour&) const = default;
};

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast(Colour a, Colour b);

namespace colour {
inline constexpr Colour kPaper{0xF2, 0xF5, 0xF7};      ///< the window: what is cleared, never drawn
inline constexpr Colour kSurface{0xFF, 0xFF, 0xFF};    ///< cards, fields, bars
inline constexpr Colour kSunken{0xDD, 0xE4, 0xEA};     ///< under the keyboard
inline constexpr Colour kKeyAction{0xC2, 0xCF, 0xD9};  ///< keys that do something else than write
inline constexpr Colour kInk{0x12, 0x26, 0x37};        ///< text
inline constexpr Colour kInkSoft{0x3D, 0x4F, 0x5F};    ///< hints, secondary text
inline constexpr Colour kLine{0x5E, 0x70, 0x80};       ///< borders that tell where a part is
inline constexpr Colour kLineSoft{0xC9, 0xD3, 0xDB};   ///< lines that only calm the eye
inline constexpr Colour kPrimary{0x0A, 0x4A,
                                 0x60};  ///< the one action of a screen, the chosen answer
inline constexpr Colour kPrimaryPressed{0x06, 0x33, 0x43};
inline constexpr Colour kOnPrimary{0xFF, 0xFF, 0xFF};
inline constexpr Colour kChosen{0xDF, 0xEF, 0xF3};   ///< background of a chosen answer
inline constexpr Colour kPressed{0xCB, 0xDF, 0xE6};  ///< background under the finger
inline constexpr Colour kFocus{0xE0, 0x8A, 0x00};  ///< ring around what has the focus (beside kInk)
inline constexpr Colour kDanger{0x96, 0x1B, 0x1E};
inline constexpr Colour kDangerPressed{0x6D, 0x0F, 0x12};
inline constexpr Colour kDangerTint{0xFC, 0xEE, 0xED};
inline constexpr Colour kSuccess{0x0B, 0x56, 0x37};
inline constexpr Colour kSuccessTint{0xE3, 0xF3, 0xEA};
inline constexpr Colour kNoticeTint{0xFF, 0xF3, 0xD6};  ///< warnings: with kInk on it
inline constexpr Colour kNoticeLine{0x8F, 0x5B, 0x00};
inline constexpr Colour kDisabled{0x5E, 0x6B, 0x77};   ///< text of what cannot be used now
inline constexpr Colour kSelection{0xB5, 0xDA, 0xE6};  ///< behind selected text
}  // namespace colour

/// The panel, as the configuration describes it.
struct Panel {
    int width_px = 1920;
    int height_px = 1080;
    float diagonal_inch = 21.5F;
    float text_factor = 1.0F;  ///< the client's choice of text size
    bool operator==(const Panel&) const = default;
};

/// Everything in pixels of one panel.
struct Theme {
    float px_per_mm = 4;
    float width_px = 1920, height_px = 1080;
    bool portrait = false;
    bool low = false;  ///< a small panel: what only greets gives its room to what is touched

    // Type scale: em sizes.
    float text_hero = 0;   ///< the queue number
    float text_title = 0;  ///< title of a screen, a question that stands alone
    float text_label = 0;  ///< label of a field, words on buttons
    float text_body = 0;
    float text_small = 0;  ///< hints, header
    float text_key = 0;    ///< letters on keys

    // Targets and distances.
    float target = 0;          ///< lower bound of everything that is touched
    float target_primary = 0;  ///< the action of the screen
    float gap = 0;             ///< between targets
    float space = 0;           ///< between things that belong together
    float space_large = 0;     ///< between things that do not
    float margin = 0;          ///< around the content
    float padding = 0;         ///< inside cards and buttons
    float radius = 0;
    float radius_large = 0;
    float line = 0;         ///< thickness of borders
    float line_strong = 0;  ///< thickness of the border of a chosen answer, of the focus ring
    float icon = 0;
    float icon_large = 0;

    // Frame of a screen.
    float header_height = 0;
    float progress_height = 0;
    float actions_height = 0;
    float column_width = 0;  ///< widest reading column
    float key_height = 0;
    float key_gap = 0;
    float key_width_most = 0;

    float mm(float millimetres) const { return millimetres * px_per_mm; }
    /// How many columns of at least `least_mm` fit into `width` pixels, 1 to `most`.
    int columns(float width, float least_mm, int most) const;
};

Theme make_theme(const Panel& panel);

}  // namespace lotse::ui
