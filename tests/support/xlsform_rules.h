// SPDX-License-Identifier: EUPL-1.2
/// What pyxform would refuse or warn of, as far as its rules are published (xlsform.org,
/// docs.getodk.org, pyxform's README).
///
/// Written on its own, without the code under test, so that a mistake in our export does not hide
/// in our import.
#pragma once

#include <string>
#include <vector>

#include "codec/spreadsheet/spreadsheet.h"

namespace lotse::support {

/// One sentence for each broken rule.
std::vector<std::string> broken_xlsform_rules(const codec::Spreadsheet& form);

}  // namespace lotse::support
