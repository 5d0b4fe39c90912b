// SPDX-License-Identifier: EUPL-1.2
#include "tools/demo_bot.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "base/clock.h"
#include "core/form/meanings.h"
#include "text/words/calendar.h"
#include "text/words/word_count.h"

namespace lotse::tools {
namespace {

using codec::AutomationNode;
using codec::AutomationTree;

/// More screens than the longest way through a questionnaire with every repeat has.
constexpr int kMostScreens = 150;

/// The script of the invented persons for the shipped questionnaire anerkennung; in another one its
/// questions do not stand, and the first choice is taken.
using Script = std::map<std::string, std::vector<std::string>>;
const Script& script_of(BotWay way) {
    static const Script kTour = {
        {"for_whom", {"family_member"}},
        {"reasons", {"recognition", "find_work"}},
        {"contact_ways", {"call", "email"}},
        {"counselling_language", {"de"}},
        {"qualification_kind", {"vocational"}},
        {"qualification_country", {"SY"}},
        {"experience_years", {"years_3_5"}},
        {"documents_have", {"identity", "degree_certificate", "work_references"}},
        {"german_level", {"a1_a2"}},
        {"residence_status", {"protection"}},
        {"stage", {"procedure_running"}},
        {"benefits", {"sgb_ii"}},
        {"visited_before", {"yes"}},
        {"consent_statistics", {"yes"}},
    };
    static const Script kCore = {
        {"for_whom", {"self"}},
        {"reasons", {"recognition", "costs_funding"}},
        {"contact_ways", {"whatsapp"}},
        {"interpreter", {"yes"}},
        {"qualification_kind", {"vocational"}},
        {"qualification_country", {"SY"}},
        {"experience_years", {"years_3_5"}},
        {"documents_have",
         {"identity", "degree_certificate", "subjects_grades", "work_references"}},
        {"german_level", {"a1_a2"}},
        {"residence_status", {"protection"}},
        {"stage", {"before_applying"}},
    };
    static const Script kLongest = {
        {"for_whom", {"accompany"}},
        {"reasons", {"recognition", "notice_received"}},
        {"contact_ways", {"call", "email"}},
        {"interpreter", {"yes"}},
        {"qualification_kind", {"university"}},
        {"qualification_country", {"VU"}},
        {"documents_have", {"identity", "subjects_grades"}},
        {"degree_where", {"lost"}},
        {"notice_result", {"compensation"}},
    };
    return way == BotWay::Core ? kCore : way == BotWay::Longest ? kLongest : kTour;
}

/// Words of one line in the language's own letters: an occupation, "school" and a sentence.
struct OwnWords {
    std::string occupation, place, sentence;
};

OwnWords own_words(const std::string& tag) {
    static const std::map<std::string, OwnWords> kWords = {
        {"de", {"köchin", "berufsschule", "ich suche schnell arbeit"}},
        {"en", {"nurse", "college", "i want to work soon"}},
        {"uk", {"медсестра", "коледж", "хочу працювати"}},
        {"ar", {"ممرضة", "معهد", "اريد العمل قريبا"}},
        {"ru", {"медсестра", "колледж", "хочу работать"}},
        {"fa", {"پرستار", "دانشکده", "کار میخواهم"}},
        {"fa-AF", {"معلم", "مکتب", "کار میخواهم"}},
        {"ps", {"نرس", "پوهنتون", "کار غواړم"}},
        {"ckb", {"مامۆستا", "زانکۆ", "کار دەکەم"}},
        {"ti", {"መምህር", "ቤት ትምህርቲ", "ስራሕ ይደሊ"}},
    };
    const auto found = kWords.find(tag);
    return found == kWords.end() ? kWords.at("en") : found->second;
}

CivilDate date_for(const std::string& question) {
    if (question == "date_of_birth") {
        return {1988, 4, 17};
    }
    if (question.ends_with("_from") || question == "in_germany_since") {
        return {2009, 9, 12};
    }
    if (question.ends_with("_to")) {
        return {2013, 6, 20};
    }
    if (question.ends_with("valid_until") || question == "planned_move") {
        return {2028, 3, 5};
    }
    return {2024, 5, 6};
}

class Bot {
public:
    Bot(AutomationClient& terminal, const BotTask& task) : m_terminal(terminal), m_task(task) {}

