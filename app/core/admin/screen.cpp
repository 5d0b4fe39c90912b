// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>

#include "core/check.h"
#include "core/configuration/merge.h"

namespace lotse::admin {
namespace {

/// Broken texts that keep a version from being published, named at once; the page of the language
/// lists all.
constexpr std::size_t kMostBrokenTexts = 6;
constexpr std::size_t kMostClashes = 4;  ///< to decide at once, the others follow
/// Below, clients meet several texts of other languages on every screen.
constexpr double kLowThreshold = 0.7;
constexpr std::array kThresholds = {0, 50, 70, 80, 90, 100};
/// Questions named as the reason why one stays; the rest is counted.
constexpr std::size_t kNamedReasons = 2;

bool is_typed(const State& state, const char* field) {
    return state.typing && state.typing->field == field && !state.typing->text.empty();
}

// --- Languages -----------------------------------------------------------------------------------

double threshold_of(const State& state, const Installed& installed) {
    return state.draft().threshold.value_or(installed.threshold);
}

bool is_below_threshold(const State& state, const Installed& installed, const std::string& tag) {
    const auto figures = state.figures.find(tag);
    return figures != state.figures.end() && figures->second.texts > 0 &&
           static_cast<double>(figures->second.done) <
               threshold_of(state, installed) * static_cast<double>(figures->second.texts);
}

LanguagesView languages_view(const State& state, const Installed& installed) {
    LanguagesView view;
    const std::vector<std::string> all = all_languages(state.draft(), installed);
    view.offered = offered_languages(state.draft(), installed).size();
    const std::string standard = default_language(state.draft(), installed),
                      second = second_language(state.draft(), installed);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool offered = i < view.offered;
        view.rows.push_back({all[i], offered, i, offered && i > 0, offered && i + 1 < view.offered,
                             all[i] == standard, all[i] == second,
                             offered && is_below_threshold(state, installed, all[i])});
    }
    const double threshold = threshold_of(state, installed);
    for (const int percent : kThresholds) {
        view.thresholds.push_back({percent, std::lround(threshold * 100) == percent});
    }
    view.threshold_low = threshold < kLowThreshold;
    return view;
}

LanguageView language_view(const State& state, const Installed& installed) {
    return {!state.busy, state.tag != default_language(state.draft(), installed),
            state.tag == second_language(state.draft(), installed), state.busy,
            state.place_shown.value_or("start")};
}

TextsView texts_view(const State& state, const Installed& installed) {
    TextsView view;
    for (const std::string& tag : all_languages(state.draft(), installed)) {
        const auto figures = state.figures.find(tag);
        const int open =
            figures == state.figures.end() ? 0 : figures->second.fallback + figures->second.stale;
        view.languages.push_back({tag, open, tag == state.tag});
    }
    return view;
}

NewLanguageView new_language_view(const State& state) {
    const bool problem = state.proposal && !state.proposal->problem_id.empty();
    return {is_typed(state, "tag") && !state.busy, problem ? state.proposal->problem_id : "",
            state.proposal && !problem};
}

// --- Questions -----------------------------------------------------------------------------------

class QuestionRows {
public:
    QuestionRows(const State& state, const std::vector<QuestionFacts>& all)
        : m_state(state), m_all(all) {}

