// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/studio.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <cfloat>
#include <cstdlib>

#include "platform/rasterizer.h"
#include "platform/scene.h"
#include "platform/screenshot.h"
#include "text/words/calendar.h"
#include "ui/kit/fonts.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

using namespace std::chrono_literals;

TextAnswer text_in(const std::string& language, const std::string& words) {
    return {SecretText(words), language};
}

PartialDate date_in(const std::string& calendar, DatePrecision precision, int year, int month = 0,
                    int day = 0) {
    PartialDate date;
    date.calendar = calendar;
    date.precision = precision;
    date.year = year;
    date.month = month;
    date.day = day;
    text::resolve(date);
    return date;
}

desk::State open_case(const QueueEntry& entry, IntakeContent content, const Questionnaire& form) {
    desk::State state = queue_state();
    desk::CaseOpen open{std::get<desk::QueueOpen>(state.place), entry, std::move(content),
                        std::nullopt};
    open.sheet = case_sheet(form, open.content, state.now.today, &ui::test::content().occupations);
    open.entry.state = QueueState::InProgress;
    open.entry.holder = kStaffMember;
    open.entry.lease_until = desk_wall() + 9min;
    open.queue.selected = entry.header.id;
    state.place = std::move(open);
    return state;
}

IntakeContent content_in(const std::string& language) {
    IntakeContent content;
    content.questionnaire = "anerkennung";
    content.questionnaire_version = 1;
    content.questionnaire_hash = std::string(64, '0');
    content.language = language;
    content.started_at = "2026-11-22T10:41:10";
    content.finished_at = "2026-11-22T10:52:40";
    content.consent = {"consent.text", "9f3c01d27a44e8b1" + std::string(48, '0'), language,
                       "2026-11-22T10:41:40", FillMode::Read};
    return content;
}

}  // namespace

WallTime desk_wall() {
    return std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 10h + 20min;
}

QueueEntry queue_entry(int index, const std::string& number, const std::string& language,
                       QueueState state, int minutes) {
    QueueEntry entry;
    entry.header.id.bytes[15] = static_cast<std::uint8_t>(index);
    entry.header.centre = "musterstadt";
    entry.header.terminal = "eingang";
    entry.header.number = number;
    entry.header.day = "2026-11-22";
    entry.header.language = language;
    entry.header.questionnaire = "anerkennung";
    entry.state = state;
    entry.received = desk_wall() - std::chrono::minutes(minutes);
    entry.revision = index;
    return entry;
}

desk::State queue_state() {
    using S = QueueState;
    desk::State state;
    state.wall = state.now.utc = desk_wall();
    state.now.today = {2026, 11, 22};
    state.now.wall = "2026-11-22T11:20:00";
    desk::QueueOpen queue;
    queue.staff = {kStaffMember, "musterstadt"};
    queue.loaded = true;
    std::vector<QueueEntry>& entries = queue.entries;
    entries.push_back(queue_entry(1, "A021", "fa-AF", S::Waiting, 4));
    entries.push_back(queue_entry(2, "A017", "ar", S::Called, 28));
    entries.push_back(queue_entry(3, "A019", "uk", S::Waiting, 12));
    entries.push_back(queue_entry(4, "A018", "ti", S::Waiting, 23));
    entries.push_back(queue_entry(5, "A015", "en", S::InProgress, 51));
    entries.push_back(queue_entry(6, "A009", "uk", S::Parked, 95));
    entries.push_back(queue_entry(7, "A012", "ar", S::Missed, 71));
    entries.push_back(queue_entry(8, "A008", "de", S::Done, 130));
    entries.push_back(queue_entry(9, "A007", "uk", S::Withdrawn, 140));
    entries.push_back(queue_entry(10, "A020", "de", S::Waiting, 8));
    entries.back().header.questionnaire.clear();
    entries.push_back(queue_entry(11, "A017", "ti", S::Parked, 60 * 24 + 40));
    entries.back().header.day = "2026-11-21";
    entries.push_back(queue_entry(12, "A044", "uk", S::Done, 60 * 26));
    entries.back().header.day = "2026-11-21";
    entries[1].holder = kStaffMember;
    entries[1].calls = 2;
    entries[1].last_call = desk_wall() - 1min;
    entries[1].lease_until = desk_wall() + 8min;
    entries[4].holder = "s.oezdemir";
    entries[4].calls = 1;
    entries[4].lease_until = desk_wall() + 5min;
    entries[6].calls = 3;
    state.place = std::move(queue);
    return state;
}

