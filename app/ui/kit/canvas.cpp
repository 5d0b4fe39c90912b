// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/canvas.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "core/check.h"
#include "core/secret_text.h"
#include "ui/kit/stamps.h"

namespace lotse::ui {
namespace {

ImU32 packed(Colour c) {
    return IM_COL32(c.red, c.green, c.blue, c.alpha);
}

/// Kinds of stamps, the first of the three parts of their names.
constexpr std::uint64_t kDiscStamp = 1, kIconStamp = 2;
/// Pixels of a side; what is larger is seldom on a screen twice.
constexpr int kLargestStamp = 256;

/// On whole pixels, where its corners' pictures fit.
Box whole(const Box& box) {
    const float x = std::round(box.x), y = std::round(box.y);
    return {x, y, std::round(box.end()) - x, std::round(box.bottom()) - y};
}

/// Whole pixels that fit into the box; below 1: none.
float corner_of(const Box& box, float radius) {
    const float most =
        std::min({box.width / 2, box.height / 2, static_cast<float>(kLargestStamp) / 2});
    return std::floor(std::min(std::round(radius), most));
}

/// So many nodes fit without moving the earlier ones, whose old place would keep what they said.
constexpr std::size_t kUsualNodes = 1024;

/// Values are answers: they are overwritten, not only released.
void forget(SemanticTree& tree) {
    for (Node& node : tree.nodes) {
        wipe_string(node.value);
    }
    tree.nodes.clear();
}

/// Half a pixel of play: layouts and boxes are rounded independently.
constexpr float kPlay = 1.0F;

}  // namespace

Canvas::Canvas(text::Engine& engine, const Icons& icons) : m_engine(engine), m_icons(icons) {
    m_tree.nodes.reserve(kUsualNodes);
}

void Canvas::prepare_imgui() {
    // Lines from the font texture would need that texture; ours is a white texel.
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    ImGui::GetStyle().AntiAliasedLines = true;
    ImGui::GetStyle().AntiAliasedFill = true;
}

void Canvas::start_frame(const Theme& theme, const text::Typography& typography) {
    m_theme = theme;
    m_typography = typography;
    m_rtl = typography.direction == text::Direction::RightToLeft;
    m_list = nullptr;
    m_origin_x = m_origin_y = 0;
    m_picture = false;
    forget(m_tree);
    m_parents.clear();
    m_clips.assign(1, screen());
    m_moving = false;
    m_focus_order = 0;
}

void Canvas::leave_alone() {
    m_x = m_y = m_down_x = m_down_y = -1e6F;
    m_down = m_went_down = m_went_up = m_scrolling = false;
    m_wheel = 0;
    m_navigation = Navigation::None;
    m_held.clear();
    m_pulled.clear();
    m_operable.clear();
}

void Canvas::begin_picture(const Theme& theme, const text::Typography& typography, float x,
                           float y) {
    start_frame(theme, typography);
    leave_alone();
    m_list = ImGui::GetBackgroundDrawList();
    m_origin_x = std::round(x);
    m_origin_y = std::round(y);
    m_picture = true;
    m_list->PushClipRect({m_origin_x, m_origin_y},
                         {m_origin_x + theme.width_px, m_origin_y + theme.height_px}, true);
}

void Canvas::begin_unseen(const Theme& theme, const text::Typography& typography) {
    start_frame(theme, typography);
    leave_alone();
}

void Canvas::begin(const Theme& theme, const text::Typography& typography, double seconds,
                   Navigation navigation) {
    start_frame(theme, typography);
    m_list = ImGui::GetBackgroundDrawList();
    m_last_seconds = m_seconds;
    m_seconds = seconds;
    m_navigation = navigation;

    const ImGuiIO& io = ImGui::GetIO();
    const bool was_down = m_down;
    m_down = io.MouseDown[0];
    m_went_down = m_down && !was_down;
    m_went_up = !m_down && was_down;
    m_wheel = io.MouseWheel;
    if (io.MousePos.x > -FLT_MAX / 2) {
        m_x = m_rtl ? m_theme.width_px - io.MousePos.x : io.MousePos.x;
        m_y = io.MousePos.y;
    } else if (!m_went_up) {
        m_x = m_y = -1e6F;
    }
    if (m_went_down) {
        m_down_x = m_x;
        m_down_y = m_y;
        m_caught = false;
        m_scrolling = false;
        m_held.clear();
        m_pulled.clear();
        m_trail.clear();
        m_focus_shown = false;
    }
    if (m_down) {
        m_trail.emplace_back(seconds, m_y);
        while (m_trail.size() > 2 && m_trail.front().first < seconds - 0.1) {
            m_trail.erase(m_trail.begin());
        }
    }
    if (navigation == Navigation::Next || navigation == Navigation::Previous) {
        m_focus_shown = true;
        const auto at = std::find(m_operable.begin(), m_operable.end(), m_focus);
        if (!m_operable.empty()) {
            const std::size_t count = m_operable.size();
            std::size_t index = 0;
            if (at == m_operable.end()) {
                index = navigation == Navigation::Next ? 0 : count - 1;
            } else {
                index = static_cast<std::size_t>(at - m_operable.begin());
                index = navigation == Navigation::Next ? (index + 1) % count
                                                       : (index + count - 1) % count;
            }
            m_focus = m_operable[index];
            m_reveal = m_focus;
        }
    }
    m_operable.clear();
}

void Canvas::end() {
    LOTSE_CHECK(m_parents.empty() && m_clips.size() == 1 && m_measuring == 0);
    if (m_picture) {
        m_list->PopClipRect();
    }
    m_tapped_nothing = m_went_up && !m_caught && !m_scrolling;
    if (m_went_up) {
        m_held.clear();
        m_pulled.clear();
        m_scrolling = false;
        m_moving = true;  // what was held looks different now
    }
    m_reveal.clear();
}

void Canvas::reset() {
    reset_scrolling();
    m_focus.clear();
    m_focus_shown = false;
    m_held.clear();
    m_reveal.clear();
    m_operable.clear();
    forget(m_tree);
    m_down = m_scrolling = m_caught = false;
    m_pulled.clear();
}

Box Canvas::physical(const Box& box) const {
    return m_rtl ? Box{m_theme.width_px - box.end(), box.y, box.width, box.height} : box;
}

// --- Shapes ---

text::GlyphQuad Canvas::disc(float diameter, float thickness) {
    const int side = static_cast<int>(diameter);
    const auto quarters = static_cast<std::uint64_t>(std::lround(thickness * 4));
    const std::uint64_t name =
        kDiscStamp << 40U | static_cast<std::uint64_t>(side) << 16U | quarters;
    return m_engine.stamp(name, side, side, [&](std::vector<std::uint8_t>& coverage) {
        paint_disc(coverage, side, static_cast<float>(quarters) / 4);
    });
}

void Canvas::put_stamp(const text::GlyphQuad& stamp, float x, float y, const Box& part,
                       Colour colour) {
    const float u = (stamp.u1 - stamp.u0) / stamp.x1, v = (stamp.v1 - stamp.v0) / stamp.y1;
    m_list->PushTextureID(
        reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(stamp.page + 1)));
    m_list->PrimReserve(6, 4);
    m_list->PrimRectUV({x, y}, {x + part.width, y + part.height},
                       {stamp.u0 + part.x * u, stamp.v0 + part.y * v},
                       {stamp.u0 + part.end() * u, stamp.v0 + part.bottom() * v}, packed(colour));
    m_list->PopTextureID();
}

