// SPDX-License-Identifier: EUPL-1.2
/// Every script of the intake languages against layouts that were looked at, on Debian 12's fonts.
///
/// LOTSE_UPDATE_GOLDEN=1 writes golden/layouts.txt anew; LOTSE_GOLDEN_PICTURES=DIR draws every
/// sample into DIR, to be looked at before the file is committed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <sstream>

#include "text/layout/fixture.h"
#include "text/layout/picture.h"

namespace lotse::text {
namespace {

struct Sample {
    const char* name;
    const char* tag;
    Direction direction;
    std::vector<std::string> files;
    const char* text;
};

constexpr Direction kLtr = Direction::LeftToRight;
constexpr Direction kRtl = Direction::RightToLeft;

const std::vector<Sample>& samples() {
    static const std::vector<Sample> kSamples = {
        {"latin",
         "de",
         kLtr,
         {"NotoSans"},
         "Die Aner\u00ADkennungs\u00ADberatung hilft Ihnen kostenlos: Ärztin, Pfleger, "
         "Öffentlicher Dienst; C++ – „ja“."},
        {"cyrillic",
         "uk",
         kLtr,
         {"NotoSans"},
         "Ласкаво просимо! Ми допоможемо вам визнати ваш професійний диплом у Німеччині."},
        {"greek",
         "el",
         kLtr,
         {"NotoSans"},
         "Καλώς ήρθατε στη συμβουλευτική για την αναγνώριση επαγγελματικών προσόντων."},
        {"arabic",
         "ar",
         kRtl,
         {"NotoSansArabicUI", "NotoSans"},
         "مرحبًا بكم في مركز الاستشارة (Anerkennungsberatung). رقم الهاتف \u2066+49 (0)30 "
         "1234\u2069، شكرًا."},
        {"dari",
         "fa-AF",
         kRtl,
         {"NotoSansArabicUI", "NotoSans"},
         "به مشاوره خوش آمدید. می\u200Cخواهید شهادت‌نامهٔ ۱۲ "
         "ساله‌تان "
         "را "
         "ارزیابی "
         "کنید؟"},
        {"hebrew",
         "he",
         kRtl,
         {"NotoSansHebrew", "NotoSans"},
         "ברוכים הבאים לייעוץ להכרה במקצוע (Beratung), טלפון \u2066030-123\u2069. שָׁלוֹם."},
        {"devanagari",
         "hi",
         kLtr,
         {"NotoSansDevanagariUI", "NotoSans"},
         "नमस्ते, आप अपनी व्यावसायिक योग्यता की मान्यता के लिए यहाँ आए हैं। क्षत्रिय, प्रार्थना।"},
        {"bengali",
         "bn",
         kLtr,
         {"NotoSansBengaliUI", "NotoSans"},
         "স্বাগতম! আপনার পেশাগত যোগ্যতার স্বীকৃতি বিষয়ে আমরা বিনামূল্যে পরামর্শ দিই।"},
        {"tamil",
         "ta",
         kLtr,
         {"NotoSansTamilUI", "NotoSans"},
         "வணக்கம்! உங்கள் தொழில் தகுதியை அங்கீகரிக்க நாங்கள் உதவுகிறோம்."},
        {"ethiopic",
         "ti",
         kLtr,
         {"NotoSansEthiopic", "NotoSans"},
         "እንቋዕ ብደሓን መጻእኩም፡ ኣብዚ ናይ ሞያ ምኽሪ ብናጻ ትረኽቡ። ስም፦ ኣልማዝ፣ 12።"},
        {"thai",
         "th",
         kLtr,
         {"NotoSansThaiUI", "NotoSans"},
         "ยินดีต้อนรับสู่ศูนย์ให้คำปรึกษาการรับรองคุณวุฒิวิชาชีพในประเทศเยอรมนี"},
        {"khmer",
         "km",
         kLtr,
         {"NotoSansKhmerUI", "NotoSans"},
         "សូមស្វាគមន៍មកកាន់ការប្រឹក្សាអំពីការទទួលស្គាល់គុណវុឌ្ឍិវិជ្ជាជីវៈ"},
        {"georgian",
         "ka",
         kLtr,
         {"NotoSansGeorgian", "NotoSans"},
         "მოგესალმებით! დაგეხმარებით თქვენი პროფესიული კვალიფიკაციის აღიარებაში."},
        {"armenian",
         "hy",
         kLtr,
         {"NotoSansArmenian", "NotoSans"},
         "Բարի գալուստ։ Մենք կօգնենք ձեզ մասնագիտական որակավորման ճանաչման հարցում։"},
        {"chinese",
         "zh-Hans",
         kLtr,
         {"CJK#2", "NotoSans"},
         "欢迎来到职业资格认证咨询处。您可以在这里免费填写表格,我们用《中文》帮助您。"},
    };
    return kSamples;
}

Typography typography_of(const Sample& sample) {
    Typography made = typography(sample.tag, sample.direction, sample.files);
    for (std::string& font : made.regular_fonts) {
        if (font.find("CJK#2") != std::string::npos) {
            font = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc#2";
        }
    }
    return made;
}

/// Lines with their places, then the caret at every grapheme boundary; tenths of a pixel, so that
/// the last digits of floating point do not decide.
std::string described(Engine& engine, const Sample& sample, const LayoutPtr& layout) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(1);
    const std::string_view text = sample.text;
    out << "[" << sample.name << "] missing " << layout->missing_glyphs() << "\n";
    for (const Line& line : layout->lines()) {
        out << "  " << std::setw(3) << line.begin << ".." << std::setw(3) << line.end << " x "
            << line.x << " width " << line.width << " |"
            << text.substr(line.begin, line.end - line.begin) << "|\n  carets";
        for (std::size_t at = line.begin;; at = engine.next_grapheme(text, at)) {
            // At a wrap the caret stands on the line below; it is listed there.
            if (at != line.end || line.end == text.size()) out << " " << layout->caret(at).x;
            if (at >= line.end) break;
        }
        out << "\n";
    }
    return out.str();
}

TEST(LayoutGolden, all_scripts_are_laid_out_as_they_were_looked_at) {
    const std::string path = std::string(LOTSE_SOURCE_DIR) + "/tests/text/golden/layouts.txt";
    std::map<std::string, std::string> expected;  // by the first word, "[latin]"
    std::ifstream file(path);
    std::string name;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("[")) name = line.substr(0, line.find(' '));
        if (!name.empty()) expected[name] += line + "\n";
    }
    Engine engine;
    std::ostringstream all;
    const char* pictures = std::getenv("LOTSE_GOLDEN_PICTURES");
    for (const Sample& sample : samples()) {
        const std::string key = std::string("[") + sample.name + "]";
        const Typography how = typography_of(sample);
        const Result<void> fonts = engine.check_fonts(how);
        if (!fonts && std::string_view(sample.name) == "chinese") {
            std::cerr << "NOT TESTED: " << sample.name << ": " << to_string(fonts.error()) << "\n";
            all << expected[key];
            continue;
        }
        ASSERT_TRUE(fonts.ok()) << to_string(fonts.error());
        const LayoutPtr layout = engine.layout(sample.text, how, {.size_px = 24, .wrap_px = 400});
        EXPECT_EQ(layout->missing_glyphs(), 0U) << sample.name;
        const std::string found = described(engine, sample, layout);
        all << found;
        if (pictures != nullptr) {
            const auto to = std::filesystem::path(pictures) / (std::string(sample.name) + ".png");
            ASSERT_TRUE(write_png(picture_of(engine, *layout, 400, 16), to.string()).ok());
        }
        if (std::getenv("LOTSE_UPDATE_GOLDEN") == nullptr) {
            EXPECT_EQ(found, expected[key]);
        }
    }
    if (std::getenv("LOTSE_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << all.str();
}

}  // namespace
}  // namespace lotse::text
