// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/configuration/content.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/version.h"
#include "codec/files.h"
#include "codec/forms/occupation_table.h"
#include "codec/forms/questionnaire_json.h"
#include "codec/translation/clip_index.h"
#include "codec/translation/language_json.h"
#include "codec/wire/largest_intake.h"
#include "core/configuration/configured_form.h"
#include "core/configuration/configured_texts.h"
#include "core/intake/queue.h"
#include "core/language_tag.h"
#include "core/limits.h"
#include "core/reason.h"
#include "speech/clips.h"
#include "text/layout/layout.h"
#include "ui/kit/fonts.h"
#include "ui/terminal/privacy.h"
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
            return Error{Kind::Unusable, "languages.offered, " + tag,
                         "has no folder below " + folder + "; add it or take it off the list",
                         Cause::NoSuchLanguage};
        }
        if (Result<void> fonts = engine.check_fonts(ui::typography(*language)); !fonts) {
            return because(Cause::Font, fonts.error());
        }
    }
    if (!config.second_language.empty()) {
        const Language* language = catalogue.language(config.second_language);
        if (language == nullptr) {
            return Error{Kind::Unusable, "languages.second, " + config.second_language,
                         "has no folder below " + folder + "; add it or write \"\" for none",
                         Cause::NoSuchLanguage};
        }
        if (Result<void> fonts = engine.check_fonts(ui::typography(*language)); !fonts) {
            return because(Cause::Font, fonts.error());
        }
    }
    return {};
}

Result<void> check_texts(const text::Catalogue& catalogue, const Questionnaire& form,
                         const std::string& folder) {
    for (const std::string& id : codec::text_ids(form)) {
        // German is what every fallback chain ends in.
        if (!catalogue.has("de", id)) {
            return Error{Kind::Unusable, folder + "/de/" + form.name + ".json",
                         "the text \"" + id + "\" is missing, the questionnaire needs it",
                         Cause::QuestionText};
        }
    }
    return {};
}

Error refused(const std::string& where, const std::string& detail, Cause cause) {
    return Error{Kind::Refused, where, detail, cause};
}

/// The configuration's texts are those of languages that exist, and each can be formatted.
Result<void> check_own_texts(const std::vector<Language>& languages,
                             const Configuration& configuration) {
    std::vector<Language> changed;
    for (const auto& [tag, texts] : configuration.texts) {
        const auto language =
            std::find_if(languages.begin(), languages.end(),
                         [&tag = tag](const Language& one) { return one.tag == tag; });
        if (language == languages.end()) {
            return refused("texts." + tag, "there is no such language", Cause::NoSuchLanguage);
        }
        Language only_changed = *language;
        only_changed.messages = texts;
        changed.push_back(std::move(only_changed));
    }
    const std::vector<Error> broken = text::Catalogue(std::move(changed)).check();
    return broken.empty() ? Result<void>()
                          : Result<void>(refused("texts, " + broken.front().where,
                                                 broken.front().detail, Cause::BrokenText));
}

/// The drawings that the settings name, under the names they have there.
Result<void> add_installed_logos(ui::Icons& icons, const std::vector<std::string>& files,
                                 const std::string& assets) {
    for (const std::string& file : files) {
        const Result<std::string> svg =
            codec::read_file(assets + "/" + file, limits::kLargestLogoBytes);
        if (!svg) {
            return because(Cause::Logo, svg.error());
        }
        Result<ui::Icon> icon = ui::parse_icon(*svg, file);
        if (!icon) {
            return because(Cause::Logo, icon.error());
        }
        icons.add(file, std::move(*icon));
    }
    return {};
}

Result<void> add_logos(ui::Icons& icons, const Configuration& configuration) {
    for (const auto& [name, svg] : configuration.logos) {
        Result<ui::Icon> icon = ui::parse_icon(svg, name);
        if (!icon) {
            return refused("logos." + name, icon.error().detail, Cause::Logo);
        }
        // A name of its own: a logo must not take the place of a pictogram.
        icons.add(ui::kLogoPrefix + name, std::move(*icon));
    }
    return {};
}

