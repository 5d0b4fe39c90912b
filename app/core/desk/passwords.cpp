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
        case LogInField::Fresh:
        case LogInField::Again:
            break;
    }
    return place.again;
}

TypedText& typed_in(OwnPassword& own, LogInField field) {
    switch (field) {
        case LogInField::Account:
        case LogInField::Password:
            return own.now;
        case LogInField::Fresh:
            return own.fresh;
        case LogInField::Again:
            break;
    }
    return own.again;
}

void place_caret(TypedText& typed, const FieldChosen& event) {
    typed.caret = std::min(event.caret, typed.text.size());
    typed.anchor = std::min(event.anchor, typed.text.size());
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
    place_caret(typed_in(place, event.field), event);
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

void at_own_password(QueueOpen& place, const PasswordPressed&) {
    if (!place.busy) {
        place.asked.reset();
        place.password_changed = false;
        place.own_password.emplace();
    }
}

void at_own_password(QueueOpen& place, const PasswordCancelled&) {
    if (place.own_password && !place.own_password->busy) {
        place.own_password.reset();
    }
}

void at_own_password(QueueOpen& place, const FieldChosen& event) {
    if (place.own_password) {
        place.own_password->field = event.field;
        place_caret(typed_in(*place.own_password, event.field), event);
    }
}

void at_own_password(QueueOpen& place, const TextTyped& event) {
    if (place.own_password && event.text.size() <= limits::kLongestLineBytes) {
        typed_in(*place.own_password, place.own_password->field) = {event.text, event.caret,
                                                                    event.anchor};
    }
}

void at_own_password(QueueOpen& place, const PasswordChanged&) {
    place.own_password.reset();
    place.password_changed = true;
}

void at_own_password(QueueOpen& place, const PasswordRefused& event) {
    if (place.own_password) {
        place.own_password.emplace();
        place.own_password->problem_id = event.problem_id;
        place.own_password->retry_seconds = event.retry_seconds;
    }
}

std::optional<ChangePassword> try_own_password(QueueOpen& place) {
    if (!place.own_password || place.own_password->busy) {
        return std::nullopt;
    }
    OwnPassword& own = *place.own_password;
    own.problem_id.clear();
    if (own.now.text.empty() || own.fresh.text.empty()) {
        own.field = own.now.text.empty() ? LogInField::Password : LogInField::Fresh;
        own.problem_id = "desk.password.incomplete";
        return std::nullopt;
    }
    if (!(own.again.text == own.fresh.text)) {
        own.field = LogInField::Again;
        own.again = {};
        own.problem_id = "desk.choose.differs";
        return std::nullopt;
    }
    own.busy = true;
    return ChangePassword{own.now.text, own.fresh.text};
}

}  // namespace lotse::desk
