// SPDX-License-Identifier: EUPL-1.2
// An admin's whole way, with mouse and keyboard at the real desk: languages, a text, a new language, the rollout to the
// running terminal, and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;
using testing::Not;

class AdminPath : public testing::Test {
protected:
    AdminPath() { centre.start_service(); }

    bool runs(std::int64_t version) {
        return centre.wait_until([version](const TerminalReport& said) { return said.running == version; });
    }
    /// Publishes what was changed on the terminal that is proposed, and releases it.
    void roll_out(Visitor& admin, std::int64_t version) {
        admin.tap("admin.page.versions");
        ASSERT_TRUE(admin.wait_for("admin.publish")) << admin.problem();
        ASSERT_TRUE(admin.wait_for("admin.change.0")) << admin.problem();
        admin.tap("admin.publish");
        const std::string release = "admin.release." + std::to_string(version);
        ASSERT_TRUE(admin.wait_for(release)) << admin.label("admin.problem") << admin.problem();
        ASSERT_TRUE(runs(version)) << centre.report().reason;
        admin.tap(release);
        admin.tap("ask.confirm");
        ASSERT_TRUE(admin.wait_for("admin.done")) << admin.problem();
    }

    Centre centre{1};
};

TEST_F(AdminPath, a_changed_language_a_corrected_text_and_a_new_language_reach_the_terminal_and_leave_it_again) {
    {
        const auto client = centre.start_terminal();
        EXPECT_TRUE(client->sees("language.pl"));
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    ASSERT_TRUE(runs(0));
    const auto admin = centre.start_desk();
    ASSERT_TRUE(admin->wait_for("action.admin")) << admin->problem();
    admin->tap("action.admin");

    // A language off, another one up.
    ASSERT_TRUE(admin->wait_for("admin.on.pl")) << admin->problem();
    admin->tap("admin.on.pl");
    admin->tap("admin.up.en");

    // A text corrected in place.
    admin->tap("admin.page.texts");
    admin->tap("field.search");
    admin->type("start.number_only");
    ASSERT_TRUE(admin->wait_for("admin.text.start.number_only")) << admin->problem();
    admin->tap("admin.text.start.number_only");
    admin->tap("field.text");
    admin->type("{");
    EXPECT_TRUE(admin->wait_for("admin.fault.0")) << "a broken text is said to be broken";
    admin->tap("admin.editor.close");
    admin->tap("admin.text.start.number_only");
    admin->tap("field.text");
    admin->type("!!");
    admin->tap("admin.editor.save");

    // A language that is not there yet.
    admin->tap("admin.page.new_language");
    admin->tap("field.tag");
    admin->type("vi");
    admin->tap("admin.new.look_up");
    ASSERT_TRUE(admin->wait_for("admin.new.add")) << admin->problem();
    admin->tap("admin.new.add");
    admin->tap("admin.page.languages");
    ASSERT_TRUE(admin->wait_for("admin.on.vi")) << admin->problem();
    admin->tap("admin.on.vi");
    ASSERT_TRUE(admin->ok()) << admin->problem();

    roll_out(*admin, 1);
    {
        const auto client = centre.look_at_terminal();
        ASSERT_TRUE(client->wait_for("start.number_only")) << client->problem();
        EXPECT_THAT(client->label("start.number_only"), HasSubstr("!!"));
        EXPECT_FALSE(client->sees("language.pl"));
        EXPECT_FALSE(client->sees("language.vi")) << "below the threshold a language stays hidden";
        EXPECT_TRUE(client->sees("language.en"));
    }

    // Back to what was installed, as the next version.
    ASSERT_TRUE(admin->wait_for("admin.restore.0")) << admin->problem();
    admin->tap("admin.restore.0");
    roll_out(*admin, 2);
    const auto client = centre.look_at_terminal();
    ASSERT_TRUE(client->wait_for("language.pl")) << client->problem();
    EXPECT_THAT(client->label("start.number_only"), Not(HasSubstr("!!")));
    EXPECT_TRUE(admin->ok()) << admin->problem();
}

}  // namespace
}  // namespace lotse::kiosk_test
