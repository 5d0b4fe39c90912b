// SPDX-License-Identifier: EUPL-1.2
/// Decides whom a terminal seals to: the version of the centre's key that is current by the time it
/// goes by, and the recovery key, as the centre's register of keys names them.
///
///     FOLDER/keys.signed    the register that was accepted last; the first one comes with the
///                           enrolment, if that was made with an account
///
/// The register comes with the service's answers and is believed by its signature alone, and none
/// that is older than the last one; a terminal without a line changes versions by the one it has,
/// and its age never stops anything. Before there is one, and at a terminal that was enrolled
/// before terminals kept registers, the keys of the enrolment hold.
///
/// Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "codec/settings/kiosk_config.h"
#include "kiosk/configuration/signed_keys.h"
#include "vault/keys.h"

namespace lotse::kiosk {

class TerminalKeys {
public:
    /// Unusable, naming the key, if one of the enrolment is none.
    static Result<std::unique_ptr<TerminalKeys>> open(const codec::Enrolment& enrolment,
                                                      const std::string& folder);

    std::vector<vault::PublicKey> recipients(WallTime now) const;
    /// Of the register that holds, 0: there is none yet; nothing: none is ever taken.
    std::optional<std::int64_t> serial() const;
    /// Refused or Corrupt, and nothing changed, if it must not be believed.
    Result<void> accept(const std::string& document);

private:
    TerminalKeys() = default;

    std::string m_file, m_centre;
    Bytes m_signer;  ///< empty: nobody's word counts
    std::vector<vault::PublicKey> m_enrolled;
    mutable std::mutex m_mutex;
    std::optional<SignedKeys> m_last;
};

}  // namespace lotse::kiosk
