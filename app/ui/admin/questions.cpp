// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/questions.h"

#include <algorithm>
#include <cmath>

namespace lotse::ui::screens {
namespace {

text::Words reason_words(const AdminContext& context, const admin::QuestionRow& row) {
    using Reason = admin::QuestionRow::Reason;
    switch (row.reason) {
        case Reason::None:
            return "";
        case Reason::Switch:
            return context.say("desk.admin.questions.switch");
        case Reason::BehindOff:
            return context.say("desk.admin.questions.behind_off");
        case Reason::Consent:
            return context.say("desk.admin.questions.consent");
        case Reason::Needed:
            break;
    }
    const bool german = context.own_language == "de";
    std::string named;
    for (const std::string& label_id : row.needed_by) {
        named += (named.empty() ? "" : ", ") + std::string(german ? "„" : "“") +
                 context.say_if_known(label_id) + (german ? "“" : "”");
    }
    return context.say("desk.admin.questions.needed",
                       {{"named", named}, {"more", static_cast<std::int64_t>(row.needed_more)}});
}

/// What the question means to the program's rules: a button, and below it, once pressed, all that
/// fit. Returns the height.
float draw_meaning(const AdminContext& context, const admin::QuestionRow& question, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string id = "admin.question." + question.name + ".meaning";
    std::string& open = context.local.choosing_meaning;
    ButtonLook look;
    look.kind = ButtonKind::Quiet;
    look.small = true;
    look.expanded = open == question.name;
    look.icon = look.expanded ? "chevron_up" : "chevron_down";
    look.icon_at_end = true;
    const text::Words words = context.say("desk.admin.questions.meaning",
                                          {{"meaning", meaning_words(context, question.meaning)}});
    const float width = button_width(canvas, words, look, at.width),
                height = button_height(canvas, words, look, width);
    if (button(canvas, id, {at.x, at.y, width, height}, words, look)) {
        open = look.expanded ? std::string() : question.name;
    }
    if (!look.expanded) {
        return height;
    }
    std::vector<ChoiceLook> looks;
    for (const Meaning meaning : question.may_mean) {
        ChoiceLook one;
        one.id = id + "." + (meaning == Meaning::None ? "none" : std::string(to_string(meaning)));
        one.words = meaning_words(context, meaning);
        one.chosen = meaning == question.meaning;
        looks.push_back(std::move(one));
    }
    return height + theme.space +
           choices(canvas, {at.x, at.y + height + theme.space, at.width, 0}, looks, ChoiceKind::One,
                   3, 60, [&](std::size_t i) {
                       open.clear();
                       context.report(admin::MeaningChosen{question.name, question.may_mean[i]});
                   });
}

float draw_question(const AdminContext& context, const admin::QuestionRow& question,
                    const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const text::Words label = context.say_if_known(question.label_id),
                      reason = reason_words(context, question);
    const std::string id = "admin.question." + question.name;
    Box row{at.x + theme.padding, at.y, at.width - 2 * theme.padding, 0};
    const Box choice = row.take_end(std::min(theme.mm(92), row.width * 0.5F));
    row.take_end(theme.space_large);
    const TextStyle style = body_style(theme), hint = hint_style(theme);
    const float label_height = canvas.text_height(label, row.width, style),
                reason_height = canvas.text_height(reason, row.width, hint);
    const float words = label_height + reason_height;
    const float height = std::ceil(std::max(theme.target, words) + theme.space);
    const Box whole{at.x, at.y, at.width, height};
    const Canvas::Group group(canvas, id, Role::Group, label, whole);
    const float top = at.y + std::round((height - words) / 2);
    Node& node = canvas.record(id + ".label", Role::Text, label, {row.x, top, row.width, words});
    node.value = reason;
    TextStyle ink = style;
    ink.colour = question.asked ? colour::kInk : colour::kInkSoft;
    ink.weight = question.is_switch ? text::Weight::Bold : text::Weight::Regular;
    canvas.text({row.x, top, row.width, label_height}, label, ink);
    canvas.text({row.x, top + label_height, row.width, reason_height}, reason, hint);
    if (question.uses.size() > 1) {
        std::vector<Segment> segments;
        for (const admin::UseChoice& offer : question.uses) {
            segments.push_back({id + "." + offer.name,
                                context.say(std::string("desk.admin.questions.") + offer.name),
                                offer.chosen});
        }
        segmented(canvas, id + ".use",
                  {choice.x, at.y + (height - theme.target) / 2, choice.width, 0}, label, segments,
                  [&](std::size_t i) {
                      context.report(admin::QuestionUseChosen{question.name, question.uses[i].use});
                  });
    } else {
        const text::Words words_of =
            context.say(question.asked ? "desk.admin.questions.stays" : "desk.admin.questions.off");
        canvas.record(id + ".stays", Role::Text, words_of, {choice.x, at.y, choice.width, height});
        canvas.icon("lock", Box{choice.x, at.y, theme.icon, height}.centred(theme.icon, theme.icon),
                    colour::kInkSoft);
        TextStyle middle = hint;
        middle.middle = true;
        canvas.text({choice.x + theme.icon + theme.space, at.y,
                     choice.width - theme.icon - theme.space, height},
                    words_of, middle);
    }
    float bottom = whole.bottom();
    if (!question.may_mean.empty()) {
        bottom += theme.space +
                  draw_meaning(context, question,
                               {at.x + theme.padding, bottom, at.width - 2 * theme.padding, 0});
    }
    canvas.fill(
        {at.x + theme.padding, bottom - theme.line, at.width - 2 * theme.padding, theme.line},
        colour::kLineSoft);
    return bottom - at.y;
}

}  // namespace

void draw_admin_questions(const AdminContext& context, const admin::QuestionsView& view, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    std::vector<Segment> segments;
    for (const admin::FormChoice& form : view.forms) {
        segments.push_back(
            {"admin.form." + form.name, questionnaire_words(context, form.name), form.chosen});
    }
    area.take_top(segmented(
        canvas, "admin.forms", {area.x, area.y, std::min(area.width, theme.mm(180)), 0},
        context.say("desk.admin.questions.form"), segments,
        [&](std::size_t i) { context.report(admin::QuestionnaireShown{view.forms[i].name}); }));
    area.take_top(theme.space);
    area.take_top(paragraph(canvas, "admin.questions.text", area,
                            context.say("desk.admin.questions.text"), hint_style(theme)));
    area.take_top(theme.space);
    if (view.sections.empty()) {
        return;
    }
    canvas.scroll_area("admin.questions." + context.state.questionnaire, area, [&](const Box& box) {
        Stack stack(box);
        for (const admin::QuestionSection& section : view.sections) {
            stack.skip(theme.space);
            stack.skip(heading(canvas, "admin.section." + section.title_id, stack.rest(),
                               context.say_if_known(section.title_id), label_style(theme)));
            stack.skip(theme.space / 2);
            for (const admin::QuestionRow& question : section.questions) {
                stack.skip(draw_question(context, question, stack.rest()));
            }
        }
        return stack.used() + theme.space;
    });
}

}  // namespace lotse::ui::screens
