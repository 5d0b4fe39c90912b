// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/keyboard.h"

#include <algorithm>
#include <cmath>

#include "text/words/numbers.h"

namespace lotse::ui {
namespace {

constexpr const char* kShift = ".shift";
/// What a key keeps of its width when a wide letter needs more.
constexpr float kLeastOfKey = 0.85F;
constexpr float kPadColumns = 4;
constexpr float kPadRows = 4;

const KeyboardLayer* find_layer(const Keyboard& keyboard, const std::string& name) {
    const auto it = keyboard.layers.find(name);
    return it == keyboard.layers.end() ? nullptr : &it->second;
}

const KeyboardLayer* layer_of(const Context& context) {
    const Keyboard& keyboard = context.language.keyboard;
    const std::string& name = context.local.layer;
    if (context.local.shift) {
        if (const KeyboardLayer* shifted = find_layer(keyboard, name + kShift)) {
            return shifted;
        }
    }
    const KeyboardLayer* plain = find_layer(keyboard, name);
    return plain ? plain : find_layer(keyboard, "base");
}

/// Does any key of the language offer forms? Then their row is always there, so that keys do not
/// jump.
bool has_forms(const KeyboardLayer& layer) {
    for (const auto& row : layer.rows) {
        for (const Key& key : row) {
            if (!key.forms.empty()) {
                return true;
            }
        }
    }
    return false;
}

float row_units(const std::vector<Key>& row) {
    float units = 0;
    for (const Key& key : row) {
        units += key.width;
    }
    return units;
}

const char* icon_of(const std::string& action, bool rtl, bool multiline) {
    if (action == "backspace") return "backspace";
    if (action == "shift") return "shift";
    if (action == "space") return "space";
    if (action == "enter") return multiline ? "enter" : "check";
    // Arrows are physical; pictograms turn round with the direction of writing.
    if (action == "left") return rtl ? "arrow_forward" : "arrow_back";
    if (action == "right") return rtl ? "arrow_back" : "arrow_forward";
    return "";
}

text::Words words_of(const Context& context, const Key& key, bool multiline) {
    if (key.action.empty()) {
        return key.label.empty() ? key.text : key.label;
    }
    if (!key.label.empty()) {
        return key.label;
    }
    if (key.action == "enter") {
        return context.say(multiline ? "keyboard.enter" : "keyboard.done");
    }
    if (key.action.starts_with("layer:")) {
        return context.say("keyboard.layer." + key.action.substr(6));
    }
    return context.say("keyboard." + key.action);
}

/// Of a row as a whole: which one, and from which letter to which.
text::Words words_of_row(const Context& context, const std::vector<Key>& row, int number) {
    text::Words words = context.say("keyboard.row", {{"position", number}});
    const auto writes = [](const Key& key) { return key.action.empty(); };
    const auto first = std::find_if(row.begin(), row.end(), writes);
    const auto last = std::find_if(row.rbegin(), row.rend(), writes);
    if (first != row.end()) {
        words.text += ": " + first->text + " – " + last->text;
        words.id.clear();
    }
    return words;
}

/// Of the key that has the focus: wider than the gap to its neighbours.
void draw_ring(const Context& context, const Ringed& key) {
    context.canvas.focus_ring(key.hit, key.box, context.theme().radius);
}

float key_letters(const Theme& theme, const text::WordsView& words) {
    return words.text.size() > 6 ? theme.text_small : theme.text_key;
}

/// The largest letters may take the whole of a narrow key.
float beside_letters(const Theme& theme) {
    return theme.text_least > 0 ? theme.line : theme.key_gap;
}

/// The least width of a key that shows the words whole.
float key_width(const Context& context, const text::WordsView& words) {
    const Theme& theme = context.theme();
    TextStyle style;
    style.size = smallest_fitted(theme, key_letters(theme, words));
    return std::ceil(context.canvas.text_width(words, style)) + 2 * beside_letters(theme) + 1;
}

bool draw_key(const Context& context, const std::string& id, const Box& box,
              const text::WordsView& words, const char* icon, bool strong, bool active,
              Ringed& ringed) {
    using namespace colour;
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Node& node = canvas.record(id, Role::Key, words, box);
    node.state.selected = active;
    const Hit hit = canvas.hit_area(id, box);
    const Paint rest = active ? kPrimary : strong ? kKeyAction : kSurface;
    canvas.fill(box, hit.held ? kPressed : rest, theme.radius);
    canvas.outline(box, active ? kPrimary : kLine, theme.line, theme.radius);
    const Paint ink = active && !hit.held ? kOnPrimary : kInk;
    if (*icon) {
        canvas.icon(icon, box.centred(theme.icon, theme.icon), ink);
    } else {
        TextStyle style;
        style.size = key_letters(theme, words);
        style.colour = ink;
        style.middle = true;
        style.align = text::Align::Center;
        const Box inner = box.inset(beside_letters(theme), 0);
        canvas.text(inner, words, fitted(canvas, words, inner, style));
    }
    if (hit.focused) {
        ringed = {hit, box};
    }
    return hit.clicked;
}

/// Of each key of a row, with the gap behind it. Words that would be cut get what the other keys
/// can spare: the space bar first, then those of narrow letters.
std::vector<float> widths_of(const Context& context, const std::vector<Key>& row, float pitch) {
    const Theme& theme = context.theme();
    std::vector<float> widths, spare;
    widths.reserve(row.size());
    spare.reserve(row.size());
    for (const Key& key : row) {
        widths.push_back(key.width * pitch);
    }
    float lacking = 0, of_bar = 0, of_others = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool bar = row[i].action == "space";
        const bool words = *icon_of(row[i].action, false, true) == '\0';
        const float needed =
            theme.key_gap + (bar     ? theme.target
                             : words ? key_width(context, words_of(context, row[i], false))
                                     : theme.icon + 2 * theme.line);
        lacking += std::max(0.0F, needed - widths[i]);
        const float least = bar ? needed : std::max(needed, widths[i] * kLeastOfKey);
        spare.push_back(needed > widths[i] ? widths[i] - needed : widths[i] - least);
        (bar ? of_bar : of_others) += std::max(0.0F, spare.back());
    }
    const float given = std::min(lacking, of_bar + of_others);
    const auto share = [](float part, float whole) { return whole > 0 ? part / whole : 0.0F; };
    const float from_bar = share(std::min(given, of_bar), of_bar);
    const float from_others = share(std::max(0.0F, given - of_bar), of_others);
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool bar = row[i].action == "space";
        widths[i] -= spare[i] < 0 ? spare[i] * share(given, lacking)
                                  : spare[i] * (bar ? from_bar : from_others);
    }
    return widths;
}

