// SPDX-License-Identifier: EUPL-1.2
/// At the centre: makes the one file with which a terminal is enrolled, and shows it as a QR code.
///
/// The file holds the terminal's signing key, its enrolment and the centre's certificate authority
/// (codec/settings/terminal_file.h), locked under a code that is shown once and goes to the
/// terminal by another way than the file: who finds the stick has no terminal. The PIN of the staff
/// menu is shown with it.
#pragma once

#include <string>

#include "codec/settings/setup_files.h"
#include "core/intake/ports.h"
#include "tools/setup/centre_files.h"
#include "tools/setup/dialogue.h"
#include "vault/keys.h"
#include "vault/password.h"

namespace lotse::tools::setup {

struct Costs {
    vault::WrapCost wrap;
    vault::PasswordCost password;
};

struct NewTerminal {
    std::string name, prefix;
    std::string out;  ///< the file to make, mode 0600
};
/// Makes the file, then registers the terminal, signed with the register key. `tls` is the folder
/// of ca.pem. Without success there is no file.
Result<TerminalSecret> make_terminal_file(Terminals& terminals, const vault::SigningKey& signer,
                                          const codec::CentreFacts& facts, const std::string& tls,
                                          const NewTerminal& wanted, const Costs& costs);

/// "A" for the first, "B" for the second; after "Z" come "AA", "AB", …: the first that no terminal
/// of the centre has.
std::string free_prefix(const codec::CentreFacts& facts);
std::string free_name(const codec::CentreFacts& facts);
/// Of an entry of CentreFacts::terminals.
std::string name_of(const std::string& enrolled);
std::string prefix_of(const std::string& enrolled);

struct TerminalFileRequest {
    std::string state;
    std::string name, prefix, out;  ///< empty: asked, or proposed
    std::string account;            ///< that signs; its password is asked for
    std::string secrets;            ///< a new file for what is shown once; empty: none
    std::string png;                ///< the QR code as a picture; empty: none
    bool qr = false;                ///< … and in the text
};
Result<void> terminal_file(const TerminalFileRequest& request, Dialogue& dialogue,
                           const Costs& costs);

/// The QR code of a terminal's file: into a PNG file, or else as text.
Result<void> show_qr(const std::string& file, const std::string& png, Dialogue& dialogue);

}  // namespace lotse::tools::setup
