// SPDX-License-Identifier: EUPL-1.2
/// The desk's drawings without a display: a queue of many states, cases in several languages, one
/// mouse.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/imgui_context.h"
#include "platform/renderer.h"
#include "ui/desk/desk.h"

namespace lotse::ui::test {

constexpr const char* kStaffMember = "m.keller";

/// 22 November 2026, 11:20 in Germany.
WallTime desk_wall();
QueueEntry queue_entry(int index, const std::string& number, const std::string& language,
                       QueueState state, int minutes);
/// Every state, of this account and of others, with and without answers.
desk::State queue_state();
/// What the desk shows of it, with the real questionnaires.
desk::Rules desk_rules();
/// A case of somebody who reads Arabic, with answers of every kind; its sheet is made.
desk::State arabic_case();
/// The same for Tigrinya with dates of the Ethiopic calendar.
desk::State tigrinya_case();
CaseSheet& sheet_of(desk::State& state);

/// What the real questionnaires and languages make of an admin's desk.
AdminContent admin_content();
/// An admin's account on the page, nothing changed yet: two versions published, two terminals,
/// figures of some languages.
desk::State admin_state(admin::Page page = admin::Page::Languages, const std::string& tag = "");
/// What becomes of the state; asked of the effect runner: `effects`.
desk::State after_admin(desk::State state, const desk::Event& event,
                        std::vector<desk::Effect>* effects = nullptr);

/// Names of pictures, and what stands on them.
using NamedStates = std::vector<std::pair<std::string, desk::State>>;
/// The log-in and the choice of a password, with everything that can be wrong.
NamedStates states_of_log_in();
/// What reception sees, an admin without cases, and what is about people: somebody more who may
/// read, one's own password.
NamedStates states_of_few_rights();
/// A client's request that answers be deleted: in the queue, open, and asked what became of it.
NamedStates states_of_requests();

/// The event, if it is the only one and of this kind.
template <class E>
const E* only(const std::vector<desk::Event>& events) {
    return events.size() == 1 ? std::get_if<E>(&events.front()) : nullptr;
}

class DeskStudio {
public:
    explicit DeskStudio(const Panel& panel = {1920, 1080, 24.0F, 1.0F},
                        const std::string& language = "de");

    std::vector<desk::Event> frame(const desk::State& state,
                                   const std::vector<Keystroke>& typed = {},
                                   Navigation navigation = Navigation::None);
    /// Until nothing moves.
    std::vector<desk::Event> draw(const desk::State& state);
    /// Mouse down and up in the middle of a widget.
    std::vector<desk::Event> tap(const desk::State& state, const std::string& id);

    /// Mouse down on a widget, moved by so many pixels, up.
    std::vector<desk::Event> drag(const desk::State& state, const std::string& id, float by_y);

    const SemanticTree& tree() const { return m_canvas.tree(); }
    const Node* find(const std::string& id) const { return tree().find(id); }
    const Theme& theme() const { return m_theme; }
    Desk& desk() { return m_desk; }
    /// The last frame as a PNG file, if the environment names a folder for pictures
    /// (LOTSE_UI_PICTURES).
    void keep_picture(const std::string& name);
    /// What the last frame shows in the box, row by row.
    std::vector<std::uint32_t> pixels(const PixelBox& box);

private:
    void mouse(float x, float y, bool down);
    std::vector<std::uint32_t> whole_picture();

    platform::ImGuiSetup m_imgui;
    text::Engine m_engine;
    Theme m_theme;
    Canvas m_canvas;
    Desk m_desk;
    const ImDrawData* m_drawn = nullptr;
    double m_seconds = 1;
};

}  // namespace lotse::ui::test
