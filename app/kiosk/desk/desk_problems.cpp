// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_problems.h"

namespace lotse::kiosk {

const char* problem_of(const Error& error) {
    switch (error.cause) {
        case Cause::Held:
            return "desk.problem.held";
        case Cause::Changed:
            return "desk.problem.changed";
        case Cause::NotPossible:
            return "desk.problem.not_possible";
        case Cause::Closed:
            return "desk.problem.closed";
        case Cause::NotHere:
            return "desk.problem.not_here";
        case Cause::Busy:
            return "desk.problem.busy";
        default:
            break;
    }
    switch (error.kind) {
        case Kind::Refused:
            return "desk.problem.refused";
        case Kind::Transient:
            return "desk.problem.offline";
        case Kind::Corrupt:
        case Kind::Unusable:
            break;
    }
    return "desk.problem.damaged";
}

const char* problem_of(Alarm alarm) {
    return alarm == Alarm::Foreign ? "desk.problem.foreign" : "desk.problem.altered";
}

}  // namespace lotse::kiosk
