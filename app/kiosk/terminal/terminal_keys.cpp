// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/terminal/terminal_keys.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "base/atomic_file.h"
#include "core/intake/register_chain.h"

namespace lotse::kiosk {
namespace {

vault::PublicKey public_key(const Bytes& bytes) {
    vault::PublicKey key;  // a register that was accepted has 32 bytes
    std::copy_n(bytes.begin(), key.bytes.size(), key.bytes.begin());
    return key;
}

}  // namespace

Result<std::unique_ptr<TerminalKeys>> TerminalKeys::open(const codec::Enrolment& enrolment,
                                                         const std::string& folder) {
    std::unique_ptr<TerminalKeys> made(new TerminalKeys);
    made->m_file = folder + "/keys.signed";
    made->m_centre = enrolment.centre;
    for (const std::string& hex : enrolment.recipients) {
        const Result<vault::PublicKey> key = vault::public_key_from_hex(hex);
        if (!key) {
            return Error{Kind::Unusable, "terminal.recipients", key.error().detail};
        }
        made->m_enrolled.push_back(*key);
    }
    if (enrolment.register_key.empty()) {
        return made;
    }
    Result<Bytes> signer = vault::bytes_from_hex(enrolment.register_key);
    if (!signer || signer->size() != kRegisteredKeyBytes) {
        return Error{Kind::Unusable, "terminal.register_key", "expected 64 hexadecimal digits"};
    }
    made->m_signer = std::move(*signer);
    made->m_last = last_signed_keys(made->m_file, made->m_centre, made->m_signer);
    return made;
}

std::vector<vault::PublicKey> TerminalKeys::recipients(WallTime now) const {
    const std::lock_guard lock(m_mutex);
    if (!m_last) {
        return m_enrolled;
    }
    std::vector<vault::PublicKey> keys = {public_key(version_at(m_last->content, now).key)};
    if (!m_last->content.recovery.empty()) {
        keys.push_back(public_key(m_last->content.recovery.back().key));
    }
    return keys;
}

std::optional<std::int64_t> TerminalKeys::serial() const {
    const std::lock_guard lock(m_mutex);
    if (m_signer.empty()) {
        return std::nullopt;
    }
    return m_last ? m_last->content.serial : 0;
}

Result<void> TerminalKeys::accept(const std::string& document) {
    if (m_signer.empty()) {
        return Error{Kind::Refused, "register of keys", "this terminal knows no signer"};
    }
    Result<SignedKeys> next = read_signed_keys(document, m_centre, m_signer);
    if (!next) {
        return next.error();
    }
    const std::lock_guard lock(m_mutex);
    if (Result<void> follows = check_follows(m_last, *next); !follows) {
        return follows;
    }
    // On disk before anything is sealed to it: the next start must not go back.
    if (Result<void> kept = replace_file(m_file, document); !kept) {
        return kept;
    }
    m_last = std::move(*next);
    return {};
}

}  // namespace lotse::kiosk
