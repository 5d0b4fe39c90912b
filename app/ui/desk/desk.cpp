// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/desk.h"

#include <algorithm>
#include <cmath>

#include "text/words/regions.h"
#include "ui/admin/admin_context.h"
#include "ui/desk/desk_context.h"
#include "ui/kit/dialog.h"
#include "ui/kit/fonts.h"

namespace lotse::ui {

Theme make_desk_theme(const Panel& panel) {
    Theme theme = make_theme(panel);
    // A desk's screen is read from 60 to 70 cm whatever its size; only a very small one gets
    // smaller type.
    const float short_side_mm = std::min(theme.width_px, theme.height_px) / theme.px_per_mm;
    const float reach = std::clamp(short_side_mm / 268.0F, 0.82F, 1.1F);
    const auto text = [&](float millimetres) {
        return std::round(theme.mm(millimetres) * reach * panel.text_factor * 4) / 4;
    };
    const auto space = [&](float millimetres) { return std::round(theme.mm(millimetres) * reach); };
    theme.text_hero = text(13.0F);
    theme.text_title = text(7.0F);
    theme.text_label = text(4.9F);
    theme.text_body = text(4.6F);
    theme.text_small = text(4.0F);
    theme.target = std::ceil(theme.mm(12.2F));
    theme.target_primary = std::ceil(theme.mm(13.2F));
    theme.gap = std::ceil(theme.mm(2.4F));
    theme.space = space(2.4F);
    theme.space_large = space(6.0F);
    theme.margin = space(8.0F);
    theme.padding = space(4.0F);
    theme.radius = space(1.4F);
    theme.radius_large = space(2.4F);
    theme.line = std::max(1.0F, std::round(theme.mm(0.28F)));
    theme.line_strong = std::max(2.0F, std::round(theme.mm(0.7F)));
    theme.icon = space(5.4F);
    theme.icon_large = space(8.0F);
    theme.header_height = theme.target + 2 * space(1.6F);
    theme.actions_height = theme.target_primary + 2 * space(2.6F);
    theme.column_width = space(520.0F);
    return theme;
}

namespace {

const QueueEntry* asked_entry(const desk::QueueOpen& queue) {
    const auto found =
        std::find_if(queue.entries.begin(), queue.entries.end(),
                     [&](const QueueEntry& entry) { return queue.selected == entry.header.id; });
    return found == queue.entries.end() ? nullptr : &*found;
}

/// Before what cannot be undone. False: nothing is asked.
bool draw_question(const DeskContext& context, const desk::QueueOpen& queue,
                   const QueueEntry* entry, Box screen) {
    if (!queue.asked || entry == nullptr) {
        return false;
    }
    draw_desk_header(context, screen, &queue.staff);
    const bool close = *queue.asked == QueueAction::Close;
    const std::string id = close ? "desk.ask.close" : "desk.ask.withdraw";
    const std::string pressed =
        ask(context.canvas, screen, "ask", close ? "check" : "trash", context.say(id + ".title"),
            context.say(id + ".text", {{"number", entry->header.number}}),
            {{"ask.cancel", context.say("desk.ask.cancel"), "arrow_back", ButtonKind::Secondary},
             {"ask.confirm", context.say(id + ".confirm"), close ? "check" : "trash",
              close ? ButtonKind::Primary : ButtonKind::Danger}});
    if (pressed == "ask.confirm") {
        context.report(desk::ActionConfirmed{});
    } else if (pressed == "ask.cancel") {
        context.report(desk::ActionCancelled{});
    }
    return true;
}

}  // namespace

struct Desk::Impl {
    Impl(const text::Catalogue& words, std::string name)
        : catalogue(words),
          institution(std::move(name)),
          preview(std::make_unique<Preview>(words)) {
        admin.texts = &words;
    }

