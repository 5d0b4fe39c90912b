// SPDX-License-Identifier: EUPL-1.2
// A client asks at the terminal for somebody to come: the desk is told, and says when it is done;
// without a service the terminal says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;

/// At most a minute.
bool becomes(const std::function<bool()>& true_now) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!true_now()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return true;
}

void call_help(Visitor& client) {
    client.tap("bar.help");
    client.tap("help.call");
    client.tap("call.yes");
}

constexpr const char* kBanner = "desk.help.terminal-1";

TEST(Help, is_called_told_at_the_desk_done_and_over_at_the_terminal) {
    Centre centre;
    centre.start_service();
    const auto desk = centre.start_desk();
    const auto client = centre.start_terminal();
    client->tap("language.ar");
    call_help(*client);
    ASSERT_TRUE(client->ok()) << client->problem();
    EXPECT_TRUE(desk->wait_for(kBanner));
    EXPECT_THAT(desk->label(kBanner),
                HasSubstr("Am Terminal \u2068A\u2069 braucht jemand Hilfe (\u2068Arabisch\u2069)"));
    EXPECT_TRUE(becomes([&] { return client->label("call.title") == "لقد أخبرنا الموظفين."; }));
    desk->tap("action.lock");
    EXPECT_TRUE(desk->wait_for("lock.help.A")) << "also at a locked desk";
    desk->type(centre.password());
    desk->tap("action.unlock");
    EXPECT_TRUE(desk->wait_for(kBanner));
    desk->tap("action.help_done.terminal-1");
    EXPECT_TRUE(becomes([&] { return !desk->sees(kBanner); }));
    EXPECT_TRUE(becomes([&] { return client->sees("call.yes"); })) << "it is over, and asked anew";
    EXPECT_EQ(client->label("call.title"), "تم إنهاء طلبكم.");
    // Called again, and taken back by the client.
    client->tap("call.yes");
    EXPECT_TRUE(desk->wait_for(kBanner));
    client->tap("call.take_back");
    EXPECT_TRUE(becomes([&] { return !desk->sees(kBanner); }));
    EXPECT_TRUE(client->ok()) << client->problem();
    EXPECT_TRUE(desk->ok()) << desk->problem();
}

TEST(Help, without_a_service_nobody_is_said_to_come_and_a_service_that_comes_back_is_told) {
    Centre centre;
    centre.start_service();
    const auto client = centre.start_terminal();
    centre.stop_service();
    call_help(*client);  // on the start screen, in German: before any language
    EXPECT_TRUE(
        becomes([&] { return client->label("call.title") == "Wir erreichen gerade niemanden."; }));
    EXPECT_THAT(client->label("call.text"), HasSubstr("Empfang"));
    centre.start_service();
    client->tap("bar.contrast");  // somebody is there still, however long a log-in takes here
    const auto desk = centre.start_desk();
    client->tap("bar.contrast");
    EXPECT_TRUE(desk->wait_for(kBanner));
    EXPECT_THAT(
        desk->label(kBanner),
        HasSubstr("Am Terminal \u2068A\u2069 braucht jemand Hilfe (\u2068Deutsch\u2069), "));
    EXPECT_TRUE(becomes(
        [&] { return client->label("call.title") == "Wir haben es unserem Team gesagt."; }));
    EXPECT_TRUE(client->ok()) << client->problem();
    EXPECT_TRUE(desk->ok()) << desk->problem();
}

TEST(Help, a_client_asks_off_line_that_answers_be_deleted_and_staff_find_compare_and_delete_them) {
    Centre centre;
    centre.start_service();
    const auto client = centre.start_terminal();
    const std::string number = client->whole_intake("Beispiel GmbH");
    EXPECT_EQ(centre.queue_of(1).size(), 1U);
    centre.stop_service();
    client->tap("bar.help");
    client->tap("help.withdraw");
    const std::string typed = "a -- " + number.substr(1);  // spelled as nothing else is
    client->type(typed);
    client->tap("action.next");
    client->type("03");
    client->tap("month.2");
    client->type("1990");
    client->tap("action.next");
    client->tap("action.submit");
    ASSERT_TRUE(client->wait_for("finished.request_check")) << client->problem();
    EXPECT_FALSE(client->sees("finished.number")) << "nobody is called because of it";
    EXPECT_EQ(client->label("finished.request_then"), "Passt beides, löschen wir Ihre Antworten.");
    client->tap("action.done");

    centre.start_service();
    const std::vector<QueueEntry> queue = centre.queue_of(2);
    ASSERT_EQ(queue.size(), 2U);
    for (const std::string& secret : {typed, std::string("1990-02-03")}) {
        EXPECT_THAT(centre.files_with(secret), testing::IsEmpty()) << "only the desk reads it";
    }
    const auto desk = centre.start_desk();
    const QueueEntry& request = is_request(queue[0]) ? queue[0] : queue[1];
    desk->tap("queue." + request.header.number);
    EXPECT_FALSE(desk->sees("action.call"));
    desk->tap("action.open");
    ASSERT_TRUE(desk->wait_for("case.number")) << desk->problem();
    desk->tap("action.find");
    ASSERT_TRUE(desk->wait_for("queue." + number)) << desk->problem();
    EXPECT_FALSE(desk->sees("queue." + request.header.number)) << "only what was looked for";
    desk->tap("queue." + number);
    desk->tap("action.withdraw");
    desk->type(number);
    desk->tap("ask.no_consent");
    EXPECT_TRUE(becomes([&] {
        const std::vector<QueueEntry> now = centre.queue();
        return std::any_of(now.begin(), now.end(), [&](const QueueEntry& entry) {
            return entry.header.number == number && entry.state == QueueState::Withdrawn;
        });
    }));
    desk->tap("action.clear_search");
    desk->tap("queue." + request.header.number);
    desk->tap("action.close");
    desk->tap("ask.granted");
    EXPECT_TRUE(becomes([&] {
        const std::vector<QueueEntry> now = centre.queue();
        return now.size() == 2 && std::all_of(now.begin(), now.end(), is_closed);
    })) << "it came once";
    EXPECT_TRUE(client->ok()) << client->problem();
    EXPECT_TRUE(desk->ok()) << desk->problem();
}

TEST(Help, explains_the_hard_words_of_the_screen_it_was_opened_on) {
    Centre centre;
    const auto client = centre.start_terminal();
    client->tap("language.en");
    client->tap("bar.help");
    client->tap("help.words");
    EXPECT_EQ(client->label("word.counselling.title"), "advice");
    EXPECT_FALSE(client->sees("word.data_protection.title")) << "that comes later";
    client->tap("bar.help");
    client->tap("form.anerkennung.self");
    client->tap("bar.help");
    client->tap("help.words");
    EXPECT_EQ(client->label("word.data_protection.text"),
              "Your answers are safe: other people may not read them.");
    client->tap("words.back");
    EXPECT_TRUE(client->sees("help.words"));
    EXPECT_TRUE(client->ok()) << client->problem();
}

}  // namespace
}  // namespace lotse::kiosk_test
