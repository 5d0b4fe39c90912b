// SPDX-License-Identifier: EUPL-1.2
/// Decides how a text of any script stands on the screen: bidi order, shaping, line breaks, carets,
/// hit tests.
///
/// Leaves alone: which words to show (catalogue.h), where a text stands (ui), how pixels get to the
/// screen (platform). Units: pixels, y downwards, origin at the top left of the text box; text
/// positions are UTF-8 byte offsets. Sources: UAX #9 (bidi), UAX #14 (line breaks), UAX #29
/// (graphemes). Lifetime: an Engine owns faces, atlas and cache; a Layout is shared and immutable
/// and outlives cache eviction. One thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/alpha_page.h"
#include "core/error.h"

namespace lotse::text {

enum class Weight : std::uint8_t { Regular, Bold };
enum class Direction : std::uint8_t { LeftToRight, RightToLeft };
enum class Align : std::uint8_t { Start, Center, End };

/// Whether a text reads from right to left where the language reads in `direction`: as the language
/// does if it has letters of that direction, else as the letters that it has, from left to right
/// without any.
bool reads_right_to_left(std::string_view text, Direction direction);

/// How a language is set. `fonts` are absolute paths, `#n` behind a path selects a face of a
/// collection; the order is the order of preference per grapheme.
struct Typography {
    std::string tag;     ///< BCP 47, given to the shaper
    std::string locale;  ///< ICU locale, for line breaks
    Direction direction = Direction::LeftToRight;
    std::vector<std::string> regular_fonts;
    std::vector<std::string> bold_fonts;
    float size_factor =
        1.0F;  ///< multiplies the requested size: some scripts look smaller at the same em
    float line_height_em = 1.5F;
    bool operator==(const Typography&) const = default;
};

struct Style {
    float size_px = 16.0F;  ///< em size before Typography::size_factor
    Weight weight = Weight::Regular;
    float wrap_px = 0.0F;  ///< 0: no wrapping
    Align align =
        Align::Start;  ///< Start is the right edge in a right-to-left language; needs wrap_px
    int max_lines =
        0;  ///< 0: unbounded; otherwise the last line ends in an ellipsis if text is left over
    bool operator==(const Style&) const = default;
};

struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
};

struct Line {
    std::size_t begin = 0, end = 0;  ///< byte range, hanging white space included, line ends not
    float x = 0, y = 0;              ///< top left of the line box
    float width = 0;                 ///< advance without hanging white space
    float baseline = 0;              ///< y of the baseline
};

struct CaretBox {
    float x = 0, y = 0, height = 0;
};

/// A textured rectangle: page index of the atlas, pixel rectangle, texture rectangle in 0..1.
struct GlyphQuad {
    int page = 0;
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
};

/// A text laid out. Immutable.
class Layout {
public:
    virtual ~Layout() = default;
    virtual float width() const = 0;   ///< of the widest line
    virtual float height() const = 0;  ///< line boxes together
    virtual const std::vector<Line>& lines() const = 0;
    virtual bool truncated() const = 0;  ///< an ellipsis was set
    /// Graphemes that no face of the list covers; a box is drawn for them. What draws nothing is
    /// never missing.
    virtual std::size_t missing_glyphs() const = 0;
    /// Stands at the trailing edge of the grapheme before the offset; at a line's begin at the
    /// leading edge of the first. Where a line was wrapped the offset belongs to the line below.
    /// Inside a grapheme: at its begin. Stays within wrap_px although hanging white space does not.
    virtual CaretBox caret(std::size_t byte_offset) const = 0;
    /// The grapheme boundary nearest to a point; points outside are clamped to the box. Behind the
    /// white space at which a line was wrapped: the boundary before it, so that the caret shows on
    /// the line that was touched. At the outer edge of a word against the paragraph's direction:
    /// the word's other end, as browsers do it.
    virtual std::size_t hit(float x, float y) const = 0;
    /// Rectangles that cover [begin, end), several per line where the text changes direction.
    virtual std::vector<Rect> selection(std::size_t begin, std::size_t end) const = 0;
};

using LayoutPtr = std::shared_ptr<const Layout>;

class Engine final : public AlphaPageSource {
public:
    Engine();
    ~Engine() override;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Opens every face of the list; an error names the missing file and the Debian package that
    /// holds it. Faces that hold only colour bitmaps (emoji) are refused.
    Result<void> check_fonts(const Typography& typography);

    /// Never fails: invalid UTF-8 becomes U+FFFD, a face that cannot be opened counts as missing
    /// glyphs. Cached by (text, typography, style), bounded (limits in text/limits.h), least
    /// recently used leave first. A text beyond limits::kLongestTextBytes is cut and reported as
    /// truncated.
    LayoutPtr layout(std::string_view text, const Typography& typography, const Style& style);

    /// Calls `draw` for every visible glyph of `layout` with the box's origin at (x, y). x keeps
    /// quarter pixels, y is rounded to the baseline. Rasterises missing glyphs into the atlas
    /// first, so page() may change.
    void quads(const Layout& layout, float x, float y,
               const std::function<void(const GlyphQuad&)>& draw);

    /// A picture of `width` × `height` pixels that is no glyph, at (0, 0): corners, pictograms.
    /// `paint` gets its coverage, row by row, all zero, unless the picture of this name (48 bits,
    /// always the same picture) is kept from before. page() may change.
    GlyphQuad stamp(std::uint64_t name, int width, int height,
                    const std::function<void(std::vector<std::uint8_t>& coverage)>& paint);

    /// Grapheme boundaries (UAX #29) and words, for editing. Offsets are clamped to the text.
    std::size_t next_grapheme(std::string_view text, std::size_t byte_offset) const;
    std::size_t previous_grapheme(std::string_view text, std::size_t byte_offset) const;
    std::size_t grapheme_count(std::string_view text) const;

    /// Forgets every text and every glyph image and overwrites their memory: called at the end of a
    /// client's session. Layouts that somebody still holds live on, and can be drawn, until they
    /// are let go; then they are overwritten.
    void wipe();

    int page_count() const override;
    AlphaPage page(int index) const override;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Puts user data into a sentence without letting its direction leak: FSI…PDI for names, LRI…PDI
/// for numbers, phone numbers, e-mail addresses.
std::string isolate(std::string_view text);
std::string isolate_ltr(std::string_view text);

}  // namespace lotse::text
