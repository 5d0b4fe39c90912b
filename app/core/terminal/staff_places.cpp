// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/staff_places.h"

#include <algorithm>

#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::terminal {
namespace {

/// A client's doing, and what is the same at every place (core/terminal/session.cpp).
using IgnoredByStaff =
    Types<Ticked, Touched, LettersStepped, SchemeStepped, HelpOpened, HelpClosed, HelpCallMade,
          HelpCallTakenBack, HelpCallKnown, WithdrawalAsked, SettingSwitched, AccessReset,
          ListenSwitched, KeypadUsed, HeadsetIn, HeadsetOut, SpeakerAnswered, StopOffered,
          VoiceStepped, ReadAgainAsked, VoiceChanged, WordsShown, MoreTimeAsked, TellingEndSeen,
          LanguageChosen, LanguagesOpened, LanguagesClosed, FormChosen, NumberOnlyChosen,
          NumberConfirmed, NoticeOpened, NoticeClosed, ConsentGiven, ConsentRefused, ChoiceTapped,
          GridTapped, SpecialTapped, DateEntered, TimeEntered, FieldTapped, TextEdited,
          KeyboardClosed, ListOpened, ListClosed, ListWritten, EntryAdded, RemovalAsked,
          RemovalConfirmed, RemovalCancelled, EntryOpened, CorrectionAsked, SubmitPressed, EndAsked,
          EndConfirmed, EndCancelled, TopicChosen, TopicsUnfolded, TellingEnded, NewsDropped,
          AllWithdrawn, StaffGestureMade, IntakeStored, IntakeNotStored, ReadinessKnown,
          ConfigurationArrived, DisplayChecked, TicketPrinted, PrinterKnown>;
using IgnoredAtPin =
    Types<HeldReleased, RestartAsked, StaffPageChosen, ConfigurationAskedFor, OutboxKnown,
          ConfigurationKnown, NewDayAsked, NewDayConfirmed, NewDayCancelled, NewDayAnswered>;
using IgnoredAtMenu = Types<PinDigitTyped, PinErased, NextPressed, PinChecked>;

void open_menu(State& state, std::vector<Effect>& effects) {
    state.pin_failures = 0;
    AtStaffMenu menu;
    menu.last_input = state.now.monotonic;
    state.place = std::move(menu);
    effects.emplace_back(ReadOutbox{});
    effects.emplace_back(ReadConfiguration{});
}

void refuse_pin(State& state, AtStaffPin& pin) {
    pin.checking = false;
    pin.wrong = true;
    pin.digits = SecretText{};
    ++state.pin_failures;
    if (state.pin_failures >= limits::kFreePinFailures) {
        const int doublings = std::min(state.pin_failures - limits::kFreePinFailures, 16);
        const Instant delay =
            std::min<Instant>(limits::kFirstPinDelay * (1 << doublings), limits::kLongestPinDelay);
        state.pin_blocked_until = state.now.monotonic + delay;
    }
}

}  // namespace

bool at_staff_pin(State& state, AtStaffPin& pin, const Event& event, std::vector<Effect>& effects) {
    bool left = false;
    std::visit(Overloaded{
                   [&](const PinDigitTyped& typed) {
                       if (pin.digits.size() < limits::kLongestPin && !pin.checking) {
                           pin.digits = SecretText(std::string(pin.digits.view()) + typed.digit);
                           pin.wrong = false;
                       }
                   },
                   [&](const PinErased&) {
                       if (!pin.digits.empty() && !pin.checking) {
                           pin.digits =
                               SecretText(pin.digits.view().substr(0, pin.digits.size() - 1));
                       }
                   },
                   [&](const NextPressed&) {
                       if (!pin.checking && !pin.digits.empty() &&
                           state.now.monotonic >= state.pin_blocked_until) {
                           pin.checking = true;
                           pin.check = ++state.pin_checks;
                           effects.emplace_back(CheckPin{pin.digits, pin.check});
                       }
                   },
                   [&](const PinChecked& checked) {
                       // The answer to somebody else's PIN may come when they have left.
                       if (pin.checking && checked.check == pin.check) {
                           checked.right ? open_menu(state, effects) : refuse_pin(state, pin);
                       }
                   },
                   [&](const BackPressed&) { left = true; },
                   [&](const StaffLeft&) { left = true; },
                   [](const OneOf<IgnoredAtPin> auto&) {},
                   [](const OneOf<IgnoredByStaff> auto&) {},
               },
               event);
    return left;
}

bool at_staff_menu(AtStaffMenu& menu, const Event& event, std::vector<Effect>& effects) {
    bool left = false;
    std::visit(Overloaded{
                   [&](const OutboxKnown& outbox) {
                       menu.outbox = outbox.summary;
                       menu.outbox_failed = outbox.failed;
                       menu.salvage = outbox.salvage;
                       menu.last_contact = outbox.last_contact;
                       menu.time = outbox.time;
                   },
                   [&](const ConfigurationKnown& known) {
                       menu.rollout = known.rollout;
                       menu.asking = menu.asking && !known.asked;
                   },
                   [&](const StaffPageChosen& chosen) {
                       menu.page = chosen.page;
                       menu.new_day = NewDay::None;
                   },
                   [&](const NewDayAsked&) { menu.new_day = NewDay::Asked; },
                   [&](const NewDayCancelled&) { menu.new_day = NewDay::None; },
                   [&](const NewDayConfirmed&) {
                       if (menu.new_day == NewDay::Asked) {
                           menu.new_day = NewDay::Said;
                           effects.emplace_back(BeginNewDay{});
                       }
                   },
                   [&](const NewDayAnswered& answer) {
                       menu.new_day = answer.begun ? NewDay::Begun : NewDay::TooEarly;
                   },
                   [&](const HeldReleased& held) { effects.emplace_back(ReleaseHeld{held.id}); },
                   [&](const ConfigurationAskedFor&) {
                       if (!menu.asking) {
                           menu.asking = true;
                           effects.emplace_back(AskForConfiguration{});
                       }
                   },
                   [&](const RestartAsked&) { effects.emplace_back(Restart{}); },
                   [&](const BackPressed&) { left = true; },
                   [&](const StaffLeft&) { left = true; },
                   [](const OneOf<IgnoredAtMenu> auto&) {},
                   [](const OneOf<IgnoredByStaff> auto&) {},
               },
               event);
    return left;
}

}  // namespace lotse::terminal
