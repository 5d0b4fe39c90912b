// SPDX-License-Identifier: EUPL-1.2
/// What a drawing holds for one frame: it draws, makes operable and records, in logical boxes.
///
/// Decides mirroring for right-to-left languages (here and nowhere else), what is in view, how an
/// area that is too long measures, scrolls and draws its content, and what the semantic tree says.
/// The rest stands in the parts it is made of: shapes.h (what Dear ImGui gets), text.h (type and
/// direction), pointer.h (fingers), press_guard.h (which presses count), focus.h (keys), scroller.h
/// (where content stands). Boxes are
/// logical (geometry.h). Nothing moves by itself except an area that was flung (`moving`). Between
/// begin() and end() runs one frame, between ImGui::NewFrame() and ImGui::Render(). Lifetime:
/// engine and icons outlive it. One thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "text/layout/layout.h"
#include "text/words/words.h"
#include "ui/kit/focus.h"
#include "ui/kit/geometry.h"
#include "ui/kit/icons.h"
#include "ui/kit/pointer.h"
#include "ui/kit/press_guard.h"
#include "ui/kit/scroller.h"
#include "ui/kit/semantic_tree.h"
#include "ui/kit/shapes.h"
#include "ui/kit/text.h"
#include "ui/kit/theme.h"

namespace lotse::ui {

struct Hit {
    bool held = false;     ///< under the finger now
    bool clicked = false;  ///< this frame
    bool focused = false;
};

/// What has the focus, if something stands so near that its ring is drawn after that.
struct Ringed {
    Hit hit;
    Box box;
};

class Canvas {
public:
    Canvas(text::Engine& engine, const Icons& icons);

    // --- Frame ---
    /// Sets the drawing style that the canvas relies on. Once, after the context of Dear ImGui was
    /// made.
    static void prepare_imgui() { Shapes::prepare_imgui(); }
    /// `seconds`: monotonic, for scrolling and for presses; `pressed`: when the press or the key of
    /// this frame began, if that was earlier.
    void begin(const Theme& theme, const text::Typography& typography, double seconds,
               Navigation navigation, std::optional<double> pressed = std::nullopt);
    /// After begin: a finger that does not act lies on this node (ui/kit/explorer.h). It is the
    /// focused one of this frame's tree, whether it can be operated or not.
    void point_at(const std::string& id);
    bool is_pointing() const { return !m_pointed.empty(); }
    /// After begin, before anything is drawn: which screen this is. On another one than in the
    /// frame before nothing has the focus, and a finger that is down is nobody's any more.
    void show_screen(const std::string& identity);
    /// After end: the frame can be seen since `seconds`.
    void presented(double seconds) { m_guard.presented(seconds); }
    void guard_presses(const PressGuard::Delays& delays) { m_guard.set_delays(delays); }
    /// When everything on the screen can be pressed; nothing: it was not presented yet.
    std::optional<double> open_from() const { return m_guard.open_from(); }
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
    const text::Typography& typography() const { return m_text.screen(); }
    /// Of words in other languages than the screen's, until the next call.
    void set_typographies(const Typographies* by_tag) { m_text.set_others(by_tag); }
    text::Engine& engine() { return m_text.engine(); }
    bool right_to_left() const { return m_text.right_to_left(); }
    /// Words for the two buttons of a scrolling area.
    void set_scroll_labels(text::Words up, text::Words down) {
        m_scroll_up = std::move(up);
        m_scroll_down = std::move(down);
    }
    Box screen() const { return {0, 0, m_theme.width_px, m_theme.height_px}; }
    /// True while scroll_area() measures: widgets draw nothing and act on nothing.
    bool measuring() const { return m_measuring > 0; }

