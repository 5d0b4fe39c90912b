// SPDX-License-Identifier: EUPL-1.2
// What the screen really shows in each session of a kiosk, and whether what is touched there acts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <thread>

#include "core/check.h"
#include "session/session.h"
#include "support/patience.h"
#include "tools/automation_client.h"
#include "tools/demo_setup.h"

namespace lotse::session_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::chrono::seconds kPatience{20 * support::kSlowness};
constexpr std::chrono::milliseconds kLook{50};

struct Case {
    const char* name;
    enum class Kind { X, Cage } kind;
    Size size;                           ///< 0 × 0: of the headless compositor
    std::string window_manager;          ///< X
    std::vector<std::string> variables;  ///< cage
    std::string renderer = "auto";
};
void PrintTo(const Case& one, std::ostream* out) {
    *out << one.name;
}

constexpr Size kHeadless{1280, 720};  ///< wlroots' own choice

/// A terminal's state, made once.
const std::string& enrolled_state() {
    static const support::TempFolder folder;
    static const std::string state = [] {
        tools::DemoOptions options;
        options.state = folder.path("state");
        options.service = "https://127.0.0.1:1";  // nobody there: a terminal works without
        options.wrap_cost = {1, 8};
        options.password_cost = {1, 8};
        LOTSE_CHECK(tools::set_up_demo(options).ok());
        return options.state;
    }();
    return state;
}

class Screen : public testing::Test {
protected:
    Screen() { fs::copy(enrolled_state(), m_folder.path("state"), fs::copy_options::recursive); }

    void start(const Case& how, const std::vector<std::string>& more = {}) {
        std::string settings = kiosk_test::content_of(LOTSE_SOURCE_DIR "/kiosk-config/demo.toml");
        const std::string before = "renderer = \"auto\"";
        settings.replace(settings.find(before), before.size(),
                         "renderer = \"" + how.renderer + "\"");
        std::ofstream(m_folder.path("kiosk.toml")) << settings;
        if (how.kind == Case::Kind::X) {
            m_session = x_session(how.size, how.window_manager);
        } else {
            give_to_session_user(m_folder.path());
            m_session = cage_session(how.size, how.variables);
        }
        std::vector<std::string> command{LOTSE_PROGRAM, "--config", m_folder.path("kiosk.toml"),
                                         "--automation", m_folder.path("socket")};
        if (more.empty()) {
            command.insert(command.end(),
                           {"--role", "terminal", "--state", m_folder.path("state")});
        }
        command.insert(command.end(), more.begin(), more.end());
        m_program = m_session->start(command, m_folder.path("log"));
        auto client = tools::AutomationClient::connect(m_folder.path("socket"), kPatience);
        ASSERT_TRUE(client.ok()) << to_string(client.error()) << "\n" << log();
        m_client = std::move(*client);
    }

    std::string log() const { return kiosk_test::content_of(m_folder.path("log")); }

    void wait_for_log(const std::string& words) {
        const auto until = std::chrono::steady_clock::now() + kPatience;
        while (log().find(words) == std::string::npos && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(kLook);
        }
        EXPECT_THAT(log(), HasSubstr(words));
    }

    /// What the program believes to show.
    Picture own_picture() {
        const std::string file = m_folder.path("own.png");
        return m_client->screenshot(file).ok() ? read_png(file) : Picture{};
    }

    /// Until the screen, seen from outside, has this size and shows, pixel for pixel, what the
    /// program believes. The greeting changes every few seconds: a picture counts if one of those
    /// taken before and after it is the same.
    void expect_screen(Size size) {
        const auto until = std::chrono::steady_clock::now() + kPatience;
        Picture outside, own;
        long different = -1;
        while (std::chrono::steady_clock::now() < until) {
            own = own_picture();
            outside = m_session->capture();
            if (outside.width == size.width && outside.height == size.height) {
                different = differing_pixels(own, outside);
                if (different != 0) different = differing_pixels(own_picture(), outside);
                if (different == 0) break;
            }
            std::this_thread::sleep_for(kLook);
        }
        EXPECT_EQ(outside.width, size.width) << log();
        EXPECT_EQ(outside.height, size.height) << log();
        EXPECT_EQ(different, 0) << "pixels differ; the program's own picture has " << own.width
                                << " x " << own.height << "\n"
                                << log();
        ASSERT_FALSE(outside.rgb.empty());
        const std::array<int, 3> black{0, 0, 0};
        for (const int x : {0, size.width - 1}) {
            for (const int y : {0, size.height - 1})
                EXPECT_NE(outside.at(x, y), black) << x << ", " << y;
        }
    }

