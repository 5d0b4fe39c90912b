// SPDX-License-Identifier: EUPL-1.2
/// Pictures of a screen, whoever took them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace lotse::session_test {

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  ///< rows from the top, without padding
    bool operator==(const Picture&) const = default;
    std::array<int, 3> at(int x, int y) const;
};

/// Empty if the file is none.
Picture read_png(const std::string& file);
/// Of the form P6.
Picture read_ppm(const std::string& file);
/// Pixels that differ; all of them if the sizes do.
long differing_pixels(const Picture& one, const Picture& other);

}  // namespace lotse::session_test
