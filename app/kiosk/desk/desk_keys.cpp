// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_keys.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/clock.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/proposal_wire.h"
#include "core/limits.h"
#include "vault/envelope.h"
#include "vault/person_keys.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {
namespace {

/// A key that nothing can be sealed to is found when that is tried.
vault::PublicKey public_key_of(const Bytes& bytes) {
    vault::PublicKey key;
    std::copy_n(bytes.begin(), std::min(bytes.size(), key.bytes.size()), key.bytes.begin());
    return key;
}

vault::PublicKey box_of(const codec::ListedReader& reader) {
    return public_key_of(reader.box);
}

}  // namespace

bool DeskKeys::look() {
    if (!m_desk.client.signed_in() || m_desk.trust == nullptr || !m_desk.person.keys() ||
        !m_desk.person.staff().rights.meets({StaffRight::Open, StaffRight::People})) {
        return false;
    }
    const std::optional<codec::CentreReply> centre = m_desk.watch->ask_centre(m_desk.client);
    return centre && know(*centre);
}

std::shared_ptr<const vault::Keyring> DeskKeys::take(const codec::CentreReply& centre) {
    if (m_desk.person.take_grants(centre.grants, *m_desk.trust->keys())) {
        m_desk.watch->raise(m_desk.client, Alarm::Key, "");
    }
    m_readers = centre.readers;
    return m_desk.person.keys();
}

bool DeskKeys::know(const codec::CentreReply& told) {
    std::optional<codec::CentreReply> centre = told;
    std::shared_ptr<const vault::Keyring> keys = take(*centre);
    // What was made is signed for next, and then held; a service that hides it is not asked again.
    for (int step = 0; step < 2 && keys; ++step) {
        if (!make_versions(*centre, *keys) && !sign_versions(*centre, *keys)) {
            break;
        }
        centre = m_desk.watch->ask_centre(m_desk.client);
        keys = centre ? take(*centre) : nullptr;
    }
    if (!keys) {
        return false;
    }
    const std::vector<desk::Newcomer> shown = std::exchange(m_newcomers, {});
    const std::string waited = std::exchange(m_own_fingerprint, "");
    const auto wait = std::exchange(m_keys_wait, waiting_keys(*centre, *keys));
    if (m_desk.person.staff().may(StaffRight::Open) && keys->opens()) {
        sort_readers(*keys);
    } else if (m_desk.person.staff().may(StaffRight::Open)) {
        m_own_fingerprint = vault::fingerprint(keys->person.box().public_key());
    }
    return shown != m_newcomers || waited != m_own_fingerprint || wait != m_keys_wait;
}

const codec::ListedReader* DeskKeys::vouched(const std::string& account) const {
    const PeopleRegister* people = m_desk.trust->people();
    const RegisteredPerson* person = people == nullptr ? nullptr : find_person(*people, account);
    const auto reader =
        std::find_if(m_readers.begin(), m_readers.end(),
                     [&](const codec::ListedReader& one) { return one.account == account; });
    return person != nullptr && person->rights.has(StaffRight::Open) && reader != m_readers.end() &&
                   vault::check_vouched(account, reader->box, reader->sign, reader->vouched,
                                        person->sign)
               ? &*reader
               : nullptr;
}

