// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/language_json.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <thread>

#include "codec/files.h"
#include "codec/json_reader.h"
#include "codec/translation/flat_texts.h"
#include "codec/translation/text_files.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

namespace fs = std::filesystem;

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "NotoSansCJK-Regular.ttc#2" names face 2.
std::string font_path(const std::string& name, const std::vector<std::string>& folders) {
    const std::string file = name.substr(0, name.find('#'));
    for (const std::string& folder : folders) {
        std::error_code none;
        if (fs::is_regular_file(fs::path(folder) / file, none)) {
            return (fs::path(folder) / name).string();
        }
    }
    return {};
}

class LanguageReader {
public:
    /// `files`: the folder's files in memory; null: they are on the disk.
    LanguageReader(std::string folder, const std::vector<std::string>& font_folders,
                   const LanguageFiles* files = nullptr)
        : m_folder(std::move(folder)), m_font_folders(font_folders), m_files(files) {}

    Result<Language> read() {
        if (auto done = read_settings(); !done) {
            return done.error();
        }
        if (auto done = read_keyboard(); !done) {
            return done.error();
        }
        if (auto done = read_texts(); !done) {
            return done.error();
        }
        if (auto done = read_sources(); !done) {
            return done.error();
        }
        if (auto done = read_spoken(); !done) {
            return done.error();
        }
        return std::move(m_language);
    }

private:
    Result<std::string> content_of(const std::string& path) const {
        if (m_files == nullptr) {
            return read_file(path, limits::kLargestLanguageFileBytes);
        }
        const auto file = m_files->find(path.substr(m_folder.size() + 1));
        return file == m_files->end()
                   ? Result<std::string>(Error{Kind::Unusable, path, "is missing"})
                   : Result<std::string>(file->second);
    }

    bool is_there(const std::string& path) const {
        std::error_code none;
        return m_files == nullptr ? fs::exists(path, none)
                                  : m_files->contains(path.substr(m_folder.size() + 1));
    }

    Result<std::vector<std::string>> text_files() const {
        if (m_files == nullptr) {
            return text_file_names(m_folder);
        }
        std::vector<std::string> names;
        for (const auto& [name, content] : *m_files) {
            if (name.ends_with(".json") && !holds_settings(name)) {
                names.push_back(name);
            }
        }
        return names;
    }

    Result<Json> load(const std::string& path) {
        const auto text = content_of(path);
        if (!text) {
            return text.error();
        }
        auto json = parse_json(text.value(), path, limits::kLargestLanguageFileBytes);
        if (!json) {
            return Error{Kind::Unusable, json.error().where, json.error().detail};
        }
        return json;
    }

    Result<void> read_settings() {
        const std::string path = m_folder + "/language.json";
        const auto loaded = load(path);
        if (!loaded) {
            return loaded.error();
        }
        const Json& json = loaded.value();
        JsonReader reader(path, Kind::Unusable);
        reader.object(
            json, "",
            {"tag", "endonym", "german_name", "locale", "direction", "script", "calendars", "fonts",
             "size_factor", "line_height", "fallback", "voice", "speech", "review"});
        m_language.tag = reader.text(json, "tag", "", true);
        const std::string folder_name = fs::path(m_folder).filename().string();
        if (reader.ok() && m_language.tag != folder_name) {
            reader.fail("", "\"tag\" expected the folder's name, \"" + folder_name + "\"");
        }
        if (reader.ok() && m_language.tag.size() > limits::kLongestLanguageTagBytes) {
            reader.fail("", "\"tag\" expected at most " +
                                std::to_string(limits::kLongestLanguageTagBytes) + " letters");
        }
        m_language.endonym = reader.text(json, "endonym", "", true);
        m_language.german_name = reader.text(json, "german_name", "", true);
        m_language.locale = reader.text(json, "locale", "", true);
        const std::string direction = reader.text(json, "direction", "", true);
        if (reader.ok() && !is_one_of(direction, {"ltr", "rtl"})) {
            reader.fail("", "\"direction\" expected \"ltr\" or \"rtl\"");
        }
        m_language.right_to_left = direction == "rtl";
        m_language.script = reader.text(json, "script", "", true);
        if (reader.ok() && m_language.script.size() != 4) {
            reader.fail("", "\"script\" expected four letters of ISO 15924, e.g. \"Latn\"");
        }
        m_language.calendars = reader.texts(json, "calendars", "", true);
        if (reader.ok() && m_language.calendars.empty()) {
            reader.fail(
                "", "\"calendars\" expected at least one, the default first, e.g. \"gregorian\"");
        }
        m_language.size_factor =
            static_cast<float>(reader.number(json, "size_factor", "", 0.5, 2.0, 1.0));
        m_language.line_height_em =
            static_cast<float>(reader.number(json, "line_height", "", 1.0, 3.0, 1.5));
        m_language.fallback = reader.texts(json, "fallback", "");
        m_language.voice = reader.text(json, "voice", "");
        read_speech(reader, json);
        read_fonts(reader, json);
        read_review(reader, json);
        return reader.ok() ? Result<void>() : Result<void>(reader.error());
    }

