// SPDX-License-Identifier: EUPL-1.2
/// Decides what an admin of a counselling centre changes at the desk, and how a change reaches the
/// terminals.
///
/// Pure; whoever works at a desk holds this state (core/desk/desk.h). The draft is a whole
/// Configuration; every edit is a step that can be undone. Nothing that is edited reaches a
/// terminal until it is published, as the version after the highest one that is known. What only
/// the effect runner can find out (does it load, does a text fit) comes back as an event.
///
///     draft ─publish on one terminal─► Preview ─release─► Released to all
///       │                                                    ▲
///       └───────────────publish for all──────────────────────┘
///     an earlier version ─restore─► draft (published again under the next number: no way down)
///
/// Somebody else may publish meanwhile: the draft is made again on theirs. What both changed is a
/// clash: both words are shown, and nothing is published before it is decided which one holds.
///
/// The centre's people are a page beside these, without a draft (core/admin/people.h).
///
/// Leaves alone: what is shown of it (core/admin/screen.h), what a configuration says and how two
/// differ (core/admin/changes.h), whether a text is well-formed (the drawing does not let a broken
/// one be saved), signing and sending. Language tags, text ids and names of questions are checked
/// against what is installed.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/admin/changes.h"
#include "core/admin/people.h"
#include "core/configuration/configuration.h"
#include "core/language.h"
#include "core/moment.h"
#include "core/secret_text.h"

namespace lotse::admin {

/// What does not change while the program runs.
struct Rules {
    Installed installed;
};

/// Whose work it is: every version that is published names them.
struct Author {
    std::string account, centre;
    bool lets_people_in = false;
};

// --- What was found out about a language ---------------------------------------------------------
/// A place in a language where something is wrong.
struct Issue {
    enum class Part : std::uint8_t { Text, Folder, Screen } part = Part::Text;
    std::string where;  ///< text id, part of the folder, words on the screen
    std::string rule;  ///< which one is broken (text/languages/locale_lint.h); Screen: what happens
                       ///< to the words
    std::map<std::string, std::string> details;  ///< that come with the rule
    std::string screen;                          ///< Screen: its name in core/terminal/gallery.h
    std::string size;  ///< Screen: name of the panel that it was laid out on
    bool operator==(const Issue&) const = default;
};
struct LanguageFigures {
    std::string tag;
    int texts = 0;     ///< ids that a language must have
    int done = 0;      ///< that it has itself
    int fallback = 0;  ///< that another language answers for
    int stale = 0;     ///< whose German text changed since
    std::vector<std::string> missing_ids, stale_ids;
    std::string missing_letters;  ///< of the exemplar set that cannot be typed
    int missing_glyphs = 0;
    bool voice = false;
    std::optional<int> overflows;  ///< nothing: no screen was laid out yet
    std::vector<Issue> issues;
    bool operator==(const LanguageFigures&) const = default;
};

// --- State ---------------------------------------------------------------------------------------
enum class Page : std::uint8_t {
    Languages,
    Language,
    Texts,
    NewLanguage,
    Questions,
    Centre,
    Versions,
    People
};
enum class TextFilter : std::uint8_t { All, Missing, Stale, Changed };

/// Where typing goes. Offsets are UTF-8 bytes on grapheme boundaries.
struct Typing {
    std::string field;  ///< "search", "text", "tag", "note", or a field of the centre
    SecretText text;
    std::size_t caret = 0, anchor = 0;
};

/// What ICU proposed for a tag that is to be added.
struct Proposal {
    Language language;                         ///< settings and keyboard, no texts
    std::map<std::string, std::string> files;  ///< of its folder
    std::string problem_id;  ///< the tag is not one, or there is such a language already
    std::vector<std::string> plural_categories;
    std::string digits;  ///< of the language, from zero to nine
    std::vector<std::string> sample_countries;
};

/// Parts (core/configuration/merge.h) that the draft and somebody else's version changed
/// differently, and the accounts whose versions those are.
struct Clashes {
    std::set<std::string> parts, accounts;
};

/// Unpublished work, as it is kept for the account while the program runs.
struct Draft {
    Configuration from;  ///< the newest content when it was made
    Configuration content;
    Clashes clashes;  ///< that were not decided
};

struct State {
    Author author;
    Page page = Page::Languages;
    bool loaded = false;     ///< the published versions are known
    bool busy = false;       ///< an effect is on its way whose answer is waited for
    std::string problem_id;  ///< message id, empty: none
    std::vector<std::string> problem_places;  ///< why a publication was refused (core/reason.h)
    std::vector<std::pair<std::string, Issue>>
        problem_texts;    ///< texts that they refused, by the language's tag
    std::string done_id;  ///< message id of what was just done, empty: nothing

