// SPDX-License-Identifier: EUPL-1.2
#include "tools/certificates.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/clock.h"
#include "core/limits.h"
#include "core/secret_text.h"
#include "tools/console.h"

namespace lotse::tools {
namespace {

constexpr long kDay = 24L * 3600;
constexpr long kAuthorityDays = 3650;
constexpr long kServerDays = 730;
// A clock that lags behind at the terminal would call a certificate of this minute "not yet valid".
constexpr long kBackdated = kDay;
constexpr const char* kThisMachine = "IP:127.0.0.1,IP:::1,DNS:localhost";

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

bool is_address(const std::string& host) {
    unsigned char address[16];
    return inet_pton(AF_INET, host.c_str(), address) == 1 ||
           inet_pton(AF_INET6, host.c_str(), address) == 1;
}

/// In OpenSSL's words. The machine's own names stay: its tests ask by them.
std::string names_of_service(const std::string& host) {
    return host == "localhost"
               ? kThisMachine
               : std::string(is_address(host) ? "IP:" : "DNS:") + host + "," + kThisMachine;
}

/// Whom a certificate names.
struct Subject {
    std::string name;
    std::string alternatives;          ///< of a service, in OpenSSL's words …
    X509_EXTENSION* copied = nullptr;  ///< … or as another certificate has them
};

bool add_names(X509* certificate, X509* signer, const Subject& subject) {
    return subject.copied != nullptr ? X509_add_ext(certificate, subject.copied, -1) == 1
                                     : add_extension(certificate, signer, NID_subject_alt_name,
                                                     subject.alternatives.c_str());
}

/// A certificate for `key`, signed by `issuer` (nullptr: by itself).
Certificate certify(EVP_PKEY* key, const Subject& named, X509* issuer, EVP_PKEY* issuer_key) {
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
    bool good = number != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get())) != nullptr &&
                X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kBackdated) != nullptr &&
                X509_gmtime_adj(X509_getm_notAfter(certificate.get()),
                                (authority ? kAuthorityDays : kServerDays) * kDay) != nullptr &&
                X509_set_pubkey(certificate.get(), key) == 1 &&
                X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8,
                                           reinterpret_cast<const unsigned char*>("Lotse"), -1, -1,
                                           0) == 1 &&
                X509_NAME_add_entry_by_txt(
                    subject, "CN", MBSTRING_UTF8,
                    reinterpret_cast<const unsigned char*>(named.name.c_str()), -1, -1, 0) == 1 &&
                X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1 &&
                add_extension(certificate.get(), signer, NID_subject_key_identifier, "hash");
    BN_free(number);
    if (authority) {
        good =
            good &&
            add_extension(certificate.get(), signer, NID_basic_constraints,
                          "critical,CA:TRUE,pathlen:0") &&
            add_extension(certificate.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    } else {
        good =
            good &&
            add_extension(certificate.get(), signer, NID_authority_key_identifier, "keyid") &&
            add_extension(certificate.get(), signer, NID_basic_constraints, "critical,CA:FALSE") &&
            add_extension(certificate.get(), signer, NID_key_usage, "critical,digitalSignature") &&
            add_extension(certificate.get(), signer, NID_ext_key_usage, "serverAuth") &&
            add_names(certificate.get(), signer, named);
    }
    good = good && X509_sign(certificate.get(), authority ? key : issuer_key, EVP_sha256()) > 0;
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

Buffer buffer_of(const std::string& text) {
    return Buffer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// No question on the terminal for a key that is under a password.
int no_password(char*, int, int, void*) {
    return -1;
}

/// The certificates of a PEM file in their order; none: `text` holds none.
std::vector<Certificate> certificates_in(const std::string& text) {
    const Buffer buffer = buffer_of(text);
    std::vector<Certificate> all;
    while (X509* next = PEM_read_bio_X509(buffer.get(), nullptr, no_password, nullptr)) {
        all.emplace_back(next);
    }
    ERR_clear_error();  // the end of the file is an error to OpenSSL
    return all;
}

Result<std::vector<Certificate>> load_certificates(const std::string& path) {
    const Result<std::string> text = read_file(path, limits::kLargestCertificateBytes);
    if (!text) {
        return text.error();
    }
    std::vector<Certificate> all = certificates_in(*text);
    if (all.empty()) {
        return Error{Kind::Unusable, path,
                     "expected a certificate in PEM (\"-----BEGIN CERTIFICATE-----\")"};
    }
    return all;
}

Result<Certificate> load_certificate(const std::string& path) {
    Result<std::vector<Certificate>> all = load_certificates(path);
    if (!all) {
        return all.error();
    }
    return std::move(all->front());
}

Result<Key> load_key(const std::string& path) {
    Result<std::string> text = read_file(path, limits::kLargestCertificateBytes);
    if (!text) {
        return text.error();
    }
    const Buffer buffer = buffer_of(*text);
    Key key(PEM_read_bio_PrivateKey(buffer.get(), nullptr, no_password, nullptr));
    wipe_string(*text);
    if (!key) {
        return openssl_error(path);
    }
    return key;
}

Result<void> make_server(const std::string& folder, const Subject& subject, X509* authority,
                         EVP_PKEY* authority_key) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key) {
        return openssl_error(folder + "/server.key");
    }
    const Certificate certificate = certify(key.get(), subject, authority, authority_key);
    if (!certificate) {
        return openssl_error(folder + "/server.pem");
    }
    return save(folder, "server", key.get(), certificate.get());
}

