// SPDX-License-Identifier: EUPL-1.2
#include "support/tls_files.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "core/check.h"

namespace lotse::support {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

void extend(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
    LOTSE_CHECK(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate make(const char* name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key, long serial,
                 Validity validity) {
    Certificate certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), validity.begins_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validity.ends_s);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(certificate.get(),
                         X509_get_subject_name(issuer == nullptr ? certificate.get() : issuer));
    X509* parent = issuer == nullptr ? certificate.get() : issuer;
    if (issuer == nullptr) {
        extend(certificate.get(), parent, NID_basic_constraints, "critical,CA:TRUE");
        extend(certificate.get(), parent, NID_key_usage, "critical,keyCertSign");
    } else {
        extend(certificate.get(), parent, NID_subject_alt_name, std::string("IP:") + name);
    }
    LOTSE_CHECK(X509_sign(certificate.get(), issuer_key, EVP_sha256()) > 0);
    return certificate;
}

template <class Write>
void write_file(const std::string& path, Write write) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    LOTSE_CHECK(file != nullptr);
    write(file);
    std::fclose(file);
}

}  // namespace

TlsFiles make_tls_files(const std::string& directory, const std::string& host, Validity validity) {
    std::filesystem::create_directories(directory + "/tls");
    const TlsFiles files{directory + "/tls/ca.pem", directory + "/tls/server.pem",
                         directory + "/tls/server.key"};
    const Key ca_key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const Certificate ca = make("Lotse test CA", ca_key.get(), nullptr, ca_key.get(), 1, validity);
    const Certificate server = make(host.c_str(), key.get(), ca.get(), ca_key.get(), 2, validity);
    write_file(files.ca, [&](std::FILE* to) { PEM_write_X509(to, ca.get()); });
    write_file(files.certificate, [&](std::FILE* to) { PEM_write_X509(to, server.get()); });
    write_file(files.key, [&](std::FILE* to) {
        PEM_write_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return files;
}

}  // namespace lotse::support
