// SPDX-License-Identifier: EUPL-1.2
#include "tools/setup/dialogue.h"

#include <cerrno>
#include <cstring>
#include <istream>
#include <ostream>

#include "core/limits.h"

namespace lotse::tools::setup {
namespace {

constexpr const char* kNone = "-";

std::string trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos
               ? ""
               : std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> names;
    std::size_t from = 0;
    while (line != kNone && from <= line.size()) {
        const std::size_t comma = std::min(line.find(',', from), line.size());
        if (std::string name = trimmed(std::string_view(line).substr(from, comma - from));
            !name.empty()) {
            names.push_back(std::move(name));
        }
        from = comma + 1;
    }
    return names;
}

}  // namespace

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) {
        out += (out.empty() ? "" : ", ") + name;
    }
    return out;
}

void Dialogue::tell(Text text, std::initializer_list<std::string_view> values) {
    m_console.out << words(text, values) << '\n' << std::flush;
}

void Dialogue::head(Text text, std::initializer_list<std::string_view> values) {
    m_console.out << '\n' << words(text, values) << '\n' << std::flush;
}

Error Dialogue::worded(Kind kind, const std::string& where, std::string words) const {
    m_worded = words;
    return Error{kind, where, std::move(words)};
}

std::string Dialogue::system_words(int error_number) const {
    switch (error_number) {
        case ENOENT:
            return words(Text::SystemMissing);
        case ENOTDIR:
            return words(Text::SystemNotAFolder);
        case EACCES:
        case EPERM:
            return words(Text::SystemForbidden);
        case EEXIST:
            return words(Text::SystemTaken);
        case EISDIR:
            return words(Text::SystemAFolder);
        case EROFS:
            return words(Text::SystemReadOnly);
        case ENOSPC:
        case EDQUOT:
            return words(Text::SystemFull);
        default:
            return words(Text::Technical, {std::strerror(error_number)});
    }
}

std::string Dialogue::told(const Error& error) const {
    if (error.detail == m_worded) {
        return to_string(error);
    }
    Error framed = error;
    framed.detail = words(Text::Technical, {error.detail});
    return to_string(framed);
}

Result<std::string> Dialogue::line(const std::string& question, const std::string& option) {
    m_console.out << question << ": " << std::flush;
    std::string typed;
    char c = 0;
    bool ended = true;
    while (m_console.in.get(c)) {
        ended = false;
        if (c == '\n') {
            break;
        }
        typed.push_back(c);
        if (typed.size() > limits::kLongestSetupLineBytes) {
            return Error{
                Kind::Refused, option,
                "longer than " + std::to_string(limits::kLongestSetupLineBytes) + " bytes"};
        }
    }
    if (ended) {
        m_console.out << '\n';
        return failure(Kind::Unusable, option, Text::InputEnded, {question, option});
    }
    return trimmed(typed);
}

Result<std::string> Dialogue::ask(Text question, const std::string& option,
                                  const std::optional<std::string>& given,
                                  const std::string& proposal, const Complaint& complaint) {
    const auto refused = [&](const std::string& answer) -> std::optional<std::string> {
        return answer.empty() ? std::optional(words(Text::Required))
               : complaint    ? complaint(answer)
                              : std::nullopt;
    };
    if (given || !m_asks) {
        const std::string answer = given.value_or(proposal);
        if (const auto wrong = refused(answer)) {
            return worded(Kind::Refused, option, *wrong);
        }
        return answer;
    }
    const std::string shown = words(question) + (proposal.empty() ? "" : " [" + proposal + "]");
    while (true) {
        Result<std::string> typed = line(shown, option);
        if (!typed) {
            return typed;
        }
        const std::string answer = typed->empty() ? proposal : *typed;
        const auto wrong = refused(answer);
        if (!wrong) {
            return answer;
        }
        m_console.out << "  " << *wrong << '\n';
    }
}

Result<std::vector<std::string>> Dialogue::ask_names(
    Text question, const std::string& option, const std::optional<std::vector<std::string>>& given,
    const std::vector<std::string>& proposal,
    const std::function<std::optional<std::string>(const std::vector<std::string>&)>& complaint) {
    if (given || !m_asks) {
        const std::vector<std::string> answer = given.value_or(proposal);
        if (const auto wrong = complaint(answer)) {
            return worded(Kind::Refused, option, *wrong);
        }
        return answer;
    }
    const Result<std::string> typed =
        ask(question, option, std::nullopt, proposal.empty() ? kNone : joined(proposal),
            [&](const std::string& answer) { return complaint(split(answer)); });
    if (!typed) {
        return typed.error();
    }
    return split(*typed);
}

Result<bool> Dialogue::confirm(Text question, const std::string& option, bool proposal,
                               std::initializer_list<std::string_view> values) {
    if (!m_asks) {
        return proposal;
    }
    const std::string yes = words(Text::Yes), no = words(Text::No);
    while (true) {
        Result<std::string> typed =
            line(words(question, values) + " [" + (proposal ? yes : no) + "]", option);
        if (!typed) {
            return typed.error();
        }
        if (typed->empty()) {
            return proposal;
        }
        const char first = static_cast<char>((*typed)[0] | 0x20);
        // Both languages' words, whatever the language: "y" at a German set-up is meant.
        if (first == 'j' || first == 'y') {
            return true;
        }
        if (first == 'n') {
            return false;
        }
        tell(Text::YesNoExpected);
    }
}

Result<std::string> Dialogue::secret(Text question,
                                     std::initializer_list<std::string_view> values) {
    return read_secret(m_console, words(question, values));
}

}  // namespace lotse::tools::setup
