// SPDX-License-Identifier: EUPL-1.2
/// Draws what changed, how it gets to the terminals, what they run, and the way back to an earlier
/// version.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_versions(const AdminContext& context, const admin::VersionsView& view, Box area);

}  // namespace lotse::ui::screens
