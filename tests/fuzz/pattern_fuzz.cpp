// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are the pattern of a text: the rules judge it, and what they let pass is formatted
/// with the arguments that the German text has. The first byte chooses the language.
#include <cstdlib>

#include "text/languages/locale_lint.h"
#include "text/words/catalogue.h"
#include "text/words/message_arguments.h"

namespace {

using namespace lotse;

Language language(const char* tag, const char* locale, const char* script) {
    Language out;
    out.tag = tag;
    out.locale = locale;
    out.script = script;
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<Language> kLanguages = {
        language("de", "de_DE", "Latn"), language("ar", "ar", "Arab"),
        language("pl", "pl_PL", "Latn"), language("ti", "ti", "Ethi")};
    if (size == 0 || size > 4000) {
        return 0;
    }
    Language one = kLanguages[data[0] % kLanguages.size()];
    const std::string pattern(reinterpret_cast<const char*>(data) + 1, size - 1);
    Language german = kLanguages.front();
    german.messages["a.text"] = "{count, plural, one {Ein Bogen} other {# Bögen}} für {name}";
    const std::vector<std::string> broken = text::TextRules(one, german).broken("a.text", pattern);
    one.messages["a.text"] = pattern;
    const std::string tag = one.tag;
    const text::Catalogue catalogue({one});
    const std::vector<Error> unusable = catalogue.check();
    if (broken.empty() && !unusable.empty()) {
        std::abort();  // what the editor let pass must be one that can be shown
    }
    const std::string said = catalogue.message(
        tag, "a.text", {{"count", std::int64_t{3}}, {"name", std::string("Ada")}});
    if (broken.empty() && said.empty()) {
        std::abort();
    }
    return 0;
}
