// SPDX-License-Identifier: EUPL-1.2
/// Somebody in front of the terminal (or at the desk), for tests: taps, types, looks. The first
/// thing that goes wrong is kept and everything after it does nothing, so that a test checks once,
/// at its end or where it matters.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tools/automation_client.h"

namespace lotse::kiosk_test {

class Visitor {
public:
    /// Waits until the program listens and shows something.
    explicit Visitor(const std::string& socket);

    void tap(const std::string& id);
    /// Waits for the widget, and not for what the tap leads to: something may hang.
    void press(const std::string& id);
    /// By so many pixels, downwards.
    void drag(const std::string& id, int by_px);
    void type(const std::string& text);
    /// Does not wait for what it leads to.
    void enter(const std::string& text);
    /// Letter by letter on the keyboard on the screen; lower-case Latin letters and spaces.
    void type_on_screen(const std::string& text);
    void screenshot(const std::string& path);
    /// Until the widget is on the screen; false after half a minute.
    bool wait_for(const std::string& id);

    bool sees(const std::string& id);
    /// Of a widget on the screen; empty if it is not there.
    std::string label(const std::string& id);
    std::string value(const std::string& id);
    codec::AutomationTree tree();

    /// From the start screen in English to the review of the short questionnaire; `name` is typed
    /// as the company's.
    void fill_in(const std::string& name);
    /// From the review to the last screen. The number; empty if it was not seen.
    std::string submit();
    /// From the start screen, in English, without questions.
    std::string number_only();
    std::string whole_intake(const std::string& name);
    /// "End now and delete", from anywhere in a session.
    void end_and_delete();
    void open_staff_menu(const std::string& pin);

    bool ok() const { return m_problem.empty(); }
    const std::string& problem() const { return m_problem; }

private:
    void note(const Result<void>& outcome, const std::string& what);

    std::unique_ptr<tools::AutomationClient> m_client;
    std::string m_problem;
};

}  // namespace lotse::kiosk_test
