// SPDX-License-Identifier: EUPL-1.2
// Walks through the terminal as people make them, and what the centre then has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/centre.h"

namespace lotse::kiosk_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// To the first page of the short questionnaire.
void begin(Visitor& client) {
    client.tap("language.en");
    client.tap("form.arbeitgeber");
    client.tap("consent.agree");
}

/// Ids of a screen in the order in which they are recorded.
std::vector<std::string> ids_of(const codec::AutomationTree& tree, const std::string& prefix) {
    std::vector<std::string> ids;
    for (const codec::AutomationNode& node : tree.nodes) {
        if (node.id.starts_with(prefix)) {
            ids.push_back(node.id);
        }
    }
    return ids;
}

class Walk : public testing::Test {
protected:
    void expect_number_without_data(const std::string& number) {
        const std::vector<QueueEntry> queue = centre.queue_of(1);
        ASSERT_THAT(queue, SizeIs(1));
        EXPECT_EQ(queue[0].header.number, number);
        EXPECT_EQ(queue[0].header.questionnaire, "");
    }

    /// Waits until it is the only one that arrived, and opens it; the service is stopped for that.
    std::optional<IntakeContent> only_intake(const std::string& number) {
        const std::vector<QueueEntry> queue = centre.queue_of(1);
        EXPECT_THAT(queue, SizeIs(1));
        if (queue.size() != 1) {
            return std::nullopt;
        }
        EXPECT_EQ(queue[0].header.number, number);
        centre.stop_service();
        return centre.open(queue[0].header.id);
    }

    Centre centre;
};

TEST_F(Walk, a_number_from_the_start_screen_takes_three_taps_and_holds_no_answers) {
    centre.start_service();
    const auto client = centre.start_terminal();
    const std::string number = client->number_only();
    client->tap("action.done");
    EXPECT_TRUE(client->sees("start.number_only"));
    ASSERT_TRUE(client->ok()) << client->problem();
    expect_number_without_data(number);
    const std::optional<IntakeContent> content = only_intake(number);
    ASSERT_TRUE(content);
    EXPECT_THAT(content->answers.fields, IsEmpty());
    EXPECT_EQ(content->consent, ConsentRecord{});
}

TEST_F(Walk, a_refused_consent_leads_to_a_number_that_the_desk_can_call_but_not_open) {
    centre.start_service();
    const auto client = centre.start_terminal();
    client->tap("language.ar");
    client->tap("form.anerkennung.self");
    client->tap("consent.refuse");
    const std::string number = client->label("finished.number");
    ASSERT_TRUE(client->ok()) << client->problem();
    expect_number_without_data(number);

    const auto staff = centre.start_desk();
    ASSERT_TRUE(staff->wait_for("queue." + number)) << staff->problem();
    staff->tap("queue." + number);
    EXPECT_FALSE(staff->sees("action.open"));
    staff->tap("action.call");
    EXPECT_TRUE(staff->wait_for("action.miss")) << "the desk could not call the number";
    EXPECT_FALSE(staff->sees("action.open"));
    EXPECT_TRUE(staff->ok()) << staff->problem();
}

TEST_F(Walk, the_end_in_the_middle_of_typing_leaves_the_first_start_screen_and_no_intake) {
    centre.start_service();
    const auto client = centre.start_terminal();
    client->screenshot(centre.path("first.png"));
    begin(*client);
    client->tap("field.company_name");
    client->type_on_screen("muster");
    client->screenshot(centre.path("typing.png"));
    client->tap("bar.end");
    EXPECT_TRUE(client->sees("end.confirm"));
    client->tap("end.confirm");
    client->screenshot(centre.path("again.png"));
    ASSERT_TRUE(client->ok()) << client->problem();
    const std::string first = content_of(centre.path("first.png"));
    ASSERT_THAT(first, Not(IsEmpty()));
    EXPECT_TRUE(content_of(centre.path("typing.png")) != first)
        << "the picture shows nothing of what happens";
    EXPECT_TRUE(content_of(centre.path("again.png")) == first)
        << "something of the client is left on the screen";
    EXPECT_THAT(centre.queue(), IsEmpty());
}

