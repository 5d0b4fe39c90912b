// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/session.h"

#include <algorithm>
#include <utility>

#include "core/dispatch.h"
#include "core/limits.h"
#include "core/terminal/paging.h"
#include "core/terminal/staff_places.h"
#include "core/terminal/waiting.h"
#include "core/voice/voice.h"

namespace lotse::terminal {
namespace {

/// Ticks and the results of effects are not the client's doing: they do not put off the idle
/// warning.
using NotInput =
    Types<Ticked, WordsShown, IntakeStored, IntakeNotStored, ReadinessKnown, PinChecked,
          OutboxKnown, ConfigurationKnown, ConfigurationArrived, DisplayChecked, VoiceChanged,
          HelpCallKnown, TicketPrinted, PrinterKnown, HeadsetIn, HeadsetOut, StopOffered>;
bool is_input(const Event& event) {
    return std::visit([](const auto& e) { return !NotInput::contain<std::decay_t<decltype(e)>>; },
                      event);
}

/// What has no meaning at a place comes late (two taps in one frame, an answer after the client
/// left) and changes nothing. Handlers of staff: core/terminal/staff_places.h.
using IgnoredAtStart =
    Types<Touched, LanguagesOpened, LanguagesClosed, FormChosen, NumberConfirmed, NoticeOpened,
          NoticeClosed, ConsentGiven, ConsentRefused, ChoiceTapped, GridTapped, SpecialTapped,
          DateEntered, TimeEntered, FieldTapped, TextEdited, KeyboardClosed, ListOpened, ListClosed,
          ListWritten, EntryAdded, RemovalAsked, RemovalConfirmed, RemovalCancelled, EntryOpened,
          NextPressed, CorrectionAsked, SubmitPressed, EndAsked, EndConfirmed, EndCancelled,
          PinDigitTyped, PinErased, StaffLeft, HeldReleased, RestartAsked, StaffPageChosen,
          ConfigurationAskedFor, IntakeStored, IntakeNotStored, TopicChosen, TopicsUnfolded,
          TellingEnded, NewsDropped, AllWithdrawn, PinChecked, OutboxKnown, ConfigurationKnown,
          NewDayAsked, NewDayConfirmed, NewDayCancelled, NewDayAnswered, MoreTimeAsked,
          TellingEndSeen, SpeakerAnswered>;
/// Of the bar, wherever a client stands.
using OfBar = Types<LettersStepped, SchemeStepped, HelpOpened, HelpClosed, HelpCallMade,
                    HelpCallTakenBack, HelpCallKnown, SettingSwitched, AccessReset, ListenSwitched,
                    KeypadUsed, VoiceStepped, ReadAgainAsked>;
using IgnoredInSession = Types<Touched, WithdrawalAsked, StaffGestureMade, PinDigitTyped, PinErased,
                               StaffLeft, HeldReleased, RestartAsked, StaffPageChosen,
                               ConfigurationAskedFor, PinChecked, OutboxKnown, ConfigurationKnown,
                               NewDayAsked, NewDayConfirmed, NewDayCancelled, NewDayAnswered>;

/// What somebody does on the pages of a questionnaire.
using OfPages =
    Types<ChoiceTapped, GridTapped, SpecialTapped, DateEntered, TimeEntered, FieldTapped,
          TextEdited, KeyboardClosed, ListOpened, ListClosed, ListWritten, EntryAdded, RemovalAsked,
          RemovalConfirmed, RemovalCancelled, EntryOpened, NextPressed, CorrectionAsked>;

/// The work on one state. Holds what every handler needs; lives for one call of `update`.
class Transition {
public:
    Transition(State state, const Moment& now, const Rules& rules)
        : m_state(std::move(state)), m_rules(rules) {
        m_state.now = now;
    }

