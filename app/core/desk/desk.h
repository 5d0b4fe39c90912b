// SPDX-License-Identifier: EUPL-1.2
/// Decides what the desk of reception and counselling staff does next: log-in, live queue, case
/// sheet, and for admins the centre's configuration (core/admin/admin.h).
///
/// Pure; what is shown of it is decided in core/desk/screen.h. The private key, the password's hash
/// and the connection are the effect runner's; the desk's state holds a decrypted intake only while
/// its case sheet is open.
///
/// Waiting times and leases are by the service's clock: each listing tells it, and from then on it
/// goes as this machine's monotonic clock goes, whoever sets the wall clock meanwhile.
///
///     LoggedOut ─password right─► QueueOpen ─open─► CaseOpen ─back─► QueueOpen
///         ▲                          │  ▲ └──admin─► AdminOpen ─back──┘
///         ├──log out, from every place   (leases are released, an admin's draft is kept)
///         │
///       Locked ◄──idle (warned before), lock, session ended, from every place
///         └──password right─► what was there before
///
/// Who was invited logs in with a code and chooses a password before anything else. What the person
/// has no right to is not offered; the service refuses it all the same.
///
/// Nothing is lost by a lock and nothing is shown: the key, the open intake and the names that were
/// read are wiped, which intake was open is remembered and it is opened again; the search that was
/// typed and an admin's draft are kept. While locked the lease of the open case is renewed, until
/// the desk logs out by itself (Rules::log_out).
///
/// Opening a sheet changes nothing; who calls, begins or takes over a case says so. The lease of
/// one's own is renewed while the sheet is open; one that ran out is taken up again unless somebody
/// else has the case: then the sheet stays, and it is said who.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/admin/admin.h"
#include "core/believed_time.h"
#include "core/desk/case_sheet.h"
#include "core/desk/search.h"
#include "core/desk/terminal_watch.h"
#include "core/intake/action_reason.h"
#include "core/intake/alarm.h"
#include "core/intake/expected_wait.h"
#include "core/intake/help_call.h"
#include "core/intake/intake_content.h"
#include "core/intake/people_register.h"
#include "core/intake/ports.h"
#include "core/intake/queue.h"
#include "core/limits.h"
#include "core/moment.h"
#include "core/secret_text.h"