    // --- Shapes ---
    void fill(const Box& box, Paint paint, float radius = 0);
    void outline(const Box& box, Paint paint, float thickness, float radius = 0);
    void icon(const std::string& name, const Box& box, Paint paint);
    void drawing(const Icon& icon, const Box& box, Paint paint);
    /// A filled circle around the middle of the box.
    void dot(const Box& box, float radius, Paint paint);
    void ring(const Box& box, float radius, Paint paint, float thickness);
    bool has_icon(const std::string& name) const { return m_icons.find(name) != nullptr; }
    const Icons& icons() const { return m_icons; }

    // --- Text ---
    text::LayoutPtr lay_out(const text::WordsView& words, float width, const TextStyle& style) {
        return m_text.lay_out(words, width, style);
    }
    float text_height(const text::WordsView& words, float width, const TextStyle& style) {
        return m_text.height(words, width, style);
    }
    /// Of the text on one line.
    float text_width(const text::WordsView& words, const TextStyle& style) {
        return m_text.width(words, style);
    }
    /// Draws into the box and returns the height used. What does not fit is noted in the tree, not
    /// hidden.
    float text(const Box& box, const text::WordsView& words, const TextStyle& style);
    /// A layout that lay_out made of these words, at the box's top.
    void draw_layout(const text::Layout& layout, const Box& box, const text::WordsView& words,
                     const TextStyle& style);
    /// A rectangle in the coordinates of a layout that stands in `box`.
    void fill_in_layout(const Box& box, const text::Rect& rect, Paint paint);
    /// The text position under the pointer, for a layout that stands in `box`.
    std::size_t hit_in_layout(const text::Layout& layout, const Box& box) const {
        return hit_at(layout, box, m_pointer.x(), m_pointer.y());
    }
    /// Where a tap there puts the caret: beside the last line of a paragraph, at its end. A value
    /// that reads left to right at the right edge of its field leaves its start under the finger.
    std::size_t place_in_layout(const text::Layout& layout, const Box& box) const;
    /// The same as hit_in_layout for another logical point.
    std::size_t hit_at(const text::Layout& layout, const Box& box, float x, float y) const;

    // --- Meaning ---
    /// Records a widget. What is drawn until the next record counts towards its missing glyphs.
    Node& record(const std::string& id, Role role, const text::WordsView& label, const Box& box);
    /// Like record, and later records are its children until the guard ends.
    class Group {
    public:
        Group(Canvas& canvas, const std::string& id, Role role, const text::WordsView& label,
              const Box& box);
        ~Group();
        Group(const Group&) = delete;
        Group& operator=(const Group&) = delete;

    private:
        Canvas& m_canvas;
    };

    // --- Touch and focus ---
    /// To be called after record(): makes the recorded node operable.
    Hit hit_area(const std::string& id, const Box& box, bool enabled = true,
                 Weight weight = Weight::Light);
    /// What is pressed until the guard ends are keys of one pad (press_guard.h).
    class Pad {
    public:
        Pad(Canvas& canvas, const std::string& name);
        ~Pad();
        Pad(const Pad&) = delete;
        Pad& operator=(const Pad&) = delete;

    private:
        Canvas& m_canvas;
    };
    /// What is pressed until the guard ends stands on every screen (press_guard.h); what opens and
    /// what closes is not the same.
    class Standing {
    public:
        explicit Standing(Canvas& canvas);
        ~Standing();
        Standing(const Standing&) = delete;
        Standing& operator=(const Standing&) = delete;