    Update run(const Event& event) {
        settle();
        if (is_input(event)) {
            // Whoever was there has left, and nobody noticed yet: a press goes on with nothing.
            if (is_over(m_state, m_rules)) {
                leave_terminal();
                return {std::move(m_state), std::move(m_effects)};
            }
            note_input();
        }
        std::visit([&](const auto& e) { handle(e); }, event);
        settle();
        switch_configuration();
        return {std::move(m_state), std::move(m_effects)};
    }

private:
    // --- places ----------------------------------------------------------------------------------
    /// Of the same meaning wherever one is.
    void handle(const Ticked&) { tick(); }
    void handle(const ReadinessKnown& event) { readiness_known(event.ready); }
    void handle(const DisplayChecked& event) { m_state.display = event.fit; }
    void handle(const VoiceChanged& event) { voice_changed(event.voice); }
    void handle(const PrinterKnown& event) { m_state.printer = event.printer; }
    void handle(const TicketPrinted& event) { ticket_printed(event); }
    void handle(const HeadsetIn&) { headset_in(); }
    void handle(const HeadsetOut&) { headset_out(); }
    void handle(const StopOffered&) { stand_still(); }
    void handle(const ConfigurationArrived&) { m_state.configuration_waits = true; }
    void handle(const OneOf<OfBar> auto& event) {
        std::visit(Overloaded{[&](AtStart& place) { of_bar(place, event); },
                              [&](InSession& place) { of_bar(place, event); }, [](AtStaffPin&) {},
                              [](AtStaffMenu&) {}},
                   m_state.place);
    }
    /// All others: each place has a handler for each, or names it as ignored.
    template <class E>
    void handle(const E& event) {
        std::visit(Overloaded{
                       [&](AtStart&) { at_start(event); },
                       [&](InSession& place) { in_session(place.session, event); },
                       [&](AtStaffPin& place) {
                           if (at_staff_pin(m_state, place, event, m_effects)) {
                               go_to_start();
                           }
                       },
                       [&](AtStaffMenu& place) {
                           if (at_staff_menu(place, event, m_effects)) {
                               go_to_start();
                           }
                       },
                   },
                   m_state.place);
    }

    // --- the bar ---------------------------------------------------------------------------------
    static void of_bar(auto& place, const LettersStepped&) {
        place.access.letters = after(place.access.letters);
    }
    static void of_bar(auto& place, const SchemeStepped&) {
        place.access.scheme = after(place.access.scheme);
    }
    static void of_bar(auto& place, const HelpOpened& event) {
        forget_done(place);
        place.help = event.page;
    }
    static void of_bar(auto& place, const HelpClosed&) {
        forget_done(place);
        place.help.reset();
    }
    /// That it is done was said on the page that is left.
    static void forget_done(auto& place) {
        if (!stands(place.called)) {
            place.called.reset();
        }
    }
    void of_bar(auto& place, const HelpCallMade&) {
        if (place.help != HelpPage::Call || stands(place.called)) {
            return;
        }
        place.called = HelpCalled{++m_state.help_calls, HelpState::Sent, m_state.now.monotonic};
        m_effects.emplace_back(CallForHelp{place.called->call, language_read()});
    }
    void of_bar(auto& place, const HelpCallTakenBack&) {
        end_help_call(place);
        if (place.help == HelpPage::Call) {
            place.help = HelpPage::Choice;
        }
    }
    void of_bar(auto& place, const HelpCallKnown& event) {
        if (!stands(place.called) || place.called->call != event.call) {
            return;  // of one that was taken back
        }
        place.called->state = event.state;
        // Said once, by whoever is there to read it.
        if (event.state == HelpState::Done && place.help != HelpPage::Call) {
            place.called.reset();
        }
    }
    void end_help_call(auto& place) {
        if (stands(place.called)) {
            m_effects.emplace_back(EndHelpCall{});
        }
        place.called.reset();
    }
    /// That was chosen; before that, the one that is shown.
    std::string language_read() const {
        const auto* start = std::get_if<AtStart>(&m_state.place);
        return start == nullptr ? std::get<InSession>(m_state.place).session.language
                                : greeting_language(*start, m_rules);
    }
    static void of_bar(auto& place, const SettingSwitched& event) {
        Access& access = place.access;
        bool& setting = event.setting == Setting::Calm          ? access.calm
                        : event.setting == Setting::Low         ? access.low
                        : event.setting == Setting::HideAnswers ? access.hide_answers
                                                                : access.answers_aloud;
        setting = !setting;
    }
    static void of_bar(auto& place, const ListenSwitched&) {
        place.access.listening = !place.access.listening;
        place.access.sound_chosen = true;
        place.access.explored = false;
        answer_question(place);
    }
    static void answer_question(AtStart&) {}
    static void answer_question(InSession& place) { place.speaker_asked = false; }
    static void of_bar(auto& place, const KeypadUsed&) {
        if (!place.access.sound_chosen) {
            place.access.explored = place.access.explored || !place.access.listening;
            place.access.listening = true;
        }
    }
    void of_bar(auto& place, const VoiceStepped& event) {
        Access& access = place.access;
        access.louder = std::clamp(m_rules.volume + access.louder + event.louder,
                                   VoiceSettings::kSoftest, VoiceSettings::kLoudest) -
                        m_rules.volume;
        access.faster = std::clamp(access.faster + event.faster, VoiceSettings::kSlowest,
                                   VoiceSettings::kFastest);
    }
    static void of_bar(auto& place, const ReadAgainAsked&) {
        place.access.listening = true;
        place.help.reset();
    }
    static void of_bar(auto& place, const AccessReset&) { place.access = {}; }

