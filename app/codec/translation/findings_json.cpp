// SPDX-License-Identifier: EUPL-1.2
#include "codec/translation/findings_json.h"

#include "codec/json_reader.h"

namespace lotse::codec {

std::string write_findings(const std::vector<Finding>& findings) {
    Json list = Json::array();
    for (const Finding& finding : findings) {
        list.push_back({{"tag", finding.tag}, {"where", finding.where}, {"what", finding.what}});
    }
    return list.dump(2) + '\n';
}

}  // namespace lotse::codec