bool is_pad(Keys keys) {
    return keys == Keys::Numbers || keys == Keys::Decimal || keys == Keys::Phone;
}

}  // namespace

void open_keyboard_for(const Context& context, const std::string& field_key, Keys keys) {
    const std::string key = field_key + "/" + context.language.tag;
    Local& local = context.local;
    if (local.field_key == key) {
        return;
    }
    local.field_key = key;
    local.shift = false;
    local.forms.clear();
    local.layer = keys == Keys::Latin ? context.language.keyboard.latin_layer : "base";
}

float keyboard_height(const Context& context, Keys keys) {
    const Theme& theme = context.theme();
    if (is_pad(keys)) {
        return number_pad_height(theme);
    }
    const KeyboardLayer* layer = layer_of(context);
    if (!layer) {
        return 0;
    }
    const float rows = static_cast<float>(layer->rows.size() + (has_forms(*layer) ? 1 : 0));
    return rows * (theme.key_height + theme.key_gap) + theme.key_gap + theme.space;
}

std::optional<Keystroke> keyboard(const Context& context, const Box& dock, Keys keys,
                                  bool multiline) {
    if (is_pad(keys)) {
        const std::string extra = keys == Keys::Phone ? "+"
                                  : keys == Keys::Decimal
                                      ? std::string(1, text::decimal_sign(context.language))
                                      : "";
        return number_pad(context, dock, extra, context.say("keyboard.done"));
    }
    const KeyboardLayer* layer = layer_of(context);
    if (!layer) {
        return std::nullopt;
    }
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Local& local = context.local;
    const bool rtl = canvas.right_to_left();
    Canvas::Group group(canvas, "keyboard", Role::Group, context.say("keyboard.title"), dock);
    const Canvas::Pad pad(canvas, "keyboard");
    canvas.fill(dock, colour::kSunken);

    float units = 0;
    for (const auto& row : layer->rows) {
        units = std::max(units, row_units(row));
    }
    // The ring around a row that has the focus stands beside its keys.
    const float ring = 2 * theme.line_strong;
    const float margin = std::max(std::min(theme.margin, theme.mm(2)), ring);
    const float gap = theme.key_gap;
    const float pitch =
        std::floor(std::min((dock.width - 2 * margin + gap) / units, theme.key_width_most + gap));
    const float whole = units * pitch - gap;
    const float left = std::round((dock.width - whole) / 2);
    float y = dock.y + theme.space / 2 + gap;
    std::optional<Keystroke> press;
    Ringed ringed;

    if (has_forms(*layer)) {
        const auto count = static_cast<float>(std::max<std::size_t>(local.forms.size(), 1));
        const float width = std::min(theme.key_width_most, std::floor((whole + gap) / count) - gap);
        for (std::size_t i = 0; i < local.forms.size(); ++i) {
            const Box box = canvas.from_physical(
                {left + static_cast<float>(i) * (width + gap), y, width, theme.key_height});
            if (draw_key(context, "form." + local.forms[i], box, local.forms[i], "", true, false,
                         ringed)) {
                press = Keystroke{Keystroke::Key::ReplaceLast, local.forms[i]};
            }
        }
        y += theme.key_height + gap;
    }
    std::optional<std::string> next_layer;
    int number = 0;
    for (const auto& row : layer->rows) {
        ++number;
        const Canvas::Level level(canvas, "keyboard.row." + std::to_string(number),
                                  words_of_row(context, row, number),
                                  {dock.x + ring, y, dock.width - 2 * ring, theme.key_height});
        // Short rows stand in the middle.
        float x = left + std::round((whole - (row_units(row) * pitch - gap)) / 2);
        const std::vector<float> widths = widths_of(context, row, pitch);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const Key& key = row[i];
            const Box box =
                canvas.from_physical({x, y, std::round(widths[i] - gap), theme.key_height});
            x += widths[i];
            const std::string id = "key." + (key.action.empty() ? key.text : key.action);
            const bool shifted = key.action == "shift" && local.shift;
            if (!draw_key(context, id, box, words_of(context, key, multiline),
                          icon_of(key.action, rtl, multiline), !key.action.empty(), shifted,
                          ringed)) {
                continue;
            }
            if (key.action.empty()) {
                press = Keystroke{Keystroke::Key::Text, key.text};
                local.forms = key.forms;
                local.shift = false;
            } else if (key.action == "space") {
                press = Keystroke{Keystroke::Key::Text, " "};
            } else if (key.action == "backspace") {
                press = Keystroke{Keystroke::Key::Backspace, {}};
            } else if (key.action == "enter") {
                press = Keystroke{Keystroke::Key::Enter, {}};
            } else if (key.action == "left" || key.action == "right") {
                press = Keystroke{
                    key.action == "left" ? Keystroke::Key::Left : Keystroke::Key::Right, {}};
            } else if (key.action == "shift") {
                local.shift = !local.shift;
                canvas.ask_again();
            } else if (key.action.starts_with("layer:")) {
                next_layer = key.action.substr(6);
            }
            if (!key.action.empty()) {
                local.forms.clear();
            }
        }
        y += theme.key_height + gap;
    }
    draw_ring(context, ringed);
    if (next_layer) {
        local.layer = *next_layer;
        local.shift = false;
        canvas.ask_again();
    }
    return press;
}

