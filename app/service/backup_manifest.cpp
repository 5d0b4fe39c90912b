// SPDX-License-Identifier: EUPL-1.2
#include "service/backup_manifest.h"

#include <charconv>

#include "core/intake/intake.h"

namespace lotse::service {
namespace {

constexpr std::string_view kFirst = "lotse-queue-backup 1";

/// The next piece of `rest` up to `end`, which is taken off as well.
std::string_view piece(std::string_view& rest, char end) {
    const std::string_view found = rest.substr(0, rest.find(end));
    rest.remove_prefix(std::min(rest.size(), found.size() + 1));
    return found;
}

template <class Number>
bool read_number(std::string_view word, Number& out) {
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), out);
    return failed == std::errc{} && end == word.data() + word.size() && !word.empty();
}

bool read_line(std::string_view line, BackupManifest& out) {
    const std::string_view word = piece(line, ' ');
    if (word == "made") {
        std::int64_t seconds = 0;
        const bool read = read_number(line, seconds);
        out.made = WallTime{std::chrono::seconds{seconds}};
        return read;
    }
    if (word == "position") {
        const std::optional<QueuePosition> position = queue_position_from(line);
        out.facts.position = position.value_or(QueuePosition{});
        return position.has_value();
    }
    if (word == "entries") {
        return read_number(line, out.facts.entries);
    }
    if (word == "tombstones") {
        return read_number(line, out.facts.tombstones);
    }
    if (word == "damaged") {
        return read_number(line, out.facts.damaged);
    }
    if (word == "audit") {
        return read_number(piece(line, ' '), out.facts.audit_rows) &&
               from_hex(line, out.facts.audit_head);
    }
    if (word == "file") {
        BackupFile file;
        file.name = piece(line, ' ');
        const bool read = read_number(piece(line, ' '), file.bytes) && from_hex(line, file.digest);
        out.files.push_back(file);
        return read && !file.name.empty() && file.name.find('/') == std::string::npos;
    }
    return false;
}

}  // namespace

std::string write_manifest(const BackupManifest& manifest, const store::TagFunction& tag) {
    std::string text =
        std::string(kFirst) + "\nmade " + std::to_string(manifest.made.time_since_epoch().count()) +
        "\nposition " + to_text(manifest.facts.position) + "\nentries " +
        std::to_string(manifest.facts.entries) + "\ntombstones " +
        std::to_string(manifest.facts.tombstones) + "\ndamaged " +
        std::to_string(manifest.facts.damaged) + "\naudit " +
        std::to_string(manifest.facts.audit_rows) + ' ' + to_hex(manifest.facts.audit_head) + '\n';
    for (const BackupFile& file : manifest.files) {
        text += "file " + file.name + ' ' + std::to_string(file.bytes) + ' ' + to_hex(file.digest) +
                '\n';
    }
    return text + "tag " + to_hex(IntakeId{tag(text)}) + '\n';
}

Result<BackupManifest> read_manifest(std::string_view text, const std::string& file,
                                     const store::TagFunction& tag) {
    BackupManifest manifest;
    std::string_view rest = text;
    bool whole = piece(rest, '\n') == kFirst;
    while (whole && !rest.empty() && !rest.starts_with("tag ")) {
        whole = read_line(piece(rest, '\n'), manifest);
    }
    if (!whole || rest.empty()) {
        return Error{Kind::Corrupt, file,
                     "is no manifest of a backup, or it is damaged: take another backup"};
    }
    // What is written of it is what was read, and its hash is that of who has the key.
    if (write_manifest(manifest, tag) != text) {
        return Error{Kind::Refused, file,
                     "was not made with this service's key, or was altered: take another backup, "
                     "or name the key that it was made with (--service-key)"};
    }
    return manifest;
}

}  // namespace lotse::service
