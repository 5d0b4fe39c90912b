// SPDX-License-Identifier: EUPL-1.2
/// Decides every colour, size and distance of the interface; nothing else in ui holds a number of
/// that kind.
///
/// Lengths are millimetres on the panel and become pixels here, because a finger and an eye do not
/// change with the resolution. A drawing names a colour by what it is for (colour::Purpose); the
/// palette of the client's scheme says which one that is. Text grows with the panel (a 32-inch
/// screen is read from further away) and shrinks a little below 21 inch; touch targets never
/// shrink. Sources: WCAG 2.2 (1.4.6 text ≥ 7:1, 1.4.11 parts ≥ 3:1, 2.5.5 targets), EN 301
/// 549 5.1.4, VVSG 2.0 (targets).
#pragma once

#include <array>
#include <cstdint>

#include "core/access.h"

namespace lotse::ui {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    bool operator==(const Colour&) const = default;
};

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio").
double contrast(Colour a, Colour b);

/// What colours are for. Which one each is depends on the scheme.
namespace colour {
enum Purpose : std::uint8_t {
    kPaper,           ///< the window: what is cleared, never drawn
    kSurface,         ///< cards, fields, bars
    kSunken,          ///< under the keyboard
    kKeyAction,       ///< keys that do something else than write
    kInk,             ///< text
    kInkSoft,         ///< hints, secondary text: on paper, surface, chosen and tints only
    kLine,            ///< borders that tell where a part is
    kLineSoft,        ///< lines that only calm the eye: never around what is touched
    kPrimary,         ///< the one action of a screen, the chosen answer
    kPrimaryPressed,  ///< under the finger
    kOnPrimary,
    kChosen,     ///< background of a chosen answer
    kPressed,    ///< background under the finger
    kFocus,      ///< ring around what has the focus
    kFocusEdge,  ///< around that: one of both is seen on every ground
    kDanger,
    kDangerPressed,
    kDangerTint,
    kSuccess,
    kSuccessTint,
    kNoticeTint,  ///< warnings: with kInk on it
    kNoticeLine,
    kDisabled,   ///< text of what cannot be used now
    kSelection,  ///< behind selected text
    kPurposes
};
}  // namespace colour

using Palette = std::array<Colour, colour::kPurposes>;
const Palette& palette_of(Scheme scheme);

/// What something is painted with: the colour of a purpose, or one that is the same in all schemes.
class Paint {
public:
    constexpr Paint(colour::Purpose purpose) : m_purpose(purpose) {}
    constexpr Paint(Colour colour) : m_purpose(colour::kPurposes), m_fixed(colour) {}
    constexpr Colour in(const Palette& palette) const {
        return m_purpose == colour::kPurposes ? m_fixed : palette[m_purpose];
    }
    bool operator==(const Paint&) const = default;

private:
    colour::Purpose m_purpose;
    Colour m_fixed;
};

/// The panel, as the configuration describes it.
struct Panel {
    int width_px = 1920;
    int height_px = 1080;
    float diagonal_inch = 21.5F;
    float text_factor = 1.0F;  ///< of all letters, as the centre wants them
    float viewing_mm = 0;      ///< from the eye; 0: as usual for the diagonal
    bool operator==(const Panel&) const = default;
};

/// Everything in pixels of one panel.
struct Theme {
    float px_per_mm = 4;
    float width_px = 1920, height_px = 1080;
    bool portrait = false;
    bool low = false;  ///< a small panel: what only greets gives its room to what is touched
    Palette palette = palette_of(Scheme::Light);
    bool high = false;      ///< the scheme knows no tints: what is chosen has a thicker border
    bool enlarged = false;  ///< letters are larger than usual: rather one column than a broken word
    bool calm = false;      ///< nothing moves that nobody moves

    // Type scale: em sizes.
    float text_hero = 0;   ///< the queue number
    float text_title = 0;  ///< title of a screen, a question that stands alone
    float text_label = 0;  ///< label of a field, words on buttons
    float text_body = 0;
    float text_small = 0;  ///< hints, header
    float text_key = 0;    ///< letters on keys
    float text_least = 0;  ///< letters never shrink below it, whatever the room; 0: they may

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
    float header_height = 0;  ///< of a desk
    float bar_button = 0;     ///< height of the buttons that are always there
    float untouched = 0;      ///< from the top: nothing there is to be touched
    float room_to_type = 0;   ///< least height above the keys: a line that asks, and the field
    float actions_height = 0;
    float column_width = 0;  ///< widest reading column
    float key_height = 0;
    float key_gap = 0;
    float key_width_most = 0;

    float mm(float millimetres) const { return millimetres * px_per_mm; }
    /// How many columns of at least `least_mm` fit into `width` pixels, 1 to `most`.
    int columns(float width, float least_mm, int most) const;
};

inline constexpr float kCapital = 0.714F, kCapitalDevanagari = 0.622F;
/// Of the script that is read, in em: the largest letters are as large as an eye needs them
/// (EN 301 549 5.1.4: 0.7° of the distance), and keys as high as their lines.
struct Face {
    float capital = kCapital;  ///< height of a capital letter, or of what stands for one
    float line = 1.5F;         ///< from one line to the next
};
Theme make_theme(const Panel& panel, const Access& access = {}, const Face& face = {});

}  // namespace lotse::ui