// --- Number pad ---

float number_pad_height(const Theme& theme) {
    return kPadRows * (theme.key_height + theme.key_gap) + theme.key_gap + theme.space;
}

std::optional<Keystroke> number_pad(const Context& context, const Box& dock,
                                    const std::string& extra, const text::WordsView& done_words,
                                    bool done_enabled, PadDigits digits) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Canvas::Group group(canvas, "keyboard", Role::Group, context.say("keyboard.title"), dock);
    const Canvas::Pad pad(canvas, "numbers");
    canvas.fill(dock, colour::kSunken);
    const float gap = theme.key_gap;
    ButtonLook done_look{ButtonKind::Secondary, "", false, done_enabled, true};
    done_look.role = Role::Key;
    const float most = std::floor((dock.width - 2 * theme.margin + gap) / kPadColumns) - gap;
    // Letters of any size: as wide as the word on the last key.
    const float width = std::min(
        most, std::max(theme.target * 1.95F,
                       theme.enlarged ? button_width(canvas, done_words, done_look, most) : 0.0F));
    const float whole = kPadColumns * (width + gap) - gap;
    const float left = std::round((dock.width - whole) / 2);
    const float top = dock.y + theme.space / 2 + gap;
    const auto cell = [&](int column, int row, int rows = 1) {
        return canvas.from_physical({left + static_cast<float>(column) * (width + gap),
                                     top + static_cast<float>(row) * (theme.key_height + gap),
                                     width,
                                     static_cast<float>(rows) * (theme.key_height + gap) - gap});
    };
    std::optional<Keystroke> press;
    Ringed ringed;
    const auto digit = [&](const std::string& text, int column, int row) {
        const std::string shown =
            digits == PadDigits::OfReader ? text::native_digits(text, context.language) : text;
        if (draw_key(context, "key." + text, cell(column, row), shown, "", false, false, ringed)) {
            press = Keystroke{Keystroke::Key::Text, text};
        }
    };
    // Row by row: that is the order of the keys, too.
    for (int i = 0; i < 9; ++i) {
        digit(std::to_string(i + 1), i % 3, i / 3);
        if (i == 2 &&
            draw_key(context, "key.backspace", cell(3, 0), context.say("keyboard.backspace"),
                     "backspace", true, false, ringed)) {
            press = Keystroke{Keystroke::Key::Backspace, {}};
        }
    }
    if (!extra.empty()) {
        digit(extra, 0, 3);
    }
    digit("0", 1, 3);
    const Box done = cell(3, 2, 2);
    const bool is_done = button(canvas, "key.enter", done, done_words, done_look);
    draw_ring(context, ringed);
    if (is_done) {
        press = Keystroke{Keystroke::Key::Enter, {}};
    }
    return press;
}

