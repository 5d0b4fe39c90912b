// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/locale_lint.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "core/check.h"
#include "core/configuration/configured_texts.h"
#include "core/configuration/translation.h"
#include "text/icu_locale.h"
#include "text/icu_strings.h"
#include "text/languages/keyboard_lint.h"
#include "text/languages/other_language.h"
#include "text/languages/word_rules.h"
#include "text/layout/faces.h"
#include "text/words/calendar.h"
#include "text/words/catalogue.h"
#include "text/words/message_arguments.h"
#include "text/words/regions.h"
#include "text/words/text_kinds.h"

namespace lotse::text {

namespace {

/// A German text this short labels a button or a heading; its translations must fit into the same
/// place. Choices stand in rows of their own that grow, and carry the German legal term beside the
/// translation.
constexpr const char* kChoices = ".choices.";
constexpr std::int32_t kShortText = 20;
constexpr std::size_t kLongestOfShortText = 44;

/// Review state of a translation that has begun: what is missing is counted, not complained about.
constexpr const char* kStarted = "started";

constexpr const char* kStaleText =
    "was not made from the German text as it is now: translate it anew, or let it stand with "
    "lotse-tool locale accept";

constexpr const char* kNoGerman = "is missing: German is the source of all texts";

constexpr const char* kLineBreak = "has a line break; it stands in one line";

constexpr UChar32 kSoftHyphen = 0x00AD;

std::string code_point(UChar32 character) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "U+%04X", static_cast<unsigned>(character));
    return buffer;
}

template <class Visit>
void for_each_character(const icu::UnicodeString& text, Visit visit) {
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) visit(text.char32At(i));
}

std::set<std::string> plural_categories(const std::string& locale, UPluralType type) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::PluralRules> rules(
        icu::PluralRules::forLocale(known_locale(locale), type, status));
    LOTSE_CHECK(U_SUCCESS(status));
    const std::unique_ptr<icu::StringEnumeration> keywords(rules->getKeywords(status));
    LOTSE_CHECK(U_SUCCESS(status));
    std::set<std::string> categories;
    while (const char* keyword = keywords->next(nullptr, status)) categories.insert(keyword);
    return categories;
}

using Details = std::map<std::string, std::string>;

/// The texts of one language, judged one by one.
class TextLint {
public:
    TextLint(const Language& language, std::vector<Finding>& findings)
        : m_language(language),
          m_findings(findings),
          m_cardinal(plural_categories(language.locale, UPLURAL_TYPE_CARDINAL)),
          m_ordinal(plural_categories(language.locale, UPLURAL_TYPE_ORDINAL)),
          m_words(language) {}

    void check(const std::string& id, const std::string& pattern) {
        m_id = id;
        const icu::UnicodeString text = to_icu(pattern);
        check_characters(pattern, text);
        check_bidi(text);
        const auto uses = argument_uses(pattern);
        if (!uses) return complain("text.brackets", uses.error().detail);
        for (const ArgumentUse& use : *uses) check_argument(use);
        for (Finding& wrong : m_words.broken(pattern)) {
            complain(wrong.rule, wrong.what, std::move(wrong.details));
        }
        if (is_one_line(id) && text.indexOf(u'\n') >= 0) complain("text.line_break", kLineBreak);
    }

    const WordRules& words() const { return m_words; }

private:
    void complain(const std::string& rule, const std::string& what, Details details = {}) {
        m_findings.push_back({m_language.tag, m_id, what, rule, std::move(details)});
    }

