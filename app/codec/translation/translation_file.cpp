// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/translation_file.h"

#include <algorithm>
#include <initializer_list>
#include <set>

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

/// Behind the path of what holds a value.
std::string_view name_in(const JsonLeaf& leaf, std::string_view holder) {
    return std::string_view(leaf.path).substr(holder.empty() ? 0 : holder.size() + 1);
}
bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}
/// What programs call the id of one entry of a list, the likeliest first.
constexpr std::string_view kIdNames[] = {"id",   "key",     "string_id", "identifier",
                                         "term", "resname", "name"};
bool names_text(std::string_view key) {
    return is_one_of(key, {"text", "translation", "target", "value", "definition", "message",
                           "string", "msgstr", "content"});
}
/// What they write beside it.
bool names_remark(std::string_view key) {
    return is_one_of(
        key, {"description", "comment",           "comments",        "note",        "notes",
              "context",     "placeholders",      "reference",       "tags",        "state",
              "status",      "developer_comment", "character_limit", "source",      "german",
              "Deutsch",     "max_length",        "obsolete",        "term_plural", "fuzzy"});
}

using Leaves = std::vector<JsonLeaf>;

/// Objects of lists, [{"id": "page.next", "text": "…"}, …], as values under their ids; those of
/// [{"page.next": "…"}] as they are. Several forms of a text are ids below its own.
class ListReader {
public:
    ListReader(std::string_view wanted, const std::vector<std::string>& known, Translation& told)
        : m_wanted(wanted), m_known(known), m_told(told) {}

    Leaves read(const Leaves& leaves) {
        for (std::size_t at = 0; at < leaves.size();) {
            const std::string& entry = leaves[at].entry;
            std::vector<const JsonLeaf*> values;
            do {
                values.push_back(&leaves[at++]);
            } while (!entry.empty() && at < leaves.size() && leaves[at].entry == entry);
            add(values, entry);
        }
        return std::move(m_out);
    }

private:
    void add(const std::vector<const JsonLeaf*>& values, const std::string& entry) {
        const JsonLeaf* id = entry.empty() ? nullptr : id_of(values, entry);
        if (id == nullptr) {
            const bool in_top_list = !entry.empty() && entry.find('.') == std::string::npos;
            for (const JsonLeaf* value : values) {
                m_out.push_back(*value);
                m_out.back().path = in_top_list ? std::string(name_in(*value, entry)) : value->path;
            }
            return;
        }
        const std::string key = key_of_text(values, entry);
        if (key.empty()) {
            m_told.refused.push_back(
                {id->text, "line " + std::to_string(id->line),
                 "has an id, and it is not clear what its text is; expected \"text\" beside it"});
            return;
        }
        for (const JsonLeaf* value : values) {
            const std::string_view name = name_in(*value, entry);
            if (name.substr(0, name.find('.')) == key) {
                m_out.push_back(*value);
                m_out.back().path = id->text + std::string(name.substr(key.size()));
                m_out.back().name = m_out.back().path;
            }
        }
    }

    static const JsonLeaf* id_of(const std::vector<const JsonLeaf*>& values,
                                 const std::string& entry) {
        for (const std::string_view name : kIdNames) {
            for (const JsonLeaf* value : values) {
                if (value->kind == JsonLeaf::Kind::Text && name_in(*value, entry) == name) {
                    return value;
                }
            }
        }
        return nullptr;
    }

    /// A text may also be called by its language; "" if none is, or several.
    std::string key_of_text(const std::vector<const JsonLeaf*>& values,
                            const std::string& entry) const {
        std::set<std::string> languages;
        for (const JsonLeaf* value : values) {
            const std::string_view name = name_in(*value, entry);
            const std::string key(name.substr(0, name.find('.')));
            if (names_text(key)) {
                return key;
            }
            const auto tag = language_among(key, m_known);
            const bool meant =
                m_wanted.empty() ? tag && *tag != "de" : tag && same_tag(*tag, m_wanted);
            if (meant && !names_remark(key)) {
                languages.insert(key);
            }
        }
        return languages.size() == 1 ? *languages.begin() : "";
    }

    std::string_view m_wanted;
    const std::vector<std::string>& m_known;
    Translation& m_told;
    Leaves m_out;
};

/// {"page.next": {"message": "…", "description": "…"}}, as browsers' extensions and some services
/// have it: the text under its id, without what is said about it.
Leaves without_descriptions(Leaves leaves) {
    const auto above = [](const JsonLeaf& leaf) {
        return leaf.path.size() > leaf.name.size()
                   ? leaf.path.substr(0, leaf.path.size() - leaf.name.size() - 1)
                   : std::string();
    };
    std::set<std::string> texts, others;  // holders of such a text, and of any other
    for (const JsonLeaf& leaf : leaves) {
        const std::string holder = above(leaf);
        if (is_one_of(leaf.name, {"message", "string", "defaultMessage"}) && !holder.empty()) {
            texts.insert(holder);
        } else if (!names_remark(leaf.name)) {
            others.insert(holder);
        }
    }
    Leaves out;
    for (JsonLeaf& leaf : leaves) {
        const std::string holder = above(leaf);
        const bool described = texts.contains(holder) && !others.contains(holder);
        if (described && names_remark(leaf.name)) {
            continue;
        }
        leaf.path = described ? holder : leaf.path;
        out.push_back(std::move(leaf));
    }
    return out;
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
                                          std::string_view wanted,
                                          const std::vector<std::string>& known) {
    Result<JsonLeaves> read = json_leaves(bytes, file, limits::kLargestTranslationBytes);
    if (!read) {
        return read.error();
    }
    Translation out;
    for (const JsonRemark& remark : read->remarks) {
        out.remarks.push_back({"", "line " + std::to_string(remark.line), remark.what});
    }
    Leaves& leaves = read->values;
    if (read->is_list && std::ranges::all_of(leaves, &std::string::empty, &JsonLeaf::entry)) {
        return Error{
            Kind::Corrupt, file,
            "expected texts by id, as in {\"page.next\": \"…\"}, or a list of objects with "
            "an \"id\" and a \"text\" each"};
    }
    leaves = without_descriptions(ListReader(wanted, known, out).read(leaves));
    for (std::string holder = holder_of(leaves, known); !holder.empty();
         holder = holder_of(leaves, known)) {
        if (const auto tag = language_among(holder, known)) {
            out.tag = *tag;
        }
        for (JsonLeaf& leaf : leaves) {
            leaf.path.erase(0, holder.size() + 1);
        }
    }
    for (const JsonLeaf& leaf : leaves) {
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
        if (leaf.kind == JsonLeaf::Kind::Doubtful) {
            out.refused.push_back({row.id, row.place, leaf.text});
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
        return TranslationFormat::FlatJson;
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
        case TranslationFormat::FlatJson:
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
        format == TranslationFormat::FlatJson ? read_translation_json(bytes, file, wanted, known)
        : format == TranslationFormat::Xliff  ? read_translation_xliff(bytes, file, wanted, known)
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
