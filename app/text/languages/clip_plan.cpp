// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/clip_plan.h"

#include <unicode/messagepattern.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <set>

#include "core/configuration/translation.h"
#include "core/utf8.h"
#include "text/icu_strings.h"
#include "text/languages/exemplars.h"
#include "text/limits.h"
#include "text/words/calendar.h"
#include "text/words/message_arguments.h"
#include "text/words/numbers.h"
#include "text/words/regions.h"
#include "text/words/text_kinds.h"

namespace lotse::text {
namespace {

constexpr int kMostNumber = 99;
constexpr const char* kGermanTag = "de";

bool sounds(const std::string& text) {
    return std::ranges::any_of(code_points(text), [](char32_t code) {
        return u_isalnum(static_cast<UChar32>(code)) != 0;
    });
}

std::string trimmed(icu::UnicodeString text) {
    return from_icu(text.trim());
}

class Cutter {
public:
    explicit Cutter(const icu::MessagePattern& pattern)
        : m_pattern(pattern), m_text(pattern.getPatternString()) {}

    /// From the beginning of a message to its end, messages inside it included.
    void cut(std::int32_t begin) {
        std::int32_t at = m_pattern.getPart(begin).getLimit();
        for (std::int32_t i = begin + 1; i < m_pattern.countParts(); ++i) {
            const icu::MessagePattern::Part& part = m_pattern.getPart(i);
            m_piece.append(m_text, at, part.getIndex() - at);
            at = part.getLimit();
            switch (part.getType()) {
                case UMSGPAT_PART_TYPE_MSG_LIMIT:
                    end_piece();
                    return;
                case UMSGPAT_PART_TYPE_INSERT_CHAR:
                    m_piece.append(static_cast<char16_t>(part.getValue()));
                    break;
                case UMSGPAT_PART_TYPE_REPLACE_NUMBER:
                    end_piece();
                    break;
                case UMSGPAT_PART_TYPE_ARG_START: {
                    end_piece();
                    const std::int32_t end = m_pattern.getLimitPartIndex(i);
                    for (std::int32_t inside = i + 1; inside < end; ++inside) {
                        if (m_pattern.getPartType(inside) != UMSGPAT_PART_TYPE_MSG_START) continue;
                        cut(inside);
                        inside = m_pattern.getLimitPartIndex(inside);
                    }
                    i = end;
                    at = m_pattern.getPart(end).getLimit();
                    break;
                }
                default:
                    break;
            }
        }
    }

    std::vector<std::string> pieces;

private:
    void end_piece() {
        std::string piece = trimmed(m_piece);
        m_piece.remove();
        if (sounds(piece) && std::ranges::find(pieces, piece) == pieces.end()) {
            pieces.push_back(std::move(piece));
        }
    }

    const icu::MessagePattern& m_pattern;
    const icu::UnicodeString& m_text;
    icu::UnicodeString m_piece;
};

class Plan {
public:
    Plan(const Catalogue& catalogue, const Language& language)
        : m_catalogue(catalogue), m_language(language), m_german(catalogue.language(kGermanTag)) {}

    std::vector<ClipText> all() {
        for (const auto& [id, pattern] : m_language.messages) {
            // A terminal's staff menu is read by people who see it.
            if (is_wanted(id) && !id.starts_with("staff.")) add_text(id, pattern);
        }
        for (int number = 0; number <= kMostNumber; ++number) {
            add(ClipText::Group::Number, "number." + std::to_string(number),
                format_integer(number, m_language), std::to_string(number));
        }
        add_letters();
        add_names();
        return std::move(m_texts);
    }

private:
    void add(ClipText::Group group, const std::string& id, const std::string& text,
             const std::string& german, const std::string& spoken = {}, bool needed = true) {
        m_texts.push_back({id, text, spoken.empty() ? text : spoken, german, group, needed,
                           fingerprint_of(id, text)});
    }

