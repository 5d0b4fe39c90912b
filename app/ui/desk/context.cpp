// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/context.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "text/words/numbers.h"
#include "text/words/regions.h"
#include "ui/kit/widgets.h"

namespace lotse::ui {

void draw_desk_header(const DeskContext& context, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box strip = screen.take_top(theme.header_height);
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.bottom() - theme.line, strip.width, theme.line}, colour::kLineSoft);
    Box row = strip.inset(theme.margin, 0);
    row.y = std::round(strip.y + (strip.height - theme.target) / 2);
    row.height = theme.target;
    const std::string& account = context.view.account;
    Box account_box, admin_box, lock_box, leave_box, password_box;
    const auto quiet = [](const char* icon) {
        return ButtonLook{ButtonKind::Quiet, icon, false, true, true};
    };
    const ButtonLook lock_look = quiet("lock"), leave_look = quiet("arrow_back"),
                     admin_look = quiet("settings");
    const text::Words lock = context.say("desk.lock"), leave = context.say("desk.log_out"),
                      admin_words = context.say("desk.admin.open");
    const bool admin = context.view.may_administer;
    // Upright there is no room for it beside the way to the settings.
    const bool own =
        context.view.may_change_password && !(admin && theme.height_px > theme.width_px);
    const ButtonLook own_look = quiet("person");
    const text::Words own_words = context.say("desk.action.password");
    TextStyle account_look = body_style(theme);
    account_look.middle = true;
    account_look.max_lines = 1;
    if (!account.empty()) {
        leave_box = row.take_end(button_width(canvas, leave, leave_look, row.width * 0.3F));
        row.take_end(theme.gap);
        lock_box = row.take_end(button_width(canvas, lock, lock_look, row.width * 0.3F));
        if (admin) {
            row.take_end(theme.gap);
            admin_box =
                row.take_end(button_width(canvas, admin_words, admin_look, row.width * 0.3F));
        }
        if (own) {
            row.take_end(theme.gap);
            password_box =
                row.take_end(button_width(canvas, own_words, own_look, row.width * 0.3F));
        }
        row.take_end(theme.space_large);
        const float width = canvas.text_width(account, account_look) + theme.icon + theme.space;
        account_box = row.take_end(std::min(width, row.width * 0.4F));
        row.take_end(theme.space_large);
    }
    TextStyle style = label_style(theme);
    style.middle = true;
    style.max_lines = 1;
    if (context.view.locks_in) {
        const text::Words words =
            context.say("desk.lock.warning", {{"seconds", context.view.locks_in->count()}});
        canvas.fill(row, colour::kNoticeTint, theme.radius);
        canvas.record("desk.lock_warning", Role::Alert, words, row);
        const Box inside = row.inset(theme.space, 0);
        style.size = theme.text_body;
        canvas.text(inside, words, fitted(canvas, words, inside, style));
    } else {
        canvas.record("header.institution", Role::Text, context.institution, row);
        canvas.text(row, context.institution, fitted(canvas, context.institution, row, style));
    }
    if (!account.empty()) {
        canvas.record("header.account", Role::Text,
                      context.say("desk.account", {{"account", account}}), account_box);
        canvas.icon("person",
                    Box{account_box.x, account_box.y, theme.icon, account_box.height}.centred(
                        theme.icon, theme.icon),
                    colour::kInkSoft);
        account_box.take_start(theme.icon + theme.space);
        canvas.text(account_box, account, account_look);
        if (own && button(canvas, "action.password", password_box, own_words, own_look)) {
            context.report(desk::PasswordPressed{});
        }
        if (admin && button(canvas, "action.admin", admin_box, admin_words, admin_look)) {
            context.report(desk::AdminPressed{});
        }
        if (button(canvas, "action.lock", lock_box, lock, lock_look)) {
            context.report(desk::LockPressed{});
        }
        if (button(canvas, "action.log_out", leave_box, leave, leave_look)) {
            context.report(desk::LogOutPressed{});
        }
    }
}

