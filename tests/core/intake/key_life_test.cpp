// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/key_life.h"

#include <gmock/gmock.h>

#include "support/sample_register.h"

namespace lotse {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr WallTime at(int year, unsigned month, unsigned day, int hour = 0) {
    return WallTime{std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                          static_cast<int>(day)}} +
           std::chrono::hours{hour};
}

KeyProposal proposal(const WantedVersion& wanted, std::int64_t people, std::uint8_t key) {
    return {"demo", wanted.version, Bytes(32, key), wanted.from, people, "anna"};
}

class KeyLife : public testing::Test {
protected:
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const KeyVersion& version : keys.versions) {
            all.push_back(version.version + (version.current ? "" : " retired"));
        }
        return all;
    }
    /// As desks do at once: what is wanted is made and signed for.
    void renew(WallTime now, int months = 1) {
        std::vector<KeyProposal> made;
        for (const WantedVersion& one : wanted_versions(keys, {}, left, now, months)) {
            made.push_back(proposal(one, people, ++key));
        }
        if (auto versions = renewed_versions(keys, made, left, now)) {
            KeysRegister next = keys;
            next.versions = *versions;
            next.serial += 1;
            next.previous = Digest{1};
            EXPECT_TRUE(check_successor(keys, Digest{1}, next).ok());
            keys = next;
        }
    }
    KeysRegister keys = support::sample_register();
    std::int64_t left = 0, people = 1;
    std::uint8_t key = 200;
};

TEST_F(KeyLife, two_versions_lie_ahead_and_each_begins_with_its_month) {
    EXPECT_THAT(wanted_versions(keys, {}, 0, at(2026, 11, 30), 0), IsEmpty()) << "not by itself";
    EXPECT_THAT(wanted_versions(keys, {}, 0, at(2026, 11, 30), 1),
                ElementsAre(WantedVersion{"2026-12", at(2026, 12, 1)},
                            WantedVersion{"2027-01", at(2027, 1, 1)}));
    EXPECT_THAT(wanted_versions(keys, {}, 0, at(2026, 11, 30), 3),
                ElementsAre(WantedVersion{"2027-02", at(2027, 2, 1)},
                            WantedVersion{"2027-05", at(2027, 5, 1)}));
    renew(at(2026, 11, 30));
    EXPECT_THAT(names(), ElementsAre("0", "2026-12", "2027-01"));
    EXPECT_THAT(wanted_versions(keys, {}, 0, at(2026, 11, 30, 12), 1), IsEmpty());
    EXPECT_EQ(version_at(keys, at(2026, 11, 30, 23)).version, "0");
    EXPECT_EQ(version_at(keys, at(2026, 12, 1)).version, "2026-12");
    EXPECT_EQ(version_at(keys, at(2031, 1, 1)).version, "2027-01") << "age never stops it";
    EXPECT_EQ(version_at(keys, WallTime{}).version, "0");
    renew(at(2026, 12, 1, 8));
    EXPECT_THAT(names(), ElementsAre("0 retired", "2026-12", "2027-01", "2027-02"));
}

TEST_F(KeyLife, what_waits_for_a_signature_is_not_made_again) {
    const std::vector<WantedVersion> wanted = wanted_versions(keys, {}, 0, at(2026, 11, 30), 1);
    std::vector<KeyProposal> waiting = {proposal(wanted[0], 1, 201)};
    EXPECT_THAT(wanted_versions(keys, waiting, 0, at(2026, 11, 30), 1), ElementsAre(wanted[1]));
    waiting.push_back(proposal(wanted[1], 1, 202));
    EXPECT_THAT(wanted_versions(keys, waiting, 0, at(2026, 11, 30), 1), IsEmpty());
}

TEST_F(KeyLife, after_a_reader_left_one_begins_at_once_and_those_ahead_are_made_anew) {
    renew(at(2026, 11, 30));
    left = people = 2;
    const auto kept = renewed_versions(keys, {}, left, at(2026, 12, 15));
    ASSERT_TRUE(kept.has_value()) << "the first one is over";
    EXPECT_TRUE(kept->at(1).current)
        << "terminals go on with what they have until there is another one";
    EXPECT_THAT(wanted_versions(keys, {}, left, at(2026, 12, 15, 9), 1),
                ElementsAre(WantedVersion{"2026-12-15", at(2026, 12, 15, 9)},
                            WantedVersion{"2027-01.2", at(2027, 1, 1)},
                            WantedVersion{"2027-02", at(2027, 2, 1)}));
    renew(at(2026, 12, 15, 9));
    EXPECT_THAT(names(), ElementsAre("0 retired", "2026-12 retired", "2027-01 retired",
                                     "2026-12-15", "2027-01.2", "2027-02"));
    EXPECT_EQ(version_at(keys, at(2026, 12, 15, 9)).version, "2026-12-15");
    EXPECT_EQ(version_at(keys, at(2027, 1, 1)).version, "2027-01.2");
    left = people = 3;
    EXPECT_THAT(wanted_versions(keys, {}, left, at(2026, 12, 15, 10), 0),
                ElementsAre(WantedVersion{"2026-12-15.2", at(2026, 12, 15, 10)}))
        << "also where nothing changes by itself";
}

