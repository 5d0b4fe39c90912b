// SPDX-License-Identifier: EUPL-1.2
#include "ui/desk/case.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/dispatch.h"
#include "text/words/calendar.h"
#include "text/words/numbers.h"
#include "text/words/regions.h"
#include "text/words/writing.h"
#include "ui/kit/stack.h"
#include "ui/kit/widgets.h"

namespace lotse::ui::screens {
namespace {

using desk::QueueLine;
using Weight = CaseFlag::Weight;

// --- Words ---------------------------------------------------------------------------------------

text::Words say_text(const DeskContext& context, const std::string& id) {
    return context.say_if_known(id, {{"institution", context.institution}});
}

const char* special_id(Special special) {
    switch (special) {
        case Special::DontKnow:
            return "special.dont_know";
        case Special::PreferNotToSay:
            return "special.prefer_not";
        case Special::DiscussInCounselling:
            return "special.discuss";
    }
    LOTSE_CHECK(false);
}

text::Words code_words(const DeskContext& context, ChosenCodes::Of of, const std::string& code) {
    switch (of) {
        case ChosenCodes::Of::Countries:
            return text::country_name(code, context.catalogue, context.own_language);
        case ChosenCodes::Of::Languages:
            return text::language_name(code, context.catalogue, context.own_language);
        case ChosenCodes::Of::Occupations:
            break;
    }
    const Occupation* occupation = context.occupations.find(code);
    return occupation == nullptr ? code : occupation->name;
}

/// What stands in the row, one choice or grid row per line.
text::Words value_words(const DeskContext& context, const CaseValue& value) {
    struct Words {
        const DeskContext& context;
        std::string operator()(const TextAnswer& answer) const {
            return std::string(answer.text.view());
        }
        std::string operator()(const NumberAnswer& answer) const {
            const Language* own = context.catalogue.language(context.own_language);
            return own == nullptr ? std::string(answer.digits.view())
                                  : text::with_decimal_sign(answer.digits.view(), *own);
        }
        std::string operator()(const PartialDate& date) const {
            return text::format_date_for_staff(date, context.catalogue);
        }
        std::string operator()(const TimeOfDay& time) const {
            return text::format_time_for_staff(time, context.catalogue);
        }
        std::string operator()(const Special& special) const {
            return context.say(special_id(special));
        }
        std::string operator()(const Confirmed&) const { return context.say("answer.yes"); }
        std::string operator()(const ChosenTexts& chosen) const {
            std::string words;
            for (const std::string& id : chosen.text_ids) {
                words += (words.empty() ? "" : "\n") + say_text(context, id);
            }
            return words;
        }
        std::string operator()(const ChosenCodes& chosen) const {
            std::string words;
            for (const std::string& code : chosen.codes) {
                words += (words.empty() ? "" : "\n") + code_words(context, chosen.of, code);
            }
            if (!chosen.typed.empty()) {
                words +=
                    "\n" + std::string(context.say("case.looked_for",
                                                   {{"text", std::string(chosen.typed.view())}}));
            }
            return words;
        }
        std::string operator()(const GridTexts& grid) const {
            std::string words;
            for (const GridTexts::Row& row : grid.rows) {
                std::string line;
                for (const auto& [column, choice] : row.cells) {
                    line += (line.empty() ? "" : " · ") + say_text(context, choice);
                }
                words += (words.empty() ? "" : "\n") + say_text(context, row.text_id) + ": " + line;
            }
            return words;
        }
    };
    return std::visit(Words{context}, value);
}

/// An e-mail or web address: of no language.
bool is_address(std::string_view text) {
    return text.find_first_of("@/") != std::string_view::npos;
}

// --- Rows ----------------------------------------------------------------------------------------

struct RowLook {
    std::string words;     ///< of the staff's language, or the original
    std::string language;  ///< name of what the original is written in, empty: the staff's own
    std::string tag;       ///< of the words
    const text::Typography* typography = nullptr;  ///< null: that of the staff
    const GridTexts* grid = nullptr;
    bool soft = false;    ///< not an answer in the strict sense
    bool agenda = false;  ///< wants to talk about it
};

RowLook look_of(const DeskContext& context, const CaseRow& row) {
    RowLook look{value_words(context, row.value),
                 "",
                 context.own_language,
                 nullptr,
                 std::get_if<GridTexts>(&row.value),
                 false,
                 false};
    if (const auto* text = std::get_if<TextAnswer>(&row.value)) {
        const text::Writing writing = text::writing_of(text->text.view());
        const Language* language = context.catalogue.language(text->language);
        const bool latin_language = language == nullptr || language->script == "Latn";
        // A name in Latin letters, a telephone number, an address: typed in Arabic, and yet not
        // Arabic.
        if (writing.beyond_latin ||
            (writing.letters && !is_address(text->text.view()) && latin_language)) {
            look.tag = text->language;
            look.typography = context.typography_of(text->language);
            if (text->language != context.own_language) {
                look.language = counselling_language(context, text->language);
            }
        }
    } else if (const auto* special = std::get_if<Special>(&row.value)) {
        look.agenda = *special == Special::DiscussInCounselling;
        look.soft = !look.agenda;
    }
    return look;
}

/// Documents and their states as a small table.
float draw_grid(const DeskContext& context, const GridTexts& grid, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    std::vector<std::string> columns;
    for (const GridTexts::Row& row : grid.rows) {
        for (const auto& [column, choice] : row.cells) {
            if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
                columns.push_back(column);
            }
        }
    }
    const float gap = theme.space;
    const float first = std::round(at.width * 0.42F);
    const float width = std::floor(
        (at.width - first) / static_cast<float>(std::max<std::size_t>(columns.size(), 1)) - gap);
    const auto cell = [&](std::size_t column, float y) {
        return Box{at.x + first + gap + static_cast<float>(column) * (width + gap), y, width, 0};
    };
    float y = at.y;
    float height = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        height = std::max(
            height, canvas.text(cell(i, y), say_text(context, columns[i]), hint_style(theme)));
    }
    y += height + theme.space / 2;
    TextStyle strong = body_style(theme);
    strong.weight = text::Weight::Bold;
    for (const GridTexts::Row& row : grid.rows) {
        canvas.fill({at.x, y, at.width, theme.line}, colour::kLineSoft);
        y += theme.line + theme.space / 2;
        height =
            canvas.text({at.x, y, first, 0}, say_text(context, row.text_id), body_style(theme));
        for (const auto& [column, choice] : row.cells) {
            const auto place = static_cast<std::size_t>(
                std::find(columns.begin(), columns.end(), column) - columns.begin());
            height =
                std::max(height, canvas.text(cell(place, y), say_text(context, choice), strong));
        }
        y += height + theme.space / 2;
    }
    return y - at.y;
}

