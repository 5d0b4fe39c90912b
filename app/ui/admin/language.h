// SPDX-License-Identifier: EUPL-1.2
/// Draws one language: its figures, what is to be mended, and the screens where a text does not
/// fit.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_language(const AdminContext& context, const admin::LanguageView& view, Box area);

}  // namespace lotse::ui::screens
