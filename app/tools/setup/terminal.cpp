// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/terminal.h"

#include <filesystem>
#include <istream>
#include <memory>

#include "base/atomic_file.h"
#include "codec/wire/intake_json.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "sync/https_sender.h"
#include "tools/certificates.h"
#include "tools/console.h"
#include "tools/seal_commands.h"
#include "tools/setup/folder.h"
#include "tools/setup/services.h"
#include "vault/coded.h"
#include "vault/key_files.h"
#include "vault/keys.h"

namespace lotse::tools::setup {
namespace {

namespace fs = std::filesystem;

constexpr int kCodeTries = 3;
constexpr const char* kLanguage = "de";

/// Up to the text's own end: a scanner types no end of file, and the code follows on the next line.
Result<std::string> typed_text(std::istream& in, const Dialogue& dialogue) {
    std::string text;
    char c = 0;
    while (text.size() <= limits::kLargestTerminalFileBytes && in.get(c)) {
        text.push_back(c);
        if (c == '.' && codec::is_whole_terminal_text(text)) {
            while (in.get(c) && c != '\n') {
            }
            return text;
        }
    }
    return dialogue.failure(Kind::Corrupt, "--from -", Text::NotATerminalFile, {"ends too early"});
}

Result<codec::TerminalFile> read_terminal_file(const std::string& from, Dialogue& dialogue) {
    Result<std::string> text = from == "-" ? typed_text(dialogue.console().in, dialogue)
                                           : read_file(from, limits::kLargestTerminalFileBytes);
    if (!text) {
        return text.error();
    }
    const Result<Bytes> locked = codec::read_terminal_text(*text);
    if (!locked) {
        return dialogue.failure(locked.error().kind, from, Text::NotATerminalFile,
                                {locked.error().detail});
    }
    for (int tries = 1;; ++tries) {
        Result<std::string> code = dialogue.secret(Text::AskCode);
        if (!code) {
            return code.error();
        }
        Result<std::string> packed = vault::unlock_with_code(*locked, *code);
        wipe_string(*code);
        if (packed) {
            Result<codec::TerminalFile> file = codec::unpack_terminal(*packed);
            wipe_string(*packed);
            return file ? file
                        : dialogue.failure(file.error().kind, from, Text::NotATerminalFile,
                                           {file.error().detail});
        }
        if (packed.error().kind != Kind::Refused || !dialogue.asks() || tries == kCodeTries) {
            return packed.error().kind == Kind::Refused
                       ? dialogue.failure(Kind::Refused, from, Text::WrongCode)
                       : packed.error();
        }
        dialogue.tell(Text::WrongCode);
    }
}

Result<vault::SigningKey> key_of(const codec::TerminalFile& file) {
    vault::SecretBytes seed(file.signing_seed.size());
    std::copy(file.signing_seed.begin(), file.signing_seed.end(), seed.data());
    return vault::SigningKey::from_seed(seed);
}

Result<void> make_terminal(const codec::TerminalFile& file, const vault::SigningKey& key,
                           const TerminalRequest& request, const Dialogue& dialogue,
                           const Interruption& interruption) {
    const Result<std::optional<Owner>> owner =
        owner_of(request.owner, request.state, kTerminalUser, dialogue);
    if (!owner) {
        return owner.error();
    }
    const Result<std::string> authority = authority_pem(file.authority);
    if (!authority) {
        return authority.error();
    }
    const Result<std::unique_ptr<StateFolder>> folder =
        StateFolder::begin(request.state, {}, "terminal", *owner, dialogue);
    if (!folder) {
        return folder.error();
    }
    const std::string made = (*folder)->path() + "/terminal";
    codec::Enrolment enrolment = file.enrolment;
    enrolment.ca_file = "terminal/ca.pem";
    if (Result<void> there = make_folder(made); !there) {
        return there;
    }
    for (Result<void> step :
         {vault::save_signing_key(made + "/terminal.key", key),
          replace_file(made + "/ca.pem", *authority),
          replace_file(made + "/enrolment.toml", codec::write_enrolment(enrolment))}) {
        if (!step) {
            return step;
        }
    }
    // A test decryption needs the centre; that it can be sealed to is seen here, before anything is
    // in place.
    if (const auto sealed = seal_as_terminal(
            (*folder)->path(), {std::string(kTestNumber), kLanguage, ""}, test_payload());
        !sealed) {
        return sealed.error();
    }
    if (interruption.asked()) {
        return dialogue.failure(Kind::Refused, "", Text::Interrupted);
    }
    return (*folder)->complete();
}

/// Success if the terminal that is enrolled here is the file's.
Result<void> same_terminal(const TerminalRequest& request, const vault::SigningKey& key,
                           const Dialogue& dialogue) {
    const Result<vault::SigningKey> own =
        vault::load_signing_key(request.state + "/terminal/terminal.key");
    if (!own) {
        return own.error();
    }
    return own->public_key() == key.public_key()
               ? Result<void>()
               : dialogue.failure(Kind::Refused, request.state + "/terminal",
                                  Text::EnrolledOtherwise);
}

Result<void> enrol_from_file(const TerminalRequest& request, Dialogue& dialogue,
                             Interruption& interruption) {
    Result<codec::TerminalFile> file = read_terminal_file(request.from, dialogue);
    if (!file) {
        return file.error();
    }
    const Result<vault::SigningKey> key = key_of(*file);
    wipe_bytes(file->signing_seed.data(), file->signing_seed.size());
    if (!key) {
        return key.error();
    }
    std::error_code failed;
    if (fs::exists(request.state + "/terminal/enrolment.toml", failed)) {
        if (Result<void> same = same_terminal(request, *key, dialogue); !same) {
            return same;
        }
        dialogue.tell(Text::EnrolledAlready, {file->enrolment.terminal, request.state});
        return {};
    }
    interruption.hold(true);
    const Result<void> made = make_terminal(*file, *key, request, dialogue, interruption);
    interruption.hold(false);
    if (!made) {
        return made;
    }
    dialogue.head(Text::TerminalMade, {file->enrolment.terminal, file->enrolment.centre,
                                       file->enrolment.service, request.state});
    for (const std::string& hex : file->enrolment.recipients) {
        if (const Result<vault::PublicKey> recipient = vault::public_key_from_hex(hex)) {
            dialogue.tell(Text::SheetFingerprint, {vault::fingerprint(*recipient)});
            break;
        }
    }
    if (request.from != "-") {
        dialogue.tell(Text::DeleteFile, {request.from});
    }
    return {};
}

}  // namespace

std::string test_payload() {
    IntakeContent content;
    content.language = kLanguage;
    content.started_at = content.finished_at = "2000-01-01T00:00:00";
    return codec::write_intake(content);
}

Result<IntakeId> send_test_intake(const std::string& state, const Dialogue& dialogue) {
    const Result<SealedTerminalIntake> sealed =
        seal_as_terminal(state, {std::string(kTestNumber), kLanguage, ""}, test_payload());
    if (!sealed) {
        return sealed.error();
    }
    const std::string& service = sealed->enrolment.service;
    sync::HttpsOptions https;
    https.base_url = service;
    https.ca_file = (fs::path(state) / sealed->enrolment.ca_file).string();
    const Result<std::unique_ptr<IntakeSender>> sender = sync::make_https_sender(https);
    if (!sender) {
        return sender.error();
    }
    OutboxEntry entry;
    entry.header = sealed->intake.header;
    entry.digest = sealed->intake.digest;
    const Attempt attempt = (*sender)->send(entry, sealed->intake.envelope);
    if (attempt.outcome == Attempt::Outcome::Accepted && attempt.acknowledged == entry.digest) {
        return entry.header.id;
    }
    return attempt.outcome == Attempt::Outcome::Refused
               ? dialogue.failure(Kind::Refused, service, Text::RefusesTest, {attempt.reason})
               : dialogue.failure(Kind::Transient, service, Text::LineFails, {attempt.reason});
}

Result<void> set_up_terminal(const TerminalRequest& wanted, Dialogue& dialogue,
                             Interruption& interruption) {
    TerminalRequest request = wanted;
    std::error_code failed;
    const bool enrolled = fs::exists(request.state + "/terminal/enrolment.toml", failed);
    if (request.from.empty() && !enrolled) {
        const Result<std::string> from = dialogue.ask(
            Text::AskFrom, "--from", std::nullopt, "",
            [&](const std::string& answer) -> std::optional<std::string> {
                std::error_code ignored;
                return answer == "-" || fs::is_regular_file(answer, ignored)
                           ? std::nullopt
                           : std::optional(dialogue.words(Text::NotATerminalFile, {answer}));
            });
        if (!from) {
            return from.error();
        }
        request.from = *from;
    }
    if (!request.from.empty()) {
        if (Result<void> made = enrol_from_file(request, dialogue, interruption); !made) {
            return made;
        }
    }
    if (request.test) {
        const Result<IntakeId> sent = send_test_intake(request.state, dialogue);
        if (!sent) {
            return sent.error();
        }
        dialogue.tell(Text::SentTest, {kTestNumber});
    }
    if (request.state != kTerminalState) {
        return {};
    }
    const char* unit = can_control(kTerminalX11Unit) ? kTerminalX11Unit : kTerminalUnit;
    if (!can_control(unit) || is_active(unit)) {
        return {};
    }
    const Result<bool> start =
        dialogue.confirm(Text::AskStartTerminal, "--no-questions", true, {unit});
    if (!start) {
        return start.error();
    }
    if (*start && !systemctl({"enable", "--now", unit})) {
        return dialogue.failure(Kind::Unusable, unit, Text::StartFailed, {unit});
    }
    return {};
}

}  // namespace lotse::tools::setup
