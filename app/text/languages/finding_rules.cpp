// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/locale_lint.h"

namespace lotse::text {

const std::map<std::string, std::vector<std::string>>& finding_rules() {
    static const std::map<std::string, std::vector<std::string>> kRules = {
        {"text.empty", {}},
        {"text.apostrophe", {}},
        {"text.spaces", {}},
        {"text.edges", {}},
        {"text.character", {"character"}},
        {"text.composed", {}},
        {"text.bidi", {}},
        {"text.brackets", {}},
        {"text.argument_kind", {"argument"}},
        {"text.plural_of_text", {"argument"}},
        {"text.plural_missing", {"argument", "category"}},
        {"text.plural_unknown", {"argument", "category"}},
        {"text.arguments", {"given", "wanted"}},
        {"text.select", {}},
        {"text.too_long", {"length", "longest"}},
        {"text.mixed_scripts", {"word"}},
        {"text.lookalike", {"code", "letter", "own", "own_code", "word"}},
        {"text.long_word", {"word"}},
        {"text.line_break", {}},
        {"text.foreign_script", {}},
        {"text.other_language", {}},
        {"text.missing", {}},
        {"text.stale", {}},
        {"text.unknown_id", {}},
        {"speech.stale", {}},
        {"speech.unknown_id", {}},
        {"settings.locale", {"locale"}},
        {"settings.direction", {"locale"}},
        {"settings.script", {"script"}},
        {"settings.calendars", {"calendar"}},
        {"settings.fallback", {}},
        {"settings.endonym", {"endonym"}},
        {"settings.no_german", {}},
        {"fonts.file", {"file"}},
        {"fonts.regular", {"character", "where"}},
        {"fonts.bold", {"character", "where"}},
        {"keyboard.rows", {"layer"}},
        {"keyboard.row_keys", {"layer"}},
        {"keyboard.row_width", {"layer"}},
        {"keyboard.no_action", {"action", "layer"}},
        {"keyboard.no_shift", {"layer"}},
        {"keyboard.dead_end", {"layer"}},
        {"keyboard.latin_far", {}},
        {"keyboard.no_way_back", {}},
        {"keyboard.key_kind", {"layer"}},
        {"keyboard.no_label", {"layer", "target"}},
        {"keyboard.no_layer", {"layer", "target"}},
        {"keyboard.blank_key", {"layer"}},
        {"keyboard.first_form", {"key", "layer"}},
        {"keyboard.letters", {"letters"}},
        {"keyboard.latin_letters", {"letters"}},
        {"keyboard.digit", {"digit"}},
    };
    return kRules;
}

}  // namespace lotse::text