    /// Of all buttons on the start screen the one farthest from its middle.
    std::optional<codec::AutomationNode> farthest_button() {
        const auto tree = m_client->tree();
        if (!tree) return std::nullopt;
        std::optional<codec::AutomationNode> found;
        double farthest = -1;
        for (const codec::AutomationNode& node : tree->nodes) {
            if (!node.id.starts_with("language.") && node.id != "start.number_only") continue;
            const double distance = std::hypot(node.x + node.width / 2 - tree->width / 2.0,
                                               node.y + node.height / 2 - tree->height / 2.0);
            const bool whole = node.y >= 0 && node.y + node.height <= tree->height;
            if (whole && !node.hidden && distance > farthest) {
                farthest = distance;
                found = node;
            }
        }
        return found;
    }

    void expect_that_the_farthest_button_acts() {
        const auto button = farthest_button();
        ASSERT_TRUE(button) << log();
        if (!m_session->press(static_cast<int>(button->x + button->width / 2),
                              static_cast<int>(button->y + button->height / 2))) {
            return;
        }
        const auto until = std::chrono::steady_clock::now() + kPatience;
        bool left = false;
        while (!left && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(kLook);
            const auto tree = m_client->tree();
            left = tree.ok() && tree->find(button->id) == nullptr;
        }
        EXPECT_TRUE(left) << button->id << " at " << button->x << ", " << button->y << " "
                          << button->width << " x " << button->height << " did not act\n"
                          << log();
    }

    support::TempFolder m_folder;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<kiosk_test::Program> m_program;
    std::unique_ptr<tools::AutomationClient> m_client;
};

class ScreenIn : public Screen, public testing::WithParamInterface<Case> {};

TEST_P(ScreenIn, the_whole_display_is_drawn_and_what_is_touched_acts) {
    ASSERT_NO_FATAL_FAILURE(start(GetParam()));
    const Size size = GetParam().size.width > 0 ? GetParam().size : kHeadless;
    ASSERT_NO_FATAL_FAILURE(expect_screen(size));
    wait_for_log(
        "[info] screen: ");  // the focus came to rest, and it has looked at the real geometry
    expect_screen(size);
    expect_that_the_farthest_button_acts();
    expect_screen(size);
    EXPECT_THAT(log(), testing::Not(HasSubstr("[error] screen")));
}

std::vector<Case> cases() {
    const Size hd{1920, 1080}, upright{1080, 1920}, small{1280, 800}, low{1024, 600};
    const auto x = Case::Kind::X, cage = Case::Kind::Cage;
    const std::vector<std::string> through_x{"SDL_VIDEODRIVER=x11"};
    return {
        {"x_alone_1920x1080", x, hd, "", {}},
        {"x_alone_1080x1920", x, upright, "", {}},
        {"x_alone_1280x800", x, small, "", {}},
        {"x_alone_1024x600", x, low, "", {}},
        {"x_alone_800x480", x, {800, 480}, "", {}},
        {"matchbox_1920x1080", x, hd, "matchbox-window-manager", {}},
        {"matchbox_1024x600", x, low, "matchbox-window-manager", {}},
        {"openbox_1080x1920", x, upright, "openbox", {}},
        {"openbox_1280x800", x, small, "openbox", {}},
        {"cage_headless", cage, {}, "", {}},
        {"cage_headless_gpu", cage, {}, "", {}, "gpu"},
        {"cage_headless_xwayland", cage, {}, "", through_x},
        {"cage_1920x1080", cage, hd, "", {}},
        {"cage_1080x1920", cage, upright, "", {}},
        {"cage_1280x800", cage, small, "", {}},
        {"cage_1024x600", cage, low, "", {}},
        {"cage_gpu_1280x800", cage, small, "", {}, "gpu"},
        {"cage_xwayland_1920x1080", cage, hd, "", through_x},
        {"cage_xwayland_1024x600", cage, low, "", through_x},
    };
}
INSTANTIATE_TEST_SUITE_P(Sessions, ScreenIn, testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });

