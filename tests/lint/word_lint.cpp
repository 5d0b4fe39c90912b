// SPDX-License-Identifier: EUPL-1.2
#include "lint/word_lint.h"

#include <unicode/coll.h>
#include <unicode/numsys.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <regex>

#include "text/icu_strings.h"
#include "text/words/message_arguments.h"

namespace lotse::lint {
namespace {

constexpr char16_t kSoftHyphen = 0x00AD;
constexpr char16_t kMiddleDot = 0x00B7;

/// From this many letters on a compound may have a dot: shorter ones are read at a glance.
constexpr std::int32_t kFewestLettersForDot = 12;

/// Two readers must be able to say an explanation in one breath.
constexpr std::size_t kLongestGermanExplanation = 10;
constexpr std::size_t kLongestEasySentence = 8;
/// Languages with articles and particles need more words for the same.
constexpr std::size_t kLongestExplanation = 15;

icu::UnicodeString plain(const std::string& text) {
    icu::UnicodeString out = text::to_icu(text);
    out.findAndReplace(icu::UnicodeString(kSoftHyphen), icu::UnicodeString());
    return out;
}

/// As Arabic is written: its vowel signs are of the spoken form.
std::string without_vowels(const std::string& text) {
    const icu::UnicodeString all = text::to_icu(text);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < all.length(); i = all.moveIndex32(i, 1)) {
        const UChar32 c = all.char32At(i);
        if (!(c >= 0x064B && c <= 0x0652) && c != 0x0670) out.append(c);
    }
    return text::from_icu(out);
}

bool has_letter_or_digit(const std::string& word) {
    const icu::UnicodeString text = text::to_icu(word);
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 c = text.char32At(i);
        if (u_isalnum(c) || c == u'#') return true;
    }
    return false;
}

std::vector<std::string> split(const std::string& text, const std::string& separators) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (separators.find(c) == std::string::npos) {
            out.back() += c;
        } else if (!out.back().empty()) {
            out.emplace_back();
        }
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

/// `ends`: what ends a sentence, for a regular expression.
std::vector<std::string> sentences(const std::string& line, const std::string& ends) {
    const std::regex end("([^0-9](?:" + ends + "|…)(?:\"|“|”|»|\\))*) +");
    return split(std::regex_replace(line, end, "$1\n"), "\n");
}

std::vector<std::string> words_of(const std::string& sentence) {
    std::vector<std::string> words = split(sentence, " \t");
    std::erase_if(words, [](const std::string& word) { return !has_letter_or_digit(word); });
    return words;
}

std::size_t longest_sentence(const std::string& text) {
    std::size_t longest = 0;
    for (const std::string& line : split(text, "\n")) {
        for (const std::string& sentence : sentences(line, "[.!?:]")) {
            longest = std::max(longest, words_of(sentence).size());
        }
    }
    return longest;
}

std::string in_brackets(const std::string& text) {
    std::string out;
    int open = 0;
    for (const char c : text) {
        if (c == ')' && open > 0) --open;
        if (open > 0) out += c;
        if (c == '(' && open++ == 0) out += ' ';
    }
    return out;
}

bool stands_in(const std::string& text, const std::string& word, bool endings) {
    icu::UnicodeString where = plain(text), what = plain(word);
    where.foldCase();
    what.foldCase();
    for (std::int32_t at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1)) {
        const std::int32_t end = at + what.length();
        const bool begins = at == 0 || !u_isalpha(where.char32At(where.moveIndex32(at, -1)));
        const bool ends = end >= where.length() || !u_isalpha(where.char32At(end));
        if (begins && (ends || endings)) return true;
    }
    return false;
}

const std::string* first_in(const std::string& text, const std::vector<std::string>& words) {
    const auto it =
        std::ranges::find_if(words, [&](const std::string& word) { return has_word(text, word); });
    return it == words.end() ? nullptr : &*it;
}

bool keeps_one(const std::string& text, const std::vector<std::string>& german) {
    return std::ranges::any_of(german,
                               [&](const std::string& word) { return has_beginning(text, word); });
}

const Language* find(const std::vector<Language>& languages, const std::string& tag) {
    const auto it = std::ranges::find(languages, tag, &Language::tag);
    return it == languages.end() ? nullptr : &*it;
}