    void check_characters(const std::string& pattern, const icu::UnicodeString& text) {
        if (text.isEmpty()) complain("text.empty", "is empty");
        if (pattern.find('\'') != std::string::npos) {
            complain("text.apostrophe",
                     "has an ASCII apostrophe, which quotes in a pattern; use U+2019");
        }
        if (pattern.find("  ") != std::string::npos) {
            complain("text.spaces", "has two spaces in a row");
        }
        if (!text.isEmpty() && (u_isUWhiteSpace(text.char32At(0)) ||
                                u_isUWhiteSpace(text.char32At(text.length() - 1)))) {
            complain("text.edges", "begins or ends with white space");
        }
        std::set<UChar32> named;
        for_each_character(text, [&](UChar32 character) {
            const std::int8_t type = u_charType(character);
            if (character == 0xFFFD || (type == U_CONTROL_CHAR && character != '\n') ||
                type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE) {
                named.insert(character);
            }
        });
        for (const UChar32 character : named) {
            complain("text.character", "has the character " + code_point(character),
                     {{"character", code_point(character)}});
        }
        UErrorCode status = U_ZERO_ERROR;
        const icu::Normalizer2* composed = icu::Normalizer2::getNFCInstance(status);
        LOTSE_CHECK(U_SUCCESS(status));
        if (!composed->isNormalized(text, status)) {
            complain("text.composed", "is not in composed form (NFC)");
        }
    }

    /// Digits, a space, digits. A no-break space belongs to the number (class CS of UAX #9), a
    /// plain one does not.
    static bool has_parted_number(const icu::UnicodeString& text) {
        for (std::int32_t at = text.indexOf(u' '); at >= 0; at = text.indexOf(u' ', at + 1)) {
            if (at > 0 && u_isdigit(text.char32At(at - 1)) && u_isdigit(text.char32At(at + 1))) {
                return true;
            }
        }
        return false;
    }

    void check_bidi(const icu::UnicodeString& text) {
        int isolates = 0;
        int embeddings = 0;
        bool balanced = true;
        for_each_character(text, [&](UChar32 character) {
            if (character >= 0x2066 && character <= 0x2068) ++isolates;
            if (character == 0x2069) balanced = balanced && --isolates >= 0;
            const bool opens = character == 0x202A || character == 0x202B || character == 0x202D ||
                               character == 0x202E;
            if (opens) ++embeddings;
            if (character == 0x202C) balanced = balanced && --embeddings >= 0;
        });
        if (!balanced || isolates != 0 || embeddings != 0) {
            complain("text.bidi", "has unbalanced bidi controls");
        }
        if (m_language.right_to_left && has_parted_number(text)) {
            complain("text.number_spaces",
                     "has a plain space inside a number, whose parts stand in reverse then; use "
                     "U+00A0");
        }
    }

    void check_argument(const ArgumentUse& use) {
        switch (use.kind) {
            case ArgumentKind::Plural:
                check_plural(use, m_cardinal);
                break;
            case ArgumentKind::Ordinal:
                check_plural(use, m_ordinal);
                break;
            case ArgumentKind::Typed:
            case ArgumentKind::Choice:
                complain(
                    "text.argument_kind",
                    "{" + use.name + ", …}: only plural, selectordinal and select are used here",
                    {{"argument", use.name}});
                break;
            case ArgumentKind::Select:
            case ArgumentKind::Simple:
                break;
        }
    }

    void check_plural(const ArgumentUse& use, const std::set<std::string>& categories) {
        if (use.name.ends_with("_latin")) {
            complain("text.plural_of_text",
                     "{" + use.name + "} is passed as text and cannot choose a plural",
                     {{"argument", use.name}});
        }
        for (const std::string& category : categories) {
            if (std::ranges::find(use.selectors, category) == use.selectors.end()) {
                complain("text.plural_missing",
                         "{" + use.name + "} lacks the plural category \"" + category + "\"",
                         {{"argument", use.name}, {"category", category}});
            }
        }
        for (const std::string& selector : use.selectors) {
            if (!selector.starts_with('=') && !categories.contains(selector)) {
                complain("text.plural_unknown",
                         "{" + use.name + "} has \"" + selector +
                             "\", which is no plural category of the language",
                         {{"argument", use.name}, {"category", selector}});
            }
        }
    }

