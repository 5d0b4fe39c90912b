// SPDX-License-Identifier: EUPL-1.2
#include "core/form/choice_label.h"

#include <algorithm>

namespace lotse {
namespace {

constexpr std::string_view kBegin = "\uFDD0", kEnd = "\uFDD1";

void add(std::vector<LabelledPart>& parts, std::string_view text, bool is_label) {
    if (!text.empty()) {
        parts.push_back({std::string(text), is_label});
    }
}

}  // namespace

std::string choice_label(std::string_view text_id) {
    std::string out(kBegin);
    out += text_id;
    out += kEnd;
    return out;
}

std::vector<LabelledPart> labelled_parts(std::string_view value) {
    std::vector<LabelledPart> parts;
    bool inside = false;
    while (!value.empty()) {
        const std::size_t begin = std::min(value.find(kBegin), value.size());
        const std::size_t end = std::min(value.find(kEnd), value.size());
        const std::size_t at = std::min(begin, end);
        add(parts, value.substr(0, at), inside && end < begin);
        inside = begin < end;
        value.remove_prefix(std::min(at + kBegin.size(), value.size()));
    }
    return parts;
}

}  // namespace lotse
