// SPDX-License-Identifier: EUPL-1.2
#include "text/words/waiting_time.h"

#include <cstdint>

namespace lotse::text {

Words wait_words(const Catalogue& catalogue, const std::string& tag, const WaitRange& range) {
    const auto least = static_cast<std::int64_t>(range.least);
    const auto most = static_cast<std::int64_t>(range.most);
    if (most == 0) {
        return catalogue.words(tag, "wait.at_least", {{"least", least}});
    }
    return least == 0 ? catalogue.words(tag, "wait.at_most", {{"most", most}})
                      : catalogue.words(tag, "wait.between", {{"least", least}, {"most", most}});
}

}  // namespace lotse::text
