// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/search.h"

#include <algorithm>
#include <string>

#include "core/ascii.h"
#include "core/desk/name_match.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::desk {
namespace {

/// Latin Extended-B ends there; what comes after is IPA, marks and other scripts.
constexpr char32_t kLastLatinLetter = 0x24F;

/// Capital letters and digits, without the zeros in front of a number: "a 017" and "A17" are one.
std::string plain_number(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter) {
            out += static_cast<char>(c & ~0x20);
        } else if (is_digit(c) && !(c == '0' && (out.empty() || !is_digit(out.back())))) {
            out += c;
        }
    }
    return out;
}

bool has_digit(const Search& search) {
    const std::string_view text = search.text.view();
    return std::any_of(text.begin(), text.end(), is_digit);
}

bool number_found(const Search& search, const QueueEntry& entry) {
    const std::string number = plain_number(entry.header.number);
    const std::string wanted = plain_number(search.text.view());
    if (wanted.empty()) {
        return false;
    }
    // Digits alone are found behind any letters.
    const std::size_t at =
        is_digit(wanted.front()) ? std::min(number.find_first_of("0123456789"), number.size()) : 0;
    return number.compare(at, wanted.size(), wanted) == 0;
}

/// One letter may be the beginning of a number, and would find half of all names.
bool seeks_name(const Search& search) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < search.text.size();) {
        letters += next_code_point(search.text.view(), at) > U' ' ? 1 : 0;
    }
    return letters >= limits::kFewestNameLetters && !has_digit(search) && !search.key.empty();
}

bool is_missing(const Search& search, const QueueEntry& entry) {
    return has_answers(entry) && !is_request(entry) && !is_closed(entry) &&
           !search.names.contains(entry.header.id);
}

bool is_latin(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (next_code_point(text, at) > kLastLatinLetter) {
            return false;
        }
    }
    return true;
}

/// Marks in `marked` what of the name one word of the query meets: a word, or two that stand side
/// by side and were looked for as one. Whether there was something.
bool mark(std::string_view word, LastWord last, const NameText& name, std::vector<bool>& marked) {
    bool any = false;
    for (std::size_t i = 0; i < name.parts.size(); ++i) {
        if (name_word_matches(word, name.parts[i].key.view(), last)) {
            marked[i] = any = true;
        }
    }
    for (std::size_t i = 0; !any && i + 1 < name.parts.size(); ++i) {
        std::string both(name.parts[i].key.view());
        both += name.parts[i + 1].key.view();
        if (name_key_matches(word, both, last)) {
            marked[i] = marked[i + 1] = any = true;
        }
        wipe_string(both);
    }
    return any;
}

}  // namespace

SecretText requested_number(const IntakeContent& content) {
    const auto found = content.answers.fields.find(FieldPath{"number"});
    const auto* text =
        found == content.answers.fields.end() ? nullptr : std::get_if<TextAnswer>(&found->second);
    return text == nullptr ? SecretText() : text->text;
}

WhoIsAsked name_questions(const Questionnaire& form) {
    WhoIsAsked asked;
    for (const Meaning meaning : {Meaning::FamilyName, Meaning::GivenName, Meaning::NameOwnScript,
                                  Meaning::OtherName, Meaning::ContactName, Meaning::CompanyName}) {
        for (const lotse::Question* question : questions_meaning(form, meaning)) {
            asked.names.push_back(question->name);
        }
    }
    if (const lotse::Question* born = question_meaning(form, Meaning::BirthDate)) {
        asked.born = born->name;
    }
    return asked;
}

std::vector<std::string_view> names_in(const IntakeContent& content,
                                       const NameQuestions& questions) {
    std::vector<std::string_view> names;
    for (const TextAnswer* name : name_answers(content, questions)) {
        names.push_back(name->text.view());
    }
    return names;
}

