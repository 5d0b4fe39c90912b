// SPDX-License-Identifier: EUPL-1.2
/// Why something was refused, and what a page shows without a line, in the words of whoever reads
/// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/reason.h"
#include "ui/desk/studio.h"
#include "ui/kit/staff.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using testing::HasSubstr;

TEST(DeskWords, every_reason_that_reaches_a_screen_is_said_in_the_readers_words) {
    const text::Catalogue& catalogue = *ui::test::content().catalogue;
    for (int i = 0; i <= static_cast<int>(Cause::NoAdmin); ++i) {
        const auto cause = static_cast<Cause>(i);
        const std::string id = "desk.cause." + std::string(to_string(cause));
        EXPECT_TRUE(catalogue.has("de", id)) << id;
        const std::string line = written_reason({Kind::Refused, "ORT", "for the log", cause});
        // A terminal's menu is in its default language; who has no words of his own reads English.
        for (const auto& [reader, answers] :
             {std::pair("de", "de"), std::pair("en", "en"), std::pair("tr", "en"),
              std::pair("ar", "en"), std::pair("ti", "en"), std::pair("fa-AF", "en")}) {
            const text::Words words = cause_words(catalogue, reader, line);
            EXPECT_EQ(words.tag, answers) << id;
            EXPECT_EQ(words.text.find("for the log"), std::string::npos) << id;
            EXPECT_EQ(
                words.text.find("ORT") != std::string::npos,
                catalogue.message("de", id, {{"where", "ORT"}}).find("ORT") != std::string::npos)
                << id << " for " << reader;
        }
    }
    EXPECT_THAT(
        cause_words(catalogue, "de", "broken_text (uk, start.title): an argument is missing").text,
        HasSubstr("uk, start.title"));
    for (const char* line : {"HTTP 403: terminal: is not enrolled", "", "new_cause (x): y"}) {
        EXPECT_THAT(cause_words(catalogue, "de", line).text, HasSubstr("Protokoll")) << line;
    }
    for (const char* id :
         {"held", "changed", "not_possible", "closed", "not_here", "withdrawn", "busy", "refused",
          "offline", "damaged", "other_key", "erased", "nobody_waits"}) {
        EXPECT_TRUE(catalogue.has("de", std::string("desk.problem.") + id)) << id;
    }
}

TEST(DeskBanner, names_what_the_page_shows_that_is_open) {
    struct Page {
        desk::State state;
        desk::QueueOpen& (*behind)(desk::State&);
        const char *shows, *late;
    };
    const auto in_case = [](desk::State& state) -> desk::QueueOpen& {
        return std::get<desk::CaseOpen>(state.place).queue;
    };
    const auto in_admin = [](desk::State& state) -> desk::QueueOpen& {
        return std::get<desk::AdminOpen>(state.place).queue;
    };
    const auto in_queue = [](desk::State& state) -> desk::QueueOpen& {
        return std::get<desk::QueueOpen>(state.place);
    };
    for (Page page : {Page{queue_state(), in_queue, "Die Liste zeigt", "Die Liste wird alle 15"},
                      Page{arabic_case(), in_case, "Den Bogen können Sie", "mit diesem Fall tun"},
                      Page{admin_state(), in_admin, "Sie können weiter", "Veröffentlichen geht"}}) {
        for (const Cause cause :
             {Cause::NoAnswer, Cause::Certificate, Cause::CertificateTime, Cause::None}) {
            DeskStudio studio;
            page.behind(page.state).connected = false;
            page.behind(page.state).outage = cause;
            studio.draw(page.state);
            const Node* banner = studio.find("desk.offline");
            ASSERT_NE(banner, nullptr) << page.shows;
            EXPECT_THAT(banner->label, HasSubstr(cause == Cause::None ? page.late : page.shows));
            const bool is_list = std::string_view(page.shows).starts_with("Die Liste");
            EXPECT_EQ(banner->label.find("Die Liste") != std::string::npos, is_list)
                << banner->label;
        }
    }
}

}  // namespace
}  // namespace lotse::ui::test