float draw_row(const DeskContext& context, const CaseRow& row, const Box& at, bool last) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const text::Words label = say_text(context, row.label_id);
    const RowLook look = look_of(context, row);
    const std::string id = "case." + row.path.question + "." + std::to_string(row.path.instance);
    const std::string height_key = "height/" + id;
    const Box box{at.x, at.y, at.width, canvas.remembered(height_key)};
    Node& node = canvas.record(id, look.grid != nullptr ? Role::Table : Role::Text, label, box);
    node.value = look.words;
    node.language = look.tag;

    Box inner = Box{at.x, at.y, at.width, 0}.inset(theme.padding, 0);
    TextStyle label_look = body_style(theme);
    label_look.colour = kInkSoft;
    const float top = at.y + theme.space * 0.8F;
    float used = 0;
    if (look.grid != nullptr) {
        used = canvas.text({inner.x, top, inner.width, 0}, label, label_look) + theme.space;
        used += draw_grid(context, *look.grid, {inner.x, top + used, inner.width, 0});
    } else {
        const Box label_box = inner.take_start(std::round(inner.width * 0.42F));
        inner.take_start(theme.padding);
        const float label_height =
            canvas.text({label_box.x, top, label_box.width, 0}, label, label_look);
        Box value = inner;
        TextStyle style = body_style(theme);
        style.weight = look.soft ? text::Weight::Regular : text::Weight::Bold;
        style.colour = look.soft ? kInkSoft : kInk;
        style.typography = look.typography;
        if (look.agenda) {
            const float side = theme.icon * 0.9F;
            const float line = canvas.text_height("x", 0, style);
            canvas.icon("chat", {value.x, top + (line - side) / 2, side, side}, kPrimary);
            value.take_start(side + theme.space);
        }
        if (!look.language.empty()) {
            const TextStyle hint = hint_style(theme);
            const float width = canvas.text_width(look.language, hint);
            const Box place = value.take_end(std::min(width + 2 * theme.space, value.width * 0.4F));
            value.take_end(theme.space);
            const float line = canvas.text_height("x", 0, hint);
            canvas.outline({place.x, top, place.width, line + theme.space / 2}, kLineSoft,
                           theme.line, theme.radius);
            canvas.text({place.x + theme.space, top + theme.space / 4,
                         place.width - 2 * theme.space + 2, 0},
                        look.language, hint);
        }
        if (look.typography != nullptr &&
            look.typography->direction == text::Direction::RightToLeft) {
            style.align = text::Align::End;  // of the desk's direction: where its readers begin
        }
        const float value_height = canvas.text({value.x, top, value.width, 0}, look.words, style);
        used = std::max(label_height, value_height);
    }
    const float height = std::ceil(used + theme.space * 1.6F);
    if (!last) {
        canvas.fill({at.x + theme.padding, at.y + height - theme.line, at.width - 2 * theme.padding,
                     theme.line},
                    kLineSoft);
    }
    canvas.remember(height_key, height);
    return height;
}

