// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/spreadsheet: the zip file and the XML parts in it. Bounds what a hostile file
/// may cost before it costs it.
#pragma once

#include <cstddef>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "core/error.h"

struct zip;

namespace lotse::codec {

class Package {
public:
    /// Refuses what is no .xlsx in words that say what it is instead. `bytes` must outlive the
    /// package.
    static Result<Package> open(std::string_view bytes, const std::string& file);

    bool has(const std::string& part) const;
    /// Parses a part. Refused: missing, encrypted, damaged, too large, not XML, with a document
    /// type declaration.
    Result<std::unique_ptr<pugi::xml_document>> xml(const std::string& part);

private:
    struct Close {
        void operator()(::zip* archive) const;
    };
    Package(std::unique_ptr<::zip, Close> archive, std::string file)
        : m_archive(std::move(archive)), m_file(std::move(file)) {}
    Result<std::string> bytes_of(const std::string& part);

    std::unique_ptr<::zip, Close> m_archive;
    std::string m_file;
    std::size_t m_unpacked = 0;
};

/// "row" of "x:row": writers differ in the prefixes they choose.
std::string_view local_name(const char* name);
/// The first child of that local name, or an empty node.
pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name);
/// The attribute's text by local name, "" if absent.
std::string_view attribute_named(const pugi::xml_node& node, std::string_view name);

}  // namespace lotse::codec