std::vector<KeyProposal> DeskKeys::genuine(const std::vector<std::string>& documents,
                                           const vault::Keyring& keys) const {
    std::vector<KeyProposal> proposals;
    for (const std::string& document : documents) {
        const Result<KeyProposal> said =
            codec::read_proposal(std::string_view(document).substr(document.find('\n') + 1));
        if (!said) {
            continue;
        }
        const bool own = said->by == m_desk.person.staff().account;
        const codec::ListedReader* maker = own ? nullptr : vouched(said->by);
        if ((own || maker != nullptr) &&
            vault::open_document(document, vault::kProposalDocument,
                                 own ? keys.person.sign().public_key() : maker->sign)) {
            proposals.push_back(*said);
        } else {
            spdlog::warn("version {} was signed by nobody who reads", said->version);
        }
    }
    std::sort(proposals.begin(), proposals.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    return proposals;
}

bool DeskKeys::make_versions(const codec::CentreReply& centre, const vault::Keyring& keys) {
    const PeopleRegister* people = m_desk.trust->people();
    if (people == nullptr || !keys.opens() || !m_desk.person.staff().may(StaffRight::Open)) {
        return false;
    }
    bool made = false;
    for (const WantedVersion& wanted :
         wanted_versions(*m_desk.trust->keys(), genuine(centre.proposals, keys),
                         people->reader_left, m_desk.watch->service_time(), centre.key_months)) {
        if (const Result<void> proposed = propose(wanted, keys); !proposed) {
            spdlog::warn("version {} of the centre's key: {}", wanted.version,
                         to_string(proposed.error()));
            return made;
        }
        made = true;
    }
    return made;
}

Result<void> DeskKeys::propose(const WantedVersion& wanted, const vault::Keyring& keys) {
    const std::string& account = m_desk.person.staff().account;
    const vault::PrivateKey key = vault::PrivateKey::generate();
    const vault::PublicKey& half = key.public_key();
    codec::ProposedVersion proposed;
    const auto seal = [&](const std::string& name, const vault::PublicKey& box) -> Result<void> {
        Result<Bytes> sealed = vault::seal_grant(key.secret(), box);
        if (!sealed) {
            return sealed.error();
        }
        proposed.readers.push_back(
            {name, Bytes(box.bytes.begin(), box.bytes.end()), std::move(*sealed)});
        return {};
    };
    if (Result<void> own = seal(account, keys.person.box().public_key()); !own) {
        return own;
    }
    if (const Result<vault::SecretBytes> opened =
            vault::open_grant(proposed.readers.front().sealed, keys.person.box());
        !opened) {
        return opened.error();
    }
    for (const codec::ListedReader& reader : m_readers) {
        if (reader.account == account || reader.versions.empty() ||
            vouched(reader.account) == nullptr) {
            continue;  // is admitted by somebody, or gets it from a colleague later
        }
        if (const Result<void> sealed = seal(reader.account, box_of(reader)); !sealed) {
            spdlog::warn("{}: {}", reader.account, to_string(sealed.error()));
        }
    }
    KeyProposal proposal{m_desk.trust->centre(),
                         wanted.version,
                         Bytes(half.bytes.begin(), half.bytes.end()),
                         wanted.from,
                         m_desk.trust->people()->serial,
                         account};
    for (const RecoveryKey& recovery : m_desk.trust->keys()->recovery) {
        Result<Bytes> sealed = vault::seal_grant(key.secret(), public_key_of(recovery.key));
        if (!sealed) {
            return sealed.error();
        }
        proposal.recovery.push_back({recovery.key, std::move(*sealed)});
    }
    proposed.document = vault::sign_document(vault::kProposalDocument,
                                             codec::write_proposal(proposal), keys.person.sign());
    return m_desk.client.propose(proposed);
}

bool DeskKeys::sign_versions(const codec::CentreReply& centre, const vault::Keyring& keys) {
    const PeopleRegister* people = m_desk.trust->people();
    if (people == nullptr || !keys.registers) {
        return false;
    }
    const WallTime now = m_desk.watch->service_time();
    KeysRegister next = m_desk.trust->next_keys(now);
    std::optional<std::vector<KeyVersion>> versions =
        renewed_versions(next, genuine(centre.proposals, keys), people->reader_left, now);
    if (versions) {
        next.versions = std::move(*versions);
    }
    // The service says what nothing is sealed to; for how long it is over two clocks say.
    const bool erased = m_desk.watch->time_is_agreed() &&
                        erase_versions(next, centre.spent, now, limits::kBackupsKept);
    if (!versions && !erased) {
        return false;
    }
    return put(next, *keys.registers);
}

bool DeskKeys::put(const KeysRegister& next, const vault::SigningKey& signer) {
    const Result<void> kept = m_desk.client.put_keys(
        next.serial, vault::sign_document(vault::kKeysDocument, codec::write_keys(next), signer));
    if (!kept) {
        spdlog::warn("register of keys: {}", to_string(kept.error()));
    }
    return kept.ok();
}

void DeskKeys::renew() {
    const std::shared_ptr<const vault::Keyring> keys = m_desk.person.keys();
    const WallTime now = wall_now();
    if (keys && keys->registers && m_desk.client.signed_in() && m_desk.trust != nullptr &&
        m_desk.trust->keys() != nullptr &&
        now - m_desk.trust->keys()->at >= limits::kRegisterRenewed &&
        put(m_desk.trust->next_keys(now), *keys->registers)) {
        // What is signed next follows this one.
        static_cast<void>(m_desk.watch->take_newer_register(m_desk.client));
    }
}

std::optional<desk::KeysWait> DeskKeys::waiting_keys(const codec::CentreReply& centre,
                                                     const vault::Keyring& keys) const {
    const PeopleRegister* people = m_desk.trust->people();
    const SignatureDue due =
        people == nullptr ? SignatureDue::No
                          : signature_due(*m_desk.trust->keys(), genuine(centre.proposals, keys),
                                          people->reader_left, m_desk.watch->service_time());
    if (due == SignatureDue::No) {
        return std::nullopt;
    }
    desk::KeysWait wait{due == SignatureDue::ReaderLeft, {}};
    for (const RegisteredPerson& person : people->people) {
        if (person.rights.has(StaffRight::People)) {
            wait.signers.push_back(person.account);
        }
    }
    return wait;
}

void DeskKeys::forget() {
    m_readers.clear();
    m_newcomers.clear();
    m_own_fingerprint.clear();
    m_keys_wait.reset();
}

std::vector<Grant> DeskKeys::missing(const codec::ListedReader& reader,
                                     const vault::Keyring& keys) const {
    Result<std::vector<Grant>> grants =
        vault::grants_for(box_of(reader), {StaffRight::Open}, keys.secrets());
    if (!grants) {
        spdlog::warn("{}: {}", reader.account, to_string(grants.error()));
        return {};
    }
    std::erase_if(*grants, [&](const Grant& grant) {
        const KeyVersion* version = find_version(*m_desk.trust->keys(), grant.name);
        return version == nullptr || version->erased ||
               std::find(reader.versions.begin(), reader.versions.end(), grant.name) !=
                   reader.versions.end();
    });
    return std::move(*grants);
}

void DeskKeys::sort_readers(const vault::Keyring& keys) {
    const PeopleRegister* people = m_desk.trust->people();
    for (const codec::ListedReader& reader : m_readers) {
        const RegisteredPerson* person =
            people == nullptr ? nullptr : find_person(*people, reader.account);
        if (person == nullptr || !person->rights.has(StaffRight::Open) ||
            reader.account == m_desk.person.staff().account) {
            continue;
        }
        std::vector<Grant> grants = missing(reader, keys);
        if (grants.empty()) {
            continue;
        }
        const bool vouched = !person->sign.empty() && !reader.vouched.empty();
        if (vouched && !vault::check_vouched(reader.account, reader.box, reader.sign,
                                             reader.vouched, person->sign)) {
            spdlog::error("the keys of {} are not that person's", reader.account);
            m_desk.watch->raise(m_desk.client, Alarm::Key, "");
            continue;
        }
        if (vouched && !reader.versions.empty()) {
            if (const Result<void> given = give(reader, std::move(grants)); !given) {
                spdlog::warn("keys for {}: {}", reader.account, to_string(given.error()));
            }
            continue;
        }
        m_newcomers.push_back(
            {reader.account, person->by, person->from, vault::fingerprint(box_of(reader))});
    }
}

Result<void> DeskKeys::give(const codec::ListedReader& reader, std::vector<Grant> grants) {
    return m_desk.client.give_access({reader.account, reader.box, std::move(grants)});
}

Result<void> DeskKeys::admit(const desk::Newcomer& newcomer) {
    const std::shared_ptr<const vault::Keyring> keys = m_desk.person.keys();
    const auto reader =
        std::find_if(m_readers.begin(), m_readers.end(), [&](const codec::ListedReader& one) {
            return one.account == newcomer.account &&
                   vault::fingerprint(box_of(one)) == newcomer.fingerprint;
        });
    if (!keys || reader == m_readers.end()) {
        return Error{Kind::Refused, "account " + newcomer.account, "has another key by now"};
    }
    return give(*reader, missing(*reader, *keys));
}

}  // namespace lotse::kiosk
