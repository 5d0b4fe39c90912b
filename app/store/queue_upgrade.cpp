// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_upgrade.h"

#include <sys/stat.h>

#include <utility>

#include "store/queue_accounts.h"
#include "store/queue_connection.h"

namespace lotse::store {
namespace {

class SqliteUpgrade final : public QueueUpgrade {
public:
    SqliteUpgrade(const std::string& path, HashFunction hash)
        : m_connection(path, std::move(hash), QueueSettings{}) {}

    Result<void> begin(const std::string& path) {
        bool done = false;
        Result<void> looked = m_connection.connect_before([&](Database& database) -> Result<void> {
            const Result<bool> before = has_accounts_before(database);
            if (!before) {
                return before.error();
            }
            if (!*before) {
                const Result<bool> now = has_accounts_of_now(database);
                if (!now) {
                    return now.error();
                }
                if (*now) {
                    done = true;
                    return {};
                }
                return Error{Kind::Refused, path,
                             "holds no accounts of an earlier version: there is nothing to do"};
            }
            Result<std::vector<AccountBefore>> accounts = accounts_before(database);
            if (!accounts) {
                return accounts.error();
            }
            m_accounts = std::move(*accounts);
            return {};
        });
        // As whoever opens a queue does: is it one, and of a version that is known here?
        return looked && done ? m_connection.connect() : looked;
    }

    const std::vector<AccountBefore>& accounts() const override { return m_accounts; }

    Result<void> finish(const std::vector<StaffAccount>& accounts,
                        const std::vector<AuditEntry>& audit) override {
        return m_connection.bring_up_to_date([&](Database& database) -> Result<void> {
            for (const StaffAccount& account : accounts) {
                if (Result<void> kept = keep_account(database, account); !kept) {
                    return kept;
                }
            }
            for (const AuditEntry& entry : audit) {
                if (Result<void> noted = m_connection.note(database, entry); !noted) {
                    return noted;
                }
            }
            return {};
        });
    }

    Result<void> clean_up() override { return m_connection.pack(); }

private:
    QueueConnection m_connection;
    std::vector<AccountBefore> m_accounts;
};

}  // namespace

Result<std::unique_ptr<QueueUpgrade>> QueueUpgrade::open(const std::string& path,
                                                         HashFunction hash) {
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return Error{Kind::Unusable, path, "there is no queue database; check the name"};
    }
    auto upgrade = std::make_unique<SqliteUpgrade>(path, std::move(hash));
    if (Result<void> begun = upgrade->begin(path); !begun) {
        return begun.error();
    }
    return std::unique_ptr<QueueUpgrade>(std::move(upgrade));
}

}  // namespace lotse::store
