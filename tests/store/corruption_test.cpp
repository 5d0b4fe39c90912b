// SPDX-License-Identifier: EUPL-1.2
// A bit of the database that is not as the service wrote it is harmless, or nobody goes by it: what
// is served is what was written, else it is refused.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "store/queue_copy.h"
#include "store/sqlite.h"
#include "store/sqlite_queue.h"
#include "support/sample_account.h"
#include "support/sample_intakes.h"
#include "support/sample_register.h"
#include "support/temp_folder.h"
#include "support/whole_list.h"

namespace lotse::store {
namespace {

namespace fs = std::filesystem;
using support::kMorning;
using support::sample_audit;
using support::sample_header;
using support::sample_intake;
using support::simple_hash;
using support::simple_tag;

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

class Corruption : public testing::Test {
protected:
    static constexpr int kIntakes = 6;

    std::unique_ptr<CentreStore> open() {
        auto queue = open_queue(path, simple_hash);
        if (!queue || !(*queue)->begin(simple_tag)) {
            return nullptr;
        }
        return std::move(*queue);
    }
    void fill() {
        auto queue = open();
        ASSERT_NE(queue, nullptr);
        for (int n = 1; n <= kIntakes; ++n) {
            ASSERT_TRUE(queue->intakes.put(sample_intake(n, 900), kMorning).ok());
        }
        const auto act = [&](int n, QueueAction action, std::int64_t revision) {
            ASSERT_TRUE(
                queue->intakes.act("demo", sample_header(n).id, action, "anna", revision, kMorning)
                    .ok());
        };
        act(1, QueueAction::Call, 1);
        act(2, QueueAction::Withdraw, 1);
        act(3, QueueAction::Call, 1);
        act(3, QueueAction::Close, 2);
        ASSERT_TRUE(queue->intakes.begin_retention(kMorning).ok());
        ASSERT_TRUE(queue->accounts.save(support::sample_account("anna"), sample_audit()).ok());
        ASSERT_TRUE(queue->terminals
                        .keep_keys(support::register_with("demo", 1, {{"t1", Bytes(32, 1)}}),
                                   "signed", {sample_audit(AuditAction::TerminalEnrolled)})
                        .ok());
        ASSERT_TRUE(queue->configurations
                        .publish("demo", {1, kMorning, "anna", "note", ""}, "the bundle",
                                 std::chrono::days{90}, sample_audit())
                        .ok());
    }
    /// Whoever asked was told that something is wrong, and the service's log with it.
    template <class Answer>
    Answer told(Answer answer) {
        alarmed = alarmed || !answer.ok();
        return answer;
    }
    /// All that a desk or a terminal is served, by name; what is refused is not in it.
    std::map<std::string, std::string> served(CentreStore& queue) {
        std::map<std::string, std::string> out;
        const auto say = [](const QueueEntry& entry) {
            const IntakeHeader& header = entry.header;
            std::string text;
            for (const std::string& field :
                 {header.centre, header.terminal, header.number, header.day, header.language,
                  header.questionnaire, to_hex(header.id), to_hex(header.questionnaire_hash),
                  to_hex(entry.digest), std::string(to_string(entry.state)), entry.holder}) {
                text += field + '|';
            }
            for (const std::int64_t number :
                 {entry.received.time_since_epoch().count(), std::int64_t{entry.calls},
                  entry.last_call.time_since_epoch().count(),
                  entry.lease_until.time_since_epoch().count(), entry.revision}) {
                text += std::to_string(number) + '|';
            }
            return text;
        };
        if (const auto entries = told(support::whole_list(queue.intakes, "demo", "2026-11-22"))) {
            for (const QueueEntry& entry : *entries) {
                out["listed " + to_hex(entry.header.id)] = say(entry);
            }
        }
        for (int n = 1; n <= kIntakes; ++n) {
            const IntakeId id = sample_header(n).id;
            if (const auto entry = told(queue.intakes.find("demo", id)); entry && *entry) {
                out["entry " + to_hex(id)] = say(**entry);
            }
            if (const auto body = told(queue.intakes.read("demo", id, sample_audit()))) {
                out["body " + to_hex(id)] = std::string(body->begin(), body->end());
            }
        }
        if (const auto account = told(queue.accounts.find("anna")); account && *account) {
            std::string text = (*account)->centre + words_of((*account)->rights) +
                               std::to_string((*account)->cost.memory_kib) + '|' +
                               std::to_string((*account)->cost.passes);
            for (const Bytes& bytes : {(*account)->salt, (*account)->verifier, (*account)->wrapped,
                                       (*account)->box, (*account)->sign}) {
                text += '|' + std::string(bytes.begin(), bytes.end());
            }
            for (const Grant& grant : (*account)->grants) {
                text += '|' + grant.kind + grant.name +
                        std::string(grant.sealed.begin(), grant.sealed.end());
            }
            out["account"] = text;
        }
        if (const auto key = told(queue.terminals.key("demo", "t1")); key && *key) {
            out["terminal"] = std::string((*key)->begin(), (*key)->end());
        }
        if (const auto heard = told(queue.terminals.heard("demo")); heard && !heard->empty()) {
            out["heard"] = heard->front().name +
                           std::string(heard->front().key.begin(), heard->front().key.end());
        }
        if (const auto all = told(queue.configurations.published("demo")); all && !all->empty()) {
            const PublishedConfiguration& one = all->front();
            out["configuration"] = std::to_string(one.version) + one.account + one.note +
                                   one.preview +
                                   std::to_string(one.published.time_since_epoch().count());
        }
        if (const auto bundle = told(queue.configurations.bundle("demo", 1))) {
            out["bundle"] = *bundle;
        }
        if (const auto all = told(queue.configurations.retentions()); all && !all->empty()) {
            out["retention"] = std::to_string(all->begin()->second.count());
        }
        out["position"] = to_text(queue.intakes.position());
        return out;
    }

