// SPDX-License-Identifier: EUPL-1.2
/// What a set-up notes about a centre, and what it shows once.
///
///     STATE/setup.toml    a finished set-up (codec/settings/setup_files.h); no secrets
///
/// Secrets are shown to the person, and written only into a file that a script asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codec/settings/setup_files.h"
#include "tools/setup/dialogue.h"

namespace lotse::tools::setup {

inline constexpr const char* kMarker = "setup.toml";
inline constexpr const char* kTerminalFileEnding = ".lotse";
/// By which desks know the centre (codec/settings/centre_pin.h).
inline constexpr const char* kDeskPin = "desk/centre.toml";

/// Unusable if there is none.
Result<codec::CentreFacts> load_centre(const std::string& state, const Dialogue& dialogue);
/// Replaces it; it stays with its owner.
Result<void> keep_centre(const std::string& state, const codec::CentreFacts& facts);

struct AccountSecret {
    std::string name, password;
};
struct TerminalSecret {
    std::string name, file;
    std::string pin, code;
};
/// Wiped when they go.
struct Secrets {
    std::vector<AccountSecret> accounts;
    std::string recovery;
    std::vector<TerminalSecret> terminals;

    Secrets() = default;
    ~Secrets();
    Secrets(const Secrets&) = delete;
    Secrets& operator=(const Secrets&) = delete;
};
/// For scripts: TOML, a new file of mode 0600. Refused if it is there.
Result<void> keep_secrets(const std::string& file, const Secrets& secrets);

/// Of a name of a centre, an account or a terminal.
std::optional<std::string> name_complaint(const Dialogue& dialogue, const std::string& name);

}  // namespace lotse::tools::setup
