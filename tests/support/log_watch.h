// SPDX-License-Identifier: EUPL-1.2
/// A warning or an error that a program logs, and that its test did not announce, fails the test.
///
/// Knows the lines of our programs: "[time] [level] words" (spdlog).
#pragma once

#include <string>
#include <vector>

namespace lotse::support {

class LogWatch {
public:
    /// From now on lines that contain these words are right, as often as they come.
    void expect(const std::string& words) { m_expected.push_back(words); }

    /// Fails the running test for every other line of the file at level warning or above. A file
    /// that is not there has no lines.
    void check(const std::string& file) const;
    /// The same for a log that is at hand; `of` says whose it is.
    void check_lines(const std::string& of, const std::string& log) const;

    /// The lines that `check` would complain about.
    std::vector<std::string> unannounced(const std::string& log) const;

private:
    std::vector<std::string> m_expected{
        // Every program of a test is driven through automation.
        "automation is on",
        // Where the test's machine forbids to lock memory.
        "answers could reach the swap",
    };
};

}  // namespace lotse::support
