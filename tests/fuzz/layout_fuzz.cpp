// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a text: the first few choose direction, language, size and width, the rest is laid
/// out and drawn.
#include <cstdio>
#include <cstdlib>

#include "text/layout/fixture.h"

namespace {

using namespace lotse::text;

Typography all_scripts() {
    return typography("ar", Direction::RightToLeft,
                      {"NotoSansArabicUI", "NotoSans", "NotoSansHebrew", "NotoSansDevanagariUI",
                       "NotoSansBengaliUI", "NotoSansTamilUI", "NotoSansThaiUI", "NotoSansKhmerUI",
                       "NotoSansEthiopic", "NotoSansGeorgian"});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Engine engine;
    static Typography how = all_scripts();
    static const char* const kLocales[] = {"de", "ar", "th", "km", "ja", "fa_AF", "ti", "zh_Hant"};
    if (size < 4) return 0;
    how.direction = (data[0] & 1U) != 0 ? Direction::RightToLeft : Direction::LeftToRight;
    how.tag = how.locale = kLocales[data[0] >> 1U & 7U];
    Style style;
    style.weight = static_cast<Weight>(data[0] >> 4U & 1U);
    style.align = static_cast<Align>((data[0] >> 5U) % 3);
    style.size_px = static_cast<float>(data[1]) / 2;
    style.wrap_px = static_cast<float>(data[2]) * 3;
    style.max_lines = data[3] % 6;
    const std::string_view text(reinterpret_cast<const char*>(data + 4), size - 4);
    const LayoutPtr layout = engine.layout(text, how, style);
    const std::string wrong = violation(engine, *layout, text, style.max_lines);
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s\n", wrong.c_str());
        std::abort();
    }
    int outside = 0;
    engine.quads(*layout, 1, 1, [&](const GlyphQuad& quad) {
        outside += quad.u1 > 1.0F || quad.v1 > 1.0F ? 1 : 0;
    });
    if (outside != 0) std::abort();
    if (data[3] > 250) engine.wipe();
    return 0;
}
