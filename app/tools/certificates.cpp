// SPDX-License-Identifier: EUPL-1.2
#include "tools/certificates.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>
#include <utility>

#include "tools/console.h"

namespace lotse::tools {
namespace {

constexpr long kDay = 24L * 3600;
constexpr long kAuthorityDays = 3650;
constexpr long kServerDays = 730;
constexpr long kRenewBeforeDays = 30;
// A clock that lags behind at the terminal would call a certificate of this minute "not yet valid".
constexpr long kBackdated = kDay;
constexpr std::size_t kLongestPem = 64 * 1024;

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Buffer = std::unique_ptr<BIO, Freer<BIO_free_all>>;

Error openssl_error(const std::string& what) {
    char words[256] = "unknown reason";
    if (const unsigned long code = ERR_get_error(); code != 0) {
        ERR_error_string_n(code, words, sizeof words);
    }
    ERR_clear_error();
    return Error{Kind::Unusable, what, std::string("OpenSSL: ") + words};
}

bool add_extension(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    const bool added = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

/// A certificate for `key`, signed by `issuer` (nullptr: by itself).
Certificate certify(EVP_PKEY* key, const char* name, X509* issuer, EVP_PKEY* issuer_key) {
    Certificate certificate(X509_new());
    unsigned char serial[16];
    if (!certificate || RAND_bytes(serial, sizeof serial) != 1) {
        return nullptr;
    }
    serial[0] = static_cast<unsigned char>(serial[0] & 0x7f);
    const bool authority = issuer == nullptr;
    X509* signer = authority ? certificate.get() : issuer;
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    BIGNUM* number = BN_bin2bn(serial, sizeof serial, nullptr);
    bool good =
        number != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
        BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get())) != nullptr &&
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kBackdated) != nullptr &&
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()),
                        (authority ? kAuthorityDays : kServerDays) * kDay) != nullptr &&
        X509_set_pubkey(certificate.get(), key) == 1 &&
        X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>("Lotse"), -1, -1, 0) == 1 &&
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(name), -1, -1, 0) == 1 &&
        X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1 &&
        add_extension(certificate.get(), signer, NID_subject_key_identifier, "hash");
    BN_free(number);
    if (authority) {
        good = good &&
               add_extension(certificate.get(), signer, NID_basic_constraints,
                             "critical,CA:TRUE,pathlen:0") &&
               add_extension(certificate.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        good = good &&
               add_extension(certificate.get(), signer, NID_authority_key_identifier, "keyid") &&
               add_extension(certificate.get(), signer, NID_basic_constraints, "critical,CA:FALSE") &&
               add_extension(certificate.get(), signer, NID_key_usage, "critical,digitalSignature") &&
               add_extension(certificate.get(), signer, NID_ext_key_usage, "serverAuth") &&
               add_extension(certificate.get(), signer, NID_subject_alt_name,
                             "IP:127.0.0.1,IP:::1,DNS:localhost");
    }
    good = good &&
           X509_sign(certificate.get(), authority ? key : issuer_key, EVP_sha256()) > 0;
    return good ? std::move(certificate) : nullptr;
}

template <class Write>
std::string pem(Write write) {
    const Buffer buffer(BIO_new(BIO_s_secmem()));
    char* data = nullptr;
    if (!buffer || write(buffer.get()) != 1) {
        return {};
    }
    const long size = BIO_get_mem_data(buffer.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

Result<void> save(const std::string& folder, const std::string& name, EVP_PKEY* key,
                  X509* certificate) {
    const std::string key_pem = pem([&](BIO* out) {
        return PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
    });
    const std::string certificate_pem =
        pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate); });
    if (key_pem.empty() || certificate_pem.empty()) {
        return openssl_error(folder + "/" + name);
    }
    if (Result<void> kept = replace_file(folder + "/" + name + ".key", key_pem); !kept) {
        return kept;
    }
    return replace_file(folder + "/" + name + ".pem", certificate_pem);
}

Result<Certificate> load_certificate(const std::string& path) {
    const Result<std::string> text = read_file(path, kLongestPem);
    if (!text) {
        return text.error();
    }
    const Buffer buffer(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())));
    Certificate certificate(PEM_read_bio_X509(buffer.get(), nullptr, nullptr, nullptr));
    if (!certificate) {
        return openssl_error(path);
    }
    return certificate;
}

Result<Key> load_key(const std::string& path) {
    const Result<std::string> text = read_file(path, kLongestPem);
    if (!text) {
        return text.error();
    }
    const Buffer buffer(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())));
    Key key(PEM_read_bio_PrivateKey(buffer.get(), nullptr, nullptr, nullptr));
    if (!key) {
        return openssl_error(path);
    }
    return key;
}

Result<void> make_server(const std::string& folder, X509* authority, EVP_PKEY* authority_key) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key) {
        return openssl_error(folder + "/server.key");
    }
    const Certificate certificate = certify(key.get(), "localhost", authority, authority_key);
    if (!certificate) {
        return openssl_error(folder + "/server.pem");
    }
    return save(folder, "server", key.get(), certificate.get());
}

}  // namespace

Result<void> make_certificates(const std::string& folder) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key) {
        return openssl_error(folder + "/ca.key");
    }
    const Certificate authority = certify(key.get(), "Lotse demo authority", nullptr, nullptr);
    if (!authority) {
        return openssl_error(folder + "/ca.pem");
    }
    if (Result<void> saved = save(folder, "ca", key.get(), authority.get()); !saved) {
        return saved;
    }
    return make_server(folder, authority.get(), key.get());
}

Result<bool> renew_certificate(const std::string& folder) {
    const Result<Certificate> server = load_certificate(folder + "/server.pem");
    if (!server) {
        return server.error();
    }
    std::time_t soon = std::time(nullptr) + kRenewBeforeDays * kDay;
    if (X509_cmp_time(X509_get0_notAfter(server->get()), &soon) > 0) {
        return false;
    }
    const Result<Certificate> authority = load_certificate(folder + "/ca.pem");
    if (!authority) {
        return authority.error();
    }
    const Result<Key> key = load_key(folder + "/ca.key");
    if (!key) {
        return key.error();
    }
    if (Result<void> made = make_server(folder, authority->get(), key->get()); !made) {
        return made.error();
    }
    return true;
}

}  // namespace lotse::tools