desk::State arabic_case() {
    IntakeContent content = content_in("ar");
    auto& fields = content.answers.fields;
    fields[{"for_whom", 0}] = ChoiceAnswer{{"self"}};
    fields[{"reasons", 0}] = ChoiceAnswer{{"recognition", "costs_funding", "notice_received"}};
    fields[{"notice_date", 0}] = date_in("gregorian", DatePrecision::Day, 2026, 11, 2);
    fields[{"notice_result", 0}] = ChoiceAnswer{{"compensation"}};
    fields[{"consent_jobcenter", 0}] = ChoiceAnswer{{"yes"}};
    fields[{"family_name", 0}] = text_in("ar", "Al-Khatib");
    fields[{"given_name", 0}] = text_in("ar", "Rana");
    fields[{"name_own_script", 0}] = text_in("ar", "رنا الخطيب");
    fields[{"date_of_birth", 0}] = date_in("islamic-civil", DatePrecision::Day, 1409, 3, 14);
    fields[{"gender", 0}] = Special::PreferNotToSay;
    fields[{"country_of_birth", 0}] = ChoiceAnswer{{"SY"}};
    fields[{"nationality_first", 0}] = ChoiceAnswer{{"SY"}};
    fields[{"phone", 0}] = text_in("ar", "+49 151 2345678");
    fields[{"email", 0}] = text_in("ar", "rana@example.org");
    fields[{"counselling_language", 0}] = ChoiceAnswer{{"ar"}};
    fields[{"interpreter", 0}] = ChoiceAnswer{{"yes"}};
    fields[{"counsellor_wish", 0}] = ChoiceAnswer{{"woman"}};
    fields[{"qualification_occupation", 0}] =
        ChoiceAnswer{{"pflegefachkraft"}, SecretText("ممرضة")};
    fields[{"practical_needs", 0}] = ChoiceAnswer{{"children", "reading_writing"}};
    fields[{"residence_status", 0}] = Special::DiscussInCounselling;
    fields[{"residence_valid_until", 0}] = date_in("gregorian", DatePrecision::Month, 2027, 1);
    fields[{"qualification_kind", 0}] = ChoiceAnswer{{"university"}};
    fields[{"university_level", 0}] = ChoiceAnswer{{"diploma"}};
    fields[{"documents_have", 0}] =
        ChoiceAnswer{{"identity", "degree_certificate", "subjects_grades"}};
    fields[{"qualification_title", 0}] =
        text_in("ar", "إجازة في التمريض (جامعة دمشق، كلية التمريض، قسم العناية المركزة)");
    fields[{"qualification_title_german", 0}] = text_in("ar", "Diplom Krankenpflege");
    fields[{"qualification_from", 0}] = date_in("gregorian", DatePrecision::Year, 2006);
    fields[{"qualification_duration", 0}] = NumberAnswer{SecretText("3")};
    content.answers.repeats["further_qualification"] = 1;
    fields[{"further_kind", 0}] = ChoiceAnswer{{"course"}};
    fields[{"further_title", 0}] = text_in("ar", "دورة ICDL 2012");
    fields[{"documents", 0}] =
        GridAnswer{{{"identity", {{"original", "original"}, {"translation", "not_needed"}}},
                    {"degree_certificate", {{"original", "lost"}, {"translation", "sworn"}}},
                    {"subjects_grades", {{"original", "home_country"}, {"translation", "none"}}}}};
    fields[{"german_level", 0}] = ChoiceAnswer{{"a1_a2"}};
    fields[{"reads_latin", 0}] = ChoiceAnswer{{"some"}};
    fields[{"loop", 0}] = Special::DontKnow;
    fields[{"goal", 0}] = Special::DiscussInCounselling;
    fields[{"funding_need", 0}] = ChoiceAnswer{{"need_funding"}};
    fields[{"message", 0}] =
        text_in("ar", "هل يمكنني العمل في مستشفى Charité أثناء إجراءات الاعتراف؟\nعندي طفلان.");
    fields[{"old_question", 0}] = ChoiceAnswer{{"old_choice"}};
    return open_case(queue_entry(2, "A017", "ar", QueueState::InProgress, 28), std::move(content),
                     *ui::test::content().forms.front());
}

