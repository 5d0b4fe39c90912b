// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: the words of XLSForm, and how people write them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lotse::codec::xlsform {

/// In the column lotse_specials: nothing is offered beside the answers.
inline constexpr const char* kNoSpecials = "none";

/// Renamed questions: name in the spreadsheet → name in the definition, or the other way round.
using Names = std::map<std::string, std::string>;

/// Without spaces at the ends and without what nobody sees (core/clean_text.h).
std::string trimmed(std::string_view text);
std::string lower(std::string_view text);
std::vector<std::string> words_of(std::string_view text);

/// "Relevance" → "relevant", "bind::jr:constraintMsg" → "constraint_message"; "" if the column
/// means nothing here. One colon between the parts is as good as two. Source: pyxform, aliases.
std::string survey_word(const std::string& heading);
std::string choices_word(const std::string& heading);
std::string settings_word(const std::string& heading);
/// Columns of one language each: label, hint, …
bool is_translated(const std::string& word);
/// Columns of our words whose cells decide who is asked, what is asked or which answers hold.
bool is_decisive(const std::string& word);
/// The decisive word of the sheet survey that a heading without a meaning here must mean:
/// misspelt ("relevent"), with a language ("relevant::Deutsch"), or as other programs call it
/// ("show if"). "" if it is none.
std::string decisive_word_meant(const std::string& heading);

/// The heading that one without a meaning must mean by the language it names: "label::uk" of
/// "label_uk", "Label (Ukrainian)" and "label-uk". "" if it names none of `known`.
std::string translated_heading_meant(const std::string& heading,
                                     const std::vector<std::string>& known);

/// A heading in its two parts: "label::Deutsch (de)", "label:German", "bind: jr:constraintMsg".
struct Heading {
    std::string word;      ///< as written, without the language
    std::string language;  ///< "Deutsch (de)", "" if none
};
/// `word_of` says which words a sheet knows.
using WordOf = std::string (*)(const std::string& heading);
Heading heading_of(const std::string& text, WordOf word_of);

/// "Deutsch (de)", "de", "German" → "de"; nothing if nobody can know (core/language_tag.h). What
/// was told wins. `known`: the languages that there are.
std::optional<std::string> language_tag(const std::string& language,
                                        const std::map<std::string, std::string>& told,
                                        const std::vector<std::string>& known);

/// Whether `told` names the language that a heading calls `language`: by all of it, or by a part
/// of "Dari (prs)". Of a heading without a language it is "default".
bool is_told_of(const std::string& told, const std::string& language);

/// yes, true, TRUE() … / no, false …; nothing if it is something else.
std::optional<bool> yes_no_of(const std::string& cell);
bool is_known_appearance(const std::string& word);

/// A name as definitions want it: a-z, 0-9 and _, a letter first. Latin letters with marks are
/// written without: ä as ae. Of a name in another script nothing is left: "question".
std::string plain_name(const std::string& name);
std::string plain_choice_name(const std::string& name);
/// Gives every name once: `wanted`, or `wanted_2`, …
class UniqueNames {
public:
    std::string take(const std::string& wanted);

private:
    std::set<std::string> m_taken;
    std::map<std::string, int>
        m_next;  ///< number to try next, so that a thousand equal names cost no million tries
};

/// The name between ${ and }, and where it ends; nothing if there is none at `at`.
struct Reference {
    std::string name;
    std::size_t end = 0;
};
std::optional<Reference> reference_at(const std::string& text, std::size_t at);

std::string renamed_or(const std::string& name, const Names& renamed);
/// Every ${name} without spaces and renamed.
std::string with_names(const std::string& expression, const Names& renamed);

}  // namespace lotse::codec::xlsform
