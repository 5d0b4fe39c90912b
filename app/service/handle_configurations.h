// SPDX-License-Identifier: EUPL-1.2
/// Configurations: published and released by an admin's desk. How terminals come to them:
/// service/handle_reports.h.
///
/// Decides what is taken: a genuine bundle of this centre's next version. Whether its key is the
/// centre's only terminals can know.
#pragma once

#include "service/routes.h"

namespace lotse::service {

void publish_configuration(Context& context, Call call, Done done);
void release_configuration(Context& context, Call call, Done done);
void list_configurations(Context& context, Call call, Done done);
void fetch_configuration(Context& context, Call call, Done done);

}  // namespace lotse::service
