// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/help_wire.h"

#include <utility>

#include "codec/wire/message.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr const char* kCalled = "called";
constexpr const char* kWithdrawn = "withdrawn";

}  // namespace

std::string write_help_call(const HelpCall& call) {
    return one_line(Json{{"centre", call.centre},
                         {"terminal", call.terminal},
                         {"language", call.language},
                         {"call", call.call},
                         {"seq", call.seq},
                         {"state", call.withdrawn ? kWithdrawn : kCalled},
                         {"at", seconds_of(call.at)},
                         {"waited", call.waited.count()}});
}

Result<HelpCall> read_help_call(std::string_view text) {
    const Result<Json> json = parse_json(text, "call", limits::kLargestHelpCallBytes);
    if (!json) {
        return json.error();
    }
    Message members(*json, "call");
    HelpCall call;
    call.centre = members.text("centre", limits::kLongestNameBytes);
    call.terminal = members.text("terminal", limits::kLongestNameBytes);
    call.language = members.text("language", limits::kLongestLanguageTagBytes);
    call.call = members.integer("call", 1, kHighestInteger);
    call.seq = members.integer("seq", 1, kHighestInteger);
    const std::string state = members.text("state");
    if (members.ok() && state != kCalled && state != kWithdrawn) {
        members.fail("state", "expected \"called\" or \"withdrawn\"");
    }
    call.withdrawn = state == kWithdrawn;
    call.at = members.time("at");
    call.waited =
        std::chrono::seconds(members.integer("waited", 0, limits::kLongestHelpCall.count()));
    return members.done(std::move(call));
}

std::string write_help_answer(HelpAnswer answer) {
    return one_line(Json{{"help", lotse::to_string(answer)}});
}

Result<HelpAnswer> read_help_answer(std::string_view text) {
    const Result<Json> json = parse_json(text, "answer", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message members(*json, "answer");
    const std::optional<HelpAnswer> answer = help_answer_from(members.text("help"));
    if (members.ok() && !answer) {
        members.fail("help", "expected \"told\", \"nobody\" or \"done\"");
    }
    return members.done(answer.value_or(HelpAnswer::Nobody));
}

std::string write_help_done(std::int64_t call) {
    return one_line(Json{{"call", call}});
}

Result<std::int64_t> read_help_done(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message members(*json, "request");
    const std::int64_t call = members.integer("call", 1, kHighestInteger);
    return members.done(call);
}

}  // namespace lotse::codec
