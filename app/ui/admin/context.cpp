// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/context.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/limits.h"
#include "text/languages/locale_lint.h"
#include "ui/kit/fields.h"
#include "ui/kit/fonts.h"
#include "ui/terminal/survey.h"

namespace lotse::ui {

// --- Words ---------------------------------------------------------------------------------------

const Language* AdminContext::language(const std::string& tag) const {
    if (const Language* installed = content.texts->language(tag)) {
        return installed;
    }
    const auto added = std::find_if(state.languages.begin(), state.languages.end(),
                                    [&](const Language& one) { return one.tag == tag; });
    return added == state.languages.end() ? nullptr : &*added;
}

std::string AdminContext::language_name(const std::string& tag) const {
    const Language* known = language(tag);
    return known == nullptr ? tag : known->german_name;
}

std::optional<std::string> AdminContext::installed_text(const std::string& tag,
                                                        const std::string& id) const {
    const Language* folder = language(tag);
    const auto text = folder == nullptr ? std::nullopt : folder->messages.view(id);
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

std::optional<std::string> AdminContext::text_of(const std::string& tag,
                                                 const std::string& id) const {
    const auto of_language = state.draft().texts.find(tag);
    if (of_language != state.draft().texts.end()) {
        const auto own = of_language->second.find(id);
        if (own != of_language->second.end()) {
            return own->second;
        }
    }
    return installed_text(tag, id);
}

std::string AdminContext::shown(const std::string& field, const std::string& value) const {
    return state.typing && state.typing->field == field ? std::string(state.typing->text.view())
                                                        : value;
}

const text::Typography* AdminContext::typography(const std::string& tag) const {
    if (const text::Typography* installed = typography_of(tag)) {
        return installed;
    }
    const Language* added = language(tag);
    return added == nullptr
               ? nullptr
               : &local.added_fonts.try_emplace(tag, ui::typography(*added)).first->second;
}

std::vector<Finding> text_faults(const Language& language, const std::string& id,
                                 const std::string& pattern, const std::string& german) {
    Language one;
    one.tag = language.tag;
    one.locale = language.locale;
    one.script = language.script;
    Language source;
    source.tag = "de";
    source.locale = "de_DE";
    source.messages[id] = german;
    return text::TextRules(one, source).findings(id, pattern);
}

text::Words finding_words(const StaffContext& context, const std::string& rule,
                          const std::map<std::string, std::string>& details) {
    text::Arguments arguments;
    for (const auto& [name, value] : details) {
        arguments.emplace(name,
                          value.empty() ? context.say("desk.admin.finding.none").text : value);
    }
    return context.say("desk.admin.finding." + rule, arguments);
}

text::Words issue_words(const AdminContext& context, const admin::Issue& issue) {
    if (issue.part == admin::Issue::Part::Screen) {
        return context.say("desk.admin.place." + issue.rule, {{"where", issue.where}}) +
               (issue.size.empty() ? "" : " · " + context.say("desk.admin.place.on." + issue.size));
    }
    const text::Words words = finding_words(context, issue.rule, issue.details);
    return issue.part == admin::Issue::Part::Folder
               ? words
               : context.say("desk.admin.place.text", {{"where", issue.where}, {"what", words}});
}

text::Words change_words(const AdminContext& context, const admin::Change& change) {
    const auto named = [&](const std::string& tag) {
        return tag.empty() ? std::string() : context.language_name(tag);
    };
    std::string what = change.what;
    if (change.kind.starts_with("question_")) {
        const std::size_t slash = what.find('/');
        const auto form = context.content.installed.questions.find(what.substr(0, slash));
        if (form != context.content.installed.questions.end()) {
            for (const QuestionFacts& facts : form->second) {
                if (facts.name == what.substr(slash + 1)) {
                    what = context.say_if_known(facts.label_id);
                    break;
                }
            }
        }
    } else if (change.kind.starts_with("questionnaire")) {
        what = questionnaire_words(context, what);
    }
    const auto value = [&](const std::string& word) {
        const std::optional<Meaning> meaning =
            change.kind == "question_meaning" ? meaning_from(word) : std::nullopt;
        return meaning ? meaning_words(context, *meaning).text : word;
    };
    return context.say("desk.admin.change." + change.kind, {{"language", named(change.language)},
                                                            {"what", what},
                                                            {"before", value(change.before)},
                                                            {"after", value(change.after)}});
}

text::Words meaning_words(const StaffContext& context, Meaning meaning) {
    return context.say("desk.admin.meaning", {{"meaning", std::string(to_string(meaning))}});
}

// --- Fields --------------------------------------------------------------------------------------

namespace {

bool takes_lines(const std::string& field) {
    return field == "text" || field == "opening_hours" || field == "funding_line";
}

std::optional<admin::Event> entered(const std::string& field) {
    if (field == "tag") {
        return admin::TagEntered{};
    }
    if (field == "logo") {
        return admin::LogoEntered{};
    }
    if (field == "institution") {
        return admin::FieldConfirmed{};
    }
    return std::nullopt;
}

}  // namespace

void type_into_fields(const AdminContext& context) {
    if (!context.state.typing || context.typed.empty()) {
        return;
    }
    const admin::Typing& typing = *context.state.typing;
    edit::Text text{typing.text, typing.caret, typing.anchor};
    const edit::Text before = text;
    const bool lines = takes_lines(typing.field);
    const edit::Accepts accepts = lines ? edit::Accepts::Lines : edit::Accepts::Line;
    std::optional<admin::Event> last;
    for (const Keystroke& typed : context.typed) {
        if (edit_with_key(context.canvas, text, typed, accepts, limits::kLongestAdminTextBytes)) {
            continue;
        }
        if (typed.key == Keystroke::Key::Escape) {
            last = admin::FieldLeft{};
        } else if (lines) {
            text = edit::insert(context.canvas.engine(), text, "\n", accepts,
                                limits::kLongestAdminTextBytes);
        } else {
            last = entered(typing.field);
        }
    }
    if (!(text == before)) {
        context.report(admin::FieldTyped{{typing.field, text.text, text.caret, text.anchor}});
    }
    if (last) {
        context.report(*last);
    }
}

void join_admin_focus(const AdminContext& context,
                      const std::vector<std::pair<std::string, std::string>>& fields) {
    const std::string editing = context.state.typing ? context.state.typing->field : "";
    if (context.local.focused != editing) {
        context.local.focused = editing;
        if (!editing.empty()) {
            context.canvas.focus("field." + editing);
        }
        return;
    }
    for (const auto& [field, value] : fields) {
        const Node* node = context.canvas.tree().find("field." + field);
        if (node != nullptr && node->state.focused && field != editing) {
            context.local.focused = field;
            context.report(admin::FieldTyped{{field, SecretText(value), value.size(), 0}});
        }
    }
}

float field_line(const AdminContext& context, const Box& at, const FieldLine& line) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const bool editing = context.state.typing && context.state.typing->field == line.field;
    const std::string value = context.shown(line.field, line.value);
    float top = 0;
    if (!line.label.empty()) {
        TextStyle style = hint_style(theme);
        style.weight = text::Weight::Bold;
        const float height = canvas.text_height(line.label, at.width, style);
        canvas.text({at.x, at.y, at.width, height}, line.label, style);
        top = height + theme.space / 2;
    }
    TextFieldLook look;
    look.label = line.label.empty() ? line.placeholder : line.label;
    look.placeholder = line.placeholder;
    look.text = value;
    look.editing = editing;
    look.multiline = line.multiline;
    look.invalid = line.invalid;
    look.icon = line.icon;
    look.typography = line.typography;
    if (editing) {
        look.caret = context.state.typing->caret;
        look.anchor = context.state.typing->anchor;
    }
    const Box box{at.x, at.y + top, at.width, text_field_height(canvas, look, at.width)};
    const auto tap = text_field(canvas, "field." + line.field, box, look);
    if (tap && !has_enter(context.typed)) {
        context.report(admin::FieldTyped{{line.field, SecretText(value), tap->caret, tap->anchor}});
    }
    return top + box.height;
}

// --- Widgets -------------------------------------------------------------------------------------

bool check_box(Canvas& canvas, const std::string& id, const Box& box, const std::string& label,
               bool on, bool enabled) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    canvas.record(id, Role::Check, label, box).state.checked = on;
    const Hit hit = canvas.hit_area(id, box, enabled);
    const float side = theme.icon;
    const Box mark = box.centred(side, side);
    const Paint ink = enabled ? kPrimary : kDisabled;
    canvas.fill(mark, on ? ink : hit.held ? kPressed : kSurface, theme.radius * 0.6F);
    canvas.outline(mark, on ? ink : kLine, theme.line, theme.radius * 0.6F);
    if (on) {
        canvas.icon("check", mark.inset(side * 0.14F), kOnPrimary);
    }
    canvas.focus_ring(hit, mark, theme.radius * 0.6F);
    return hit.clicked;
}

