// SPDX-License-Identifier: EUPL-1.2
#include "store/sqlite_outbox.h"

#include <sys/statvfs.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "store/intake_columns.h"
#include "store/outbox_database.h"
#include "store/outbox_salvage.h"

namespace lotse::store {
namespace {

class SqliteOutbox : public Outbox {
public:
    SqliteOutbox(std::string path, OutboxOptions options, OutboxSettings settings,
                 std::unique_ptr<Database> database)
        : m_path(std::move(path)),
          m_options(std::move(options)),
          m_settings(settings),
          m_database(std::move(database)) {}

    Result<int> next_number(const NumberMoment& now) override {
        return with_database<Result<int>>([&](Database& database) -> Result<int> {
            Transaction transaction(database);
            if (Result<void> begun = transaction.begin(); !begun) {
                return begun.error();
            }
            const Result<LastNumber> last = last_number(database);
            if (!last) {
                return last.error();
            }
            const LastNumber next{lotse::next_number(*last, now), now};
            if (Result<void> kept = keep_last_number(database, next); !kept) {
                return kept.error();
            }
            if (Result<void> committed = transaction.commit(); !committed) {
                return committed.error();
            }
            return next.number;
        });
    }

    Result<std::string> clock() override {
        return with_database<Result<std::string>>([](Database& database) -> Result<std::string> {
            Query query = database.query("SELECT known FROM clock");
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            return *row ? query.text(0) : std::string();
        });
    }

    Result<void> keep_clock(const std::string& text) override {
        return with_database<Result<void>>([&](Database& database) {
            return database.query("INSERT OR REPLACE INTO clock VALUES (1, ?)")
                .bind(std::string_view(text))
                .run();
        });
    }

    Result<void> add(const SealedIntake& intake) override {
        return with_database<Result<void>>([&](Database& database) -> Result<void> {
            Transaction transaction(database);
            if (Result<void> begun = transaction.begin(); !begun) {
                return begun;
            }
            {
                Query query = database.query("SELECT digest FROM entry WHERE id = ?");
                query.bind(intake.header.id.bytes);
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (*row) {
                    Digest digest{};
                    if (query.copy(0, digest) && digest == intake.digest) {
                        return {};
                    }
                    return Error{Kind::Refused, "intake " + to_hex(intake.header.id),
                                 "the outbox holds other bytes under this id"};
                }
            }
            if (Result<void> inserted = insert_intake(database, intake); !inserted) {
                return inserted;
            }
            return transaction.commit();
        });
    }

    Result<std::vector<OutboxEntry>> entries() override {
        return with_database<Result<std::vector<OutboxEntry>>>(
            [&](Database& database) -> Result<std::vector<OutboxEntry>> {
                std::vector<OutboxEntry> entries;
                Query query = select_outbox_entries(database);
                while (true) {
                    const Result<bool> row = query.next();
                    if (!row) {
                        return row.error();
                    }
                    if (!*row) {
                        return entries;
                    }
                    Result<OutboxEntry> entry = outbox_entry_of(query, database);
                    if (!entry) {
                        return entry.error();
                    }
                    entries.push_back(std::move(*entry));
                }
            });
    }

    Result<Bytes> envelope(const IntakeId& id) override {
        return with_database<Result<Bytes>>([&](Database& database) -> Result<Bytes> {
            Query query = database.query(
                "SELECT envelope FROM body JOIN entry USING(seq) WHERE entry.id = ?");
            query.bind(id.bytes);
            const Result<bool> row = query.next();
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return Error{Kind::Refused, "intake " + to_hex(id), "not in the outbox"};
            }
            return query.blob(0);
        });
    }

    Result<void> update(const OutboxEntry& entry) override {
        return with_database<Result<void>>([&](Database& database) -> Result<void> {
            {
                Query query = database.query(
                    "UPDATE entry SET delivery = ?, attempts = ?, held_reason = ? "
                    "WHERE id = ? AND digest = ? RETURNING seq");
                query.bind(entry.delivery == Delivery::Held ? 1 : 0)
                    .bind(entry.attempts)
                    .bind(std::string_view(entry.held_reason))
                    .bind(entry.header.id.bytes)
                    .bind(entry.digest);
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    return Error{Kind::Refused, "intake " + to_hex(entry.header.id),
                                 "not in the outbox with this digest"};
                }
                if (Result<void> end = query.run(); !end) {
                    return end;
                }
            }
            return {};
        });
    }

