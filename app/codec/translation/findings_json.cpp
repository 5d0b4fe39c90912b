// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/findings_json.h"

#include <nlohmann/json.hpp>

namespace lotse::codec {

std::string write_findings(const std::vector<Finding>& findings) {
    auto list = nlohmann::ordered_json::array();
    for (const Finding& finding : findings) {
        list.push_back({{"tag", finding.tag}, {"where", finding.where}, {"what", finding.what}});
    }
    return list.dump(2) + '\n';
}

}  // namespace lotse::codec
