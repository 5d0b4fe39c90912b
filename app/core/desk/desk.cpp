// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/desk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::desk {
namespace {

/// Time, the service's doing and the answers of effects: they do not put off the log-out.
using NotInput =
    Types<Ticked, LoggedIn, LogInRefused, SessionEnded, QueueKnown, ConnectionKnown, ActionDone,
          ActionRefused, CaseDecrypted, NameKeysKnown, QuestionnairesChanged>;
bool is_input(const Event& event) {
    if (const auto* of_admin = std::get_if<admin::Event>(&event)) {
        return admin::is_input(*of_admin);
    }
    return std::visit([](const auto& e) { return !NotInput::contain<std::decay_t<decltype(e)>>; },
                      event);
}

/// What has no meaning at a place comes late (two clicks in one frame, an answer after somebody
/// went on) and changes nothing.
using IgnoredInQueue = Types<Touched, FieldChosen, TextTyped, LogInPressed, LoggedIn, LogInRefused,
                             CaseLeft, QuestionnairesChanged, admin::Event>;
using IgnoredInCase = Types<Touched, FieldChosen, TextTyped, LogInPressed, LoggedIn, LogInRefused,
                            EntrySelected, SearchTyped, SearchCleared, CallNextPressed, OpenPressed,
                            CaseDecrypted, AdminPressed, admin::Event>;
using IgnoredInAdmin = Types<Touched, FieldChosen, TextTyped, LogInPressed, LoggedIn, LogInRefused,
                             EntrySelected, SearchTyped, SearchCleared, CallNextPressed,
                             ActionPressed, ActionConfirmed, ActionCancelled, OpenPressed,
                             CaseDecrypted, CaseLeft, AdminPressed, QuestionnairesChanged>;
using IgnoredLoggedOut =
    Types<Ticked, Touched, LogOutPressed, SessionEnded, QueueKnown, ConnectionKnown, EntrySelected,
          SearchTyped, SearchCleared, NameKeysKnown, CallNextPressed, ActionPressed,
          ActionConfirmed, ActionCancelled, ActionDone, ActionRefused, OpenPressed, CaseDecrypted,
          CaseLeft, AdminPressed, QuestionnairesChanged, admin::Event>;

QueueEntry* find_entry(QueueOpen& queue, const IntakeId& id) {
    for (QueueEntry& entry : queue.entries) {
        if (entry.header.id == id) {
            return &entry;
        }
    }
    return nullptr;
}

void keep(QueueOpen& queue, const QueueEntry& changed) {
    if (QueueEntry* entry = find_entry(queue, changed.header.id)) {
        *entry = changed;
    } else {
        queue.entries.push_back(changed);
    }
}

class Transition {
public:
    Transition(State state, const Moment& now, const Rules& rules)
        : m_state(std::move(state)), m_rules(rules) {
        m_state.now = now;
        m_state.wall = now.utc + m_state.service_ahead;
    }

    Update run(const Event& event) {
        if (is_input(event)) {
            m_state.last_input = m_state.now.monotonic;
        }
        std::visit(
            [&](const auto& e) {
                std::visit([&](auto& place) { handle(place, e); }, m_state.place);
            },
            event);
        return {std::move(m_state), std::move(m_effects)};
    }

private:
    void keep_draft() {
        const auto* place = std::get_if<AdminOpen>(&m_state.place);
        if (place == nullptr) {
            return;
        }
        const admin::State& admin = place->admin;
        if (admin.kept) {
            m_state.drafts[place->queue.staff.account] = *admin.kept;
        } else if (admin.changed()) {
            m_state.drafts[place->queue.staff.account] = {admin.newest, admin.draft()};
        }
    }

    void log_out() {
        keep_draft();
        m_state.place = LoggedOut{};
        m_effects.emplace_back(LogOut{});
        m_effects.emplace_back(WipeDesk{});
    }