void Canvas::put_corners(const Box& at, float radius, float thickness, Colour colour) {
    const text::GlyphQuad round = disc(2 * radius, thickness);
    const float right = at.end() - radius, low = at.bottom() - radius;
    put_stamp(round, at.x, at.y, {0, 0, radius, radius}, colour);
    put_stamp(round, right, at.y, {radius, 0, radius, radius}, colour);
    put_stamp(round, at.x, low, {0, radius, radius, radius}, colour);
    put_stamp(round, right, low, {radius, radius, radius, radius}, colour);
}

void Canvas::fill(const Box& box, Colour colour, float radius) {
    if (!draws(box)) {
        return;
    }
    Box at = drawn(box);
    if (radius > 0) {
        at = whole(at);
    }
    const float corner = corner_of(at, radius);
    const auto rectangle = [&](float x0, float y0, float x1, float y1) {
        if (x1 > x0 && y1 > y0) {
            m_list->AddRectFilled({x0, y0}, {x1, y1}, packed(colour));
        }
    };
    if (corner < 1) {
        return rectangle(at.x, at.y, at.end(), at.bottom());
    }
    rectangle(at.x + corner, at.y, at.end() - corner, at.bottom());
    rectangle(at.x, at.y + corner, at.x + corner, at.bottom() - corner);
    rectangle(at.end() - corner, at.y + corner, at.end(), at.bottom() - corner);
    put_corners(at, corner, 0, colour);
}

