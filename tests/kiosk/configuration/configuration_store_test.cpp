// SPDX-License-Identifier: EUPL-1.2
// What a terminal keeps of its configurations, and with which one it starts.
#include "kiosk/configuration/configuration_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "core/limits.h"
#include "core/reason.h"
#include "support/temp_folder.h"
#include "vault/configuration_key.h"

namespace lotse::kiosk {
namespace {

using testing::HasSubstr;

class Store : public testing::Test {
protected:
    Store() { reopen(); }

    void reopen() {
        store.reset();
        ConfigurationOptions options;
        options.folder = folder.path("configuration");
        options.centre = "demo";
        options.public_key = key.public_key();
        options.trial = [this](const Configuration& candidate) -> Result<void> {
            ++trials;
            return candidate.note == "bad"
                       ? Result<void>(Error{Kind::Refused, "texts.xx", "there is no such language"})
                       : Result<void>();
        };
        store = ConfigurationStore::open(std::move(options)).value();
    }

    std::string bundle(std::int64_t version, const std::string& note = "",
                       const std::string& centre = "demo") {
        return bundle(version, note, centre, key);
    }
    static std::string bundle(std::int64_t version, const std::string& note,
                              const std::string& centre, const vault::SigningKey& signer) {
        Configuration configuration;
        configuration.version = version;
        configuration.centre = centre;
        configuration.note = note;
        codec::Bundle made;
        made.json = codec::write_configuration(configuration);
        made.signature = vault::sign_configuration(made.json, signer);
        return codec::join_bundle(made);
    }

    /// Taken, started with, and the picture stood.
    void run(std::int64_t version) {
        ASSERT_TRUE(store->take(bundle(version)).ok());
        ASSERT_EQ(store->begin().version, version);
        store->confirm_start();
    }

    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const auto& file : std::filesystem::directory_iterator(folder.path("configuration"))) {
            names.insert(file.path().filename().string());
        }
        return names;
    }

    support::TempFolder folder;
    vault::SigningKey key = vault::SigningKey::generate();
    int trials = 0;
    std::unique_ptr<ConfigurationStore> store;
};

TEST_F(Store, without_anything_the_terminal_starts_as_installed) {
    EXPECT_EQ(store->begin(), Configuration{});
    EXPECT_FALSE(store->on_trial());
    EXPECT_EQ(store->report(), TerminalReport{});
}

TEST_F(Store, what_was_taken_is_the_next_start_and_after_its_proof_every_start) {
    store->begin();
    ASSERT_TRUE(store->take(bundle(3, "words")).ok());
    EXPECT_EQ(store->report().running, 0);
    EXPECT_EQ(store->report().accepted, 3);
    reopen();
    EXPECT_EQ(store->begin().note, "words");
    EXPECT_TRUE(store->on_trial());
    EXPECT_EQ(store->report().running, 3);
    EXPECT_EQ(store->report().accepted, 0);
    store->confirm_start();
    EXPECT_FALSE(store->on_trial());
    for (int i = 0; i < 5; ++i) {
        reopen();
        EXPECT_EQ(store->begin().version, 3);
        EXPECT_FALSE(store->on_trial());
    }
}

TEST_F(Store, only_the_centres_signature_counts) {
    store->begin();
    const Result<void> foreign = store->take(bundle(1, "", "demo", vault::SigningKey::generate()));
    ASSERT_FALSE(foreign.ok());
    EXPECT_EQ(foreign.error().kind, Kind::Refused);
    EXPECT_EQ(store->report().refused, 1) << "the service need not send it again";
    EXPECT_EQ(read_reason(store->report().reason).cause, Cause::Signature);
    EXPECT_THAT(store->report().reason, HasSubstr("signed"));
    EXPECT_FALSE(store->take(bundle(2, "", "elsewhere")).ok());
    EXPECT_FALSE(store->take("").ok());
    std::string changed = bundle(3);
    changed.back() = ' ';
    EXPECT_FALSE(store->take(changed).ok());
    EXPECT_EQ(trials, 0) << "nothing of it was looked at";
    EXPECT_EQ(store->begin().version, 0);
    EXPECT_TRUE(store->take(bundle(1)).ok()) << "a forged version keeps no genuine one out";
}

TEST_F(Store, a_forged_high_version_is_forgotten_at_the_next_start) {
    store->begin();
    EXPECT_FALSE(store->take(bundle(1'000'000, "", "demo", vault::SigningKey::generate())).ok());
    reopen();
    EXPECT_EQ(store->report().refused, 0);
}

TEST_F(Store, there_is_no_way_back_to_an_equal_or_lower_version) {
    run(5);
    EXPECT_EQ(store->take(bundle(5)).error().kind, Kind::Refused);
    EXPECT_EQ(store->take(bundle(4)).error().kind, Kind::Refused);
    reopen();
    EXPECT_EQ(store->begin().version, 5);
    EXPECT_FALSE(store->take(bundle(5)).ok());
    EXPECT_TRUE(store->take(bundle(6)).ok());
}

