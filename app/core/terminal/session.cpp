// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/session.h"

#include <algorithm>
#include <utility>

#include "core/dispatch.h"
#include "core/limits.h"
#include "core/terminal/answering.h"
#include "core/terminal/staff_places.h"
#include "core/utf8.h"

namespace lotse::terminal {
namespace {

/// Ticks and the results of effects are not the client's doing: they do not put off the idle
/// warning.
using NotInput = Types<Ticked, IntakeStored, IntakeNotStored, ReadinessKnown, PinChecked,
                       OutboxKnown, ConfigurationKnown, ConfigurationArrived, DisplayChecked>;
bool is_input(const Event& event) {
    return std::visit([](const auto& e) { return !NotInput::contain<std::decay_t<decltype(e)>>; },
                      event);
}

/// What has no meaning at a place comes late (two taps in one frame, an answer after the client
/// left) and changes nothing. Handlers of staff: core/terminal/staff_places.h.
using IgnoredAtStart =
    Types<Touched, LanguagesOpened, LanguagesClosed, FormChosen, NumberConfirmed, NoticeOpened,
          NoticeClosed, ModeChosen, ConsentGiven, ConsentRefused, ChoiceTapped, GridTapped,
          SpecialTapped, DateEntered, TimeEntered, FieldTapped, TextEdited, KeyboardClosed,
          ListOpened, ListClosed, ListWritten, EntryAdded, RemovalAsked, RemovalConfirmed,
          RemovalCancelled, EntryOpened, NextPressed, CorrectionAsked, SubmitPressed, EndAsked,
          EndConfirmed, EndCancelled, PinDigitTyped, PinErased, StaffLeft, HeldReleased,
          RestartAsked, StaffPageChosen, ConfigurationAskedFor, IntakeStored, IntakeNotStored,
          PinChecked, OutboxKnown, ConfigurationKnown, NewDayAsked, NewDayConfirmed,
          NewDayCancelled, NewDayAnswered>;
using IgnoredInSession =
    Types<Touched, StaffGestureMade, PinDigitTyped, PinErased, StaffLeft, HeldReleased,
          RestartAsked, StaffPageChosen, ConfigurationAskedFor, PinChecked, OutboxKnown,
          ConfigurationKnown, NewDayAsked, NewDayConfirmed, NewDayCancelled, NewDayAnswered>;

std::optional<std::size_t> index_of(const std::vector<FormPage>& all, const PageId& id) {
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const FormPage& p) { return p.id == id; });
    if (it == all.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(it - all.begin());
}

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
    void handle(const ConfigurationArrived&) { m_state.configuration_waits = true; }
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

    /// An answer, or midnight, may make the page on the screen irrelevant: then the first page
    /// follows.
    void settle() {
        auto* place = std::get_if<InSession>(&m_state.place);
        if (place == nullptr) {
            return;
        }
        Session& session = place->session;
        if (const auto* step = std::get_if<Answering>(&session.step)) {
            const FoundPages::Pages found = pages_of(session);
            const std::vector<FormPage>& all = *found;
            if (all.empty()) {
                review(session);
            } else if (!index_of(all, step->page)) {
                go_to_page(session, all.front());
            }
        }
    }

    /// Between two clients and nowhere else: whoever began ends with the words and questions they
    /// began with.
    void switch_configuration() {
        if (m_state.configuration_waits && std::holds_alternative<AtStart>(m_state.place)) {
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
        }
    }

    void go_to_start() {
        m_effects.emplace_back(WipeTraces{});
        stand_at_start();
    }
    void stand_at_start() {
        m_state.place = AtStart{.next_greeting = m_state.now.monotonic + limits::kGreetingShown};
        m_effects.emplace_back(CheckReadiness{});
    }