void Canvas::outline(const Box& box, Colour colour, float thickness, float radius) {
    if (!draws(box)) {
        return;
    }
    // The stroke lies inside the box, so that neighbours never touch.
    Box at = drawn(box);
    if (radius > 0) {
        at = whole(at);
        thickness = std::max(1.0F, std::round(thickness));
    }
    const float corner = corner_of(at, radius);
    if (corner >= 1) {
        put_corners(at, corner, thickness, colour);
    }
    // Four rectangles: sharp at any thickness and cheap without a GPU.
    const auto bar = [&](float x0, float y0, float x1, float y1) {
        if (x1 > x0 && y1 > y0) {
            m_list->AddRectFilled({x0, y0}, {x1, y1}, packed(colour));
        }
    };
    const float beside = std::max(corner, corner < 1 ? thickness : 0.0F);
    bar(at.x + corner, at.y, at.end() - corner, at.y + thickness);
    bar(at.x + corner, at.bottom() - thickness, at.end() - corner, at.bottom());
    bar(at.x, at.y + beside, at.x + thickness, at.bottom() - beside);
    bar(at.end() - thickness, at.y + beside, at.end(), at.bottom() - beside);
}

void Canvas::icon(const std::string& name, const Box& box, Colour colour) {
    if (const Icon* icon = m_icons.find(name)) {
        drawing(*icon, box, colour);
    }
}

void Canvas::drawing(const Icon& icon, const Box& box, Colour colour) {
    if (!draws(box)) {
        return;
    }
    const float side = std::min(box.width, box.height);
    const Box at = drawn(box).centred(side, side);
    const bool turn = m_rtl && icon.mirrors;
    const int grid = static_cast<int>(std::lround(side));
    if (icon.number == 0 || grid < 1 || grid > kLargestStamp) {
        return strokes(icon, at, turn, colour);
    }
    // Strokes on the grid's edge reach over it by half their width.
    const int margin = grid / 24 + 2;
    const int whole_side = grid + 2 * margin;
    const std::uint64_t name = kIconStamp << 40U |
                               static_cast<std::uint64_t>(icon.number & 0xFFFFFFU) << 16U |
                               static_cast<std::uint64_t>(grid) << 1U | (turn ? 1U : 0U);
    const text::GlyphQuad stamp =
        m_engine.stamp(name, whole_side, whole_side, [&](std::vector<std::uint8_t>& coverage) {
            paint_icon(coverage, whole_side, icon, grid, turn);
        });
    put_stamp(stamp, std::round(at.x) - static_cast<float>(margin),
              std::round(at.y) - static_cast<float>(margin), {0, 0, stamp.x1, stamp.y1}, colour);
}

