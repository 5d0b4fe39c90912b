// SPDX-License-Identifier: EUPL-1.2
#include "text/layout/layout_tool.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "text/layout/fixture.h"
#include "text/layout/picture.h"

namespace lotse::text {
namespace {

struct Outcome {
    int status;
    std::string out, errors;
};

Outcome run(const std::string& rows, const std::optional<std::string>& pictures = std::nullopt) {
    std::istringstream in(rows);
    std::ostringstream out;
    std::ostringstream errors;
    const int status = run_layout_tool(std::string(kNoto), pictures, in, out, errors);
    return {status, out.str(), errors.str()};
}

TEST(LayoutTool, a_row_becomes_lines_carets_and_hits_in_utf16_units) {
    // The emoji is two units and one missing grapheme; \n is a hard break.
    const Outcome outcome = run("de\tltr\tNotoSans-Regular.ttf\t10\t0\ta\U0001F600\\nb\n");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.errors, "");
    EXPECT_EQ(
        outcome.out,
        "[\n{\"row\":0,\"glyphs\":3,\"missing\":1,\"lines\":[{\"start\":0,\"end\":3,\"x\":0,"
        "\"width\":12.61},"
        "{\"start\":4,\"end\":5,\"x\":0,\"width\":6.15}],"
        "\"carets\":[[0,0,0],[1,5.61,0],[3,12.61,0],[4,0,13.62],[5,6.15,13.62]],"
        "\"hits\":[[0,0,0],[7,0,1],[0,7,0],[7,7,1],[0,14,4],[7,14,5],[0,21,4],[7,21,5]]}\n]\n");
}

TEST(LayoutTool, rows_are_numbered_in_the_array_and_empty_lines_skipped) {
    const Outcome outcome =
        run("ar\trtl\tNotoSansArabicUI-Regular.ttf;NotoSans-Regular.ttf\t24\t100\tمرحبا\n\n"
            "th\tltr\tNotoSansThaiUI-Regular.ttf\t24\t100\tสวัสดี\r\n");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.out.find("{\"row\":1,"), std::string::npos);
    EXPECT_EQ(outcome.out.find("{\"row\":2,"), std::string::npos);
    EXPECT_EQ(run("").out, "[]\n");
}

TEST(LayoutTool, a_wrong_row_is_named_with_its_column_and_nothing_is_written) {
    const std::string good = "de\tltr\tNotoSans-Regular.ttf\t10\t0\ttext\n";
    const auto complaint = [&](const std::string& row) {
        const Outcome outcome = run(good + row + "\n");
        EXPECT_EQ(outcome.status, 1) << row;
        EXPECT_EQ(outcome.out, "") << row;
        return outcome.errors;
    };
    EXPECT_EQ(complaint("de\tleft\tNotoSans-Regular.ttf\t10\t0\ttext"),
              "row 2, column dir: \"left\", expected ltr or rtl\n");
    EXPECT_EQ(complaint("de\tltr\tNotoSans-Regular.ttf\tbig\t0\ttext"),
              "row 2, column px: \"big\", expected an em size from 1 to 400\n");
    EXPECT_NE(complaint("de\tltr\tNotoSans-Regular.ttf\t10\t-5\ttext").find("row 2, column wrap"),
              std::string::npos);
    EXPECT_NE(complaint("de\tltr\tNotoSans-Regular.ttf\tnan\t5\ttext").find("row 2, column px"),
              std::string::npos);
    EXPECT_NE(complaint("\tltr\tNotoSans-Regular.ttf\t10\t5\ttext").find("row 2, column lang"),
              std::string::npos);
    EXPECT_NE(complaint("de\tltr\tNotoSans-Regular.ttf;\t10\t5\ttext").find("row 2, column fonts"),
              std::string::npos);
    EXPECT_NE(complaint("de\tltr\tNotoSansNone-Regular.ttf\t10\t5\ttext")
                  .find("install the Debian package"),
              std::string::npos);
    EXPECT_NE(complaint("de\tltr\t10").find("3 columns, expected 6"), std::string::npos);
}

TEST(LayoutTool, a_picture_of_every_row_is_black_on_white_with_a_margin) {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("lotse_layout_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const std::string rows = "de\tltr\tNotoSans-Regular.ttf\t40\t200\tHallo\n";
    EXPECT_EQ(run(rows, folder.string()).status, 0);
    std::ifstream png(folder / "0.png", std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(png)), {});
    ASSERT_GT(bytes.size(), 100U);
    EXPECT_EQ(bytes.substr(1, 3), "PNG");
    // Width and height of the header: 200 + 2 * 16, ceil(40 * 1.362) + 2 * 16.
    EXPECT_EQ(static_cast<unsigned char>(bytes[19]), 232);
    EXPECT_EQ(static_cast<unsigned char>(bytes[23]), 87);
    std::filesystem::remove_all(folder);
    EXPECT_EQ(run(rows, folder.string()).status, 1);

    Engine engine;
    const Picture picture =
        picture_of(engine, *engine.layout("Hallo", german(), {.size_px = 40}), 200, 16);
    EXPECT_EQ(picture.grey[0], 255);
    EXPECT_EQ(*std::min_element(picture.grey.begin(), picture.grey.end()), 0);
    for (int x = 0; x < picture.width; ++x)
        EXPECT_EQ(picture.grey[static_cast<std::size_t>(15 * picture.width + x)], 255);
}

}  // namespace
}  // namespace lotse::text