TEST_F(KeyLife, a_proposal_that_does_not_fit_is_left_out) {
    const WantedVersion wanted{"2026-12", at(2026, 12, 1)};
    const WallTime now = at(2026, 11, 30);
    const auto taken = [&](KeyProposal one) {
        return renewed_versions(keys, {std::move(one)}, left, now).has_value();
    };
    EXPECT_TRUE(taken(proposal(wanted, 1, 201)));
    KeyProposal foreign = proposal(wanted, 1, 201);
    foreign.centre = "nord";
    EXPECT_FALSE(taken(foreign));
    KeyProposal known = proposal(wanted, 1, 201);
    known.version = "0";
    EXPECT_FALSE(taken(known));
    known = proposal(wanted, 1, 201);
    known.key = keys.versions[0].key;
    EXPECT_FALSE(taken(known)) << "another version's key";
    KeyProposal cut = proposal(wanted, 1, 201);
    cut.key.pop_back();
    EXPECT_FALSE(taken(cut));
    left = 2;
    EXPECT_FALSE(taken(proposal(wanted, 1, 201))) << "somebody who left has it";
}

TEST_F(KeyLife, who_signs_is_waited_for_once_nothing_lies_ahead_or_somebody_left) {
    std::vector<KeyProposal> waiting;
    const auto due = [&](WallTime now) { return signature_due(keys, waiting, left, now); };
    EXPECT_EQ(due(at(2026, 11, 30)), SignatureDue::No) << "nobody made anything";
    waiting = {proposal({"2026-12", at(2026, 12, 1)}, 1, 201),
               proposal({"2027-01", at(2027, 1, 1)}, 1, 202)};
    EXPECT_EQ(due(at(2026, 11, 30)), SignatureDue::Ahead);
    renew(at(2026, 11, 30));
    EXPECT_EQ(due(at(2026, 11, 30)), SignatureDue::No) << "they were signed for";
    waiting = {proposal({"2027-02", at(2027, 2, 1)}, 1, 203)};
    EXPECT_EQ(due(at(2026, 12, 15)), SignatureDue::No) << "one that is signed lies ahead";
    EXPECT_EQ(due(at(2027, 1, 15)), SignatureDue::Ahead);
    left = 2;
    waiting = {proposal({"2026-12-15", at(2026, 12, 15)}, 2, 204)};
    EXPECT_EQ(due(at(2026, 12, 15)), SignatureDue::ReaderLeft);
    waiting[0].people = 1;
    EXPECT_EQ(due(at(2026, 12, 15)), SignatureDue::No) << "it would not be taken";
}

TEST_F(KeyLife, a_version_is_erased_once_it_is_spent_and_over_for_long_enough) {
    constexpr std::chrono::days kept{90};
    EXPECT_EQ(over_since(keys, keys.versions[0]), std::nullopt) << "in use";
    renew(at(2026, 11, 30));
    EXPECT_EQ(over_since(keys, keys.versions[0]), std::nullopt) << "in use until December";
    renew(at(2026, 12, 2));
    EXPECT_EQ(over_since(keys, keys.versions[0]), at(2026, 12, 1)) << "not since it was retired";
    EXPECT_EQ(over_since(keys, keys.versions[1]), std::nullopt);
    const WallTime last = at(2026, 12, 1) + kept - std::chrono::seconds{1};
    EXPECT_FALSE(erase_versions(keys, {"0", "2026-12"}, last, kept));
    EXPECT_FALSE(erase_versions(keys, {"2026-12", "2027-01", "2031-01"}, at(2031, 1, 1), kept))
        << "none of these is over, whatever the service says";
    EXPECT_FALSE(erase_versions(keys, {}, at(2031, 1, 1), kept));
    KeysRegister next = keys;
    ASSERT_TRUE(erase_versions(next, {"0"}, last + std::chrono::seconds{1}, kept));
    EXPECT_TRUE(next.versions[0].erased);
    EXPECT_FALSE(next.versions[1].erased);
    next.serial += 1;
    next.previous = Digest{1};
    EXPECT_TRUE(check_keys(next).ok());
    EXPECT_TRUE(check_successor(keys, Digest{1}, next).ok());
    EXPECT_FALSE(erase_versions(next, {"0"}, at(2031, 1, 1), kept)) << "once";
}

}  // namespace
}  // namespace lotse
