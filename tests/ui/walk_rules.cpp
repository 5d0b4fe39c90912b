// SPDX-License-Identifier: EUPL-1.2
#include "ui/walk_rules.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include "ui/terminal/survey.h"

namespace lotse::ui::test {
namespace {

/// Boxes and layouts are rounded independently.
constexpr float kPlay = 1.5F;
constexpr double kTextContrast = 7.0, kHighTextContrast = 8.5, kPartContrast = 3.0;
/// At the largest letters, of the distance: 0.7° (EN 301 549, 5.1.4).
constexpr float kCapitalOfDistance = 0.0122F;
constexpr float kTargetMm = 15.0F, kPrimaryMm = 20.0F, kGapMm = 3.0F;
/// Points of a text that are looked at along each side.
constexpr int kSamples = 48;
constexpr std::size_t kMostExamples = 5;

const std::set<std::string>& primary_actions() {
    static const std::set<std::string> ids = {"action.next",   "action.submit", "action.done",
                                              "failed.retry",  "idle.continue", "more.end.keep",
                                              "number.confirm"};
    return ids;
}

bool operable(const Node& node) {
    return node.focus_order >= 0;
}
bool in_view(const PixelBox& box) {
    return box.width > 1 && box.height > 1;
}
float right_of(const PixelBox& box) {
    return box.x + box.width;
}
float low_of(const PixelBox& box) {
    return box.y + box.height;
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

Colour pixel(const platform::Picture& picture, float x, float y) {
    const int column = std::clamp(static_cast<int>(x), 0, picture.width - 1);
    const int row = std::clamp(static_cast<int>(y), 0, picture.height - 1);
    const std::uint8_t* at =
        picture.rgb.data() + (static_cast<std::ptrdiff_t>(row) * picture.width + column) * 3;
    return {at[0], at[1], at[2]};
}

/// The colour that most of a text's box has: its letters are thin.
Colour ground_of(const platform::Picture& picture, const PixelBox& box) {
    std::unordered_map<std::uint32_t, int> counts;
    std::uint32_t most = 0;
    int highest = 0;
    for (int row = 0; row < kSamples; ++row) {
        for (int column = 0; column < kSamples; ++column) {
            const Colour at =
                pixel(picture, box.x + box.width * (static_cast<float>(column) + 0.5F) / kSamples,
                      box.y + box.height * (static_cast<float>(row) + 0.5F) / kSamples);
            const std::uint32_t key = static_cast<std::uint32_t>(at.red) << 16U |
                                      static_cast<std::uint32_t>(at.green) << 8U | at.blue;
            if (const int count = ++counts[key]; count > highest) {
                highest = count;
                most = key;
            }
        }
    }
    return {static_cast<std::uint8_t>(most >> 16U), static_cast<std::uint8_t>(most >> 8U),
            static_cast<std::uint8_t>(most)};
}

struct Side {
    float x, y, dx, dy;  ///< a point of the edge, and the way out of the box
};
/// Three points of each side, beside the round corners.
std::array<std::array<Side, 3>, 4> sides_of(const PixelBox& box) {
    std::array<std::array<Side, 3>, 4> out{};
    const std::array shares = {0.3F, 0.5F, 0.7F};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const float x = box.x + box.width * shares.at(i), y = box.y + box.height * shares.at(i);
        out[0].at(i) = {x, std::round(box.y), 0, -1};
        out[1].at(i) = {x, std::round(low_of(box)) - 1, 0, 1};
        out[2].at(i) = {std::round(box.x), y, -1, 0};
        out[3].at(i) = {std::round(right_of(box)) - 1, y, 1, 0};
    }
    return out;
}

Colour outwards(const platform::Picture& picture, const Side& from, float by) {
    return pixel(picture, from.x + from.dx * by, from.y + from.dy * by);
}

/// The colour that most has of what is next to a side: lines and letters there are thin.
Colour ground_beside(const platform::Picture& picture, const std::array<Side, 3>& side, float by) {
    constexpr float kBand = 5;
    const Side& first = side.front();
    const Side& last = side.back();
    const float x = std::min(first.x, last.x), y = std::min(first.y, last.y);
    const float near = by + 1, far = by + 1 + kBand;
    return ground_of(picture, {x + std::min(first.dx * near, first.dx * far),
                               y + std::min(first.dy * near, first.dy * far),
                               first.dx != 0 ? kBand : std::abs(last.x - first.x),
                               first.dy != 0 ? kBand : std::abs(last.y - first.y)});
}

/// Tells itself from what is around it on two sides or more.
bool is_bounded(const platform::Picture& picture, const PixelBox& box, float thickness) {
    int good = 0;
    for (const auto& side : sides_of(box)) {
        good += std::any_of(side.begin(), side.end(), [&](const Side& at) {
            const Colour ground = outwards(picture, at, 3);
            for (float by = 0; by < thickness + 2; ++by) {
                if (contrast(ground, outwards(picture, at, -by)) >= kPartContrast) {
                    return true;
                }
            }
            return false;
        });
    }
    return good >= 2;
}

/// Empty: two lines around three sides at least, one of which is seen on the ground.
std::string ring_fault(const platform::Picture& picture, const PixelBox& box, const Theme& theme) {
    const float line = theme.line_strong;
    if (line < 2) {
        return "its lines are thinner than two pixels";
    }
    const Colour focus = theme.palette[colour::kFocus], edge = theme.palette[colour::kFocusEdge];
    int ringed = 0;
    double least = 21;
    for (const auto& side : sides_of(box)) {
        const bool ring = std::any_of(side.begin(), side.end(), [&](const Side& at) {
            return outwards(picture, at, std::round(line * 0.5F) + 0.5F) == focus &&
                   outwards(picture, at, std::round(line * 1.5F) + 0.5F) == edge;
        });
        if (!ring) {
            continue;
        }
        ++ringed;
        const Colour ground = ground_beside(picture, side, 2 * line);
        least = std::min(least, std::max(contrast(focus, ground), contrast(edge, ground)));
    }
    if (ringed < 3) {
        return "the ring is seen on " + std::to_string(ringed) + " sides";
    }
    return least < kPartContrast ? "the ring has a contrast of " + number(least) : "";
}

}  // namespace

const RuleText& text_of(Rule rule) {
    static const std::array<RuleText, kRules> texts = {{
        {"text.whole",
         "No text is cut, larger than its box, without its letters or missing.",
         {"11.1.3.4", "11.1.4.10.2"}},
        {"scroll.one_way", "Nothing stands beyond the sides of the screen.", {"11.1.4.10.2"}},
        {"letters.height",
         "In very large letters a capital is at least 0.0122 of the viewing distance.",
         {"5.1.4", "11.1.4.4.2"}},
        {"label.there", "What can be operated has words.", {"11.2.4.6", "11.3.3.2"}},
        {"label.unique", "No two in one level are called alike.", {"11.2.4.6"}},
        {"label.contains", "What is heard contains what is shown.", {"11.2.5.3.2"}},
        {"image.words",
         "Pictures, progress and buttons without shown words have words.",
         {"5.1.3.6", "11.1.1.1.2"}},
        {"language.known", "Each text is in a language that the program knows.", {"11.3.1.1.2"}},
        {"target.size", "A target is at least 15 mm high and wide.", {"WCAG 2.5.5"}},
        {"target.primary", "The main action is at least 20 mm high.", {"WCAG 2.5.5"}},
        {"target.gap", "Targets are at least 3 mm apart.", {"WCAG 2.5.5"}},
        {"low.reach",
         "Low: what is touched stands below the upper part of the screen.",
         {"8.3.2.1", "8.3.3.1"}},
        {"order.geometry",
         "The next stop never stands above the one before, nor before it in its row.",
         {"11.1.3.2.2", "11.2.4.3"}},
        {"order.reach",
         "Next comes by every stop of a level within so many presses as it has stops, and one.",
         {"5.1.6.1", "5.1.6.2", "11.2.1.1.2", "11.2.1.2", "11.2.4.3"}},
        {"order.back",
         "Previous goes the same way back, Back leaves a level.",
         {"11.2.1.2", "11.2.4.3"}},
        {"order.in_view", "What has the focus is in view.", {"5.1.6.2", "11.2.4.7"}},
        {"contrast.text",
         "A text has a contrast of 7 to its ground, in the high schemes 8.5.",
         {"11.1.4.3"}},
        {"contrast.part",
         "The bounds of what can be operated have a contrast of 3.",
         {"11.1.4.11"}},
        {"contrast.ring",
         "The focus has a ring of two lines, one with a contrast of 3.",
         {"11.1.4.11", "11.2.4.7"}},
    }};
    return texts.at(static_cast<std::size_t>(rule));
}

void Seen::look(Rule rule, bool good, const Node& node, const std::string& what) {
    ++checked.at(static_cast<std::size_t>(rule));
    if (!good) {
        findings.push_back({rule, node.id, node.role, what});
    }
}

float Capitals::of(text::Engine& engine, const text::Typography& typography, text::Weight weight) {
    const auto [known, is_new] = m_known.try_emplace({typography.tag, weight}, 0.0F);
    if (is_new) {
        constexpr float kLarge = 200;
        text::Style style;
        style.size_px = kLarge;
        style.weight = weight;
        const text::LayoutPtr layout = engine.layout("H", typography, style);
        engine.quads(*layout, 0, 0, [&](const text::GlyphQuad& quad) {
            known->second = (quad.y1 - quad.y0) / (kLarge * typography.size_factor);
        });
    }
    return known->second;
}

// --- Texts ---

void look_at_texts(const Frame& frame, text::Engine& engine, Capitals& capitals, Seen& seen) {
    std::map<std::string, std::string> wrong;
    for (const SurveyFinding& finding : text_findings(frame.tree)) {
        wrong[finding.node] += finding.kind == SurveyFinding::Kind::Overflow ? "overflows"
                               : finding.kind == SurveyFinding::Kind::Ellipsis
                                   ? "is cut"
                                   : "lacks letters or is not there";
    }
    for (const Node& node : frame.tree.nodes) {
        const auto fault = wrong.find(node.id);
        seen.look(Rule::TextWhole, fault == wrong.end(), node,
                  fault == wrong.end() ? "" : fault->second + ": \"" + node.label + "\"");
        seen.look(Rule::OneWay,
                  node.box.x >= -kPlay && right_of(node.box) <= frame.theme.width_px + kPlay, node,
                  "stands beyond a side of the screen");
        seen.look(Rule::LanguageKnown, content().catalogue->language(node.language) != nullptr,
                  node, "is in \"" + node.language + "\"");
    }
    if (frame.access.letters != Letters::VeryLarge) {
        return;
    }
    const float least = kCapitalOfDistance * frame.panel.viewing_mm;
    for (const Canvas::DrawnText& drawn : frame.texts) {
        if (drawn.node < 0 || !in_view(drawn.letters)) {
            continue;
        }
        const float capital =
            drawn.em * capitals.of(engine, *drawn.typography, drawn.weight) / frame.theme.px_per_mm;
        // Measured in a picture of 200 pixels: one of them is half a hundredth.
        seen.look(Rule::LettersHeight, capital >= least * 0.99F,
                  frame.tree.nodes[static_cast<std::size_t>(drawn.node)],
                  "capital of " + number(capital) + " mm instead of " + number(least) + ": \"" +
                      drawn.words + "\"");
    }
}

// --- Labels ---

void look_at_labels(const Frame& frame, Seen& seen) {
    const auto& nodes = frame.tree.nodes;
    std::vector<bool> shows(nodes.size(), false);
    for (const Canvas::DrawnText& drawn : frame.texts) {
        if (drawn.node < 0) {
            continue;
        }
        const auto index = static_cast<std::size_t>(drawn.node);
        shows[index] = true;
        const Node& node = nodes[index];
        // A field's words stand above it; a second language is for somebody who helps.
        const bool other = !drawn.tag.empty() && drawn.tag != node.language;
        if (operable(node) && node.role != Role::Field && !node.state.masked && !other) {
            const std::string heard = node.label + "\n" + node.value;
            seen.look(Rule::LabelContains, heard.find(drawn.words) != std::string::npos, node,
                      "is called \"" + node.label + "\" and shows \"" + drawn.words + "\"");
        }
    }
    std::map<std::pair<int, std::string>, const Node*> called;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        const bool words = node.label.find_first_not_of(" \n") != std::string::npos;
        if (node.role == Role::Image || node.role == Role::Progress ||
            (operable(node) && !shows[i] && node.role != Role::Field)) {
            seen.look(Rule::ImageWords, words, node, "has no words");
        }
        if (!operable(node)) {
            continue;
        }
        seen.look(Rule::LabelThere, words, node, "has no label");
        const auto [other, is_new] = called.try_emplace({node.parent, node.label}, &node);
        seen.look(Rule::LabelUnique, is_new, node,
                  "is called like " + other->second->id + ": \"" + node.label + "\"");
    }
}

