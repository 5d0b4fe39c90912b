// SPDX-License-Identifier: EUPL-1.2
/// Somebody with one switch, on the real screens: nothing but waiting and pressing, and in the end
/// the same intake as by touch (EN 301 549 5.5.1, 11.2.5.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "ui/kit/scanner.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using terminal::ScreenView;

constexpr std::size_t kMostTaps = 400;
constexpr int kMostStops = 400;

class Client {
public:
    Client() {
        m_state.now = now();
        m_studio.draw(view());
    }
    ScreenView view() const { return terminal::screen_for(m_state, content().rules); }
    const std::optional<IntakeContent>& sealed() const { return m_sealed; }

protected:
    Moment now() const {
        Moment now;
        now.monotonic = m_time;
        now.today = {2026, 11, 22};
        now.wall = "2026-11-22T18:00:00";
        return now;
    }
    void send(const std::vector<terminal::Event>& events) {
        for (const terminal::Event& event : events) {
            terminal::Update step = update(std::move(m_state), event, now(), content().rules);
            m_state = std::move(step.state);
            for (terminal::Effect& effect : step.effects) {
                if (auto* seal = std::get_if<terminal::SealAndStore>(&effect)) {
                    m_sealed = std::move(seal->content);
                }
            }
        }
    }
    bool at_the_end() const { return m_sealed.has_value(); }

    Studio m_studio;
    terminal::State m_state;
    Instant m_time{1000};
    std::optional<IntakeContent> m_sealed;
};

/// Answers every question with the first answer that stands on the screen, and types two letters.
class Finger : public Client {
public:
    std::vector<std::string> run() {
        std::vector<std::string> tapped;
        while (!at_the_end() && tapped.size() < kMostTaps) {
            m_studio.draw(view());
            const std::string id = next();
            if (id.empty()) {
                ADD_FAILURE() << "nothing to tap after " << testing::PrintToString(tapped);
                break;
            }
            tapped.push_back(id);
            send(m_studio.tap(view(), id));
        }
        EXPECT_LT(tapped.size(), kMostTaps) << testing::PrintToString(tapped);
        return tapped;
    }

private:
    bool there(const std::string& id) const {
        const Node* node = m_studio.tree().find(id);
        return node != nullptr && node->state.enabled;
    }
    std::string first_of(const std::string& beginning) const {
        for (const Node& node : m_studio.tree().nodes) {
            if (node.id.starts_with(beginning) && node.focus_order >= 0 && node.state.enabled) {
                return node.id;
            }
        }
        return {};
    }
    std::string next() {
        const ScreenView shown = view();
        if (std::holds_alternative<terminal::StartView>(shown.screen)) return "language.de";
        if (const std::string way = first_of("form.anerkennung"); !way.empty()) return way;
        const auto* page = std::get_if<terminal::PageView>(&shown.screen);
        if (page != nullptr && page->editing) {
            // Words; numbers and addresses are passed over.
            if (page->editing->text.empty() && there("key.a")) return "key.a";
            if (page->editing->text.size() == 1) return "key.n";
        }
        for (const terminal::FieldView& field :
             page == nullptr ? std::vector<terminal::FieldView>() : page->fields) {
            if (!field.answer && !field.options.empty() && !field.optional) {
                return first_of("answer." + field.path.question);
            }
        }
        for (const char* id : {"consent.agree", "action.submit", "action.next", "key.enter"}) {
            if (there(id)) return id;
        }
        return {};
    }
};

