// SPDX-License-Identifier: EUPL-1.2
/// What a centre will be made of: every question about it, its proposal, and what is wrong with an
/// answer.
///
/// Nothing is changed here; given certificates are checked before anything is made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "codec/settings/setup_files.h"
#include "tools/certificates.h"
#include "tools/setup/dialogue.h"

namespace lotse::tools::setup {

struct CentreRequest {
    std::string state;
    codec::SetupAnswers answers;
    bool own_authority = false;  ///< not asked: no given certificates
    std::string owner;           ///< empty: see owner_of
    std::string secrets;         ///< a new file for what is shown once; empty: none
    std::string config;  ///< the service's queue.toml, where the address it listens on is written;
                         ///< empty: nowhere
};
/// Everything that was answered.
struct Plan {
    std::string name, centre, host, listen;
    int port = 0;
    std::optional<CertificateFiles> given;
    std::string admin;
    std::vector<std::string> accounts, terminals;

    /// https://host:port
    std::string service() const;
};

Result<Plan> ask_for_plan(const CentreRequest& request, Dialogue& dialogue);
/// Shows the plan; false: the person does not want it.
Result<bool> is_agreed(const CentreRequest& request, const Plan& plan, Dialogue& dialogue);

}  // namespace lotse::tools::setup
