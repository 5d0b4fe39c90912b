// SPDX-License-Identifier: EUPL-1.2
/// Shows a terminal's screen inside the desk's window, with texts that are not published yet.
///
/// Decides which screen a text stands on (the first of the gallery that asks for it) and how the
/// picture is scaled; the drawing is the terminal's own (ui/terminal/terminal.h), at the size of
/// its panel in millimetres but with fewer pixels. It cannot be operated, and its semantic tree is
/// kept out of the desk's. Finding out which text stands where takes a few hundred frames' worth of
/// layout, spread over frames. Lifetime: the catalogue outlives it; the canvas given to `show` is
/// the desk's, whose engine it shares.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/configuration/configuration.h"
#include "core/terminal/gallery.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"
#include "ui/terminal/terminal.h"

namespace lotse::ui {

/// How large the terminal of a picture is.
struct PreviewLook {
    std::string panel = "landscape";  ///< a name of panel_kinds (ui/terminal/survey.h)
    double letters = 1.0;
    bool operator==(const PreviewLook&) const = default;
};
/// As a size of survey_sizes was laid out.
PreviewLook look_of_size(const std::string& survey_size);

class Preview {
public:
    explicit Preview(const text::Catalogue& catalogue);
    ~Preview();

    /// What the terminals are: languages and questionnaires, whose they are, and what occupations
    /// are called. Once, before anything else.
    void set_terminal(terminal::Rules rules, Branding branding,
                      std::function<text::OccupationWords()> occupations);
    /// From now on with the texts of this draft and these languages offered. `added`: languages
    /// that are not installed. Cheap if nothing changed.
    void set_draft(const Configuration& draft, const std::vector<std::string>& offered,
                   const std::vector<Language>& added);
    /// While somebody types; must be well-formed.
    void set_text(const std::string& tag, const std::string& id, const std::string& pattern);

    enum class Found { Searching, Yes, No };
    struct Occurrence {
        Found found = Found::Searching;
        std::string screen;
    };
    /// The first screen that asks for the text. Lays out a few screens more at each call until all
    /// are known.
    Occurrence occurrence_of(Canvas& canvas, const std::string& id);

    /// Draws the screen of this name in the language, as large as it fits into the box. False:
    /// there is no such screen.
    bool show(Canvas& canvas, const Box& at, const std::string& tag, const std::string& screen,
              const PreviewLook& look = {});
    /// A logo of the draft in the box, as the start screen draws it.
    void draw_logo(Canvas& canvas, const std::string& name, const Box& box);
    void wipe();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace lotse::ui
