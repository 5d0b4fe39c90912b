// SPDX-License-Identifier: EUPL-1.2
/// What whoever installs a terminal looks at: a test card (`lotse --check-screen`), the message of
/// a display that is too small for anything else, and that of a terminal that could not start.
///
/// The test card shows whether every edge of the display is drawn (a frame of three single-pixel
/// lines), whether touches arrive where the finger is (a field in each corner and in the middle),
/// and the display's colours and greys; and what the program knows of the window. Texts come from
/// the catalogue (`check.*`, `screen.too_small`, `start.not_ready.*`).
#pragma once

#include <string>

#include "core/screen_fit.h"
#include "text/words/catalogue.h"
#include "ui/kit/canvas.h"

namespace lotse::ui {

/// What the card has seen; starts empty.
struct TestCard {
    static constexpr int kFields = 5;
    bool touched[kFields] = {};
    std::string facts;  ///< of window and renderer, in figures and English words
};

/// Between canvas.begin() and canvas.end(). True: the card is to be ended.
bool draw_test_card(Canvas& canvas, const text::Catalogue& catalogue, const std::string& language,
                    TestCard& card);

/// In this language and in English.
void draw_too_small(Canvas& canvas, const text::Catalogue& catalogue, const std::string& language,
                    int width_px, int height_px);

/// For clients in this language and in English, and small for staff what went wrong.
void draw_out_of_order(Canvas& canvas, const text::Catalogue& catalogue,
                       const std::string& language, const std::string& reason);

}  // namespace lotse::ui
