// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/screen.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/form/meanings.h"
#include "core/terminal/answering.h"
#include "core/terminal/waiting.h"

namespace lotse::terminal {
namespace {

std::vector<OptionView> options_of(const Questionnaire& form, const Question& question,
                                   const FieldPath& path, const Answers& answers,
                                   const CivilDate& today) {
    std::vector<OptionView> options;
    const Answer* answer = answers.find(path);
    const auto* chosen = answer == nullptr ? nullptr : std::get_if<ChoiceAnswer>(answer);
    const auto is_chosen = [&](const std::string& name) {
        return chosen != nullptr &&
               std::find(chosen->names.begin(), chosen->names.end(), name) != chosen->names.end();
    };
    if (question.type == QuestionType::Acknowledge) {
        options.push_back({"yes", text_id(form, question, "label"), "", is_chosen("yes")});
    } else if (question.type == QuestionType::SelectOne ||
               question.type == QuestionType::SelectMultiple) {
        for (const Choice* choice : offered_choices(form, question, path, answers, today)) {
            options.push_back({choice->name, choice_text_id(form, question.choices, choice->name),
                               choice->icon, is_chosen(choice->name)});
        }
    }
    return options;
}

/// What a note shows below its label, in the shape of an answer: words and dates are written in the
/// language of the screen.
void show_value(FieldView& view, const Value& value) {
    if (is_empty(value)) {
        return;
    }
    const std::string text = to_text(value);
    const auto* date = std::get_if<DateValue>(&value);
    if (date != nullptr && date->first == date->last) {
        PartialDate day;
        day.year = date->first.year;
        day.month = date->first.month;
        day.day = date->first.day;
        day.first = day.last = date->first;
        view.answer = day;
    } else if (std::holds_alternative<double>(value)) {
        if (!std::isnan(std::get<double>(value))) {
            view.answer = NumberAnswer{SecretText(text)};
        }
    } else if (std::vector<LabelledPart> parts = labelled_parts(text);
               std::any_of(parts.begin(), parts.end(),
                           [](const LabelledPart& part) { return part.is_label; })) {
        view.parts = std::move(parts);
    } else {
        view.answer = TextAnswer{SecretText(text), ""};
    }
}

FieldView field_view(const Questionnaire& form, const FormField& field, const Answers& answers,
                     const CivilDate& today) {
    const Question& question = *field.question;
    FieldView view;
    view.path = field.path;
    view.type = question.type;
    view.label_id = text_id(form, question, "label");
    view.hint_id = question.has_hint ? text_id(form, question, "hint") : "";
    view.appearance = question.appearance;
    view.keyboard = question.keyboard;
    view.required = field.required;
    view.optional = question.optional;
    view.longest_bytes = question.longest_bytes;
    if (question.type == QuestionType::Note) {
        show_value(view, field_value(form, field.path, answers, today));
    } else if (const Answer* answer = answers.find(field.path)) {
        view.answer = *answer;
    }
    view.specials = offered_specials(question, field.required);
    if (question.type != QuestionType::Note) {
        view.options = options_of(form, question, field.path, answers, today);
    }
    if (question.type == QuestionType::Grid) {
        for (const Choice* row : offered_rows(form, question, field.path, answers, today)) {
            view.rows.push_back(
                {row->name, choice_text_id(form, question.choices, row->name), row->icon});
        }
        for (const GridColumn& column : question.columns) {
            GridColumnView column_view{
                column.name, column_text_id(form, question, column.name), {}};
            for (const Choice& choice : form.choices.at(column.choices)) {
                column_view.options.push_back({choice.name,
                                               choice_text_id(form, column.choices, choice.name),
                                               choice.icon, false});
            }
            view.columns.push_back(std::move(column_view));
        }
    }
    return view;
}

std::string section_title(const Questionnaire& form, const std::string& section) {
    for (const Group& group : form.sections) {
        if (group.name == section) {
            return group_text_id(form, group);
        }
    }
    return "";
}

bool is_question_page_of(const FormPage& page, const std::string& repeat, int instance) {
    return page.kind == FormPage::Kind::Questions && page.repeat == repeat &&
           page.id.instance == instance;
}

std::string entry_text_id(const Questionnaire& form, const Group& repeat) {
    std::string id = group_text_id(form, repeat);  // ends in ".title"
    return id.substr(0, id.rfind('.')) + ".entry";
}

std::string add_text_id(const Questionnaire& form, const Group& repeat) {
    std::string id = group_text_id(form, repeat);
    return id.substr(0, id.rfind('.')) + ".add";
}

/// A second spelling of a name is asked for only where it can differ from the Latin one. Always
/// optional.
bool is_for_other_scripts(const Question& question) {
    return question.optional && question.appearance.find("own-script") != std::string::npos;
}

Screen page_screen(const Session& session, const FormPage& page, const CivilDate& today,
                   bool latin) {
    const Questionnaire& form = *session.form->questionnaire;
    PageView view;
    view.id = page.id;
    view.section_title_id = section_title(form, page.section);
    view.title_id = page.group == nullptr ? "" : group_text_id(form, *page.group);
    if (const Group* repeat = page.repeat.empty() ? nullptr : repeat_named(form, page.repeat)) {
        view.entry_title_id = entry_text_id(form, *repeat);
        view.entry = page.id.instance + 1;
    }
    const std::vector<Problem> found = session.show_problems
                                           ? problems(form, page, session.answers, today)
                                           : std::vector<Problem>{};
    view.all_optional = true;
    for (const FormField& field : page.fields) {
        if (latin && is_for_other_scripts(*field.question)) {
            continue;
        }
        FieldView shown = field_view(form, field, session.answers, today);
        for (const Problem& problem : found) {
            if (problem.path == field.path) {
                shown.problem = problem;
            }
        }
        if (shown.type != QuestionType::Note && (shown.required || shown.answer)) {
            view.all_optional = false;
        }
        view.fields.push_back(std::move(shown));
    }
    view.only_text = only_text(page) != nullptr;
    view.one_tile = is_answered_at_once(page);
    view.editing = session.editing;
    view.list = session.list;
    view.correcting = session.correcting;
    view.today = today;
    return view;
}

/// By the first text in it, else by the first choice, so that a person knows it again.
void name_entry(EntryView& entry, const Questionnaire& form, const Session& session,
                const std::vector<FormPage>& all, const std::string& repeat) {
    const auto name_by = [&](const Question& question, const Answer& answer) {
        entry.title = answer;
        entry.title_type = question.type;
        const auto* choice = std::get_if<ChoiceAnswer>(&answer);
        if (choice != nullptr && !question.choices.empty() && !choice->names.empty()) {
            entry.title_option_id = choice_text_id(form, question.choices, choice->names.front());
        }
    };
    for (const bool text : {true, false}) {
        for (const FormPage& page : all) {
            if (!is_question_page_of(page, repeat, entry.instance)) {
                continue;
            }
            for (const FormField& field : page.fields) {
                const Answer* answer = session.answers.find(field.path);
                if (answer != nullptr && !entry.title &&
                    (text ? std::holds_alternative<TextAnswer>(*answer)
                          : std::holds_alternative<ChoiceAnswer>(*answer))) {
                    name_by(*field.question, *answer);
                }
            }
        }
    }
}

Screen hub_screen(const Session& session, const std::vector<FormPage>& all, const FormPage& hub,
                  std::optional<int> removing) {
    const Questionnaire& form = *session.form->questionnaire;
    HubView view;
    view.id = hub.id;
    view.section_title_id = section_title(form, hub.section);
    view.title_id = group_text_id(form, *hub.group);
    view.add_id = add_text_id(form, *hub.group);
    view.entry_title_id = entry_text_id(form, *hub.group);
    view.repeat = hub.repeat;
    view.correcting = session.correcting;
    const auto count = session.answers.repeats.find(hub.repeat);
    const int entries = count == session.answers.repeats.end() ? 0 : count->second;
    for (int instance = 0; instance < entries; ++instance) {
        EntryView entry;
        entry.instance = instance;
        name_entry(entry, form, session, all, hub.repeat);
        if (instance == removing) {
            view.removing = entry;
        }
        view.entries.push_back(std::move(entry));
    }
    view.can_add = entries < hub.group->at_most;
    return view;
}

Screen review_screen(const Session& session, const std::vector<FormPage>& all,
                     const CivilDate& today, bool latin) {
    const Questionnaire& form = *session.form->questionnaire;
    ReviewView view;
    view.of_topic = !session.topic.empty();
    view.of_request = session.is_request();
    std::string section;
    for (const FormPage& page : all) {
        if (page.section != section || view.sections.empty()) {
            section = page.section;
            view.sections.push_back({section_title(form, section), {}});
        }
        const Group* repeat = page.repeat.empty() ? nullptr : repeat_named(form, page.repeat);
        for (const FormField& field : page.fields) {
            const QuestionType type = field.question->type;
            const bool given = session.answers.find(field.path) != nullptr;
            // What was not ticked says nothing, unless it is a consent.
            if (type == QuestionType::Note || (type == QuestionType::Acknowledge && !given &&
                                               field.question->prefer_not_to_say)) {
                continue;
            }
            if (latin && is_for_other_scripts(*field.question) && !given) {
                continue;
            }
            view.sections.back().rows.push_back(
                {page.id, field_view(form, field, session.answers, today),
                 repeat == nullptr ? 0 : page.id.instance + 1,
                 repeat == nullptr ? std::string() : entry_text_id(form, *repeat)});
        }
    }
    std::erase_if(view.sections, [](const ReviewSection& s) { return s.rows.empty(); });
    return view;
}

Progress progress_of(const std::vector<FormPage>& all, std::size_t here) {
    Progress progress;
    std::string section;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].section != section) {
            section = all[i].section;
            ++progress.sections;
        }
        if (i == here) {
            progress.section = progress.sections;
        }
    }
    progress.done = all.empty() ? 0.0F : static_cast<float>(here) / static_cast<float>(all.size());
    return progress;
}

