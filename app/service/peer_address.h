// SPDX-License-Identifier: EUPL-1.2
/// Decides whose address a connection comes from, as budgets count it.
///
/// A host is one IPv4 address, or the /64 of an IPv6 address: whoever has one of those has all of
/// it (RFC 6177). A block is what one provider's customer or one centre commonly has: /24 and /48.
/// IPv4 that arrives as IPv6 (::ffff:…) is IPv4.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.h"

namespace lotse::service {

struct PeerAddress {
    std::string host;
    std::string block;
};
/// What is no address is a host of its own.
PeerAddress peer_address(const std::string& text);

/// Networks behind which many people share one address (a proxy, a large NAT): the bounds of one
/// address do not hold for theirs.
class TrustedNetworks {
public:
    /// "192.0.2.7", "192.0.2.0/24", "2001:db8::/32". Unusable names the entry.
    static Result<TrustedNetworks> parse(const std::vector<std::string>& networks);
    bool holds(const std::string& address) const;

private:
    struct Network {
        std::string bytes;  ///< of the address, in the order of the wire
        int bits = 0;
    };
    static std::optional<Network> network_of(const std::string& text);
    std::vector<Network> m_networks;
};

}  // namespace lotse::service