std::string common_name(X509* certificate) {
    char name[256] = "";
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name,
                              sizeof name);
    return name;
}

/// What a client that trusts only `authorities` says of the service's certificate at this moment.
int verified(const std::vector<Certificate>& chain, const std::vector<Certificate>& authorities) {
    const std::unique_ptr<X509_STORE, Freer<X509_STORE_free>> store(X509_STORE_new());
    const std::unique_ptr<X509_STORE_CTX, Freer<X509_STORE_CTX_free>> context(X509_STORE_CTX_new());
    STACK_OF(X509)* between = sk_X509_new_null();
    bool good = store && context && between != nullptr;
    for (const Certificate& authority : authorities) {
        good = good && X509_STORE_add_cert(store.get(), authority.get()) == 1;
    }
    for (std::size_t i = 1; good && i < chain.size(); ++i) {
        good = sk_X509_push(between, chain[i].get()) > 0;
    }
    good = good &&
           X509_STORE_CTX_init(context.get(), store.get(), chain.front().get(), between) == 1 &&
           X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER) == 1;
    int reason = X509_V_ERR_OUT_OF_MEM;
    if (good) {
        X509_verify_cert(context.get());
        reason = X509_STORE_CTX_get_error(context.get());
    }
    sk_X509_free(between);
    return reason;
}

std::string day_of(const ASN1_TIME* time) {
    std::tm day{};
    char text[16] = "";
    if (ASN1_TIME_to_tm(time, &day) == 1) {
        std::strftime(text, sizeof text, "%Y-%m-%d", &day);
    }
    return text;
}

}  // namespace

Result<void> make_certificates(const std::string& folder, const ServiceNames& names) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key) {
        return openssl_error(folder + "/ca.key");
    }
    const Certificate authority =
        certify(key.get(), {names.authority, "", nullptr}, nullptr, nullptr);
    if (!authority) {
        return openssl_error(folder + "/ca.pem");
    }
    if (Result<void> saved = save(folder, "ca", key.get(), authority.get()); !saved) {
        return saved;
    }
    // A common name has room for 64 signs; clients look at the alternatives only.
    const std::string name = names.host.size() <= 64 ? names.host : "lotse-queue";
    return make_server(folder, {name, names_of_service(names.host), nullptr}, authority.get(),
                       key.get());
}

Result<bool> renew_certificate(const std::string& folder) {
    const Result<Certificate> server = load_certificate(folder + "/server.pem");
    if (!server) {
        return server.error();
    }
    std::time_t soon =
        std::chrono::system_clock::to_time_t(wall_now() + limits::kRenewCertificateBefore);
    if (X509_cmp_time(X509_get0_notAfter(server->get()), &soon) > 0) {
        return false;
    }
    const int names = X509_get_ext_by_NID(server->get(), NID_subject_alt_name, -1);
    if (names < 0) {
        return Error{Kind::Unusable, folder + "/server.pem", "names no host: it was not made here"};
    }
    const Result<Certificate> authority = load_certificate(folder + "/ca.pem");
    if (!authority) {
        return authority.error();
    }
    const Result<Key> key = load_key(folder + "/ca.key");
    if (!key) {
        return key.error();
    }
    const Subject same{common_name(server->get()), "", X509_get_ext(server->get(), names)};
    if (Result<void> made = make_server(folder, same, authority->get(), key->get()); !made) {
        return made.error();
    }
    return true;
}

