// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/way_figures.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace lotse::codec {

std::string write_way_figures(const std::string& language,
                              const std::vector<std::pair<std::string, WayFigures>>& ways) {
    nlohmann::ordered_json json{{"language", language}};
    for (const auto& [name, way] : ways) {
        nlohmann::ordered_json& out = json[name];
        out = {{"screens", way.screens},
               {"taps", way.taps},
               {"keys", way.keys},
               {"words", way.words},
               {"minutes", std::round(way.minutes * 10) / 10},
               {"promised", way.promised}};
        if (!way.words_of.empty()) {
            out["words_of"] = way.words_of;
        }
    }
    return json.dump() + '\n';
}

}  // namespace lotse::codec
