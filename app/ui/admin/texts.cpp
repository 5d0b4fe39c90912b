// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/texts.h"

#include <algorithm>
#include <cmath>

#include "core/check.h"
#include "core/configuration/configured_texts.h"
#include "core/configuration/translation.h"
#include "text/languages/locale_lint.h"
#include "text/words/collation.h"
#include "text/words/text_kinds.h"

namespace lotse::ui::screens {
namespace {

using admin::TextFilter;

constexpr const char* kGerman = "de";
/// Rows drawn at once: a finger scrolls through them, more are one button away.
constexpr std::size_t kTextRows = 60;
/// What is wrong with a text, said at once; the rest shows when these are mended.
constexpr std::size_t kMostFaults = 3;

/// Ids that the search and the filter leave, kept until either changes.
void find_texts(const AdminContext& context) {
    const admin::State& state = context.state;
    const auto figures = state.figures.find(state.tag);
    const std::size_t stale = figures == state.figures.end() ? 0 : figures->second.stale_ids.size();
    const std::string key = state.tag + '\n' + std::to_string(static_cast<int>(state.filter)) +
                            '\n' + std::to_string(state.at) + '/' +
                            std::to_string(state.steps.size()) + '/' + std::to_string(stale) +
                            '\n' + state.search;
    if (context.local.list_key == key) {
        return;
    }
    context.local.list_key = key;
    context.local.list.clear();
    context.local.list_from = 0;
    const Language* german = context.language(kGerman);
    if (german == nullptr) {
        return;
    }
    const std::string wanted = text::search_key(state.search, kGerman),
                      wanted_here = text::search_key(state.search, state.tag);
    for (const auto& [id, words] : german->messages) {
        const std::optional<std::string> text = context.text_of(state.tag, id);
        if (text::is_for_staff(id) || !admin::passes_filter(state, id, text.has_value())) {
            continue;
        }
        const std::string own = text.value_or("");
        const bool found =
            state.search.empty() || id.find(state.search) != std::string::npos ||
            (!wanted.empty() &&
             text::search_key(words, kGerman).find(wanted) != std::string::npos) ||
            (!wanted_here.empty() &&
             text::search_key(own, state.tag).find(wanted_here) != std::string::npos);
        if (found) {
            context.local.list.push_back(id);
        }
    }
    admin::sort_texts(context.local.list, context.content.installed);
}

void draw_chooser(const AdminContext& context, Box& area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Box row = area.take_top(theme.target);
    area.take_top(theme.space);
    const ButtonLook look{ButtonKind::Secondary,
                          context.local.choosing_language ? "chevron_up" : "chevron_down",
                          true,
                          true,
                          true,
                          context.local.choosing_language};
    if (button(canvas, "admin.texts.language", row.take_start(theme.mm(74)),
               context.language_name(context.state.tag), look)) {
        context.local.choosing_language = !context.local.choosing_language;
        canvas.ask_again();
    }
    row.take_start(theme.space);
    static constexpr std::pair<TextFilter, const char*> kFilters[] = {
        {TextFilter::All, "all"},
        {TextFilter::Missing, "missing"},
        {TextFilter::Stale, "stale"},
        {TextFilter::Changed, "changed"}};
    std::vector<Segment> segments;
    for (const auto& [filter, id] : kFilters) {
        segments.push_back({std::string("admin.filter.") + id,
                            context.say(std::string("desk.admin.texts.filter.") + id),
                            context.state.filter == filter});
    }
    segmented(canvas, "admin.filter", {row.x, row.y, std::min(row.width, theme.mm(150)), 0},
              context.say("desk.admin.texts.filter"), segments,
              [&](std::size_t i) { context.report(admin::FilterChosen{kFilters[i].first}); });
}

/// Null: nothing is said.
const char* mark_name(admin::TextMark mark) {
    switch (mark) {
        case admin::TextMark::None:
            return nullptr;
        case admin::TextMark::Missing:
            return "missing";
        case admin::TextMark::Stale:
            return "stale";
        case admin::TextMark::Changed:
            return "changed";
    }
    LOTSE_CHECK(false);
}

void draw_row(const AdminContext& context, const std::string& id, const Box& box) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const std::string& tag = context.state.tag;
    const std::string german = context.text_of(kGerman, id).value_or("");
    const std::optional<std::string> own = context.text_of(tag, id);
    const admin::TextMark said = admin::mark_of(context.state, id, own.has_value());
    const bool open = context.state.text_id == id;
    Node& node = canvas.record("admin.text." + id, Role::Choice, german, box);
    node.value = own.value_or("");
    node.state.checked = node.state.selected = open;
    const Hit hit = canvas.hit_area("admin.text." + id, box);
    if (open || hit.held) {
        canvas.fill(box, hit.held ? kPressed : kChosen);
    }
    canvas.fill({box.x + theme.padding, box.bottom() - theme.line, box.width - 2 * theme.padding,
                 theme.line},
                kLineSoft);
    Box inner = box.inset(theme.padding, theme.space / 2);
    const char* mark = mark_name(said);
    if (mark != nullptr) {
        const text::Words words = context.say(std::string("desk.admin.texts.mark.") + mark);
        draw_tag(canvas, inner.take_end(tag_width(canvas, words)), words,
                 said != admin::TextMark::Changed);
        inner.take_end(theme.space);
    }
    const Box above = inner.take_top(inner.height / 2);
    cut_line(canvas, above, tag == kGerman ? id : german, hint_style(theme));
    TextStyle style = body_style(theme);
    style.typography = context.typography(tag);
    if (own) {
        cut_line(canvas, inner, *own, style);
    } else {
        style.typography = nullptr;
        style.colour = kDanger;
        cut_line(canvas, inner, context.say("desk.admin.texts.none"), style);
    }
    canvas.focus_ring(hit, box.inset(theme.line_strong * 2), 0);
    if (hit.clicked && !open) {
        context.report(admin::TextOpened{id});
    }
}

void draw_list(const AdminContext& context, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    FieldLine search{"search",
                     "",
                     context.state.search,
                     context.say("desk.admin.texts.search"),
                     false,
                     false,
                     "search",
                     nullptr,
                     ""};
    Box field = area;
    if (!context.state.search.empty()) {
        const Box clear = field.take_end(theme.target);
        field.take_end(theme.gap);
        if (icon_button(canvas, "admin.search.clear", {clear.x, clear.y, clear.width, theme.target},
                        "close", context.say("desk.admin.texts.search_clear"))) {
            context.report(admin::FieldTyped{{"search", SecretText(), 0, 0}});
        }
    }
    area.take_top(field_line(context, field, search));
    area.take_top(theme.space);
    const std::vector<std::string>& found = context.local.list;
    const std::size_t from = context.local.list_from, to = std::min(found.size(), from + kTextRows);
    const text::Words count =
        context.say("desk.admin.texts.count", {{"count", static_cast<std::int64_t>(found.size())}});
    TextStyle hint = hint_style(theme);
    area.take_top(paragraph(canvas, "admin.texts.count", area, count, hint));
    area.take_top(theme.space / 2);
    const float height = std::ceil(std::max(
        theme.target, canvas.text_height("x", 0, hint) +
                          canvas.text_height("x", 0, body_style(theme)) + theme.space * 2));
    canvas.scroll_area("admin.texts." + std::to_string(from), area, [&](const Box& box) {
        Stack stack(box);
        const Box whole{box.x, box.y, box.width, height * static_cast<float>(to - from)};
        canvas.fill(whole, colour::kSurface);
        for (std::size_t i = from; i < to; ++i) {
            draw_row(context, found[i], stack.next(height));
        }
        stack.skip(pager(context, stack.rest(), "texts", context.local.list_from, kTextRows,
                         found.size()));
        return stack.used() + theme.space;
    });
}

/// What is wrong with what is typed; kept until it changes.
const std::vector<Finding>& faults_of(const AdminContext& context, const Language& language,
                                      const std::string& id, const std::string& words,
                                      const std::string& german) {
    const std::string key = language.tag + '\n' + id + '\n' + words + '\n' + german;
    if (context.local.faults_key != key) {
        context.local.faults_key = key;
        context.local.faults = text_faults(language, id, words, german);
    }
    return context.local.faults;
}

/// The picture below the editor: the screen the text stands on, or a neutral card.
void draw_picture(const AdminContext& context, const Box& area, const std::string& id,
                  const std::string& words, bool sound) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    if (area.height < theme.mm(30)) {
        return;
    }
    const std::string& tag = context.state.tag;
    if (sound) {
        context.preview.set_text(tag, id, words);
    }
    const Preview::Occurrence place = context.preview.occurrence_of(canvas, id);
    const bool searching = place.found == Preview::Found::Searching;
    draw_preview(
        context, area, tag, place.found == Preview::Found::Yes ? place.screen : "",
        {context.say(searching ? "desk.admin.preview.searching" : "desk.admin.preview.none"),
         searching ? "" : words});
}