    private:
        Canvas& m_canvas;
    };
    /// What is operable until the guard ends is one stop of the keys until they go into it
    /// (focus.h). Touch does not notice.
    class Level {
    public:
        Level(Canvas& canvas, const std::string& id, const text::WordsView& label, const Box& box);
        ~Level();
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        Canvas& m_canvas;
    };
    /// As focus.h says; `screens`: of how many screens this is the last one that came up.
    bool is_on_stop() const { return m_focus.is_on_stop(); }
    bool is_on_last_stop() const { return m_focus.is_on_last_stop(); }
    std::uint64_t screens() const { return m_screens; }
    /// A key moves or uses the focus in this frame.
    bool is_navigating() const { return m_focus.is_navigating(); }
    /// A key of Back would leave a level.
    bool is_inside_level() const { return m_focus.is_inside_level(); }
    /// Where the finger went down and where it is now, while it is held on `id`.
    using Drag = Pointer::Drag;
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
    bool tapped_nothing_before() const { return m_pointer.tapped_nothing_before(); }
    void focus(const std::string& id) { m_focus.set(id); }
    /// At the next frame scrolls so that the node with this id is in view.
    void reveal(const std::string& id) { m_focus.reveal(id); }

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
    /// A text of this frame, as it was drawn; only with check_all.
    struct DrawnText {
        int node = -1;  ///< the widget that it belongs to, index into the tree
        std::string words;
        std::string tag;                               ///< language; empty: the screen's
        PixelBox letters;                              ///< where they can be seen, physical pixels
        const text::Typography* typography = nullptr;  ///< until the next frame
        float em = 0;                                  ///< as it is set in its face
        text::Weight weight = text::Weight::Regular;
        Colour ink;
    };
    const std::vector<DrawnText>& drawn_texts() const { return m_drawn_texts; }
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
    /// Forgets positions of scrolling areas: another screen begins at its top, or where it was
    /// left.
    void reset_scrolling(const Scroller::Positions& left = {}) {
        m_scroller.reset(left);
        m_heights.clear();
    }
    Scroller::Positions scroll_positions() const { return m_scroller.positions(); }
    /// Of a scroll_area, as measured last.
    float content_height(const std::string& id) const { return m_scroller.content_height(id); }
    /// Inside a scroll_area: scrolls so that the box is in view, whenever `reason` differs from the
    /// one before. Of several the first counts, but an urgent one (where somebody types) before all
    /// others.
    void keep_visible(const Box& box, const std::string& reason, bool urgent = false);

private:
    void start_frame(const Theme& theme, const text::Typography& typography);
    /// Without a finger, wheel or key.
    void leave_alone();
    Box physical(const Box& box) const;
    /// Where it stands in the draw list: elsewhere than on the screen only in a picture.
    Box drawn(const Box& box) const {
        const Box at = physical(box);
        return {at.x + m_origin_x, at.y + m_origin_y, at.width, at.height};
    }
    Colour value_of(Paint paint) const { return paint.in(m_theme.palette); }
    void note_text(const text::Layout& layout, const Box& box, const text::WordsView& words,
                   const TextStyle& style);
    bool draws(const Box& box) const { return m_shapes.draws() && !measuring() && visible(box); }
    void push_clip(const Box& box);
    void pop_clip();
    Scroller::Feel feel() const;
    /// Of the area that is being drawn: it may be pressed in this frame.
    bool press_counts(const std::string& id, const Box& box, Weight weight, bool expanded);
    std::optional<Ringed> scroll_buttons(const std::string& id, const Box& strip,
                                         const Box& viewport, Scroller::Area& area);

    const Icons& m_icons;
    Shapes m_shapes;
    TextSetter m_text;
    Pointer m_pointer;
    PressGuard m_guard;
    std::string m_pad;             ///< whose keys are drawn; empty: none
    bool m_standing = false;       ///< what is drawn stands on every screen
    float m_scrolled_by_hand = 0;  ///< of the scrolling area that is drawn
    Focus m_focus;
    std::uint64_t m_screens = 0;
    std::string m_pointed;  ///< in this frame
    Scroller m_scroller;

    Theme m_theme;
    float m_origin_x = 0, m_origin_y = 0;
    bool m_picture = false;
    SemanticTree m_tree;
    std::vector<int> m_parents;
    std::vector<Box> m_clips;
    bool m_checks_all = false;
    std::vector<DrawnText> m_drawn_texts;
    int m_measuring = 0;
    bool m_moving = false;
    text::Words m_scroll_up, m_scroll_down;
    std::map<std::string, float> m_heights;
};

}  // namespace lotse::ui
