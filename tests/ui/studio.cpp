// SPDX-License-Identifier: EUPL-1.2
#include "ui/studio.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "codec/files.h"
#include "codec/forms/occupation_table.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/settings/kiosk_config.h"
#include "codec/translation/language_json.h"
#include "core/configuration/configured_texts.h"
#include "core/limits.h"
#include "core/terminal/gallery.h"
#include "platform/rasterizer.h"
#include "platform/scene.h"
#include "platform/screenshot.h"
#include "ui/kit/fonts.h"

namespace lotse::ui::test {
namespace {

const std::string kSource = LOTSE_SOURCE_DIR;

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", to_string(result.error()).c_str());
        std::exit(2);
    }
    return std::move(result).value();
}

Moment moment() {
    Moment now;
    now.monotonic = Instant(1000);
    now.today = {2026, 11, 22};
    now.wall = "2026-11-22T18:00:00";
    return now;
}

bool operable(const Node& node) {
    return node.focus_order >= 0 && node.visible.width > 1 && node.visible.height > 1;
}

}  // namespace

const Content& content() {
    static const Content loaded = [] {
        Content out;
        std::vector<Language> languages = must(codec::read_languages(kSource + "/locales"));
        add_hard_words(languages, must(codec::read_glossary(kSource + "/locales/glossary.json")));
        out.catalogue = std::make_unique<text::Catalogue>(std::move(languages));
        for (const char* name : {"anerkennung", "arbeitgeber"}) {
            out.forms.push_back(must(codec::read_questionnaire_file(
                kSource + "/kiosk-config/questionnaires/" + name + ".json")));
            out.rules.forms.push_back({out.forms.back().get(), std::string(64, '0')});
        }
        out.withdrawal = must(codec::read_questionnaire_file(
            kSource + "/kiosk-config/questionnaires/withdrawal.json"));
        out.rules.withdrawal = {out.withdrawal.get(), std::string(64, '0')};
        out.icons = must(Icons::load(kSource + "/assets/icons"));
        out.rules.languages = codec::KioskConfig{}.languages;
        out.occupations =
            must(codec::read_occupation_folder(kSource + "/kiosk-config/occupations"));
        return out;
    }();
    return loaded;
}

text::OccupationWords occupation_words() {
    return {content().occupations, [](const std::string& tag) {
                text::NamesOfOccupations names;
                if (tag == "de") {
                    return names;
                }
                const std::string file = kSource + "/locales/" + tag + "/occupations.json";
                const std::string json =
                    must(codec::read_file(file, limits::kLargestOccupationNamesBytes));
                for (auto& [id, name] : must(codec::read_occupation_names(json, file)).by_id) {
                    names[id] = {name.name, name.also};
                }
                return names;
            }};
}

std::vector<NamedPanel> panels() {
    return {
        {"landscape", {1920, 1080, 21.5F, 1.0F}},  {"portrait", {1080, 1920, 21.5F, 1.0F}},
        {"small", {1920, 1080, 15.0F, 1.0F}},      {"small_portrait", {1080, 1920, 15.0F, 1.0F}},
        {"large", {1920, 1080, 32.0F, 1.0F}},      {"ten_inches", {1280, 800, 10.1F, 1.0F}},
        {"low", {1024, 600, 10.1F, 1.0F}},         {"letters_115", {1920, 1080, 21.5F, 1.15F}},
        {"letters_130", {1920, 1080, 21.5F, 1.3F}}};
}

Studio::Studio(const Panel& panel)
    : m_panel(panel),
      m_theme(make_theme(panel)),
      m_canvas(m_engine, content().icons),
      m_terminal(*content().catalogue,
                 {"Anerkennungsberatung Musterstadt",
                  "Das Förderprogramm „Integration durch Qualifizierung "
                  "(IQ)“ wird durch das Bundesministerium für Arbeit "
                  "und Soziales und die Europäische Union gefördert.",
                  {}},
                 occupation_words()) {
    Canvas::prepare_imgui();
    m_canvas.check_all();
    m_imgui.io().DisplaySize = {m_theme.width_px, m_theme.height_px};
    m_imgui.io().DeltaTime = 1.0F / 60;
    no_finger();
}
Studio::~Studio() = default;

void Studio::finger(float x, float y, bool down) {
    m_imgui.io().MousePos = {x, y};
    m_imgui.io().MouseDown[0] = down;
}

