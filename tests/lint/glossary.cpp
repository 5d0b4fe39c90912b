// SPDX-License-Identifier: EUPL-1.2
#include "lint/glossary.h"

#include "codec/json_reader.h"
#include "lint/source_tree.h"

namespace lotse::lint {
namespace {

constexpr std::size_t kLargestBytes = 1'000'000;

Term read_term(codec::JsonReader& reader, const codec::Json& json) {
    Term term;
    const std::string place =
        "term " + (json.is_object() ? json.value("id", std::string("without id")) : "?");
    if (!reader.object(json, place,
                       {"id", "term", "forms", "explanation", "forbidden", "bracket", "languages"}))
        return term;
    term.id = reader.text(json, "id", place, true);
    term.term = reader.text(json, "term", place, true);
    term.forms = reader.texts(json, "forms", place, true);
    term.explanation = reader.text(json, "explanation", place, true);
    term.forbidden = reader.texts(json, "forbidden", place, true);
    term.bracket = reader.flag(json, "bracket", place, false);
    const codec::Json* languages = reader.member(json, "languages");
    if (languages == nullptr || !languages->is_object()) {
        reader.fail(place, "expected \"languages\": {tag: {term, also, explanation}}");
        return term;
    }
    for (const auto& [tag, own] : languages->items()) {
        const std::string where = place + ", " + tag;
        if (!reader.object(own, where, {"term", "also", "explanation"})) break;
        term.languages[tag] = {reader.text(own, "term", where, true),
                               reader.texts(own, "also", where, true),
                               reader.text(own, "explanation", where, true)};
    }
    return term;
}

}  // namespace

Result<std::vector<Term>> read_glossary(const std::string& path) {
    std::string text;
    for (const std::string& line : file_at(path).lines) text += line + "\n";
    const auto json = codec::parse_json(text, path, kLargestBytes);
    if (!json) return json.error();
    codec::JsonReader reader(path, Kind::Unusable);
    if (!json->is_array()) reader.fail("the file", "expected a list of terms");
    std::vector<Term> terms;
    for (std::size_t i = 0; reader.ok() && i < json->size(); ++i) {
        terms.push_back(read_term(reader, (*json)[i]));
    }
    if (!reader.ok()) return reader.error();
    return terms;
}

}  // namespace lotse::lint
