// SPDX-License-Identifier: EUPL-1.2
#include "codec/spreadsheet/package.h"

#include <zip.h>

#include <algorithm>
#include <cstdint>

#include "core/limits.h"

namespace lotse::codec {
namespace {

Error damaged(const std::string& where, const std::string& why) {
    return Error{Kind::Corrupt, where, why};
}

/// "EncryptedPackage" as the old container format writes the names of its streams.
bool holds_encrypted_package(std::string_view bytes) {
    std::string name;
    for (const char c : std::string_view("EncryptedPackage")) {
        name += c;
        name += '\0';
    }
    return bytes.find(name) != std::string_view::npos;
}

std::string megabytes(std::size_t bytes) {
    return std::to_string(bytes / 1024 / 1024) + " MB";
}

Result<void> check_beginning(std::string_view bytes, const std::string& file) {
    if (bytes.size() > limits::kLargestSpreadsheetBytes) {
        return Error{Kind::Refused, file,
                     "expected at most " + megabytes(limits::kLargestSpreadsheetBytes)};
    }
    if (bytes.empty()) {
        return damaged(file, "the file is empty; expected an .xlsx file");
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        // Both are containers of one kind. Whoever calls it .xlsx and sees it open has either
        // renamed it or given it a password.
        return Error{Kind::Refused, file,
                     holds_encrypted_package(bytes)
                         ? "the file has a password; save it as .xlsx without a password"
                     : file.ends_with(".xlsx") ? "this is an old .xls file called .xlsx, or has a "
                                                 "password; save it as .xlsx without a password"
                                               : "this is an old .xls file; save as .xlsx"};
    }
    if (!bytes.starts_with("PK")) {
        return Error{Kind::Refused, file,
                     "this is no .xlsx file; save as .xlsx (Excel) from your spreadsheet program"};
    }
    return {};
}

/// Names, sizes and number of the entries as the directory of the zip file declares them.
Result<void> check_directory(zip_t* archive, const std::string& file) {
    const zip_int64_t entries = zip_get_num_entries(archive, 0);
    if (entries < 0 || static_cast<std::uint64_t>(entries) > limits::kMostSpreadsheetParts) {
        return Error{Kind::Refused, file,
                     "expected at most " + std::to_string(limits::kMostSpreadsheetParts) +
                         " parts in the file"};
    }
    std::uint64_t total = 0;
    for (zip_int64_t i = 0; i < entries; ++i) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat) != 0 ||
            (stat.valid & ZIP_STAT_SIZE) == 0) {
            return damaged(file, "the file is damaged: its directory cannot be read");
        }
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
            stat.encryption_method != ZIP_EM_NONE) {
            return Error{Kind::Refused, file,
                         "the file has a password; save it as .xlsx without a password"};
        }
        // Compared before adding: a declared size may be as large as the type.
        if (stat.size > limits::kLargestUnpackedSpreadsheetBytes ||
            (total += stat.size) > limits::kLargestUnpackedSpreadsheetBytes) {
            return Error{Kind::Refused, file,
                         "the file would unpack to more than " +
                             megabytes(limits::kLargestUnpackedSpreadsheetBytes)};
        }
    }
    return {};
}

/// Nodes and attributes take ten times the room of their text, so their number is bounded before
/// they are made.
bool has_too_much_markup(std::string_view xml) {
    const auto marks =
        std::count_if(xml.begin(), xml.end(), [](char c) { return c == '<' || c == '='; });
    return static_cast<std::size_t>(marks) > limits::kMostSpreadsheetMarks;
}

}  // namespace

void Package::Close::operator()(::zip* archive) const {
    zip_discard(archive);
}

