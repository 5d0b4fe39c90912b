// SPDX-License-Identifier: EUPL-1.2
/// Decides what of a text is the text, and what are marks that other programs format it by.
///
/// One cleaner for XLSForm and for the files of translators. The terminal shows plain lines: bold,
/// links and colours go, line breaks stay. What only looks like a mark is text: 5 < 6, 2*3*4,
/// a_b_c, ____, and the # of a plural. Pure; the text is UTF-8, cleaned (clean_text.h), with or
/// without arguments in braces. Source: docs.getodk.org, "Styling questions and choices with
/// Markdown and HTML".
#pragma once

#include <string>

namespace lotse {

/// What a person is told of a text that had any.
inline constexpr const char* kMarkupLeftOut =
    "marks of formatting (as in **bold**, <b>, # or [words](address)) are left out";

/// Line breaks as \n.
std::string without_markup(const std::string& text);

}  // namespace lotse