    const text::Catalogue& catalogue;
    std::string institution;
    std::map<std::string, text::Typography> fonts;
    DeskLocal local;
    AdminContent admin;
    AdminLocal admin_local;
    std::unique_ptr<Preview> preview;
};

Desk::Desk(const text::Catalogue& catalogue, std::string institution)
    : m_impl(std::make_unique<Impl>(catalogue, std::move(institution))) {
    for (const Language& language : catalogue.languages()) {
        m_impl->fonts.emplace(language.tag, typography(language));
    }
}
Desk::~Desk() = default;

void Desk::wipe() {
    m_impl->local = DeskLocal{};
    m_impl->admin_local = AdminLocal{};
    m_impl->preview->wipe();
}

void Desk::serve_admin(AdminContent content) {
    LOTSE_CHECK(content.texts != nullptr);
    m_impl->preview = std::make_unique<Preview>(*content.texts);
    m_impl->preview->set_terminal(content.rules, content.branding);
    m_impl->admin = std::move(content);
}

std::vector<desk::Event> Desk::draw(Canvas& canvas, const desk::State& state,
                                    const CaseSheet* sheet, const std::vector<Keystroke>& typed) {
    std::vector<desk::Event> events;
    DeskLocal& local = m_impl->local;
    // Each screen and each case begins at its top.
    std::string place = std::to_string(state.place.index());
    if (const auto* open = std::get_if<desk::CaseOpen>(&state.place)) {
        place += to_hex(open->entry.header.id);
    }
    if (const auto* open = std::get_if<desk::AdminOpen>(&state.place)) {
        place += "/" + std::to_string(static_cast<int>(open->admin.page)) + open->admin.tag;
    }
    if (place != local.place) {
        local.place = place;
        local.field.reset();
        local.searching = false;
        canvas.reset_scrolling();
    }
    const DeskContext context{
        canvas, m_impl->catalogue, m_impl->institution, m_impl->fonts, state, typed, local, events};
    canvas.set_scroll_labels(context.say("page.up"), context.say("page.more"));
    const Box screen = canvas.screen();
    if (const auto* out = std::get_if<desk::LoggedOut>(&state.place)) {
        screens::draw_desk_log_in(context, *out, screen);
    } else if (const auto* queue = std::get_if<desk::QueueOpen>(&state.place)) {
        if (!draw_question(context, *queue, asked_entry(*queue), screen)) {
            screens::draw_desk_queue(context, *queue, screen);
        }
    } else if (const auto* of_admin = std::get_if<desk::AdminOpen>(&state.place)) {
        if (of_admin->admin.loaded) {
            const Configuration& draft = of_admin->admin.draft();
            m_impl->preview->set_draft(draft,
                                       admin::offered_languages(draft, m_impl->admin.installed),
                                       of_admin->admin.languages);
        }
        screens::draw_admin({context, m_impl->admin, of_admin->admin, m_impl->admin_local,
                             *m_impl->preview, canvas},
                            *of_admin, screen);
    } else {
        const auto& open = std::get<desk::CaseOpen>(state.place);
        if (!draw_question(context, open.queue, &open.entry, screen)) {
            screens::draw_desk_case(context, open, sheet, screen);
        }
    }
    return events;
}

// --- Shared by the screens -----------------------------------------------------------------------

std::string DeskContext::say_if_known(const std::string& id,
                                      const text::Arguments& arguments) const {
    return catalogue.has(kStaffLanguage, id) ? say(id, arguments) : id;
}

void draw_desk_header(const DeskContext& context, Box& screen, const desk::Staff* staff) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box strip = screen.take_top(theme.header_height);
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.bottom() - theme.line, strip.width, theme.line}, colour::kLineSoft);
    Box row = strip.inset(theme.margin, 0);
    row.y = std::round(strip.y + (strip.height - theme.target) / 2);
    row.height = theme.target;
    Box button_box, account_box, admin_box;
    const ButtonLook look{ButtonKind::Quiet, "lock", false, true, true};
    const std::string leave = context.say("desk.log_out");
    const ButtonLook admin_look{ButtonKind::Quiet, "settings", false, true, true};
    const std::string admin_words = context.say("desk.admin.open");
    const bool admin = staff != nullptr && staff->admin &&
                       std::holds_alternative<desk::QueueOpen>(context.state.place);
    TextStyle account_look = body_style(theme);
    account_look.middle = true;
    account_look.max_lines = 1;
    if (staff != nullptr) {
        button_box = row.take_end(button_width(canvas, leave, look, row.width * 0.3F));
        if (admin) {
            row.take_end(theme.gap);
            admin_box =
                row.take_end(button_width(canvas, admin_words, admin_look, row.width * 0.3F));
        }
        row.take_end(theme.space_large);
        const float width =
            canvas.text_width(staff->account, account_look) + theme.icon + theme.space;
        account_box = row.take_end(std::min(width, row.width * 0.4F));
        row.take_end(theme.space_large);
    }
    canvas.record("header.institution", Role::Text, context.institution, row);
    TextStyle style = label_style(theme);
    style.middle = true;
    style.max_lines = 1;
    canvas.text(row, context.institution, style);
    if (staff != nullptr) {
        canvas.record("header.account", Role::Text,
                      context.say("desk.account", {{"account", staff->account}}), account_box);
        canvas.icon("person",
                    Box{account_box.x, account_box.y, theme.icon, account_box.height}.centred(
                        theme.icon, theme.icon),
                    colour::kInkSoft);
        account_box.take_start(theme.icon + theme.space);
        canvas.text(account_box, staff->account, account_look);
        if (admin && button(canvas, "action.admin", admin_box, admin_words, admin_look)) {
            context.report(desk::AdminPressed{});
        }
        if (button(canvas, "action.log_out", button_box, leave, look)) {
            context.report(desk::LogOutPressed{});
        }
    }
}

void draw_banners(const DeskContext& context, Box& screen, const desk::QueueOpen& queue) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const auto banner = [&](const std::string& id, Tone tone, const std::string& title,
                            const std::string& words) {
        screen.take_top(theme.space);
        const Box at = screen.inset(theme.margin, 0);
        screen.take_top(notice(canvas, id, at, tone, title, words));
    };
    if (!queue.connected) {
        banner("desk.offline", Tone::Warning, context.say("desk.offline.title"),
               context.say("desk.offline.text"));
    }
    if (!queue.problem_id.empty()) {
        banner("desk.problem", Tone::Danger, "", context.say(queue.problem_id));
    }
}

