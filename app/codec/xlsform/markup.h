// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/xlsform: the text of a cell without the marks that other programs format it by.
///
/// The terminal shows plain lines: bold, links and colours go, line breaks stay. What only looks
/// like a mark is text: 5 < 6, 2*3*4, a_b_c, ____. Source: docs.getodk.org, "Styling questions and
/// choices with Markdown and HTML".
#pragma once

#include <string>

namespace lotse::codec::xlsform {

/// Line breaks as \n.
std::string without_markup(const std::string& text);

}  // namespace lotse::codec::xlsform
