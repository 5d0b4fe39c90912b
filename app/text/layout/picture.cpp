// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/picture.h"

#include <png.h>

#include <cmath>
#include <cstring>

namespace lotse::text {

Picture picture_of(Engine& engine, const Layout& layout, float box_width_px, int padding_px) {
    Picture picture;
    picture.width = static_cast<int>(std::ceil(box_width_px)) + 2 * padding_px;
    picture.height = static_cast<int>(std::ceil(layout.height())) + 2 * padding_px;
    picture.grey.assign(
        static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height), 255);
    const auto origin = static_cast<float>(padding_px);
    engine.quads(layout, origin, origin, [&](const GlyphQuad& quad) {
        const AlphaPage page = engine.page(quad.page);
        const auto side = static_cast<float>(page.size_px);
        const auto from_x = static_cast<int>(std::lround(quad.u0 * side));
        const auto from_y = static_cast<int>(std::lround(quad.v0 * side));
        const auto to_x = static_cast<int>(quad.x0);
        const auto to_y = static_cast<int>(quad.y0);
        const auto width = static_cast<int>(quad.x1 - quad.x0);
        const auto height = static_cast<int>(quad.y1 - quad.y0);
        for (int row = 0; row < height; ++row) {
            for (int column = 0; column < width; ++column) {
                const int x = to_x + column;
                const int y = to_y + row;
                if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) continue;
                const int ink = page.coverage[(from_y + row) * page.size_px + from_x + column];
                std::uint8_t& pixel = picture.grey[static_cast<std::size_t>(y) *
                                                       static_cast<std::size_t>(picture.width) +
                                                   static_cast<std::size_t>(x)];
                pixel = static_cast<std::uint8_t>(pixel * (255 - ink) / 255);
            }
        }
    });
    return picture;
}

Result<void> write_png(const Picture& picture, const std::string& path) {
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_GRAY;
    if (png_image_write_to_file(&image, path.c_str(), 0, picture.grey.data(), 0, nullptr) == 0) {
        return Error{Kind::Unusable, path, std::string("picture not written: ") + image.message};
    }
    return {};
}

}  // namespace lotse::text
