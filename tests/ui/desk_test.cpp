// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "ui/desk_studio.h"

namespace lotse::ui::test {
namespace {

struct NamedDesk {
    const char* name;
    Panel panel;
};

/// An office monitor, a small notebook, a monitor turned upright.
const std::vector<NamedDesk> kDesks = {{"office", {1920, 1080, 24.0F, 1.0F}},
                                       {"notebook", {1366, 768, 14.0F, 1.0F}},
                                       {"upright", {1080, 1920, 24.0F, 1.0F}},
                                       {"large_type", {1920, 1080, 24.0F, 1.3F}}};

TEST(DeskPictures, are_drawn) {
    for (const NamedDesk& desk : kDesks) {
        DeskStudio studio(desk.panel);
        const std::string name = desk.name;
        desk::State out;
        auto& in = std::get<desk::LoggedOut>(out.place);
        in.account.text = SecretText("m.keller");
        in.account.caret = in.account.anchor = 8;
        in.problem_id = "desk.login.wrong";
        in.field = desk::LogInField::Password;
        studio.draw(out);
        studio.keep_picture("login_" + name);
        desk::State queue = queue_state();
        std::get<desk::QueueOpen>(queue.place).selected = std::get<desk::QueueOpen>(queue.place).entries[1].header.id;
        studio.draw(queue);
        studio.keep_picture("queue_" + name);
        const desk::State open = arabic_case();
        const CaseSheet sheet = sheet_of(open);
        studio.draw(open, &sheet);
        studio.keep_picture("case_" + name);
    }
}

}  // namespace
}  // namespace lotse::ui::test
