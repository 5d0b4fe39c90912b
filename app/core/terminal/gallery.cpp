// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/gallery.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

namespace lotse::terminal {
namespace {

/// Longer than any questionnaire has pages; a walk that goes in a circle ends here.
constexpr int kLongestWalk = 400;
/// Fields that come up because of an answer on the same page are answered too, so often.
constexpr int kRoundsOfAPage = 6;

class Walk {
public:
    /// `other`: not the first answer but the last one, and all that may be chosen together.
    Walk(const Rules& rules, const std::string& language, std::size_t form, bool other = false)
        : m_rules(rules), m_other(other) {
        begin();
        send(LanguageChosen{language});
        choose_way(form);
        send(ConsentGiven{});
    }
    /// A client who asks that answers be deleted.
    Walk(const Rules& rules, const std::string& language)
        : m_rules(rules), m_other(false), m_withdraws(true) {
        begin();
        std::get<AtStart>(m_state.place).greeting = language;
        send(WithdrawalAsked{});
    }

    std::vector<State> run() {
        for (int step = 0; step < kLongestWalk && next_step(); ++step) {
        }
        return std::move(m_seen);
    }

private:
    void begin() {
        m_state.now.monotonic = Instant(1000);
        m_state.now.today = {2026, 11, 22};
        m_state.now.wall = "2026-11-22T18:00:00";
    }
    /// False: the walk is at its end.
    bool next_step() {
        const ScreenView view = screen_for(m_state, m_rules);
        m_seen.push_back(m_state);
        if (const auto* page = std::get_if<PageView>(&view.screen)) {
            answer_page(page->id);
            if (is_on(page->id)) {
                leave_page();
            }
        } else if (const auto* hub = std::get_if<HubView>(&view.screen)) {
            hub->entries.empty() ? send(EntryAdded{hub->repeat}) : send(NextPressed{});
        } else if (std::holds_alternative<ReviewView>(view.screen)) {
            send(SubmitPressed{});
            send(IntakeStored{"A-047"});
        } else if (const auto* telling = std::get_if<TellingView>(&view.screen)) {
            if (telling->can_unfold) {
                send(TopicsUnfolded{});
                return true;
            }
            const auto next = std::find_if(telling->topics.begin(), telling->topics.end(),
                                           [](const TopicView& topic) { return !topic.told; });
            if (next == telling->topics.end()) {
                return false;
            }
            send(TopicChosen{next->name});
        } else {
            return false;
        }
        return true;
    }

    bool is_on(const PageId& id) const {
        const ScreenView view = screen_for(m_state, m_rules);
        const auto* page = std::get_if<PageView>(&view.screen);
        return page != nullptr && page->id == id;
    }

    /// The first way into the questionnaire, or the last.
    void choose_way(std::size_t form) {
        const ScreenView view = screen_for(m_state, m_rules);
        const auto* choosing = std::get_if<ChoosingView>(&view.screen);
        std::optional<WayView> chosen;
        for (const WayView& way : choosing == nullptr ? std::vector<WayView>() : choosing->ways) {
            if (way.form == m_rules.forms.at(form).questionnaire->name && (m_other || !chosen)) {
                chosen = way;
            }
        }
        if (chosen) {
            send(FormChosen{chosen->form, chosen->choice});
        }
    }
    void send(const Event& event) {
        m_state = update(std::move(m_state), event, m_state.now, m_rules).state;
    }

    std::vector<FieldView> fields() const {
        const ScreenView view = screen_for(m_state, m_rules);
        const auto* page = std::get_if<PageView>(&view.screen);
        return page == nullptr ? std::vector<FieldView>() : page->fields;
    }

    /// A page that one tap answers is left by it.
    void answer_page(const PageId& id) {
        for (int round = 0; round < kRoundsOfAPage; ++round) {
            bool answered = false;
            for (const FieldView& field : fields()) {
                const bool left_open =
                    field.optional && !(m_other && field.type == QuestionType::Acknowledge);
                if (is_on(id) && !field.answer && field.type != QuestionType::Note && !left_open) {
                    answer(field);
                    answered = true;
                }
            }
            if (!answered || !is_on(id)) {
                break;
            }
        }
        m_seen.push_back(m_state);
    }

    void leave_page() {
        send(NextPressed{});
        const auto* client = std::get_if<InSession>(&m_state.place);
        if (client == nullptr || !client->session.show_problems) {
            return;
        }
        m_seen.push_back(m_state);
        // Whatever it asks for: every question but consent may stay open.
        for (const FieldView& field : fields()) {
            if (field.problem && !field.specials.empty()) {
                send(SpecialTapped{field.path, field.specials.front()});
            } else if (field.problem) {
                type(field.path, "");
            }
        }
        send(NextPressed{});
    }

