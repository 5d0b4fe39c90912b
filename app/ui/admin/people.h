// SPDX-License-Identifier: EUPL-1.2
/// Draws the centre's people: who is there, and beside the list whoever is looked at, somebody new,
/// or the code that is to be handed over.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_people(const AdminContext& context, const admin::PeopleView& view, Box area);

}  // namespace lotse::ui::screens