// --- Targets ---

void look_at_targets(const Frame& frame, Seen& seen) {
    const float mm = frame.theme.px_per_mm;
    std::vector<const Node*> targets;
    for (const Node& node : frame.tree.nodes) {
        if (!operable(node)) {
            continue;
        }
        seen.look(Rule::TargetSize, node.mm_width >= kTargetMm && node.mm_height >= kTargetMm, node,
                  "target of " + number(node.mm_width) + " x " + number(node.mm_height) + " mm");
        if (primary_actions().contains(node.id)) {
            seen.look(Rule::TargetPrimary, node.mm_height >= kPrimaryMm, node,
                      "main action of " + number(node.mm_height) + " mm");
        }
        if (frame.access.low && in_view(node.visible)) {
            seen.look(Rule::LowReach, node.visible.y + 1 >= frame.theme.untouched, node,
                      "begins " + number(node.visible.y / mm) + " mm below the upper edge");
        }
        if (in_view(node.visible)) {
            targets.push_back(&node);
        }
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const PixelBox& a = targets[i]->visible;
        const Node* near = nullptr;
        float nearest = kGapMm * mm - kPlay;
        for (std::size_t j = 0; j < targets.size(); ++j) {
            const PixelBox& b = targets[j]->visible;
            const float across = std::max(a.x - right_of(b), b.x - right_of(a));
            const float down = std::max(a.y - low_of(b), b.y - low_of(a));
            const float apart = std::max(across, down);
            if (i != j && apart < nearest) {
                nearest = apart;
                near = targets[j];
            }
        }
        seen.look(Rule::TargetGap, near == nullptr, *targets[i],
                  near == nullptr ? "" : number(nearest / mm) + " mm from " + near->id);
    }
}