TEST_F(Store, what_does_not_load_is_refused_and_told_and_what_was_goes_on) {
    run(1);
    EXPECT_FALSE(store->take(bundle(2, "bad")).ok());
    reopen();
    EXPECT_EQ(store->begin().version, 1);
    EXPECT_EQ(store->report().refused, 2);
    EXPECT_THAT(store->report().reason, HasSubstr("there is no such language"));
    EXPECT_FALSE(store->take(bundle(2)).ok()) << "a version is one content";
    run(3);
    EXPECT_EQ(store->report().refused, 0) << "settled by what runs now";
}

TEST_F(Store, a_start_that_cannot_load_it_goes_back_at_once) {
    run(1);
    ASSERT_TRUE(store->take(bundle(2)).ok());
    ASSERT_EQ(store->begin().version, 2);
    store->failed({Kind::Unusable, "NotoSans.ttf", "is missing", Cause::Font});
    EXPECT_EQ(store->begin().version, 1);
    EXPECT_EQ(store->report().refused, 2);
    EXPECT_EQ(read_reason(store->report().reason),
              (Reason{Cause::Font, "NotoSans.ttf", "is missing"}));
}

TEST_F(Store, a_trial_that_ends_before_its_proof_is_tried_twice_and_then_refused) {
    run(1);
    ASSERT_TRUE(store->take(bundle(2)).ok());
    for (int i = 0; i < limits::kConfigurationTries; ++i) {
        reopen();
        EXPECT_EQ(store->begin().version, 2) << "one power cut is not its fault";
        EXPECT_TRUE(store->on_trial());
    }
    reopen();
    EXPECT_EQ(store->begin().version, 1);
    EXPECT_EQ(store->report().refused, 2);
    EXPECT_EQ(read_reason(store->report().reason).cause, Cause::EndedTwice);
}

TEST_F(
    Store,
    a_running_one_that_no_longer_loads_gives_way_to_the_one_before_and_then_to_what_is_installed) {
    run(1);
    run(2);
    ASSERT_EQ(store->begin().version, 2);
    store->failed(Error{Kind::Refused, "x", "does not load"});
    EXPECT_EQ(store->begin().version, 1);
    store->failed(Error{Kind::Refused, "y", "does not load"});
    EXPECT_EQ(store->begin().version, 0);
    EXPECT_EQ(store->report().refused, 2);
}

TEST_F(Store,
       a_bundle_that_was_damaged_on_the_disk_is_no_fault_of_the_configuration_and_comes_again) {
    run(1);
    run(2);
    std::ofstream(folder.path("configuration/2.bundle"), std::ios::app) << "x";
    reopen();
    EXPECT_EQ(store->begin().version, 1);
    EXPECT_EQ(store->report().refused, 0);
    ASSERT_TRUE(store->take(bundle(2)).ok());
    EXPECT_EQ(store->begin().version, 2);
    store->confirm_start();
    std::filesystem::remove(folder.path("configuration/2.bundle"));
    std::filesystem::remove(folder.path("configuration/1.bundle"));
    reopen();
    EXPECT_EQ(store->begin().version, 0);
    EXPECT_TRUE(store->take(bundle(2)).ok());
}

TEST_F(Store, damaged_files_lead_back_never_to_a_mixture) {
    run(1);
    run(2);
    std::ofstream(folder.path("configuration/2.bundle"), std::ios::app) << "x";
    reopen();
    EXPECT_EQ(store->begin().version, 1);
    std::ofstream(folder.path("configuration/state")) << "nonsense";
    reopen();
    EXPECT_EQ(store->begin().version, 0);
    EXPECT_TRUE(store->take(bundle(3)).ok());
    EXPECT_EQ(store->begin().version, 3);
}

TEST_F(Store, killed_between_any_two_steps_it_starts_with_the_old_or_the_new_one) {
    run(1);
    // What a kill may leave: the bundle without its name in the state, files beside.
    std::ofstream(folder.path("configuration/2.bundle")) << bundle(2);
    std::ofstream(folder.path("configuration/state.new")) << "rollout-1 9";
    reopen();
    EXPECT_EQ(store->begin().version, 1);
    EXPECT_EQ(files(), (std::set<std::string>{"state", "1.bundle"}));
    // The state names a bundle that never arrived.
    std::ofstream(folder.path("configuration/state")) << "rollout-1 1 0 7 0 0 \n";
    reopen();
    EXPECT_EQ(store->begin().version, 1);
    EXPECT_EQ(store->report().refused, 0) << "it is asked for again";
}

TEST_F(Store, one_that_arrives_during_a_trial_does_not_take_its_place) {
    run(1);
    ASSERT_TRUE(store->take(bundle(2)).ok());
    ASSERT_EQ(store->begin().version, 2);
    ASSERT_TRUE(store->take(bundle(3)).ok());
    store->confirm_start();
    EXPECT_EQ(store->report().running, 2);
    EXPECT_EQ(store->report().accepted, 3);
    EXPECT_EQ(store->begin().version, 3);
    store->failed(Error{Kind::Refused, "z", "does not load"});
    EXPECT_EQ(store->begin().version, 2);
}

TEST_F(Store, keeps_the_running_and_the_one_before_and_no_more) {
    for (std::int64_t version = 1; version <= 5; ++version) {
        run(version);
    }
    store->begin();
    EXPECT_EQ(files(), (std::set<std::string>{"state", "4.bundle", "5.bundle"}));
}

}  // namespace
}  // namespace lotse::kiosk
