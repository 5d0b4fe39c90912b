// SPDX-License-Identifier: EUPL-1.2
// Fingers, mouse and keys as they come in, through the real input queue, on the real screens; only
// the clock is ours.
#include <SDL.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>

#include "core/terminal/session.h"
#include "platform/input.h"
#include "ui/kit/fonts.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using std::chrono::milliseconds;

enum class Device { Finger, Mouse };

/// The frame loop of a terminal, with the delays that hold where nothing is set.
class Kiosk {
public:
    explicit Kiosk(const PressGuard::Delays& delays = {0.5, 0.8})
        : m_theme(make_theme({1920, 1080, 21.5F, 1.0F})),
          m_canvas(engine(), content().icons),
          m_terminal(*content().catalogue, {"Musterberatung", "", {}}) {
        Canvas::prepare_imgui();
        m_canvas.guard_presses(delays);
        m_queue.set_screen(1920, 1080);
        m_state.now = moment();
        wait(1000);
    }

    /// Lets time pass and draws what is due; long enough, and every press counts.
    void wait(int ms) {
        constexpr int kStep = 1000;
        for (int passed = 0; passed < ms; passed += kStep) {
            m_now += milliseconds(std::min(kStep, ms - passed));
            send(terminal::Ticked{});
            run();
        }
    }
    void send(const terminal::Event& event) {
        terminal::Update step = update(std::move(m_state), event, moment(), content().rules);
        m_state = std::move(step.state);
        for (const terminal::Effect& effect : step.effects) {
            if (std::holds_alternative<terminal::WipeTraces>(effect)) {
                m_terminal.wipe();
                m_canvas.reset();
            }
            m_sealed += std::holds_alternative<terminal::SealAndStore>(effect) ? 1 : 0;
        }
    }
    /// Something that no press led to.
    void happen(const terminal::Event& event) {
        send(event);
        run();
    }
    void show(terminal::State state) {
        m_state = std::move(state);
        m_state.now = moment();
        if (auto* place = std::get_if<terminal::InSession>(&m_state.place)) {
            place->last_input = m_state.now.monotonic;
            if (place->session.told) {
                place->session.told->since = m_state.now.monotonic;
            }
        }
        run();
    }

    struct Point {
        float x = 0, y = 0;
    };
    Point middle(const std::string& id) {
        const Node* node = m_canvas.tree().find(id);
        if (node != nullptr && node->state.hidden) {
            m_canvas.reveal(id);
            m_dirty = true;
            wait(1000);
            node = m_canvas.tree().find(id);
        }
        if (node == nullptr) {
            ADD_FAILURE() << id << " is not on " << screen();
            return {};
        }
        return {node->visible.x + node->visible.width / 2,
                node->visible.y + node->visible.height / 2};
    }
    void down(Point at, Device device = Device::Finger) { touch(at, true, device); }
    void up(Point at, Device device = Device::Finger) { touch(at, false, device); }
    void tap(Point at, Device device = Device::Finger) {
        down(at, device);
        up(at, device);
        run();
    }
    void tap(const std::string& id) { tap(middle(id)); }
    /// When everything can be pressed.
    void go(const std::string& id) {
        wait(1000);
        tap(id);
    }
    void key(SDL_Keycode code, bool again = false) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = code;
        event.key.repeat = again ? 1 : 0;
        m_queue.handle(event, m_now);
        run();
    }

    std::string screen() const { return identity_of(screen_for(m_state, content().rules)); }
    bool sees(const std::string& id) const { return m_canvas.tree().find(id) != nullptr; }
    std::string value(const std::string& id) const {
        const Node* node = m_canvas.tree().find(id);
        return node == nullptr ? "" : node->value;
    }
    std::string focused() const {
        for (const Node& node : m_canvas.tree().nodes) {
            if (node.state.focused) {
                return node.id;
            }
        }
        return "";
    }
    bool at_start() const { return std::holds_alternative<terminal::AtStart>(m_state.place); }
    int sealed() const { return m_sealed; }
    const terminal::State& state() const { return m_state; }

