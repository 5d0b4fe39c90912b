// SPDX-License-Identifier: EUPL-1.2
#include "service/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>

namespace lotse::service {
namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};

}  // namespace

Result<WallTime> certificate_end(const std::string& file) {
    const Error unreadable{Kind::Unusable, file, "holds no readable PEM certificate"};
    const std::unique_ptr<std::FILE, Close> from(std::fopen(file.c_str(), "r"));
    if (from == nullptr) {
        return unreadable;
    }
    std::optional<WallTime> earliest;
    while (const std::unique_ptr<X509, Close> certificate{
        PEM_read_X509(from.get(), nullptr, nullptr, nullptr)}) {
        std::tm parts{};
        if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1) {
            return unreadable;
        }
        const WallTime end{std::chrono::seconds(timegm(&parts))};
        earliest = std::min(earliest.value_or(end), end);
    }
    if (!earliest) {
        return unreadable;
    }
    return *earliest;
}

}  // namespace lotse::service