/// Presses when the focus came to what it waits for, or to the level that this stands in.
class OneSwitch : public Client {
public:
    void press(const std::string& id) {
        const std::string screen = identity_of(view());
        turn(false);
        for (int stop = 0; stop < kMostStops; ++stop) {
            const Node* wanted = m_studio.tree().find(id);
            const Node* at = focused();
            if (at != nullptr && at->id == id) {
                ++m_presses;
                turn(true);
                return;
            }
            const bool leads_there = at != nullptr && wanted != nullptr &&
                                     at->role == Role::Group && holds(at->box, wanted->box);
            if (leads_there || m_rests) {
                ++m_presses;
                turn(true);
            } else {
                m_time += Instant(2000);
                ++m_waits;
                turn(false);
            }
        }
        ADD_FAILURE() << "never came to " << id << " on " << screen;
    }
    /// One frame, and what follows of it.
    void turn(bool pressed) {
        const Canvas& canvas = m_studio.canvas();
        const Scanner::Step step =
            m_scanner.step({canvas.screens(), canvas.is_on_stop(), canvas.is_on_last_stop(),
                            canvas.is_inside_level()},
                           pressed, m_time);
        m_rests = step.rests || (m_rests && !pressed && !m_scanner.due());
        if (step.rests) m_studio.canvas().focus("");
        send(m_studio.frame(view(), {}, step.navigation));
        send(m_studio.draw(view()));
    }
    void start() { turn(true); }
    const Node* focused() const {
        const auto& nodes = m_studio.tree().nodes;
        const auto at =
            std::ranges::find_if(nodes, [](const Node& node) { return node.state.focused; });
        return at == nodes.end() ? nullptr : &*at;
    }
    Studio& studio() { return m_studio; }
    bool rests() const { return m_rests; }
    void wait() {
        m_time += Instant(2000);
        turn(false);
    }
    int presses() const { return m_presses; }
    int waits() const { return m_waits; }

private:
    static bool holds(const PixelBox& outer, const PixelBox& inner) {
        return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 &&
               inner.x + inner.width <= outer.x + outer.width + 1 &&
               inner.y + inner.height <= outer.y + outer.height + 1;
    }
    Scanner m_scanner;
    bool m_rests = false;
    int m_presses = 0, m_waits = 0;
};

TEST(OneSwitch, enters_what_a_finger_enters) {
    std::vector<std::string> tapped;
    std::optional<IntakeContent> by_touch;
    {
        Finger finger;
        tapped = finger.run();
        by_touch = finger.sealed();
    }
    ASSERT_TRUE(by_touch);
    ASSERT_GT(by_touch->answers.fields.size(), 10U);
    OneSwitch client;
    client.start();
    for (const std::string& id : tapped) {
        client.press(id);
        if (HasFailure()) return;
    }
    std::printf("%zu taps of a finger, %d presses of one switch, %d stops waited for\n",
                tapped.size(), client.presses(), client.waits());
    ASSERT_TRUE(client.sealed());
    EXPECT_EQ(client.sealed()->answers, by_touch->answers);
    EXPECT_EQ(client.sealed()->language, by_touch->language);
    EXPECT_EQ(client.sealed()->consent.text_hash, by_touch->consent.text_hash);
}

TEST(OneSwitch, comes_out_of_every_level_by_waiting) {
    const std::vector<std::string> tapped = Finger().run();
    OneSwitch client;
    client.start();
    for (const std::string& id : tapped) {
        if (id.starts_with("key.")) break;
        client.press(id);
    }
    // The keyboard of the first text: into each of its rows, and nobody presses any more.
    int levels = 0;
    std::vector<std::string> seen;
    for (int stop = 0; stop < kMostStops && !client.rests(); ++stop) {
        client.wait();
        const Node* at = client.focused();
        if (at == nullptr || at->role != Role::Group || std::ranges::count(seen, at->id) > 0) {
            continue;
        }
        seen.push_back(at->id);
        ++levels;
        client.turn(true);
        ASSERT_TRUE(client.studio().canvas().is_inside_level());
        for (int i = 0; i < kMostStops && client.studio().canvas().is_inside_level(); ++i) {
            client.wait();
        }
        EXPECT_FALSE(client.studio().canvas().is_inside_level()) << seen.back();
    }
    EXPECT_GT(levels, 1);
    EXPECT_TRUE(client.rests());
}

}  // namespace
}  // namespace lotse::ui::test
