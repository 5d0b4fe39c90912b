// SPDX-License-Identifier: EUPL-1.2
/// What the contracts of the centre's ports share.
///
/// A harness has `store::CentreStore& store()`, `void reopen()` (the service ended and began
/// again), `AuditRows audit_rows()`, and `void refuse_audit(bool)`: no row can be added to the
/// audit log meanwhile.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "store/centre_store.h"
#include "support/sample_intakes.h"

namespace lotse::support {

/// Account, action, object.
using AuditRows = std::vector<std::array<std::string, 3>>;

template <class Harness>
class CentreContract : public testing::Test {
protected:
    Harness harness;
    IntakeQueue& intakes() { return harness.store().intakes; }
    Accounts& accounts() { return harness.store().accounts; }
    Terminals& terminals() { return harness.store().terminals; }
    Configurations& configurations() { return harness.store().configurations; }
    AuditLog& audit_log() { return harness.store().audit_log; }
};

}  // namespace lotse::support
