// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/configuration/draft_check.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "codec/files.h"
#include "core/configuration/configured_texts.h"
#include "core/limits.h"
#include "core/reason.h"
#include "kiosk/configuration/content.h"
#include "text/languages/keyboard_lint.h"
#include "text/languages/locale_lint.h"
#include "text/languages/locale_status.h"
#include "text/languages/new_language.h"
#include "text/languages/other_language.h"
#include "text/languages/word_rules.h"
#include "ui/terminal/survey.h"

namespace lotse::kiosk {
namespace {

/// All languages with the draft's texts. Empty: the folders cannot be read, and the log says why.
std::vector<Language> languages_of(const AdminSetup& setup, const Configuration& draft) {
    Result<Folders> read = read_folders(setup.data_dir, draft);
    if (!read) {
        spdlog::error("languages of the draft: {}", to_string(read.error()));
        return {};
    }
    apply_texts(read->languages, draft);
    return std::move(read->languages);
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

admin::LanguageFigures figures_of(const LanguageStatus& status) {
    admin::LanguageFigures out;
    out.tag = status.tag;
    out.texts = static_cast<int>(status.texts);
    out.done = static_cast<int>(status.texts - std::min(status.texts, status.missing.size()));
    out.fallback = static_cast<int>(status.missing.size());
    out.stale = static_cast<int>(status.stale.size());
    out.missing_ids = status.missing;
    out.stale_ids = status.stale;
    out.missing_letters = joined(status.untypable);
    out.missing_glyphs = static_cast<int>(status.missing_glyphs.size());
    out.voice = status.voice;
    return out;
}

}  // namespace

admin::LanguagesChecked check_draft(const AdminSetup& setup, const Configuration& draft) {
    admin::LanguagesChecked out;
    std::vector<Language> languages = languages_of(setup, draft);
    const auto german = std::find_if(languages.begin(), languages.end(),
                                     [](const Language& one) { return one.tag == "de"; });
    for (const LanguageStatus& status : text::locale_status(languages)) {
        out.figures.push_back(figures_of(status));
    }
    for (admin::LanguageFigures& figures : out.figures) {
        const auto language =
            std::find_if(languages.begin(), languages.end(),
                         [&](const Language& one) { return one.tag == figures.tag; });
        const auto add = [&](admin::Issue::Part part, std::vector<Finding> findings) {
            for (Finding& finding : findings) {
                figures.issues.push_back({part, std::move(finding.where), std::move(finding.rule),
                                          std::move(finding.details), "", ""});
            }
        };
        add(admin::Issue::Part::Folder, text::lint_settings(*language, languages));
        if (figures.missing_glyphs > 0) {  // slow, and mostly without a finding
            add(admin::Issue::Part::Folder, text::lint_fonts(*language, languages));
        }
        add(admin::Issue::Part::Folder, text::lint_keyboard(*language));
        if (!text::other_language(language->messages, *language, languages).empty()) {
            add(admin::Issue::Part::Folder, {{language->tag, "texts", "", "text.other_language"}});
        }
        add(admin::Issue::Part::Text, text::lint_texts(*language));
        if (german != languages.end() && language->tag != "de") {
            add(admin::Issue::Part::Text, text::lint_against_german(*language, *german));
        }
        add(admin::Issue::Part::Text, text::lint_hyphens(*language));
    }
    for (Language& language : languages) {
        if (draft.added_languages.contains(language.tag)) {
            out.languages.push_back(std::move(language));  // the installed ones the desk has
        }
    }
    return out;
}

admin::Event survey_language(const AdminSetup& setup, const Configuration& draft,
                             const std::string& tag, const std::function<bool()>& stop) {
    admin::LanguageSurveyed out{tag, {}};
    Result<Content> content = load_content(setup.data_dir, setup.config, draft);
    if (content && content->catalogue.language(tag) == nullptr) {
        content = Error{Kind::Refused, tag, "there is no such language", Cause::NoSuchLanguage};
    }
    if (!content) {
        spdlog::warn("survey of {}: {}", tag, to_string(content.error()));
        return admin::AdminFailed{"desk.admin.problem.survey", {written_reason(content.error())}};
    }
    const terminal::Rules rules = rules_for(*content, content->config);
    const ui::Branding branding{content->config.institution, content->config.funding_line,
                                content->config.logos, content->opening_hours};
    const ui::Survey survey = ui::survey(content->catalogue, content->icons, branding,
                                         gallery(rules, tag), tag, ui::survey_sizes(), stop);
    using Kind = ui::SurveyFinding::Kind;
    static const std::map<Kind, const char*> kNames = {{Kind::Overflow, "overflow"},
                                                       {Kind::Ellipsis, "ellipsis"},
                                                       {Kind::MissingGlyph, "glyph"},
                                                       {Kind::MissingText, "missing"}};
    for (const ui::SurveyFinding& finding : survey.findings) {
        if (finding.kind != Kind::Fallback) {
            out.issues.push_back({admin::Issue::Part::Screen,
                                  finding.words,
                                  kNames.at(finding.kind),
                                  {},
                                  finding.screen,
                                  finding.size});
        }
    }
    return out;
}

admin::LanguageProposed propose(const std::string& tag) {
    admin::LanguageProposed out;
    Result<text::NewLanguage> made = text::propose_language(tag, text::synthesiser_voices());
    if (!made) {
        out.proposal.problem_id = made.error().where == "tag" ? "desk.admin.problem.no_tag"
                                  : made.error().where == "script"
                                      ? "desk.admin.problem.no_script"
                                      : "desk.admin.problem.unknown_language";
        return out;
    }
    out.proposal.language = std::move(made->language);
    out.proposal.files = std::move(made->files);
    out.proposal.plural_categories = std::move(made->plural_categories);
    out.proposal.digits = std::move(made->digits);
    out.proposal.sample_countries = std::move(made->sample_countries);
    return out;
}

admin::Event read_logo(const std::string& path) {
    std::string name;  // of what may stand in a configuration
    for (const char c : std::filesystem::path(path).stem().string()) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += plain ? c : '_';
    }
    name.resize(std::min(name.size(), limits::kLongestNameBytes));
    const Result<std::string> svg = codec::read_file(path, limits::kLargestLogoBytes);
    if (!svg) {
        spdlog::warn("logo: {}", to_string(svg.error()));
        return admin::AdminFailed{svg.error().cause == Cause::TooLarge
                                      ? "desk.admin.problem.logo_too_large"
                                      : "desk.admin.problem.logo_file"};
    }
    if (const Result<ui::Icon> icon = ui::parse_icon(*svg, name); !icon) {
        spdlog::warn("logo: {}", to_string(icon.error()));
        return admin::AdminFailed{"desk.admin.problem.logo"};
    }
    return admin::LogoRead{name, *svg};
}

}  // namespace lotse::kiosk
