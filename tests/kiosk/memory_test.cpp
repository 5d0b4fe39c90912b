// SPDX-License-Identifier: EUPL-1.2
// After a session nothing that was typed is left in the terminal's memory: looked for from outside,
// byte by byte, in every writable mapping of the running program.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::IsEmpty;
using testing::Not;

/// Letters that stand together nowhere else. Sixteen or more of them in a row contain one of the
/// aligned pieces of eight.
constexpr const char* kTyped = "vqxjzkwypbfhgqzxmwvkjqpyzxhwbqkv";
constexpr const char* kTapped = "zqjwxkvqyhzpbxqw";
constexpr std::size_t kPiece = 8;
constexpr std::size_t kPage = 4096;

struct Memory {
    bool readable = false;
    std::size_t bytes = 0;
    std::vector<std::string> found;  ///< "mapping+offset: encoding, piece"
};

/// Searches every writable mapping for the pieces of `text`.
Memory search(pid_t pid, const std::string& text) {
    Memory memory;
    std::vector<std::pair<std::string, std::string>> needles;
    for (std::size_t at = 0; at + kPiece <= text.size(); at += kPiece) {
        const std::vector<std::string> encoded = encodings_of(text.substr(at, kPiece));
        for (std::size_t i = 0; i < encoded.size(); ++i) {
            needles.emplace_back(encoded[i], "UTF-" + std::to_string(8 << i) + " letters from " +
                                                 std::to_string(at));
        }
    }
    const std::string process = "/proc/" + std::to_string(pid);
    const int file = open((process + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    std::ifstream maps(process + "/maps");
    for (std::string line; file >= 0 && std::getline(maps, line);) {
        std::istringstream words(line);
        std::string range, rights;
        words >> range >> rights;
        if (!rights.starts_with("rw")) {
            continue;
        }
        const std::uint64_t begin = std::stoull(range, nullptr, 16);
        const std::uint64_t end = std::stoull(range.substr(range.find('-') + 1), nullptr, 16);
        std::string content(end - begin, '\0');
        std::size_t there = 0;
        for (std::size_t at = 0; at < content.size();) {
            const ssize_t got = pread(file, content.data() + at, content.size() - at,
                                      static_cast<off_t>(begin + at));
            there += got > 0 ? static_cast<std::size_t>(got) : 0;
            at += got > 0 ? static_cast<std::size_t>(got) : kPage;  // a page that was never there
        }
        if (there == 0) {
            continue;
        }
        memory.readable = true;
        memory.bytes += there;
        for (const auto& [needle, what] : needles) {
            for (std::size_t at = content.find(needle); at != std::string::npos;
                 at = content.find(needle, at + 1)) {
                char where[32];
                std::snprintf(where, sizeof where, "+0x%zx: ", at);
                memory.found.push_back(line + where + what);
            }
        }
    }
    close(file);
    return memory;
}

class MemoryAfterSession : public testing::Test {
protected:
    void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        GTEST_SKIP() << "sanitizers keep freed memory on purpose, and a wiping free() would hide "
                        "from them what they look for";
#endif
        client = centre.start_terminal();
        client->tap("language.en");
        client->tap("form.arbeitgeber");
        client->tap("consent.agree");
        client->type(kTyped);
        ASSERT_EQ(client->value("field.company_name"), kTyped) << client->problem();
        if (!search(centre.terminal().pid(), kTyped).readable) {
            GTEST_SKIP() << "the memory of another process cannot be read here (needs "
                            "CAP_SYS_PTRACE: the terminal "
                            "forbids it to everybody else)";
        }
        EXPECT_THAT(search(centre.terminal().pid(), kTyped).found, Not(IsEmpty()))
            << "the search finds nothing at all";
    }
    void expect_nothing_left() {
        ASSERT_TRUE(client->ok()) << client->problem();
        ASSERT_TRUE(client->sees("start.number_only"));
        for (const char* text : {kTyped, kTapped}) {
            const Memory memory = search(centre.terminal().pid(), text);
            EXPECT_GT(memory.bytes, 10'000'000U);
            EXPECT_THAT(memory.found, IsEmpty());
        }
    }

    Centre centre;
    std::unique_ptr<Visitor> client;
};

TEST_F(MemoryAfterSession, holds_nothing_of_a_text_that_was_typed_and_deleted) {
    client->tap("action.next");
    client->tap("action.back");
    client->end_and_delete();
    expect_nothing_left();
}

TEST_F(MemoryAfterSession, holds_nothing_of_a_text_in_the_middle_of_typing_in_two_scripts) {
    client->tap("bar.language");
    client->tap("language.ar");
    client->end_and_delete();
    expect_nothing_left();
}

TEST_F(MemoryAfterSession, holds_nothing_of_an_intake_that_was_handed_in) {
    centre.start_service();
    for (int page = 0; page < 30 && client->ok() && !client->sees("action.submit"); ++page) {
        for (const char* field : {"field.contact_name"}) {
            if (client->sees(field)) {
                client->type_on_screen(kTapped);
            }
        }
        client->tap("action.next");
    }
    EXPECT_THAT(search(centre.terminal().pid(), kTapped).found, Not(IsEmpty()));
    EXPECT_THAT(client->submit(), Not(IsEmpty())) << client->problem();
    client->tap("action.done");
    expect_nothing_left();
}

TEST(MemoryOfTheService,
     holds_no_password_and_no_proof_after_two_hundred_log_ins_and_no_file_does) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers keep freed memory on purpose";
#endif
    Centre centre;
    centre.start_service();
    {
        const auto staff = centre.start_desk();
        ASSERT_TRUE(staff->ok()) << staff->problem();
    }
    for (int i = 0; i < 200; ++i) {
        static_cast<void>(centre.colleague("beratung")->log_out());
    }
    const pid_t pid = centre.service().pid();
    // Its arguments stand on its stack: the search finds what is there.
    const Memory control = search(pid, "--port-file-----");
    if (!control.readable) {
        GTEST_SKIP() << "the memory of another process cannot be read here (needs CAP_SYS_PTRACE)";
    }
    EXPECT_THAT(control.found, Not(IsEmpty())) << "the search finds nothing at all";
    for (const std::string& secret : {centre.password(), centre.proof()}) {
        EXPECT_THAT(search(pid, secret).found, IsEmpty());
        EXPECT_THAT(centre.files_with(secret), IsEmpty());
    }
}

}  // namespace
}  // namespace lotse::kiosk_test
