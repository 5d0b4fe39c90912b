// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/desk.h"

#include <algorithm>
#include <utility>

#include "core/check.h"
#include "core/desk/acting.h"
#include "core/desk/listing.h"
#include "core/desk/lock.h"
#include "core/desk/passwords.h"
#include "core/desk/watching.h"
#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::desk {
namespace {

/// Time, the service's doing and the answers of effects: they do not put off the log-out.
using NotInput =
    Types<Ticked, LoggedIn, LogInRefused, PasswordWanted, PasswordChanged, PasswordRefused,
          Unlocked, SessionEnded, QueueKnown, ListFailed, ConnectionKnown, ActionDone,
          ActionRefused, LeaseRenewed, LeaseNotRenewed, CaseDecrypted, CaseDoubted, NameKeysKnown,
          QuestionnairesChanged, TerminalsKnown, HelpCallsKnown, WentBack, AuditBroken, DueKnown>;
bool is_input(const Event& event) {
    if (const auto* of_admin = std::get_if<admin::Event>(&event)) {
        return admin::is_input(*of_admin);
    }
    return std::visit([](const auto& e) { return !NotInput::contain<std::decay_t<decltype(e)>>; },
                      event);
}

/// What is decided in listing.h and acting.h.
using OfTheQueue =
    Types<QueueKnown, ListFailed, ConnectionKnown, ReadersSeen, AdmitPressed, ClockConfirmed,
          EntrySelected, SearchTyped, SearchCleared, NameKeysKnown, CallNextPressed, ActionPressed,
          ActionConfirmed, ActionCancelled, OpenPressed, CaseDoubted, ActionDone, ActionRefused,
          LeaseRenewed, LeaseNotRenewed>;
/// What goes on behind an admin's pages.
using BehindAdmin =
    Types<QueueKnown, ClockConfirmed, ReadersSeen, AdmitPressed, ListFailed, ConnectionKnown,
          LeaseRenewed, LeaseNotRenewed, NameKeysKnown, ActionDone, ActionRefused>;
/// What has no meaning at a place comes late (two clicks in one frame, an answer after somebody
/// went on) and changes nothing.
using IgnoredInQueue =
    Types<Touched, LoggedIn, LogInRefused, PasswordWanted, Unlocked, CaseLeft,
          RequestedNumberSought, QuestionnairesChanged, admin::Event, TerminalsKnown,
          HelpCallsKnown, HelpDonePressed, WentBack, AuditBroken, DueKnown, WentBackConfirmed>;
using IgnoredInCase =
    Types<Touched, FieldChosen, LogInPressed, LoggedIn, LogInRefused, PasswordWanted,
          PasswordPressed, PasswordCancelled, PasswordChanged, PasswordRefused, Unlocked,
          EntrySelected, SearchTyped, SearchCleared, CallNextPressed, OpenPressed, CaseDecrypted,
          CaseDoubted, AdminPressed, admin::Event, TerminalsKnown, HelpCallsKnown, HelpDonePressed,
          WentBack, AuditBroken, DueKnown, WentBackConfirmed>;
using IgnoredInAdmin =
    Types<Touched, FieldChosen, TextTyped, LogInPressed, LoggedIn, LogInRefused, PasswordWanted,
          PasswordPressed, PasswordCancelled, PasswordChanged, PasswordRefused, Unlocked,
          EntrySelected, SearchTyped, SearchCleared, CallNextPressed, ActionPressed,
          ActionConfirmed, ActionCancelled, OpenPressed, CaseDecrypted, CaseDoubted, CaseLeft,
          RequestedNumberSought, AdminPressed, QuestionnairesChanged, TerminalsKnown,
          HelpCallsKnown, HelpDonePressed, WentBack, AuditBroken, DueKnown, WentBackConfirmed>;
using IgnoredLoggedOut =
    Types<Touched, PasswordPressed, PasswordCancelled, PasswordChanged, PasswordRefused,
          LockPressed, Unlocked, SessionEnded, QueueKnown, ClockConfirmed, ReadersSeen,
          AdmitPressed, ListFailed, ConnectionKnown, EntrySelected, SearchTyped, SearchCleared,
          NameKeysKnown, CallNextPressed, ActionPressed, ActionConfirmed, ActionCancelled,
          ActionDone, ActionRefused, LeaseRenewed, LeaseNotRenewed, OpenPressed, CaseDecrypted,
          CaseDoubted, CaseLeft, RequestedNumberSought, AdminPressed, QuestionnairesChanged,
          admin::Event, TerminalsKnown, HelpCallsKnown, HelpDonePressed, WentBack, AuditBroken,
          DueKnown, WentBackConfirmed>;
/// Also what was being opened or read when the desk was locked: it is not kept.
using IgnoredLocked =
    Types<Touched, LoggedIn, PasswordWanted, PasswordPressed, PasswordCancelled, PasswordRefused,
          LockPressed, SessionEnded, ClockConfirmed, ReadersSeen, AdmitPressed, EntrySelected,
          SearchTyped, SearchCleared, NameKeysKnown, CallNextPressed, ActionPressed,
          ActionConfirmed, ActionCancelled, OpenPressed, CaseDecrypted, CaseDoubted, CaseLeft,
          RequestedNumberSought, AdminPressed, QuestionnairesChanged, TerminalsKnown,
          HelpCallsKnown, HelpDonePressed, WentBack, AuditBroken, DueKnown, WentBackConfirmed>;

/// What became of the entry whose sheet is open. What the terminal signed stays as it was when it
/// was opened, whatever a later answer says of it.
void follow(QueueEntry& opened, const QueueEntry& told) {
    const IntakeHeader header = opened.header;
    const Digest digest = opened.digest;
    opened = told;
    opened.header = header;
    opened.digest = digest;
}

bool is_open_to_see(const State& state) {
    return !std::holds_alternative<LoggedOut>(state.place) &&
           !std::holds_alternative<Locked>(state.place);
}

class Transition {
public:
    Transition(State state, const Moment& now, const Rules& rules)
        : m_state(std::move(state)), m_rules(rules) {
        m_state.now = now;
        m_state.wall = m_state.heard
                           ? m_state.heard->service + std::chrono::floor<std::chrono::seconds>(
                                                          now.monotonic - m_state.heard->at)
                           : now.utc;
    }

