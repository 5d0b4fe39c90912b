// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/occupation_table.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "codec/delimited.h"
#include "codec/files.h"
#include "codec/json_reader.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr std::string_view kColumns[] = {
    "id",        "name_de",  "short_de",       "synonyms_de", "name_en",
    "isco08",    "kldb2010", "regulated",      "legal_basis", "competent_body",
    "procedure", "group",    "frequency_rank", "confidence",  "source"};
/// How the cell of the body begins where there is no qualification to compare with.
constexpr std::string_view kNotComparable = "kein eigenes Verfahren";

std::vector<std::string> parts_of(std::string_view cell) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= cell.size();) {
        const std::size_t end = std::min(cell.find(';', begin), cell.size());
        std::string_view part = cell.substr(begin, end - begin);
        const std::size_t first = part.find_first_not_of(' ');
        if (first != std::string_view::npos) {
            part = part.substr(first, part.find_last_not_of(' ') + 1 - first);
            parts.emplace_back(part);
        }
        begin = end + 1;
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) {
        out += (out.empty() ? "" : ";") + part;
    }
    return out;
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= limits::kLongestOccupationIdBytes &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

bool are_digits(std::string_view text, std::size_t count) {
    return text.size() == count &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

template <class T>
std::optional<T> from_word(std::string_view word, std::initializer_list<T> values) {
    for (const T value : values) {
        if (to_string(value) == word) {
            return value;
        }
    }
    return std::nullopt;
}

/// One table; keeps the first mistake.
class Table {
public:
    Table(std::string file, const OccupationSources& sources)
        : m_file(std::move(file)), m_sources(sources) {}

    Result<std::vector<Occupation>> read(std::string_view text) {
        if (code_points(text).find(U'\uFFFD') != std::u32string::npos) {
            return Error{Kind::Unusable, m_file,
                         "is not UTF-8; save it as \"CSV UTF-8\" or as text with tabs"};
        }
        const Result<std::vector<std::vector<std::string>>> read = rows_of_delimited(m_file, text);
        if (!read) {
            return read.error();
        }
        const std::vector<std::vector<std::string>>& rows = *read;
        if (rows.empty() || !read_heading(rows.front())) {
            return m_error ? *m_error
                           : Error{Kind::Unusable, m_file, "is empty; expected a line of columns"};
        }
        if (rows.size() > limits::kMostOccupations + 1) {
            return Error{Kind::Unusable, m_file,
                         "has more than " + std::to_string(limits::kMostOccupations) + " rows"};
        }
        std::vector<Occupation> out;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (rows[i].size() == 1 && rows[i].front().empty()) {
                continue;
            }
            m_line = i + 1;
            m_row = &rows[i];
            out.push_back(read_row());
            if (m_error) {
                return *m_error;
            }
        }
        return out;
    }

private:
    void fail(std::string_view column, const std::string& why) {
        if (!m_error) {
            m_error = Error{
                Kind::Unusable,
                m_file + ", line " + std::to_string(m_line) + ", " + std::string(column), why};
        }
    }

    bool read_heading(const std::vector<std::string>& heading) {
        m_line = 1;
        for (const std::string_view column : kColumns) {
            const auto at = std::ranges::find(heading, column);
            if (at == heading.end()) {
                fail(column, "there is no such column; expected it in the first line");
                return false;
            }
            m_places.push_back(static_cast<std::size_t>(at - heading.begin()));
        }
        return true;
    }

    std::string cell(std::string_view column, bool may_be_empty = false) {
        const auto at =
            static_cast<std::size_t>(std::ranges::find(kColumns, column) - std::begin(kColumns));
        const std::size_t place = m_places[at];
        std::string text = place < m_row->size() ? (*m_row)[place] : std::string();
        if (text.empty() && !may_be_empty) {
            fail(column, "is empty");
        }
        return text;
    }

    std::string unique(std::string_view column) {
        std::string text = cell(column);
        if (!m_seen[std::string(column)].insert(text).second) {
            fail(column, "\"" + text + "\" stands twice");
        }
        return text;
    }

    template <class T>
    T word(std::string_view column, std::initializer_list<T> values) {
        const std::string text = cell(column);
        if (const std::optional<T> value = from_word(text, values)) {
            return *value;
        }
        std::string expected;
        for (const T value : values) {
            expected += (expected.empty() ? "" : ", ") + std::string(to_string(value));
        }
        fail(column, "\"" + text + "\" is none of: " + expected);
        return *values.begin();
    }

    Occupation read_row() {
        Occupation out;
        out.id = unique("id");
        if (!is_id(out.id)) {
            fail("id", "expected at most " + std::to_string(limits::kLongestOccupationIdBytes) +
                           " small letters a–z, digits and _, such as \"xb_schuster\"");
        }
        out.name = unique("name_de");
        out.label = unique("short_de");
        if (code_points(out.label).size() > limits::kLongestOccupationLabel) {
            fail("short_de", "is longer than " + std::to_string(limits::kLongestOccupationLabel) +
                                 " characters");
        }
        out.synonyms = parts_of(cell("synonyms_de", true));
        out.english = cell("name_en");
        out.isco08 = cell("isco08");
        if (!are_digits(out.isco08, 4)) {
            fail("isco08", "expected four digits");
        }
        out.kldb2010 = cell("kldb2010", true);
        if (!out.kldb2010.empty() && !are_digits(out.kldb2010, 5)) {
            fail("kldb2010", "expected five digits, or nothing");
        }
        using enum Regulation;
        out.regulation = word<Regulation>("regulated", {Federal, Land, Craft, Title, None});
        out.legal_basis = cell("legal_basis");
        out.competent_body = cell("competent_body");
        out.comparable = !out.competent_body.starts_with(kNotComparable);
        out.procedure = word<RecognitionProcedure>(
            "procedure", {RecognitionProcedure::Licence, RecognitionProcedure::Equivalence,
                          RecognitionProcedure::Statement});
        if (out.regulation == None && out.procedure == RecognitionProcedure::Licence) {
            fail("procedure", "nobody licenses an occupation that is not regulated");
        }
        out.group = cell("group");
        if (std::ranges::find(occupation_groups(), out.group) == occupation_groups().end()) {
            fail("group", "\"" + out.group + "\" is no group that has a picture");
        }
        const std::string rank = unique("frequency_rank");
        if (rank.empty() || rank.size() > 6 || !are_digits(rank, rank.size())) {
            fail("frequency_rank", "expected a whole number");
        } else {
            out.rank = std::stoi(rank);
        }
        out.confidence =
            word<Confidence>("confidence", {Confidence::High, Confidence::Medium, Confidence::Low});
        for (const std::string& source : parts_of(cell("source"))) {
            const auto known = m_sources.find(source);
            out.sources.push_back(known == m_sources.end() ? source : known->second);
        }
        return out;
    }

    std::string m_file;
    const OccupationSources& m_sources;
    std::vector<std::size_t> m_places;  ///< in a row, by the order of kColumns
    std::map<std::string, std::set<std::string>> m_seen;
    std::size_t m_line = 1;
    const std::vector<std::string>* m_row = nullptr;
    std::optional<Error> m_error;
};

}  // namespace