bool icon_button(Canvas& canvas, const std::string& id, const Box& box, const std::string& icon,
                 const std::string& label, bool enabled) {
    using namespace colour;
    const Theme& theme = canvas.theme();
    canvas.record(id, Role::Button, label, box);
    const Hit hit = canvas.hit_area(id, box, enabled);
    const Box face = box.inset(theme.space / 2, theme.space / 2);
    canvas.fill(face, hit.held ? kPressed : kSurface, theme.radius);
    canvas.outline(face, kLineSoft, theme.line, theme.radius);
    canvas.icon(icon, box.centred(theme.icon, theme.icon), enabled ? kPrimary : kLineSoft);
    canvas.focus_ring(hit, face, theme.radius);
    return hit.clicked;
}

namespace {

TextStyle tag_style(const Theme& theme) {
    TextStyle style = hint_style(theme);
    style.size = std::round(theme.text_small * 0.9F * 4) / 4;
    style.weight = text::Weight::Bold;
    style.middle = true;
    style.max_lines = 1;
    return style;
}

}  // namespace

float tag_width(Canvas& canvas, const text::WordsView& words) {
    return canvas.text_width(words, tag_style(canvas.theme())) + canvas.theme().space * 2;
}

void draw_tag(Canvas& canvas, const Box& box, const text::WordsView& words, bool warning) {
    const Theme& theme = canvas.theme();
    const float height = std::round(theme.text_small * 1.45F);
    const Box pill{box.x, std::round(box.y + (box.height - height) / 2),
                   std::min(box.width, tag_width(canvas, words)), height};
    canvas.fill(pill, warning ? colour::kNoticeTint : colour::kChosen, height / 2);
    canvas.outline(pill, warning ? colour::kNoticeLine : colour::kPrimary, theme.line, height / 2);
    TextStyle style = tag_style(theme);
    style.colour = colour::kInk;
    canvas.text(pill.inset(theme.space, 0), words, style);
}

