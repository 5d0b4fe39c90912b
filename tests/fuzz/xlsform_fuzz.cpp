// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a spreadsheet or a clear refusal; any cells are a form that comes back from a
/// spreadsheet as it was, or a refusal. The first byte chooses: the rest is a file, the XML of a
/// sheet, a definition to write, or cells (tab, line break; form feed: next sheet), which seldom go
/// through a file: that takes milliseconds.
#include <cstdlib>

#include "codec/forms/questionnaire_json.h"
#include "codec/spreadsheet/write.h"
#include "codec/xlsform/export.h"
#include "codec/xlsform/import.h"
#include "core/utf8.h"
#include "support/zip_maker.h"

namespace {

using namespace lotse;

codec::Spreadsheet cells_of(std::string_view text) {
    const std::string valid = utf8(code_points(text));
    text = valid;
    codec::Spreadsheet out;
    for (const char* name : {"survey", "choices", "settings", "lotse_texts", "other"}) {
        codec::Sheet sheet{name, {{}}, {}};
        const auto end = std::min(text.find('\f'), text.size());
        std::string cell;
        for (const char c : text.substr(0, end)) {
            if (c == '\t' || c == '\n') {
                sheet.rows.back().push_back(cell);
                cell.clear();
                if (c == '\n') {
                    sheet.rows.emplace_back();
                }
            } else if (c != '\0') {
                cell += c;
            }
        }
        sheet.rows.back().push_back(cell);
        out.sheets.push_back(std::move(sheet));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (text.empty()) {
            break;
        }
    }
    return out;
}

std::string workbook_with(std::string_view sheet) {
    return support::zip_of(
        {{"xl/workbook.xml", "<workbook><sheets><sheet name='survey' id='a'/></sheets></workbook>"},
         {"xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id='a' Type='/worksheet' Target='s.xml'/>"
          "<Relationship Id='b' Type='/sharedStrings' Target='s.xml'/>"
          "<Relationship Id='c' Type='/styles' Target='s.xml'/></Relationships>"},
         {"xl/s.xml", std::string(sheet)}});
}

void check(bool good) {
    if (!good) {
        std::abort();
    }
}

}  // namespace

namespace {

/// A form comes back from cells as it was; `through_file`: from a file, which costs twenty times as
/// much.
void round_trip(const codec::Spreadsheet& cells, bool through_file) {
    codec::XlsFormOptions told{"f", "fuzz", {{"default", "en"}, {"Dari", "fa-AF"}}};
    told.accept_lost_conditions = true;
    codec::XlsFormOptions untold{"f", "fuzz", {}};
    untold.accept_lost_conditions = true;
    Result<codec::ImportedForm> form = codec::form_of(cells, told);
    if (through_file) {
        const auto bytes = codec::write_spreadsheet(cells);
        if (!bytes) {
            return;
        }
        form = codec::read_xlsform(*bytes, told);
    }
    if (!form) {
        check(!form.error().detail.empty());
        return;
    }
    check(codec::read_questionnaire(form->definition, "fuzz").ok());
    const codec::FormToExport made{form->definition, "fuzz", form->texts, {}};
    Result<codec::ImportedForm> again = Error{};
    if (through_file) {
        const auto written = codec::write_xlsform(made);
        if (!written) {
            return;
        }
        again = codec::read_xlsform(*written, untold);
    } else {
        const auto written = codec::spreadsheet_of(made);
        check(written.ok());
        again = codec::form_of(*written, untold);
    }
    check(again.ok());
    check(again->definition == form->definition && again->texts == form->texts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0 || size > 20'000) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 16) {
        case 0:
            (void)codec::read_spreadsheet(text, "fuzz");
            break;
        case 1: {
            const auto read = codec::read_spreadsheet(workbook_with(text), "fuzz");
            check(!read || read->sheets.size() == 1);
            break;
        }
        case 2:
            round_trip(cells_of(text), true);
            break;
        case 3: {  // a definition that no import wrote
            const auto cells = codec::spreadsheet_of({std::string(text), "fuzz", {}, {}});
            check(cells.ok() || !cells.error().detail.empty());
            break;
        }
        default:
            round_trip(cells_of(text), false);
            break;
    }
    return 0;
}
