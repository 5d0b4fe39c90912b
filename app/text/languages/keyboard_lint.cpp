// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/keyboard_lint.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "core/check.h"
#include "text/icu_strings.h"
#include "text/languages/exemplars.h"
#include "text/words/numbers.h"

namespace lotse::text {

namespace {

/// A key is at least 15 mm wide; twelve and their gaps fill the narrowest screen.
constexpr std::size_t kMostKeysInRow = 12;
constexpr float kWidestRow = 12.0F;
/// The keyboard leaves more than half of a landscape screen to the question.
constexpr std::size_t kMostRows = 5;
constexpr UChar32 kZeroWidthNonJoiner = 0x200C;

bool draws_nothing_alone(const icu::UnicodeString& text) {
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 character = text.char32At(i);
        const std::int8_t type = u_charType(character);
        if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK &&
            !u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
            return false;
        }
    }
    return true;
}

/// The characters of a set one by one, for people who do not read patterns.
std::string spaced(const icu::UnicodeSet& set) {
    std::string out;
    for (std::int32_t i = 0; i < set.size(); ++i) {
        out += (out.empty() ? "" : " ") + from_icu(icu::UnicodeString(set.charAt(i)));
    }
    return out;
}

class KeyboardLint {
public:
    KeyboardLint(const Language& language, std::vector<Finding>& findings)
        : m_language(language), m_findings(findings) {}

    void check() {
        for (const auto& [name, layer] : m_language.keyboard.layers) check_layer(name, layer);
        check_letters();
        check_latin();
        check_digits();
    }

    /// Letters of the language, both cases, that no key types; of the keys judged so far.
    icu::UnicodeSet untypable() const {
        icu::UnicodeSet wanted = exemplars(m_language.locale, ULOCDATA_ES_STANDARD);
        const icu::UnicodeSet auxiliary = exemplars(m_language.locale, ULOCDATA_ES_AUXILIARY);
        // CLDR lists the joiners as auxiliary; without the non-joiner Persian words run together.
        const std::string language = icu::Locale(m_language.locale.c_str()).getLanguage();
        if (language != "ar" && auxiliary.contains(kZeroWidthNonJoiner))
            wanted.add(kZeroWidthNonJoiner);
        wanted.removeAllStrings();
        icu::UnicodeSet both_cases(wanted);
        for (std::int32_t i = 0; i < wanted.size(); ++i) {
            both_cases.add(u_toupper(wanted.charAt(i)));
        }
        both_cases.removeAll(m_typed);
        return both_cases;
    }

private:
    using Details = std::map<std::string, std::string>;
    void complain(const char* rule, const std::string& what, Details details = {}) {
        m_findings.push_back({m_language.tag, "keyboard", what, std::string("keyboard.") + rule,
                              std::move(details)});
    }

    void check_layer(const std::string& name, const KeyboardLayer& layer) {
        std::set<std::string> actions;
        if (layer.rows.size() > kMostRows) {
            complain("rows", name + " has more than 5 rows", {{"layer", name}});
        }
        for (const auto& row : layer.rows) {
            float width = 0.0F;
            for (const Key& key : row) {
                width += key.width;
                check_key(name, key);
                if (!key.action.empty()) actions.insert(key.action);
            }
            if (row.size() > kMostKeysInRow) {
                complain("row_keys", name + " has a row of more than 12 keys", {{"layer", name}});
            }
            if (width > kWidestRow) {
                complain("row_width", name + " has a row wider than 12 keys", {{"layer", name}});
            }
        }
        for (const char* needed : {"backspace", "space", "enter", "left", "right"}) {
            if (!actions.contains(needed)) {
                complain("no_action", name + " has no key for " + needed,
                         {{"layer", name}, {"action", needed}});
            }
        }
        if (actions.contains("shift") && !name.ends_with(".shift") &&
            !m_language.keyboard.layers.contains(name + ".shift")) {
            complain("no_shift", name + " has a shift key but there is no layer " + name + ".shift",
                     {{"layer", name}});
        }
        const bool leads_on = std::ranges::any_of(
            actions, [](const std::string& action) { return action.starts_with("layer:"); });
        if (!leads_on) complain("dead_end", name + " leads to no other layer", {{"layer", name}});
        if (name == "base" && m_language.keyboard.latin_layer != "base" &&
            !actions.contains("layer:" + m_language.keyboard.latin_layer)) {
            complain("latin_far", "the Latin layer is not one tap away from base");
        }
        if (name == "digits" && !actions.contains("layer:base")) {
            complain("no_way_back", "digits does not lead back to base");
        }
    }

