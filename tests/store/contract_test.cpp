// SPDX-License-Identifier: EUPL-1.2
#include <memory>

#include "store/sqlite.h"
#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/accounts_contract.h"
#include "support/audit_log_contract.h"
#include "support/configurations_contract.h"
#include "support/intake_queue_contract.h"
#include "support/memory_outbox.h"
#include "support/memory_store.h"
#include "support/outbox_contract.h"
#include "support/temp_folder.h"
#include "support/terminals_contract.h"

namespace lotse::support {
namespace {

class SqliteOutboxHarness {
public:
    SqliteOutboxHarness() { reopen(); }
    Outbox& outbox() { return *m_outbox; }
    void reopen() {
        m_outbox.reset();
        auto opened = store::open_outbox(m_folder.path("outbox.db"), {authenticate_sample, 0});
        LOTSE_CHECK(opened.ok() && !opened->salvage);
        m_outbox = std::move(opened->outbox);
    }

private:
    TempFolder m_folder;
    std::unique_ptr<Outbox> m_outbox;
};

class MemoryOutboxHarness {
public:
    Outbox& outbox() { return *m_outbox; }
    void reopen() { m_outbox = std::make_unique<MemoryOutbox>(m_disk); }

private:
    std::shared_ptr<MemoryDisk> m_disk = std::make_shared<MemoryDisk>();
    std::unique_ptr<Outbox> m_outbox = std::make_unique<MemoryOutbox>(m_disk);
};

class SqliteStoreHarness {
public:
    SqliteStoreHarness() { reopen(); }
    store::CentreStore& store() { return *m_store; }
    void reopen() {
        m_store.reset();
        auto opened = store::open_queue(m_path, simple_hash);
        LOTSE_CHECK(opened.ok() && (*opened)->begin(simple_tag).ok());
        m_store = std::move(*opened);
    }
    AuditRows audit_rows() {
        AuditRows rows;
        beside([&rows](store::Database& database) {
            store::Query query = database.query("SELECT account, action, object FROM audit");
            for (Result<bool> row = query.next(); row && *row; row = query.next()) {
                rows.push_back({query.text(0), query.text(1), query.text(2)});
            }
        });
        return rows;
    }
    void refuse_audit(bool refuse) {
        beside([refuse](store::Database& database) {
            LOTSE_CHECK(database
                            .execute(refuse ? "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN "
                                              "SELECT RAISE(ABORT, 'the test refuses it'); END"
                                            : "DROP TRIGGER refuse")
                            .ok());
        });
    }

private:
    /// The store holds its file alone: it is closed meanwhile.
    template <class Work>
    void beside(Work work) {
        m_store.reset();
        {
            auto database = store::Database::open(m_path);
            LOTSE_CHECK(database.ok());
            work(**database);
        }
        reopen();
    }

    TempFolder m_folder;
    std::string m_path = m_folder.path("queue.db");
    std::unique_ptr<store::CentreStore> m_store;
};

class MemoryStoreHarness {
public:
    store::CentreStore& store() { return m_store; }
    void reopen() {}
    AuditRows audit_rows() { return m_store.audit_rows; }
    void refuse_audit(bool refuse) { m_store.refuse_audit = refuse; }

private:
    MemoryStore m_store;
};

using Outboxes = testing::Types<SqliteOutboxHarness, MemoryOutboxHarness>;
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, OutboxContract, Outboxes);

using CentreStores = testing::Types<SqliteStoreHarness, MemoryStoreHarness>;
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, IntakesContract, CentreStores);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, AccountsContract, CentreStores);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, TerminalsContract, CentreStores);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, ConfigurationsContract, CentreStores);
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, AuditLogContract, CentreStores);

}  // namespace
}  // namespace lotse::support