Result<OccupationSources> read_occupation_sources(std::string_view text, const std::string& file) {
    OccupationSources sources;
    const Result<std::vector<std::vector<std::string>>> read = rows_of_delimited(file, text);
    if (!read) {
        return read.error();
    }
    const std::vector<std::vector<std::string>>& rows = *read;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].size() != 2 || rows[i][0].empty() || rows[i][1].empty()) {
            return Error{Kind::Unusable, file + ", line " + std::to_string(i + 1),
                         "expected a code and what staff read, with a tab between them"};
        }
        sources[rows[i][0]] = rows[i][1];
    }
    return sources;
}

Result<std::vector<Occupation>> read_occupations(std::string_view text, const std::string& file,
                                                 const OccupationSources& sources) {
    return Table(file, sources).read(text);
}

std::string write_occupations(const std::vector<Occupation>& rows) {
    std::string out;
    for (const std::string_view column : kColumns) {
        out += (out.empty() ? "" : "\t") + std::string(column);
    }
    out += "\n";
    for (const Occupation& row : rows) {
        const std::string cells[] = {row.id,
                                     row.name,
                                     row.label,
                                     joined(row.synonyms),
                                     row.english,
                                     row.isco08,
                                     row.kldb2010,
                                     std::string(to_string(row.regulation)),
                                     row.legal_basis,
                                     row.competent_body,
                                     std::string(to_string(row.procedure)),
                                     row.group,
                                     std::to_string(row.rank),
                                     std::string(to_string(row.confidence)),
                                     joined(row.sources)};
        bool first = true;
        for (const std::string& cell : cells) {
            out += first ? "" : "\t";
            first = false;
            for (const char c : cell) {
                out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
            }
        }
        out += "\n";
    }
    return out;
}

