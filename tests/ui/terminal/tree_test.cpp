// SPDX-License-Identifier: EUPL-1.2
/// What the terminal's screens say to whoever cannot see them, against trees that were read: roles,
/// names, values, order.
///
/// LOTSE_UPDATE_GOLDEN=1 writes golden/<language>.txt anew; read the difference before it is
/// committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/terminal/gallery.h"
#include "ui/studio.h"

namespace lotse::ui::test {
namespace {

class TreeOf : public testing::TestWithParam<const char*> {};

TEST_P(TreeOf, every_screen_is_the_one_that_was_read) {
    const std::string language = GetParam();
    Studio studio;
    std::string trees;
    for (const terminal::GalleryScreen& shown : screens_around(content().rules, language)) {
        studio.draw(shown.view);
        trees += "# " + shown.name + "\n" + studio.tree().dump() + "\n";
    }
    const std::string path =
        std::string(LOTSE_SOURCE_DIR) + "/tests/ui/terminal/golden/" + language + ".txt";
    if (std::getenv("LOTSE_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(path, std::ios::binary) << trees;
    }
    std::ifstream stream(path, std::ios::binary);
    const std::string golden{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(trees, golden);
}

INSTANTIATE_TEST_SUITE_P(Languages, TreeOf, testing::Values("ar", "de"),
                         [](const auto& language) { return std::string(language.param); });

}  // namespace
}  // namespace lotse::ui::test
