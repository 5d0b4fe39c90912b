// SPDX-License-Identifier: EUPL-1.2
#include "core/admin/admin.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/configuration/merge.h"
#include "core/dispatch.h"
#include "core/limits.h"

namespace lotse::admin {
namespace {

/// The answers of effects.
using NotInput = Types<ConfigurationsKnown, ConfigurationFetched, Published, PublishRefused,
                       Released, AdminFailed, LanguagesChecked, LanguageSurveyed, LanguageProposed,
                       LogoRead, PeopleKnown, CodeMade, PeopleChanged>;

/// The same content, whatever version, author and note it carries.
bool same_content(Configuration a, const Configuration& b) {
    a.version = b.version;
    a.centre = b.centre;
    a.made_by = b.made_by;
    a.made_at = b.made_at;
    a.note = b.note;
    return a == b;
}

class Transition {
public:
    Transition(State state, const Moment& now, const Rules& rules)
        : m_state(std::move(state)), m_now(now), m_installed(rules.installed) {}

    Update run(const Event& event) {
        if (is_input(event)) {
            m_state.problem_id.clear();
            m_state.problem_places.clear();
            m_state.problem_texts.clear();
            m_state.done_id.clear();
        }
        std::visit([&](const auto& e) { handle(e); }, event);
        return {std::move(m_state), std::move(m_effects)};
    }

private:
    // --- The draft -------------------------------------------------------------------------------
    /// Makes the edited copy the draft, unless it says the same as before.
    template <class Edit>
    void edit(Edit change, bool checked = false) {
        if (!m_state.loaded || m_state.busy) {
            return;
        }
        Configuration next = m_state.draft();
        change(next);
        if (next == m_state.draft()) {
            return;
        }
        m_state.steps.resize(m_state.at + 1);
        m_state.steps.push_back(std::move(next));
        if (m_state.steps.size() > limits::kMostUndoSteps) {
            m_state.steps.erase(m_state.steps.begin());
        }
        m_state.at = m_state.steps.size() - 1;
        if (checked) {
            check_languages();
        }
    }
    void check_languages() { m_effects.emplace_back(CheckLanguages{m_state.draft()}); }
    void refuse(const char* problem_id) { m_state.problem_id = problem_id; }

    void step_to(std::size_t at) {
        m_state.at = at;
        m_state.typing.reset();
        check_languages();
    }

    void handle(const PageOpened& event) {
        settle_field();
        if (event.page == Page::People && !m_state.author.lets_people_in) {
            return;
        }
        leave_people();
        m_state.page = event.page;
        if (!event.tag.empty() && event.tag != m_state.tag) {
            m_state.tag = event.tag;
            m_state.text_id.reset();
            m_state.search.clear();
            m_state.place_shown.reset();
        }
        if (event.page == Page::Texts || event.page == Page::Language) {
            if (m_state.tag.empty()) {
                m_state.tag = default_language(m_state.loaded ? m_state.draft() : Configuration{},
                                               m_installed);
            }
        }
        if (event.page == Page::Questions && m_state.questionnaire.empty() &&
            !m_installed.questionnaires.empty()) {
            m_state.questionnaire = m_installed.questionnaires.front();
        }
        m_state.typing.reset();
        m_state.leave_asked = false;
        if (event.page == Page::Versions) {
            m_effects.emplace_back(ReadConfigurations{});
        }
        if (event.page == Page::People) {
            m_state.people.loaded = false;
            m_effects.emplace_back(ReadPeople{});
        }
    }