class ScreenChange : public Screen, public testing::WithParamInterface<Case> {};

TEST_P(ScreenChange, another_resolution_is_followed_there_and_back) {
    ASSERT_NO_FATAL_FAILURE(start(GetParam()));
    const Size first = GetParam().size, second{1024, 600};
    ASSERT_NO_FATAL_FAILURE(expect_screen(first));
    ASSERT_TRUE(m_session->resize(second));
    if (GetParam().kind == Case::Kind::X) {
        ASSERT_NO_FATAL_FAILURE(expect_screen(second));
    }
    ASSERT_TRUE(m_session->resize(first));
    ASSERT_NO_FATAL_FAILURE(expect_screen(first));
    expect_that_the_farthest_button_acts();
}
INSTANTIATE_TEST_SUITE_P(Sessions, ScreenChange,
                         testing::Values(Case{"x_alone", Case::Kind::X, {1280, 800}, "", {}},
                                         Case{"openbox", Case::Kind::X, {1280, 800}, "openbox", {}},
                                         Case{"cage", Case::Kind::Cage, {1280, 800}, "", {}}),
                         [](const auto& one) { return one.param.name; });

/// Sizes that no display is made in, and another one while it runs.
class OddSize : public Screen, public testing::WithParamInterface<Case> {};

TEST_P(OddSize, a_window_that_fills_its_output_is_no_error) {
    ASSERT_NO_FATAL_FAILURE(start(GetParam()));
    ASSERT_NO_FATAL_FAILURE(expect_screen(GetParam().size));
    wait_for_log("[info] screen: 1366 x 768 pixels");
    ASSERT_TRUE(m_session->resize({1003, 555}));
    wait_for_log("[info] screen: 1003 x 555 pixels");
    EXPECT_THAT(log(), testing::Not(HasSubstr("[error] screen")));
}
INSTANTIATE_TEST_SUITE_P(
    Sessions, OddSize,
    testing::Values(
        Case{"cage", Case::Kind::Cage, {1366, 768}, "", {}},
        Case{"cage_xwayland", Case::Kind::Cage, {1366, 768}, "", {"SDL_VIDEODRIVER=x11"}}),
    [](const auto& one) { return one.param.name; });

TEST_F(Screen, a_window_that_somebody_else_shrinks_is_told_and_put_right) {
    ASSERT_NO_FATAL_FAILURE(start({"shrunk", Case::Kind::X, {1280, 800}, "", {}}));
    ASSERT_NO_FATAL_FAILURE(expect_screen({1280, 800}));
    m_session->place_window(0, 0, {700, 500});
    wait_for_log("[error] screen: the window has 700 x 500 pixels");
    ASSERT_NO_FATAL_FAILURE(expect_screen({1280, 800}));
    expect_that_the_farthest_button_acts();
}

TEST_F(Screen, a_window_that_somebody_else_moves_is_told_and_put_right) {
    ASSERT_NO_FATAL_FAILURE(start({"moved", Case::Kind::X, {1280, 800}, "", {}}));
    ASSERT_NO_FATAL_FAILURE(expect_screen({1280, 800}));
    m_session->place_window(200, 100, {1280, 800});
    wait_for_log("[error] screen: the window has 1280 x 800 pixels");
    ASSERT_NO_FATAL_FAILURE(expect_screen({1280, 800}));
    expect_that_the_farthest_button_acts();
}

