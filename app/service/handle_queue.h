// SPDX-License-Identifier: EUPL-1.2
/// The desks' work: they list the queue, follow its changes, act on intakes and read them.
///
/// Decides who may read sealed answers: the account that holds the lease, and for a search by name
/// every account of the centre as long as the entry is open. What is refused leaves no trace.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void list_queue(Context& context, Call call, Done done);
void follow_changes(Context& context, Call call, Done done);
void act_on_intake(Context& context, Call call, Done done);
void call_next(Context& context, Call call, Done done);
void read_intake(Context& context, Call call, Done done);

}  // namespace lotse::service
