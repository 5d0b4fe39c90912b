// SPDX-License-Identifier: EUPL-1.2
#include "tools/certificates.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "support/temp_folder.h"

namespace lotse::tools {
namespace {

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

std::string read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

Certificate load(const std::string& path) {
    const std::string text = read(path);
    BIO* buffer = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
    Certificate certificate(PEM_read_bio_X509(buffer, nullptr, nullptr, nullptr), &X509_free);
    BIO_free(buffer);
    return certificate;
}

class Certificates : public testing::Test {
protected:
    void SetUp() override {
        const Result<void> made = make_certificates(folder.path());
        ASSERT_TRUE(made.ok()) << to_string(made.error());
    }
    /// Whether a client that trusts only `authority` takes the server's certificate at the time
    /// `at`.
    bool accepted(X509* authority, std::time_t at) {
        const Certificate server = load(folder.path("server.pem"));
        X509_STORE* store = X509_STORE_new();
        X509_STORE_add_cert(store, authority);
        X509_STORE_CTX* context = X509_STORE_CTX_new();
        X509_STORE_CTX_init(context, store, server.get(), nullptr);
        X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context);
        X509_VERIFY_PARAM_set_time(parameters, at);
        X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER);
        X509_VERIFY_PARAM_set1_ip_asc(parameters, "127.0.0.1");
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_X509_STRICT);
        const bool good = X509_verify_cert(context) == 1;
        X509_STORE_CTX_free(context);
        X509_STORE_free(store);
        return good;
    }

    /// The server's certificate again, from and until these moments (seconds from now), signed by
    /// the folder's authority.
    void make_valid(long from, long until) {
        const std::string key_text = read(folder.path("ca.key"));
        BIO* buffer = BIO_new_mem_buf(key_text.data(), static_cast<int>(key_text.size()));
        EVP_PKEY* key = PEM_read_bio_PrivateKey(buffer, nullptr, nullptr, nullptr);
        BIO_free(buffer);
        ASSERT_NE(key, nullptr);
        Certificate server = load(folder.path("server.pem"));
        X509_gmtime_adj(X509_getm_notBefore(server.get()), from);
        X509_gmtime_adj(X509_getm_notAfter(server.get()), until);
        ASSERT_GT(X509_sign(server.get(), key, EVP_sha256()), 0);
        EVP_PKEY_free(key);
        BIO* out = BIO_new_file(folder.path("server.pem").c_str(), "w");
        PEM_write_bio_X509(out, server.get());
        BIO_free(out);
    }
    CertificateFiles files() const {
        return {folder.path("server.pem"), folder.path("server.key"), folder.path("ca.pem")};
    }

    support::TempFolder folder;
};

TEST_F(Certificates, a_client_that_trusts_the_authority_takes_the_servers_certificate) {
    const Certificate authority = load(folder.path("ca.pem"));
    ASSERT_NE(authority, nullptr);
    EXPECT_TRUE(accepted(authority.get(), std::time(nullptr)));
    EXPECT_TRUE(accepted(authority.get(), std::time(nullptr) - 3600)) << "a clock that lags behind";
    EXPECT_FALSE(accepted(authority.get(), std::time(nullptr) + 3 * 365 * 86400L));
}

TEST_F(Certificates, another_authority_is_not_taken) {
    support::TempFolder other;
    ASSERT_TRUE(make_certificates(other.path()).ok());
    EXPECT_FALSE(accepted(load(other.path("ca.pem")).get(), std::time(nullptr)));
}