TEST_F(Screen, a_display_that_is_too_small_says_so_on_itself_and_in_the_log) {
    ASSERT_NO_FATAL_FAILURE(start({"small", Case::Kind::X, {640, 480}, "", {}}));
    expect_screen({640, 480});
    const auto tree = m_client->tree();
    ASSERT_TRUE(tree.ok());
    const codec::AutomationNode* message = tree->find("screen.too_small");
    ASSERT_NE(message, nullptr);
    EXPECT_THAT(message->label, testing::AllOf(HasSubstr("640 × 480"), HasSubstr("800 × 480")));
    wait_for_log("640 x 480 pixels are too few");
}

TEST_F(Screen, the_test_card_reaches_every_edge_and_its_corners_take_touches) {
    ASSERT_NO_FATAL_FAILURE(
        start({"card", Case::Kind::X, {1280, 800}, "", {}}, {"--check-screen"}));
    expect_screen({1280, 800});
    const Picture picture = m_session->capture();
    const std::array<int, 3> magenta{255, 0, 255}, white{255, 255, 255};
    for (const int x : {0, 1279}) {
        for (const int y : {0, 799}) EXPECT_EQ(picture.at(x, y), magenta) << x << ", " << y;
    }
    EXPECT_EQ(picture.at(1, 400), white);
    EXPECT_EQ(picture.at(1278, 400), white);
    for (int field = 1; field <= 5; ++field) {
        const auto tree = m_client->tree();
        ASSERT_TRUE(tree.ok());
        const codec::AutomationNode* node = tree->find("check.field." + std::to_string(field));
        ASSERT_NE(node, nullptr) << field;
        m_session->press(static_cast<int>(node->x + node->width / 2),
                         static_cast<int>(node->y + node->height / 2));
        std::this_thread::sleep_for(kLook * 4);
    }
    const auto until = std::chrono::steady_clock::now() + kPatience;
    std::string words;
    while (words != "Alle Felder haben reagiert." && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(kLook);
        const auto tree = m_client->tree();
        words = tree.ok() && tree->find("check.touched") ? tree->find("check.touched")->label : "";
    }
    EXPECT_EQ(words, "Alle Felder haben reagiert.");
    static_cast<void>(m_client->tap("check.end"));  // it ends before it answers
    EXPECT_EQ(m_program->wait_for_end(), 0);
}

/// A file of the terminal's state that somebody spoiled.
class OutOfOrder : public Screen, public testing::WithParamInterface<const char*> {};

TEST_P(OutOfOrder, a_terminal_that_cannot_start_says_so_on_its_screen) {
    fs::copy_file(LOTSE_SOURCE_DIR "/kiosk-config/demo.toml", m_folder.path("state/kiosk.toml"));
    std::ofstream(m_folder.path("state") + "/" + GetParam()) << "this is no setting\n";
    m_session = x_session({1280, 800}, "");
    m_program = m_session->start(
        {"env", "WATCHDOG_USEC=30000000", LOTSE_PROGRAM, "--role", "terminal", "--config",
         m_folder.path("state/kiosk.toml"), "--state", m_folder.path("state")},
        m_folder.path("log"));
    const auto until = std::chrono::steady_clock::now() + kPatience;
    const std::array<int, 3> tint{0xFF, 0xF3, 0xD6};
    long tinted = 0;
    while (tinted == 0 && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(kLook);
        const Picture picture = m_session->capture();
        for (int y = 0; y < picture.height; y += 4) {
            for (int x = 0; x < picture.width; x += 4) tinted += picture.at(x, y) == tint ? 1 : 0;
        }
    }
    EXPECT_GT(tinted, 1280 * 800 / 16 / 20) << "two notices, for clients\n" << log();
    EXPECT_THAT(log(), testing::AllOf(HasSubstr("[error] "), HasSubstr(GetParam())));
}
INSTANTIATE_TEST_SUITE_P(Files, OutOfOrder,
                         testing::Values("kiosk.toml", "terminal/enrolment.toml"),
                         [](const auto& one) {
                             return std::string(one.index == 0 ? "settings" : "enrolment");
                         });

}  // namespace
}  // namespace lotse::session_test