/// A card around rows. Drawn before them, so its height comes from the pass that measures.
float draw_card(const DeskContext& context, const std::string& key, const Box& at,
                const std::vector<CaseRow>& rows) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const Box card{at.x, at.y, at.width, canvas.remembered(key)};
    canvas.fill(card, colour::kSurface, theme.radius);
    canvas.outline(card, colour::kLineSoft, theme.line, theme.radius);
    Stack stack(at);
    stack.skip(theme.space / 2);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        stack.skip(draw_row(context, rows[i], stack.rest(), i + 1 == rows.size()));
    }
    stack.skip(theme.space / 2);
    canvas.remember(key, stack.used());
    return stack.used();
}

float draw_sections(const DeskContext& context, const desk::CaseView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    if (!view.known_form) {
        const text::Words words =
            context.say("desk.case.unknown_form_text",
                        {{"questionnaire", view.questionnaire},
                         {"version_latin", static_cast<std::int64_t>(view.questionnaire_version)}});
        stack.skip(notice(canvas, "case.unknown_form", stack.rest(), Tone::Danger,
                          context.say("desk.case.unknown_form"), words));
        return stack.used();
    }
    if (view.sections.empty() && view.unplaced.empty()) {
        stack.skip(notice(canvas, "case.no_answers", stack.rest(), Tone::Info, "",
                          context.say("desk.case.no_answers")));
    }
    TextStyle section_look = label_style(theme);
    section_look.size = (theme.text_label + theme.text_title) / 2;
    for (const CaseSection& section : view.sections) {
        stack.skip(heading(canvas, section.title_id, stack.rest(),
                           say_text(context, section.title_id), section_look));
        stack.skip(theme.space);
        for (std::size_t i = 0; i < section.blocks.size(); ++i) {
            const CaseBlock& block = section.blocks[i];
            const std::string key = section.title_id + "." + std::to_string(i);
            if (!block.entry_id.empty()) {
                const text::Words words = context.say_if_known(
                    block.entry_id, {{"number", static_cast<std::int64_t>(block.number)}});
                stack.skip(heading(canvas, key, stack.rest(), words, label_style(theme)));
                stack.skip(theme.space / 2);
            }
            stack.skip(draw_card(context, "card/" + key, stack.rest(), block.rows));
            stack.skip(theme.space * 1.5F);
        }
        stack.skip(theme.space_large - theme.space);
    }
    if (!view.unplaced.empty()) {
        stack.skip(heading(canvas, "case.unplaced", stack.rest(), context.say("desk.case.unplaced"),
                           section_look));
        stack.skip(paragraph(canvas, "case.unplaced_text", stack.rest(),
                             context.say("desk.case.unplaced_text"), hint_style(theme)));
        stack.skip(theme.space);
        stack.skip(draw_card(context, "card/unplaced", stack.rest(), view.unplaced));
    }
    return stack.used();
}

// --- Flags ---------------------------------------------------------------------------------------

text::Words flag_words(const DeskContext& context, const CaseFlag& flag) {
    text::Arguments arguments;
    for (const auto& [name, value] : flag.arguments) {
        const bool number = !value.empty() &&
                            value.find_first_not_of("0123456789") == std::string::npos &&
                            value.size() < 10;
        arguments[name] = number ? text::Argument(static_cast<std::int64_t>(std::stoi(value)))
                                 : text::Argument(value);
    }
    for (const auto& [name, date] : flag.dates) {
        arguments[name] = text::format_day_for_staff(date);
    }
    std::string codes;
    const bool languages = flag.rule == "interpreter_needed";
    for (const std::string& code : flag.codes) {
        codes +=
            (codes.empty() ? "" : ", ") +
            code_words(context, languages ? ChosenCodes::Of::Languages : ChosenCodes::Of::Countries,
                       code);
    }
    arguments["codes"] = codes;
    arguments["code_count"] = static_cast<std::int64_t>(flag.codes.size());
    return context.say(flag.message_id(), arguments);
}

