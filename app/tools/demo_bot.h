// SPDX-License-Identifier: EUPL-1.2
/// Fills in a whole intake at a running terminal as a person would: reads what is on the screen,
/// taps and types through real input events, and remembers what it answered.
///
/// It knows the questionnaire's names and types, never the program's state. Every answer is
/// invented.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/form/answers.h"
#include "core/form/questionnaire.h"
#include "text/words/catalogue.h"
#include "tools/automation_client.h"

namespace lotse::tools {

/// Which way through a questionnaire.
enum class BotWay : std::uint8_t {
    Tour,     ///< everything: the notice, help in a second language, all topics; nothing is counted
    Core,     ///< what all are asked, nothing special; then the end
    Longest,  ///< what all are asked, with every question that an answer adds
};

struct BotRun {
    std::string number;
    int screens = 0;  ///< with the language's and the number's
    int taps = 0;     ///< without those on keys
    int keys = 0;
    /// To read: each label of a screen once, the header once, without what is typed, keys, months
    /// and the other languages' names.
    int words = 0;
    std::map<std::string, int> words_of;  ///< by screen, in the order of their names
    double seconds = 0;                   ///< from the tap on the language to the number
    Answers entered;
    std::vector<std::string>
        layout_problems;  ///< "screen: widget: what": overflow, ellipsis, missing glyph
    std::vector<std::string> pictures;
    std::vector<std::string> tapped;  ///< ids, in order: the same taps make the same intake again
    std::vector<std::string> tapped_words;  ///< what stood on each of them
    std::vector<std::string> tapped_on;     ///< the name of the screen that each stood on
};

struct BotTask {
    const Questionnaire* form = nullptr;
    const Language* language = nullptr;
    std::string pictures_folder;  ///< made if missing; empty: no pictures
    CivilDate today;
    BotWay way = BotWay::Tour;
};

/// The error says on which screen it got stuck and what stood there.
Result<BotRun> fill_in(AutomationClient& terminal, const BotTask& task);

}  // namespace lotse::tools
