// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/screen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/civil_time.h"
#include "core/limits.h"

namespace lotse::desk {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using S = QueueState;

const WallTime kNoon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 12h};

QueueEntry entry(int n, S state, std::chrono::minutes ago, const std::string& holder = "") {
    QueueEntry made;
    made.header.id.bytes[15] = static_cast<std::uint8_t>(n);
    made.header.number = "A00" + std::to_string(n);
    made.header.day = "2026-11-22";
    made.header.language = "uk";
    made.header.questionnaire = "anerkennung";
    made.state = state;
    made.received = kNoon - ago;
    made.revision = 1;
    made.holder = holder;
    if (!holder.empty()) {
        made.lease_until = kNoon + limits::kClaimLease;
    }
    return made;
}
QueueEntry of_yesterday(QueueEntry made) {
    made.header.day = "2026-11-21";
    made.received -= 24h;
    return made;
}

State state_with(std::vector<QueueEntry> entries, std::optional<int> selected = std::nullopt) {
    State state;
    state.now.today = {2026, 11, 22};
    state.wall = kNoon;
    QueueOpen queue;
    queue.staff = {"anna", "demo"};
    queue.loaded = true;
    if (selected) {
        queue.selected = entry(*selected, S::Waiting, 0min).header.id;
    }
    queue.entries = std::move(entries);
    state.place = std::move(queue);
    return state;
}
QueueOpen& queue_of(State& state) {
    return std::get<QueueOpen>(state.place);
}

const char* word(QueuePart part) {
    constexpr const char* kWords[] = {"mine",   "requests", "waiting", "others",
                                      "parked", "missed",   "pending", "closed"};
    return kWords[static_cast<int>(part)];
}
std::string text(const std::optional<Waiting>& waiting) {
    return !waiting       ? "-"
           : waiting->day ? to_iso(*waiting->day)
                          : std::to_string(waiting->since.count() / 60) + " min";
}
std::string text(const Holder& holder) {
    constexpr const char* kWords[] = {"nobody", "you", "other", "lapsed"};
    return kWords[static_cast<int>(holder.is)] +
           (holder.account.empty() ? "" : " " + holder.account);
}
std::string text(const Offer& offer) {
    using Does = Offer::Does;
    return (offer.does == Does::Look ? "sheet" : std::string(to_string(offer.action))) +
           (offer.does == Does::Again      ? " again"
            : offer.does == Does::TakeOver ? " (take over)"
                                           : "") +
           (offer.primary ? " (primary)" : "");
}

/// A screen in a few lines: what is there, in its order.
std::string text(const ScreenView& view) {
    std::string out = "account " + view.account + (view.may_administer ? ", admin" : "") + "\n";
    for (const Banner& banner : view.banners) {
        out += banner.kind == Banner::Kind::Offline
                   ? "banner offline, " + std::string(to_string(banner.cause)) +
                         (banner.undone ? ", undone" : "") + "\n"
                   : "banner " + banner.problem_id +
                         (banner.account.empty() ? "" : " " + banner.account) + "\n";
    }
    if (view.question) {
        out += "question " +
               std::visit([](auto asked) { return std::string(to_string(asked)); },
                          view.question->asked) +
               " " + view.question->number + "\n";
    }
    if (const auto* queue = std::get_if<QueueView>(&view.screen)) {
        out += "waiting " + std::to_string(queue->waiting) + ", longest " + text(queue->longest) +
               ", call next " + (queue->can_call_next ? "on" : "off") +
               (queue->call_next_primary ? " (primary)" : "") + "\n";
        for (const QueueGroup& group : queue->groups) {
            out += std::string(word(group.part)) + (group.folds ? " (folded)" : "") + "\n";
            for (const QueueLine& line : group.lines) {
                out += std::string(line.selected ? "> " : "  ") + line.name + ", " +
                       std::string(to_string(line.state)) + ", " + text(line.waiting) + ", " +
                       text(line.holder) + "\n";
            }
        }
        if (queue->selected) {
            out += "chosen " + queue->selected->line.number + "\n";
            for (const Offer& offer : queue->selected->offers) {
                out += "  " + text(offer) + "\n";
            }
            if (queue->selected->withdraw) {
                out += "  apart: " + text(*queue->selected->withdraw) + "\n";
            }
        }
    }
    return out;
}
std::string shown(const State& state) {
    return text(screen_for(state, {}));
}
QueueView queue_shown(const State& state) {
    return std::get<QueueView>(screen_for(state, {}).screen);
}