/// German in another script or of another level keeps no German word: it is one.
bool is_german(const Language& language) {
    return language.tag == "de" || language.tag.starts_with("de-");
}

std::optional<std::string> text_of(const Language& language, const std::string& id) {
    const auto it = language.messages.find(id);
    if (it == language.messages.end()) return std::nullopt;
    return it->second;
}

std::string in_quotes(const std::string& word) {
    return "\"" + word + "\"";
}

}  // namespace

bool is_for_clients(const std::string& id) {
    return std::ranges::none_of(
        std::vector<std::string>{"staff.", "desk.", "admin.", "check.", "flag.", "case."},
        [&](const std::string& place) { return id.starts_with(place); });
}

std::vector<std::string> readings(const std::string& pattern) {
    static const std::regex kChoice(R"(\{\w+, (?:plural|select),((?:\s*[=\w]+ \{[^{}]*\})+)\s*\})");
    static const std::regex kBranch(R"([=\w]+ \{([^{}]*)\})");
    std::string text = pattern;
    if (const auto uses = text::argument_uses(pattern); uses) {
        for (const text::ArgumentUse& use : *uses) {
            if (use.kind != text::ArgumentKind::Simple) continue;
            text = std::regex_replace(text, std::regex("\\{" + use.name + "\\}"), "X");
        }
    }
    std::smatch choice;
    if (!std::regex_search(text, choice, kChoice)) return {text};
    std::vector<std::string> out;
    const std::string branches = choice[1];
    for (std::sregex_iterator it(branches.begin(), branches.end(), kBranch), end; it != end; ++it) {
        const auto more = readings(choice.prefix().str() + (*it)[1].str() + choice.suffix().str());
        out.insert(out.end(), more.begin(), more.end());
    }
    return out;
}

bool has_word(const std::string& text, const std::string& word) {
    return stands_in(text, word, false);
}

bool has_beginning(const std::string& text, const std::string& word) {
    return stands_in(text, word, true);
}

std::vector<Finding> lint_kept_terms(const std::vector<Language>& languages,
                                     const std::vector<HardWord>& terms) {
    std::vector<Finding> findings;
    const Language* german = find(languages, "de");
    if (german == nullptr) return {{"de", "language.json", "is missing"}};
    for (const auto& [id, source] : german->messages) {
        if (!is_for_clients(id)) continue;
        for (const HardWord& term : terms) {
            const auto keeps = [&](const Language& language) {
                const std::optional<std::string> text = text_of(language, id);
                return text && !is_german(language) && text->find('(') != std::string::npos &&
                       first_in(in_brackets(*text), term.forms) != nullptr;
            };
            const bool wanted = term.bracket && (first_in(source, term.forms) != nullptr ||
                                                 std::ranges::any_of(languages, keeps));
            for (const Language& language : languages) {
                const std::optional<std::string> text = text_of(language, id);
                if (!text || is_german(language)) continue;
                if (wanted && !keeps_one(*text, term.forms)) {
                    findings.push_back({language.tag, id,
                                        "lacks the German word: write " +
                                            in_quotes("(" + term.german + ")") +
                                            " behind its translation, as the other languages do"});
                } else if (!term.bracket && keeps(language)) {
                    findings.push_back({language.tag, id,
                                        "keeps the German word " + in_quotes(term.german) +
                                            " in brackets, which locales/glossary.json does not "
                                            "ask for: take it out in all languages"});
                }
            }
        }
    }
    return findings;
}

std::vector<Finding> lint_forbidden(const Language& german, const std::vector<HardWord>& terms) {
    std::vector<Finding> findings;
    for (const auto& [id, text] : german.messages) {
        if (!is_for_clients(id)) continue;
        for (const HardWord& term : terms) {
            if (const std::string* word = first_in(text, term.forbidden)) {
                findings.push_back({german.tag, id,
                                    "says " + in_quotes(*word) + ": our word is " +
                                        in_quotes(term.german) + " (locales/glossary.json)"});
            }
        }
    }
    return findings;
}

