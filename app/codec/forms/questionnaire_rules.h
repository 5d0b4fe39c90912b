// SPDX-License-Identifier: EUPL-1.2
/// Inside of codec/questionnaire_json: refuses expressions that name what does not exist, or that
/// depend on themselves.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/form/expression.h"
#include "core/form/questionnaire.h"

namespace lotse::codec {

class JsonReader;

/// An expression and where it stands. Nodes are "section:x", "group:x", "question:x" and
/// "choice:list".
struct Rule {
    std::string place;   ///< for errors: "question date_of_birth"
    std::string node;    ///< what depends on the names of the expression
    std::string repeat;  ///< name of the repeat it stands in
    std::string list;    ///< choice_filter: the list whose columns it may name
    std::string key;     ///< "relevant", "constraint", …
    Expression expression;
};

struct Rules {
    std::vector<Rule> rules;
    std::map<std::string, std::string> parents;  ///< node → node of the group it stands in
    std::vector<std::pair<std::string, std::string>>
        lists;  ///< node of a question → node of its choices
};

/// Reports the first mistake to `reader`.
void check_rules(const Questionnaire& form, const Rules& rules, JsonReader& reader);

}  // namespace lotse::codec