TEST(DeskScreen, a_request_stands_apart_waits_for_nobody_and_is_settled_with_reasons_of_its_own) {
    QueueEntry request = entry(3, S::Waiting, 90min);
    request.header.questionnaire = kWithdrawalForm;
    State state = state_with({entry(1, S::Waiting, 4min), request}, 3);
    EXPECT_EQ(shown(state), R"(account anna
waiting 1, longest 4 min, call next on (primary)
requests
> A003, waiting, 90 min, nobody
waiting
  A001, waiting, 4 min, nobody
chosen A003
  sheet
  close
  apart: withdraw
)");
    queue_of(state).asked = Asking{QueueAction::Close, {}};
    const ScreenView asked = screen_for(state, {});
    EXPECT_TRUE(asked.question->of_request);
    EXPECT_THAT(asked.question->reasons, ElementsAre(ActionReason::Granted, ActionReason::NotOpen,
                                                     ActionReason::NotFitting));
    queue_of(state).selected = entry(1, S::Waiting, 0min).header.id;
    EXPECT_THAT(screen_for(state, {}).question->reasons,
                ElementsAre(ActionReason::Counselled, ActionReason::PassedOn, ActionReason::Gone,
                            ActionReason::Mistaken));
}

TEST(DeskScreen, from_a_requests_sheet_the_way_leads_to_the_number_it_is_about) {
    QueueEntry request = entry(3, S::Waiting, 90min);
    request.header.questionnaire = kWithdrawalForm;
    State state = state_with({entry(1, S::Waiting, 4min), entry(7, S::Waiting, 3min), request});
    CaseOpen open;
    open.queue = std::move(queue_of(state));
    open.entry = request;
    open.content.questionnaire = kWithdrawalForm;
    state.place = open;
    const auto offers = [&] { return std::get<CaseView>(screen_for(state, {}).screen).offers; };
    EXPECT_NE(offers().front().does, Offer::Does::Find) << "no number was given";
    std::get<CaseOpen>(state.place).content.answers.fields[{"number", 0}] =
        TextAnswer{SecretText("a 07"), "ar"};
    ASSERT_EQ(offers().front().does, Offer::Does::Find);
    Moment now = state.now;
    state = update(std::move(state), offers().front().event, now, {}).state;
    const QueueView queue = queue_shown(state);
    ASSERT_EQ(queue.search.found, 1U);
    EXPECT_EQ(queue.groups.front().lines.front().number, "A007");
}

TEST(DeskScreen, the_number_of_a_request_finds_entries_of_every_day_and_what_was_closed_today) {
    const auto sought = [](std::vector<QueueEntry> entries) {
        State state = state_with(std::move(entries));
        CaseOpen open;
        open.queue = std::move(queue_of(state));
        open.entry = entry(9, S::Waiting, 1min);
        open.entry.header.questionnaire = open.content.questionnaire = kWithdrawalForm;
        open.queue.entries.push_back(open.entry);
        open.content.answers.fields[{"number", 0}] = TextAnswer{SecretText("A001"), "de"};
        state.place = std::move(open);
        const Moment now = state.now;
        return queue_shown(update(std::move(state), RequestedNumberSought{}, now, {}).state);
    };
    QueueEntry yesterday = of_yesterday(entry(2, S::Parked, 5min));
    yesterday.header.number = "A001";
    const QueueView twice = sought({entry(1, S::Waiting, 4min), yesterday});
    ASSERT_EQ(twice.search.found, 2U) << "their dates of birth tell them apart";
    EXPECT_FALSE(twice.groups[0].lines[0].waiting->day);
    EXPECT_TRUE(twice.groups[1].lines[0].waiting->day) << "and their days";
    const QueueView closed = sought({entry(1, S::Done, 4min)});
    ASSERT_EQ(closed.search.found, 1U);
    EXPECT_FALSE(closed.groups.front().folds);
    EXPECT_EQ(sought({entry(2, S::Waiting, 4min)}).empty, EmptyQueue::NotFound);
}