std::vector<Finding> lint_sentences(const Language& language, std::size_t most) {
    std::vector<Finding> findings;
    for (const auto& [id, pattern] : language.messages) {
        if (!is_for_clients(id)) continue;
        std::size_t longest = 0;
        for (const std::string& text : readings(pattern)) {
            longest = std::max(longest, longest_sentence(text));
        }
        if (longest > most) {
            findings.push_back({language.tag, id,
                                "has a sentence of " + std::to_string(longest) +
                                    " words: say it in two, or with fewer than " +
                                    std::to_string(most + 1)});
        }
    }
    return findings;
}

std::vector<Finding> lint_lines(const Language& easy) {
    std::vector<Finding> findings;
    for (const auto& [id, pattern] : easy.messages) {
        if (!is_for_clients(id)) continue;
        for (const std::string& text : readings(pattern)) {
            const std::vector<std::string> lines = split(text, "\n");
            const auto full = std::ranges::find_if(
                lines, [](const std::string& line) { return sentences(line, "[.!?]").size() > 1; });
            if (full == lines.end()) continue;
            findings.push_back({easy.tag, id,
                                "has several sentences in one line: break the line (\\n) behind "
                                "each sentence of " +
                                    in_quotes(*full)});
            break;
        }
    }
    return findings;
}

std::vector<Finding> lint_dots(const Language& easy) {
    static const std::vector<std::string> kPrefixes = {
        "ab",   "an",   "auf",   "aus", "be",  "bei", "ein",    "emp", "ent",  "er",
        "fort", "frei", "ge",    "her", "hin", "los", "miss",   "mit", "nach", "über",
        "um",   "un",   "unter", "ver", "vor", "weg", "wieder", "zer", "zu",   "zurück"};
    static const std::vector<std::string> kSuffixes = {"bar",    "chen", "haft", "heit",
                                                       "keit",   "lich", "los",  "sam",
                                                       "schaft", "tum",  "ung",  "weise"};
    std::vector<Finding> findings;
    const auto complain = [&](const std::string& id, const std::string& word,
                              const std::string& why) {
        findings.push_back(
            {easy.tag, id, "has a dot in " + in_quotes(word) + ": " + why + "; write it without"});
    };
    for (const auto& [id, pattern] : easy.messages) {
        if (!is_for_clients(id)) continue;
        for (const std::string& word : split(pattern, " \n\t-/(){}„“,.:;?!")) {
            if (word.find("·") == std::string::npos || word == "·") continue;
            icu::UnicodeString whole = plain(word);
            const std::string first =
                text::from_icu(icu::UnicodeString(whole, 0, whole.indexOf(kMiddleDot)).foldCase());
            const std::string last =
                text::from_icu(icu::UnicodeString(whole, whole.lastIndexOf(kMiddleDot) + 1));
            whole.findAndReplace(icu::UnicodeString(kMiddleDot), icu::UnicodeString());
            if (whole.countChar32() < kFewestLettersForDot) {
                complain(id, word,
                         "only words of " + std::to_string(kFewestLettersForDot) +
                             " letters or more have one");
            } else if (std::ranges::find(kPrefixes, first) != kPrefixes.end()) {
                complain(id, word, "it stands between two whole words, not behind a prefix");
            } else if (std::ranges::find(kSuffixes, last) != kSuffixes.end()) {
                complain(id, word, "it stands between two whole words, not before a suffix");
            }
        }
    }
    return findings;
}