std::vector<const TextAnswer*> name_answers(const IntakeContent& content,
                                            const NameQuestions& questions) {
    std::vector<const TextAnswer*> names;
    const auto asked = questions.find(content.questionnaire);
    if (asked == questions.end()) {
        return names;
    }
    for (const std::string& question : asked->second.names) {
        const Answer* answer = content.answers.find({question, 0});
        const TextAnswer* name = answer != nullptr ? std::get_if<TextAnswer>(answer) : nullptr;
        if (name != nullptr && !name->text.empty()) {
            names.push_back(name);
        }
    }
    return names;
}

std::optional<PartialDate> birth_date(const IntakeContent& content,
                                      const NameQuestions& questions) {
    const auto asked = questions.find(content.questionnaire);
    const Answer* answer =
        asked == questions.end() ? nullptr : content.answers.find({asked->second.born, 0});
    const PartialDate* date = answer != nullptr ? std::get_if<PartialDate>(answer) : nullptr;
    return date != nullptr && date->complete() ? std::optional<PartialDate>(*date) : std::nullopt;
}

bool finds(const Search& search, const QueueEntry& entry) {
    if (search.text.view().find_first_not_of(' ') == std::string_view::npos ||
        number_found(search, entry)) {
        return true;
    }
    if (!seeks_name(search)) {
        return false;
    }
    const auto known = search.names.find(entry.header.id);
    return known != search.names.end() &&
           name_key_matches(search.key.view(), known->second.view(), LastWord::Begun);
}

std::vector<FoundName> found_names(const Search& search, const QueueEntry& entry) {
    std::vector<FoundName> found;
    const auto known = search.clients.find(entry.header.id);
    if (known == search.clients.end() || number_found(search, entry) || !seeks_name(search)) {
        return found;
    }
    std::vector<const NameText*> names;
    for (const NameText& name : known->second.names) {
        names.push_back(&name);
    }
    const bool latin = is_latin(search.text.view());
    std::stable_partition(names.begin(), names.end(), [&](const NameText* name) {
        return is_latin(name->text.view()) == latin;
    });
    std::vector<std::string_view> open = name_key_words(search.key.view());
    const std::string_view last_word = open.empty() ? std::string_view() : open.back();
    for (const NameText* name : names) {
        std::vector<bool> marked(name->parts.size());
        const std::size_t before = open.size();
        std::erase_if(open, [&](std::string_view word) {
            const bool ends = word.data() == last_word.data();
            return mark(word, ends ? LastWord::Begun : LastWord::Whole, *name, marked);
        });
        if (open.size() < before) {
            found.push_back({*name, std::move(marked)});
        }
    }
    if (found.empty() && !names.empty()) {  // it was written apart and is one word here
        std::vector<bool> marked(names.front()->parts.size());
        for (const NameText* name : names) {
            marked.assign(name->parts.size(), false);
            if (mark(search.key.view(), LastWord::Begun, *name, marked)) {
                found.push_back({*name, std::move(marked)});
                break;
            }
        }
    }
    return found;
}

std::vector<QueueEntry> names_to_read(const Search& search,
                                      const std::vector<QueueEntry>& entries) {
    std::vector<QueueEntry> wanted;
    if (search.reading || search.interrupted || !seeks_name(search)) {
        return wanted;
    }
    for (const QueueEntry& entry : entries) {
        if (is_missing(search, entry) && wanted.size() < limits::kNamesReadAtOnce) {
            wanted.push_back(entry);
        }
    }
    return wanted;
}

bool names_missing(const Search& search, const std::vector<QueueEntry>& entries) {
    return seeks_name(search) &&
           std::any_of(entries.begin(), entries.end(),
                       [&](const QueueEntry& entry) { return is_missing(search, entry); });
}

void forget_gone(Search& search, const std::vector<QueueEntry>& entries) {
    const auto gone = [&](const auto& known) {
        return std::none_of(entries.begin(), entries.end(), [&](const QueueEntry& entry) {
            return entry.header.id == known.first && !is_closed(entry);
        });
    };
    std::erase_if(search.names, gone);
    std::erase_if(search.clients, gone);
}

}  // namespace lotse::desk
