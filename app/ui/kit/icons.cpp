// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/icons.h"

#include <array>
#include <atomic>
#include <charconv>
#include <cmath>
#include <fstream>
#include <numbers>
#include <optional>
#include <sstream>

namespace lotse::ui {
namespace {

constexpr int kCurveSteps = 10;
constexpr int kCircleSteps = 40;

/// What widgets and screens name themselves; other files are for questionnaires.
constexpr std::array kUsed = {
    "arrow_back",   "arrow_forward",   "backspace",     "calendar", "check",
    "chevron_down", "chevron_forward", "chevron_up",    "clock",    "close",
    "contrast",     "document",        "edit",          "enter",    "globe",
    "info",         "keyboard",        "keyboard_hide", "letters",  "list",
    "lock",         "minus",           "pause",         "people",   "person",
    "plus",         "question",        "refresh",       "search",   "settings",
    "shift",        "space",           "trash",         "warning",
};

class Parser {
public:
    explicit Parser(std::string name) : m_name(std::move(name)) {}

    Result<Icon> read(std::string_view svg) {
        for (std::size_t at = 0; (at = svg.find('<', at)) != std::string_view::npos;) {
            if (svg.substr(at).starts_with("<!--")) {
                at = svg.find("-->", at);
                continue;
            }
            const std::size_t end = svg.find('>', at);
            if (end == std::string_view::npos) {
                return fail("a tag that does not end");
            }
            const std::string_view tag = svg.substr(at + 1, end - at - 1);
            at = end;
            const std::string_view word = tag.substr(0, tag.find_first_of(" \t\n/", 1));
            if (word == "svg" || word == "/svg") {
                continue;
            }
            bool good = false;
            if (word == "path") {
                good = path(attribute(tag, "d"));
            } else if (word == "circle") {
                good = circle(tag);
            } else if (word == "rect") {
                good = rect(tag);
            }
            if (!good) {
                return fail("<" + std::string(tag) +
                            "> is not a path of M L H V C Z, a circle or a rect");
            }
        }
        if (m_icon.strokes.empty()) {
            return fail("no strokes");
        }
        return std::move(m_icon);
    }

private:
    Error fail(const std::string& what) const { return {Kind::Unusable, m_name, what}; }

    static std::string_view attribute(std::string_view tag, std::string_view key) {
        const std::string start = " " + std::string(key) + "=\"";
        const std::size_t begin = tag.find(start);
        if (begin == std::string_view::npos) {
            return {};
        }
        const std::size_t from = begin + start.size();
        return tag.substr(from, tag.find('"', from) - from);
    }

    static std::optional<float> number(std::string_view& text) {
        while (!text.empty() && (text.front() == ' ' || text.front() == ',')) {
            text.remove_prefix(1);
        }
        float value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{}) {
            return std::nullopt;
        }
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        return value;
    }

    static std::optional<float> number_of(std::string_view tag, std::string_view key) {
        std::string_view text = attribute(tag, key);
        return number(text);
    }

    void start_stroke(IconPoint at) {
        m_icon.strokes.emplace_back();
        m_icon.strokes.back().points.push_back(at);
    }
    void add(IconPoint at) { m_icon.strokes.back().points.push_back(at); }

    void curve(IconPoint a, IconPoint b, IconPoint c, IconPoint d) {
        for (int i = 1; i <= kCurveSteps; ++i) {
            const float t = static_cast<float>(i) / kCurveSteps, s = 1 - t;
            const float wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
            add({wa * a.x + wb * b.x + wc * c.x + wd * d.x,
                 wa * a.y + wb * b.y + wc * c.y + wd * d.y});
        }
    }

