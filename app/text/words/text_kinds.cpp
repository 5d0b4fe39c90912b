// SPDX-License-Identifier: EUPL-1.2
#include "text/words/text_kinds.h"

#include <algorithm>
#include <initializer_list>

namespace lotse::text {
namespace {

bool starts_with_one_of(const std::string& id, std::initializer_list<const char*> prefixes) {
    return std::ranges::any_of(prefixes,
                               [&](const char* prefix) { return id.starts_with(prefix); });
}

}  // namespace

bool is_for_staff(const std::string& id) {
    return starts_with_one_of(id, {"desk.", "flag.", "case."});
}

bool is_name(const std::string& id) {
    return starts_with_one_of(id, {"region.", "language_name.", "month."});
}

bool is_wanted(const std::string& id) {
    return !is_for_staff(id) && !is_name(id);
}

}  // namespace lotse::text