TEST(DeskScreen, of_a_request_that_was_given_twice_each_is_settled_by_itself) {
    std::vector<QueueEntry> both = {entry(1, S::Waiting, 4min), entry(2, S::Waiting, 2min)};
    for (QueueEntry& one : both) {
        one.header.questionnaire = kWithdrawalForm;
    }
    EXPECT_EQ(queue_shown(state_with(both)).groups.front().lines.size(), 2U);
    EXPECT_FALSE(queue_shown(state_with(both)).can_call_next) << "nobody waits";
    both[0].state = S::Done;
    const QueueView after = queue_shown(state_with(both));
    ASSERT_EQ(after.groups.size(), 2U);
    EXPECT_EQ(after.groups[0].part, QueuePart::Requests);
    EXPECT_EQ(after.groups[0].lines.front().number, "A002");
}

TEST(DeskScreen, the_queue_is_grouped_and_in_order_of_arrival) {
    const State state = state_with(
        {entry(1, S::Waiting, 4min), entry(2, S::Called, 28min, "anna"),
         entry(3, S::Waiting, 12min), entry(4, S::InProgress, 51min, "ben"),
         entry(5, S::Parked, 95min), entry(6, S::Missed, 71min), entry(7, S::Done, 130min),
         entry(8, S::Withdrawn, 140min), of_yesterday(entry(2, S::Parked, 40min))},
        2);
    State two_ids = state;
    queue_of(two_ids).entries.back().header.id.bytes[0] = 1;
    EXPECT_EQ(shown(two_ids), R"(account anna
waiting 2, longest 12 min, call next on
mine
> A002, called, 28 min, you
waiting
  A003, waiting, 12 min, nobody
  A001, waiting, 4 min, nobody
others
  A004, in_progress, 51 min, other ben
parked
  A002.01000000000000000000000000000002, parked, 2026-11-21, nobody
  A005, parked, 95 min, nobody
missed
  A006, missed, 71 min, nobody
closed (folded)
  A008, withdrawn, -, nobody
  A007, done, -, nobody
chosen A002
  sheet (primary)
  open
  arrive
  call again
  miss
  requeue
  close
  apart: withdraw
)");
}

TEST(DeskScreen,
     a_number_of_yesterday_that_was_closed_today_is_listed_like_all_that_the_store_lists) {
    const QueueView view =
        queue_shown(state_with({entry(1, S::Done, 30min), of_yesterday(entry(2, S::Done, 10min))}));
    ASSERT_EQ(view.groups.size(), 1U);
    EXPECT_EQ(view.groups.front().part, QueuePart::Closed);
    ASSERT_EQ(view.groups.front().lines.size(), 2U);
    EXPECT_EQ(view.groups.front().lines.front().number, "A002");
}

TEST(DeskScreen, a_lease_that_ended_is_said_and_the_entry_is_offered) {
    State state = state_with({entry(1, S::InProgress, 51min, "ben")}, 1);
    ASSERT_EQ(queue_shown(state).selected->offers.size(), 1u);
    EXPECT_EQ(queue_shown(state).selected->offers[0].action, QueueAction::Break);
    queue_of(state).entries.front().lease_until = kNoon - 1min;
    const QueueView view = queue_shown(state);
    EXPECT_EQ(view.selected->line.holder, (Holder{Holder::Is::Lapsed, "ben"}));
    ASSERT_FALSE(view.selected->offers.empty());
    EXPECT_EQ(text(view.selected->offers.at(0)), "sheet") << "calling the next one is primary";
    EXPECT_EQ(text(view.selected->offers.at(1)), "open (take over)");
    EXPECT_TRUE(view.call_next_primary);
}

