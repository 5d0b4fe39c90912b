// SPDX-License-Identifier: EUPL-1.2
/// Decides what an admin does with the centre's people: who they are, who is let in with which
/// role, who goes.
///
/// Nothing here waits to be published: each change is signed and holds at once, so that there is no
/// draft and no undo. A code is shown until the admin says that it was handed over, and nowhere
/// else. Who lets people in cannot take away the own right to: somebody else does.
///
/// Part of core/admin/admin.h, whose state holds this one. Pure. Leaves alone: signing, codes and
/// what the service says (kiosk/desk/desk_people.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/secret_text.h"
#include "core/staff.h"

namespace lotse::admin {

struct Person {
    std::string account;
    Rights rights;
    enum class Standing : unsigned char {
        Active,
        Invited,  ///< has a code, which counts until then
        Over,     ///< had one: a new one is needed
        None      ///< stands in the register and has no account yet
    } standing = Standing::Active;
    WallTime until{};
    bool waits = false;  ///< after wrong passwords
    std::string by;      ///< who gave these rights; empty: nobody signed for them yet
    WallTime from{};
    bool own = false;  ///< who looks at this
    bool operator==(const Person&) const = default;
};

struct Code {
    std::string account;
    SecretText code;
};

struct People {
    bool loaded = false;
    std::vector<Person> list;
    std::string role = "counsellor";        ///< chosen for somebody new
    std::string open;                       ///< account that is looked at; empty: somebody new
    std::optional<std::string> asked_role;  ///< for the open account: confirmed first
    bool asked_removal = false;             ///< the same
    std::optional<Code> code;               ///< to be handed over
};

// --- Events --------------------------------------------------------------------------------------
struct PersonOpened {
    std::string account;  ///< empty: somebody new
};
struct RoleChosen {
    std::string role;  ///< of somebody new; of the open account: asks first
};
struct InvitePressed {};   ///< whose name is typed
struct NewCodePressed {};  ///< for the open account
struct RemovalPressed {};
struct UnblockPressed {};
struct PeopleConfirmed {};  ///< the answers to the question
struct PeopleCancelled {};
struct CodeHandedOver {};
// results of effects
struct PeopleKnown {
    std::vector<Person> list;
};
struct CodeMade {
    Code code;
};
struct PeopleChanged {
    std::string done_id;
};

// --- Effects -------------------------------------------------------------------------------------
struct ReadPeople {};  ///< PeopleKnown or AdminFailed
/// Signs that the person has these rights from now on. CodeMade if a code is needed for them, else
/// PeopleChanged; or AdminFailed.
struct GiveRights {
    std::string account;
    Rights rights;
    bool new_code = false;  ///< in any case
};
struct RemovePerson {
    std::string account;
};  ///< PeopleChanged or AdminFailed
struct UnblockPerson {
    std::string account;
};  ///< the same

/// The role of these rights; empty: none has exactly these.
std::string role_of(Rights rights);
/// Null: nobody of this name.
const Person* find_person(const People& people, const std::string& account);
/// A name that an account can have, and nobody has yet; else the message that says why not.
std::optional<std::string> name_problem(const People& people, std::string_view name);

}  // namespace lotse::admin
