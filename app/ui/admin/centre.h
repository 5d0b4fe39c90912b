// SPDX-License-Identifier: EUPL-1.2
/// Draws what belongs to the centre: its name, hours, logos, and the times that hold at its
/// terminals.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_centre(const AdminContext& context, const admin::CentreView& view, Box area);

}  // namespace lotse::ui::screens