codec::KioskConfig changed_config(codec::KioskConfig config, const Configuration& configuration) {
    const auto take = [](auto& setting, const auto& wanted) {
        if (wanted) {
            setting = *wanted;
        }
    };
    take(config.languages, configuration.languages);
    take(config.default_language, configuration.default_language);
    take(config.second_language, configuration.second_language);
    take(config.questionnaires, configuration.offered_questionnaires);
    take(config.institution, configuration.institution);
    take(config.funding_line, configuration.funding_line);
    take(config.idle, configuration.idle);
    take(config.number_shown, configuration.number_shown);
    take(config.text_scale, configuration.text_scale);
    if (!configuration.logos.empty()) {
        config.logos.clear();
        for (const auto& [name, svg] : configuration.logos) {
            config.logos.push_back(ui::kLogoPrefix + name);
        }
    }
    return config;
}

/// Languages by the folders that there are: "ar-SY" is ar where nobody made ar-SY.
void find_folders(codec::KioskConfig& config, const text::Catalogue& catalogue) {
    std::vector<std::string> known;
    for (const Language& language : catalogue.languages()) {
        known.push_back(language.tag);
    }
    const auto find = [&](std::string& tag) { tag = language_among(tag, known).value_or(tag); };
    std::vector<std::string> offered;
    for (std::string tag : config.languages) {
        find(tag);
        if (std::find(offered.begin(), offered.end(), tag) == offered.end()) {
            offered.push_back(std::move(tag));
        }
    }
    config.languages = std::move(offered);
    find(config.default_language);
    find(config.second_language);
}

/// The shipped clips, then the centre's own, which take their place one by one. A folder that
/// cannot be read is as good as none: sound never keeps a terminal from its work.
std::shared_ptr<const speech::Clips> load_clips(const Content& content) {
    std::vector<ClipFolder> folders;
    if (!content.config.sound) {
        return std::make_shared<const speech::Clips>();
    }
    for (const std::string& tag : content.config.languages) {
        const std::string own = content.config.sound_clips;
        for (const std::string& path : {content.data_dir + "/locales/" + tag + "/clips",
                                        own.empty() ? std::string() : own + "/" + tag}) {
            Result<ClipIndex> index = path.empty() ? ClipIndex{} : codec::read_clip_index(path);
            if (!index) {
                spdlog::info("clips are not used: {}", to_string(index.error()));
            } else if (!index->clips.empty() || !index->findings.empty()) {
                folders.push_back({tag, path, std::move(*index)});
            }
        }
    }
    auto clips = std::make_shared<const speech::Clips>(content.catalogue, folders);
    for (const std::string& finding : clips->findings()) {
        spdlog::info("clips: {}", finding);
    }
    return clips;
}

terminal::Setup setup_from(const Configuration& configuration) {
    terminal::Setup setup;
    setup.program = version();
    setup.configuration = configuration.version;
    setup.made_by = configuration.made_by;
    setup.made_at = configuration.made_at;
    setup.note = configuration.note;
    return setup;
}

/// Languages below the threshold are not offered. The default one must be.
Result<void> drop_unfinished(Content& content, const Configuration& configuration) {
    std::vector<std::string>& offered = content.config.languages;
    if (configuration.threshold) {
        std::erase_if(offered, [&](const std::string& tag) {
            const double done = content.catalogue.completeness(tag);
            if (content.catalogue.language(tag) == nullptr || done >= *configuration.threshold) {
                return false;  // a language that does not exist is named by the next check
            }
            spdlog::warn(
                "language {} is not offered: {:.1f} % of its texts are there, {:.1f} % are wanted",
                tag, done * 100, *configuration.threshold * 100);
            content.setup.unfinished.push_back(tag);
            return true;
        });
    }
    if (std::find(offered.begin(), offered.end(), content.config.default_language) ==
        offered.end()) {
        return refused("default_language, " + content.config.default_language,
                       "is not among the languages that are offered", Cause::DefaultLanguage);
    }
    return {};
}

/// Question uses in one form, whatever order they were written in: part of what the intake's hash
/// stands for. Meanings are not: they change nothing of what was asked.
std::string written(const std::map<std::string, QuestionUse>& uses) {
    std::string out;
    for (const auto& [question, use] : uses) {
        out += "\n" + question +
               (use == QuestionUse::Off        ? " off"
                : use == QuestionUse::Optional ? " optional"
                : use == QuestionUse::On       ? " on"
                                               : "");
    }
    return out;
}

