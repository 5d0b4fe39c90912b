// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_configurations.h"

#include <algorithm>
#include <utility>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "core/limits.h"
#include "kiosk/configuration/configuration_store.h"
#include "vault/configuration_key.h"

namespace lotse::kiosk {

Result<Bytes> DeskConfigurations::public_key() const {
    if (m_keys.configuration) {
        return m_keys.configuration->public_key();
    }
    if (m_keys.centre) {
        return vault::configuration_key(*m_keys.centre).public_key();
    }
    return Error{Kind::Refused, "configuration",
                 "this account holds no key to check its signature with"};
}

Result<Configuration> DeskConfigurations::fetch_configuration(std::int64_t version) {
    const Result<Bytes> signer = public_key();
    if (!signer) {
        return signer.error();
    }
    const Result<std::string> bundle = m_client.fetch_configuration(version);
    if (!bundle) {
        return bundle.error();
    }
    Result<Configuration> configuration = open_bundle(*bundle, m_centre, *signer);
    if (configuration && configuration->version != version) {
        return Error{Kind::Corrupt, "configuration " + std::to_string(version),
                     "is another version"};
    }
    return configuration;
}

Result<Configuration> DeskConfigurations::fetch_released() {
    const Result<codec::ConfigurationList> list = list_configurations();
    if (!list) {
        return list.error();
    }
    std::int64_t newest = 0;
    for (const PublishedConfiguration& one : list->published) {
        newest = one.preview.empty() ? std::max(newest, one.version) : newest;
    }
    return newest == 0 ? Result<Configuration>(Configuration{}) : fetch_configuration(newest);
}

Result<void> DeskConfigurations::publish_configuration(Configuration configuration,
                                                       const std::string& preview) {
    configuration.centre = m_centre;
    if (!m_keys.configuration) {
        return Error{Kind::Refused, "configuration", "this account holds no key to sign it with",
                     Cause::NoAdmin};
    }
    const vault::SigningKey& key = *m_keys.configuration;
    codec::Bundle bundle;
    bundle.json = codec::write_configuration(configuration);
    bundle.signature = vault::sign_configuration(bundle.json, key);
    std::copy(key.public_key().begin(), key.public_key().end(), bundle.public_key.begin());
    const std::string bytes = codec::join_bundle(bundle);
    // As every terminal will do: what is out of bounds is refused here, with its place, before
    // anybody gets it.
    if (const Result<Configuration> again = open_bundle(bytes, m_centre, key.public_key());
        !again) {
        return Error{Kind::Refused, again.error().where, again.error().detail};
    }
    return m_client.publish_configuration(configuration.version, bytes, preview);
}

}  // namespace lotse::kiosk