    void read_speech(JsonReader& reader, const Json& json) {
        const Json* speech = reader.member(json, "speech");
        if (speech == nullptr) {
            return;  // nobody said that its voice is any good
        }
        reader.object(*speech, "speech", {"source", "rate", "listened"});
        Speech& out = m_language.speech;
        const std::string source = reader.text(*speech, "source", "speech", true);
        if (reader.ok() && !is_one_of(source, {"voice", "clips", "none"})) {
            reader.fail("speech", "\"source\" expected voice, clips or none");
        } else if (source == "voice" && m_language.voice.empty()) {
            reader.fail("speech", "\"source\" is voice, but there is no \"voice\"");
        }
        out.source = source == "voice"   ? Speech::Source::Voice
                     : source == "clips" ? Speech::Source::Clips
                                         : Speech::Source::None;
        out.rate = static_cast<int>(reader.whole(*speech, "rate", "speech", 80, 450, false, 175));
        out.listened = reader.text(*speech, "listened", "speech");
    }

    void read_fonts(JsonReader& reader, const Json& json) {
        const Json* fonts = reader.member(json, "fonts");
        if (fonts == nullptr) {
            reader.fail("", "expected \"fonts\": {\"regular\": […], \"bold\": […]}");
            return;
        }
        reader.object(*fonts, "fonts", {"regular", "bold"});
        m_language.fonts_regular =
            found(reader, reader.texts(*fonts, "regular", "fonts", true), "fonts.regular");
        m_language.fonts_bold =
            found(reader, reader.texts(*fonts, "bold", "fonts", true), "fonts.bold");
    }

    std::vector<std::string> found(JsonReader& reader, const std::vector<std::string>& names,
                                   const std::string& place) {
        std::vector<std::string> out;
        for (const std::string& name : names) {
            const std::string path = font_path(name, m_font_folders);
            if (path.empty() || name.find('/') != std::string::npos) {
                std::string folders;
                for (const std::string& folder : m_font_folders) {
                    folders += folders.empty() ? folder : ", " + folder;
                }
                reader.fail(place, "expected a file of " + folders + ", there is no \"" + name +
                                       "\"; install fonts-noto-core and fonts-noto-ui-core");
                return out;
            }
            out.push_back(path);
        }
        if (out.empty()) {
            reader.fail(place, "expected at least one font");
        }
        return out;
    }

    void read_review(JsonReader& reader, const Json& json) {
        const Json* review = reader.member(json, "review");
        if (review == nullptr) {
            reader.fail("",
                        "expected \"review\": {\"state\": \"draft\", \"date\": \"YYYY-MM-DD\"}");
            return;
        }
        reader.object(*review, "review", {"state", "date", "by", "note", "second_reading"});
        Review& out = m_language.review;
        out.state = reader.text(*review, "state", "review", true);
        if (reader.ok() && !is_one_of(out.state, {"source", "started", "draft", "reviewed"})) {
            reader.fail("review", "\"state\" expected started, draft, reviewed or source");
        }
        out.date = reader.text(*review, "date", "review");
        if (const Json* reading = reader.member(*review, "second_reading")) {
            const std::string place = "review.second_reading";
            reader.object(*reading, place, {"date", "checked", "changed"});
            const auto count = [&](const char* key) {
                return static_cast<int>(
                    reader.whole(*reading, key, place, 0, limits::kMostTexts, true, 0));
            };
            out.second_reading = {reader.text(*reading, "date", place, true), count("checked"),
                                  count("changed")};
        }
    }