Result<void> add_questionnaire(Content& content, const std::string& name,
                               const std::string& data_dir, const Configuration& configuration) {
    std::string file = data_dir + "/kiosk-config/questionnaires/" + name + ".json";
    Result<std::string> definition = std::string();
    if (const auto own = configuration.questionnaires.find(name);
        own != configuration.questionnaires.end()) {
        definition = own->second;
        file = "questionnaires." + name;
    } else {
        definition = codec::read_file(file, limits::kLargestQuestionnaireBytes);
    }
    if (!definition) {
        return because(Cause::Questionnaire, definition.error());
    }
    Result<std::unique_ptr<Questionnaire>> form = codec::read_questionnaire(*definition, file);
    if (!form) {
        return because(Cause::Questionnaire, form.error());
    }
    if ((*form)->name != name) {
        return refused(file, "expected \"name\": \"" + name + "\"", Cause::Questionnaire);
    }
    if (Result<void> configured = configure_form(**form, configuration); !configured) {
        return because(Cause::Questionnaire, configured.error());
    }
    if (Result<void> fits = codec::check_largest_intake(**form, file); !fits) {
        return fits;
    }
    if (Result<void> checked = check_texts(content.catalogue, **form, data_dir + "/locales");
        !checked) {
        return checked;
    }
    terminal::Setup::FormUse use{name};
    if (const auto uses = configuration.questions.find(name);
        uses != configuration.questions.end()) {
        *definition += written(uses->second);
        for (const auto& [question, how] : uses->second) {
            use.off += how == QuestionUse::Off ? 1 : 0;
            use.optional += how == QuestionUse::Optional ? 1 : 0;
        }
    }
    content.setup.forms.push_back(std::move(use));
    content.questionnaires.push_back(std::move(*form));
    content.hashes.push_back(hex_hash(*definition));
    return {};
}

/// Not among those that are offered.
Result<void> add_withdrawal(Content& content, const std::string& data_dir) {
    if (Result<void> added = add_questionnaire(content, kWithdrawalForm, data_dir, {}); !added) {
        return added;
    }
    content.withdrawal = std::move(content.questionnaires.back());
    content.withdrawal_hash = std::move(content.hashes.back());
    content.questionnaires.pop_back();
    content.hashes.pop_back();
    content.setup.forms.pop_back();
    return {};
}

void add_names(text::NamesOfOccupations& names, const std::string& file) {
    if (!std::filesystem::exists(file)) {
        return;
    }
    const Result<std::string> json = codec::read_file(file, limits::kLargestOccupationNamesBytes);
    Result<codec::OccupationNames> read = json ? codec::read_occupation_names(*json, file)
                                               : Result<codec::OccupationNames>(json.error());
    if (!read) {
        spdlog::error("names of occupations are not used: {}", to_string(read.error()));
        return;
    }
    for (auto& [id, name] : read->by_id) {
        names[id] = {std::move(name.name), std::move(name.also)};
    }
}

}  // namespace

text::OccupationWords occupation_words(const Content& content) {
    return {content.occupations, [data_dir = content.data_dir,
                                  own = content.config.occupations](const std::string& tag) {
                text::NamesOfOccupations names;
                add_names(names, data_dir + "/locales/" + tag + "/occupations.json");
                if (!own.empty()) {
                    add_names(names, own + "/names/" + tag + ".json");
                }
                return names;
            }};
}

const Questionnaire* Content::questionnaire(const std::string& name) const {
    for (const auto& form : questionnaires) {
        if (form->name == name) {
            return form.get();
        }
    }
    return nullptr;
}

Result<Folders> read_folders(const std::string& data_dir, const Configuration& configuration) {
    Result<std::vector<Language>> languages = codec::read_languages(
        data_dir + "/locales", codec::debian_font_folders(), configuration.added_languages);
    if (!languages) {
        return languages.error();
    }
    Result<std::vector<HardWord>> hard_words =
        codec::read_glossary(data_dir + "/locales/glossary.json");
    if (!hard_words) {
        return hard_words.error();
    }
    add_hard_words(*languages, *hard_words);
    return Folders{std::move(*languages), std::move(*hard_words)};
}