    Result<BotRun> run() {
        if (!m_task.pictures_folder.empty()) {
            std::error_code failed;
            std::filesystem::create_directories(m_task.pictures_folder, failed);
        }
        const auto started = BootClock::now();
        m_ok = m_terminal.wait();
        look();
        show("start");
        tap("language." + m_task.language->tag);
        while (m_ok && !m_at_end) {
            look();
            if (++m_run.screens > kMostScreens) {
                stuck("more screens than any intake has");
            }
            step();
        }
        ++m_run.screens;  // the language's
        if (!m_ok) {
            return m_ok.error();
        }
        m_run.seconds = std::chrono::duration<double>(BootClock::now() - started).count();
        tap("action.done");
        return m_ok ? Result<BotRun>(std::move(m_run)) : Result<BotRun>(m_ok.error());
    }

private:
    // --- what is on the screen -------------------------------------------------------------------
    void look() {
        if (!m_ok) {
            return;
        }
        Result<AutomationTree> tree = m_terminal.tree();
        if (!tree) {
            m_ok = tree.error();
            return;
        }
        m_tree = std::move(*tree);
        for (const AutomationNode& node : m_tree.nodes) {
            const char* what = node.missing_glyphs > 0 ? "missing glyphs"
                               : node.overflows        ? "overflows"
                               : node.truncated        ? "cut off"
                                                       : nullptr;
            if (what != nullptr) {
                const std::string problem = m_screen + ": " + node.id + ": " + what;
                if (std::find(m_run.layout_problems.begin(), m_run.layout_problems.end(),
                              problem) == m_run.layout_problems.end()) {
                    m_run.layout_problems.push_back(problem);
                }
            }
        }
    }

    /// What is read for the first time. Groups repeat what stands in them; a field is called as its
    /// heading.
    void read_words() {
        static const std::set<std::string> kSilent = {"group",    "dialog", "list",
                                                      "progress", "field",  "image"};
        const std::string own = "language." + m_task.language->tag;
        for (const AutomationNode& node : m_tree.nodes) {
            const bool typing = node.id.starts_with("key.") || node.id.starts_with("month.");
            const bool other = (node.id.starts_with("language.") && node.id != own) ||
                               node.id.starts_with("item.") || node.id.starts_with("second.");
            if (node.hidden || typing || other || node.label.empty() ||
                kSilent.contains(node.role) || node.id == "header.institution") {
                continue;
            }
            // The bar is the same everywhere; at the start it speaks the language that greets.
            const bool bar = node.id.starts_with("bar.");
            if (bar && node.language != m_task.language->tag) {
                continue;
            }
            const std::string screen = bar ? "" : m_screen;
            if (m_read.emplace(screen, node.id, node.label).second) {
                const int words = text::count_words(node.label, m_task.language->locale);
                m_run.words += words;
                m_run.words_of[m_screen] += words;
            }
        }
    }

    bool has(const std::string& id) const { return m_tree.find(id) != nullptr; }

    std::string words_on(const std::string& id) const {
        const AutomationNode* node = m_tree.find(id);
        return node == nullptr ? std::string() : node->label;
    }

    std::vector<std::string> ids_with(const std::string& prefix) const {
        std::vector<std::string> ids;
        for (const AutomationNode& node : m_tree.nodes) {
            if (node.id.starts_with(prefix)) {
                ids.push_back(node.id);
            }
        }
        return ids;
    }

    void stuck(const std::string& why) {
        if (!m_ok) {
            return;
        }
        std::string where = "screen \"" + m_screen + "\" in " + m_task.language->tag;
        for (const std::string& id : ids_with("problem.")) {
            where += ", " + id + " \"" + m_tree.find(id)->label + "\"";
        }
        m_ok = Error{Kind::Refused, where, why};
    }

    void tap(const std::string& id) {
        if (m_ok) {
            m_ok = m_terminal.tap(id);
            m_run.tapped.push_back(id);
            m_run.tapped_words.push_back(words_on(id));
            m_run.tapped_on.push_back(m_screen);
            ++(id.starts_with("key.") ? m_run.keys : m_run.taps);
            if (!m_ok) {
                m_ok = Error{m_ok.error().kind,
                             "screen \"" + m_screen + "\" in " + m_task.language->tag,
                             to_string(m_ok.error())};
            }
        }
    }