    Result<void> read_keyboard() {
        const std::string path = m_folder + "/keyboard.json";
        const auto loaded = load(path);
        if (!loaded) {
            return loaded.error();
        }
        const Json& json = loaded.value();
        JsonReader reader(path, Kind::Unusable);
        reader.object(json, "", {"latin_layer", "layers"});
        Keyboard& keyboard = m_language.keyboard;
        keyboard.latin_layer = reader.text(json, "latin_layer", "", true);
        const Json* layers = reader.member(json, "layers");
        if (layers == nullptr || !layers->is_object()) {
            reader.fail("", "expected \"layers\": {\"base\": [[…], …], …}");
            return reader.error();
        }
        for (const auto& item : layers->items()) {
            keyboard.layers[item.key()] = read_layer(reader, *layers, item.key());
        }
        for (const std::string& needed :
             {std::string("base"), std::string("digits"), keyboard.latin_layer}) {
            if (!keyboard.layers.contains(needed)) {
                reader.fail("layers", "expected a layer \"" + needed + "\"");
            }
        }
        for (const std::string& target : m_targets) {
            if (!keyboard.layers.contains(target)) {
                reader.fail("layers",
                            "a key leads to the layer \"" + target + "\", which does not exist");
            }
        }
        return reader.ok() ? Result<void>() : Result<void>(reader.error());
    }

    KeyboardLayer read_layer(JsonReader& reader, const Json& layers, const std::string& name) {
        KeyboardLayer layer;
        const std::string place = "layers." + name;
        int number = 0;
        for (const Json& row : reader.list(layers, name, "layers", true)) {
            const std::string row_place = place + ", row " + std::to_string(++number);
            if (!row.is_array() || row.empty()) {
                reader.fail(row_place, "expected a list of keys");
                return layer;
            }
            std::vector<Key> keys;
            keys.reserve(row.size());
            for (const Json& key : row) {
                keys.push_back(
                    read_key(reader, key, row_place + ", key " + std::to_string(keys.size() + 1)));
            }
            layer.rows.push_back(std::move(keys));
        }
        if (layer.rows.empty()) {
            reader.fail(place, "expected at least one row of keys");
        }
        return layer;
    }

    Key read_key(JsonReader& reader, const Json& json, const std::string& place) {
        Key key;
        if (json.is_string()) {
            key.text = json.get<std::string>();
            if (key.text.empty()) {
                reader.fail(place, "expected the text that the key inserts");
            }
            return key;
        }
        reader.object(json, place, {"text", "do", "label", "width", "forms"});
        key.text = reader.text(json, "text", place);
        key.action = reader.text(json, "do", place);
        key.label = reader.text(json, "label", place);
        key.width = static_cast<float>(reader.number(json, "width", place, 0.25, 20.0, 1.0));
        key.forms = reader.texts(json, "forms", place);
        if (key.text.empty() == key.action.empty()) {
            reader.fail(place, "expected either \"text\" or \"do\"");
        }
        const bool leads = key.action.starts_with("layer:");
        if (leads) {
            m_targets.push_back(key.action.substr(6));
        } else if (!key.action.empty() && !is_one_of(key.action, {"shift", "backspace", "space",
                                                                  "enter", "left", "right"})) {
            reader.fail(
                place,
                "\"do\" expected shift, backspace, space, enter, left, right or layer:<name>");
        }
        return key;
    }

    Result<void> read_texts() {
        const Result<std::vector<std::string>> files = text_files();
        if (!files) {
            return files.error();
        }
        if (std::optional<Texts> read = read_usual_texts(*files)) {
            m_language.messages = std::move(*read);
            return {};
        }
        std::map<std::string, std::string> texts;
        for (const std::string& name : *files) {
            const std::string file = m_folder + "/" + name;
            const auto loaded = load(file);
            if (!loaded) {
                return loaded.error();
            }
            if (!loaded.value().is_object()) {
                return Error{Kind::Unusable, file, "expected an object { } of texts by id"};
            }
            for (const auto& item : loaded.value().items()) {
                if (!item.value().is_string()) {
                    return Error{Kind::Unusable, file,
                                 "\"" + item.key() + "\" expected text in quotes"};
                }
                if (!texts.emplace(item.key(), item.value().get<std::string>()).second) {
                    return Error{
                        Kind::Unusable, file,
                        "\"" + item.key() + "\" stands in another file of the folder already"};
                }
            }
        }
        m_language.messages = texts;
        return {};
    }

