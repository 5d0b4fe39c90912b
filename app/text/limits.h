// SPDX-License-Identifier: EUPL-1.2
/// Bounds of the text engine, each with its reason.
#pragma once

#include <cstddef>

namespace lotse::text::limits {

/// The longest text that is laid out; what follows is cut and reported as truncated. Answers end at
/// 4,000 bytes and the longest consent text is below 20 kB, so only damaged or hostile input is
/// longer.
inline constexpr std::size_t kLongestTextBytes = 256UL * 1024;

/// Opening braces of a message pattern; an Arabic plural in a select has some thirty. ICU reads and
/// formats them by recursion, and 3,600 inside one another end the program. How many really are
/// inside one another only ICU knows, which quotes matter to.
inline constexpr std::ptrdiff_t kMostPatternBraces = 500;

/// UTF-16 units that are shaped at once. Some of HarfBuzz's lookups look back over a whole run of
/// marks, so the time grows faster than the length; real runs (equal direction, script and face)
/// stay far below.
inline constexpr std::size_t kLongestShapedRun = 2048;

/// Opening brackets of a paragraph that bidi pairs; further ones count as other neutral characters.
/// ICU's time grows with the square of the unclosed ones (100,000 take six seconds); UAX #9 itself
/// stops at 63 that are nested.
inline constexpr std::size_t kPairedBrackets = 1000;

/// Em sizes outside are clamped: a larger glyph would not fit into an atlas page, a smaller one
/// shows nothing.
inline constexpr float kSmallestSize = 1.0F;
inline constexpr float kLargestSize = 400.0F;

/// Layouts kept. A screen shows below 200 texts, a keyboard 60; the last few screens stay warm.
inline constexpr std::size_t kCachedLayouts = 2000;
/// What those layouts may weigh together, so that long texts leave earlier than short ones.
inline constexpr std::size_t kCachedLayoutBytes = std::size_t{8} * 1024 * 1024;

/// Typographies kept (language and face list); more than that are not in use at once, then all are
/// forgotten.
inline constexpr std::size_t kTypographies = 256;

/// Pixels of an atlas page's side; every renderer in question takes textures of that size.
inline constexpr int kAtlasPageSize = 1024;
/// Pages kept. A page holds about 1,300 glyphs of 40 px; one frame needs one or two, so the page
/// that was not used for the longest time never belongs to the frame that is being drawn.
inline constexpr int kAtlasPages = 8;

}  // namespace lotse::text::limits