bool edit_with_key(const text::Engine& engine, edit::Text& text, const Keystroke& typed,
                   edit::Accepts accepts, std::size_t longest_bytes) {
    std::optional<edit::Text> after =
        edit::after_key(engine, text, typed, accepts, longest_bytes, false);
    if (after) {
        text = std::move(*after);
    }
    return after.has_value();
}

const char* action_id(QueueAction action) {
    switch (action) {
        case QueueAction::Call:
            return "action.call";
        case QueueAction::Open:
            return "action.open";
        case QueueAction::Renew:
            return "action.renew";
        case QueueAction::Park:
            return "action.park";
        case QueueAction::Miss:
            return "action.miss";
        case QueueAction::Requeue:
            return "action.requeue";
        case QueueAction::Close:
            return "action.close";
        case QueueAction::Withdraw:
            return "action.withdraw";
    }
    LOTSE_CHECK(false);
}

std::string action_words(const DeskContext& context, QueueAction action) {
    return context.say(std::string("desk.") + action_id(action));
}

const char* action_icon(QueueAction action) {
    switch (action) {
        case QueueAction::Call:
            return "volume";
        case QueueAction::Open:
            return "document";
        case QueueAction::Park:
            return "pause";
        case QueueAction::Miss:
            return "cross";
        case QueueAction::Requeue:
            return "refresh";
        case QueueAction::Close:
            return "check";
        case QueueAction::Withdraw:
            return "trash";
        case QueueAction::Renew:
            break;
    }
    return "";
}

std::string counselling_language(const DeskContext& context, const std::string& tag) {
    const Language* language = context.catalogue.language(tag);
    return language != nullptr ? language->german_name
                               : text::language_name(tag, context.catalogue, kStaffLanguage);
}

std::string questionnaire_words(const DeskContext& context, const std::string& name) {
    if (name.empty()) {
        return context.say("desk.without_data");
    }
    const std::string id = "desk.questionnaire." + name;
    return context.catalogue.has(kStaffLanguage, id) ? context.say(id) : name;
}

namespace {

struct StateLook {
    Colour tint, ink;
    const char* icon;
};

StateLook look_of(QueueState state) {
    using namespace colour;
    switch (state) {
        case QueueState::Waiting:
            return {kSurface, kInk, "clock"};
        case QueueState::Called:
            return {kNoticeTint, kInk, "volume"};
        case QueueState::InProgress:
            return {kChosen, kPrimary, "chat"};
        case QueueState::Parked:
            return {kPaper, kInkSoft, "pause"};
        case QueueState::Missed:
            return {kDangerTint, kDanger, "cross"};
        case QueueState::Done:
            return {kSuccessTint, kSuccess, "check"};
        case QueueState::Withdrawn:
            return {kPaper, kInkSoft, "minus"};
    }
    LOTSE_CHECK(false);
}

TextStyle mark_style(const Theme& theme) {
    TextStyle style = hint_style(theme);
    style.weight = text::Weight::Bold;
    style.middle = true;
    style.max_lines = 1;
    return style;
}

float mark_icon(const Theme& theme) {
    return std::round(theme.icon * 0.8F);
}

}  // namespace

float state_mark_width(Canvas& canvas, const std::string& words) {
    const Theme& theme = canvas.theme();
    return canvas.text_width(words, mark_style(theme)) + mark_icon(theme) + theme.space * 3;
}

void draw_state_mark(Canvas& canvas, const Box& box, QueueState state, const std::string& words) {
    const Theme& theme = canvas.theme();
    const StateLook look = look_of(state);
    const float height = std::round(theme.text_small * 1.5F + theme.space);
    const Box pill{box.x, std::round(box.y + (box.height - height) / 2),
                   std::min(box.width, state_mark_width(canvas, words)), height};
    canvas.fill(pill, look.tint, height / 2);
    canvas.outline(pill, look.ink == colour::kInk ? colour::kLine : look.ink, theme.line,
                   height / 2);
    Box inner = pill.inset(theme.space, 0);
    const float side = mark_icon(theme);
    const Box icon = inner.take_start(side).centred(side, side);
    canvas.icon(look.icon, icon, look.ink);
    inner.take_start(theme.space);
    TextStyle style = mark_style(theme);
    style.colour = look.ink;
    canvas.text(inner, words, style);
}

std::string state_words(const DeskContext& context, QueueState state) {
    return context.say("desk.state." + std::string(to_string(state)));
}

float labelled_value(const DeskContext& context, const std::string& id, const Box& at,
                     const std::string& label, const std::string& value) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const TextStyle label_look = hint_style(theme), value_look = body_style(theme);
    const float label_height = canvas.text_height(label, at.width, label_look);
    const float value_height = canvas.text_height(value, at.width, value_look);
    Node& node =
        canvas.record(id, Role::Text, label, {at.x, at.y, at.width, label_height + value_height});
    node.value = value;
    canvas.text({at.x, at.y, at.width, label_height}, label, label_look);
    canvas.text({at.x, at.y + label_height, at.width, value_height}, value, value_look);
    return label_height + value_height;
}

}  // namespace lotse::ui