namespace {

text::Words banner_words(const DeskContext& context, const desk::Banner& banner) {
    const text::Words state =
        banner.state.empty() ? text::Words() : context.say("desk.state." + banner.state);
    return context.say(banner.problem_id, {{"number", banner.number},
                                           {"account", banner.account},
                                           {"count", static_cast<std::int64_t>(banner.count)},
                                           {"state", state}});
}

/// What somebody has to look into; the button of whoever did stands beside it.
struct Confirmed {
    const char *words, *name, *notice;
    desk::Event event;
};
float draw_confirmed(const DeskContext& context, const desk::Banner& banner,
                     const Confirmed& confirmed, const text::Words& words, Box at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    float height = 0;
    if (banner.may_confirm) {
        const text::Words label = context.say(confirmed.words);
        const ButtonLook look{ButtonKind::Secondary, "check", false, true, true};
        const float width = button_width(canvas, label, look, at.width * 0.4F);
        at.width -= width + theme.gap;
        if (button(canvas, confirmed.name, {at.end() + theme.gap, at.y, width, theme.target}, label,
                   look)) {
            context.report(confirmed.event);
        }
        height = theme.target;
    }
    return std::max(height, notice(canvas, confirmed.notice, at, Tone::Warning, "", words));
}

float draw_clock(const DeskContext& context, const desk::Banner& banner, Box at) {
    return draw_confirmed(
        context, banner,
        {"desk.action.confirm_clock", "action.confirm_clock", "desk.clock", desk::ClockConfirmed{}},
        context.say(banner.problem_id, {{"shown", text::staff_date_time(banner.shown)},
                                        {"time", text::staff_date_time(banner.time)}}),
        at);
}

float draw_went_back(const DeskContext& context, const desk::Banner& banner, Box at) {
    return draw_confirmed(context, banner,
                          {"desk.action.confirm_went_back", "action.confirm_went_back",
                           "desk.went_back", desk::WentBackConfirmed{}},
                          context.say(banner.problem_id, {}), at);
}

/// Who it is, by whose doing, and how many more there are.
std::string person_words(const DeskContext& context, const desk::Banner& banner) {
    std::string said =
        context.say(banner.problem_id, {{"account", banner.account},
                                        {"by", banner.by},
                                        {"fingerprint", banner.fingerprint},
                                        {"time", text::staff_date_time(banner.time)}});
    if (banner.more > 0) {
        said += " " + context.say("desk.readers.more",
                                  {{"count", static_cast<std::int64_t>(banner.more)}});
    }
    return said;
}

/// Somebody more may read: who, and by whose doing. It stays until somebody says that they know.
float draw_readers(const DeskContext& context, const desk::Banner& banner, Box at) {
    Canvas& canvas = context.canvas;
    const text::Words words = context.say("desk.action.readers_seen");
    const ButtonLook look{ButtonKind::Secondary, "check", false, true, true};
    const float width = button_width(canvas, words, look, at.width * 0.4F);
    at.width -= width + context.theme().gap;
    if (button(canvas, "action.readers_seen",
               {at.end() + context.theme().gap, at.y, width, context.theme().target}, words,
               look)) {
        context.report(desk::ReadersSeen{});
    }
    return std::max(context.theme().target, notice(canvas, "desk.readers", at, Tone::Warning, "",
                                                   person_words(context, banner)));
}

/// Somebody waits for the key: whoever compared the fingerprint gives it.
float draw_admit(const DeskContext& context, const desk::Banner& banner, Box at) {
    Canvas& canvas = context.canvas;
    const text::Words label = context.say("desk.action.admit");
    const ButtonLook look{ButtonKind::Secondary, "check", false, true, true};
    const float width = button_width(canvas, label, look, at.width * 0.4F);
    at.width -= width + context.theme().gap;
    const Box place{at.end() + context.theme().gap, at.y, width, context.theme().target};
    if (button(canvas, "action.admit." + banner.account, place, label, look)) {
        context.report(desk::AdmitPressed{banner.account});
    }
    return std::max(place.height, notice(canvas, "desk.admit", at, Tone::Warning, "",
                                         person_words(context, banner)));
}

/// So many terminals where somebody waits are named: the queue stays in view.
constexpr int kMostHelpShown = 3, kMostHelpShownLow = 1;

/// Who goes there says so. `more` came after it and are only counted.
float draw_help(const DeskContext& context, const desk::Banner& banner, Box at, int more) {
    Canvas& canvas = context.canvas;
    const HelpCall& call = banner.help->call;
    const text::Words label = context.say("desk.action.help_done");
    const ButtonLook look{ButtonKind::Primary, "check", false, true, true};
    const float width = button_width(canvas, label, look, at.width * 0.4F);
    at.width -= width + context.theme().gap;
    const Box place{at.end() + context.theme().gap, at.y, width, context.theme().target};
    if (button(canvas, "action.help_done." + call.terminal, place, label, look)) {
        context.report(desk::HelpDonePressed{call.terminal, call.call});
    }
    const std::string language =
        call.language.empty() ? std::string() : counselling_language(context, call.language);
    text::Words words =
        context.say(banner.problem_id, {{"terminal", banner.help->shown},
                                        {"language", language},
                                        {"time", text::staff_time(waits_since(call))}});
    if (more > 0) {
        words += " " + context.say("desk.help.more", {{"count", static_cast<std::int64_t>(more)}});
    }
    return std::max(place.height,
                    notice(canvas, "desk.help." + call.terminal, at, Tone::Danger, "", words));
}

}  // namespace

