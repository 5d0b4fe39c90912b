// SPDX-License-Identifier: EUPL-1.2
/// Decides when a version of the centre's key is needed by nothing any more, and destroys it, so
/// that what was sealed to it is erased in every backup, too (vault/shred_keys.h).
///
///     made, with a copy for the recovery key ─► what is granted of it is bound ─► over ─► spent
///       ─► an admin's desk signs a register that calls it erased ─► kept with its row in the audit
///          log, grants gone ─► its key destroyed, which is a row as well
///
/// Spent: it is over for longer than anything open is kept, by a clock that somebody outside
/// confirmed and by what the service lived for certain, both; nothing that is kept is sealed to it;
/// and each terminal of the register has said since then that it knows the register and that
/// nothing waits. Whoever cannot say so keeps it alive until they do, or are blocked.
///
/// Killed between two of these steps, the next start, or the next upkeep, goes on from there.
/// Leaves alone: who may sign (handle_registers.h). The store's thread only.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/intake/keys_register.h"
#include "service/context.h"

namespace lotse::service {

/// Of a centre: those that somebody with a recovery key could bring back.
Result<std::set<std::string>> recoverable_versions(KeyProposals& proposals,
                                                   const std::string& centre);

/// Before the account is kept. Without keys to bind to nothing happens.
Result<void> bind_grants(const Context& context, store::CentreStore& store, StaffAccount& account);
/// All accounts that were kept by somebody else, such as a tool. How many grants open with nothing
/// any more, though their versions are not erased.
Result<int> bind_all(store::CentreStore& store, vault::ShredKeys& keys, WallTime now);
/// What the account can be given (ShredKeys::opened).
std::vector<Grant> open_grants(const Context& context, const StaffAccount& account);

/// Names of the register's versions.
Result<std::vector<std::string>> spent_versions(const Context& context, store::CentreStore& store,
                                                const KeysRegister& keys);
/// The keys of what the registers of all centres call erased.
Result<void> destroy_erased(const Context& context, store::CentreStore& store);

}  // namespace lotse::service