    // --- People ----------------------------------------------------------------------------------
    /// A code that is not handed over is gone: another one is made.
    void leave_people() {
        People& people = m_state.people;
        people.open.clear();
        people.asked_role.reset();
        people.asked_removal = false;
        people.code.reset();
    }
    void handle(const PersonOpened& event) {
        leave_people();
        m_state.people.open = event.account;
        m_state.typing.reset();
    }
    void handle(const RoleChosen& event) {
        People& people = m_state.people;
        const Person* open = admin::find_person(people, people.open);
        const std::optional<Rights> rights = rights_of_role(event.role);
        if (!rights) {
            return;
        }
        if (open == nullptr) {
            people.role = event.role;
        } else if (!open->own && !(open->rights == *rights)) {
            people.asked_role = event.role;
        }
    }
    void handle(const InvitePressed&) {
        People& people = m_state.people;
        if (!people.loaded || !m_state.typing || m_state.typing->field != "person") {
            return;
        }
        const std::string name(m_state.typing->text.view());
        if (const std::optional<std::string> wrong = name_problem(people, name)) {
            refuse(wrong->c_str());
            return;
        }
        ask_of(GiveRights{name, *rights_of_role(people.role), true});
    }
    void handle(const NewCodePressed&) {
        const Person* open = admin::find_person(m_state.people, m_state.people.open);
        if (open != nullptr && !open->own) {
            ask_of(GiveRights{open->account, open->rights, true});
        }
    }
    void handle(const RemovalPressed&) {
        const Person* open = admin::find_person(m_state.people, m_state.people.open);
        m_state.people.asked_removal = open != nullptr && !open->own;
    }
    void handle(const UnblockPressed&) {
        if (!m_state.people.open.empty()) {
            ask_of(UnblockPerson{m_state.people.open});
        }
    }
    void handle(const PeopleConfirmed&) {
        People& people = m_state.people;
        if (people.asked_removal) {
            ask_of(RemovePerson{people.open});
        } else if (people.asked_role) {
            ask_of(GiveRights{people.open, *rights_of_role(*people.asked_role), false});
        }
        people.asked_removal = false;
        people.asked_role.reset();
    }
    void handle(const PeopleCancelled&) {
        m_state.people.asked_removal = false;
        m_state.people.asked_role.reset();
    }
    void handle(const CodeHandedOver&) { leave_people(); }
    void handle(const PeopleKnown& event) {
        m_state.busy = false;
        m_state.people.loaded = true;
        m_state.people.list = event.list;
        if (admin::find_person(m_state.people, m_state.people.open) == nullptr) {
            m_state.people.open.clear();
        }
    }
    void handle(const CodeMade& event) {
        m_state.people.code = event.code;
        m_state.typing.reset();
        m_effects.emplace_back(ReadPeople{});
    }
    void handle(const PeopleChanged& event) {
        m_state.done_id = event.done_id;
        m_effects.emplace_back(ReadPeople{});
    }
    template <class Wish>
    void ask_of(Wish wish) {
        if (!m_state.busy) {
            m_state.busy = true;
            m_effects.emplace_back(std::move(wish));
        }
    }
    void handle(const Undone&) {
        if (m_state.can_undo() && !m_state.busy) {
            step_to(m_state.at - 1);
        }
    }
    void handle(const Redone&) {
        if (m_state.can_redo() && !m_state.busy) {
            step_to(m_state.at + 1);
        }
    }
    void handle(const DraftDropped&) {
        edit([&](Configuration& next) { next = m_state.newest; }, true);
    }

    // --- Languages -------------------------------------------------------------------------------
    void handle(const LanguageSwitched& event) {
        edit([&](Configuration& next) {
            std::vector<std::string> offered = offered_languages(next, m_installed);
            const auto at = std::find(offered.begin(), offered.end(), event.tag);
            if (event.on == (at != offered.end()) ||
                !contains(all_languages(next, m_installed), event.tag)) {
                return;
            }
            if (!event.on && event.tag == default_language(next, m_installed)) {
                return refuse("desk.admin.problem.default_off");
            }
            if (event.on) {
                offered.push_back(event.tag);
            } else {
                offered.erase(at);
            }
            next.languages = std::move(offered);
        });
    }
    void handle(const LanguageMoved& event) {
        edit([&](Configuration& next) {
            std::vector<std::string> offered = offered_languages(next, m_installed);
            const auto from = std::find(offered.begin(), offered.end(), event.tag);
            if (from == offered.end() || event.to >= offered.size()) {
                return;
            }
            const auto to = offered.begin() + static_cast<std::ptrdiff_t>(event.to);
            if (from < to) {
                std::rotate(from, from + 1, to + 1);
            } else {
                std::rotate(to, from, from + 1);
            }
            next.languages = std::move(offered);
        });
    }
    void handle(const DefaultChosen& event) {
        edit([&](Configuration& next) {
            if (contains(offered_languages(next, m_installed), event.tag)) {
                next.default_language = event.tag;
            } else {
                refuse("desk.admin.problem.default_off");
            }
        });
    }
    void handle(const SecondChosen& event) {
        edit([&](Configuration& next) {
            if (event.tag.empty() || contains(all_languages(next, m_installed), event.tag)) {
                next.second_language = event.tag;
            }
        });
    }
    void handle(const ThresholdChosen& event) {
        edit([&](Configuration& next) { next.threshold = std::clamp(event.share, 0.0, 1.0); });
    }
    void handle(const PlaceChosen& event) { m_state.place_shown = event.screen; }
    void handle(const SurveyAsked&) {
        if (m_state.loaded && !m_state.busy) {
            m_state.busy = true;
            m_effects.emplace_back(SurveyLanguage{m_state.draft(), m_state.tag});
        }
    }