    QuestionRow row_of(const QuestionFacts& facts) const {
        QuestionRow row;
        row.name = facts.name;
        row.label_id = facts.label_id;
        row.is_switch = facts.is_switch;
        const bool behind_off = is_behind_off(facts);
        row.asked = use_of(facts) != QuestionUse::Off && !behind_off;
        row.reason = facts.is_switch            ? QuestionRow::Reason::Switch
                     : behind_off               ? QuestionRow::Reason::BehindOff
                     : facts.consent            ? QuestionRow::Reason::Consent
                     : !facts.needed_by.empty() ? QuestionRow::Reason::Needed
                                                : QuestionRow::Reason::None;
        if (row.reason == QuestionRow::Reason::Needed) {
            const std::size_t named = std::min(kNamedReasons, facts.needed_by.size());
            row.needed_by.assign(facts.needed_by.begin(),
                                 facts.needed_by.begin() + static_cast<std::ptrdiff_t>(named));
            row.needed_more = facts.needed_by.size() - named;
        }
        row.meaning = meaning_of(m_state.draft(), m_state.questionnaire, facts);
        if (!facts.may_mean.empty() || row.meaning != Meaning::None) {
            row.may_mean = facts.may_mean;
            row.may_mean.insert(row.may_mean.begin(), Meaning::None);
        }
        if (facts.is_switch) {
            const bool on = is_on(facts);
            row.uses = {{facts.on ? QuestionUse::AsWritten : QuestionUse::On, "on", on},
                        {facts.on ? QuestionUse::Off : QuestionUse::AsWritten, "off", !on}};
        } else if (!behind_off) {
            const QuestionUse use = use_of(facts);
            row.uses = {{QuestionUse::AsWritten, "on", use == QuestionUse::AsWritten}};
            for (const auto& [other, name] :
                 {std::pair(QuestionUse::Optional, "optional"), {QuestionUse::Off, "off"}}) {
                if (facts.may_be(other)) {
                    row.uses.push_back({other, name, use == other});
                }
            }
        }
        return row;
    }

private:
    QuestionUse use_of(const QuestionFacts& facts) const {
        return admin::use_of(m_state.draft(), m_state.questionnaire, facts.name);
    }
    bool is_on(const QuestionFacts& facts) const {
        const QuestionUse use = use_of(facts);
        return use == QuestionUse::AsWritten ? facts.on : use == QuestionUse::On;
    }
    /// The switch that the question hangs on is off: nobody is asked it, whatever its own choice
    /// says.
    bool is_behind_off(const QuestionFacts& facts) const {
        return !facts.behind.empty() &&
               std::any_of(m_all.begin(), m_all.end(), [&](const QuestionFacts& one) {
                   return one.is_switch && one.name == facts.behind && !is_on(one);
               });
    }