Result<Content> load_content(const std::string& data_dir, const codec::KioskConfig& config,
                             const Configuration& configuration) {
    Result<Folders> folders = read_folders(data_dir, configuration);
    if (!folders) {
        return because(Cause::LanguageFolder, folders.error());
    }
    return load_content(data_dir, config, configuration, std::move(*folders));
}

Result<Content> load_content(const std::string& data_dir, const codec::KioskConfig& config,
                             const Configuration& configuration, Folders folders) {
    std::vector<Language>& languages = folders.languages;
    const std::string locales = data_dir + "/locales";
    if (Result<void> checked = check_own_texts(languages, configuration); !checked) {
        return checked.error();
    }
    apply_texts(languages, configuration);
    Result<ui::Icons> icons = ui::Icons::load(data_dir + "/assets/icons");
    if (!icons) {
        return because(Cause::Installation, icons.error());
    }
    if (Result<void> added = add_installed_logos(*icons, config.logos, data_dir + "/assets");
        !added) {
        return added.error();
    }
    if (Result<void> added = add_logos(*icons, configuration); !added) {
        return added.error();
    }
    Result<Occupations> occupations =
        codec::read_occupation_folders(data_dir + "/kiosk-config/occupations", config.occupations);
    if (!occupations) {
        return because(Cause::Questionnaire, occupations.error());
    }
    Content content{text::Catalogue(std::move(languages)),
                    {},
                    {},
                    std::move(*icons),
                    std::move(*occupations),
                    changed_config(config, configuration),
                    configuration.opening_hours.value_or(""),
                    setup_from(configuration),
                    data_dir,
                    std::move(folders.hard_words)};
    find_folders(content.config, content.catalogue);
    if (Result<void> offered = drop_unfinished(content, configuration); !offered) {
        return offered.error();
    }
    if (Result<void> checked = check_languages(content.catalogue, content.config, locales);
        !checked) {
        return checked.error();
    }
    for (const std::string& name : content.config.questionnaires) {
        if (name == kWithdrawalForm) {
            return refused("questionnaires", "\"" + name + "\" is offered by help, not here",
                           Cause::Questionnaire);
        }
        if (Result<void> added = add_questionnaire(content, name, data_dir, configuration);
            !added) {
            return added.error();
        }
    }
    if (Result<void> added = add_withdrawal(content, data_dir); !added) {
        return added.error();
    }
    content.clips = load_clips(content);
    return content;
}

ui::Branding branding_of(const Content& content) {
    const codec::KioskConfig& config = content.config;
    return {config.institution,
            config.funding_line,
            config.logos,
            content.opening_hours,
            {config.privacy.address, config.privacy.officer, config.privacy.authority,
             config.privacy.processors, config.privacy.kept_days,
             static_cast<int>(config.copies_kept.count())}};
}

terminal::Rules rules_for(const Content& content, const codec::KioskConfig& config) {
    terminal::Rules rules;
    rules.languages = config.languages;
    rules.default_language = config.default_language;
    rules.second_language = config.second_language;
    for (std::size_t i = 0; i < content.questionnaires.size(); ++i) {
        rules.forms.push_back({content.questionnaires[i].get(), content.hashes[i]});
    }
    rules.withdrawal = {content.withdrawal.get(), content.withdrawal_hash};
    rules.idle = config.idle;
    rules.setup = content.setup;
    rules.setup.text_scale = config.text_scale;
    rules.idle_grace = config.idle_grace;
    rules.number_shown = config.number_shown;
    rules.topics = config.topics;
    rules.volume = config.sound_volume;
    for (const Language& language : content.catalogue.languages()) {
        if (language.script == "Latn") {
            rules.latin.insert(language.tag);
        }
        const Speech::Source source = language.speech.source;
        if (config.sound && (source == Speech::Source::Voice ||
                             (source == Speech::Source::Clips && content.clips != nullptr &&
                              content.clips->complete(language.tag)))) {
            rules.spoken.insert(language.tag);
        }
    }
    const ui::Branding branding = branding_of(content);
    for (terminal::Rules::Form& form : rules.forms) {
        for (const std::string& tag : config.languages) {
            form.consent_hashes[tag] = hex_hash(
                ui::privacy_words(content.catalogue, tag, form.questionnaire->name, branding));
        }
    }
    return rules;
}

}  // namespace lotse::kiosk