/// What may be done with the text that is open.
struct Saving {
    bool possible = false;
    bool confirms =
        false;  ///< nothing was typed: the words stand beside the German text as it is now
    admin::TextSaved saved;
};

void draw_editor_buttons(const AdminContext& context, Box row, const std::string& id,
                         const Saving& saving) {
    const bool unsound = context.local.unsaved && !*context.local.unsaved;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const ButtonLook save{ButtonKind::Primary, "check", false, saving.possible, true},
        reset{ButtonKind::Quiet, "refresh", false, admin::is_changed(context.state, id), true},
        close{ButtonKind::Quiet, "close", false, true, true};
    const text::Words save_words = context.say(saving.confirms ? "desk.admin.texts.confirm"
                                                               : "desk.admin.texts.save"),
                      reset_words = context.say("desk.admin.texts.reset"),
                      close_words = context.say(unsound ? "desk.admin.texts.discard"
                                                        : "desk.admin.texts.close");
    if (button(canvas, "admin.editor.save",
               row.take_start(button_width(canvas, save_words, save, row.width * 0.4F)), save_words,
               save)) {
        context.report(saving.saved);
    }
    row.take_start(theme.gap);
    if (button(canvas, "admin.editor.reset",
               row.take_start(button_width(canvas, reset_words, reset, row.width * 0.55F)),
               reset_words, reset)) {
        context.report(admin::TextReset{});
    }
    row.take_start(theme.gap);
    if (button(canvas, "admin.editor.close",
               row.take_start(button_width(canvas, close_words, close, row.width)), close_words,
               close)) {
        if (unsound) {
            context.local.unsaved.reset();  // said on the button
        }
        context.report(admin::TextClosed{});
    }
    // A text that was just translated is no longer among the missing ones: what stands behind its
    // place is next.
    const std::string next = admin::text_after(context.local.list, id, context.content.installed);
    if (icon_button(canvas, "admin.editor.next", row.take_end(theme.target), "arrow_forward",
                    context.say("desk.admin.texts.next_text"), !next.empty())) {
        context.report(admin::TextOpened{next});
    }
}

