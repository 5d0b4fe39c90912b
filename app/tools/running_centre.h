// SPDX-License-Identifier: EUPL-1.2
/// A centre whose service runs, for tools that let terminals in and block them: what the ports of
/// its store are for one that is stopped.
///
/// Logged in with an account that lets people in, which signs; the session ends with this. Calls
/// block for at most the time-outs of core/limits.h. Errors as in sync/desk_client.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/intake/ports.h"
#include "sync/desk_client.h"
#include "tools/desk_log_in.h"

namespace lotse::tools {

struct ServiceAddress {
    std::string service, ca_file;
    vault::KdfBounds bounds;  ///< what it may ask of a password
};

class RunningCentre final : public Terminals {
public:
    /// Refused if the account holds no key that signs which terminals are the centre's, or is of
    /// another centre than the one that is meant.
    static Result<std::unique_ptr<RunningCentre>> enter(const ServiceAddress& address,
                                                        const std::string& centre,
                                                        const std::string& account,
                                                        std::string_view password);
    ~RunningCentre() override;

    const vault::SigningKey& signer() const { return *m_log_in.keys.registers; }

    Result<std::optional<Bytes>> key(const std::string& centre,
                                     const std::string& terminal) override;
    Result<std::vector<HeardTerminal>> heard(const std::string& centre) override;
    Result<std::string> signed_keys(const std::string& centre) override;
    Result<std::int64_t> keys_serial(const std::string& centre) override;
    Result<std::vector<std::string>> centres_with_keys() override;
    /// The service writes its own rows into the audit log, under the account's name.
    Result<void> keep_keys(const KeysRegister& keys, const std::string& document,
                           const std::vector<AuditEntry>& audit) override;

private:
    RunningCentre(std::unique_ptr<sync::DeskClient> desk, DeskLogIn log_in)
        : m_desk(std::move(desk)), m_log_in(std::move(log_in)) {}
    Result<KeysRegister> newest();

    std::unique_ptr<sync::DeskClient> m_desk;
    DeskLogIn m_log_in;
};

}  // namespace lotse::tools