private:
    Moment moment() const {
        Moment now;
        now.monotonic = std::chrono::duration_cast<Instant>(m_now.time_since_epoch());
        now.today = {2026, 11, 22};
        now.wall = "2026-11-22T18:00:00";
        return now;
    }
    void touch(Point at, bool down, Device device) {
        SDL_Event event{};
        if (device == Device::Finger) {
            event.type = down ? SDL_FINGERDOWN : SDL_FINGERUP;
            event.tfinger.touchId = 7;
            event.tfinger.x = at.x / 1920;
            event.tfinger.y = at.y / 1080;
        } else {
            event.type = down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
            event.button.button = SDL_BUTTON_LEFT;
            event.button.x = static_cast<int>(at.x);
            event.button.y = static_cast<int>(at.y);
        }
        m_queue.handle(event, m_now);
    }
    static double seconds(platform::TimePoint when) {
        return std::chrono::duration<double>(when.time_since_epoch()).count();
    }
    /// As kiosk/loop/frame_loop.cpp: what changes the state is drawn again before it is presented.
    void frame() {
        m_dirty = false;
        platform::InputFrame input = m_queue.begin_frame(m_imgui.io(), m_now);
        for (int round = 0; round < 4; ++round) {
            Navigation navigation = Navigation::None;
            for (const Keystroke& stroke : input.strokes) {
                navigation = stroke.key == Keystroke::Key::Tab     ? Navigation::Next
                             : stroke.key == Keystroke::Key::Enter ? Navigation::Activate
                                                                   : navigation;
            }
            const terminal::ScreenView view = screen_for(m_state, content().rules);
            m_imgui.begin_frame();
            m_canvas.begin(
                m_theme, typography(*content().catalogue->language(view.language)), seconds(m_now),
                navigation,
                input.pressed ? std::optional<double>(seconds(*input.pressed)) : std::nullopt);
            const std::vector<terminal::Event> events =
                m_terminal.draw(m_canvas, view, input.strokes);
            for (const terminal::Event& event : events) {
                send(event);
            }
            if (events.empty() && input.oldest_event) {
                send(terminal::Touched{});
            }
            m_canvas.end();
            m_imgui.end_frame();
            if (events.empty()) {
                break;
            }
            input = m_queue.begin_frame(m_imgui.io(), m_now);
            m_dirty = round == 3;
        }
        m_canvas.presented(seconds(m_now));
    }
    void run() {
        int frames = 0;
        do {
            frame();
        } while ((m_queue.pending() || m_canvas.moving() || m_dirty) && ++frames < 100);
    }

    static text::Engine& engine() {
        static text::Engine shared;
        return shared;
    }

    platform::ImGuiSetup m_imgui;
    Theme m_theme;
    Canvas m_canvas;
    Terminal m_terminal;
    platform::InputQueue m_queue;
    platform::TimePoint m_now{std::chrono::hours(1)};
    terminal::State m_state;
    int m_sealed = 0;
    bool m_dirty = false;
};

/// The ways to the screens that are tried, each a row of taps that are far enough apart.
using Way = std::vector<std::string>;

/// What is left of the widget on the next screen, under the same finger.
struct Pressing {
    const char* what;
    Way way;
    std::string id;
};
const std::vector<Pressing> kPressings = {
    {"a language", {}, "language.en"},
    {"only a number", {}, "start.number_only"},
    {"a language for a number", {"start.number_only"}, "language.ar"},
    {"a questionnaire", {"language.en"}, "form.anerkennung.self"},
    {"the number among them", {"language.en"}, "form.number_only"},
    {"the consent", {"language.en", "form.anerkennung.self"}, "consent.agree"},
    {"the notice", {"language.en", "form.anerkennung.self"}, "consent.notice"},
    {"the consent in Arabic", {"language.ar", "form.anerkennung.self"}, "consent.agree"},
    {"the next page", {"language.en", "form.anerkennung.self", "consent.agree"}, "action.next"},
    {"the way back",
     {"language.en", "form.anerkennung.self", "consent.agree", "action.next"},
     "action.back"},
    {"the end", {"language.en", "form.anerkennung.self"}, "bar.end"},
    {"the end that is not meant",
     {"language.en", "form.anerkennung.self", "bar.end"},
     "end.cancel"},
    {"the languages", {"language.en", "form.anerkennung.self"}, "bar.language"},
    {"another language", {"language.en", "form.anerkennung.self", "bar.language"}, "language.uk"},
};

