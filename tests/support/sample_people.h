// SPDX-License-Identifier: EUPL-1.2
/// A register of people for tests.
#pragma once

#include "core/intake/people_register.h"

namespace lotse::support {

/// Of the centre "demo", the first one: anna may do everything, rosa calls, boris counsels.
inline PeopleRegister sample_people() {
    PeopleRegister people;
    people.centre = "demo";
    people.at = WallTime{std::chrono::seconds{1'795'000'000}};
    people.people = {{"anna", *rights_of_role("all"), "anna", people.at},
                     {"rosa", *rights_of_role("reception"), "anna", people.at},
                     {"boris", *rights_of_role("counsellor"), "anna", people.at}};
    return people;
}

}  // namespace lotse::support
