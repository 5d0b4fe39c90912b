// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/terminal_file.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/intake/register_chain.h"
#include "core/limits.h"
#include "core/secret_text.h"

namespace lotse::codec {
namespace {

constexpr std::string_view kLabel = "LOTSE.TERMINAL.1.";
constexpr char kEnd = '.';
constexpr char kVersion = 1;
constexpr std::size_t kSeedBytes = 32;
constexpr std::size_t kLongestField = 65535;
constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

Error damaged(const std::string& detail) {
    return Error{Kind::Corrupt, "terminal file", detail};
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) {
            return std::nullopt;
        }
        bytes.push_back(static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1])));
    }
    return hex.size() % 2 == 0 ? std::optional(bytes) : std::nullopt;
}

std::string hex_of(std::string_view bytes) {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += {kHex[byte >> 4], kHex[byte & 15]};
    }
    return hex;
}

void append_field(std::string& out, std::string_view field) {
    LOTSE_CHECK(field.size() <= kLongestField);
    out.push_back(static_cast<char>(field.size() & 255));
    out.push_back(static_cast<char>(field.size() >> 8));
    out += field;
}

std::string_view view_of(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Takes one field from the front.
bool take_field(std::string_view& rest, std::string_view& field) {
    if (rest.size() < 2) {
        return false;
    }
    const std::size_t size = static_cast<unsigned char>(rest[0]) |
                             static_cast<std::size_t>(static_cast<unsigned char>(rest[1])) << 8;
    if (rest.size() - 2 < size) {
        return false;
    }
    field = rest.substr(2, size);
    rest.remove_prefix(2 + size);
    return true;
}

/// What counts of typed or wrapped text.
std::string compact(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z') {
            out.push_back(static_cast<char>(c - 'a' + 'A'));
        } else if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            out.push_back(c);
        }
    }
    return out;
}

}  // namespace

std::string pack_terminal(const TerminalFile& file) {
    std::string keys;
    for (const std::string& hex : file.enrolment.recipients) {
        const auto key = bytes_of_hex(hex);
        LOTSE_CHECK(key && key->size() == kRegisteredKeyBytes);
        keys += *key;
    }
    const auto configuration_key = bytes_of_hex(file.enrolment.configuration_key);
    const auto register_key = bytes_of_hex(file.enrolment.register_key);
    LOTSE_CHECK(configuration_key && register_key);
    std::string out(1, kVersion);
    // Room for all of it at once: growing would leave copies of the seed behind.
    out.reserve(1024 + keys.size() + file.authority.size() + file.enrolment.service.size());
    append_field(out, file.enrolment.centre);
    append_field(out, file.enrolment.terminal);
    append_field(out, file.enrolment.prefix);
    append_field(out, keys);
    append_field(out, file.enrolment.service);
    append_field(out, file.enrolment.pin_hash);
    append_field(out, *configuration_key);
    append_field(out, view_of(file.signing_seed));
    append_field(out, view_of(file.authority));
    if (!register_key->empty()) {  // a field that the first files did not have
        append_field(out, *register_key);
    }
    return out;
}

Result<TerminalFile> unpack_terminal(std::string_view packed) {
    if (packed.empty() || packed.front() != kVersion) {
        return damaged("expected the content of a terminal's file, version 1");
    }
    packed.remove_prefix(1);
    std::string_view centre, terminal, prefix, keys, service, pin_hash, configuration_key, seed,
        authority, register_key;
    for (std::string_view* field : {&centre, &terminal, &prefix, &keys, &service, &pin_hash,
                                    &configuration_key, &seed, &authority}) {
        if (!take_field(packed, *field)) {
            return damaged("ends too early");
        }
    }
    if (!packed.empty() &&
        (!take_field(packed, register_key) || register_key.size() != kRegisteredKeyBytes)) {
        return damaged("ends with something else than a key");
    }
    if (!packed.empty() || centre.empty() || terminal.empty() || prefix.empty() ||
        service.empty() || authority.empty() || keys.empty() ||
        keys.size() % kRegisteredKeyBytes != 0 ||
        keys.size() / kRegisteredKeyBytes > limits::kMostRecipients || seed.size() != kSeedBytes ||
        (!configuration_key.empty() && configuration_key.size() != kRegisteredKeyBytes)) {
        return damaged("a field is missing, or has a wrong length");
    }
    TerminalFile file;
    file.enrolment.centre = centre;
    file.enrolment.terminal = terminal;
    file.enrolment.prefix = prefix;
    for (std::size_t at = 0; at < keys.size(); at += kRegisteredKeyBytes) {
        file.enrolment.recipients.push_back(hex_of(keys.substr(at, kRegisteredKeyBytes)));
    }
    file.enrolment.service = service;
    file.enrolment.pin_hash = pin_hash;
    file.enrolment.configuration_key = hex_of(configuration_key);
    file.enrolment.register_key = hex_of(register_key);
    file.signing_seed.assign(seed.begin(), seed.end());
    file.authority.assign(authority.begin(), authority.end());
    return file;
}

std::string write_terminal_text(const Bytes& locked) {
    std::string out(kLabel);
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : locked) {
        bits = (bits << 8 | byte) & 0xfffu;
        held += 8;
        while (held >= 5) {
            held -= 5;
            out.push_back(kDigits[bits >> held & 31]);
        }
    }
    if (held > 0) {
        out.push_back(kDigits[bits << (5 - held) & 31]);
    }
    out.push_back(kEnd);
    return out;
}

bool is_whole_terminal_text(std::string_view text) {
    return std::count(text.begin(), text.end(), kEnd) >= 4;
}

Result<Bytes> read_terminal_text(std::string_view text) {
    if (text.size() > limits::kLargestTerminalFileBytes) {
        return damaged("expected at most " + std::to_string(limits::kLargestTerminalFileBytes) +
                       " bytes");
    }
    const std::string compacted = compact(text);
    std::string_view rest = compacted;
    if (!rest.starts_with(kLabel)) {
        return damaged("expected a text that begins with \"" + std::string(kLabel) + "\"");
    }
    rest.remove_prefix(kLabel.size());
    if (rest.empty() || rest.back() != kEnd) {
        return damaged("is not whole: expected a full stop at the end");
    }
    rest.remove_suffix(1);
    Bytes out;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : rest) {
        const std::size_t digit = kDigits.find(c);
        if (digit == std::string_view::npos) {
            return damaged(
                "holds a sign that does not belong there: was it typed with another keyboard "
                "setting?");
        }
        bits = (bits << 5 | static_cast<std::uint32_t>(digit)) & 0xfffu;
        held += 5;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<std::uint8_t>(bits >> held));
        }
    }
    // What is left over is padding of under one sign, and zero: one text for one content.
    if (held >= 5 || (bits & ((1u << held) - 1)) != 0) {
        return damaged("is not whole: a sign is missing");
    }
    return out;
}

}  // namespace lotse::codec
