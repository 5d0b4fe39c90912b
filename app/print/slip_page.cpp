// SPDX-License-Identifier: EUPL-1.2
#include "print/slip_page.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "print/qr.h"
#include "text/layout/typography.h"

namespace lotse::print {
namespace {

using text::Align;
using text::Direction;
using text::Weight;

constexpr int kDots58 = 384, kDots80 = 576;

constexpr float mm(float length) {
    return length * kDotsPerMm;
}

// Read at arm's length: 3.5 mm are 10 points.
constexpr float kClientEm = mm(3.5F), kGermanEm = mm(2.7F), kSmallEm = mm(2.7F);
constexpr float kGap = mm(1), kWideGap = mm(2.5F), kSide = mm(1);
/// Of a language's usual distance of lines: short lines on a narrow roll need less than a screen's.
constexpr float kTighter = 0.84F;
constexpr float kLine = 2;
constexpr float kBoxSide = mm(2.8F), kBoxGap = mm(1.6F);
/// A code that a telephone reads from half a metre.
constexpr float kLeastModule = mm(0.6F);
/// Between which the number's letters are; what is longer than any number of ours gets smaller.
constexpr float kLargestNumberMm = 30, kSmallestNumberMm = 6;
/// Letters of the number have no descenders: less than a usual line holds them.
constexpr float kNumberLine = 1.08F;

class Setter {
public:
    Setter(text::Engine& engine, const Typographies& typographies, int width)
        : m_engine(engine), m_typographies(typographies) {
        m_page.width = width;
    }

    SlipPage set(const Slip& slip) {
        m_y = mm(1);
        centred(slip.centre, kGerman, kSmallEm, Weight::Bold);
        m_y += kGap;
        line();
        both_centred(slip.title, Weight::Regular);
        number(slip.number);
        both_centred(slip.next, Weight::Bold);
        if (!slip.wait.client.empty()) {
            m_y += kGap;
            both_centred(slip.wait, Weight::Regular);
        }
        if (!slip.papers.empty()) {
            line();
            both_centred(slip.bring, Weight::Bold);
            for (const SlipText& paper : slip.papers) {
                m_y += kGap;
                to_tick(paper);
            }
        }
        if (!slip.advice.empty()) {
            line();
            for (const SlipText& advice : slip.advice) {
                both_centred(advice, Weight::Regular);
                m_y += kGap;
            }
        }
        line();
        code(slip.code);
        centred(slip.issued, kGerman, kSmallEm, Weight::Regular);
        m_page.height = static_cast<int>(std::ceil(m_y + mm(1)));
        return std::move(m_page);
    }

private:
    text::Typography typography(const std::string& tag) const {
        const auto found = m_typographies.find(tag);
        text::Typography set =
            found != m_typographies.end() ? found->second : m_typographies.at(kGerman);
        set.line_height_em *= kTighter;
        return set;
    }
    /// Of what stands between the sides.
    float room() const { return static_cast<float>(m_page.width) - 2 * kSide; }

    /// Its height.
    float place(const std::string& words, const text::Typography& set, const text::Style& style,
                float x) {
        PlacedText placed{words, m_engine.layout(words, set, style), x, std::round(m_y),
                          style.wrap_px};
        const float height = placed.layout->height();
        m_page.texts.push_back(std::move(placed));
        return height;
    }
    void centred(const std::string& words, const std::string& tag, float em, Weight weight) {
        m_y += place(words, typography(tag), {em, weight, room(), Align::Center}, kSide);
    }
    void both_centred(const SlipText& text, Weight weight) {
        centred(text.client.text, text.client.tag, kClientEm, weight);
        if (!text.german.empty()) {
            centred(sentences(text.german.text), kGerman, kGermanEm, Weight::Regular);
        }
    }
    /// What fits on no line has a line for each sentence, so that no word is left over below.
    std::string sentences(std::string words) {
        constexpr std::string_view kEnd = ". ";
        if (m_engine.layout(words, typography(kGerman), {kGermanEm})->width() > room()) {
            for (std::size_t at = 0; (at = words.find(kEnd, at)) != std::string::npos; ++at) {
                words.replace(at, kEnd.size(), ".\n");
            }
        }
        return words;
    }