    /// Help explains the screen that it was opened on, not itself.
    static void note_hard_words(auto& place, const WordsShown& event) {
        if (!place.help) {
            place.hard_words = event.hard;
        }
    }

    void settle() {
        if (auto* place = std::get_if<InSession>(&m_state.place)) {
            paging(place->session).settle();
        }
    }

    /// Between two clients and nowhere else: whoever began ends with the words and questions they
    /// began with.
    void switch_configuration() {
        const auto* start = std::get_if<AtStart>(&m_state.place);
        if (m_state.configuration_waits && start != nullptr && !stands(start->called)) {
            m_state.configuration_waits = false;
            m_effects.emplace_back(Restart{});
        }
    }

    void note_input() {
        const Instant now = m_state.now.monotonic;
        if (auto* session = std::get_if<InSession>(&m_state.place)) {
            session->last_input = now;
            session->warned = false;
        } else if (auto* pin = std::get_if<AtStaffPin>(&m_state.place)) {
            pin->last_input = now;
        } else if (auto* menu = std::get_if<AtStaffMenu>(&m_state.place)) {
            menu->last_input = now;
        } else if (auto* start = std::get_if<AtStart>(&m_state.place)) {
            start->next_greeting = now + limits::kGreetingHeld;
            start->last_input = now;
        }
    }

    /// Who listens is there: the time without input begins when the voice has ended.
    void voice_changed(const VoiceState& now) {
        const bool began = !m_state.voice.speaking && now.speaking;
        const bool ended = m_state.voice.speaking && !now.speaking;
        m_state.voice = now;
        if (auto* place = std::get_if<InSession>(&m_state.place); place && (began || ended)) {
            // The countdown of a warning goes on as it began.
            place->heard = place->heard || !place->warned;
        }
        if (ended) {
            stand_still();
        }
    }
    /// Who plugs in wants to hear, like who presses "listen".
    void headset_in() {
        m_state.headset = true;
        if (auto* start = std::get_if<AtStart>(&m_state.place)) {
            note_input();
            listen(start->access);
        } else if (auto* place = std::get_if<InSession>(&m_state.place)) {
            place->speaker_asked = false;
            listen(place->access);
        }
    }
    static void listen(Access& access) {
        access.listening = access.listening || !access.sound_chosen;
    }
    /// What was wanted in a headset was not wanted in the room: answers are kept back, and at the
    /// start, or where nothing follows, it is silent.
    void headset_out() {
        m_state.headset = false;
        if (auto* start = std::get_if<AtStart>(&m_state.place)) {
            start->access.listening = start->access.answers_aloud = false;
        } else if (auto* place = std::get_if<InSession>(&m_state.place)) {
            place->access.answers_aloud = false;
            const Step& step = place->session.step;
            const bool at_the_end =
                std::holds_alternative<Sealing>(step) || std::holds_alternative<Finished>(step);
            place->speaker_asked = place->access.listening && !at_the_end;
            place->access.listening = place->speaker_asked;
        }
    }
    void in_session(Session&, const SpeakerAnswered& event) {
        if (here().speaker_asked) {
            here().speaker_asked = false;
            here().access.listening = event.wanted;
            here().access.sound_chosen = true;
        }
    }

    /// Clocks of whoever listens begin anew; the countdown of a warning goes on.
    void stand_still() {
        auto* place = std::get_if<InSession>(&m_state.place);
        if (place == nullptr || place->warned) {
            return;
        }
        const Instant now = m_state.now.monotonic;
        place->last_input = now;
        if (auto* finished = std::get_if<Finished>(&place->session.step)) {
            finished->since = std::max(
                finished->since, now + limits::kNumberAfterVoice - Instant(m_rules.number_shown));
        }
    }