    void type(const FieldPath& path, const std::string& words) {
        send(FieldTapped{path});
        send(TextEdited{SecretText(words), words.size(), words.size()});
        send(KeyboardClosed{});
    }

    void choose(const FieldView& field) {
        if (field.options.empty()) {
            return;
        }
        if (m_other && field.type == QuestionType::SelectMultiple) {
            for (const OptionView& option : field.options) {
                send(ChoiceTapped{field.path, option.name});
            }
        } else {
            send(ChoiceTapped{field.path,
                              (m_other ? field.options.back() : field.options.front()).name});
        }
    }

    void answer(const FieldView& field) {
        switch (field.type) {
            case QuestionType::Text:
                type(field.path, field.keyboard == "email"     ? "a@b.de"
                                 : field.keyboard == "numbers" ? "12345"
                                 : field.keyboard == "phone"   ? "0301234567"
                                 : m_withdraws                 ? "A047"
                                                               : "Muster");
                break;
            case QuestionType::Integer:
            case QuestionType::Decimal:
                type(field.path, "3");
                break;
            case QuestionType::SelectOne:
            case QuestionType::SelectMultiple:
            case QuestionType::Acknowledge:
                choose(field);
                break;
            case QuestionType::Country:
                send(ChoiceTapped{field.path, "SY"});
                break;
            case QuestionType::Language:
                send(ChoiceTapped{field.path, "ar"});
                break;
            case QuestionType::Occupation:
                send(ChoiceTapped{field.path, "pflegefachkraft"});
                break;
            case QuestionType::Time:
                send(TimeEntered{field.path, {"14", "30"}});
                break;
            case QuestionType::DateTime: {
                PartialDate date;
                date.year = 2026;
                date.month = 7;
                date.day = 1;
                date.first = date.last = {2026, 7, 1};
                date.time = {"14", "30"};
                send(DateEntered{field.path, date});
                break;
            }
            case QuestionType::Date: {
                PartialDate date;
                date.precision = DatePrecision::Month;
                date.year = 2015;
                date.month = 3;
                date.first = {2015, 3, 1};
                date.last = {2015, 3, 31};
                send(DateEntered{field.path, date});
                break;
            }
            case QuestionType::Grid:
                for (const GridRowView& row : field.rows) {
                    for (const GridColumnView& column : field.columns) {
                        if (!column.options.empty()) {
                            send(GridTapped{field.path, row.name, column.name,
                                            column.options.front().name});
                        }
                    }
                }
                break;
            case QuestionType::Note:
            case QuestionType::Calculate:
                break;
        }
    }

