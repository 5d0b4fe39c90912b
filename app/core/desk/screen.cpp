// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/screen.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "core/check.h"
#include "core/civil_time.h"
#include "core/desk/offers.h"
#include "core/desk/watching.h"
#include "core/dispatch.h"

namespace lotse::desk {
namespace {

/// Of a list in a banner: one line.
constexpr std::size_t kNamed = 5;

constexpr std::array kParts = {QueuePart::Mine,    QueuePart::Requests, QueuePart::Waiting,
                               QueuePart::Others,  QueuePart::Parked,   QueuePart::Missed,
                               QueuePart::Pending, QueuePart::Closed};

QueuePart part_of(const QueueEntry& entry, const std::string& account) {
    switch (entry.state) {
        case QueueState::Waiting:
            return is_request(entry) ? QueuePart::Requests : QueuePart::Waiting;
        case QueueState::Called:
        case QueueState::Arrived:
        case QueueState::InProgress:
            return entry.holder == account ? QueuePart::Mine : QueuePart::Others;
        case QueueState::Parked:
            return QueuePart::Parked;
        case QueueState::Missed:
            return QueuePart::Missed;
        case QueueState::Pending:
            return QueuePart::Pending;
        case QueueState::Done:
        case QueueState::Withdrawn:
            return QueuePart::Closed;
    }
    LOTSE_CHECK(false);
}

/// What a look at the queue depends on besides its entries.
struct Look {
    const State& state;
    const QueueOpen& queue;

    bool is_today(const QueueEntry& entry) const {
        return entry.header.day == to_iso(state.now.today);
    }

    std::optional<Waiting> waiting_of(const QueueEntry& entry) const {
        if (is_closed(entry)) {
            return std::nullopt;
        }
        Waiting waiting{state.wall - entry.received, std::nullopt};
        CivilDate day;
        if (!is_today(entry) && from_iso(entry.header.day, day)) {
            waiting.day = day;
        }
        return waiting;
    }

    Holder holder_of(const QueueEntry& entry) const {
        if (entry.holder.empty() || is_closed(entry)) {
            return {};
        }
        if (entry.holder == queue.staff.account) {
            return {Holder::Is::You, ""};
        }
        return {is_held(entry, state.wall) ? Holder::Is::Other : Holder::Is::Lapsed, entry.holder};
    }

