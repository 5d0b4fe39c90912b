// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/esco.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "codec/delimited.h"
#include "codec/json_reader.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr std::size_t kIscoDigits = 4;

std::optional<std::size_t> column(const std::vector<std::string>& heading, std::string_view name) {
    const auto at = std::ranges::find(heading, name);
    return at == heading.end() ? std::nullopt : std::optional<std::size_t>(at - heading.begin());
}

std::string cell(const std::vector<std::string>& row, std::size_t place) {
    return place < row.size() ? row[place] : std::string();
}

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(mark, begin), text.size());
        if (end > begin) {
            parts.emplace_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return parts;
}

/// "Krankenpfleger/Krankenpflegerin (m/w)" → "krankenpfleger", "krankenpflegerin".
std::set<std::string> spellings(std::string_view name) {
    std::string folded;
    for (const char c : name.substr(0, name.find('('))) {
        folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    std::set<std::string> out;
    for (const std::string& part : split(folded, '/')) {
        const std::size_t first = part.find_first_not_of(' ');
        if (first != std::string::npos) {
            out.insert(part.substr(first, part.find_last_not_of(' ') + 1 - first));
        }
    }
    return out;
}

std::set<std::string> spellings_of(const Occupation& occupation) {
    std::set<std::string> out = spellings(occupation.name);
    out.merge(spellings(occupation.label));
    out.merge(spellings(occupation.english));
    for (const std::string& synonym : occupation.synonyms) {
        out.merge(spellings(synonym));
    }
    return out;
}

std::string plain(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\t' || c == '\n' || c == '\r' || c == '"'; }, ' ');
    return text;
}

bool is_yes(std::string_view word) {
    for (const std::string_view yes : {"x", "X", "ja", "Ja", "yes", "Yes"}) {
        if (word == yes) {
            return true;
        }
    }
    return false;
}

}  // namespace

Result<std::vector<EscoOccupation>> read_esco(std::string_view csv, const std::string& file) {
    const Result<std::vector<std::vector<std::string>>> read = rows_of_delimited(file, csv);
    if (!read) {
        return read.error();
    }
    const std::vector<std::vector<std::string>>& rows = *read;
    if (rows.empty()) {
        return Error{Kind::Unusable, file, "is empty; expected ESCO's occupations as CSV"};
    }
    const auto uri = column(rows.front(), "conceptUri"), isco = column(rows.front(), "iscoGroup"),
               label = column(rows.front(), "preferredLabel"),
               also = column(rows.front(), "altLabels");
    if (!uri || !isco || !label || !also) {
        return Error{Kind::Unusable, file + ", line 1",
                     "expected the columns conceptUri, iscoGroup, preferredLabel and altLabels; "
                     "download the occupations of ESCO as CSV"};
    }
    std::vector<EscoOccupation> out;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        EscoOccupation one{cell(rows[i], *uri), cell(rows[i], *isco), cell(rows[i], *label),
                           split(cell(rows[i], *also), '\n')};
        if (!one.uri.empty() && one.isco08.size() >= kIscoDigits && !one.label.empty()) {
            one.isco08.resize(kIscoDigits);
            out.push_back(std::move(one));
        }
    }
    return out;
}

std::string propose_esco_names(const Occupations& known,
                               const std::vector<EscoOccupation>& matching,
                               const std::vector<EscoOccupation>& named) {
    std::map<std::string_view, const EscoOccupation*> by_uri;
    for (const EscoOccupation& one : named) {
        by_uri.emplace(one.uri, &one);
    }
    std::string out = "confirmed\tid\tname_de\tmatched\turi\tname\talso\n";
    for (const Occupation& ours : known.by_rank()) {
        const std::set<std::string> names = spellings_of(ours);
        for (const EscoOccupation& theirs : matching) {
            const auto other = by_uri.find(theirs.uri);
            std::set<std::string> labels = spellings(theirs.label);
            for (const std::string& also : theirs.also) {
                labels.merge(spellings(also));
            }
            const bool same = theirs.isco08 == ours.isco08 &&
                              std::ranges::any_of(labels, [&](const std::string& label) {
                                  return names.contains(label);
                              });
            if (!same || other == by_uri.end()) {
                continue;
            }
            std::string also;
            for (const std::string& name : other->second->also) {
                also += (also.empty() ? "" : ";") + name;
            }
            out += "\t" + ours.id + "\t" + plain(ours.name) + "\t" + plain(theirs.label) + "\t" +
                   plain(theirs.uri) + "\t" + plain(other->second->label) + "\t" + plain(also) +
                   "\n";
        }
    }
    return out;
}

Result<OccupationNames> confirmed_esco_names(std::string_view table, const std::string& file,
                                             const Occupations& known) {
    const Result<std::vector<std::vector<std::string>>> read = rows_of_delimited(file, table);
    if (!read) {
        return read.error();
    }
    const std::vector<std::vector<std::string>>& rows = *read;
    const std::vector<std::string> heading =
        rows.empty() ? std::vector<std::string>() : rows.front();
    const auto confirmed = column(heading, "confirmed"), id = column(heading, "id"),
               name = column(heading, "name"), also = column(heading, "also");
    if (!confirmed || !id || !name || !also) {
        return Error{Kind::Unusable, file + ", line 1",
                     "expected the columns confirmed, id, name and also, as they were proposed"};
    }
    OccupationNames names;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (!is_yes(cell(rows[i], *confirmed))) {
            continue;
        }
        const std::string occupation = cell(rows[i], *id), label = cell(rows[i], *name);
        const std::string where = file + ", line " + std::to_string(i + 1);
        if (known.find(occupation) == nullptr) {
            return Error{Kind::Unusable, where + ", id",
                         "there is no occupation \"" + occupation + "\""};
        }
        if (label.empty()) {
            return Error{Kind::Unusable, where + ", name", "is empty"};
        }
        const auto [entry, is_new] = names.by_id.try_emplace(occupation);
        OccupationNames::Name& called = entry->second;
        if (is_new) {
            called.name = label;
        } else {
            called.also.push_back(label);  // a second one of ESCO's is found by, too
        }
        const std::vector<std::string> others = split(cell(rows[i], *also), ';');
        called.also.insert(called.also.end(), others.begin(), others.end());
    }
    return names;
}

std::string write_occupation_names(const OccupationNames& names) {
    Json json = Json::object();
    for (const auto& [id, name] : names.by_id) {
        json[id] = {{"name", name.name}, {"also", name.also}};
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lotse::codec