std::optional<CertificateFinding> check_certificates(const CertificateFiles& files,
                                                     const std::string& host) {
    using Fault = CertificateFault;
    const auto unreadable = [](const std::string& file, const Error& error) {
        return CertificateFinding{Fault::Unreadable, file, error.detail};
    };
    const Result<std::vector<Certificate>> chain = load_certificates(files.certificate);
    if (!chain) {
        return unreadable(files.certificate, chain.error());
    }
    const Result<Key> key = load_key(files.private_key);
    if (!key) {
        return unreadable(files.private_key, key.error());
    }
    const Result<std::vector<Certificate>> authorities = load_certificates(files.authority);
    if (!authorities) {
        return unreadable(files.authority, authorities.error());
    }
    X509* own = chain->front().get();
    const bool fits = X509_check_private_key(own, key->get()) == 1;
    ERR_clear_error();
    if (!fits) {
        return CertificateFinding{Fault::OtherKey, files.private_key, files.certificate};
    }
    if (X509_cmp_current_time(X509_get0_notAfter(own)) < 0) {
        return CertificateFinding{Fault::Expired, files.certificate,
                                  day_of(X509_get0_notAfter(own))};
    }
    if (X509_cmp_current_time(X509_get0_notBefore(own)) > 0) {
        return CertificateFinding{Fault::NotYetValid, files.certificate,
                                  day_of(X509_get0_notBefore(own))};
    }
    const int named = is_address(host)
                          ? X509_check_ip_asc(own, host.c_str(), 0)
                          : X509_check_host(own, host.c_str(), host.size(), 0, nullptr);
    if (named != 1) {
        return CertificateFinding{Fault::OtherHost, files.certificate, host};
    }
    if (const int reason = verified(*chain, *authorities); reason != X509_V_OK) {
        return CertificateFinding{Fault::Untrusted, files.authority,
                                  X509_verify_cert_error_string(reason)};
    }
    return std::nullopt;
}

bool is_host(const std::string& host) {
    if (is_address(host)) {
        return true;
    }
    if (host.empty() || host.size() > limits::kLongestHostBytes) {
        return false;
    }
    std::size_t label = 0;
    for (std::size_t i = 0; i <= host.size(); ++i) {
        const char c = i < host.size() ? host[i] : '.';
        const bool sign =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c == '.') {
            if (label == 0 || host[i - 1] == '-') {
                return false;
            }
            label = 0;
        } else if (!(sign || (c == '-' && label > 0)) || ++label > limits::kLongestHostLabelBytes) {
            return false;
        }
    }
    // What looks like an IPv4 address and is none is no name either (RFC 1123, 2.1).
    const std::string_view last = std::string_view(host).substr(host.rfind('.') + 1);
    return !std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<Bytes> authority_bytes(const std::string& file) {
    const Result<std::vector<Certificate>> all = load_certificates(file);
    if (!all) {
        return all.error();
    }
    Bytes out;
    for (const Certificate& certificate : *all) {
        unsigned char* der = nullptr;
        const int size = i2d_X509(certificate.get(), &der);
        if (size <= 0) {
            return openssl_error(file);
        }
        out.insert(out.end(), der, der + size);
        OPENSSL_free(der);
    }
    return out;
}

Result<std::string> authority_pem(const Bytes& bytes) {
    std::string out;
    const unsigned char* at = bytes.data();
    const unsigned char* const end = at + bytes.size();
    while (at < end) {
        const Certificate certificate(d2i_X509(nullptr, &at, end - at));
        if (!certificate) {
            ERR_clear_error();
            return Error{Kind::Corrupt, "certificate", "these bytes are not a certificate"};
        }
        out += pem([&](BIO* to) { return PEM_write_bio_X509(to, certificate.get()); });
    }
    return out;
}

}  // namespace lotse::tools
