// SPDX-License-Identifier: EUPL-1.2
/// Decides what a member of staff's account may be called, and which names are one and the same.
///
/// Names are of letters A to Z, digits, ".", "_" and "-": on these, normalisation of Unicode (UAX
/// 15, NFKC) changes nothing, and folding of case is that of ASCII. Two people whose names differ
/// in nothing else cannot be told apart when somebody reads them out, so the second one is not let
/// in. A log-in goes by the name as it was given: whoever has one from before goes on with it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"

namespace lotse {

bool is_account_name(std::string_view name);

/// The same for all names that are one and the same; also of names from before that are none by
/// is_account_name.
std::string account_key(std::string_view name);

/// Refused, with what to do: `name` is none, or it is one that `known` holds but for upper and
/// lower case. Exactly the same name is no matter of this.
Result<void> check_new_account(std::string_view name, const std::vector<std::string>& known);

}  // namespace lotse
