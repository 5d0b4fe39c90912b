// SPDX-License-Identifier: EUPL-1.2
/// The desk in the frame loop: state, screen, drawing and effects of core/desk/desk.h joined. Staff
/// read German.
#pragma once

#include <memory>
#include <optional>

#include "core/desk/screen.h"
#include "kiosk/configuration/content.h"
#include "kiosk/desk/desk_effects.h"
#include "kiosk/loop/frame_loop.h"
#include "ui/desk/desk.h"

namespace lotse::kiosk {

class DeskRole final : public Role {
public:
    /// All outlive it.
    DeskRole(const Content& content, const codec::KioskConfig& config, DeskEffects& effects,
             FrameLoop& loop);

    bool draw(ui::Canvas& canvas, const platform::InputFrame& input) override;
    ui::Theme theme(int width_px, int height_px) const override;
    text::Typography typography() const override;
    bool advance(Instant now) override;
    std::optional<Instant> next_deadline() const override;
    bool settled() const override { return m_effects.settled(); }
    /// The same words, questions and institution as the terminals, from now on. A case that is open
    /// stays open.
    void show(std::shared_ptr<const Content> content);

private:
    void handle(const desk::Event& event);
    void touched();
    void take_questionnaires();
    void prepare_admin();

    const Content* m_content;                     ///< installed, or as the centre configured it
    std::shared_ptr<const Content> m_configured;  ///< null: installed
    const codec::KioskConfig& m_config;
    desk::Rules m_rules;
    DeskEffects& m_effects;
    FrameLoop& m_loop;
    std::unique_ptr<ui::Desk> m_drawing;
    ui::AdminContent m_admin;  ///< of what is installed
    desk::State m_state;
    desk::ScreenView m_view;  ///< of m_state
    std::optional<Instant> m_next_tick;
    bool m_changed = false;
};

}  // namespace lotse::kiosk
