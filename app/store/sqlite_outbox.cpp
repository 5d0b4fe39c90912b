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

/// Room for one client each time, not all that is kept.
constexpr int kCopiesDroppedAtOnce = 16;

Arrival arrival_of(const IntakeHeader& header) {
    return {header.id, header.day, header.number, false};
}

Result<std::int64_t> one_number(Database& database, const char* sql) {
    Query query = database.query(sql);
    const Result<bool> row = query.next();
    return row ? Result<std::int64_t>(*row ? query.integer(0) : 0) : row.error();
}

/// Empty if there is no row.
Result<std::string> one_text(Database& database, const char* sql) {
    Query query = database.query(sql);
    const Result<bool> row = query.next();
    return row ? Result<std::string>(*row ? query.text(0) : std::string()) : row.error();
}

struct Row {
    std::int64_t seq = 0;
    IntakeHeader header;
};

Result<std::optional<Row>> find(Database& database, const IntakeId& id) {
    Query query = database.query("SELECT seq, day, number FROM entry WHERE id = ?");
    query.bind(id.bytes);
    const Result<bool> found = query.next();
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return std::optional<Row>();
    }
    Row row{query.integer(0), {}};
    row.header.id = id;
    row.header.day = query.text(1);
    row.header.number = query.text(2);
    return std::optional(std::move(row));
}

/// It arrived, and only a copy is kept.
Result<bool> is_copy(Database& database, std::int64_t seq) {
    Query query = database.query("SELECT 1 FROM copy WHERE seq = ?");
    query.bind(seq);
    return query.next();
}

/// The intakes whose seq the query names.
Result<void> delete_all(Database& database, Query& query, int& deleted) {
    std::vector<std::int64_t> all;
    for (Result<bool> row = query.next(); !row || *row; row = query.next()) {
        if (!row) {
            return row.error();
        }
        all.push_back(query.integer(0));
    }
    for (const std::int64_t seq : all) {
        if (Result<void> done = delete_intake(database, seq); !done) {
            return done;
        }
        ++deleted;
    }
    return {};
}

std::int64_t seconds_of(WallTime time) {
    return time.time_since_epoch().count();
}

/// Most calls find nothing to do, and then nothing is written.
Result<bool> is_anything_due(Database& database, WallTime lived, std::chrono::days kept_for) {
    Query query = database.query(
        "SELECT EXISTS(SELECT 1 FROM copy WHERE since = 0 OR since <= ?1) OR "
        "EXISTS(SELECT 1 FROM arrival WHERE since = 0 OR since <= "
        "CASE deleted WHEN 1 THEN ?2 ELSE ?3 END) OR (SELECT count(*) FROM copy) > ?4");
    query.bind(seconds_of(lived - kept_for))
        .bind(seconds_of(lived - limits::kDeletionRemembered))
        .bind(seconds_of(lived - limits::kArrivalRemembered))
        .bind(limits::kMostCopies);
    const Result<bool> row = query.next();
    return row ? Result<bool>(query.integer(0) == 1) : row.error();
}

Result<void> let_time_pass(Database& database, WallTime lived, std::chrono::days kept_for,
                           int& gone) {
    for (const char* sql : {"UPDATE copy SET since = ? WHERE since = 0",
                            "UPDATE arrival SET since = ? WHERE since = 0"}) {
        if (Result<void> dated = database.query(sql).bind(seconds_of(lived)).run(); !dated) {
            return dated;
        }
    }
    if (Result<void> forgotten =
            database
                .query("DELETE FROM arrival WHERE since <= CASE deleted WHEN 1 "
                       "THEN ?1 ELSE ?2 END")
                .bind(seconds_of(lived - limits::kDeletionRemembered))
                .bind(seconds_of(lived - limits::kArrivalRemembered))
                .run();
        !forgotten) {
        return forgotten;
    }
    Query old = database.query(
        "SELECT seq FROM copy WHERE since <= ?1 OR seq NOT IN "
        "(SELECT seq FROM copy ORDER BY seq DESC LIMIT ?2)");
    return delete_all(database, old.bind(seconds_of(lived - kept_for)).bind(limits::kMostCopies),
                      gone);
}

class SqliteOutbox : public Outbox {
public:
    SqliteOutbox(std::string path, OutboxOptions options, OutboxSettings settings,
                 std::unique_ptr<Database> database)
        : m_path(std::move(path)),
          m_options(std::move(options)),
          m_settings(settings),
          m_database(std::move(database)) {}

    Result<int> next_number(const NumberMoment& now) override {
        int number = 0;
        const Result<void> given = in_transaction([&](Database& database) -> Result<void> {
            const Result<LastNumber> last = last_number(database);
            if (!last) {
                return last.error();
            }
            number = lotse::next_number(*last, now);
            return keep_last_number(database, {number, now});
        });
        return given ? Result<int>(number) : given.error();
    }