/// Which questionnaire, and for whom.
void add_ways(ChoosingView& view, const Questionnaire& form, const CivilDate& today) {
    view.efforts.emplace(form.name, effort_of(form, today));
    if (const Question* opening = question_meaning(form, Meaning::ForWhom)) {
        for (const Choice* choice :
             offered_choices(form, *opening, {opening->name}, Answers{}, today)) {
            view.ways.push_back({form.name, choice->name,
                                 choice_text_id(form, opening->choices, choice->name),
                                 choice->icon});
        }
    } else {
        view.ways.push_back({form.name, "", "choose." + form.name + ".title",
                             view.ways.empty() ? "person" : "building"});
    }
}

/// Topics that are shown before somebody asks for more.
constexpr std::size_t kTopicsAtFirst = 4;

Screen telling_screen(const Session& session, const Telling& step, const CivilDate& today) {
    TellingView view;
    view.number = session.told->number;
    view.not_stored = step.not_stored;
    view.ticket = session.ticket;
    const Questionnaire& form = *session.form->questionnaire;
    view.bring = what_to_bring(form, session.answers, today);
    if (view.ticket != Ticket::Failed) {
        view.bring.papers.clear();
    }
    for (const OfferedTopic& topic : offered_topics(form, session.answers, today)) {
        if (!step.unfolded && view.topics.size() == kTopicsAtFirst) {
            view.can_unfold = true;
            break;
        }
        const Group& section = *topic.section;
        view.topics.push_back({section.name, group_text_id(form, section), section.topic,
                               session.told->topics.contains(section.name)});
    }
    return view;
}