void draw_banners(const DeskContext& context, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const auto is_help = [](const desk::Banner& banner) {
        return banner.kind == desk::Banner::Kind::Help;
    };
    const int most = theme.low ? kMostHelpShownLow : kMostHelpShown;
    int more = static_cast<int>(std::ranges::count_if(context.view.banners, is_help));
    int shown = 0;
    for (const desk::Banner& banner : context.view.banners) {
        if (is_help(banner)) {
            --more;
            if (++shown > most) {
                continue;
            }
        }
        screen.take_top(theme.space);
        const Box at = screen.inset(theme.margin, 0);
        switch (banner.kind) {
            case desk::Banner::Kind::Help:
                screen.take_top(draw_help(context, banner, at, shown == most ? more : 0));
                break;
            case desk::Banner::Kind::Offline: {
                const OfflineWords words = offline_words(context);
                screen.take_top(
                    notice(canvas, "desk.offline", at, Tone::Warning, words.title, words.text));
                break;
            }
            case desk::Banner::Kind::Problem:
                screen.take_top(notice(canvas, "desk.problem", at, Tone::Danger, "",
                                       banner_words(context, banner)));
                break;
            case desk::Banner::Kind::Clock:
                screen.take_top(draw_clock(context, banner, at));
                break;
            case desk::Banner::Kind::WentBack:
                screen.take_top(draw_went_back(context, banner, at));
                break;
            case desk::Banner::Kind::Watch:
                screen.take_top(notice(canvas, banner.problem_id, at, Tone::Warning, "",
                                       banner_words(context, banner)));
                break;
            case desk::Banner::Kind::Readers:
                screen.take_top(draw_readers(context, banner, at));
                break;
            case desk::Banner::Kind::Admit:
                screen.take_top(draw_admit(context, banner, at));
                break;
            case desk::Banner::Kind::Waits:
                screen.take_top(
                    notice(canvas, "desk.admit.waits", at, Tone::Warning, "",
                           context.say(banner.problem_id, {{"fingerprint", banner.fingerprint}})));
                break;
            case desk::Banner::Kind::Notice:
                screen.take_top(notice(canvas, "desk.notice", at, Tone::Warning, "",
                                       banner_words(context, banner)));
                break;
        }
    }
}

namespace {

/// What the page shows that is open: of it a banner says how old it may be.
std::string page_of(const desk::Screen& screen) {
    return std::holds_alternative<desk::AdminView>(screen)  ? "admin"
           : std::holds_alternative<desk::CaseView>(screen) ? "case"
                                                            : "queue";
}

}  // namespace

OfflineWords offline_words(const DeskContext& context) {
    const std::string page = page_of(context.view.screen);
    for (const desk::Banner& banner : context.view.banners) {
        if (banner.kind != desk::Banner::Kind::Offline) {
            continue;
        }
        if (banner.cause == Cause::None) {
            text::Words text = context.say("desk.offline.changes." + page);
            if (page != "admin") {
                text = text + " " + context.say("desk.offline.changes.text");
            }
            return {context.say("desk.offline.changes.title"), text};
        }
        const bool certificate =
            banner.cause == Cause::Certificate || banner.cause == Cause::CertificateTime;
        text::Words text =
            context.say("desk.offline." + page) + " " +
            context.say(certificate ? "desk.offline." + std::string(to_string(banner.cause))
                                    : "desk.offline.text");
        if (banner.undone) {
            text = context.say("desk.offline.undone") + " " + text;
        }
        return {context.say("desk.offline.title"), text};
    }
    return {};
}

