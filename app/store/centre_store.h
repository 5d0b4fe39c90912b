// SPDX-License-Identifier: EUPL-1.2
/// What the queue service keeps of its centres: six ports over one database.
///
/// Whoever opens a store owns all of it and hands out what is needed: intake handling gets
/// `intakes`, a tool that enrols gets `terminals`. The ports share transactions and a connection,
/// so that they are used by one thread at a time, and none of them outlives the store.
///
/// With the service's key the store takes part in what outlives its database: until `begin` it can
/// be read and filled, and nothing can be withdrawn or erased.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/configuration/ports.h"
#include "core/intake/key_proposals.h"
#include "core/intake/ports.h"

namespace lotse::store {

/// 16 bytes of a hash under the service's key (vault/service_key.h).
using Tag = std::array<std::uint8_t, 16>;
using TagFunction = std::function<Tag(std::string_view)>;

/// What `begin` found.
struct Begun {
    int buried_again = 0;        ///< that the database still had, or had again
    int damaged_tombstones = 0;  ///< lines of the log that are not believed; it was put aside
};

class CentreStore {
public:
    virtual ~CentreStore() = default;
    CentreStore(const CentreStore&) = delete;
    CentreStore& operator=(const CentreStore&) = delete;

    IntakeQueue& intakes;
    Accounts& accounts;
    Terminals& terminals;
    Configurations& configurations;
    AuditLog& audit_log;
    KeyProposals& proposals;

    /// Carries out what was withdrawn or erased and the database does not know of.
    virtual Result<Begun> begin(TagFunction tag) = 0;
    /// Begins to copy the whole database into a new file, in place of a copy that was not ended.
    virtual Result<void> begin_copy(const std::string& file) = 0;
    /// Some pages more; what is written between two calls is in the copy, too. True: it is whole.
    virtual Result<bool> go_on_copying() = 0;

protected:
    CentreStore(IntakeQueue& of_intakes, Accounts& of_accounts, Terminals& of_terminals,
                Configurations& of_configurations, AuditLog& of_audit, KeyProposals& of_proposals)
        : intakes(of_intakes),
          accounts(of_accounts),
          terminals(of_terminals),
          configurations(of_configurations),
          audit_log(of_audit),
          proposals(of_proposals) {}
};

}  // namespace lotse::store
