// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_file.h"

#include <algorithm>

#include "codec/json_reader.h"
#include "codec/translation/translation_sheet.h"
#include "codec/translation/translation_xliff.h"
#include "core/clean_text.h"
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

/// What holds all texts of a file may be the language, or what a library calls its texts:
/// {"uk": {…}}, {"translation": {…}}.
std::string holder_of(const std::vector<JsonLeaf>& leaves, const std::vector<std::string>& known) {
    const std::string first =
        leaves.empty() ? "" : leaves[0].path.substr(0, leaves[0].path.find('.'));
    const bool of_all = std::ranges::all_of(
        leaves, [&](const JsonLeaf& leaf) { return leaf.path.starts_with(first + "."); });
    const bool holds = first == "translation" || language_among(first, known).has_value();
    return of_all && holds ? first : "";
}

Result<Translation> read_translation_json(std::string_view bytes, const std::string& file,
                                          const std::vector<std::string>& known) {
    Result<std::vector<JsonLeaf>> leaves =
        json_leaves(bytes, file, limits::kLargestTranslationBytes);
    if (!leaves) {
        return leaves.error();
    }
    Translation out;
    for (std::string holder = holder_of(*leaves, known); !holder.empty();
         holder = holder_of(*leaves, known)) {
        if (const auto tag = language_among(holder, known)) {
            out.tag = *tag;
        }
        for (JsonLeaf& leaf : *leaves) {
            leaf.path.erase(0, holder.size() + 1);
        }
    }
    for (const JsonLeaf& leaf : *leaves) {
        TranslationRow row;
        row.place = "line " + std::to_string(leaf.line);
        const Cleaned id = clean_word(leaf.path);
        row.id = id.text;
        if (!id.stripped.empty()) {
            out.remarks.push_back({row.id, row.place, "taken off the id: " + id.stripped});
        }
        if (leaf.kind == JsonLeaf::Kind::Other) {
            out.refused.push_back(
                {row.id, row.place, "expected a text in quotes, this is " + leaf.text});
            continue;
        }
        if (leaf.kind == JsonLeaf::Kind::Null) {
            out.remarks.push_back({row.id, row.place, "null counts as not translated"});
        } else {
            row.text = leaf.text;
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace

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
    std::string end(dot == std::string_view::npos ? std::string_view() : file.substr(dot + 1));
    std::ranges::transform(end, end.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
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
                                     const std::string& file, std::string_view wanted,
                                     const std::vector<std::string>& known) {
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
        format == TranslationFormat::Json    ? read_translation_json(bytes, file, known)
        : format == TranslationFormat::Xliff ? read_translation_xliff(bytes, file, wanted, known)
                                             : read_translation_sheet(bytes, file, wanted, known);
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
    json["remarks"] = Json::array();
    for (const TextRemark& remark : plan.remarks) {
        json["remarks"].push_back(
            {{"id", remark.id}, {"place", remark.place}, {"what", remark.what}});
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