    bool path(std::string_view d) {
        char command = 0;
        IconPoint pen;
        bool open = false;
        while (true) {
            while (!d.empty() && (d.front() == ' ' || d.front() == '\n')) {
                d.remove_prefix(1);
            }
            if (d.empty()) {
                return open;
            }
            if (std::string_view("MLHVCZ").find(d.front()) != std::string_view::npos) {
                command = d.front();
                d.remove_prefix(1);
            } else if (command == 0 || command == 'Z') {
                return false;
            }
            if (command == 'Z') {
                if (!open) {
                    return false;
                }
                m_icon.strokes.back().closed = true;
                continue;
            }
            std::array<float, 6> v{};
            const std::size_t count = command == 'C' ? 6 : command == 'H' || command == 'V' ? 1 : 2;
            for (std::size_t i = 0; i < count; ++i) {
                const auto value = number(d);
                if (!value) {
                    return false;
                }
                v[i] = *value;
            }
            if (command != 'M' && !open) {
                return false;
            }
            switch (command) {
                case 'M':
                    pen = {v[0], v[1]};
                    start_stroke(pen);
                    open = true;
                    command = 'L';
                    break;
                case 'L':
                    pen = {v[0], v[1]};
                    add(pen);
                    break;
                case 'H':
                    pen.x = v[0];
                    add(pen);
                    break;
                case 'V':
                    pen.y = v[0];
                    add(pen);
                    break;
                default:
                    curve(pen, {v[0], v[1]}, {v[2], v[3]}, {v[4], v[5]});
                    pen = {v[4], v[5]};
            }
        }
    }

    bool circle(std::string_view tag) {
        const auto cx = number_of(tag, "cx"), cy = number_of(tag, "cy"), r = number_of(tag, "r");
        if (!cx || !cy || !r) {
            return false;
        }
        arc(*cx, *cy, *r, 0, 4, kCircleSteps, true);
        m_icon.strokes.back().closed = true;
        return true;
    }

    /// Quarter turns from `first` on, clockwise on the screen, 0 = pointing to positive x.
    void arc(float cx, float cy, float r, int first, int quarters, int steps, bool fresh) {
        const int points = quarters == 4 ? steps : steps + 1;
        for (int i = 0; i < points; ++i) {
            const double angle =
                (first + static_cast<double>(quarters) * i / steps) * std::numbers::pi / 2;
            const IconPoint at{cx + r * static_cast<float>(std::cos(angle)),
                               cy + r * static_cast<float>(std::sin(angle))};
            if (fresh && i == 0) {
                start_stroke(at);
            } else {
                add(at);
            }
        }
    }

    bool rect(std::string_view tag) {
        const auto x = number_of(tag, "x"), y = number_of(tag, "y"), w = number_of(tag, "width"),
                   h = number_of(tag, "height");
        if (!x || !y || !w || !h) {
            return false;
        }
        const float r = number_of(tag, "rx").value_or(0);
        constexpr int kCornerSteps = 5;
        if (r <= 0) {
            start_stroke({*x, *y});
            add({*x + *w, *y});
            add({*x + *w, *y + *h});
            add({*x, *y + *h});
        } else {
            arc(*x + *w - r, *y + *h - r, r, 0, 1, kCornerSteps, true);
            arc(*x + r, *y + *h - r, r, 1, 1, kCornerSteps, false);
            arc(*x + r, *y + r, r, 2, 1, kCornerSteps, false);
            arc(*x + *w - r, *y + r, r, 3, 1, kCornerSteps, false);
        }
        m_icon.strokes.back().closed = true;
        return true;
    }

    std::string m_name;
    Icon m_icon;
};

}  // namespace

Result<Icon> parse_icon(std::string_view svg, const std::string& name) {
    static std::atomic<std::uint32_t> last{0};
    Result<Icon> icon = Parser(name).read(svg);
    if (icon) {
        icon->number = ++last;
    }
    return icon;
}

Result<Icons> Icons::load(const std::filesystem::path& folder) {
    Icons icons;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".svg") {
            continue;
        }
        std::ifstream file(entry.path());
        std::stringstream text;
        text << file.rdbuf();
        auto icon = parse_icon(text.str(), entry.path().string());
        if (!icon) {
            return icon.error();
        }
        const std::string name = entry.path().stem().string();
        icon->mirrors = name.starts_with("arrow_") || name.ends_with("_forward") ||
                        name == "backspace" || name == "enter" || name == "list" ||
                        name == "volume";
        icons.m_icons[name] = std::move(icon).value();
    }
    for (const char* name : kUsed) {
        if (!icons.find(name)) {
            return Error{
                Kind::Unusable, (folder / (std::string(name) + ".svg")).string(),
                "the pictogram is missing or cannot be read; install assets/icons completely"};
        }
    }
    return icons;
}

const Icon* Icons::find(const std::string& name) const {
    const auto it = m_icons.find(name);
    return it == m_icons.end() ? nullptr : &it->second;
}

std::vector<std::string> Icons::names() const {
    std::vector<std::string> names;
    for (const auto& [name, icon] : m_icons) {
        names.push_back(name);
    }
    return names;
}

}  // namespace lotse::ui
