// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/content.h"

#include "codec/files.h"
#include "codec/language_json.h"
#include "codec/questionnaire_json.h"
#include "core/limits.h"
#include "text/layout.h"
#include "ui/fonts.h"
#include "vault/envelope.h"
#include "vault/keys.h"

namespace lotse::kiosk {
namespace {

std::string hex_hash(std::string_view text) {
    const Digest digest = vault::hash(text);
    return vault::to_hex(Bytes(digest.begin(), digest.end()));
}

Result<void> check_languages(const text::Catalogue& catalogue, const codec::KioskConfig& config,
                             const std::string& folder) {
    text::Engine engine;
    for (const std::string& tag : config.languages) {
        const Language* language = catalogue.language(tag);
        if (language == nullptr) {
            return Error{Kind::Unusable, "languages.offered",
                         "\"" + tag + "\" has no folder below " + folder + "; add it or take it off the list"};
        }
        if (Result<void> fonts = engine.check_fonts(ui::typography(*language)); !fonts) {
            return fonts;
        }
    }
    return {};
}

Result<void> check_texts(const text::Catalogue& catalogue, const Questionnaire& form, const std::string& folder) {
    for (const std::string& id : codec::text_ids(form)) {
        // German is what every fallback chain ends in.
        if (!catalogue.has("de", id)) {
            return Error{Kind::Unusable, folder + "/de/" + form.name + ".json",
                         "the text \"" + id + "\" is missing, the questionnaire needs it"};
        }
    }
    return {};
}

}  // namespace

const Questionnaire* Content::questionnaire(const std::string& name) const {
    for (const auto& form : questionnaires) {
        if (form->name == name) {
            return form.get();
        }
    }
    return nullptr;
}

Result<Content> load_content(const std::string& data_dir, const codec::KioskConfig& config) {
    const std::string locales = data_dir + "/locales";
    Result<std::vector<Language>> languages = codec::read_languages(locales);
    if (!languages) {
        return languages.error();
    }
    Result<ui::Icons> icons = ui::Icons::load(data_dir + "/assets/icons");
    if (!icons) {
        return icons.error();
    }
    Content content{text::Catalogue(std::move(*languages)), {}, {}, std::move(*icons)};
    if (Result<void> checked = check_languages(content.catalogue, config, locales); !checked) {
        return checked.error();
    }
    for (const std::string& name : config.questionnaires) {
        const std::string file = data_dir + "/kiosk-config/questionnaires/" + name + ".json";
        const Result<std::string> definition = codec::read_file(file, limits::kLargestQuestionnaireBytes);
        if (!definition) {
            return definition.error();
        }
        Result<std::unique_ptr<Questionnaire>> form = codec::read_questionnaire(*definition, file);
        if (!form) {
            return form.error();
        }
        if (Result<void> checked = check_texts(content.catalogue, **form, locales); !checked) {
            return checked.error();
        }
        content.questionnaires.push_back(std::move(*form));
        content.hashes.push_back(hex_hash(*definition));
    }
    return content;
}

Rules rules_for(const Content& content, const codec::KioskConfig& config) {
    Rules rules;
    rules.languages = config.languages;
    rules.default_language = config.default_language;
    for (std::size_t i = 0; i < content.questionnaires.size(); ++i) {
        rules.forms.push_back({content.questionnaires[i].get(), content.hashes[i]});
    }
    rules.idle = config.idle;
    rules.idle_grace = config.idle_grace;
    rules.number_shown = config.number_shown;
    for (const std::string& tag : config.languages) {
        rules.consent_hashes[tag] = hex_hash(content.catalogue.message(tag, "privacy.consent"));
    }
    return rules;
}

}  // namespace lotse::kiosk
