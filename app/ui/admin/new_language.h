// SPDX-License-Identifier: EUPL-1.2
/// Draws a language that is not there yet: its tag, and what is known of it before anybody
/// translates.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_new_language(const AdminContext& context, const admin::NewLanguageView& view,
                             Box area);

}  // namespace lotse::ui::screens