void draw_editor(const AdminContext& context, Box area) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    canvas.fill(area, colour::kSurface, theme.radius_large);
    canvas.outline(area, colour::kLineSoft, theme.line, theme.radius_large);
    area = area.inset(theme.padding, theme.padding);
    if (!context.state.text_id) {
        TextStyle style = body_style(theme);
        style.colour = colour::kInkSoft;
        paragraph(canvas, "admin.editor.none", area, context.say("desk.admin.texts.choose"), style);
        return;
    }
    const std::string& id = *context.state.text_id;
    const std::string& tag = context.state.tag;
    const Language* language = context.language(tag);
    if (language == nullptr) {
        return;
    }
    const std::string german = context.text_of(kGerman, id).value_or("");
    const std::string before = context.text_of(tag, id).value_or("");
    const std::optional<std::string> installed = context.installed_text(tag, id);
    const std::string words = context.shown("text", before);
    // The German text itself is held against the installed one: its arguments are the program's.
    const std::string source = tag == kGerman && installed ? *installed : german;
    const std::vector<Finding> faults = words.empty() && before.empty()
                                            ? std::vector<Finding>()
                                            : faults_of(context, *language, id, words, source);
    const bool typing =
        context.state.typing && context.state.typing->field == "text" && words != before;
    Saving saving;
    saving.confirms = !typing && !before.empty() && admin::is_stale(context.state, tag, id);
    saving.possible = (typing || saving.confirms) && faults.empty() && !words.empty();
    saving.saved.as_installed = installed == words;
    if (tag != kGerman) {
        saving.saved.made_from =
            saving.saved.as_installed
                ? fingerprint_to_record(*language, context.content.texts->language(kGerman), id,
                                        german)
                : fingerprint_of(id, german);
    }

    if (typing) {
        context.local.unsaved = saving.possible ? std::optional(saving.saved) : std::nullopt;
    }

    const Box picture =
        area.take_bottom(std::round(std::min(area.width * 0.5625F, area.height * 0.48F)));
    area.take_bottom(theme.space);
    canvas.scroll_area("admin.editor", area, [&](const Box& box) {
        Stack stack(box);
        stack.skip(paragraph(canvas, "admin.editor.id", stack.rest(),
                             context.say("desk.admin.texts.id", {{"id", id}}), hint_style(theme)));
        if (tag != kGerman) {
            stack.skip(theme.space / 2);
            stack.skip(
                paragraph(canvas, "admin.editor.german", stack.rest(), german, body_style(theme)));
        }
        if (admin::is_stale(context.state, tag, id)) {
            stack.skip(theme.space);
            stack.skip(notice(canvas, "admin.editor.stale", stack.rest(), Tone::Warning, "",
                              context.say("desk.admin.texts.stale_text")));
        }
        stack.skip(theme.space);
        FieldLine field{
            "text",
            context.say("desk.admin.texts.field", {{"language", context.language_name(tag)}}),
            before,
            "",
            true,
            !faults.empty(),
            "",
            context.typography(tag),
            tag};
        stack.skip(field_line(context, stack.rest(), field));
        stack.skip(theme.space);
        for (std::size_t i = 0; i < faults.size() && i < kMostFaults; ++i) {
            stack.skip(notice(canvas, "admin.fault." + std::to_string(i), stack.rest(),
                              Tone::Danger, "",
                              finding_words(context, faults[i].rule, faults[i].details)));
            stack.skip(theme.space / 2);
        }
        draw_editor_buttons(context, stack.next(theme.target_primary), id, saving);
        return stack.used();
    });
    draw_picture(context, picture, id, words, faults.empty() && !words.empty());
}