void cut_line(Canvas& canvas, const Box& box, const text::WordsView& words, TextStyle style) {
    if (canvas.measuring() || !canvas.visible(box)) {
        return;
    }
    style.max_lines = 1;
    const text::LayoutPtr layout = canvas.lay_out(words, box.width, style);
    Box at = box;
    if (style.middle) {
        at.y += std::round((box.height - layout->height()) / 2);
    }
    canvas.draw_layout(*layout, at, words, style);
}

void draw_preview(const AdminContext& context, Box area, const std::string& tag,
                  const std::string& screen, const NoPicture& none) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    PreviewLook& look = context.local.look;
    if (!context.local.look_chosen) {
        look.letters =
            context.state.draft().text_scale.value_or(context.content.installed.text_scale);
    }
    const auto chosen = [&](const PreviewLook& next) {
        look = next;
        context.local.look_chosen = true;
        canvas.ask_again();
    };
    std::vector<PreviewLook> looks;
    std::vector<Segment> segments;
    for (const PanelKind& kind : panel_kinds()) {
        looks.push_back({kind.name, look.letters});
        segments.push_back({"admin.look." + kind.name,
                            context.say("desk.admin.preview.size." + kind.name),
                            kind.name == look.panel});
    }
    Box row = area;
    const Box sizes = row.take_start(std::round((row.width - theme.gap) * 0.6F));
    row.take_start(theme.gap);
    float height = segmented(canvas, "admin.look", sizes, context.say("desk.admin.preview.size"),
                             segments, [&](std::size_t i) { chosen(looks[i]); });
    static constexpr int kLetters[] = {100, 115, 130};
    segments.clear();
    for (const int percent : kLetters) {
        segments.push_back({"admin.letters." + std::to_string(percent),
                            context.say("desk.admin.percent", {{"share", std::int64_t{percent}}}),
                            std::lround(look.letters * 100) == percent});
    }
    height = std::max(
        height, segmented(canvas, "admin.letters", row, context.say("desk.admin.preview.letters"),
                          segments, [&](std::size_t i) {
                              chosen({look.panel, kLetters[i] / 100.0});
                          }));
    area.take_top(height + theme.space);
    const bool shown = !screen.empty() && context.preview.show(canvas, area, tag, screen, look);
    canvas
        .record("admin.preview", Role::Image,
                shown ? context.say("desk.admin.preview.screen") : none.why, area)
        .value = shown ? screen : "";
    if (shown) {
        return;
    }
    canvas.fill(area, colour::kSurface, theme.radius);
    canvas.outline(area, colour::kLineSoft, theme.line, theme.radius);
    Box inner = area.inset(theme.space_large, theme.padding);
    inner.take_top(canvas.text(inner, none.why, hint_style(theme)) + theme.space);
    if (!none.words.empty()) {
        TextStyle style = title_style(theme);
        style.typography = context.typography(tag);
        const Canvas::Clip inside(canvas, inner);
        canvas.draw_layout(*canvas.lay_out(none.words, inner.width, style), inner, none.words,
                           style);
    }
}

