// SPDX-License-Identifier: EUPL-1.2
/// Decides what the desk of reception and counselling staff does next: log-in, live queue, case
/// sheet, and for admins the centre's configuration (core/admin/admin.h).
///
/// Pure; what is shown of it is decided in core/desk/screen.h. The private key, the password's hash
/// and the connection are the effect runner's; the desk's state holds a decrypted intake only while
/// its case sheet is open.
///
/// Waiting times and leases are by the service's clock: each listing tells it, and the state keeps
/// how far it is ahead of this machine's (`Moment::utc`).
///
///     LoggedOut ─password right─► QueueOpen ─open─► CaseOpen ─back─► QueueOpen
///         ▲                          │  ▲ └──admin─► AdminOpen ─back──┘
///         └──log out, idle, session ended, from every place
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/admin/admin.h"
#include "core/desk/case_sheet.h"
#include "core/desk/search.h"
#include "core/intake/intake_content.h"
#include "core/intake/ports.h"
#include "core/intake/queue.h"
#include "core/moment.h"
#include "core/secret_text.h"

namespace lotse::desk {

enum class LogInField : unsigned char { Account, Password };

struct TypedText {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
};

struct LoggedOut {
    TypedText account, password;
    LogInField field = LogInField::Account;
    bool busy = false;
    std::string problem_id;  ///< message id, empty: none
    int retry_seconds = 0;   ///< argument of the problem: wait this long
};

struct Staff {
    std::string account, centre;
    bool admin = false;  ///< may change the centre's configuration
};

struct QueueOpen {
    Staff staff;
    std::vector<QueueEntry> entries;
    bool loaded = false;
    bool connected = true;
    bool busy = false;  ///< an action is on its way
    std::optional<IntakeId> selected;
    std::optional<QueueAction> asked;  ///< cannot be undone: a question is shown before it is done
    std::string problem_id;
    Search search;  ///< by number or name
};

struct CaseOpen {
    QueueOpen queue;  ///< stays live behind the sheet
    QueueEntry entry;
    IntakeContent content;
    /// As of the day it was opened; nothing: its questionnaire is not installed here.
    std::optional<CaseSheet> sheet;
};

/// For accounts with the admin right. No intake is open while a configuration is edited.
struct AdminOpen {
    QueueOpen queue;  ///< stays live behind it
    admin::State admin;
};

struct State {
    std::variant<LoggedOut, QueueOpen, CaseOpen, AdminOpen> place = LoggedOut{};
    Moment now;
    WallTime wall{};                        ///< the service's clock
    std::chrono::seconds service_ahead{0};  ///< of this machine's clock
    Instant last_input{0};
    /// What admins left unpublished when their session ended, by account. Holds nobody's data.
    std::map<std::string, admin::Draft> drafts;
};

struct Rules {
    std::chrono::seconds idle{600};  ///< then the desk logs out (assurance: 10 minutes)
    std::chrono::seconds lease_renewal{60};
    std::vector<const Questionnaire*> questionnaires;  ///< for case sheets; outlive the desk
    NameQuestions name_questions;                      ///< of the same questionnaires
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
struct LogOutPressed {};
struct SessionEnded {};  ///< the service no longer knows the session
struct QueueKnown {
    std::vector<QueueEntry> entries;
    WallTime service_time{};  ///< the service's clock when it answered; epoch: not told
};
struct ConnectionKnown {
    bool connected = true;
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
    bool interrupted = false;  ///< the rest was not read
};
struct CallNextPressed {};
struct ActionPressed {
    QueueAction action = QueueAction::Call;
};                          ///< on the selected entry, or the open case
struct ActionConfirmed {};  ///< the answers to the question
struct ActionCancelled {};
struct ActionDone {
    QueueEntry entry;
};
struct ActionRefused {
    std::string problem_id;
};
struct OpenPressed {};  ///< the selected entry's case sheet
struct CaseDecrypted {
    QueueEntry entry;
    IntakeContent content;
};
struct CaseLeft {};
struct AdminPressed {};
/// The rules name other questionnaires from now on.
struct QuestionnairesChanged {};
using Event =
    std::variant<Ticked, Touched, FieldChosen, TextTyped, LogInPressed, LoggedIn, LogInRefused,
                 LogOutPressed, SessionEnded, QueueKnown, ConnectionKnown, EntrySelected,
                 CallNextPressed, ActionPressed, ActionConfirmed, ActionCancelled, ActionDone,
                 ActionRefused, OpenPressed, CaseDecrypted, CaseLeft, AdminPressed,
                 QuestionnairesChanged, admin::Event, SearchTyped, SearchCleared, NameKeysKnown>;

// --- Effects -------------------------------------------------------------------------------------
struct LogIn {
    std::string account;
    SecretText password;
};  ///< LoggedIn or LogInRefused
struct LogOut {};
struct CallNext {};  ///< ActionDone or ActionRefused
struct Act {
    IntakeId id;
    QueueAction action = QueueAction::Call;
    std::int64_t revision = 0;
};  ///< the same
/// Takes the entry into progress if it is not yet, fetches and opens it: CaseDecrypted or
/// ActionRefused.
struct OpenCase {
    QueueEntry entry;
};
/// Makes the keys of the names in these envelopes: NameKeysKnown.
struct ReadNames {
    std::vector<QueueEntry> entries;
    NameQuestions questions;
};
struct WipeDesk {};
using Effect =
    std::variant<LogIn, LogOut, CallNext, Act, OpenCase, ReadNames, WipeDesk, admin::Effect>;

struct Update {
    State state;
    std::vector<Effect> effects;
};

Update update(State state, const Event& event, const Moment& now, const Rules& rules);
std::optional<Instant> next_deadline(const State& state, const Rules& rules);

/// What may be done with an entry by this member of staff now; the order is the order of the
/// buttons, the first is the primary one.
std::vector<QueueAction> offered_actions(const QueueEntry& entry, const std::string& account,
                                         WallTime now);
/// Whether it may be withdrawn: it is nobody else's now.
bool can_withdraw(const QueueEntry& entry, const std::string& account, WallTime now);
/// Whether its case sheet may be opened: it holds answers, and the lease is this account's or free.
bool can_open(const QueueEntry& entry, const std::string& account, WallTime now);

}  // namespace lotse::desk
