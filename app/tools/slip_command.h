// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool slip`: a ticket as a terminal prints it, to look at, to print by hand or to try a
/// printer with. It is that of a client who has a passport and nothing else: the longest there is.
#pragma once

#include <string>

#include "base/data_folder.h"
#include "tools/console.h"

namespace lotse::tools {

struct SlipRequest {
    std::string data = data_folder();
    std::string language = "de";
    std::string number;
    std::string institution = "Anerkennungsberatung";  ///< as kiosk.toml names it
    int width_mm = 58;                                 ///< 58 or 80
    std::string out;  ///< a new file; its ending says which: .png, .pdf, .escpos
};

Result<void> make_slip_file(const SlipRequest& request, Console& console);

}  // namespace lotse::tools
