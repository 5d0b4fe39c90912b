// SPDX-License-Identifier: EUPL-1.2
/// Decides what one terminal carries home from its centre, and how that is written down for a
/// stick, a picture and a scanner.
///
/// The value is packed (fields of a length of 2 bytes each, little-endian, in the order of the
/// struct), locked under a code by vault, and then written as text:
///
///     LOTSE.TERMINAL.1.<base32hex of RFC 4648, no padding>.
///
/// in signs that a QR code packs densely and that a scanner types alike on German and English
/// keyboards (no Y, Z, `-` or
/// `/`). Reading takes lower case and any line breaks. Readers are total: Corrupt says what was
/// expected. Leaves alone: the code and the lock (vault), files (tools).
#pragma once

#include <string>
#include <string_view>

#include "codec/settings/kiosk_config.h"
#include "core/error.h"
#include "core/intake/intake.h"

namespace lotse::codec {

struct TerminalFile {
    Enrolment enrolment;  ///< `ca_file` is not carried: the terminal decides where it keeps the
                          ///< certificate
    Bytes signing_seed;   ///< 32 bytes; secret
    Bytes authority;      ///< certificates in DER, one after the other
    bool operator==(const TerminalFile&) const = default;
};

/// The caller wipes it: it holds the seed.
std::string pack_terminal(const TerminalFile& file);
Result<TerminalFile> unpack_terminal(std::string_view packed);

/// One line without its end.
std::string write_terminal_text(const Bytes& locked);
Result<Bytes> read_terminal_text(std::string_view text);
/// Whether the text's last sign was read: a scanner types no end of file.
bool is_whole_terminal_text(std::string_view text);

}  // namespace lotse::codec
