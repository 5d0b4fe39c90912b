// SPDX-License-Identifier: EUPL-1.2
#include "ui/terminal/survey.h"

#include <algorithm>
#include <tuple>

#include "core/check.h"
#include "ui/kit/canvas.h"
#include "ui/kit/fonts.h"

namespace lotse::ui {
namespace {

/// Heights that one frame remembers for the next settle within two; more would move for ever.
constexpr int kMostFrames = 6;

/// The catalogue tells which ids a drawing asks for, for as long as this lives.
class Asked {
public:
    explicit Asked(text::Catalogue& catalogue) : m_catalogue(catalogue) {
        m_catalogue.note_asked(&m_ids);
    }
    ~Asked() { m_catalogue.note_asked(nullptr); }
    Asked(const Asked&) = delete;
    Asked& operator=(const Asked&) = delete;
    const std::set<std::string>& ids() const { return m_ids; }

private:
    text::Catalogue& m_catalogue;
    std::set<std::string> m_ids;
};

}  // namespace

std::vector<PanelKind> panel_kinds() {
    return {{"tablet", {1280, 800, 10.1F, 1.0F}},
            {"small", {1920, 1080, 15.0F, 1.0F}},
            {"landscape", {1920, 1080, 21.5F, 1.0F}},
            {"large", {1920, 1080, 27.0F, 1.0F}},
            {"portrait", {1080, 1920, 21.5F, 1.0F}}};
}

std::vector<SurveySize> survey_sizes() {
    std::vector<SurveySize> out;
    const std::vector<PanelKind> kinds = panel_kinds();
    const auto add = [&](const char* name, const std::string& kind, float letters) {
        const auto found = std::find_if(kinds.begin(), kinds.end(),
                                        [&](const PanelKind& one) { return one.name == kind; });
        LOTSE_CHECK(found != kinds.end());
        out.push_back({name, kind, found->panel});
        out.back().panel.text_factor = letters;
    };
    add("landscape", "landscape", 1.0F);
    add("portrait", "portrait", 1.0F);
    add("small", "small", 1.0F);
    add("large_type", "landscape", 1.3F);
    return out;
}

std::vector<SurveyFinding> text_findings(const SemanticTree& tree) {
    using Kind = SurveyFinding::Kind;
    std::vector<SurveyFinding> out;
    for (const Node& node : tree.nodes) {
        const auto add = [&](Kind kind) { out.push_back({kind, "", "", node.id, node.label}); };
        if (node.missing_glyphs > 0) {
            add(Kind::MissingGlyph);
        }
        if (node.truncated) {
            add(Kind::Ellipsis);
        }
        if (node.overflows) {
            add(Kind::Overflow);
        }
        if (node.label.starts_with("[") && node.label.ends_with("]")) {
            add(Kind::MissingText);
        }
    }
    return out;
}

Survey survey(text::Catalogue& catalogue, const Icons& icons, const Branding& branding,
              const std::vector<terminal::GalleryScreen>& screens, const std::string& language,
              const std::vector<SurveySize>& sizes, const std::function<bool()>& stop) {
    const Language* spoken = catalogue.language(language);
    LOTSE_CHECK(spoken != nullptr);
    const text::Typography set = typography(*spoken);
    Survey out;
    std::set<std::tuple<std::string, std::string, SurveyFinding::Kind>> known;
    const auto add = [&](SurveyFinding finding) {
        if (known.emplace(finding.screen, finding.node, finding.kind).second) {
            out.findings.push_back(std::move(finding));
        }
    };
    text::Engine engine;
    Terminal terminal(catalogue, branding);
    for (const SurveySize& size : sizes) {
        Canvas canvas(engine, icons);
        const Theme theme = make_theme(size.panel, size.access, face_of(*spoken));
        for (const terminal::GalleryScreen& screen : screens) {
            if (stop && stop()) {
                return out;
            }
            const Asked asked(catalogue);
            for (int frame = 0; frame < kMostFrames; ++frame) {
                canvas.begin_unseen(theme, set);
                terminal.draw(canvas, screen.view);
                canvas.end();
                if (!canvas.moving()) {
                    break;
                }
            }
            for (SurveyFinding& finding : text_findings(canvas.tree())) {
                finding.screen = screen.name;
                finding.size = size.name;
                add(std::move(finding));
            }
            for (const std::string& id : asked.ids()) {
                out.screen_of_text.emplace(id, screen.name);
                if (catalogue.is_fallback(language, id)) {
                    add({SurveyFinding::Kind::Fallback, screen.name, "", id,
                         catalogue.message(language, id)});
                }
            }
        }
    }
    return out;
}

}  // namespace lotse::ui