TEST_F(Certificates, the_names_are_those_of_this_machine_only) {
    const Certificate server = load(folder.path("server.pem"));
    EXPECT_EQ(X509_check_host(server.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(server.get(), "::1", 0), 1);
    EXPECT_EQ(X509_check_host(server.get(), "example.org", 0, 0, nullptr), 0);
    EXPECT_EQ(X509_check_ca(server.get()), 0) << "the server cannot certify others";
}

TEST_F(Certificates, the_keys_are_for_their_owner_only) {
    for (const char* name : {"ca.key", "server.key"}) {
        struct stat facts {};
        ASSERT_EQ(stat(folder.path(name).c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777, 0600u);
    }
}

TEST_F(Certificates, a_fresh_certificate_is_not_renewed) {
    const std::string before = read(folder.path("server.pem"));
    const Result<bool> renewed = renew_certificate(folder.path());
    ASSERT_TRUE(renewed.ok());
    EXPECT_FALSE(*renewed);
    EXPECT_EQ(read(folder.path("server.pem")), before);
}

TEST_F(Certificates, one_that_is_about_to_end_is_renewed_under_the_same_authority) {
    make_valid(-86400, 86400);
    const Result<bool> renewed = renew_certificate(folder.path());
    ASSERT_TRUE(renewed.ok()) << to_string(renewed.error());
    EXPECT_TRUE(*renewed);
    const Certificate authority = load(folder.path("ca.pem"));
    EXPECT_TRUE(accepted(authority.get(), std::time(nullptr) + 365 * 86400L));
}

TEST_F(Certificates, a_renewed_one_names_the_same_host) {
    support::TempFolder other;
    ASSERT_TRUE(make_certificates(other.path(), {"Lotse nord", "lotse.example.org"}).ok());
    for (const char* name : {"ca.key", "ca.pem", "server.key", "server.pem"}) {
        std::filesystem::copy_file(other.path(name), folder.path(name),
                                   std::filesystem::copy_options::overwrite_existing);
    }
    make_valid(-86400, 86400);
    ASSERT_TRUE(*renew_certificate(folder.path()));
    for (const char* host : {"lotse.example.org", "localhost", "127.0.0.1", "::1"}) {
        EXPECT_EQ(check_certificates(files(), host), std::nullopt) << host;
    }
    EXPECT_EQ(check_certificates(files(), "example.org")->fault, CertificateFault::OtherHost);
    const auto ten = support::TempFolder();
    ASSERT_TRUE(make_certificates(ten.path(), {"Lotse nord", "10.0.0.1"}).ok());
    EXPECT_EQ(check_certificates(
                  {ten.path("server.pem"), ten.path("server.key"), ten.path("ca.pem")}, "10.0.0.1"),
              std::nullopt);
}

TEST_F(Certificates, one_that_does_not_hold_now_is_told_with_its_day) {
    EXPECT_EQ(check_certificates(files(), "localhost"), std::nullopt);
    make_valid(-2 * 86400, -86400);
    const auto expired = check_certificates(files(), "localhost");
    ASSERT_TRUE(expired.has_value());
    EXPECT_EQ(expired->fault, CertificateFault::Expired);
    EXPECT_EQ(expired->file, folder.path("server.pem"));
    EXPECT_EQ(expired->detail.size(), 10u) << "a day: " << expired->detail;
    make_valid(86400, 2 * 86400);
    EXPECT_EQ(check_certificates(files(), "localhost")->fault, CertificateFault::NotYetValid);
}

TEST_F(Certificates, a_key_under_a_password_is_refused_without_asking_for_it) {
    const std::string key_text = read(folder.path("server.key"));
    BIO* buffer = BIO_new_mem_buf(key_text.data(), static_cast<int>(key_text.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(buffer, nullptr, nullptr, nullptr);
    BIO_free(buffer);
    BIO* out = BIO_new_file(folder.path("server.key").c_str(), "w");
    std::string word = "password";
    PEM_write_bio_PrivateKey(out, key, EVP_aes_256_cbc(),
                             reinterpret_cast<unsigned char*>(word.data()),
                             static_cast<int>(word.size()), nullptr, nullptr);
    BIO_free(out);
    EVP_PKEY_free(key);
    const auto finding = check_certificates(files(), "localhost");
    ASSERT_TRUE(finding.has_value());
    EXPECT_EQ(finding->fault, CertificateFault::Unreadable);
    EXPECT_EQ(finding->file, folder.path("server.key"));
}

TEST_F(Certificates, an_authority_is_carried_in_half_the_bytes) {
    const Result<Bytes> carried = authority_bytes(folder.path("ca.pem"));
    ASSERT_TRUE(carried.ok());
    EXPECT_LT(carried->size(), read(folder.path("ca.pem")).size() * 3 / 4);
    EXPECT_EQ(*authority_pem(*carried), read(folder.path("ca.pem")));
    EXPECT_FALSE(authority_pem(Bytes{1, 2, 3}).ok());
    EXPECT_FALSE(authority_pem(Bytes(carried->begin(), carried->end() - 1)).ok());
}

TEST_F(Certificates, a_damaged_file_is_named) {
    std::ofstream(folder.path("server.pem")) << "no certificate";
    const Result<bool> renewed = renew_certificate(folder.path());
    ASSERT_FALSE(renewed.ok());
    EXPECT_EQ(renewed.error().where, folder.path("server.pem"));
}

}  // namespace
}  // namespace lotse::tools
