// SPDX-License-Identifier: EUPL-1.2
/// Decides what becomes of a draft when somebody else published meanwhile: its changes are made
/// again on the newer content.
///
/// Part by part: a field, a text of a language, a use of a question. Where both changed the same
/// part, the draft's word stands in the outcome and the part is named: neither word is given up
/// before somebody has decided. Version, author and note are the newer content's.
///
/// A part is named by the field and what it is of: "idle", "texts/uk/start.title". The fingerprint
/// of the German text that a text was made from goes along with the text and is not named.
#pragma once

#include <set>
#include <string>

#include "core/configuration/configuration.h"

namespace lotse {

struct MergedConfiguration {
    Configuration configuration;
    std::set<std::string> both;  ///< parts that draft and newer content changed differently
};
/// `before`: what the draft was made from.
MergedConfiguration merged(const Configuration& before, const Configuration& draft,
                           const Configuration& newer);

/// `into` with these parts as `from` has them.
Configuration with_parts(Configuration into, const Configuration& from,
                         const std::set<std::string>& parts);
/// Those of the parts that do not say the same in both.
std::set<std::string> differing(const Configuration& one, const Configuration& other,
                                const std::set<std::string>& parts);

}  // namespace lotse
