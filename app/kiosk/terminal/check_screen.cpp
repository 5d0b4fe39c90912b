// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/check_screen.h"

#include <algorithm>

#include "ui/kit/fonts.h"

namespace lotse::kiosk {

CheckScreenRole::CheckScreenRole(const Content& content, FrameLoop& loop)
    : m_content(content), m_loop(loop) {}

bool CheckScreenRole::draw(ui::Canvas& canvas, const platform::InputFrame& input) {
    const bool escaped =
        std::any_of(input.strokes.begin(), input.strokes.end(),
                    [](const Keystroke& stroke) { return stroke.key == Keystroke::Key::Escape; });
    if (ui::draw_test_card(canvas, m_content.catalogue, m_content.config.default_language,
                           m_card) ||
        escaped) {
        m_loop.quit();
    }
    return false;
}

ui::Theme CheckScreenRole::theme(int width_px, int height_px) const {
    return ui::make_theme(
        {width_px, height_px, static_cast<float>(m_content.config.diagonal_inch), 1});
}

text::Typography CheckScreenRole::typography() const {
    return ui::typography(*m_content.catalogue.language(m_content.config.default_language));
}

void CheckScreenRole::screen_checked(const ScreenFit& fit) {
    const auto size = [](int width, int height) {
        return std::to_string(width) + " × " + std::to_string(height);
    };
    m_card.facts = "drawn " + size(fit.drawn_width, fit.drawn_height) + " · window " +
                   size(fit.window_width, fit.window_height) + " · display " +
                   size(fit.display_width, fit.display_height) + " · " + m_loop.window().driver() +
                   " · " + std::string(m_loop.window().renderer().name()) +
                   (fit.covers ? " · OK" : " · NOT COVERED");
}

}  // namespace lotse::kiosk