    void tick() {
        const Instant now = m_state.now.monotonic;
        if (auto* start = std::get_if<AtStart>(&m_state.place)) {
            if (!start->ready && now - start->asked >= limits::kReadinessRetry) {
                start->asked = now;
                m_effects.emplace_back(CheckReadiness{});
            }
            if (start->next_greeting == Instant{0}) {
                start->next_greeting = now + limits::kGreetingShown;
            } else if (now >= start->next_greeting) {
                start->number_only = false;  // whoever asked for one has left
                start->greeting = greeting_after(start->greeting);
                start->next_greeting = now + limits::kGreetingShown;
            }
        } else if (auto* place = std::get_if<InSession>(&m_state.place)) {
            const Session& session = place->session;
            if (const auto* finished = std::get_if<Finished>(&session.step)) {
                if (now - finished->since >= m_rules.number_shown) {
                    go_to_start();
                }
            } else if (std::holds_alternative<Sealing>(session.step)) {
                return;  // the answer of the store decides, not the clock
            } else if (now - place->last_input >= m_rules.idle + m_rules.idle_grace) {
                go_to_start();
            } else if (now - place->last_input >= m_rules.idle) {
                place->warned = true;
            }
        } else if (const auto* pin = std::get_if<AtStaffPin>(&m_state.place)) {
            if (now - pin->last_input >= limits::kStaffPinIdle) {
                go_to_start();
            }
        } else if (const auto* menu = std::get_if<AtStaffMenu>(&m_state.place)) {
            if (now - menu->last_input >= limits::kStaffMenuIdle) {
                go_to_start();
            }
        }
    }

