// SPDX-License-Identifier: EUPL-1.2
#include "text/languages/exchange.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "core/check.h"
#include "core/clean_text.h"
#include "core/markup.h"
#include "text/icu_strings.h"
#include "text/languages/locale_lint.h"
#include "text/languages/other_language.h"
#include "text/words/calendar.h"
#include "text/words/message_arguments.h"
#include "text/words/text_kinds.h"

namespace lotse::text {

namespace {

constexpr const char* kGerman = "de";

/// A file of which more is refused was not made from these texts, or damaged on its way. Of a
/// handful of texts a few may well be wrong.
constexpr std::size_t kMostRefusedPercent = 30;
constexpr std::size_t kFewestRefused = 10;

constexpr const char* kUnknownGerman = "was stale, and the file does not say its German text";
constexpr const char* kUnfinished = "the file says that it still needs work";

/// What parts of ids are called in the notes; the first that the id ends with.
constexpr std::pair<const char*, const char*> kParts[] = {
    {".label", "Frage"},
    {".hint", "Hinweis zur Frage"},
    {".title", "Überschrift"},
    {".constraint_message", "Meldung, wenn die Antwort nicht passt"},
    {".required_message", "Meldung, wenn die Antwort fehlt"},
    {".add", "Schaltfläche: noch ein Eintrag"},
    {".entry", "Name eines Eintrags"},
    {".text", "Fließtext"},
};

std::string composed(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString out = nfc->normalize(to_icu(text), status);
    LOTSE_CHECK(U_SUCCESS(status));
    return from_icu(out);
}

/// German name of what a name text is about, from ICU; empty if ICU knows none.
std::string german_name(const std::string& id, const Language& german) {
    const icu::Locale reader(german.locale.c_str());
    icu::UnicodeString name;
    if (id.starts_with("region.")) {
        icu::Locale("und", id.substr(7).c_str()).getDisplayCountry(reader, name);
    } else if (id.starts_with("language_name.")) {
        icu::Locale(id.substr(14).c_str()).getDisplayLanguage(reader, name);
    } else if (id.starts_with("month.")) {
        const auto dot = id.rfind('.');
        const std::string calendar = dot > 6 ? id.substr(6, dot - 6) : "";
        const std::string number = id.substr(dot + 1);
        if (!calendar_known(calendar) || number.empty() || number.size() > 2 ||
            !std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; })) {
            return "";
        }
        const std::vector<std::string> months = month_names(calendar, german);
        const auto month = static_cast<std::size_t>(std::stoi(number));
        return month >= 1 && month <= months.size() ? months[month - 1] : "";
    }
    return from_icu(name);
}

/// The German text of an id; for names that the German folder leaves to ICU, ICU's.
std::string german_text(const std::string& id, const Language& german) {
    const auto text = german.messages.find(id);
    return text != german.messages.end() ? text->second : german_name(id, german);
}

const char* part_of(const std::string& id) {
    if (id.find(".choices.") != std::string::npos) return "Antwort zur Auswahl";
    if (is_name(id)) return "Name";
    for (const auto& [end, name] : kParts) {
        if (id.ends_with(end)) return name;
    }
    return "Text der Bedienung";
}

std::string note_for(const std::string& id, const Language& german) {
    std::string note = part_of(id);
    const auto last = id.rfind('.');
    if (last != std::string::npos && !id.ends_with(".label")) {
        const auto label = german.messages.find(id.substr(0, last) + ".label");
        if (label != german.messages.end()) note += " „" + label->second + "“";
    }
    const std::string source = german_text(id, german);
    if (const auto uses = argument_uses(source); uses && !uses->empty()) {
        std::string names;
        bool counts = false;
        for (const ArgumentUse& use : *uses) {
            const std::string name = "{" + use.name + "}";
            if (names.find(name) == std::string::npos) names += (names.empty() ? "" : ", ") + name;
            counts = counts || use.kind == ArgumentKind::Plural;
        }
        note += ". Platzhalter, unverändert lassen: " + names;
        if (counts) note += "; für jede Zahlform der Sprache eine Fassung";
    }
    if (const std::size_t longest = longest_text(id, source); longest > 0) {
        note += ". Höchstens " + std::to_string(longest) + " Zeichen";
    }
    return note + ".";
}