    // --- Texts -----------------------------------------------------------------------------------
    void handle(const FilterChosen& event) { m_state.filter = event.filter; }
    void handle(const TextOpened& event) {
        m_state.text_id = event.id;
        m_state.typing.reset();
    }
    void handle(const TextClosed&) {
        m_state.text_id.reset();
        m_state.typing.reset();
    }
    void handle(const TextSaved& event) {
        if (!m_state.text_id) {
            return;
        }
        const bool typed = m_state.typing && m_state.typing->field == "text";
        edit(
            [&](Configuration& next) {
                if (typed) {
                    put_text(next.texts,
                             event.as_installed ? "" : std::string(m_state.typing->text.view()));
                }
                if (typed || !event.made_from.empty()) {
                    put_text(next.made_from, event.made_from);
                }
            },
            true);
        m_state.typing.reset();
    }
    void handle(const TextReset&) {
        if (!m_state.text_id) {
            return;
        }
        edit(
            [&](Configuration& next) {
                put_text(next.texts, "");
                put_text(next.made_from, "");
            },
            true);
        m_state.typing.reset();
    }
    /// Of the text that is open; empty: there is none.
    void put_text(std::map<std::string, std::map<std::string, std::string>>& all,
                  const std::string& words) const {
        auto& of_language = all[m_state.tag];
        if (words.empty()) {
            of_language.erase(*m_state.text_id);
        } else {
            of_language[*m_state.text_id] = words;
        }
        if (of_language.empty()) {
            all.erase(m_state.tag);
        }
    }
    void handle(const FieldTyped& event) {
        if (event.typing.text.size() > limits::kLongestAdminTextBytes) {
            return;
        }
        if (m_state.typing && m_state.typing->field != event.typing.field) {
            settle_field();
        }
        m_state.typing = event.typing;
        if (event.typing.field == "search") {
            m_state.search = std::string(event.typing.text.view());
        } else if (event.typing.field == "note") {
            m_state.note = std::string(event.typing.text.view());
        }
    }
    void handle(const FieldConfirmed&) {
        if (m_state.typing) {
            settle_field();
        }
    }
    /// What was typed into a field of the centre holds as soon as somebody goes on; undo takes it
    /// back.
    void settle_field() {
        if (!m_state.typing) {
            return;
        }
        const std::string words(m_state.typing->text.view());
        const auto set = [&](std::optional<std::string> Configuration::*field,
                             const std::string& installed) {
            edit([&](Configuration& next) {
                if (words == installed) {
                    (next.*field).reset();
                } else {
                    next.*field = words;
                }
            });
        };
        if (m_state.typing->field == "institution") {
            if (words.empty()) {
                return refuse("desk.admin.problem.no_institution");
            }
            set(&Configuration::institution, m_installed.institution);
        } else if (m_state.typing->field == "opening_hours") {
            set(&Configuration::opening_hours, "");
        } else if (m_state.typing->field == "funding_line") {
            set(&Configuration::funding_line, m_installed.funding_line);
        } else {
            return;
        }
        m_state.typing.reset();
    }
    void handle(const FieldLeft&) { m_state.typing.reset(); }
    void handle(const UnsoundTextLeft&) { refuse("desk.admin.problem.unsound_text"); }

    // --- A new language --------------------------------------------------------------------------
    void handle(const TagEntered&) {
        if (m_state.typing && m_state.typing->field == "tag" && !m_state.typing->text.empty() &&
            !m_state.busy) {
            m_state.busy = true;
            m_state.proposal.reset();
            m_effects.emplace_back(ProposeLanguage{std::string(m_state.typing->text.view())});
        }
    }
    void handle(const LanguageProposed& event) {
        m_state.busy = false;
        m_state.proposal = event.proposal;
        const bool there =
            m_state.loaded && event.proposal.problem_id.empty() &&
            contains(all_languages(m_state.draft(), m_installed), event.proposal.language.tag);
        if (there) {
            m_state.proposal->problem_id = "desk.admin.problem.language_there";
        }
    }
    void handle(const LanguageAdded&) {
        if (!m_state.proposal || !m_state.proposal->problem_id.empty()) {
            return;
        }
        const std::string tag = m_state.proposal->language.tag;
        edit([&](Configuration& next) { next.added_languages[tag] = m_state.proposal->files; },
             true);
        m_state.proposal.reset();
        m_state.typing.reset();
        m_state.tag = tag;
        m_state.page = Page::Texts;
        m_state.filter = TextFilter::Missing;
        m_state.search.clear();  // what was looked for in another language would hide what is to be
                                 // translated
        m_state.text_id.reset();
    }

