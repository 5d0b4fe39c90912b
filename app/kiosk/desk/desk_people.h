// SPDX-License-Identifier: EUPL-1.2
/// How an admin's desk lets people in, changes their rights and takes them out: it signs the next
/// register of people (core/intake/people_register.h), and makes a whole account under a code for
/// whoever needs one.
///
/// Nothing is sealed to a key that the service names: who gets a right that needs one of the
/// centre's secrets gets a new code with it, and the account's keys are made here; the register
/// names them. So a service that lies about people cannot make a desk let somebody read. Who does
/// not hold a secret cannot give it; but who lets people in without reading may name readers, whom
/// a colleague admits then (desk_keys.h). Accounts that nobody signed for yet (made by a tool) are
/// taken into the register with the next change, as they are told.
///
/// Calls block; one worker thread at a time.
#pragma once

#include <functional>
#include <string>

#include "core/admin/admin.h"
#include "core/desk/desk.h"
#include "kiosk/desk/centre_trust.h"
#include "sync/desk_client.h"
#include "vault/log_in.h"
#include "vault/person_keys.h"

namespace lotse::kiosk {

class DeskPeople {
public:
    /// All of it outlives this: it ends with the session.
    DeskPeople(sync::DeskClient& client, CentreTrust& trust, const vault::Keyring& keys,
               const desk::Staff& staff, const vault::KdfBounds& bounds)
        : m_client(client), m_trust(trust), m_keys(keys), m_staff(staff), m_bounds(bounds) {}

    admin::Event read();
    admin::Event give(const admin::GiveRights& wish);
    admin::Event remove(const std::string& account);
    admin::Event unblock(const std::string& account);

private:
    struct Known {
        PeopleRegister people;  ///< with accounts that nobody signed for yet
        std::vector<codec::ListedAccount> accounts;
        bool is_first = false;
    };
    Result<Known> known();
    Result<void> sign(Known known, const std::function<void(PeopleRegister&)>& change);
    Result<SecretText> invite(const std::string& account, Rights rights,
                              const vault::PersonKeys& person);
    static admin::Event failed(const Error& error);

    sync::DeskClient& m_client;
    CentreTrust& m_trust;
    const vault::Keyring& m_keys;
    const desk::Staff& m_staff;
    const vault::KdfBounds& m_bounds;
};

}  // namespace lotse::kiosk