    Update run(const Event& event) {
        if (is_input(event)) {
            // What wakes a machine that slept must not find it open.
            if (is_open_to_see(m_state) && is_idle()) {
                lock("");
                return {std::move(m_state), std::move(m_effects)};
            }
            if (is_left_choosing()) {
                log_out();
                return {std::move(m_state), std::move(m_effects)};
            }
            m_state.last_input = m_state.now.monotonic;
        }
        std::visit(
            [&](const auto& e) {
                std::visit([&](auto& place) { handle(place, e); }, m_state.place);
            },
            event);
        watch_over(m_state, queue_behind(), event, m_effects);
        return {std::move(m_state), std::move(m_effects)};
    }

private:
    Here here() { return {m_state, m_rules, m_effects}; }

    /// What is behind every place where somebody is logged in; null: nobody is.
    QueueOpen* queue_behind() {
        return std::visit(Overloaded{
                              [](LoggedOut&) -> QueueOpen* { return nullptr; },
                              [](QueueOpen& place) { return &place; },
                              [](CaseOpen& place) { return &place.queue; },
                              [](AdminOpen& place) { return &place.queue; },
                              [](Locked& place) { return &place.queue; },
                          },
                          m_state.place);
    }
    const admin::State* admin_behind() const {
        if (const auto* locked = std::get_if<Locked>(&m_state.place)) {
            return locked->admin ? &*locked->admin : nullptr;
        }
        const auto* open = std::get_if<AdminOpen>(&m_state.place);
        return open != nullptr ? &open->admin : nullptr;
    }

    void keep_draft() {
        const admin::State* admin = admin_behind();
        if (admin == nullptr) {
            return;
        }
        const std::string& account = queue_behind()->staff.account;
        if (admin->kept) {
            m_state.drafts[account] = *admin->kept;
        } else if (admin->changed()) {
            m_state.drafts[account] = {admin->newest, admin->draft(), admin->open_clashes()};
        }
    }

