// SPDX-License-Identifier: EUPL-1.2
/// The terminal reads aloud: the real program with its real helper, on a sound device of SDL that
/// writes what it plays into a file and keeps time.
#include <dirent.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

/// Proportional set size; 0: the process is gone.
std::size_t memory_kb(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("Pss:")) return std::stoul(line.substr(4));
    }
    return 0;
}

/// The voice that this program started; -1: none.
pid_t helper_of(pid_t program) {
    for (const auto& entry : fs::directory_iterator("/proc")) {
        std::ifstream in(entry.path() / "stat");
        std::string process, name, state, parent;
        if (in >> process >> name >> state >> parent && name == "(lotse-voice)" &&
            parent == std::to_string(program)) {
            return std::stoi(process);
        }
    }
    return -1;
}

class Listening : public testing::Test {
protected:
    Listening() : m_file(m_centre.path("sound.raw")) {
        setenv("SDL_AUDIODRIVER", "disk", 1);
        setenv("SDL_DISKAUDIOFILE", m_file.c_str(), 1);
        m_centre.start_service();
        m_client = m_centre.start_terminal();
    }
    ~Listening() override {
        m_client.reset();
        m_centre.stop_terminal();
        unsetenv("SDL_AUDIODRIVER");
        unsetenv("SDL_DISKAUDIOFILE");
    }

    std::size_t bytes_played() const {
        std::error_code none;
        const auto size = fs::file_size(m_file, none);
        return none ? 0 : size;
    }
    /// Whether something sounds in the time that follows.
    bool sounds(milliseconds time) const {
        const std::size_t from = bytes_played();
        std::this_thread::sleep_for(time);
        std::ifstream in(m_file, std::ios::binary);
        in.seekg(static_cast<std::streamoff>(from));
        const std::string bytes((std::istreambuf_iterator<char>(in)),
                                std::istreambuf_iterator<char>());
        return std::any_of(bytes.begin(), bytes.end(), [](char byte) { return byte != 0; });
    }
    bool falls_silent() const {
        for (int i = 0; i < 200; ++i) {
            if (!sounds(milliseconds(300))) return true;
        }
        return false;
    }

    Centre m_centre;
    const std::string m_file;
    std::unique_ptr<Visitor> m_client;
};

TEST_F(Listening, a_client_hears_each_screen_until_the_button_is_pressed_again) {
    EXPECT_FALSE(sounds(milliseconds(500)));
    m_client->tap("language.de");
    EXPECT_EQ(m_client->label("bar.listen"), "Hören");
    EXPECT_FALSE(sounds(milliseconds(500)));
    m_client->tap("bar.listen");
    EXPECT_EQ(m_client->label("bar.listen"), "Stopp");
    EXPECT_TRUE(sounds(milliseconds(1500)));
    m_client->tap("form.arbeitgeber");
    EXPECT_TRUE(sounds(milliseconds(1500)));
    const std::size_t lotse = memory_kb(m_centre.terminal().pid());
    const std::size_t voice = memory_kb(helper_of(m_centre.terminal().pid()));
    std::printf("memory while it speaks: lotse %zu KB, lotse-voice %zu KB (PSS)\n", lotse, voice);
    EXPECT_GT(voice, 0U);
    m_client->tap("bar.listen");
    EXPECT_TRUE(falls_silent());
    m_client->tap("action.back");
    EXPECT_FALSE(sounds(milliseconds(700)));
    ASSERT_TRUE(m_client->ok()) << m_client->problem();
}

TEST_F(Listening, a_language_without_voice_is_silent_and_says_so) {
    m_client->tap("bar.listen");
    EXPECT_TRUE(sounds(milliseconds(1500)));
    m_client->tap("language.ti");
    EXPECT_TRUE(falls_silent());
    EXPECT_FALSE(sounds(milliseconds(700)));
    m_client->tap("bar.listen");
    EXPECT_TRUE(m_client->sees("reading.silent"));
    ASSERT_TRUE(m_client->ok()) << m_client->problem();
}

TEST_F(Listening, the_end_of_a_session_ends_the_voice_and_its_process) {
    m_client->tap("language.de");
    m_client->tap("bar.listen");
    EXPECT_TRUE(sounds(milliseconds(1500)));
    const pid_t helper = helper_of(m_centre.terminal().pid());
    EXPECT_NE(helper, -1);
    m_client->tap("bar.end");
    m_client->tap("end.confirm");
    EXPECT_TRUE(falls_silent());
    EXPECT_EQ(m_client->label("bar.listen"), "Hören");
    EXPECT_NE(helper_of(m_centre.terminal().pid()), helper);
    ASSERT_TRUE(m_client->ok()) << m_client->problem();
}

}  // namespace
}  // namespace lotse::kiosk_test