    void tap_and_look(const std::string& id) {
        tap(id);
        look();
    }

    void picture(const std::string& name) {
        if (!m_ok || m_task.pictures_folder.empty()) {
            return;
        }
        char order[16];
        std::snprintf(order, sizeof order, "%03d", static_cast<int>(m_run.pictures.size()) + 1);
        const std::string path = m_task.pictures_folder + "/" + order + "-" + name + ".png";
        m_ok = m_terminal.screenshot(path);
        m_run.pictures.push_back(path);
    }

    // --- one screen ------------------------------------------------------------------------------
    void step() {
        if (!m_ok) {
            return;
        }
        if (const AutomationNode* number = m_tree.find("finished.number")) {
            show("finished");
            m_run.number = number->label;
            m_at_end = m_task.way != BotWay::Tour || !next_topic();
        } else if (!ids_with("form.").empty()) {
            show("choosing");
            choose_way();
        } else if (has("consent.agree")) {
            show("consent");
            if (m_task.way == BotWay::Tour) {
                tap_and_look("consent.notice");
                picture("privacy-notice");
                tap_and_look("action.back");
            }
            tap("consent.agree");
        } else if (has("hub.add") || !ids_with("entry.").empty()) {
            show("hub");
            // One entry of every repeat; its first question shows that it is there.
            const bool empty = ids_with("entry.").empty();
            tap(empty ? "hub.add" : "action.next");
        } else if (has("action.submit")) {
            show("review");
            tap("action.submit");
        } else if (!ids_with("question.").empty() || !ids_with("note.").empty()) {
            page();
        } else {
            stuck("nothing on it that a person could go on with");
        }
    }

    /// Another screen, as a person sees it first.
    void show(const std::string& name) {
        m_screen = name;
        read_words();
        picture(name);
    }

    /// Which questionnaire, and for whom.
    void choose_way() {
        const std::string prefix = "form." + m_task.form->name;
        const Question* opening = question_meaning(*m_task.form, Meaning::ForWhom);
        if (opening == nullptr) {
            tap(prefix);
            return;
        }
        const std::string choice = wanted(*opening).empty()
                                       ? m_task.form->choices.at(opening->choices).front().name
                                       : wanted(*opening).front();
        m_run.entered.fields[{opening->name}] = ChoiceAnswer{{choice}};
        tap(prefix + "." + choice);
    }

    std::vector<std::string> wanted(const Question& question) const {
        const Script& script = script_of(m_task.way);
        const auto found = script.find(question.name);
        return found == script.end() ? std::vector<std::string>() : found->second;
    }

    /// False: all were gone through.
    bool next_topic() {
        if (has("more.topics")) {
            tap_and_look("more.topics");
            picture("topics");
        }
        for (const std::string& id : ids_with("topic.")) {
            if (m_topics.insert(id).second) {
                tap(id);
                return true;
            }
        }
        return false;
    }

    void page() {
        std::set<std::string> done;
        std::string next = unanswered(done);
        show(next.empty() ? "note" : next);
        while (m_ok && !next.empty()) {
            done.insert(next);
            const bool alone = asked_here() == 1;
            answer(next);
            if (!has("question." + next)) {
                return;  // the tile that answered went on
            }
            read_words();
            if (!alone) {
                close_keyboard(next);
            }
            next = unanswered(done);
        }
        picture(std::string(m_screen));
        tap_and_look("action.next");
        if (m_ok && !ids_with("problem.").empty()) {
            picture("refused");
            stuck("the page was not accepted");
        }
    }

    /// Questions on the page; what is only ticked belongs to the one above it.
    std::size_t asked_here() const {
        std::size_t count = 0;
        for (const std::string& id : ids_with("question.")) {
            const auto known = m_task.form->by_name.find(
                path_of(id.substr(std::string("question.").size())).question);
            count += known == m_task.form->by_name.end() ||
                             known->second->type != QuestionType::Acknowledge
                         ? 1
                         : 0;
        }
        return count;
    }