    void release_leases() {
        const QueueOpen* queue = queue_behind();
        if (queue == nullptr) {
            return;
        }
        ReleaseLeases release;
        for (const QueueEntry& entry : queue->entries) {
            if (is_claimed(entry) && entry.holder == queue->staff.account &&
                is_held(entry, m_state.wall)) {
                release.ids.push_back(entry.header.id);
            }
        }
        if (!release.ids.empty()) {
            m_effects.emplace_back(std::move(release));
        }
    }

    // --- lock ------------------------------------------------------------------------------------
    void lock(const char* problem_id) {
        m_state.place = put_away(std::move(m_state.place), problem_id, m_state.now.monotonic);
        m_effects.emplace_back(Lock{});
        m_effects.emplace_back(WipeDesk{});
    }
    void handle(QueueOpen&, const LockPressed&) { lock(""); }
    void handle(CaseOpen&, const LockPressed&) { lock(""); }
    void handle(AdminOpen&, const LockPressed&) { lock(""); }

    void handle(Locked& place, const FieldChosen& event) { at_lock(place, event); }
    void handle(Locked& place, const TextTyped& event) { at_lock(place, event); }
    void handle(Locked& place, const LogInPressed&) {
        if (std::optional<Unlock> unlock = try_password(place, m_state.now.monotonic)) {
            m_effects.emplace_back(std::move(*unlock));
        }
    }
    void handle(Locked& place, const LogInRefused& event) {
        at_lock(place, event, m_state.now.monotonic);
    }
    void handle(Locked& locked, const Unlocked& event) {
        if (!locked.busy) {
            return;
        }
        m_state.last_input = m_state.now.monotonic;
        if (!event.staff.may(StaffRight::Configure)) {
            keep_draft();
        }
        Locked place = std::move(locked);
        QueueOpen queue = std::move(place.queue);
        queue.staff = event.staff;
        queue.renewing = false;
        m_effects.emplace_back(ListQueue{});
        if (place.admin && event.staff.may(StaffRight::Configure)) {
            m_state.place = AdminOpen{std::move(queue), std::move(*place.admin)};
            return;
        }
        if (place.opened) {
            queue.reopen = queue.selected = place.opened->header.id;
            open_again(here(), queue);
        }
        m_state.place = std::move(queue);
        read_names(here(), std::get<QueueOpen>(m_state.place));
    }
    void handle(Locked& place, const QueueKnown& event) {
        handle(place.queue, event);
        follow_opened(place);
    }
    void handle(Locked& place, const ActionDone& event) {
        handle(place.queue, event);
        follow_opened(place);
    }
    void handle(Locked& place, const LeaseRenewed& event) {
        handle(place.queue, event);
        if (place.opened && place.opened->header.id == event.entry.header.id) {
            place.opened = event.entry;
        }
    }
    void follow_opened(Locked& place) {
        if (!place.opened) {
            return;
        }
        if (const QueueEntry* entry = find_entry(place.queue, place.opened->header.id)) {
            place.opened = *entry;
            keep_lease(here(), place.queue, *entry);
        }
    }
    void handle(Locked& place, const ListFailed& event) { handle(place.queue, event); }
    void handle(Locked& place, const ConnectionKnown& event) {
        handle(place.queue, event);
        if (event.connected) {
            follow_opened(place);
        }
    }
    void handle(Locked& place, const ActionRefused& event) { handle(place.queue, event); }
    void handle(Locked& place, const LeaseNotRenewed& event) { handle(place.queue, event); }
    /// What was asked for before is still answered; nobody can press anything.
    void handle(Locked& place, const admin::Event& event) {
        if (place.admin && !admin::is_input(event)) {
            admin::Update done =
                admin::update(std::move(*place.admin), event, m_state.now, m_rules.admin);
            place.admin = std::move(done.state);
            pass_on(done.effects);
        }
    }
    void handle(Locked&, const LogOutPressed&) { log_out(); }
    void handle(Locked& place, const Ticked&) {
        if (m_state.now.monotonic - place.since >= m_rules.log_out) {
            log_out();
            return;
        }
        if (!place.busy && m_state.now.monotonic - m_state.last_input >= m_rules.half_typed) {
            place.password = {};
        }
        list_again(here(), place.queue);
        follow_opened(place);
    }

    bool is_idle() const { return m_state.now.monotonic - m_state.last_input >= m_rules.idle; }

