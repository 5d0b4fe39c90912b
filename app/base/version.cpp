// SPDX-License-Identifier: EUPL-1.2
#include "base/version.h"

namespace lotse {

std::string version() {
    return LOTSE_VERSION;
}

}  // namespace lotse
