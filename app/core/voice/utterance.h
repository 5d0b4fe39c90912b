// SPDX-License-Identifier: EUPL-1.2
/// What is to be said aloud, as a value.
///
/// Made from what stands on the screen (ui/kit/reader.h), said through the port `Voice`. Words are
/// as they are shown; how they sound is the voice's business (speech/normalise.h).
#pragma once

#include <string>
#include <vector>

#include "core/secret_text.h"

namespace lotse {

/// Who may hear it. EN 301 549, 5.1.3.8: what a client answered sounds only where nobody else
/// hears it, or because that client chose so.
enum class Taint {
    Interface,  ///< of the program: everybody
    Personal,   ///< of the client: nobody, unless it was chosen
    Masked,     ///< a password, a PIN: nobody, ever
};

struct SpokenPart {
    std::string id;  ///< of the message; empty: it is none
    SecretText words;
    std::string tag;  ///< BCP 47, of the language that the words are in
    Taint taint = Taint::Interface;
    std::string node;  ///< of the semantic tree: lit while it sounds
    bool operator==(const SpokenPart&) const = default;
};

struct Utterance {
    std::vector<SpokenPart> parts;
    bool empty() const { return parts.empty(); }
    bool operator==(const Utterance&) const = default;
};

}  // namespace lotse
