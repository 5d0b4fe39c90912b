// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/intake_json.h"

#include <array>
#include <utility>

#include "codec/json_reader.h"
#include "core/form/questionnaire.h"
#include "core/limits.h"
#include "core/utf8.h"

namespace lotse::codec {
namespace {

constexpr long long kFormat = 1;
constexpr const char* kWhere = "intake";

constexpr std::array<std::pair<FillMode, std::string_view>, 3> kModes = {
    {{FillMode::Read, "read"},
     {FillMode::ReadAloud, "read_aloud"},
     {FillMode::WithHelper, "with_helper"}}};
constexpr std::array<std::pair<DatePrecision, std::string_view>, 3> kPrecisions = {
    {{DatePrecision::Day, "day"}, {DatePrecision::Month, "month"}, {DatePrecision::Year, "year"}}};

template <class Table, class T>
std::string_view word_of(const Table& table, T value) {
    for (const auto& [known, word] : table) {
        if (known == value) {
            return word;
        }
    }
    return {};
}

template <class Table, class T>
bool value_of(const Table& table, std::string_view word, T& out) {
    for (const auto& [value, known] : table) {
        if (known == word) {
            out = value;
            return true;
        }
    }
    return false;
}

/// Writes the same text twice: first to learn its length, then into a buffer that never moves, so
/// that no copy stays behind.
class Writer {
public:
    explicit Writer(std::string* out) : m_out(out) {}
    std::size_t size() const { return m_size; }

    void raw(std::string_view text) {
        m_size += text.size();
        if (m_out != nullptr) {
            m_out->append(text);
        }
    }

    void text(std::string_view text) {
        raw("\"");
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t start = at;
            while (at < text.size() && is_plain(text[at])) ++at;
            if (at > start) {
                raw(text.substr(start, at - start));
                continue;
            }
            const char32_t c = next_code_point(text, at);
            if (c == U'"' || c == U'\\') {
                raw("\\");
                raw(text.substr(start, 1));
            } else if (c == U'\n') {
                raw("\\n");  // the only control character that can be typed
            } else if (c < 0x20) {
                static constexpr std::string_view kHex = "0123456789abcdef";
                raw("\\u00");
                raw(kHex.substr(c >> 4, 1));
                raw(kHex.substr(c & 15, 1));
            } else if (c == 0xFFFD) {
                raw("\xEF\xBF\xBD");
            } else {
                raw(text.substr(start, at - start));
            }
        }
        raw("\"");
    }

    /// Begins a member; the comma is the caller's `first`.
    void key(std::string_view name, bool& first) {
        raw(first ? "" : ",");
        first = false;
        text(name);
        raw(":");
    }
    void member(std::string_view name, std::string_view value, bool& first) {
        key(name, first);
        text(value);
    }
    void member(std::string_view name, long long value, bool& first) {
        key(name, first);
        raw(std::to_string(value));
    }
    void flag(std::string_view name, bool value, bool& first) {
        key(name, first);
        raw(value ? "true" : "false");
    }

private:
    /// Written as it is, whatever stands beside it.
    static bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

