// SPDX-License-Identifier: EUPL-1.2
/// Draws the call display (core/display/display.h): to be read from six metres, by everybody who
/// waits.
///
/// Decides sizes: what is called is as large as its row allows, whatever the panel's size in
/// millimetres is said to be. The screen reads from left to right; a sentence in another direction
/// stands at its own side. Number and room are the same to everybody, so they are large; the words
/// around them are in the client's language and in that of the place. Nothing can be operated.
#pragma once

#include <string>

#include "core/display/display.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"

namespace lotse::ui {

class Display {
public:
    /// `catalogue` outlives it. `home`: language of the place.
    Display(const text::Catalogue& catalogue, std::string institution, std::string home);

    void draw(Canvas& canvas, const display::ScreenView& view) const;

private:
    const text::Catalogue& m_catalogue;
    std::string m_institution, m_home;
    Typographies m_fonts;
};

}  // namespace lotse::ui
