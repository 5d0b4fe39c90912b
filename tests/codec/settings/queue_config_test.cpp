// SPDX-License-Identifier: EUPL-1.2
#include "codec/settings/queue_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace lotse::codec {
namespace {

std::string why_not(const std::string& toml) {
    const auto config = read_queue_config(toml, "queue.toml");
    EXPECT_TRUE(config.ok() || config.error().kind == Kind::Unusable);
    return config.ok() ? "it is fine" : to_string(config.error());
}

TEST(QueueConfig, the_shipped_file_says_what_holds_without_it) {
    std::ifstream stream(LOTSE_SOURCE_DIR "/kiosk-config/queue.toml");
    const std::string text((std::istreambuf_iterator<char>(stream)),
                           std::istreambuf_iterator<char>());
    ASSERT_FALSE(text.empty());
    const auto config = read_queue_config(text, "queue.toml");
    ASSERT_TRUE(config.ok()) << to_string(config.error());
    EXPECT_EQ(*config, QueueConfig{});
    EXPECT_EQ(read_queue_config("", "queue.toml").value(), QueueConfig{});
}

TEST(QueueConfig, every_key_is_read) {
    const auto config = read_queue_config(
        "[listen]\naddress = \"::1\"\nport = 0\n[files]\ndatabase = \"a\"\ncertificate = "
        "\"b\"\nprivate_key = \"c\"\nservice_key = \"k\"\n"
        "[limits]\nconnections = 4\ntrusted = [\"192.0.2.7\"]\nchange_streams = 1\nthreads = "
        "3\nterminal_burst = "
        "5\nterminal_per_minute = 6\n"
        "[retention]\nclosed_days = 7\nopen_days = 40\n[keys]\nmonths = 2\n[log]\nlevel = "
        "\"debug\"\n",
        "queue.toml");
    ASSERT_TRUE(config.ok()) << to_string(config.error());
    EXPECT_EQ(*config, (QueueConfig{"::1",
                                    0,
                                    "a",
                                    "b",
                                    "c",
                                    "k",
                                    4,
                                    {"192.0.2.7"},
                                    1,
                                    3,
                                    5,
                                    6,
                                    std::chrono::hours{168},
                                    std::chrono::days{40},
                                    2,
                                    "debug"}));
}

TEST(QueueConfig, an_error_names_file_line_key_and_what_was_expected) {
    EXPECT_EQ(why_not("[listen]\n\nport = 70000\n"),
              "queue.toml:3: listen.port: expected a whole number from 0 to 65535");
    EXPECT_EQ(why_not("[retention]\nopen_days = 20\n"),
              "queue.toml:2: retention.open_days: expected a whole number from 30 to 365");
    EXPECT_EQ(why_not("[listen]\nport = \"8443\"\n"),
              "queue.toml:2: listen.port: expected a whole number from 0 to 65535");
    EXPECT_EQ(why_not("[files]\ndatabase = 1\n"),
              "queue.toml:2: files.database: expected a text in quotation marks");
    EXPECT_EQ(why_not("[log]\nlevel = \"loud\"\n"),
              "queue.toml:2: log.level: expected one of \"debug\" \"info\" \"warn\" \"error\"");
    EXPECT_THAT(why_not("[limits]\nthreads = 0\n"),
                testing::StartsWith("queue.toml:2: limits.threads: expected"));
}

TEST(QueueConfig, a_misspelt_key_or_section_is_an_error) {
    EXPECT_THAT(
        why_not("[limits]\nconections = 5\n"),
        testing::StartsWith("queue.toml:2: limits.conections: expected one of these keys:"));
    EXPECT_THAT(why_not("[limit]\nconnections = 5\n"),
                testing::StartsWith("queue.toml:2: limit.connections: expected one of"));
    EXPECT_EQ(why_not("port = 5\n"), "queue.toml:1: port: expected a section such as [listen]");
}

TEST(QueueConfig, what_is_not_toml_names_the_line) {
    EXPECT_THAT(why_not("[listen]\nport = = 1\n"),
                testing::StartsWith("queue.toml:2: is not valid TOML"));
    EXPECT_THAT(why_not(std::string("\0\xff[", 3)), testing::HasSubstr("is not valid TOML"));
}

}  // namespace
}  // namespace lotse::codec