    void check_key(const std::string& layer, const Key& key) {
        if (key.text.empty() == key.action.empty()) {
            complain("key_kind", layer + " has a key with both or neither of text and action",
                     {{"layer", layer}});
            return;
        }
        if (key.action.starts_with("layer:")) {
            const std::string target = key.action.substr(6);
            if (key.label.empty()) {
                complain("no_label", layer + ": " + key.action + " has no label",
                         {{"layer", layer}, {"target", target}});
            }
            if (!m_language.keyboard.layers.contains(target)) {
                complain("no_layer", layer + ": there is no " + key.action,
                         {{"layer", layer}, {"target", target}});
            }
        }
        if (key.text.empty()) return;
        const icu::UnicodeString shown = to_icu(key.label.empty() ? key.text : key.label);
        if (draws_nothing_alone(shown)) {
            complain("blank_key", layer + " has a key that shows nothing; give it a label",
                     {{"layer", layer}});
        }
        if (!key.forms.empty() && key.forms.front() != key.text) {
            complain("first_form",
                     layer + ": the first form of " + key.text + " is not what the key inserts",
                     {{"layer", layer}, {"key", key.text}});
        }
        type(layer, key.text);
        for (const std::string& form : key.forms) type(layer, form);
    }

    void type(const std::string& layer, const std::string& text) {
        const icu::UnicodeString typed = to_icu(text);
        for (std::int32_t i = 0; i < typed.length(); i = typed.moveIndex32(i, 1)) {
            m_typed.add(typed.char32At(i));
            if (layer.starts_with(m_language.keyboard.latin_layer)) m_latin.add(typed.char32At(i));
        }
    }

    void check_letters() {
        const icu::UnicodeSet missing = untypable();
        if (!missing.isEmpty()) {
            icu::UnicodeString pattern;
            missing.toPattern(pattern);
            complain("letters", "cannot type " + from_icu(pattern), {{"letters", spaced(missing)}});
        }
    }

    void check_latin() {
        icu::UnicodeSet letters(u'a', u'z');
        letters.add(u'A', u'Z');
        for (const char16_t umlaut : {u'ä', u'ö', u'ü', u'ß', u'Ä', u'Ö', u'Ü', u'@', u'-', u'.'}) {
            letters.add(static_cast<UChar32>(umlaut));
        }
        letters.removeAll(m_latin);
        if (!letters.isEmpty()) {
            icu::UnicodeString missing;
            letters.toPattern(missing);
            complain("latin_letters", "the Latin layer cannot type " + from_icu(missing),
                     {{"letters", spaced(letters)}});
        }
    }

    void check_digits() {
        const icu::UnicodeString digits =
            to_icu("0123456789" + native_digits("0123456789", m_language));
        for (std::int32_t i = 0; i < digits.length(); i = digits.moveIndex32(i, 1)) {
            if (!m_typed.contains(digits.char32At(i))) {
                const std::string digit = from_icu(icu::UnicodeString(digits.char32At(i)));
                complain("digit", "cannot type the digit " + digit, {{"digit", digit}});
            }
        }
    }

    const Language& m_language;
    std::vector<Finding>& m_findings;
    icu::UnicodeSet m_typed, m_latin;
};

}  // namespace

std::vector<Finding> lint_keyboard(const Language& language) {
    std::vector<Finding> findings;
    KeyboardLint(language, findings).check();
    return findings;
}

std::vector<std::string> untypable_letters(const Language& language) {
    std::vector<Finding> findings;
    KeyboardLint lint(language, findings);
    lint.check();
    const icu::UnicodeSet missing = lint.untypable();
    std::vector<std::string> letters;
    letters.reserve(static_cast<std::size_t>(missing.size()));
    for (std::int32_t i = 0; i < missing.size(); ++i) {
        letters.push_back(from_icu(icu::UnicodeString(missing.charAt(i))));
    }
    return letters;
}

}  // namespace lotse::text