    void go_to_start() {
        if (auto* place = std::get_if<InSession>(&m_state.place)) {
            end_help_call(*place);
        }
        m_effects.emplace_back(WipeTraces{});
        stand_at_start();
    }
    /// What was told since the number is kept; what comes before it is not.
    void leave_terminal() {
        auto* place = std::get_if<InSession>(&m_state.place);
        if (place != nullptr && place->session.has_news()) {
            seal(place->session, false);
        }
        go_to_start();
    }
    void stand_at_start() {
        AtStart start;
        start.next_greeting = m_state.now.monotonic + limits::kGreetingShown;
        start.last_input = m_state.now.monotonic;
        start.access.listening = m_state.headset;  // whoever comes next hears where they are
        m_state.place = std::move(start);
        m_effects.emplace_back(CheckReadiness{});
    }

    void tick() {
        if (m_state.voice.speaking) {
            stand_still();
        }
        const Instant now = m_state.now.monotonic;
        if (auto* start = std::get_if<AtStart>(&m_state.place)) {
            if (!start->ready && now - start->asked >= limits::kReadinessRetry) {
                start->asked = now;
                m_effects.emplace_back(CheckReadiness{});
            }
            if (is_unclaimed(*start, now)) {
                start->access = {};
                start->help.reset();
                end_help_call(*start);
            }
            if (start->next_greeting == Instant{0} || start->access.calm || start->help ||
                start->called) {
                start->next_greeting = now + limits::kGreetingShown;
            } else if (now >= start->next_greeting) {
                start->number_only = false;  // whoever asked for one has left
                start->greeting = greeting_after(*start);
                start->next_greeting = now + limits::kGreetingShown;
            }
        } else if (is_over(m_state, m_rules)) {
            leave_terminal();
        } else if (auto* place = std::get_if<InSession>(&m_state.place)) {
            place->warned = place->warned || is_warning_due(m_state, m_rules);
        }
    }

    std::string greeting_after(const AtStart& start) const {
        const std::vector<std::string>& all = m_rules.languages;
        auto it = std::find(all.begin(), all.end(), greeting_language(start, m_rules));
        return it == all.end() || ++it == all.end() ? all.front() : *it;
    }

    void readiness_known(bool ready) {
        if (auto* start = std::get_if<AtStart>(&m_state.place)) {
            start->ready = ready;
            start->asked = m_state.now.monotonic;
        } else if (auto* place = std::get_if<InSession>(&m_state.place);
                   place != nullptr && !ready) {
            // Nobody answers forty questions for an intake that cannot be stored.
            Session& session = place->session;
            if (std::holds_alternative<Choosing>(session.step) ||
                std::holds_alternative<AskingForNumber>(session.step) ||
                std::holds_alternative<Consenting>(session.step)) {
                session.step = Failed{};
            }
        }
    }

    // --- start -----------------------------------------------------------------------------------
    void at_start(const LanguageChosen& event) { begin(event.tag); }
    void at_start(const WordsShown& event) {
        note_hard_words(std::get<AtStart>(m_state.place), event);
    }
    /// The language that happened to greet is nobody's choice, and people are called in it.
    void at_start(const NumberOnlyChosen&) { std::get<AtStart>(m_state.place).number_only = true; }
    void at_start(const BackPressed&) { std::get<AtStart>(m_state.place).number_only = false; }
    /// In the language that help was read in.
    void at_start(const WithdrawalAsked&) {
        const AtStart& start = std::get<AtStart>(m_state.place);
        if (m_rules.withdrawal && start.ready) {
            InSession place = begun(greeting_language(start, m_rules));
            place.session.form = &*m_rules.withdrawal;
            paging(place.session).begin();
            enter(std::move(place));
        }
    }
    void at_start(const StaffGestureMade&) {
        end_help_call(std::get<AtStart>(m_state.place));  // somebody is there
        AtStaffPin pin;
        pin.last_input = m_state.now.monotonic;
        m_state.place = std::move(pin);
    }
    void at_start(const OneOf<IgnoredAtStart> auto&) {}