float draw_flag(const DeskContext& context, const CaseFlag& flag, const std::string& id,
                const Box& at) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    struct Look {
        Paint tint, line;
        const char* icon;
    };
    const Look look = flag.weight == Weight::Urgent    ? Look{kNoticeTint, kNoticeLine, "warning"}
                      : flag.weight == Weight::Prepare ? Look{kChosen, kPrimary, "hand"}
                                                       : Look{kSurface, kLineSoft, "info"};
    const text::Words words = flag_words(context, flag);
    std::vector<std::string> details;
    std::string label = words;
    for (const std::string& text : flag.text_ids) {
        details.push_back(say_text(context, text));
        label += "\n" + details.back();
    }
    TextStyle title = body_style(theme);
    title.weight = flag.weight == Weight::Know ? text::Weight::Regular : text::Weight::Bold;
    const TextStyle detail_look = body_style(theme);
    const float edge = theme.line_strong * 2;
    Box inner{at.x + edge + theme.space * 1.4F, at.y, at.width - edge - theme.space * 2.8F, 0};
    const Box icon = inner.take_start(theme.icon);
    inner.take_start(theme.space);
    float height = canvas.text_height(words, inner.width, title);
    const float bullet = theme.space * 1.6F;
    for (const std::string& detail : details) {
        height += theme.space / 2 + canvas.text_height(detail, inner.width - bullet, detail_look);
    }
    height = std::ceil(std::max(height, theme.icon) + 2 * theme.space);
    const Box box{at.x, at.y, at.width, height};
    canvas.record(id, flag.weight == Weight::Urgent ? Role::Alert : Role::Text, label, box);
    canvas.fill(box, look.tint, theme.radius);
    if (flag.weight == Weight::Know) {
        canvas.outline(box, look.line, theme.line, theme.radius);
    } else {
        Box bar = box;
        canvas.fill(bar.take_start(edge), look.line);
    }
    const float line = canvas.text_height("x", 0, title);
    canvas.icon(look.icon,
                {icon.x, at.y + theme.space + (line - theme.icon) / 2, theme.icon, theme.icon},
                flag.weight == Weight::Know ? kPrimary : look.line);
    float y = at.y + theme.space;
    y += canvas.text({inner.x, y, inner.width, 0}, words, title);
    for (const std::string& detail : details) {
        y += theme.space / 2;
        const float side = theme.space * 0.45F;
        canvas.dot({inner.x + theme.space * 0.2F, y + (line - side) / 2, side, side}, side / 2,
                   kInk);
        y += canvas.text({inner.x + bullet, y, inner.width - bullet, 0}, detail, detail_look);
    }
    return height;
}

const char* heading_id(Weight weight) {
    switch (weight) {
        case Weight::Urgent:
            return "desk.case.urgent";
        case Weight::Prepare:
            return "desk.case.prepare";
        case Weight::Know:
            return "desk.case.know";
    }
    LOTSE_CHECK(false);
}

float draw_flags(const DeskContext& context, const desk::CaseView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    for (const desk::FlagGroup& group : view.flags) {
        const char* id = heading_id(group.weight);
        stack.skip(heading(canvas, id, stack.rest(), context.say(id), label_style(theme)));
        for (const desk::FlagView& flag : group.flags) {
            stack.skip(theme.space * 0.8F);
            stack.skip(draw_flag(context, flag.flag, flag.name, stack.rest()));
        }
        stack.skip(theme.space_large);
    }
    return stack.used();
}

// --- Frame ---------------------------------------------------------------------------------------

text::Words consent_words(const DeskContext& context, const ConsentRecord& consent) {
    if (consent.given_at.empty()) {
        return context.say("desk.case.no_consent");
    }
    const std::string given = context.say(
        "desk.case.consent_given", {{"time", text::staff_date_time(consent.given_at)},
                                    {"language", counselling_language(context, consent.language)}});
    if (!consent.mode) {
        return given;
    }
    const char* mode = *consent.mode == FillMode::Read        ? "desk.case.mode.read"
                       : *consent.mode == FillMode::ReadAloud ? "desk.case.mode.read_aloud"
                                                              : "desk.case.mode.helper";
    return given + "\n" + context.say(mode);
}