// --- Order ---

void look_at_order(const Frame& frame, Seen& seen) {
    const Node* before = nullptr;
    for (const Node& node : frame.tree.nodes) {
        // What scrolls an area belongs to all of it, and comes before it.
        if (!operable(node) || !in_view(node.visible) || node.id.starts_with("scroll.")) {
            continue;
        }
        if (before != nullptr) {
            const PixelBox &a = before->visible, &b = node.visible;
            const float shared = std::min(low_of(a), low_of(b)) - std::max(a.y, b.y);
            const bool same_row = shared > std::min(a.height, b.height) / 2;
            // Keys stand as on every keyboard, from left to right; months are read.
            const bool months = before->id.starts_with("month.") || node.id.starts_with("month.");
            const bool leftwards = frame.right_to_left && (months || node.role != Role::Key);
            const bool back = leftwards ? b.x > a.x + kPlay : b.x < a.x - kPlay;
            // What is scrolled out of view but for a pixel is thinner than the play.
            const bool up = low_of(b) <= a.y + std::min(kPlay, b.height / 2);
            const bool inverted = before->focus_order >= node.focus_order || up ||
                                  (same_row && back && before->role == node.role);
            seen.look(Rule::OrderGeometry, !inverted, node,
                      "comes after " + before->id + " and stands before it");
        }
        before = &node;
    }
}

