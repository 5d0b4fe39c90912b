// SPDX-License-Identifier: EUPL-1.2
/// Decides what a backup of the queue says of itself, and how a restore knows that it is whole and
/// this service's: a text of lines "word value …", the last one a hash of those before under the
/// service's key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/moment.h"
#include "store/queue_copy.h"

namespace lotse::service {

struct BackupFile {
    std::string name;
    std::uint64_t bytes = 0;
    Digest digest{};
    bool operator==(const BackupFile&) const = default;
};

struct BackupManifest {
    WallTime made{};
    store::QueueFacts facts;
    std::vector<BackupFile> files;
    bool operator==(const BackupManifest&) const = default;
};

std::string write_manifest(const BackupManifest& manifest, const store::TagFunction& tag);
/// Corrupt for another form; Refused if it was not made with this key. `file` is only named.
Result<BackupManifest> read_manifest(std::string_view text, const std::string& file,
                                     const store::TagFunction& tag);

}  // namespace lotse::service