    // --- Questions -------------------------------------------------------------------------------
    void handle(const QuestionnaireShown& event) {
        if (m_installed.questions.contains(event.name)) {
            m_state.questionnaire = event.name;
        }
    }
    void handle(const QuestionUseChosen& event) {
        const auto form = m_installed.questions.find(m_state.questionnaire);
        if (form == m_installed.questions.end()) {
            return;
        }
        const auto question =
            std::find_if(form->second.begin(), form->second.end(),
                         [&](const QuestionFacts& facts) { return facts.name == event.question; });
        if (question == form->second.end()) {
            return;
        }
        if (!question->may_be(event.use)) {
            return refuse(question->consent ? "desk.admin.problem.consent_stays"
                                            : "desk.admin.problem.question_needed");
        }
        edit([&](Configuration& next) {
            auto& uses = next.questions[m_state.questionnaire];
            if (event.use == QuestionUse::AsWritten) {
                uses.erase(event.question);
            } else {
                uses[event.question] = event.use;
            }
            if (uses.empty()) {
                next.questions.erase(m_state.questionnaire);
            }
        });
    }

    void handle(const MeaningChosen& event) {
        const auto form = m_installed.questions.find(m_state.questionnaire);
        if (form == m_installed.questions.end()) {
            return;
        }
        const auto question =
            std::find_if(form->second.begin(), form->second.end(),
                         [&](const QuestionFacts& facts) { return facts.name == event.question; });
        if (question == form->second.end()) {
            return;
        }
        const std::vector<Meaning>& fitting = question->may_mean;
        if (event.meaning != Meaning::None &&
            std::find(fitting.begin(), fitting.end(), event.meaning) == fitting.end()) {
            return refuse("desk.admin.problem.meaning_misfit");
        }
        const bool taken =
            !may_stand_again(event.meaning) &&
            std::any_of(form->second.begin(), form->second.end(), [&](const QuestionFacts& other) {
                return other.name != event.question && other.repeat == question->repeat &&
                       meaning_of(m_state.draft(), m_state.questionnaire, other) == event.meaning;
            });
        if (taken) {
            return refuse("desk.admin.problem.meaning_taken");
        }
        edit([&](Configuration& next) {
            auto& meanings = next.meanings[m_state.questionnaire];
            if (event.meaning == question->meaning) {
                meanings.erase(event.question);
            } else {
                meanings[event.question] = event.meaning;
            }
            if (meanings.empty()) {
                next.meanings.erase(m_state.questionnaire);
            }
        });
    }

    // --- The centre ------------------------------------------------------------------------------
    template <class T>
    void set(std::optional<T> Configuration::*field, T value, const T& installed) {
        edit([&](Configuration& next) {
            if (value == installed) {
                (next.*field).reset();
            } else {
                next.*field = value;
            }
        });
    }
    void handle(const IdleChosen& event) {
        set(&Configuration::idle,
            std::clamp(event.idle, limits::kShortestIdle, limits::kLongestIdle), m_installed.idle);
    }
    void handle(const NumberTimeChosen& event) {
        set(&Configuration::number_shown,
            std::clamp(event.shown, limits::kShortestNumberShown, limits::kLongestNumberShown),
            m_installed.number_shown);
    }
    void handle(const TextScaleChosen& event) {
        set(&Configuration::text_scale,
            std::clamp(event.scale, limits::kSmallestTextScale, limits::kLargestTextScale),
            m_installed.text_scale);
    }
    void handle(const RetentionChosen& event) {
        // Said even if the service does the same now: its own settings may change.
        edit([&](Configuration& next) {
            next.retention =
                std::clamp(event.days, limits::kShortestRetention, limits::kLongestRetention);
        });
    }
    void handle(const LogoEntered&) {
        if (m_state.typing && m_state.typing->field == "logo" && !m_state.typing->text.empty() &&
            !m_state.busy) {
            m_state.busy = true;
            m_effects.emplace_back(ReadLogo{std::string(m_state.typing->text.view())});
        }
    }
    void handle(const LogoRead& event) {
        m_state.busy = false;
        m_state.typing.reset();
        edit([&](Configuration& next) { next.logos[event.name] = event.svg; });
    }
    void handle(const LogoRemoved& event) {
        edit([&](Configuration& next) { next.logos.erase(event.name); });
    }

