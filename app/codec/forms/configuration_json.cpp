// SPDX-License-Identifier: EUPL-1.2
#include "codec/forms/configuration_json.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "codec/json_reader.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr const char* kWhat = "configuration";
/// Meaning::None, which takes away what the definition says.
constexpr const char* kNoMeaning = "none";
constexpr std::int64_t kHighestVersion = 1'000'000'000;
constexpr std::array<std::pair<QuestionUse, const char*>, 4> kUses = {
    {{QuestionUse::AsWritten, "as_written"},
     {QuestionUse::Optional, "optional"},
     {QuestionUse::Off, "off"},
     {QuestionUse::On, "on"}}};

/// Names of questionnaires, questions, logos, files: what can stand in a path and a log as it is.
bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= limits::kLongestNameBytes && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.';
           });
}

bool is_tag(std::string_view tag) {
    return is_name(tag) && tag.size() <= limits::kLongestLanguageTagBytes &&
           tag.find('.') == tag.npos && tag.find('_') == tag.npos;
}

class Reading {
public:
    explicit Reading(const Json& json) : m_json(json) {}

    Result<Configuration> read() {
        m_reader.object(m_json, "",
                        {"version",
                         "centre",
                         "made_by",
                         "made_at",
                         "note",
                         "languages",
                         "default_language",
                         "second_language",
                         "threshold",
                         "texts",
                         "made_from",
                         "added_languages",
                         "offered_questionnaires",
                         "questionnaires",
                         "questions",
                         "meanings",
                         "institution",
                         "opening_hours",
                         "funding_line",
                         "logos",
                         "idle_seconds",
                         "number_seconds",
                         "text_scale",
                         "retention_days"});
        Configuration out;
        out.version = m_reader.whole(m_json, "version", "", 0, kHighestVersion, true, 0);
        out.centre = line("centre", limits::kLongestNameBytes);
        out.made_by = line("made_by", limits::kLongestAccountBytes);
        out.made_at = line("made_at", limits::kLongestNameBytes);
        out.note = line("note", limits::kLongestBrandingBytes);
        out.languages = names("languages", limits::kMostLanguages, is_tag);
        out.default_language = optional_line("default_language", limits::kLongestLanguageTagBytes);
        out.second_language = optional_line("second_language", limits::kLongestLanguageTagBytes);
        out.threshold = number("threshold", 0, 1);
        out.texts = tables("texts", limits::kMostLanguages, is_tag,
                           static_cast<std::size_t>(limits::kMostTexts), limits::kLongestTextBytes,
                           nullptr);
        out.made_from = tables("made_from", limits::kMostLanguages, is_tag,
                               static_cast<std::size_t>(limits::kMostTexts),
                               limits::kLongestNameBytes, nullptr);
        out.added_languages =
            tables("added_languages", limits::kMostLanguages, is_tag, limits::kMostQuestionnaires,
                   limits::kLargestLanguageFileBytes, is_name);
        out.offered_questionnaires =
            names("offered_questionnaires", limits::kMostQuestionnaires, is_name);
        out.questionnaires = table(m_json, "questionnaires", "", limits::kMostQuestionnaires,
                                   limits::kLargestQuestionnaireBytes, is_name);
        read_questions(out);
        read_meanings(out);
        out.institution = optional_line("institution", limits::kLongestBrandingBytes);
        out.opening_hours = optional_line("opening_hours", limits::kLongestBrandingBytes);
        out.funding_line = optional_line("funding_line", limits::kLongestBrandingBytes);
        out.logos =
            table(m_json, "logos", "", limits::kMostLogos, limits::kLargestLogoBytes, is_name);
        out.idle = duration<std::chrono::seconds>("idle_seconds", limits::kShortestIdle,
                                                  limits::kLongestIdle);
        out.number_shown = duration<std::chrono::seconds>(
            "number_seconds", limits::kShortestNumberShown, limits::kLongestNumberShown);
        out.text_scale =
            number("text_scale", limits::kSmallestTextScale, limits::kLargestTextScale);
        out.retention = retention();
        return m_reader.ok() ? Result<Configuration>(std::move(out))
                             : Result<Configuration>(m_reader.error());
    }