    support::TempFolder folder;
    std::string path = folder.path("queue.db");
    bool alarmed = false;
};

TEST_F(Corruption, no_flipped_bit_of_the_database_is_served) {
    fill();
    const std::string whole = content(path);
    const std::string tombstones = content(tombstone_log_of(path));
    std::map<std::string, std::string> truth;
    {
        auto queue = open();
        ASSERT_NE(queue, nullptr);
        truth = served(*queue);
    }
    ASSERT_GE(truth.size(), 20u);
    const char* const wanted = std::getenv("LOTSE_CORRUPTION_STRIDE");
    const std::size_t stride = wanted == nullptr ? 997 : std::strtoul(wanted, nullptr, 10);
    int refused = 0, harmless = 0, in_part = 0, known = 0;
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += stride) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        for (const char* end : {"-wal", "-shm", "-journal"}) {
            fs::remove(path + end);
        }
        std::ofstream(path, std::ios::binary | std::ios::trunc) << flipped;
        std::ofstream(tombstone_log_of(path), std::ios::binary | std::ios::trunc) << tombstones;
        std::map<std::string, std::string> found;
        alarmed = false;
        {
            auto queue = open();
            if (queue == nullptr) {
                ++refused;
                continue;
            }
            found = served(*queue);
            static_cast<void>(told(queue->audit_log.verify()));
        }
        for (const auto& [name, value] : found) {
            const auto expected = truth.find(name);
            ASSERT_NE(expected, truth.end()) << "bit " << bit << ": " << name;
            // What the start had to mend is a change of its own.
            EXPECT_TRUE(value == expected->second || name == "position")
                << "bit " << bit << ": " << name;
        }
        if (found.size() == truth.size()) {
            ++harmless;
            continue;
        }
        ++in_part;
        const Result<QueueFacts> facts = check_copy(path, simple_tag);
        alarmed = alarmed || !facts || facts->damaged > 0;
        std::string missing;
        for (const auto& [name, value] : truth) {
            missing += found.contains(name) ? "" : " " + name;
        }
        EXPECT_TRUE(alarmed) << "bit " << bit << ": nobody is told that there is no" << missing;
        known += alarmed ? 1 : 0;
    }
    std::cout << "corruption: " << whole.size() * 8 << " bits, each " << stride << "th: " << refused
              << " refused at the start, " << in_part << " in part (" << known << " told), "
              << harmless << " harmless\n";
}

TEST_F(Corruption, what_is_damaged_is_wanted_and_replaced_by_what_the_terminal_sends_again) {
    fill();
    {
        auto database = Database::open(path);
        ASSERT_TRUE(database.ok());
        ASSERT_TRUE((*database)->define_tags(nullptr).ok());
        ASSERT_TRUE((*database)
                        ->execute("UPDATE entry SET number = 'A9' WHERE number = 'A4';"
                                  "UPDATE body SET envelope = zeroblob(40) WHERE seq = 5")
                        .ok());
    }
    auto queue = open();
    ASSERT_NE(queue, nullptr);
    const auto id = [](int n) { return sample_header(n).id; };
    using enum Holding;
    EXPECT_EQ(*queue->intakes.holdings("demo", "terminal-1", {id(4), id(5), id(6), id(2)}),
              (std::vector<Holding>{Wanted, Wanted, Here, Gone}));
    for (const int n : {4, 5}) {
        const auto read = queue->intakes.read("demo", id(n), sample_audit());
        ASSERT_FALSE(read.ok());
        EXPECT_EQ(read.error().cause, Cause::Damaged);
    }
    const auto next = queue->intakes.call_next("demo", "anna", kMorning);
    ASSERT_TRUE(next.ok() && next->has_value()) << "one that is damaged stops nobody";
    for (const int n : {4, 5}) {
        EXPECT_EQ(*queue->intakes.put(sample_intake(n, 900), kMorning), PutOutcome::Created);
        EXPECT_EQ(*queue->intakes.read("demo", id(n), sample_audit()),
                  sample_intake(n, 900).envelope);
    }
    EXPECT_EQ(*queue->intakes.holdings("demo", "terminal-1", {id(4), id(5)}),
              (std::vector<Holding>{Here, Here}));
    queue.reset();
    EXPECT_EQ(check_copy(path, simple_tag)->damaged, 0);
}

