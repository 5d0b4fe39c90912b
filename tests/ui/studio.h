// SPDX-License-Identifier: EUPL-1.2
/// The terminal's drawings without a display: the real languages and questionnaires, one canvas, a
/// finger.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/terminal/screen.h"
#include "core/terminal/session.h"
#include "platform/imgui_context.h"
#include "platform/renderer.h"
#include "text/words/catalogue.h"
#include "ui/terminal/terminal.h"

namespace lotse::ui::test {

/// Read once per program; a failure ends the tests with the error.
struct Content {
    std::unique_ptr<text::Catalogue> catalogue;
    std::vector<std::unique_ptr<Questionnaire>> forms;
    std::unique_ptr<Questionnaire> withdrawal;
    Icons icons;
    terminal::Rules rules;
    Occupations occupations;
};
const Content& content();
/// The shipped occupations with their shipped names.
text::OccupationWords occupation_words();

struct NamedPanel {
    const char* name;
    Panel panel;
};
/// Landscape and portrait, the drawing board's size and the smallest.
std::vector<NamedPanel> panels();

class Studio {
public:
    explicit Studio(const Panel& panel = {});
    ~Studio();

    /// Draws until nothing moves; what came up on the way is returned.
    std::vector<terminal::Event> draw(const terminal::ScreenView& view);
    /// One frame with the present finger.
    std::vector<terminal::Event> frame(const terminal::ScreenView& view,
                                       const std::vector<Keystroke>& typed = {},
                                       Navigation navigation = Navigation::None);
    /// As if nobody had been there: lays out and records until nothing moves, without drawing.
    void lay_out_anew(const terminal::ScreenView& view);
    void forget();
    /// Finger down and up in the middle of a widget.
    std::vector<terminal::Event> tap(const terminal::ScreenView& view, const std::string& id);
    void finger(float x, float y, bool down);
    void no_finger();

    const SemanticTree& tree() const { return m_canvas.tree(); }
    Canvas& canvas() { return m_canvas; }
    text::Engine& engine() { return m_engine; }
    Terminal& terminal() { return m_terminal; }
    const Theme& theme() const { return m_theme; }
    /// The last frame, drawn by the rasteriser that machines without a GPU use.
    platform::Picture picture();
    /// A part of it; what lies outside of the screen is cut off.
    platform::Picture picture(const PixelBox& part);
    void save(const std::string& path);
    /// Between begin and end of a frame for drawing single widgets.
    void with_canvas(const std::string& language, const std::function<void(Canvas&)>& draw);

private:
    const Language& set_up(const terminal::ScreenView& view);

    platform::ImGuiSetup m_imgui;
    text::Engine m_engine;
    Panel m_panel;
    Theme m_theme;
    Canvas m_canvas;
    Terminal m_terminal;
    const ImDrawData* m_drawn = nullptr;
    std::vector<std::uint32_t> m_pixels;  ///< of the whole screen, as far as somebody looked
    double m_seconds = 1;
};

/// What is wrong with a frame: texts that do not fit, missing glyphs, targets too small or
/// overlapping, an order of focus that is not the order of reading. Empty: nothing.
std::vector<std::string> complaints(const SemanticTree& tree, const Theme& theme,
                                    bool right_to_left);

/// A session in the given language, before its first question.
terminal::State session_in(const std::string& language, std::size_t form = 0);
/// Every page of the questionnaire that shows up while everything is answered with the first
/// answer, with its state.
std::vector<terminal::State> walk(const std::string& language, std::size_t form = 0);
terminal::State after(terminal::State state, const terminal::Event& event);

}  // namespace lotse::ui::test