    /// As large as the width allows.
    void number(const std::string& number) {
        text::Typography set = typography(kGerman);
        set.line_height_em = kNumberLine;
        const float unit = m_engine.layout(number, set, {mm(10), Weight::Bold})->width();
        const float em = std::clamp(mm(10) * room() / std::max(unit, 1.0F), mm(kSmallestNumberMm),
                                    mm(kLargestNumberMm));
        m_y += place(number, set, {em, Weight::Bold, room(), Align::Center}, kSide);
    }

    /// A box at the side where the language begins; German hugs it, too.
    void to_tick(const SlipText& paper) {
        const bool from_right = typography(paper.client.tag).direction == Direction::RightToLeft;
        const float left = kSide + (from_right ? 0 : kBoxSide + kBoxGap);
        const float beside = room() - kBoxSide - kBoxGap;
        const auto own = m_engine.layout(paper.client.text, typography(paper.client.tag),
                                         {kClientEm, Weight::Regular, beside, Align::Start});
        const float line_height = own->height() / static_cast<float>(own->lines().size());
        box(from_right ? kSide + room() - kBoxSide : kSide,
            std::round(m_y + (line_height - kBoxSide) / 2));
        m_y += place(paper.client.text, typography(paper.client.tag),
                     {kClientEm, Weight::Regular, beside, Align::Start}, left);
        if (!paper.german.empty()) {
            m_y += place(
                paper.german.text, typography(kGerman),
                {kGermanEm, Weight::Regular, beside, from_right ? Align::End : Align::Start}, left);
        }
    }

    void box(float x, float y) {
        const float side = std::round(kBoxSide);
        m_page.black.push_back({x, y, side, kLine});
        m_page.black.push_back({x, y + side - kLine, side, kLine});
        m_page.black.push_back({x, y, kLine, side});
        m_page.black.push_back({x + side - kLine, y, kLine, side});
    }

    void line() {
        m_y = std::round(m_y + kWideGap / 2);
        m_page.black.push_back({kSide, m_y, room(), kLine});
        m_y += kLine + kWideGap / 2;
    }

    void code(const std::string& words) {
        const std::optional<QrCode> code = qr_code(words);
        if (!code) {
            return;
        }
        const float module = std::ceil(kLeastModule);
        const float side = module * static_cast<float>(code->side);
        const float left = std::round((static_cast<float>(m_page.width) - side) / 2);
        m_y = std::round(m_y);
        for (int row = 0; row < code->side; ++row) {
            for (int column = 0; column < code->side;) {
                int end = column;
                while (code->black(end, row)) {
                    ++end;
                }
                if (end > column) {
                    m_page.black.push_back({left + module * static_cast<float>(column),
                                            m_y + module * static_cast<float>(row),
                                            module * static_cast<float>(end - column), module});
                }
                column = std::max(end, column + 1);
            }
        }
        m_y += side;
    }

    text::Engine& m_engine;
    const Typographies& m_typographies;
    SlipPage m_page;
    float m_y = 0;
};

}  // namespace

int dots_of(PaperWidth width) {
    return width == PaperWidth::Mm58 ? kDots58 : kDots80;
}

Typographies typographies_of(const text::Catalogue& catalogue) {
    Typographies out;
    for (const Language& language : catalogue.languages()) {
        out.emplace(language.tag, text::typography_of(language));
    }
    return out;
}

SlipPage lay_out(text::Engine& engine, const Typographies& typographies, const Slip& slip,
                 PaperWidth width) {
    return Setter(engine, typographies, dots_of(width)).set(slip);
}

}  // namespace lotse::print
