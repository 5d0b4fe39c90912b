// SPDX-License-Identifier: EUPL-1.2
/// Decides where a program finds what it is shipped with: locales, assets, kiosk-config.
///
/// In this order: the environment variable LOTSE_DATA; `../share/lotse` beside the folder in which
/// the program itself lies, symbolic links resolved (hier(7), FHS 3.0 §4.11). That holds for an
/// installed program (/usr/bin/lotse → /usr/share/lotse) and for the build tree, where
/// `build/share/lotse` is a link to the sources. No path of the machine that compiled it is known
/// to a program.
#pragma once

#include <string>

namespace lotse {

/// Absolute. Whether anything is there shows when it is read.
std::string data_folder();

/// In which the running program lies, symbolic links resolved; empty if the system does not say.
std::string program_folder();

}  // namespace lotse