Result<Package> Package::open(std::string_view bytes, const std::string& file) {
    if (const Result<void> beginning = check_beginning(bytes, file); !beginning) {
        return beginning.error();
    }
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* opened = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (opened == nullptr) {
        if (source != nullptr) {
            zip_source_free(source);
        }
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        return damaged(file, "the file is damaged: " + why);
    }
    zip_error_fini(&error);
    Package package(std::unique_ptr<::zip, Close>(opened), file);
    if (const Result<void> directory = check_directory(opened, file); !directory) {
        return directory.error();
    }
    if (!package.has("xl/workbook.xml") && !package.has("_rels/.rels")) {
        if (package.has("content.xml")) {
            return Error{Kind::Refused, file, "this is an OpenDocument file; save as .xlsx"};
        }
        return Error{Kind::Refused, file,
                     "this is a zip file but no spreadsheet; expected an .xlsx file"};
    }
    if (package.has("xl/workbook.bin")) {
        return Error{Kind::Refused, file, "this is a binary .xlsb file; save as .xlsx"};
    }
    return package;
}

bool Package::has(const std::string& part) const {
    return zip_name_locate(m_archive.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> Package::bytes_of(const std::string& part) {
    const std::string where = m_file + ", " + part;
    const zip_int64_t index = zip_name_locate(m_archive.get(), part.c_str(), ZIP_FL_NOCASE);
    if (index < 0) {
        return damaged(where, "this part is missing");
    }
    struct CloseEntry {
        void operator()(zip_file_t* entry) const { zip_fclose(entry); }
    };
    const std::unique_ptr<zip_file_t, CloseEntry> entry(
        zip_fopen_index(m_archive.get(), static_cast<zip_uint64_t>(index), 0));
    if (entry == nullptr) {
        return damaged(where, std::string("the file is damaged: ") + zip_strerror(m_archive.get()));
    }
    std::string out;
    std::string block(std::size_t{64} * 1024, '\0');
    while (true) {
        const zip_int64_t read = zip_fread(entry.get(), block.data(), block.size());
        if (read < 0) {
            return damaged(where,
                           "the file is damaged: its content does not match its checksum or cannot "
                           "be unpacked");
        }
        if (read == 0) {
            return out;
        }
        // Counted while unpacking: the declared size is only what the file says about itself.
        m_unpacked += static_cast<std::size_t>(read);
        if (m_unpacked > limits::kLargestUnpackedSpreadsheetBytes) {
            return Error{Kind::Refused, where,
                         "the file unpacks to more than " +
                             megabytes(limits::kLargestUnpackedSpreadsheetBytes)};
        }
        out.append(block, 0, static_cast<std::size_t>(read));
    }
}

Result<std::unique_ptr<pugi::xml_document>> Package::xml(const std::string& part) {
    Result<std::string> text = bytes_of(part);
    if (!text) {
        return text.error();
    }
    const std::string where = m_file + ", " + part;
    if (has_too_much_markup(*text)) {
        return Error{Kind::Refused, where, "this part has too many cells"};
    }
    auto document = std::make_unique<pugi::xml_document>();
    // White space between runs of rich text is text; entities of a declaration would never be
    // expanded, but nobody who writes spreadsheets declares any.
    const unsigned flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
    const pugi::xml_parse_result parsed = document->load_buffer(text->data(), text->size(), flags);
    for (const pugi::xml_node& node : document->children()) {
        if (node.type() == pugi::node_doctype) {
            return Error{Kind::Refused, where, "a document type declaration is not allowed"};
        }
    }
    if (!parsed) {
        return damaged(where, std::string("expected XML; byte ") + std::to_string(parsed.offset) +
                                  ": " + parsed.description());
    }
    return document;
}

std::string_view local_name(const char* name) {
    const std::string_view whole(name);
    const auto colon = whole.find(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node& child : parent.children()) {
        if (local_name(child.name()) == name) {
            return child;
        }
    }
    return {};
}

std::string_view attribute_named(const pugi::xml_node& node, std::string_view name) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
        if (local_name(attribute.name()) == name) {
            return attribute.value();
        }
    }
    return {};
}

}  // namespace lotse::codec