// --- Months ---

namespace {

struct MonthGrid {
    int columns = 1, rows = 1;
    float width = 0;  ///< of a key
};

/// Long names take fewer and wider keys, rather than lose their end.
MonthGrid month_grid(const Context& context, const std::vector<std::string>& names) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    const float room = canvas.screen().width - 2 * theme.margin;
    const auto width_of = [&](int columns) {
        return std::floor((room + theme.key_gap) / static_cast<float>(columns)) - theme.key_gap;
    };
    float widest = theme.mm(62);
    int columns = theme.width_px / theme.px_per_mm < 230 ? 3 : 4;
    float needed = 0;
    for (const std::string& name : names) {
        needed = std::max(needed, key_width(context, name));
    }
    widest = std::max(widest, needed);
    while (columns > 1 && width_of(columns) < needed) {
        --columns;
    }
    const int keys = static_cast<int>(names.size()) + 1;  // one erases
    return {columns, (keys + columns - 1) / columns, std::min(widest, width_of(columns))};
}

}  // namespace

float month_pad_height(const Context& context, const std::vector<std::string>& names) {
    const Theme& theme = context.theme();
    const auto rows = static_cast<float>(month_grid(context, names).rows);
    return rows * (theme.key_height + theme.key_gap) + theme.key_gap + theme.space;
}

MonthPress month_pad(const Context& context, const Box& dock, const std::vector<std::string>& names,
                     int chosen) {
    Canvas& canvas = context.canvas;
    const Theme& theme = context.theme();
    Canvas::Group group(canvas, "months", Role::Group, context.say("date.choose_month"), dock);
    const Canvas::Pad pad(canvas, "months");
    canvas.fill(dock, colour::kSunken);
    const MonthGrid grid = month_grid(context, names);
    const float gap = theme.key_gap;
    const float left =
        std::round((dock.width - static_cast<float>(grid.columns) * (grid.width + gap) + gap) / 2);
    const float top = dock.y + theme.space / 2 + gap;
    MonthPress press;
    Ringed ringed;
    // Reads in the direction of writing, unlike keys.
    const auto cell = [&](int at) {
        const int row = at / grid.columns;
        return Box{left + static_cast<float>(at % grid.columns) * (grid.width + gap),
                   top + static_cast<float>(row) * (theme.key_height + gap), grid.width,
                   theme.key_height};
    };
    for (std::size_t i = 0; i < names.size(); ++i) {
        const int month = static_cast<int>(i) + 1;
        if (draw_key(context, "month." + std::to_string(month), cell(static_cast<int>(i)), names[i],
                     "", false, month == chosen, ringed)) {
            press.month = month;
        }
    }
    press.erased = draw_key(context, "key.backspace", cell(grid.rows * grid.columns - 1),
                            context.say("keyboard.backspace"), "backspace", true, false, ringed);
    draw_ring(context, ringed);
    return press;
}

// --- Typing ---

std::optional<edit::Text> typed_into(const Context& context, const edit::Text& before,
                                     const std::optional<Keystroke>& press, edit::Accepts accepts,
                                     std::size_t longest_bytes, bool& finished) {
    text::Engine& engine = context.canvas.engine();
    const text::Typography& typography = context.canvas.typography();
    edit::Text now = before;
    const auto take = [&](const Keystroke& stroke) {
        if (auto after = edit::after_key(engine, now, stroke, accepts, longest_bytes, typography)) {
            now = std::move(*after);
        } else if (stroke.key == Keystroke::Key::Enter && accepts == edit::Accepts::Lines) {
            now = edit::insert(engine, now, "\n", accepts, longest_bytes);
        } else {
            finished = true;
        }
    };
    // Forms are offered for the syllable typed last, as long as the caret stands behind it.
    const bool other_form = press && press->key == Keystroke::Key::ReplaceLast;
    if (press && (!other_form || now.caret == context.local.forms_caret)) {
        take(*press);
        if (other_form || press->key == Keystroke::Key::Text) {
            context.local.forms_caret = now.caret;
        }
    }
    for (const Keystroke& typed : context.typed) {
        take(typed);
    }
    if (now == before) {
        return std::nullopt;
    }
    return now;
}

}  // namespace lotse::ui
