// SPDX-License-Identifier: EUPL-1.2
/// Decides what becomes of a draft when somebody else published meanwhile: its changes are made
/// again on the newer content.
///
/// Field by field, text by text, question by question. Where both changed the same thing, the
/// draft's word holds and is counted: whoever publishes it sees it in the list of changes. Version,
/// author and note are the newer content's.
#pragma once

#include "core/configuration/configuration.h"

namespace lotse {

struct MergedConfiguration {
    Configuration configuration;
    int both = 0;  ///< things that the draft and the newer content changed differently
};
/// `before`: what the draft was made from.
MergedConfiguration merged(const Configuration& before, const Configuration& draft,
                           const Configuration& newer);

}  // namespace lotse
