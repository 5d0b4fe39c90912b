// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/keys_wire.h"

#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/wire.h"
#include "core/intake/queue_position.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr const char* kCurrent = "current";
constexpr const char* kRetired = "retired";
constexpr const char* kErased = "erased";
constexpr const char* kEnrolled = "enrolled";
constexpr const char* kBlocked = "blocked";
constexpr const char* kDisplay = "display";

Bytes key_of(Message& reader, const char* member) {
    Result<Bytes> bytes = from_base64(reader.text(member));
    if (!bytes) {
        reader.fail(member, bytes.error().detail);
        return {};
    }
    return std::move(*bytes);
}

/// Whether the state is the first word; a mistake if it is neither.
bool state_of(Message& reader, const char* first, const char* second) {
    const std::string word = reader.text("state");
    if (reader.ok() && word != first && word != second) {
        reader.fail("state", std::string("expected ") + first + " or " + second);
    }
    return word == first;
}

KeyVersion version_from(const Json& item, Message& reader) {
    KeyVersion version{reader.text("version"), key_of(reader, "key")};
    const std::string state = reader.text("state");
    version.current = state == kCurrent;
    version.erased = state == kErased;
    if (reader.ok() && !version.current && !version.erased && state != kRetired) {
        reader.fail("state", "expected current, retired or erased");
    }
    // Those of the first one are not written.
    if (item.contains("from")) {
        version.from = reader.time("from");
    }
    if (item.contains("people")) {
        version.people = reader.integer("people", 1, std::numeric_limits<std::int64_t>::max());
    }
    return version;
}

template <class Value, class Read>
std::vector<Value> list_of(Message& reader, const char* member, const char* what, Read read) {
    std::vector<Value> out;
    for (const Json& item : reader.list(member)) {
        Message inner(item, what);
        Value value = read(item, inner);
        if (!inner.ok()) {
            reader.fail(member, to_string(inner.error()));
            break;
        }
        out.push_back(std::move(value));
    }
    return out;
}

template <class Device>
void describe(Json& item, const Device& device) {
    item["key"] = to_base64(device.key);
    item["from"] = seconds_of(device.from);
    item["state"] = device.blocked ? kBlocked : kEnrolled;
    if (device.blocked) {
        item["until"] = seconds_of(*device.blocked);
    }
}

/// Since when; nothing: it is not blocked.
std::optional<WallTime> blocked_since(Message& reader) {
    return state_of(reader, kBlocked, kEnrolled) ? std::optional(reader.time("until"))
                                                 : std::nullopt;
}

RegisteredDisplay display_from(const Json&, Message& reader) {
    RegisteredDisplay display{reader.text("name"), key_of(reader, "key"), reader.time("from"),
                              blocked_since(reader)};
    if (reader.ok() && reader.text("kind") != kDisplay) {
        reader.fail("kind", std::string("expected ") + kDisplay);
    }
    return display;
}

/// "audit 4711": behind this row the log is not what it was.
bool is_audit_row(std::string_view object) {
    constexpr std::string_view kAudit = "audit ";
    constexpr std::size_t kMostDigits = 19;
    const std::string_view digits = object.substr(std::min(object.size(), kAudit.size()));
    return object.starts_with(kAudit) && !digits.empty() && digits.size() <= kMostDigits &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// It stands in logs: nothing in it can be somebody's name or answer, or end a line.
bool fits(Alarm alarm, const std::string& object) {
    IntakeHeader header;
    header.centre = header.terminal = "t";
    header.number = "A001";
    header.day = "2026-11-30";
    header.language = "de";
    switch (alarm) {
        case Alarm::WentBack:
            return queue_position_from(object).has_value() || is_audit_row(object);
        case Alarm::Silent:
            header.terminal = object;
            return check_header(header).ok();
        case Alarm::Missing: {
            const std::size_t day = object.find(' ');
            const std::size_t number = object.rfind(' ');
            if (day == number) {
                return false;
            }
            header.terminal = object.substr(0, day);
            header.day = object.substr(day + 1, number - day - 1);
            header.number = object.substr(number + 1);
            return check_header(header).ok();
        }
        default:
            return object.empty() || from_hex(object, header.id);
    }
}

}  // namespace

