// SPDX-License-Identifier: EUPL-1.2
/// The walk: every screen in every language, on every panel, in every size of letters and scheme of
/// colours, held against what a machine can see of EN 301 549 (walk_rules.h).
///
/// LOTSE_WALK=whole looks at all of it, which takes hours; otherwise sizes and schemes take turns,
/// and so do the screens that are gone through with keys and looked at as pictures.
/// LOTSE_WALK_JSON=FILE receives the counts, for `lotse-tool conformance`; LOTSE_WALK_COMMIT is
/// written into them. A language alone: --gtest_filter; the counts of several runs are added up by
/// the tool.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/version.h"
#include "codec/files.h"
#include "codec/wire/conformance.h"
#include "core/civil_time.h"
#include "core/limits.h"
#include "core/terminal/gallery.h"
#include "support/counted_rules.h"
#include "ui/kit/fonts.h"
#include "ui/kit/widgets.h"
#include "ui/walk_rules.h"

namespace lotse::ui::test {
namespace {

using terminal::GalleryScreen;
using testing::HasSubstr;

constexpr std::size_t kSizes = 3, kSchemes = 4;
/// Violations that a failing test shows.
constexpr std::size_t kMostShown = 30;

/// As far as somebody stands from each.
std::vector<NamedPanel> walked_panels() {
    return {
        {"21.5", {1920, 1080, 21.5F, 1.0F, 600}}, {"21.5 upright", {1080, 1920, 21.5F, 1.0F, 600}},
        {"15", {1920, 1080, 15.0F, 1.0F, 500}},   {"15 upright", {1080, 1920, 15.0F, 1.0F, 500}},
        {"10.1", {1280, 800, 10.1F, 1.0F, 400}},  {"10.1 upright", {800, 1280, 10.1F, 1.0F, 400}},
        {"32", {1920, 1080, 32.0F, 1.0F, 650}}};
}

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// Of all languages that were walked.
struct Run {
    Ledger ledger;
    long long frames = 0, of_frames = 0;
};
Run& run() {
    static Run all;
    return all;
}

codec::CheckRun as_run(const Run& walked) {
    return {version(),
            setting("LOTSE_WALK_COMMIT"),
            to_iso(german_time(wall_now()).date),
            walked.frames,
            walked.of_frames,
            walked.ledger.rules()};
}

/// Writes the counts once all languages were walked.
class Counts : public testing::Environment {
    void TearDown() override {
        const std::string file = setting("LOTSE_WALK_JSON");
        if (!file.empty() && run().frames > 0) {
            std::ofstream(file, std::ios::binary) << codec::write_check_run(as_run(run()));
        }
    }
};
const auto* const kCounts = testing::AddGlobalTestEnvironment(new Counts);

class Walk : public testing::TestWithParam<std::string> {
protected:
    Frame frame_of(Studio& studio, const NamedPanel& panel, const terminal::ScreenView& view) {
        return {studio.tree(),  studio.canvas().drawn_texts(),
                studio.theme(), panel.panel,
                view.access,    content().catalogue->language(view.language)->right_to_left};
    }

    void note(const Seen& seen, const Frame& frame, const std::string& where) {
        for (std::string& one : run().ledger.add(seen, frame, where)) {
            ++m_violations;
            if (m_shown.size() < kMostShown) {
                m_shown.push_back(std::move(one));
            }
        }
    }

    /// What stands there, without drawing it.
    void lay_out(Studio& studio, const NamedPanel& panel, const terminal::ScreenView& view,
                 const std::string& where) {
        studio.lay_out_anew(view);
        const Frame frame = frame_of(studio, panel, view);
        Seen seen;
        look_at_texts(frame, studio.engine(), m_capitals, seen);
        look_at_labels(frame, seen);
        look_at_targets(frame, seen);
        look_at_order(frame, seen);
        note(seen, frame, where);
        ++run().frames;
    }