TextState state_of(const Language& language, const Language& german, const std::string& id) {
    if (!language.messages.contains(id)) return TextState::Missing;
    if (is_stale(language, german, id)) return TextState::Stale;
    return language.review.state == "reviewed" ? TextState::Reviewed : TextState::Draft;
}

bool is_selected(TextState state, Selection selection) {
    return selection == Selection::All ||
           (selection == Selection::Missing && state == TextState::Missing) ||
           (selection == Selection::Stale && state == TextState::Stale);
}

std::string joined(const std::vector<std::string>& sentences) {
    std::string out;
    for (const std::string& sentence : sentences) out += (out.empty() ? "" : "; ") + sentence;
    return out;
}

/// In the order in which CLDR names them.
constexpr const char* kPluralForms[] = {"zero", "one", "two", "few", "many", "other"};

/// "wait.few", "wait_few" → {"wait", "few"}; nothing if no form ends the id.
std::optional<std::pair<std::string, std::string>> form_of_plural(const std::string& id) {
    const auto at = id.find_last_of("._");
    if (at == std::string::npos || at == 0) return std::nullopt;
    const std::string form = id.substr(at + 1);
    if (std::ranges::find(kPluralForms, form) == std::end(kPluralForms)) return std::nullopt;
    return std::pair(id.substr(0, at), form);
}

/// The one argument that a pattern counts; "" if it counts none or several.
std::string counted_argument(const std::string& pattern) {
    std::set<std::string> names;
    if (const auto uses = argument_uses(pattern)) {
        for (const ArgumentUse& use : *uses) {
            if (use.kind == ArgumentKind::Plural) names.insert(use.name);
        }
    }
    return names.size() == 1 ? *names.begin() : "";
}

/// What libraries write for the number, as a pattern has it.
std::string with_number_sign(std::string form, const std::string& argument) {
    for (const std::string& sign : {std::string("{{count}}"), "{{" + argument + "}}",
                                    std::string("{count}"), "{" + argument + "}"}) {
        for (auto at = form.find(sign); at != std::string::npos; at = form.find(sign, at)) {
            form.replace(at, sign.size(), "#");
        }
    }
    return form;
}

class Planner {
public:
    Planner(const Translation& file, const Language& language, const Language& german,
            const std::vector<Language>& all)
        : m_file(file),
          m_language(language),
          m_german(german),
          m_all(all),
          m_rules(language, german) {}

    ImportPlan plan() {
        m_plan.tag = m_language.tag;
        m_plan.refused = m_file.refused;
        m_plan.remarks = m_file.remarks;
        m_with_text = m_file.refused.size();
        for (const auto& [id, text] : m_german.messages) {
            m_ids.emplace(in_small(id), id);
        }
        for (const TranslationRow& row : with_plurals(m_file.rows)) {
            m_with_text += row.text.empty() ? 0 : 1;
            check(row);
        }
        m_plan.wrong_file = wrong_file();
        return std::move(m_plan);
    }

private:
    void refuse(const TranslationRow& row, const std::string& what) {
        m_plan.refused.push_back({row.id, row.place, what});
    }