    std::string greeting_after(const std::string& greeting) const {
        const std::vector<std::string>& all = m_rules.languages;
        auto it = std::find(all.begin(), all.end(),
                            greeting.empty() ? m_rules.default_language : greeting);
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
    /// The language that happened to greet is nobody's choice, and people are called in it.
    void at_start(const NumberOnlyChosen&) { std::get<AtStart>(m_state.place).number_only = true; }
    void at_start(const BackPressed&) { std::get<AtStart>(m_state.place).number_only = false; }
    void at_start(const StaffGestureMade&) {
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
        const bool ready = std::get<AtStart>(m_state.place).ready;
        const bool number_only = std::get<AtStart>(m_state.place).number_only;
        InSession place;
        place.last_input = m_state.now.monotonic;
        place.session.language = language;
        place.session.started_at = m_state.now.wall;
        if (!ready) {
            place.session.step = Failed{};
        } else if (number_only) {
            place.session.step = AskingForNumber{};
        } else {
            ask_what_for(place.session);
        }
        m_state.place = std::move(place);
        m_effects.emplace_back(CheckReadiness{});
    }

    /// Which questionnaire; with one there is nothing to ask.
    void ask_what_for(Session& session) {
        session.step = Choosing{};
        if (m_rules.forms.size() == 1) {
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
    void in_session(Session& session, const EndCancelled&) { session.end_asked = false; }
    void in_session(Session& session, const EndConfirmed&) {
        if (session.end_asked) {
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
                session.step = Consenting{};
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
    void in_session(Session& session, const NoticeOpened&) {
        if (auto* step = std::get_if<Consenting>(&session.step)) {
            step->notice_open = true;
        }
    }
    void in_session(Session& session, const NoticeClosed&) {
        if (auto* step = std::get_if<Consenting>(&session.step)) {
            step->notice_open = false;
        }
    }
    void in_session(Session& session, const ModeChosen& event) {
        if (std::holds_alternative<Consenting>(session.step)) {
            session.consent.mode = event.mode;
        }
    }
    void in_session(Session& session, const ConsentGiven&) {
        if (!std::holds_alternative<Consenting>(session.step)) {
            return;
        }
        session.consent.text_id = "privacy.consent";
        const auto hash = m_rules.consent_hashes.find(session.language);
        session.consent.text_hash = hash == m_rules.consent_hashes.end() ? "" : hash->second;
        session.consent.language = session.language;
        session.consent.given_at = m_state.now.wall;
        const FoundPages::Pages found = pages_of(session);
        const std::vector<FormPage>& all = *found;
        if (all.empty()) {
            session.step = Reviewing{};
        } else {
            go_to_page(session, all.front());
        }
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

    // --- answering -------------------------------------------------------------------------------
    FoundPages::Pages pages_of(const Session& session) const {
        return session.pages_on(m_state.now.today);
    }

    /// The question of a field that stands on the present page; nothing for events of a page
    /// already left.
    const Question* question_on_page(const Session& session, const FieldPath& path) const {
        const auto* step = std::get_if<Answering>(&session.step);
        if (step == nullptr) {
            return nullptr;
        }
        const FoundPages::Pages all = pages_of(session);
        for (const FormPage& page : *all) {
            if (page.id == step->page) {
                for (const FormField& field : page.fields) {
                    if (field.path == path) {
                        return field.question;
                    }
                }
            }
        }
        return nullptr;
    }

    void close_inputs(Session& session) {
        session.editing.reset();
        session.list.reset();
    }

    void go_to_page(Session& session, const FormPage& page) {
        close_inputs(session);
        session.show_problems = false;
        session.step = Answering{page.id};
    }

    void in_session(Session& session, const ChoiceTapped& event) {
        const Question* question = question_on_page(session, event.path);
        if (question == nullptr) {
            return;
        }
        const bool from_list =
            question->type == QuestionType::Country || question->type == QuestionType::Language;
        if (!from_list && question->type != QuestionType::Acknowledge &&
            question->type != QuestionType::SelectOne &&
            question->type != QuestionType::SelectMultiple) {
            return;
        }
        tap_choice(*question, session.answers, event.path, event.name);
        close_inputs(session);
    }

    void in_session(Session& session, const GridTapped& event) {
        const Question* question = question_on_page(session, event.path);
        if (question == nullptr || question->type != QuestionType::Grid) {
            return;
        }
        tap_cell(session.answers, event.path, event.row, event.column, event.choice);
    }

    void in_session(Session& session, const SpecialTapped& event) {
        const Question* question = question_on_page(session, event.path);
        if (question == nullptr ||
            (event.special == Special::PreferNotToSay && !question->prefer_not_to_say)) {
            return;
        }
        tap_special(session.answers, session.replaced, event.path, event.special);
        close_inputs(session);
    }

    void in_session(Session& session, const DateEntered& event) {
        const Question* question = question_on_page(session, event.path);
        if (question == nullptr ||
            (question->type != QuestionType::Date && question->type != QuestionType::DateTime)) {
            return;
        }
        const PartialDate& date = event.date;
        const bool touched = date.year != 0 || date.month != 0 || date.day != 0 ||
                             date.papers_say_first_january || !date.time.empty();
        set_answer(session, event.path, touched ? std::optional<Answer>(date) : std::nullopt);
    }

    void in_session(Session& session, const TimeEntered& event) {
        const Question* question = question_on_page(session, event.path);
        if (question == nullptr || question->type != QuestionType::Time) {
            return;
        }
        set_answer(session, event.path,
                   event.time.empty() ? std::nullopt : std::optional<Answer>(event.time));
    }

    static bool takes_text(const Question& question) {
        return question.type == QuestionType::Text || question.type == QuestionType::Occupation ||
               question.type == QuestionType::Integer || question.type == QuestionType::Decimal;
    }

    void in_session(Session& session, const FieldTapped& event) {
        const Question* question = question_on_page(session, event.path);
        if (question == nullptr || !takes_text(*question)) {
            return;
        }
        Editing editing{event.path, SecretText{}, 0, 0};
        if (const Answer* before = session.answers.find(event.path)) {
            if (const auto* text = std::get_if<TextAnswer>(before)) {
                editing.text = text->text;
            } else if (const auto* number = std::get_if<NumberAnswer>(before)) {
                editing.text = number->digits;
            }
        }
        editing.caret = std::min(event.caret, editing.text.size());
        editing.anchor = std::min(event.anchor, editing.text.size());
        session.list.reset();
        session.editing = std::move(editing);
    }

    void in_session(Session& session, const TextEdited& event) {
        if (session.list) {
            if (event.text.size() <= limits::kLongestLineBytes) {
                session.list->search = event.text;
                session.list->caret = event.caret;
                session.list->anchor = event.anchor;
            }
            return;
        }
        if (!session.editing) {
            return;
        }
        const FieldPath path = session.editing->path;
        const Question* question = question_on_page(session, path);
        if (question == nullptr || quoted_size(event.text.view()) > question->longest_bytes) {
            return;
        }
        session.editing->text = event.text;
        session.editing->caret = std::min(event.caret, event.text.size());
        session.editing->anchor = std::min(event.anchor, event.text.size());
        if (event.text.empty()) {
            set_answer(session, path, std::nullopt);
        } else if (question->type == QuestionType::Integer ||
                   question->type == QuestionType::Decimal) {
            set_answer(session, path, NumberAnswer{event.text});
        } else {
            set_answer(session, path, TextAnswer{event.text, session.language});
        }
    }
    void in_session(Session& session, const KeyboardClosed&) { session.editing.reset(); }

    void in_session(Session& session, const ListOpened& event) {
        const Question* question = question_on_page(session, event.path);
        if (question != nullptr &&
            (question->type == QuestionType::Country || question->type == QuestionType::Language)) {
            session.editing.reset();
            session.list = OpenList{event.path, SecretText{}, 0, 0};
        }
    }
    void in_session(Session& session, const ListClosed&) { session.list.reset(); }
    void in_session(Session& session, const ListWritten&) {
        if (!session.list) {
            return;
        }
        const std::string_view typed = session.list->search.view();
        const std::size_t begin = typed.find_first_not_of(' ');
        if (begin == std::string_view::npos) {
            return;
        }
        const std::string name(typed.substr(begin, typed.find_last_not_of(' ') + 1 - begin));
        const FieldPath path = session.list->path;
        in_session(session, ChoiceTapped{path, name});
    }

    void set_answer(Session& session, const FieldPath& path, std::optional<Answer> answer) {
        if (answer) {
            session.answers.fields.insert_or_assign(path, std::move(*answer));
        } else {
            session.answers.fields.erase(path);
        }
    }

    // --- repeats ---------------------------------------------------------------------------------
    /// Of an entry's page; nothing for a repeat whose number is calculated.
    std::optional<FormPage> hub_before(const Session& session, const FormPage& page) const {
        return page.kind == FormPage::Kind::Hub || page.repeat.empty()
                   ? std::nullopt
                   : session.hub_of(page.repeat, m_state.now.today);
    }

    void open_entry(Session& session, const std::string& repeat, int instance) {
        const FoundPages::Pages all = pages_of(session);
        for (const FormPage& page : *all) {
            if (page.kind == FormPage::Kind::Questions && page.repeat == repeat &&
                page.id.instance == instance) {
                go_to_page(session, page);
                return;
            }
        }
    }

    void in_session(Session& session, const EntryAdded& event) {
        if (!std::holds_alternative<Answering>(session.step)) {
            return;
        }
        const std::optional<FormPage> hub = session.hub_of(event.repeat, m_state.now.today);
        if (!hub || session.answers.repeats[event.repeat] >= hub->group->at_most) {
            return;
        }
        const int instance = session.answers.repeats[event.repeat]++;
        open_entry(session, event.repeat, instance);
    }

    void in_session(Session& session, const EntryOpened& event) {
        if (std::holds_alternative<Answering>(session.step)) {
            open_entry(session, event.repeat, event.instance);
        }
    }

    /// Of an entry without answers there is nothing to ask.
    void in_session(Session& session, const RemovalAsked& event) {
        auto* step = std::get_if<Answering>(&session.step);
        if (step == nullptr) {
            return;
        }
        const std::optional<FormPage> hub = session.hub_of(event.repeat, m_state.now.today);
        const auto entries = session.answers.repeats.find(event.repeat);
        if (!hub || hub->id != step->page || event.instance < 0 ||
            entries == session.answers.repeats.end() || event.instance >= entries->second) {
            return;
        }
        if (is_untouched(*session.form->questionnaire, session.answers, event.repeat,
                         event.instance)) {
            drop_entry(session, event.repeat, event.instance);
        } else {
            step->removing = event.instance;
        }
    }
    void in_session(Session& session, const RemovalConfirmed&) {
        auto* step = std::get_if<Answering>(&session.step);
        if (step == nullptr || !step->removing) {
            return;
        }
        const FoundPages::Pages all = pages_of(session);
        drop_entry(session, (*all)[*index_of(*all, step->page)].repeat, *step->removing);
        step->removing.reset();
    }
    void in_session(Session& session, const RemovalCancelled&) {
        if (auto* step = std::get_if<Answering>(&session.step)) {
            step->removing.reset();
        }
    }

    /// Later entries move up: what was replaced in them is no longer known by its place.
    void drop_entry(Session& session, const std::string& repeat, int instance) {
        remove_entry(*session.form->questionnaire, session.answers, repeat, instance);
        session.replaced.clear();
    }

    // --- forward and back ------------------------------------------------------------------------
    void in_session(Session& session, const NextPressed&) {
        const auto* step = std::get_if<Answering>(&session.step);
        if (step == nullptr) {
            return;
        }
        if (session.list) {
            session.list.reset();
            return;
        }
        const FoundPages::Pages found = pages_of(session);
        const std::vector<FormPage>& all = *found;
        const std::size_t here = *index_of(all, step->page);  // settled
        const FormPage& page = all[here];
        if (!problems(*session.form->questionnaire, page, session.answers, m_state.now.today)
                 .empty()) {
            session.show_problems = true;
            session.editing.reset();
            return;
        }
        const std::optional<FormPage> hub = hub_before(session, page);
        if (hub) {
            if (here + 1 < all.size() && all[here + 1].repeat == page.repeat &&
                all[here + 1].id.instance == page.id.instance) {
                go_to_page(session, all[here + 1]);
            } else {
                go_to_page(session, *hub);  // add another, or go on
            }
            return;
        }
        if (session.correcting) {
            review(session);
            return;
        }
        std::size_t next = here + 1;
        while (page.kind == FormPage::Kind::Hub && next < all.size() &&
               all[next].repeat == page.repeat) {
            ++next;
        }
        next < all.size() ? go_to_page(session, all[next]) : review(session);
    }

    void review(Session& session) {
        close_inputs(session);
        session.correcting = false;
        session.show_problems = false;
        session.step = Reviewing{};
    }

    void in_session(Session& session, const BackPressed&) {
        if (session.list || session.editing) {
            close_inputs(session);
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
                consenting->notice_open = false;
            } else if (m_rules.forms.size() > 1) {
                session.step = Choosing{};
            } else {
                leave(session);
            }
        } else if (auto* answering = std::get_if<Answering>(&session.step)) {
            if (answering->removing) {
                answering->removing.reset();
            } else {
                back_from_page(session);
            }
        } else if (std::holds_alternative<Reviewing>(session.step)) {
            const FoundPages::Pages found = pages_of(session);
            const std::vector<FormPage>& all = *found;
            if (all.empty()) {
                session.step = Consenting{};
            } else {
                go_to_page_or_hub(session, all.back());
            }
        }
    }

    /// "Back" says nothing of deleting.
    void leave(Session& session) {
        if (session.has_answers()) {
            session.end_asked = true;
        } else if (session.form == nullptr) {
            stand_at_start();  // nothing was asked yet
        } else {
            go_to_start();
        }
    }

    void back_from_page(Session& session) {
        const FoundPages::Pages found = pages_of(session);
        const std::vector<FormPage>& all = *found;
        const std::size_t here = *index_of(all, std::get<Answering>(session.step).page);  // settled
        const FormPage& page = all[here];
        if (const std::optional<FormPage> hub = hub_before(session, page)) {
            const FormPage& before = all[here - 1];  // the hub precedes the first page
            if (before.kind == FormPage::Kind::Questions &&
                before.id.instance == page.id.instance) {
                go_to_page(session, before);
                return;
            }
            go_to_page(session, *hub);
            if (is_untouched(*session.form->questionnaire, session.answers, page.repeat,
                             page.id.instance)) {
                drop_entry(session, page.repeat, page.id.instance);
            }
        } else if (session.correcting) {
            review(session);
        } else if (here == 0) {
            close_inputs(session);
            session.step = Consenting{};
        } else {
            go_to_page_or_hub(session, all[here - 1]);
        }
    }

    /// Coming back from behind a repeat, its entries are shown, not the last page of the last one.
    void go_to_page_or_hub(Session& session, const FormPage& page) {
        const std::optional<FormPage> hub = hub_before(session, page);
        go_to_page(session, hub ? *hub : page);
    }

    void in_session(Session& session, const CorrectionAsked& event) {
        if (!std::holds_alternative<Reviewing>(session.step)) {
            return;
        }
        const FoundPages::Pages found = pages_of(session);
        const std::vector<FormPage>& all = *found;
        if (const std::optional<std::size_t> at = index_of(all, event.page)) {
            go_to_page(session, all[*at]);
            session.correcting = true;
        }
    }

    // --- the end ---------------------------------------------------------------------------------
    void in_session(Session& session, const SubmitPressed&) {
        if (const auto* failed = std::get_if<Failed>(&session.step)) {
            if (failed->retry) {
                failed->with_data ? seal(session) : seal_number_only(session);
            }
            return;
        }
        if (!std::holds_alternative<Reviewing>(session.step)) {
            return;
        }
        const FoundPages::Pages all = pages_of(session);
        for (const FormPage& page : *all) {
            // A correction may have made a question relevant that nobody has seen.
            if (!problems(*session.form->questionnaire, page, session.answers, m_state.now.today)
                     .empty()) {
                go_to_page(session, page);
                session.correcting = true;
                session.show_problems = true;
                return;
            }
        }
        seal(session);
    }

    void seal(Session& session) {
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
        close_inputs(session);
        session.step = Sealing{true};
        std::string language =
            counselling_language(*session.form->questionnaire, content.answers, session.language);
        m_effects.emplace_back(SealAndStore{std::move(content), std::move(language)});
    }

    void seal_number_only(Session& session) {
        session.forget_answers();
        IntakeContent content;
        content.language = session.language;
        content.started_at = session.started_at;
        content.finished_at = m_state.now.wall;
        session.step = Sealing{false};
        m_effects.emplace_back(SealAndStore{std::move(content), session.language});
    }

    void in_session(Session& session, const IntakeStored& event) {
        if (const auto* sealing = std::get_if<Sealing>(&session.step)) {
            session.step = Finished{event.number, sealing->with_data, m_state.now.monotonic};
            session.forget_answers();
        }
    }
    void in_session(Session& session, const IntakeNotStored&) {
        if (const auto* sealing = std::get_if<Sealing>(&session.step)) {
            session.step = Failed{true, sealing->with_data};
            std::get<InSession>(m_state.place).last_input = m_state.now.monotonic;
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

std::optional<Instant> next_deadline(const State& state, const Rules& rules) {
    if (const auto* place = std::get_if<InSession>(&state.place)) {
        if (const auto* finished = std::get_if<Finished>(&place->session.step)) {
            return finished->since + rules.number_shown;
        }
        if (std::holds_alternative<Sealing>(place->session.step)) {
            return std::nullopt;
        }
        if (!place->warned) {
            return place->last_input + rules.idle;
        }
        // The countdown shows whole seconds.
        const Instant shown = state.now.monotonic - place->last_input;
        return place->last_input + std::chrono::floor<std::chrono::seconds>(shown) +
               std::chrono::seconds(1);
    }
    if (const auto* pin = std::get_if<AtStaffPin>(&state.place)) {
        const Instant second =
            std::chrono::floor<std::chrono::seconds>(state.now.monotonic) + std::chrono::seconds(1);
        const Instant idle = pin->last_input + limits::kStaffPinIdle;
        return state.now.monotonic < state.pin_blocked_until ? std::min(second, idle) : idle;
    }
    if (const auto* menu = std::get_if<AtStaffMenu>(&state.place)) {
        return menu->last_input + limits::kStaffMenuIdle;
    }
    const auto& start = std::get<AtStart>(state.place);
    return start.ready ? start.next_greeting
                       : std::min(start.next_greeting, start.asked + limits::kReadinessRetry);
}

}  // namespace lotse::terminal