    const Rules& m_rules;
    bool m_other;
    bool m_withdraws = false;
    State m_state;
    std::vector<State> m_seen;
};

}  // namespace

std::vector<State> walk(const Rules& rules, const std::string& language, std::size_t form) {
    return Walk(rules, language, form).run();
}

namespace {

ScreenView view_of(const Rules& rules, const std::string& language, Screen screen, bool back,
                   bool end) {
    ScreenView view;
    view.language = language;
    view.languages = rules.languages;
    view.screen = std::move(screen);
    view.can_go_back = back;
    view.can_end = end;
    view.can_switch_language = end;
    view.has_bar = true;
    return view;
}

std::vector<GalleryScreen> screens_around_questionnaires(const Rules& rules,
                                                         const std::string& language) {
    std::vector<GalleryScreen> out;
    const auto add = [&](const std::string& name, Screen screen, bool back = true,
                         bool end = true) -> ScreenView& {
        out.push_back({name, view_of(rules, language, std::move(screen), back, end)});
        return out.back().view;
    };
    add("start", StartView{rules.languages, true, language}, false, false);
    add("start_not_ready", StartView{rules.languages, false, language}, false, false);
    State chosen;
    chosen = update(std::move(chosen), LanguageChosen{language}, {}, rules).state;
    add("choosing", screen_for(chosen, rules).screen);
    add("start_number", StartView{rules.languages, true, language, true}, true, false);
    add("number", NumberView{});
    add("number_deletes", NumberView{true});
    add("consent", ConsentView{});
    add("notice", ConsentView{true});
    for (const Rules::Form& form : rules.forms) {
        const std::string& name = form.questionnaire->name;
        for (const char* page : {"data", "withdrawal"}) {
            add("notice_" + name + "_" + page, ConsentView{true, page, name});
        }
    }
    HubView removing;
    removing.removing = EntryView{};
    add("removing", std::move(removing));
    add("sealing", SealingView{}, false, false);
    add("finished", FinishedView{"A-047", true, Ticket::None, {}, WaitRange{20, 40}}, false, false)
        .can_switch_language = true;
    add("finished_number", FinishedView{"A-048", false}, false, false).can_switch_language = true;
    add("failed", FailedView{true});
    const auto warn = [](ScreenView& view) {
        view.idle_seconds = 30;
        view.idle_seconds_left = 17;
    };
    warn(add("idle", ConsentView{}));
    add("end", ConsentView{}).end_asked = true;
    add("speaker", ConsentView{}).speaker_asked = true;
    TellingView telling;
    telling.number = "A-047";
    telling.not_stored = true;
    add("telling_not_stored", telling).number_safe = true;
    ScreenView& idle = add("telling_idle", telling);
    idle.number_safe = true;
    warn(idle);
    ScreenView& ends = add("telling_ends", telling);
    ends.number_safe = true;
    ends.telling_seconds_left = 110;
    ScreenView& end = add("telling_end", telling);
    end.number_safe = end.has_news = end.end_asked = true;
    add("languages", ConsentView{}).languages_open = true;
    add("help", ConsentView{}).help = HelpPage::Choice;
    for (const auto& [name, page] :
         {std::pair("help_words", HelpPage::Choice), std::pair("words", HelpPage::Words)}) {
        ScreenView& view = add(name, ConsentView{});
        view.help = page;
        view.hard_words = {"certified_translation", "provisional_certificate", "notice"};
    }
    add("settings", ConsentView{}).help = HelpPage::Settings;
    const std::pair<const char*, HelpState> calls[] = {{"call_asked", HelpState::None},
                                                       {"call_sent", HelpState::Sent},
                                                       {"call_heard", HelpState::Heard},
                                                       {"call_unheard", HelpState::Unheard},
                                                       {"call_done", HelpState::Done}};
    for (const auto& [name, state] : calls) {
        ScreenView& view = add(name, ConsentView{});
        view.help = HelpPage::Call;
        view.help_call = state;
    }
    ScreenView& called = add("help_called", ConsentView{});
    called.help = HelpPage::Choice;
    called.help_call = HelpState::Heard;
    return out;
}

/// A client asks that an intake be deleted.
void add_request(const Rules& rules, const std::string& language, std::vector<GalleryScreen>& out) {
    if (!rules.withdrawal) {
        return;
    }
    ScreenView start =
        view_of(rules, language, StartView{rules.languages, true, language}, false, false);
    start.help = HelpPage::Choice;
    start.can_withdraw = true;
    out.push_back({"help_start", std::move(start)});
    int number = 0;
    for (const State& state : Walk(rules, language).run()) {
        out.push_back({"withdrawal." + std::to_string(++number), screen_for(state, rules)});
    }
}

}  // namespace

std::vector<GalleryScreen> screens_around(const Rules& rules, const std::string& language) {
    std::vector<GalleryScreen> out = screens_around_questionnaires(rules, language);
    add_request(rules, language, out);
    return out;
}

std::vector<GalleryScreen> gallery(const Rules& rules, const std::string& language) {
    std::vector<GalleryScreen> out = screens_around_questionnaires(rules, language);
    for (std::size_t form = 0; form < rules.forms.size(); ++form) {
        const std::string& name = rules.forms[form].questionnaire->name;
        std::set<std::string> asked;  // questions that some screen shows
        int number = 0;
        const auto add = [&](ScreenView view) {
            char digits[16];
            std::snprintf(digits, sizeof digits, ".%03d", ++number);
            out.push_back({name + digits, std::move(view)});
        };
        const auto asks_something_new = [&](const ScreenView& view) {
            const auto* page = std::get_if<PageView>(&view.screen);
            bool any = false;
            for (const FieldView& field :
                 page == nullptr ? std::vector<FieldView>() : page->fields) {
                any = asked.insert(field.path.question).second || any;
            }
            return any;
        };
        for (const State& state : walk(rules, language, form)) {
            ScreenView view = screen_for(state, rules);
            asks_something_new(view);
            add(std::move(view));
        }
        for (const State& state : Walk(rules, language, form, true).run()) {
            ScreenView view = screen_for(state, rules);
            if (asks_something_new(view)) {
                add(std::move(view));
            }
        }
    }
    add_request(rules, language, out);
    return out;
}

}  // namespace lotse::terminal
