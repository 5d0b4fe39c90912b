// SPDX-License-Identifier: EUPL-1.2
#include "vault/shred_keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/temp_folder.h"
#include "vault/person_keys.h"

namespace lotse::vault {
namespace {

namespace fs = std::filesystem;

class ShredKeysTest : public testing::Test {
protected:
    StaffAccount account(const std::string& name = "anna") const {
        StaffAccount made;
        made.name = name;
        made.centre = "demo";
        for (const char* version : {"0", "2026-12"}) {
            made.grants.push_back({std::string(kGrantVersion), version,
                                   seal_grant(key.secret(), person.box().public_key()).value()});
        }
        made.grants.push_back({std::string(kGrantRegister), "",
                               seal_grant(key.secret(), person.box().public_key()).value()});
        return made;
    }
    std::string content() const {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static std::vector<std::string> names(const std::vector<Grant>& grants) {
        std::vector<std::string> all;
        for (const Grant& grant : grants) {
            all.push_back(grant.kind + " " + grant.name);
        }
        return all;
    }
    support::TempFolder folder;
    const std::string file = folder.path("shred.keys");
    const PrivateKey key = PrivateKey::generate();
    const PersonKeys person = PersonKeys::generate();
};

TEST_F(ShredKeysTest, what_is_bound_opens_until_its_key_is_destroyed_and_never_again) {
    auto keys = ShredKeys::open(file);
    ASSERT_TRUE(keys.ok());
    EXPECT_FALSE(fs::exists(file)) << "nothing was bound";
    StaffAccount anna = account();
    const std::vector<Grant> before = anna.grants;
    ASSERT_TRUE(*keys->bind(anna, {"0", "2026-12", "2027-01"}));
    EXPECT_EQ(anna.grants[0].sealed.size(), 120u);
    EXPECT_NE(anna.grants[0].sealed, before[0].sealed);
    EXPECT_EQ(anna.grants[2], before[2]) << "what is no version is left as it is";
    EXPECT_EQ(keys->opened(anna), before);
    EXPECT_FALSE(*keys->bind(anna, {"0", "2026-12"})) << "twice is once";
    EXPECT_FALSE(keys->has("demo", "2027-01")) << "nobody was granted any of it";
    EXPECT_FALSE(keys->has("nord", "0")) << "another centre's";
    struct stat facts {};
    ASSERT_EQ(::stat(file.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600u);

    auto again = ShredKeys::open(file);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->opened(anna), before) << "after another start";
    const std::string copy = content();
    std::ifstream held(file, std::ios::binary);  // what the name held before
    ASSERT_TRUE(again->destroy("demo", "0").ok());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(held), {}),
              std::string(copy.size(), '\0'));
    ASSERT_TRUE(again->destroy("demo", "0").ok()) << "it is gone already";
    EXPECT_EQ(names(again->opened(anna)),
              (std::vector<std::string>{"version 2026-12", "register "}));
    EXPECT_EQ(content().size() + 98, copy.size()) << "one line less";
    EXPECT_EQ(names(ShredKeys::open(file)->opened(anna)),
              (std::vector<std::string>{"version 2026-12", "register "}));
    std::ofstream(file, std::ios::trunc) << copy;
    EXPECT_EQ(ShredKeys::open(file)->opened(anna), before) << "else this test shows nothing";
}

TEST_F(ShredKeysTest, only_versions_that_can_be_brought_back_are_bound) {
    auto keys = ShredKeys::open(file);
    StaffAccount anna = account();
    const std::vector<Grant> before = anna.grants;
    EXPECT_FALSE(*keys->bind(anna, {}));
    EXPECT_EQ(anna.grants, before);
    ASSERT_TRUE(*keys->bind(anna, {"2026-12"}));
    EXPECT_EQ(anna.grants[0], before[0]);
    EXPECT_FALSE(keys->has("demo", "0"));
}

TEST_F(ShredKeysTest, what_is_bound_is_one_accounts_one_versions_and_one_files) {
    auto keys = ShredKeys::open(file);
    StaffAccount anna = account();
    ASSERT_TRUE(*keys->bind(anna, {"0", "2026-12"}));
    StaffAccount other = anna;
    other.name = "boris";
    EXPECT_EQ(names(keys->opened(other)), (std::vector<std::string>{"register "}));
    other = anna;
    std::swap(other.grants[0].sealed, other.grants[1].sealed);
    EXPECT_EQ(keys->opened(other).size(), 1u);
    auto foreign = ShredKeys::open(folder.path("another"));
    StaffAccount boris = account("boris");
    ASSERT_TRUE(*foreign->bind(boris, {"0"}));
    EXPECT_EQ(foreign->opened(anna).size(), 1u) << "its key for 0 is another";
    for (std::size_t at = 0; at < anna.grants[0].sealed.size(); ++at) {
        other = anna;
        other.grants[0].sealed[at] ^= 1;
        EXPECT_EQ(keys->opened(other).size(), 2u) << at;
    }
}

TEST_F(ShredKeysTest, a_file_that_is_damaged_or_open_to_others_is_refused) {
    {
        auto keys = ShredKeys::open(file);
        StaffAccount anna = account();
        ASSERT_TRUE(*keys->bind(anna, {"0", "2026-12"}));
    }
    const std::string whole = content();
    for (std::string text :
         {whole.substr(1), whole.substr(0, whole.size() - 1), whole + "x", whole + whole,
          std::string("lotse-shred-keys-2\n"), std::string(200, 'x'), std::string()}) {
        std::ofstream(file, std::ios::trunc) << text;
        EXPECT_EQ(ShredKeys::open(file).error().kind, Kind::Corrupt) << text.size();
    }
    std::ofstream(file, std::ios::trunc) << whole;
    ASSERT_TRUE(ShredKeys::open(file).ok());
    fs::permissions(file, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(ShredKeys::open(file).error().kind, Kind::Unusable);
    fs::remove(file);
    fs::create_directory(file);
    EXPECT_FALSE(ShredKeys::open(file).ok());
}

TEST_F(ShredKeysTest, nothing_is_bound_or_destroyed_that_the_disk_does_not_keep) {
    auto keys = ShredKeys::open(file);
    StaffAccount anna = account();
    ASSERT_TRUE(*keys->bind(anna, {"0"}));
    StaffAccount boris = account("boris");
    // The folder is gone: nothing can be written there.
    const std::string moved = folder.path() + ".moved";
    fs::rename(folder.path(), moved);
    EXPECT_FALSE(keys->bind(boris, {"2026-12"}).ok());
    EXPECT_EQ(boris.grants[1].sealed.size(), kSealedGrantBytes) << "not bound to a key in memory";
    EXPECT_FALSE(keys->has("demo", "2026-12"));
    EXPECT_FALSE(keys->destroy("demo", "0").ok());
    EXPECT_TRUE(keys->has("demo", "0")) << "it is tried again";
    fs::rename(moved, folder.path());
    EXPECT_TRUE(keys->destroy("demo", "0").ok());
}

}  // namespace
}  // namespace lotse::vault
