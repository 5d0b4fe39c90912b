// SPDX-License-Identifier: EUPL-1.2
/// What stands on a ticket, in every language and on both rolls; the same on picture, printer and
/// PDF.
#include "print/slip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zbar.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <sstream>

#include "codec/settings/kiosk_config.h"
#include "print/escpos.h"
#include "print/paper.h"
#include "print/pdf.h"
#include "print/slip_page.h"
#include "support/temp_folder.h"

namespace lotse::print {
namespace {

const Typographies& typographies() {
    static const Typographies kTypographies = typographies_of(shipped_texts());
    return kTypographies;
}
text::Engine& engine() {
    static text::Engine kEngine;
    return kEngine;
}
SlipPage page_of(const Slip& slip, PaperWidth width = PaperWidth::Mm58) {
    return lay_out(engine(), typographies(), slip, width);
}
Bitmap dots_of_slip(const std::string& language, PaperWidth width = PaperWidth::Mm58) {
    return raster_of(engine(), page_of(sample_slip(language), width));
}

/// Pieces between which a line may end by spaces and soft hyphens.
std::vector<std::string> words_in(std::string text) {
    for (const char* end : {"\xC2\xAD", "\xC2\xB7", "-", "/", "\n"}) {
        const std::string mark(end);
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) {
            text.replace(at, mark.size(), " ");
        }
    }
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

class Tickets : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(AllLanguages, Tickets, testing::ValuesIn(codec::KioskConfig{}.languages),
                         [](const auto& tested) {
                             std::string name = tested.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST_P(Tickets, fit_on_both_rolls_with_every_letter_there) {
    for (const PaperWidth width : {PaperWidth::Mm58, PaperWidth::Mm80}) {
        const SlipPage page = page_of(sample_slip(GetParam()), width);
        EXPECT_EQ(page.width, width == PaperWidth::Mm58 ? 384 : 576);
        float below = 0;
        for (const PlacedText& text : page.texts) {
            EXPECT_EQ(text.layout->missing_glyphs(), 0u) << text.text;
            EXPECT_GE(text.y, below - 2) << text.text << " stands in the one before";
            below = text.y + text.layout->height();
            for (const text::Line& line : text.layout->lines()) {
                EXPECT_GE(text.x + line.x, 0) << text.text;
                EXPECT_LE(text.x + line.x + line.width, static_cast<float>(page.width))
                    << text.text;
            }
        }
        EXPECT_LE(below, static_cast<float>(page.height));
        for (const text::Rect& black : page.black) {
            EXPECT_GE(black.x, 0);
            EXPECT_LE(black.x + black.width, static_cast<float>(page.width));
            EXPECT_LE(black.y + black.height, static_cast<float>(page.height));
        }
    }
}

TEST_P(Tickets, break_no_word) {
    const Slip slip = sample_slip(GetParam());
    std::vector<SlipText> all = {slip.title, slip.next, slip.wait, slip.bring};
    all.insert(all.end(), slip.advice.begin(), slip.advice.end());
    all.insert(all.end(), slip.papers.begin(), slip.papers.end());
    const float room = 384 - 7 * kDotsPerMm;
    for (const SlipText& text : all) {
        for (const std::string& word : words_in(text.client.text)) {
            EXPECT_LE(engine()
                          .layout(word, typographies().at(text.client.tag),
                                  {3.5F * kDotsPerMm, text::Weight::Bold})
                          ->width(),
                      room)
                << word;
        }
    }
}

TEST_P(Tickets, have_german_beneath_and_no_text_of_another_language) {
    const Slip slip = sample_slip(GetParam());
    const bool german = GetParam() == "de" || GetParam() == "de-x-leicht";
    std::vector<SlipText> all = {slip.title, slip.next, slip.wait, slip.bring};
    all.insert(all.end(), slip.advice.begin(), slip.advice.end());
    all.insert(all.end(), slip.papers.begin(), slip.papers.end());
    EXPECT_EQ(slip.papers.size(), 6u);
    for (const SlipText& text : all) {
        EXPECT_EQ(text.client.tag, GetParam()) << text.client.id;
        EXPECT_TRUE(german
                        ? text.german.empty()
                        : !text.german.empty() || text.client.text.find('(') != std::string::npos)
            << text.client.id;
        EXPECT_TRUE(text.german.empty() || text.german.tag == "de") << text.client.id;
    }
}

TEST_P(Tickets, come_out_of_the_printer_as_they_are_on_the_picture) {
    for (const PaperWidth width : {PaperWidth::Mm58, PaperWidth::Mm80}) {
        const Bitmap dots = dots_of_slip(GetParam(), width);
        const Paper paper = printed_by(escpos_of(dots));
        EXPECT_EQ(paper.fault, "");
        EXPECT_EQ(paper.cuts, 1);
        ASSERT_EQ(paper.bitmap.width, dots.width);
        EXPECT_TRUE(paper.bitmap == dots);
        const text::Picture picture = picture_of(dots);
        EXPECT_TRUE(std::ranges::count(picture.grey, 0) > dots.width * 10);
        for (int i = 0; i < dots.width * dots.height; ++i) {
            ASSERT_EQ(picture.grey[static_cast<std::size_t>(i)] == 0,
                      paper.bitmap.black(i % dots.width, i / dots.width));
        }
    }
}

/// What a scanner finds on it.
std::string scanned(const Bitmap& dots) {
    constexpr int kBorder = 40, kLarger = 2;
    const int width = (dots.width + 2 * kBorder) * kLarger;
    const int height = (dots.height + 2 * kBorder) * kLarger;
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(width * height), 255);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int column = x / kLarger - kBorder, row = y / kLarger - kBorder;
            if (column >= 0 && row >= 0 && column < dots.width && row < dots.height &&
                dots.black(column, row)) {
                grey[static_cast<std::size_t>(y * width + x)] = 0;
            }
        }
    }
    zbar::Image image(static_cast<unsigned>(width), static_cast<unsigned>(height), "Y800",
                      grey.data(), grey.size());
    zbar::ImageScanner scanner;
    scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
    scanner.scan(image);
    return image.symbol_begin() == image.symbol_end() ? "" : image.symbol_begin()->get_data();
}

TEST(Ticket, code_says_centre_day_and_number) {
    EXPECT_EQ(scanned(dots_of_slip("ar")), "lotse:muster/2026-11-30/A017");
    EXPECT_EQ(scanned(dots_of_slip("de", PaperWidth::Mm80)), "lotse:muster/2026-11-30/A017");
}

TEST(Ticket, number_is_by_far_the_largest_and_as_large_as_the_roll_allows) {
    for (const char* number : {"A1", "A017", "ABC12345678"}) {
        const SlipPage page = page_of(sample_slip("de", number));
        float largest = 0, second = 0;
        for (const PlacedText& text : page.texts) {
            const float pitch =
                text.layout->height() / static_cast<float>(text.layout->lines().size());
            if (text.text == number) {
                largest = pitch;
                EXPECT_EQ(text.layout->lines().size(), 1u) << number;
            } else {
                second = std::max(second, pitch);
            }
        }
        EXPECT_GT(largest, second) << number;
    }
    const SlipPage usual = page_of(sample_slip("ti"));
    const auto number = std::ranges::find(usual.texts, "A017", &PlacedText::text);
    ASSERT_NE(number, usual.texts.end());
    EXPECT_GT(number->layout->width(), 42 * kDotsPerMm);
}

TEST(Ticket, says_how_long_it_takes_if_that_is_known) {
    SlipFacts facts{"A017", "Musterberatung", "muster", "uk", "2026-11-30T10:41:00", {}, {}};
    EXPECT_TRUE(make_slip(shipped_texts(), facts).wait.client.empty());
    facts.wait = WaitRange{20, 40};
    const Slip slip = make_slip(shipped_texts(), facts);
    EXPECT_EQ(slip.wait.client.text, "Час очікування: приблизно від 20 до 40 хвилин.");
    EXPECT_EQ(slip.wait.german.text, "Wartezeit: etwa 20 bis 40 Minuten.");
    const SlipPage page = page_of(slip);
    EXPECT_NE(std::ranges::find(page.texts, slip.wait.client.text, &PlacedText::text),
              page.texts.end());
    facts.language = "de";
    facts.wait = WaitRange{0, 15};
    EXPECT_EQ(make_slip(shipped_texts(), facts).wait.client.text,
              "Wartezeit: bis etwa 15 Minuten.");
    EXPECT_TRUE(make_slip(shipped_texts(), facts).wait.german.empty());
    facts.wait = WaitRange{90, 0};
    EXPECT_EQ(make_slip(shipped_texts(), facts).wait.client.text,
              "Wartezeit: mehr als 90 Minuten.");
}

TEST(Ticket, without_answers_says_nothing_of_papers_and_money) {
    const Slip slip = make_slip(
        shipped_texts(), {"A017", "Musterberatung", "muster", "uk", "2026-11-30T10:41:00", {}});
    EXPECT_TRUE(slip.papers.empty());
    EXPECT_TRUE(slip.advice.empty());
    EXPECT_EQ(slip.issued, "30.11.2026, 10:41");
}

TEST(Ticket, holds_no_command_that_a_printer_obeys_in_a_picture) {
    Slip slip = sample_slip("ar");
    for (int i = 0; i < 40; ++i) {
        slip.papers.push_back(slip.papers[static_cast<std::size_t>(i) % 6]);
    }
    const Bitmap dots = raster_of(engine(), page_of(slip));
    for (std::size_t i = 0; i + 1 < dots.bytes.size(); ++i) {
        EXPECT_FALSE(dots.bytes[i] == 0x10 &&
                     (dots.bytes[i + 1] == 4 || dots.bytes[i + 1] == 5 || dots.bytes[i + 1] == 20));
    }
}

TEST(Printer, state_is_read_from_three_answers) {
    const auto state = [](std::uint8_t line, std::uint8_t cause, std::uint8_t paper) {
        return read_state({line, cause, paper});
    };
    EXPECT_EQ(state(0x12, 0x12, 0x12), PrinterState::Ready);
    EXPECT_EQ(state(0x12, 0x12, 0x1E), PrinterState::PaperLow);
    EXPECT_EQ(state(0x1A, 0x32, 0x7E), PrinterState::PaperOut);
    EXPECT_EQ(state(0x1A, 0x16, 0x12), PrinterState::Open);
    EXPECT_EQ(state(0x1A, 0x12, 0x12), PrinterState::Stopped);
    EXPECT_EQ(state(0x12, 0x52, 0x12), PrinterState::Stopped);
    EXPECT_EQ(state(0x12, 0x12, 0xFF), PrinterState::Unknown) << "no answer of this form";
    EXPECT_EQ(read_state({0x12, 0x12}), PrinterState::Unknown);
    EXPECT_EQ(read_state({}), PrinterState::Unknown);
}

/// What a reader finds in the PDF, or nothing if there is no reader here.
std::string read_pdf(const std::string& file) {
    std::string out;
    const std::unique_ptr<FILE, int (*)(FILE*)> reader(
        ::popen(("pdftotext -raw " + file + " - 2>&1").c_str(), "r"), ::pclose);
    std::array<char, 4096> buffer{};
    while (reader && std::fgets(buffer.data(), buffer.size(), reader.get()) != nullptr) {
        out += buffer.data();
    }
    return out;
}

TEST(Ticket, text_of_the_pdf_can_be_read) {
    support::TempFolder folder;
    for (const char* language : {"de", "uk", "ti", "tr"}) {
        const Slip slip = sample_slip(language);
        const Result<std::string> pdf = pdf_of(page_of(slip), PaperWidth::Mm58);
        ASSERT_TRUE(pdf) << to_string(pdf.error());
        EXPECT_TRUE(pdf->starts_with("%PDF-"));
        const std::string file = folder.path(std::string(language) + ".pdf");
        std::ofstream(file, std::ios::binary) << *pdf;
        const std::string text = read_pdf(file);
        EXPECT_THAT(text, testing::HasSubstr("A017")) << language;
        for (const std::string& word : words_in(slip.title.client.text)) {
            EXPECT_THAT(text, testing::HasSubstr(word)) << language;
        }
    }
    const Result<std::string> arabic = pdf_of(page_of(sample_slip("ar")), PaperWidth::Mm80);
    ASSERT_TRUE(arabic) << to_string(arabic.error());
    std::ofstream(folder.path("ar.pdf"), std::ios::binary) << *arabic;
    EXPECT_THAT(read_pdf(folder.path("ar.pdf")), testing::HasSubstr("رقمكم"));
}

}  // namespace
}  // namespace lotse::print
