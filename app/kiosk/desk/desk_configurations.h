// SPDX-License-Identifier: EUPL-1.2
/// The desk's way to the centre's configurations: signs what is published, believes only what the
/// centre signed.
///
/// Who holds the centre's key, or the one that signs, knows whom to believe; nobody else has a
/// configuration here. Leaves alone: what a configuration says (core/configuration/configuration.h,
/// core/admin/admin.h), who may publish (the service). Calls block; one worker thread at a time.
/// Errors as in sync/desk_client.h; Refused too for a bundle of another key or centre.
#pragma once

#include <string>

#include "core/configuration/configuration.h"
#include "sync/desk_client.h"
#include "vault/person_keys.h"

namespace lotse::kiosk {

class DeskConfigurations {
public:
    /// Client and keys outlive it: they end with the session.
    DeskConfigurations(sync::DeskClient& client, std::string centre, const vault::Keyring& keys)
        : m_client(client), m_centre(std::move(centre)), m_keys(keys) {}

    /// What was published, and what each terminal runs.
    Result<codec::ConfigurationList> list_configurations() {
        return m_client.list_configurations();
    }
    Result<Configuration> fetch_configuration(std::int64_t version);
    /// Version 0, nothing changed, if none was released.
    Result<Configuration> fetch_released();
    /// Under its version, which must be the highest plus one. `preview` names the one terminal that
    /// gets it; empty: all.
    Result<void> publish_configuration(Configuration configuration, const std::string& preview);
    Result<void> release_configuration(std::int64_t version) {
        return m_client.release_configuration(version);
    }

private:
    sync::DeskClient& m_client;
    std::string m_centre;
    /// Whose signature is believed: that of the key which signs, known from the one that was
    /// granted.
    Result<Bytes> public_key() const;

    const vault::Keyring& m_keys;
};

}  // namespace lotse::kiosk
