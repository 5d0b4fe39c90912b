// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/waits_wire.h"

#include <string>
#include <utility>

#include "core/limits.h"

namespace lotse::codec {

Json waits_json(const ExpectedWaits& waits) {
    Json list = Json::array();
    for (const WaitOf& one : waits) {
        list.push_back({{"language", one.language},
                        {"questionnaire", one.questionnaire},
                        {"least", one.range.least},
                        {"most", one.range.most}});
    }
    return list;
}

ExpectedWaits waits_from(const Json& json, Message& reader) {
    ExpectedWaits waits;
    if (!json.is_object() || !json.contains("waits")) {
        return waits;
    }
    for (const Json& item : reader.list("waits")) {
        if (waits.size() == limits::kMostWaitsTold) {
            reader.fail("waits",
                        "expected at most " + std::to_string(limits::kMostWaitsTold) + " of them");
            break;
        }
        Message members(item, "wait");
        WaitOf one;
        one.language = members.text("language", limits::kLongestNameBytes);
        one.questionnaire = members.text("questionnaire", limits::kLongestNameBytes);
        one.range.least =
            static_cast<int>(members.integer("least", 0, limits::kLongestWaitMinutes));
        one.range.most = static_cast<int>(members.integer("most", 0, limits::kLongestWaitMinutes));
        if (!members.ok()) {
            reader.fail("waits", members.error().detail);
            break;
        }
        if (one.range.most != 0 && one.range.most <= one.range.least) {
            reader.fail("waits", "expected the most above the least");
            break;
        }
        waits.push_back(std::move(one));
    }
    return waits;
}

}  // namespace lotse::codec