void Studio::no_finger() {
    m_imgui.io().MousePos = {-FLT_MAX, -FLT_MAX};
    m_imgui.io().MouseDown[0] = false;
}

const Language& Studio::set_up(const terminal::ScreenView& view) {
    const Language* language = content().catalogue->language(view.language);
    LOTSE_CHECK(language != nullptr);
    m_theme = make_theme(m_panel, view.access, face_of(*language));
    return *language;
}

void Studio::forget() {
    m_canvas.reset();
    m_terminal.wipe();
}

void Studio::lay_out_anew(const terminal::ScreenView& view) {
    forget();
    const text::Typography set = typography(set_up(view));
    for (int i = 0; i < 200; ++i) {
        m_canvas.begin_unseen(m_theme, set);
        m_terminal.draw(m_canvas, view);
        m_canvas.end();
        if (!m_canvas.moving()) {
            return;
        }
    }
    ADD_FAILURE() << "the screen never comes to rest";
}

std::vector<terminal::Event> Studio::frame(const terminal::ScreenView& view,
                                           const std::vector<Keystroke>& typed,
                                           Navigation navigation) {
    m_seconds += 1.0 / 60;
    m_imgui.begin_frame();
    m_canvas.begin(m_theme, typography(set_up(view)), m_seconds, navigation);
    std::vector<terminal::Event> events = m_terminal.draw(m_canvas, view, typed);
    m_canvas.end();
    m_drawn = &m_imgui.end_frame();
    m_canvas.presented(m_seconds);
    return events;
}

std::vector<terminal::Event> Studio::draw(const terminal::ScreenView& view) {
    std::vector<terminal::Event> all;
    for (int i = 0; i < 200; ++i) {
        for (terminal::Event& event : frame(view)) {
            all.push_back(std::move(event));
        }
        if (!m_canvas.moving()) {
            return all;
        }
    }
    ADD_FAILURE() << "the screen never comes to rest";
    return all;
}

std::vector<terminal::Event> Studio::tap(const terminal::ScreenView& view, const std::string& id) {
    draw(view);
    const Node* node = tree().find(id);
    if (node && node->state.hidden) {
        m_canvas.reveal(id);
        draw(view);
        node = tree().find(id);
    }
    LOTSE_CHECK(node != nullptr && node->visible.width > 0 && node->visible.height > 0);
    const float x = node->visible.x + node->visible.width / 2,
                y = node->visible.y + node->visible.height / 2;
    finger(x, y, true);
    frame(view);
    finger(x, y, false);
    std::vector<terminal::Event> events = frame(view);
    no_finger();
    for (terminal::Event& event : draw(view)) {
        events.push_back(std::move(event));
    }
    return events;
}

void Studio::with_canvas(const std::string& language,
                         const std::function<void(Canvas&)>& draw_widgets) {
    m_seconds += 1.0 / 60;
    m_imgui.begin_frame();
    m_canvas.begin(m_theme, typography(*content().catalogue->language(language)), m_seconds,
                   Navigation::None);
    draw_widgets(m_canvas);
    m_canvas.end();
    m_drawn = &m_imgui.end_frame();
}

platform::Picture Studio::picture() {
    return picture({0, 0, m_theme.width_px, m_theme.height_px});
}

platform::Picture Studio::picture(const PixelBox& part) {
    const int width = static_cast<int>(m_theme.width_px),
              height = static_cast<int>(m_theme.height_px);
    const auto within = [](float at, int most) {
        return std::clamp(static_cast<int>(at), 0, most);
    };
    const int x0 = within(part.x, width), x1 = within(part.x + part.width, width);
    const int y0 = within(part.y, height), y1 = within(part.y + part.height, height);
    if (x1 <= x0 || y1 <= y0) {
        return {};
    }
    platform::Scene scene;
    const Colour paper = m_theme.palette[colour::kPaper];
    scene.build(*m_drawn, m_engine, {paper.red, paper.green, paper.blue}, width, height);
    m_pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    platform::Rasterizer().draw(scene, m_engine, {m_pixels.data(), width}, {x0, y0, x1, y1});
    platform::Picture out;
    out.width = x1 - x0;
    out.height = y1 - y0;
    out.rgb.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
    std::uint8_t* to = out.rgb.data();
    for (int y = y0; y < y1; ++y) {
        const std::uint32_t* from = m_pixels.data() + static_cast<std::ptrdiff_t>(y) * width;
        for (int x = x0; x < x1; ++x) {
            *to++ = static_cast<std::uint8_t>(from[x] >> 16);
            *to++ = static_cast<std::uint8_t>(from[x] >> 8);
            *to++ = static_cast<std::uint8_t>(from[x]);
        }
    }
    return out;
}