    void begin(const std::string& language) {
        if (std::find(m_rules.languages.begin(), m_rules.languages.end(), language) ==
            m_rules.languages.end()) {
            return;
        }
        const AtStart& start = std::get<AtStart>(m_state.place);
        InSession place = begun(language);
        if (!start.ready) {
            place.session.step = Failed{};
        } else if (start.number_only) {
            place.session.step = AskingForNumber{};
        } else {
            ask_what_for(place.session);
        }
        enter(std::move(place));
    }
    /// With nothing asked yet.
    InSession begun(const std::string& language) const {
        const AtStart& start = std::get<AtStart>(m_state.place);
        InSession place;
        place.access = start.access;
        place.called = start.called;
        place.last_input = m_state.now.monotonic;
        place.session.language = language;
        place.session.started_at = m_state.now.wall;
        return place;
    }
    void enter(InSession place) {
        m_state.place = std::move(place);
        m_effects.emplace_back(CheckReadiness{});
    }

    /// Which questionnaire, and for whom; with one questionnaire that does not say there is nothing
    /// to ask.
    bool asks_what_for() const {
        return m_rules.forms.size() > 1 ||
               question_meaning(*m_rules.forms.front().questionnaire, Meaning::ForWhom) != nullptr;
    }
    void ask_what_for(Session& session) {
        session.step = Choosing{};
        if (!asks_what_for()) {
            session.form = &m_rules.forms.front();
            session.step = Consenting{};
        }
    }

    // --- session: always available ---------------------------------------------------------------
    void in_session(Session& session, const LanguagesOpened&) { session.languages_open = true; }
    void in_session(Session& session, const LanguagesClosed&) { session.languages_open = false; }
    void in_session(Session& session, const LanguageChosen& event) {
        if (std::find(m_rules.languages.begin(), m_rules.languages.end(), event.tag) !=
            m_rules.languages.end()) {
            session.language =
                event.tag;  // and nothing else: same question, same caret, same answers
            session.languages_open = false;
        }
    }
    void in_session(Session& session, const EndAsked&) {
        if (std::holds_alternative<Finished>(session.step)) {
            go_to_start();
        } else if (!std::holds_alternative<Sealing>(session.step)) {
            session.end_asked = true;
        }
    }
    void in_session(Session&, const WordsShown& event) {
        here().words = event.words;
        note_hard_words(here(), event);
    }
    void in_session(Session&, const MoreTimeAsked&) { ++here().asks_for_time; }
    void in_session(Session& session, const TellingEndSeen&) {
        if (session.told) {
            session.told->end_seen = true;
        }
    }
    void in_session(Session& session, const EndCancelled&) { session.end_asked = false; }
    void in_session(Session& session, const EndConfirmed&) {
        if (session.end_asked && !session.told) {
            go_to_start();
        }
    }

    // --- choosing, consenting --------------------------------------------------------------------
    void in_session(Session& session, const FormChosen& event) {
        if (!std::holds_alternative<Choosing>(session.step)) {
            return;
        }
        for (const Rules::Form& form : m_rules.forms) {
            if (form.questionnaire->name == event.name) {
                if (session.form != &form) {
                    session.change_form(form);
                }
                open_form(session, event.choice);
            }
        }
    }
    /// Whoever helps reads German beside the client's language.
    void open_form(Session& session, const std::string& choice) {
        session.step = Consenting{};
        const Question* opening = session.opening();
        if (opening == nullptr) {
            return;
        }
        const FieldPath path{opening->name};
        for (const Choice* one : offered_choices(*session.form->questionnaire, *opening, path,
                                                 session.answers, m_state.now.today)) {
            if (one->name == choice) {
                session.answers.fields.insert_or_assign(path, ChoiceAnswer{{choice}});
                session.consent.mode =
                    word_of(*one) == "accompany" ? FillMode::WithHelper : FillMode::Read;
            }
        }
    }
    void in_session(Session& session, const NumberOnlyChosen&) {
        if (std::holds_alternative<Choosing>(session.step)) {
            session.step = AskingForNumber{};
        }
    }
    void in_session(Session& session, const NumberConfirmed&) {
        if (std::holds_alternative<AskingForNumber>(session.step)) {
            seal_number_only(session);
        }
    }
    void in_session(Session& session, const NoticeOpened& event) {
        if (auto* step = std::get_if<Consenting>(&session.step)) {
            step->notice_open = true;
            step->notice_page = event.page;
        }
    }
    void in_session(Session& session, const NoticeClosed&) {
        if (auto* step = std::get_if<Consenting>(&session.step)) {
            close_notice(*step);
        }
    }
    static void close_notice(Consenting& step) {
        if (step.notice_page.empty()) {
            step.notice_open = false;
        }
        step.notice_page.clear();
    }
    void in_session(Session& session, const ConsentGiven&) {
        if (!std::holds_alternative<Consenting>(session.step)) {
            return;
        }
        session.consent.text_id = "consent.title";
        const auto& hashes = session.form->consent_hashes;
        const auto hash = hashes.find(session.language);
        session.consent.text_hash = hash == hashes.end() ? "" : hash->second;
        session.consent.language = session.language;
        session.consent.given_at = m_state.now.wall;
        paging(session).begin();
    }
    void in_session(Session& session, const ConsentRefused&) {
        if (!std::holds_alternative<Consenting>(session.step)) {
            return;
        }
        if (session.has_answers()) {
            session.step = AskingForNumber{true};
        } else {
            seal_number_only(session);
        }
    }