TEST(DeskScreen, a_search_unfolds_what_is_closed_and_counts_all_that_wait) {
    State state = state_with({entry(1, S::Done, 30min), entry(2, S::Waiting, 10min)});
    queue_of(state).search.text = SecretText("A001");
    const QueueView view = queue_shown(state);
    ASSERT_EQ(view.groups.size(), 1U);
    EXPECT_FALSE(view.groups.front().folds);
    EXPECT_EQ(view.waiting, 1U);
    EXPECT_EQ(view.search.found, 1U);
    ASSERT_TRUE(view.search.only);
    EXPECT_EQ(std::get<EntrySelected>(*view.search.only).id, entry(1, S::Done, 0min).header.id);
    queue_of(state).search.text = SecretText("A009");
    EXPECT_EQ(queue_shown(state).empty, EmptyQueue::NotFound);
    EXPECT_FALSE(queue_shown(state).search.only);
}

TEST(DeskScreen, an_empty_queue_says_why) {
    State state = state_with({});
    EXPECT_EQ(queue_shown(state).empty, EmptyQueue::Nobody);
    EXPECT_FALSE(queue_shown(state).can_call_next);
    queue_of(state).loaded = false;
    EXPECT_EQ(queue_shown(state).empty, EmptyQueue::Loading);
}

TEST(DeskScreen, banners_and_the_question_before_what_cannot_be_undone) {
    State state = state_with({entry(2, S::Called, 28min, "anna")}, 2);
    QueueOpen& queue = queue_of(state);
    queue.staff.rights.add(StaffRight::Configure);
    queue.connected = false;
    queue.problem_id = "desk.problem.refused";
    queue.asked = Asking{QueueAction::Close, {}};
    queue.busy = true;
    EXPECT_EQ(shown(state), R"(account anna, admin
banner offline, no_answer
banner desk.problem.refused
question close A002
waiting 0, longest -, call next off
mine
> A002, called, 28 min, you
chosen A002
  sheet (primary)
  open
  arrive
  call again
  miss
  requeue
  close
  apart: withdraw
)");
    EXPECT_TRUE(queue_shown(state).busy);
}

/// The banners alone.
std::string banners(const State& state) {
    ScreenView view = screen_for(state, {});
    ScreenView only;
    only.banners = view.banners;
    std::string out = text(only);
    return out.substr(out.find('\n') + 1);
}

TEST(DeskScreen, one_outage_has_one_banner_whatever_fails_because_of_it) {
    State state = state_with({entry(2, S::Called, 28min, "anna")}, 2);
    QueueOpen& queue = queue_of(state);
    const auto expect = [&](const char* what, const std::string& expected) {
        EXPECT_EQ(banners(state), expected) << what;
    };
    expect("nothing is wrong", "");
    queue.problem_id = "desk.problem.offline";
    expect("one action failed", "banner desk.problem.offline\n");
    queue.connected = false;
    expect("the line is down", "banner offline, no_answer, undone\n");
    queue.stale = true;
    expect("so is the listing", "banner offline, no_answer, undone\n");
    queue.problem_id.clear();
    queue.outage = Cause::Certificate;
    expect("another's certificate", "banner offline, certificate\n");
    queue.outage = Cause::CertificateTime;
    expect("an expired one, or a wrong clock", "banner offline, certificate_time\n");
    queue.stale = false;
    queue.outage = Cause::None;
    expect("calls get through, changes are not told", "banner offline, unknown\n");
    queue.connected = true;
    queue.stale = true;
    queue.outage = Cause::Busy;
    expect("the list alone cannot be read", "banner offline, busy\n");
    queue.problem_id = "desk.problem.held";
    queue.problem_account = "ben";
    expect("two causes", "banner offline, busy\nbanner desk.problem.held ben\n");
}

