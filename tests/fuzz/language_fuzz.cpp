// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a file of a language folder or a refusal that names it. The first byte chooses
/// which file of a small valid folder they stand for, as in a configuration that brings a language.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "codec/translation/language_json.h"

namespace {

using namespace lotse;

constexpr const char* kLanguage =
    R"({"tag": "xx", "endonym": "Xx", "german_name": "Xxisch", "locale": "en_GB",
    "direction": "ltr", "script": "Latn", "calendars": ["gregorian"], "fonts": {"regular": ["a.ttf"], "bold": ["a.ttf"]},
    "fallback": ["en"], "voice": "en", "review": {"state": "draft", "date": "2026-11-22"}})";
constexpr const char* kKeyboard =
    R"({"latin_layer": "base", "layers": {"base": {"rows": [["a", "b"]]},
    "digits": {"rows": [["1", "2"]]}}})";

/// A folder with the one font that the folder above names.
std::string font_folder() {
    const auto folder = std::filesystem::temp_directory_path() / "lotse-language-fuzz";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "a.ttf") << "x";
    return folder.string();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<std::string> kFonts = {font_folder()};
    if (size == 0) {
        return 0;
    }
    codec::LanguageFiles files = {
        {"language.json", kLanguage}, {"keyboard.json", kKeyboard}, {"messages.json", "{}"}};
    static constexpr const char* kNames[] = {"language.json", "keyboard.json", "messages.json",
                                             "sources.json"};
    const std::string name = kNames[data[0] % 4];
    files[name] = std::string(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto language = codec::read_language_files("xx", files, kFonts);
    if (!language && language.error().where.find("xx") == std::string::npos) {
        std::abort();
    }
    if (language && language->tag != "xx") {
        std::abort();
    }
    return 0;
}
