// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "core/terminal/gallery.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) {
        out += "\n  " + line;
    }
    return out;
}

/// Where pictures go, if somebody wants to look: LOTSE_UI_PICTURES.
const char* pictures() {
    return std::getenv("LOTSE_UI_PICTURES");
}

/// Every screen but the questionnaire's pages.
std::vector<terminal::GalleryScreen> other_screens(const std::string& language) {
    std::vector<terminal::GalleryScreen> out = screens_around(content().rules, language);
    const auto add = [&](const std::string& name, terminal::Screen screen) {
        terminal::ScreenView view;
        view.language = language;
        view.languages = content().rules.languages;
        view.screen = std::move(screen);
        view.can_go_back = true;
        out.push_back({name, std::move(view)});
    };
    add("staff_pin", terminal::StaffPinView{4, true, 30});
    terminal::StaffMenuView menu;
    menu.outbox = OutboxSummary{};
    menu.outbox->waiting = 2;
    menu.outbox->held = 1;
    OutboxEntry held;
    held.header.day = "2026-11-22";
    held.held_reason =
        "unknown_terminal (HTTP 403): terminal: is not enrolled at this centre, or was revoked";
    menu.outbox->held_entries.push_back(held);
    menu.last_contact = "2026-11-22T17:55:00";
    menu.time = {"2026-11-22T17:58:00", "2036-11-22T17:58:00", "2026-11-24T17:58:00",
                 "certificate (https://queue): not of the centre", "2026-12-01T12:00:00"};
    menu.languages = content().rules.languages;
    menu.setup.program = "0.1.0";
    menu.setup.configuration = 12;
    menu.setup.made_by = "leitung";
    menu.setup.made_at = "2026-11-20T09:30:00";
    menu.setup.note = "Hindi für die Probe";
    menu.setup.forms = {{"anerkennung", 3, 1}, {"arbeitgeber", 0, 0}};
    menu.setup.unfinished = {"hi"};
    menu.second_language = menu.default_language = "de";
    menu.idle = std::chrono::seconds(90);
    menu.rollout = terminal::Rollout{true,
                                     13,
                                     11,
                                     "broken_text (ar, start.title): an argument is missing",
                                     "2026-11-22T17:58:00",
                                     ""};
    add("staff_menu", menu);
    for (const auto new_day : {terminal::NewDay::Asked, terminal::NewDay::TooEarly}) {
        menu.new_day = new_day;
        add("staff_menu_new_day_" + std::to_string(static_cast<int>(new_day)), menu);
    }
    menu.page = terminal::StaffPage::Languages;
    add("staff_menu_languages", menu);
    menu.page = terminal::StaffPage::Settings;
    add("staff_menu_settings", menu);
    menu.rollout = terminal::Rollout{true, 0, 0, "", "2026-11-22T17:58:00", ""};
    menu.second_language.clear();
    add("staff_menu_newest", menu);
    menu.rollout->problem = "certificate_time (https://queue): certificate has expired";
    menu.asking = true;
    add("staff_menu_silent", menu);
    return out;
}

bool rtl(const std::string& tag) {
    return content().catalogue->language(tag)->right_to_left;
}

/// Of languages, and of the choices of one question, where some stand beside each other: those that
/// are higher than others.
std::string uneven_tiles(const SemanticTree& tree) {
    std::map<std::string, std::vector<const Node*>> grids;
    for (const Node& node : tree.nodes) {
        if (node.id.starts_with("language.") || node.id.starts_with("answer.")) {
            grids[node.id.substr(0, node.id.rfind('.'))].push_back(&node);
        }
    }
    std::string uneven;
    for (const auto& [grid, tiles] : grids) {
        const Node& first = *tiles.front();
        const bool beside = std::any_of(tiles.begin() + 1, tiles.end(), [&](const Node* tile) {
            return tile->box.y == first.box.y;
        });
        for (const Node* tile : tiles) {
            if (beside && std::abs(tile->box.height - first.box.height) > 1) {
                uneven += " " + tile->id;
            }
        }
    }
    return uneven;
}

class EveryLanguage : public testing::TestWithParam<std::string> {};

TEST_P(EveryLanguage, lays_out_every_screen_on_every_panel_without_complaint) {
    for (const NamedPanel& panel : panels()) {
        Studio studio(panel.panel);
        for (const terminal::GalleryScreen& shown : other_screens(GetParam())) {
            studio.draw(shown.view);
            EXPECT_TRUE(complaints(studio.tree(), studio.theme(), rtl(GetParam())).empty())
                << shown.name << " on " << panel.name
                << joined(complaints(studio.tree(), studio.theme(), rtl(GetParam())));
            EXPECT_EQ(uneven_tiles(studio.tree()), "") << shown.name << " on " << panel.name;
            if (pictures()) {
                studio.save(std::string(pictures()) + "/" + GetParam() + "/" + panel.name + "/" +
                            shown.name + ".png");
            }
        }
    }
}

