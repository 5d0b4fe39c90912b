// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "store/sqlite.h"
#include "store/sqlite_outbox.h"
#include "support/sample_intakes.h"
#include "support/temp_folder.h"

namespace lotse::store {
namespace {

using support::authenticate_sample;
using support::sample_header;
using support::sample_intake;

/// A terminal whose key was exchanged: what it finds is signed with another, or damaged.
Result<SealedIntake> authenticate_as_another_terminal(const Bytes&) {
    return Error{Kind::Refused, "sample", "the signature is not that of the enrolled terminal"};
}

class OutboxFile : public testing::Test {
protected:
    Result<OpenedOutbox> open(std::uint64_t reserve = 0) {
        return open_outbox(path, {authenticate_sample, reserve});
    }
    /// An outbox with intakes 1 to `count` and as many numbers given.
    void fill(int count, std::size_t size = 3000) {
        auto opened = open();
        ASSERT_TRUE(opened.ok());
        for (int n = 1; n <= count; ++n) {
            ASSERT_TRUE(opened->outbox->next_number(support::sample_moment("2026-11-22")).ok());
            ASSERT_TRUE(opened->outbox->add(sample_intake(n, size)).ok());
        }
    }
    /// The centre has them.
    void arrive(int from, int to) {
        auto opened = open();
        for (const OutboxEntry& waiting : *opened->outbox->entries()) {
            const int n = std::stoi(waiting.header.number.substr(1));
            if (n >= from && n <= to) {
                OutboxEntry entry = waiting;
                entry.delivery = Delivery::Kept;
                ASSERT_TRUE(opened->outbox->update(entry).ok());
            }
        }
    }
    std::string read() const {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& bytes) const {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    }