desk::State tigrinya_case() {
    IntakeContent content = content_in("ti");
    auto& fields = content.answers.fields;
    fields[{"family_name", 0}] = text_in("ti", "Tesfay");
    fields[{"name_own_script", 0}] = text_in("ti", "ሰላም ተስፋይ");
    fields[{"date_of_birth", 0}] = date_in("ethiopic", DatePrecision::Year, 1982);
    fields[{"nationality_first", 0}] = ChoiceAnswer{{"ER"}};
    return open_case(queue_entry(4, "A018", "ti", QueueState::InProgress, 23), std::move(content),
                     *ui::test::content().forms.front());
}

CaseSheet& sheet_of(desk::State& state) {
    return *std::get<desk::CaseOpen>(state.place).sheet;
}

desk::Rules desk_rules() {
    desk::Rules rules;
    rules.admin.installed = admin_content().installed;
    for (const auto& form : content().forms) {
        rules.questionnaires.push_back(form.get());
    }
    rules.questionnaires.push_back(content().withdrawal.get());
    return rules;
}

AdminContent admin_content() {
    AdminContent out;
    out.texts = content().catalogue.get();
    for (const Language& language : content().catalogue->languages()) {
        out.installed.folders.push_back(language.tag);
    }
    out.installed.languages = {"de", "en", "uk", "ar", "fa-AF", "ti"};
    out.installed.institution = "Anerkennungsberatung Musterstadt";
    for (const auto& form : content().forms) {
        out.installed.questionnaires.push_back(form->name);
        out.installed.questions[form->name] = question_facts(*form);
    }
    out.rules = content().rules;
    out.occupations = [] { return ui::test::occupation_words(); };
    out.branding.institution = out.installed.institution;
    return out;
}

desk::State after_admin(desk::State state, const desk::Event& event,
                        std::vector<desk::Effect>* effects) {
    static const desk::Rules rules = desk_rules();
    desk::Update step = desk::update(std::move(state), event, state.now, rules);
    if (effects != nullptr) {
        effects->insert(effects->end(), step.effects.begin(), step.effects.end());
    }
    return std::move(step.state);
}

desk::State admin_state(admin::Page page, const std::string& tag) {
    desk::State state = queue_state();
    std::get<desk::QueueOpen>(state.place).staff.rights.add(StaffRight::Configure);
    state = after_admin(std::move(state), desk::AdminPressed{});
    admin::ConfigurationsKnown known;
    known.published = {{2, desk_wall() - 20min, "a.admin", "Öffnungszeiten im Advent", "eingang"},
                       {1, desk_wall() - 26h, "a.admin", "Arabisch und Tigrinya dazu", ""}};
    known.reports = {{"eingang", 2, 0, "", "0.1.0", desk_wall() - 1min, 0},
                     {"wartezimmer", 1, 2, "broken_text (texts, ar, start.welcome): does not parse",
                      "0.1.0", desk_wall() - 2min, 0}};
    known.newest.version = 2;
    known.newest.opening_hours = "Mo–Do 9–16 Uhr";
    known.released.version = 1;
    known.released.opening_hours = known.newest.opening_hours;
    known.retention = std::chrono::days(30);
    state = after_admin(std::move(state), admin::Event(known));
    admin::LanguagesChecked checked;
    for (const Language& language : content().catalogue->languages()) {
        admin::LanguageFigures figures;
        figures.tag = language.tag;
        figures.texts = 750;
        figures.done = language.review.state == "started" ? 200 : 750;
        figures.fallback = figures.texts - figures.done;
        figures.voice = !language.voice.empty();
        checked.figures.push_back(figures);
    }
    checked.figures[1].stale = 2;
    checked.figures[1].stale_ids = {"start.welcome", "start.subtitle"};
    checked.figures[1].missing_letters = "ĳ";
    state = after_admin(std::move(state), admin::Event(checked));
    return after_admin(std::move(state), admin::Event(admin::PageOpened{page, tag}));
}

// --- Studio --------------------------------------------------------------------------------------

NamedStates states_of_log_in() {
    desk::LoggedOut place;
    NamedStates states;
    const auto add = [&](const std::string& name) {
        desk::State state;
        state.place = place;
        states.emplace_back(name, std::move(state));
    };
    add("login");
    place.account.text = SecretText("m.keller");
    place.field = desk::LogInField::Password;
    for (const char* problem : {"wrong", "foreign", "later"}) {
        place.problem_id = std::string("desk.login.") + problem;
        add(std::string("login_") + problem);
    }
    for (const char* problem : {"code", "lost"}) {
        place.problem_id = std::string("desk.choose.") + problem;
        add(std::string("login_") + problem);
    }
    place.problem_id = "desk.login.key";
    place.busy = true;
    add("login_busy");
    place.busy = false;
    place.choosing = true;
    place.problem_id.clear();
    add("choose");
    for (const char* problem : {"incomplete", "differs", "weak", "later"}) {
        place.problem_id = std::string("desk.choose.") + problem;
        add(std::string("choose_") + problem);
    }
    return states;
}

