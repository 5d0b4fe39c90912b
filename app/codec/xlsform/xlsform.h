// SPDX-License-Identifier: EUPL-1.2
/// Questionnaires as XLSForm (.xlsx) and back: a spreadsheet ⇄ a definition and its texts in every
/// language.
///
/// Import decides what of a form the terminal can ask. What it cannot (a photo, an unknown column
/// or sheet) is kept in the definition under `extras` and `kept`, comes back on export, and is told
/// with sheet, row and column. What decides who is asked, and which answers hold, takes effect;
/// where it cannot (a path in an expression, a condition on a photo), the form is refused unless
/// somebody accepts that the condition is lost. A form that was accepted can be filled in: the
/// definition is one that `read_questionnaire` reads. import → export → import gives the same
/// definition and texts.
///
/// What XLSForm has no word for stands in columns of our own that other programs ignore: lotse_type
/// (country, language, occupation, grid, grid_column), lotse:meaning (core/form/meanings.h; on
/// choices, too, and lotse_meaning is the same), lotse_keyboard, lotse_optional,
/// lotse_prefer_not_to_say, lotse_specials, lotse_topic and lotse_offer (of a top group),
/// lotse_purpose, lotse_basis, lotse_retention, lotse_longest_bytes,
/// lotse_at_most, lotse_add, lotse_entry; lotse_icon and lotse_relevant on choices. Texts with
/// another place than a cell stand on the sheet lotse_texts.
///
/// In a cell `${institution}` (`${number}` where a repeat is counted) stands for that argument of a
/// pattern. The terminal puts no answers into texts: another `${name}` is cut out, told, and comes
/// back on export unless the text was changed meanwhile. A cell that begins with "icu:" is a
/// pattern as it is. Leaves alone: files (the tool), drawing (the preview). Source: xlsform.org,
/// docs.getodk.org.
#pragma once

#include <map>
#include <string>

namespace lotse::codec {

/// Language tag → message id → pattern.
using FormTexts = std::map<std::string, std::map<std::string, std::string>>;

}  // namespace lotse::codec