    // --- logged out ------------------------------------------------------------------------------
    void handle(LoggedOut& place, const FieldChosen& event) {
        place.field = event.field;
        TypedText& typed = event.field == LogInField::Account ? place.account : place.password;
        typed.caret = std::min(event.caret, typed.text.size());
        typed.anchor = std::min(event.anchor, typed.text.size());
    }
    void handle(LoggedOut& place, const TextTyped& event) {
        if (event.text.size() <= limits::kLongestLineBytes) {
            (place.field == LogInField::Account ? place.account : place.password) = {
                event.text, event.caret, event.anchor};
        }
    }
    void handle(LoggedOut& place, const LogInPressed&) {
        if (place.busy) {
            return;
        }
        if (place.account.text.empty() || place.password.text.empty()) {
            place.field = place.account.text.empty() ? LogInField::Account : LogInField::Password;
            place.problem_id = "desk.login.incomplete";
            return;
        }
        place.busy = true;
        place.problem_id.clear();
        m_effects.emplace_back(LogIn{std::string(place.account.text.view()), place.password.text});
    }
    void handle(LoggedOut& place, const LoggedIn& event) {
        if (place.busy) {
            QueueOpen queue;
            queue.staff = event.staff;
            m_state.place = std::move(queue);
            m_state.last_input = m_state.now.monotonic;
        }
    }
    void handle(LoggedOut& place, const LogInRefused& event) {
        place.busy = false;
        place.problem_id = event.problem_id;
        place.retry_seconds = event.retry_seconds;
        place.password = {};
        place.field = LogInField::Password;
    }

    // --- queue -----------------------------------------------------------------------------------
    void handle(QueueOpen& place, const QueueKnown& event) {
        place.entries = event.entries;
        place.loaded = true;
        if (event.service_time != WallTime{}) {
            m_state.service_ahead += event.service_time - m_state.wall;
            m_state.wall = event.service_time;
        }
        if (place.selected && find_entry(place, *place.selected) == nullptr) {
            place.selected.reset();
            place.asked.reset();
        }
        forget_gone(place.search, place.entries);
        read_names(place);
    }
    void handle(QueueOpen& place, const ConnectionKnown& event) {
        place.connected = event.connected;
    }
    void handle(QueueOpen& place, const EntrySelected& event) {
        place.problem_id.clear();
        if (find_entry(place, event.id) != nullptr) {
            place.selected = event.id;
            place.asked.reset();
        }
    }
    void handle(QueueOpen& place, const SearchTyped& event) {
        if (event.text.size() > limits::kLongestSearchBytes) {
            return;
        }
        Search& search = place.search;
        search.text = event.text;
        search.caret = event.caret;
        search.anchor = event.anchor;
        search.key = event.key;
        search.interrupted = false;
        // What is not listed any more must not be acted upon.
        const QueueEntry* chosen = place.selected ? find_entry(place, *place.selected) : nullptr;
        if (chosen != nullptr && !finds(search, *chosen)) {
            place.selected.reset();
            place.asked.reset();
        }
        read_names(place);
    }
    void handle(QueueOpen& place, const SearchCleared&) {
        place.search.text = {};
        place.search.key = {};
        place.search.caret = place.search.anchor = 0;
    }
    void handle(QueueOpen& place, const NameKeysKnown& event) {
        place.search.reading = false;
        place.search.interrupted = event.interrupted;
        for (const auto& [id, key] : event.keys) {
            place.search.names[id] = key;
        }
        forget_gone(place.search, place.entries);
        read_names(place);
    }
    void read_names(QueueOpen& place) {
        if (std::vector<QueueEntry> entries = names_to_read(place.search, place.entries);
            !entries.empty()) {
            place.search.reading = true;
            m_effects.emplace_back(ReadNames{std::move(entries), m_rules.name_questions});
        }
    }
    void handle(QueueOpen& place, const CallNextPressed&) {
        if (!place.busy) {
            start(place, CallNext{});
        }
    }
    void handle(QueueOpen& place, const ActionPressed& event) {
        if (const QueueEntry* entry =
                place.selected ? find_entry(place, *place.selected) : nullptr) {
            act(place, *entry, event.action);
        }
    }
    void handle(QueueOpen& place, const ActionConfirmed&) {
        if (const QueueEntry* entry =
                place.selected ? find_entry(place, *place.selected) : nullptr) {
            confirm(place, *entry);
        }
    }
    void handle(QueueOpen& place, const ActionCancelled&) { place.asked.reset(); }
    void handle(QueueOpen& place, const OpenPressed&) {
        const QueueEntry* entry = place.selected ? find_entry(place, *place.selected) : nullptr;
        if (entry != nullptr && !place.busy &&
            can_open(*entry, place.staff.account, m_state.wall)) {
            start(place, OpenCase{*entry});
        }
    }
    void handle(QueueOpen& place, const ActionDone& event) {
        place.busy = false;
        keep(place, event.entry);
        place.selected = event.entry.header.id;
    }
    void handle(QueueOpen& place, const ActionRefused& event) {
        place.busy = false;
        place.problem_id = event.problem_id;
    }
    void handle(QueueOpen& place, const CaseDecrypted& event) {
        if (!place.busy) {
            return;
        }
        place.busy = false;
        keep(place, event.entry);
        CaseOpen open{std::move(place), event.entry, event.content, sheet_of(event.content)};
        m_state.place = std::move(open);
    }
    void handle(QueueOpen&, const LogOutPressed&) { log_out(); }
    void handle(QueueOpen&, const SessionEnded&) { end_session(); }
    void handle(QueueOpen& place, const Ticked&) { tick(place); }

