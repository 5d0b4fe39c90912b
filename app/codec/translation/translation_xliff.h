// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/translation: XLIFF as translators' programs exchange it. Written is 1.2; read
/// are 1.1, 1.2 and 2.0 to 2.2.
///
/// Inline elements are read by their content: what encloses text is the text in it; what stands for
/// a piece of the original (<ph>, <x/>, <bpt>, <it> …) is that piece, as its content, its
/// `equiv-text`, `equiv` or `disp`, or the original data say it; a tag of HTML there is formatting,
/// of which a line break stays and the rest goes. A unit whose element does not say what it stands
/// for is refused alone. Segments are joined. Without xml:space="preserve", line breaks with
/// indentation are those of a pretty printer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/configuration/translation.h"
#include "core/error.h"

namespace lotse::codec {

Result<std::string> write_translation_xliff(const Translation& translation);
/// `wanted`: the language whose <file> elements are read; empty: that of all of them, whatever it
/// is. `known`: the languages that there are.
Result<Translation> read_translation_xliff(std::string_view bytes, const std::string& file,
                                           std::string_view wanted,
                                           const std::vector<std::string>& known);

}  // namespace lotse::codec
