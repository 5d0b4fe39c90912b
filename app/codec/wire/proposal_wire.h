// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of a proposal for the centre's key (core/intake/key_life.h) inside of its
/// signature (vault/signed_document.h), and of the message that brings it to the service with what
/// each reader gets of it.
///
/// As in wire.h.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/intake/key_life.h"

namespace lotse::codec {

std::string write_proposal(const KeyProposal& proposal);
Result<KeyProposal> read_proposal(std::string_view json);

/// The secret half for one reader.
struct SealedVersion {
    std::string account;
    Bytes box;  ///< whose key it is sealed to
    Bytes sealed;
    bool operator==(const SealedVersion&) const = default;
};
struct ProposedVersion {
    std::string document;  ///< as it was signed
    std::vector<SealedVersion> readers;
};
std::string write_proposed(const ProposedVersion& proposed);
Result<ProposedVersion> read_proposed(std::string_view json);

}  // namespace lotse::codec