    // --- case sheet ------------------------------------------------------------------------------
    void handle(CaseOpen& place, const QueueKnown& event) {
        handle(place.queue, event);
        if (const QueueEntry* entry = find_entry(place.queue, place.entry.header.id)) {
            place.entry = *entry;
        }
    }
    void handle(CaseOpen& place, const ConnectionKnown& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const NameKeysKnown& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const ActionPressed& event) {
        act(place.queue, place.entry, event.action);
    }
    void handle(CaseOpen& place, const ActionConfirmed&) { confirm(place.queue, place.entry); }
    void handle(CaseOpen& place, const ActionCancelled&) { place.queue.asked.reset(); }
    void handle(CaseOpen& place, const ActionDone& event) {
        handle(place.queue, event);
        if (event.entry.header.id != place.entry.header.id) {
            return;
        }
        place.entry = event.entry;
        if (event.entry.state != QueueState::InProgress) {
            leave_case(place);
        }
    }
    void handle(CaseOpen& place, const ActionRefused& event) { handle(place.queue, event); }
    void handle(CaseOpen& place, const CaseLeft&) { leave_case(place); }
    void handle(CaseOpen& place, const QuestionnairesChanged&) {
        place.sheet = sheet_of(place.content);
    }
    std::optional<CaseSheet> sheet_of(const IntakeContent& content) const {
        for (const Questionnaire* form : m_rules.questionnaires) {
            if (form->name == content.questionnaire) {
                return case_sheet(*form, content, m_state.now.today);
            }
        }
        return std::nullopt;
    }
    void handle(CaseOpen&, const LogOutPressed&) { log_out(); }
    void handle(CaseOpen&, const SessionEnded&) { end_session(); }
    void handle(CaseOpen& place, const Ticked&) {
        // The lease is renewed while the sheet is open and somebody is there.
        const bool due =
            place.entry.lease_until - m_state.wall < limits::kClaimLease - m_rules.lease_renewal;
        if (due && place.entry.state == QueueState::InProgress && !place.queue.busy) {
            start(place.queue,
                  Act{place.entry.header.id, QueueAction::Renew, place.entry.revision});
        }
        tick(place);
    }

