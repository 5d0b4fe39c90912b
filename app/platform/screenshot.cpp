// SPDX-License-Identifier: EUPL-1.2
#include "platform/screenshot.h"

#include <png.h>

#include <cstdio>

namespace lotse::platform {

Result<void> save_png(const Picture& picture, const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    image.flags = PNG_IMAGE_FLAG_FAST;  // pictures are taken while the screen waits
    if (png_image_write_to_file(&image, path.c_str(), 0, picture.rgb.data(), 0, nullptr) == 0) {
        std::remove(path.c_str());
        return Error{Kind::Unusable, path,
                     std::string("the picture cannot be written: ") + image.message};
    }
    return {};
}

}  // namespace lotse::platform