namespace lotse::desk {

enum class LogInField : unsigned char {
    Account,
    Password,
    Fresh,  ///< one's next password, while the one of now is asked as well
    Again
};

struct TypedText {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
};

struct LoggedOut {
    TypedText account, password;
    /// The password was the code of an invitation: `password` and `again` are the person's own now.
    bool choosing = false;
    TypedText again;
    LogInField field = LogInField::Account;
    bool busy = false;
    std::string problem_id;  ///< message id, empty: none
    int retry_seconds = 0;   ///< argument of the problem: wait this long
};

struct Staff {
    std::string account, centre;
    Rights rights = {StaffRight::Call, StaffRight::Open, StaffRight::Withdraw};
    bool may(StaffRight right) const { return rights.has(right); }
};

/// What the service said of its clock and its certificate last, and how this desk's clock differs.
struct ClockNews {
    ClockTrust trust = ClockTrust::Kept;
    std::chrono::seconds desk_ahead{0};
    std::optional<WallTime> certificate_until;  ///< if that is soon
};

/// Before an action that cannot be undone, and before an intake is opened with which something is
/// wrong, a question is shown.
using Asked = std::variant<QueueAction, Alarm>;
struct Asking {
    Asked about;
    /// The number of the entry, before its answers are erased: whoever types it looked at it.
    TypedText typed;
};
/// Whether the number that was typed is the entry's, where it has to be typed.
bool is_number_typed(const Asking& asking, const QueueEntry& entry);

/// One's own password is changed: shown instead of the queue.
struct OwnPassword {
    TypedText now, fresh, again;
    LogInField field = LogInField::Password;
    bool busy = false;
    std::string problem_id;
    int retry_seconds = 0;
};

/// May read by the centre's word and holds no key yet: somebody who has one compares the
/// fingerprint with the one at that person's desk, and admits them.
struct Newcomer {
    std::string account, by;
    WallTime from{};
    std::string fingerprint;
    bool operator==(const Newcomer&) const = default;
};

/// Versions of the centre's key were made, and nobody signed for them though it is time to.
struct KeysWait {
    /// Until somebody does, terminals seal to what a person who left could have had.
    bool reader_left = false;
    std::vector<std::string> signers;  ///< accounts that can: by themselves, once they log in
    bool operator==(const KeysWait&) const = default;
};

struct QueueOpen {
    Staff staff;
    std::vector<QueueEntry> entries;
    std::optional<WaitRange> wait;  ///< for who comes now; nothing: not known
    bool loaded = false;
    bool connected = true;  ///< changes are told as they happen
    bool stale = false;     ///< the last listing failed
    /// Why, if it is not connected or stale; None: what is asked for is answered.
    Cause outage = Cause::NoAnswer;
    Instant listed{0};      ///< when a listing was asked for last, while changes are not told
    bool busy = false;      ///< an action is on its way
    bool renewing = false;  ///< a lease is being renewed
    /// The sheet that was open before a lock: opened again, with the line if it is away.
    std::optional<IntakeId> reopen;
    std::optional<IntakeId> selected;
    std::vector<RegisteredPerson> new_readers;  ///< that nobody here has seen
    std::vector<Newcomer> newcomers;            ///< that somebody here can admit
    std::string own_fingerprint;                ///< waits to be admitted; empty: does not
    std::vector<std::string> damaged;           ///< numbers of entries that are (QueuePage)
    std::optional<OwnPassword> own_password;
    bool password_changed = false;  ///< and nothing was done since
    std::optional<Asking> asked;    ///< about the selected entry, or the open case
    /// Who was called already when the next client was called and no answer came: until one comes,
    /// pressing again asks what became of that call.
    std::optional<std::vector<IntakeId>> unanswered;
    std::optional<Instant> call_answered;  ///< the last call; limits::kCallPause holds from then
    std::string problem_id;
    std::string problem_number, problem_account;  ///< arguments of the problem
    Search search;                                ///< by number or name
};

struct CaseOpen {
    QueueOpen queue;  ///< stays live behind the sheet
    QueueEntry entry;
    IntakeContent content;
    /// As of the day it was opened; nothing: its questionnaire is not installed here.
    std::optional<CaseSheet> sheet;
    bool mine = false;  ///< this account held it when it was last known to act on it
};

/// For accounts with the admin right. No intake is open while a configuration is edited.
struct AdminOpen {
    QueueOpen queue;  ///< stays live behind it
    admin::State admin;
};

/// What was there before is kept, and shown to nobody.
struct Locked {
    QueueOpen queue;
    std::optional<QueueEntry> opened;  ///< whose sheet was open
    bool mine = false;                 ///< of CaseOpen
    std::optional<admin::State> admin;
    TypedText password;
    bool busy = false;
    std::string problem_id;
    int retry_seconds = 0;
    int failures = 0;  ///< wrong passwords
    Instant blocked_until{0};
    Instant since{0};
};

/// Somebody at a terminal of the centre asks for somebody to come; its signature was looked at.
struct HelpWanted {
    HelpCall call;
    std::string shown;  ///< what staff call the terminal: what its numbers begin with, or its name
    bool operator==(const HelpWanted&) const = default;
};

/// What retention erases soon.
struct DueSoon {
    std::vector<DueEntry> entries;  ///< the first of them
    std::size_t count = 0;
};

struct State {
    std::variant<LoggedOut, QueueOpen, CaseOpen, AdminOpen, Locked> place = LoggedOut{};
    Moment now;
    WallTime wall{};  ///< the service's clock
    ClockNews clock;
    struct Heard {
        WallTime service{};
        Instant at{0};
    };
    std::optional<Heard> heard;  ///< when the service told its clock last
    Instant last_input{0};
    TerminalWatch watch;
    Instant terminals_asked{0};
    std::set<Raised> raised;  ///< in this session
    std::vector<HelpWanted> help;
    bool help_forged = false;   ///< the service handed over a call that is no terminal's
    bool went_back = false;     ///< the queue's database, and nobody who may has confirmed it
    bool audit_broken = false;  ///< the same of the audit log
    std::optional<Instant> audit_checked;  ///< asked for last, in this session
    std::optional<WallTime> keys_at;       ///< when the register of keys was signed
    std::optional<KeysWait> keys_wait;     ///< of whom reads, or lets people in
    DueSoon due;
    /// What admins left unpublished when their session ended, by account. Holds nobody's data.
    std::map<std::string, admin::Draft> drafts;
};

struct Rules {
    std::chrono::seconds idle = limits::kDeskLock;  ///< then the desk locks itself
    std::chrono::seconds warning = limits::kDeskLockWarning;
    std::chrono::seconds log_out = limits::kDeskLogOut;  ///< of a locked desk
    std::chrono::seconds half_typed{60};  ///< a password that nobody goes on typing is forgotten
    std::chrono::seconds lease_renewal{60};
    std::vector<const Questionnaire*> questionnaires;  ///< for case sheets; outlive the desk
    NameQuestions name_questions;                      ///< of the same questionnaires
    const Occupations* occupations = nullptr;  ///< for case sheets; outlive the desk; null: none
    admin::Rules admin;
};

// --- Events --------------------------------------------------------------------------------------
struct Ticked {};
struct Touched {};  ///< any input that no other event reports
struct FieldChosen {
    LogInField field = LogInField::Account;
    std::size_t caret = 0, anchor = 0;
};
struct TextTyped {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
};
struct LogInPressed {};
struct LoggedIn {
    Staff staff;
};
struct LogInRefused {
    std::string problem_id;
    int retry_seconds = 0;
};
/// One's own is to be changed; again, or after it was changed, nothing is.
struct PasswordPressed {};
struct PasswordCancelled {};
struct PasswordChanged {};
struct PasswordRefused {
    std::string problem_id;
    int retry_seconds = 0;
};
/// It was the code of an invitation, and right.
struct PasswordWanted {};
struct LogOutPressed {};
struct LockPressed {};
/// The password of whoever locked the desk was right.
struct Unlocked {
    Staff staff;
};
struct SessionEnded {};  ///< the service no longer knows the session
struct QueueKnown {
    std::vector<QueueEntry> entries;
    WallTime service_time{};  ///< the service's clock when it answered; epoch: not told
    ClockNews clock;
    /// Who may read what clients wrote, and could not when somebody looked at this desk last.
    std::vector<RegisteredPerson> new_readers = {};
    std::vector<std::string> damaged = {};  ///< numbers that nobody can go by (QueuePage)
    std::optional<WallTime> keys_at = {};   ///< when the register of keys was signed
    std::vector<Newcomer> newcomers = {};
    std::string own_fingerprint = {};
    std::optional<WaitRange> wait = {};  ///< for who comes now; nothing: not known
    std::optional<KeysWait> keys_wait = {};
};
/// What the centre's terminals said last; whose signature counts was looked at.
struct TerminalsKnown {
    std::vector<TerminalWord> words;
    std::vector<std::string> enrolled;  ///< by the register of keys
};
/// Where somebody waits for help.
struct HelpCallsKnown {
    std::vector<HelpWanted> calls;
    bool forged = false;  ///< there was one that is no terminal's
};
/// Somebody went there, or nobody has to go any more.
struct HelpDonePressed {
    std::string terminal;
    std::int64_t call = 0;
};
/// The queue's database is another or an older one than this desk knew.
struct WentBack {};
/// The audit log is not the one that this desk knew, grown on.
struct AuditBroken {};
/// For who looks after the centre.
struct DueKnown {
    DueSoon due;
};
/// Who may knows of what went back or was broken, and the desk goes by what is there now.
struct WentBackConfirmed {};
/// Somebody has seen them.
struct ReadersSeen {};
/// The fingerprint is that of this person, who may read.
struct AdmitPressed {
    std::string account;
};
/// The clock of the service's machine is right: said by somebody who looks after the service.
struct ClockConfirmed {};
struct ListFailed {
    Cause cause = Cause::NoAnswer;
};
struct ConnectionKnown {
    bool connected = true;
    Cause cause = Cause::NoAnswer;  ///< why not
};
struct EntrySelected {
    IntakeId id;
};
struct SearchTyped {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
    SecretText key;
};  ///< with the key of the text
struct SearchCleared {};
struct NameKeysKnown {
    std::map<IntakeId, SecretText> keys;
    std::map<IntakeId, Client> clients;
    bool interrupted = false;  ///< the rest was not read
};
struct CallNextPressed {};
struct ActionPressed {
    QueueAction action = QueueAction::Call;
};  ///< on the selected entry, or the open case
/// The answers to the question; with a reason if it asks for one.
struct ActionConfirmed {
    ActionReason reason = ActionReason::None;
};
struct ActionCancelled {};
struct ActionDone {
    QueueEntry entry;
};
struct ActionRefused {
    std::string problem_id;
    std::string number, account;  ///< what it says of whom
};
struct LeaseRenewed {
    QueueEntry entry;
};
struct LeaseNotRenewed {};  ///< no answer, or it is somebody else's: the next listing tells
struct OpenPressed {};      ///< the selected entry's case sheet
struct CaseDecrypted {
    QueueEntry entry;
    IntakeContent content;
};
/// It was fetched, and something is wrong that a person decides about (is_for_a_person).
struct CaseDoubted {
    QueueEntry entry;
    Alarm alarm = Alarm::Reader;
};
struct CaseLeft {};
/// From a request's sheet back to the queue, to the number that it is about.
struct RequestedNumberSought {};
struct AdminPressed {};
/// The rules name other questionnaires from now on.
struct QuestionnairesChanged {};
using Event = std::variant<
    Ticked, Touched, FieldChosen, TextTyped, LogInPressed, LoggedIn, LogInRefused, PasswordWanted,
    PasswordPressed, PasswordCancelled, PasswordChanged, PasswordRefused, LogOutPressed,
    LockPressed, Unlocked, SessionEnded, QueueKnown, ClockConfirmed, ReadersSeen, AdmitPressed,
    ListFailed, ConnectionKnown, EntrySelected, CallNextPressed, ActionPressed, ActionConfirmed,
    ActionCancelled, ActionDone, ActionRefused, LeaseRenewed, LeaseNotRenewed, OpenPressed,
    CaseDecrypted, CaseDoubted, CaseLeft, RequestedNumberSought, AdminPressed,
    QuestionnairesChanged, admin::Event, SearchTyped, SearchCleared, NameKeysKnown, TerminalsKnown,
    HelpCallsKnown, HelpDonePressed, WentBack, AuditBroken, DueKnown, WentBackConfirmed>;

// --- Effects -------------------------------------------------------------------------------------
struct LogIn {
    std::string account;
    SecretText password;
};  ///< LoggedIn, PasswordWanted or LogInRefused
/// After PasswordWanted: makes the person's keys, and logs in. LoggedIn or LogInRefused.
struct ChoosePassword {
    SecretText password;
};
/// Of the person who is logged in; every other session of the account ends. PasswordChanged or
/// PasswordRefused.
struct ChangePassword {
    SecretText now, fresh;
};
struct LogOut {};
/// Forgets the key; the session stays.
struct Lock {};
/// Unlocked or LogInRefused. Logs in anew if the session ended meanwhile.
struct Unlock {
    std::string account;
    SecretText password;
};
struct CallNext {
    std::vector<IntakeId> known;  ///< whom this account has called, the latest of them
};                                ///< ActionDone or ActionRefused
struct Act {
    QueueEntry entry;  ///< as it was seen
    QueueAction action = QueueAction::Call;
    ActionReason reason = ActionReason::None;
};                       ///< the same
struct ListQueue {};     ///< QueueKnown or ListFailed
struct ConfirmClock {};  ///< QueueKnown or ActionRefused
struct SeeReaders {};    ///< the same
struct Admit {
    Newcomer newcomer;  ///< as it was shown
};                      ///< the same
struct RenewLease {
    IntakeId id;
    std::int64_t revision = 0;
};  ///< LeaseRenewed or LeaseNotRenewed
/// Of this account, so that colleagues need not wait for their end. Nothing is reported.
struct ReleaseLeases {
    std::vector<IntakeId> ids;
};
/// Fetches the entry's envelope and opens it, without changing anything: CaseDecrypted, CaseDoubted
/// or ActionRefused.
struct OpenCase {
    QueueEntry entry;
    bool told = false;   ///< the person knows what is wrong and wants it opened
    bool again = false;  ///< it was open before a lock: what was fetched then will do
};
/// Makes the keys of the names in these envelopes: NameKeysKnown.
struct ReadNames {
    std::vector<QueueEntry> entries;
    NameQuestions questions;
};
/// What the terminals said last: TerminalsKnown, or nothing while there is no line.
struct AskTerminals {};
/// Who waits for help: HelpCallsKnown, or nothing while there is no line.
struct AskHelpCalls {};
/// HelpCallsKnown or ActionRefused.
struct EndHelpCall {
    std::string terminal;
    std::int64_t call = 0;
};
/// Noted and told to the service, each once.
struct RaiseAlarms {
    std::vector<Raised> alarms;
};
/// Whether the audit log only grew: AuditBroken, or nothing.
struct CheckAudit {};
/// DueKnown, or nothing while there is no line.
struct AskDue {};
/// From now on the desk compares with what is there now.
struct KeepPosition {};
struct WipeDesk {};
using Effect =
    std::variant<LogIn, ChoosePassword, ChangePassword, LogOut, Lock, Unlock, CallNext, Act,
                 ListQueue, ConfirmClock, SeeReaders, Admit, RenewLease, ReleaseLeases, OpenCase,
                 ReadNames, AskTerminals, AskHelpCalls, EndHelpCall, RaiseAlarms, CheckAudit,
                 AskDue, KeepPosition, WipeDesk, admin::Effect>;

struct Update {
    State state;
    std::vector<Effect> effects;
};

Update update(State state, const Event& event, const Moment& now, const Rules& rules);
std::optional<Instant> next_deadline(const State& state, const Rules& rules);
/// How long until the desk locks itself, while that is to be warned of.
std::optional<std::chrono::seconds> lock_warning(const State& state, const Rules& rules);

/// Whether an action failed for the same reason as everything else does now.
bool is_of_the_line(const std::string& problem_id);

}  // namespace lotse::desk
