// SPDX-License-Identifier: EUPL-1.2
/// Decides how account and password are typed at a desk that nobody is logged in at, and how an
/// invited person chooses the first one and everybody another: what follows is decided in
/// core/desk/desk.h, of which this is a part. The lock has its own (lock.h). Pure.
#pragma once

#include <optional>

#include "core/desk/desk.h"

namespace lotse::desk {

void at_log_in(LoggedOut& place, const FieldChosen& event);
void at_log_in(LoggedOut& place, const TextTyped& event);
/// It was a code: a password is chosen now.
void at_log_in(LoggedOut& place, const PasswordWanted& event);
void at_log_in(LoggedOut& place, const LogInRefused& event);
/// What is to be done with what was typed; nothing: it is not whole, or something is under way.
std::optional<Effect> try_log_in(LoggedOut& place);

// One's own, while somebody is logged in.
void at_own_password(QueueOpen& place, const PasswordPressed& event);
void at_own_password(QueueOpen& place, const PasswordCancelled& event);
void at_own_password(QueueOpen& place, const FieldChosen& event);
void at_own_password(QueueOpen& place, const TextTyped& event);
void at_own_password(QueueOpen& place, const PasswordChanged& event);
/// All of it is typed again.
void at_own_password(QueueOpen& place, const PasswordRefused& event);
std::optional<ChangePassword> try_own_password(QueueOpen& place);

}  // namespace lotse::desk
