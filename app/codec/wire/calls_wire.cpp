// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/calls_wire.h"

#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/waits_wire.h"
#include "core/intake/intake.h"
#include "core/intake/number_rule.h"
#include "core/intake/queue.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

/// As in the header of an intake: nobody signed it, and a waiting room reads it.
bool is_called_number(const CalledNumber& one) {
    IntakeHeader header;
    header.centre = header.terminal = "x";
    header.day = "2000-01-01";
    header.number = one.number;
    header.language = one.language;
    return digits_of(one.number) > 0 && check_header(header).ok();
}

Result<CalledNumber> number_from(const Json& json) {
    Message members(json, "call");
    CalledNumber one;
    one.number = members.text("number", limits::kLongestShownNumberBytes);
    one.room = members.text("room");
    if (const Result<void> fits = check_room(one.room); !fits) {
        members.fail("room", fits.error().detail);
    }
    one.language = members.text("language", limits::kLongestNameBytes);
    one.called = members.time("called");
    if (members.ok() && !is_called_number(one)) {
        members.fail("number", "expected that of a terminal, and a language");
    }
    one.calls = static_cast<int>(members.integer("calls", 1, std::numeric_limits<int>::max()));
    return members.done(std::move(one));
}

}  // namespace

std::string write_calls_question(const CallsQuestion& question) {
    return one_line(Json{{"centre", question.centre},
                         {"display", question.display},
                         {"at", seconds_of(question.at)},
                         {"known", question.known}});
}

Result<CallsQuestion> read_calls_question(std::string_view text) {
    const Result<Json> json = parse_json(text, "question", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message members(*json, "question");
    CallsQuestion question;
    question.centre = members.text("centre", limits::kLongestNameBytes);
    question.display = members.text("display", limits::kLongestNameBytes);
    question.at = members.time("at");
    question.known = members.integer("known", -1, kHighestInteger);
    return members.done(std::move(question));
}

std::string write_called(const CalledNumbers& called) {
    Json calls = Json::array();
    for (const CalledNumber& one : called.calls) {
        calls.push_back({{"number", one.number},
                         {"room", one.room},
                         {"language", one.language},
                         {"called", seconds_of(one.called)},
                         {"calls", one.calls}});
    }
    Json json{{"revision", called.revision},
              {"now", seconds_of(called.now)},
              {"calls", std::move(calls)}};
    if (called.wait) {
        json["waits"] = waits_json({{{}, {}, *called.wait}});
    }
    return one_line(json);
}

Result<CalledNumbers> read_called(std::string_view text) {
    const Result<Json> json = parse_json(text, "calls", limits::kLargestReportBytes);
    if (!json) {
        return json.error();
    }
    Message members(*json, "calls");
    CalledNumbers called;
    called.revision = members.integer("revision", 0, kHighestInteger);
    called.now = members.time("now");
    for (const Json& item : members.list("calls")) {
        Result<CalledNumber> one = number_from(item);
        if (!one) {
            return one.error();
        }
        if (called.calls.size() == limits::kMostCallsTold) {
            members.fail("calls",
                         "expected at most " + std::to_string(limits::kMostCallsTold) + " of them");
            break;
        }
        called.calls.push_back(std::move(*one));
    }
    called.wait = wait_for(waits_from(*json, members), {}, {});
    return members.done(std::move(called));
}

}  // namespace lotse::codec