void Canvas::strokes(const Icon& icon, const Box& at, bool turn, Colour colour) {
    const float scale = at.width / 24.0F;
    const float thickness = 2.0F * scale;
    std::vector<ImVec2> points;
    for (const IconStroke& stroke : icon.strokes) {
        points.clear();
        for (const IconPoint& p : stroke.points) {
            points.push_back({at.x + (turn ? 24.0F - p.x : p.x) * scale, at.y + p.y * scale});
        }
        m_list->AddPolyline(points.data(), static_cast<int>(points.size()), packed(colour),
                            stroke.closed ? ImDrawFlags_Closed : ImDrawFlags_None, thickness);
        if (!stroke.closed) {
            m_list->AddCircleFilled(points.front(), thickness / 2, packed(colour), 12);
            m_list->AddCircleFilled(points.back(), thickness / 2, packed(colour), 12);
        }
    }
}

void Canvas::dot(const Box& box, float radius, Colour colour) {
    ring(box, radius, colour, 0);
}

void Canvas::ring(const Box& box, float radius, Colour colour, float thickness) {
    if (!draws(box)) {
        return;
    }
    const float diameter =
        std::clamp(std::round(2 * radius), 1.0F, static_cast<float>(kLargestStamp));
    const Box at = drawn(box).centred(diameter, diameter);
    put_stamp(disc(diameter, thickness), std::round(at.x), std::round(at.y),
              {0, 0, diameter, diameter}, colour);
}

// --- Text ---

text::LayoutPtr Canvas::lay_out(std::string_view text, float width, const TextStyle& style) {
    const text::Typography& typography = style.typography ? *style.typography : m_typography;
    text::Style how;
    how.size_px = style.size;
    how.weight = style.weight;
    how.wrap_px = width;
    how.max_lines = style.max_lines;
    how.align = style.align;
    // A text of the other direction starts where the screen starts: a column of names has one edge.
    const bool other = (typography.direction == text::Direction::RightToLeft) != m_rtl;
    if (other && style.align != text::Align::Center) {
        how.align = style.align == text::Align::Start ? text::Align::End : text::Align::Start;
    }
    return m_engine.layout(text, typography, how);
}

float Canvas::text_height(std::string_view text, float width, const TextStyle& style) {
    return text.empty() ? 0.0F : lay_out(text, width, style)->height();
}

float Canvas::text_width(std::string_view text, const TextStyle& style) {
    return std::ceil(lay_out(text, 0, style)->width()) + 1;
}

float Canvas::text(const Box& box, std::string_view text, const TextStyle& style) {
    if (text.empty()) {
        return 0;
    }
    const text::LayoutPtr layout = lay_out(text, box.width, style);
    if (measuring()) {
        return layout->height();
    }
    Box at = box;
    if (style.middle) {
        at.y += (box.height - layout->height()) / 2;
    }
    draw_layout(*layout, at, style.colour);
    if (!m_tree.nodes.empty()) {
        Node& node = m_tree.nodes.back();
        node.missing_glyphs += static_cast<int>(layout->missing_glyphs());
        node.truncated |= layout->truncated();
        node.overflows |= layout->width() > box.width + kPlay ||
                          (box.height > 0 && layout->height() > box.height + kPlay);
    }
    return layout->height();
}

void Canvas::draw_layout(const text::Layout& layout, const Box& box, Colour colour) {
    const Box area{box.x, box.y, std::max(box.width, layout.width()), layout.height()};
    if (!draws(area)) {
        return;
    }
    const ImU32 ink = packed(colour);
    int page = -1;
    const Box at = drawn(box);
    m_engine.quads(layout, at.x, at.y, [&](const text::GlyphQuad& quad) {
        if (quad.page != page) {
            if (page >= 0) {
                m_list->PopTextureID();
            }
            page = quad.page;
            m_list->PushTextureID(
                reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(page + 1)));
        }
        m_list->PrimReserve(6, 4);
        m_list->PrimRectUV({quad.x0, quad.y0}, {quad.x1, quad.y1}, {quad.u0, quad.v0},
                           {quad.u1, quad.v1}, ink);
    });
    if (page >= 0) {
        m_list->PopTextureID();
    }
}