    Result<int> raise_number(const NumbersTaken& taken, const NumberMoment& now) override {
        int left_out = 0;
        const Result<void> done = in_transaction([&](Database& database) -> Result<void> {
            const Result<LastNumber> last = last_number(database);
            if (!last) {
                return last.error();
            }
            const LastNumber next = raised(*last, taken, now);
            if (next == *last) {
                return {};
            }
            left_out = next.number + 1 - lotse::next_number(*last, now);
            return keep_last_number(database, next);
        });
        return done ? Result<int>(left_out) : done.error();
    }

    Result<std::string> clock() override {
        return with_database<Result<std::string>>(
            [](Database& database) { return one_text(database, "SELECT known FROM clock"); });
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

    Result<void> replace(const SealedIntake& intake) override {
        return in_transaction([&](Database& database) -> Result<void> {
            const Result<std::optional<Row>> row = find(database, intake.header.id);
            if (!row) {
                return row.error();
            }
            const Result<bool> sent = *row ? is_copy(database, (*row)->seq) : Result<bool>(true);
            if (!sent) {
                return sent.error();
            }
            if (*sent) {
                return Error{Kind::Refused, "intake " + to_hex(intake.header.id),
                             "not waiting in the outbox"};
            }
            if (Result<void> deleted = delete_intake(database, (*row)->seq); !deleted) {
                return deleted;
            }
            return insert_intake(database, intake);
        });
    }

    Result<std::vector<OutboxEntry>> entries() override { return rows_of(select_unsent); }
    Result<std::vector<OutboxEntry>> copies() override { return rows_of(select_copies); }

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
        return in_transaction([&](Database& database) -> Result<void> {
            std::int64_t seq = 0;
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
                seq = query.integer(0);
                if (Result<void> end = query.run(); !end) {
                    return end;
                }
            }
            if (entry.delivery != Delivery::Kept) {
                return database.query("DELETE FROM copy WHERE seq = ?").bind(seq).run();
            }
            if (Result<void> kept =
                    database.query("INSERT OR IGNORE INTO copy VALUES (?, 0)").bind(seq).run();
                !kept) {
                return kept;
            }
            return insert_arrival(database, arrival_of(entry.header));
        });
    }

    Result<void> purge(const IntakeId& id) override {
        return in_transaction([&](Database& database) -> Result<void> {
            const Result<std::optional<Row>> row = find(database, id);
            return !row || !*row ? (row ? Result<void>() : row.error())
                                 : delete_intake(database, (*row)->seq);
        });
    }

    Result<void> bury(const std::vector<IntakeId>& ids) override {
        return in_transaction([&](Database& database) -> Result<void> {
            for (const IntakeId& id : ids) {
                const Result<std::optional<Row>> row = find(database, id);
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    continue;
                }
                Arrival arrival = arrival_of((*row)->header);
                arrival.deleted = true;
                if (Result<void> kept = insert_arrival(database, arrival); !kept) {
                    return kept;
                }
                // It counts anew: from now on for the centre's backups.
                if (Result<void> dated = database.query("UPDATE arrival SET since = 0 WHERE id = ?")
                                             .bind(id.bytes)
                                             .run();
                    !dated) {
                    return dated;
                }
                if (Result<void> deleted = delete_intake(database, (*row)->seq); !deleted) {
                    return deleted;
                }
            }
            return {};
        });
    }

    Result<void> send_again(const std::optional<std::vector<IntakeId>>& ids) override {
        return in_transaction([&](Database& database) -> Result<void> {
            if (!ids) {
                return database.query("DELETE FROM copy").run();
            }
            for (const IntakeId& id : *ids) {
                if (Result<void> again =
                        database
                            .query(
                                "DELETE FROM copy WHERE seq = (SELECT seq FROM entry WHERE id = ?)")
                            .bind(id.bytes)
                            .run();
                    !again) {
                    return again;
                }
            }
            return {};
        });
    }

    Result<std::vector<Arrival>> arrivals() override {
        return with_database<Result<std::vector<Arrival>>>(
            [](Database& database) { return read_arrivals(database); });
    }

    Result<int> expire(WallTime lived, std::chrono::days kept_for) override {
        int gone = 0;
        const Result<void> done =
            with_database<Result<void>>([&](Database& database) -> Result<void> {
                const Result<bool> due = is_anything_due(database, lived, kept_for);
                if (!due || !*due) {
                    return due ? Result<void>() : due.error();
                }
                return in_transaction([&](Database& inside) -> Result<void> {
                    return let_time_pass(inside, lived, kept_for, gone);
                });
            });
        return done ? Result<int>(gone) : done.error();
    }

    Result<std::string> service() override {
        return with_database<Result<std::string>>(
            [](Database& database) { return one_text(database, "SELECT said FROM service"); });
    }

    Result<void> keep_service(const std::string& text) override {
        return with_database<Result<void>>([&](Database& database) {
            return database.query("INSERT OR REPLACE INTO service VALUES (1, ?)")
                .bind(std::string_view(text))
                .run();
        });
    }

    Result<OutboxSummary> summary() override {
        Result<std::vector<OutboxEntry>> all = entries();
        if (!all) {
            return all.error();
        }
        OutboxSummary summary;
        const Result<std::int64_t> kept = with_database<Result<std::int64_t>>(
            [](Database& database) { return one_number(database, "SELECT count(*) FROM copy"); });
        if (!kept) {
            return kept.error();
        }
        summary.kept = static_cast<int>(*kept);
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
        Result<std::uint64_t> free = free_bytes();
        while (free && *free < m_options.reserve_bytes) {
            const Result<int> dropped = drop_oldest_copies(kCopiesDroppedAtOnce);
            if (!dropped) {
                return dropped.error();
            }
            if (*dropped == 0) {
                return Error{Kind::Transient, m_path,
                             std::to_string(*free) + " bytes free, an intake begins only with " +
                                 std::to_string(m_options.reserve_bytes) +
                                 ": make space on the disk"};
            }
            free = free_bytes();
        }
        if (!free) {
            return free.error();
        }
        // Only a write that reached the disk shows that the next one can.
        return with_database<Result<void>>([](Database& database) {
            return database.query("UPDATE state SET value = value + 1 WHERE name = 'probe'").run();
        });
    }

    Result<bool> begin_new_day(const NumberMoment& now) override {
        bool begun = false;
        const Result<void> done = in_transaction([&](Database& database) -> Result<void> {
            const Result<LastNumber> last = last_number(database);
            if (!last) {
                return last.error();
            }
            begun = may_begin_anew(*last, now);
            return begun ? database.query("DELETE FROM last_number").run() : Result<void>();
        });
        return done ? Result<bool>(begun) : done.error();
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

    /// `work(Database&)`, all of it or nothing.
    template <class Work>
    Result<void> in_transaction(Work work) {
        return with_database<Result<void>>([&](Database& database) -> Result<void> {
            Transaction transaction(database);
            if (Result<void> begun = transaction.begin(); !begun) {
                return begun;
            }
            if (Result<void> worked = work(database); !worked) {
                return worked;
            }
            return transaction.commit();
        });
    }

    Result<std::vector<OutboxEntry>> rows_of(Query (*select)(Database&)) {
        return with_database<Result<std::vector<OutboxEntry>>>(
            [&](Database& database) -> Result<std::vector<OutboxEntry>> {
                std::vector<OutboxEntry> entries;
                Query query = select(database);
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

    /// Of the disk, and of the pages that the file has left over.
    Result<std::uint64_t> free_bytes() {
        const std::string folder = std::filesystem::path(m_path).parent_path().string();
        struct statvfs space {};
        if (statvfs(folder.empty() ? "." : folder.c_str(), &space) != 0) {
            return Error{Kind::Unusable, folder,
                         std::string("cannot read the free space: ") + std::strerror(errno)};
        }
        const Result<std::int64_t> inside =
            with_database<Result<std::int64_t>>([](Database& database) {
                return one_number(database,
                                  "SELECT freelist_count * page_size FROM pragma_freelist_count, "
                                  "pragma_page_size");
            });
        return inside ? Result<std::uint64_t>(std::uint64_t{space.f_bavail} * space.f_frsize +
                                              static_cast<std::uint64_t>(*inside))
                      : inside.error();
    }

    Result<int> drop_oldest_copies(int most) {
        int dropped = 0;
        const Result<void> done = in_transaction([&](Database& database) -> Result<void> {
            Query query = database.query("SELECT seq FROM copy ORDER BY seq LIMIT ?");
            return delete_all(database, query.bind(most), dropped);
        });
        return done ? Result<int>(dropped) : done.error();
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
    // A version before this one kept no copies.
    for (const char* sql : {"SELECT CASE WHEN seq IN (SELECT seq FROM copy) THEN 2 ELSE delivery "
                            "END AS how, count(*) FROM entry GROUP BY how",
                            "SELECT delivery, count(*) FROM entry GROUP BY delivery"}) {
        Query query = (*database)->query(sql);
        if (!query.prepared()) {
            continue;
        }
        for (Result<bool> row = query.next();; row = query.next()) {
            if (!row) {
                return row.error();
            }
            if (!*row) {
                return summary;
            }
            int& counted = query.integer(0) == 2   ? summary.kept
                           : query.integer(0) == 1 ? summary.held
                                                   : summary.waiting;
            counted = static_cast<int>(query.integer(1));
        }
    }
    return Error{Kind::Corrupt, path, "is no outbox"};
}

}  // namespace lotse::store