    /// The next question on the page, "family_name" or "job_title#1"; empty when all were answered.
    std::string unanswered(const std::set<std::string>& done) const {
        for (const std::string& id : ids_with("question.")) {
            const std::string field = id.substr(std::string("question.").size());
            if (!done.contains(field)) {
                return field;
            }
        }
        return {};
    }

    static FieldPath path_of(const std::string& field) {
        const std::size_t mark = field.find('#');
        return mark == std::string::npos
                   ? FieldPath{field, 0}
                   : FieldPath{field.substr(0, mark), std::stoi(field.substr(mark + 1))};
    }

    void answer(const std::string& field) {
        const FieldPath path = path_of(field);
        const auto known = m_task.form->by_name.find(path.question);
        if (known == m_task.form->by_name.end()) {
            stuck("the question " + path.question + " is not in the questionnaire");
            return;
        }
        const Question& question = *known->second;
        switch (question.type) {
            case QuestionType::Text:
            case QuestionType::Integer:
            case QuestionType::Decimal:
                answer_text(field, path, question);
                break;
            case QuestionType::SelectOne:
            case QuestionType::SelectMultiple:
                answer_choice(field, path);
                break;
            case QuestionType::Date:
                answer_date(field, path, question);
                break;
            case QuestionType::Time:
                m_run.entered.fields[path] = answer_time(field);
                break;
            case QuestionType::DateTime: {
                answer_date(field, path, question);
                const TimeOfDay time = answer_time(field);
                std::get<PartialDate>(m_run.entered.fields[path]).time = time;
                break;
            }
            case QuestionType::Country:
                answer_from_list(field, path, path.question.starts_with("residence") ? "TR" : "SY");
                break;
            case QuestionType::Language:
                answer_from_list(field, path,
                                 path.question.starts_with("counselling") ? own_language() : "ar");
                break;
            case QuestionType::Occupation:
                answer_occupation(field, path);
                break;
            case QuestionType::Grid:
                answer_grid(field, path);
                break;
            case QuestionType::Acknowledge:
                if (!wanted(question).empty()) {
                    answer_choice(field, path);
                }
                break;
            case QuestionType::Note:
            case QuestionType::Calculate:
                break;
        }
    }

    void answer_choice(const std::string& field, const FieldPath& path) {
        const std::string prefix = "answer." + field + ".";
        const std::vector<std::string> offered = ids_with(prefix);
        if (offered.empty()) {
            stuck(path.question + " offers nothing to choose");
            return;
        }
        const Question& question = *m_task.form->by_name.at(path.question);
        std::vector<std::string> names;
        for (const std::string& name : wanted(question)) {
            if (has(prefix + name)) {
                names.push_back(name);
            }
        }
        if (names.empty()) {
            names.push_back(offered.front().substr(prefix.size()));
        }
        for (const std::string& name : names) {
            tap_and_look(prefix + name);
            const AutomationNode* node = m_tree.find(prefix + name);
            if (m_ok && has("question." + field) && (node == nullptr || !node->checked)) {
                stuck("a tap on " + prefix + name + " did not choose it");
            }
        }
        m_run.entered.fields[path] = ChoiceAnswer{names};
    }

    void answer_grid(const std::string& field, const FieldPath& path) {
        GridAnswer grid;
        for (const std::string& row_id : ids_with("row." + field + ".")) {
            const std::string row = row_id.substr(std::string("row." + field + ".").size());
            const AutomationNode* head = m_tree.find(row_id);
            if (m_ok && head != nullptr && !head->expanded) {
                tap_and_look(row_id);
            }
            const std::string cell_prefix = "cell." + field + "." + row + ".";
            for (const std::string& cell_id : ids_with(cell_prefix)) {
                const std::string column = cell_id.substr(cell_prefix.size());
                const std::string prefix = "answer." + field + "." + row + "." + column + ".";
                const std::vector<std::string> offered = ids_with(prefix);
                if (offered.empty()) {
                    stuck(cell_id + " offers nothing to choose");
                    return;
                }
                grid.cells[row][column] = offered.front().substr(prefix.size());
                tap_and_look(offered.front());
            }
        }
        m_run.entered.fields[path] = grid;
    }

    /// Without subtags, as lists of languages name it.
    std::string own_language() const {
        return m_task.language->tag.substr(0, m_task.language->tag.find('-'));
    }

