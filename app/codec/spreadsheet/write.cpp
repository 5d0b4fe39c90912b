// SPDX-License-Identifier: EUPL-1.2
#include "codec/spreadsheet/write.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/descriptor.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr std::size_t kLongestSheetName = 31;
constexpr std::size_t kWidestColumn = 60;
/// 2026-01-01: the library would write the time of day, and equal forms would differ.
constexpr time_t kCreated = 1767225600;

/// A file that exists in memory only; the library writes to paths.
class MemoryFile {
public:
    MemoryFile() : m_file(memfd_create("spreadsheet", MFD_CLOEXEC)) {}

    bool ok() const { return m_file.get() >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_file.get()); }
    std::string bytes() const {
        std::string out;
        char block[16 * 1024];
        ssize_t read = 0;
        while ((read = pread(m_file.get(), block, sizeof block, static_cast<off_t>(out.size()))) >
               0) {
            out.append(block, static_cast<std::size_t>(read));
        }
        return out;
    }

private:
    Descriptor m_file;
};

bool is_hex(char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

/// Text that looks like an escape of ST_Xstring would come back as something else.
std::string escaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool looks_escaped =
            text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_' &&
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i) + 2,
                        text.begin() + static_cast<std::ptrdiff_t>(i) + 6, is_hex);
        out += looks_escaped ? "_x005F_" : std::string(1, text[i]);
    }
    return out;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

Result<void> check(const Spreadsheet& spreadsheet) {
    if (spreadsheet.sheets.empty() || spreadsheet.sheets.size() > limits::kMostSheets) {
        return Error{Kind::Refused, "spreadsheet",
                     "expected 1 to " + std::to_string(limits::kMostSheets) + " sheets"};
    }
    std::set<std::string> names;
    for (const Sheet& sheet : spreadsheet.sheets) {
        const std::string where = "sheet \"" + sheet.name + "\"";
        if (sheet.name.empty() || code_points(sheet.name).size() > kLongestSheetName ||
            sheet.name.find_first_of("[]:*?/\\") != std::string::npos ||
            sheet.name.front() == '\'' || sheet.name.back() == '\'') {
            return Error{Kind::Refused, where,
                         "expected a name of 1 to 31 characters without [ ] : * ? / \\"};
        }
        if (!names.insert(lower(sheet.name)).second) {
            return Error{Kind::Refused, where, "this name is given twice"};
        }
        if (sheet.rows.size() > limits::kMostSpreadsheetRows) {
            return Error{
                Kind::Refused, where,
                "expected at most " + std::to_string(limits::kMostSpreadsheetRows) + " rows"};
        }
        for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
            if (sheet.rows[row].size() > limits::kMostSpreadsheetColumns) {
                return Error{Kind::Refused, where + ", row " + std::to_string(row + 1),
                             "expected at most " + std::to_string(limits::kMostSpreadsheetColumns) +
                                 " columns"};
            }
            for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
                if (sheet.rows[row][column].size() > limits::kLongestCellBytes) {
                    return Error{
                        Kind::Refused, where + ", cell " + cell_name(row, column),
                        "expected at most " + std::to_string(limits::kLongestCellBytes) + " bytes"};
                }
            }
        }
    }
    return {};
}

/// The widest text of a column decides its width, within reason.
void set_widths(lxw_worksheet* to, const Sheet& sheet) {
    std::vector<std::size_t> widths;
    for (const auto& row : sheet.rows) {
        widths.resize(std::max(widths.size(), row.size()), 8);
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::clamp(row[column].size() + 2, widths[column], kWidestColumn);
        }
    }
    for (std::size_t column = 0; column < widths.size(); ++column) {
        const auto number = static_cast<lxw_col_t>(column);
        worksheet_set_column(to, number, number, static_cast<double>(widths[column]), nullptr);
    }
}

lxw_error write_sheet(lxw_workbook* workbook, lxw_format* heading, lxw_format* body,
                      const Sheet& sheet) {
    lxw_worksheet* to = workbook_add_worksheet(workbook, sheet.name.c_str());
    if (to == nullptr) {
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    set_widths(to, sheet);
    worksheet_freeze_panes(to, 1, 0);
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            const std::string& text = sheet.rows[row][column];
            if (text.empty()) {
                continue;
            }
            const lxw_error error = worksheet_write_string(
                to, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                escaped(text).c_str(), row == 0 ? heading : body);
            if (error != LXW_NO_ERROR) {
                return error;
            }
        }
    }
    return LXW_NO_ERROR;
}

}  // namespace

Result<std::string> write_spreadsheet(const Spreadsheet& spreadsheet) {
    if (const Result<void> checked = check(spreadsheet); !checked) {
        return checked.error();
    }
    const MemoryFile file;
    if (!file.ok()) {
        return Error{Kind::Transient, "spreadsheet", "no memory for the file"};
    }
    lxw_workbook* workbook = workbook_new(file.path().c_str());
    if (workbook == nullptr) {
        return Error{Kind::Transient, "spreadsheet", "no memory for the file"};
    }
    lxw_doc_properties properties{};
    properties.created = kCreated;
    workbook_set_properties(workbook, &properties);
    lxw_format* heading = workbook_add_format(workbook);
    format_set_bold(heading);
    format_set_text_wrap(heading);
    lxw_format* body = workbook_add_format(workbook);
    format_set_text_wrap(body);
    format_set_align(body, LXW_ALIGN_VERTICAL_TOP);
    // Text, so that a person's "1" or "=a" stays what was typed.
    format_set_num_format(body, "@");
    lxw_error error = LXW_NO_ERROR;
    for (const Sheet& sheet : spreadsheet.sheets) {
        error = error != LXW_NO_ERROR ? error : write_sheet(workbook, heading, body, sheet);
    }
    const lxw_error closed = workbook_close(workbook);
    error = error != LXW_NO_ERROR ? error : closed;
    if (error != LXW_NO_ERROR) {
        return Error{Kind::Unusable, "spreadsheet", lxw_strerror(error)};
    }
    return file.bytes();
}

}  // namespace lotse::codec