    const State& m_state;
    const std::vector<QuestionFacts>& m_all;
};

QuestionsView questions_view(const State& state, const Installed& installed) {
    QuestionsView view;
    for (const auto& [form, questions] : installed.questions) {
        view.forms.push_back({form, form == state.questionnaire});
        if (form != state.questionnaire) {
            continue;
        }
        const QuestionRows rows(state, questions);
        for (const QuestionFacts& facts : questions) {
            if (view.sections.empty() || view.sections.back().title_id != facts.section_title_id) {
                view.sections.push_back({facts.section_title_id, {}});
            }
            view.sections.back().questions.push_back(rows.row_of(facts));
        }
    }
    return view;
}

// --- The centre ----------------------------------------------------------------------------------

template <class MakeEvent>
NumberSetting setting(const char* name, std::vector<std::int64_t> values, std::int64_t now,
                      MakeEvent event) {
    if (std::find(values.begin(), values.end(), now) == values.end()) {
        // A value set elsewhere is shown too.
        values.insert(std::lower_bound(values.begin(), values.end(), now), now);
    }
    NumberSetting made{name, {}};
    for (const std::int64_t value : values) {
        made.choices.push_back({value, value == now, event(value)});
    }
    return made;
}

CentreView centre_view(const State& state, const Installed& installed) {
    const Configuration& draft = state.draft();
    CentreView view;
    view.institution = draft.institution.value_or(installed.institution);
    view.opening_hours = draft.opening_hours.value_or("");
    view.funding_line = draft.funding_line.value_or(installed.funding_line);
    for (const auto& [field, value] : {std::pair("institution", &view.institution),
                                       {"opening_hours", &view.opening_hours},
                                       {"funding_line", &view.funding_line}}) {
        if (state.typing && state.typing->field == field && state.typing->text.view() != *value) {
            view.unapplied = field;
        }
    }
    view.logo_typed = is_typed(state, "logo");
    view.can_add_logo = view.logo_typed && !state.busy;
    for (const auto& [name, svg] : draft.logos) {
        view.logos.push_back(name);
    }
    view.settings = {
        setting(
            "idle", {60, 90, 120, 180, 300}, draft.idle.value_or(installed.idle).count(),
            [](std::int64_t value) -> Event { return IdleChosen{std::chrono::seconds(value)}; }),
        setting("number_shown", {30, 60, 90, 120},
                draft.number_shown.value_or(installed.number_shown).count(),
                [](std::int64_t value) -> Event {
                    return NumberTimeChosen{std::chrono::seconds(value)};
                }),
        setting("text_scale", {90, 100, 115, 130},
                std::lround(draft.text_scale.value_or(installed.text_scale) * 100),
                [](std::int64_t value) -> Event {
                    return TextScaleChosen{static_cast<double>(value) / 100.0};
                }),
        setting(
            "retention", {7, 30, 90, 180},
            draft.retention.value_or(state.service_retention.value_or(std::chrono::days(0)))
                .count(),
            [](std::int64_t value) -> Event { return RetentionChosen{std::chrono::days(value)}; })};
    return view;
}

// --- Versions ------------------------------------------------------------------------------------

void add_clashes(VersionsView& view, const State& state, const Installed& installed) {
    const Clashes open = state.open_clashes();
    for (const std::string& part : open.parts) {
        if (view.clashes.size() == kMostClashes) {
            break;
        }
        const Configuration theirs = with_parts(state.draft(), state.newest, {part});
        view.clashes.push_back({part, changes(state.draft(), theirs, installed),
                                changes(theirs, state.draft(), installed)});
    }
    view.more_clashes = open.parts.size() - view.clashes.size();
    for (const std::string& account : open.accounts) {
        view.clashes_by += (view.clashes_by.empty() ? "" : ", ") + account;
    }
}

VersionsView versions_view(const State& state, std::vector<Change> changed,
                           const Installed& installed) {
    VersionsView view;
    const bool any = !changed.empty();
    add_clashes(view, state, installed);
    view.changes = std::move(changed);
    view.targets.push_back({"", state.preview.empty()});
    for (const TerminalReport& report : state.reports) {
        view.targets.push_back({report.terminal, state.preview == report.terminal});
        view.terminals.push_back({report, report.accepted > report.running, report.refused > 0});
    }
    view.next = next_number(state);
    view.busy = state.busy;
    view.can_publish = any && !state.busy && view.clashes.empty();
    view.drop_offered = any;
    view.can_drop = any && !state.busy;
    view.can_restore = !state.busy;
    bool released = false;
    for (const PublishedConfiguration& one : state.published) {
        using Standing = VersionRow::Standing;
        const bool preview = !one.preview.empty();
        const bool waits = preview && one.version > state.base.version;
        const Standing standing =
            preview    ? one.version < state.base.version ? Standing::Overtaken : Standing::Preview
            : released ? Standing::Earlier
                       : Standing::Current;
        released = released || !preview;
        view.history.push_back({one, standing, waits, one.version != state.newest.version});
    }
    view.installed_offered = state.newest.version != 0;
    return view;
}

PeopleView people_view(const State& state) {
    const People& people = state.people;
    PeopleView view;
    view.loaded = people.loaded;
    view.list = people.list;
    if (const Person* open = find_person(people, people.open)) {
        view.open = *open;
        view.can_change = !open->own && !state.busy;
    }
    const std::string chosen = view.open ? role_of(view.open->rights) : people.role;
    for (const Role& role : roles()) {
        view.roles.push_back({std::string(role.name), role.name == chosen});
    }
    view.can_invite = people.loaded && !state.busy && is_typed(state, "person");
    view.code = people.code;
    return view;
}

PageView page_view(const State& state, const Installed& installed, std::vector<Change> changed) {
    switch (state.page) {
        case Page::Languages:
            return languages_view(state, installed);
        case Page::Language:
            return language_view(state, installed);
        case Page::Texts:
            return texts_view(state, installed);
        case Page::NewLanguage:
            return new_language_view(state);
        case Page::Questions:
            return questions_view(state, installed);
        case Page::Centre:
            return centre_view(state, installed);
        case Page::Versions:
            return versions_view(state, std::move(changed), installed);
        case Page::People:
            return people_view(state);
    }
    LOTSE_CHECK(false);
}

Notices notices_of(const State& state) {
    Notices notices{state.problem_id,
                    state.problem_places,
                    {},
                    0,
                    state.done_id,
                    state.open_clashes().parts.size()};
    const std::size_t shown = std::min(state.problem_texts.size(), kMostBrokenTexts);
    notices.issues.assign(state.problem_texts.begin(),
                          state.problem_texts.begin() + static_cast<std::ptrdiff_t>(shown));
    notices.more_issues = state.problem_texts.size() - shown;
    return notices;
}

}  // namespace