NamedStates states_of_requests() {
    QueueEntry request = queue_entry(13, "A022", "ar", QueueState::Waiting, 3);
    request.header.questionnaire = kWithdrawalForm;
    desk::State listed = queue_state();
    auto& queue = std::get<desk::QueueOpen>(listed.place);
    queue.entries.push_back(request);
    queue.selected = request.header.id;
    IntakeContent content = content_in("ar");
    content.questionnaire = kWithdrawalForm;
    content.consent = {};
    content.answers.fields[{"number", 0}] = text_in("ar", "a 017");
    content.answers.fields[{"date_of_birth", 0}] =
        date_in("islamic-civil", DatePrecision::Day, 1409, 3, 14);
    desk::State read = open_case(request, std::move(content), *ui::test::content().withdrawal);
    auto& open = std::get<desk::CaseOpen>(read.place);
    open.entry = request;
    open.queue.entries.push_back(request);
    desk::State asked = read;
    std::get<desk::CaseOpen>(asked.place).queue.asked = desk::Asking{QueueAction::Close, {}};
    return {{"queue_request", std::move(listed)},
            {"case_request", std::move(read)},
            {"ask_request", std::move(asked)}};
}

NamedStates states_of_few_rights() {
    desk::State reception = queue_state();
    auto& called = std::get<desk::QueueOpen>(reception.place);
    called.staff.rights = {StaffRight::Call};
    called.selected = called.entries.front().header.id;
    desk::State admin = queue_state();
    auto& unseen = std::get<desk::QueueOpen>(admin.place);
    unseen.staff.rights = {StaffRight::Configure};
    unseen.entries.clear();
    desk::State readers = queue_state();
    auto& told = std::get<desk::QueueOpen>(readers.place);
    told.staff.rights = *rights_of_role("all");
    told.new_readers = {{"j.dietz-von-langenfeld", {StaffRight::Open}, "a.kaya", desk_wall()},
                        {"e.lang", {StaffRight::Open}, "a.kaya", desk_wall()}};
    desk::State own = queue_state();
    auto& changing = std::get<desk::QueueOpen>(own.place);
    changing.own_password.emplace();
    changing.own_password->problem_id = "desk.password.wrong";
    desk::State changed = queue_state();
    std::get<desk::QueueOpen>(changed.place).password_changed = true;
    desk::State help = queue_state();
    for (const auto& [terminal, shown] :
         {std::pair{"terminal-1", "A"}, std::pair{"terminal-2", "B"}, std::pair{"terminal-3", "C"},
          std::pair{"terminal-4", "D"}}) {
        desk::HelpWanted wanted;
        wanted.call.terminal = terminal;
        wanted.call.language = help.help.empty() ? "ar" : "";
        wanted.call.call = wanted.call.seq = 1;
        wanted.call.at = help.wall;
        wanted.shown = shown;
        help.help.push_back(wanted);
    }
    desk::State forged = queue_state();
    forged.help_forged = true;
    return {{"queue_reception", std::move(reception)},   {"queue_help", std::move(help)},
            {"queue_help_forged", std::move(forged)},    {"queue_unseen", std::move(admin)},
            {"queue_readers", std::move(readers)},       {"own_password", std::move(own)},
            {"own_password_changed", std::move(changed)}};
}

DeskStudio::DeskStudio(const Panel& panel, const std::string& language)
    : m_theme(make_desk_theme(panel)),
      m_canvas(m_engine, content().icons),
      m_desk(*content().catalogue, "Anerkennungsberatung Musterstadt", content().occupations,
             language) {
    m_desk.serve_admin(admin_content());
    Canvas::prepare_imgui();
    m_canvas.check_all();
    m_imgui.io().DisplaySize = {m_theme.width_px, m_theme.height_px};
    m_imgui.io().DeltaTime = 1.0F / 60;
    mouse(-FLT_MAX, -FLT_MAX, false);
}

void DeskStudio::mouse(float x, float y, bool down) {
    m_imgui.io().MousePos = {x, y};
    m_imgui.io().MouseDown[0] = down;
}

