// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/centre.h"

#include <algorithm>
#include <filesystem>

#include "base/atomic_file.h"
#include "codec/settings/queue_config.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "store/sqlite_queue.h"
#include "tools/centre_commands.h"
#include "tools/certificates.h"
#include "tools/key_commands.h"
#include "tools/registers.h"
#include "tools/setup/centre_files.h"
#include "tools/setup/folder.h"
#include "tools/setup/services.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/signed_document.h"

namespace lotse::tools::setup {
namespace {

namespace fs = std::filesystem;

Result<void> copy_file(const std::string& from, const std::string& to) {
    Result<std::string> text = read_file(from, limits::kLargestCertificateBytes);
    if (!text) {
        return text.error();
    }
    Result<void> kept = replace_file(to, *text);
    wipe_string(*text);
    return kept;
}

Result<void> make_tls(const Plan& plan, const std::string& folder) {
    if (!plan.given) {
        return make_certificates(folder, {"Lotse " + plan.centre, plan.host});
    }
    for (Result<void> copied : {copy_file(plan.given->certificate, folder + "/server.pem"),
                                copy_file(plan.given->private_key, folder + "/server.key"),
                                copy_file(plan.given->authority, folder + "/ca.pem")}) {
        if (!copied) {
            return copied;
        }
    }
    return {};
}

std::string sheet(const Plan& plan, const codec::CentreFacts& facts, const std::string& state,
                  const Dialogue& dialogue) {
    const auto fingerprint = [&facts](std::size_t i) {
        return vault::fingerprint(vault::public_key_from_hex(facts.recipients[i]).value());
    };
    std::string out = dialogue.words(Text::SheetTitle, {plan.name, plan.centre, facts.service});
    out += "\n\n" + dialogue.words(Text::SheetFingerprint, {fingerprint(0)});
    out += "\n" + dialogue.words(Text::SheetRecoveryFingerprint, {fingerprint(1)});
    out += "\n\n" + dialogue.words(Text::SheetRecovery, {state + "/recovery/recovery.key"});
    out += "\n\n" + dialogue.words(Text::SheetAccounts) + "\n  " + plan.admin + "  (" +
           dialogue.words(Text::SheetAdmin) + ")";
    for (const std::string& account : plan.accounts) {
        out += "\n  " + account;
    }
    if (!facts.terminals.empty()) {
        out += "\n\n" + dialogue.words(Text::SheetTerminals, {state + "/terminals"});
        for (const std::string& terminal : facts.terminals) {
            out += "\n  " + name_of(terminal) + "  (" + prefix_of(terminal) + "001, " +
                   prefix_of(terminal) + "002, …)";
        }
    }
    out += "\n\n" + dialogue.words(Text::SheetDesk,
                                   {facts.service, state + "/tls/ca.pem", state + "/" + kDeskPin});
    if (facts.own_authority) {
        out += "\n\n" + dialogue.words(Text::SheetAuthorityKey, {state + "/tls/ca.key", state});
    }
    return out + "\n";
}

/// Everything, below `folder`.
Result<codec::CentreFacts> make_all(const Plan& plan, const CentreRequest& request,
                                    const std::string& folder, Secrets& secrets, Dialogue& dialogue,
                                    const Interruption& interruption, const Costs& costs) {
    const auto going_on = [&]() -> Result<void> {
        return interruption.asked()
                   ? Result<void>(dialogue.failure(Kind::Refused, "", Text::Interrupted))
                   : Result<void>();
    };
    for (const char* name : {"queue", "tls", "recovery", "terminals"}) {
        if (Result<void> made = make_folder(folder + "/" + name); !made) {
            return made.error();
        }
    }
    dialogue.head(Text::Making);
    if (Result<void> made = make_tls(plan, folder + "/tls"); !made) {
        return made.error();
    }
    secrets.recovery = vault::new_password();
    const Result<vault::PrivateKey> recovery =
        make_key_file(folder + "/recovery/recovery.key", secrets.recovery, costs.wrap);
    if (!recovery) {
        return recovery.error();
    }
    const vault::PrivateKey key = vault::PrivateKey::generate();
    codec::CentreFacts facts;
    facts.name = plan.name;
    facts.centre = plan.centre;
    facts.host = plan.host;
    facts.service = plan.service();
    facts.recipients = {vault::to_hex(key.public_key()), vault::to_hex(recovery->public_key())};
    facts.configuration_key = vault::to_hex(vault::configuration_key(key).public_key());
    facts.own_authority = !plan.given;

    Result<std::unique_ptr<store::CentreStore>> queue =
        store::open_queue(folder + "/queue/queue.db", vault::hash);
    if (!queue) {
        return queue.error();
    }
    const vault::ServiceKey service_key = vault::ServiceKey::generate();
    if (Result<void> saved = vault::save_service_key(folder + "/keys/service.key", service_key);
        !saved) {
        return saved.error();
    }
    std::vector<std::string> names{plan.admin};
    names.insert(names.end(), plan.accounts.begin(), plan.accounts.end());
    for (const std::string& name : names) {
        if (Result<void> on = going_on(); !on) {
            return on.error();
        }
        dialogue.tell(Text::MakingAccounts, {name});
        const std::string& password =
            secrets.accounts.emplace_back(AccountSecret{name, vault::new_password()}).password;
        const char* role = name == plan.admin ? "all" : "counsellor";
        if (Result<void> kept =
                keep_account((*queue)->accounts,
                             {name, plan.centre, *rights_of_role(role), costs.wrap, std::nullopt},
                             password, &key, service_key);
            !kept) {
            return kept.error();
        }
    }
    const vault::SigningKey signer = vault::register_key(key);
    const Result<KeysRegister> keys =
        first_keys(plan.centre, key, {vault::to_hex(recovery->public_key())});
    if (!keys) {
        return keys.error();
    }
    for (const Result<void>& step :
         {keep_first_keys((*queue)->terminals, *keys, signer),
          keep_recovery_copy((*queue)->proposals, *keys, key, signer),
          keep_first_people((*queue)->accounts, plan.centre, signer),
          write_pin(folder + "/" + kDeskPin, plan.centre, signer.public_key())}) {
        if (!step) {
            return step.error();
        }
    }
    for (const std::string& name : plan.terminals) {
        if (Result<void> on = going_on(); !on) {
            return on.error();
        }
        dialogue.tell(Text::MakingAccounts, {name});
        const NewTerminal wanted{name, free_prefix(facts),
                                 folder + "/terminals/" + name + kTerminalFileEnding};
        Result<TerminalSecret> made =
            make_terminal_file((*queue)->terminals, signer, facts, folder + "/tls", wanted, costs);
        if (!made) {
            return made.error();
        }
        made->file = request.state + "/terminals/" + name + kTerminalFileEnding;
        secrets.terminals.push_back(std::move(*made));
        facts.terminals.push_back(name + " " + wanted.prefix);
    }
    for (const Result<void>& written :
         {replace_file(folder + "/sheet.txt", sheet(plan, facts, request.state, dialogue)),
          replace_file(folder + "/" + kMarker, codec::write_centre_facts(facts)), going_on()}) {
        if (!written) {
            return written.error();
        }
    }
    return facts;
}

/// The two lines of [listen]; everything else of the file stays as it is. Nothing if they are not
/// there.
std::optional<std::string> with_listen(const std::string& toml, const std::string& address,
                                       int port) {
    std::string out, section;
    bool address_set = false, port_set = false;
    std::size_t from = 0;
    while (from < toml.size()) {
        const std::size_t end = std::min(toml.find('\n', from), toml.size());
        std::string line = toml.substr(from, end - from);
        if (line.starts_with("[")) {
            section = line.substr(0, line.find(']') + 1);
        }
        const auto is = [&](std::string_view key) {
            return section == "[listen]" && line.starts_with(key) &&
                   line.find_first_not_of(' ', key.size()) == line.find('=');
        };
        if (is("address")) {
            line = "address = \"" + address + "\"";
            address_set = true;
        } else if (is("port")) {
            line = "port = " + std::to_string(port);
            port_set = true;
        }
        out += line + "\n";
        from = end + 1;
    }
    return address_set && port_set ? std::optional(out) : std::nullopt;
}

/// A person can do it too: what fails here does not fail the set-up.
void set_listen(const CentreRequest& request, const Plan& plan, Dialogue& dialogue) {
    const std::string port = std::to_string(plan.port);
    const Result<std::string> text = request.config.empty()
                                         ? Error{Kind::Unusable, "", ""}
                                         : read_file(request.config, limits::kLargestSettingsBytes);
    const Result<codec::QueueConfig> now =
        text ? codec::read_queue_config(*text, request.config) : text.error();
    if (now && now->address == plan.listen && now->port == plan.port) {
        return;
    }
    const auto changed = now ? with_listen(*text, plan.listen, plan.port) : std::nullopt;
    const bool written = changed && codec::read_queue_config(*changed, request.config) &&
                         replace_file(request.config, *changed, FileMode::Shared);
    if (written) {
        dialogue.tell(Text::ConfigWritten, {request.config, plan.listen, port});
    } else if (plan.listen != codec::QueueConfig().address ||
               plan.port != codec::QueueConfig().port) {
        dialogue.tell(Text::ConfigByHand,
                      {request.config.empty() ? "queue.toml" : request.config, plan.listen, port});
    }
}

void show(const CentreRequest& request, const Plan& plan, const codec::CentreFacts& facts,
          const Secrets& secrets, Dialogue& dialogue) {
    dialogue.head(Text::CentreMade, {plan.name, request.state});
    dialogue.head(Text::SecretsTitle);
    for (const AccountSecret& account : secrets.accounts) {
        dialogue.tell(Text::SecretPassword, {account.name, account.password});
    }
    dialogue.tell(Text::SecretRecovery, {secrets.recovery});
    for (const TerminalSecret& terminal : secrets.terminals) {
        dialogue.tell(Text::SecretPin, {terminal.name, terminal.pin});
        dialogue.tell(Text::SecretCode, {terminal.name, terminal.code});
    }
    dialogue.tell(Text::SecretsOnce);
    dialogue.head(
        Text::TestedKeys,
        {vault::fingerprint(vault::public_key_from_hex(facts.recipients.front()).value())});
    dialogue.tell(Text::Sheet, {request.state + "/sheet.txt"});
}

Result<void> start_service(const CentreRequest& request, Dialogue& dialogue) {
    if (request.state == kCentreState && can_control(kQueueUnit)) {
        const Result<bool> wanted =
            dialogue.confirm(Text::AskStart, "--no-questions", true, {kQueueUnit});
        if (!wanted) {
            return wanted.error();
        }
        if (*wanted && !(systemctl({"enable", kQueueUnit}) && systemctl({"restart", kQueueUnit}))) {
            return dialogue.failure(Kind::Unusable, kQueueUnit, Text::StartFailed, {kQueueUnit});
        }
    }
    return {};
}

Result<void> already_there(const CentreRequest& request, Dialogue& dialogue) {
    const Result<codec::CentreFacts> facts = load_centre(request.state, dialogue);
    if (!facts) {
        return facts.error();
    }
    dialogue.tell(Text::CentreThere, {facts->name, facts->service, request.state});
    if (!facts->own_authority) {
        return {};
    }
    const Result<bool> renewed = renew_certificate(request.state + "/tls");
    if (!renewed) {
        return renewed.error();
    }
    if (*renewed) {
        const Result<std::optional<Owner>> owner =
            owner_of(request.owner, request.state, kQueueUser, dialogue);
        if (!owner) {
            return owner.error();
        }
        if (Result<void> given = give_to(*owner, request.state + "/tls"); !given) {
            return given;
        }
        dialogue.tell(Text::CertificateRenewed, {request.state + "/tls/server.pem"});
    }
    return {};
}

}  // namespace

Result<void> set_up_centre(const CentreRequest& request, Dialogue& dialogue,
                           Interruption& interruption, const Costs& costs) {
    std::error_code failed;
    if (fs::exists(request.state + "/" + kMarker, failed)) {
        return already_there(request, dialogue);
    }
    const Result<std::optional<Owner>> owner =
        owner_of(request.owner, request.state, kQueueUser, dialogue);
    if (!owner) {
        return owner.error();
    }
    if (Result<void> free = can_be_made(request.secrets, dialogue); !free) {
        return free;
    }
    const Result<Plan> plan = ask_for_plan(request, dialogue);
    if (!plan) {
        return plan.error();
    }
    const Result<bool> wanted = is_agreed(request, *plan, dialogue);
    if (!wanted) {
        return wanted.error();
    }
    if (!*wanted) {
        dialogue.tell(Text::NothingMade);
        return {};
    }
    // From here on until everything was shown: a signal is noted, and what was begun is removed or
    // finished.
    struct Held {
        explicit Held(Interruption& what) : interruption(what) { interruption.hold(true); }
        ~Held() { interruption.hold(false); }
        Interruption& interruption;
    };
    Secrets secrets;
    {
        const Held held(interruption);
        const Result<std::unique_ptr<StateFolder>> folder = StateFolder::begin(
            request.state, {"tls", "desk", "recovery", "terminals", "sheet.txt", "keys", "queue"},
            kMarker, *owner, dialogue);
        if (!folder) {
            return folder.error();
        }
        const Result<codec::CentreFacts> facts =
            make_all(*plan, request, (*folder)->path(), secrets, dialogue, interruption, costs);
        if (!facts) {
            return facts.error();
        }
        if (!request.secrets.empty()) {
            if (Result<void> kept = keep_secrets(request.secrets, secrets); !kept) {
                return kept;
            }
        }
        if (Result<void> completed = (*folder)->complete(); !completed) {
            fs::remove(request.secrets, failed);
            return completed;
        }
        show(request, *plan, *facts, secrets, dialogue);
    }
    set_listen(request, *plan, dialogue);
    dialogue.head(Text::NextTitle);
    dialogue.tell(Text::NextRecovery, {request.state + "/recovery/recovery.key"});
    if (!plan->terminals.empty()) {
        dialogue.tell(Text::NextTerminal, {request.state + "/terminals"});
    }
    dialogue.tell(Text::NextStart, {kQueueUnit, request.state});
    dialogue.tell(Text::NextCheck, {plan->admin, request.state});
    return start_service(request, dialogue);
}

}  // namespace lotse::tools::setup
