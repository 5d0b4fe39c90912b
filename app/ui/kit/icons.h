// SPDX-License-Identifier: EUPL-1.2
/// The interface's pictograms: read from `assets/icons/*.svg` at start-up, kept as polylines, drawn
/// as strokes.
///
/// Reads the part of SVG that the sources use: `path` (M L H V C Z, absolute), `circle`, `rect`
/// with `rx`, on a grid of 24 × 24, stroke width 2. Anything else in a file is an error with its
/// name: a pictogram is never drawn half. Curves are flattened once, finely enough for 150 px.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::ui {

struct IconPoint {
    float x = 0, y = 0;
};

struct IconStroke {
    std::vector<IconPoint> points;
    bool closed = false;
};

struct Icon {
    std::vector<IconStroke> strokes;
    bool mirrors =
        false;  ///< points forwards or backwards: turned round in right-to-left languages
    std::uint32_t number = 0;  ///< of the file that was read, unlike every other's; 0: from no file
};

Result<Icon> parse_icon(std::string_view svg, const std::string& name);

/// Before the name of a centre's logo: none takes the place of a pictogram.
inline constexpr const char* kLogoPrefix = "logo.";

class Icons {
public:
    /// Reads every file of the folder; fails if one of the names that widgets use is missing.
    static Result<Icons> load(const std::filesystem::path& folder);

    /// A drawing that is not in the folder, or another one under the same name.
    void add(const std::string& name, Icon icon) { m_icons[name] = std::move(icon); }

    /// Null for a name that has no file: questionnaires may name pictograms that a centre has not
    /// drawn.
    const Icon* find(const std::string& name) const;
    std::vector<std::string> names() const;

private:
    std::map<std::string, Icon> m_icons;
};

}  // namespace lotse::ui