    // --- Versions --------------------------------------------------------------------------------
    void handle(const PreviewChosen& event) {
        const bool known = std::any_of(
            m_state.reports.begin(), m_state.reports.end(),
            [&](const TerminalReport& report) { return report.terminal == event.terminal; });
        if (event.terminal.empty() || known) {
            m_state.preview = event.terminal;
        }
    }
    void handle(const PublishPressed&) {
        settle_field();
        if (!m_state.loaded || m_state.busy || !m_state.changed()) {
            return;
        }
        if (!m_state.open_clashes().parts.empty()) {
            return refuse("desk.admin.problem.undecided");
        }
        Configuration next = m_state.draft();
        next.version = next_number(m_state);
        next.centre = m_state.author.centre;
        next.made_by = m_state.author.account;
        next.made_at = m_now.wall;
        next.note = m_state.note;
        // Said in every version: without it terminals would show a language that has hardly any
        // texts.
        next.threshold = next.threshold.value_or(m_installed.threshold);
        m_state.busy = true;
        m_effects.emplace_back(PublishConfiguration{std::move(next), m_state.preview});
    }
    void handle(const ClashDecided& event) {
        std::set<std::string> decided = m_state.open_clashes().parts;
        if (!event.part.empty()) {
            std::erase_if(decided, [&](const std::string& part) { return part != event.part; });
        }
        if (event.theirs) {
            edit(
                [&](Configuration& next) {
                    next = with_parts(std::move(next), m_state.newest, decided);
                },
                true);
        } else {
            std::erase_if(m_state.clashes.parts,
                          [&](const std::string& part) { return decided.contains(part); });
        }
    }
    void handle(const Published&) {
        m_state.note.clear();
        m_state.typing.reset();
        m_state.done_id =
            m_state.preview.empty() ? "desk.admin.done.published" : "desk.admin.done.preview";
        m_state.steps.clear();  // what is published is the base of what comes next
        m_state.loaded = false;
        m_effects.emplace_back(ReadConfigurations{});
    }
    void handle(const PublishRefused& event) {
        m_state.busy = false;
        m_state.problem_id = event.problem_id;
        m_state.problem_places = event.places;
        m_state.problem_texts = event.texts;
        m_effects.emplace_back(ReadConfigurations{});
    }
    void handle(const ReleaseAsked& event) {
        for (const PublishedConfiguration& one : m_state.published) {
            if (one.version == event.version && !one.preview.empty() &&
                one.version > m_state.base.version) {
                m_state.asked_release = event.version;
            }
        }
    }
    void handle(const ReleaseCancelled&) { m_state.asked_release.reset(); }
    void handle(const ReleaseConfirmed&) {
        if (m_state.asked_release && !m_state.busy) {
            m_state.busy = true;
            m_effects.emplace_back(ReleaseConfiguration{*m_state.asked_release});
            m_state.asked_release.reset();
        }
    }
    void handle(const Released&) {
        m_state.busy = false;
        m_state.done_id = "desk.admin.done.released";
        m_effects.emplace_back(ReadConfigurations{});
    }
    void handle(const RestorePressed& event) {
        if (!m_state.loaded || m_state.busy) {
            return;
        }
        if (event.version == 0) {
            restore({});
        } else {
            m_state.busy = true;
            m_effects.emplace_back(ReadConfiguration{event.version});
        }
    }
    void handle(const ConfigurationFetched& event) {
        m_state.busy = false;
        restore(event.configuration);
    }
    /// An earlier content as the draft: published again it gets the next number.
    void restore(Configuration earlier) {
        edit(
            [&](Configuration& next) {
                earlier.version = next.version;
                earlier.centre = next.centre;
                earlier.made_by = next.made_by;
                earlier.made_at = next.made_at;
                earlier.note = next.note;
                next = earlier;
            },
            true);
        m_state.clashes = {};  // all of it is decided
        m_state.done_id = "desk.admin.done.restored";
    }
    void handle(const LeaveAsked&) {
        m_state.left = !m_state.changed() || m_state.leave_asked;
        m_state.leave_asked = true;
    }
    void handle(const LeaveCancelled&) { m_state.leave_asked = false; }

