// SPDX-License-Identifier: EUPL-1.2
// Which questions are asked: each as written, optional, or not at all.
#include <algorithm>
#include <cmath>

#include "ui/admin/admin_context.h"

namespace lotse::ui::screens {
namespace {

/// Questions named as the reason why one stays; the rest is counted.
constexpr std::size_t kNamedReasons = 2;

bool is_on(const AdminContext& context, const QuestionFacts& facts) {
    const QuestionUse use =
        admin::use_of(context.state.draft(), context.state.questionnaire, facts.name);
    return use == QuestionUse::AsWritten ? facts.on : use == QuestionUse::On;
}

/// The switch that the question hangs on is off: nobody is asked it, whatever its own choice says.
bool is_behind_off(const AdminContext& context, const QuestionFacts& facts) {
    const auto form = context.content.installed.questions.find(context.state.questionnaire);
    if (facts.behind.empty() || form == context.content.installed.questions.end()) {
        return false;
    }
    return std::any_of(form->second.begin(), form->second.end(), [&](const QuestionFacts& one) {
        return one.is_switch && one.name == facts.behind && !is_on(context, one);
    });
}

std::string reason_words(const AdminContext& context, const QuestionFacts& facts) {
    if (facts.is_switch) {
        return context.say("desk.admin.questions.switch");
    }
    if (is_behind_off(context, facts)) {
        return context.say("desk.admin.questions.behind_off");
    }
    if (facts.consent) {
        return context.say("desk.admin.questions.consent");
    }
    if (facts.needed_by.empty()) {
        return "";
    }
    std::string named;
    for (std::size_t i = 0; i < facts.needed_by.size() && i < kNamedReasons; ++i) {
        named +=
            (named.empty() ? "„" : ", „") + context.desk.say_if_known(facts.needed_by[i]) + "“";
    }
    const std::size_t more =
        facts.needed_by.size() - std::min(kNamedReasons, facts.needed_by.size());
    return context.say("desk.admin.questions.needed",
                       {{"named", named}, {"more", static_cast<std::int64_t>(more)}});
}

float draw_question(const AdminContext& context, const QuestionFacts& facts, const Box& at) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const QuestionUse use =
        admin::use_of(context.state.draft(), context.state.questionnaire, facts.name);
    const std::string label = context.desk.say_if_known(facts.label_id),
                      reason = reason_words(context, facts);
    const std::string id = "admin.question." + facts.name;
    Box row{at.x + theme.padding, at.y, at.width - 2 * theme.padding, 0};
    const Box choice = row.take_end(std::min(theme.mm(92), row.width * 0.5F));
    row.take_end(theme.space_large);
    const TextStyle style = body_style(theme), hint = hint_style(theme);
    const float label_height = canvas.text_height(label, row.width, style),
                reason_height = canvas.text_height(reason, row.width, hint);
    const float words = label_height + reason_height;
    const bool behind_off = is_behind_off(context, facts);
    struct Offer {
        QuestionUse use;
        const char* name;
        bool chosen;
    };
    std::vector<Offer> uses;
    if (facts.is_switch) {
        const bool on = is_on(context, facts);
        uses = {{facts.on ? QuestionUse::AsWritten : QuestionUse::On, "on", on},
                {facts.on ? QuestionUse::Off : QuestionUse::AsWritten, "off", !on}};
    } else if (!behind_off) {
        uses = {{QuestionUse::AsWritten, "on", use == QuestionUse::AsWritten}};
        for (const auto& [other, name] :
             {std::pair(QuestionUse::Optional, "optional"), {QuestionUse::Off, "off"}}) {
            if (facts.may_be(other)) {
                uses.push_back({other, name, use == other});
            }
        }
    }
    const float height = std::ceil(std::max(theme.target, words) + theme.space);
    const Box whole{at.x, at.y, at.width, height};
    const Canvas::Group group(canvas, id, Role::Group, label, whole);
    const float top = at.y + std::round((height - words) / 2);
    Node& node = canvas.record(id + ".label", Role::Text, label, {row.x, top, row.width, words});
    node.value = reason;
    TextStyle ink = style;
    ink.colour = use == QuestionUse::Off || behind_off ? colour::kInkSoft : colour::kInk;
    ink.weight = facts.is_switch ? text::Weight::Bold : text::Weight::Regular;
    canvas.text({row.x, top, row.width, label_height}, label, ink);
    canvas.text({row.x, top + label_height, row.width, reason_height}, reason, hint);
    if (uses.size() > 1) {
        std::vector<Segment> segments;
        for (const Offer& offer : uses) {
            segments.push_back({id + "." + offer.name,
                                context.say(std::string("desk.admin.questions.") + offer.name),
                                offer.chosen});
        }
        segmented(canvas, id + ".use",
                  {choice.x, at.y + (height - theme.target) / 2, choice.width, 0}, label, segments,
                  [&](std::size_t i) {
                      context.report(admin::QuestionUseChosen{facts.name, uses[i].use});
                  });
    } else {
        const std::string words_of =
            context.say(behind_off ? "desk.admin.questions.off" : "desk.admin.questions.stays");
        canvas.record(id + ".stays", Role::Text, words_of, {choice.x, at.y, choice.width, height});
        canvas.icon("lock", Box{choice.x, at.y, theme.icon, height}.centred(theme.icon, theme.icon),
                    colour::kInkSoft);
        TextStyle middle = hint;
        middle.middle = true;
        canvas.text({choice.x + theme.icon + theme.space, at.y,
                     choice.width - theme.icon - theme.space, height},
                    words_of, middle);
    }
    canvas.fill({at.x + theme.padding, whole.bottom() - theme.line, at.width - 2 * theme.padding,
                 theme.line},
                colour::kLineSoft);
    return height;
}

}  // namespace

void draw_admin_questions(const AdminContext& context, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    std::vector<Segment> segments;
    std::vector<std::string> forms;
    for (const auto& [form, questions] : context.content.installed.questions) {
        forms.push_back(form);
        segments.push_back({"admin.form." + form, questionnaire_words(context.desk, form),
                            form == context.state.questionnaire});
    }
    area.take_top(
        segmented(canvas, "admin.forms", {area.x, area.y, std::min(area.width, theme.mm(180)), 0},
                  context.say("desk.admin.questions.form"), segments,
                  [&](std::size_t i) { context.report(admin::QuestionnaireShown{forms[i]}); }));
    area.take_top(theme.space);
    area.take_top(paragraph(canvas, "admin.questions.text", area,
                            context.say("desk.admin.questions.text"), hint_style(theme)));
    area.take_top(theme.space);
    const auto questions = context.content.installed.questions.find(context.state.questionnaire);
    if (questions == context.content.installed.questions.end()) {
        return;
    }
    canvas.scroll_area("admin.questions." + context.state.questionnaire, area, [&](const Box& box) {
        Stack stack(box);
        std::string section;
        for (const QuestionFacts& facts : questions->second) {
            if (facts.section_title_id != section) {
                section = facts.section_title_id;
                stack.skip(theme.space);
                stack.skip(heading(canvas, "admin.section." + section, stack.rest(),
                                   context.desk.say_if_known(section), label_style(theme)));
                stack.skip(theme.space / 2);
            }
            stack.skip(draw_question(context, facts, stack.rest()));
        }
        return stack.used() + theme.space;
    });
}

}  // namespace lotse::ui::screens