    void lay_out_low(Studio& studio, const NamedPanel& panel, terminal::ScreenView view,
                     const std::string& where) {
        view.access.low = true;
        studio.lay_out_anew(view);
        const Frame frame = frame_of(studio, panel, view);
        Seen seen;
        look_at_targets(frame, seen);
        note(seen, frame, where + ", low");
    }

    void use_keys(Studio& studio, const NamedPanel& panel, const terminal::ScreenView& view,
                  const std::string& where) {
        Seen seen;
        walk_with_keys(studio, view, true, seen);
        note(seen, frame_of(studio, panel, view), where + ", keys");
    }

    void look(Studio& studio, const NamedPanel& panel, const terminal::ScreenView& view,
              const std::string& where) {
        studio.forget();
        studio.draw(view);
        const Frame frame = frame_of(studio, panel, view);
        Seen seen;
        look_at_pixels(frame, studio.picture(), seen);
        note(seen, frame, where + ", picture");
    }

    void expect_nothing() const {
        std::string shown;
        for (const std::string& one : m_shown) {
            shown += "\n  " + one;
        }
        EXPECT_EQ(m_violations, 0U) << shown;
    }

private:
    Capitals m_capitals;
    std::size_t m_violations = 0;
    std::vector<std::string> m_shown;
};

Access access_of(std::size_t turn) {
    Access access;
    access.letters = static_cast<Letters>(turn % kSizes);
    access.scheme = static_cast<Scheme>(turn / kSizes % kSchemes);
    return access;
}

TEST_P(Walk, finds_nothing_that_is_against_a_rule) {
    const bool whole = setting("LOTSE_WALK") == "whole";
    const std::vector<std::string>& languages = content().rules.languages;
    const auto language = static_cast<std::size_t>(
        std::find(languages.begin(), languages.end(), GetParam()) - languages.begin());
    const std::vector<NamedPanel> panels = walked_panels();
    std::vector<GalleryScreen> screens = terminal::gallery(content().rules, GetParam());
    run().of_frames = static_cast<long long>(screens.size() * languages.size() * panels.size() *
                                             kSizes * kSchemes);
    for (std::size_t p = 0; p < panels.size(); ++p) {
        Studio studio(panels[p].panel);
        for (std::size_t s = 0; s < screens.size(); ++s) {
            terminal::ScreenView& view = screens[s].view;
            const std::size_t all = kSizes * kSchemes;
            const std::size_t first = whole ? 0 : (s + 5 * p + 7 * language) % all;
            for (std::size_t turn = first; turn < (whole ? all : first + 1); ++turn) {
                view.access = access_of(turn);
                const std::size_t size = turn % kSizes, scheme = turn / kSizes;
                const std::string where = screens[s].name + ", " + GetParam() + ", " +
                                          panels[p].name + " inch, letters " +
                                          std::to_string(size) + ", colours " +
                                          std::to_string(scheme);
                lay_out(studio, panels[p], view, where);
                // Colours do not depend on the language, nor the order of keys on colours.
                const std::size_t place = s + p;
                const bool mine = place % languages.size() == language;
                if (whole ? scheme == s % kSchemes : mine) {
                    lay_out_low(studio, panels[p], view, where);
                }
                if (whole ? scheme == s % kSchemes : mine && s % panels.size() == p) {
                    use_keys(studio, panels[p], view, where);
                }
                if (whole ? size == s % kSizes : mine) {
                    look(studio, panels[p], view, where);
                }
            }
        }
    }
    expect_nothing();
}

INSTANTIATE_TEST_SUITE_P(Languages, Walk, testing::ValuesIn(content().rules.languages),
                         [](const auto& language) {
                             std::string name = language.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

// --- The rules themselves ---

/// A screen of one's own, drawn by hand.
class Rules : public testing::Test {
protected:
    Frame frame(Letters letters = Letters::Normal) {
        access.letters = letters;
        return {studio.tree(), studio.canvas().drawn_texts(), studio.theme(), panel, access, false};
    }
    bool found(Rule rule) const {
        return std::any_of(seen.findings.begin(), seen.findings.end(),
                           [&](const Finding& finding) { return finding.rule == rule; });
    }
    static void press_area(Canvas& canvas, const std::string& id, const text::Words& label,
                           const Box& box) {
        canvas.record(id, Role::Button, label, box);
        canvas.fill(box, colour::kSurface);
        canvas.outline(box, colour::kLine, canvas.theme().line);
        canvas.hit_area(id, box);
    }

    Panel panel{1920, 1080, 21.5F, 1.0F, 600};
    Access access;
    Studio studio{panel};
    Seen seen;
};

TEST_F(Rules, see_buttons_that_are_too_small_too_near_and_called_alike) {
    studio.with_canvas("de", [](Canvas& canvas) {
        press_area(canvas, "a", "Weiter", {100, 100, 40, 100});
        press_area(canvas, "b", "Weiter", {142, 100, 100, 100});
        press_area(canvas, "c", "", {400, 100, 100, 100});
    });
    look_at_targets(frame(), seen);
    look_at_labels(frame(), seen);
    EXPECT_TRUE(found(Rule::TargetSize) && found(Rule::TargetGap));
    EXPECT_TRUE(found(Rule::LabelUnique) && found(Rule::LabelThere) && found(Rule::ImageWords));
    EXPECT_EQ(seen.checked.at(static_cast<std::size_t>(Rule::TargetSize)), 3);
}

TEST_F(Rules, see_an_order_that_goes_back_and_words_that_are_not_said) {
    studio.with_canvas("de", [](Canvas& canvas) {
        press_area(canvas, "below", "Unten", {100, 500, 200, 100});
        press_area(canvas, "above", "Oben", {100, 100, 200, 100});
        canvas.text({110, 110, 180, 80}, "Etwas anderes", body_style(canvas.theme()));
    });
    look_at_order(frame(), seen);
    look_at_labels(frame(), seen);
    EXPECT_TRUE(found(Rule::OrderGeometry) && found(Rule::LabelContains));
}

TEST_F(Rules, see_text_that_is_cut_beyond_the_side_and_too_small) {
    Capitals capitals;
    studio.with_canvas("de", [](Canvas& canvas) {
        canvas.record("far", Role::Text, "Weit", {1900, 10, 300, 50});
        TextStyle small = body_style(canvas.theme());
        small.size = 8;
        canvas.text({1900, 10, 4, 2}, "Weit weg", small);
    });
    look_at_texts(frame(Letters::VeryLarge), studio.engine(), capitals, seen);
    EXPECT_TRUE(found(Rule::TextWhole) && found(Rule::OneWay) && found(Rule::LettersHeight));
    EXPECT_FALSE(found(Rule::LanguageKnown));
}

TEST_F(Rules, measure_a_capital_as_it_is_drawn) {
    Capitals capitals;
    const text::Typography german = typography(*content().catalogue->language("de"));
    EXPECT_NEAR(capitals.of(studio.engine(), german, text::Weight::Regular), kCapital, 0.01);
}

TEST_F(Rules, see_faint_letters_and_bounds_that_are_not_there) {
    const auto draw = [&](Paint ink, bool bounds) {
        studio.with_canvas("de", [&](Canvas& canvas) {
            const Box box{100, 100, 400, 100};
            canvas.record("button", Role::Button, "Weiter", box);
            canvas.hit_area("button", box);
            if (bounds) {
                canvas.outline(box, colour::kLine, canvas.theme().line);
            }
            TextStyle style = body_style(canvas.theme());
            style.colour = ink;
            canvas.text(box.inset(20), "Weiter", style);
        });
        seen = {};
        look_at_pixels(frame(), studio.picture(), seen);
    };
    draw(colour::kLineSoft, false);
    EXPECT_TRUE(found(Rule::ContrastText) && found(Rule::ContrastPart));
    draw(colour::kInk, true);
    EXPECT_TRUE(seen.findings.empty());
}

TEST_F(Rules, see_what_is_touched_above_the_low_layouts_bound) {
    terminal::ScreenView view;
    view.language = "de";
    view.languages = content().rules.languages;
    view.screen = terminal::ConsentView{};
    view.has_bar = true;
    studio.lay_out_anew(view);
    access.low = true;
    Theme low = studio.theme();
    low.untouched = low.height_px;
    const Frame shown{studio.tree(), studio.canvas().drawn_texts(), low, panel, access, false};
    look_at_targets(shown, seen);
    EXPECT_TRUE(found(Rule::LowReach));
}

TEST_F(Rules, go_through_a_screen_with_the_keys_alone) {
    terminal::ScreenView view;
    view.language = "de";
    view.languages = content().rules.languages;
    view.screen = terminal::ConsentView{};
    view.has_bar = view.can_end = view.can_switch_language = view.can_go_back = true;
    walk_with_keys(studio, view, true, seen);
    for (const Rule rule :
         {Rule::OrderReach, Rule::OrderBack, Rule::OrderInView, Rule::ContrastRing}) {
        EXPECT_GT(seen.checked.at(static_cast<std::size_t>(rule)), 6) << text_of(rule).id;
        EXPECT_FALSE(found(rule)) << text_of(rule).id;
    }
}

TEST_F(Rules, excuse_only_what_has_its_reason) {
    studio.with_canvas("de", [](Canvas& canvas) {
        canvas.record("key.a", Role::Key, "a", {100, 100, 40, 80});
        canvas.hit_area("key.a", {100, 100, 40, 80});
    });
    look_at_targets(frame(), seen);
    ASSERT_TRUE(found(Rule::TargetSize));
    Frame wide = frame();
    EXPECT_EQ(excuse_for(seen.findings.front(), wide), nullptr);
    Theme narrow = studio.theme();
    narrow.width_px = 200 * narrow.px_per_mm;
    const Frame upright{wide.tree, wide.texts, narrow, panel, access, false};
    ASSERT_NE(excuse_for(seen.findings.front(), upright), nullptr);
    Ledger ledger;
    EXPECT_EQ(ledger.add(seen, upright, "there").size(), 0U);
    EXPECT_EQ(ledger.add(seen, wide, "here").size(), 1U);
    for (const codec::RunRule& rule : ledger.rules()) {
        if (rule.rule == "target.size") {
            EXPECT_EQ(rule.checked, 2);
            EXPECT_EQ(rule.violations, 1);
            EXPECT_EQ(rule.exceptions.front().count, 1);
            EXPECT_THAT(rule.examples.front(), HasSubstr("here, key.a"));
        }
    }
}

TEST(Rule, speaks_only_for_clauses_that_rest_on_it) {
    const std::string file =
        std::string(LOTSE_SOURCE_DIR) + "/kiosk-config/conformance/en-301-549.json";
    const auto json = codec::read_file(file, limits::kLargestSettingsBytes);
    ASSERT_TRUE(json.ok());
    const auto table = codec::read_clauses(*json, file);
    ASSERT_TRUE(table.ok()) << to_string(table.error());
    std::set<std::pair<std::string, std::string>> rests, speaks;
    for (const codec::Chapter& chapter : table->chapters) {
        for (const codec::Clause& clause : chapter.clauses) {
            for (const std::string& rule : clause.checks) {
                rests.emplace(rule, clause.number);
            }
        }
    }
    for (std::size_t i = 0; i < kRules; ++i) {
        const RuleText& text = text_of(static_cast<test::Rule>(i));
        for (const std::string& clause : text.clauses) {
            speaks.emplace(text.id, clause);
        }
    }
    for (const support::CountedRule& rule : support::counted_rules()) {
        for (const std::string& clause : rule.clauses) {
            speaks.emplace(rule.id, clause);
        }
    }
    EXPECT_EQ(rests, speaks);
}

}  // namespace
}  // namespace lotse::ui::test