    QueueLine line_of(const QueueEntry& entry, std::string name) const {
        return {entry.header.id,
                std::move(name),
                entry.header.number,
                entry.header.language,
                entry.header.questionnaire,
                entry.state,
                waiting_of(entry),
                holder_of(entry),
                entry.calls,
                queue.selected == entry.header.id,
                found_names(queue.search, entry),
                {}};
    }
};

struct Listed {
    const QueueEntry* entry;
    std::string name;
};
using Groups = std::map<QueuePart, std::vector<Listed>>;

/// All that the service lists, in order of arrival.
Groups grouped(const Look& look) {
    std::vector<const QueueEntry*> entries;
    for (const QueueEntry& entry : look.queue.entries) {
        entries.push_back(&entry);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const QueueEntry* a, const QueueEntry* b) {
        return std::pair(a->received, a->header.id) < std::pair(b->received, b->header.id);
    });
    Groups groups;
    std::set<std::string> taken;
    // The present day's number keeps the short name.
    for (const bool today : {true, false}) {
        for (const QueueEntry* entry : entries) {
            if (look.is_today(*entry) == today) {
                std::string name = entry->header.number;
                if (!taken.insert(name).second) {
                    name += "." + to_hex(entry->header.id);
                }
                groups[part_of(*entry, look.queue.staff.account)].push_back({entry, name});
            }
        }
    }
    for (auto& [part, lines] : groups) {
        std::stable_sort(lines.begin(), lines.end(), [](const Listed& a, const Listed& b) {
            return a.entry->received < b.entry->received;
        });
    }
    return groups;
}

/// People share names: where one found several, their dates of birth stand beside them.
void tell_apart(const Search& search, QueueView& view) {
    std::vector<QueueLine*> by_name;
    for (QueueGroup& group : view.groups) {
        for (QueueLine& line : group.lines) {
            if (!line.found.empty()) {
                by_name.push_back(&line);
            }
        }
    }
    if (by_name.size() < 2) {
        return;
    }
    for (QueueLine* line : by_name) {
        line->born = search.clients.at(line->id).born;
    }
}

Offer offer(QueueAction action, const QueueEntry& entry) {
    using Does = Offer::Does;
    const bool again = action == QueueAction::Call && entry.state == QueueState::Called;
    const bool take_over = action == QueueAction::Open && entry.state == QueueState::InProgress;
    const bool settles = action == QueueAction::Close && is_request(entry);
    return {again       ? Does::Again
            : take_over ? Does::TakeOver
            : settles   ? Does::Settle
                        : Does::Act,
            action, false, ActionPressed{action}};
}

SelectedView selected_view(const Look& look, const QueueEntry& entry) {
    const std::string& account = look.queue.staff.account;
    SelectedView view{look.line_of(entry, entry.header.number),
                      entry.received,
                      entry.last_call,
                      look.is_today(entry),
                      {},
                      std::nullopt};
    if (can_open(entry, look.queue.staff, look.state.wall)) {
        view.offers.push_back({Offer::Does::Look, QueueAction::Open, false, OpenPressed{}});
    }
    for (const QueueAction action : offered_actions(entry, look.queue.staff, look.state.wall)) {
        view.offers.push_back(offer(action, entry));
    }
    // What one has begun is what one goes on with; for anybody else calling the next one is.
    if (!view.offers.empty()) {
        view.offers.front().primary = part_of(entry, account) == QueuePart::Mine;
    }
    if (can_withdraw(entry, look.queue.staff, look.state.wall)) {
        view.withdraw = offer(QueueAction::Withdraw, entry);
    }
    return view;
}

QueueView queue_view(const Look& look) {
    const QueueOpen& queue = look.queue;
    QueueView view;
    view.busy = queue.busy;
    Groups groups = grouped(look);
    if (const auto waiting = groups.find(QueuePart::Waiting); waiting != groups.end()) {
        view.waiting = waiting->second.size();
        view.longest = look.waiting_of(*waiting->second.front().entry);
    }
    if (!queue.stale) {
        view.wait = queue.wait;
    }
    view.can_call_next = view.waiting > 0 && !queue.busy;
    view.call_next_primary = !groups.contains(QueuePart::Mine);

    SearchView& search = view.search;
    search.search = queue.search;
    search.active = queue.search.text.view().find_first_not_of(' ') != std::string_view::npos;
    for (const QueuePart part : kParts) {
        QueueGroup group{part, part == QueuePart::Closed && !search.active, {}};
        for (const Listed& listed : groups[part]) {
            if (finds(queue.search, *listed.entry)) {
                group.lines.push_back(look.line_of(*listed.entry, listed.name));
            }
        }
        search.found += group.lines.size();
        if (!group.lines.empty()) {
            view.groups.push_back(std::move(group));
        }
    }
    tell_apart(queue.search, view);
    search.reading = search.active && queue.search.reading;
    search.interrupted = search.active && !queue.search.reading && queue.search.interrupted &&
                         names_missing(queue.search, queue.entries);
    if (search.active && search.found == 1) {
        search.only = EntrySelected{view.groups.front().lines.front().id};
    }
    view.empty = !queue.staff.may(StaffRight::Call) ? EmptyQueue::NoRight
                 : !queue.loaded                    ? EmptyQueue::Loading
                 : search.active                    ? EmptyQueue::NotFound
                                                    : EmptyQueue::Nobody;
    for (const QueueEntry& entry : queue.entries) {
        if (queue.selected == entry.header.id) {
            view.selected = selected_view(look, entry);
            break;
        }
    }
    return view;
}

std::vector<FlagGroup> flag_groups(const std::vector<CaseFlag>& flags) {
    using Weight = CaseFlag::Weight;
    std::vector<FlagGroup> groups;
    for (const Weight weight : {Weight::Urgent, Weight::Prepare, Weight::Know}) {
        FlagGroup group{weight, {}};
        std::map<std::string, int> seen;
        for (const CaseFlag& flag : flags) {
            if (flag.weight == weight) {
                const int before = seen[flag.rule]++;
                group.flags.push_back(
                    {flag.message_id() + (before == 0 ? "" : "." + std::to_string(before)), flag});
            }
        }
        if (!group.flags.empty()) {
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

CaseView case_view(const State& state, const CaseOpen& open) {
    const Look look{state, open.queue};
    CaseView view;
    view.line = look.line_of(open.entry, open.entry.header.number);
    view.received = open.entry.received;
    view.since_received = state.wall - open.entry.received;
    view.questionnaire = open.content.questionnaire;
    view.questionnaire_version = open.content.questionnaire_version;
    view.consent = open.content.consent;
    view.started_at = open.content.started_at;
    view.finished_at = open.content.finished_at;
    view.known_form = open.sheet.has_value();
    if (open.sheet) {
        view.name = open.sheet->name;
        view.flags = flag_groups(open.sheet->flags);
        view.sections = open.sheet->sections;
        view.unplaced = open.sheet->unplaced;
    }
    if (is_request(open.entry) && !requested_number(open.content).empty()) {
        view.offers.push_back(
            {Offer::Does::Find, QueueAction::Open, false, RequestedNumberSought{}});
    }
    for (const QueueAction action : offered_actions(open.entry, open.queue.staff, state.wall)) {
        view.offers.push_back(offer(action, open.entry));
    }
    if (!view.offers.empty()) {
        view.offers.front().primary = true;
    }
    view.busy = open.queue.busy;
    return view;
}

LogInView log_in_view(const LoggedOut& place) {
    const bool incomplete =
        place.problem_id == "desk.login.incomplete" || place.problem_id == "desk.choose.incomplete";
    LogInView view;
    view.account = place.account;
    view.password = place.password;
    view.again = place.again;
    view.choosing = place.choosing;
    view.field = place.field;
    view.busy = place.busy;
    view.problem_id = place.problem_id;
    view.retry_seconds = place.retry_seconds;
    view.account_missing = incomplete && place.account.text.empty();
    view.password_missing = incomplete && place.password.text.empty();
    view.again_missing = place.problem_id == "desk.choose.differs";
    return view;
}

bool is_down(const QueueOpen& queue) {
    return !queue.connected || queue.stale;
}

LockView lock_view(const State& state, const Locked& place) {
    std::vector<std::string> help;
    for (const HelpWanted& wanted : help_wanted(state)) {
        help.push_back(wanted.shown);
    }
    return {std::move(help),
            place.queue.staff.account,
            place.password,
            place.busy,
            place.problem_id,
            place.retry_seconds,
            place.problem_id == "desk.lock.incomplete" && place.password.text.empty()};
}

/// A clock that was moved comes before one that differs from it.
void clock_frame(ScreenView& view, const State& state, const QueueOpen& queue) {
    Banner banner;
    banner.kind = Banner::Kind::Clock;
    const ClockNews& clock = state.clock;
    if (clock.trust == ClockTrust::Doubtful) {
        banner.may_confirm = queue.staff.may(StaffRight::Operate);
        banner.problem_id = banner.may_confirm ? "desk.clock.confirm" : "desk.clock.service";
    } else if (clock.desk_ahead > kClockTolerance || clock.desk_ahead < -kClockTolerance) {
        banner.problem_id = "desk.clock.desk";
        banner.shown = to_iso(german_time(state.wall + clock.desk_ahead));
        banner.time = to_iso(german_time(state.wall));
    } else if (clock.certificate_until) {
        banner.problem_id = "desk.clock.certificate";
        banner.time = to_iso(german_time(*clock.certificate_until));
    } else {
        return;
    }
    view.banners.push_back(std::move(banner));
}

/// "A011, A012" and what stands for the rest of many.
std::string some_of(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
        text += (text.empty() ? "" : ", ") + names[i];
    }
    return names.size() > kNamed ? text + " …" : text;
}

/// By the service's clock or by this desk's, whichever is later: who holds registers back may hold
/// the time back, too.
WallTime latest_now(const State& state) {
    return state.wall + std::max(state.clock.desk_ahead, std::chrono::seconds{0});
}

/// What nobody closed is told wherever an admin is; all that goes, where its terms are settled.
void due_frame(ScreenView& view, const State& state) {
    const auto add = [&](const char* id, const std::vector<std::string>& numbers,
                         std::size_t count) {
        Banner banner;
        banner.kind = Banner::Kind::Watch;
        banner.problem_id = id;
        banner.number = some_of(numbers);
        banner.count = count;
        view.banners.push_back(std::move(banner));
    };
    std::vector<std::string> open;
    for (const DueEntry& entry : state.due.entries) {
        if (entry.open) {
            open.push_back(entry.number);
        }
    }
    if (!open.empty()) {
        add("desk.notice.due_open", open, open.size());
    }
    if (state.due.count > 0 && std::holds_alternative<AdminOpen>(state.place)) {
        add("desk.notice.due", {}, state.due.count);
    }
}

/// What the centre's terminals and the service say differs, or the service's database is another.
void watch_frame(ScreenView& view, const State& state, const QueueOpen& queue) {
    const auto add = [&](Banner::Kind kind, const char* id) -> Banner& {
        Banner banner;
        banner.kind = kind;
        banner.problem_id = id;
        view.banners.push_back(std::move(banner));
        return view.banners.back();
    };
    if (state.went_back) {
        const bool may = queue.staff.may(StaffRight::Operate);
        add(Banner::Kind::WentBack, may ? "desk.went_back.confirm" : "desk.went_back.told")
            .may_confirm = may;
    }
    if (state.audit_broken) {
        const bool may = queue.staff.may(StaffRight::Operate);
        add(Banner::Kind::WentBack, may ? "desk.audit.confirm" : "desk.audit.told").may_confirm =
            may && !state.went_back;  // one button confirms both
    }
    if (state.keys_at && latest_now(state) - *state.keys_at >= limits::kRegisterTooOld) {
        Banner& banner = add(Banner::Kind::Watch, "desk.notice.register_old");
        banner.count = static_cast<std::size_t>(
            std::chrono::floor<std::chrono::days>(latest_now(state) - *state.keys_at).count());
    }
    if (state.keys_wait) {
        const KeysWait& wait = *state.keys_wait;
        add(Banner::Kind::Watch, wait.reader_left ? "desk.keys.reader_left" : "desk.keys.unsigned")
            .account = some_of(wait.signers);
    }
    due_frame(view, state);
    if (!queue.damaged.empty()) {
        Banner& banner = add(Banner::Kind::Watch, "desk.notice.damaged");
        banner.number = some_of(queue.damaged);
        banner.count = queue.damaged.size();
    }
    if (state.help_forged) {
        add(Banner::Kind::Watch, "desk.help.forged");
    }
    const Instant now = state.now.monotonic;
    if (const auto missed = missed_numbers(state.watch, now); !missed.empty()) {
        Banner& banner = add(Banner::Kind::Watch, "desk.notice.missing");
        banner.number = some_of(missed);
        banner.count = missed.size();
    }
    if (const auto silent = silent_terminals(state.watch, state.wall, now); !silent.empty()) {
        Banner& banner = add(Banner::Kind::Watch, "desk.notice.silent");
        banner.account = some_of(silent);
        banner.count = silent.size();
    }
}

void readers_frame(ScreenView& view, const QueueOpen& queue) {
    if (queue.new_readers.empty()) {
        return;
    }
    const RegisteredPerson& first = queue.new_readers.front();
    Banner banner;
    banner.kind = Banner::Kind::Readers;
    banner.problem_id = "desk.readers.new";
    banner.account = first.account;
    banner.by = first.by;
    banner.time = to_iso(german_time(first.from));
    banner.more = queue.new_readers.size() - 1;
    view.banners.push_back(std::move(banner));
}

void newcomers_frame(ScreenView& view, const QueueOpen& queue) {
    if (!queue.newcomers.empty()) {
        const Newcomer& newcomer = queue.newcomers.front();
        Banner banner;
        banner.kind = Banner::Kind::Admit;
        banner.problem_id = "desk.admit.asked";
        banner.account = newcomer.account;
        banner.by = newcomer.by;
        banner.fingerprint = newcomer.fingerprint;
        banner.time = to_iso(german_time(newcomer.from));
        banner.more = queue.newcomers.size() - 1;
        view.banners.push_back(std::move(banner));
    }
    if (!queue.own_fingerprint.empty()) {
        Banner banner;
        banner.kind = Banner::Kind::Waits;
        banner.problem_id = "desk.admit.waits";
        banner.fingerprint = queue.own_fingerprint;
        view.banners.push_back(std::move(banner));
    }
}

/// What the queue, the sheet and the admin's pages have in common.
void frame(ScreenView& view, const State& state, const QueueOpen& queue) {
    view.account = queue.staff.account;
    for (HelpWanted& wanted : help_wanted(state)) {
        Banner banner;
        banner.kind = Banner::Kind::Help;
        banner.problem_id =
            wanted.call.language.empty() ? "desk.help.wanted" : "desk.help.wanted_in";
        banner.help = std::move(wanted);
        view.banners.push_back(std::move(banner));
    }
    if (is_down(queue)) {
        Banner banner;
        banner.cause = queue.outage;
        banner.undone = is_of_the_line(queue.problem_id);
        view.banners.push_back(std::move(banner));
    }
    clock_frame(view, state, queue);
    watch_frame(view, state, queue);
    readers_frame(view, queue);
    newcomers_frame(view, queue);
}

/// What somebody else did meanwhile with the case whose sheet is open; the sheet stays.
std::optional<Banner> notice_of(const State& state, const CaseOpen& open) {
    const QueueEntry& entry = open.entry;
    const std::string& account = open.queue.staff.account;
    const char* id = nullptr;
    if (is_closed(entry)) {
        id = "desk.notice.closed";
    } else if (entry.holder != account && is_held(entry, state.wall)) {
        id = open.mine ? "desk.notice.taken_over" : "desk.notice.held";
    } else if (open.mine && entry.holder != account) {
        id = "desk.notice.given_back";
    }
    if (id == nullptr) {
        return std::nullopt;
    }
    Banner banner;
    banner.kind = Banner::Kind::Notice;
    banner.problem_id = id;
    banner.number = entry.header.number;
    banner.account = entry.holder;
    banner.state = to_string(entry.state);
    return banner;
}

/// A refusal says the same as the notice does, and more.
bool says_who(const std::string& problem_id) {
    return problem_id == "desk.problem.held" || problem_id == "desk.problem.closed" ||
           problem_id == "desk.problem.changed";
}

/// What concerns the queue and the sheet alone: what became of an action, and the question before
/// one.
void action_frame(ScreenView& view, const QueueOpen& queue, const QueueEntry* entry) {
    if (!queue.problem_id.empty() && !(is_down(queue) && is_of_the_line(queue.problem_id))) {
        Banner banner;
        banner.kind = Banner::Kind::Problem;
        banner.problem_id = queue.problem_id;
        banner.number = queue.problem_number;
        banner.account = queue.problem_account;
        view.banners.push_back(std::move(banner));
    }
    if (queue.password_changed) {
        Banner banner;
        banner.kind = Banner::Kind::Notice;
        banner.problem_id = "desk.password.done";
        view.banners.push_back(std::move(banner));
    }
    if (const QueueEntry* twice = given_twice(queue.entries)) {
        Banner banner;
        banner.kind = Banner::Kind::Notice;
        banner.problem_id = "desk.notice.twice";
        banner.number = twice->header.number;
        view.banners.push_back(std::move(banner));
    }
    if (queue.asked && entry != nullptr) {
        Question question{queue.asked->about, entry->header.number};
        if (const auto* action = std::get_if<QueueAction>(&queue.asked->about)) {
            question.reasons = offered_reasons(*action, *entry);
            question.of_request = *action == QueueAction::Close && is_request(*entry);
            if (*action == QueueAction::Withdraw) {
                question.typed = queue.asked->typed;
            }
        }
        question.can_confirm = is_number_typed(*queue.asked, *entry);
        view.question = std::move(question);
    }
}

const QueueEntry* selected_entry(const QueueOpen& queue) {
    const auto found =
        std::find_if(queue.entries.begin(), queue.entries.end(),
                     [&](const QueueEntry& entry) { return queue.selected == entry.header.id; });
    return found == queue.entries.end() ? nullptr : &*found;
}

}  // namespace

ScreenView screen_for(const State& state, const Rules& rules) {
    ScreenView view;
    view.key = std::to_string(state.place.index());
    std::visit(Overloaded{
                   [&](const LoggedOut& place) {
                       view.key += place.choosing ? "/choosing" : "";
                       view.screen = log_in_view(place);
                   },
                   [&](const QueueOpen& place) {
                       if (place.own_password) {
                           const OwnPassword& own = *place.own_password;
                           view.key += "/password";
                           view.account = place.staff.account;
                           view.screen = PasswordView{
                               place.staff.account, own.now,  own.fresh,      own.again,
                               own.field,           own.busy, own.problem_id, own.retry_seconds};
                           return;
                       }
                       view.may_change_password = true;
                       frame(view, state, place);
                       action_frame(view, place, selected_entry(place));
                       view.may_administer = place.staff.may(StaffRight::Configure);
                       view.screen = queue_view({state, place});
                   },
                   [&](const CaseOpen& place) {
                       frame(view, state, place.queue);
                       action_frame(view, place.queue, &place.entry);
                       if (std::optional<Banner> notice = notice_of(state, place);
                           notice && !says_who(place.queue.problem_id)) {
                           view.banners.push_back(std::move(*notice));
                       }
                       view.key += to_hex(place.entry.header.id);
                       view.screen = case_view(state, place);
                   },
                   [&](const AdminOpen& place) {
                       frame(view, state, place.queue);
                       view.key += "/" + std::to_string(static_cast<int>(place.admin.page)) +
                                   place.admin.tag;
                       AdminView shown{place.admin, admin::screen_for(place.admin, rules.admin)};
                       std::string& problem = shown.screen.notices.problem_id;
                       if (is_down(place.queue) && is_of_the_line(problem)) {
                           const auto offline = std::find_if(
                               view.banners.begin(), view.banners.end(),
                               [](const Banner& one) { return one.kind == Banner::Kind::Offline; });
                           offline->undone = true;
                           problem.clear();
                       }
                       view.screen = std::move(shown);
                   },
                   [&](const Locked& place) { view.screen = lock_view(state, place); },
               },
               state.place);
    view.locks_in = lock_warning(state, rules);
    return view;
}

}  // namespace lotse::desk