std::vector<Finding> lint_digits(const Language& language) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::NumberingSystem> system(
        icu::NumberingSystem::createInstance(icu::Locale(language.locale.c_str()), status));
    if (U_FAILURE(status) || system->isAlgorithmic()) {
        return {{language.tag, "locale", "ICU knows no digits for " + in_quotes(language.locale)}};
    }
    const icu::UnicodeString own = system->getDescription();
    const std::string zero_to_nine = text::from_icu(own);
    const bool own_are_latin = zero_to_nine == "0123456789";
    static const std::regex kBracket(R"(\([^()]*(?:[A-Za-z]|§)[^()]*\))");
    static const std::regex kBesideLetters(R"((?:[A-Za-z]+[0-9]+|§ ?[0-9]+)[A-Za-z0-9]*)");
    std::vector<Finding> findings;
    for (const auto& [id, pattern] : language.messages) {
        if (!is_for_clients(id)) continue;
        for (std::string text : readings(pattern)) {
            if (!own_are_latin) {
                text = std::regex_replace(text, kBracket, "");
                text = std::regex_replace(text, kBesideLetters, "");
            }
            const icu::UnicodeString visible = text::to_icu(text);
            bool foreign = false;
            for (std::int32_t i = 0; i < visible.length(); i = visible.moveIndex32(i, 1)) {
                const UChar32 c = visible.char32At(i);
                foreign = foreign || (u_isdigit(c) && own.indexOf(c) < 0);
            }
            if (!foreign) continue;
            findings.push_back(
                {language.tag, id,
                 "has other digits than its numbers: write them as " + zero_to_nine});
            break;
        }
    }
    return findings;
}

std::vector<Finding> lint_unused(const Language& german, const std::set<std::string>& named) {
    std::vector<Finding> findings;
    for (const auto& [id, text] : german.messages) {
        bool used = named.contains(id);
        for (std::size_t dot = id.find('.'); !used && dot != std::string::npos;
             dot = id.find('.', dot + 1)) {
            const std::string rest = id.substr(dot + 1);
            used = named.contains(id.substr(0, dot + 1)) &&
                   (named.contains(rest) || named.contains("." + rest) ||
                    named.contains(rest.substr(0, rest.find('.'))));
        }
        if (!used) {
            findings.push_back(
                {german.tag, id, "is shown nowhere: take it out of all languages, or show it"});
        }
    }
    return findings;
}

std::vector<Finding> lint_glossary(const std::vector<HardWord>& terms,
                                   const std::vector<Language>& languages) {
    std::vector<Finding> findings;
    const std::string kFile = "glossary.json";
    const Language* german = find(languages, "de");
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> order(
        icu::Collator::createInstance(icu::Locale::getGerman(), status));
    if (U_FAILURE(status)) return {{kFile, "de", "ICU cannot sort German"}};
    std::set<std::string> ids;
    std::string before;
    for (const HardWord& term : terms) {
        const auto complain = [&](const std::string& what) {
            findings.push_back({kFile, term.id, what});
        };
        if (!ids.insert(term.id).second) complain("stands twice");
        if (order->compare(text::to_icu(before), text::to_icu(term.german), status) > 0) {
            complain("stands behind " + in_quotes(before) +
                     ": sort the terms by their German word");
        }
        before = term.german;
        if (longest_sentence(term.explanation) > kLongestGermanExplanation) {
            complain("has a German explanation of more than " +
                     std::to_string(kLongestGermanExplanation) + " words: shorten it");
        }
        const bool occurs =
            german != nullptr && std::ranges::any_of(german->messages, [&](const auto& message) {
                return is_for_clients(message.first) &&
                       first_in(message.second, term.forms) != nullptr;
            });
        if (!occurs) complain("stands in no German text: take it out, or mend its forms");
        for (const Language& language : languages) {
            if (language.tag == "de") continue;
            const auto own = term.languages.find(language.tag);
            if (own == term.languages.end()) {
                complain("has no word for " + language.tag);
                continue;
            }
            const std::size_t most =
                language.tag == kEasyGerman ? kLongestEasySentence : kLongestExplanation;
            if (longest_sentence(own->second.explanation) > most) {
                complain("has an explanation in " + language.tag +
                         " with a sentence of more than " + std::to_string(most) +
                         " words: shorten it");
            }
            const OwnWord& word = own->second;
            if (!language.speech.say.empty() &&
                (without_vowels(word.said_word) != without_vowels(word.word) ||
                 without_vowels(word.said_explanation) != without_vowels(word.explanation))) {
                complain("is said in " + language.tag +
                         " with other letters than it is written with: mend \"say\"");
            }
        }
        for (const auto& [tag, own] : term.languages) {
            if (find(languages, tag) == nullptr)
                complain("has a word for " + tag + ", no language");
            if (own.word.empty() || own.explanation.empty()) complain("is empty in " + tag);
        }
    }
    return findings;
}

}  // namespace lotse::lint
