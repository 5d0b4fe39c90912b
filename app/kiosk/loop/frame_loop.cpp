// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/loop/frame_loop.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/clock.h"
#include "core/limits.h"

namespace lotse::kiosk {
namespace {

/// A frame that changes the state is drawn again; more rounds than this would be a loop between two
/// screens.
constexpr int kMostRedraws = 4;
/// While something moves (a flung list), one frame per refresh of a common panel.
constexpr std::chrono::milliseconds kMovingFrame{16};

/// So far may a finger wander that taps.
constexpr float kTapSlackMm = 10;

/// After a frame that the window system did not take.
constexpr Instant kFrameRetry{100};

/// Milliseconds since this process was started by the kernel (proc(5), field 22 of stat, in clock
/// ticks since boot).
std::int64_t process_age_ms() {
    std::ifstream stat("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(stat)), std::istreambuf_iterator<char>());
    const std::size_t name_end = text.rfind(')');
    std::ifstream uptime_file("/proc/uptime");
    double uptime_s = 0;
    if (name_end == std::string::npos || !(uptime_file >> uptime_s)) {
        return 0;
    }
    std::istringstream fields(text.substr(name_end + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i) {
        fields >> field;
    }
    const double start_s =
        std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
    return static_cast<std::int64_t>((uptime_s - start_s) * 1000);
}

/// Where the focus goes. What only moves it is the loop's and is taken out: Tab, a keypad's
/// Activate, Escape where it leaves a level. Enter may be a field's, too.
ui::Navigation take_navigation(std::vector<Keystroke>& strokes, bool inside_level) {
    using enum Keystroke::Key;
    const auto moves = [inside_level](const Keystroke& stroke) {
        return stroke.key == Tab || stroke.key == Activate ||
               (inside_level && stroke.key == Escape);
    };
    ui::Navigation navigation = ui::Navigation::None;
    const auto first = std::ranges::find_if(
        strokes, [&](const Keystroke& stroke) { return moves(stroke) || stroke.key == Enter; });
    if (first != strokes.end()) {
        navigation = first->key == Escape ? ui::Navigation::Back
                     : first->key != Tab  ? ui::Navigation::Activate
                     : first->shift       ? ui::Navigation::Previous
                                          : ui::Navigation::Next;
    }
    std::erase_if(strokes, moves);
    return navigation;
}

double seconds_of(platform::TimePoint when) {
    return std::chrono::duration<double>(when.time_since_epoch()).count();
}

platform::Colour paper_of(const ui::Theme& theme) {
    const ui::Colour& paper = theme.palette[ui::colour::kPaper];
    return {paper.red, paper.green, paper.blue};
}

}  // namespace

Result<std::unique_ptr<FrameLoop>> FrameLoop::open(const platform::WindowConfig& config,
                                                   const ui::Icons& icons) {
    Result<std::unique_ptr<platform::Window>> window = platform::Window::open(config);
    if (!window) {
        return window.error();
    }
    return std::unique_ptr<FrameLoop>(new FrameLoop(std::move(*window), icons, config.show_cursor));
}

FrameLoop::FrameLoop(std::unique_ptr<platform::Window> window, const ui::Icons& icons, bool desk)
    : m_window(std::move(window)),
      m_canvas(m_engine, icons),
      m_input(desk),
      m_loop(*m_window, m_input) {
    ui::Canvas::prepare_imgui();
}

void FrameLoop::run(Role& role, const std::function<void()>& before_waiting) {
    while (!m_quit) {
        m_scanner.listen(role.speaking(), monotonic_now());
        if (const auto due = m_scanner.due(); due && monotonic_now() >= *due) {
            m_dirty = true;
        }
        if (m_dirty || m_input.pending() || m_canvas.moving()) {
            frame(role);
            m_scanner.listen(role.speaking(), monotonic_now());
        }
        before_waiting();
        if (m_quit) {
            return;
        }
        std::chrono::milliseconds timeout = platform::EventLoop::kForever;
        if (m_dirty || m_input.pending()) {
            timeout = std::chrono::milliseconds(0);
        } else if (m_canvas.moving()) {
            timeout = kMovingFrame;
        } else if (const std::optional<Instant> deadline = role.next_deadline()) {
            timeout = std::max(Instant(0), *deadline - monotonic_now()) + Instant(1);
        }
        if (timeout > limits::kLongestWait) {
            timeout = limits::kLongestWait;
        }
        const auto at_latest = [&timeout](std::chrono::milliseconds left) {
            const auto wait = std::max(std::chrono::milliseconds(0), left);
            timeout = timeout < std::chrono::milliseconds(0) ? wait : std::min(timeout, wait);
        };
        if (m_retry_due) {
            at_latest(*m_retry_due - monotonic_now() + Instant(1));
        }
        if (const auto look = m_window->look_due()) {
            at_latest(std::chrono::ceil<std::chrono::milliseconds>(*look - BootClock::now()));
        }
        if (m_open_wanted) {
            at_latest(until_open().value_or(kFrameRetry));
        }
        if (const auto due = m_scanner.due()) {
            at_latest(*due - monotonic_now() + Instant(1));
        }
        if (m_alive_interval) {
            at_latest(m_alive_due - monotonic_now() + Instant(1));
        }
        const platform::Happened happened = m_loop.wait(timeout);
        if (m_window->look(BootClock::now())) {
            m_dirty = true;
            tell_fit(role);
        }
        m_quit = m_quit || happened.quit;
        m_dirty = m_dirty || happened.redraw;
        if (const std::optional<bool> in = m_input.take_headset()) {
            role.plugged(*in);
        }
        if (role.advance(monotonic_now())) {
            m_dirty = true;
        }
        if (m_retry_due && monotonic_now() >= *m_retry_due) {
            m_retry_due.reset();
            m_dirty = true;
        }
        tell_alive(role, monotonic_now());
    }
}

std::optional<std::chrono::milliseconds> FrameLoop::until_open() const {
    const std::optional<double> open = m_canvas.open_from();
    if (!open) {
        return std::nullopt;
    }
    const double left = std::max(0.0, *open - seconds_of(BootClock::now()));
    return std::chrono::ceil<std::chrono::milliseconds>(std::chrono::duration<double>(left));
}

bool FrameLoop::takes_presses() {
    const auto left = until_open();
    m_open_wanted = !left || *left > std::chrono::milliseconds(0);
    return !m_open_wanted;
}

void FrameLoop::tell_alive(Role& role, Instant now) {
    if (!m_alive_interval || now < m_alive_due) {
        return;
    }
    m_alive_due = now + std::chrono::duration_cast<Instant>(*m_alive_interval);
    if (!role.answered()) {
        spdlog::error("the outbox does not answer");
        return;
    }
    if (m_presented) {
        supervisor::tell_alive();
    }
    role.probe();
}

void FrameLoop::tell_fit(Role& role) {
    const ScreenFit& fit = m_window->fit();
    if (fit == m_told_fit) {
        return;
    }
    m_told_fit = fit;
    role.screen_checked(fit);
    if (is_too_small(fit.drawn_width, fit.drawn_height)) {
        spdlog::error("screen: {} x {} pixels are too few, at least {} x {} are needed",
                      fit.drawn_width, fit.drawn_height, limits::kLeastScreenLongerPx,
                      limits::kLeastScreenShorterPx);
    }
    if (fit.covers) {
        spdlog::info("screen: {} x {} pixels, {}", fit.drawn_width, fit.drawn_height,
                     m_window->driver());
    } else {
        spdlog::error(
            "screen: the window has {} x {} pixels, {} x {} are drawn, the display has {} x {}; "
            "check the session's window manager and resolution, or try lotse --check-screen",
            fit.window_width, fit.window_height, fit.drawn_width, fit.drawn_height,
            fit.display_width, fit.display_height);
    }
}

void FrameLoop::wipe() {
    m_explorer.reset();
    m_scanner.stop();
    m_window->renderer().wipe();
    m_canvas.reset();
    m_engine.wipe();
    m_loop.wipe_past_events();
    m_dirty = true;
}

std::string FrameLoop::explore(double seconds, ui::Navigation& navigation) {
    const platform::ImGuiSetup::Finger finger = m_imgui.finger();
    const float slack = kTapSlackMm * m_canvas.theme().px_per_mm;
    const ui::Explorer::Step step =
        m_explorer.step({finger.x, finger.y, finger.down}, seconds, m_canvas.tree(), slack);
    if (!step.through) {
        m_imgui.take_finger_away();
    }
    if (step.activate) {
        navigation = ui::Navigation::Activate;
    }
    return step.point;
}

ui::Navigation FrameLoop::scan(std::vector<Keystroke>& strokes) {
    const bool pressed = std::erase_if(strokes, [](const Keystroke& stroke) {
                             return stroke.key == Keystroke::Key::Switch;
                         }) > 0;
    if (m_imgui.finger().down) {
        m_scanner.stop();
    }
    const ui::Scanner::Step step =
        m_scanner.step({m_canvas.screens(), m_canvas.is_on_stop(), m_canvas.is_on_last_stop(),
                        m_canvas.is_inside_level()},
                       pressed, monotonic_now());
    m_scan = {pressed, step.by_itself, step.first_round};
    if (step.rests) {
        m_canvas.focus("");
    }
    return step.navigation;
}

void FrameLoop::frame(Role& role) {
    m_dirty = false;
    const platform::TimePoint now = BootClock::now();
    platform::InputFrame input = m_input.begin_frame(m_imgui.io(), now);
    if (input.oldest_event) {
        m_latency.event_taken(*input.oldest_event);
    }
    const double seconds = seconds_of(now);
    const ImDrawData* drawn = nullptr;
    for (int round = 0; round < kMostRedraws; ++round) {
        const ui::Navigation scanned = scan(input.strokes);
        ui::Navigation navigation = take_navigation(input.strokes, m_canvas.is_inside_level());
        if (navigation == ui::Navigation::None) {
            navigation = scanned;
        }
        std::string pointed;
        if (role.explored()) {
            pointed = explore(seconds, navigation);
        } else {
            m_explorer.reset();
        }
        m_imgui.begin_frame();
        m_canvas.begin(
            role.theme(m_window->width(), m_window->height()), role.typography(), seconds,
            navigation,
            input.pressed ? std::optional<double>(seconds_of(*input.pressed)) : std::nullopt);
        if (!pointed.empty()) {
            m_canvas.point_at(pointed);
        }
        const bool changed = role.draw(m_canvas, input);
        m_canvas.end();
        drawn = &m_imgui.end_frame();
        if (!changed) {
            break;
        }
        input = m_input.begin_frame(m_imgui.io(), now);  // the event is used up
        if (input.oldest_event) {
            m_latency.event_taken(*input.oldest_event);
        }
        m_dirty = round + 1 == kMostRedraws;
    }
    const Result<platform::FrameReport> report =
        m_window->renderer().present(*drawn, m_engine, paper_of(m_canvas.theme()));
    if (!report) {
        spdlog::error("display: {}", to_string(report.error()));
        m_window->renderer().invalidate();
        m_presented = false;
        m_retry_due = monotonic_now() + kFrameRetry;
        return;
    }
    m_presented = true;
    m_canvas.presented(seconds_of(BootClock::now()));
    m_latency.presented(report->drawn, BootClock::now());
    if (!m_input.pending() && !m_canvas.moving()) {
        m_latency.settled();
    }
    m_stats.frames_drawn = report->frames_drawn;
    if (m_stats.start_to_first_frame_ms == 0) {
        m_stats.start_to_first_frame_ms = std::max<std::int64_t>(1, process_age_ms());
        supervisor::tell_ready();
    }
}

}  // namespace lotse::kiosk
