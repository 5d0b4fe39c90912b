// SPDX-License-Identifier: EUPL-1.2
#include "ui/admin/preview.h"

#include <algorithm>
#include <set>

#include "core/check.h"
#include "ui/kit/fonts.h"
#include "ui/terminal/survey.h"

namespace lotse::ui {
namespace {

/// In which language the places of texts are looked for: German has all of them.
constexpr const char* kSource = "de";
/// Screens laid out at one call of place_of: some 10 ms.
constexpr int kScreensAtOnce = 2;

Panel panel_of(const PreviewLook& look) {
    const std::vector<PanelKind> kinds = panel_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(),
                                    [&](const PanelKind& one) { return one.name == look.panel; });
    Panel panel = found == kinds.end() ? Panel{} : found->panel;
    panel.text_factor = static_cast<float>(look.letters);
    return panel;
}

}  // namespace

PreviewLook look_of_size(const std::string& survey_size) {
    for (const SurveySize& size : survey_sizes()) {
        if (size.name == survey_size) {
            return {size.kind, static_cast<double>(size.panel.text_factor)};
        }
    }
    return {};
}

struct Preview::Impl {
    explicit Impl(const text::Catalogue& all) : installed(all) {}

    const text::Catalogue& installed;
    terminal::Rules rules;
    Branding installed_branding;
    // Of the draft
    Branding branding;
    std::function<text::OccupationWords()> occupations;
    std::optional<text::Catalogue> catalogue;
    std::unique_ptr<Terminal> terminal;
    std::map<std::string, std::map<std::string, std::string>> texts;
    std::vector<std::string> added;
    struct TypedText {
        std::string tag, id, pattern;
        std::optional<std::string> before;  ///< of the draft
    };
    std::optional<TypedText> typed;
    std::map<std::string, std::vector<terminal::GalleryScreen>> galleries;
    std::unique_ptr<Icons> icons;  ///< the desk's, and the draft's logos
    std::map<std::string, std::string> logos;
    std::unique_ptr<Canvas> canvas, unseen;
    // Where texts stand
    std::map<std::string, std::string> places;
    std::size_t searched = 0;

    const std::vector<terminal::GalleryScreen>& gallery_of(const std::string& tag) {
        const auto known = galleries.find(tag);
        return known != galleries.end() ? known->second
                                        : galleries.emplace(tag, gallery(rules, tag)).first->second;
    }

    /// The canvases refer to what this returns.
    const Icons& icons_of(const Canvas& desk) {
        if (!icons) {
            icons = std::make_unique<Icons>(desk.icons());
            for (const auto& [name, svg] : logos) {
                if (Result<Icon> logo = parse_icon(svg, name)) {
                    icons->add(kLogoPrefix + name, std::move(*logo));
                }
            }
        }
        return *icons;
    }
    void forget_icons() {
        canvas.reset();
        unseen.reset();
        icons.reset();
    }

    void rebuild(const std::vector<Language>& more) {
        std::vector<Language> languages = installed.languages();
        added.clear();
        for (const Language& language : more) {
            if (installed.language(language.tag) == nullptr) {
                languages.push_back(language);
                added.push_back(language.tag);
            }
        }
        for (Language& language : languages) {
            const auto own = texts.find(language.tag);
            if (own != texts.end()) {
                for (const auto& [id, pattern] : own->second) {
                    language.messages.insert_or_assign(id, pattern);
                }
            }
        }
        terminal.reset();
        catalogue.emplace(std::move(languages));
        terminal = std::make_unique<Terminal>(
            *catalogue, branding, occupations ? occupations() : text::OccupationWords());
        typed.reset();
    }
};

Preview::Preview(const text::Catalogue& catalogue) : m_impl(std::make_unique<Impl>(catalogue)) {}
Preview::~Preview() = default;

void Preview::set_terminal(terminal::Rules rules, Branding branding,
                           std::function<text::OccupationWords()> occupations) {
    m_impl->occupations = std::move(occupations);
    m_impl->rules = std::move(rules);
    m_impl->branding = m_impl->installed_branding = std::move(branding);
}

void Preview::set_draft(const Configuration& draft, const std::vector<std::string>& offered,
                        const std::vector<Language>& added) {
    Impl& my = *m_impl;
    std::vector<std::string> tags;
    for (const Language& language : added) {
        if (my.installed.language(language.tag) == nullptr) {
            tags.push_back(language.tag);
        }
    }
    if (my.rules.languages != offered) {
        my.rules.languages = offered;
        my.galleries.clear();  // the start screen and the overlay list them
    }
    Branding branding = my.installed_branding;
    branding.institution = draft.institution.value_or(branding.institution);
    branding.funding_line = draft.funding_line.value_or(branding.funding_line);
    branding.opening_hours = draft.opening_hours.value_or(branding.opening_hours);
    if (my.logos != draft.logos) {
        my.logos = draft.logos;
        my.forget_icons();
    }
    if (!draft.logos.empty()) {
        branding.logos.clear();
        for (const auto& [name, svg] : draft.logos) {
            branding.logos.push_back(kLogoPrefix + name);
        }
    }
    const bool same = branding.logos == my.branding.logos &&
                      branding.institution == my.branding.institution &&
                      branding.funding_line == my.branding.funding_line &&
                      branding.opening_hours == my.branding.opening_hours;
    if (my.catalogue && my.texts == draft.texts && my.added == tags && same) {
        return;
    }
    my.texts = draft.texts;
    my.branding = std::move(branding);
    my.rebuild(added);
}

