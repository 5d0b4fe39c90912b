// SPDX-License-Identifier: EUPL-1.2
#include "core/desk/passwords.h"

#include <algorithm>
#include <string>

#include "core/limits.h"

namespace lotse::desk {
namespace {

TypedText& typed_in(LoggedOut& place, LogInField field) {
    switch (field) {
        case LogInField::Account:
            return place.account;
        case LogInField::Password:
            return place.password;
        case LogInField::Again:
            break;
    }
    return place.again;
}

std::optional<Effect> choose(LoggedOut& place) {
    if (place.password.text.empty()) {
        place.field = LogInField::Password;
        place.problem_id = "desk.choose.incomplete";
    } else if (!(place.again.text == place.password.text)) {
        place.field = LogInField::Again;
        place.again = {};
        place.problem_id = "desk.choose.differs";
    } else {
        place.busy = true;
        place.problem_id.clear();
        return ChoosePassword{place.password.text};
    }
    return std::nullopt;
}

}  // namespace

void at_log_in(LoggedOut& place, const FieldChosen& event) {
    place.field = event.field;
    TypedText& typed = typed_in(place, event.field);
    typed.caret = std::min(event.caret, typed.text.size());
    typed.anchor = std::min(event.anchor, typed.text.size());
}

void at_log_in(LoggedOut& place, const TextTyped& event) {
    if (event.text.size() <= limits::kLongestLineBytes) {
        typed_in(place, place.field) = {event.text, event.caret, event.anchor};
    }
}

void at_log_in(LoggedOut& place, const PasswordWanted&) {
    place.busy = false;
    place.choosing = true;
    place.password = {};
    place.field = LogInField::Password;
}

void at_log_in(LoggedOut& place, const LogInRefused& event) {
    place.busy = false;
    place.problem_id = event.problem_id;
    place.retry_seconds = event.retry_seconds;
    place.password = place.again = {};
    place.field = LogInField::Password;
    // Anything else ends the session that the code began.
    place.choosing = place.choosing && (event.problem_id == "desk.choose.weak" ||
                                        event.problem_id == "desk.choose.later");
}

std::optional<Effect> try_log_in(LoggedOut& place) {
    if (place.busy) {
        return std::nullopt;
    }
    if (place.choosing) {
        return choose(place);
    }
    if (place.account.text.empty() || place.password.text.empty()) {
        place.field = place.account.text.empty() ? LogInField::Account : LogInField::Password;
        place.problem_id = "desk.login.incomplete";
        return std::nullopt;
    }
    place.busy = true;
    place.problem_id.clear();
    return LogIn{std::string(place.account.text.view()), place.password.text};
}

}  // namespace lotse::desk
