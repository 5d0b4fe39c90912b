// SPDX-License-Identifier: EUPL-1.2
#include <memory>

#include "store/sqlite_outbox.h"
#include "store/sqlite_queue.h"
#include "support/memory_outbox.h"
#include "support/memory_queue.h"
#include "support/outbox_contract.h"
#include "support/queue_store_contract.h"
#include "support/temp_folder.h"

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

class SqliteQueueHarness {
public:
    SqliteQueueHarness() { reopen(); }
    QueueStore& queue() { return *m_queue; }
    void reopen() {
        m_queue.reset();
        auto opened = store::open_queue(m_folder.path("queue.db"), simple_hash);
        LOTSE_CHECK(opened.ok());
        m_queue = std::move(*opened);
    }

private:
    TempFolder m_folder;
    std::unique_ptr<QueueStore> m_queue;
};

class MemoryQueueHarness {
public:
    QueueStore& queue() { return m_queue; }
    void reopen() {}

private:
    MemoryQueue m_queue;
};

using Outboxes = testing::Types<SqliteOutboxHarness, MemoryOutboxHarness>;
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, OutboxContract, Outboxes);

using Queues = testing::Types<SqliteQueueHarness, MemoryQueueHarness>;
INSTANTIATE_TYPED_TEST_SUITE_P(Stores, QueueStoreContract, Queues);

}  // namespace
}  // namespace lotse::support
