// SPDX-License-Identifier: EUPL-1.2
/// What a role shows: languages, words, questionnaires, pictograms. Read once at start, checked,
/// then immutable.
///
/// What is installed, changed by the centre's configuration (core/configuration/configuration.h).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "codec/settings/kiosk_config.h"
#include "core/configuration/configuration.h"
#include "core/configuration/glossary.h"
#include "core/occupations.h"
#include "core/terminal/session.h"
#include "text/words/catalogue.h"
#include "text/words/occupations.h"
#include "ui/kit/branding.h"
#include "ui/kit/icons.h"

namespace lotse::speech {
class Clips;
}

namespace lotse::kiosk {

struct Content {
    text::Catalogue catalogue;
    std::vector<std::unique_ptr<Questionnaire>> questionnaires;
    std::vector<std::string> hashes;  ///< of the definitions, hex, in the same order
    ui::Icons icons;
    Occupations occupations;  ///< the shipped ones, and the centre's own
    codec::KioskConfig
        config;  ///< in force: the settings of this machine, changed by the configuration
    std::string opening_hours;
    terminal::Setup setup;
    std::string data_dir;  ///< what is read later is read from there
    std::vector<HardWord> hard_words;
    /// By which a client asks that answers be deleted (kWithdrawalForm); no centre changes it.
    std::unique_ptr<Questionnaire> withdrawal = nullptr;
    std::string withdrawal_hash = {};
    std::shared_ptr<const speech::Clips> clips = nullptr;  ///< never null once it was loaded

    const Questionnaire* questionnaire(const std::string& name) const;
};

/// Refuses, naming file and key: a language without folder, a questionnaire that cannot be filled
/// in, a text that no language has or that cannot be formatted, a question that cannot be off, a
/// font that is not installed. From any thread.
Result<Content> load_content(const std::string& data_dir, const codec::KioskConfig& config,
                             const Configuration& configuration = {});

/// The same with folders that were read already.
struct Folders {
    std::vector<Language> languages;  ///< with the hard words among their texts
    std::vector<HardWord> hard_words;
};
Result<Content> load_content(const std::string& data_dir, const codec::KioskConfig& config,
                             const Configuration& configuration, Folders folders);
/// The language folders that are installed, and those that the configuration adds; with their own
/// texts.
Result<Folders> read_folders(const std::string& data_dir, const Configuration& configuration);

/// What occupations are called, of those in `content`, which outlives it. A language's list is read
/// when it is needed; one that cannot be read is logged, and the German names are shown.
text::OccupationWords occupation_words(const Content& content);

/// Whose terminal it is, as it is drawn.
ui::Branding branding_of(const Content& content);

terminal::Rules rules_for(const Content& content, const codec::KioskConfig& config);

}  // namespace lotse::kiosk