void Preview::set_text(const std::string& tag, const std::string& id, const std::string& pattern) {
    Impl& my = *m_impl;
    const Language* language = my.catalogue ? my.catalogue->language(tag) : nullptr;
    if (language == nullptr) {
        return;
    }
    if (my.typed && (my.typed->tag != tag || my.typed->id != id)) {
        my.catalogue->replace(my.typed->tag, my.typed->id, my.typed->before);
        my.typed.reset();
    }
    if (!my.typed) {
        const auto own = language->messages.find(id);
        my.typed = {tag, id, "",
                    own == language->messages.end() ? std::nullopt : std::optional(own->second)};
    }
    if (my.typed->pattern != pattern) {
        my.typed->pattern = pattern;
        my.catalogue->replace(tag, id, pattern);
    }
}

Preview::Occurrence Preview::occurrence_of(Canvas& canvas, const std::string& id) {
    Impl& my = *m_impl;
    if (const auto known = my.places.find(id); known != my.places.end()) {
        return {Found::Yes, known->second};
    }
    const Language* language = my.catalogue ? my.catalogue->language(kSource) : nullptr;
    if (language == nullptr || my.rules.forms.empty()) {
        return {Found::No, ""};
    }
    const std::vector<terminal::GalleryScreen>& screens = my.gallery_of(kSource);
    if (my.searched >= screens.size()) {
        return {Found::No, ""};
    }
    if (!my.unseen) {
        my.unseen = std::make_unique<Canvas>(canvas.engine(), my.icons_of(canvas));
    }
    for (int i = 0; i < kScreensAtOnce && my.searched < screens.size(); ++i) {
        const terminal::GalleryScreen& screen = screens[my.searched++];
        std::set<std::string> asked;
        my.catalogue->note_asked(&asked);
        my.unseen->begin_unseen(make_theme(panel_of({})), typography(*language));
        my.terminal->draw(*my.unseen, screen.view);
        my.unseen->end();
        my.catalogue->note_asked(nullptr);
        for (const std::string& one : asked) {
            my.places.emplace(one, screen.name);
        }
    }
    canvas.ask_again();
    return {Found::Searching, ""};
}

bool Preview::show(Canvas& canvas, const Box& at, const std::string& tag, const std::string& screen,
                   const PreviewLook& look) {
    Impl& my = *m_impl;
    const Language* language = my.catalogue ? my.catalogue->language(tag) : nullptr;
    if (language == nullptr || my.rules.forms.empty()) {
        return false;
    }
    const std::vector<terminal::GalleryScreen>& screens = my.gallery_of(tag);
    const auto found =
        std::find_if(screens.begin(), screens.end(),
                     [&](const terminal::GalleryScreen& one) { return one.name == screen; });
    if (found == screens.end()) {
        return false;
    }
    if (canvas.measuring() || at.width < 2 || at.height < 2) {
        return true;
    }
    if (!my.canvas) {
        my.canvas = std::make_unique<Canvas>(canvas.engine(), my.icons_of(canvas));
    }
    const Panel whole = panel_of(look);
    const float scale = std::min(at.width / static_cast<float>(whole.width_px),
                                 at.height / static_cast<float>(whole.height_px));
    Panel panel = whole;
    panel.width_px = std::max(1, static_cast<int>(static_cast<float>(whole.width_px) * scale));
    panel.height_px = std::max(1, static_cast<int>(static_cast<float>(whole.height_px) * scale));
    Theme theme = make_theme(panel);
    theme.line = std::max(1.0F, theme.mm(0.4F));
    theme.line_strong = std::max(1.0F, theme.mm(0.9F));
    const Box place = at.centred(theme.width_px, theme.height_px);
    // Two passes: what the first one remembers the second one draws; only the second one is seen.
    my.canvas->begin_unseen(theme, typography(*language));
    my.terminal->draw(*my.canvas, found->view);
    my.canvas->end();
    my.canvas->begin_picture(theme, typography(*language), canvas.from_physical(place).x, place.y);
    my.canvas->fill(my.canvas->screen(), colour::kPaper);
    my.terminal->draw(*my.canvas, found->view);
    my.canvas->end();
    canvas.outline(place.inset(-theme.line), colour::kLine, theme.line);
    return true;
}

void Preview::draw_logo(Canvas& canvas, const std::string& name, const Box& box) {
    if (const Icon* logo = m_impl->icons_of(canvas).find(kLogoPrefix + name)) {
        canvas.drawing(*logo, box, colour::kInk);
    }
}

void Preview::wipe() {
    m_impl->terminal.reset();
    m_impl->catalogue.reset();
    m_impl->texts.clear();
    m_impl->galleries.clear();
    m_impl->logos.clear();
    m_impl->forget_icons();
}

}  // namespace lotse::ui
