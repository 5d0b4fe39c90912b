// SPDX-License-Identifier: EUPL-1.2
#include "service/queue_mark.h"

#include <charconv>

#include "base/atomic_file.h"
#include "codec/files.h"
#include "core/civil_time.h"
#include "core/intake/intake.h"
#include "core/limits.h"

namespace lotse::service {
namespace {

constexpr std::string_view kForm = "lotse mark 1\n";

std::string tagged(const std::string& said, const store::TagFunction& tag) {
    return said + ' ' + to_hex(IntakeId{tag(std::string(kForm) + said)}) + '\n';
}

}  // namespace

std::string mark_of(const std::string& database) {
    return folder_of(database) + "/mark";
}

std::string write_mark(const QueueMark& mark, const store::TagFunction& tag) {
    return tagged(to_text(mark.position) + ' ' + std::to_string(mark.at.time_since_epoch().count()),
                  tag);
}

std::optional<QueueMark> read_mark(std::string_view text, const store::TagFunction& tag) {
    const std::size_t of_tag = text.rfind(' ');
    const std::size_t of_time =
        of_tag == std::string_view::npos || of_tag == 0 ? of_tag : text.rfind(' ', of_tag - 1);
    if (of_time == std::string_view::npos) {
        return std::nullopt;
    }
    const std::optional<QueuePosition> position = queue_position_from(text.substr(0, of_time));
    std::int64_t at = 0;
    const char* const last = text.data() + of_tag;
    const auto [end, failed] = std::from_chars(text.data() + of_time + 1, last, at);
    if (!position || failed != std::errc{} || end != last) {
        return std::nullopt;
    }
    const QueueMark mark{*position, WallTime{std::chrono::seconds{at}}};
    return write_mark(mark, tag) == text ? std::optional(mark) : std::nullopt;
}

Result<void> keep_mark(const std::string& file, const QueueMark& mark,
                       const store::TagFunction& tag) {
    return replace_file(file, write_mark(mark, tag));
}

std::optional<QueueMark> kept_mark(const std::string& file, const store::TagFunction& tag) {
    const Result<std::string> text = codec::read_file(file, limits::kLargestManifestBytes);
    return text ? read_mark(*text, tag) : std::nullopt;
}

Result<void> check_mark(const std::string& database, const QueuePosition& position,
                        const store::TagFunction& tag) {
    const std::optional<QueueMark> mark = kept_mark(mark_of(database), tag);
    if (!mark || !fell_back(mark->position, position)) {
        return {};
    }
    return Error{
        Kind::Unusable, database,
        "is not the database that ran last, or older than it: that one had come to " +
            to_text(mark->position) + " on " + to_iso(german_time(mark->at)) + ", this one is at " +
            to_text(position) +
            ". Nothing was changed. Run `lotse-queue restore DIR` with a backup, or `lotse-queue "
            "restore --this-database` to go on with this one: then terminals are told, and send "
            "again what they still have"};
}

}  // namespace lotse::service