    // --- admin -----------------------------------------------------------------------------------
    void handle(QueueOpen& place, const AdminPressed&) {
        if (place.staff.admin && !place.busy) {
            place.asked.reset();
            std::optional<admin::Draft> kept;
            if (auto draft = m_state.drafts.extract(place.staff.account)) {
                kept = std::move(draft.mapped());
            }
            admin::Update entered = admin::opened(
                m_rules.admin, {place.staff.account, place.staff.centre}, std::move(kept));
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
    void handle(AdminOpen& place, const QueueKnown& event) { handle(place.queue, event); }
    void handle(AdminOpen& place, const ConnectionKnown& event) { handle(place.queue, event); }
    void handle(AdminOpen& place, const NameKeysKnown& event) { handle(place.queue, event); }
    void handle(AdminOpen& place, const ActionDone& event) { handle(place.queue, event); }
    void handle(AdminOpen& place, const ActionRefused& event) { handle(place.queue, event); }
    void handle(AdminOpen&, const LogOutPressed&) { log_out(); }
    void handle(AdminOpen&, const SessionEnded&) { end_session(); }
    void handle(AdminOpen& place, const Ticked&) {
        // Whoever edits asks the service for nothing: the terminals' reports are read anew, and the
        // session stays.
        if (m_state.now.monotonic - m_state.last_input < 2 * std::chrono::minutes(1)) {
            m_effects.emplace_back(admin::Effect(admin::ReadConfigurations{}));
        }
        tick(place);
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

    void leave_case(CaseOpen& place) {
        QueueOpen queue = std::move(place.queue);
        queue.asked.reset();
        m_state.place = std::move(queue);
        m_effects.emplace_back(WipeDesk{});
    }

    template <class P>
    void tick(P&) {
        if (m_state.now.monotonic - m_state.last_input >= m_rules.idle) {
            log_out();
        }
    }

    void end_session() {
        keep_draft();
        LoggedOut place;
        place.problem_id = "desk.login.session_ended";
        m_state.place = std::move(place);
        m_effects.emplace_back(LogOut{});
        m_effects.emplace_back(WipeDesk{});
    }

    void act(QueueOpen& place, const QueueEntry& entry, QueueAction action) {
        if (place.busy) {
            return;
        }
        if (action == QueueAction::Close || action == QueueAction::Withdraw) {
            place.asked = action;
        } else {
            start(place, Act{entry.header.id, action, entry.revision});
        }
    }

    void confirm(QueueOpen& place, const QueueEntry& entry) {
        if (place.asked && !place.busy) {
            start(place, Act{entry.header.id, *place.asked, entry.revision});
        }
    }

    void start(QueueOpen& place, Effect effect) {
        place.asked.reset();
        place.busy = true;
        place.problem_id.clear();
        m_effects.push_back(std::move(effect));
    }

    State m_state;
    const Rules& m_rules;
    std::vector<Effect> m_effects;
};

}  // namespace

Update update(State state, const Event& event, const Moment& now, const Rules& rules) {
    return Transition(std::move(state), now, rules).run(event);
}

std::optional<Instant> next_deadline(const State& state, const Rules& rules) {
    if (std::holds_alternative<LoggedOut>(state.place)) {
        return std::nullopt;
    }
    // Waiting times are shown in whole minutes, and a lease is renewed within one.
    const Instant minute =
        state.now.monotonic + std::chrono::seconds(60 - state.wall.time_since_epoch().count() % 60);
    return std::min<Instant>(minute, state.last_input + rules.idle);
}

std::vector<QueueAction> offered_actions(const QueueEntry& entry, const std::string& account,
                                         WallTime now) {
    static constexpr std::array kOrder = {QueueAction::Call, QueueAction::Park, QueueAction::Miss,
                                          QueueAction::Requeue, QueueAction::Close};
    std::vector<QueueAction> actions;
    for (const QueueAction action : kOrder) {
        if (transition(entry, action, account, entry.revision, now)) {
            actions.push_back(action);
        }
    }
    // Closing is the next step only for a client who is being served; a number without data is
    // served once it is called.
    const bool served = entry.state == QueueState::InProgress ||
                        (entry.state == QueueState::Called && entry.header.questionnaire.empty());
    if (served && !actions.empty() && actions.back() == QueueAction::Close) {
        std::rotate(actions.begin(), actions.end() - 1, actions.end());
    }
    return actions;
}

bool can_withdraw(const QueueEntry& entry, const std::string& account, WallTime now) {
    return transition(entry, QueueAction::Withdraw, account, entry.revision, now).ok();
}

bool can_open(const QueueEntry& entry, const std::string& account, WallTime now) {
    return !entry.header.questionnaire.empty() && entry.state != QueueState::Done &&
           entry.state != QueueState::Withdrawn &&
           (entry.holder == account || !is_held(entry, now));
}

}  // namespace lotse::desk