TEST(DeskScreen, a_wrong_clock_has_one_banner_and_a_button_for_whoever_may_confirm) {
    State state = state_with({});
    EXPECT_EQ(banners(state), "");
    state.clock.certificate_until = state.wall;
    EXPECT_EQ(banners(state), "banner desk.clock.certificate\n");
    state.clock.desk_ahead = -kClockTolerance;
    EXPECT_EQ(banners(state), "banner desk.clock.certificate\n");
    for (const std::chrono::seconds ahead : {std::chrono::seconds(-kClockTolerance - 1s),
                                             std::chrono::seconds(std::chrono::days(3653))}) {
        state.clock.desk_ahead = ahead;
        EXPECT_EQ(banners(state), "banner desk.clock.desk\n");
        const Banner banner = screen_for(state, {}).banners.at(0);
        EXPECT_EQ(banner.time, to_iso(german_time(state.wall)));
        EXPECT_EQ(banner.shown, to_iso(german_time(state.wall + ahead)));
    }
    state.clock.trust = ClockTrust::Doubtful;
    EXPECT_EQ(banners(state), "banner desk.clock.service\n");
    EXPECT_FALSE(screen_for(state, {}).banners.at(0).may_confirm);
    queue_of(state).staff.rights = {StaffRight::Operate};
    EXPECT_TRUE(screen_for(state, {}).banners.at(0).may_confirm);
}

TEST(DeskScreen, an_admins_failed_action_and_the_outage_behind_it_are_one_banner) {
    State state = state_with({});
    AdminOpen open{queue_of(state), {}};
    open.admin.problem_id = "desk.admin.problem.offline";
    state.place = open;
    const auto notices = [&] {
        return std::get<AdminView>(screen_for(state, {}).screen).screen.notices.problem_id;
    };
    EXPECT_EQ(notices(), "desk.admin.problem.offline");
    std::get<AdminOpen>(state.place).queue.connected = false;
    EXPECT_EQ(notices(), "");
    EXPECT_EQ(banners(state), "banner offline, no_answer, undone\n");
}

TEST(DeskScreen, what_somebody_else_did_with_the_open_case_is_said_beside_the_sheet) {
    State state = state_with({});
    const auto with = [&](const QueueEntry& now, bool mine, const std::string& problem = "") {
        CaseOpen open{queue_of(state), now, {}, std::nullopt, mine};
        open.queue.problem_id = problem;
        State shown = state;
        shown.place = open;
        return banners(shown);
    };
    EXPECT_EQ(with(entry(2, S::InProgress, 28min, "anna"), true), "");
    EXPECT_EQ(with(entry(2, S::Waiting, 28min), false), "") << "only looked at";
    EXPECT_EQ(with(entry(2, S::InProgress, 28min, "ben"), true),
              "banner desk.notice.taken_over ben\n");
    EXPECT_EQ(with(entry(2, S::Called, 28min, "ben"), false), "banner desk.notice.held ben\n");
    EXPECT_EQ(with(entry(2, S::Waiting, 28min), true), "banner desk.notice.given_back\n");
    EXPECT_EQ(with(entry(2, S::Done, 28min), true), "banner desk.notice.closed\n");
    EXPECT_EQ(with(entry(2, S::InProgress, 28min, "ben"), true, "desk.problem.held"),
              "banner desk.problem.held\n")
        << "once";
}

TEST(DeskScreen, a_locked_desk_shows_nothing_of_what_was_there) {
    State state = state_with({entry(2, S::Called, 28min, "anna")}, 2);
    queue_of(state).search.text = SecretText("Tesfay");
    queue_of(state).connected = false;
    queue_of(state).problem_id = "desk.problem.held";
    const State open = state;
    for (const bool with_case : {false, true}) {
        state = open;
        if (with_case) {
            state.place = CaseOpen{
                queue_of(state), entry(2, S::InProgress, 28min, "anna"), {}, std::nullopt, true};
        }
        Moment now = state.now;
        now.utc = kNoon;
        state = update(std::move(state), LockPressed{}, now, {}).state;
        const ScreenView view = screen_for(state, {});
        EXPECT_EQ(text(view), "account \n");
        EXPECT_EQ(std::get<LockView>(view.screen).account, "anna");
        EXPECT_FALSE(view.question);
        EXPECT_EQ(view.key.find(to_hex(entry(2, S::Called, 0min).header.id)), std::string::npos);
    }
}

