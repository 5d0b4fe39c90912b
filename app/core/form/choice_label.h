// SPDX-License-Identifier: EUPL-1.2
/// Decides what jr:choice-name() gives: the label of a choice is written in the language of whoever
/// reads it, so the id of its text stands for it until a value is shown.
///
/// The id stands between marks that no text holds (noncharacters of Unicode), so that it is found
/// again inside a longer text: concat('To ', jr:choice-name(${town}, '${town}')). To compare a
/// label with a text makes no sense, and the import of a form refuses it. Pure; never fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lotse {

std::string choice_label(std::string_view text_id);

struct LabelledPart {
    std::string text;
    bool is_label = false;  ///< `text` is the id of the text that is shown
    bool operator==(const LabelledPart&) const = default;
};
/// In order, none of them empty. A mark without its other half is left out.
std::vector<LabelledPart> labelled_parts(std::string_view value);

}  // namespace lotse
