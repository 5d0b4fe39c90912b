// SPDX-License-Identifier: EUPL-1.2
/// What laying text out costs: 300 characters warm, the first paragraph of a language, a layout
/// that is cached, drawing, memory.
///
///     layout_bench
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "text/layout/fixture.h"

namespace lotse::text {
namespace {

struct Language {
    Typography how;
    std::string text;  ///< 300 characters
};

std::string repeated(std::string_view sentence, std::size_t characters) {
    std::string out;
    std::size_t count = 0;
    while (count < characters) {
        for (const char byte : sentence) {
            const bool starts = (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
            if (starts && count++ == characters) return out;
            out += byte;
        }
    }
    return out;
}

std::vector<Language> languages() {
    constexpr Direction kLtr = Direction::LeftToRight;
    constexpr Direction kRtl = Direction::RightToLeft;
    const auto add = [](const char* tag, Direction direction, const std::vector<std::string>& files,
                        const char* sentence) {
        return Language{typography(tag, direction, files), repeated(sentence, 300)};
    };
    return {
        add("de", kLtr, {"NotoSans"},
            "Die Anerkennungsberatung hilft Ihnen kostenlos und vertraulich. "),
        add("uk", kLtr, {"NotoSans"},
            "Ми допоможемо вам визнати ваш професійний диплом у Німеччині. "),
        add("el", kLtr, {"NotoSans"},
            "Καλώς ήρθατε στη συμβουλευτική για την αναγνώριση προσόντων. "),
        add("ar", kRtl, {"NotoSansArabicUI", "NotoSans"},
            "مرحبًا بكم في مركز الاستشارة (Beratung) للاعتراف بالشهادات. "),
        add("fa", kRtl, {"NotoSansArabicUI", "NotoSans"},
            "به مشاوره خوش آمدید. می\u200Cخواهید مدرک خود را ارزیابی کنید؟ "),
        add("he", kRtl, {"NotoSansHebrew", "NotoSans"},
            "ברוכים הבאים לייעוץ להכרה במקצוע שלכם בגרמניה. "),
        add("hi", kLtr, {"NotoSansDevanagariUI", "NotoSans"},
            "आप अपनी व्यावसायिक योग्यता की मान्यता के लिए यहाँ आए हैं। "),
        add("bn", kLtr, {"NotoSansBengaliUI", "NotoSans"},
            "আপনার পেশাগত যোগ্যতার স্বীকৃতি বিষয়ে আমরা পরামর্শ দিই। "),
        add("ta", kLtr, {"NotoSansTamilUI", "NotoSans"},
            "உங்கள் தொழில் தகுதியை அங்கீகரிக்க நாங்கள் உதவுகிறோம். "),
        add("ti", kLtr, {"NotoSansEthiopic", "NotoSans"},
            "እንቋዕ ብደሓን መጻእኩም፡ ኣብዚ ናይ ሞያ ምኽሪ ብናጻ ትረኽቡ። "),
        add("th", kLtr, {"NotoSansThaiUI", "NotoSans"}, "ยินดีต้อนรับสู่ศูนย์ให้คำปรึกษาการรับรองคุณวุฒิวิชาชีพ "),
        add("km", kLtr, {"NotoSansKhmerUI", "NotoSans"}, "សូមស្វាគមន៍មកកាន់ការប្រឹក្សាអំពីការទទួលស្គាល់ "),
        add("ka", kLtr, {"NotoSansGeorgian", "NotoSans"},
            "დაგეხმარებით თქვენი პროფესიული კვალიფიკაციის აღიარებაში. "),
        add("hy", kLtr, {"NotoSansArmenian", "NotoSans"},
            "Մենք կօգնենք ձեզ մասնագիտական որակավորման ճանաչման հարցում։ "),
    };
}

double cpu_microseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID,
                  &now);  // of this thread: other work on the machine does not count
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

template <class Work>
double microseconds(const Work& work) {
    const double start = cpu_microseconds();
    work();
    return cpu_microseconds() - start;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double resident_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

void run() {
    const double before = resident_mb();
    Engine engine;
    const std::vector<Language> all = languages();
    std::vector<double> first;
    for (const Language& language : all) {
        first.push_back(microseconds(
            [&] { engine.layout(language.text, language.how, {.size_px = 24, .wrap_px = 800}); }));
    }
    std::printf("first paragraph of a language: median %.0f us, slowest %.0f us\n", median(first),
                *std::max_element(first.begin(), first.end()));

    std::vector<double> medians;
    for (const Language& language : all) {
        std::vector<double> warm;
        for (int i = 0; i < 200; ++i) {  // another width each time, so that the cache never answers
            const Style style{.size_px = 24, .wrap_px = 700.0F + static_cast<float>(i) / 16};
            warm.push_back(
                microseconds([&] { engine.layout(language.text, language.how, style); }));
        }
        medians.push_back(median(warm));
        std::printf("  %-3s 300 characters, warm: median %.1f us\n", language.how.tag.c_str(),
                    medians.back());
    }
    std::printf("300 characters, warm: median of languages %.1f us\n", median(medians));

    std::vector<double> cached;
    std::vector<double> drawn;
    for (const Language& language : all) {
        LayoutPtr layout;
        const Style style{.size_px = 24, .wrap_px = 800};
        layout = engine.layout(language.text, language.how, style);
        int quads = 0;
        const double cold =
            microseconds([&] { engine.quads(*layout, 0, 0, [&](const GlyphQuad&) { ++quads; }); });
        for (int i = 0; i < 100; ++i) {
            cached.push_back(
                microseconds([&] { layout = engine.layout(language.text, language.how, style); }));
            drawn.push_back(microseconds(
                [&] { engine.quads(*layout, 0, 0, [&](const GlyphQuad&) { ++quads; }); }));
        }
        std::printf("  %-3s %d glyphs drawn for the first time: %.0f us\n",
                    language.how.tag.c_str(), quads / 101, cold);
    }
    std::printf("300 characters, cached: median %.2f us; their glyphs, warm: %.1f us\n",
                median(cached), median(drawn));
    std::printf("memory: %.1f MB for all languages, %d atlas pages\n", resident_mb() - before,
                engine.page_count());
}

}  // namespace
}  // namespace lotse::text

int main() {
    lotse::text::run();
}
