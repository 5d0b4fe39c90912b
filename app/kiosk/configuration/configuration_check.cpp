// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/configuration/configuration_check.h"

#include "codec/translation/language_json.h"
#include "kiosk/configuration/content.h"
#include "text/languages/locale_lint.h"

namespace lotse::kiosk {

Result<std::vector<Finding>> broken_texts(const std::string& data_dir,
                                          const Configuration& configuration) {
    const Result<std::vector<Language>> languages = codec::read_languages(
        data_dir + "/locales", codec::debian_font_folders(), configuration.added_languages);
    if (!languages) {
        return languages.error();
    }
    return text::lint_configuration(*languages, configuration);
}

Result<void> check_configuration(const std::string& data_dir, const codec::KioskConfig& config,
                                 const Configuration& configuration) {
    if (const Result<Content> content = load_content(data_dir, config, configuration); !content) {
        return content.error();
    }
    const Result<std::vector<Finding>> findings = broken_texts(data_dir, configuration);
    if (!findings) {
        return findings.error();
    }
    if (findings->empty()) {
        return {};
    }
    const Finding& first = findings->front();
    const std::string others =
        findings->size() > 1 ? "; others: " + std::to_string(findings->size() - 1) : "";
    return Error{Kind::Refused, "texts, " + first.tag + ", " + first.where, first.what + others};
}

}  // namespace lotse::kiosk
