// SPDX-License-Identifier: EUPL-1.2
/// What the drawings of the admin's pages share: the words, the draft, fields and rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/admin.h"
#include "ui/desk.h"
#include "ui/desk_context.h"
#include "ui/frame.h"
#include "ui/preview.h"

namespace lotse::ui {

/// How things are shown.
struct AdminLocal {
    std::string page;          ///< that the rest belongs to
    std::string focused;       ///< field that the focus was moved to
    // What is slow is kept for as long as it is asked for in the same words.
    std::string list_key;
    std::vector<std::string> list;      ///< ids of the texts that were found
    std::size_t list_from = 0;          ///< first one shown
    std::string faults_key;
    std::vector<std::string> faults;
};

struct AdminContext {
    const DeskContext& desk;
    const AdminContent& content;
    const admin::State& state;
    AdminLocal& local;
    Preview& preview;
    Canvas& canvas;

    const Theme& theme() const { return canvas.theme(); }
    std::string say(const std::string& id, const text::Arguments& arguments = {}) const { return desk.say(id, arguments); }
    void report(admin::Event event) const { desk.report(desk::Event(std::move(event))); }

    /// The language as it is installed, or as it is to be added; null: neither.
    const Language* language(const std::string& tag) const;
    std::string language_name(const std::string& tag) const;
    const text::Typography* typography(const std::string& tag) const { return desk.typography_of(tag); }
    /// The text of the language folder alone.
    const std::string* installed_text(const std::string& tag, const std::string& id) const;
    /// With the draft applied; nothing: the language has none of its own.
    std::optional<std::string> text_of(const std::string& tag, const std::string& id) const;
    /// Whether the German text changed since this one was made.
    bool is_stale(const std::string& tag, const std::string& id) const;
    /// Below the threshold of the draft: clients do not see the language.
    bool is_hidden(const std::string& tag) const;
    /// What is typed into the field, else the value.
    std::string shown(const std::string& field, const std::string& value) const;
};

/// The rules of a text, broken by a pattern: held against the German one.
std::vector<std::string> text_faults(const Language& language, const std::string& id, const std::string& pattern,
                                     const std::string& german);
/// In plain German.
std::string fault_words(const DeskContext& desk, const std::string& what);
std::string change_words(const AdminContext& context, const admin::Change& change);

/// Keys of the keyboard go to the field that is being edited.
void type_into_fields(const AdminContext& context);
/// The caret follows the focus of the tab key. After everything was drawn.
void join_admin_focus(const AdminContext& context, const std::vector<std::pair<std::string, std::string>>& fields);

struct FieldLine {
    std::string field;    ///< as in admin::Typing
    std::string label;
    std::string value;
    std::string placeholder;
    bool multiline = false;
    bool invalid = false;
    std::string icon = "edit";
    const text::Typography* typography = nullptr;
    std::string language;  ///< tag, if the words are not German
};
/// Label above a field; its node is "field.<field>". Returns the height.
float field_line(const AdminContext& context, const Box& at, const FieldLine& line);

/// A box with a tick.
bool check_box(Canvas& canvas, const std::string& id, const Box& box, const std::string& label, bool on, bool enabled = true);
/// A button with a pictogram and no words; `label` for the tree.
bool icon_button(Canvas& canvas, const std::string& id, const Box& box, const std::string& icon, const std::string& label, bool enabled = true);
/// A small framed word: what something is, without colour alone.
float tag_width(Canvas& canvas, const std::string& words);
void draw_tag(Canvas& canvas, const Box& box, const std::string& words, bool warning);
/// A text on one line, cut if it is too long; the whole stands elsewhere. Not recorded: part of a row.
void cut_line(Canvas& canvas, const Box& box, const std::string& words, TextStyle style);
/// A white card around content; returns the height. `content` gets the inside.
float card(Canvas& canvas, const Box& at, const std::string& key, const std::function<float(const Box&)>& content);

namespace screens {

void draw_admin(const AdminContext& context, const desk::AdminOpen& place, Box screen);
void draw_admin_languages(const AdminContext& context, Box area);
void draw_admin_language(const AdminContext& context, Box area);
void draw_admin_texts(const AdminContext& context, Box area);
void draw_admin_new_language(const AdminContext& context, Box area);
void draw_admin_questions(const AdminContext& context, Box area);
void draw_admin_centre(const AdminContext& context, Box area);
void draw_admin_versions(const AdminContext& context, Box area);

}  // namespace screens
}  // namespace lotse::ui
