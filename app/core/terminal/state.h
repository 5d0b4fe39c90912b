// SPDX-License-Identifier: EUPL-1.2
/// What a terminal knows at one moment: how it was set up, at which place somebody stands, and what
/// the client at it has answered so far. What happens to it is decided in core/terminal/session.h.
///
/// Values. Answers stand only inside a Session, which ends with InSession.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/access.h"
#include "core/form/answers.h"
#include "core/form/form.h"
#include "core/form/what_to_bring.h"
#include "core/intake/expected_wait.h"
#include "core/intake/intake_content.h"
#include "core/intake/outbox.h"
#include "core/intake/ports.h"
#include "core/moment.h"
#include "core/printer_state.h"
#include "core/screen_fit.h"

namespace lotse::terminal {

/// How this terminal was set up; shown to staff.
struct Setup {
    struct FormUse {
        std::string name;
        int off = 0,
            optional = 0;  ///< questions that the centre does not ask, or leaves to the client
    };
    std::string program;                 ///< its version
    std::int64_t configuration = 0;      ///< version, 0: as installed
    std::string made_by, made_at, note;  ///< of the configuration; local civil time
    std::vector<FormUse> forms;
    std::vector<std::string>
        unfinished;  ///< languages that would be offered if more of their texts were there
    double text_scale = 1.0;
};

/// What does not change while the program runs: configuration, compiled.
struct Rules {
    struct Form {
        const Questionnaire* questionnaire = nullptr;
        std::string hash_hex;  ///< of the definition's bytes
        /// Language tag → digest of what somebody who consents can read in it.
        std::map<std::string, std::string> consent_hashes = {};
    };
    std::vector<std::string> languages;  ///< tags in the order of the start screen
    std::string default_language = "de";
    std::set<std::string> latin;  ///< languages written in Latin letters: a name in "one's own
                                  ///< script" is no question there
    std::string second_language;  ///< shown beside the client's while somebody helps; empty: none
    std::vector<Form> forms;      ///< the first is for people who seek advice
    /// By which a client asks that an intake be deleted (kWithdrawalForm); nothing: not here.
    std::optional<Form> withdrawal = {};
    std::chrono::seconds idle{60};  ///< without input until the warning, beside what is read
    std::chrono::seconds idle_grace{
        30};  ///< of the warning's countdown (EN 301 549 11.2.2.1: at least 20 s)
    std::chrono::seconds number_shown{60};  ///< the last screen, then the start screen
    std::set<std::string> spoken;  ///< languages that are read aloud; empty: no sound here at all
    int volume = 8;                ///< of a client who changed nothing
    bool topics = true;            ///< more may be told once the number is safe
    bool tickets = false;          ///< a printer stands here
    Setup setup;
};

/// Where typing goes. Offsets are UTF-8 bytes on grapheme boundaries (the drawing's work).
struct Editing {
    FieldPath path;
    SecretText text;
    std::size_t caret = 0, anchor = 0;  ///< anchor != caret: the text between them is selected
};

/// A long list (countries, languages) opened for a field, with its search text.
struct OpenList {
    FieldPath path;
    SecretText search;
    std::size_t caret = 0, anchor = 0;
};

struct Choosing {};  ///< which questionnaire, or only a number
/// Whether it is to be a number without questions: asked in the client's language before it holds.
struct AskingForNumber {
    bool refused = false;  ///< came from the consent, with answers that would be deleted
};
struct Consenting {
    bool notice_open = false;
    std::string notice_page;  ///< name of the one that is open; empty: their tiles
};
struct Answering {
    PageId page;
    std::optional<int> removing;  ///< on a hub: the entry of which it is asked
};
/// What was answered, before it is sealed: the questions that all are asked, or those of a topic.
struct Reviewing {};
struct Sealing {
    bool with_data = true;
};
/// The number is safe: who wants to tells more, topic by topic (`Session::told`).
struct Telling {
    bool unfolded = false;    ///< topics beyond those that fit are shown, too
    bool not_stored = false;  ///< what was told last is not, and is there still
};
struct Finished {
    std::string number;  ///< nobody is called by that of a request
    bool with_data = true;
    Instant since{0};
    ToBring bring = {};
    std::optional<WaitRange> wait = {};  ///< nothing: not known
};
/// Could not be stored: the client may try again or is sent to reception.
struct Failed {
    bool retry = false;
    bool with_data = true;
};
using Step = std::variant<Choosing, AskingForNumber, Consenting, Answering, Reviewing, Sealing,
                          Telling, Finished, Failed>;

/// One client at the terminal. The pages that answers lead to, found out once: until an answer, the
/// day or the questionnaire is another. Keeps a copy of the answers, and ends with the session.
class FoundPages {
public:
    using Pages = std::shared_ptr<const std::vector<FormPage>>;
    /// Those of a topic, or without one those that all are asked.
    Pages of(const Questionnaire& form, const std::string& topic, const Answers& answers,
             const CivilDate& today) const;

private:
    struct For {
        const Questionnaire* form;
        std::string topic;
        Answers answers;
        CivilDate today;
    };
    mutable std::optional<For> m_for;
    mutable Pages m_pages;
};

/// The client's ticket. Nobody waits for it: the number is on the screen.
enum class Ticket : std::uint8_t { None, Printing, Printed, Failed };

struct Session {
    std::string language;
    Step step = Choosing{};
    const Rules::Form* form = nullptr;
    std::string started_at;
    ConsentRecord consent;
    Answers answers;
    std::optional<Editing> editing;
    std::optional<OpenList> list;
    bool show_problems = false;  ///< the client tried to go on
    bool correcting = false;     ///< came from the review: "next" returns to it
    bool languages_open = false;
    bool end_asked = false;
    FoundPages pages;

