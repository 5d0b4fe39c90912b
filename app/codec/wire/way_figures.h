// SPDX-License-Identifier: EUPL-1.2
/// What `lotse-tool way` counted, as one line of JSON.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace lotse::codec {

struct WayFigures {
    int screens = 0, taps = 0, keys = 0, words = 0;
    double minutes = 0;                   ///< written with one decimal
    int promised = 0;                     ///< minutes, as they stand on the tile
    std::map<std::string, int> words_of;  ///< by screen; written if there are any
};

/// {"language":"de","core":{"screens":22,…},"longest":{…},"employers":{…}}
std::string write_way_figures(const std::string& language,
                              const std::vector<std::pair<std::string, WayFigures>>& ways);

}  // namespace lotse::codec
