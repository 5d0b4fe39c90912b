// SPDX-License-Identifier: EUPL-1.2
/// Any line is a case for the evaluator of expressions, and a request or a reply of the automation,
/// or it is refused; what is answered is one line of JSON.
#include <cstdlib>

#include "codec/forms/expression_cases.h"
#include "codec/wire/automation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    const codec::ExpressionSurroundings surroundings{
        german_zone(), {2026, 11, 22}, 43'200, [] { return 0.5; }, [] { return std::string("u"); }};
    const std::string answer = codec::evaluate_case(line, surroundings);
    if (answer.empty() || answer.front() != '{' || answer.find('\n') != std::string::npos) {
        std::abort();
    }
    if (const auto request = codec::read_automation_request(line)) {
        const auto again =
            codec::read_automation_request(codec::write_automation_request(*request));
        if (!again || again->what != request->what || again->id != request->id) {
            std::abort();
        }
    }
    static_cast<void>(codec::read_automation_outcome(line).ok());
    static_cast<void>(codec::read_automation_tree(line).ok());
    static_cast<void>(codec::read_automation_stats(line).ok());
    return 0;
}
