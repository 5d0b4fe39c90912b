// SPDX-License-Identifier: EUPL-1.2
/// Decides what a file of answers for the set-up may say, and what a finished set-up notes about a
/// centre.
///
/// Both are TOML, in the manner of our other settings: an error is Unusable and names file, line,
/// key and the expected value; unknown keys are errors. Neither holds a secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse::codec {

/// What was not answered is asked, or takes the proposal.
struct SetupAnswers {
    std::optional<std::string> name;    ///< of the centre, for people
    std::optional<std::string> centre;  ///< its short name
    std::optional<std::string> host;    ///< by which terminals and desks reach the service
    std::optional<std::int64_t> port;
    std::optional<std::string> listen;  ///< address of this machine that the service listens on
    std::optional<std::string> certificate;  ///< file of the given certificate; with the next two
    std::optional<std::string> private_key;
    std::optional<std::string> authority;
    std::optional<std::string> admin;                   ///< name of the account that may administer
    std::optional<std::vector<std::string>> accounts;   ///< the other staff's
    std::optional<std::vector<std::string>> terminals;  ///< names of those enrolled at once
    bool operator==(const SetupAnswers&) const = default;
};
Result<SetupAnswers> read_setup_answers(std::string_view toml, const std::string& file);

/// setup.toml in the service's state folder, written last: while it is there, nothing is made
/// again.
struct CentreFacts {
    std::string name, centre;
    std::string host;
    std::string service;  ///< https://host:port
    std::vector<std::string>
        recipients;                 ///< public keys in hex: the centre's, then the recovery key
    std::string configuration_key;  ///< Ed25519 in hex
    bool own_authority =
        true;  ///< its key lies beside the certificates, and they can be renewed here
    std::vector<std::string> terminals;  ///< "name prefix" of each that was enrolled
    bool operator==(const CentreFacts&) const = default;
};
Result<CentreFacts> read_centre_facts(std::string_view toml, const std::string& file);
std::string write_centre_facts(const CentreFacts& facts);

}  // namespace lotse::codec