Result<Occupations> read_occupation_folder(const std::string& folder) {
    std::error_code failed;
    std::vector<std::string> own;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() == ".tsv" && name != "sources.tsv" &&
            name != "reference.tsv") {
            own.push_back(name);
        }
    }
    if (failed) {
        return Error{Kind::Unusable, folder, failed.message()};
    }
    std::ranges::sort(own);
    std::vector<std::string> files = {"reference.tsv"};
    files.insert(files.end(), own.begin(), own.end());
    OccupationSources sources;
    if (const std::string file = folder + "/sources.tsv"; std::filesystem::exists(file)) {
        const Result<std::string> text = read_file(file, limits::kLargestOccupationTableBytes);
        if (!text) {
            return text.error();
        }
        Result<OccupationSources> read = read_occupation_sources(*text, file);
        if (!read) {
            return read.error();
        }
        sources = std::move(*read);
    }
    std::vector<Occupation> rows;
    for (const std::string& name : files) {
        const std::string file = folder + "/" + name;
        if (!std::filesystem::exists(file)) {
            continue;
        }
        const Result<std::string> text = read_file(file, limits::kLargestOccupationTableBytes);
        if (!text) {
            return text.error();
        }
        Result<std::vector<Occupation>> table = read_occupations(*text, file, sources);
        if (!table) {
            return table.error();
        }
        rows.insert(rows.end(), std::make_move_iterator(table->begin()),
                    std::make_move_iterator(table->end()));
    }
    return Occupations(std::move(rows));
}

Result<Occupations> read_occupation_folders(const std::string& shipped, const std::string& own) {
    Result<Occupations> known = read_occupation_folder(shipped);
    if (!known || own.empty()) {
        return known;
    }
    const Result<Occupations> added = read_occupation_folder(own);
    if (!added) {
        return added.error();
    }
    std::vector<Occupation> rows = known->by_rank();
    rows.insert(rows.end(), added->by_rank().begin(), added->by_rank().end());
    return Occupations(std::move(rows));
}

Result<OccupationNames> read_occupation_names(std::string_view json, const std::string& file) {
    const Result<Json> parsed = parse_json(json, file, limits::kLargestOccupationNamesBytes);
    if (!parsed) {
        return parsed.error();
    }
    JsonReader reader(file, Kind::Unusable);
    OccupationNames names;
    if (!parsed->is_object()) {
        reader.fail("", "expected an object: the id of an occupation, and its names");
    }
    for (const auto& [id, entry] : parsed->items()) {
        if (!reader.ok()) {
            break;
        }
        reader.object(entry, id, {"name", "also"});
        OccupationNames::Name name{reader.text(entry, "name", id, true),
                                   reader.texts(entry, "also", id)};
        names.by_id.emplace(id, std::move(name));
    }
    return reader.ok() ? Result<OccupationNames>(std::move(names)) : reader.error();
}

}  // namespace lotse::codec
