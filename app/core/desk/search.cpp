// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/search.h"

#include <algorithm>
#include <string>

#include "core/desk/name_match.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::desk {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

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
    return !entry.header.questionnaire.empty() && entry.state != QueueState::Done &&
           entry.state != QueueState::Withdrawn && !search.names.contains(entry.header.id);
}

}  // namespace

std::vector<std::string> name_questions(const Questionnaire& form) {
    std::vector<std::string> names;
    for (const Meaning meaning : {Meaning::FamilyName, Meaning::GivenName, Meaning::NameOwnScript,
                                  Meaning::OtherName, Meaning::ContactName, Meaning::CompanyName}) {
        for (const Question* question : questions_meaning(form, meaning)) {
            names.push_back(question->name);
        }
    }
    return names;
}

std::vector<std::string_view> names_in(const IntakeContent& content,
                                       const NameQuestions& questions) {
    std::vector<std::string_view> names;
    const auto asked = questions.find(content.questionnaire);
    if (asked == questions.end()) {
        return names;
    }
    for (const std::string& question : asked->second) {
        const Answer* answer = content.answers.find({question, 0});
        const TextAnswer* name = answer != nullptr ? std::get_if<TextAnswer>(answer) : nullptr;
        if (name != nullptr && !name->text.empty()) {
            names.push_back(name->text.view());
        }
    }
    return names;
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
    std::erase_if(search.names, [&](const auto& known) {
        return std::none_of(entries.begin(), entries.end(), [&](const QueueEntry& entry) {
            return entry.header.id == known.first && entry.state != QueueState::Done &&
                   entry.state != QueueState::Withdrawn;
        });
    });
}

}  // namespace lotse::desk
