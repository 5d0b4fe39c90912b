// SPDX-License-Identifier: EUPL-1.2
/// Decides how things are drawn and touched: shapes, text, pictograms, mirroring, clipping, hit
/// areas, scrolling, focus, and the recording of the semantic tree. The only place (with its .cpp)
/// that knows Dear ImGui.
///
/// Boxes are logical (geometry.h); mirroring for right-to-left languages happens here and nowhere
/// else. Hit areas act when the finger is lifted inside; sliding off cancels, and a drag inside a
/// scrolling area becomes scrolling. Nothing moves by itself except a scrolling area that was flung
/// (`moving`). Between begin() and end() runs one frame, between ImGui::NewFrame() and
/// ImGui::Render(). Texture id 0 is solid colour, page + 1 a page of the text engine.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/layout/layout.h"
#include "ui/kit/geometry.h"
#include "ui/kit/icons.h"
#include "ui/kit/semantic_tree.h"
#include "ui/kit/theme.h"

struct ImDrawList;

namespace lotse::ui {

struct TextStyle {
    float size = 0;
    text::Weight weight = text::Weight::Regular;
    Colour colour = colour::kInk;
    text::Align align = text::Align::Start;  ///< relative to the screen's direction
    int max_lines = 0;
    bool middle = false;  ///< vertically in the middle of its box, else at the top
    const text::Typography* typography = nullptr;  ///< null: the screen's language
};

struct Hit {
    bool held = false;     ///< under the finger now
    bool clicked = false;  ///< this frame
    bool focused = false;
};

enum class Navigation : std::uint8_t { None, Next, Previous, Activate };

class Canvas {
public:
    Canvas(text::Engine& engine, const Icons& icons);

    // --- Frame ---
    /// Sets the drawing style that the canvas relies on. Once, after the context of Dear ImGui was
    /// made.
    static void prepare_imgui();
    /// `seconds`: monotonic, for scrolling only.
    void begin(const Theme& theme, const text::Typography& typography, double seconds,
               Navigation navigation);
    /// Instead of begin: a picture of a screen inside the frame that another canvas is drawing, its
    /// top left at (`x`, `y`) pixels of that frame, clipped to the theme's size. Nothing on it can
    /// be operated, and its tree is its own.
    void begin_picture(const Theme& theme, const text::Typography& typography, float x, float y);
    /// Instead of begin: lays out and records without drawing. Needs no context of Dear ImGui.
    void begin_unseen(const Theme& theme, const text::Typography& typography);
    void end();
    /// Something still moves or looks different next frame: draw again soon.
    bool moving() const { return m_moving; }
    /// A widget changed how it is shown: draw once more.
    void ask_again() { m_moving = true; }
    const SemanticTree& tree() const { return m_tree; }
    /// Forgets scroll positions, focus, a finger that is down.
    void reset();

    const Theme& theme() const { return m_theme; }
    const text::Typography& typography() const { return m_typography; }
    text::Engine& engine() { return m_engine; }
    bool right_to_left() const { return m_rtl; }
    /// Words for the two buttons of a scrolling area.
    void set_scroll_labels(std::string up, std::string down) {
        m_scroll_up = std::move(up);
        m_scroll_down = std::move(down);
    }
    Box screen() const { return {0, 0, m_theme.width_px, m_theme.height_px}; }
    /// True while scroll_area() measures: widgets draw nothing and act on nothing.
    bool measuring() const { return m_measuring > 0; }

    // --- Shapes ---
    void fill(const Box& box, Colour colour, float radius = 0);
    void outline(const Box& box, Colour colour, float thickness, float radius = 0);
    void icon(const std::string& name, const Box& box, Colour colour);
    void drawing(const Icon& icon, const Box& box, Colour colour);
    /// A filled circle around the middle of the box.
    void dot(const Box& box, float radius, Colour colour);
    void ring(const Box& box, float radius, Colour colour, float thickness);
    bool has_icon(const std::string& name) const { return m_icons.find(name) != nullptr; }
    const Icons& icons() const { return m_icons; }

