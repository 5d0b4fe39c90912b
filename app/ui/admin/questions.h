// SPDX-License-Identifier: EUPL-1.2
/// Draws which questions are asked: each as written, optional, or not at all.
#pragma once

#include "ui/admin/context.h"

namespace lotse::ui::screens {

void draw_admin_questions(const AdminContext& context, const admin::QuestionsView& view, Box area);

}  // namespace lotse::ui::screens
