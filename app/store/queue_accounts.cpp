// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_accounts.h"

#include "store/row_tags.h"

namespace lotse::store {
namespace {

/// The first version with the accounts of now.
constexpr std::int64_t kAccountsOfPersons = 4;
/// A row of an account that is no invitation.
constexpr std::int64_t kNotInvited = 0;

std::int64_t seconds_of(const std::optional<WallTime>& time) {
    return time ? time->time_since_epoch().count() : kNotInvited;
}

/// The first column of the first row; 0 if there is none.
Result<std::int64_t> number_of(Query query) {
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    return *row ? query.integer(0) : 0;
}

Error damaged_account(const Database& database, const std::string& name) {
    return Error{
        Kind::Corrupt, database.path() + ", account " + name,
        "was changed by something else than the service: let its owner in anew, or restore "
        "a backup",
        Cause::Damaged};
}

}  // namespace

KdfCost cost_from(std::int64_t passes, std::int64_t memory_kib) {
    return {static_cast<std::uint32_t>(passes), static_cast<std::uint32_t>(memory_kib)};
}

Result<void> keep_account(Database& database, const StaffAccount& account) {
    if (Result<void> kept = database
                                .query("INSERT OR REPLACE INTO account VALUES "
                                       "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'', ?)")
                                .bind(std::string_view(account.name))
                                .bind(std::string_view(account.centre))
                                .bind(std::string_view(words_of(account.rights)))
                                .bind(seconds_of(account.invited_until))
                                .bind(std::int64_t{account.cost.passes})
                                .bind(std::int64_t{account.cost.memory_kib})
                                .bind(account.salt)
                                .bind(account.verifier)
                                .bind(account.wrapped)
                                .bind(account.box)
                                .bind(account.sign)
                                .bind(account.vouched)
                                .run();
        !kept) {
        return kept;
    }
    if (Result<void> gone = database.query("DELETE FROM access_grant WHERE account = ?")
                                .bind(std::string_view(account.name))
                                .run();
        !gone) {
        return gone;
    }
    for (const Grant& grant : account.grants) {
        if (Result<void> kept = database
                                    .query("INSERT INTO access_grant VALUES (?1, ?2, ?3, ?4, "
                                           "lotse_tag('access_grant', ?1, ?2, ?3, ?4))")
                                    .bind(std::string_view(account.name))
                                    .bind(std::string_view(grant.kind))
                                    .bind(std::string_view(grant.name))
                                    .bind(grant.sealed)
                                    .run();
            !kept) {
            return kept;
        }
    }
    // Last: it binds how many grants there are.
    return database
        .query("UPDATE account SET tag = " LOTSE_TAG(LOTSE_TAGGED_ACCOUNT) " WHERE name = ?")
        .bind(std::string_view(account.name))
        .run();
}

Result<void> keep_rights(Database& database, const PeopleRegister& people) {
    const Result<std::vector<std::string>> names =
        database.query("SELECT name FROM account WHERE centre = ?")
            .bind(std::string_view(people.centre))
            .texts();
    if (!names) {
        return names.error();
    }
    for (const std::string& name : *names) {
        if (find_person(people, name) != nullptr) {
            continue;
        }
        for (const char* sql :
             {"DELETE FROM access_grant WHERE account = ?", "DELETE FROM account WHERE name = ?"}) {
            if (Result<void> gone = database.query(sql).bind(std::string_view(name)).run(); !gone) {
                return gone;
            }
        }
    }
    for (const RegisteredPerson& person : people.people) {
        Result<std::optional<StaffAccount>> account = account_in(database, person.account);
        if (!account) {
            return account.error();
        }
        if (!*account) {
            continue;  // is invited next
        }
        if ((*account)->centre != people.centre) {
            return Error{Kind::Refused, "account " + person.account, "is another centre's"};
        }
        (*account)->rights = person.rights;
        std::erase_if((*account)->grants, [&](const Grant& grant) {
            const std::optional<StaffRight> right = right_of_grant(grant.kind);
            return right && !person.rights.has(*right);
        });
        if (Result<void> kept = keep_account(database, **account); !kept) {
            return kept;
        }
    }
    return {};
}

Result<bool> forget_erased(Database& database, const KeysRegister& keys) {
    const Result<std::vector<std::string>> names =
        database
            .query(
                "SELECT DISTINCT own.account FROM access_grant AS own JOIN account AS who ON "
                "who.name = own.account WHERE who.centre = ? AND own.kind = 'version'")
            .bind(std::string_view(keys.centre))
            .texts();
    if (!names) {
        return names.error();
    }
    bool any = false;
    for (const std::string& name : *names) {
        Result<std::optional<StaffAccount>> account = account_in(database, name);
        if (!account && account.error().kind == Kind::Corrupt) {
            continue;  // nobody goes by it
        }
        if (!account) {
            return account.error();
        }
        const std::size_t gone = std::erase_if((*account)->grants, [&](const Grant& grant) {
            const KeyVersion* version =
                grant.kind == kGrantVersion ? find_version(keys, grant.name) : nullptr;
            return version != nullptr && version->erased;
        });
        if (gone == 0) {
            continue;
        }
        any = true;
        if (Result<void> kept = keep_account(database, **account); !kept) {
            return kept.error();
        }
    }
    return any;
}

Result<std::optional<StaffAccount>> account_in(Database& database, const std::string& name) {
    std::optional<StaffAccount> account;
    {
        Query query = database.query(
            "SELECT name, centre, rights, invited_until, passes, memory_kib, salt, verifier, "
            "wrapped, box, sign, vouched, " LOTSE_WHOLE(
                LOTSE_TAGGED_ACCOUNT) " FROM account WHERE name = ?");
        query.bind(std::string_view(name));
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (*row && query.integer(12) == 0) {
            return damaged_account(database, name);
        }
        if (*row) {
            account.emplace();
            account->name = query.text(0);
            account->centre = query.text(1);
            account->rights = rights_from(query.text(2));
            if (const std::int64_t until = query.integer(3); until != kNotInvited) {
                account->invited_until = WallTime{std::chrono::seconds{until}};
            }
            account->cost = cost_from(query.integer(4), query.integer(5));
            account->salt = query.blob(6);
            account->verifier = query.blob(7);
            account->wrapped = query.blob(8);
            account->box = query.blob(9);
            account->sign = query.blob(10);
            account->vouched = query.blob(11);
        }
    }
    // Asked for whoever it is: a name that does not exist costs what one that does costs.
    Query query = database.query("SELECT kind, name, sealed, " LOTSE_WHOLE(
        LOTSE_TAGGED_GRANT) " FROM access_grant WHERE account = ? ORDER BY kind, name");
    query.bind(std::string_view(name));
    for (;;) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return account;
        }
        if (account && query.integer(3) == 0) {
            return damaged_account(database, name);
        }
        if (account) {
            account->grants.push_back({query.text(0), query.text(1), query.blob(2)});
        }
    }
}

Result<bool> has_accounts_of_now(Database& database) {
    const Result<std::int64_t> version = number_of(database.query("PRAGMA user_version"));
    return version ? Result<bool>(*version >= kAccountsOfPersons) : version.error();
}

Result<bool> has_accounts_before(Database& database) {
    const Result<std::int64_t> version = number_of(database.query("PRAGMA user_version"));
    if (!version) {
        return version.error();
    }
    if (*version < 1 || *version >= kAccountsOfPersons) {
        return false;
    }
    const Result<std::int64_t> accounts = number_of(database.query("SELECT count(*) FROM account"));
    // A file that has no such table is not ours: whoever brings it up to date says so.
    return accounts && *accounts > 0;
}

Result<std::vector<AccountBefore>> accounts_before(Database& database) {
    Query query =
        database.query("SELECT name, centre, wrapped_key, admin FROM account ORDER BY name");
    std::vector<AccountBefore> accounts;
    for (;;) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return accounts;
        }
        accounts.push_back({query.text(0), query.text(1), query.blob(2), query.integer(3) != 0});
    }
}

}  // namespace lotse::store
