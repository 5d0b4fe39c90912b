// SPDX-License-Identifier: EUPL-1.2
/// After a client's session nothing of a text is left in the process: looked for in its memory,
/// byte by byte.
#include <gtest/gtest.h>
#include <string.h>  // explicit_bzero

#include <fstream>
#include <sstream>

#include "text/layout/fixture.h"

#if defined(__SANITIZE_ADDRESS__)
#define LOTSE_READS_ANYWHERE __attribute__((no_sanitize("address")))
#else
#define LOTSE_READS_ANYWHERE
#endif

namespace lotse::text {
namespace {

/// The secret never stands in this program as it is: every letter is one higher.
constexpr std::string_view kShifted = "Hfifjnobnf[xfudilfoofsTbggjboNbojtzs";

std::string secret() {
    std::string out(kShifted);
    for (char& letter : out) letter = static_cast<char>(letter - 1);
    return out;
}

/// Occurrences in [begin, end) of ten letters of the secret as UTF-8, UTF-16, code points, or in
/// HarfBuzz's records.
LOTSE_READS_ANYWHERE std::size_t count_secrets(const unsigned char* begin,
                                               const unsigned char* end) {
    constexpr std::size_t kLetters = 10;
    constexpr std::size_t kStrides[] = {1, 2, 4, 20};
    const auto first = static_cast<unsigned char>(kShifted[0] - 1);
    std::size_t found = 0;
    for (const unsigned char* at = begin; at + kLetters * 20 <= end; ++at) {
        if (*at != first) continue;
        for (const std::size_t stride : kStrides) {
            std::size_t same = 1;
            while (same < kLetters &&
                   at[same * stride] == static_cast<unsigned char>(kShifted[same] - 1))
                ++same;
            if (same == kLetters) ++found;
        }
    }
    return found;
}

std::size_t secrets_in_memory() {
    std::size_t found = 0;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        std::istringstream words(line);
        std::string range;
        std::string rights;
        words >> range >> rights;
        // The stack comes and goes with every call; what reserves terabytes is a sanitizer's own.
        if (!rights.starts_with("rw") || line.find("[stack]") != std::string::npos) continue;
        const std::size_t dash = range.find('-');
        const std::uintptr_t begin = std::stoull(range.substr(0, dash), nullptr, 16);
        const std::uintptr_t end = std::stoull(range.substr(dash + 1), nullptr, 16);
        if (end - begin > std::uintptr_t{256} << 20U) continue;
        found += count_secrets(reinterpret_cast<const unsigned char*>(begin),
                               reinterpret_cast<const unsigned char*>(end));
    }
    return found;
}

TEST(LayoutWipe, no_text_is_left_in_memory_after_a_session) {
    Engine engine;
    std::size_t held = 0;
    {
        std::string text = secret();
        // Grown step by step, as by typing, in several styles; with what needs normalising.
        for (std::size_t size = 1; size <= text.size(); ++size) {
            const std::string_view typed = std::string_view(text).substr(0, size);
            const LayoutPtr layout = engine.layout(typed, german(), {.size_px = 20, .wrap_px = 90});
            engine.quads(*layout, 0, 0, [](const GlyphQuad&) {});
            engine.grapheme_count(typed);
        }
        std::string longer = text + "\u0301" + text + "\u05E9\u05C1" + text;
        engine.layout(longer, arabic(), {.size_px = 20, .weight = Weight::Bold, .max_lines = 1});
        engine.next_grapheme(longer, 40);
        explicit_bzero(longer.data(), longer.size());
        explicit_bzero(text.data(), text.size());
        held = secrets_in_memory();
    }
    EXPECT_GT(held, 20U);  // the search finds what is there
    engine.wipe();
    EXPECT_EQ(secrets_in_memory(), 0U);
}

}  // namespace
}  // namespace lotse::text
