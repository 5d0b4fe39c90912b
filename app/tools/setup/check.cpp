// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/check.h"

#include <filesystem>
#include <memory>

#include "codec/wire/intake_json.h"
#include "core/secret_text.h"
#include "sync/desk_client.h"
#include "tools/desk_log_in.h"
#include "tools/setup/centre_files.h"
#include "tools/setup/terminal.h"
#include "vault/envelope.h"
#include "vault/keys.h"

namespace lotse::tools::setup {
namespace {

struct Where {
    std::string service, ca;
    std::string recipient;  ///< the centre's public key in hex as the terminals hold it; empty: not
                            ///< known here
};

Result<Where> where_is(const CheckRequest& request, Dialogue& dialogue) {
    Where where{request.service, request.ca, ""};
    std::error_code failed;
    if (std::filesystem::exists(request.state + "/setup.toml", failed)) {
        const Result<codec::CentreFacts> facts = load_centre(request.state, dialogue);
        if (!facts) {
            return facts.error();
        }
        where.service = where.service.empty() ? facts->service : where.service;
        where.ca = where.ca.empty() ? request.state + "/tls/ca.pem" : where.ca;
        where.recipient = facts->recipients.front();
    }
    const auto given = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    const Result<std::string> service =
        dialogue.ask(Text::AskService, "--service", given(where.service), "", nullptr);
    if (!service) {
        return service.error();
    }
    const Result<std::string> ca = dialogue.ask(Text::AskCa, "--ca", given(where.ca), "", nullptr);
    if (!ca) {
        return ca.error();
    }
    return Where{*service, *ca, where.recipient};
}

vault::KdfBounds bounds_from(const KdfCost& least) {
    vault::KdfBounds bounds;
    bounds.least = least;
    return bounds;
}

/// The centre's key as the desk gets it; the session stands.
Result<vault::PrivateKey> log_in(sync::DeskClient& desk, const Where& where,
                                 const std::string& account, const KdfCost& least,
                                 Dialogue& dialogue) {
    Result<std::string> password = dialogue.secret(Text::AskPassword, {account});
    if (!password) {
        return password.error();
    }
    Result<DeskLogIn> made = log_in_at(desk, account, *password, bounds_from(least));
    wipe_string(*password);
    if (!made) {
        return dialogue.failure(made.error().kind, where.service, Text::LogInFailed,
                                {account, to_string(made.error())});
    }
    if (!made->keys.centre) {
        return dialogue.failure(Kind::Refused, account, Text::OpensNothing, {account});
    }
    return std::move(*made->keys.centre);
}

bool is_open(const QueueEntry& entry) {
    return entry.state != QueueState::Done && entry.state != QueueState::Withdrawn;
}

/// The entry under this account's lease. Refused if another desk holds it.
Result<QueueEntry> under_lease(sync::DeskClient& desk, const QueueEntry& entry) {
    return desk.act(entry.header.id,
                    entry.state == QueueState::InProgress || entry.state == QueueState::Arrived
                        ? QueueAction::Open
                        : QueueAction::Call,
                    entry.revision);
}

/// True: it was a test intake, it opened, and it is withdrawn. False: it is something else, or
/// somebody else's.
Result<bool> take_out(sync::DeskClient& desk, const vault::PrivateKey& key, const QueueEntry& entry,
                      Dialogue& dialogue) {
    const Result<QueueEntry> leased = under_lease(desk, entry);
    if (!leased) {
        if (leased.error().kind != Kind::Refused) {
            return leased.error();
        }
        dialogue.tell(Text::TestElsewhere, {entry.header.terminal, leased.error().detail});
        return false;
    }
    const Result<Bytes> envelope = desk.envelope(entry.header.id);
    if (!envelope) {
        return envelope.error();
    }
    Result<std::string> content = vault::open(*envelope, key);
    if (!content) {
        return Error{content.error().kind, entry.header.terminal + " " + entry.header.number,
                     content.error().detail};
    }
    const bool test = *content == test_payload();
    wipe_string(*content);
    if (!test) {
        dialogue.tell(Text::TestForeign, {entry.header.terminal});
        const Result<QueueEntry> back =
            desk.act(entry.header.id, QueueAction::Requeue, leased->revision);
        return back ? Result<bool>(false) : back.error();
    }
    const Result<QueueEntry> gone =
        desk.act(entry.header.id, QueueAction::Withdraw, leased->revision, ActionReason::Test);
    if (!gone) {
        return gone.error();
    }
    dialogue.tell(Text::TestOpened, {entry.header.terminal});
    return true;
}

/// How many test intakes were taken out; Refused if `sent` is not among them.
Result<int> take_all(sync::DeskClient& desk, const vault::PrivateKey& key,
                     const std::optional<IntakeId>& sent, Dialogue& dialogue) {
    const Result<codec::Listing> listing = desk.list();
    if (!listing) {
        return listing.error();
    }
    int taken = 0;
    bool found = !sent;
    for (const QueueEntry& entry : listing->page.entries) {
        if (entry.header.number != kTestNumber || !entry.header.questionnaire.empty() ||
            !is_open(entry)) {
            continue;
        }
        const Result<bool> out = take_out(desk, key, entry, dialogue);
        if (!out) {
            return out.error();
        }
        taken += *out ? 1 : 0;
        found = found || (*out && entry.header.id == *sent);
    }
    return found ? Result<int>(taken)
                 : dialogue.failure(Kind::Refused, to_hex(*sent), Text::TestMissing);
}

}  // namespace

Result<void> check(const CheckRequest& request, Dialogue& dialogue, const Costs& costs) {
    const Result<Where> where = where_is(request, dialogue);
    if (!where) {
        return where.error();
    }
    const Result<std::string> account = dialogue.ask(
        Text::AskAccount, "--account",
        request.account.empty() ? std::nullopt : std::optional(request.account), "leitung",
        [&](const std::string& answer) { return name_complaint(dialogue, answer); });
    if (!account) {
        return account.error();
    }
    std::optional<IntakeId> sent;
    if (!request.terminal.empty()) {
        const Result<IntakeId> id = send_test_intake(request.terminal, dialogue);
        if (!id) {
            return id.error();
        }
        sent = *id;
        dialogue.tell(Text::SentTest, {kTestNumber});
    }
    sync::HttpsOptions https;
    https.base_url = where->service;
    https.ca_file = where->ca;
    const Result<std::unique_ptr<sync::DeskClient>> desk = sync::DeskClient::make(https);
    if (!desk) {
        return desk.error();
    }
    const Result<vault::PrivateKey> key = log_in(**desk, *where, *account, costs.wrap, dialogue);
    if (!key) {
        return key.error();
    }
    const Result<vault::PublicKey> recipient = where->recipient.empty()
                                                   ? Result<vault::PublicKey>(key->public_key())
                                                   : vault::public_key_from_hex(where->recipient);
    if (!recipient) {
        return recipient.error();
    }
    if (Result<void> opened = vault::test_decryption(*recipient, *key); !opened) {
        return opened;
    }
    dialogue.tell(Text::KeyOpens, {*account, vault::fingerprint(*recipient)});
    const Result<int> taken = take_all(**desk, *key, sent, dialogue);
    const Result<void> out = (*desk)->log_out();
    if (!taken) {
        return taken.error();
    }
    if (!out) {
        return out;
    }
    dialogue.tell(*taken == 0 ? Text::NoTest : Text::AllGood);
    return {};
}

}  // namespace lotse::tools::setup
