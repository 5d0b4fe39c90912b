// SPDX-License-Identifier: EUPL-1.2
/// At the terminal: takes the file (or the text of its QR code), and tries the line with a test
/// intake.
///
///     terminal/enrolment.toml, terminal.key, ca.pem   as lotse reads them; into place in one
///                                                     rename
///
/// The test intake has the number "TEST", which no terminal gives out, and no questionnaire. It
/// goes past the outbox: a terminal that cannot reach its service is enrolled all the same, and the
/// failure is told. `lotse-setup check` takes the intake out of the queue. A terminal that is
/// enrolled keeps what it has; the same file again only repeats the test.
#pragma once

#include <string>
#include <string_view>

#include "codec/settings/terminal_file.h"
#include "core/intake/intake.h"
#include "tools/setup/dialogue.h"

namespace lotse::tools::setup {

inline constexpr std::string_view kTestNumber = "TEST";

struct TerminalRequest {
    std::string state;
    std::string from;   ///< the file; "-": typed, piped or scanned on standard input; empty: asked
    std::string owner;  ///< empty: see owner_of
    bool test = true;   ///< send a test intake
};
Result<void> set_up_terminal(const TerminalRequest& request, Dialogue& dialogue,
                             Interruption& interruption);

/// Seals a test intake as the enrolled terminal of this folder and takes it to its service.
/// Transient if that cannot be reached, Refused if it does not take it.
Result<IntakeId> send_test_intake(const std::string& state, const Dialogue& dialogue);
/// What is inside every test intake: nobody's answers.
std::string test_payload();

}  // namespace lotse::tools::setup