/// What is known about the intake itself.
float draw_facts(const DeskContext& context, const desk::CaseView& view, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Stack stack(at);
    stack.skip(heading(canvas, "case.facts", stack.rest(), context.say("desk.case.facts"),
                       label_style(theme)));
    const auto add = [&](const char* name, const std::string& value) {
        stack.skip(theme.space);
        stack.skip(labelled_value(canvas, std::string("case_fact.") + name, stack.rest(),
                                  context.say(std::string("desk.case.") + name), value));
    };
    add("consent", consent_words(context, view.consent));
    if (!view.started_at.empty() && !view.finished_at.empty()) {
        add("filled_in",
            context.say("desk.case.from_to", {{"from", text::staff_date_time(view.started_at)},
                                              {"to", text::staff_date_time(view.finished_at)}}));
    }
    add("questionnaire",
        context.say("desk.case.version",
                    {{"questionnaire", questionnaire_words(context, view.questionnaire)},
                     {"version_latin", static_cast<std::int64_t>(view.questionnaire_version)}}));
    if (!view.consent.text_hash.empty()) {
        add("consent_text", view.consent.text_id + " · " + view.consent.text_hash.substr(0, 12));
    }
    return stack.used();
}

/// Both names in one line, the second with the font of its language; nothing if there are none.
void draw_client_name(const DeskContext& context, const ClientName& name, Box line,
                      const TextStyle& style) {
    Canvas& canvas = context.canvas;
    std::string latin;
    for (const TextAnswer& part : name.latin) {
        latin += (latin.empty() ? "" : ", ") + std::string(part.text.view());
    }
    if (!latin.empty()) {
        const Box box = line.take_start(std::min(canvas.text_width(latin, style), line.width));
        canvas.record("case.name", Role::Text, latin, box);
        canvas.text(box, latin, fitted(canvas, latin, box, style));
        line.take_start(context.theme().space_large);
    }
    if (name.own_script && line.width > context.theme().mm(10)) {
        TextStyle own = style;
        own.typography = context.typography_of(name.own_script->language);
        const std::string words(name.own_script->text.view());
        const Box box = line.take_start(std::min(canvas.text_width(words, own), line.width));
        canvas.record("case.name_beside", Role::Text, words, box).language =
            name.own_script->language;
        canvas.text(box, words, fitted(canvas, words, box, own));
    }
}

/// Number, name, language, since when; takes the strip from `screen`.
void draw_title(const DeskContext& context, const desk::CaseView& view, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const QueueLine& entry = view.line;
    const bool named = !view.name.latin.empty() || view.name.own_script;
    TextStyle name_look = label_style(theme);
    name_look.max_lines = 1;
    const float name_height = named ? std::ceil(canvas.text_height("x", 0, name_look) * 1.25F)
                                    : 0;  // other scripts are taller
    const float lines = name_height + canvas.text_height("x", 0, label_style(theme)) +
                        canvas.text_height("x", 0, body_style(theme));
    const Box strip = screen.take_top(std::ceil(std::max(theme.text_hero * 1.35F, lines)));
    Box row = strip.inset(theme.margin, 0);
    TextStyle hero = title_style(theme);
    hero.size = theme.text_hero;
    hero.middle = true;
    hero.max_lines = 1;
    const Box number =
        row.take_start(std::min(canvas.text_width(entry.number, hero), row.width * 0.4F));
    canvas.record("case.number", Role::Heading, entry.number, number);
    canvas.text(number, entry.number, fitted(canvas, entry.number, number, hero));
    row.take_start(theme.space_large);
    const text::Words state = state_words(context, entry.state);
    const Box mark = row.take_end(std::min(state_mark_width(canvas, state), row.width * 0.4F));
    row.take_end(theme.space_large);
    TextStyle title = named ? body_style(theme) : label_style(theme);
    title.max_lines = 1;
    TextStyle hint = body_style(theme);
    hint.colour = colour::kInkSoft;
    hint.max_lines = 1;
    const std::string language = counselling_language(context, entry.language);
    const text::Words words = language + " · " + questionnaire_words(context, view.questionnaire);
    const text::Words since =
        context.say("desk.case.since", {{"time", text::staff_date_time(view.received)},
                                        {"duration", text::staff_duration(view.since_received)}});
    const float first = canvas.text_height("x", 0, title),
                second = canvas.text_height("x", 0, hint);
    const float name_top = std::round(row.y + (row.height - name_height - first - second) / 2);
    draw_client_name(context, view.name, {row.x, name_top, row.width, name_height}, name_look);
    const float top = name_top + name_height;
    const Box first_box{row.x, top, row.width, first},
        second_box{row.x, top + first, row.width, second};
    canvas.record("case.language", Role::Text, words, first_box).value = language;
    canvas.text(first_box, words, title);
    canvas.record("case.since", Role::Text, since, second_box);
    canvas.text(second_box, since, hint);
    canvas.record("case.state", Role::Text, state, mark);
    draw_state_mark(canvas, mark, entry.state, state);
}