    // --- answering, forward and back -------------------------------------------------------------
    InSession& here() { return std::get<InSession>(m_state.place); }
    Paging paging(Session& session) const { return {session, m_state.now.today}; }
    void in_session(Session& session, const OneOf<OfPages> auto& event) {
        paging(session).on(event);
    }

    void in_session(Session& session, const BackPressed&) {
        if (paging(session).close_input()) {
            return;
        }
        if (std::holds_alternative<Choosing>(session.step)) {
            leave(session);
        } else if (const auto* number = std::get_if<AskingForNumber>(&session.step)) {
            if (number->refused) {
                session.step = Consenting{};
            } else {
                ask_what_for(session);
            }
        } else if (auto* consenting = std::get_if<Consenting>(&session.step)) {
            if (consenting->notice_open) {
                close_notice(*consenting);
            } else if (asks_what_for()) {
                session.step = Choosing{};
            } else {
                leave(session);
            }
        } else if (std::holds_alternative<Answering>(session.step) ||
                   std::holds_alternative<Reviewing>(session.step)) {
            if (!paging(session).back()) {
                before_pages(session);
            }
        }
    }
    /// The consent, or the topics, with what was told.
    void before_pages(Session& session) {
        paging(session).close_inputs();
        if (session.is_request()) {
            leave(session);
        } else if (session.topic.empty()) {
            session.step = Consenting{};
        } else {
            leave_topic(session);
        }
    }

    /// "Back" says nothing of deleting.
    void leave(Session& session) {
        if (session.has_answers()) {
            session.end_asked = true;
        } else if (session.form == nullptr) {
            // Nothing was asked yet: whoever chose the wrong language goes on seeing.
            const Access access = std::get<InSession>(m_state.place).access;
            const std::optional<HelpCalled> called = std::get<InSession>(m_state.place).called;
            stand_at_start();
            std::get<AtStart>(m_state.place).access = access;
            std::get<AtStart>(m_state.place).called = called;
            std::get<AtStart>(m_state.place).last_input = m_state.now.monotonic;
        } else {
            go_to_start();
        }
    }

    // --- the end ---------------------------------------------------------------------------------
    void in_session(Session& session, const SubmitPressed&) {
        if (const auto* failed = std::get_if<Failed>(&session.step)) {
            if (failed->retry) {
                failed->with_data ? seal(session, has_topics(session)) : seal_number_only(session);
            }
            return;
        }
        if (!std::holds_alternative<Reviewing>(session.step)) {
            return;
        }
        if (paging(session).ask_for_problems()) {
            return;
        }
        if (session.topic.empty()) {
            seal(session, has_topics(session));
        } else {
            session.told->topics.insert(session.topic);
            leave_topic(session);
        }
    }

    /// The step that waits for the store; `stays_open`: more may be told.
    void seal(Session& session, bool stays_open) {
        IntakeContent content;
        content.questionnaire = session.form->questionnaire->name;
        content.questionnaire_version = session.form->questionnaire->version;
        content.questionnaire_hash = session.form->hash_hex;
        content.language = session.language;
        content.started_at = session.started_at;
        content.finished_at = m_state.now.wall;
        content.consent = session.consent;
        content.answers =
            relevant_answers(*session.form->questionnaire, session.answers, m_state.now.today);
        paging(session).close_inputs();
        session.step = Sealing{true};
        std::string language =
            counselling_language(*session.form->questionnaire, content.answers, session.language);
        m_effects.emplace_back(SealAndStore{std::move(content), std::move(language), stays_open,
                                            session.told.has_value()});
    }