    /// A tile, or the list of all.
    void answer_from_list(const std::string& field, const FieldPath& path,
                          const std::string& usual) {
        const auto names = wanted(*m_task.form->by_name.at(path.question));
        const std::string code = names.empty() ? usual : names.front();
        m_run.entered.fields[path] = ChoiceAnswer{{code}};
        if (has("answer." + field + "." + code)) {
            tap_and_look("answer." + field + "." + code);
            return;
        }
        tap_and_look("open." + field);
        if (!m_list_pictured) {
            m_list_pictured = true;
            picture("list");
        }
        tap_and_look("item." + code);
        if (has("list.back") && !ids_with("item.").empty()) {
            tap_and_look("action.back");
        }
    }

    /// By its tile where there is one; else looked for in the client's own letters, and written so
    /// if the list does not know it.
    void answer_occupation(const std::string& field, const FieldPath& path) {
        constexpr const char* kNurse = "pflegefachkraft";
        const std::vector<std::string> names = wanted(*m_task.form->by_name.at(path.question));
        const std::string code = names.empty() ? kNurse : names.front();
        if (has("answer." + field + "." + code) && !m_occupation_tapped) {
            m_occupation_tapped = true;
            m_run.entered.fields[path] = ChoiceAnswer{{code}};
            tap_and_look("answer." + field + "." + code);
            return;
        }
        tap_and_look("open." + field);
        if (!m_groups_pictured) {
            m_groups_pictured = true;
            picture("occupations");
        }
        const std::string words = own_words(m_task.language->tag).occupation;
        tap_and_look("list.search");
        type_characters(words);
        const std::vector<std::string> found = ids_with("item.");
        if (found.empty()) {
            m_run.entered.fields[path] = TextAnswer{SecretText(words), m_task.language->tag};
            tap_and_look("list.write");
            return;
        }
        const std::string first = found.front().substr(std::string("item.").size());
        m_run.entered.fields[path] = ChoiceAnswer{{first}, SecretText(words)};
        tap_and_look(found.front());
    }

    // --- dates -----------------------------------------------------------------------------------
    void answer_date(const std::string& field, const FieldPath& path, const Question& question) {
        PartialDate date;
        const CivilDate day = date_for(question.name);
        date.year = day.year;
        date.month = day.month;
        date.day = day.day;
        text::resolve(date);
        const std::string& calendar = m_task.language->calendars.front();
        const bool with_day = has("date." + field + ".day");
        const bool with_month = has("date." + field + ".month");
        if (calendar != date.calendar) {
            date = text::converted(date, calendar);
        }
        if (with_day) {
            if (!has("key.1")) {
                tap_and_look("date." + field + ".day");
            }
            type_digits(two_digits(date.day));
        } else {
            date.precision = with_month ? DatePrecision::Month : DatePrecision::Year;
            date.day = 0;
        }
        if (with_month) {
            if (!has("month.1")) {
                tap_and_look("date." + field + ".month");
            }
            if (!m_months_pictured) {
                m_months_pictured = true;
                picture("months");
            }
            tap_and_look("month." + std::to_string(date.month));
        } else {
            date.month = 0;
        }
        if (has("month.1") || !has("key.1")) {
            tap_and_look("date." + field + ".year");
        }
        type_digits(std::to_string(date.year));
        text::resolve(date);
        m_run.entered.fields[path] = date;
    }

    TimeOfDay answer_time(const std::string& field) {
        const TimeOfDay time{"14", "30"};
        tap_and_look("time." + field + ".hour");
        type_digits(time.hour);
        tap_and_look("time." + field + ".minute");
        type_digits(time.minute);
        return time;
    }

    static std::string two_digits(int value) {
        return (value < 10 ? "0" : "") + std::to_string(value);
    }

    void type_digits(const std::string& digits) {
        for (const char digit : digits) {
            tap_and_look(std::string("key.") + digit);
        }
    }