struct SessionScreen {
    const InSession& place;
    const Moment& now;
    ScreenView& out;

    void operator()(const Choosing&, const Rules& rules) const {
        ChoosingView view;
        for (const Rules::Form& form : rules.forms) {
            add_ways(view, *form.questionnaire, now.today);
        }
        out.screen = std::move(view);
        out.can_go_back = true;
    }
    void operator()(const AskingForNumber&, const Rules&) const {
        out.screen = NumberView{place.session.has_answers()};
        out.can_go_back = true;
    }
    void operator()(const Consenting& step, const Rules&) const {
        out.screen = ConsentView{step.notice_open, step.notice_page,
                                 place.session.form->questionnaire->name};
        out.can_go_back = true;
    }
    void operator()(const Answering& step, const Rules& rules) const {
        const Session& session = place.session;
        const FoundPages::Pages found = session.pages_on(now.today);
        const std::vector<FormPage>& all = *found;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].id == step.page) {
                out.progress = progress_of(all, i);
                out.screen = all[i].kind == FormPage::Kind::Hub
                                 ? hub_screen(session, all, all[i], step.removing)
                                 : page_screen(session, all[i], now.today,
                                               rules.latin.contains(session.language));
            }
        }
        out.can_go_back = true;
    }
    void operator()(const Reviewing&, const Rules& rules) const {
        const Session& session = place.session;
        const FoundPages::Pages found = session.pages_on(now.today);
        const std::vector<FormPage>& all = *found;
        out.screen = review_screen(session, all, now.today, rules.latin.contains(session.language));
        out.can_go_back = true;
    }
    void operator()(const Sealing&, const Rules&) const {
        out.screen = SealingView{};
        out.can_end = out.can_switch_language = false;
    }
    void operator()(const Telling& step, const Rules&) const {
        out.screen = telling_screen(place.session, step, now.today);
    }
    void operator()(const Finished& step, const Rules&) const {
        out.screen = FinishedView{step.number, step.with_data, place.session.ticket,
                                  step.bring,  step.wait,      place.session.is_request()};
        out.can_end = false;  // what is sealed is kept: nothing is left here to delete
    }
    void operator()(const Failed& step, const Rules&) const { out.screen = FailedView{step.retry}; }
};