/// Back at the start, at the end what can be done with the case, in two rows where one is too
/// narrow; takes the strip from `screen`.
void draw_case_actions(const DeskContext& context, const desk::CaseView& view, Box& screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    struct Placed {
        const desk::Offer* offer;
        std::string words;
        ButtonLook look;
        float width;
        Box box;
    };
    const float room = screen.inset(theme.margin, 0).width;
    const auto wish = [&](const text::WordsView& words, const ButtonLook& look) {
        return std::max(button_width(canvas, words, look, room), std::min(theme.mm(40), room));
    };
    const ButtonLook back_look{ButtonKind::Secondary, "arrow_back"};
    const text::Words back = context.say("desk.case.back");
    float needed = wish(back, back_look);
    std::vector<Placed> placed;
    for (const desk::Offer& offer : view.offers) {
        const ButtonLook look{offer.primary ? ButtonKind::Primary : ButtonKind::Secondary,
                              action_icon(offer), false, !view.busy};
        const text::Words words = action_words(context, offer);
        placed.push_back({&offer, words, look, wish(words, look), {}});
        needed += theme.gap + placed.back().width;
    }
    // The first one stands at the end of the lowest row, where a hand and an eye go last; it is
    // reached by the tab key last, too.
    const std::size_t below =
        needed > room ? std::min<std::size_t>(2, placed.size()) : placed.size();
    const float more_height = below < placed.size() ? theme.target_primary + theme.gap : 0;
    const Box strip = screen.take_bottom(theme.actions_height + more_height);
    canvas.fill(strip, colour::kSurface);
    canvas.fill({strip.x, strip.y, strip.width, theme.line}, colour::kLineSoft);
    Box upper = strip.inset(theme.margin, 0);
    upper.y = std::round(strip.y + (theme.actions_height - theme.target_primary) / 2);
    upper.height = theme.target_primary;
    Box row = upper;
    row.y += more_height;
    if (button(canvas, "action.back", row.take_start(wish(back, back_look)), back, back_look)) {
        context.report(desk::CaseLeft{});
    }
    for (std::size_t i = 0; i < placed.size(); ++i) {
        Box& in = i < below ? row : upper;
        placed[i].box = in.take_end(std::min(placed[i].width, in.width));
        in.take_end(theme.gap);
    }
    for (auto it = placed.rbegin(); it != placed.rend(); ++it) {
        if (button(canvas, action_id(*it->offer), it->box, it->words, it->look)) {
            context.report(it->offer->event);
        }
    }
}

}  // namespace

void draw_desk_case(const DeskContext& context, const desk::CaseView& view, Box screen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    draw_banners(context, screen);
    screen.take_top(theme.space);
    draw_title(context, view, screen);
    draw_case_actions(context, view, screen);
    screen.take_top(theme.space);
    Box body = screen.inset(theme.margin, 0);
    if (body.width >= theme.mm(260)) {
        const Box side =
            body.take_start(std::clamp(body.width * 0.32F, theme.mm(100), theme.mm(150)));
        body.take_start(theme.space_large);
        canvas.scroll_area("flags", side, [&](const Box& box) {
            Stack stack(box);
            stack.skip(draw_flags(context, view, stack.rest()));
            stack.skip(draw_facts(context, view, stack.rest()));
            return stack.used() + theme.margin;
        });
        canvas.scroll_area("sections", body, [&](const Box& box) {
            return draw_sections(context, view, box) + theme.margin;
        });
    } else {
        canvas.scroll_area("sections", body, [&](const Box& box) {
            Stack stack(box);
            stack.skip(draw_flags(context, view, stack.rest()));
            stack.skip(draw_sections(context, view, stack.rest()));
            stack.skip(theme.space_large);
            stack.skip(draw_facts(context, view, stack.rest()));
            return stack.used() + theme.margin;
        });
    }
}

}  // namespace lotse::ui::screens
