// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec: makes JSON out of what people and their editors write instead of it, so that a
/// file is not refused for one place.
///
/// Decides what is beyond doubt and what is not:
///
///     read, and told         a mark in front of the file, comments, tabs and line ends inside of
///                            quotes, a comma behind the last value, keys without quotes, spaces
///                            that JSON does not know
///     read but for its text  a word that is no value (NaN, None), half a character (\ud83d), an
///                            escape that JSON does not know, a zero byte: `doubts`
///
/// Everything else is left for the parser to refuse. A line of the result is the line of the file.
/// Only for files that people hand in: what programs say to each other, and the files that are
/// signed, are read as they are (json_reader.h).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lotse::codec {

/// One for each kind of mistake, at the first line that has it.
struct JsonRemark {
    std::size_t line = 1;
    std::string what;
};

struct MendedJson {
    std::string text;
    std::vector<JsonRemark> remarks;
    /// Of quoted strings in `text`, by the place of their first quote: why what the file has there
    /// is no text.
    std::map<std::size_t, std::string> doubts;
};

MendedJson mend_json(std::string_view text);

}  // namespace lotse::codec