    std::string* m_out;
    std::size_t m_size = 0;
};

void write_date(Writer& out, const PartialDate& date) {
    bool first = true;
    out.raw("{");
    out.member("calendar", date.calendar, first);
    out.member("precision", word_of(kPrecisions, date.precision), first);
    out.flag("about", date.about, first);
    out.flag("first_january", date.papers_say_first_january, first);
    out.member("year", date.year, first);
    out.member("month", date.month, first);
    out.member("day", date.day, first);
    if (date.complete()) {
        out.member("first", to_iso(date.first), first);
        out.member("last", to_iso(date.last), first);
    }
    if (!date.time.empty()) {
        out.member("time", to_text(date.time), first);
    }
    out.raw("}");
}

void write_grid(Writer& out, const GridAnswer& grid) {
    bool first_row = true;
    out.raw("{");
    for (const auto& [row, cells] : grid.cells) {
        out.key(row, first_row);
        bool first = true;
        out.raw("{");
        for (const auto& [column, choice] : cells) {
            out.member(column, choice, first);
        }
        out.raw("}");
    }
    out.raw("}");
}

void write_answer(Writer& out, const FieldPath& path, const Answer& answer) {
    bool first = true;
    out.raw("{");
    out.member("question", path.question, first);
    if (path.instance != 0) {
        out.member("instance", path.instance, first);
    }
    if (const auto* text = std::get_if<TextAnswer>(&answer)) {
        out.member("text", text->text.view(), first);
        out.member("language", text->language, first);
    } else if (const auto* number = std::get_if<NumberAnswer>(&answer)) {
        out.member("number", number->digits.view(), first);
    } else if (const auto* choice = std::get_if<ChoiceAnswer>(&answer)) {
        out.key("choices", first);
        out.raw("[");
        for (std::size_t i = 0; i < choice->names.size(); ++i) {
            out.raw(i == 0 ? "" : ",");
            out.text(choice->names[i]);
        }
        out.raw("]");
        if (!choice->typed.empty()) {
            out.member("typed", choice->typed.view(), first);
        }
    } else if (const auto* date = std::get_if<PartialDate>(&answer)) {
        out.key("date", first);
        write_date(out, *date);
    } else if (const auto* time = std::get_if<TimeOfDay>(&answer)) {
        out.member("time", to_text(*time), first);
    } else if (const auto* grid = std::get_if<GridAnswer>(&answer)) {
        out.key("grid", first);
        write_grid(out, *grid);
    } else if (const auto* special = std::get_if<Special>(&answer)) {
        out.member("special", to_string(*special), first);
    }
    out.raw("}");
}

void write_content(Writer& out, const IntakeContent& content) {
    bool first = true;
    out.raw("{");
    out.member("format", kFormat, first);
    out.key("questionnaire", first);
    bool inner = true;
    out.raw("{");
    out.member("name", content.questionnaire, inner);
    out.member("version", content.questionnaire_version, inner);
    out.member("hash", content.questionnaire_hash, inner);
    out.raw("}");
    out.member("language", content.language, first);
    out.member("started_at", content.started_at, first);
    out.member("finished_at", content.finished_at, first);
    out.key("consent", first);
    inner = true;
    out.raw("{");
    out.member("text_id", content.consent.text_id, inner);
    out.member("text_hash", content.consent.text_hash, inner);
    out.member("language", content.consent.language, inner);
    out.member("given_at", content.consent.given_at, inner);
    if (content.consent.mode) {
        out.member("mode", word_of(kModes, *content.consent.mode), inner);
    }
    out.raw("}");
    out.key("repeats", first);
    inner = true;
    out.raw("{");
    for (const auto& [name, count] : content.answers.repeats) {
        out.member(name, count, inner);
    }
    out.raw("}");
    out.key("answers", first);
    out.raw("[");
    bool first_answer = true;
    for (const auto& [path, answer] : content.answers.fields) {
        out.raw(first_answer ? "\n" : ",\n");
        first_answer = false;
        write_answer(out, path, answer);
    }
    out.raw("]}\n");
}

void wipe_json(Json& json) {
    if (json.is_string()) {
        wipe_string(json.get_ref<std::string&>());
    } else if (json.is_structured()) {
        for (Json& item : json) {
            wipe_json(item);
        }
    }
}

class IntakeReader {
public:
    Result<IntakeContent> read(const Json& json) {
        IntakeContent content;
        const Json* format = json.is_object() ? m_reader.member(json, "format") : nullptr;
        if (format != nullptr && format->is_number_integer() && *format != kFormat) {
            return Error{Kind::Refused, kWhere,
                         "format " + format->dump() + " is not known to this program; expected 1"};
        }
        m_reader.object(json, "",
                        {"format", "questionnaire", "language", "started_at", "finished_at",
                         "consent", "repeats", "answers"});
        m_reader.whole(json, "format", "", kFormat, kFormat, true, 0);
        content.language = m_reader.text(json, "language", "");
        content.started_at = m_reader.text(json, "started_at", "");
        content.finished_at = m_reader.text(json, "finished_at", "");
        read_questionnaire(json, content);
        read_consent(json, content.consent);
        read_repeats(json, content.answers);
        for (const Json& item : m_reader.list(json, "answers", "", true)) {
            read_answer(item, content.answers);
        }
        if (!m_reader.ok()) {
            return m_reader.error();
        }
        return content;
    }

private:
    const Json& part(const Json& json, const std::string& key) {
        static const Json kNothing = Json::object();
        const Json* value = m_reader.member(json, key);
        if (value == nullptr) {
            m_reader.fail("", "expected \"" + key + "\"");
            return kNothing;
        }
        return *value;
    }