TEST(Press, the_second_of_two_taps_does_nothing_to_the_screen_that_the_first_led_to) {
    for (const Pressing& pressing : kPressings) {
        std::string led_to;  // always the same screen, whatever came after the first tap
        for (const auto& [device, gap] : {std::pair{Device::Mouse, 450},
                                          {Device::Finger, 450},
                                          {Device::Finger, 250},
                                          {Device::Finger, 20},
                                          {Device::Finger, 0}}) {
            Kiosk kiosk;
            for (const std::string& id : pressing.way) {
                kiosk.go(id);
            }
            kiosk.wait(1000);
            const Kiosk::Point at = kiosk.middle(pressing.id);
            kiosk.down(at, device);
            kiosk.up(at, device);
            if (gap > 0) {  // else both wait for one frame
                kiosk.wait(20);
                led_to = kiosk.screen();
                kiosk.wait(gap - 20);
            }
            kiosk.tap(at, device);
            EXPECT_EQ(kiosk.screen(), led_to) << pressing.what << ", " << gap << " ms";
            EXPECT_EQ(kiosk.sealed(), 0) << pressing.what << ", " << gap << " ms";
        }
    }
}

TEST(Press, drumming_on_one_place_makes_one_step_in_half_a_second) {
    Kiosk kiosk;
    kiosk.go("language.en");
    kiosk.go("form.anerkennung.self");
    kiosk.wait(1000);
    const Kiosk::Point at = kiosk.middle("consent.agree");
    kiosk.tap(at);
    const std::string first = kiosk.screen();
    for (int i = 0; i < 12; ++i) {
        kiosk.wait(40);
        kiosk.tap(at);
    }
    EXPECT_EQ(kiosk.screen(), first);
    kiosk.wait(100);
    kiosk.tap(at);
    EXPECT_NE(kiosk.screen(), first) << "after half a second a press counts";
}

TEST(Press, what_deletes_seals_or_refuses_waits_longer) {
    Kiosk kiosk;
    kiosk.go("language.en");
    kiosk.go("form.anerkennung.self");
    kiosk.go("bar.end");
    kiosk.wait(600);
    kiosk.tap("end.confirm");
    EXPECT_FALSE(kiosk.at_start());
    kiosk.tap("end.cancel");
    EXPECT_TRUE(kiosk.sees("consent.agree"));
    kiosk.wait(700);
    kiosk.tap("consent.refuse");
    EXPECT_EQ(kiosk.sealed(), 0);
    kiosk.wait(200);
    kiosk.tap("consent.refuse");
    EXPECT_EQ(kiosk.sealed(), 1);
    kiosk.wait(1000);
    kiosk.happen(terminal::IntakeStored{"A001"});
    kiosk.wait(500);
    ASSERT_TRUE(kiosk.sees("finished.number"));
    kiosk.tap("action.done");
    EXPECT_TRUE(kiosk.sees("finished.number")) << "nobody has read it yet";
    kiosk.wait(400);
    kiosk.tap("action.done");
    EXPECT_TRUE(kiosk.at_start());
}

TEST(Press, a_double_tap_on_remove_deletes_no_entry_and_neither_does_an_impatient_answer) {
    Kiosk kiosk;
    for (const terminal::State& state : walk("en", 0)) {
        const terminal::ScreenView view = screen_for(state, content().rules);
        const auto* hub = std::get_if<terminal::HubView>(&view.screen);
        if (hub == nullptr || hub->entries.empty()) {
            continue;
        }
        kiosk.show(state);
        kiosk.wait(600);
        const Kiosk::Point at = kiosk.middle("remove.1");
        kiosk.tap(at);
        ASSERT_TRUE(kiosk.sees("remove.confirm")) << "it is asked";
        kiosk.wait(100);
        kiosk.tap(at);
        kiosk.wait(500);
        kiosk.tap("remove.confirm");
        EXPECT_TRUE(kiosk.sees("remove.confirm")) << "nobody has read it yet";
        kiosk.wait(400);
        kiosk.tap("remove.cancel");
        EXPECT_TRUE(kiosk.sees("entry.1"));
        kiosk.wait(600);
        kiosk.tap("remove.1");
        kiosk.wait(900);
        kiosk.tap("remove.confirm");
        EXPECT_FALSE(kiosk.sees("remove.confirm"));
        EXPECT_EQ(kiosk.sees("entry.1"), hub->entries.size() > 1);
        return;
    }
    FAIL() << "no hub has an entry";
}

/// Before the number: what all are asked stands there.
terminal::State first_review(const std::string& language) {
    for (const terminal::State& state : walk(language, 1)) {
        const terminal::ScreenView view = screen_for(state, content().rules);
        if (std::holds_alternative<terminal::ReviewView>(view.screen)) {
            return state;
        }
    }
    ADD_FAILURE() << "the walk comes to no review";
    return {};
}

