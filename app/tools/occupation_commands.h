// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool occupations`: a centre's own tables of occupations, and names from ESCO.
#pragma once

#include <string>

#include "tools/console.h"

namespace lotse::tools {

struct ImportOccupations {
    std::string file;      ///< a table (.tsv, .csv), or proposals of ESCO with confirmed rows
    std::string to;        ///< the centre's folder, as `questionnaires.occupations` names it
    std::string language;  ///< of confirmed proposals; empty: the file is a table
    std::string shipped = "kiosk-config/occupations";
    bool replace = false;  ///< write over a file that is there
};
/// Checks everything first; says what is new and what takes the place of a shipped row.
Result<void> import_occupations(const ImportOccupations& request, Console& console);

struct ProposeEscoNames {
    std::string match;  ///< ESCO's CSV in German or English
    std::string names;  ///< ESCO's CSV in the language that is wanted
    std::string out;    ///< a new file
    std::string shipped = "kiosk-config/occupations";
    std::string own;  ///< the centre's folder, empty: none
};
Result<void> propose_esco(const ProposeEscoNames& request, Console& console);

}  // namespace lotse::tools
