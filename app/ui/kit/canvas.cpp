// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/canvas.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <utility>

#include "core/check.h"
#include "core/secret_text.h"

namespace lotse::ui {
namespace {

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

/// A second press so near is the same one again: a fingertip and its wobble.
constexpr float kSamePressMm = 12;

}  // namespace

Canvas::Canvas(text::Engine& engine, const Icons& icons)
    : m_icons(icons), m_shapes(engine), m_text(engine) {
    m_tree.nodes.reserve(kUsualNodes);
}

void Canvas::start_frame(const Theme& theme, const text::Typography& typography) {
    m_theme = theme;
    m_text.set_screen(typography);
    m_shapes.draw_nowhere();
    m_origin_x = m_origin_y = 0;
    m_picture = false;
    forget(m_tree);
    m_drawn_texts.clear();
    m_parents.clear();
    m_clips.assign(1, screen());
    m_moving = false;
}

void Canvas::leave_alone() {
    m_pointer.leave_alone();
    m_guard.begin({});
    m_focus.leave_alone();
}

void Canvas::begin_picture(const Theme& theme, const text::Typography& typography, float x,
                           float y) {
    start_frame(theme, typography);
    leave_alone();
    m_origin_x = std::round(x);
    m_origin_y = std::round(y);
    m_picture = true;
    m_shapes.draw_onto_frame();
    m_shapes.push_clip({m_origin_x, m_origin_y, theme.width_px, theme.height_px}, true);
}

void Canvas::begin_unseen(const Theme& theme, const text::Typography& typography) {
    start_frame(theme, typography);
    leave_alone();
}

void Canvas::begin(const Theme& theme, const text::Typography& typography, double seconds,
                   Navigation navigation, std::optional<double> pressed) {
    start_frame(theme, typography);
    m_shapes.draw_onto_frame();
    const ImGuiIO& io = ImGui::GetIO();
    Pointer::Input input;
    input.present = io.MousePos.x > -FLT_MAX / 2;
    input.x = right_to_left() ? m_theme.width_px - io.MousePos.x : io.MousePos.x;
    input.y = io.MousePos.y;
    input.down = io.MouseDown[0];
    input.wheel = io.MouseWheel;
    m_pointer.begin(input, seconds);
    PressGuard::Press press{pressed.value_or(seconds), std::nullopt};
    if (m_pointer.went_down()) {
        const float around = kSamePressMm * m_theme.px_per_mm;
        press.near = Box{m_pointer.x() - around, m_pointer.y() - around, 2 * around, 2 * around};
    }
    m_guard.begin(press);
    m_pointed.clear();
    if (m_pointer.went_down()) {
        m_focus.hide();
    }
    m_focus.begin(navigation);
}

void Canvas::point_at(const std::string& id) {
    m_pointed = id;
    m_focus.point_at(id);
}

void Canvas::show_screen(const std::string& identity) {
    if (m_guard.show_screen(identity)) {
        m_pointer.let_go();
        m_focus.reset();
        ++m_screens;
    }
}

void Canvas::end() {
    LOTSE_CHECK(m_parents.empty() && m_clips.size() == 1 && m_measuring == 0);
    if (m_picture) {
        m_shapes.pop_clip();
    }
    if (m_pointer.end()) {
        m_moving = true;
    }
    m_guard.end();
    m_focus.end();
    if (!m_pointed.empty()) {
        for (Node& node : m_tree.nodes) {
            node.state.focused = node.id == m_pointed;
        }
    }
}

void Canvas::reset() {
    reset_scrolling();
    m_focus.reset();
    m_pointer.let_go();
    m_guard.reset();
    forget(m_tree);
}

Box Canvas::physical(const Box& box) const {
    return right_to_left() ? Box{m_theme.width_px - box.end(), box.y, box.width, box.height} : box;
}

// --- Shapes ---

void Canvas::fill(const Box& box, Paint paint, float radius) {
    if (draws(box)) {
        m_shapes.fill(drawn(box), value_of(paint), radius);
    }
}

void Canvas::outline(const Box& box, Paint paint, float thickness, float radius) {
    if (draws(box)) {
        m_shapes.outline(drawn(box), value_of(paint), thickness, radius);
    }
}

void Canvas::icon(const std::string& name, const Box& box, Paint paint) {
    if (const Icon* icon = m_icons.find(name)) {
        drawing(*icon, box, paint);
    }
}

void Canvas::drawing(const Icon& icon, const Box& box, Paint paint) {
    if (draws(box)) {
        m_shapes.pictogram(icon, drawn(box), right_to_left() && icon.mirrors, value_of(paint));
    }
}

void Canvas::dot(const Box& box, float radius, Paint paint) {
    ring(box, radius, paint, 0);
}

void Canvas::ring(const Box& box, float radius, Paint paint, float thickness) {
    if (draws(box)) {
        m_shapes.ring(drawn(box), radius, value_of(paint), thickness);
    }
}

// --- Text ---

float Canvas::text(const Box& box, const text::WordsView& words, const TextStyle& style) {
    if (words.empty()) {
        return 0;
    }
    const text::LayoutPtr layout = lay_out(words, box.width, style);
    if (measuring()) {
        return layout->height();
    }
    Box at = box;
    if (style.middle) {
        at.y += (box.height - layout->height()) / 2;
    }
    draw_layout(*layout, at, words, style);
    if (!m_tree.nodes.empty()) {
        Node& node = m_tree.nodes.back();
        node.missing_glyphs += static_cast<int>(layout->missing_glyphs());
        node.truncated |= layout->truncated();
        node.overflows |= layout->width() > box.width + kPlay ||
                          (box.height > 0 && layout->height() > box.height + kPlay);
    }
    return layout->height();
}

void Canvas::draw_layout(const text::Layout& layout, const Box& box, const text::WordsView& words,
                         const TextStyle& style) {
    const Box area{box.x, box.y, std::max(box.width, layout.width()), layout.height()};
    if (draws(area)) {
        const Box at = drawn(box);
        m_shapes.letters(layout, at.x, at.y, value_of(style.colour));
    }
    if (m_checks_all && !measuring()) {
        note_text(layout, box, words, style);
    }
}

void Canvas::note_text(const text::Layout& layout, const Box& box, const text::WordsView& words,
                       const TextStyle& style) {
    const Box at = physical(box);
    Box letters{at.x + at.width, at.y, 0, layout.height()};
    float end = at.x;
    for (const text::Line& line : layout.lines()) {
        letters.x = std::min(letters.x, at.x + line.x);
        end = std::max(end, at.x + line.x + line.width);
    }
    letters.width = std::max(0.0F, end - letters.x);
    const Box seen = letters.intersect(physical(clip()));
    const text::Typography& typography = m_text.typography_of(words, style);
    m_drawn_texts.push_back({static_cast<int>(m_tree.nodes.size()) - 1,
                             std::string(words.text),
                             std::string(words.tag),
                             {seen.x, seen.y, seen.width, seen.height},
                             &typography,
                             style.size * typography.size_factor,
                             style.weight,
                             value_of(style.colour)});
}

void Canvas::fill_in_layout(const Box& box, const text::Rect& rect, Paint paint) {
    if (draws(box)) {
        const Box at = drawn(box);
        m_shapes.fill({at.x + rect.x, at.y + rect.y, rect.width, rect.height}, value_of(paint));
    }
}

std::size_t Canvas::place_in_layout(const text::Layout& layout, const Box& box) const {
    const std::size_t nearest = hit_in_layout(layout, box);
    const float x =
        (right_to_left() ? m_theme.width_px - m_pointer.x() : m_pointer.x()) - physical(box).x;
    const float y = m_pointer.y() - box.y;
    const std::vector<text::Line>& lines = layout.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const text::Line& line = lines[i];
        const bool last = i + 1 == lines.size();
        if (!last && y >= lines[i + 1].y) continue;
        const bool wrapped = !last && lines[i + 1].begin == line.end;
        const float beside = layout.caret(line.begin).height;
        const bool outside = x < line.x - beside || x > line.x + line.width + beside;
        return outside && !wrapped ? line.end : nearest;
    }
    return nearest;
}