    /// Nothing if a file is not of the usual kind, or wrong: then it is read again by those who can
    /// say what is wrong.
    std::optional<Texts> read_usual_texts(const std::vector<std::string>& files) const {
        Texts::Builder texts;
        for (const std::string& name : files) {
            const auto content = content_of(m_folder + "/" + name);
            if (!content || content->size() > limits::kLargestLanguageFileBytes) {
                return std::nullopt;
            }
            texts.expect(content->size());
            if (!read_flat_texts(*content, texts)) {
                return std::nullopt;
            }
        }
        return std::move(texts).finish();
    }

    Result<void> read_sources() {
        const std::string path = m_folder + "/sources.json";
        if (!is_there(path)) {
            return {};
        }
        if (const auto content = content_of(path);
            content && content->size() <= limits::kLargestLanguageFileBytes) {
            if (auto read = read_flat_fingerprints(*content)) {
                m_language.made_from = std::move(read);
                return {};
            }
        }
        const auto loaded = load(path);
        if (!loaded) {
            return loaded.error();
        }
        JsonReader reader(path, Kind::Unusable);
        reader.object(*loaded, "", {"made_from"});
        Fingerprints& fingerprints = m_language.made_from.emplace();
        for (const std::string& one : reader.texts(*loaded, "made_from", "", true)) {
            fingerprints.insert(one);
        }
        return reader.ok() ? Result<void>() : Result<void>(reader.error());
    }

    Result<void> read_spoken() {
        const std::string path = m_folder + "/speech.json";
        if (!is_there(path)) {
            return {};
        }
        const auto loaded = load(path);
        if (!loaded) {
            return loaded.error();
        }
        JsonReader reader(path, Kind::Unusable);
        reader.object(*loaded, "", {"abbreviations", "days", "say"});
        Speech& out = m_language.speech;
        out.days = reader.texts(*loaded, "days", "");
        if (!out.days.empty() && out.days.size() != 31) {
            reader.fail("days", "expected how the 31 days of a month are said before its name");
        }
        for_each_form(reader, *loaded, "abbreviations", [&](const std::string& key, const Json&) {
            const std::string said =
                reader.text(loaded->at("abbreviations"), key, "abbreviations", true);
            if (key.empty() || said.empty()) {
                reader.fail("abbreviations", "expected what is written and what is said for it");
            }
            out.abbreviations[key] = said;
        });
        for_each_form(reader, *loaded, "say", [&](const std::string& key, const Json& form) {
            const std::string place = "say." + key;
            reader.object(form, place, {"text", "of"});
            out.say[key] = {reader.text(form, "text", place, true),
                            reader.text(form, "of", place, true)};
        });
        return reader.ok() ? Result<void>() : Result<void>(reader.error());
    }

    static void for_each_form(
        JsonReader& reader, const Json& json, const char* name,
        const std::function<void(const std::string& key, const Json& form)>& read) {
        const Json* forms = reader.member(json, name);
        if (forms == nullptr) {
            return;
        }
        if (!forms->is_object() || forms->size() > limits::kMostSpokenForms) {
            reader.fail(name, "expected an object { } of at most " +
                                  std::to_string(limits::kMostSpokenForms));
            return;
        }
        for (const auto& item : forms->items()) {
            read(item.key(), item.value());
        }
    }

    std::string m_folder;
    const std::vector<std::string>& m_font_folders;
    const LanguageFiles* m_files;
    std::vector<std::string> m_targets;
    Language m_language;
};

/// In the order of the folders. Two threads, because the first picture waits for it.
std::vector<Result<Language>> read_side_by_side(const std::vector<std::string>& folders,
                                                const std::vector<std::string>& font_folders) {
    std::vector<std::optional<Result<Language>>> read(folders.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < folders.size(); i = next++) {
            read[i] = read_language_folder(folders[i], font_folders);
        }
    };
    std::thread other(work);
    work();
    other.join();
    std::vector<Result<Language>> out;
    out.reserve(read.size());
    for (std::optional<Result<Language>>& one : read) {
        out.push_back(std::move(*one));
    }
    return out;
}

/// Behind its own faces every language gets those of all others: endonyms, and names that somebody
/// wrote in another script, stand on its screens too.
void share_fonts(std::vector<Language>& languages) {
    for (auto faces : {&Language::fonts_regular, &Language::fonts_bold}) {
        std::vector<std::string> all;
        for (const Language& language : languages) {
            all.insert(all.end(), (language.*faces).begin(), (language.*faces).end());
        }
        for (Language& language : languages) {
            for (const std::string& face : all) {
                std::vector<std::string>& own = language.*faces;
                if (std::find(own.begin(), own.end(), face) == own.end()) {
                    own.push_back(face);
                }
            }
        }
    }
}