    support::TempFolder folder;
    std::string path = folder.path("outbox.db");
};

TEST_F(OutboxFile, only_its_owner_may_read_it) {
    ASSERT_TRUE(open().ok());
    struct stat facts {};
    ASSERT_EQ(stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST_F(OutboxFile, a_missing_folder_is_named_with_what_to_do) {
    const auto opened = open_outbox(folder.path("none/outbox.db"), {authenticate_sample, 0});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, Kind::Unusable);
    EXPECT_EQ(opened.error().where, folder.path("none/outbox.db"));
}

TEST_F(OutboxFile, no_client_begins_when_the_disk_is_below_its_reserve) {
    auto opened = open(std::uint64_t{1} << 62);
    ASSERT_TRUE(opened.ok());
    const Result<void> ready = opened->outbox->ready();
    ASSERT_FALSE(ready.ok());
    EXPECT_EQ(ready.error().kind, Kind::Transient);
    EXPECT_TRUE(open(0)->outbox->ready().ok());
}

TEST_F(OutboxFile, weaker_settings_than_promised_are_refused_when_they_do_not_read_back) {
    const auto opened =
        open_outbox(path, {authenticate_sample, 0}, OutboxSettings{"delete", "FULL", "3"});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, Kind::Unusable);
    EXPECT_NE(opened.error().detail.find("synchronous"), std::string::npos);
}

TEST_F(OutboxFile, a_newer_versions_file_is_left_alone) {
    fill(1);
    {
        auto database = Database::open(path);
        ASSERT_TRUE((*database)->execute("PRAGMA user_version=9").ok());
    }
    const auto opened = open();
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, Kind::Unusable);
    EXPECT_NE(opened.error().detail.find("newer version"), std::string::npos);
}

TEST_F(OutboxFile, what_waits_is_counted_without_the_terminals_keys) {
    EXPECT_EQ(count_outbox(path)->waiting, 0);
    EXPECT_FALSE(std::filesystem::exists(path));
    fill(3);
    {
        auto opened = open();
        OutboxEntry held = opened->outbox->entries()->front();
        held.delivery = Delivery::Held;
        ASSERT_TRUE(opened->outbox->update(held).ok());
    }
    const std::string before = read();
    const Result<OutboxSummary> counted = count_outbox(path);
    ASSERT_TRUE(counted.ok());
    EXPECT_EQ(counted->waiting, 2);
    EXPECT_EQ(counted->held, 1);
    EXPECT_EQ(read(), before);
    write("no database");
    EXPECT_FALSE(count_outbox(path).ok());
}

TEST_F(OutboxFile, copies_give_way_to_clients_when_the_disk_is_below_its_reserve) {
    fill(40);
    arrive(1, 39);
    auto opened = open(std::uint64_t{1} << 62);
    EXPECT_EQ(opened->outbox->ready().error().kind, Kind::Transient);
    EXPECT_EQ(opened->outbox->summary()->kept, 0);
    EXPECT_EQ(opened->outbox->summary()->waiting, 1) << "what has not arrived gives way to nobody";
}

TEST_F(OutboxFile, copies_have_a_bound_and_the_oldest_go) {
    fill(limits::kMostCopies + 3, 10);
    arrive(1, limits::kMostCopies + 2);
    auto opened = open();
    EXPECT_EQ(*opened->outbox->expire(support::kMorning, limits::kCopiesKept), 2);
    EXPECT_EQ(opened->outbox->copies()->front().header, sample_header(3));
    EXPECT_EQ(opened->outbox->summary()->kept, limits::kMostCopies);
    EXPECT_EQ(opened->outbox->summary()->waiting, 1);
}

TEST_F(OutboxFile, the_key_may_be_exchanged_while_nothing_but_copies_is_there) {
    fill(2);
    arrive(1, 2);
    auto opened = open_outbox(path, {authenticate_as_another_terminal, 0, authenticate_sample});
    ASSERT_TRUE(opened.ok()) << to_string(opened.error());
    EXPECT_FALSE(opened->salvage.has_value());
}

TEST_F(OutboxFile, what_was_saved_from_damage_is_sent_again_and_what_was_deleted_is_not) {
    fill(3);
    arrive(1, 3);
    {
        auto opened = open();
        ASSERT_TRUE(opened->outbox->bury({sample_header(1).id}).ok());
        opened->outbox.reset();
        auto database = Database::open(path);
        ASSERT_TRUE(
            (*database)
                ->execute("PRAGMA ignore_check_constraints=ON; UPDATE last_number SET number = 2")
                .ok());
    }
    auto opened = open();
    ASSERT_TRUE(opened->salvage.has_value());
    EXPECT_EQ(opened->salvage->saved, 2);
    EXPECT_EQ(opened->outbox->entries()->size(), 2u);
    EXPECT_TRUE(opened->outbox->arrivals()->front().deleted);
}

TEST_F(OutboxFile, a_file_that_is_no_database_is_set_aside_and_a_fresh_one_begins) {
    write(std::string(10'000, 'x'));
    auto opened = open();
    ASSERT_TRUE(opened.ok()) << to_string(opened.error());
    ASSERT_TRUE(opened->salvage.has_value());
    EXPECT_EQ(opened->salvage->saved, 0);
    std::ifstream aside(opened->salvage->set_aside);
    EXPECT_TRUE(aside.good()) << "nothing is deleted";
    EXPECT_EQ(*opened->outbox->next_number(support::sample_moment("2026-11-22")),
              1 + limits::kNumbersSkippedAfterDamage)
        << "numbers that may have been given are not given again";
    EXPECT_EQ(*opened->outbox->next_number(support::sample_moment("2026-11-22")),
              2 + limits::kNumbersSkippedAfterDamage);
    EXPECT_EQ(*opened->outbox->next_number(support::sample_moment("2026-11-23")), 1);
    opened->outbox.reset();
    EXPECT_FALSE(open()->salvage.has_value());
}

TEST_F(OutboxFile, one_damaged_intake_costs_no_other) {
    fill(5);
    std::string bytes = read();
    const Bytes& body = sample_intake(3, 3000).envelope;
    const std::string part(body.begin() + 100, body.begin() + 200);
    const std::size_t at = bytes.find(part);
    ASSERT_NE(at, std::string::npos);
    bytes[at + 50] = static_cast<char>(bytes[at + 50] ^ 1);
    write(bytes);

    auto opened = open();
    ASSERT_TRUE(opened.ok());
    ASSERT_TRUE(opened->salvage.has_value());
    EXPECT_EQ(opened->salvage->saved, 4);
    EXPECT_EQ(opened->salvage->lost, 1);
    EXPECT_EQ(opened->outbox->entries()->size(), 4u);
    EXPECT_EQ(opened->outbox->envelope(sample_header(3).id).error().kind, Kind::Refused);
    EXPECT_EQ(*opened->outbox->next_number(support::sample_moment("2026-11-22")), 6)
        << "the counter was whole";
}

TEST_F(OutboxFile, intakes_signed_with_another_key_are_left_alone_until_that_key_is_back) {
    fill(3);
    const std::string before = read();
    const auto opened =
        open_outbox(path, {authenticate_as_another_terminal, 0, authenticate_sample});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().kind, Kind::Unusable);
    EXPECT_NE(opened.error().detail.find("terminal.key"), std::string::npos);
    EXPECT_EQ(read(), before);
    auto again = open_outbox(path, {authenticate_sample, 0, authenticate_sample});
    ASSERT_TRUE(again.ok());
    EXPECT_FALSE(again->salvage.has_value());
    EXPECT_EQ(again->outbox->entries()->size(), 3u);
}

TEST_F(OutboxFile, a_body_that_lost_a_bit_is_damage_though_its_signature_is_foreign_too) {
    fill(1);
    std::string bytes = read();
    const Bytes& body = sample_intake(1, 3000).envelope;
    const std::size_t at = bytes.find(std::string(body.begin() + 100, body.begin() + 200));
    ASSERT_NE(at, std::string::npos);
    bytes[at + 50] = static_cast<char>(bytes[at + 50] ^ 1);
    write(bytes);
    // As vault's: the form is good and the digest is that of the changed bytes.
    const auto read_changed = [](const Bytes&) -> Result<SealedIntake> {
        SealedIntake intake = sample_intake(1, 3000);
        intake.digest[0] ^= 1;
        return intake;
    };
    auto opened = open_outbox(path, {authenticate_as_another_terminal, 0, read_changed});
    ASSERT_TRUE(opened.ok()) << to_string(opened.error());
    ASSERT_TRUE(opened->salvage.has_value());
    EXPECT_EQ(opened->salvage->lost, 1);
}

TEST_F(OutboxFile, a_counter_that_lost_a_bit_is_noticed_before_a_number_is_given_twice) {
    fill(5);
    {
        auto database = Database::open(path);
        ASSERT_TRUE(
            (*database)
                ->execute("PRAGMA ignore_check_constraints=ON; UPDATE last_number SET number = 2")
                .ok());
    }
    auto opened = open();
    ASSERT_TRUE(opened.ok());
    ASSERT_TRUE(opened->salvage.has_value());
    EXPECT_EQ(opened->salvage->saved, 5);
    EXPECT_GT(*opened->outbox->next_number(support::sample_moment("2026-11-22")), 5);
}

TEST_F(OutboxFile, an_earlier_versions_file_goes_on_above_the_numbers_of_every_day) {
    fill(2);
    {
        auto database = Database::open(path);
        ASSERT_TRUE((*database)
                        ->execute("DROP TABLE last_number; DROP TABLE clock; DROP TABLE copy; "
                                  "DROP TABLE arrival; DROP TABLE service; CREATE TABLE counter("
                                  "day TEXT PRIMARY KEY, last INTEGER NOT NULL CHECK(last > 0), "
                                  "inverse INTEGER NOT NULL CHECK(inverse = -last)) STRICT; "
                                  "INSERT INTO counter VALUES ('2026-11-22', 40, -40), "
                                  "('2036-11-22', 3, -3); PRAGMA user_version=1")
                        .ok());
    }
    auto opened = open();
    ASSERT_TRUE(opened.ok()) << to_string(opened.error());
    EXPECT_FALSE(opened->salvage.has_value());
    EXPECT_EQ(opened->outbox->entries()->size(), 2u);
    EXPECT_EQ(*opened->outbox->next_number(support::sample_moment("2026-11-22")), 41);
    EXPECT_EQ(*opened->outbox->next_number(support::sample_moment("2026-11-23")), 1);
}

TEST_F(OutboxFile, no_damage_crashes_and_whatever_is_given_out_authenticates_itself) {
    fill(12, 1500);
    const std::string sound = read();
    std::mt19937 chance(4711);
    int salvages = 0;
    int intakes = 0;
    for (int round = 0; round < 400; ++round) {
        std::string bytes = sound;
        switch (round % 4) {
            case 0:
                for (int i = 0; i < 1 + round / 20; ++i) {
                    bytes[chance() % bytes.size()] ^= static_cast<char>(1 << chance() % 8);
                }
                break;
            case 1:
                bytes.resize(chance() % bytes.size());
                break;
            case 2: {
                const std::size_t page = chance() % (bytes.size() / 4096);
                std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page * 4096), 4096,
                            static_cast<char>(chance()));
                break;
            }
            default: {
                const std::size_t from = chance() % (bytes.size() / 512);
                const std::size_t to = chance() % (bytes.size() / 512);
                std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(from * 512), 512,
                            bytes.begin() + static_cast<std::ptrdiff_t>(to * 512));
                break;
            }
        }
        write(bytes);
        auto opened = open();
        if (!opened) {
            // A flipped version number reads as a newer program's file: a person has to look.
            ASSERT_EQ(opened.error().kind, Kind::Unusable) << to_string(opened.error());
            continue;
        }
        salvages += opened->salvage ? 1 : 0;
        const auto entries = opened->outbox->entries();
        ASSERT_TRUE(entries.ok());
        std::set<IntakeId> ids;
        for (const OutboxEntry& entry : *entries) {
            const Result<Bytes> envelope = opened->outbox->envelope(entry.header.id);
            ASSERT_TRUE(envelope.ok());
            const Result<SealedIntake> intake = authenticate_sample(*envelope);
            ASSERT_TRUE(intake.ok());
            ASSERT_EQ(intake->header, entry.header);
            ASSERT_TRUE(ids.insert(entry.header.id).second);
            ++intakes;
        }
        ASSERT_TRUE(opened->outbox->add(sample_intake(1000)).ok());
    }
    EXPECT_GT(salvages, 200);
    EXPECT_GT(intakes, 1500) << "most damage leaves most intakes";
}

TEST_F(OutboxFile, what_was_purged_buried_or_old_leaves_no_bytes_in_the_file) {
    fill(3);
    arrive(2, 3);
    const auto is_there = [this](int n) {
        const Bytes body = sample_intake(n, 3000).envelope;
        return read().find(std::string(body.begin() + 40, body.begin() + 80)) != std::string::npos;
    };
    ASSERT_TRUE(is_there(1) && is_there(2) && is_there(3));
    {
        auto opened = open();
        ASSERT_TRUE(opened->outbox->purge(sample_header(1).id).ok());
        ASSERT_TRUE(opened->outbox->bury({sample_header(2).id}).ok());
        ASSERT_TRUE(opened->outbox->expire(support::kMorning, std::chrono::days(0)).ok());
    }
    EXPECT_FALSE(is_there(1) || is_there(2) || is_there(3));
}

}  // namespace
}  // namespace lotse::store
