// SPDX-License-Identifier: EUPL-1.2
/// Lays out every screen of a language without drawing it, and says where a text does not fit.
///
/// Decides which sizes are tried and what counts as a finding; leaves alone which screens there are
/// (core/terminal/gallery.h) and whether the words are right (text/languages/locale_lint.h). Needs
/// no display and no context of Dear ImGui, so that it may run on a thread of its own, with a
/// catalogue of its own. Takes about a second for a language and size.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/terminal/gallery.h"
#include "text/words/catalogue.h"
#include "ui/kit/icons.h"
#include "ui/kit/theme.h"
#include "ui/terminal/terminal.h"

namespace lotse::ui {

/// A terminal that the product is made for.
struct PanelKind {
    std::string name;
    Panel panel;
};
/// 10.1, 15, 21.5 and 27 inch, and 21.5 inch upright; letters of the usual size.
std::vector<PanelKind> panel_kinds();

struct SurveySize {
    std::string name;
    std::string kind;  ///< name in panel_kinds
    Panel panel;
    Access access = {};
};
/// Landscape, portrait and a small panel; landscape with larger type too.
std::vector<SurveySize> survey_sizes();

struct SurveyFinding {
    enum class Kind : std::uint8_t {
        Overflow,      ///< larger than its box
        Ellipsis,      ///< cut
        MissingGlyph,  ///< no font has a letter of it
        MissingText,   ///< no language has the text
        Fallback,      ///< another language's text is shown
    } kind = Kind::Overflow;
    std::string screen;  ///< name in the gallery
    std::string size;    ///< empty: on all
    std::string node;    ///< id in the semantic tree; Fallback: text id
    std::string words;
    bool operator==(const SurveyFinding&) const = default;
};

/// What is wrong with the texts of one frame.
std::vector<SurveyFinding> text_findings(const SemanticTree& tree);

struct Survey {
    std::vector<SurveyFinding> findings;
    std::map<std::string, std::string>
        screen_of_text;  ///< text id → the first screen that it stands on
};
/// Each finding once per screen and node: the first size that shows it. `stop` is asked between
/// screens.
Survey survey(text::Catalogue& catalogue, const Icons& icons, const Branding& branding,
              const std::vector<terminal::GalleryScreen>& screens, const std::string& language,
              const std::vector<SurveySize>& sizes, const std::function<bool()>& stop = {});

}  // namespace lotse::ui
