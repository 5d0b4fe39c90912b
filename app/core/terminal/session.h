// SPDX-License-Identifier: EUPL-1.2
/// Decides what the terminal does next: the one function that changes its state.
///
/// Pure: time comes in as an argument, work goes out as effects, and what became of the work comes
/// back as events. Answers exist only inside InSession; leaving it destroys them.
///
///     AtStart ─language─► InSession: Choosing ─► Consenting ─► Answering ⇄ Reviewing ─► Sealing
///        │                              │            └─refused─► Sealing (number without data)
///        └─only a number─► language ────┴► AskingForNumber ─yes─► Sealing (number without data)
///        │                           Sealing ─► Telling, Finished or Failed ─► AtStart
///        │                              ▲ └──────► Telling ─topic─► Answering ⇄ Reviewing ─┐
///        │                              └─────────────────────────────────────────────────┘
///        └─staff gesture─► AtStaffPin ─► AtStaffMenu
///     Idle, or "end and delete": AtStart, from every step.
///
/// The bar's events mean the same at the start and in a session. What it sets at the start goes
/// with the session that begins; the end of a session ends it. So with a call for help: it ends
/// with the session, when the client takes it back, and when staff say that they are done.
///
/// Telling: the number is shown only once the intake is durable; what is told beyond it, by topics,
/// is sealed anew into the same intake after each topic, and however the session ends, what was
/// told until then is kept. Until the number nothing is.
///
/// A ticket is asked for once the number is durable, and nothing waits for it: what became of it
/// only changes what the screen says beside the number.
///
/// A headset's jack is no key: plugging in makes the terminal speak, unplugging makes it silent and
/// asks whether the loudspeaker may go on. Neither presses, moves or answers anything, nor shows
/// that somebody is there: a loose contact must not keep a session open.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/terminal/state.h"