    Result<void> purge(const IntakeId& id) override {
        return with_database<Result<void>>([&](Database& database) -> Result<void> {
            Transaction transaction(database);
            if (Result<void> begun = transaction.begin(); !begun) {
                return begun;
            }
            for (const char* sql :
                 {"DELETE FROM body WHERE seq = (SELECT seq FROM entry WHERE id = ?)",
                  "DELETE FROM entry WHERE id = ?"}) {
                if (Result<void> deleted = database.query(sql).bind(id.bytes).run(); !deleted) {
                    return deleted;
                }
            }
            if (Result<void> committed = transaction.commit(); !committed) {
                return committed;
            }
            return {};
        });
    }

    Result<OutboxSummary> summary() override {
        Result<std::vector<OutboxEntry>> all = entries();
        if (!all) {
            return all.error();
        }
        OutboxSummary summary;
        for (OutboxEntry& entry : *all) {
            if (entry.delivery == Delivery::Held) {
                ++summary.held;
                summary.held_entries.push_back(std::move(entry));
            } else {
                ++summary.waiting;
            }
        }
        return summary;
    }

    Result<void> ready() override {
        const std::string folder = std::filesystem::path(m_path).parent_path().string();
        struct statvfs space {};
        if (statvfs(folder.empty() ? "." : folder.c_str(), &space) != 0) {
            return Error{Kind::Unusable, folder,
                         std::string("cannot read the free space: ") + std::strerror(errno)};
        }
        const std::uint64_t free = std::uint64_t{space.f_bavail} * space.f_frsize;
        if (free < m_options.reserve_bytes) {
            return Error{Kind::Transient, folder,
                         std::to_string(free) + " bytes free, an intake begins only with " +
                             std::to_string(m_options.reserve_bytes) + ": make space on the disk"};
        }
        // Only a write that reached the disk shows that the next one can.
        return with_database<Result<void>>([](Database& database) {
            return database.query("UPDATE state SET value = value + 1 WHERE name = 'probe'").run();
        });
    }

private:
    /// Runs `work` on a connection that has seen no I/O error.
    template <class Outcome, class Work>
    Outcome with_database(Work work) {
        if (m_database == nullptr || m_database->broken()) {
            m_database.reset();
            Result<std::unique_ptr<Database>> again = open_outbox_database(m_path, m_settings);
            if (!again) {
                return again.error();
            }
            m_database = std::move(*again);
        }
        return work(*m_database);
    }

    std::string m_path;
    OutboxOptions m_options;
    OutboxSettings m_settings;
    std::unique_ptr<Database> m_database;
};

}  // namespace

Result<OpenedOutbox> open_outbox(const std::string& path, const OutboxOptions& options,
                                 const OutboxSettings& settings) {
    LOTSE_CHECK(options.authenticate != nullptr);
    OpenedOutbox opened;
    std::unique_ptr<Database> database;
    const auto open_checked = [&]() -> Result<void> {
        database.reset();
        Result<std::unique_ptr<Database>> fresh = open_outbox_database(path, settings);
        if (!fresh) {
            return fresh.error();
        }
        database = std::move(*fresh);
        return check_outbox(*database, options);
    };
    Result<void> whole = open_checked();
    if (!whole && whole.error().kind == Kind::Corrupt) {
        // Once more on a fresh connection: SQLite's integrity check also calls a failed read
        // damage.
        whole = open_checked();
    }
    if (!whole && whole.error().kind == Kind::Corrupt) {
        database.reset();
        Result<Salvage> salvage = salvage_outbox(path, to_string(whole.error()), options, settings);
        if (!salvage) {
            return salvage.error();
        }
        opened.salvage = std::move(*salvage);
        whole = open_checked();
    }
    if (!whole) {
        return whole.error();
    }
    opened.outbox = std::make_unique<SqliteOutbox>(path, options, settings, std::move(database));
    return opened;
}

Result<OutboxSummary> count_outbox(const std::string& path) {
    std::error_code failed;
    if (!std::filesystem::exists(path, failed) && !failed) {
        return OutboxSummary{};
    }
    const Result<std::unique_ptr<Database>> database = Database::open(path);
    if (!database) {
        return database.error();
    }
    OutboxSummary summary;
    Query query = (*database)->query("SELECT delivery, count(*) FROM entry GROUP BY delivery");
    for (Result<bool> row = query.next();; row = query.next()) {
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return summary;
        }
        (query.integer(0) == 1 ? summary.held : summary.waiting) =
            static_cast<int>(query.integer(1));
    }
}

}  // namespace lotse::store