    // --- Text ---
    text::LayoutPtr lay_out(std::string_view text, float width, const TextStyle& style);
    float text_height(std::string_view text, float width, const TextStyle& style);
    /// Of the text on one line.
    float text_width(std::string_view text, const TextStyle& style);
    /// Draws into the box and returns the height used. What does not fit is noted in the tree, not
    /// hidden.
    float text(const Box& box, std::string_view text, const TextStyle& style);
    /// A layout made by lay_out at the box's top.
    void draw_layout(const text::Layout& layout, const Box& box, Colour colour);
    /// A rectangle in the coordinates of a layout that stands in `box`.
    void fill_in_layout(const Box& box, const text::Rect& rect, Colour colour);
    /// The text position under the pointer, for a layout that stands in `box`.
    std::size_t hit_in_layout(const text::Layout& layout, const Box& box) const {
        return hit_at(layout, box, m_x, m_y);
    }
    /// The same for another logical point.
    std::size_t hit_at(const text::Layout& layout, const Box& box, float x, float y) const;

    // --- Meaning ---
    /// Records a widget. What is drawn until the next record counts towards its missing glyphs.
    Node& record(const std::string& id, Role role, const std::string& label, const Box& box);
    /// Like record, and later records are its children until the guard ends.
    class Group {
    public:
        Group(Canvas& canvas, const std::string& id, Role role, const std::string& label,
              const Box& box);
        ~Group();
        Group(const Group&) = delete;
        Group& operator=(const Group&) = delete;

    private:
        Canvas& m_canvas;
    };

    // --- Touch and focus ---
    /// To be called after record(): makes the recorded node operable.
    Hit hit_area(const std::string& id, const Box& box, bool enabled = true);
    /// Where the finger went down and where it is now, while it is held on `id`.
    struct Drag {
        float from_x = 0, from_y = 0, x = 0, y = 0;
    };
    std::optional<Drag> drag(const std::string& id) const;
    /// Like hit_area, for what is dragged to another place: the finger stays with it wherever it
    /// goes and scrolls nothing.
    struct DragHandle {
        Hit hit;
        bool held = false;
        bool dropped = false;  ///< this frame
        float by_y = 0;        ///< how far the finger went
    };
    DragHandle drag_handle(const std::string& id, const Box& box);
    /// Draws the focus ring if `hit.focused`.
    void focus_ring(const Hit& hit, const Box& box, float radius);
    /// In the frame before, a finger was lifted without having hit anything.
    bool tapped_nothing_before() const { return m_tapped_nothing; }
    void focus(const std::string& id) { m_focus = id; }
    /// At the next frame scrolls so that the node with this id is in view.
    void reveal(const std::string& id) { m_reveal = id; }

    // --- Clipping and scrolling ---
    class Clip {
    public:
        Clip(Canvas& canvas, const Box& box);
        ~Clip();
        Clip(const Clip&) = delete;
        Clip& operator=(const Clip&) = delete;

    private:
        Canvas& m_canvas;
    };
    Box clip() const { return m_clips.back(); }
    /// The logical box of something whose place is physical in both directions, like a key.
    Box from_physical(const Box& box) const { return physical(box); }
    bool visible(const Box& box) const { return !clip().intersect(box).empty(); }
    /// From now on what is out of view is laid out, too, not only recorded: for those who check
    /// that nothing overflows and no glyph is missing.
    void check_all() { m_checks_all = true; }
    bool looks_at(const Box& box) const { return m_checks_all || visible(box); }