    /// The session that a code began, and nobody is there any more to choose the password. While an
    /// answer is awaited somebody just was.
    bool is_left_choosing() const {
        const auto* place = std::get_if<LoggedOut>(&m_state.place);
        return place != nullptr && place->choosing && !place->busy && is_idle();
    }

    void log_out() {
        keep_draft();
        release_leases();
        m_state.place = LoggedOut{};
        m_effects.emplace_back(LogOut{});
        m_effects.emplace_back(WipeDesk{});
    }

    // --- logged out ------------------------------------------------------------------------------
    void handle(LoggedOut& place, const FieldChosen& event) { at_log_in(place, event); }
    void handle(LoggedOut& place, const TextTyped& event) { at_log_in(place, event); }
    void handle(LoggedOut& place, const PasswordWanted& event) { at_log_in(place, event); }
    void handle(LoggedOut& place, const LogInRefused& event) { at_log_in(place, event); }
    void handle(LoggedOut& place, const LogInPressed&) {
        if (std::optional<Effect> wish = try_log_in(place)) {
            m_effects.push_back(std::move(*wish));
        }
    }
    /// Another account, instead of choosing a password for this one.
    void handle(LoggedOut& place, const LogOutPressed&) {
        if (place.choosing && !place.busy) {
            log_out();
        }
    }
    void handle(LoggedOut&, const Ticked&) {
        if (is_left_choosing()) {
            log_out();
        }
    }
    void handle(LoggedOut& place, const LoggedIn& event) {
        if (place.busy) {
            QueueOpen queue;
            queue.staff = event.staff;
            m_state.place = std::move(queue);
            m_state.last_input = m_state.now.monotonic;
        }
    }

    // --- queue -----------------------------------------------------------------------------------
    void handle(QueueOpen& place, const OneOf<OfTheQueue> auto& event) {
        at_queue(here(), place, event);
    }
    // --- one's own password ----------------------------------------------------------------------
    void handle(QueueOpen& place, const PasswordPressed& event) { at_own_password(place, event); }
    void handle(QueueOpen& place, const PasswordCancelled& event) { at_own_password(place, event); }
    void handle(QueueOpen& place, const FieldChosen& event) { at_own_password(place, event); }
    void handle(QueueOpen& place, const PasswordChanged& event) { at_own_password(place, event); }
    void handle(QueueOpen& place, const PasswordRefused& event) { at_own_password(place, event); }
    void handle(QueueOpen& place, const LogInPressed&) {
        if (std::optional<ChangePassword> wish = try_own_password(place)) {
            m_effects.emplace_back(std::move(*wish));
        }
    }
    /// It was locked meanwhile.
    void handle(Locked& place, const PasswordChanged&) { place.queue.password_changed = true; }

    void handle(QueueOpen& place, const TextTyped& event) {
        place.own_password ? at_own_password(place, event) : type_number(place, event);
    }
    void handle(CaseOpen& place, const TextTyped& event) { type_number(place.queue, event); }
    void handle(QueueOpen& place, const CaseDecrypted& event) {
        if (!place.busy) {
            return;
        }
        place.busy = false;
        place.reopen.reset();
        keep(place, event.entry);
        const bool mine = event.entry.holder == place.staff.account;
        m_state.place =
            CaseOpen{std::move(place), event.entry, event.content, sheet_of(event.content), mine};
        auto& open = std::get<CaseOpen>(m_state.place);
        keep_lease(here(), open.queue, open.entry);
    }
    void handle(QueueOpen&, const LogOutPressed&) { log_out(); }
    void handle(QueueOpen&, const SessionEnded&) { end_session(); }
    void handle(QueueOpen& place, const Ticked&) { tick(place); }

