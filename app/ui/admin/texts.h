// SPDX-License-Identifier: EUPL-1.2
/// Draws all texts of one language: found, compared with the German ones, corrected in place, seen
/// on the screen they stand on.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_texts(const AdminContext& context, const admin::TextsView& view, Box area);

}  // namespace lotse::ui::screens
