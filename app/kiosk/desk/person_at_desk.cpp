// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/person_at_desk.h"

#include <algorithm>
#include <utility>

#include "vault/genuine.h"

namespace lotse::kiosk {

void PersonAtDesk::begin(desk::Staff staff, vault::Keyring keys, Kept kept) {
    const std::lock_guard lock(m_mutex);
    ++m_turn;
    m_staff = std::move(staff);
    m_kept = std::move(kept);
    m_keys = std::make_shared<const vault::Keyring>(std::move(keys));
}

void PersonAtDesk::lock() {
    const std::lock_guard lock(m_mutex);
    ++m_turn;
    m_keys.reset();
}

void PersonAtDesk::forget() {
    const std::lock_guard lock(m_mutex);
    ++m_turn;
    m_staff = {};
    m_kept = {};
    m_keys.reset();
}

Result<std::optional<desk::Staff>> PersonAtDesk::unlock(const std::string& account,
                                                        std::string_view password,
                                                        const vault::KdfBounds& bounds) {
    std::uint64_t turn = 0;
    Kept kept;
    {
        const std::lock_guard lock(m_mutex);
        turn = m_turn;
        kept = m_kept;
    }
    const Result<vault::LogInSecrets> secrets =
        vault::log_in_secrets(account, password, kept.terms, bounds);
    if (!secrets) {
        return secrets.error();
    }
    Result<vault::Keyring> keys =
        vault::open_keyring(kept.wrapped, secrets->wrap, kept.terms.centre, account, kept.grants);
    if (!keys) {
        return keys.error();
    }
    const std::lock_guard lock(m_mutex);
    if (turn != m_turn) {
        return std::optional<desk::Staff>();
    }
    ++m_turn;
    m_keys = std::make_shared<const vault::Keyring>(std::move(*keys));
    return std::optional<desk::Staff>(m_staff);
}

std::optional<Alarm> PersonAtDesk::take_grants(const std::vector<Grant>& grants,
                                               const KeysRegister& centre) {
    const std::lock_guard lock(m_mutex);
    if (!m_keys || grants == m_kept.grants) {
        return std::nullopt;
    }
    const vault::SecretBytes& seed = m_keys->person.seed();
    vault::SecretBytes copy(seed.size());
    std::copy_n(seed.data(), seed.size(), copy.data());
    Result<vault::Keyring> keys = vault::open_keyring(std::move(copy), grants);
    if (!keys || vault::doubt_about_keys(centre, keys->secrets())) {
        return Alarm::Key;
    }
    m_kept.grants = grants;
    m_keys = std::make_shared<const vault::Keyring>(std::move(*keys));
    return std::nullopt;
}

void PersonAtDesk::rewrap(Bytes wrapped) {
    const std::lock_guard lock(m_mutex);
    m_kept.wrapped = std::move(wrapped);
}

std::shared_ptr<const vault::Keyring> PersonAtDesk::keys() const {
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

desk::Staff PersonAtDesk::staff() const {
    const std::lock_guard lock(m_mutex);
    return m_staff;
}

PersonAtDesk::Kept PersonAtDesk::kept() const {
    const std::lock_guard lock(m_mutex);
    return m_kept;
}

}  // namespace lotse::kiosk