// --- Pixels ---

void look_at_pixels(const Frame& frame, const platform::Picture& picture, Seen& seen) {
    for (const Canvas::DrawnText& drawn : frame.texts) {
        if (drawn.node < 0 || !in_view(drawn.letters)) {
            continue;
        }
        const Node& node = frame.tree.nodes[static_cast<std::size_t>(drawn.node)];
        if (!node.state.enabled) {
            continue;  // what cannot be used may be faint (WCAG 1.4.3)
        }
        const double found = contrast(drawn.ink, ground_of(picture, drawn.letters));
        const double least = frame.theme.high ? kHighTextContrast : kTextContrast;
        seen.look(Rule::ContrastText, found >= least, node,
                  "contrast of " + number(found) + ": \"" + drawn.words + "\"");
    }
    for (const Node& node : frame.tree.nodes) {
        if (operable(node) && node.state.enabled && !node.state.hidden && in_view(node.visible)) {
            seen.look(Rule::ContrastPart,
                      is_bounded(picture, node.visible, frame.theme.line_strong), node,
                      "its bounds are not seen");
        }
    }
}

// --- Keys ---

namespace {

const Node* focused_in(const SemanticTree& tree) {
    const auto at = std::find_if(tree.nodes.begin(), tree.nodes.end(),
                                 [](const Node& node) { return node.state.focused; });
    return at == tree.nodes.end() ? nullptr : &*at;
}

class KeyWalk {
public:
    KeyWalk(Studio& studio, const terminal::ScreenView& view, bool rings, Seen& seen)
        : m_studio(studio), m_view(view), m_rings(rings), m_seen(seen) {}

