// SPDX-License-Identifier: EUPL-1.2
/// A key that was said to be saved survives a power cut: its file, its folder and the folder's own
/// name are on the disk. This program's fsync is one that is listened to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/temp_folder.h"
#include "vault/key_files.h"

namespace {

std::vector<std::string>& synced() {
    static std::vector<std::string> paths;
    return paths;
}

}  // namespace

extern "C" int fsync(int file) {
    std::error_code failed;
    synced().push_back(
        std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file), failed).string());
    return static_cast<int>(syscall(SYS_fsync, file));
}

namespace lotse::vault {
namespace {

TEST(KeyOnDisk, is_synced_with_its_folder_and_the_folders_name) {
    const support::TempFolder folder;
    synced().clear();
    ASSERT_TRUE(save_service_key(folder.path("keys/service.key"), ServiceKey::generate()).ok());
    EXPECT_THAT(synced(), testing::IsSupersetOf({folder.path("keys"), folder.path()}));
    EXPECT_GE(synced().size(), 3u) << "the file itself too";
    synced().clear();
    ASSERT_TRUE(save_signing_key(folder.path("terminal.key"), SigningKey::generate()).ok());
    EXPECT_THAT(synced(), testing::Contains(folder.path()));
}

}  // namespace
}  // namespace lotse::vault