/// `language`: of the screen; empty: each of it speaks for itself.
Sound sound_of(const State& state, const Rules& rules, const std::string& language, bool listens) {
    if (rules.spoken.empty()) {
        return Sound::None;
    }
    if (!language.empty() && !rules.spoken.contains(language)) {
        return Sound::NoVoice;
    }
    return !listens ? Sound::Off : state.voice.broken ? Sound::Broken : Sound::On;
}

}  // namespace

namespace {

/// Whole ones, as a countdown shows them.
int seconds_left(const Instant& end, const Instant& now) {
    return std::max(1,
                    static_cast<int>(std::chrono::ceil<std::chrono::seconds>(end - now).count()));
}

HelpState help_state(const std::optional<HelpCalled>& called) {
    return called ? called->state : HelpState::None;
}

}  // namespace

ScreenView screen_for(const State& state, const Rules& rules) {
    ScreenView out;
    out.language = rules.default_language;
    out.languages = rules.languages;
    out.headset = state.headset;
    if (const auto* start = std::get_if<AtStart>(&state.place)) {
        const std::string greeting = greeting_language(*start, rules);
        if (start->help) {
            out.language = greeting;  // whoever read the word "help" goes on in its language
        }
        out.screen = StartView{rules.languages, start->ready, greeting, start->number_only};
        out.can_go_back = start->number_only;
        out.has_bar = true;
        out.access = start->access;
        out.sound = sound_of(state, rules, {}, start->access.listening);
        out.help = start->help;
        out.help_call = help_state(start->called);
        out.hard_words = start->hard_words;
        out.can_withdraw = rules.withdrawal.has_value() && start->ready;
    } else if (const auto* place = std::get_if<InSession>(&state.place)) {
        const Session& session = place->session;
        out.language = session.language;
        if (reads_two(session, rules)) {
            out.second_language = rules.second_language;
        }
        out.languages_open = session.languages_open;
        out.has_bar = true;
        out.access = place->access;
        out.sound = sound_of(state, rules, session.language, place->access.listening);
        out.speaker_asked = place->speaker_asked;
        out.help = place->help;
        out.help_call = help_state(place->called);
        out.hard_words = place->hard_words;
        out.can_end = out.can_switch_language = true;
        out.end_asked = session.end_asked;
        out.number_safe = session.told.has_value();
        out.has_news = session.has_news();
        std::visit(
            [&](const auto& step) {
                SessionScreen{*place, state.now, out}(step, rules);
            },
            session.step);
        if (place->warned) {
            out.idle_seconds = static_cast<int>(rules.idle_grace.count());
            out.idle_seconds_left = seconds_left(idle_end(*place, rules), state.now.monotonic);
        }
        if (const std::optional<TellingEnd> end = telling_end(session);
            end && state.now.monotonic >= end->said && !session.told->end_seen) {
            out.telling_seconds_left = seconds_left(end->over, state.now.monotonic);
        }
    } else if (const auto* pin = std::get_if<AtStaffPin>(&state.place)) {
        const Instant blocked = state.pin_blocked_until - state.now.monotonic;
        out.screen = StaffPinView{
            static_cast<int>(pin->digits.size()), pin->wrong,
            std::max(0,
                     static_cast<int>(std::chrono::ceil<std::chrono::seconds>(blocked).count()))};
        out.can_go_back = true;
    } else if (const auto* menu = std::get_if<AtStaffMenu>(&state.place)) {
        StaffMenuView view;
        view.page = menu->page;
        view.outbox = menu->outbox;
        view.outbox_failed = menu->outbox_failed;
        view.salvage = menu->salvage;
        view.last_contact = menu->last_contact;
        view.time = menu->time;
        view.rollout = menu->rollout;
        view.asking = menu->asking;
        view.new_day = menu->new_day;
        view.setup = rules.setup;
        view.languages = rules.languages;
        view.default_language = rules.default_language;
        view.second_language = rules.second_language;
        view.idle = rules.idle;
        view.display = state.display;
        if (rules.tickets) {
            view.printer = state.printer;
        }
        out.screen = std::move(view);
        out.can_go_back = true;
    }
    return out;
}

