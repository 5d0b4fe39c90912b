// SPDX-License-Identifier: EUPL-1.2
/// `lotse-tool seal|open`: a file into an envelope and back, as terminal and desk do it.
#pragma once

#include <string>
#include <string_view>

#include "codec/settings/kiosk_config.h"
#include "core/intake/intake.h"
#include "tools/console.h"

namespace lotse::tools {

struct SealFile {
    std::string state;  ///< an enrolled terminal's folder: its keys and names are used
    std::string in = "-", out = "-";
    std::string number = "TEST";
    std::string language = "de";
    std::string questionnaire;  ///< empty: a number without data
};
Result<void> seal_file(const SealFile& request, Console& console);

/// What an intake says in clear beside the terminal's names; its day is today.
struct IntakeFacts {
    std::string number, language, questionnaire;
};
struct SealedTerminalIntake {
    codec::Enrolment enrolment;  ///< of the terminal that sealed it
    SealedIntake intake;
};
/// As the terminal whose state folder this is.
Result<SealedTerminalIntake> seal_as_terminal(const std::string& state, const IntakeFacts& facts,
                                              std::string_view payload);

struct OpenFile {
    std::string key_file;      ///< wrapped key; its password is read from standard input
    std::string terminal_key;  ///< Ed25519 in hex: refuse what this terminal did not sign; empty:
                               ///< not checked
    std::string in, out = "-";
};
Result<void> open_file(const OpenFile& request, Console& console);

}  // namespace lotse::tools
