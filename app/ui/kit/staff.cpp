// SPDX-License-Identifier: EUPL-1.2
#include "ui/kit/staff.h"

#include <algorithm>

#include "core/check.h"
#include "core/reason.h"
#include "ui/kit/widgets.h"

namespace lotse::ui {

text::Words StaffContext::say_if_known(const std::string& id,
                                       const text::Arguments& arguments) const {
    return catalogue.has(own_language, id) ? say(id, arguments) : text::Words(id);
}

const text::Typography* StaffContext::typography_of(const std::string& tag) const {
    const auto it = fonts.find(tag);
    return it == fonts.end() ? nullptr : &it->second;
}

text::Words cause_words(const text::Catalogue& catalogue, const std::string& tag,
                        std::string_view line) {
    const Reason reason = read_reason(line);
    return catalogue.words(tag, "desk.cause." + std::string(to_string(reason.cause)),
                           {{"where", reason.where}});
}

text::Words questionnaire_words(const StaffContext& context, const std::string& name) {
    if (name.empty()) {
        return context.say("desk.without_data");
    }
    const std::string id = "desk.questionnaire." + name;
    return context.catalogue.has(context.own_language, id) ? context.say(id) : text::Words(name);
}

bool has_enter(const std::vector<Keystroke>& keys) {
    return std::any_of(keys.begin(), keys.end(),
                       [](const Keystroke& typed) { return typed.key == Keystroke::Key::Enter; });
}

bool edit_with_key(Canvas& canvas, edit::Text& text, const Keystroke& typed, edit::Accepts accepts,
                   std::size_t longest_bytes) {
    std::optional<edit::Text> after =
        edit::after_key(canvas.engine(), text, typed, accepts, longest_bytes, canvas.typography());
    if (after) {
        text = std::move(*after);
    }
    return after.has_value();
}

float labelled_value(Canvas& canvas, const std::string& id, const Box& at,
                     const text::WordsView& label, const text::WordsView& value) {
    const Theme& theme = canvas.theme();
    const TextStyle label_look = hint_style(theme), value_look = body_style(theme);
    const float label_height = canvas.text_height(label, at.width, label_look);
    const float value_height = canvas.text_height(value, at.width, value_look);
    Node& node =
        canvas.record(id, Role::Text, label, {at.x, at.y, at.width, label_height + value_height});
    node.value = value.text;
    canvas.text({at.x, at.y, at.width, label_height}, label, label_look);
    canvas.text({at.x, at.y + label_height, at.width, value_height}, value, value_look);
    return label_height + value_height;
}

}  // namespace lotse::ui
