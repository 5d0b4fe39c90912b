// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_file.h"

#include <algorithm>

#include "codec/json_reader.h"
#include "codec/translation/text_files.h"
#include "codec/translation/translation_sheet.h"
#include "codec/translation/translation_xliff.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Editors of Windows write UTF-16 with a mark in front; without one, the first character is ASCII.
bool is_utf16(std::string_view bytes) {
    return bytes.size() >= 2 && (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
                                 bytes[0] == '\0' || bytes[1] == '\0');
}

/// Refused with the line of the first byte that is no UTF-8. A replacement character is one that
/// another program put there: the lint names its text.
Result<void> check_encoding(std::string_view bytes, const std::string& file) {
    if (is_utf16(bytes)) {
        return Error{Kind::Refused, file, "this is UTF-16; save it as UTF-8"};
    }
    std::size_t line = 1;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t begin = at;
        line += bytes[at] == '\n' ? 1 : 0;
        if (next_code_point(bytes, at) == kReplacement && at - begin == 1) {
            return Error{Kind::Refused, file + ", line " + std::to_string(line),
                         "this is not UTF-8; save the file as UTF-8"};
        }
    }
    return {};
}

Result<std::string> write_translation_json(const Translation& translation) {
    Json json = Json::object();
    for (const TranslationRow& row : translation.rows) {
        json[row.id] = row.text;
    }
    return json.dump(2) + '\n';
}

Result<Translation> read_translation_json(std::string_view bytes, const std::string& file) {
    const Result<TextFile> texts = parse_text_file(file, std::string(bytes));
    if (!texts) {
        return Error{Kind::Corrupt, texts.error().where, texts.error().detail};
    }
    Translation out;
    std::size_t line = 1;
    std::size_t at = 0;
    for (const TextFile::Entry& entry : texts->entries) {
        for (; at < entry.key; ++at) {
            line += texts->content[at] == '\n' ? 1 : 0;
        }
        TranslationRow row;
        row.id = entry.id;
        row.text = entry.text;
        row.place = "line " + std::to_string(line);
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace

bool same_tag(std::string_view one, std::string_view other) {
    const auto plain = [](char c) {
        return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return std::ranges::equal(one, other, {}, plain, plain);
}

std::optional<TranslationFormat> translation_format(std::string_view name) {
    if (name == "json") {
        return TranslationFormat::Json;
    }
    if (name == "xliff") {
        return TranslationFormat::Xliff;
    }
    if (name == "xlsx") {
        return TranslationFormat::Xlsx;
    }
    return std::nullopt;
}

std::optional<TranslationFormat> translation_format_of_file(std::string_view file) {
    const auto dot = file.rfind('.');
    const std::string_view end =
        dot == std::string_view::npos ? std::string_view() : file.substr(dot + 1);
    return end == "xlf" ? TranslationFormat::Xliff : translation_format(end);
}

Result<std::string> write_translation(const Translation& translation, TranslationFormat format) {
    switch (format) {
        case TranslationFormat::Json:
            return write_translation_json(translation);
        case TranslationFormat::Xliff:
            return write_translation_xliff(translation);
        case TranslationFormat::Xlsx:
            return write_translation_sheet(translation);
    }
    return Error{};
}

Result<Translation> read_translation(std::string_view bytes, TranslationFormat format,
                                     const std::string& file, std::string_view wanted) {
    if (bytes.size() > limits::kLargestTranslationBytes) {
        return Error{
            Kind::Refused, file,
            "expected at most " + std::to_string(limits::kLargestTranslationBytes) + " bytes"};
    }
    if (format != TranslationFormat::Xlsx) {
        if (auto encoding = check_encoding(bytes, file); !encoding) {
            return encoding.error();
        }
    }
    Result<Translation> read =
        format == TranslationFormat::Json    ? read_translation_json(bytes, file)
        : format == TranslationFormat::Xliff ? read_translation_xliff(bytes, file)
                                             : read_translation_sheet(bytes, file, wanted);
    if (read &&
        read->rows.size() + read->refused.size() > static_cast<std::size_t>(limits::kMostTexts)) {
        return Error{Kind::Refused, file,
                     "expected at most " + std::to_string(limits::kMostTexts) + " texts"};
    }
    return read;
}

std::string write_import_plan(const ImportPlan& plan, bool taken) {
    Json json = {{"tag", plan.tag}, {"taken", taken}};
    json["changed"] = Json::array();
    for (const ChangedText& change : plan.changed) {
        json["changed"].push_back({{"id", change.id},
                                   {"place", change.place},
                                   {"before", change.before},
                                   {"after", change.after},
                                   {"stale_because", change.stale_because}});
    }
    json["confirmed"] = plan.confirmed;
    json["refused"] = Json::array();
    for (const RefusedText& refused : plan.refused) {
        json["refused"].push_back(
            {{"id", refused.id}, {"place", refused.place}, {"what", refused.what}});
    }
    json["unchanged"] = plan.unchanged;
    json["empty"] = plan.empty;
    json["wrong_file"] = plan.wrong_file;
    return json.dump(2) + '\n';
}

std::string write_statuses(const std::vector<LanguageStatus>& statuses) {
    Json list = Json::array();
    for (const LanguageStatus& status : statuses) {
        Json one = {{"tag", status.tag},
                    {"endonym", status.endonym},
                    {"german_name", status.german_name},
                    {"texts", status.texts},
                    {"done", status.done},
                    {"missing", status.missing},
                    {"stale", status.stale},
                    {"answered_by", status.answered_by},
                    {"recorded", status.recorded},
                    {"review", status.review.state},
                    {"review_date", status.review.date}};
        if (const auto& reading = status.review.second_reading) {
            one["second_reading"] = {{"date", reading->date},
                                     {"checked", reading->checked},
                                     {"changed", reading->changed}};
        }
        one["untypable"] = status.untypable;
        one["missing_glyphs"] = status.missing_glyphs;
        one["voice"] = status.voice;
        one["findings"] = status.findings;
        list.push_back(std::move(one));
    }
    return list.dump(2) + '\n';
}

}  // namespace lotse::codec