std::size_t Canvas::hit_at(const text::Layout& layout, const Box& box, float x, float y) const {
    const float on_panel = right_to_left() ? m_theme.width_px - x : x;
    return layout.hit(on_panel - physical(box).x, y - box.y);
}

// --- Meaning ---

Node& Canvas::record(const std::string& id, Role role, const text::WordsView& label,
                     const Box& box) {
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
    node.label = label.text;
    node.text_id = label.id;
    node.personal = label.personal;
    const Box at = physical(box), seen = physical(box.intersect(clip()));
    node.box = {at.x, at.y, at.width, at.height};
    node.visible = {seen.x, seen.y, seen.width, seen.height};
    node.state.hidden = seen.width < at.width - kPlay || seen.height < at.height - kPlay;
    node.mm_width = box.width / m_theme.px_per_mm;
    node.mm_height = box.height / m_theme.px_per_mm;
    node.language = label.tag.empty() ? std::string_view(typography().tag) : label.tag;
    node.parent = m_parents.empty() ? -1 : m_parents.back();
    m_tree.nodes.push_back(std::move(node));
    return m_tree.nodes.back();
}

Canvas::Group::Group(Canvas& canvas, const std::string& id, Role role, const text::WordsView& label,
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

Hit Canvas::hit_area(const std::string& id, const Box& box, bool enabled, Weight weight) {
    Hit hit;
    if (measuring()) {
        if (m_focus.reveals(id)) {
            m_scroller.keep_visible(box, {}, true);
        }
        return hit;
    }
    Node* node =
        !m_tree.nodes.empty() && m_tree.nodes.back().id == id ? &m_tree.nodes.back() : nullptr;
    if (node) {
        node->state.enabled = enabled;
        node->focus_order = m_focus.next_place();
    }
    if (!enabled) {
        return hit;
    }
    const bool counts = press_counts(id, box, weight, node && node->state.expanded);
    switch (m_pointer.touch(id, clip().intersect(box), counts)) {
        case Pointer::Touch::None:
            break;
        case Pointer::Touch::Held:
            hit.held = true;
            break;
        case Pointer::Touch::Pressed:
            hit.clicked = true;
            m_guard.pressed(m_pointer.down_x(), m_pointer.down_y(), m_pad);
            m_focus.set(id);
            break;
        case Pointer::Touch::SlidOff:
            m_moving = true;
            break;
    }
    hit.focused = m_focus.offer(id);
    if (hit.focused && m_focus.activates() && counts) {
        hit.clicked = true;
    }
    if (node) {
        node->state.focused = hit.focused;
    }
    return hit;
}

bool Canvas::press_counts(const std::string& id, const Box& box, Weight weight, bool expanded) {
    if (m_standing) {
        return m_guard.offer_standing(expanded ? id + "/open" : id, box);
    }
    if (!m_pad.empty()) {
        return m_guard.offer_key(m_pad);
    }
    Box place = box;
    place.y += m_scrolled_by_hand;
    return m_guard.offer(id, place, weight);
}

Canvas::Pad::Pad(Canvas& canvas, const std::string& name) : m_canvas(canvas) {
    canvas.m_pad = name;
}
Canvas::Pad::~Pad() {
    m_canvas.m_pad.clear();
}

Canvas::Level::Level(Canvas& canvas, const std::string& id, const text::WordsView& label,
                     const Box& box)
    : m_canvas(canvas) {
    if (canvas.measuring()) {
        if (canvas.m_focus.reveals(id)) {
            canvas.m_scroller.keep_visible(box, {}, true);
        }
        return;
    }
    Hit hit;
    hit.focused = canvas.m_focus.open_level(id);
    if (hit.focused) {
        canvas.record(id, Role::Group, label, box).state.focused = true;
        canvas.focus_ring(hit, box, canvas.m_theme.radius);
    }
}
Canvas::Level::~Level() {
    if (!m_canvas.measuring()) {
        m_canvas.m_focus.close_level();
    }
}

Canvas::Standing::Standing(Canvas& canvas) : m_canvas(canvas) {
    canvas.m_standing = true;
}
Canvas::Standing::~Standing() {
    m_canvas.m_standing = false;
}

std::optional<Canvas::Drag> Canvas::drag(const std::string& id) const {
    return measuring() ? std::nullopt : m_pointer.drag(id);
}

Canvas::DragHandle Canvas::drag_handle(const std::string& id, const Box& box) {
    DragHandle handle;
    handle.hit = hit_area(id, box);
    if (measuring() || !m_pointer.pull(id)) {
        return handle;
    }
    handle.held = handle.hit.held;
    handle.dropped = m_pointer.went_up();
    handle.by_y = m_pointer.y() - m_pointer.down_y();
    handle.hit.clicked = false;
    m_moving = true;
    return handle;
}

void Canvas::focus_ring(const Hit& hit, const Box& box, float radius) {
    if (!hit.focused) {
        return;
    }
    const float line = m_theme.line_strong;
    outline(box.inset(-2 * line), colour::kFocusEdge, line, radius + 2 * line);
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
    if (m_shapes.draws()) {
        m_shapes.push_clip(drawn(m_clips.back()), m_picture);
    }
}

void Canvas::pop_clip() {
    m_clips.pop_back();
    if (m_shapes.draws()) {
        m_shapes.pop_clip();
    }
}

void Canvas::keep_visible(const Box& box, const std::string& reason, bool urgent) {
    if (measuring()) {
        m_scroller.keep_visible(box, reason, urgent);
    }
}

Scroller::Feel Canvas::feel() const {
    const float rest_below = m_theme.calm ? FLT_MAX : m_theme.mm(6);
    return {m_theme.mm(3.5F), m_theme.target * 2, rest_below, m_theme.gap};
}

void Canvas::scroll_area(const std::string& id, const Box& viewport,
                         const std::function<float(const Box&)>& content) {
    Scroller::Area& area = m_scroller.enter(id);
    const auto measured = [&](const Box& box) {
        m_scroller.start_measuring();
        return content({box.x, viewport.y, box.width, viewport.height});
    };
    Box narrow = viewport;
    // Where they do not fit one above the other they stand side by side.
    const float both = 2 * m_theme.target + m_theme.gap;
    const Box strip = narrow.take_end(viewport.height < both ? both : m_theme.target);
    narrow.take_end(m_theme.gap);
    ++m_measuring;
    // What is twice as high as its place beside the buttons overflows without them, too.
    float height = area.overflowed ? measured(narrow) : 0.0F;
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
    area.content = height;
    area.overflowed = overflows;
    if (measuring()) {
        m_scroller.leave();
        return;
    }
    m_scroller.follow_wish(area, viewport, feel());
    std::optional<Ringed> ringed;
    if (overflows) {
        ringed = scroll_buttons(id, strip, viewport, area);
    }
    m_moving |= m_scroller.move(area, viewport, clip().intersect(viewport), m_pointer, feel());
    {
        const float around = std::exchange(m_scrolled_by_hand, m_scrolled_by_hand + area.by_hand);
        const Clip guard(*this, {inner.x - m_theme.gap, viewport.y, inner.width + 2 * m_theme.gap,
                                 viewport.height});
        content({inner.x, viewport.y - area.offset, inner.width, viewport.height});
        m_scrolled_by_hand = around;
    }
    if (ringed) {
        focus_ring(ringed->hit, ringed->box, m_theme.radius);
    }
    m_scroller.leave();
}

std::optional<Ringed> Canvas::scroll_buttons(const std::string& id, const Box& strip,
                                             const Box& viewport, Scroller::Area& area) {
    const float most = std::max(1.0F, area.content - viewport.height);
    const bool beside = strip.width > m_theme.target;
    // The ring of a button stays within the strip, if there is room: what is drawn beside it comes
    // later.
    const float spare = (beside ? strip.width : strip.height) - 2 * m_theme.target - m_theme.gap;
    const float ring = std::clamp(spare / 2, 0.0F, 2 * m_theme.line_strong);
    Box rest = beside ? strip.inset(ring, 0) : strip.inset(0, ring);
    Box up, down;
    if (beside) {
        up = rest.take_start(m_theme.target);
        down = rest.take_end(m_theme.target);
        up.height = down.height = std::min(strip.height, m_theme.target);
    } else {
        up = rest.take_top(m_theme.target);
        down = rest.take_bottom(m_theme.target);
    }
    std::optional<Ringed> focused;
    const auto button = [&](const char* name, const char* icon_name, const Box& box, float step,
                            bool possible) {
        const std::string button_id = "scroll." + id + "." + name;
        record(button_id, Role::Button, step < 0 ? m_scroll_up : m_scroll_down, box);
        const Hit hit = hit_area(button_id, box, possible);
        fill(box, hit.held ? colour::kPressed : colour::kSurface, m_theme.radius);
        outline(box, colour::kLine, m_theme.line, m_theme.radius);
        icon(icon_name, box.centred(m_theme.icon, m_theme.icon),
             possible ? colour::kPrimary : colour::kDisabled);
        if (hit.focused) {
            focused = Ringed{hit, box};
        }
        if (hit.clicked) {
            Scroller::step(area, viewport, step);
            m_moving = true;
        }
    };
    const float page = std::max(m_theme.target, viewport.height - m_theme.target);
    button("up", "chevron_up", up, -page, area.offset > 0.5F);
    const Box track = rest.inset(0, m_theme.gap)
                          .centred(m_theme.mm(2), std::max(0.0F, rest.height - 2 * m_theme.gap));
    if (!beside && track.height > m_theme.mm(8)) {
        const Box line = track.centred(m_theme.line, track.height);
        fill(line, colour::kLineSoft);
        const float part = std::clamp(viewport.height / std::max(1.0F, area.content), 0.08F, 1.0F);
        const float thumb = std::max(m_theme.mm(5), track.height * part);
        const float at = std::clamp(area.offset / most, 0.0F, 1.0F) * (track.height - thumb);
        fill({track.x, std::round(track.y + at), track.width, thumb}, colour::kLine,
             track.width / 2);
    }
    button("down", "chevron_down", down, page, area.offset < most - 0.5F);
    return focused;
}

}  // namespace lotse::ui
