// SPDX-License-Identifier: EUPL-1.2
#include "tools/running_centre.h"

#include <utility>

#include "tools/registers.h"

namespace lotse::tools {

Result<std::unique_ptr<RunningCentre>> RunningCentre::enter(const ServiceAddress& address,
                                                            const std::string& centre,
                                                            const std::string& account,
                                                            std::string_view password) {
    Result<std::unique_ptr<sync::DeskClient>> desk =
        sync::DeskClient::make({address.service, address.ca_file});
    if (!desk) {
        return desk.error();
    }
    Result<DeskLogIn> log_in = log_in_at(**desk, account, password, address.bounds);
    if (!log_in) {
        return log_in.error();
    }
    std::unique_ptr<RunningCentre> entered(new RunningCentre(std::move(*desk), std::move(*log_in)));
    const DeskLogIn& own = entered->m_log_in;
    if (own.terms.centre != centre) {
        return Error{Kind::Refused, "account " + account,
                     "is not an account of the centre " + centre};
    }
    if (!own.keys.registers) {
        return Error{Kind::Refused, "account " + account,
                     "holds no key that signs which terminals are the centre's"};
    }
    return entered;
}

RunningCentre::~RunningCentre() {
    if (m_desk->signed_in()) {
        static_cast<void>(m_desk->log_out());
    }
}

Result<KeysRegister> RunningCentre::newest() {
    return newest_keys(*this, m_log_in.terms.centre, signer().public_key());
}

Result<std::optional<Bytes>> RunningCentre::key(const std::string& /*centre*/,
                                                const std::string& terminal) {
    const Result<KeysRegister> keys = newest();
    if (!keys) {
        return keys.error();
    }
    const RegisteredTerminal* found = find_terminal(*keys, terminal);
    return found == nullptr ? std::optional<Bytes>() : std::optional(found->key);
}

Result<std::vector<HeardTerminal>> RunningCentre::heard(const std::string& /*centre*/) {
    const Result<KeysRegister> keys = newest();
    if (!keys) {
        return keys.error();
    }
    std::vector<HeardTerminal> heard;
    for (const RegisteredTerminal& terminal : keys->terminals) {
        if (!terminal.blocked) {
            heard.push_back({terminal.name, terminal.key});
        }
    }
    return heard;
}

Result<std::string> RunningCentre::signed_keys(const std::string& /*centre*/) {
    Result<codec::CentreReply> told = m_desk->centre();
    return told ? Result<std::string>(std::move(told->keys)) : told.error();
}

Result<std::int64_t> RunningCentre::keys_serial(const std::string& /*centre*/) {
    const Result<KeysRegister> keys = newest();
    return keys ? Result<std::int64_t>(keys->serial) : keys.error();
}

Result<std::vector<std::string>> RunningCentre::centres_with_keys() {
    return std::vector<std::string>{m_log_in.terms.centre};
}

Result<void> RunningCentre::keep_keys(const KeysRegister& keys, const std::string& document,
                                      const std::vector<AuditEntry>& /*audit*/) {
    Result<void> kept = m_desk->put_keys(keys.serial, document);
    if (!kept && kept.error().kind == Kind::Transient) {
        kept = m_desk->put_keys(keys.serial, document);  // the same again is success
    }
    return kept;
}

}  // namespace lotse::tools