void Studio::save(const std::string& path) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    const auto saved = platform::save_png(picture(), path);
    LOTSE_CHECK(saved.ok());
}

// --- What may be wrong ---

std::vector<std::string> complaints(const SemanticTree& tree, const Theme& theme, bool rtl) {
    constexpr float kPlay = 1.5F;
    std::vector<std::string> out;
    const auto complain = [&](const Node& node, const std::string& what) {
        out.push_back(node.id + ": " + what);
    };
    // On panels narrower than 230 mm twelve keys share a row; there a key may be narrower than
    // other targets.
    const float least_key_mm = theme.width_px / theme.px_per_mm < 230 ? 13.0F : 15.0F;
    const Node* before = nullptr;
    for (const Node& node : tree.nodes) {
        if (node.missing_glyphs > 0) {
            complain(node, "missing glyphs in \"" + node.label + "\"");
        }
        if (node.truncated) {
            complain(node, "cut with an ellipsis: \"" + node.label + "\"");
        }
        if (node.overflows) {
            complain(node, "text is larger than its box: \"" + node.label + "\"");
        }
        if (node.box.x < -kPlay || node.box.x + node.box.width > theme.width_px + kPlay) {
            complain(node, "stands outside the screen");
        }
        if (node.label.starts_with("[") && node.label.ends_with("]")) {
            complain(node, "text is missing");
        }
        if (node.focus_order < 0) {
            continue;
        }
        // Twelve keys on the 20 cm of a ten-inch panel.
        const float key = theme.low ? std::min(least_key_mm, 12.0F) : least_key_mm;
        const float least = node.role == Role::Key ? key : 15.0F;
        if (node.mm_width < least || node.mm_height < 15.0F) {
            complain(node, "target of " + std::to_string(node.mm_width) + " x " +
                               std::to_string(node.mm_height) + " mm");
        }
        // What scrolls an area belongs to all of it, and comes before it.
        if (!operable(node) || node.id.starts_with("scroll.")) {
            continue;
        }
        // In one row, focus goes from start to end; keys keep their physical order.
        if (before && node.role != Role::Key && before->role != Role::Key &&
            node.parent == before->parent) {
            const bool same_row = std::abs(node.box.y - before->box.y) < 2 &&
                                  std::abs(node.box.height - before->box.height) < 2;
            const bool onwards = rtl ? node.box.x < before->box.x : node.box.x > before->box.x;
            if (same_row && !onwards) {
                complain(node, "comes after " + before->id + " but stands before it");
            }
        }
        before = &node;
    }
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < tree.nodes.size(); ++j) {
            const Node &a = tree.nodes[i], &b = tree.nodes[j];
            if (!operable(a) || !operable(b)) {
                continue;
            }
            const float wide =
                std::min(a.visible.x + a.visible.width, b.visible.x + b.visible.width) -
                std::max(a.visible.x, b.visible.x);
            const float high =
                std::min(a.visible.y + a.visible.height, b.visible.y + b.visible.height) -
                std::max(a.visible.y, b.visible.y);
            if (wide > kPlay && high > kPlay) {
                complain(b, "overlaps " + a.id);
            }
        }
    }
    return out;
}

// --- Sessions ---

terminal::State after(terminal::State state, const terminal::Event& event) {
    return update(std::move(state), event, moment(), content().rules).state;
}

terminal::State session_in(const std::string& language, std::size_t form) {
    terminal::State state;
    state.now = moment();
    state = after(std::move(state), terminal::LanguageChosen{language});
    state = after(std::move(state),
                  terminal::FormChosen{content().rules.forms[form].questionnaire->name});
    return after(std::move(state), terminal::ConsentGiven{});
}

std::vector<terminal::State> walk(const std::string& language, std::size_t form) {
    return terminal::walk(content().rules, language, form);
}

}  // namespace lotse::ui::test