    const Language& m_language;
    std::vector<Finding>& m_findings;
    std::set<std::string> m_cardinal, m_ordinal;
    WordRules m_words;
    std::string m_id;
};

std::set<std::string> names_of(const std::vector<ArgumentUse>& uses) {
    std::set<std::string> names;
    for (const ArgumentUse& use : uses) names.insert(use.name);
    return names;
}

/// Select keys by argument.
std::map<std::string, std::set<std::string>> selects_of(const std::vector<ArgumentUse>& uses) {
    std::map<std::string, std::set<std::string>> selects;
    for (const ArgumentUse& use : uses) {
        if (use.kind == ArgumentKind::Select) {
            selects[use.name].insert(use.selectors.begin(), use.selectors.end());
        }
    }
    return selects;
}

std::string listed(const std::set<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::string or_none(const std::string& words) {
    return words.empty() ? "none" : words;
}

/// What a reader sees of a text without arguments, in graphemes.
std::int32_t visible_length(const std::string& text) {
    icu::UnicodeString visible = to_icu(text);
    visible.findAndReplace(icu::UnicodeString(kSoftHyphen), icu::UnicodeString());
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> graphemes(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    LOTSE_CHECK(U_SUCCESS(status));
    graphemes->setText(visible);
    std::int32_t count = 0;
    while (graphemes->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

/// Characters that draw something. Marks are drawn by shaping, but a face must have them too.
bool needs_glyph(UChar32 character) {
    return !u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
           u_charType(character) != U_CONTROL_CHAR && !u_isUWhiteSpace(character);
}

}  // namespace

std::string to_string(const Finding& finding) {
    return "locales/" + finding.tag + ", " + finding.where + ": " + finding.what;
}

std::vector<Finding> lint_speech(const Language& language) {
    std::vector<Finding> findings;
    for (const auto& [id, said] : language.speech.say) {
        const auto written = language.messages.view(id);
        if (!written) {
            findings.push_back({language.tag, id,
                                "is said (speech.json), but there is no such text",
                                "speech.unknown_id"});
        } else if (said.of != fingerprint_of(id, *written)) {
            findings.push_back({language.tag, id,
                                "the spoken form (speech.json) is of an earlier text; say the text "
                                "as it is now, its fingerprint is " +
                                    fingerprint_of(id, *written),
                                "speech.stale"});
        }
    }
    return findings;
}

std::vector<Finding> lint_settings(const Language& language, const std::vector<Language>& all) {
    std::vector<Finding> findings;
    const auto complain = [&](const std::string& where, const std::string& what, Details details) {
        findings.push_back({language.tag, where, what, "settings." + where, std::move(details)});
    };
    if (!locale_known(language.locale)) {
        complain("locale", "ICU has no data for \"" + language.locale + "\"",
                 {{"locale", language.locale}});
    } else {
        icu::Locale likely(language.locale.c_str());
        UErrorCode status = U_ZERO_ERROR;
        if (static_cast<bool>(likely.isRightToLeft()) != language.right_to_left) {
            complain("direction", "is not the direction of " + language.locale,
                     {{"locale", language.locale}});
        }
        likely.addLikelySubtags(status);
        if (U_FAILURE(status) || language.script != likely.getScript()) {
            complain("script",
                     "expected " + std::string(likely.getScript()) + " for " + language.locale,
                     {{"script", likely.getScript()}});
        }
    }
    for (const std::string& calendar : language.calendars) {
        if (!calendar_known(calendar))
            complain("calendars", "unknown calendar \"" + calendar + "\"",
                     {{"calendar", calendar}});
    }
    if (std::ranges::find(language.fallback, language.tag) != language.fallback.end()) {
        complain("fallback", "names the language itself", {});
    }
    const auto same_endonym = std::ranges::count_if(
        all, [&](const Language& other) { return other.endonym == language.endonym; });
    if (same_endonym > 1) {
        complain("endonym", "is another language's too: nobody could choose",
                 {{"endonym", language.endonym}});
    }
    return findings;
}

std::vector<Finding> lint_texts(const Language& language) {
    std::vector<Finding> findings;
    TextLint lint(language, findings);
    for (const auto& [id, pattern] : language.messages) lint.check(id, pattern);
    return findings;
}

std::size_t longest_text(const std::string& id, const std::string& german) {
    const auto uses = argument_uses(german);
    const bool is_short = uses && uses->empty() && id.find(kChoices) == std::string::npos &&
                          visible_length(german) <= kShortText;
    return is_short ? kLongestOfShortText : 0;
}

namespace {

/// What is wrong with a text beside the German one, without tag and place.
std::vector<Finding> against_german(const std::string& id, const std::string& source,
                                    const std::string& pattern, const WordRules& words) {
    std::vector<Finding> wrong;
    const auto wanted = argument_uses(source);
    const auto given = argument_uses(pattern);
    if (!wanted || !given) return wrong;  // lint_texts says so
    if (names_of(*wanted) != names_of(*given)) {
        const std::string has = listed(names_of(*given)), german = listed(names_of(*wanted));
        wrong.push_back({"",
                         "",
                         "has the arguments " + or_none(has) + "; German has " + or_none(german),
                         "text.arguments",
                         {{"given", has}, {"wanted", german}}});
    } else if (selects_of(*wanted) != selects_of(*given)) {
        wrong.push_back({"", "", "has other select keys than the German text", "text.select", {}});
    }
    if (std::string wrong_script = words.foreign(pattern, source); !wrong_script.empty()) {
        wrong.push_back({"", "", std::move(wrong_script), "text.foreign_script"});
    }
    const std::int32_t length = visible_length(pattern);
    const auto longest = static_cast<std::int32_t>(longest_text(id, source));
    if (longest > 0 && length > longest) {
        wrong.push_back(
            {"",
             "",
             "has " + std::to_string(length) + " characters where German has " +
                 std::to_string(visible_length(source)) + "; at most " + std::to_string(longest) +
                 " fit",
             "text.too_long",
             {{"length", std::to_string(length)}, {"longest", std::to_string(longest)}}});
    }
    if (longest > 0 && !is_one_line(id) && pattern.find('\n') != std::string::npos &&
        source.find('\n') == std::string::npos) {
        wrong.push_back({"", "", kLineBreak, "text.line_break"});
    }
    return wrong;
}

std::string place_of(const std::string& id) {
    return id.substr(0, id.find('.'));
}

/// Texts below `place` that German does not have. A questionnaire without German is one mistake,
/// not one for each of its texts.
void find_unknown(const Language& language, const Language& german, const std::string& place,
                  const std::vector<std::string>& ids, std::vector<Finding>& findings) {
    const bool known = std::ranges::any_of(
        german.messages, [&](const auto& text) { return place_of(text.first) == place; });
    if (!known && ids.size() > 1) {
        findings.push_back({language.tag, place,
                            std::to_string(ids.size()) +
                                " texts and none of them in German, which every language falls "
                                "back to: write locales/de/" +
                                place + ".json",
                            "text.unknown_id"});
        return;
    }
    for (const std::string& id : ids) {
        findings.push_back({language.tag, id, "does not exist in German: misspelt or left over",
                            "text.unknown_id"});
    }
}

}  // namespace

std::vector<Finding> lint_against_german(const Language& language, const Language& german) {
    std::vector<Finding> findings;
    const WordRules words(language);
    for (const auto& [id, source] : german.messages) {
        if (is_for_staff(id)) continue;
        const auto it = language.messages.find(id);
        if (it == language.messages.end()) {
            if (language.review.state != kStarted) {
                findings.push_back({language.tag, id, "is missing", "text.missing"});
            }
            continue;
        }
        for (Finding& wrong : against_german(id, source, it->second, words)) {
            wrong.tag = language.tag;
            wrong.where = id;
            findings.push_back(std::move(wrong));
        }
        if (is_stale(language, german, id)) {
            findings.push_back({language.tag, id, kStaleText, "text.stale"});
        }
    }
    std::map<std::string, std::vector<std::string>> unknown;
    for (const auto& [id, pattern] : language.messages) {
        if (german.messages.contains(id)) continue;
        if (!is_name(id)) {
            unknown[place_of(id)].push_back(id);
        } else if (std::string script = words.foreign(pattern, ""); !script.empty()) {
            findings.push_back({language.tag, id, std::move(script), "text.foreign_script"});
        }
    }
    for (const auto& [place, ids] : unknown) {
        find_unknown(language, german, place, ids, findings);
    }
    return findings;
}

namespace {

/// Character → where it first stands.
std::map<UChar32, std::string> needed_glyphs(const Language& language,
                                             const std::vector<Language>& all) {
    std::map<UChar32, std::string> needed;
    const auto need = [&](const std::string& where, const std::string& text) {
        for_each_character(to_icu(text), [&](UChar32 character) {
            if (needs_glyph(character)) needed.emplace(character, where);
        });
    };
    for (const auto& [id, text] : language.messages) need(id, text);
    for (const Language& other : all) need("endonym of " + other.tag, other.endonym);
    for (const auto& [name, layer] : language.keyboard.layers) {
        for (const auto& row : layer.rows) {
            for (const Key& key : row) {
                need("keyboard, " + name, key.label.empty() ? key.text : key.label);
                for (const std::string& form : key.forms) need("keyboard, " + name, form);
            }
        }
    }
    for (const std::string& calendar : language.calendars) {
        for (const std::string& month : month_names(calendar, language)) need(calendar, month);
    }
    const Catalogue catalogue(all);
    for (const NamedCode& item : countries(catalogue, language.tag).items())
        need("region", item.name);
    for (const NamedCode& item : languages(catalogue, language.tag).items())
        need("language", item.name);
    return needed;
}

/// What every weight lacks, and the faces that cannot be opened.
struct GlyphGaps {
    std::vector<Error> bad_faces;
    struct Gap {
        const char* weight;
        UChar32 character;
        std::string where;
    };
    std::vector<Gap> gaps;
};

GlyphGaps glyph_gaps(const Language& language, const std::vector<Language>& all) {
    const std::map<UChar32, std::string> needed = needed_glyphs(language, all);
    GlyphGaps out;
    FaceStore store;
    for (const auto& [weight, specs] :
         {std::pair{"regular", &language.fonts_regular}, std::pair{"bold", &language.fonts_bold}}) {
        std::vector<const Face*> faces;
        for (const std::string& spec : *specs) {
            const auto face = store.open(spec);
            if (face) {
                faces.push_back(*face);
            } else {
                out.bad_faces.push_back(face.error());
            }
        }
        for (const auto& [character, where] : needed) {
            const auto covered = [wanted = static_cast<char32_t>(character)](const Face* face) {
                return face->covers(wanted);
            };
            if (std::ranges::none_of(faces, covered)) {
                out.gaps.push_back({weight, character, where});
            }
        }
    }
    return out;
}

}  // namespace

std::vector<Finding> lint_fonts(const Language& language, const std::vector<Language>& all) {
    const GlyphGaps found = glyph_gaps(language, all);
    std::vector<Finding> findings;
    for (const Error& face : found.bad_faces) {
        findings.push_back(
            {language.tag, "fonts", lotse::to_string(face), "fonts.file", {{"file", face.where}}});
    }
    for (const GlyphGaps::Gap& gap : found.gaps) {
        findings.push_back({language.tag,
                            "fonts",
                            std::string("no ") + gap.weight + " face has " +
                                code_point(gap.character) + " (" + gap.where + ")",
                            std::string("fonts.") + gap.weight,
                            {{"character", code_point(gap.character)}, {"where", gap.where}}});
    }
    return findings;
}

std::vector<std::string> missing_glyphs(const Language& language,
                                        const std::vector<Language>& all) {
    std::map<UChar32, std::string> missing;
    for (const GlyphGaps::Gap& gap : glyph_gaps(language, all).gaps) {
        missing.emplace(gap.character, gap.where);
    }
    std::vector<std::string> out;
    out.reserve(missing.size());
    for (const auto& [character, where] : missing) {
        out.push_back(code_point(character) + " (" + where + ")");
    }
    return out;
}

struct TextRules::Impl {
    const Language& language;
    const Language& german;
    std::vector<Finding> findings;
    TextLint lint{language, findings};
};

TextRules::TextRules(const Language& language, const Language& german)
    : m_impl(new Impl{language, german, {}}) {}
TextRules::~TextRules() = default;

std::vector<Finding> TextRules::findings(const std::string& id, const std::string& pattern) {
    m_impl->findings.clear();
    m_impl->lint.check(id, pattern);
    if (const auto source = m_impl->german.messages.find(id);
        source != m_impl->german.messages.end()) {
        for (Finding& wrong : against_german(id, source->second, pattern, m_impl->lint.words())) {
            wrong.tag = m_impl->language.tag;
            wrong.where = id;
            m_impl->findings.push_back(std::move(wrong));
        }
    } else if (std::string script = m_impl->lint.words().foreign(pattern, ""); !script.empty()) {
        m_impl->findings.push_back(
            {m_impl->language.tag, id, std::move(script), "text.foreign_script"});
    }
    return std::exchange(m_impl->findings, {});
}

std::vector<std::string> TextRules::broken(const std::string& id, const std::string& pattern) {
    std::vector<std::string> wrong;
    for (Finding& finding : findings(id, pattern)) wrong.push_back(std::move(finding.what));
    return wrong;
}

std::vector<Finding> lint_configuration(const std::vector<Language>& languages,
                                        const Configuration& configuration) {
    const auto installed = std::ranges::find(languages, "de", &Language::tag);
    if (installed == languages.end()) return {{"de", "folder", kNoGerman, "settings.no_german"}};
    std::vector<Language> changed = languages;
    apply_texts(changed, configuration);
    const auto german = std::ranges::find(changed, "de", &Language::tag);
    std::vector<Finding> findings;
    for (const Language& language : changed) {
        const auto own = configuration.texts.find(language.tag);
        const bool added = configuration.added_languages.contains(language.tag);
        if (own == configuration.texts.end() && !added) continue;
        TextRules rules(language, &language == &*german ? *installed : *german);
        for (const auto& [id, pattern] : added ? language.messages : own->second) {
            for (Finding& wrong : rules.findings(id, pattern)) findings.push_back(std::move(wrong));
        }
    }
    return findings;
}

std::vector<Finding> lint_locales(const std::vector<Language>& languages) {
    const auto german = std::ranges::find(languages, "de", &Language::tag);
    if (german == languages.end()) {
        return {{"de", "folder", kNoGerman, "settings.no_german"}};
    }
    std::vector<Finding> findings;
    const auto add = [&](std::vector<Finding> more) {
        findings.insert(findings.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
    };
    for (const Language& language : languages) {
        add(lint_settings(language, languages));
        add(lint_texts(language));
        if (&language != &*german) add(lint_against_german(language, *german));
        if (std::string other = other_language(language.messages, language, languages);
            !other.empty()) {
            findings.push_back({language.tag, "texts", other, "text.other_language"});
        }
        add(lint_hyphens(language));
        add(lint_speech(language));
        add(lint_fonts(language, languages));
        add(lint_keyboard(language));
    }
    return findings;
}

}  // namespace lotse::text