    void read_questionnaire(const Json& json, IntakeContent& content) {
        const Json& about = part(json, "questionnaire");
        m_reader.object(about, "questionnaire", {"name", "version", "hash"});
        content.questionnaire = m_reader.text(about, "name", "questionnaire");
        content.questionnaire_version = static_cast<int>(
            m_reader.whole(about, "version", "questionnaire", 0, 1000000, true, 0));
        content.questionnaire_hash = m_reader.text(about, "hash", "questionnaire");
    }

    void read_consent(const Json& json, ConsentRecord& consent) {
        const Json& about = part(json, "consent");
        m_reader.object(about, "consent", {"text_id", "text_hash", "language", "given_at", "mode"});
        consent.text_id = m_reader.text(about, "text_id", "consent");
        consent.text_hash = m_reader.text(about, "text_hash", "consent");
        consent.language = m_reader.text(about, "language", "consent");
        consent.given_at = m_reader.text(about, "given_at", "consent");
        if (m_reader.member(about, "mode") != nullptr &&
            !value_of(kModes, m_reader.text(about, "mode", "consent"), consent.mode.emplace())) {
            m_reader.fail("consent", "\"mode\" expected read, read_aloud or with_helper");
        }
    }

    void read_repeats(const Json& json, Answers& answers) {
        const Json& repeats = part(json, "repeats");
        if (!repeats.is_object()) {
            m_reader.fail("repeats", "expected an object { }");
            return;
        }
        for (const auto& item : repeats.items()) {
            answers.repeats[item.key()] = static_cast<int>(
                m_reader.whole(repeats, item.key(), "repeats", 0, limits::kMostRepeats, true, 0));
        }
    }

    void read_answer(const Json& json, Answers& answers) {
        // Named by its place in the list: a message must not repeat what a client wrote.
        const std::string place = "answer " + std::to_string(++m_count);
        m_reader.object(json, place,
                        {"question", "instance", "text", "language", "number", "choices", "typed",
                         "date", "time", "grid", "special"});
        FieldPath path;
        path.question = m_reader.text(json, "question", place, true);
        path.instance = static_cast<int>(
            m_reader.whole(json, "instance", place, 0, limits::kMostRepeats, false, 0));
        if (!m_reader.ok()) {
            return;
        }
        const std::size_t kinds = json.count("text") + json.count("number") +
                                  json.count("choices") + json.count("date") + json.count("time") +
                                  json.count("grid") + json.count("special");
        if (kinds != 1 || json.contains("text") != json.contains("language")) {
            m_reader.fail(place,
                          "expected exactly one of text (with language), number, choices, date, "
                          "time, grid, special");
            return;
        }
        if (!answers.fields.emplace(std::move(path), read_value(json, place)).second) {
            m_reader.fail(place, "this question has an answer already");
        }
    }