std::string identity_of(const ScreenView& view) {
    std::string identity = std::to_string(view.screen.index()) + "/" + view.language;
    const auto page_id = [&](const PageId& id) {
        identity += "/" + id.name + "#" + std::to_string(id.instance);
    };
    if (const auto* start = std::get_if<StartView>(&view.screen)) {
        identity += start->number_only ? "/number" : "";
        identity += start->ready ? "" : "/not_ready";
    } else if (const auto* consent = std::get_if<ConsentView>(&view.screen)) {
        identity += consent->notice_open ? "/notice/" + consent->notice_page : "";
    } else if (const auto* page = std::get_if<PageView>(&view.screen)) {
        page_id(page->id);
        identity += page->list ? "/list/" + page->list->path.question : "";
    } else if (const auto* hub = std::get_if<HubView>(&view.screen)) {
        page_id(hub->id);
        identity += hub->removing ? "/remove" : "";
    } else if (const auto* review = std::get_if<ReviewView>(&view.screen)) {
        identity += review->of_topic ? "/topic" : "";
    } else if (const auto* telling = std::get_if<TellingView>(&view.screen)) {
        identity += telling->can_unfold ? "" : "/all";
    } else if (const auto* menu = std::get_if<StaffMenuView>(&view.screen)) {
        identity += "/" + std::to_string(static_cast<int>(menu->page));
    }
    identity += view.languages_open ? "/languages" : "";
    identity += view.speaker_asked ? "/speaker" : "";
    if (view.help) {
        static constexpr std::array kPages = {"/help", "/settings", "/reading", "/call", "/words"};
        identity += kPages.at(static_cast<std::size_t>(*view.help));
        if (*view.help == HelpPage::Call) {
            identity += std::to_string(static_cast<int>(view.help_call));
        }
    }
    identity += view.end_asked ? "/end" : "";
    identity += view.telling_seconds_left > 0 ? "/telling_ends" : "";
    identity += view.idle_seconds_left > 0 ? "/idle" : "";
    return identity;
}

}  // namespace lotse::terminal
