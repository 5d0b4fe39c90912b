// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/bundle.h"

#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr std::string_view kLabel = "lotse-configuration 1 ";

template <std::size_t N>
std::string hex_of(const std::array<std::uint8_t, N>& bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    for (const std::uint8_t byte : bytes) {
        out += {kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return out;
}

int digit_of(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Takes 2 N lower-case digits from the front of `text`.
template <std::size_t N>
bool take_hex(std::string_view& text, std::array<std::uint8_t, N>& out) {
    if (text.size() < 2 * N) {
        return false;
    }
    for (std::size_t i = 0; i < N; ++i) {
        const int high = digit_of(text[2 * i]), low = digit_of(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        out[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    text.remove_prefix(2 * N);
    return true;
}

bool take(std::string_view& text, std::string_view expected) {
    if (!text.starts_with(expected)) {
        return false;
    }
    text.remove_prefix(expected.size());
    return true;
}

}  // namespace

std::string join_bundle(const Bundle& bundle) {
    return std::string(kLabel) + hex_of(bundle.public_key) + " " + hex_of(bundle.signature) + "\n" +
           bundle.json;
}

Result<Bundle> split_bundle(std::string_view bytes) {
    if (bytes.size() > limits::kLargestBundleBytes) {
        return Error{Kind::Corrupt, "bundle",
                     "expected at most " + std::to_string(limits::kLargestBundleBytes) + " bytes"};
    }
    Bundle bundle;
    if (!take(bytes, kLabel) || !take_hex(bytes, bundle.public_key) || !take(bytes, " ") ||
        !take_hex(bytes, bundle.signature) || !take(bytes, "\n")) {
        return Error{
            Kind::Corrupt, "bundle",
            "expected a first line \"lotse-configuration 1\" with public key and signature"};
    }
    bundle.json = std::string(bytes);
    return bundle;
}

}  // namespace lotse::codec