    void run() {
        m_studio.forget();
        m_studio.draw(m_view);
        std::set<std::string> wanted;
        for (const Node& node : m_studio.tree().nodes) {
            // Whether an area scrolls any further changes on the way.
            if (operable(node) && node.state.enabled && !node.id.starts_with("scroll.")) {
                wanted.insert(node.id);
            }
        }
        if (wanted.empty()) {
            return;
        }
        const std::vector<std::string> way = round(wanted.size(), true);
        for (const std::string& id : wanted) {
            Node node;
            node.id = id;
            m_seen.look(Rule::OrderReach, m_reached.contains(id), node,
                        "no key comes to it, or only too late");
        }
        back(way);
    }

private:
    /// Next until the first stop comes again. Its ids, the first twice.
    std::vector<std::string> round(std::size_t stops, bool outer) {
        std::vector<std::string> way;
        for (std::size_t press = 0; press <= stops + 4; ++press) {
            if (outer || press > 0) {
                m_studio.frame(m_view, {}, Navigation::Next);
            }
            const Node* node = focused_in(m_studio.tree());
            if (node == nullptr) {
                continue;
            }
            const std::string id = node->id;
            const bool again = std::find(way.begin(), way.end(), id) != way.end();
            way.push_back(id);
            if (again) {
                break;
            }
            m_reached.insert(id);
            arrive(*node);
            if (node->role == Role::Group && outer) {
                inside(id, stops);
            }
        }
        return way;
    }

    void inside(const std::string& level, std::size_t stops) {
        m_studio.frame(m_view, {}, Navigation::Activate);
        round(stops, false);
        m_studio.frame(m_view, {}, Navigation::Back);
        m_studio.frame(m_view);
        const Node* node = focused_in(m_studio.tree());
        Node missing;
        missing.id = level;
        m_seen.look(Rule::OrderBack, node != nullptr && node->id == level, missing,
                    "Back does not lead out of it");
    }

    void back(const std::vector<std::string>& way) {
        if (way.size() < 2) {
            return;
        }
        for (std::size_t i = way.size() - 1; i > 0; --i) {
            m_studio.frame(m_view, {}, Navigation::Previous);
            const Node* node = focused_in(m_studio.tree());
            if (way[i - 1].starts_with("scroll.") ||
                (node != nullptr && node->id.starts_with("scroll."))) {
                return;  // what could be scrolled on the way there cannot on the way back
            }
            Node wanted;
            wanted.id = way[i - 1];
            m_seen.look(Rule::OrderBack, node != nullptr && node->id == wanted.id, wanted,
                        "Previous leads from " + way[i] + " to " +
                            (node == nullptr ? "nothing" : node->id));
        }
    }

