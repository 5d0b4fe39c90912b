// SPDX-License-Identifier: EUPL-1.2
// The system calls of base/atomic_file.cpp are those of this file: it links against them first.
// Each may fail, or be the last thing that the program does.
#include "base/atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "support/temp_folder.h"

namespace {

enum class Fate { None, DiskFull, Killed };

struct Plan {
    bool armed = false;
    Fate fate = Fate::None;
    int at = 0;  ///< which of the calls, from 1
    std::vector<std::string> calls;
    bool no_exclusive_rename = false;
};
Plan plan;

constexpr int kKilled = 9;

/// True: the call fails, with errno set.
bool comes_to(const char* call) {
    if (!plan.armed) return false;
    plan.calls.emplace_back(call);
    if (plan.fate == Fate::None || static_cast<int>(plan.calls.size()) != plan.at) return false;
    if (plan.fate == Fate::Killed) _exit(kKilled);
    errno = ENOSPC;
    return true;
}

/// Disks take pieces.
constexpr std::size_t kPiece = 8;

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    if (!plan.armed) return syscall(SYS_write, file, bytes, size);
    if (comes_to("write")) return -1;
    return syscall(SYS_write, file, bytes, size < kPiece ? size : kPiece);
}
int fsync(int file) {
    if (plan.armed) {
        struct stat facts {};
        fstat(file, &facts);
        if (comes_to(S_ISDIR(facts.st_mode) ? "sync folder" : "sync file")) return -1;
    }
    return static_cast<int>(syscall(SYS_fsync, file));
}
int rename(const char* from, const char* to) noexcept {
    if (comes_to("rename")) return -1;
    return static_cast<int>(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned int flags) noexcept {
    if (comes_to("rename")) return -1;
    if (plan.no_exclusive_rename) {
        errno = EINVAL;
        return -1;
    }
    return static_cast<int>(syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}

}  // extern "C"

namespace lotse {
namespace {

using testing::AnyOf;
using testing::ElementsAre;

constexpr const char* kOld = "old content";
constexpr const char* kNew = "new content, longer";

std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

unsigned mode_of(const std::string& path) {
    struct stat facts {};
    return lstat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777U : 0;
}

class AtomicFile : public testing::Test {
protected:
    ~AtomicFile() override { plan = {}; }

    std::set<std::string> names() const {
        std::set<std::string> out;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path(""))) {
            out.insert(entry.path().filename().string());
        }
        return out;
    }
    template <class Write>
    Result<void> with(Plan wanted, const Write& write) {
        plan = std::move(wanted);
        plan.armed = true;
        Result<void> outcome = write();
        plan.armed = false;
        return outcome;
    }
    /// In a child, which ends there.
    template <class Write>
    void killed(int at, const Write& write) {
        const pid_t child = fork();
        if (child == 0) {
            static_cast<void>(with({.fate = Fate::Killed, .at = at}, write));
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == kKilled);
    }
    void lay_down(const char* text) const { std::ofstream(path) << text; }

    support::TempFolder folder;
    const std::string path = folder.path("file");
    const std::function<Result<void>()> replace = [this] { return replace_file(path, kNew); };
    const std::function<Result<void>()> make = [this] { return write_new_file(path, kNew); };
    static constexpr int kSteps = 6;  // three pieces of kNew, two syncs, one rename
};

TEST_F(AtomicFile, is_synced_before_it_has_its_name_and_the_name_before_success_is_said) {
    lay_down(kOld);
    ASSERT_TRUE(with({}, replace).ok());
    EXPECT_THAT(plan.calls,
                ElementsAre("write", "write", "write", "sync file", "rename", "sync folder"));
    EXPECT_EQ(content(path), kNew);
    EXPECT_EQ(names(), std::set<std::string>{"file"});
}

TEST_F(AtomicFile, whatever_step_fails_the_old_or_the_new_is_there_and_nothing_else) {
    for (int step = 1; step <= kSteps; ++step) {
        lay_down(kOld);
        const Result<void> outcome = with({.fate = Fate::DiskFull, .at = step}, replace);
        ASSERT_FALSE(outcome.ok()) << step;
        EXPECT_EQ(outcome.error().kind, Kind::Transient);
        EXPECT_EQ(content(path), step < kSteps ? kOld : kNew) << step;
        EXPECT_EQ(names(), std::set<std::string>{"file"}) << step;
    }
}

TEST_F(AtomicFile, killed_at_any_step_the_old_or_the_new_is_there_and_the_next_one_tidies_up) {
    for (int step = 1; step <= kSteps; ++step) {
        lay_down(kOld);
        killed(step, replace);
        EXPECT_EQ(content(path), step < kSteps ? kOld : kNew) << step;
        ASSERT_TRUE(replace_file(path, "next").ok());
        EXPECT_EQ(content(path), "next");
        EXPECT_EQ(names(), std::set<std::string>{"file"}) << step;
    }
}

TEST_F(AtomicFile, a_new_one_is_there_whole_or_not_at_all) {
    for (int step = 1; step <= kSteps; ++step) {
        std::filesystem::remove(path);
        ASSERT_FALSE(with({.fate = Fate::DiskFull, .at = step}, make).ok()) << step;
        EXPECT_EQ(content(path), step < kSteps ? "" : kNew) << step;
        EXPECT_EQ(names().size(), step < kSteps ? 0U : 1U) << step;
        std::filesystem::remove(path);
        killed(step, make);
        EXPECT_THAT(content(path), AnyOf("", kNew)) << step;
        EXPECT_EQ(std::filesystem::exists(path), step == kSteps) << step;
    }
}

TEST_F(AtomicFile, what_is_appended_is_there_for_good_or_not_at_all) {
    const std::function<Result<void>()> append = [this] { return append_to_file(path, kNew); };
    ASSERT_TRUE(with({}, append).ok());
    EXPECT_EQ(content(path), kNew);
    EXPECT_EQ(mode_of(path), 0600U);
    EXPECT_EQ(plan.calls.back(), "sync folder") << "it was made";
    ASSERT_TRUE(with({}, append).ok());
    EXPECT_EQ(content(path), std::string(kNew) + kNew);
    EXPECT_EQ(plan.calls.back(), "sync file");
    for (int step = 1; step <= static_cast<int>(plan.calls.size()); ++step) {
        lay_down(kOld);
        EXPECT_FALSE(with({.fate = Fate::DiskFull, .at = step}, append).ok());
        EXPECT_EQ(content(path), kOld) << step;
        killed(step, append);
        EXPECT_EQ(content(path).substr(0, std::string(kOld).size()), kOld) << step;
    }
}

TEST_F(AtomicFile, a_name_that_is_taken_is_refused_and_left_alone) {
    lay_down(kOld);
    for (const bool no_exclusive_rename : {false, true}) {
        const auto outcome = with({.no_exclusive_rename = no_exclusive_rename}, make);
        ASSERT_FALSE(outcome.ok());
        EXPECT_EQ(outcome.error().kind, Kind::Refused);
        EXPECT_EQ(content(path), kOld);
    }
    std::filesystem::remove(path);
    std::filesystem::create_symlink("nowhere", path);
    EXPECT_EQ(make().error().kind, Kind::Refused) << "a link that leads nowhere is a name, too";
    EXPECT_EQ(names(), std::set<std::string>{"file"});
}

TEST_F(AtomicFile, a_file_system_without_exclusive_renames_will_do) {
    ASSERT_TRUE(with({.no_exclusive_rename = true}, make).ok());
    EXPECT_EQ(content(path), kNew);
    EXPECT_EQ(names(), std::set<std::string>{"file"});
}

TEST_F(AtomicFile, modes_are_those_asked_for_whatever_the_umask) {
    const mode_t before = umask(077);
    ASSERT_TRUE(replace_file(path, kNew, FileMode::Shared).ok());
    EXPECT_EQ(mode_of(path), 0644U);
    umask(0);
    ASSERT_TRUE(replace_file(path, kNew).ok());
    EXPECT_EQ(mode_of(path), 0600U);
    umask(before);
}

TEST_F(AtomicFile, a_link_is_replaced_not_followed) {
    std::ofstream(folder.path("elsewhere")) << kOld;
    std::filesystem::create_symlink("elsewhere", path);
    ASSERT_TRUE(replace_file(path, kNew).ok());
    EXPECT_EQ(content(folder.path("elsewhere")), kOld);
    EXPECT_FALSE(std::filesystem::is_symlink(path));
}

TEST_F(AtomicFile, a_name_that_can_never_be_written_is_unusable) {
    EXPECT_EQ(replace_file(folder.path("no/folder"), kNew).error().kind, Kind::Unusable);
    std::filesystem::create_directory(path);
    EXPECT_EQ(replace_file(path, kNew).error().kind, Kind::Unusable);
    EXPECT_EQ(names(), std::set<std::string>{"file"});
    EXPECT_EQ(folder_of("name"), ".");
    EXPECT_EQ(folder_of("a/name"), "a");
    EXPECT_EQ(folder_of("/name"), "/");
}

}  // namespace
}  // namespace lotse
