// SPDX-License-Identifier: EUPL-1.2
#include "core/terminal/paging.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/limits.h"
#include "core/terminal/answering.h"
#include "core/utf8.h"

namespace lotse::terminal {
namespace {

std::optional<std::size_t> index_of(const std::vector<FormPage>& all, const PageId& id) {
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const FormPage& p) { return p.id == id; });
    if (it == all.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(it - all.begin());
}

}  // namespace

FoundPages::Pages Paging::pages_of() const {
    return m_session.pages_on(m_today);
}

void Paging::begin() {
    const FoundPages::Pages found = pages_of();
    const auto first = std::find_if(found->begin(), found->end(),
                                    [&](const FormPage& page) { return !was_opening(page); });
    first == found->end() ? review() : go_to_page(*first);
}

bool Paging::was_opening(const FormPage& page) const {
    const Question* opening = m_session.opening();
    return opening != nullptr && page.id.name == opening->name &&
           m_session.answers.find({opening->name}) != nullptr;
}

const Question* Paging::question_on_page(const FieldPath& path) const {
    const auto* step = std::get_if<Answering>(&m_session.step);
    if (step == nullptr) {
        return nullptr;
    }
    const FoundPages::Pages all = pages_of();
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

std::optional<FormPage> Paging::page_here() const {
    const auto* step = std::get_if<Answering>(&m_session.step);
    const FoundPages::Pages all = step == nullptr ? nullptr : pages_of();
    const auto here = all == nullptr ? std::nullopt : index_of(*all, step->page);
    return here ? std::optional((*all)[*here]) : std::nullopt;
}

bool Paging::types_only() const {
    const auto page = page_here();
    return page && only_text(*page) != nullptr;
}

void Paging::close_inputs() {
    m_session.editing.reset();
    m_session.list.reset();
}

void Paging::go_to_page(const FormPage& page) {
    close_inputs();
    m_session.show_problems = false;
    m_session.step = Answering{page.id};
    if (const FormField* field = only_text(page)) {
        open_editor(field->path, std::string::npos, std::string::npos);
    }
}

void Paging::on(const ChoiceTapped& event) {
    const Question* question = question_on_page(event.path);
    if (question == nullptr) {
        return;
    }
    if (!is_from_list(question->type) && question->type != QuestionType::Acknowledge &&
        question->type != QuestionType::SelectOne &&
        question->type != QuestionType::SelectMultiple) {
        return;
    }
    tap_choice(*question, m_session.answers, event.path, event.name);
    if (question->type == QuestionType::Occupation && m_session.list) {
        // What was typed may say more than the name that was found by it.
        const auto chosen = m_session.answers.fields.find(event.path);
        if (chosen != m_session.answers.fields.end()) {
            std::get<ChoiceAnswer>(chosen->second).typed = m_session.list->search;
        }
    }
    go_on_if_answered();
}

void Paging::go_on_if_answered() {
    close_inputs();
    if (const auto page = page_here(); page && is_answered_at_once(*page)) {
        go_on();
    }
}

void Paging::on(const GridTapped& event) {
    const Question* question = question_on_page(event.path);
    if (question == nullptr || question->type != QuestionType::Grid) {
        return;
    }
    tap_cell(m_session.answers, event.path, event.row, event.column, event.choice);
}

void Paging::on(const SpecialTapped& event) {
    const Question* question = question_on_page(event.path);
    if (question == nullptr || !offers(event.path, event.special)) {
        return;
    }
    tap_special(m_session.answers, m_session.replaced, event.path, event.special);
    close_inputs();
    const auto page = page_here();
    if (page && is_answered_at_once(*page) && m_session.answers.find(event.path) != nullptr) {
        go_on();
    }
}

bool Paging::offers(const FieldPath& path, Special special) const {
    const auto page = page_here();
    for (const FormField& field : page ? page->fields : std::vector<FormField>()) {
        const std::vector<Special> offered = offered_specials(*field.question, field.required);
        if (field.path == path) {
            return std::find(offered.begin(), offered.end(), special) != offered.end();
        }
    }
    return false;
}

void Paging::on(const DateEntered& event) {
    const Question* question = question_on_page(event.path);
    if (question == nullptr ||
        (question->type != QuestionType::Date && question->type != QuestionType::DateTime)) {
        return;
    }
    const PartialDate& date = event.date;
    const bool touched = date.year != 0 || date.month != 0 || date.day != 0 ||
                         date.papers_say_first_january || !date.time.empty();
    set_answer(event.path, touched ? std::optional<Answer>(date) : std::nullopt);
}

void Paging::on(const TimeEntered& event) {
    const Question* question = question_on_page(event.path);
    if (question == nullptr || question->type != QuestionType::Time) {
        return;
    }
    set_answer(event.path, event.time.empty() ? std::nullopt : std::optional<Answer>(event.time));
}

void Paging::on(const FieldTapped& event) {
    const Question* question = question_on_page(event.path);
    if (question != nullptr && takes_text(question->type)) {
        open_editor(event.path, event.caret, event.anchor);
    }
}

void Paging::open_editor(const FieldPath& path, std::size_t caret, std::size_t anchor) {
    Editing editing{path, SecretText{}, 0, 0};
    if (const Answer* before = m_session.answers.find(path)) {
        if (const auto* text = std::get_if<TextAnswer>(before)) {
            editing.text = text->text;
        } else if (const auto* number = std::get_if<NumberAnswer>(before)) {
            editing.text = number->digits;
        }
    }
    editing.caret = std::min(caret, editing.text.size());
    editing.anchor = std::min(anchor, editing.text.size());
    m_session.list.reset();
    m_session.editing = std::move(editing);
}

void Paging::on(const TextEdited& event) {
    if (m_session.list) {
        const Question* question = question_on_page(m_session.list->path);
        const bool is_kept = question != nullptr && question->type == QuestionType::Occupation;
        if (event.text.size() <= limits::kLongestLineBytes &&
            (!is_kept || quoted_size(event.text.view()) <= question->longest_bytes)) {
            m_session.list->search = event.text;
            m_session.list->caret = event.caret;
            m_session.list->anchor = event.anchor;
        }
        return;
    }
    if (!m_session.editing) {
        return;
    }
    const FieldPath path = m_session.editing->path;
    const Question* question = question_on_page(path);
    if (question == nullptr || quoted_size(event.text.view()) > question->longest_bytes) {
        return;
    }
    m_session.editing->text = event.text;
    m_session.editing->caret = std::min(event.caret, event.text.size());
    m_session.editing->anchor = std::min(event.anchor, event.text.size());
    if (event.text.empty()) {
        set_answer(path, std::nullopt);
    } else if (question->type == QuestionType::Integer || question->type == QuestionType::Decimal) {
        set_answer(path, NumberAnswer{event.text});
    } else {
        set_answer(path, TextAnswer{event.text, m_session.language});
    }
}

void Paging::on(const KeyboardClosed&) {
    m_session.editing.reset();
}

void Paging::on(const ListOpened& event) {
    const Question* question = question_on_page(event.path);
    if (question == nullptr || !is_from_list(question->type)) {
        return;
    }
    m_session.editing.reset();
    m_session.list = OpenList{event.path, SecretText{}, 0, 0};
    if (const Answer* before = m_session.answers.find(event.path)) {
        // Written by hand: there to be corrected.
        if (const auto* text = std::get_if<TextAnswer>(before)) {
            m_session.list->search = text->text;
            m_session.list->caret = m_session.list->anchor = text->text.size();
        }
    }
}

void Paging::on(const ListClosed&) {
    m_session.list.reset();
}

void Paging::on(const ListWritten&) {
    if (!m_session.list) {
        return;
    }
    const std::string_view typed = m_session.list->search.view();
    const std::size_t begin = typed.find_first_not_of(' ');
    if (begin == std::string_view::npos) {
        return;
    }
    const std::string_view name = typed.substr(begin, typed.find_last_not_of(' ') + 1 - begin);
    const FieldPath path = m_session.list->path;
    const Question* question = question_on_page(path);
    if (question == nullptr || question->type != QuestionType::Occupation) {
        on(ChoiceTapped{path, std::string(name)});
        return;
    }
    set_answer(path, TextAnswer{SecretText(name), m_session.language});
    go_on_if_answered();
}

void Paging::set_answer(const FieldPath& path, std::optional<Answer> answer) {
    if (answer) {
        m_session.answers.fields.insert_or_assign(path, std::move(*answer));
    } else {
        m_session.answers.fields.erase(path);
    }
}

std::optional<FormPage> Paging::hub_before(const FormPage& page) const {
    return page.kind == FormPage::Kind::Hub || page.repeat.empty()
               ? std::nullopt
               : m_session.hub_of(page.repeat, m_today);
}

void Paging::open_entry(const std::string& repeat, int instance) {
    const FoundPages::Pages all = pages_of();
    for (const FormPage& page : *all) {
        if (page.kind == FormPage::Kind::Questions && page.repeat == repeat &&
            page.id.instance == instance) {
            go_to_page(page);
            return;
        }
    }
}

void Paging::on(const EntryAdded& event) {
    if (!std::holds_alternative<Answering>(m_session.step)) {
        return;
    }
    const std::optional<FormPage> hub = m_session.hub_of(event.repeat, m_today);
    if (!hub || m_session.answers.repeats[event.repeat] >= hub->group->at_most) {
        return;
    }
    const int instance = m_session.answers.repeats[event.repeat]++;
    open_entry(event.repeat, instance);
}

void Paging::on(const EntryOpened& event) {
    if (std::holds_alternative<Answering>(m_session.step)) {
        open_entry(event.repeat, event.instance);
    }
}

void Paging::on(const RemovalAsked& event) {
    auto* step = std::get_if<Answering>(&m_session.step);
    if (step == nullptr) {
        return;
    }
    const std::optional<FormPage> hub = m_session.hub_of(event.repeat, m_today);
    const auto entries = m_session.answers.repeats.find(event.repeat);
    if (!hub || hub->id != step->page || event.instance < 0 ||
        entries == m_session.answers.repeats.end() || event.instance >= entries->second) {
        return;
    }
    if (is_untouched(*m_session.form->questionnaire, m_session.answers, event.repeat,
                     event.instance)) {
        drop_entry(event.repeat, event.instance);
    } else {
        step->removing = event.instance;
    }
}

void Paging::on(const RemovalConfirmed&) {
    auto* step = std::get_if<Answering>(&m_session.step);
    if (step == nullptr || !step->removing) {
        return;
    }
    const FoundPages::Pages all = pages_of();
    drop_entry((*all)[*index_of(*all, step->page)].repeat, *step->removing);
    step->removing.reset();
}

void Paging::on(const RemovalCancelled&) {
    if (auto* step = std::get_if<Answering>(&m_session.step)) {
        step->removing.reset();
    }
}

void Paging::drop_entry(const std::string& repeat, int instance) {
    remove_entry(*m_session.form->questionnaire, m_session.answers, repeat, instance);
    m_session.replaced.clear();
}

void Paging::on(const NextPressed&) {
    const auto* step = std::get_if<Answering>(&m_session.step);
    if (step == nullptr) {
        return;
    }
    if (m_session.list) {
        m_session.list.reset();
        return;
    }
    go_on();
}

void Paging::go_on() {
    const FoundPages::Pages found = pages_of();
    const std::vector<FormPage>& all = *found;
    const std::optional<std::size_t> at = index_of(all, std::get<Answering>(m_session.step).page);
    if (!at) {
        return;  // the answer took its own page away: settled next
    }
    const std::size_t here = *at;
    const FormPage& page = all[here];
    if (!problems(*m_session.form->questionnaire, page, m_session.answers, m_today).empty()) {
        m_session.show_problems = true;
        m_session.editing.reset();
        return;
    }
    const std::optional<FormPage> hub = hub_before(page);
    if (hub) {
        if (here + 1 < all.size() && all[here + 1].repeat == page.repeat &&
            all[here + 1].id.instance == page.id.instance) {
            go_to_page(all[here + 1]);
        } else {
            go_to_page(*hub);  // add another, or go on
        }
        return;
    }
    if (m_session.correcting) {
        review();
        return;
    }
    std::size_t next = here + 1;
    while (next < all.size() &&
           ((page.kind == FormPage::Kind::Hub && all[next].repeat == page.repeat) ||
            was_opening(all[next]))) {
        ++next;
    }
    next < all.size() ? go_to_page(all[next]) : review();
}

void Paging::review() {
    close_inputs();
    m_session.correcting = false;
    m_session.show_problems = false;
    m_session.step = Reviewing{};
}

bool Paging::close_input() {
    if (m_session.list || (m_session.editing && !types_only())) {
        close_inputs();
        return true;
    }
    return false;
}

bool Paging::back() {
    if (auto* answering = std::get_if<Answering>(&m_session.step);
        answering != nullptr && answering->removing) {
        answering->removing.reset();
        return true;
    }
    if (std::holds_alternative<Answering>(m_session.step)) {
        return back_from_page();
    }
    const FoundPages::Pages all = pages_of();
    if (all->empty()) {
        return false;
    }
    go_to_page_or_hub(all->back());
    return true;
}

bool Paging::back_from_page() {
    const FoundPages::Pages found = pages_of();
    const std::vector<FormPage>& all = *found;
    const std::size_t here = *index_of(all, std::get<Answering>(m_session.step).page);  // settled
    const FormPage& page = all[here];
    if (const std::optional<FormPage> hub = hub_before(page)) {
        const FormPage& before = all[here - 1];  // the hub precedes the first page
        if (before.kind == FormPage::Kind::Questions && before.id.instance == page.id.instance) {
            go_to_page(before);
            return true;
        }
        go_to_page(*hub);
        if (is_untouched(*m_session.form->questionnaire, m_session.answers, page.repeat,
                         page.id.instance)) {
            drop_entry(page.repeat, page.id.instance);
        }
    } else if (m_session.correcting) {
        review();
    } else if (here == 0 || was_opening(all[here - 1])) {
        return false;
    } else {
        go_to_page_or_hub(all[here - 1]);
    }
    return true;
}

void Paging::go_to_page_or_hub(const FormPage& page) {
    const std::optional<FormPage> hub = hub_before(page);
    go_to_page(hub ? *hub : page);
}

void Paging::on(const CorrectionAsked& event) {
    if (!std::holds_alternative<Reviewing>(m_session.step)) {
        return;
    }
    const FoundPages::Pages found = pages_of();
    const std::vector<FormPage>& all = *found;
    if (const std::optional<std::size_t> at = index_of(all, event.page)) {
        go_to_page(all[*at]);
        m_session.correcting = true;
    }
}

void Paging::settle() {
    if (const auto* step = std::get_if<Answering>(&m_session.step)) {
        const FoundPages::Pages all = pages_of();
        if (all->empty()) {
            review();
        } else if (!index_of(*all, step->page)) {
            go_to_page(all->front());
        }
    }
}

bool Paging::ask_for_problems() {
    const FoundPages::Pages all = pages_of();
    for (const FormPage& page : *all) {
        if (!problems(*m_session.form->questionnaire, page, m_session.answers, m_today).empty()) {
            go_to_page(page);
            m_session.editing.reset();
            m_session.correcting = true;
            m_session.show_problems = true;
            return true;
        }
    }
    return false;
}

}  // namespace lotse::terminal