OwnWord read_own_word(JsonReader& reader, const Json& json, const std::string& place) {
    OwnWord own;
    if (!reader.object(json, place, {"term", "also", "explanation", "say"})) {
        return own;
    }
    own.word = reader.text(json, "term", place, true);
    own.also = reader.texts(json, "also", place, true);
    own.explanation = reader.text(json, "explanation", place, true);
    if (const Json* said = reader.member(json, "say");
        said != nullptr && reader.object(*said, place + ".say", {"term", "explanation"})) {
        own.said_word = reader.text(*said, "term", place + ".say", true);
        own.said_explanation = reader.text(*said, "explanation", place + ".say", true);
    }
    return own;
}

HardWord read_hard_word(JsonReader& reader, const Json& json) {
    HardWord word;
    const std::string place =
        "term " + (json.is_object() ? json.value("id", std::string("without id")) : "?");
    if (!reader.object(
            json, place,
            {"id", "term", "forms", "explanation", "forbidden", "bracket", "languages"})) {
        return word;
    }
    word.id = reader.text(json, "id", place, true);
    word.german = reader.text(json, "term", place, true);
    word.forms = reader.texts(json, "forms", place, true);
    word.explanation = reader.text(json, "explanation", place, true);
    word.forbidden = reader.texts(json, "forbidden", place, true);
    word.bracket = reader.flag(json, "bracket", place, false);
    const Json* languages = reader.member(json, "languages");
    if (languages == nullptr || !languages->is_object()) {
        reader.fail(place, "expected \"languages\": {tag: {term, also, explanation}}");
        return word;
    }
    for (const auto& [tag, own] : languages->items()) {
        word.languages[tag] = read_own_word(reader, own, place + ", " + tag);
    }
    return word;
}

}  // namespace

std::vector<std::string> debian_font_folders() {
    return {"/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"};
}

Result<Language> read_language_folder(const std::string& folder,
                                      const std::vector<std::string>& font_folders) {
    const fs::path path(folder);
    const fs::path clean = path.has_filename() ? path : path.parent_path();
    return LanguageReader(clean.string(), font_folders).read();
}

Result<Language> read_language_files(const std::string& tag, const LanguageFiles& files,
                                     const std::vector<std::string>& font_folders) {
    return LanguageReader("added_languages/" + tag, font_folders, &files).read();
}

Result<std::vector<Language>> read_languages(const std::string& folder,
                                             const std::vector<std::string>& font_folders,
                                             const std::map<std::string, LanguageFiles>& added) {
    std::vector<std::string> folders;
    std::error_code failed;
    for (fs::directory_iterator it(folder, failed), end; !failed && it != end;
         it.increment(failed)) {
        std::error_code none;
        if (fs::is_regular_file(it->path() / "language.json", none)) {
            folders.push_back(it->path().string());
        }
    }
    if (failed) {
        return Error{Kind::Unusable, folder, "cannot be listed: " + failed.message()};
    }
    if (folders.empty()) {
        return Error{Kind::Unusable, folder, "expected at least one folder with a language.json"};
    }
    std::erase_if(folders, [&](const std::string& one) {
        return added.contains(fs::path(one).filename().string());
    });
    std::sort(folders.begin(), folders.end());
    std::vector<Language> out;
    for (Result<Language>& language : read_side_by_side(folders, font_folders)) {
        if (!language) {
            return language.error();
        }
        out.push_back(std::move(language).value());
    }
    for (const auto& [tag, files] : added) {
        auto language = read_language_files(tag, files, font_folders);
        if (!language) {
            return language.error();
        }
        out.push_back(std::move(language).value());
    }
    share_fonts(out);
    return out;
}

Result<std::vector<HardWord>> read_glossary(const std::string& path) {
    const Result<std::string> text = read_file(path, limits::kLargestLanguageFileBytes);
    if (!text) {
        return text.error();
    }
    const auto json = parse_json(*text, path, limits::kLargestLanguageFileBytes);
    if (!json) {
        return json.error();
    }
    JsonReader reader(path, Kind::Unusable);
    if (!json->is_array()) {
        reader.fail("the file", "expected a list of terms");
    }
    std::vector<HardWord> words;
    for (std::size_t i = 0; reader.ok() && i < json->size(); ++i) {
        words.push_back(read_hard_word(reader, (*json)[i]));
    }
    if (!reader.ok()) {
        return reader.error();
    }
    return words;
}

}  // namespace lotse::codec
