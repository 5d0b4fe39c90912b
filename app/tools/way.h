// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool way`: how much a client has to read, tap and type from the first screen to the
/// number, and how long that takes; measured at the running terminal, in one language.
///
/// A bot walks three ways as a person would: what everybody is asked (`core`), the same with every
/// question that an answer adds (`longest`), and a company's (`employers`). It counts what the
/// semantic tree says is on the screen. Minutes are of the model in core/terminal/effort.h, not of
/// a clock; `promised` is what stands on the tile.
#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "base/data_folder.h"
#include "codec/wire/way_figures.h"
#include "core/error.h"

namespace lotse::tools {

struct WayRequest {
    std::string bin;  ///< folder of lotse
    std::string data = data_folder();
    std::string language = "de";
    std::string window = "1920x1080";
    bool json = false;
    bool screens = false;  ///< words of each screen, too
};

/// By name of the way, in the order above. Errors name the screen on which the bot got stuck.
using WaysMeasured = std::vector<std::pair<std::string, codec::WayFigures>>;
Result<WaysMeasured> walk_ways(const WayRequest& request);

/// The same as a table, or as one line of JSON.
Result<void> measure_way(const WayRequest& request, std::ostream& out);

}  // namespace lotse::tools