TEST_P(EveryLanguage, can_be_chosen_on_the_smallest_panels) {
    for (const float inches : {7.0F, 8.0F, 9.0F, 10.1F}) {
        for (const auto& [width, height] :
             {std::pair{800, 480}, {1024, 600}, {1280, 800}, {1366, 768}, {600, 1024}}) {
            for (const float letters : {1.0F, 1.3F}) {
                const std::string where = std::to_string(inches) + " inches, " +
                                          std::to_string(width) + " x " + std::to_string(height) +
                                          ", letters " + std::to_string(letters);
                Studio studio({width, height, inches, letters});
                terminal::ScreenView view;
                view.language = GetParam();
                view.languages = content().rules.languages;
                view.screen = terminal::StartView{view.languages, true, GetParam()};
                studio.draw(view);
                int whole = 0;
                for (const Node& node : studio.tree().nodes) {
                    if (node.id.starts_with("language.") &&
                        node.visible.height >= node.box.height - 0.5F) {
                        ++whole;
                    }
                    if (node.id.starts_with("scroll.start.")) {
                        EXPECT_GE(node.visible.height, studio.theme().target - 0.5F)
                            << where << ": " << node.id;
                    }
                }
                EXPECT_GE(whole, 4) << where;
            }
        }
    }
}

TEST_P(EveryLanguage, lays_out_every_page_on_every_panel_without_complaint) {
    for (std::size_t form = 0; form < content().rules.forms.size(); ++form) {
        const std::vector<terminal::State> states = walk(GetParam(), form);
        EXPECT_GT(states.size(), form == 0 ? 40U : 10U);
        for (const NamedPanel& panel : panels()) {
            Studio studio(panel.panel);
            for (std::size_t i = 0; i < states.size(); ++i) {
                const terminal::ScreenView view = screen_for(states[i], content().rules);
                studio.draw(view);
                const auto wrong = complaints(studio.tree(), studio.theme(), rtl(GetParam()));
                EXPECT_TRUE(wrong.empty())
                    << "state " << i << " on " << panel.name << joined(wrong);
                EXPECT_EQ(uneven_tiles(studio.tree()), "") << "state " << i << " on " << panel.name;
                if (pictures()) {
                    const std::string number = std::to_string(1000 * (form + 1) + i);
                    const std::string name = "page" + number;
                    studio.save(std::string(pictures()) + "/" + GetParam() + "/" + panel.name +
                                "/" + name + ".png");
                }
            }
        }
    }
}

TEST_P(EveryLanguage, lays_out_every_page_with_a_second_language_without_complaint) {
    const std::string second = GetParam() == "de" ? "ar" : "de";
    for (const NamedPanel& panel : {panels()[0], panels()[3]}) {
        Studio studio(panel.panel);
        const auto look = [&](terminal::ScreenView view, const std::string& name) {
            view.second_language = second;
            studio.draw(view);
            const auto wrong = complaints(studio.tree(), studio.theme(), rtl(GetParam()));
            EXPECT_TRUE(wrong.empty()) << name << " on " << panel.name << joined(wrong);
            if (pictures()) {
                studio.save(std::string(pictures()) + "/" + GetParam() + "/" + panel.name +
                            "/second_" + name + ".png");
            }
        };
        for (std::size_t form = 0; form < content().rules.forms.size(); ++form) {
            int number = 0;
            for (const terminal::State& state : walk(GetParam(), form)) {
                look(screen_for(state, content().rules),
                     std::to_string(1000 * (form + 1) + static_cast<std::size_t>(number++)));
                for (const Node& node : studio.tree().nodes) {
                    if (node.id.starts_with("label.")) {
                        const Node* beside = studio.tree().find("second." + node.id);
                        ASSERT_NE(beside, nullptr) << node.id;
                        EXPECT_EQ(beside->language, second);
                    }
                }
            }
        }
        for (const terminal::GalleryScreen& shown : screens_around(content().rules, GetParam())) {
            look(shown.view, shown.name);
        }
    }
}

TEST_P(EveryLanguage, keeps_a_field_in_view_above_its_keyboard) {
    const std::vector<terminal::State> states = walk(GetParam());
    for (const NamedPanel& panel : panels()) {
        Studio studio(panel.panel);
        int fields = 0;
        for (const terminal::State& state : states) {
            const terminal::ScreenView view = screen_for(state, content().rules);
            const auto* page = std::get_if<terminal::PageView>(&view.screen);
            if (!page) {
                continue;
            }
            for (const terminal::FieldView& field : page->fields) {
                if (field.type != QuestionType::Text || fields > 20) {
                    continue;
                }
                ++fields;
                const terminal::ScreenView open =
                    screen_for(after(state, terminal::FieldTapped{field.path}), content().rules);
                studio.draw(open);
                const Node* node = studio.tree().find("field." + field.path.question);
                ASSERT_NE(node, nullptr);
                EXPECT_FALSE(node->state.hidden) << node->id << " on " << panel.name;
                const auto wrong = complaints(studio.tree(), studio.theme(), rtl(GetParam()));
                EXPECT_TRUE(wrong.empty()) << node->id << " on " << panel.name << joined(wrong);
                if (pictures()) {
                    studio.save(std::string(pictures()) + "/" + GetParam() + "/" + panel.name +
                                "/typing_" + field.path.question + ".png");
                }
            }
        }
        EXPECT_GT(fields, 5);
    }
}

TEST_P(EveryLanguage, says_in_the_notice_what_the_way_to_deletion_is_called) {
    const auto words = [](const char* id) { return content().catalogue->message(GetParam(), id); };
    const std::string notice = words("privacy.withdrawal.text");
    for (const char* id : {"bar.help", "help.withdraw"}) {
        EXPECT_NE(notice.find(words(id)), std::string::npos) << words(id) << " in: " << notice;
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, EveryLanguage, testing::ValuesIn(content().rules.languages),
                         [](const auto& language) {
                             std::string name = language.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace lotse::ui::test
