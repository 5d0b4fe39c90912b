// SPDX-License-Identifier: EUPL-1.2
/// Decides which reasons a person reads on a screen, as a closed list of codes: who shows one says
/// it in the reader's language (`desk.cause.<word>`, `desk.problem.<word>` of the texts), and what
/// was written in English beside it stays in the log.
///
/// A code travels as its word: in the service's replies, in a terminal's report, in what a terminal
/// keeps of a refusal. Words that were once written never change; one that is not known here (from
/// a newer program) is `None`, and the screen says that the log knows more.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lotse {

enum class Cause : std::uint8_t {
    None,  ///< nothing that a screen has words for
    // An action of staff (core/intake/queue.h)
    Held,         ///< another desk's claim holds; `Error::account` names it
    Changed,      ///< somebody changed the entry since it was looked at
    NotPossible,  ///< not in the state that the entry is in
    Closed,
    NotHere,  ///< erased, or never of this centre
    // The line between two of our programs
    NoAnswer,
    Busy,
    Certificate,      ///< not the centre's
    CertificateTime,  ///< the centre's, but not now: expired, or a clock is wrong
    // An intake that the service will not take
    UnknownTerminal,  ///< not enrolled, or revoked
    Signature,        ///< not of the enrolled terminal, or of another centre's admin
    OtherBytes,       ///< the centre has other bytes under this id
    OtherReceipt,     ///< the receipt is for other bytes
    Damaged,          ///< what was sent cannot be read
    Gone,             ///< the centre had it, and it was withdrawn or erased there
    // A configuration; `Error::where` names the place
    OtherCentre,
    BrokenText,
    NoSuchLanguage,
    LanguageFolder,
    Font,
    DefaultLanguage,
    Questionnaire,
    QuestionText,
    Logo,
    OutOfBounds,  ///< a value that is not allowed
    EndedTwice,   ///< the program ended twice before its first picture stood
    NotNewer,
    VersionTaken,
    NoSuchPreview,
    Installation,  ///< what is installed at the terminal
    Disk,
    TooLarge,
    NoAdmin,
};

/// "unknown_terminal"; of None: "unknown".
std::string_view to_string(Cause cause);
Cause cause_from(std::string_view word);

}  // namespace lotse
