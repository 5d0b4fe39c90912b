// SPDX-License-Identifier: EUPL-1.2
#include "codec/delimited.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/utf8.h"

namespace lotse::codec {
namespace {

using Row = std::vector<std::string>;

constexpr std::string_view kSeparators = "\t,;";  ///< the first of those that stand as often

bool is_blank(std::string_view cell) {
    return cell.find_first_not_of(" \t") == std::string_view::npos;
}

char separator_of(std::string_view headings) {
    char most = kSeparators.front();
    std::ptrdiff_t seen = 0;
    for (const char separator : kSeparators) {
        bool quoted = false;
        const auto times = std::count_if(headings.begin(), headings.end(), [&](char c) {
            quoted = quoted != (c == '"');
            return c == separator && !quoted;
        });
        most = times > seen ? separator : most;
        seen = std::max(seen, times);
    }
    return most;
}

/// Letter by letter; keeps the first mistake.
class RowReader {
public:
    RowReader(const std::string& file, std::string_view text) : m_file(file), m_text(text) {}

    Result<std::vector<Row>> read() {
        if (m_text.starts_with(kByteOrderMark)) {
            m_text.remove_prefix(kByteOrderMark.size());
        }
        read_first_line();
        for (std::size_t at = 0; at < m_text.size() && !m_error; ++at) {
            at += take(m_text[at], m_text.substr(at + 1));
        }
        if (m_place == Place::Quoted) {
            fail(m_opened,
                 "a quotation mark begins a cell and none ends it. Put one at the end of the cell, "
                 "or write it twice inside of quotation marks");
        }
        check_width();
        return m_error ? Result<std::vector<Row>>(*m_error) : std::move(m_rows);
    }

private:
    enum class Place : std::uint8_t { Begin, Plain, Quoted, Ended };

    void fail(std::size_t line, const std::string& why) {
        if (!m_error) {
            m_error = Error{Kind::Unusable, m_file, "line " + std::to_string(line) + ": " + why};
        }
    }

    void read_first_line() {
        const std::string_view first = m_text.substr(0, m_text.find_first_of("\r\n"));
        const bool says =
            first.size() == 5 &&
            (first.starts_with("sep=") || first.starts_with("Sep=") || first.starts_with("SEP="));
        m_separator = says ? first.back() : separator_of(first);
        if (says) {
            m_text.remove_prefix(first.size());
            m_text.remove_prefix(
                m_text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, m_text.size()));
            ++m_line;
        }
    }

    /// How many letters of `rest` it took besides.
    std::size_t take(char c, std::string_view rest) {
        if (c == '\r') {
            if (rest.starts_with('\n')) {
                return 0;
            }
            c = '\n';
        }
        if (m_place == Place::Begin && m_rows_ended) {
            m_rows.emplace_back(1);
            m_lines.push_back(m_line);
            m_rows_ended = false;
        }
        m_line += c == '\n' ? 1 : 0;
        std::string& cell = m_rows.back().back();
        if (m_place == Place::Quoted) {
            if (c != '"') {
                cell += c;
            } else if (rest.starts_with('"')) {
                cell += c;
                return 1;
            } else {
                m_place = Place::Ended;
            }
        } else if (c == m_separator) {
            m_rows.back().emplace_back();
            m_place = Place::Begin;
        } else if (c == '\n') {
            m_rows_ended = true;
            m_place = Place::Begin;
        } else if (m_place == Place::Ended) {
            if (c != ' ') {
                fail(
                    m_line,
                    "words follow a cell in quotation marks. Write a quotation mark inside of such "
                    "a cell twice, and put a separator behind its end");
            }
        } else if (c == '"' && is_blank(cell)) {
            cell.clear();
            m_place = Place::Quoted;
            m_opened = m_line;
        } else {
            cell += c;
            m_place = Place::Plain;
        }
        return 0;
    }

    void check_width() {
        for (std::size_t row = 1; row < m_rows.size(); ++row) {
            const std::size_t headings = m_rows[0].size(), cells = m_rows[row].size();
            const auto beyond =
                m_rows[row].begin() + static_cast<std::ptrdiff_t>(std::min(headings, cells));
            if (!std::all_of(beyond, m_rows[row].end(), is_blank)) {
                fail(m_lines[row], std::to_string(cells) + " cells below " +
                                       std::to_string(headings) +
                                       " headings. Put a text that holds the separator into "
                                       "quotation marks");
            }
        }
    }

    const std::string& m_file;
    std::string_view m_text;
    char m_separator = '\t';
    Place m_place = Place::Begin;
    bool m_rows_ended = true;
    std::size_t m_line = 1, m_opened = 0;
    std::vector<Row> m_rows;
    std::vector<std::size_t> m_lines;  ///< in which each row begins
    std::optional<Error> m_error;
};

}  // namespace

Result<std::vector<Row>> rows_of_delimited(const std::string& file, std::string_view text) {
    return RowReader(file, text).read();
}

}  // namespace lotse::codec