namespace lotse::terminal {

// --- Events: what happened, past tense -----------------------------------------------------------
struct Ticked {};
struct Touched {};  ///< any input that no other event reports
// of the bar, on every screen
struct LettersStepped {};  ///< normal, large, very large, normal
struct SchemeStepped {};   ///< through the colours, back to the usual ones
/// "Delete my answers", at the start: what follows asks which.
struct WithdrawalAsked {};
struct HelpOpened {
    HelpPage page = HelpPage::Choice;
};
struct HelpClosed {};
/// "Yes, please come", and that it is not needed any more.
struct HelpCallMade {};
struct HelpCallTakenBack {};
enum class Setting : std::uint8_t { Calm, Low, HideAnswers, AnswersAloud };
struct SettingSwitched {
    Setting setting = Setting::Calm;
};
struct AccessReset {};
/// What the screen that is shown gives to read; no input.
struct WordsShown {
    int words = 0;
    std::vector<std::string> hard = {};  ///< ids of the hard words among them
};
/// "I need more time", at the idle warning.
struct MoreTimeAsked {};
/// The client saw that the time for telling more ends.
struct TellingEndSeen {};
struct ListenSwitched {};
/// A key of the keypad: who uses one may not see the screen, so it is read aloud unless the client
/// chose otherwise (EN 301 549, 5.1.3).
struct KeypadUsed {};
/// What is known of the headset's jack changed.
struct HeadsetIn {};
struct HeadsetOut {};
/// To "Sound from the loudspeaker?", after the headset was unplugged.
struct SpeakerAnswered {
    bool wanted = false;
};
/// The one switch's focus moved on by itself to what it did not stand on before: whoever waits for
/// theirs is there (ui/kit/scanner.h).
struct StopOffered {};
struct VoiceStepped {
    int louder = 0, faster = 0;
};
/// Closes help, so that the screen comes up anew to who listens.
struct ReadAgainAsked {};

struct LanguageChosen {
    std::string tag;
};
struct LanguagesOpened {};
struct LanguagesClosed {};
struct FormChosen {
    std::string name;
    std::string choice = {};  ///< of its opening question, if it has one
};
struct NumberOnlyChosen {};
struct NumberConfirmed {};
struct NoticeOpened {
    std::string page = {};  ///< its name; empty: the tiles of all
};
struct NoticeClosed {};  ///< the page, then the tiles
struct ConsentGiven {};
struct ConsentRefused {};
struct ChoiceTapped {
    FieldPath path;
    std::string name;
};  ///< select_one sets, select_multiple and acknowledge toggle
struct GridTapped {
    FieldPath path;
    std::string row, column, choice;
};
struct SpecialTapped {
    FieldPath path;
    Special special;
};  ///< toggles
struct DateEntered {
    FieldPath path;
    PartialDate date;
};
struct TimeEntered {
    FieldPath path;
    TimeOfDay time;
};
struct FieldTapped {
    FieldPath path;
    std::size_t caret = 0, anchor = 0;
};  ///< opens the keyboard
struct TextEdited {
    SecretText text;
    std::size_t caret = 0, anchor = 0;
};  ///< in the open field or list search
struct KeyboardClosed {};
struct ListOpened {
    FieldPath path;
};
struct ListClosed {};
/// What was searched for is the answer as it is written: it is not in the list.
struct ListWritten {};
struct EntryAdded {
    std::string repeat;
};
/// An entry is deleted only once its question was answered.
struct RemovalAsked {
    std::string repeat;
    int instance = 0;
};
struct RemovalConfirmed {};
struct RemovalCancelled {};
struct EntryOpened {
    std::string repeat;
    int instance = 0;
};
struct NextPressed {};
struct BackPressed {};
struct CorrectionAsked {
    PageId page;
};
struct SubmitPressed {};
struct EndAsked {};
struct EndConfirmed {};
struct EndCancelled {};
// once the number is safe
struct TopicChosen {
    std::string name;
};
struct TopicsUnfolded {};
struct TellingEnded {};
/// What was told in the topic that is asked now is taken back.
struct NewsDropped {};
/// Consent is withdrawn: the number stays, all answers go.
struct AllWithdrawn {};
struct StaffGestureMade {};
struct PinDigitTyped {
    char digit = '0';
};
struct PinErased {};
struct StaffLeft {};
struct HeldReleased {
    IntakeId id;
};
struct RestartAsked {};
struct StaffPageChosen {
    StaffPage page = StaffPage::Transfer;
};
struct ConfigurationAskedFor {};
/// Numbers are to begin at 1 again: only once its question was answered.
struct NewDayAsked {};
struct NewDayConfirmed {};
struct NewDayCancelled {};
// results of effects
struct IntakeStored {
    std::string number;
    std::optional<WaitRange> wait = {};  ///< nothing: not known
};
struct IntakeNotStored {};
struct TicketPrinted {
    std::string number;
    bool printed = false;  ///< else it did not come out, or nobody knows
};
struct ReadinessKnown {
    bool ready = true;
};
struct PinChecked {
    bool right = false;
    std::int64_t check = 0;  ///< CheckPin's
};
struct ConfigurationKnown {
    Rollout rollout;
    bool asked = false;  ///< the answer to AskForConfiguration
};
struct NewDayAnswered {
    bool begun = false;  ///< else somebody got a number too short a time ago, or nothing was stored
};
/// A newer configuration was fetched, checked and kept on the disk.
struct ConfigurationArrived {};
/// What is known of a call for help: CallForHelp's.
struct HelpCallKnown {
    std::int64_t call = 0;
    HelpState state = HelpState::Unheard;
};
struct VoiceChanged {
    VoiceState voice;
};
struct PrinterKnown {
    PrinterState printer = PrinterState::Unknown;
};
/// How the picture lies on the display, some time after the start and after each change.
struct DisplayChecked {
    ScreenFit fit;
};
struct OutboxKnown {
    OutboxSummary summary;
    std::string last_contact;
    MachineTime time;
    bool failed = false;                   ///< the outbox could not be read
    std::optional<SalvageReport> salvage;  ///< it was damaged when the program started
};

using Event = std::variant<
    Ticked, Touched, LettersStepped, SchemeStepped, HelpOpened, HelpClosed, HelpCallMade,
    HelpCallTakenBack, HelpCallKnown, WithdrawalAsked, SettingSwitched, AccessReset, ListenSwitched,
    KeypadUsed, HeadsetIn, HeadsetOut, SpeakerAnswered, StopOffered, VoiceStepped, ReadAgainAsked,
    VoiceChanged, WordsShown, MoreTimeAsked, TellingEndSeen, LanguageChosen, LanguagesOpened,
    LanguagesClosed, FormChosen, NumberOnlyChosen, NumberConfirmed, NoticeOpened, NoticeClosed,
    ConsentGiven, ConsentRefused, ChoiceTapped, GridTapped, SpecialTapped, DateEntered, TimeEntered,
    FieldTapped, TextEdited, KeyboardClosed, ListOpened, ListClosed, ListWritten, EntryAdded,
    RemovalAsked, RemovalConfirmed, RemovalCancelled, EntryOpened, NextPressed, BackPressed,
    CorrectionAsked, SubmitPressed, EndAsked, EndConfirmed, EndCancelled, TopicChosen,
    TopicsUnfolded, TellingEnded, NewsDropped, AllWithdrawn, StaffGestureMade, PinDigitTyped,
    PinErased, StaffLeft, HeldReleased, RestartAsked, StaffPageChosen, ConfigurationAskedFor,
    IntakeStored, IntakeNotStored, ReadinessKnown, PinChecked, OutboxKnown, ConfigurationKnown,
    ConfigurationArrived, DisplayChecked, NewDayAsked, NewDayConfirmed, NewDayCancelled,
    NewDayAnswered, TicketPrinted, PrinterKnown>;

// --- Effects: what is to be done, imperative -----------------------------------------------------
struct SealAndStore {
    IntakeContent content;
    std::string counselling_language;  ///< what the queue shows before anything is opened
    /// More may be told: it is not sent before the next WipeTraces.
    bool stays_open = false;
    /// In the place of the open one, under its id and number; if that fails, that one stays.
    bool replaces = false;
};                         ///< answered by IntakeStored or IntakeNotStored
struct CheckReadiness {};  ///< answered by ReadinessKnown
/// Of a number that is durable, once for each. No name and no answer is on it, but which papers are
/// still missing.
struct PrintTicket {
    std::string number;
    std::string language;  ///< tag; German stands beneath
    std::string issued;    ///< local civil time
    bool with_data = true;
    ToBring bring = {};
    std::optional<WaitRange> wait = {};
};  ///< answered by TicketPrinted
struct CheckPin {
    SecretText digits;
    std::int64_t check = 0;  ///< which one: the answer carries it
};                           ///< answered by PinChecked
struct ReadOutbox {};        ///< answered by OutboxKnown
struct ReleaseHeld {
    IntakeId id;
};                              ///< answered by OutboxKnown
struct ReadConfiguration {};    ///< answered by ConfigurationKnown
struct AskForConfiguration {};  ///< answered by ConfigurationKnown once the service was asked
struct BeginNewDay {};          ///< answered by NewDayAnswered
/// Staff are asked to come; from now on, until EndHelpCall or until staff are done, answered by
/// HelpCallKnown whenever something else is known of it. In the place of the call before.
struct CallForHelp {
    std::int64_t call = 0;
    std::string language;  ///< that the client chose or, before that, sees
};
/// Nobody needs to come any more, or the client has left.
struct EndHelpCall {};
/// Drawing caches, glyphs, typed text: nothing of the client remains; what is open is sent.
struct WipeTraces {};
struct Restart {};  ///< everything is read anew, a waiting configuration too
using Effect = std::variant<SealAndStore, CheckReadiness, CheckPin, ReadOutbox, ReleaseHeld,
                            ReadConfiguration, AskForConfiguration, BeginNewDay, PrintTicket,
                            CallForHelp, EndHelpCall, WipeTraces, Restart>;

struct Update {
    State state;
    std::vector<Effect> effects;
};

Update update(State state, const Event& event, const Moment& now, const Rules& rules);

}  // namespace lotse::terminal