    /// Of a questionnaire that was left for another one: there again as soon as it is chosen again.
    struct Left {
        const Questionnaire* questionnaire = nullptr;
        ConsentRecord consent;
        Answers answers;
    };
    std::map<std::string, Left> left;  ///< by the questionnaire's name
    /// What "I don't know" and the like stand for now: there again if that is taken back.
    std::map<FieldPath, Answer> replaced;

    /// Since an intake is stored that stays open: it is sealed anew with what is told beyond, and
    /// leaves the terminal when the session ends, however it ends.
    struct Told {
        std::string number;
        Answers sealed;                ///< what it holds
        std::set<std::string> topics;  ///< names of those that were gone through
        Instant since{0};              ///< the number is known
        bool end_seen = false;         ///< the client was told that the time for it ends
    };
    std::optional<Told> told;
    std::string topic;  ///< name of the one that is asked now; empty: what all are asked
    Ticket ticket = Ticket::None;

    /// Beside the one that was asked with the choice of the questionnaire.
    bool has_answers() const;
    /// Asked with the choice of the questionnaire, before consent (Meaning::ForWhom); null: there
    /// is none.
    const Question* opening() const;
    /// Answers to another questionnaire are put aside, not deleted: the tap may be a mistake.
    void change_form(const Rules::Form& to);
    /// Of every questionnaire, with the consent.
    void forget_answers();
    /// Asks that an intake be deleted, instead of giving one.
    bool is_request() const;
    /// The hub page of a repeat, if it is relevant now.
    std::optional<FormPage> hub_of(const std::string& repeat, const CivilDate& today) const;
    FoundPages::Pages pages_on(const CivilDate& today) const {
        return pages.of(*form->questionnaire, topic, answers, today);
    }
    /// Something was told that is not sealed.
    bool has_news() const { return told && told->sealed != answers; }
};

/// What the bar's "help" shows.
enum class HelpPage : std::uint8_t { Choice, Settings, Reading, Call, Words };

/// What became of a client's call for somebody to come.
enum class HelpState : std::uint8_t {
    None,     ///< nobody was called
    Sent,     ///< it is not known yet whether anybody hears
    Heard,    ///< staff are told
    Unheard,  ///< nobody can be told now: the client goes to the reception, and it is tried on
    Done,     ///< staff say that it is done
};
struct HelpCalled {
    std::int64_t call = 0;  ///< which one since the start
    HelpState state = HelpState::Sent;
    Instant since{0};
};
/// The client waits, or goes to the reception.
inline bool stands(const std::optional<HelpCalled>& called) {
    return called && called->state != HelpState::Done;
}

struct AtStart {
    bool ready = true;     ///< false: no intake can be stored now, clients are sent to reception
    Instant asked{0};      ///< while not ready: when this was last found out
    std::string greeting;  ///< tag of the language that greets now; empty: the default language
    Instant next_greeting{0};  ///< when the next one greets; 0: not known yet
    bool number_only =
        false;           ///< a number was asked for; the language it is called in is not known
    Access access = {};  ///< goes with the session that begins, or ends when nobody goes on
    std::optional<HelpPage> help = {};
    std::optional<HelpCalled> called = {};  ///< goes with the session that begins, too
    Instant last_input{0};
    /// Ids of those on the screen that help lies over.
    std::vector<std::string> hard_words = {};
};
inline const std::string& greeting_language(const AtStart& start, const Rules& rules) {
    return start.greeting.empty() ? rules.default_language : start.greeting;
}
struct InSession {
    Session session;
    Access access = {};
    std::optional<HelpPage> help = {};
    std::optional<HelpCalled> called = {};
    Instant last_input{0};
    bool warned = false;         ///< the idle warning is shown
    int words = 0;               ///< on the screen, as its drawing counted them
    bool heard = false;          ///< it has spoken in this session
    bool speaker_asked = false;  ///< the headset is out: whether the loudspeaker may go on
    int asks_for_time = 0;
    std::vector<std::string> hard_words = {};  ///< as at the start
};
struct AtStaffPin {
    SecretText digits;
    bool wrong = false;
    bool checking = false;
    std::int64_t check = 0;  ///< the one that is waited for while `checking`
    Instant last_input{0};
};
/// A damaged outbox was set aside, and what authenticated itself was taken over.
struct SalvageReport {
    int saved = 0, lost = 0;
};
/// What a terminal knows of configurations that are newer than its own.
struct Rollout {
    bool followed = false;     ///< somebody is asked for them at all
    std::int64_t waits = 0;    ///< checked, holds from the next moment between two clients; 0: none
    std::int64_t refused = 0;  ///< could not be used, 0: none
    std::string reason;        ///< why (core/reason.h); no personal data
    std::string last_answer;   ///< of the service, local civil time; empty: none since the start
    std::string problem;       ///< why there was no answer when it was asked last (core/reason.h)
};
/// What the terminal knows of clocks and of the line, as staff are told.
struct MachineTime {
    std::string believed;  ///< local civil time that the terminal goes by
    std::string shown;     ///< that its own clock shows, if that is wrong; else empty
    /// That the service goes by, if it is another, and nobody knows which is right; else empty.
    std::string service;
    std::string problem;  ///< why the service did not answer last (core/reason.h); else empty
    /// When the service's certificate ends, local civil day, if that is soon; else empty.
    std::string certificate_until;
};
/// Of the staff menu.
enum class StaffPage : std::uint8_t { Transfer, Settings, Languages };
/// Whether numbers begin at 1 again: asked, said, and what became of it.
enum class NewDay : std::uint8_t { None, Asked, Said, Begun, TooEarly };
struct AtStaffMenu {
    StaffPage page = StaffPage::Transfer;
    std::optional<OutboxSummary> outbox;  ///< nothing: not read yet
    bool outbox_failed = false;
    std::optional<SalvageReport> salvage;
    std::string last_contact;        ///< local civil time, empty: never since the start
    MachineTime time;                ///< of when the outbox was read
    std::optional<Rollout> rollout;  ///< nothing: not read yet
    bool asking = false;             ///< the service is being asked for a newer configuration
    NewDay new_day = NewDay::None;
    Instant last_input{0};
};
/// Role and screen are one variant: staff while a client's answers are open cannot be written down.
using Place = std::variant<AtStart, InSession, AtStaffPin, AtStaffMenu>;

/// What the terminal's voice does now.
struct VoiceState {
    bool speaking = false;
    bool broken = false;  ///< nothing can be heard
};

struct State {
    Place place = AtStart{};
    Moment now;
    int pin_failures = 0;  ///< since the last right PIN
    Instant pin_blocked_until{0};
    std::int64_t pin_checks = 0;       ///< since the start: each has its number
    std::int64_t help_calls = 0;       ///< the same
    std::optional<ScreenFit> display;  ///< nothing: not looked at yet
    VoiceState voice;
    bool headset = false;  ///< one is known to be plugged in; no client's, so it outlives them
    PrinterState printer = PrinterState::Unknown;
    bool configuration_waits = false;  ///< a checked one is kept: restart between two clients
};

}  // namespace lotse::terminal
