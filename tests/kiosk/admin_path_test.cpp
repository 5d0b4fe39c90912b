// SPDX-License-Identifier: EUPL-1.2
// An admin's whole way, with mouse and keyboard at the real desk: languages, a text, a new
// language, the rollout to the running terminal, and back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kWelcome = "स्वागत है";
constexpr const char* kChoose = "आप क्यों आए हैं?";

class AdminPath : public testing::Test {
protected:
    AdminPath() {
        centre.without_language("hi");
        centre.do_not_offer("pl");
        centre.start_service();
    }

    bool runs(std::int64_t version) {
        return centre.wait_until(
            [version](const TerminalReport& said) { return said.running == version; });
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
    /// Looks for texts by the beginning of their ids.
    static void search(Visitor& admin, const std::string& words) {
        if (admin.sees("admin.search.clear")) {
            admin.tap("admin.search.clear");
        }
        admin.tap("field.search");
        admin.type(words);
    }
    static void translate(Visitor& admin, const std::string& id, const std::string& words) {
        ASSERT_TRUE(admin.wait_for("admin.text." + id)) << admin.problem();
        admin.tap("admin.text." + id);
        ASSERT_TRUE(admin.wait_for("field.text")) << admin.problem();
        admin.tap("field.text");
        admin.type(words);
        EXPECT_FALSE(admin.sees("admin.fault.0")) << id << ": " << admin.label("admin.fault.0");
        admin.tap("admin.editor.save");
    }
    /// The cards of the start screen, in their order.
    static std::vector<std::string> languages(Visitor& client) {
        std::vector<std::string> out;
        for (const codec::AutomationNode& node : client.tree().nodes) {
            if (node.id.starts_with("language.")) {
                out.push_back(node.id.substr(9));
            }
        }
        return out;
    }
    static std::ptrdiff_t place_of(const std::vector<std::string>& all, const std::string& tag) {
        return std::find(all.begin(), all.end(), tag) - all.begin();
    }

    Centre centre{1};
};

TEST_F(AdminPath, a_language_a_corrected_text_and_hindi_reach_the_running_terminal_and_leave_it) {
    {
        const auto client = centre.start_terminal();
        EXPECT_TRUE(client->sees("language.tr"));
        EXPECT_FALSE(client->sees("language.pl"));
        EXPECT_FALSE(client->sees("language.hi"));
        EXPECT_LT(place_of(languages(*client), "de-x-leicht"), place_of(languages(*client), "en"));
        ASSERT_TRUE(client->ok()) << client->problem();
    }
    ASSERT_TRUE(runs(0));
    const auto admin = centre.start_desk();
    ASSERT_TRUE(admin->wait_for("action.admin")) << admin->problem();
    admin->tap("action.admin");

    // A language on, another one up.
    ASSERT_TRUE(admin->wait_for("admin.on.pl")) << admin->problem();
    admin->tap("admin.on.pl");
    admin->tap("admin.up.en");

    // A text corrected in place.
    admin->tap("admin.page.texts");
    search(*admin, "start.number_only");
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

    // A language that is not there yet: looked up by its tag, some texts translated by typing.
    admin->tap("admin.page.new_language");
    admin->tap("field.tag");
    admin->type("hi");
    admin->tap("admin.new.look_up");
    ASSERT_TRUE(admin->wait_for("admin.new.add")) << admin->problem();
    EXPECT_EQ(admin->label("admin.new.name"), "Hindi");
    admin->tap("admin.new.add");
    search(*admin, "start.");
    translate(*admin, "start.welcome", kWelcome);
    translate(*admin, "start.subtitle", "विदेशी योग्यताओं की मान्यता के लिए सलाह");
    translate(*admin, "start.choose_language", "कृपया अपनी भाषा चुनें।");
    translate(*admin, "start.number_only", "मुझे सिर्फ़ एक नंबर चाहिए");
    search(*admin, "choose.title");
    translate(*admin, "choose.title", kChoose);

    // Offered, but hidden for as long as the centre asks for more texts than it has.
    admin->tap("admin.page.languages");
    ASSERT_TRUE(admin->wait_for("admin.on.hi")) << admin->problem();
    admin->tap("admin.on.hi");
    EXPECT_THAT(admin->label("admin.language.hi.figures"), HasSubstr("Verborgen"));
    admin->tap("admin.threshold.0");
    EXPECT_TRUE(admin->wait_for("admin.threshold.low")) << "what this means for clients is said";
    EXPECT_THAT(admin->label("admin.language.hi.figures"), Not(HasSubstr("Verborgen")));
    ASSERT_TRUE(admin->ok()) << admin->problem();

    roll_out(*admin, 1);
    {
        const auto client = centre.look_at_terminal();
        ASSERT_TRUE(client->wait_for("language.hi")) << client->problem();
        EXPECT_THAT(client->label("start.number_only"), HasSubstr("!!"));
        EXPECT_TRUE(client->sees("language.pl"));
        EXPECT_LT(place_of(languages(*client), "en"), place_of(languages(*client), "de-x-leicht"));
        client->tap("language.hi");
        EXPECT_EQ(client->label("choose.title"), kChoose);
        client->tap("form.arbeitgeber");
        EXPECT_TRUE(client->wait_for("consent.agree"));
        client->end_and_delete();
        EXPECT_TRUE(client->wait_for("language.hi"));
        ASSERT_TRUE(client->ok()) << client->problem();
    }

    // Back to what was installed, as the next version.
    ASSERT_TRUE(admin->wait_for("admin.restore.0")) << admin->problem();
    admin->tap("admin.restore.0");
    roll_out(*admin, 2);
    const auto client = centre.look_at_terminal();
    ASSERT_TRUE(client->wait_for("language.tr")) << client->problem();
    EXPECT_FALSE(client->sees("language.hi"));
    EXPECT_FALSE(client->sees("language.pl"));
    EXPECT_LT(place_of(languages(*client), "de-x-leicht"), place_of(languages(*client), "en"));
    EXPECT_THAT(client->label("start.number_only"), Not(HasSubstr("!!")));
    EXPECT_TRUE(admin->ok()) << admin->problem();
}

}  // namespace
}  // namespace lotse::kiosk_test
