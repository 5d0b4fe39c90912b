// SPDX-License-Identifier: EUPL-1.2
#include "core/misspelling.h"

#include <algorithm>
#include <array>

#include "core/ascii.h"

namespace lotse {
namespace {

template <class Text>
std::size_t distance(Text word, Text wanted, bool may_go_on) {
    // The rows of the last two letters and of this one.
    std::array<std::vector<std::size_t>, 3> rows;
    rows.fill(std::vector<std::size_t>(wanted.size() + 1));
    for (std::size_t i = 0; i <= word.size(); ++i) {
        std::vector<std::size_t>& row = rows[i % 3];
        const std::vector<std::size_t>& above = rows[(i + 2) % 3];
        const std::vector<std::size_t>& higher = rows[(i + 1) % 3];
        for (std::size_t j = 0; j <= wanted.size(); ++j) {
            if (i == 0 || j == 0) {
                row[j] = i + j;
                continue;
            }
            const std::size_t other = word[i - 1] == wanted[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + other});
            if (i > 1 && j > 1 && word[i - 1] == wanted[j - 2] && word[i - 2] == wanted[j - 1]) {
                row[j] = std::min(row[j], higher[j - 2] + 1);
            }
        }
    }
    const std::vector<std::size_t>& last = rows[word.size() % 3];
    return may_go_on ? *std::min_element(last.begin(), last.end()) : last.back();
}

}  // namespace

std::size_t misspelt_by(std::u32string_view word, std::u32string_view wanted, bool may_go_on) {
    return distance(word, wanted, may_go_on);
}

std::size_t misspelt_by(std::string_view word, std::string_view wanted) {
    return distance(word, wanted, false);
}

std::string nearest_word(std::string_view word, const std::vector<std::string_view>& words) {
    constexpr std::size_t kMostMistakes = 2, kLettersForOne = 3, kLongest = 60;
    std::string out;
    std::size_t fewest = kMostMistakes + 1;
    for (const std::string_view one : words) {
        if (word.size() > kLongest) {
            break;
        }
        const std::size_t mistakes =
            distance<std::string_view>(in_small(word), in_small(one), false);
        if (mistakes < fewest && mistakes * kLettersForOne <= one.size()) {
            fewest = mistakes;
            out = one;
        }
    }
    return out;
}

}  // namespace lotse
