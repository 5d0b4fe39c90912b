// SPDX-License-Identifier: EUPL-1.2
/// Decides what a locked desk keeps of the place it was locked at, and how its password is asked
/// for: what follows a right one is decided in core/desk/desk.h, of which this is a part.
///
/// Kept: whose sheet was open (not what stands in it), the search that was typed (not the names
/// that were read), an admin's draft. Wrong passwords make one wait, longer each time. Pure.
#pragma once

#include <optional>

#include "core/desk/desk.h"

namespace lotse::desk {

/// Somebody is logged in at `place`, and it is not locked yet.
Locked put_away(decltype(State::place) place, const char* problem_id, Instant now);

void at_lock(Locked& place, const FieldChosen& event);
void at_lock(Locked& place, const TextTyped& event);
/// A password was not the right one, or could not be tried.
void at_lock(Locked& place, const LogInRefused& event, Instant now);
/// What is to be done with the password; nothing: there is none, one is being tried, or it is too
/// early for another.
std::optional<Unlock> try_password(Locked& place, Instant now);

}  // namespace lotse::desk