    static std::string in_small(std::string text) {
        std::ranges::transform(text, text.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        return text;
    }
    bool is_text(const std::string& id) const {
        return m_german.messages.contains(id) || (is_name(id) && m_language.messages.contains(id));
    }

    /// Forms that are one text in German as one row, where the first of them stood.
    std::vector<TranslationRow> with_plurals(const std::vector<TranslationRow>& rows) const {
        std::vector<TranslationRow> out;
        std::map<std::string, std::size_t> places;  // id → index in `out`
        std::map<std::string, std::map<std::string, std::string>> forms;
        for (const TranslationRow& row : rows) {
            const auto form = is_text(row.id) ? std::nullopt : form_of_plural(row.id);
            const std::string argument = form && m_german.messages.contains(form->first)
                                             ? counted_argument(german_text(form->first, m_german))
                                             : "";
            if (argument.empty()) {
                out.push_back(row);
                continue;
            }
            if (places.emplace(form->first, out.size()).second) {
                out.push_back(row);
                out.back().id = form->first;
            }
            TranslationRow& whole = out[places.at(form->first)];
            std::map<std::string, std::string>& of_text = forms[form->first];
            if (!row.text.empty()) {
                of_text[form->second] = with_number_sign(row.text, argument);
            }
            whole.text = of_text.empty() ? "" : "{" + argument + ", plural,";
            for (const char* name : kPluralForms) {
                if (of_text.contains(name)) {
                    whole.text += std::string(" ") + name + " {" + of_text.at(name) + "}";
                }
            }
            whole.text += of_text.empty() ? "" : "}";
        }
        return out;
    }

    /// As German has it; programs and people write capitals where they like.
    std::string id_of(const TranslationRow& row) {
        if (is_text(row.id)) return row.id;
        const auto range = m_ids.equal_range(in_small(row.id));
        if (range.first == range.second || std::next(range.first) != range.second) return row.id;
        m_plan.remarks.push_back({row.id, row.place, "taken for " + range.first->second});
        return range.first->second;
    }

    /// Nothing: the text may be changed.
    std::string no_place(const std::string& id) const {
        if (!is_text(id)) {
            return "there is no text of this id; ids stay as the export has them, and a text that "
                   "was taken out of the program is left out";
        }
        if (m_language.tag != kGerman && is_for_staff(id)) {
            return "is read by staff, in German only; leave it out";
        }
        return "";
    }

    void check(TranslationRow row) {
        row.id = id_of(row);
        if (const std::string wrong = no_place(row.id); !wrong.empty()) return refuse(row, wrong);
        if (const auto first = m_seen.emplace(row.id, row.place); !first.second) {
            return refuse(row, "stands in the file twice, first in " + first.first->second +
                                   ", which counts; leave one of them out");
        }
        if (spells_cell_error(row.text)) {
            return refuse(row, "\"" + row.text +
                                   "\" is what a spreadsheet shows where a formula failed; write "
                                   "the text itself");
        }
        const Cleaned clean = clean_text(row.text);
        const Cleaned plain = clean_text(without_markup(clean.text));
        const std::string text = composed(plain.text);
        if (text.empty()) {
            return clean.text.empty() ? void(++m_plan.empty)
                                      : refuse(row, "holds nothing but marks of formatting");
        }
        const auto present = m_language.messages.find(row.id);
        const std::string before = present == m_language.messages.end() ? "" : present->second;
        const std::string source = german_text(row.id, m_german);
        const bool other_german = row.german && !folded(*row.german).empty() &&
                                  composed(folded(*row.german)) != composed(folded(source));
        if (text == before || text == clean_text(before).text) {
            const bool done = row.state == TextState::Draft || row.state == TextState::Reviewed;
            if (done && !other_german && is_stale(m_language, m_german, row.id)) {
                m_plan.confirmed.push_back(row.id);
            } else {
                ++m_plan.unchanged;
            }
            return;
        }
        m_other_texts.emplace(row.id, text);
        if (other_german) {
            return refuse(row, "the German text changed since the export, it is now \"" + source +
                                   "\"; translate that, in a new export");
        }
        if (const auto wrong = m_rules.broken(row.id, text); !wrong.empty()) {
            return refuse(row, joined(wrong));
        }
        for (const std::string& stripped : {clean.stripped, plain.stripped}) {
            if (!stripped.empty()) {
                m_plan.remarks.push_back({row.id, row.place, "taken off the text: " + stripped});
            }
        }
        // Its elements may have been marks, too.
        const bool told = std::ranges::any_of(m_plan.remarks, [&](const TextRemark& remark) {
            return remark.id == row.id && remark.what == kMarkupLeftOut;
        });
        if (plain.text != clean.text && !told) {
            m_plan.remarks.push_back({row.id, row.place, kMarkupLeftOut});
        }
        if (spells_value(text) && text != source) {
            m_plan.remarks.push_back({row.id, row.place, "\"" + text + "\" " + kValueAsText});
        }
        m_plan.changed.push_back({row.id, row.place, before, text, stale_because(row)});
    }

    std::string stale_because(const TranslationRow& row) const {
        if (m_language.tag == kGerman || !m_german.messages.contains(row.id)) return "";
        if (row.unfinished) return kUnfinished;
        const bool proved = row.german && !folded(*row.german).empty();
        return !proved && is_stale(m_language, m_german, row.id) ? kUnknownGerman : "";
    }

    std::string wrong_file() const {
        if (std::string other = other_language(m_other_texts, m_language, m_all); !other.empty()) {
            return "its new texts " + other;
        }
        const std::size_t refused = m_plan.refused.size();
        if (refused < kFewestRefused || refused * 100 <= m_with_text * kMostRefusedPercent) {
            return "";
        }
        return std::to_string(refused) + " texts of " + std::to_string(m_with_text) +
               " are refused";
    }

    const Translation& m_file;
    const Language& m_language;
    const Language& m_german;
    const std::vector<Language>& m_all;
    TextRules m_rules;
    std::size_t m_with_text = 0;                       ///< rows
    std::map<std::string, std::string> m_other_texts;  ///< that are not the present ones
    std::map<std::string, std::string> m_seen;         ///< ids → where they stood
    std::multimap<std::string, std::string> m_ids;     ///< in small letters → as German has them
    ImportPlan m_plan;
};

}  // namespace

