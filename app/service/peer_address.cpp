// SPDX-License-Identifier: EUPL-1.2
#include "service/peer_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace lotse::service {
namespace {

constexpr int kIpv4Bytes = 4, kIpv6Bytes = 16;
constexpr int kIpv6HostBits = 64, kIpv6BlockBits = 48, kIpv4BlockBits = 24;
constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);

/// In the order of the wire; empty: no address.
std::string bytes_of(const std::string& text) {
    std::array<char, kIpv6Bytes> bytes{};
    if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
        return {bytes.data(), kIpv4Bytes};
    }
    // A link-local address names its interface behind a percent sign.
    if (inet_pton(AF_INET6, text.substr(0, text.find('%')).c_str(), bytes.data()) != 1) return {};
    std::string all(bytes.data(), kIpv6Bytes);
    return all.starts_with(kMapped) ? all.substr(kMapped.size()) : all;
}

/// The first bits of an address, and how many: a key, not a text for people.
std::string prefix(const std::string& bytes, int bits) {
    return bytes.substr(0, static_cast<std::size_t>(bits) / 8) + "/" + std::to_string(bits);
}

bool same_bits(const std::string& one, const std::string& other, int bits) {
    if (one.size() != other.size()) return false;
    for (int i = 0; i < bits; ++i) {
        const auto at = static_cast<std::size_t>(i / 8);
        const int mask = 0x80 >> (i % 8);
        if ((static_cast<unsigned char>(one[at]) & mask) !=
            (static_cast<unsigned char>(other[at]) & mask)) {
            return false;
        }
    }
    return true;
}

}  // namespace

PeerAddress peer_address(const std::string& text) {
    const std::string bytes = bytes_of(text);
    if (bytes.empty()) return {text, text};
    if (bytes.size() == kIpv4Bytes) return {prefix(bytes, 32), prefix(bytes, kIpv4BlockBits)};
    return {prefix(bytes, kIpv6HostBits), prefix(bytes, kIpv6BlockBits)};
}

std::optional<TrustedNetworks::Network> TrustedNetworks::network_of(const std::string& text) {
    const std::size_t slash = text.find('/');
    Network network{bytes_of(text.substr(0, slash)), 0};
    const int most = static_cast<int>(network.bytes.size()) * 8;
    network.bits = most;
    if (slash != std::string::npos) {
        const char* end = text.data() + text.size();
        const auto [rest, failed] = std::from_chars(text.data() + slash + 1, end, network.bits);
        if (failed != std::errc() || rest != end) return std::nullopt;
    }
    const bool fits = most > 0 && network.bits >= 0 && network.bits <= most;
    return fits ? std::optional(std::move(network)) : std::nullopt;
}

Result<TrustedNetworks> TrustedNetworks::parse(const std::vector<std::string>& networks) {
    TrustedNetworks out;
    for (const std::string& text : networks) {
        std::optional<Network> network = network_of(text);
        if (!network) {
            return Error{Kind::Unusable, "limits.trusted",
                         "\"" + text + "\" is no address or network such as 192.0.2.0/24"};
        }
        out.m_networks.push_back(std::move(*network));
    }
    return out;
}

bool TrustedNetworks::holds(const std::string& address) const {
    const std::string bytes = bytes_of(address);
    return std::any_of(m_networks.begin(), m_networks.end(), [&](const Network& network) {
        return same_bits(bytes, network.bytes, network.bits);
    });
}

}  // namespace lotse::service