    std::string german(const std::string& id) const {
        const auto text = m_german == nullptr ? std::nullopt : m_german->messages.view(id);
        return text ? std::string(*text) : std::string();
    }

    void add_text(const std::string& id, const std::string& pattern) {
        const std::vector<std::string> pieces = pieces_of(pattern);
        const Result<std::vector<ArgumentUse>> uses = argument_uses(pattern);
        if (!uses) return;
        if (uses->empty() && !pieces.empty()) {
            const auto said = m_language.speech.say.find(id);
            if (!m_whole.insert(pieces.front()).second) return;
            const bool fresh = said != m_language.speech.say.end() &&
                               said->second.of == fingerprint_of(id, pattern);
            add(ClipText::Group::Text, id, pieces.front(), german(id),
                fresh ? said->second.text : std::string());
            return;
        }
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            add(ClipText::Group::Piece, id + "#" + std::to_string(i + 1), pieces[i], german(id));
        }
    }

    void add_letters() {
        // Queue numbers, e-mail addresses and German names are written with these.
        for (char letter = 'A'; letter <= 'Z'; ++letter) {
            add(ClipText::Group::Letter, std::string("letter.") + letter, std::string(1, letter),
                std::string(1, letter));
        }
        const icu::UnicodeSet own = exemplars(m_language.locale, ULOCDATA_ES_STANDARD);
        for (std::int32_t i = 0; i < own.getRangeCount(); ++i) {
            for (UChar32 code = own.getRangeStart(i); code <= own.getRangeEnd(i); ++code) {
                const UChar32 capital = u_toupper(code);
                if (u_isalpha(code) == 0 || (capital >= 'A' && capital <= 'Z')) continue;
                const std::string letter = from_icu(icu::UnicodeString(capital));
                add(ClipText::Group::Letter, "letter." + letter, letter, letter, {}, false);
            }
        }
    }

    void add_names() {
        std::set<std::string> known;
        const auto add_once = [&](const std::string& id, const std::string& name,
                                  const std::string& in_german) {
            if (sounds(name) && known.insert(name).second) {
                add(ClipText::Group::Name, id, name, in_german);
            }
        };
        for (const std::string& calendar : m_language.calendars) {
            const std::vector<std::string> own = month_names(calendar, m_language);
            const std::vector<std::string> german_names =
                m_german == nullptr ? own : month_names(calendar, *m_german);
            for (std::size_t i = 0; i < own.size(); ++i) {
                add_once("month." + calendar + "." + std::to_string(i + 1), own[i],
                         i < german_names.size() ? german_names[i] : std::string());
            }
        }
        for (const NamedCode& country : countries(m_catalogue, m_language.tag).items()) {
            add_once("region." + country.code, country.name,
                     country_name(country.code, m_catalogue, kGermanTag));
        }
        for (const NamedCode& named : languages(m_catalogue, m_language.tag).items()) {
            add_once("language_name." + named.code, named.name,
                     language_name(named.code, m_catalogue, kGermanTag));
        }
    }

    const Catalogue& m_catalogue;
    const Language& m_language;
    const Language* m_german;
    std::vector<ClipText> m_texts;
    std::set<std::string> m_whole;  ///< texts that came
};

}  // namespace

std::vector<std::string> pieces_of(const std::string& pattern) {
    // Also bounds how deep messages stand inside one another.
    if (!argument_uses(pattern)) return {};
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(to_icu(pattern), nullptr, status);
    if (U_FAILURE(status) || parsed.countParts() == 0) return {};
    Cutter cutter(parsed);
    cutter.cut(0);
    return std::move(cutter.pieces);
}

std::vector<ClipText> clip_texts(const Catalogue& catalogue, const std::string& tag) {
    const Language* language = catalogue.language(tag);
    return language == nullptr ? std::vector<ClipText>() : Plan(catalogue, *language).all();
}

}  // namespace lotse::text
