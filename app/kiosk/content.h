// SPDX-License-Identifier: EUPL-1.2
/// What a role shows: languages, words, questionnaires, pictograms. Read once at start, checked, then immutable.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "codec/kiosk_config.h"
#include "core/session.h"
#include "text/catalogue.h"
#include "ui/icons.h"

namespace lotse::kiosk {

struct Content {
    text::Catalogue catalogue;
    std::vector<std::unique_ptr<Questionnaire>> questionnaires;
    std::vector<std::string> hashes;  ///< of the definitions, hex, in the same order
    ui::Icons icons;

    const Questionnaire* questionnaire(const std::string& name) const;
};

/// Refuses, naming file and key: a language without folder, a questionnaire that cannot be filled in, a text that no
/// language has, a font that is not installed.
Result<Content> load_content(const std::string& data_dir, const codec::KioskConfig& config);

Rules rules_for(const Content& content, const codec::KioskConfig& config);

}  // namespace lotse::kiosk