std::string note_on(const std::string& id, const TextNotes& notes) {
    if (const auto own = notes.find(id); own != notes.end()) return own->second;
    for (std::size_t dot = id.rfind('.'); dot != std::string::npos && dot > 0;
         dot = id.rfind('.', dot - 1)) {
        const auto place = notes.find(id.substr(0, dot + 1));
        if (place != notes.end()) return place->second;
    }
    return "";
}

Translation translation_of(const Language& language, const Language& german,
                           const std::vector<std::string>& ids, Selection selection,
                           const TextNotes& notes) {
    Translation out;
    out.tag = language.tag;
    const auto add = [&](const std::string& id) {
        const TextState state = state_of(language, german, id);
        if ((language.tag != kGerman && is_for_staff(id)) || !is_selected(state, selection)) return;
        const auto text = language.messages.find(id);
        const std::string source = german_text(id, german);
        const std::string written = note_on(id, notes);
        out.rows.push_back({id, source, text == language.messages.end() ? "" : text->second,
                            written + (written.empty() ? "" : " ") + note_for(id, german), state,
                            longest_text(id, source), ""});
    };
    for (const std::string& id : ids) add(id);
    for (const auto& [id, text] : language.messages) {
        if (is_name(id) && !german.messages.contains(id)) add(id);
    }
    return out;
}

ImportPlan plan_import(const Translation& file, const Language& language, const Language& german,
                       const std::vector<Language>& all) {
    return Planner(file, language, german, all).plan();
}

namespace {

std::set<std::string> fresh_ids(const Language& language, const Language& german) {
    std::set<std::string> ids;
    for (const auto& [id, text] : language.messages) {
        if (!is_stale(language, german, id)) ids.insert(id);
    }
    return ids;
}

std::set<std::string> fingerprints(const std::set<std::string>& ids, const Language& german) {
    std::set<std::string> out;
    for (const std::string& id : ids) {
        const auto source = german.messages.find(id);
        if (source != german.messages.end()) out.insert(fingerprint_of(id, source->second));
    }
    return out;
}

}  // namespace

std::set<std::string> made_from_after(const ImportPlan& plan, const Language& language,
                                      const Language& german) {
    std::set<std::string> ids = fresh_ids(language, german);
    for (const ChangedText& change : plan.changed) {
        if (change.stale_because.empty()) {
            ids.insert(change.id);
        } else {
            ids.erase(change.id);
        }
    }
    ids.insert(plan.confirmed.begin(), plan.confirmed.end());
    return fingerprints(ids, german);
}

std::set<std::string> made_from_accepted(const Language& language, const Language& german,
                                         const std::vector<std::string>& ids) {
    std::set<std::string> fresh = fresh_ids(language, german);
    for (const std::string& id : ids) {
        if (language.messages.contains(id)) fresh.insert(id);
    }
    return fingerprints(fresh, german);
}

std::set<std::string> made_from_all(const Language& language, const Language& german) {
    std::set<std::string> out;
    for (const auto& [id, source] : german.messages) {
        if (language.messages.contains(id)) out.insert(fingerprint_of(id, source));
    }
    return out;
}

}  // namespace lotse::text
