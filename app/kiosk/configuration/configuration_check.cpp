// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/configuration/configuration_check.h"

#include <utility>

#include "core/reason.h"
#include "kiosk/configuration/content.h"
#include "text/languages/locale_lint.h"

namespace lotse::kiosk {

ConfigurationCheck check_configuration(const std::string& data_dir,
                                       const codec::KioskConfig& config,
                                       const Configuration& configuration) {
    ConfigurationCheck check;
    Result<Folders> folders = read_folders(data_dir, configuration);
    if (!folders) {
        check.loaded = because(Cause::LanguageFolder, folders.error());
        return check;
    }
    check.broken_texts = text::lint_configuration(folders->languages, configuration);
    if (const Result<Content> content =
            load_content(data_dir, config, configuration, std::move(*folders));
        !content) {
        check.loaded = content.error();
    }
    return check;
}

Result<void> ConfigurationCheck::outcome() const {
    if (!loaded || broken_texts.empty()) {
        return loaded;
    }
    const Finding& first = broken_texts.front();
    const std::string others =
        broken_texts.size() > 1 ? "; others: " + std::to_string(broken_texts.size() - 1) : "";
    return Error{Kind::Refused, "texts, " + first.tag + ", " + first.where, first.what + others,
                 Cause::BrokenText};
}

}  // namespace lotse::kiosk