float pager(const AdminContext& context, const Box& at, const char* id, std::size_t& from,
            std::size_t at_once, std::size_t all) {
    const Theme& theme = context.theme();
    Stack stack(at);
    const auto turn = [&](const char* name, const char* icon, std::size_t start) {
        stack.skip(theme.space);
        const text::Words words =
            context.say(std::string("desk.admin.texts.") + name,
                        {{"from", static_cast<std::int64_t>(start + 1)},
                         {"to", static_cast<std::int64_t>(std::min(all, start + at_once))}});
        const ButtonLook look{ButtonKind::Quiet, icon, false, true, true};
        if (button(context.canvas, std::string("admin.") + id + "." + name,
                   stack.next(theme.target), words, look)) {
            from = start;
            context.canvas.ask_again();
        }
    };
    const std::size_t shown = from;
    if (shown + at_once < all) {
        turn("more", "chevron_down", shown + at_once);
    }
    if (shown > 0) {
        turn("less", "chevron_up", shown - std::min(shown, at_once));
    }
    return stack.used();
}

float card(Canvas& canvas, const Box& at, const std::string& key,
           const std::function<float(const Box&)>& content) {
    const Theme& theme = canvas.theme();
    const Box known{at.x, at.y, at.width, canvas.remembered(key)};
    canvas.fill(known, colour::kSurface, theme.radius_large);
    canvas.outline(known, colour::kLineSoft, theme.line, theme.radius_large);
    const Box inner{at.x + theme.padding, at.y + theme.padding, at.width - 2 * theme.padding, 0};
    const float height = std::ceil(content(inner) + 2 * theme.padding);
    // While a scrolling area measures, the width is another one.
    if (!canvas.measuring() && std::abs(height - canvas.remembered(key)) > 0.5F) {
        canvas.remember(key, height);
        canvas.ask_again();
    }
    return height;
}

}  // namespace lotse::ui