    std::vector<PublishedConfiguration> published;  ///< highest version first
    std::vector<TerminalReport> reports;
    Configuration
        base;  ///< content of the newest released version: what the list of changes compares with
    Configuration newest;  ///< of the highest version: a preview that is not released, or the base
    std::optional<std::chrono::days>
        service_retention;      ///< holds where no configuration says otherwise; nothing: not known
    Clashes clashes;            ///< not decided for the draft's word
    std::optional<Draft> kept;  ///< of an earlier visit, until the published versions are known
    std::vector<Configuration> steps;  ///< never empty once loaded
    std::size_t at = 0;                ///< steps[at] is the draft

    std::string tag;  ///< language of the pages Language and Texts
    std::map<std::string, LanguageFigures> figures;
    std::vector<Language>
        languages;  ///< with the draft applied, once checked: for previews and completeness
    std::optional<std::string> place_shown;  ///< Language: name of the screen in the preview

    TextFilter filter = TextFilter::All;
    std::string search;
    std::optional<std::string> text_id;  ///< open in the editor
    std::optional<Typing> typing;

    std::optional<Proposal> proposal;
    std::string questionnaire;  ///< Questions
    std::string preview;        ///< Versions: terminal chosen for the preview, empty: all terminals
    std::string note;
    std::optional<std::int64_t> asked_release;  ///< a question is shown before all terminals change
    People people;
    bool leave_asked = false;  ///< the question before unpublished changes are lost is shown
    bool left = false;         ///< the admin is done: whoever holds this state goes on elsewhere

