// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a file of translations or a clear refusal; what was read is written and read again
/// unchanged. Valid texts of a language folder keep every byte when nothing is changed.
#include <cstdlib>
#include <set>
#include <string>

#include "codec/translation/text_files.h"
#include "codec/translation/translation_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const auto format :
         {codec::TranslationFormat::FlatJson, codec::TranslationFormat::Xliff}) {
        const auto read = codec::read_translation(bytes, format, "fuzz");
        if (!read) {
            continue;
        }
        std::set<std::string> ids;
        for (const TranslationRow& row : read->rows) {
            ids.insert(row.id);
        }
        if (ids.size() != read->rows.size()) {
            continue;  // Json holds each id once
        }
        const auto written = codec::write_translation(*read, format);
        if (!written) {
            continue;  // a character that the format cannot hold
        }
        const auto again = codec::read_translation(*written, format, "fuzz");
        if (!again || again->rows.size() != read->rows.size()) {
            std::abort();
        }
        for (std::size_t i = 0; i < read->rows.size(); ++i) {
            if (again->rows[i].id != read->rows[i].id ||
                again->rows[i].text != read->rows[i].text) {
                std::abort();
            }
        }
    }
    const auto file = codec::parse_text_file("fuzz", std::string(bytes));
    if (file && !file->entries.empty()) {
        const codec::TextFile::Entry& first = file->entries.front();
        const auto edited = codec::edited({*file}, {*file}, {{first.id, first.text + "\""}});
        if (!edited) {
            std::abort();
        }
        const auto again = codec::parse_text_file("fuzz", edited->at("fuzz"));
        if (!again || again->entries.size() != file->entries.size() ||
            again->entries.front().text != first.text + "\"") {
            std::abort();
        }
    }
    return 0;
}
