// SPDX-License-Identifier: EUPL-1.2
#include "codec/xlsform/types.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "codec/xlsform/words.h"
#include "core/misspelling.h"

namespace lotse::codec::xlsform {
namespace {

/// As programs and people write them → ours.
constexpr std::array<std::pair<const char*, const char*>, 18> kSelects = {{
    {"select one from file", "select_one"},
    {"select multiple from file", "select_multiple"},
    {"select one external", "select_one"},
    {"select multiple external", "select_multiple"},
    {"select one using", "select_one"},
    {"select multiple using", "select_multiple"},
    {"add select one prompt using", "select_one"},
    {"add select multiple prompt using", "select_multiple"},
    {"select all that apply from", "select_multiple"},
    {"select all that apply", "select_multiple"},
    {"select one from", "select_one"},
    {"select multiple from", "select_multiple"},
    {"select one", "select_one"},
    {"select multiple", "select_multiple"},
    {"select1", "select_one"},
    {"q select1", "select_one"},
    {"q select", "select_multiple"},
    {"select", "select_multiple"},
}};

/// As programs and people write them → ours.
const std::map<std::string, std::string>& plain_types() {
    static const std::map<std::string, std::string> kWords = {
        {"text", "text"},
        {"string", "text"},
        {"integer", "integer"},
        {"int", "integer"},
        {"decimal", "decimal"},
        {"date", "date"},
        {"time", "time"},
        {"datetime", "dateTime"},
        {"date time", "dateTime"},
        {"date and time", "dateTime"},
        {"note", "note"},
        {"acknowledge", "acknowledge"},
        {"trigger", "acknowledge"},
        {"acknowledgement", "acknowledge"},
        {"calculate", "calculate"},
        {"calculation", "calculate"},
        {"hidden", "hidden"},
        {"range", "range"},
        {"today", "today"},
        {"get today", "today"},
        {"start", "start"},
        {"start time", "start"},
        {"get start time", "start"},
    };
    return kWords;
}
/// Text with a keyboard of its own.
const std::map<std::string, std::string>& keyboards() {
    static const std::map<std::string, std::string> kWords = {
        {"tel", "phone"},          {"telephone", "phone"},   {"phone", "phone"},
        {"phone number", "phone"}, {"phonenumber", "phone"}, {"email", "email"},
        {"e-mail", "email"},
    };
    return kWords;
}
/// Whole numbers from 0.
const std::map<std::string, std::string>& upper_ends() {
    static const std::map<std::string, std::string> kWords = {
        {"percentage", "100"},
        {"number of days in last week", "7"},
        {"number of days in last month", "31"},
        {"number of days in last six months", "183"},
        {"number of days in last year", "365"},
    };
    return kWords;
}

/// The first so many words in small letters, with spaces for _.
std::string flat_of(const std::vector<std::string>& words, std::size_t count) {
    std::string flat;
    for (std::size_t i = 0; i < std::min(count, words.size()); ++i) {
        flat += (i == 0 ? "" : " ") + lower(words[i]);
    }
    std::replace(flat.begin(), flat.end(), '_', ' ');
    return flat;
}

bool is_select(const std::string& flat) {
    return std::any_of(kSelects.begin(), kSelects.end(),
                       [&](const auto& one) { return flat == one.first; });
}

/// What other programs ask and this one does not; never a misspelling. Sources: docs.getodk.org,
/// "Form question types"; support.kobotoolbox.org; pyxform.
bool is_foreign(const std::string& flat) {
    static const std::set<std::string> kWords = {"annotate",
                                                 "audio",
                                                 "audit",
                                                 "audio audit",
                                                 "text audit",
                                                 "caseid",
                                                 "comments",
                                                 "sensor stream",
                                                 "sensor statistic",
                                                 "speed violations audit",
                                                 "speed violations count",
                                                 "speed violations list",
                                                 "background audio",
                                                 "background geopoint",
                                                 "barcode",
                                                 "csv external",
                                                 "deviceid",
                                                 "device id",
                                                 "draw",
                                                 "end",
                                                 "end time",
                                                 "entity",
                                                 "file",
                                                 "geopoint",
                                                 "geoshape",
                                                 "geotrace",
                                                 "gps",
                                                 "image",
                                                 "imei",
                                                 "location",
                                                 "map",
                                                 "matrix",
                                                 "osm",
                                                 "photo",
                                                 "picture",
                                                 "qrcode",
                                                 "rank",
                                                 "score",
                                                 "signature",
                                                 "simserial",
                                                 "start geopoint",
                                                 "subscriberid",
                                                 "uri:deviceid",
                                                 "username",
                                                 "user name",
                                                 "video",
                                                 "xml external",
                                                 "kobomatrix",
                                                 "phonenumber",
                                                 "instance id",
                                                 "xform",
                                                 "odk:rank",
                                                 "upload"};
    const std::string first = flat.substr(0, flat.find(' '));
    return kWords.contains(flat) || kWords.contains(first) || first == "begin" || first == "end" ||
           first == "get";
}

/// As other programs and people call what can be asked here → what to write.
const std::map<std::string, std::string>& other_names() {
    static const std::map<std::string, std::string> kWords = [] {
        std::map<std::string, std::string> out;
        const auto all = [&](const char* right, std::initializer_list<const char*> others) {
            for (const char* const other : others) {
                out[other] = right;
            }
        };
        all("text", {"textfield", "text field", "textbox", "text box", "textarea", "memo",
                     "paragraph", "free text", "open", "short text", "long text", "char", "varchar",
                     "freitext", "textfeld"});
        all("integer or decimal", {"number", "numeric", "numerical", "zahl", "nummer", "count"});
        all("integer",
            {"whole number", "ganzzahl", "long", "counter", "age", "alter", "year", "jahr"});
        all("decimal", {"float", "double", "real", "dezimal", "dezimalzahl", "currency", "money"});
        all("yes_no", {"yes/no", "ja nein", "ja/nein", "y/n", "bool", "true/false", "true false"});
        all("phone", {"telefon", "telefonnummer", "mobile", "mobile number", "mobil", "handy",
                      "cell", "cellphone", "handynummer"});
        all("dateTime", {"timestamp", "zeitpunkt"});
        all("range", {"slider", "scale", "rating", "skala"});
        all("calculate", {"calc", "formula", "formel", "computed"});
        all("acknowledge", {"consent", "agree", "accept", "confirm"});
        all("date", {"datum", "fecha", "calendar", "birthday"});
        all("time", {"uhrzeit", "zeit", "hour"});
        all("note", {"info", "label", "statement", "description", "hinweis", "notiz", "display",
                     "heading", "header", "title", "html", "read only"});
        all("select_one …, with the name of the list behind it,",
            {"dropdown", "drop down", "radio", "radiobutton", "radio button", "radio buttons",
             "single choice", "singlechoice", "single select", "single", "choice", "combobox",
             "choose one", "pick one", "list", "likert"});
        all("select_multiple …, with the name of the list behind it,",
            {"checkbox", "checkboxes", "check box", "multiple choice", "multiplechoice",
             "multi select", "multiselect", "multiple", "select many", "choose many", "tags"});
        all("begin_group", {"group", "section", "page", "panel", "gruppe", "begin", "start group"});
        all("begin_repeat", {"repeat", "roster", "loop", "wiederholung", "start repeat"});
        all("end_group", {"close group", "group end"});
        all("end_repeat", {"close repeat", "repeat end"});
        return out;
    }();
    return kWords;
}

/// The nearest of the names that a whole cell may have, as it is written.
std::string nearest_plain(const std::string& flat) {
    static const std::vector<std::string_view> kNames = [] {
        std::vector<std::string_view> out = {"begin group", "end group", "begin repeat",
                                             "end repeat"};
        for (const auto* table : {&plain_types(), &keyboards()}) {
            for (const auto& [name, unused] : *table) {
                out.push_back(name);
            }
        }
        return out;
    }();
    std::string name = nearest_word(flat, kNames);
    if (name.starts_with("begin ") || name.starts_with("end ")) {
        std::replace(name.begin(), name.end(), ' ', '_');
    }
    return name;
}

std::string in_quotes(const std::string& text) {
    return "\"" + text + "\"";
}

std::string written(const std::vector<std::string>& words, std::size_t from) {
    std::string out;
    for (std::size_t i = from; i < words.size(); ++i) {
        out += " " + words[i];
    }
    return out;
}

/// What a cell that begins like a select wants; "" if it does not.
std::string mistake_of_select(const std::vector<std::string>& words,
                              const std::set<std::string>& lists) {
    static const std::vector<std::string_view> kNames = {
        "select one", "select multiple", "select one from file", "select multiple from file"};
    // What is right before what is only near it: "select_one list minimal" is no select_one_list.
    std::size_t right = std::min<std::size_t>(words.size(), 4);
    while (right > 0 && !is_select(flat_of(words, right))) {
        --right;
    }
    for (std::size_t count = right > 0 ? right : std::min<std::size_t>(words.size(), 4); count > 0;
         --count) {
        const std::string flat = flat_of(words, count);
        const bool known = is_select(flat);
        std::string name = known ? flat : nearest_word(flat, kNames);
        if (name.empty()) {
            continue;
        }
        std::replace(name.begin(), name.end(), ' ', '_');
        const bool names_list = words.size() > count && lists.contains(words[count]);
        const std::string list = names_list      ? words[count]
                                 : lists.empty() ? "yes_no"
                                                 : *lists.begin();
        if (words.size() == count) {
            return "expected the name of a list behind " + in_quotes(name) + ", as in " +
                   in_quotes(name + " " + list);
        }
        if (known) {
            return "expected one list behind " + in_quotes(name) + ", as in " +
                   in_quotes(name + " " + list) + " or " +
                   in_quotes(name + " " + list + " or_other") +
                   "; the name of a list has no spaces, $, { and }";
        }
        return "there is no such type; if " + in_quotes(name) + " is meant, write " +
               in_quotes(name + written(words, count));
    }
    return "";
}

/// The name that a cell, or its first word, is misspelt of, or that is called so here; "" if it is
/// no plain type.
std::string plain_meant(const std::vector<std::string>& words) {
    for (const std::size_t count : {words.size(), std::size_t{1}}) {
        const std::string flat = flat_of(words, count);
        if (const auto other = other_names().find(flat); other != other_names().end()) {
            return other->second;
        }
        if (std::string name = nearest_plain(flat); !name.empty()) {
            return name;
        }
    }
    return "";
}

}  // namespace

Type type_of(const std::string& cell) {
    Type type;
    std::vector<std::string> words = words_of(cell);
    if (words.empty()) {
        type.kind = Type::Kind::None;
        return type;
    }
    std::string flat = flat_of(words, words.size());
    const bool begins = flat.starts_with("begin ");
    if (begins || flat.starts_with("end ")) {
        const std::string what = flat.substr(flat.find(' ') + 1);
        const bool repeat = what == "repeat" || what == "lgroup" || what == "looped group";
        if (what == "group") {
            type.kind = begins ? Type::Kind::BeginGroup : Type::Kind::EndGroup;
        } else if (repeat) {
            type.kind = begins ? Type::Kind::BeginRepeat : Type::Kind::EndRepeat;
        } else if (what == "loop" || what.starts_with("loop ")) {
            type.kind = begins ? Type::Kind::BeginOther : Type::Kind::EndOther;
        }
        if (type.kind != Type::Kind::Unknown) {
            return type;
        }
    }
    if (is_select(flat)) {
        return type;  // without a list
    }
    for (const auto& [written, word] : kSelects) {
        const std::string begin = std::string(written) + " ";
        if (!flat.starts_with(begin)) {
            continue;
        }
        // The list keeps its case and underscores: it is cut from the cell as written.
        std::string rest;
        for (const std::string& one : words) {
            rest += (rest.empty() ? "" : " ") + one;
        }
        std::vector<std::string> parts = words_of(rest.substr(begin.size()));
        if (parts.size() == 2 && lower(parts[1]) == "or_other") {
            type.or_other = true;
            parts.pop_back();
        } else if (parts.size() == 4 && lower(parts[1]) == "or" && lower(parts[2]) == "specify") {
            type.or_other = true;
            parts.resize(1);
        }
        const bool from_file = std::string(written).ends_with(" file");
        if (parts.size() != 1 ||
            parts[0].find_first_of(from_file ? "${}" : "${}.") != std::string::npos) {
            return type;
        }
        type.kind = Type::Kind::Question;
        type.word = word;
        (from_file ? type.file : type.list) = parts[0];
        type.external = std::string(written).ends_with(" external");
        return type;
    }
    // "add text prompt" and "q text" are what older programs called "text".
    if (flat.starts_with("add ") && flat.ends_with(" prompt")) {
        flat = flat.substr(4, flat.size() - 11);
    } else if (flat.starts_with("q ")) {
        flat = flat.substr(2);
    }
    type.kind = Type::Kind::Question;
    if (flat == "yes no" || flat == "yes or no" || flat == "yes or no question" ||
        flat == "boolean") {
        type.word = "select_one";
        type.list = "yes_no";
        type.yes_no = true;
    } else if (const auto it = plain_types().find(flat); it != plain_types().end()) {
        type.word = it->second;
    } else if (const auto keyboard = keyboards().find(flat); keyboard != keyboards().end()) {
        type.word = "text";
        type.keyboard = keyboard->second;
    } else if (const auto up_to = upper_ends().find(flat); up_to != upper_ends().end()) {
        type.word = "range";
        type.up_to = up_to->second;
    } else {
        type.kind = Type::Kind::Unknown;
    }
    return type;
}

std::string mistake_of_type(const std::string& cell, const std::set<std::string>& lists) {
    const std::vector<std::string> words = words_of(cell);
    const std::string flat = flat_of(words, words.size());
    if (type_of(cell).kind != Type::Kind::Unknown) {
        return "";
    }
    const std::string meant = plain_meant(words);
    const bool group = meant.starts_with("begin_") || meant.starts_with("end_");
    if (!group && is_foreign(flat)) {
        return "";
    }
    if (std::string select = mistake_of_select(words, lists); !select.empty()) {
        return select;
    }
    return meant.empty() ? "" : "there is no such type; if " + meant + " is meant, write that";
}

bool means_group(const std::string& cell) {
    const std::vector<std::string> words = words_of(cell);
    const std::string near = nearest_plain(flat_of(words, words.size()));
    return type_of(cell).kind == Type::Kind::Unknown &&
           (near.starts_with("begin_") || near.starts_with("end_"));
}

}  // namespace lotse::codec::xlsform