std::vector<desk::Event> DeskStudio::frame(const desk::State& state,
                                           const std::vector<Keystroke>& typed,
                                           Navigation navigation) {
    static const desk::Rules rules = desk_rules();
    m_seconds += 1.0 / 60;
    m_imgui.begin_frame();
    m_canvas.begin(m_theme, typography(*content().catalogue->language("de")), m_seconds,
                   navigation);
    std::vector<desk::Event> events = m_desk.draw(m_canvas, desk::screen_for(state, rules), typed);
    m_canvas.end();
    m_drawn = &m_imgui.end_frame();
    return events;
}

std::vector<desk::Event> DeskStudio::draw(const desk::State& state) {
    std::vector<desk::Event> all;
    for (int i = 0; i < 200; ++i) {
        for (desk::Event& event : frame(state)) {
            all.push_back(std::move(event));
        }
        if (!m_canvas.moving()) {
            return all;
        }
    }
    ADD_FAILURE() << "the screen never comes to rest";
    return all;
}

std::vector<desk::Event> DeskStudio::tap(const desk::State& state, const std::string& id) {
    draw(state);
    const Node* node = find(id);
    if (node != nullptr && node->state.hidden) {
        m_canvas.reveal(id);
        draw(state);
        node = find(id);
    }
    if (node == nullptr || node->visible.width <= 0 || node->visible.height <= 0) {
        return {};
    }
    const float x = node->visible.x + node->visible.width / 2,
                y = node->visible.y + node->visible.height / 2;
    mouse(x, y, true);
    frame(state);
    mouse(x, y, false);
    std::vector<desk::Event> events = frame(state);
    mouse(-FLT_MAX, -FLT_MAX, false);
    draw(state);
    return events;
}

std::vector<desk::Event> DeskStudio::drag(const desk::State& state, const std::string& id,
                                          float by_y) {
    draw(state);
    const Node* node = find(id);
    if (node == nullptr || node->visible.width <= 0) {
        return {};
    }
    const float x = node->visible.x + node->visible.width / 2,
                y = node->visible.y + node->visible.height / 2;
    std::vector<desk::Event> all;
    const auto step = [&](float at, bool down) {
        mouse(x, at, down);
        for (desk::Event& event : frame(state)) {
            all.push_back(std::move(event));
        }
    };
    for (int i = 0; i <= 8; ++i) {
        step(y + by_y * static_cast<float>(i) / 8, true);
    }
    step(y + by_y, false);
    mouse(-FLT_MAX, -FLT_MAX, false);
    draw(state);
    return all;
}

std::vector<std::uint32_t> DeskStudio::whole_picture() {
    const int width = static_cast<int>(m_theme.width_px),
              height = static_cast<int>(m_theme.height_px);
    platform::Scene scene;
    const Colour paper = palette_of(Scheme::Light)[colour::kPaper];
    scene.build(*m_drawn, m_engine, {paper.red, paper.green, paper.blue}, width, height);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(width) *
                                      static_cast<std::size_t>(height));
    platform::Rasterizer().draw(scene, m_engine, {pixels.data(), width}, {0, 0, width, height});
    return pixels;
}

std::vector<std::uint32_t> DeskStudio::pixels(const PixelBox& box) {
    const std::vector<std::uint32_t> all = whole_picture();
    const auto width = static_cast<std::size_t>(m_theme.width_px);
    std::vector<std::uint32_t> out;
    for (auto y = static_cast<std::size_t>(box.y); y < static_cast<std::size_t>(box.y + box.height);
         ++y) {
        for (auto x = static_cast<std::size_t>(box.x);
             x < static_cast<std::size_t>(box.x + box.width); ++x) {
            out.push_back(all.at(y * width + x));
        }
    }
    return out;
}

void DeskStudio::keep_picture(const std::string& name) {
    const char* folder = std::getenv("LOTSE_UI_PICTURES");
    if (folder == nullptr) {
        return;
    }
    platform::Picture picture;
    picture.width = static_cast<int>(m_theme.width_px);
    picture.height = static_cast<int>(m_theme.height_px);
    for (const std::uint32_t pixel : whole_picture()) {
        for (const int shift : {16, 8, 0}) {
            picture.rgb.push_back(static_cast<std::uint8_t>(pixel >> shift));
        }
    }
    LOTSE_CHECK(platform::save_png(picture, std::string(folder) + "/" + name + ".png").ok());
}

}  // namespace lotse::ui::test
