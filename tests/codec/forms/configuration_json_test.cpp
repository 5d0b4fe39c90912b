// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/configuration_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "codec/wire/bundle.h"
#include "codec/wire/configuration_wire.h"
#include "core/limits.h"
#include "support/sample_configuration.h"

namespace lotse::codec {
namespace {

using testing::HasSubstr;

TEST(ConfigurationJson, what_was_written_is_read_back) {
    const Result<Configuration> again =
        read_configuration(write_configuration(support::sample_configuration()));
    ASSERT_TRUE(again.ok()) << to_string(again.error());
    EXPECT_EQ(*again, support::sample_configuration());
    const Result<Configuration> empty = read_configuration(write_configuration({}));
    ASSERT_TRUE(empty.ok()) << to_string(empty.error());
    EXPECT_EQ(*empty, Configuration{});
}

/// A configuration of chance: every member there or not, words from an alphabet with all that JSON
/// escapes.
class Maker {
public:
    explicit Maker(unsigned seed) : m_random(seed) {}

    Configuration configuration() {
        Configuration c;
        c.version = number(0, 1'000'000'000);
        c.centre = name();
        c.made_by = words(3);
        c.note = words(9);
        if (flip()) c.languages = {{"de", "x" + name().substr(0, 20)}};
        if (flip()) c.default_language = "de";
        if (flip()) c.second_language = words(1);
        if (flip()) c.threshold = static_cast<double>(number(0, 1'000'000)) / 1'000'000;
        for (std::int64_t i = number(0, 3); i > 0; --i) {
            auto& texts = c.texts["t" + std::to_string(i)];
            for (std::int64_t k = number(0, 5); k > 0; --k)
                texts[words(2) + std::to_string(k)] = words(20);
            auto& files = c.added_languages["a" + std::to_string(i)];
            for (std::int64_t k = number(0, 3); k > 0; --k) files[name() + ".json"] = words(30);
            c.questionnaires[name()] = words(30);
            auto& uses = c.questions[name()];
            for (std::int64_t k = number(0, 3); k > 0; --k)
                uses[name()] = static_cast<QuestionUse>(number(0, 2));
            auto& meanings = c.meanings[name()];
            for (std::int64_t k = number(1, 3); k > 0; --k) {
                const auto& all = all_meanings();
                meanings[name()] = flip()
                                       ? Meaning::None
                                       : all[static_cast<std::size_t>(number(0, 5)) % all.size()];
            }
            c.logos[name()] = words(10);
        }
        if (flip()) c.offered_questionnaires = {{"anerkennung"}};
        if (flip()) c.institution = words(5);
        if (flip()) c.opening_hours = words(5);
        if (flip()) c.funding_line = words(5);
        if (flip()) c.idle = std::chrono::seconds(number(30, 600));
        if (flip()) c.number_shown = std::chrono::seconds(number(10, 300));
        if (flip()) c.text_scale = 0.9 + static_cast<double>(number(0, 400)) / 1000;
        if (flip()) c.retention = std::chrono::days(number(1, 365));
        return c;
    }

private:
    std::int64_t number(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>(least, most)(m_random);
    }
    bool flip() { return number(0, 1) == 1; }
    std::string words(std::int64_t most) {
        static const char* const kParts[] = {"a", "ß",  "ש",  "\"",   "\\", "\n", "{",
                                             "}", "\t", "語", "\x01", " ",  "😀"};
        std::string out;
        for (std::int64_t i = number(0, most); i > 0; --i) out += kParts[number(0, 12)];
        return out;
    }
    std::string name() {
        std::string out = "n";
        for (std::int64_t i = number(0, 10); i > 0; --i)
            out += static_cast<char>('a' + number(0, 25));
        return out;
    }

    std::mt19937 m_random;
};

TEST(ConfigurationJson, every_configuration_of_chance_comes_back_as_it_was) {
    Maker maker(20261122);
    for (int i = 0; i < 500; ++i) {
        const Configuration made = maker.configuration();
        const Result<Configuration> again = read_configuration(write_configuration(made));
        ASSERT_TRUE(again.ok()) << to_string(again.error()) << '\n' << write_configuration(made);
        ASSERT_EQ(*again, made) << write_configuration(made);
    }
}

TEST(ConfigurationJson, changed_bytes_are_refused_or_another_value_never_a_crash) {
    const std::string json = write_configuration(support::sample_configuration());
    std::mt19937 random(7);
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string changed = json;
        for (int k = 0; k < 1 + i % 4; ++k) {
            const std::size_t at = random() % changed.size();
            switch (random() % 3) {
                case 0:
                    changed[at] = static_cast<char>(random());
                    break;
                case 1:
                    changed.erase(at, 1 + random() % 5);
                    break;
                default:
                    changed.insert(at, 1, "{}[],:\"0-9tn"[random() % 12]);
            }
        }
        const Result<Configuration> read = read_configuration(changed);
        if (!read) {
            ++refused;
            EXPECT_EQ(read.error().kind, Kind::Corrupt);
            EXPECT_THAT(read.error().where, HasSubstr("configuration"));
        } else {
            EXPECT_TRUE(read_configuration(write_configuration(*read)).ok());
        }
        static_cast<void>(read_configuration_facts(changed));
    }
    EXPECT_GT(refused, 10'000);
}

struct Wrong {
    const char* json;
    const char* says;
};

TEST(ConfigurationJson, mistakes_are_refused_with_their_place) {
    const Wrong kWrong[] = {
        {"[]", "expected an object"},
        {R"({"centre": "a"})", "\"version\""},
        {R"({"version": -1})", "\"version\""},
        {R"({"version": 1, "colour": "red"})", "unknown key \"colour\""},
        {R"({"version": 1, "languages": []})", "languages"},
        {R"({"version": 1, "languages": ["de", "de"]})", "twice"},
        {R"({"version": 1, "languages": ["../de"]})", "languages"},
        {R"({"version": 1, "threshold": 1.5})", "\"threshold\""},
        {R"({"version": 1, "texts": {"de": {"a": 1}}})", "texts.de"},
        {R"({"version": 1, "texts": {"d/e": {}}})", "texts"},
        {R"({"version": 1, "made_from": {"de": {"a": 1}}})", "made_from.de"},
        {R"({"version": 1, "added_languages": {"hi": {"../x.json": ""}}})", "added_languages.hi"},
        {R"({"version": 1, "added_languages": {"hi": {".hidden": ""}}})", "added_languages.hi"},
        {R"({"version": 1, "questions": {"f": {"q": "maybe"}}})", "questions.f"},
        {R"({"version": 1, "idle_seconds": 5})", "\"idle_seconds\""},
        {R"({"version": 1, "idle_seconds": "60"})", "\"idle_seconds\""},
        {R"({"version": 1, "retention_days": 9999})", "\"retention_days\""},
        {R"({"version": 1, "text_scale": 3})", "\"text_scale\""},
        {R"({"version": 1, "version": 2})", "twice"},
    };
    for (const Wrong& wrong : kWrong) {
        const Result<Configuration> read = read_configuration(wrong.json);
        ASSERT_FALSE(read.ok()) << wrong.json;
        EXPECT_EQ(read.error().kind, Kind::Corrupt);
        EXPECT_THAT(to_string(read.error()), HasSubstr(wrong.says)) << wrong.json;
    }
}

TEST(ConfigurationJson, bounds_hold) {
    Configuration c = support::sample_configuration();
    c.note = std::string(limits::kLongestBrandingBytes + 1, 'x');
    EXPECT_FALSE(read_configuration(write_configuration(c)).ok());
    c = support::sample_configuration();
    c.texts["de"]["a"] = std::string(limits::kLongestTextBytes + 1, 'x');
    EXPECT_FALSE(read_configuration(write_configuration(c)).ok());
    c = support::sample_configuration();
    for (std::size_t i = 0; i <= limits::kMostLogos; ++i) {
        c.logos["logo" + std::to_string(i)] = "<svg/>";
    }
    EXPECT_FALSE(read_configuration(write_configuration(c)).ok());
    EXPECT_FALSE(read_configuration(std::string(limits::kLargestBundleBytes + 1, ' ')).ok());
}

TEST(ConfigurationJson, the_service_reads_what_concerns_it_also_from_a_newer_desk) {
    std::string json = write_configuration(support::sample_configuration());
    json.insert(1, R"("news": {"deep": [1, 2, {"version": 3}]}, )");
    EXPECT_FALSE(read_configuration(json).ok());
    const Result<ConfigurationFacts> facts = read_configuration_facts(json);
    ASSERT_TRUE(facts.ok()) << to_string(facts.error());
    EXPECT_EQ(*facts, (ConfigurationFacts{7, "köln", support::sample_configuration().note,
                                          std::chrono::days(90)}));
    Configuration without = support::sample_configuration();
    without.retention.reset();
    EXPECT_EQ(read_configuration_facts(write_configuration(without))->retention, std::nullopt);
    for (const char* wrong :
         {"", "[]", "{}", "{\"version\": 0}", "{\"version\": 1, \"retention_days\": 0}",
          "{\"version\": 1, \"retention_days\": \"30\"}", "{\"version\": {}}"}) {
        EXPECT_FALSE(read_configuration_facts(wrong).ok()) << wrong;
    }
}

TEST(Bundle, comes_back_from_its_bytes_and_keeps_the_signed_ones) {
    Bundle bundle;
    bundle.public_key.fill(0xa5);
    bundle.signature.fill(0x0f);
    bundle.json = "{\"a\": 1}\n\n{";
    const std::string bytes = join_bundle(bundle);
    EXPECT_EQ(bytes.substr(0, bytes.find('\n')).size(), 22u + 64 + 1 + 128);
    ASSERT_TRUE(split_bundle(bytes).ok());
    EXPECT_EQ(*split_bundle(bytes), bundle);
    bundle.json.clear();
    EXPECT_EQ(*split_bundle(join_bundle(bundle)), bundle);
}

TEST(Bundle, any_other_header_is_corrupt) {
    const std::string good = join_bundle({});
    const std::size_t header = good.find('\n') + 1;
    for (std::size_t size = 0; size < header; ++size) {
        EXPECT_FALSE(split_bundle(good.substr(0, size)).ok()) << size;
    }
    for (std::size_t at = 0; at < header; ++at) {
        std::string changed = good;
        changed[at] = 'Z';
        EXPECT_FALSE(split_bundle(changed).ok()) << at;
    }
    EXPECT_EQ(split_bundle("lotse-configuration 2 " + good.substr(22)).error().kind, Kind::Corrupt);
    EXPECT_FALSE(split_bundle(good + std::string(limits::kLargestBundleBytes, ' ')).ok());
}

ReportMessage sample_report() {
    ReportMessage message;
    message.centre = "demo";
    message.report = {"terminal-1",
                      3,
                      5,
                      "the text \"x\" is broken",
                      "0.1.0",
                      WallTime{std::chrono::seconds{1'795'000'000}},
                      4};
    return message;
}

TEST(ConfigurationWire, messages_come_back_as_they_were) {
    EXPECT_EQ(*read_report(write_report(sample_report())), sample_report());
    const SignedReport report{write_report(sample_report()), Bytes(64, 0xee)};
    EXPECT_EQ(*read_signed_report(write_signed_report(report)), report);
    ConfigurationList list;
    list.now = WallTime{std::chrono::seconds{1'795'000'001}};
    list.published = {{1, list.now, "anna", "erste", ""}, {2, list.now, "anna", "", "terminal-1"}};
    list.reports = {sample_report().report};
    EXPECT_EQ(*read_configurations(write_configurations(list)), list);
    EXPECT_EQ(read_wrong_time(write_wrong_time(list.now)), list.now);
    EXPECT_EQ(read_wrong_time("{\"kind\": \"transient\"}"), std::nullopt);
}

TEST(ConfigurationWire, cut_and_changed_messages_are_corrupt_never_a_crash) {
    std::mt19937 random(9);
    const std::string report = write_signed_report({write_report(sample_report()), Bytes(64, 1)});
    for (std::size_t size = 0; size < report.size(); ++size) {
        EXPECT_FALSE(read_signed_report(report.substr(0, size)).ok());
    }
    const std::string inner = write_report(sample_report());
    for (int i = 0; i < 5000; ++i) {
        std::string changed = inner;
        changed[random() % changed.size()] = static_cast<char>(random());
        if (const Result<ReportMessage> read = read_report(changed); !read) {
            EXPECT_EQ(read.error().kind, Kind::Corrupt);
        }
    }
    EXPECT_FALSE(read_report("{\"running\": -1, \"refused\": 0, \"at\": 0}").ok());
    EXPECT_FALSE(read_configurations("{\"now\": 1, \"published\": {}, \"reports\": []}").ok());
}

}  // namespace
}  // namespace lotse::codec