    void handle(const ConfigurationsKnown& event) {
        m_state.published = event.published;
        std::sort(m_state.published.begin(), m_state.published.end(),
                  [](const auto& a, const auto& b) { return a.version > b.version; });
        m_state.reports = event.reports;
        std::sort(m_state.reports.begin(), m_state.reports.end(),
                  [](const auto& a, const auto& b) { return a.terminal < b.terminal; });
        m_state.base = event.released;
        m_state.service_retention = event.retention;
        if (!m_state.loaded || event.newest.version != m_state.newest.version) {
            take_newest(event.newest);
        }
        if (!m_state.loaded) {
            m_state.busy = false;
            // One terminal shows it before all do, unless somebody decides otherwise.
            m_state.preview = m_state.reports.empty() ? "" : m_state.reports.front().terminal;
        }
        m_state.loaded = true;
    }
    /// The draft is made again on what is newest: nobody has to do the same work twice.
    void take_newest(const Configuration& newest) {
        std::optional<Draft> work = std::exchange(m_state.kept, std::nullopt);
        if (m_state.loaded && m_state.changed()) {
            work = Draft{m_state.newest, m_state.draft(), m_state.open_clashes()};
            m_state.done_id = "desk.admin.done.rebased";
        } else if (work) {
            m_state.done_id = "desk.admin.done.draft_back";
        }
        m_state.newest = newest;
        m_state.steps = {newest};
        m_state.at = 0;
        m_state.clashes = {};
        if (work) {
            MergedConfiguration again = merged(work->from, work->content, newest);
            note_clashes(again.both, *work);
            if (!same_content(again.configuration, newest)) {
                m_state.steps.push_back(std::move(again.configuration));
                m_state.at = 1;
            }
        }
        check_languages();
    }
    /// With those that were not decided before. `work` began on an earlier version.
    void note_clashes(const std::set<std::string>& both, const Draft& work) {
        m_state.clashes = work.clashes;
        m_state.clashes.parts.insert(both.begin(), both.end());
        for (const PublishedConfiguration& one : m_state.published) {
            if (one.version > work.from.version && !both.empty()) {
                m_state.clashes.accounts.insert(one.account);
            }
        }
    }
    void handle(const AdminFailed& event) {
        m_state.busy = false;
        m_state.problem_id = event.problem_id;
        m_state.problem_places = event.places;
    }
    void handle(const LanguagesChecked& event) {
        for (const LanguageFigures& figures : event.figures) {
            LanguageFigures next = figures;
            const auto known = m_state.figures.find(figures.tag);
            if (known != m_state.figures.end() && !next.overflows) {
                next.overflows = known->second.overflows;
                for (const Issue& issue : known->second.issues) {
                    if (issue.part == Issue::Part::Screen) {
                        next.issues.push_back(issue);
                    }
                }
            }
            m_state.figures[figures.tag] = std::move(next);
        }
        m_state.languages = event.languages;
    }
    void handle(const LanguageSurveyed& event) {
        m_state.busy = false;
        LanguageFigures& figures = m_state.figures[event.tag];
        figures.tag = event.tag;
        figures.overflows = static_cast<int>(event.issues.size());
        std::erase_if(figures.issues,
                      [](const Issue& issue) { return issue.part == Issue::Part::Screen; });
        figures.issues.insert(figures.issues.end(), event.issues.begin(), event.issues.end());
    }

    State m_state;
    const Moment& m_now;
    const Installed& m_installed;
    std::vector<Effect> m_effects;
};

}  // namespace

bool State::changed() const {
    return !steps.empty() && !same_content(draft(), newest);
}

Clashes State::open_clashes() const {
    return steps.empty() || clashes.parts.empty()
               ? Clashes{}
               : Clashes{differing(draft(), newest, clashes.parts), clashes.accounts};
}

bool is_input(const Event& event) {
    return std::visit([](const auto& e) { return !NotInput::contain<std::decay_t<decltype(e)>>; },
                      event);
}

Update update(State state, const Event& event, const Moment& now, const Rules& rules) {
    return Transition(std::move(state), now, rules).run(event);
}

Update opened(const Rules& rules, Author author, std::optional<Draft> kept) {
    Update entered;
    entered.state.author = std::move(author);
    entered.state.kept = std::move(kept);
    entered.state.tag = rules.installed.default_language;
    entered.effects.emplace_back(ReadConfigurations{});
    return entered;
}

std::int64_t next_number(const State& state) {
    std::int64_t highest = state.newest.version;
    for (const PublishedConfiguration& one : state.published) {
        highest = std::max(highest, one.version);
    }
    return highest + 1;
}

}  // namespace lotse::admin
