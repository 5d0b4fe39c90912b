// SPDX-License-Identifier: EUPL-1.2
/// Brings the names of ESCO, the classification of the European Commission, to occupations that we
/// know: its CSV files as they are downloaded, one a language (occupations_de.csv).
///
/// An occupation is proposed to be the same if the unit group of ISCO-08 is, and one of ESCO's
/// names in that language is one of ours (name, label, synonym, English name; letter case and
/// endings in brackets aside). Nothing is taken before a person wrote "x" or "ja" or "yes" beside
/// it. Reuse is free with acknowledgement (Commission Decision 2011/833/EU).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codec/forms/occupation_table.h"
#include "core/error.h"
#include "core/occupations.h"

namespace lotse::codec {

struct EscoOccupation {
    std::string uri, isco08, label;
    std::vector<std::string> also;
};
/// Errors name file, line and column. Rows that are no occupations are left out.
Result<std::vector<EscoOccupation>> read_esco(std::string_view csv, const std::string& file);

/// A table for a person to confirm: id, our German name, ESCO's address and names, and an empty
/// column "confirmed". `matching` is ESCO in a language that our table has, `named` in the language
/// that the names are wanted in.
std::string propose_esco_names(const Occupations& known,
                               const std::vector<EscoOccupation>& matching,
                               const std::vector<EscoOccupation>& named);

/// The confirmed rows of such a table. Ids that are unknown are an error.
Result<OccupationNames> confirmed_esco_names(std::string_view table, const std::string& file,
                                             const Occupations& known);
/// As read_occupation_names reads it, in the order of ids.
std::string write_occupation_names(const OccupationNames& names);

}  // namespace lotse::codec