void Canvas::fill_in_layout(const Box& box, const text::Rect& rect, Colour colour) {
    if (!draws(box)) {
        return;
    }
    const Box at = drawn(box);
    const float x = at.x + rect.x, y = at.y + rect.y;
    m_list->AddRectFilled({x, y}, {x + rect.width, y + rect.height}, packed(colour));
}

std::size_t Canvas::hit_at(const text::Layout& layout, const Box& box, float x, float y) const {
    const float on_panel = m_rtl ? m_theme.width_px - x : x;
    return layout.hit(on_panel - physical(box).x, y - box.y);
}

// --- Meaning ---

Node& Canvas::record(const std::string& id, Role role, const std::string& label, const Box& box) {
    static thread_local Node measured;
    if (measuring()) {
        wipe_string(
            measured.value);  // an empty one assigned to it would leave the letters in its buffer
        measured = Node{};
        return measured;
    }
    Node node;
    node.id = id;
    node.role = role;
    node.label = label;
    const Box at = physical(box), seen = physical(box.intersect(clip()));
    node.box = {at.x, at.y, at.width, at.height};
    node.visible = {seen.x, seen.y, seen.width, seen.height};
    node.state.hidden = seen.width < at.width - kPlay || seen.height < at.height - kPlay;
    node.mm_width = box.width / m_theme.px_per_mm;
    node.mm_height = box.height / m_theme.px_per_mm;
    node.language = m_typography.tag;
    node.parent = m_parents.empty() ? -1 : m_parents.back();
    m_tree.nodes.push_back(std::move(node));
    return m_tree.nodes.back();
}

Canvas::Group::Group(Canvas& canvas, const std::string& id, Role role, const std::string& label,
                     const Box& box)
    : m_canvas(canvas) {
    canvas.record(id, role, label, box);
    canvas.m_parents.push_back(
        canvas.measuring() ? -1 : static_cast<int>(canvas.m_tree.nodes.size()) - 1);
}

Canvas::Group::~Group() {
    m_canvas.m_parents.pop_back();
}

// --- Touch and focus ---

Hit Canvas::hit_area(const std::string& id, const Box& box, bool enabled) {
    Hit hit;
    if (measuring()) {
        if (m_reveal == id && !m_scroll_stack.empty()) {
            m_wanted = Wanted{box.y, box.bottom(), {}};
        }
        return hit;
    }
    Node* node =
        !m_tree.nodes.empty() && m_tree.nodes.back().id == id ? &m_tree.nodes.back() : nullptr;
    if (node) {
        node->state.enabled = enabled;
        node->focus_order = m_focus_order++;
    }
    if (!enabled) {
        return hit;
    }
    m_operable.push_back(id);
    const Box area = clip().intersect(box);
    if (m_went_down && !m_caught && area.contains(m_x, m_y)) {
        m_caught = true;
        m_held = id;
    }
    if (m_held == id) {
        if (m_pulled != id && (m_scrolling || !area.contains(m_x, m_y))) {
            m_held.clear();  // slid off: this finger does nothing any more
            m_moving = true;
        } else if (m_went_up) {
            hit.clicked = true;
            m_focus = id;
        } else {
            hit.held = true;
        }
    }
    hit.focused = m_focus_shown && m_focus == id;
    if (hit.focused && m_navigation == Navigation::Activate) {
        hit.clicked = true;
    }
    if (node) {
        node->state.focused = hit.focused;
    }
    return hit;
}

std::optional<Canvas::Drag> Canvas::drag(const std::string& id) const {
    if (measuring() || m_held != id) {
        return std::nullopt;
    }
    return Drag{m_down_x, m_down_y, m_x, m_y};
}

Canvas::DragHandle Canvas::drag_handle(const std::string& id, const Box& box) {
    DragHandle handle;
    handle.hit = hit_area(id, box);
    if (measuring()) {
        return handle;
    }
    if (m_went_down && m_held == id) {
        m_pulled = id;
    }
    if (m_pulled == id) {
        handle.held = handle.hit.held;
        handle.dropped = m_went_up;
        handle.by_y = m_y - m_down_y;
        handle.hit.clicked = false;
        m_moving = true;
    }
    return handle;
}