ScreenView screen_for(const State& state, const Rules& rules) {
    ScreenView view;
    if (state.leave_asked) {
        view.question = LeaveQuestion{};
    } else if (state.asked_release) {
        view.question = ReleaseQuestion{*state.asked_release};
    } else if (state.people.asked_removal) {
        view.question = RemovalQuestion{state.people.open};
    } else if (state.people.asked_role) {
        view.question = RoleQuestion{state.people.open, *state.people.asked_role};
    }
    view.people_offered = state.author.lets_people_in;
    view.page = state.page;
    view.entry = state.page == Page::Language ? Page::Languages : state.page;
    view.notices = notices_of(state);
    view.loaded = state.loaded;
    if (state.loaded) {
        std::vector<Change> changed = changes(state.base, state.draft(), rules.installed);
        view.changes = changed.size();
        view.can_undo = state.can_undo();
        view.can_redo = state.can_redo();
        view.content = page_view(state, rules.installed, std::move(changed));
    }
    return view;
}

// --- The list of texts ---------------------------------------------------------------------------

bool is_stale(const State& state, const std::string& tag, const std::string& id) {
    const auto figures = state.figures.find(tag);
    if (figures == state.figures.end()) {
        return false;
    }
    const std::vector<std::string>& stale = figures->second.stale_ids;
    return std::find(stale.begin(), stale.end(), id) != stale.end();
}

bool is_changed(const State& state, const std::string& id) {
    const auto own = state.draft().texts.find(state.tag);
    return own != state.draft().texts.end() && own->second.contains(id);
}

bool passes_filter(const State& state, const std::string& id, bool has_text) {
    switch (state.filter) {
        case TextFilter::All:
            return true;
        case TextFilter::Missing:
            return !has_text;
        case TextFilter::Stale:
            return is_stale(state, state.tag, id);
        case TextFilter::Changed:
            return is_changed(state, id);
    }
    LOTSE_CHECK(false);
}

TextMark mark_of(const State& state, const std::string& id, bool has_text) {
    return !has_text                        ? TextMark::Missing
           : is_stale(state, state.tag, id) ? TextMark::Stale
           : is_changed(state, id)          ? TextMark::Changed
                                            : TextMark::None;
}

namespace {

/// Parts of the texts in the order in which clients meet them; a questionnaire's stand where "" is.
constexpr std::string_view kParts[] = {
    "start",   "language", "choose",   "consent", "privacy", "",         "page",   "hub",
    "special", "problem",  "problems", "date",    "time",    "calendar", "text",   "list",
    "grid",    "keyboard", "answer",   "review",  "sealing", "finished", "failed", "idle",
    "end",     "bar",      "letters",  "scheme",  "help",    "settings", "staff"};

class ListOrder {
public:
    explicit ListOrder(const Installed& installed) {
        int place = 0;
        for (const auto& [form, questions] : installed.questions) {
            for (const QuestionFacts& facts : questions) {
                m_places.emplace(
                    facts.section_title_id.substr(0, facts.section_title_id.rfind('.')), ++place);
                m_places.emplace(facts.label_id.substr(0, facts.label_id.rfind('.')), ++place);
            }
            m_places.emplace(form + ".choices", ++place);
        }
    }

    bool operator()(const std::string& a, const std::string& b) const { return of(a) < of(b); }

private:
    std::tuple<std::size_t, int, std::string> of(const std::string& id) const {
        const std::string_view part = std::string_view(id).substr(0, id.find('.'));
        const auto known = std::find(std::begin(kParts), std::end(kParts), part);
        const auto rank =
            known == std::end(kParts) ? std::find(std::begin(kParts), std::end(kParts), "") : known;
        int place = 0;
        // The longest beginning that is known: the question, else its section.
        for (std::size_t dot = id.rfind('.'); dot != std::string::npos && dot > 0 && place == 0;
             dot = id.rfind('.', dot - 1)) {
            const auto found = m_places.find(id.substr(0, dot));
            place = found == m_places.end() ? 0 : found->second;
        }
        return {static_cast<std::size_t>(rank - std::begin(kParts)), place, id};
    }

    std::map<std::string, int> m_places;
};

}  // namespace

void sort_texts(std::vector<std::string>& ids, const Installed& installed) {
    const ListOrder order(installed);
    std::sort(ids.begin(), ids.end(), order);
}

std::string text_after(const std::vector<std::string>& sorted, const std::string& id,
                       const Installed& installed) {
    const ListOrder order(installed);
    const auto next = std::upper_bound(sorted.begin(), sorted.end(), id, order);
    return next == sorted.end() ? "" : *next;
}

}  // namespace lotse::admin