/// All languages instead of the list: one tap leads to any of them.
void draw_languages(const AdminContext& context, const admin::TextsView& view, const Box& area) {
    context.canvas.scroll_area("admin.texts.languages", area, [&](const Box& box) {
        std::vector<ChoiceLook> looks;
        for (const admin::TextLanguage& language : view.languages) {
            ChoiceLook look;
            look.id = "admin.texts.language." + language.tag;
            look.words = context.language_name(language.tag);
            look.detail = context.say("desk.admin.texts.open",
                                      {{"count", static_cast<std::int64_t>(language.open)}});
            look.chosen = language.chosen;
            looks.push_back(std::move(look));
        }
        return choices(context.canvas, box, looks, ChoiceKind::One, 4, 58, [&](std::size_t i) {
            context.local.choosing_language = false;
            context.report(admin::PageOpened{admin::Page::Texts, view.languages[i].tag});
        });
    });
}

}  // namespace

void draw_admin_texts(const AdminContext& context, const admin::TextsView& view, Box area) {
    const Theme& theme = context.theme();
    find_texts(context);
    draw_chooser(context, area);
    if (context.local.choosing_language) {
        draw_languages(context, view, area);
        return;
    }
    if (area.width >= theme.mm(220)) {
        Box list = area.take_start(std::round(area.width * 0.42F));
        area.take_start(theme.space_large);
        draw_list(context, list);
        draw_editor(context, area);
    } else if (context.state.text_id) {
        draw_editor(context, area);
    } else {
        draw_list(context, area);
    }
    std::vector<std::pair<std::string, std::string>> fields = {{"search", context.state.search}};
    if (context.state.text_id) {
        fields.emplace_back(
            "text", context.text_of(context.state.tag, *context.state.text_id).value_or(""));
    }
    join_admin_focus(context, fields);
}

}  // namespace lotse::ui::screens
