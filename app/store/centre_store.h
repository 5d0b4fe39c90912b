// SPDX-License-Identifier: EUPL-1.2
/// What the queue service keeps of its centres: five ports over one database.
///
/// Whoever opens a store owns all of it and hands out what is needed: intake handling gets
/// `intakes`, a tool that enrols gets `terminals`. The ports share transactions and a connection,
/// so that they are used by one thread at a time, and none of them outlives the store.
#pragma once

#include "core/configuration/ports.h"
#include "core/intake/ports.h"

namespace lotse::store {

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

protected:
    CentreStore(IntakeQueue& of_intakes, Accounts& of_accounts, Terminals& of_terminals,
                Configurations& of_configurations, AuditLog& of_audit)
        : intakes(of_intakes),
          accounts(of_accounts),
          terminals(of_terminals),
          configurations(of_configurations),
          audit_log(of_audit) {}
};

}  // namespace lotse::store
