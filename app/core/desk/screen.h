// SPDX-License-Identifier: EUPL-1.2
/// Decides what the desk shows, as a value: which entries of the queue in which group and order,
/// what may be pressed and what of it comes first, which banners stand above and which question is
/// asked. Ids of messages, numbers and times; no displayed words.
///
/// Pure, made anew after every event. Leaves alone: what an event does (core/desk/desk.h), what
/// stands on the case sheet (core/desk/case_sheet.h), the pages of an admin (core/admin/screen.h),
/// words and places (ui/desk). What is folded away is the drawing's own: nothing is decided by it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/admin/screen.h"
#include "core/desk/desk.h"

namespace lotse::desk {

/// A button for what may be done with an entry.
struct Offer {
    enum class Does : unsigned char {
        Look,      ///< opens the case sheet and changes nothing
        Act,       ///< the action
        Again,     ///< Call of a client who was called before
        TakeOver,  ///< Open of a case that somebody else began
        Find,      ///< looks in the queue for the number that a request is about
        Settle,    ///< Close of a request
    } does = Does::Act;
    QueueAction action = QueueAction::Call;  ///< of all but Look and Find
    bool primary = false;
    Event event;  ///< of pressing it
};

/// How long somebody has waited; `day` instead if they came on an earlier one.
struct Waiting {
    std::chrono::seconds since{0};
    std::optional<CivilDate> day;
    bool operator==(const Waiting&) const = default;
};

/// Who works with an entry now.
struct Holder {
    enum class Is : unsigned char { Nobody, You, Other, Lapsed } is = Is::Nobody;
    std::string account;  ///< of Other and Lapsed
    bool operator==(const Holder&) const = default;
};

struct QueueLine {
    IntakeId id;
    std::string name;  ///< the number, made unique: numbers come again on another day
    std::string number;
    std::string language;       ///< of the counselling
    std::string questionnaire;  ///< empty: a number without data
    QueueState state = QueueState::Waiting;
    std::optional<Waiting> waiting;  ///< nothing: it is closed
    Holder holder;
    int calls = 0;
    bool selected = false;
    std::vector<FoundName> found;     ///< what a search by name found it by
    std::optional<PartialDate> born;  ///< of each, where a name found several
};

/// Groups of the list, in the order in which they stand.
enum class QueuePart : unsigned char {
    Mine,
    Requests,
    Waiting,
    Others,
    Parked,
    Missed,
    Pending,
    Closed
};
struct QueueGroup {
    QueuePart part = QueuePart::Waiting;
    bool folds = false;  ///< shown only to whoever unfolds it
    std::vector<QueueLine> lines;
};
/// Why no group stands there.
enum class EmptyQueue : unsigned char { Loading, Nobody, NotFound, NoRight };

struct SearchView {
    Search search;
    bool active = false;        ///< something is looked for
    std::size_t found = 0;      ///< entries that are listed
    bool reading = false;       ///< more may be found yet
    bool interrupted = false;   ///< more might have been found
    std::optional<Event> only;  ///< what the enter key does: chooses the only one that is left
};

struct SelectedView {
    QueueLine line;
    WallTime received{}, last_call{};
    bool came_today = false;
    std::vector<Offer> offers;      ///< in the order of the buttons
    std::optional<Offer> withdraw;  ///< apart from them
};

struct QueueView {
    SearchView search;
    std::vector<QueueGroup> groups;  ///< without empty ones
    EmptyQueue empty = EmptyQueue::Nobody;
    std::size_t waiting = 0;  ///< whatever is looked for
    std::optional<Waiting> longest;
    std::optional<WaitRange> wait;  ///< for who comes now
    bool can_call_next = false;
    bool call_next_primary = false;  ///< there is nobody to go on with
    std::optional<SelectedView> selected;
    bool busy = false;  ///< nothing can be pressed until the service answered
};

struct LogInView {
    TypedText account, password;
    /// A code was right: the account stands, and a new password is typed twice.
    bool choosing = false;
    TypedText again;
    LogInField field = LogInField::Account;
    bool busy = false;
    std::string problem_id;
    int retry_seconds = 0;
    bool account_missing = false, password_missing = false, again_missing = false;
};

struct FlagView {
    std::string name;  ///< the message id, made unique: several notices have a deadline each
    CaseFlag flag;
};
struct FlagGroup {
    CaseFlag::Weight weight = CaseFlag::Weight::Know;
    std::vector<FlagView> flags;
};
struct CaseView {
    QueueLine line;
    WallTime received{};
    std::chrono::seconds since_received{0};
    ClientName name;
    std::string questionnaire;
    int questionnaire_version = 0;
    ConsentRecord consent;
    std::string started_at, finished_at;
    bool known_form = true;        ///< false: flags and answers cannot be shown here
    std::vector<FlagGroup> flags;  ///< the weightiest first
    std::vector<CaseSection> sections;
    std::vector<CaseRow> unplaced;
    std::vector<Offer> offers;  ///< the first is the next step
    bool busy = false;
};

/// The state that screen_for was given: what is typed and the draft's texts are too large to copy.
/// The view must not outlive it.
struct AdminView {
    std::reference_wrapper<const admin::State> state;
    admin::ScreenView screen;
};

/// One's own password, instead of everything else.
struct PasswordView {
    std::string account;
    TypedText now, fresh, again;
    LogInField field = LogInField::Password;
    bool busy = false;
    std::string problem_id;
    int retry_seconds = 0;
};

/// Nothing of what was there before.
struct LockView {
    std::vector<std::string> help;  ///< terminals at which somebody waits for help
    std::string account;
    TypedText password;
    bool busy = false;
    std::string problem_id;
    int retry_seconds = 0;
    bool password_missing = false;
};

using Screen = std::variant<LogInView, QueueView, CaseView, AdminView, LockView, PasswordView>;

/// One for each cause, however many things fail because of it.
struct Banner {
    enum class Kind : unsigned char {
        Help,      ///< somebody at a terminal asks for somebody to come
        Offline,   ///< there is no line, or changes are not told
        Problem,   ///< what became of an action
        Notice,    ///< what somebody else did with the case that is open
        Clock,     ///< a clock is wrong, or the service's certificate ends
        WentBack,  ///< the queue's database is another or an older one
        Watch,     ///< what terminals say and what the service lists differ
        Readers,   ///< somebody more may read what clients wrote
        Admit,     ///< somebody may, and waits for the key
        Waits,     ///< this person does
    } kind = Kind::Offline;
    Cause cause = Cause::NoAnswer;       ///< of Offline; None: only changes are not told
    bool undone = false;                 ///< of Offline: the last action failed because of it
    std::string problem_id;              ///< of the others
    std::string number, account, state;  ///< arguments; the state as its word
    std::string by;           ///< of Readers and Admit: account of whoever let that person in
    std::string fingerprint;  ///< of Admit and Waits
    std::size_t more = 0;     ///< of Readers and Admit: how many besides
    std::string shown, time;  ///< of Clock, Readers and Admit: local civil times
    std::optional<HelpWanted> help;  ///< of Help
    std::size_t count = 1;           ///< of what `number` or `account` names
    bool may_confirm = false;        ///< of Clock and WentBack: a button says that it is right so
};
struct Question {
    Asked asked = QueueAction::Close;
    std::string number;
    std::vector<ActionReason> reasons = {};  ///< each is an answer; none: it is confirmed
    std::optional<TypedText> typed = {};     ///< the number has to be typed first
    bool can_confirm = true;
    bool of_request = false;  ///< Close of a request
};

struct ScreenView {
    Screen screen = LogInView{};
    std::string account;                           ///< empty: nobody is logged in
    bool may_change_password = false;              ///< the way to one's own password is offered
    bool may_administer = false;                   ///< the way to the configuration is offered
    std::vector<Banner> banners;                   ///< above the queue and the case sheet
    std::optional<std::chrono::seconds> locks_in;  ///< soon: any input keeps it open
    std::optional<Question> question;              ///< shown instead of everything else
    /// Another value: another screen, which begins at its top.
    std::string key;
};

ScreenView screen_for(const State& state, const Rules& rules);

}  // namespace lotse::desk
