// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/terminal_file.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "codec/settings/terminal_file.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "text/layout/picture.h"
#include "tools/centre_commands.h"
#include "tools/certificates.h"
#include "tools/registers.h"
#include "tools/running_centre.h"
#include "tools/setup/folder.h"
#include "tools/setup/qr.h"
#include "vault/coded.h"
#include "vault/staff_account.h"

namespace lotse::tools::setup {
namespace {

constexpr int kPixelsPerModule = 6;
/// Proposed while nobody can look who may sign: the set-up's own proposal for a first account.
constexpr const char* kUsualSigner = "leitung";

Result<std::string> locked_text(const codec::TerminalFile& file, const std::string& code,
                                const vault::WrapCost& cost) {
    std::string packed = codec::pack_terminal(file);
    const Result<Bytes> locked = vault::lock_with_code(packed, code, cost);
    // With what will be read, not with what is in memory.
    Result<std::string> again = locked ? vault::unlock_with_code(*locked, code) : locked.error();
    const bool same = again.ok() && *again == packed;
    wipe_string(packed);
    if (!again) {
        return again.error();
    }
    wipe_string(*again);
    LOTSE_CHECK(same);
    return codec::write_terminal_text(*locked) + "\n";
}

/// The first account that lets people in: what is proposed.
Result<std::string> signing_account(Accounts& accounts, const std::string& centre) {
    const Result<std::vector<std::string>> names = accounts.names();
    if (!names) {
        return names.error();
    }
    for (const std::string& name : *names) {
        const Result<std::optional<StaffAccount>> account = accounts.find(name);
        if (!account) {
            return account.error();
        }
        if (*account && (*account)->centre == centre &&
            (*account)->rights.has(StaffRight::People)) {
            return name;
        }
    }
    return std::string();
}

Result<std::string> ask_account(const TerminalFileRequest& request, const std::string& proposal,
                                Dialogue& dialogue) {
    return dialogue.ask(
        Text::AskAccount, "--account",
        request.account.empty() ? std::nullopt : std::optional(request.account), proposal,
        [&](const std::string& answer) { return name_complaint(dialogue, answer); });
}

std::string authority_of(const TerminalFileRequest& request) {
    return request.state + "/tls/ca.pem";
}

/// The key that signs which terminals are the centre's, from an account that holds it.
Result<vault::SigningKey> ask_signer(const TerminalFileRequest& request, const std::string& centre,
                                     Accounts& accounts, Dialogue& dialogue) {
    const Result<std::string> proposal = signing_account(accounts, centre);
    const Result<ServiceSecrets> service =
        service_secrets(accounts, request.state + "/keys/service.key");
    if (!proposal || !service) {
        return proposal ? service.error() : proposal.error();
    }
    const Result<std::string> account = ask_account(request, *proposal, dialogue);
    if (!account) {
        return account.error();
    }
    Result<std::string> password = dialogue.secret(Text::AskPassword, {*account});
    if (!password) {
        return password.error();
    }
    Result<vault::Keyring> keys = keyring_of(*account, centre, *password, accounts, *service);
    wipe_string(*password);
    if (!keys) {
        return dialogue.failure(keys.error().kind, *account, Text::LogInFailed,
                                {*account, to_string(keys.error())});
    }
    if (!keys->registers) {
        return dialogue.failure(Kind::Refused, *account, Text::SignsNothing, {*account});
    }
    return std::move(*keys->registers);
}

/// Refused if there is one of this name already.
Result<void> check_new(const TerminalFileRequest& request, Terminals& terminals,
                       const codec::CentreFacts& facts, const NewTerminal& wanted,
                       const Dialogue& dialogue) {
    const Result<std::optional<Bytes>> known = terminals.key(facts.centre, wanted.name);
    if (!known) {
        return known.error();
    }
    if (*known) {
        return dialogue.failure(Kind::Refused, wanted.name, Text::TerminalThere,
                                {facts.service, authority_of(request), facts.centre, wanted.name});
    }
    return {};
}

Result<TerminalSecret> with_file(const TerminalFileRequest& request, store::CentreStore& queue,
                                 const codec::CentreFacts& facts, const NewTerminal& wanted,
                                 Dialogue& dialogue, const Costs& costs) {
    if (Result<void> is_new = check_new(request, queue.terminals, facts, wanted, dialogue);
        !is_new) {
        return is_new.error();
    }
    const Result<vault::SigningKey> signer =
        ask_signer(request, facts.centre, queue.accounts, dialogue);
    return signer ? make_terminal_file(queue.terminals, *signer, facts, request.state + "/tls",
                                       wanted, costs)
                  : signer.error();
}

/// At the service, which runs.
Result<TerminalSecret> with_service(const TerminalFileRequest& request,
                                    const codec::CentreFacts& facts, const NewTerminal& wanted,
                                    Dialogue& dialogue, const Costs& costs) {
    const Result<std::string> account = ask_account(request, kUsualSigner, dialogue);
    if (!account) {
        return account.error();
    }
    Result<std::string> password = dialogue.secret(Text::AskPassword, {*account});
    if (!password) {
        return password.error();
    }
    ServiceAddress address{facts.service, authority_of(request), {}};
    address.bounds.least = costs.wrap;
    const Result<std::unique_ptr<RunningCentre>> running =
        RunningCentre::enter(address, facts.centre, *account, *password);
    wipe_string(*password);
    if (!running && running.error().kind == Kind::Transient) {
        return dialogue.failure(Kind::Transient, facts.service, Text::QueueBusy,
                                {to_string(running.error())});
    }
    if (!running) {
        return dialogue.failure(running.error().kind, *account, Text::LogInFailed,
                                {*account, to_string(running.error())});
    }
    if (Result<void> is_new = check_new(request, **running, facts, wanted, dialogue); !is_new) {
        return is_new.error();
    }
    return make_terminal_file(**running, (*running)->signer(), facts, request.state + "/tls",
                              wanted, costs);
}

}  // namespace

std::string name_of(const std::string& enrolled) {
    return enrolled.substr(0, enrolled.find(' '));
}

std::string prefix_of(const std::string& enrolled) {
    const std::size_t space = enrolled.find(' ');
    return space == std::string::npos ? "" : enrolled.substr(space + 1);
}

std::string free_prefix(const codec::CentreFacts& facts) {
    const auto taken = [&facts](const std::string& prefix) {
        return std::any_of(
            facts.terminals.begin(), facts.terminals.end(),
            [&](const std::string& enrolled) { return prefix_of(enrolled) == prefix; });
    };
    for (char first = 'A' - 1; first <= 'Z'; ++first) {
        for (char last = 'A'; last <= 'Z'; ++last) {
            const std::string prefix = (first < 'A' ? "" : std::string(1, first)) + last;
            if (!taken(prefix)) {
                return prefix;
            }
        }
    }
    return "";
}

std::string free_name(const codec::CentreFacts& facts) {
    for (std::size_t n = 1;; ++n) {
        const std::string name = "terminal-" + std::to_string(n);
        if (std::none_of(facts.terminals.begin(), facts.terminals.end(),
                         [&](const std::string& enrolled) { return name_of(enrolled) == name; })) {
            return name;
        }
    }
}

Result<TerminalSecret> make_terminal_file(Terminals& terminals, const vault::SigningKey& signer,
                                          const codec::CentreFacts& facts, const std::string& tls,
                                          const NewTerminal& wanted, const Costs& costs) {
    TerminalSecret secrets{wanted.name, wanted.out, vault::new_pin(), vault::new_password()};
    const Result<std::string> pin_hash = vault::hash_pin(secrets.pin, costs.password);
    if (!pin_hash) {
        return pin_hash.error();
    }
    const Result<Bytes> authority = authority_bytes(tls + "/ca.pem");
    if (!authority) {
        return authority.error();
    }
    const vault::SigningKey key = vault::SigningKey::generate();
    // What the set-up noted may be over by now; the register is signed.
    const Result<KeysRegister> keys = newest_keys(terminals, facts.centre, signer.public_key());
    if (!keys) {
        return keys.error();
    }
    codec::TerminalFile file;
    file.enrolment.recipients = recipients_of(*keys);
    file.enrolment.centre = facts.centre;
    file.enrolment.terminal = wanted.name;
    file.enrolment.prefix = wanted.prefix;
    file.enrolment.service = facts.service;
    file.enrolment.pin_hash = *pin_hash;
    file.enrolment.configuration_key = facts.configuration_key;
    file.enrolment.register_key = vault::to_hex(signer.public_key());
    file.authority = *authority;
    const vault::SecretBytes seed = key.seed();
    file.signing_seed.assign(seed.data(), seed.data() + seed.size());
    const Result<std::string> text = locked_text(file, secrets.code, costs.wrap);
    wipe_bytes(file.signing_seed.data(), file.signing_seed.size());
    if (!text) {
        return text.error();
    }
    if (Result<void> written = write_new_file(wanted.out, *text); !written) {
        return written.error();
    }
    if (Result<void> registered = register_terminal(
            terminals, facts.centre,
            {wanted.name, wanted.prefix, key.public_key(), wall_now(), std::nullopt}, signer);
        !registered) {
        std::error_code failed;
        std::filesystem::remove(wanted.out, failed);
        return registered.error();
    }
    return secrets;
}

Result<void> terminal_file(const TerminalFileRequest& request, Dialogue& dialogue,
                           const Costs& costs) {
    Result<codec::CentreFacts> facts = load_centre(request.state, dialogue);
    if (!facts) {
        return facts.error();
    }
    const auto given = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    NewTerminal wanted;
    Result<std::string> name =
        dialogue.ask(Text::AskTerminalName, "--name", given(request.name), free_name(*facts),
                     [&](const std::string& answer) { return name_complaint(dialogue, answer); });
    if (!name) {
        return name.error();
    }
    Result<std::string> prefix =
        dialogue.ask(Text::AskPrefix, "--prefix", given(request.prefix), free_prefix(*facts),
                     [&](const std::string& answer) -> std::optional<std::string> {
                         if (!check_letters(answer)) {
                             return dialogue.words(Text::PrefixExpected);
                         }
                         for (const std::string& enrolled : facts->terminals) {
                             if (prefix_of(enrolled) == answer && name_of(enrolled) != *name) {
                                 return dialogue.words(Text::PrefixTaken, {name_of(enrolled)});
                             }
                         }
                         return std::nullopt;
                     });
    if (!prefix) {
        return prefix.error();
    }
    const Result<std::string> out = dialogue.ask(Text::AskOut, "--out", given(request.out),
                                                 *name + kTerminalFileEnding, nullptr);
    if (!out) {
        return out.error();
    }
    wanted.name = *name;
    wanted.prefix = *prefix;
    wanted.out = *out;

    Secrets secrets;
    const std::string queue_file = request.state + "/queue/queue.db";
    const Result<std::unique_ptr<store::CentreStore>> queue = open_existing_queue(queue_file);
    if (!queue && queue.error().kind != Kind::Transient) {
        return queue.error();
    }
    Result<TerminalSecret> made = queue
                                      ? with_file(request, **queue, *facts, wanted, dialogue, costs)
                                      : with_service(request, *facts, wanted, dialogue, costs);
    if (!made) {
        return made.error();
    }
    secrets.terminals.push_back(std::move(*made));
    std::erase_if(facts->terminals,
                  [&](const std::string& enrolled) { return name_of(enrolled) == wanted.name; });
    facts->terminals.push_back(wanted.name + " " + wanted.prefix);
    if (Result<void> noted = keep_centre(request.state, *facts); !noted) {
        return noted;
    }
    if (!request.secrets.empty()) {
        if (Result<void> kept = keep_secrets(request.secrets, secrets); !kept) {
            return kept;
        }
    }
    dialogue.head(Text::TerminalFileMade, {wanted.out});
    dialogue.tell(Text::SecretPin, {wanted.name, secrets.terminals[0].pin});
    dialogue.tell(Text::SecretCode, {wanted.name, secrets.terminals[0].code});
    dialogue.tell(Text::SecretsOnce);
    dialogue.tell(Text::TerminalFileSecret);
    if (!request.png.empty()) {
        if (Result<void> shown = show_qr(wanted.out, request.png, dialogue); !shown) {
            return shown;
        }
    }
    return request.qr ? show_qr(wanted.out, "", dialogue) : Result<void>();
}

Result<void> show_qr(const std::string& file, const std::string& png, Dialogue& dialogue) {
    const Result<std::string> text = read_file(file, limits::kLargestTerminalFileBytes);
    if (!text) {
        return text.error();
    }
    const Result<Bytes> locked = codec::read_terminal_text(*text);
    if (!locked) {
        return dialogue.failure(locked.error().kind, file, Text::NotATerminalFile,
                                {locked.error().detail});
    }
    const std::optional<print::QrCode> code = print::qr_code(codec::write_terminal_text(*locked));
    if (!code) {
        return dialogue.failure(Kind::Refused, file, Text::QrTooMuch);
    }
    if (png.empty()) {
        Console& console = dialogue.console();
        const bool coloured = &console.out == &std::cout && isatty(STDOUT_FILENO) == 1;
        console.out << qr_text(*code, coloured);
        dialogue.tell(Text::QrShown);
        return {};
    }
    std::error_code failed;
    if (std::filesystem::exists(png, failed)) {
        return dialogue.failure(Kind::Refused, png, Text::SystemTaken);
    }
    text::Picture picture;
    picture.width = picture.height = code->side * kPixelsPerModule;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            picture.grey.push_back(code->black(x / kPixelsPerModule, y / kPixelsPerModule) ? 0
                                                                                           : 255);
        }
    }
    if (Result<void> written = text::write_png(picture, png); !written) {
        return written;
    }
    dialogue.tell(Text::QrSaved, {png});
    return {};
}

}  // namespace lotse::tools::setup
