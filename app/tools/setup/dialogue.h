// SPDX-License-Identifier: EUPL-1.2
/// Asks a person, or does not: every question has an option that answers it and a proposal that an
/// empty line takes.
///
/// What an option or a file of answers says is never asked. Without questions the proposals hold. A
/// wrong answer is asked for again; a wrong option is Refused and names the option. The end of the
/// input is Unusable and says how to answer.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "tools/console.h"
#include "tools/setup/texts.h"

namespace lotse::tools::setup {

/// What ends a set-up from outside (Ctrl-C, SIGTERM). While held, it is only noted.
class Interruption {
public:
    virtual ~Interruption() = default;
    virtual void hold(bool held) = 0;
    virtual bool asked() const = 0;
};

class Dialogue {
public:
    /// What is wrong with an answer, in the person's language; nothing: it is fine.
    using Complaint = std::function<std::optional<std::string>(const std::string&)>;

    Dialogue(Console& console, Tongue tongue, bool asks)
        : m_console(console), m_tongue(tongue), m_asks(asks) {}

    std::string words(Text text, std::initializer_list<std::string_view> values = {}) const {
        return say(m_tongue, text, values);
    }
    /// A line for the person.
    void tell(Text text, std::initializer_list<std::string_view> values = {});
    /// An empty line and a heading.
    void head(Text text, std::initializer_list<std::string_view> values = {});
    Error failure(Kind kind, const std::string& where, Text text,
                  std::initializer_list<std::string_view> values = {}) const {
        return worded(kind, where, words(text, values));
    }
    /// A refusal whose words are the person's already.
    Error worded(Kind kind, const std::string& where, std::string words) const;
    /// What the system says: an errno.
    std::string system_words(int error_number) const;
    /// Any error of the program, for the person: what was worded here stays, everything else is
    /// said to be English where the person reads something else.
    std::string told(const Error& error) const;

    /// `option` is the name of what answers it on the command line. An empty proposal: an answer is
    /// needed.
    Result<std::string> ask(Text question, const std::string& option,
                            const std::optional<std::string>& given, const std::string& proposal,
                            const Complaint& complaint);
    /// Names between commas; "-" is none.
    Result<std::vector<std::string>> ask_names(
        Text question, const std::string& option,
        const std::optional<std::vector<std::string>>& given,
        const std::vector<std::string>& proposal,
        const std::function<std::optional<std::string>(const std::vector<std::string>&)>&
            complaint);
    Result<bool> confirm(Text question, const std::string& option, bool proposal,
                         std::initializer_list<std::string_view> values = {});
    /// One line, not shown while it is typed; always read.
    Result<std::string> secret(Text question, std::initializer_list<std::string_view> values = {});

    bool asks() const { return m_asks; }
    Tongue tongue() const { return m_tongue; }
    Console& console() { return m_console; }

private:
    Result<std::string> line(const std::string& question, const std::string& option);

    Console& m_console;
    Tongue m_tongue;
    bool m_asks;
    mutable std::string m_worded;  ///< of the last refusal
};

std::string joined(const std::vector<std::string>& names);

}  // namespace lotse::tools::setup