    void seal_number_only(Session& session) {
        session.forget_answers();
        IntakeContent content;
        content.language = session.language;
        content.started_at = session.started_at;
        content.finished_at = m_state.now.wall;
        session.step = Sealing{false};
        m_effects.emplace_back(
            SealAndStore{std::move(content), session.language, false, session.told.has_value()});
    }

    void in_session(Session& session, const IntakeStored& event) {
        const auto* sealing = std::get_if<Sealing>(&session.step);
        if (sealing == nullptr) {
            return;
        }
        std::get<InSession>(m_state.place).last_input = m_state.now.monotonic;
        ToBring bring;
        if (sealing->with_data) {
            bring = what_to_bring(*session.form->questionnaire, session.answers, m_state.now.today);
        }
        if (m_rules.tickets && !session.told && !session.is_request()) {
            session.ticket = Ticket::Printing;
            m_effects.emplace_back(PrintTicket{event.number, session.language, m_state.now.wall,
                                               sealing->with_data, bring, event.wait});
        }
        if (!sealing->with_data || !(session.told || has_topics(session))) {
            session.told.reset();
            session.step = Finished{event.number, sealing->with_data, m_state.now.monotonic,
                                    std::move(bring), event.wait};
            session.forget_answers();
            return;
        }
        if (!session.told) {
            session.told = Session::Told{event.number, {}, {}, m_state.now.monotonic};
        }
        session.told->sealed = session.answers;
        session.step = Telling{};
    }
    void in_session(Session& session, const IntakeNotStored&) {
        const auto* sealing = std::get_if<Sealing>(&session.step);
        if (sealing == nullptr) {
            return;
        }
        std::get<InSession>(m_state.place).last_input = m_state.now.monotonic;
        if (session.told && sealing->with_data) {
            session.step = Telling{true, true};
        } else {
            session.step = Failed{true, sealing->with_data};
        }
    }

    /// Of this client: it may come when they have left.
    void ticket_printed(const TicketPrinted& event) {
        auto* place = std::get_if<InSession>(&m_state.place);
        if (place == nullptr || place->session.ticket != Ticket::Printing) {
            return;
        }
        Session& session = place->session;
        const auto* finished = std::get_if<Finished>(&session.step);
        const std::string& number = finished != nullptr ? finished->number
                                    : session.told      ? session.told->number
                                                        : event.number;
        if (number == event.number) {
            session.ticket = event.printed ? Ticket::Printed : Ticket::Failed;
        }
    }

    // --- once the number is safe -----------------------------------------------------------------
    bool has_topics(const Session& session) const {
        return m_rules.topics &&
               !offered_topics(*session.form->questionnaire, session.answers, m_state.now.today)
                    .empty();
    }
    void in_session(Session& session, const TopicsUnfolded&) {
        if (auto* telling = std::get_if<Telling>(&session.step)) {
            telling->unfolded = true;
        }
    }
    void in_session(Session& session, const TopicChosen& event) {
        if (!std::holds_alternative<Telling>(session.step)) {
            return;
        }
        for (const OfferedTopic& topic :
             offered_topics(*session.form->questionnaire, session.answers, m_state.now.today)) {
            if (topic.section->name == event.name) {
                session.topic = event.name;
                paging(session).begin();
                return;
            }
        }
    }
    void leave_topic(Session& session) {
        paging(session).close_inputs();
        session.topic.clear();
        session.correcting = false;
        if (session.has_news()) {
            seal(session, true);
        } else {
            session.step = Telling{};
        }
    }
    void in_session(Session& session, const TellingEnded&) {
        if (session.told && !std::holds_alternative<Sealing>(session.step)) {
            leave_terminal();
        }
    }
    void in_session(Session& session, const NewsDropped&) {
        if (session.told && session.end_asked) {
            session.end_asked = false;
            session.answers = session.told->sealed;
            session.replaced.clear();
            session.topic.clear();
            paging(session).close_inputs();
            session.step = Telling{};
        }
    }
    void in_session(Session& session, const AllWithdrawn&) {
        if (session.told && session.end_asked) {
            session.end_asked = false;
            seal_number_only(session);
        }
    }
    void in_session(Session&, const OneOf<IgnoredInSession> auto&) {}

    State m_state;
    const Rules& m_rules;
    std::vector<Effect> m_effects;
};

}  // namespace

Update update(State state, const Event& event, const Moment& now, const Rules& rules) {
    return Transition(std::move(state), now, rules).run(event);
}

}  // namespace lotse::terminal
