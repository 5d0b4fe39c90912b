// SPDX-License-Identifier: EUPL-1.2
#include "support/log_watch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace lotse::support {
namespace {

bool is_trouble(const std::string& line) {
    return std::ranges::any_of(
        std::initializer_list<const char*>{"] [warning] ", "] [error] ", "] [critical] "},
        [&](const char* level) { return line.find(level) != std::string::npos; });
}

}  // namespace

std::vector<std::string> LogWatch::unannounced(const std::string& log) const {
    std::vector<std::string> out;
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
        const bool announced = std::ranges::any_of(m_expected, [&](const std::string& words) {
            return line.find(words) != std::string::npos;
        });
        if (is_trouble(line) && !announced) out.push_back(line);
    }
    return out;
}

void LogWatch::check(const std::string& file) const {
    std::ifstream stream(file, std::ios::binary);
    check_lines(file, {std::istreambuf_iterator<char>(stream), {}});
}

void LogWatch::check_lines(const std::string& of, const std::string& log) const {
    for (const std::string& line : unannounced(log)) {
        ADD_FAILURE() << "nobody announced this line of " << of << ": " << line;
    }
}

}  // namespace lotse::support
