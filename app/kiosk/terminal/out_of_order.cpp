// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/out_of_order.h"

#include <utility>

#include "core/limits.h"
#include "ui/kit/fonts.h"
#include "ui/terminal/test_card.h"

namespace lotse::kiosk {

OutOfOrderRole::OutOfOrderRole(const Content& content, FrameLoop& loop, std::string reason)
    : m_content(content),
      m_loop(loop),
      m_reason(std::move(reason)),
      m_end(monotonic_now() + limits::kOutOfOrderShown) {}

bool OutOfOrderRole::draw(ui::Canvas& canvas, const platform::InputFrame&) {
    ui::draw_out_of_order(canvas, m_content.catalogue, m_content.config.default_language, m_reason);
    return false;
}

ui::Theme OutOfOrderRole::theme(int width_px, int height_px) const {
    return ui::make_theme(
        {width_px, height_px, static_cast<float>(m_content.config.diagonal_inch), 1});
}

text::Typography OutOfOrderRole::typography() const {
    return ui::typography(*m_content.catalogue.language(m_content.config.default_language));
}

bool OutOfOrderRole::advance(Instant now) {
    if (now >= m_end) {
        m_loop.quit();
    }
    return false;
}

}  // namespace lotse::kiosk
