// SPDX-License-Identifier: EUPL-1.2
/// Reads the definition of a questionnaire (kiosk-config/questionnaires/*.json, described by
/// schema/questionnaire.schema.json).
///
/// What it accepts can be filled in: every name exists, nothing depends on itself, every expression
/// parses. What it refuses is refused in one sentence with file, question, key and column. Leaves
/// alone: texts (`text_ids` says which a language needs).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/form/questionnaire.h"

namespace lotse::codec {

/// `file` is only named in errors.
Result<std::unique_ptr<Questionnaire>> read_questionnaire(std::string_view json,
                                                          const std::string& file);
/// Reads the file first.
Result<std::unique_ptr<Questionnaire>> read_questionnaire_file(const std::string& path);

/// All message ids that a language must provide for it, in definition order, each once.
std::vector<std::string> text_ids(const Questionnaire& form);

}  // namespace lotse::codec
