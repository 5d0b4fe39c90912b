// SPDX-License-Identifier: EUPL-1.2
#include "store/tombstone_log.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/atomic_file.h"

namespace lotse::store {
namespace {

constexpr std::string_view kForm = "lotse tombstone 1\n";

Error cannot(const std::string& path, const char* what) {
    return Error{Kind::Transient, path,
                 std::string(what) + ": " + std::strerror(errno) +
                     "; nothing is withdrawn or erased until it can be written"};
}

/// The next word of `line`, which ends at a blank or at its end.
std::string_view next_word(std::string_view& line) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    return word;
}

bool read_time(std::string_view word, WallTime& out) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), value);
    out = WallTime{std::chrono::seconds{value}};
    return failed == std::errc{} && end == word.data() + word.size() && !word.empty();
}

std::string body_of(const Tombstone& tombstone) {
    const auto number = [](WallTime at) { return std::to_string(at.time_since_epoch().count()); };
    return to_hex(tombstone.id) + ' ' + to_hex(tombstone.digest) + ' ' + number(tombstone.at) +
           ' ' + number(tombstone.lived) + ' ' + std::string(to_string(tombstone.kind));
}

Tag tag_of(const TagFunction& tag, const Tag& before, std::string_view body) {
    std::string form(kForm);
    form.append(before.begin(), before.end());
    form.append(body);
    return tag(form);
}

std::string line_of(const TagFunction& tag, Tag& last, const Tombstone& tombstone) {
    std::string line = body_of(tombstone);
    last = tag_of(tag, last, line);
    return line + ' ' + to_hex(IntakeId{last}) + '\n';
}

/// False: no line of ours.
bool parse(std::string_view line, Tombstone& out) {
    IntakeId of_tag;
    std::string_view rest = line;
    const bool read = from_hex(next_word(rest), out.id) && from_hex(next_word(rest), out.digest) &&
                      read_time(next_word(rest), out.at) && read_time(next_word(rest), out.lived);
    const std::optional<Burial> kind = burial_from(next_word(rest));
    if (!read || !kind || !from_hex(rest, of_tag)) {
        return false;
    }
    out.kind = *kind;
    return true;
}

/// What a line says of itself, whatever stands before it; zeros if it says nothing.
Tag said_by(std::string_view line) {
    IntakeId tag;
    from_hex(line.substr(line.rfind(' ') + 1), tag);
    return tag.bytes;
}

}  // namespace

std::string_view to_string(Burial kind) {
    return kind == Burial::Withdrawn ? "withdrawn" : "expired";
}

std::optional<Burial> burial_from(std::string_view word) {
    for (const Burial kind : {Burial::Withdrawn, Burial::Expired}) {
        if (to_string(kind) == word) {
            return kind;
        }
    }
    return std::nullopt;
}

TombstoneReading read_tombstones(std::string_view text, const TagFunction& tag) {
    TombstoneReading reading;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            reading.unfinished = true;
            break;
        }
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 1);
        Tombstone tombstone;
        const Tag said = said_by(line);
        if (parse(line, tombstone) && said == tag_of(tag, reading.last, body_of(tombstone))) {
            reading.tombstones.push_back(tombstone);
        } else {
            ++reading.damaged;
        }
        reading.last = said;  // what follows hangs on this one, whatever became of it
    }
    return reading;
}

std::string tombstone_log_of(const std::string& database) {
    return folder_of(database) + "/tombstones.log";
}

Result<TombstoneReading> read_tombstone_file(const std::string& path, const TagFunction& tag) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) {
        return errno == ENOENT ? Result<TombstoneReading>(TombstoneReading{})
                               : cannot(path, "cannot be read");
    }
    if (!S_ISREG(facts.st_mode)) {
        return Error{Kind::Unusable, path, "is no file; put it away"};
    }
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream || text.size() < static_cast<std::size_t>(facts.st_size)) {
        return cannot(path, "cannot be read");
    }
    return read_tombstones(text, tag);
}

Result<TombstoneReading> TombstoneLog::open() {
    m_known = false;
    Result<TombstoneReading> reading = read_tombstone_file(m_path, m_tag);
    if (!reading) {
        return reading;
    }
    if (reading->damaged > 0) {
        const std::string aside = m_path + ".damaged";
        ::unlink(aside.c_str());
        if (::link(m_path.c_str(), aside.c_str()) != 0) {
            return cannot(m_path, "is damaged and cannot be kept aside");
        }
    }
    if (reading->damaged > 0 || reading->unfinished) {
        if (Result<void> written = rewrite(reading->tombstones); !written) {
            return written.error();
        }
        return reading;
    }
    m_last = reading->last;
    m_known = true;
    return reading;
}

Result<void> TombstoneLog::append(const std::vector<Tombstone>& tombstones) {
    if (tombstones.empty()) {
        return {};
    }
    if (!m_known) {
        if (Result<TombstoneReading> opened = open(); !opened) {
            return opened.error();
        }
    }
    Tag last = m_last;
    std::string lines;
    for (const Tombstone& tombstone : tombstones) {
        lines += line_of(m_tag, last, tombstone);
    }
    // What the disk has of it after an error nobody knows: it is read again before the next line.
    m_known = false;
    if (Result<void> written = append_to_file(m_path, lines); !written) {
        return written;
    }
    m_last = last;
    m_known = true;
    return {};
}

Result<void> TombstoneLog::rewrite(const std::vector<Tombstone>& tombstones) {
    m_known = false;
    m_last = {};
    std::string text;
    for (const Tombstone& tombstone : tombstones) {
        text += line_of(m_tag, m_last, tombstone);
    }
    Result<void> written = replace_file(m_path, text);
    m_known = written.ok();
    return written;
}

}  // namespace lotse::store