TEST_F(Corruption, what_is_damaged_stays_in_the_list_as_damaged) {
    fill();
    {
        auto database = Database::open(path);
        ASSERT_TRUE(database.ok());
        ASSERT_TRUE((*database)->define_tags(nullptr).ok());
        ASSERT_TRUE((*database)
                        ->execute("UPDATE entry SET language = 'xx' WHERE number = 'A4';"
                                  "UPDATE entry SET number = '5; x' WHERE number = 'A5';"
                                  "UPDATE entry SET state = 'done' WHERE number = 'A6'")
                        .ok());
    }
    auto queue = open();
    ASSERT_NE(queue, nullptr);
    std::vector<std::string> damaged;
    std::size_t whole = 0;
    std::int64_t after = 0;
    for (;;) {
        const auto page = queue->intakes.list("demo", "2026-11-22", after, 2);
        ASSERT_TRUE(page.ok());
        EXPECT_LE(page->entries.size() + page->damaged.size(), 2u);
        whole += page->entries.size();
        damaged.insert(damaged.end(), page->damaged.begin(), page->damaged.end());
        if (!page->next) {
            break;
        }
        ASSERT_GT(*page->next, after);
        after = *page->next;
    }
    EXPECT_EQ(damaged, (std::vector<std::string>{"A4", "#5", "A6"}));
    EXPECT_EQ(whole, 3u);
}

TEST_F(Corruption, an_envelope_that_came_under_what_was_withdrawn_is_not_its_own) {
    fill();
    {
        auto database = Database::open(path);
        ASSERT_TRUE(database.ok());
        ASSERT_TRUE((*database)->define_tags(nullptr).ok());
        ASSERT_TRUE((*database)->execute("UPDATE body SET seq = 2 WHERE seq = 3").ok());
    }
    auto queue = open();
    ASSERT_NE(queue, nullptr);
    const auto read = queue->intakes.read("demo", sample_header(2).id, sample_audit());
    ASSERT_FALSE(read.ok()) << "it is another intake's";
    EXPECT_EQ(read.error().cause, Cause::Damaged);
}

TEST_F(Corruption, whoever_hides_that_rows_have_tags_has_nothing_tagged_anew) {
    fill();
    const std::string whole = content(path);
    for (const char* sql :
         {"UPDATE meta SET tag = x''",
          // Also of the rows that were changed meanwhile, and of all but one.
          "UPDATE meta SET tag = x''; UPDATE entry SET number = 'A9', tag = x'' WHERE seq = 4",
          "UPDATE meta SET tag = x''; UPDATE entry SET tag = x'', body_tag = x''; UPDATE account "
          "SET "
          "tag = x''; UPDATE access_grant SET tag = x''; UPDATE terminal SET tag = x''; UPDATE "
          "configuration SET tag = x'', bundle_tag = x''; UPDATE tombstone SET tag = x''",
          // Of all: the log beside the database still knows.
          "UPDATE meta SET tag = x''; UPDATE entry SET tag = x'', body_tag = x''; UPDATE account "
          "SET "
          "tag = x''; UPDATE access_grant SET tag = x''; UPDATE terminal SET tag = x''; UPDATE "
          "configuration SET tag = x'', bundle_tag = x''; UPDATE tombstone SET tag = x''; UPDATE "
          "audit SET tag = x''"}) {
        for (const char* end : {"-wal", "-shm", "-journal"}) {
            fs::remove(path + end);
        }
        std::ofstream(path, std::ios::binary | std::ios::trunc) << whole;
        {
            auto database = Database::open(path);
            ASSERT_TRUE(database.ok());
            ASSERT_TRUE((*database)->define_tags(nullptr).ok());
            ASSERT_TRUE((*database)->execute(sql).ok());
        }
        auto queue = open_queue(path, simple_hash);
        ASSERT_TRUE(queue.ok()) << to_string(queue.error());
        const auto begun = (*queue)->begin(simple_tag);
        ASSERT_FALSE(begun.ok()) << sql;
        EXPECT_EQ(begun.error().kind, Kind::Corrupt);
        EXPECT_NE(begun.error().detail.find("Restore a backup"), std::string::npos);
    }
}

TEST_F(Corruption, nobody_without_the_key_writes_what_the_service_goes_by) {
    fill();
    auto queue = open_queue(path, simple_hash);
    ASSERT_TRUE(queue.ok());
    EXPECT_TRUE((*queue)->intakes.find("demo", sample_header(1).id)->has_value());
    for (const Result<void>& written :
         {(*queue)->accounts.save(support::sample_account("eve"), sample_audit()),
          (*queue)->audit_log.append(sample_audit())}) {
        ASSERT_FALSE(written.ok());
        EXPECT_EQ(written.error().kind, Kind::Unusable);
        EXPECT_NE(written.error().detail.find("service's key"), std::string::npos);
    }
    const auto foreign = (*queue)->begin(
        [](std::string_view text) { return simple_tag("another" + std::string(text)); });
    ASSERT_FALSE(foreign.ok());
    EXPECT_NE(foreign.error().detail.find("this service's key"), std::string::npos);
}

}  // namespace
}  // namespace lotse::store