    // --- case sheet ------------------------------------------------------------------------------
    void handle(CaseOpen& place, const QueueKnown& event) {
        handle(place.queue, event);
        const QueueEntry* entry = find_entry(place.queue, place.entry.header.id);
        if (entry == nullptr) {
            return;
        }
        follow(place.entry, *entry);
        if (entry->state == QueueState::Withdrawn) {
            // Its answers are erased: what is gone at the centre must not stand on a screen.
            tell(place.queue, "desk.problem.withdrawn", entry->header.number, "");
            leave_case(place);
            return;
        }
        keep_lease(here(), place.queue, place.entry);
    }
    void handle(CaseOpen& place, const ListFailed& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const ConnectionKnown& event) {
        handle(place.queue, event);
        if (event.connected) {
            keep_lease(here(), place.queue, place.entry);
        }
    }
    void handle(CaseOpen& place, const NameKeysKnown& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const ActionPressed& event) {
        act(here(), place.queue, place.entry, event.action);
    }
    void handle(CaseOpen& place, const ActionConfirmed& event) {
        confirm(here(), place.queue, place.entry, event.reason);
    }
    void handle(CaseOpen& place, const ActionCancelled&) { place.queue.asked.reset(); }
    void handle(CaseOpen& place, const ActionDone& event) {
        handle(place.queue, event);
        if (event.entry.header.id != place.entry.header.id) {
            return;
        }
        follow(place.entry, event.entry);
        place.mine = event.entry.holder == place.queue.staff.account;
        if (!place.mine) {
            leave_case(place);
        }
    }
    void handle(CaseOpen& place, const LeaseRenewed& event) {
        handle(place.queue, event);
        if (event.entry.header.id == place.entry.header.id) {
            follow(place.entry, event.entry);
        }
    }
    void handle(CaseOpen& place, const LeaseNotRenewed& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const ActionRefused& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const CaseLeft&) { leave_case(place); }
    void handle(CaseOpen& place, const RequestedNumberSought&) {
        const SecretText number = requested_number(place.content);
        if (!number.empty()) {
            const std::size_t end = number.size();
            leave_case(place);
            at_queue(here(), std::get<QueueOpen>(m_state.place), SearchTyped{number, end, end, {}});
        }
    }
    void handle(CaseOpen& place, const QuestionnairesChanged&) {
        place.sheet = sheet_of(place.content);
    }
    std::optional<CaseSheet> sheet_of(const IntakeContent& content) const {
        for (const Questionnaire* form : m_rules.questionnaires) {
            if (form->name == content.questionnaire) {
                return case_sheet(*form, content, m_state.now.today, m_rules.occupations);
            }
        }
        return std::nullopt;
    }
    void handle(CaseOpen&, const LogOutPressed&) { log_out(); }
    void handle(CaseOpen&, const SessionEnded&) { end_session(); }
    void handle(CaseOpen& place, const Ticked&) {
        keep_lease(here(), place.queue, place.entry);
        tick(place.queue);
    }

    // --- admin -----------------------------------------------------------------------------------
    void handle(QueueOpen& place, const AdminPressed&) {
        if (place.staff.may(StaffRight::Configure) && !place.busy) {
            place.asked.reset();
            place.reopen.reset();
            std::optional<admin::Draft> kept;
            if (auto draft = m_state.drafts.extract(place.staff.account)) {
                kept = std::move(draft.mapped());
            }
            admin::Update entered = admin::opened(
                m_rules.admin,
                {place.staff.account, place.staff.centre, place.staff.may(StaffRight::People)},
                std::move(kept));
            m_state.place = AdminOpen{std::move(place), std::move(entered.state)};
            pass_on(entered.effects);
        }
    }
    void handle(AdminOpen& place, const admin::Event& event) {
        admin::Update done =
            admin::update(std::move(place.admin), event, m_state.now, m_rules.admin);
        place.admin = std::move(done.state);
        pass_on(done.effects);
        if (place.admin.left) {
            QueueOpen queue = std::move(place.queue);
            m_state.place = std::move(queue);
        }
    }
    void handle(CaseOpen& place, const ClockConfirmed& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const ReadersSeen& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const AdmitPressed& event) { handle(place.queue, event); }
    void handle(AdminOpen& place, const OneOf<BehindAdmin> auto& event) {
        at_queue(here(), place.queue, event);
    }
    void handle(AdminOpen&, const LogOutPressed&) { log_out(); }
    void handle(AdminOpen&, const SessionEnded&) { end_session(); }
    void handle(AdminOpen& place, const Ticked&) {
        // Whoever edits asks the service for nothing: the terminals' reports are read anew, and the
        // session stays.
        if (m_state.now.monotonic - m_state.last_input < 2 * std::chrono::minutes(1)) {
            m_effects.emplace_back(admin::Effect(admin::ReadConfigurations{}));
        }
        tick(place.queue);
    }
    void pass_on(std::vector<admin::Effect>& effects) {
        for (admin::Effect& effect : effects) {
            m_effects.emplace_back(std::move(effect));
        }
    }