    /// Runs `content` with the box it has (its height counts for nothing) and takes the height it
    /// returns. If that is more than the viewport, the content scrolls by finger, wheel and two
    /// buttons at the end side. `content` runs twice per frame, the first time only to measure.
    void scroll_area(const std::string& id, const Box& viewport,
                     const std::function<float(const Box&)>& content);
    /// Heights that a box needs before its content is drawn: stored while measuring, read in the
    /// pass that draws.
    void remember(const std::string& key, float height) { m_heights[key] = height; }
    float remembered(const std::string& key) const {
        const auto it = m_heights.find(key);
        return it == m_heights.end() ? 0.0F : it->second;
    }
    /// Forgets positions of scrolling areas: another screen begins at its top.
    void reset_scrolling() {
        m_scrolls.clear();
        m_heights.clear();
    }
    /// Of a scroll_area, as measured last.
    float content_height(const std::string& id) const {
        const auto scroll = m_scrolls.find(id);
        return scroll == m_scrolls.end() ? 0.0F : scroll->second.content;
    }
    /// Inside a scroll_area: scrolls so that the box is in view, whenever `reason` differs from the
    /// one before. Of several the first counts, but an urgent one (where somebody types) before all
    /// others.
    void keep_visible(const Box& box, const std::string& reason, bool urgent = false);

private:
    struct Scroll {
        float offset = 0, velocity = 0, content = 0;
        bool overflowed = false;
        float grip_offset = 0, grip_y = 0;
        bool dragging = false;
        std::string reason;
    };
    struct Wanted {
        float top = 0, bottom = 0;
        std::string reason;
    };

    void start_frame(const Theme& theme, const text::Typography& typography);
    /// Without a finger, wheel or key.
    void leave_alone();
    Box physical(const Box& box) const;
    /// Where it stands in the draw list: elsewhere than on the screen only in a picture.
    Box drawn(const Box& box) const {
        const Box at = physical(box);
        return {at.x + m_origin_x, at.y + m_origin_y, at.width, at.height};
    }
    /// Shows a part of a stamp with its top left at a whole pixel of the draw list; parts in
    /// pixels.
    void put_stamp(const text::GlyphQuad& stamp, float x, float y, const Box& part, Colour colour);
    /// The four quarters of a disc or ring in the corners of a box of the draw list.
    void put_corners(const Box& at, float radius, float thickness, Colour colour);
    text::GlyphQuad disc(float diameter, float thickness);
    /// A pictogram in the draw list, line by line.
    void strokes(const Icon& icon, const Box& at, bool turn, Colour colour);
    bool draws(const Box& box) const { return m_list && !measuring() && visible(box); }
    void push_clip(const Box& box);
    void pop_clip();
    void move_scroll(Scroll& scroll, const Box& viewport, float content);
    void scroll_buttons(const std::string& id, const Box& strip, const Box& viewport,
                        Scroll& scroll);

    text::Engine& m_engine;
    const Icons& m_icons;
    Theme m_theme;
    text::Typography m_typography;
    bool m_rtl = false;
    ImDrawList* m_list = nullptr;  ///< null: nothing is drawn
    float m_origin_x = 0, m_origin_y = 0;
    bool m_picture = false;
    SemanticTree m_tree;
    std::vector<int> m_parents;
    std::vector<Box> m_clips;
    bool m_checks_all = false;
    int m_measuring = 0;
    bool m_moving = false;

    // Pointer, in logical coordinates.
    float m_x = 0, m_y = 0, m_down_x = 0, m_down_y = 0;
    bool m_down = false, m_went_down = false, m_went_up = false;
    bool m_caught = false;  ///< a hit area took the finger that went down
    bool m_tapped_nothing = false;
    bool m_scrolling = false;  ///< the finger moves a scrolling area: no hit area acts on it
    std::string m_held;
    std::string m_pulled;  ///< dragged: keeps the finger
    float m_wheel = 0;
    double m_seconds = 0, m_last_seconds = 0;
    std::vector<std::pair<double, float>> m_trail;  ///< recent finger positions, for the fling

    std::string m_focus;
    bool m_focus_shown = false;  ///< the ring is shown once somebody uses keys
    Navigation m_navigation = Navigation::None;
    std::vector<std::string> m_operable;  ///< of the last frame, in focus order
    int m_focus_order = 0;
    std::string m_reveal;

    std::string m_scroll_up, m_scroll_down;
    std::map<std::string, float> m_heights;
    std::map<std::string, Scroll> m_scrolls;
    std::vector<std::string> m_scroll_stack;
    std::optional<Wanted> m_wanted;
};

}  // namespace lotse::ui
