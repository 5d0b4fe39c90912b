// SPDX-License-Identifier: EUPL-1.2
/// Draws all languages: offered or not, in which order, and what is still missing in each.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_languages(const AdminContext& context, const admin::LanguagesView& view, Box area);

}  // namespace lotse::ui::screens