TEST_F(Walk, the_picture_after_a_whole_intake_in_another_language_is_the_first_start_screen) {
    const auto client = centre.start_terminal();
    client->screenshot(centre.path("first.png"));
    client->fill_in("Muster GmbH");
    client->submit();
    client->tap("bar.language");
    client->tap("language.ar");
    client->screenshot(centre.path("finished.png"));
    client->tap("action.done");
    client->screenshot(centre.path("again.png"));
    ASSERT_TRUE(client->ok()) << client->problem();
    const std::string first = content_of(centre.path("first.png"));
    ASSERT_THAT(first, Not(IsEmpty()));
    EXPECT_TRUE(content_of(centre.path("finished.png")) != first);
    EXPECT_TRUE(content_of(centre.path("again.png")) == first)
        << "something of the client is left on the screen";
}

TEST_F(Walk, a_change_of_language_while_typing_keeps_question_text_and_caret) {
    const auto client = centre.start_terminal();
    begin(*client);
    client->tap("field.company_name");
    client->type_on_screen("abd");
    client->tap("key.left");
    const codec::AutomationTree before = client->tree();
    client->tap("bar.language");
    client->tap("language.ar");
    const codec::AutomationTree after = client->tree();
    ASSERT_TRUE(client->ok()) << client->problem();

    EXPECT_THAT(ids_of(before, "question."), SizeIs(1));
    EXPECT_EQ(ids_of(after, "question."), ids_of(before, "question."));
    EXPECT_EQ(ids_of(after, "field."), ids_of(before, "field."));
    EXPECT_EQ(ids_of(after, "answer."), ids_of(before, "answer."));
    const codec::AutomationNode* question_before = before.find("question.company_name");
    const codec::AutomationNode* question_after = after.find("question.company_name");
    ASSERT_TRUE(question_before != nullptr && question_after != nullptr);
    EXPECT_NE(question_after->label, question_before->label) << "the question is still in English";
    ASSERT_NE(after.find("field.company_name"), nullptr);
    EXPECT_EQ(after.find("field.company_name")->value, "abd");
    EXPECT_TRUE(after.find("keyboard") != nullptr) << "the keyboard was closed";
    client->type("c");  // where the caret stood
    EXPECT_EQ(client->value("field.company_name"), "abcd");
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST_F(Walk, a_list_that_is_dragged_moves_with_the_finger_and_stops) {
    const auto client = centre.start_terminal();
    begin(*client);
    for (int page = 0; page < 12 && !client->sees("open.origin_country"); ++page) {
        client->tap("action.next");
    }
    client->tap("open.origin_country");
    const codec::AutomationTree before = client->tree();
    const std::vector<std::string> buttons = ids_of(before, "scroll.");
    ASSERT_FALSE(buttons.empty()) << "all countries fit on the screen";
    const codec::AutomationNode* up = before.find(buttons.front());
    ASSERT_NE(up, nullptr);
    EXPECT_FALSE(up->enabled) << "it does not stand at its top";
    const codec::AutomationNode* entry = nullptr;
    for (const codec::AutomationNode& node : before.nodes) {
        if (node.id.starts_with("item.") && !node.hidden && node.y > before.height / 2.0 &&
            node.y < before.height * 0.7) {
            entry = &node;
        }
    }
    ASSERT_NE(entry, nullptr);
    client->drag(entry->id, -200);
    const codec::AutomationTree after = client->tree();
    ASSERT_TRUE(client->ok()) << client->problem();
    EXPECT_TRUE(after.find(buttons.front())->enabled);
    EXPECT_LT(after.find(entry->id)->y, entry->y - 100);
    client->drag("no.such.thing", -200);
    EXPECT_THAT(client->problem(), HasSubstr("no widget with this id"));
}

TEST_F(Walk, an_answer_that_does_not_fit_is_named_and_the_page_stays) {
    const auto client = centre.start_terminal();
    begin(*client);
    for (int page = 0; page < 5 && !client->sees("field.company_postcode"); ++page) {
        client->tap("action.next");
    }
    client->type("123");
    EXPECT_FALSE(client->sees("problem.company_postcode"));
    client->tap("action.next");
    EXPECT_THAT(client->label("problem.company_postcode"), Not(IsEmpty()));
    EXPECT_TRUE(client->sees("field.company_postcode"));
    client->tap("field.company_postcode");
    client->type("45");
    client->tap("action.next");
    EXPECT_FALSE(client->sees("field.company_postcode")) << "the page was not accepted";
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST_F(Walk, an_answer_corrected_from_the_review_is_the_one_that_arrives) {
    centre.start_service();
    const auto client = centre.start_terminal();
    client->fill_in("Muster");
    client->tap("review.company_name");
    ASSERT_TRUE(client->sees("field.company_name")) << client->problem();
    client->tap("field.company_name");
    client->type(" und Beispiel");
    client->tap("action.next");
    ASSERT_TRUE(client->sees("action.submit")) << "the correction does not lead back to the review";
    const std::string number = client->submit();
    client->tap("action.done");
    ASSERT_TRUE(client->ok()) << client->problem();
    const std::optional<IntakeContent> content = only_intake(number);
    ASSERT_TRUE(content);
    const Answer* name = content->answers.find({"company_name", 0});
    ASSERT_TRUE(name != nullptr && std::holds_alternative<TextAnswer>(*name));
    EXPECT_EQ(std::get<TextAnswer>(*name).text.view(), "Muster und Beispiel");
}

TEST_F(Walk, a_client_is_found_at_the_desk_by_a_name_in_other_letters) {
    centre.start_service();
    const auto client = centre.start_terminal();
    const std::string sought = "queue." + client->whole_intake("Kowaltschuk");
    const std::string other = "queue." + client->whole_intake("Beispiel");
    ASSERT_TRUE(client->ok()) << client->problem();
    ASSERT_THAT(centre.queue_of(2), SizeIs(2));

    const auto staff = centre.start_desk();
    ASSERT_TRUE(staff->wait_for(sought) && staff->wait_for(other)) << staff->problem();
    staff->type("Ковальчук");
    ASSERT_TRUE(staff->wait_for("queue.search_result")) << staff->problem();
    EXPECT_TRUE(staff->wait_for(sought)) << "its name was not read";
    EXPECT_FALSE(staff->sees(other));
    EXPECT_EQ(staff->label(sought + ".found"), "Kowaltschuk") << "what was found is not shown";
    EXPECT_EQ(centre.queue().at(0).holder, "") << "looking for somebody calls nobody";
    staff->tap("action.clear_search");
    EXPECT_TRUE(staff->wait_for(other));
    EXPECT_TRUE(staff->ok()) << staff->problem();
}

TEST_F(Walk, the_staff_menu_opens_with_the_right_pin_only) {
    const auto client = centre.start_terminal();
    client->open_staff_menu(centre.pin() == "123456" ? "654321" : "123456");
    EXPECT_TRUE(client->sees("staff.pin.problem"));
    EXPECT_FALSE(client->sees("staff.title"));
    client->tap("action.back");
    client->open_staff_menu(centre.pin());
    EXPECT_TRUE(client->sees("staff.title"));
    EXPECT_THAT(client->label("staff.waiting"), HasSubstr("Alles"));
    client->tap("action.back");
    EXPECT_TRUE(client->sees("start.number_only"));
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST_F(Walk, the_staff_menu_tells_what_runs_and_fetches_what_is_newer) {
    centre.start_service();
    {
        const auto client = centre.start_terminal();
        ASSERT_TRUE(
            centre.wait_until([](const TerminalReport& said) { return said.running == 0; }));
        Configuration changed;
        changed.version = 1;
        changed.note = "Sommerzeit";
        changed.second_language = "en";
        ASSERT_TRUE(centre.publish(changed).ok());
        client->open_staff_menu(centre.pin());
        client->tap("staff.page.settings");
        EXPECT_THAT(client->label("staff.configuration"), HasSubstr("Installation"));
        EXPECT_THAT(client->label("staff.setting.second_language"), HasSubstr("Deutsch"));
        EXPECT_FALSE(client->sees("staff.configuration_waits"))
            << "it asks by itself every minute only";
        client->tap("staff.configuration_ask");
        EXPECT_TRUE(client->wait_for("staff.configuration_waits")) << client->problem();
        client->tap("staff.page.languages");
        EXPECT_TRUE(client->sees("staff.language.ti"));
        client->tap("action.back");
    }
    ASSERT_TRUE(centre.wait_until([](const TerminalReport& said) { return said.running == 1; }));
    const auto client = centre.look_at_terminal();
    ASSERT_TRUE(client->wait_for("start.number_only")) << client->problem();
    client->open_staff_menu(centre.pin());
    client->tap("staff.page.settings");
    EXPECT_EQ(client->label("staff.configuration_note"), "Sommerzeit");
    EXPECT_THAT(client->label("staff.setting.second_language"), HasSubstr("Englisch"));
    client->tap("staff.configuration_ask");
    EXPECT_TRUE(client->wait_for("staff.configuration_newest")) << client->problem();
    centre.stop_service();
    client->tap("staff.configuration_ask");
    EXPECT_TRUE(client->wait_for("staff.configuration_silent")) << client->problem();
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST_F(Walk, who_helps_reads_the_german_text_beside_the_clients) {
    const auto client = centre.start_terminal();
    client->tap("language.ar");
    client->tap("form.anerkennung.accompany");
    EXPECT_THAT(client->label("second.privacy.short.2"), HasSubstr("Beratung"));
    EXPECT_FALSE(client->tree().find("consent.agree")->hidden) << "the text above it grew";
    client->tap("consent.agree");
    EXPECT_THAT(ids_of(client->tree(), "second.label."), Not(IsEmpty()));
    client->end_and_delete();
    client->tap("language.ar");
    client->tap("form.anerkennung.self");
    EXPECT_FALSE(client->sees("second.privacy.short.2")) << "the next client is alone";
    EXPECT_TRUE(client->ok()) << client->problem();
}

TEST_F(Walk, what_is_told_beyond_the_number_arrives_once_and_only_when_the_client_is_done) {
    centre.start_service();
    const auto client = centre.start_terminal();
    client->fill_in("Muster");
    const std::string number = client->submit();
    client->tap("topic.more");
    ASSERT_TRUE(client->sees("field.company_place")) << client->problem();
    client->tap("field.company_place");
    client->type("Musterstadt");
    EXPECT_THAT(centre.queue(), IsEmpty()) << "the client is still telling";
    for (int page = 0; page < 9 && client->ok() && !client->sees("action.submit"); ++page) {
        client->tap("action.next");
    }
    client->tap("action.submit");
    EXPECT_EQ(client->label("finished.number"), number) << "the number stays";
    EXPECT_THAT(centre.queue(), IsEmpty());
    client->tap("action.done");
    ASSERT_TRUE(client->ok()) << client->problem();
    const std::optional<IntakeContent> content = only_intake(number);
    ASSERT_TRUE(content);
    EXPECT_NE(content->answers.find({"company_name", 0}), nullptr);
    EXPECT_NE(content->answers.find({"company_place", 0}), nullptr);
}

TEST_F(Walk, who_withdraws_after_the_number_keeps_the_number_and_leaves_no_answer) {
    centre.start_service();
    const auto client = centre.start_terminal();
    client->fill_in("Muster");
    const std::string number = client->submit();
    client->tap("bar.end");
    client->tap("more.end.delete");
    EXPECT_EQ(client->label("finished.number"), number);
    client->tap("action.done");
    ASSERT_TRUE(client->ok()) << client->problem();
    expect_number_without_data(number);
    const std::optional<IntakeContent> content = only_intake(number);
    ASSERT_TRUE(content);
    EXPECT_THAT(content->answers.fields, IsEmpty());
}

TEST_F(Walk, a_power_cut_while_somebody_tells_more_loses_neither_number_nor_answers) {
    centre.start_service();
    std::string number;
    {
        const auto client = centre.start_terminal();
        client->fill_in("Muster");
        number = client->submit();
        client->tap("topic.more");
        ASSERT_TRUE(client->ok()) << client->problem();
        EXPECT_THAT(centre.queue(), IsEmpty());
        centre.terminal().kill_hard();
        EXPECT_EQ(centre.terminal().wait_for_end(), -1);
    }
    const auto again = centre.start_terminal();
    ASSERT_TRUE(again->ok()) << again->problem();
    const std::vector<QueueEntry> queue = centre.queue_of(1);
    ASSERT_THAT(queue, SizeIs(1));
    EXPECT_EQ(queue[0].header.number, number);
}

}  // namespace
}  // namespace lotse::kiosk_test
