// SPDX-License-Identifier: EUPL-1.2
#include "session/picture.h"

#include <png.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace lotse::session_test {

std::array<int, 3> Picture::at(int x, int y) const {
    const auto i = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                    static_cast<std::size_t>(x)) *
                   3;
    return {rgb.at(i), rgb.at(i + 1), rgb.at(i + 2)};
}

Picture read_png(const std::string& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, file.c_str()) == 0) return {};
    image.format = PNG_FORMAT_RGB;
    Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
    picture.rgb.resize(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, picture.rgb.data(), 0, nullptr) == 0) return {};
    return picture;
}

Picture read_ppm(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string magic;
    int width = 0, height = 0, most = 0;
    if (!(stream >> magic >> width >> height >> most) || magic != "P6" || most != 255) return {};
    stream.get();
    Picture picture{width, height, {}};
    picture.rgb.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    const auto whole = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
    return picture.rgb.size() == whole ? picture : Picture{};
}

long differing_pixels(const Picture& one, const Picture& other) {
    if (one.width != other.width || one.height != other.height) {
        return static_cast<long>(std::max(one.rgb.size(), other.rgb.size()) / 3);
    }
    long count = 0;
    for (std::size_t i = 0; i < one.rgb.size(); i += 3) {
        const auto at = static_cast<std::ptrdiff_t>(i);
        if (!std::equal(one.rgb.begin() + at, one.rgb.begin() + at + 3, other.rgb.begin() + at)) {
            ++count;
        }
    }
    return count;
}

}  // namespace lotse::session_test
