// SPDX-License-Identifier: EUPL-1.2
/// The frame loop that terminal and desk share: waits, feeds input, lets the role draw, presents,
/// measures.
///
/// Decides when a frame is drawn: after an event, a result of a worker, a deadline, or while
/// something moves; never otherwise. A frame whose events changed the state is not presented: the
/// one that shows the change is. One thread, except `wake`.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/supervisor.h"
#include "core/intake/outbox.h"
#include "core/voice/utterance.h"
#include "platform/imgui_context.h"
#include "platform/input.h"
#include "platform/loop.h"
#include "platform/window.h"
#include "text/layout/layout.h"
#include "ui/kit/canvas.h"
#include "ui/kit/explorer.h"
#include "ui/kit/icons.h"
#include "ui/kit/scanner.h"

namespace lotse::kiosk {

/// What a role (terminal, desk) does in the frame loop.
class Role {
public:
    virtual ~Role() = default;
    /// Draws one frame and handles what it reports. True: the state changed, draw again before
    /// presenting.
    virtual bool draw(ui::Canvas& canvas, const platform::InputFrame& input) = 0;
    virtual ui::Theme theme(int width_px, int height_px) const = 0;
    virtual text::Typography typography() const = 0;
    /// Results of workers, and time. True: draw.
    virtual bool advance(Instant now) = 0;
    virtual std::optional<Instant> next_deadline() const = 0;
    /// Nothing is on its way to or from a worker.
    virtual bool settled() const = 0;
    /// Asks what the role cannot work without (the outbox) for a sign of life. `answered`: to the
    /// last question.
    virtual void probe() {}
    virtual bool answered() const { return true; }
    /// Something is read aloud.
    virtual bool speaking() const { return false; }
    /// A keypad says that its jack is in, or out.
    virtual void plugged(bool) {}
    /// A finger only says what lies under it.
    virtual bool explored() const { return false; }
    /// What was said aloud since this was asked last, if that is kept.
    virtual std::vector<SpokenPart> heard() { return {}; }
    /// How the picture lies on the display differs from before; a frame follows.
    virtual void screen_checked(const ScreenFit&) {}
};

struct StageStats {
    std::uint64_t frames_drawn = 0;
    std::int64_t start_to_first_frame_ms = 0;
};

class FrameLoop {
public:
    static Result<std::unique_ptr<FrameLoop>> open(const platform::WindowConfig& window,
                                                   const ui::Icons& icons);

    /// Until the window is closed or `quit` is called. `after_frame` runs in the frame loop's
    /// thread whenever the loop is about to wait: the automation answers there.
    void run(Role& role, const std::function<void()>& before_waiting);
    void quit() { m_quit = true; }
    /// From any thread.
    void wake() { m_loop.wake(); }
    /// Forgets layouts, glyphs, scroll positions and typed text of whoever was here, and draws
    /// anew.
    void wipe();
    /// Draws a frame although nothing happened.
    void redraw() { m_dirty = true; }

    void set_keypad(Keypad keypad) { m_input.set_keypad(std::move(keypad)); }
    const Keypad& keypad() const { return m_input.keypad(); }
    /// How long the focus of who has one switch stays on a stop.
    void set_switch_pause(Instant pause) { m_scanner.set_pause(pause); }
    /// What the one switch did in the frame that is drawn.
    struct Scan {
        bool pressed = false;
        bool moved = false;        ///< the focus, by itself
        bool first_round = false;  ///< and to what it did not stand on before
    };
    const Scan& scan() const { return m_scan; }
    ui::Canvas& canvas() { return m_canvas; }
    text::Engine& engine() { return m_engine; }
    platform::Window& window() { return *m_window; }
    const platform::LatencyMeter& latency() const { return m_latency; }
    void reset_latency() { m_latency = {}; }
    const StageStats& stats() const { return m_stats; }
    /// Everything on the screen can be pressed (ui/kit/press_guard.h). While it cannot, the loop
    /// turns again when it can.
    bool takes_presses();
    /// No input waits and nothing moves.
    bool at_rest() const { return !m_input.pending() && !m_canvas.moving() && !m_dirty; }

private:
    FrameLoop(std::unique_ptr<platform::Window> window, const ui::Icons& icons, bool desk);
    void frame(Role& role);
    /// For who hears the screen: takes the finger away from it unless it is to act, and says where
    /// the focus goes.
    std::string explore(double seconds, ui::Navigation& navigation);
    /// The same for who has one switch.
    ui::Navigation scan(std::vector<Keystroke>& strokes);
    void tell_fit(Role& role);
    /// Nothing: the screen was not presented yet.
    std::optional<std::chrono::milliseconds> until_open() const;
    /// To the service manager, if it waits for that: only while frames reach the screen, input is
    /// read (the loop turns) and the role's store answers. No frame due counts as one that was
    /// presented.
    void tell_alive(Role& role, Instant now);

    std::unique_ptr<platform::Window> m_window;
    platform::ImGuiSetup m_imgui;
    text::Engine m_engine;
    ui::Canvas m_canvas;
    platform::InputQueue m_input;
    ui::Explorer m_explorer;
    ui::Scanner m_scanner;
    Scan m_scan;
    platform::EventLoop m_loop;
    platform::LatencyMeter m_latency;
    StageStats m_stats;
    ScreenFit m_told_fit;
    const std::optional<std::chrono::milliseconds> m_alive_interval = supervisor::alive_interval();
    Instant m_alive_due{0};
    std::optional<Instant> m_retry_due;  ///< of a frame that was not taken
    bool m_presented = false;            ///< the last frame reached the screen
    bool m_dirty = true;
    bool m_open_wanted = false;  ///< somebody waits until the screen takes presses
    bool m_quit = false;
};

}  // namespace lotse::kiosk
