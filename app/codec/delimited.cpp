// SPDX-License-Identifier: EUPL-1.2
#include "codec/delimited.h"

namespace lotse::codec {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char separator_of(std::string_view text) {
    const std::string_view first = text.substr(0, text.find('\n'));
    for (const char separator : {'\t', ',', ';'}) {
        if (first.find(separator) != std::string_view::npos) {
            return separator;
        }
    }
    return '\t';
}

}  // namespace

std::vector<std::vector<std::string>> rows_of_delimited(std::string_view text) {
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    const char separator = separator_of(text);
    std::vector<std::vector<std::string>> rows;
    bool quoted = false, begun = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (!begun) {
            rows.emplace_back(1);
            begun = true;
        }
        std::string& cell = rows.back().back();
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                cell += text[++at];
            } else {
                quoted = false;
            }
        } else if (c == '"' && cell.empty()) {
            quoted = true;
        } else if (c == separator) {
            rows.back().emplace_back();
        } else if (c == '\n') {
            begun = false;
        } else if (c != '\r') {
            cell += c;
        }
    }
    return rows;
}

}  // namespace lotse::codec
