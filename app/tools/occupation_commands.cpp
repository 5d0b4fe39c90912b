// SPDX-License-Identifier: EUPL-1.2
#include "tools/occupation_commands.h"

#include <filesystem>
#include <ostream>
#include <vector>

#include "base/atomic_file.h"
#include "codec/forms/esco.h"
#include "codec/forms/occupation_table.h"
#include "core/language_tag.h"
#include "core/limits.h"

namespace lotse::tools {
namespace {

namespace fs = std::filesystem;

/// What has to be shown wherever ESCO's names are used.
constexpr const char* kAcknowledgement =
    "This service uses the ESCO classification of the European Commission.\n";

/// What is there before a centre has tables of its own is the shipped one.
Result<Occupations> known_in(const std::string& shipped, const std::string& own) {
    return codec::read_occupation_folders(shipped, fs::exists(own) ? own : "");
}

Result<void> write_new(const std::string& file, const std::string& bytes, bool replace) {
    if (fs::exists(file) && !replace) {
        return Error{Kind::Refused, file, "is there already; use --replace to write over it"};
    }
    if (Result<void> folder = make_folder(fs::path(file).parent_path().string()); !folder) {
        return folder;
    }
    return replace_file(file, bytes, FileMode::Shared);
}

Result<void> import_table(const ImportOccupations& request, const std::string& text,
                          const Occupations& known, Console& console) {
    const std::string sources = request.shipped + "/sources.tsv";
    codec::OccupationSources codes;
    if (fs::exists(sources)) {
        const Result<std::string> words = read_file(sources, limits::kLargestOccupationTableBytes);
        if (!words) {
            return words.error();
        }
        Result<codec::OccupationSources> read = codec::read_occupation_sources(*words, sources);
        if (!read) {
            return read.error();
        }
        codes = std::move(*read);
    }
    const Result<std::vector<Occupation>> rows = codec::read_occupations(text, request.file, codes);
    if (!rows) {
        return rows.error();
    }
    const std::string name = fs::path(request.file).stem().string() + ".tsv";
    if (name == "reference.tsv" || name == "sources.tsv") {
        return Error{Kind::Refused, request.file,
                     "has the name of a shipped file; give it a name of your own"};
    }
    std::size_t replaced = 0;
    for (const Occupation& row : *rows) {
        if (known.find(row.id) != nullptr) {
            ++replaced;
            console.out << "takes the place of a row that is there: " << row.id << '\n';
        }
    }
    const std::string file = request.to + "/" + name;
    if (Result<void> written = write_new(file, codec::write_occupations(*rows), request.replace);
        !written) {
        return written;
    }
    console.out << file << ": " << rows->size() - replaced << " new occupations, " << replaced
                << " changed\n";
    return {};
}

Result<void> import_names(const ImportOccupations& request, const std::string& text,
                          const Occupations& known, Console& console) {
    const std::string tag = language_meant(request.language).value_or("");
    if (tag.empty()) {
        return Error{Kind::Refused, "--language",
                     "\"" + request.language + "\" is no language tag, such as uk or fa-AF"};
    }
    const Result<codec::OccupationNames> names =
        codec::confirmed_esco_names(text, request.file, known);
    if (!names) {
        return names.error();
    }
    if (names->by_id.empty()) {
        return Error{Kind::Refused, request.file,
                     "no row is confirmed; write x into the first column of those that are right"};
    }
    const std::string file = request.to + "/names/" + tag + ".json";
    if (Result<void> written =
            write_new(file, codec::write_occupation_names(*names), request.replace);
        !written) {
        return written;
    }
    if (Result<void> told =
            replace_file(request.to + "/ESCO.txt", kAcknowledgement, FileMode::Shared);
        !told) {
        return told;
    }
    console.out << file << ": names of " << names->by_id.size() << " occupations\n"
                << "Where they are shown, this has to be said: " << kAcknowledgement;
    return {};
}

}  // namespace

Result<void> import_occupations(const ImportOccupations& request, Console& console) {
    const Result<std::string> text =
        read_input(console, request.file, limits::kLargestOccupationTableBytes);
    if (!text) {
        return text.error();
    }
    const Result<Occupations> known =
        known_in(request.shipped, request.language.empty() ? "" : request.to);
    if (!known) {
        return known.error();
    }
    return request.language.empty() ? import_table(request, *text, *known, console)
                                    : import_names(request, *text, *known, console);
}

Result<void> propose_esco(const ProposeEscoNames& request, Console& console) {
    const Result<Occupations> known = known_in(request.shipped, request.own);
    if (!known) {
        return known.error();
    }
    std::vector<std::vector<codec::EscoOccupation>> read;
    for (const std::string& file : {request.match, request.names}) {
        const Result<std::string> text = read_file(file, limits::kLargestEscoFileBytes);
        if (!text) {
            return text.error();
        }
        Result<std::vector<codec::EscoOccupation>> rows = codec::read_esco(*text, file);
        if (!rows) {
            return rows.error();
        }
        read.push_back(std::move(*rows));
    }
    return write_output(console, request.out, codec::propose_esco_names(*known, read[0], read[1]),
                        FileMode::Shared);
}

}  // namespace lotse::tools