std::string write_keys(const KeysRegister& keys) {
    Json versions = Json::array(), recovery = Json::array(), terminals = Json::array();
    for (const KeyVersion& version : keys.versions) {
        Json item{{"version", version.version},
                  {"key", to_base64(version.key)},
                  {"state", version.current  ? kCurrent
                            : version.erased ? kErased
                                             : kRetired}};
        if (version.from != WallTime{}) {
            item["from"] = seconds_of(version.from);
        }
        if (version.people != 0) {
            item["people"] = version.people;
        }
        versions.push_back(std::move(item));
    }
    for (const RecoveryKey& one : keys.recovery) {
        recovery.push_back({{"name", one.name}, {"key", to_base64(one.key)}});
    }
    for (const RegisteredTerminal& terminal : keys.terminals) {
        Json item{{"name", terminal.name}, {"prefix", terminal.prefix}};
        describe(item, terminal);
        terminals.push_back(std::move(item));
    }
    Json json{{"centre", keys.centre},
              {"serial", keys.serial},
              {"at", seconds_of(keys.at)},
              {"previous", to_hex(keys.previous)},
              {"signing", to_base64(keys.signing)},
              {"configuration", to_base64(keys.configuration)},
              {"versions", versions},
              {"recovery", recovery},
              {"terminals", terminals}};
    for (const RegisteredDisplay& display : keys.displays) {
        Json item{{"kind", kDisplay}, {"name", display.name}};
        describe(item, display);
        json["devices"].push_back(std::move(item));
    }
    return one_line(json);
}

Result<KeysRegister> read_keys(std::string_view text) {
    const Result<Json> json = parse_json(text, "register of keys", limits::kLargestRegisterBytes);
    if (!json) {
        return Error{Kind::Corrupt, json.error().where, json.error().detail};
    }
    Message reader(*json, "register of keys");
    KeysRegister keys;
    keys.centre = reader.text("centre");
    keys.serial = reader.integer("serial", 1, std::numeric_limits<std::int64_t>::max());
    keys.at = reader.time("at");
    keys.previous = reader.digest("previous");
    keys.signing = key_of(reader, "signing");
    keys.configuration = key_of(reader, "configuration");
    keys.versions = list_of<KeyVersion>(reader, "versions", "version", version_from);
    keys.recovery =
        list_of<RecoveryKey>(reader, "recovery", "recovery", [](const Json&, Message& inner) {
            return RecoveryKey{inner.text("name"), key_of(inner, "key")};
        });
    keys.terminals = list_of<RegisteredTerminal>(
        reader, "terminals", "terminal", [](const Json&, Message& inner) {
            RegisteredTerminal terminal{inner.text("name"), inner.text("prefix"),
                                        key_of(inner, "key"), inner.time("from"), std::nullopt};
            terminal.blocked = blocked_since(inner);
            return terminal;
        });
    if (json->is_object() && json->contains("devices")) {
        keys.displays = list_of<RegisteredDisplay>(reader, "devices", "device", display_from);
    }
    if (!reader.ok()) {
        return reader.error();
    }
    if (Result<void> checked = check_keys(keys); !checked) {
        return checked.error();
    }
    return keys;
}

std::string write_alarm(const AlarmReport& report) {
    return one_line(Json{{"alarm", to_string(report.alarm)}, {"object", report.object}});
}

Result<AlarmReport> read_alarm(std::string_view text) {
    const Result<Json> json = parse_json(text, "alarm", limits::kLargestRequestJsonBytes);
    if (!json) {
        return Error{Kind::Corrupt, json.error().where, json.error().detail};
    }
    Message reader(*json, "alarm");
    AlarmReport report;
    if (const auto alarm = alarm_from(reader.text("alarm"))) {
        report.alarm = *alarm;
    } else if (reader.ok()) {
        reader.fail("alarm", "expected A1 to A11");
    }
    report.object = reader.text("object", limits::kLongestAlarmObjectBytes);
    if (reader.ok() && !fits(report.alarm, report.object)) {
        reader.fail("object", "expected what the alarm is of: an id, names, a position");
    }
    return reader.done(std::move(report));
}

}  // namespace lotse::codec