void Canvas::focus_ring(const Hit& hit, const Box& box, float radius) {
    if (!hit.focused) {
        return;
    }
    const float line = m_theme.line_strong;
    outline(box.inset(-2 * line), colour::kInk, line, radius + 2 * line);
    outline(box.inset(-line), colour::kFocus, line, radius + line);
}

// --- Clipping and scrolling ---

Canvas::Clip::Clip(Canvas& canvas, const Box& box) : m_canvas(canvas) {
    canvas.push_clip(box);
}
Canvas::Clip::~Clip() {
    m_canvas.pop_clip();
}

void Canvas::push_clip(const Box& box) {
    m_clips.push_back(clip().intersect(box));
    if (m_list) {
        const Box at = drawn(m_clips.back());
        m_list->PushClipRect({at.x, at.y}, {at.end(), at.bottom()}, m_picture);
    }
}

void Canvas::pop_clip() {
    m_clips.pop_back();
    if (m_list) {
        m_list->PopClipRect();
    }
}

void Canvas::keep_visible(const Box& box, const std::string& reason, bool urgent) {
    if (measuring() && !m_scroll_stack.empty() && (urgent || !m_wanted)) {
        m_wanted = Wanted{box.y, box.bottom(), reason};
    }
}

void Canvas::move_scroll(Scroll& scroll, const Box& viewport, float content) {
    const float most = std::max(0.0F, content - viewport.height);
    const float threshold = m_theme.mm(3.5F);
    const bool inside = clip().intersect(viewport).contains(m_down_x, m_down_y);
    if (most > 0 && m_went_down && inside) {
        scroll.grip_y = m_y;
        scroll.grip_offset = scroll.offset;
        scroll.velocity = 0;
        scroll.dragging = false;
    }
    if (most > 0 && m_down && inside && !m_scrolling && m_pulled.empty() &&
        std::abs(m_y - m_down_y) > threshold) {
        m_scrolling = true;
        scroll.dragging = true;
        scroll.grip_y = m_y;  // no jump by the threshold
        scroll.grip_offset = scroll.offset;
    }
    if (scroll.dragging && m_down) {
        scroll.offset = scroll.grip_offset + scroll.grip_y - m_y;
    }
    if (scroll.dragging && !m_down) {
        scroll.dragging = false;
        if (m_trail.size() >= 2 && m_trail.back().first > m_trail.front().first) {
            scroll.velocity = -(m_trail.back().second - m_trail.front().second) /
                              static_cast<float>(m_trail.back().first - m_trail.front().first);
        }
    }
    if (m_wheel != 0 && clip().intersect(viewport).contains(m_x, m_y)) {
        scroll.offset -= m_wheel * m_theme.target * 2;
        scroll.velocity = 0;
    }
    if (!scroll.dragging && scroll.velocity != 0) {
        const float elapsed =
            std::clamp(static_cast<float>(m_seconds - m_last_seconds), 0.0F, 0.05F);
        scroll.offset += scroll.velocity * elapsed;
        scroll.velocity *= std::exp(-4.0F * elapsed);
        if (std::abs(scroll.velocity) < m_theme.mm(6)) {
            scroll.velocity = 0;
        }
        m_moving = true;
    }
    if (scroll.offset < 0 || scroll.offset > most) {
        scroll.offset = std::clamp(scroll.offset, 0.0F, most);
        scroll.velocity = 0;
    }
    scroll.offset =
        scroll.dragging || scroll.velocity != 0 ? scroll.offset : std::round(scroll.offset);
}

