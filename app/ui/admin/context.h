// SPDX-License-Identifier: EUPL-1.2
/// What the drawings of the admin's pages share: the words, the draft, fields and rows.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/admin/screen.h"
#include "ui/admin/admin.h"
#include "ui/admin/preview.h"
#include "ui/kit/stack.h"
#include "ui/kit/staff.h"
#include "ui/kit/widgets.h"

namespace lotse::ui {

/// How things are shown.
struct AdminLocal {
    std::string focused;  ///< field that the focus was moved to
    // What is slow is kept for as long as it is asked for in the same words.
    std::string list_key;
    std::vector<std::string> list;   ///< ids of the texts that were found
    std::size_t list_from = 0;       ///< first one shown
    bool choosing_language = false;  ///< Texts: all languages are shown instead of the list
    std::string choosing_meaning;    ///< Questions: name of the one whose meanings are shown
    std::string faults_key;
    std::vector<Finding> faults;
    /// The text that is open was typed in and not saved: how it would be saved; nothing inside: it
    /// breaks a rule.
    std::optional<std::optional<admin::TextSaved>> unsaved;
    std::string places_of;         ///< language whose places are listed
    std::size_t places_from = 0;   ///< first one shown
    std::size_t changes_from = 0;  ///< first one shown
    PreviewLook look;              ///< of the pictures
    bool look_chosen = false;      ///< else letters as large as the draft has them
    std::map<std::string, text::Typography> added_fonts;  ///< of languages that are not installed
};

struct AdminContext : StaffContext {
    const AdminContent& content;
    const admin::State& state;
    const admin::ScreenView& view;
    AdminLocal& local;
    Preview& preview;
    std::vector<admin::Event>& events;

    void report(admin::Event event) const { events.push_back(std::move(event)); }

    /// The language as it is installed, or as it is to be added; null: neither.
    const Language* language(const std::string& tag) const;
    std::string language_name(const std::string& tag) const;
    /// Also of a language that is to be added. Null: there is no such language.
    const text::Typography* typography(const std::string& tag) const;
    /// The text of the language folder alone.
    std::optional<std::string> installed_text(const std::string& tag, const std::string& id) const;
    /// With the draft applied; nothing: the language has none of its own.
    std::optional<std::string> text_of(const std::string& tag, const std::string& id) const;
    /// What is typed into the field, else the value.
    std::string shown(const std::string& field, const std::string& value) const;
};

/// The rules of a text, broken by a pattern: held against the German one.
std::vector<Finding> text_faults(const Language& language, const std::string& id,
                                 const std::string& pattern, const std::string& german);
/// A broken rule of text/languages/locale_lint.h in plain German.
text::Words finding_words(const StaffContext& context, const std::string& rule,
                          const std::map<std::string, std::string>& details);
/// Where, and what is wrong there.
text::Words issue_words(const AdminContext& context, const admin::Issue& place);
text::Words change_words(const AdminContext& context, const admin::Change& change);
/// "Familienname"; None is "keine".
text::Words meaning_words(const StaffContext& context, Meaning meaning);

/// Keys of the keyboard go to the field that is being edited.
void type_into_fields(const AdminContext& context);
/// The caret follows the focus of the tab key. After everything was drawn.
void join_admin_focus(const AdminContext& context,
                      const std::vector<std::pair<std::string, std::string>>& fields);

struct FieldLine {
    std::string field;  ///< as in admin::Typing
    text::Words label;
    std::string value;
    text::Words placeholder;
    bool multiline = false;
    bool invalid = false;
    std::string icon = "edit";
    const text::Typography* typography = nullptr;
    std::string language;  ///< tag, if the words are not German
};
/// Label above a field; its node is "field.<field>". Returns the height.
float field_line(const AdminContext& context, const Box& at, const FieldLine& line);

/// What stands in the place of a picture that there is not: why, and a text of the language as
/// large as a title.
struct NoPicture {
    text::Words why, words;
};
/// The terminal's screen in the language, with the choice of its size above; "admin.preview" in the
/// tree.
void draw_preview(const AdminContext& context, Box area, const std::string& tag,
                  const std::string& screen, const NoPicture& none);

/// Some of many in a list that one can turn: sets `from` to the next or previous rows. Returns the
/// height.
float pager(const AdminContext& context, const Box& at, const char* id, std::size_t& from,
            std::size_t at_once, std::size_t all);

/// A box with a tick.
bool check_box(Canvas& canvas, const std::string& id, const Box& box, const std::string& label,
               bool on, bool enabled = true);
/// A button with a pictogram and no words; `label` for the tree.
bool icon_button(Canvas& canvas, const std::string& id, const Box& box, const std::string& icon,
                 const std::string& label, bool enabled = true);
/// A small framed word: what something is, without colour alone.
float tag_width(Canvas& canvas, const text::WordsView& words);
void draw_tag(Canvas& canvas, const Box& box, const text::WordsView& words, bool warning);
/// A text on one line, cut if it is too long; the whole stands elsewhere. Not recorded: part of a
/// row.
void cut_line(Canvas& canvas, const Box& box, const text::WordsView& words, TextStyle style);
/// A white card around content; returns the height. `content` gets the inside.
float card(Canvas& canvas, const Box& at, const std::string& key,
           const std::function<float(const Box&)>& content);

}  // namespace lotse::ui
