// SPDX-License-Identifier: EUPL-1.2
#include "print/slip.h"

#include <string_view>
#include <utility>

#include "text/words/numbers.h"
#include "text/words/waiting_time.h"

namespace lotse::print {
namespace {

/// YYYY-MM-DD
constexpr std::size_t kDayLength = 10;

bool is_german(const std::string& tag) {
    return tag == kGerman || tag.starts_with("de-");
}

/// Some texts have the German word in brackets.
bool says(std::string text, std::string german) {
    constexpr std::string_view kSoftHyphen = "\xC2\xAD";
    for (std::string* one : {&text, &german}) {
        for (std::size_t at = 0; (at = one->find(kSoftHyphen, at)) != std::string::npos;) {
            one->erase(at, kSoftHyphen.size());
        }
    }
    return text.find("(" + german + ")") != std::string::npos;
}

}  // namespace

Slip make_slip(const text::Catalogue& catalogue, const SlipFacts& facts) {
    const auto with_german = [](text::Words client, text::Words german) {
        SlipText text{std::move(client), {}};
        if (!is_german(text.client.tag) && !says(text.client.text, german.text)) {
            text.german = std::move(german);
        }
        return text;
    };
    const auto both = [&](const std::string& id) {
        return with_german(catalogue.words(facts.language, id), catalogue.words(kGerman, id));
    };
    Slip slip;
    slip.number = facts.number;
    slip.centre = facts.centre_name;
    slip.issued = text::staff_date_time(facts.issued);
    slip.code =
        "lotse:" + facts.centre + "/" + facts.issued.substr(0, kDayLength) + "/" + facts.number;
    slip.title = both("finished.title");
    slip.next = both("finished.next");
    if (facts.wait) {
        slip.wait = with_german(text::wait_words(catalogue, facts.language, *facts.wait),
                                text::wait_words(catalogue, kGerman, *facts.wait));
    }
    if (facts.bring.funding_first) {
        slip.advice = {both("finished.pay"), both("finished.funding")};
    }
    if (!facts.bring.papers.empty()) {
        slip.bring = both("finished.bring");
        for (const std::string& id : facts.bring.papers) {
            slip.papers.push_back(both(id));
        }
    }
    return slip;
}

}  // namespace lotse::print