    /// No refusal of what an older service does not know.
    Result<ConfigurationFacts> read_facts() {
        if (!m_json.is_object()) {
            m_reader.fail("", "expected an object { }");
        }
        ConfigurationFacts out;
        out.version = m_reader.whole(m_json, "version", "", 1, kHighestVersion, true, 0);
        out.centre = line("centre", limits::kLongestNameBytes);
        out.note = line("note", limits::kLongestBrandingBytes);
        out.retention = retention();
        return m_reader.ok() ? Result<ConfigurationFacts>(std::move(out))
                             : Result<ConfigurationFacts>(m_reader.error());
    }

private:
    using Check = bool (*)(std::string_view);

    std::string line(const char* key, std::size_t longest) {
        std::string text = m_reader.text(m_json, key, "");
        if (text.size() > longest) {
            m_reader.fail(key, "expected at most " + std::to_string(longest) + " bytes");
        }
        return text;
    }

    std::optional<std::string> optional_line(const char* key, std::size_t longest) {
        if (m_reader.member(m_json, key) == nullptr) {
            return std::nullopt;
        }
        return line(key, longest);
    }

    std::optional<double> number(const char* key, double least, double most) {
        if (m_reader.member(m_json, key) == nullptr) {
            return std::nullopt;
        }
        return m_reader.number(m_json, key, "", least, most, least);
    }

    template <class Duration>
    std::optional<Duration> duration(const char* key, Duration least, Duration most) {
        if (m_reader.member(m_json, key) == nullptr) {
            return std::nullopt;
        }
        return Duration(m_reader.whole(m_json, key, "", least.count(), most.count(), true, 0));
    }

    std::optional<std::chrono::days> retention() {
        return duration<std::chrono::days>("retention_days", limits::kShortestRetention,
                                           limits::kLongestRetention);
    }

    std::optional<std::vector<std::string>> names(const char* key, std::size_t most, Check check) {
        if (m_reader.member(m_json, key) == nullptr) {
            return std::nullopt;
        }
        std::vector<std::string> all = m_reader.texts(m_json, key, "", true);
        if (all.empty() || all.size() > most) {
            m_reader.fail(key, "expected 1 to " + std::to_string(most) + " names");
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!check(all[i]) ||
                std::find(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), all[i]) !=
                    all.begin() + static_cast<std::ptrdiff_t>(i)) {
                m_reader.fail(key, "\"" + all[i] + "\" is not a name, or stands there twice");
            }
        }
        return all;
    }

    /// The object under the key, or null: absent, or an error.
    const Json* object(const Json& parent, std::string_view key, const std::string& place,
                       std::size_t most, Check check) {
        const Json* all = m_reader.member(parent, key);
        if (all == nullptr) {
            return nullptr;
        }
        const std::string here = place.empty() ? std::string(key) : place + "." + std::string(key);
        if (!all->is_object() || all->size() > most) {
            m_reader.fail(here,
                          "expected an object { } of at most " + std::to_string(most) + " members");
            return nullptr;
        }
        for (const auto& item : all->items()) {
            if (item.key().empty() || item.key().size() > limits::kLongestLineBytes ||
                (check != nullptr && !check(item.key()))) {
                m_reader.fail(here, "\"" + item.key() + "\" is not a name that can stand there");
                return nullptr;
            }
        }
        return all;
    }

    std::map<std::string, std::string> table(const Json& parent, std::string_view key,
                                             const std::string& place, std::size_t most,
                                             std::size_t longest, Check check) {
        std::map<std::string, std::string> out;
        if (const Json* all = object(parent, key, place, most, check)) {
            const std::string here =
                place.empty() ? std::string(key) : place + "." + std::string(key);
            for (const auto& item : all->items()) {
                if (!item.value().is_string() ||
                    item.value().get_ref<const std::string&>().size() > longest) {
                    m_reader.fail(here, "\"" + item.key() + "\" expected text of at most " +
                                            std::to_string(longest) + " bytes");
                    break;
                }
                out.emplace(item.key(), item.value().get<std::string>());
            }
        }
        return out;
    }

    std::map<std::string, std::map<std::string, std::string>> tables(std::string_view key,
                                                                     std::size_t most, Check check,
                                                                     std::size_t most_inside,
                                                                     std::size_t longest,
                                                                     Check check_inside) {
        std::map<std::string, std::map<std::string, std::string>> out;
        if (const Json* all = object(m_json, key, "", most, check)) {
            for (const auto& item : all->items()) {
                out[item.key()] =
                    table(*all, item.key(), std::string(key), most_inside, longest, check_inside);
            }
        }
        return out;
    }

    void read_questions(Configuration& out) {
        const Json* forms = object(m_json, "questions", "", limits::kMostQuestionnaires, is_name);
        if (forms == nullptr) {
            return;
        }
        for (const auto& form : forms->items()) {
            auto& uses = out.questions[form.key()];
            for (const auto& [question, word] :
                 table(*forms, form.key(), "questions", limits::kMostQuestions,
                       limits::kLongestNameBytes, is_name)) {
                const auto use = std::find_if(
                    kUses.begin(), kUses.end(),
                    [&wanted = word](const auto& known) { return known.second == wanted; });
                if (use == kUses.end()) {
                    m_reader.fail("questions." + form.key(),
                                  "\"" + question + "\" expected as_written, optional, off or on");
                } else {
                    uses.emplace(question, use->first);
                }
            }
        }
    }

    void read_meanings(Configuration& out) {
        const auto forms = tables("meanings", limits::kMostQuestionnaires, is_name,
                                  limits::kMostQuestions, limits::kLongestNameBytes, is_name);
        for (const auto& [form, questions] : forms) {
            for (const auto& [question, word] : questions) {
                const std::optional<Meaning> meaning = meaning_from(word == kNoMeaning ? "" : word);
                if (!meaning || word.empty()) {
                    m_reader.fail(
                        "meanings." + form,
                        "\"" + question + "\" expected a meaning of questions, or " + kNoMeaning);
                    return;
                }
                out.meanings[form].emplace(question, *meaning);
            }
        }
    }

    JsonReader m_reader{kWhat, Kind::Corrupt};
    const Json& m_json;
};

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
    if (value) {
        json[key] = *value;
    }
}