const char* action_id(const desk::Offer& offer) {
    if (offer.does == desk::Offer::Does::Look) {
        return "action.open";
    }
    if (offer.does == desk::Offer::Does::Find) {
        return "action.find";
    }
    switch (offer.action) {
        case QueueAction::Call:
            return "action.call";
        case QueueAction::Arrive:
            return "action.arrive";
        case QueueAction::Open:
            return "action.begin";
        case QueueAction::Park:
            return "action.park";
        case QueueAction::Defer:
            return "action.defer";
        case QueueAction::Miss:
            return "action.miss";
        case QueueAction::Requeue:
            return "action.requeue";
        case QueueAction::Close:
            return "action.close";
        case QueueAction::Withdraw:
            return "action.withdraw";
        case QueueAction::Break:
            return "action.break";
        case QueueAction::Renew:
        case QueueAction::Release:
            break;  // the desk's own doing
    }
    LOTSE_CHECK(false);
}

text::Words action_words(const DeskContext& context, const desk::Offer& offer) {
    switch (offer.does) {
        case desk::Offer::Does::Again:
            return context.say("desk.action.call_again");
        case desk::Offer::Does::TakeOver:
            return context.say("desk.action.take_over");
        case desk::Offer::Does::Settle:
            return context.say("desk.action.settle");
        case desk::Offer::Does::Look:
        case desk::Offer::Does::Find:
        case desk::Offer::Does::Act:
            break;
    }
    return context.say(std::string("desk.") + action_id(offer));
}

const char* action_icon(const desk::Offer& offer) {
    if (offer.does == desk::Offer::Does::Look) {
        return "document";
    }
    if (offer.does == desk::Offer::Does::Find) {
        return "search";
    }
    switch (offer.action) {
        case QueueAction::Call:
            return "volume";
        case QueueAction::Arrive:
            return "hand";
        case QueueAction::Open:
            return "chat";
        case QueueAction::Park:
            return "pause";
        case QueueAction::Defer:
            return "calendar";
        case QueueAction::Miss:
            return "cross";
        case QueueAction::Requeue:
            return "refresh";
        case QueueAction::Close:
            return "check";
        case QueueAction::Withdraw:
            return "trash";
        case QueueAction::Break:
            return "person";
        case QueueAction::Renew:
        case QueueAction::Release:
            break;
    }
    LOTSE_CHECK(false);
}

std::string counselling_language(const DeskContext& context, const std::string& tag) {
    const Language* language = context.catalogue.language(tag);
    const std::string name = text::language_name(tag, context.catalogue, context.own_language);
    // Of some only the folder knows the name: there is no code for Plain German.
    return language != nullptr && (context.own_language == "de" || name == tag)
               ? language->german_name
               : name;
}

namespace {

struct StateLook {
    Paint tint, ink;
    const char* icon;
};

StateLook look_of(QueueState state) {
    using namespace colour;
    switch (state) {
        case QueueState::Waiting:
            return {kSurface, kInk, "clock"};
        case QueueState::Called:
            return {kNoticeTint, kInk, "volume"};
        case QueueState::Arrived:
            return {kChosen, kPrimary, "hand"};
        case QueueState::InProgress:
            return {kChosen, kPrimary, "chat"};
        case QueueState::Parked:
            return {kPaper, kInkSoft, "pause"};
        case QueueState::Pending:
            return {kPaper, kInkSoft, "calendar"};
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

float state_mark_width(Canvas& canvas, const text::WordsView& words) {
    const Theme& theme = canvas.theme();
    return canvas.text_width(words, mark_style(theme)) + mark_icon(theme) + theme.space * 3;
}

void draw_state_mark(Canvas& canvas, const Box& box, QueueState state,
                     const text::WordsView& words) {
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

text::Words state_words(const DeskContext& context, QueueState state) {
    return context.say("desk.state." + std::string(to_string(state)));
}

}  // namespace lotse::ui