    // --- text ------------------------------------------------------------------------------------
    void answer_text(const std::string& field, const FieldPath& path, const Question& question) {
        const std::string text = text_for(question);
        if (!has("key.backspace")) {
            tap_and_look("field." + field);
        }
        if (m_keyboards_pictured.insert(question.keyboard).second) {
            picture("keyboard-" +
                    (question.keyboard.empty() ? std::string("own") : question.keyboard));
        }
        type_characters(text);
        const AutomationNode* node = m_tree.find("field." + field);
        if (m_ok && (node == nullptr || node->value != text)) {
            stuck("the field " + field + " shows \"" + (node == nullptr ? "" : node->value) +
                  "\" after typing \"" + text + "\"");
        }
        if (question.type == QuestionType::Integer || question.type == QuestionType::Decimal) {
            m_run.entered.fields[path] = NumberAnswer{SecretText(text)};
        } else {
            m_run.entered.fields[path] = TextAnswer{SecretText(text), m_task.language->tag};
        }
    }

    std::string text_for(const Question& question) const {
        if (question.type == QuestionType::Integer || question.type == QuestionType::Decimal) {
            return "12";
        }
        if (question.name.ends_with("postcode")) {
            return "10115";
        }
        if (question.keyboard == "numbers" || question.keyboard == "phone") {
            return "01765550123";
        }
        if (question.keyboard == "email") {
            return "demo@example.org";
        }
        if (question.keyboard == "latin") {
            return question.meaning == Meaning::FamilyName  ? "almuster"
                   : question.meaning == Meaning::GivenName ? "layla"
                                                            : "beispiel";
        }
        const OwnWords words = own_words(m_task.language->tag);
        return question.appearance.find("multiline") != std::string::npos ? words.sentence
                                                                          : words.place;
    }

    void type_characters(const std::string& text) {
        for (std::size_t at = 0; m_ok && at < text.size();) {
            const std::size_t end = next_character(text, at);
            type_character(text.substr(at, end - at));
            at = end;
        }
    }

    void type_character(const std::string& character) {
        if (character == " ") {
            tap_and_look("key.space");
            return;
        }
        if (has("key." + character)) {
            tap_and_look("key." + character);
            return;
        }
        // A syllable: the key of its first order, then the order.
        if (const std::string first = first_order(character); has("key." + first)) {
            tap_and_look("key." + first);
            tap_and_look("form." + character);
            return;
        }
        for (const std::string& layer : ids_with("key.layer:")) {
            if (!m_ok) {
                return;
            }
            tap_and_look(layer);
            if (has("key." + character)) {
                tap_and_look("key." + character);
                tap_and_look("key.layer:base");
                return;
            }
        }
        stuck("the keyboard has no key for \"" + character + "\"");
    }

    /// Ethiopic syllables stand in rows of eight in Unicode, the first order at the beginning of
    /// its row.
    static std::string first_order(const std::string& character) {
        if (character.size() != 3) {
            return {};
        }
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
        const unsigned code = (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
        if (code < 0x1200 || code > 0x1357) {
            return {};
        }
        const unsigned first = code & ~7U;
        return {static_cast<char>(0xE0 | first >> 12),
                static_cast<char>(0x80 | (first >> 6 & 0x3F)),
                static_cast<char>(0x80 | (first & 0x3F))};
    }

    static std::size_t next_character(const std::string& text, std::size_t at) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
            ++at;
        }
        return at;
    }

    void close_keyboard(const std::string& field) {
        // In a text of several lines "enter" begins a new one: there the keyboard stays, as it does
        // for people.
        const auto question = m_task.form->by_name.find(path_of(field).question);
        const bool lines = question != m_task.form->by_name.end() &&
                           has_appearance(question->second->appearance, "multiline");
        if (m_ok && !lines && has("key.enter")) {
            tap_and_look("key.enter");
        }
    }

    AutomationClient& m_terminal;
    const BotTask& m_task;
    AutomationTree m_tree;
    Result<void> m_ok;
    BotRun m_run;
    bool m_at_end = false;
    std::set<std::string> m_topics;
    std::set<std::tuple<std::string, std::string, std::string>> m_read;  ///< screen, id, label
    std::string m_screen = "start";
    bool m_list_pictured = false, m_months_pictured = false, m_groups_pictured = false;
    bool m_occupation_tapped = false;
    std::set<std::string> m_keyboards_pictured;
};

}  // namespace

Result<BotRun> fill_in(AutomationClient& terminal, const BotTask& task) {
    return Bot(terminal, task).run();
}

}  // namespace lotse::tools