template <class Map>
void put_map(Json& json, const char* key, const Map& map) {
    if (!map.empty()) {
        json[key] = map;
    }
}

}  // namespace

std::string write_configuration(const Configuration& configuration) {
    Json json;
    json["version"] = configuration.version;
    json["centre"] = configuration.centre;
    json["made_by"] = configuration.made_by;
    json["made_at"] = configuration.made_at;
    json["note"] = configuration.note;
    put(json, "languages", configuration.languages);
    put(json, "default_language", configuration.default_language);
    put(json, "second_language", configuration.second_language);
    put(json, "threshold", configuration.threshold);
    put_map(json, "texts", configuration.texts);
    put_map(json, "made_from", configuration.made_from);
    put_map(json, "added_languages", configuration.added_languages);
    put(json, "offered_questionnaires", configuration.offered_questionnaires);
    put_map(json, "questionnaires", configuration.questionnaires);
    for (const auto& [form, uses] : configuration.questions) {
        Json& words = json["questions"][form] = Json::object();
        for (const auto& [question, use] : uses) {
            words[question] = kUses[static_cast<std::size_t>(use)].second;
        }
    }
    for (const auto& [form, meanings] : configuration.meanings) {
        Json& words = json["meanings"][form] = Json::object();
        for (const auto& [question, meaning] : meanings) {
            words[question] = meaning == Meaning::None ? kNoMeaning : to_string(meaning);
        }
    }
    put(json, "institution", configuration.institution);
    put(json, "opening_hours", configuration.opening_hours);
    put(json, "funding_line", configuration.funding_line);
    put_map(json, "logos", configuration.logos);
    if (configuration.idle) {
        json["idle_seconds"] = configuration.idle->count();
    }
    if (configuration.number_shown) {
        json["number_seconds"] = configuration.number_shown->count();
    }
    put(json, "text_scale", configuration.text_scale);
    if (configuration.retention) {
        json["retention_days"] = configuration.retention->count();
    }
    // Text that is no UTF-8 becomes visible as such; it is never thrown over.
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

Result<Configuration> read_configuration(std::string_view text) {
    const Result<Json> json = parse_json(text, kWhat, limits::kLargestBundleBytes);
    if (!json) {
        return json.error();
    }
    return Reading(*json).read();
}

Result<ConfigurationFacts> read_configuration_facts(std::string_view text) {
    // The rest may be megabytes and is nobody's business here.
    const Result<Json> json = parse_json_values(text, kWhat, limits::kLargestBundleBytes);
    if (!json) {
        return json.error();
    }
    return Reading(*json).read_facts();
}

}  // namespace lotse::codec
