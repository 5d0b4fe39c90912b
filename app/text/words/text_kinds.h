// SPDX-License-Identifier: EUPL-1.2
/// Tells by its id what a text is for, and so which languages have to have it.
#pragma once

#include <string>

namespace lotse::text {

/// Only staff read it: exists in German; what a terminal's staff menu shows, in English too.
bool is_for_staff(const std::string& id);
/// Of a region, a language or a month. A folder has only those that ICU does not know or knows
/// badly.
bool is_name(const std::string& id);
/// Every language must have it.
bool is_wanted(const std::string& id);

}  // namespace lotse::text
