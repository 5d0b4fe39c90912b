// SPDX-License-Identifier: EUPL-1.2
/// Reads tables of occupations, kiosk-config/occupations/reference.tsv and a centre's own, and what
/// they are called in a language, locales/<tag>/occupations.json.
///
/// A table is UTF-8 text with tabs, commas or semicolons between its cells and the names of the
/// columns in its first line:
///
///     id name_de short_de synonyms_de name_en isco08 kldb2010 regulated legal_basis competent_body
///     procedure group frequency_rank confidence source
///
/// Synonyms and sources have semicolons between them. A source is a code of `sources.tsv` (code and
/// what staff read) or words. Names are {"<id>": {"name": "…", "also": ["…"]}}; ids that no table
/// has are no mistake. Errors name file, line, column, and what was expected; the first one is
/// told.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/occupations.h"

namespace lotse::codec {

using OccupationSources = std::map<std::string, std::string>;
Result<OccupationSources> read_occupation_sources(std::string_view text, const std::string& file);

/// Ids, names, labels and ranks are unique within the table.
Result<std::vector<Occupation>> read_occupations(std::string_view text, const std::string& file,
                                                 const OccupationSources& sources);
/// With tabs, in the order given; reads back as the same. Sources are written as words.
std::string write_occupations(const std::vector<Occupation>& rows);

/// All tables of a folder: `sources.tsv` if there is one, `reference.tsv`, then the others by name.
/// Nothing in it is fine, no such folder is not.
Result<Occupations> read_occupation_folder(const std::string& folder);
/// The shipped folder's, then a centre's own: of two rows with one id the later one holds. `own`
/// empty: it has none.
Result<Occupations> read_occupation_folders(const std::string& shipped, const std::string& own);

struct OccupationNames {
    struct Name {
        std::string name;
        std::vector<std::string> also;  ///< found by, never shown
    };
    std::map<std::string, Name> by_id;
};
Result<OccupationNames> read_occupation_names(std::string_view json, const std::string& file);

}  // namespace lotse::codec
