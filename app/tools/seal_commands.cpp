// SPDX-License-Identifier: EUPL-1.2
#include "tools/seal_commands.h"

#include <ostream>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "core/civil_time.h"
#include "core/language_tag.h"
#include "core/limits.h"
#include "tools/key_commands.h"
#include "vault/envelope.h"
#include "vault/key_files.h"

namespace lotse::tools {
namespace {

constexpr std::size_t kLongestToml = 64 * 1024;

std::string german_today() {
    return to_iso(german_time(wall_now()).date);
}

}  // namespace

Result<SealedTerminalIntake> seal_as_terminal(const std::string& state, const IntakeFacts& facts,
                                              std::string_view payload) {
    const std::string enrolment_file = state + "/terminal/enrolment.toml";
    const Result<std::string> toml = read_file(enrolment_file, kLongestToml);
    if (!toml) {
        return toml.error();
    }
    const Result<codec::Enrolment> enrolment = codec::read_enrolment(*toml, enrolment_file);
    if (!enrolment) {
        return enrolment.error();
    }
    std::vector<vault::PublicKey> recipients;
    for (const std::string& hex : enrolment->recipients) {
        const Result<vault::PublicKey> key = vault::public_key_from_hex(hex);
        if (!key) {
            return Error{Kind::Unusable, enrolment_file + ": terminal.recipients",
                         key.error().detail};
        }
        recipients.push_back(*key);
    }
    const Result<vault::SigningKey> terminal =
        vault::load_signing_key(state + "/terminal/terminal.key");
    if (!terminal) {
        return terminal.error();
    }
    IntakeHeader header;
    header.id = vault::new_intake_id();
    header.centre = enrolment->centre;
    header.terminal = enrolment->terminal;
    header.number = facts.number;
    header.day = german_today();
    header.language = facts.language;
    header.questionnaire = facts.questionnaire;
    Result<SealedIntake> sealed = vault::seal(header, payload, recipients, *terminal);
    if (!sealed) {
        return sealed.error();
    }
    return SealedTerminalIntake{*enrolment, std::move(*sealed)};
}

Result<void> seal_file(const SealFile& request, Console& console) {
    const std::optional<std::string> language = language_meant(request.language);
    if (!language) {
        return Error{Kind::Refused, "--language",
                     "nobody knows which language \"" + request.language +
                         "\" is; expected a tag such as uk or fa-AF"};
    }
    Result<std::string> payload = read_input(console, request.in, limits::kLargestPayloadBytes);
    if (!payload) {
        return payload.error();
    }
    const Result<SealedTerminalIntake> sealed = seal_as_terminal(
        request.state, {request.number, *language, request.questionnaire}, *payload);
    vault::wipe(*payload);
    if (!sealed) {
        return sealed.error();
    }
    const Bytes& envelope = sealed->intake.envelope;
    return write_output(console, request.out,
                        {reinterpret_cast<const char*>(envelope.data()), envelope.size()});
}

Result<void> open_file(const OpenFile& request, Console& console) {
    if (request.in == "-") {
        return Error{Kind::Refused, "open", "expected a file: standard input carries the password"};
    }
    const Result<std::string> read = read_file(request.in, limits::kLargestEnvelopeBytes);
    if (!read) {
        return read.error();
    }
    const Bytes envelope(read->begin(), read->end());
    if (!request.terminal_key.empty()) {
        const Result<Bytes> signer = vault::bytes_from_hex(request.terminal_key);
        const Result<void> verified =
            signer ? vault::verify(envelope, *signer)
                   : Error{Kind::Refused, "--terminal-key", signer.error().detail};
        if (!verified) {
            return verified;
        }
    }
    const Result<vault::PrivateKey> key = load_private_key(request.key_file, console);
    if (!key) {
        return key.error();
    }
    Result<std::string> payload = vault::open(envelope, *key);
    if (!payload) {
        return Error{payload.error().kind, request.in, payload.error().detail};
    }
    Result<void> written = write_output(console, request.out, *payload);
    vault::wipe(*payload);
    return written;
}

}  // namespace lotse::tools
