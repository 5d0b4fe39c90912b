// SPDX-License-Identifier: EUPL-1.2
#include "text/words/catalogue.h"

#include <unicode/msgfmt.h>
#include <unicode/ures.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "text/icu_locale.h"
#include "text/icu_strings.h"
#include "text/layout/layout.h"
#include "text/words/message_arguments.h"
#include "text/words/text_kinds.h"
#include "text/words/word_count.h"

namespace lotse::text {

namespace {

constexpr std::string_view kQueueNumber = "number";
constexpr std::string_view kLatinSuffix = "_latin";
/// Everybody's last resorts; German is the source of all texts and therefore complete.
constexpr const char* kLastResorts[] = {"en", "de"};

/// Nothing to isolate leaves nothing, so that an empty argument does not become an invisible one.
std::string isolated(const std::string& name, const std::string& text) {
    if (text.empty()) return text;
    return name == kQueueNumber ? isolate_ltr(text) : isolate(text);
}

/// A string that selects is compared with the pattern's keywords, so it stays as it is.
icu::Formattable formattable(const std::string& name, const Argument& argument, bool selects) {
    if (const auto* text = std::get_if<std::string>(&argument)) {
        return icu::Formattable(to_icu(selects ? *text : isolated(name, *text)));
    }
    const std::int64_t number = std::get<std::int64_t>(argument);
    if (name.ends_with(kLatinSuffix)) {
        return icu::Formattable(to_icu(isolate_ltr(std::to_string(number))));
    }
    return icu::Formattable(static_cast<int64_t>(number));
}

/// Most texts have neither arguments nor quotes: they are their own result.
bool is_plain(const std::string& pattern) {
    return pattern.find_first_of("{}'") == std::string::npos;
}

/// In its own direction, whatever stands around it; an isolate ends with its line (UAX #9, P1).
std::string isolated_lines(const std::string& text, bool right_to_left) {
    constexpr const char *kLeftToRight = "\u2066", *kRightToLeft = "\u2067", *kEnd = "\u2069";
    std::string out;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        out += begin == 0 ? "" : "\n";
        if (end > begin) {
            out += (right_to_left ? kRightToLeft : kLeftToRight) + text.substr(begin, end - begin) +
                   kEnd;
        }
        begin = end + 1;
    }
    return out;
}

}  // namespace

struct Catalogue::Impl {
    struct Compiled {
        std::unique_ptr<icu::MessageFormat> format;  ///< null: the pattern is broken
        std::set<std::string> selecting;             ///< arguments that choose between branches
    };

    static Compiled compile(const std::string& pattern, const icu::Locale& locale) {
        const auto uses = argument_uses(pattern);
        if (!uses) return {};
        Compiled compiled;
        for (const ArgumentUse& use : *uses) {
            if (use.kind == ArgumentKind::Select) compiled.selecting.insert(use.name);
        }
        UErrorCode status = U_ZERO_ERROR;
        UParseError position{};
        compiled.format =
            std::make_unique<icu::MessageFormat>(to_icu(pattern), locale, position, status);
        if (U_FAILURE(status)) compiled.format.reset();
        return compiled;
    }

    std::vector<Language> languages;
    std::map<std::string, std::size_t> by_tag;
    std::map<std::string, icu::Locale> locales;
    std::map<std::string, std::unordered_map<std::string, Compiled>> compiled;
    std::set<std::pair<std::string, std::string>> fallbacks, missing;
    std::set<std::string>* asked = nullptr;

    const Language* find(const std::string& tag) const {
        const auto it = by_tag.find(tag);
        return it == by_tag.end() ? nullptr : &languages[it->second];
    }

    /// The first language of the chain that has the id.
    const Language* owner(const std::string& tag, const std::string& id) const {
        const auto has_id = [&](const std::string& candidate) -> const Language* {
            const Language* language = find(candidate);
            return language && language->messages.contains(id) ? language : nullptr;
        };
        if (const Language* own = has_id(tag)) return own;
        if (const Language* language = find(tag)) {
            for (const std::string& next : language->fallback) {
                if (const Language* other = has_id(next)) return other;
            }
        }
        for (const char* last : kLastResorts) {
            if (const Language* other = has_id(last)) return other;
        }
        return nullptr;
    }

    std::optional<std::string> format(const Language& owner, const std::string& id,
                                      const Arguments& arguments) {
        const std::string pattern(owner.messages.view(id).value());
        if (is_plain(pattern)) return pattern;
        auto& of_language = compiled[owner.tag];
        auto it = of_language.find(id);
        if (it == of_language.end()) {
            const icu::Locale& locale = locales.at(owner.tag);
            it = of_language.emplace(id, compile(pattern, locale)).first;
        }
        if (!it->second.format) return std::nullopt;
        std::vector<icu::UnicodeString> names;
        std::vector<icu::Formattable> values;
        for (const auto& [name, argument] : arguments) {
            names.push_back(to_icu(name));
            values.push_back(formattable(name, argument, it->second.selecting.contains(name)));
        }
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString out;
        it->second.format->format(names.data(), values.data(),
                                  static_cast<std::int32_t>(names.size()), out, status);
        if (U_FAILURE(status)) return std::nullopt;
        return from_icu(out);
    }
};

