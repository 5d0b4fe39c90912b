// SPDX-License-Identifier: EUPL-1.2
/// What a centre changes without a developer: languages, texts, questionnaires, settings. One
/// value.
///
/// Everything left out holds as installed. A changed configuration gets the next version, is signed
/// with the centre's configuration key (vault), kept by the queue service and fetched by terminals
/// as a bundle (codec/wire/bundle.h). Whether the parts fit together (a text that parses, a
/// questionnaire whose names exist) is checked by whoever applies it, before it is published and
/// again on every terminal. Version 0 is what is installed.
///
/// Rollout:
///
///     Preview (one terminal) ─release─► Released (all terminals) ─next version─► history
///
/// There is no way back to a lower version: what was is published again under the next one.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/form/meanings.h"
#include "core/moment.h"

namespace lotse {

/// How a questionnaire's question is asked in this centre. On and Off of a block's switch
/// (core/configuration/question_use.h): of all the questions behind it.
enum class QuestionUse : std::uint8_t { AsWritten, Optional, Off, On };

struct Configuration {
    std::int64_t version = 0;
    std::string centre;
    std::string made_by;  ///< account
    std::string made_at;  ///< local civil time, YYYY-MM-DDThh:mm:ss
    std::string note;     ///< what was changed, in the admin's words

    // Languages
    std::optional<std::vector<std::string>>
        languages;  ///< offered, in the order of the start screen
    std::optional<std::string> default_language;
    std::optional<std::string>
        second_language;              ///< shown beside the client's in helper mode; empty: none
    std::optional<double> threshold;  ///< share of texts below which a language is not offered, 0…1
    /// Tag → id → pattern: replaces the text of the language folder.
    std::map<std::string, std::map<std::string, std::string>> texts;
    /// Tag → id → fingerprint of the German text (core/configuration/translation.h) that the text
    /// was written beside, or let stand beside: of the centre's own texts, and of texts of the
    /// folder that somebody confirmed.
    std::map<std::string, std::map<std::string, std::string>> made_from;
    /// Language folders that are not installed: tag → file name → content, as in locales/<tag>/.
    std::map<std::string, std::map<std::string, std::string>> added_languages;

    // Questionnaires
    std::optional<std::vector<std::string>> offered_questionnaires;
    std::map<std::string, std::string>
        questionnaires;  ///< name → definition (JSON), replaces or adds
    std::map<std::string, std::map<std::string, QuestionUse>>
        questions;  ///< questionnaire → question
    /// Questionnaire → question → what its answer means here (core/form/meanings.h), whatever the
    /// definition says; None takes a meaning away.
    std::map<std::string, std::map<std::string, Meaning>> meanings;

    // The centre
    std::optional<std::string> institution;
    std::optional<std::string>
        opening_hours;  ///< shown on the start screen and while the terminal is not ready
    std::optional<std::string> funding_line;
    std::map<std::string, std::string>
        logos;  ///< name → SVG in the subset of the icons, in this order
    std::optional<std::chrono::seconds> idle;
    std::optional<std::chrono::seconds> number_shown;
    std::optional<double> text_scale;
    std::optional<std::chrono::days>
        retention;  ///< closed intakes are erased after this, by the service

    bool operator==(const Configuration&) const = default;
};

/// What the service knows of a published version.
struct PublishedConfiguration {
    std::int64_t version = 0;
    WallTime published{};
    std::string account;
    std::string note;
    std::string preview;  ///< name of the one terminal that gets it; empty: released to all
    bool operator==(const PublishedConfiguration&) const = default;
};

/// What a terminal last said of itself.
struct TerminalReport {
    std::string terminal;
    std::int64_t running = 0;  ///< version of the configuration it shows
    std::int64_t refused = 0;  ///< highest version it could not start with, 0: none
    std::string reason;        ///< why (core/reason.h); no personal data
    std::string program;       ///< version of the program
    WallTime at{};
    std::int64_t accepted =
        0;  ///< fetched and checked, waits for the moment between two clients; 0: none
    std::int64_t seq = 0;   ///< the highest count of its reports; 0: it counts none
    std::string as_signed;  ///< all that it said, in the form that carries its signature
    bool operator==(const TerminalReport&) const = default;
};

/// The version that the terminal is to run next: the highest that was released, or is previewed on
/// it, above what it runs, what it keeps for the next moment between two clients, and what it
/// refused. Nothing: it stays as it is.
std::optional<std::int64_t> next_version(const std::vector<PublishedConfiguration>& published,
                                         const TerminalReport& report);

}  // namespace lotse