    void arrive(const Node& node) {
        const Theme& theme = m_studio.theme();
        const float high = std::min(node.box.height, theme.target);
        m_seen.look(
            Rule::OrderInView,
            node.visible.width + kPlay >= node.box.width && node.visible.height + kPlay >= high,
            node, "has the focus and is out of view");
        if (!m_rings) {
            return;
        }
        const float around = 2 * theme.line_strong + 8;
        const float x = std::max(0.0F, std::floor(node.box.x - around)),
                    y = std::max(0.0F, std::floor(node.box.y - around));
        const platform::Picture picture = m_studio.picture(
            {x, y, right_of(node.box) + around - x, low_of(node.box) + around - y});
        if (picture.width > 0 && picture.height > 0) {
            const std::string fault = ring_fault(
                picture, {node.box.x - x, node.box.y - y, node.box.width, node.box.height}, theme);
            m_seen.look(Rule::ContrastRing, fault.empty(), node, fault);
        }
    }

    Studio& m_studio;
    const terminal::ScreenView& m_view;
    bool m_rings;
    Seen& m_seen;
    std::set<std::string> m_reached;
};

}  // namespace

void walk_with_keys(Studio& studio, const terminal::ScreenView& view, bool rings, Seen& seen) {
    KeyWalk(studio, view, rings, seen).run();
}

// --- Exceptions ---

namespace {

constexpr float kNarrowMm = 230;

float width_mm(const Frame& frame) {
    return frame.theme.width_px / frame.theme.px_per_mm;
}

struct Excuse {
    KnownException what;
    Rule rule;
    bool (*covers)(const Finding&, const Frame&);
};

const std::vector<Excuse>& excuses() {
    static const std::vector<Excuse> all = {
        {{"keys on narrow panels",
          "Up to twelve keys share a row of a panel narrower than 230 mm; they are 12 mm wide "
          "there, 9 mm on one that stands upright, and still 15 mm high."},
         Rule::TargetSize,
         [](const Finding& finding, const Frame& frame) {
             return finding.role == Role::Key && width_mm(frame) < kNarrowMm;
         }},
        {{"keys beside keys",
          "Keys of one keyboard stand 1.4 mm apart: with 3 mm they would be too narrow; a wrong "
          "letter is taken back by one key."},
         Rule::TargetGap,
         [](const Finding& finding, const Frame&) { return finding.role == Role::Key; }},
        {{"staff's door",
          "The institution's name on the start screen opens the staff's door after five taps; it "
          "is not made to be found."},
         Rule::ContrastPart,
         [](const Finding& finding, const Frame&) { return finding.node == "header.institution"; }},
        {{"staff's door, high", "The institution's name stands at the top, for staff alone."},
         Rule::LowReach,
         [](const Finding& finding, const Frame&) { return finding.node == "header.institution"; }},
    };
    return all;
}

}  // namespace

const KnownException* excuse_for(const Finding& finding, const Frame& frame) {
    for (const Excuse& excuse : excuses()) {
        if (excuse.rule == finding.rule && excuse.covers(finding, frame)) {
            return &excuse.what;
        }
    }
    return nullptr;
}

// --- Counting ---

std::vector<std::string> Ledger::add(const Seen& seen, const Frame& frame,
                                     const std::string& where) {
    for (std::size_t i = 0; i < kRules; ++i) {
        m_rows.at(i).checked += seen.checked.at(i);
    }
    std::vector<std::string> violations;
    for (const Finding& finding : seen.findings) {
        Row& row = m_rows.at(static_cast<std::size_t>(finding.rule));
        if (const KnownException* known = excuse_for(finding, frame)) {
            codec::RunException& exception = row.exceptions[known->name];
            exception.name = known->name;
            exception.reason = known->reason;
            ++exception.count;
            continue;
        }
        ++row.violations;
        const std::string words = where + ", " + finding.node + ": " + finding.what;
        if (row.examples.size() < kMostExamples) {
            row.examples.push_back(words);
        }
        violations.push_back(std::string(text_of(finding.rule).id) + ": " + words);
    }
    return violations;
}

std::vector<codec::RunRule> Ledger::rules() const {
    std::vector<codec::RunRule> out;
    for (std::size_t i = 0; i < kRules; ++i) {
        const Row& row = m_rows.at(i);
        const RuleText& text = text_of(static_cast<Rule>(i));
        codec::RunRule rule{text.id,        text.what, text.clauses, row.checked,
                            row.violations, {},        row.examples};
        for (const auto& [name, exception] : row.exceptions) {
            rule.exceptions.push_back(exception);
        }
        out.push_back(std::move(rule));
    }
    return out;
}

}  // namespace lotse::ui::test