void Canvas::scroll_area(const std::string& id, const Box& viewport,
                         const std::function<float(const Box&)>& content) {
    Scroll& scroll = m_scrolls[id];
    m_scroll_stack.push_back(id);
    const auto measured = [&](const Box& box) {
        m_wanted.reset();
        return content({box.x, viewport.y, box.width, viewport.height});
    };
    Box narrow = viewport;
    const Box strip = narrow.take_end(m_theme.target);
    narrow.take_end(m_theme.gap);
    ++m_measuring;
    // What is twice as high as its place beside the buttons overflows without them, too.
    float height = scroll.overflowed ? measured(narrow) : 0.0F;
    bool overflows = height > 2 * viewport.height;
    if (!overflows) {
        height = measured(viewport);
        overflows = height > viewport.height + kPlay;
        if (overflows) {
            height = measured(narrow);
        }
    }
    --m_measuring;
    const Box inner = overflows ? narrow : viewport;
    scroll.content = height;
    scroll.overflowed = overflows;
    if (measuring()) {
        m_scroll_stack.pop_back();
        return;
    }
    if (m_wanted && (m_wanted->reason.empty() || m_wanted->reason != scroll.reason)) {
        scroll.reason = m_wanted->reason;
        const float top = m_wanted->top - viewport.y - m_theme.gap;
        const float bottom = m_wanted->bottom - viewport.y + m_theme.gap;
        if (bottom - scroll.offset > viewport.height) {
            scroll.offset = bottom - viewport.height;
        }
        if (top < scroll.offset) {
            scroll.offset = top;
        }
        scroll.velocity = 0;
    }
    if (overflows) {
        scroll_buttons(id, strip, viewport, scroll);
    }
    move_scroll(scroll, viewport, height);
    {
        const Clip guard(*this, {inner.x - m_theme.gap, viewport.y, inner.width + 2 * m_theme.gap,
                                 viewport.height});
        content({inner.x, viewport.y - scroll.offset, inner.width, viewport.height});
    }
    m_scroll_stack.pop_back();
}

void Canvas::scroll_buttons(const std::string& id, const Box& strip, const Box& viewport,
                            Scroll& scroll) {
    const float most = std::max(1.0F, scroll.content - viewport.height);
    Box rest = strip;
    const Box up = rest.take_top(m_theme.target), down = rest.take_bottom(m_theme.target);
    const auto button = [&](const char* name, const char* icon_name, const Box& box, float step,
                            bool possible) {
        const std::string button_id = "scroll." + id + "." + name;
        record(button_id, Role::Button, step < 0 ? m_scroll_up : m_scroll_down, box);
        const Hit hit = hit_area(button_id, box, possible);
        fill(box, hit.held ? colour::kPressed : colour::kSurface, m_theme.radius);
        outline(box, possible ? colour::kLine : colour::kLineSoft, m_theme.line, m_theme.radius);
        icon(icon_name, box.centred(m_theme.icon, m_theme.icon),
             possible ? colour::kPrimary : colour::kLineSoft);
        focus_ring(hit, box, m_theme.radius);
        if (hit.clicked) {
            scroll.offset = std::clamp(scroll.offset + step, 0.0F, most);
            scroll.velocity = 0;
            m_moving = true;
        }
    };
    const float page = std::max(m_theme.target, viewport.height - m_theme.target);
    button("up", "chevron_up", up, -page, scroll.offset > 0.5F);
    const Box track = rest.inset(0, m_theme.gap)
                          .centred(m_theme.mm(2), std::max(0.0F, rest.height - 2 * m_theme.gap));
    if (track.height > m_theme.mm(8)) {
        fill(track, colour::kLineSoft, track.width / 2);
        const float part =
            std::clamp(viewport.height / std::max(1.0F, scroll.content), 0.08F, 1.0F);
        const float thumb = std::max(m_theme.mm(5), track.height * part);
        const float at = std::clamp(scroll.offset / most, 0.0F, 1.0F) * (track.height - thumb);
        fill({track.x, std::round(track.y + at), track.width, thumb}, colour::kLine,
             track.width / 2);
    }
    button("down", "chevron_down", down, page, scroll.offset < most - 0.5F);
}

}  // namespace lotse::ui