    const Configuration& draft() const { return steps.at(at); }
    bool changed()
        const;  ///< the draft differs from the newest version: there is something to publish
    /// The clashes whose words still differ: nothing is published while there are any.
    Clashes open_clashes() const;
    bool can_undo() const { return at > 0; }
    bool can_redo() const { return at + 1 < steps.size(); }
};

// --- Events --------------------------------------------------------------------------------------
struct PageOpened {
    Page page = Page::Languages;
    std::string tag;
};
struct Undone {};
struct Redone {};
struct DraftDropped {};  ///< back to what is published
// languages
struct LanguageSwitched {
    std::string tag;
    bool on = false;
};
struct LanguageMoved {
    std::string tag;
    std::size_t to = 0;
};  ///< index among the offered ones
struct DefaultChosen {
    std::string tag;
};
struct SecondChosen {
    std::string tag;
};  ///< empty: none
struct ThresholdChosen {
    double share = 0;
};
struct PlaceChosen {
    std::string screen;
};
struct SurveyAsked {};  ///< of the language that is open
// texts
struct FilterChosen {
    TextFilter filter = TextFilter::All;
};
struct TextOpened {
    std::string id;
};
struct TextClosed {};
/// What is typed becomes the text; the drawing checked it. `as_installed`: it is the installed
/// text, nothing to keep. With nothing typed the text stands as it is. `made_from`: fingerprint of
/// the German text beside it; empty: nothing to record.
struct TextSaved {
    bool as_installed = false;
    std::string made_from;
};
struct TextReset {};  ///< the installed text again
struct FieldTyped {
    Typing typing;
};                          ///< the caret was placed or the text changed
struct FieldConfirmed {};   ///< what is typed into a field of the centre holds
struct FieldLeft {};        ///< what is typed is given up
struct UnsoundTextLeft {};  ///< a text that breaks a rule stays open until it is mended or given up
// new language
struct TagEntered {};  ///< what is typed is to be looked up
struct LanguageAdded {};
// questions
struct QuestionnaireShown {
    std::string name;
};
struct QuestionUseChosen {
    std::string question;
    QuestionUse use = QuestionUse::AsWritten;
};
/// What the answer means to the case sheet, the search for names and the queue.
struct MeaningChosen {
    std::string question;
    Meaning meaning = Meaning::None;
};
// centre
struct IdleChosen {
    std::chrono::seconds idle{0};
};
struct NumberTimeChosen {
    std::chrono::seconds shown{0};
};
struct TextScaleChosen {
    double scale = 1;
};
struct RetentionChosen {
    std::chrono::days days{0};
};
struct LogoEntered {};  ///< the typed path is to be read
struct LogoRemoved {
    std::string name;
};
// versions
struct PreviewChosen {
    std::string terminal;
};
/// Which word holds where both changed a part.
struct ClashDecided {
    std::string part;  ///< empty: all that are open
    bool theirs = false;
};
struct PublishPressed {};
struct ReleaseAsked {
    std::int64_t version = 0;
};
struct ReleaseConfirmed {};
struct ReleaseCancelled {};
struct RestorePressed {
    std::int64_t version = 0;
};
struct LeaveAsked {};  ///< asks first if changes would be lost; asked again, leaves
struct LeaveCancelled {};
// results of effects
struct ConfigurationsKnown {
    std::vector<PublishedConfiguration> published;
    std::vector<TerminalReport> reports;
    Configuration newest;    ///< content of the highest version; version 0: nothing was published
    Configuration released;  ///< the same of those that were released
    std::optional<std::chrono::days> retention;  ///< of the service
};
struct ConfigurationFetched {
    Configuration configuration;
};  ///< of ReadConfiguration
struct Published {
    std::int64_t version = 0;
};
/// `places`: what a terminal would say; `texts`: broken texts, by the language's tag.
struct PublishRefused {
    std::string problem_id;
    std::vector<std::string> places;
    std::vector<std::pair<std::string, Issue>> texts;
};
struct Released {
    std::int64_t version = 0;
};
struct AdminFailed {
    std::string problem_id;
    std::vector<std::string> places = {};  ///< why (core/reason.h)
};                                         ///< any other effect
struct LanguagesChecked {
    std::vector<LanguageFigures> figures;
    std::vector<Language> languages;
};
struct LanguageSurveyed {
    std::string tag;
    std::vector<Issue> issues;
};
struct LanguageProposed {
    Proposal proposal;
};
struct LogoRead {
    std::string name, svg;
};

using Event = std::variant<
    PageOpened, Undone, Redone, DraftDropped, LanguageSwitched, LanguageMoved, DefaultChosen,
    SecondChosen, ThresholdChosen, PlaceChosen, SurveyAsked, FilterChosen, TextOpened, TextClosed,
    TextSaved, TextReset, FieldTyped, FieldConfirmed, FieldLeft, UnsoundTextLeft, TagEntered,
    LanguageAdded, QuestionnaireShown, QuestionUseChosen, MeaningChosen, IdleChosen,
    NumberTimeChosen, TextScaleChosen, RetentionChosen, LogoEntered, LogoRemoved, PreviewChosen,
    ClashDecided, PublishPressed, ReleaseAsked, ReleaseConfirmed, ReleaseCancelled, RestorePressed,
    LeaveAsked, LeaveCancelled, ConfigurationsKnown, ConfigurationFetched, Published,
    PublishRefused, Released, AdminFailed, LanguagesChecked, LanguageSurveyed, LanguageProposed,
    LogoRead, PersonOpened, RoleChosen, InvitePressed, NewCodePressed, RemovalPressed,
    UnblockPressed, PeopleConfirmed, PeopleCancelled, CodeHandedOver, PeopleKnown, CodeMade,
    PeopleChanged>;
/// Something that a person did, not an answer of an effect.
bool is_input(const Event& event);

// --- Effects -------------------------------------------------------------------------------------
struct ReadConfigurations {};  ///< ConfigurationsKnown or AdminFailed
struct ReadConfiguration {
    std::int64_t version = 0;
};  ///< ConfigurationFetched or AdminFailed
/// Loads it as a terminal would, signs and sends it: Published or PublishRefused.
struct PublishConfiguration {
    Configuration configuration;
    std::string preview;
};
struct ReleaseConfiguration {
    std::int64_t version = 0;
};  ///< Released or AdminFailed
/// Figures of all languages with this configuration: LanguagesChecked.
struct CheckLanguages {
    Configuration configuration;
};
/// Lays out every screen of the language: LanguageSurveyed. Takes seconds.
struct SurveyLanguage {
    Configuration configuration;
    std::string tag;
};
struct ProposeLanguage {
    std::string tag;
};  ///< LanguageProposed
struct ReadLogo {
    std::string path;
};  ///< LogoRead or AdminFailed
using Effect = std::variant<ReadConfigurations, ReadConfiguration, PublishConfiguration,
                            ReleaseConfiguration, CheckLanguages, SurveyLanguage, ProposeLanguage,
                            ReadLogo, ReadPeople, GiveRights, RemovePerson, UnblockPerson>;

struct Update {
    State state;
    std::vector<Effect> effects;
};

Update update(State state, const Event& event, const Moment& now, const Rules& rules);
/// Upon entering; with what the account left unpublished.
Update opened(const Rules& rules, Author author, std::optional<Draft> kept = std::nullopt);

/// The next version's number.
std::int64_t next_number(const State& state);

}  // namespace lotse::admin