TEST(Press, an_impatient_second_tap_on_the_end_of_the_review_seals_once_and_keeps_the_number) {
    Kiosk kiosk;
    kiosk.show(first_review("en"));
    kiosk.wait(750);
    const Kiosk::Point at = kiosk.middle("action.submit");
    kiosk.tap(at);
    EXPECT_EQ(kiosk.sealed(), 0) << "the review has just come up";
    kiosk.wait(100);
    kiosk.tap(at);
    EXPECT_EQ(kiosk.sealed(), 1);
    kiosk.wait(100);
    kiosk.tap(at);
    kiosk.happen(terminal::IntakeStored{"A001"});
    kiosk.wait(20);
    for (int i = 0; i < 6; ++i) {
        kiosk.wait(100);
        kiosk.tap(at);
    }
    EXPECT_TRUE(kiosk.sees("finished.number"));
    EXPECT_EQ(kiosk.sealed(), 1);
}

TEST(Press, a_finger_that_stays_down_while_the_screen_changes_presses_nothing) {
    {
        Kiosk kiosk;
        kiosk.go("language.en");
        kiosk.go("form.anerkennung.self");
        kiosk.go("consent.agree");
        kiosk.wait(1000);
        const Kiosk::Point at = kiosk.middle("action.next");
        const std::string before = kiosk.screen();
        kiosk.down(at);
        kiosk.wait(100);
        kiosk.happen(terminal::NextPressed{});  // whatever leads to the next page
        kiosk.wait(1000);
        const std::string after = kiosk.screen();
        ASSERT_NE(after, before);
        kiosk.up(at);
        kiosk.wait(100);
        EXPECT_EQ(kiosk.screen(), after) << "it held a widget of the same name";
        kiosk.tap("action.back");
        EXPECT_NE(kiosk.screen(), after) << "the next press is one again";
    }
    Kiosk kiosk;
    const Kiosk::Point tile = kiosk.middle("language.en");
    kiosk.go("language.en");
    kiosk.go("form.anerkennung.self");
    kiosk.wait(100);
    kiosk.down(tile);
    kiosk.wait(200'000);  // warned, and reset
    ASSERT_TRUE(kiosk.at_start());
    kiosk.up(tile);
    kiosk.wait(100);
    EXPECT_TRUE(kiosk.at_start()) << "the start screen came up under the finger";
}

TEST(Press, the_touch_that_says_one_is_still_there_presses_nothing_under_the_warning) {
    Kiosk kiosk;
    kiosk.go("language.en");
    kiosk.go("form.anerkennung.self");
    kiosk.wait(1000);
    const Kiosk::Point at = kiosk.middle("consent.agree");
    const std::string consent = kiosk.screen();
    kiosk.wait(91'000);
    ASSERT_TRUE(kiosk.sees("idle.continue"));
    kiosk.tap(at);
    EXPECT_EQ(kiosk.screen(), consent);
    kiosk.wait(200);
    kiosk.tap(at);
    EXPECT_EQ(kiosk.screen(), consent) << "the warning was there a moment ago";
    kiosk.wait(600);
    kiosk.tap(at);
    EXPECT_NE(kiosk.screen(), consent);
}

TEST(Press, enter_goes_on_once_however_long_it_is_held_and_has_no_focus_on_the_next_screen) {
    Kiosk kiosk;
    kiosk.go("language.en");
    kiosk.go("form.anerkennung.self");
    kiosk.wait(1000);
    for (int i = 0; i < 30 && kiosk.focused() != "consent.agree"; ++i) {
        kiosk.key(SDLK_TAB);
        kiosk.wait(20);
    }
    ASSERT_EQ(kiosk.focused(), "consent.agree");
    kiosk.key(SDLK_RETURN);
    const std::string page = kiosk.screen();
    EXPECT_EQ(kiosk.focused(), "");
    for (int i = 0; i < 60; ++i) {
        kiosk.wait(33);
        kiosk.key(SDLK_RETURN, true);
    }
    EXPECT_EQ(kiosk.screen(), page) << "a held key";
    kiosk.key(SDLK_RETURN);
    EXPECT_EQ(kiosk.screen(), page) << "nothing was chosen on this page";
    for (int i = 0; i < 30 && kiosk.focused() != "action.next"; ++i) {
        kiosk.key(SDLK_TAB);
        kiosk.wait(20);
    }
    kiosk.key(SDLK_RETURN);
    EXPECT_NE(kiosk.screen(), page);
}

/// The first page of a questionnaire that asks for this.
terminal::State page_with(const std::string& field) {
    for (const terminal::State& state : walk("en", 0)) {
        const terminal::ScreenView view = screen_for(state, content().rules);
        const auto* page = std::get_if<terminal::PageView>(&view.screen);
        if (page != nullptr &&
            std::any_of(page->fields.begin(), page->fields.end(), [&](const auto& shown) {
                return shown.path.question == field && !shown.answer;
            })) {
            return state;
        }
    }
    ADD_FAILURE() << field << " is not asked";
    return {};
}

TEST(Press, ten_keys_a_second_are_all_taken_from_the_first_one_on) {
    Kiosk kiosk;
    kiosk.show(page_with("family_name"));
    kiosk.go("field.family_name");
    for (const char* key : {"key.shift", "key.A", "key.n", "key.n", "key.a", "key.space",
                            "key.shift", "key.B", "key.o", "key.b", "key.b", "key.backspace"}) {
        kiosk.wait(100);
        kiosk.tap(key);
    }
    EXPECT_EQ(kiosk.value("field.family_name"), "Anna Bob");
}

TEST(Press, a_double_tap_on_a_field_types_nothing_and_taps_no_other_answer) {
    for (const char* field : {"family_name", "phone"}) {
        Kiosk kiosk;
        kiosk.show(page_with(field));
        kiosk.wait(1000);
        const Kiosk::Point at = kiosk.middle(std::string("field.") + field);
        kiosk.tap(at);
        kiosk.wait(80);
        kiosk.tap(at);
        kiosk.wait(1000);
        EXPECT_EQ(kiosk.value(std::string("field.") + field), "");
    }
}

TEST(Press, a_date_is_typed_at_full_speed) {
    Kiosk kiosk;
    kiosk.show(page_with("date_of_birth"));
    kiosk.go("date.date_of_birth.day");
    for (const char* id : {"key.1", "key.1", "month.4", "key.1", "key.9", "key.8", "key.8"}) {
        kiosk.wait(100);
        kiosk.tap(id);
    }
    EXPECT_EQ(kiosk.value("date.date_of_birth.day"), "11");
    EXPECT_NE(kiosk.value("date.date_of_birth.month"), "");
    EXPECT_EQ(kiosk.value("date.date_of_birth.year"), "1988");
}

TEST(Press, a_double_tap_on_the_last_digit_of_a_day_chooses_no_month) {
    for (const char* last : {"key.4", "key.5", "key.6", "key.7", "key.8", "key.9"}) {
        Kiosk kiosk;
        kiosk.show(page_with("date_of_birth"));
        kiosk.go("date.date_of_birth.day");
        kiosk.wait(1000);
        const Kiosk::Point at = kiosk.middle(last);
        kiosk.tap(at);
        kiosk.wait(80);
        kiosk.tap(at);
        EXPECT_EQ(kiosk.value("date.date_of_birth.month"), "") << last;
    }
}

TEST(Press, the_taps_that_open_the_staffs_door_type_no_pin) {
    Kiosk kiosk;
    kiosk.wait(1000);
    const Kiosk::Point at = kiosk.middle("header.institution");
    for (int i = 0; i < 8; ++i) {
        kiosk.tap(at);
        kiosk.wait(60);
    }
    ASSERT_TRUE(std::holds_alternative<terminal::AtStaffPin>(kiosk.state().place));
    EXPECT_TRUE(std::get<terminal::AtStaffPin>(kiosk.state().place).digits.empty());
    kiosk.wait(600);
    for (const char* key : {"key.1", "key.1", "key.2", "key.3"}) {
        kiosk.tap(key);
        kiosk.wait(100);
    }
    EXPECT_EQ(std::get<terminal::AtStaffPin>(kiosk.state().place).digits.view(), "1123");
}

TEST(Press, without_delays_scripts_press_as_fast_as_they_can) {
    Kiosk kiosk({0, 0});
    kiosk.tap("language.en");
    kiosk.tap("form.anerkennung.self");
    kiosk.tap("consent.refuse");
    EXPECT_EQ(kiosk.sealed(), 1);
}

}  // namespace
}  // namespace lotse::ui::test
