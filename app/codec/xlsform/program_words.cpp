// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/program_words.h"

#include "codec/xlsform/patterns.h"

namespace lotse::codec::xlsform {

Cells labels_of_program(const ProgramWords& words, const std::string& id,
                        const std::string& otherwise, const std::set<std::string>& arguments) {
    Cells out = {{"label::" + words.default_tag, otherwise}};
    for (const std::string& tag : words.languages) {
        const auto texts = words.texts.find(tag);
        if (texts == words.texts.end()) {
            continue;
        }
        if (const auto text = texts->second.find(id); text != texts->second.end()) {
            out["label::" + tag] = cell_of(text->second, arguments);
        }
    }
    return out;
}

std::string languages_without(const ProgramWords& words, const std::string& id) {
    std::string out;
    for (const std::string& tag : words.languages) {
        const auto texts = words.texts.find(tag);
        if (texts == words.texts.end() || !texts->second.contains(id)) {
            out += (out.empty() ? "" : ", ") + tag;
        }
    }
    return out;
}

}  // namespace lotse::codec::xlsform
