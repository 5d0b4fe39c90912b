// SPDX-License-Identifier: EUPL-1.2
/// Decides what an admin's pages show, as a value: rows and their order, what may be pressed, what
/// is chosen, which notice stands above and which question is asked. Ids, tags, numbers and times;
/// no displayed words.
///
/// Pure, made anew after every event. What a drawing reads from the state itself is content alone:
/// texts of the draft, figures of a language, what is typed. Leaves alone: what an event does
/// (core/admin/admin.h), whether a text is well-formed and found by a search (text), pictures of
/// the terminal.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/admin/admin.h"

namespace lotse::admin {

// --- Pages ---------------------------------------------------------------------------------------
struct LanguageRow {
    std::string tag;
    bool offered = false;
    std::size_t index = 0;  ///< among the offered ones
    bool can_move_up = false, can_move_down = false;
    bool is_default = false, is_second = false;
    bool hidden = false;  ///< offered, and yet below the threshold: clients do not see it
};
struct ShareChoice {
    int percent = 0;
    bool chosen = false;
};
struct LanguagesView {
    std::vector<LanguageRow> rows;  ///< the offered ones first, in their order
    std::size_t offered = 0;
    std::vector<ShareChoice> thresholds;
    bool threshold_low = false;  ///< clients would meet several texts of other languages
};

struct LanguageView {
    bool can_survey = false, can_be_default = false;
    bool is_second = false;
    bool surveying = false;
    std::string screen;  ///< in the picture
};

struct TextLanguage {
    std::string tag;
    int open = 0;  ///< texts to be looked at
    bool chosen = false;
};
struct TextsView {
    std::vector<TextLanguage> languages;
};

struct NewLanguageView {
    bool can_look_up = false;
    std::string problem_id;  ///< of the tag, empty: none
    bool can_add = false;    ///< a proposal is shown
};

struct UseChoice {
    QuestionUse use = QuestionUse::AsWritten;
    const char* name = "on";  ///< "on", "optional", "off": text `desk.admin.questions.<name>`
    bool chosen = false;
};
struct QuestionRow {
    std::string name, label_id;
    bool is_switch = false;
    bool asked = true;  ///< false: of nobody
    /// Why it stands as it does.
    enum class Reason : std::uint8_t {
        None,
        Switch,
        BehindOff,
        Consent,
        Needed
    } reason = Reason::None;
    std::vector<std::string> needed_by;  ///< labels of the first that need it
    std::size_t needed_more = 0;
    std::vector<UseChoice> uses;      ///< fewer than two: it stays
    Meaning meaning = Meaning::None;  ///< with the draft applied
    std::vector<Meaning> may_mean;    ///< what fits the question, None first; empty: nothing does
};
struct QuestionSection {
    std::string title_id;
    std::vector<QuestionRow> questions;
};
struct FormChoice {
    std::string name;
    bool chosen = false;
};
struct QuestionsView {
    std::vector<FormChoice> forms;
    std::vector<QuestionSection> sections;
};

struct NumberChoice {
    std::int64_t value = 0;
    bool chosen = false;
    Event event;
};
/// Texts `desk.admin.centre.<name>` and `….value`.
struct NumberSetting {
    std::string name;
    std::vector<NumberChoice> choices;
};
struct CentreView {
    std::string institution, opening_hours, funding_line;
    std::string unapplied;  ///< field whose typed words do not hold yet, empty: none
    bool logo_typed = false, can_add_logo = false;
    std::vector<std::string> logos;
    std::vector<NumberSetting> settings;
};

struct TargetChoice {
    std::string terminal;  ///< empty: all
    bool chosen = false;
};
struct VersionRow {
    PublishedConfiguration version;
    enum class Standing : std::uint8_t {
        Current,
        Earlier,
        Preview,
        Overtaken
    } standing = Standing::Earlier;
    bool can_release = false, can_restore = false;
};
struct TerminalRow {
    TerminalReport report;
    bool waits = false;    ///< a newer one is there and holds from the next moment without a client
    bool refused = false;  ///< could not use one
};
/// What somebody else published and the draft says otherwise.
struct ClashRow {
    std::string part;
    std::vector<Change> theirs, mine;  ///< each as a change of the other's word
};
struct VersionsView {
    std::vector<ClashRow> clashes;  ///< the first that are to be decided
    std::size_t more_clashes = 0;
    std::string clashes_by;  ///< accounts
    std::vector<Change> changes;
    std::vector<TargetChoice> targets;
    std::int64_t next = 0;  ///< number of the version that would be published
    bool busy = false, can_publish = false;
    bool drop_offered = false, can_drop = false;
    std::vector<TerminalRow> terminals;
    std::vector<VersionRow> history;  ///< the newest first
    bool installed_offered = false;   ///< back to what is installed
    bool can_restore = false;
};

struct RoleChoice {
    std::string role;
    bool chosen = false;
};
/// What is shown beside the list: somebody who is there, or somebody new.
struct PeopleView {
    bool loaded = false;
    std::vector<Person> list;
    std::optional<Person> open;  ///< nothing: somebody new
    std::vector<RoleChoice> roles;
    bool can_change = false;  ///< the open one, who is not oneself
    bool can_invite = false;
    std::optional<Code> code;  ///< instead of both: it is handed over
};

using PageView = std::variant<LanguagesView, LanguageView, TextsView, NewLanguageView,
                              QuestionsView, CentreView, VersionsView, PeopleView>;

// --- The frame around them -----------------------------------------------------------------------
struct LeaveQuestion {};
struct ReleaseQuestion {
    std::int64_t version = 0;
};
struct RemovalQuestion {
    std::string account;
};
struct RoleQuestion {
    std::string account, role;
};
using Question = std::variant<LeaveQuestion, ReleaseQuestion, RemovalQuestion, RoleQuestion>;
struct Notices {
    std::string problem_id;
    std::vector<std::string> places;                    ///< what a terminal would say
    std::vector<std::pair<std::string, Issue>> issues;  ///< the first broken texts, by language
    std::size_t more_issues = 0;
    std::string done_id;
    std::size_t clashes = 0;
};

struct ScreenView {
    std::optional<Question> question;  ///< instead of the page
    Page page = Page::Languages;
    Page entry = Page::Languages;  ///< of the navigation, where the page belongs
    Notices notices;
    bool people_offered = false;
    bool loaded = false;  ///< else there is no page yet
    std::size_t changes = 0;
    bool can_undo = false, can_redo = false;
    PageView content = LanguagesView{};
};

ScreenView screen_for(const State& state, const Rules& rules);

// --- The list of texts ---------------------------------------------------------------------------
// A drawing asks for these text by text: only it knows what the catalogue says and finds.

/// The German text changed since this one was made.
bool is_stale(const State& state, const std::string& tag, const std::string& id);
/// The draft says otherwise than the installed text of the open language.
bool is_changed(const State& state, const std::string& id);
/// Whether the filter leaves a text of the open language.
bool passes_filter(const State& state, const std::string& id, bool has_text);
/// What a row says of its text, the most urgent alone.
enum class TextMark : std::uint8_t { None, Missing, Stale, Changed };
TextMark mark_of(const State& state, const std::string& id, bool has_text);
/// As on the way through the terminal; a questionnaire's choices stand after its questions.
void sort_texts(std::vector<std::string>& ids, const Installed& installed);
/// The one that follows in the list, even if `id` is not among them any more; empty: none.
std::string text_after(const std::vector<std::string>& sorted, const std::string& id,
                       const Installed& installed);

}  // namespace lotse::admin