    void handle(LoggedOut&, const OneOf<IgnoredLoggedOut> auto&) {}
    void handle(QueueOpen&, const OneOf<IgnoredInQueue> auto&) {}
    void handle(CaseOpen&, const OneOf<IgnoredInCase> auto&) {}
    void handle(AdminOpen&, const OneOf<IgnoredInAdmin> auto&) {}
    void handle(Locked&, const OneOf<IgnoredLocked> auto&) {}

    void leave_case(CaseOpen& place) {
        QueueOpen queue = std::move(place.queue);
        queue.asked.reset();
        m_state.place = std::move(queue);
        m_effects.emplace_back(WipeDesk{});
    }

    void tick(QueueOpen& queue) {
        list_again(here(), queue);
        if (is_idle()) {
            lock("");
        }
    }

    /// The service was started anew, or ten hours have passed: the password begins another session,
    /// and what was being done goes on.
    void end_session() { lock("desk.lock.session_ended"); }

    State m_state;
    const Rules& m_rules;
    std::vector<Effect> m_effects;
};

/// Of a place where somebody is logged in.
const QueueOpen& queue_of(const decltype(State::place)& place) {
    return *std::visit(Overloaded{
                           [](const LoggedOut&) -> const QueueOpen* { LOTSE_CHECK(false); },
                           [](const QueueOpen& open) { return &open; },
                           [](const CaseOpen& open) { return &open.queue; },
                           [](const AdminOpen& open) { return &open.queue; },
                           [](const Locked& locked) { return &locked.queue; },
                       },
                       place);
}

}  // namespace

bool is_number_typed(const Asking& asking, const QueueEntry& entry) {
    const auto* action = std::get_if<QueueAction>(&asking.about);
    if (action == nullptr || *action != QueueAction::Withdraw) {
        return true;
    }
    const std::string_view typed = asking.typed.text.view();
    const std::string& number = entry.header.number;
    return std::equal(typed.begin(), typed.end(), number.begin(), number.end(), [](char a, char b) {
        return a == b || (a >= 'a' && a <= 'z' && a - 'a' + 'A' == b);
    });
}

bool is_of_the_line(const std::string& problem_id) {
    return problem_id == "desk.problem.offline" || problem_id == "desk.admin.problem.offline";
}

Update update(State state, const Event& event, const Moment& now, const Rules& rules) {
    return Transition(std::move(state), now, rules).run(event);
}

std::optional<Instant> next_deadline(const State& state, const Rules& rules) {
    if (std::holds_alternative<LoggedOut>(state.place)) {
        return std::nullopt;
    }
    // Waiting times are shown in whole minutes, and a lease is renewed within one.
    Instant next =
        state.now.monotonic + std::chrono::seconds(60 - state.wall.time_since_epoch().count() % 60);
    if (const auto* locked = std::get_if<Locked>(&state.place)) {
        next = std::min<Instant>(next, locked->since + rules.log_out);
    } else if (lock_warning(state, rules)) {
        next = std::min<Instant>(next, state.now.monotonic + std::chrono::seconds(1));
    } else {
        next = std::min<Instant>(next, state.last_input + rules.idle - rules.warning);
    }
    const QueueOpen& queue = queue_of(state.place);
    if (!queue.connected || queue.stale) {
        next = std::min<Instant>(next,
                                 std::max<Instant>(queue.listed + limits::kListWithoutStream,
                                                   state.now.monotonic + std::chrono::seconds(1)));
    }
    return next;
}

std::optional<std::chrono::seconds> lock_warning(const State& state, const Rules& rules) {
    const Instant left = state.last_input + rules.idle - state.now.monotonic;
    if (!is_open_to_see(state) || left > rules.warning) {
        return std::nullopt;
    }
    return std::max(std::chrono::ceil<std::chrono::seconds>(left), std::chrono::seconds(0));
}

}  // namespace lotse::desk