Catalogue::Catalogue(std::vector<Language> languages) : m_impl(std::make_unique<Impl>()) {
    std::map<std::string, Language> sorted;
    for (Language& language : languages) {
        const std::string tag = language.tag;
        sorted.insert_or_assign(tag, std::move(language));
    }
    for (auto& [tag, language] : sorted) {
        m_impl->by_tag.emplace(tag, m_impl->languages.size());
        m_impl->locales.emplace(tag, known_locale(language.locale));
        m_impl->languages.push_back(std::move(language));
    }
}

Catalogue::~Catalogue() = default;
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;

Words Catalogue::words(const std::string& tag, const std::string& id,
                       const Arguments& arguments) const {
    if (m_impl->asked) m_impl->asked->insert(id);
    if (const Language* owner = m_impl->owner(tag, id)) {
        if (owner->tag != tag) m_impl->fallbacks.emplace(tag, id);
        if (auto text = m_impl->format(*owner, id, arguments)) {
            const Language* reader = m_impl->find(tag);
            const bool foreign = reader && reader->right_to_left != owner->right_to_left;
            return {foreign ? isolated_lines(*text, owner->right_to_left) : std::move(*text), id,
                    owner->tag};
        }
    }
    m_impl->missing.emplace(tag, id);
    return {"[" + id + "]", id, {}};
}

std::string Catalogue::message(const std::string& tag, const std::string& id,
                               const Arguments& arguments) const {
    return words(tag, id, arguments).text;
}

bool Catalogue::has(const std::string& tag, const std::string& id) const {
    return m_impl->owner(tag, id) != nullptr;
}

std::string Catalogue::source(const std::string& tag, const std::string& id) const {
    const Language* owner = m_impl->owner(tag, id);
    return owner ? owner->tag : std::string();
}

bool Catalogue::is_fallback(const std::string& tag, const std::string& id) const {
    const Language* owner = m_impl->owner(tag, id);
    return owner && owner->tag != tag;
}

std::size_t Catalogue::fallback_count() const {
    return m_impl->fallbacks.size();
}
std::size_t Catalogue::missing_count() const {
    return m_impl->missing.size();
}

double Catalogue::completeness(const std::string& tag) const {
    const Language* language = m_impl->find(tag);
    const Language* german = m_impl->find("de");
    if (!language || !german) return 0.0;
    std::size_t wanted = 0, present = 0;
    for (const auto& [id, source] : german->messages) {
        if (!is_wanted(id)) continue;
        ++wanted;
        present += language->messages.contains(id) ? 1 : 0;
    }
    return wanted == 0 ? 0.0 : static_cast<double>(present) / static_cast<double>(wanted);
}

void Catalogue::replace(const std::string& tag, const std::string& id,
                        const std::optional<std::string>& pattern) {
    const auto at = m_impl->by_tag.find(tag);
    if (at == m_impl->by_tag.end()) return;
    auto& messages = m_impl->languages[at->second].messages;
    if (pattern) {
        messages.insert_or_assign(id, *pattern);
    } else {
        messages.erase(id);
    }
    m_impl->compiled[tag].erase(id);
}

int Catalogue::words_in(const std::string& tag, const std::vector<std::string>& ids) const {
    const Language* read = language(tag);
    std::set<std::string>* asked = std::exchange(m_impl->asked, nullptr);
    int count = 0;
    for (const std::string& id : ids) {
        count += count_words(message(tag, id), read == nullptr ? "en" : read->locale);
    }
    m_impl->asked = asked;
    return count;
}

void Catalogue::note_asked(std::set<std::string>* asked) {
    m_impl->asked = asked;
}

const Language* Catalogue::language(const std::string& tag) const {
    return m_impl->find(tag);
}
const std::vector<Language>& Catalogue::languages() const {
    return m_impl->languages;
}

std::vector<Error> Catalogue::check() const {
    std::vector<Error> errors;
    for (const Language& language : m_impl->languages) {
        const std::string folder = "locales/" + language.tag;
        if (!locale_known(language.locale)) {
            errors.push_back({Kind::Unusable, folder + "/language.json, locale",
                              "ICU has no data for \"" + language.locale +
                                  "\"; expected a locale such as de_DE or fa_AF"});
        }
        for (const auto& [id, pattern] : language.messages) {
            if (is_plain(pattern)) continue;
            const auto uses = argument_uses(pattern);
            if (!uses) {
                errors.push_back({Kind::Unusable, folder + ", " + id, uses.error().detail});
            } else if (!Impl::compile(pattern, m_impl->locales.at(language.tag)).format) {
                errors.push_back({Kind::Unusable, folder + ", " + id,
                                  "an argument has a format that ICU does not know"});
            }
        }
    }
    return errors;
}

}  // namespace lotse::text
