// SPDX-License-Identifier: EUPL-1.2
/// What the terminal shows now, as a value: message ids, choices, flags and the client's own words.
/// No displayed strings.
///
/// `ui` draws it and answers with events. A new screen without a drawing does not compile (one
/// variant).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/form/choice_label.h"
#include "core/terminal/effort.h"
#include "core/terminal/session.h"

namespace lotse::terminal {

struct OptionView {
    std::string name;
    std::string text_id;
    std::string icon;
    bool chosen = false;
};

struct GridRowView {
    std::string name, text_id, icon;
};
struct GridColumnView {
    std::string name, text_id;
    std::vector<OptionView> options;  ///< `chosen` unused: see FieldView::answer
};

struct FieldView {
    FieldPath path;
    QuestionType type = QuestionType::Note;
    std::string label_id;
    std::string hint_id;  ///< empty: none
    std::string appearance, keyboard;
    bool required = false, optional = false;
    std::optional<Answer> answer;     ///< of a note: the value it shows
    std::vector<LabelledPart> parts;  ///< of a note whose value has labels of choices in it
    std::vector<Special> specials;    ///< offered on this field
    std::vector<OptionView> options;  ///< select_one, select_multiple, acknowledge
    std::vector<GridRowView> rows;    ///< grid
    std::vector<GridColumnView> columns;
    std::optional<Problem> problem;  ///< shown since the client tried to go on
    std::size_t longest_bytes = 0;
};

struct EntryView {
    int instance = 0;
    std::optional<Answer> title;  ///< first answered text, choice or country of the entry
    std::string title_option_id;  ///< text id if the title is a choice
    QuestionType title_type = QuestionType::Text;
};

struct ReviewRow {
    PageId page;  ///< tap to correct
    FieldView field;
    int entry = 0;                 ///< inside a repeat, from 1
    std::string entry_title_id{};  ///< inside a repeat: text with {number}; else empty
};
struct ReviewSection {
    std::string title_id;
    std::vector<ReviewRow> rows;
};

struct StartView {
    std::vector<std::string> languages;
    bool ready = true;
    std::string greeting = {};  ///< tag of the language that greets now
    bool number_only = false;   ///< the language is chosen for a number without questions
};
/// A questionnaire, and for whom.
struct WayView {
    std::string form;
    std::string choice;  ///< of its opening question; empty: it has none
    std::string text_id, icon;
};
struct ChoosingView {
    std::vector<WayView> ways;
    std::map<std::string, Effort> efforts;  ///< by questionnaire: shown on its first way
};
/// Asks whether it is to be a number without questions.
struct NumberView {
    bool deletes = false;  ///< there are answers, which would go
};
struct ConsentView {
    bool notice_open = false;
    std::string notice_page;    ///< name of the one that is open; empty: their tiles
    std::string questionnaire;  ///< may have words of its own
};
struct PageView {
    PageId id;
    std::string section_title_id;
    std::string title_id;        ///< of the page's group; empty: a single question
    std::string entry_title_id;  ///< inside a repeat: text with {number}
    int entry = 0;               ///< 1-based, 0 outside repeats
    std::vector<FieldView> fields;
    std::optional<Editing> editing;
    std::optional<OpenList> list;
    bool correcting = false;    ///< next leads back to the review
    bool all_optional = false;  ///< next may read "skip" while nothing is answered
    bool only_text = false;     ///< the keyboard is open from the start, and its last key goes on
    bool one_tile = false;      ///< a tile goes on: next is for who skips, or leaves it as it is
    CivilDate today;
};
struct HubView {
    PageId id;
    std::string section_title_id, title_id, add_id, entry_title_id;
    std::string repeat;
    std::vector<EntryView> entries;
    bool can_add = true;
    bool correcting = false;
    std::optional<EntryView> removing;  ///< its question is shown
};
struct ReviewView {
    std::vector<ReviewSection> sections;
    bool of_topic = false;    ///< the number is safe: what was told beyond is sealed, too
    bool of_request = false;  ///< it asks that an intake be deleted
};
struct TopicView {
    std::string name, title_id, icon;
    bool told = false;
};
/// The number is safe; more may be told.
struct TellingView {
    std::string number;
    std::vector<TopicView> topics;
    bool can_unfold = false;  ///< there are more
    Ticket ticket = Ticket::None;
    ToBring bring = {};       ///< papers only where a ticket should have named them
    bool not_stored = false;  ///< what was told last
};
struct SealingView {};
struct FinishedView {
    std::string number;
    bool with_data = true;
    Ticket ticket = Ticket::None;
    ToBring bring = {};
    std::optional<WaitRange> wait = {};  ///< until the number is called; nothing: not known
    bool of_request = false;  ///< without a number: it was asked that an intake be deleted
};
struct FailedView {
    bool can_retry = false;
};  ///< `NextPressed` never; retry is `SubmitPressed`
struct StaffPinView {
    int digits = 0;
    bool wrong = false;
    int blocked_seconds = 0;
};
struct StaffMenuView {
    StaffPage page = StaffPage::Transfer;
    std::optional<OutboxSummary> outbox;   ///< nothing: being read
    bool outbox_failed = false;            ///< could not be read
    std::optional<SalvageReport> salvage;  ///< it was damaged at the start of the program
    std::string last_contact;              ///< local civil time, empty: never since the start
    MachineTime time;
    std::optional<Rollout> rollout;  ///< nothing: being read
    bool asking = false;             ///< for a newer configuration
    NewDay new_day = NewDay::None;
    Setup setup;
    std::vector<std::string> languages;
    std::string default_language, second_language;
    std::chrono::seconds idle{0};
    std::optional<ScreenFit> display;     ///< nothing: not looked at yet
    std::optional<PrinterState> printer;  ///< nothing: there is none
};

using Screen =
    std::variant<StartView, ChoosingView, NumberView, ConsentView, PageView, HubView, ReviewView,
                 SealingView, TellingView, FinishedView, FailedView, StaffPinView, StaffMenuView>;

struct Progress {
    int section = 0, sections = 0;  ///< 1-based; 0: no progress shown
    float done = 0;                 ///< 0..1 of the pages known now
};

/// Whether the screen is read aloud.
enum class Sound : std::uint8_t {
    None,     ///< not at this terminal: nothing is said about it
    Off,      ///< offered
    On,       ///< the client listens
    NoVoice,  ///< the language has none
    Broken,   ///< the client listens, and nothing can be heard; it is tried again with each screen
};

struct ScreenView {
    std::string language;              ///< tag in which everything is shown
    std::string second_language = {};  ///< tag shown beside it for somebody who helps; empty: none
    Screen screen = StartView{};
    Progress progress;
    std::vector<std::string> languages;  ///< for the language overlay
    bool languages_open = false;
    bool can_switch_language = false;
    bool can_end = false;      ///< "end now and delete" is offered: something is there to delete
    bool end_asked = false;    ///< its question is shown
    bool number_safe = false;  ///< ending keeps what is stored; "delete" is another answer
    bool has_news = false;     ///< and something was told since
    bool can_go_back = false;
    bool has_bar = false;  ///< a client stands here, not staff
    Access access = {};
    Sound sound = Sound::None;
    bool headset = false;        ///< one is in: what is read aloud is heard there only
    bool speaker_asked = false;  ///< it is out: asks whether the loudspeaker may go on
    std::optional<HelpPage> help = {};
    HelpState help_call = HelpState::None;
    std::vector<std::string> hard_words = {};  ///< ids of those that help can explain
    bool can_withdraw = false;                 ///< help offers to ask that answers be deleted
    int idle_seconds = 0;                      ///< of the whole countdown
    int telling_seconds_left = 0;              ///< > 0: it is said that telling more ends
    int idle_seconds_left = 0;  ///< > 0: the idle warning is shown with this countdown
};

ScreenView screen_for(const State& state, const Rules& rules);

/// Which screen it is, without what changes on it: the same as long as a finger finds everything
/// where it was before. What lies over a screen (the end's question, the idle warning, a long list)
/// is another one.
std::string identity_of(const ScreenView& view);

}  // namespace lotse::terminal