    Answer read_value(const Json& json, const std::string& place) {
        if (json.contains("text")) {
            TextAnswer text;
            text.text = secret(json, "text", place);
            text.language = m_reader.text(json, "language", place);
            return text;
        }
        if (json.contains("number")) {
            return NumberAnswer{secret(json, "number", place)};
        }
        if (json.contains("choices")) {
            ChoiceAnswer chosen{m_reader.texts(json, "choices", place)};
            if (json.contains("typed")) {
                chosen.typed = secret(json, "typed", place);
            }
            return chosen;
        }
        if (json.contains("date")) {
            return read_date(json["date"], place + ", date");
        }
        if (json.contains("time")) {
            return read_time(json, place);
        }
        if (json.contains("grid")) {
            return read_grid(json["grid"], place + ", grid");
        }
        const auto special = special_from(m_reader.text(json, "special", place));
        if (!special) {
            m_reader.fail(
                place,
                "\"special\" expected dont_know, prefer_not_to_say or discuss_in_counselling");
        }
        return special.value_or(Special::DontKnow);
    }

    SecretText secret(const Json& json, const std::string& key, const std::string& place) {
        const Json& value = json[key];
        if (!value.is_string()) {
            m_reader.fail(place, "\"" + key + "\" expected text in quotes");
            return {};
        }
        return SecretText(value.get_ref<const std::string&>());
    }

    PartialDate read_date(const Json& json, const std::string& place) {
        PartialDate date;
        if (!m_reader.object(json, place,
                             {"calendar", "precision", "about", "first_january", "year", "month",
                              "day", "first", "last", "time"})) {
            return date;
        }
        date.calendar = m_reader.text(json, "calendar", place, true);
        if (!value_of(kPrecisions, m_reader.text(json, "precision", place, true), date.precision)) {
            m_reader.fail(place, "\"precision\" expected day, month or year");
        }
        date.about = m_reader.flag(json, "about", place, false);
        date.papers_say_first_january = m_reader.flag(json, "first_january", place, false);
        date.year = static_cast<int>(m_reader.whole(json, "year", place, -99999, 99999, true, 0));
        date.month = static_cast<int>(m_reader.whole(json, "month", place, 0, 99, true, 0));
        date.day = static_cast<int>(m_reader.whole(json, "day", place, 0, 99, true, 0));
        if (json.contains("first") || json.contains("last")) {
            const bool valid = from_iso(m_reader.text(json, "first", place, true), date.first) &&
                               from_iso(m_reader.text(json, "last", place, true), date.last) &&
                               date.first <= date.last;
            if (!valid) {
                m_reader.fail(
                    place,
                    "\"first\" and \"last\" expected days, YYYY-MM-DD, the earlier one first");
            }
        }
        if (json.contains("time")) {
            date.time = read_time(json, place);
        }
        return date;
    }

    TimeOfDay read_time(const Json& json, const std::string& place) {
        TimeOfDay time;
        if (!from_text(m_reader.text(json, "time", place), time)) {
            m_reader.fail(place, "\"time\" expected hours and minutes, hh:mm");
        }
        return time;
    }

    GridAnswer read_grid(const Json& json, const std::string& place) {
        GridAnswer grid;
        if (!json.is_object()) {
            m_reader.fail(place, "expected an object { } of rows");
            return grid;
        }
        for (const auto& row : json.items()) {
            if (!row.value().is_object()) {
                m_reader.fail(place, "expected an object { } for every row");
                return grid;
            }
            auto& cells = grid.cells[row.key()];
            for (const auto& cell : row.value().items()) {
                cells[cell.key()] = m_reader.text(row.value(), cell.key(), place);
            }
        }
        return grid;
    }

    JsonReader m_reader{kWhere, Kind::Corrupt};
    std::size_t m_count = 0;
};

}  // namespace

std::string write_intake(const IntakeContent& content) {
    Writer measure(nullptr);
    write_content(measure, content);
    std::string out;
    out.reserve(measure.size());
    Writer writer(&out);
    write_content(writer, content);
    return out;
}

Result<IntakeContent> read_intake(std::string_view payload) {
    auto json = parse_json(payload, kWhere, limits::kLargestPayloadBytes);
    if (!json) {
        return json.error();
    }
    auto content = IntakeReader().read(json.value());
    wipe_json(json.value());
    return content;
}

}  // namespace lotse::codec