TEST(DeskScreen, nobody_is_logged_in_before_the_log_in) {
    LoggedOut place;
    place.problem_id = "desk.login.incomplete";
    place.account.text = SecretText("anna");
    State state;
    state.place = place;
    const ScreenView view = screen_for(state, {});
    EXPECT_EQ(view.account, "");
    const auto& log_in = std::get<LogInView>(view.screen);
    EXPECT_FALSE(log_in.account_missing);
    EXPECT_TRUE(log_in.password_missing);
}

TEST(DeskScreen, a_number_that_stands_there_twice_on_one_day_is_told) {
    const auto banners = [](std::vector<QueueEntry> entries) {
        std::vector<std::string> told;
        for (const Banner& banner : screen_for(state_with(std::move(entries)), {}).banners) {
            told.push_back(banner.problem_id + " " + banner.number);
        }
        return told;
    };
    const QueueEntry first = entry(1, S::Waiting, 5min);
    QueueEntry second = entry(2, S::Done, 1min);
    EXPECT_TRUE(banners({first, second}).empty());
    second.header.number = first.header.number;
    EXPECT_EQ(banners({first, second}), std::vector<std::string>{"desk.notice.twice A001"});
    EXPECT_TRUE(banners({first, of_yesterday(second)}).empty());
}

TEST(DeskScreen, a_doubt_about_an_intake_is_asked_instead_of_everything_else) {
    State state = state_with({entry(2, S::Waiting, 5min)}, 2);
    queue_of(state).asked = Asking{Alarm::Reader, {}};
    const ScreenView view = screen_for(state, {});
    ASSERT_TRUE(view.question);
    EXPECT_EQ(view.question->asked, Asked(Alarm::Reader));
    EXPECT_EQ(view.question->number, "A002");
}

TEST(DeskScreen, a_case_without_its_questionnaire_still_shows_what_is_known) {
    State state = state_with({});
    CaseOpen open{queue_of(state), entry(2, S::InProgress, 28min, "anna"), {}, std::nullopt};
    open.content.questionnaire = "pflege";
    open.content.answers.fields[{"family_name", 0}] = TextAnswer{SecretText("Tesfay"), "ti"};
    state.place = open;
    const ScreenView view = screen_for(state, {});
    const auto& shown = std::get<CaseView>(view.screen);
    EXPECT_FALSE(shown.known_form);
    EXPECT_EQ(shown.questionnaire, "pflege");
    EXPECT_THAT(shown.name.latin, IsEmpty()) << "which answer is a name, the questionnaire says";
    EXPECT_EQ(shown.since_received, 28min);
    ASSERT_FALSE(shown.offers.empty());
    EXPECT_EQ(shown.offers.front().action, QueueAction::Close);
    EXPECT_TRUE(shown.offers.front().primary);
}

TEST(DeskScreen, flags_stand_by_weight_and_two_of_a_rule_have_names_of_their_own) {
    State state = state_with({});
    CaseOpen open{queue_of(state), entry(2, S::InProgress, 28min, "anna"), {}, CaseSheet{}};
    CaseFlag know, urgent;
    know.rule = "funding";
    urgent.weight = CaseFlag::Weight::Urgent;
    urgent.rule = "notice_deadline";
    open.sheet->flags = {know, urgent, urgent};
    state.place = open;
    const ScreenView view = screen_for(state, {});
    std::vector<std::string> names;
    for (const FlagGroup& group : std::get<CaseView>(view.screen).flags) {
        for (const FlagView& flag : group.flags) {
            names.push_back(flag.name);
        }
    }
    EXPECT_THAT(names,
                ElementsAre("flag.notice_deadline", "flag.notice_deadline.1", "flag.funding"));
}

}  // namespace
}  // namespace lotse::desk
