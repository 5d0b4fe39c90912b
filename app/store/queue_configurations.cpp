// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_configurations.h"

#include <utility>

#include "core/limits.h"
#include "store/row_tags.h"

namespace lotse::store {
namespace {

Error no_such(std::int64_t version) {
    return Error{Kind::Refused, "configuration " + std::to_string(version),
                 "there is no such version in this centre"};
}

/// All rows of a query, each made into a value.
template <class T, class Make>
Result<std::vector<T>> all_rows(Query& query, Make make) {
    std::vector<T> out;
    while (true) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return out;
        }
        out.push_back(make(query));
    }
}

Result<void> tag_configuration(Database& database, const std::string& centre,
                               std::int64_t version) {
    return database
        .query("UPDATE configuration SET tag = " LOTSE_TAG(
            LOTSE_TAGGED_CONFIGURATION) " WHERE centre = ? AND version = ?")
        .bind(std::string_view(centre))
        .bind(version)
        .run();
}

Error damaged(const Database& database, std::int64_t version) {
    return Error{
        Kind::Corrupt, database.path() + ", configuration " + std::to_string(version),
        "was changed by something else than the service: publish another one, or restore a "
        "backup",
        Cause::Damaged};
}

Result<void> insert_configuration(Database& database, const std::string& centre,
                                  const PublishedConfiguration& published,
                                  const std::string& bundle,
                                  std::optional<std::chrono::days> retention) {
    std::int64_t highest = 0;
    {
        Query query = database.query("SELECT max(version) FROM configuration WHERE centre = ?");
        query.bind(std::string_view(centre));
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        highest = query.integer(0);  // NULL, of none, is 0
    }
    if (published.version != highest + 1) {
        return Error{Kind::Refused, "configuration " + std::to_string(published.version),
                     "the next version is " + std::to_string(highest + 1)};
    }
    if (Result<void> kept =
            database
                .query(
                    "INSERT INTO configuration(centre, version, published, account, note, "
                    "preview, retention, bundle, bundle_tag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                    "?8, lotse_tag('bundle', ?1, ?2, ?8))")
                .bind(std::string_view(centre))
                .bind(published.version)
                .bind(published.published.time_since_epoch().count())
                .bind(std::string_view(published.account))
                .bind(std::string_view(published.note))
                .bind(std::string_view(published.preview))
                .bind(std::int64_t{retention.value_or(std::chrono::days(0)).count()})
                .bind(reinterpret_cast<const std::uint8_t*>(bundle.data()), bundle.size())
                .run();
        !kept) {
        return kept;
    }
    if (Result<void> tagged = tag_configuration(database, centre, published.version); !tagged) {
        return tagged;
    }
    return database
        .query(
            "DELETE FROM configuration WHERE centre = ?1 AND version <= ?2 AND version < "
            "(SELECT max(version) FROM configuration WHERE centre = ?1 AND preview = '')")
        .bind(std::string_view(centre))
        .bind(published.version - limits::kConfigurationsKept)
        .run();
}

/// Whether there was a preview to end.
Result<bool> end_preview(Database& database, const std::string& centre, std::int64_t version) {
    bool changed = false;
    {
        Query query = database.query("SELECT preview, " LOTSE_WHOLE(
            LOTSE_TAGGED_CONFIGURATION) " FROM configuration WHERE centre = ? AND version = ?");
        query.bind(std::string_view(centre)).bind(version);
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return no_such(version);
        }
        if (query.integer(1) == 0) {
            return damaged(database, version);
        }
        changed = !query.text(0).empty();
    }
    if (Result<void> released =
            database.query("UPDATE configuration SET preview = '' WHERE centre = ? AND version = ?")
                .bind(std::string_view(centre))
                .bind(version)
                .run();
        !released) {
        return released.error();
    }
    if (Result<void> tagged = tag_configuration(database, centre, version); !tagged) {
        return tagged.error();
    }
    return changed;
}

Result<std::vector<PublishedConfiguration>> configurations_of(Database& database,
                                                              const std::string& centre) {
    Query query = database.query(
        "SELECT version, published, account, note, preview FROM configuration WHERE centre = ? "
        "AND " LOTSE_WHOLE(LOTSE_TAGGED_CONFIGURATION) " ORDER BY version");
    query.bind(std::string_view(centre));
    return all_rows<PublishedConfiguration>(query, [](const Query& row) {
        return PublishedConfiguration{row.integer(0), wall_time(row.integer(1)), row.text(2),
                                      row.text(3), row.text(4)};
    });
}

Result<std::string> bundle_of(Database& database, const std::string& centre, std::int64_t version) {
    Query query = database.query("SELECT bundle, " LOTSE_WHOLE(
        LOTSE_TAGGED_CONFIGURATION) " AND lotse_whole(bundle_tag, 'bundle', centre, version, "
                                    "bundle) FROM "
                                    "configuration WHERE centre = ? AND version = ?");
    query.bind(std::string_view(centre)).bind(version);
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return no_such(version);
    }
    if (query.integer(1) == 0) {
        return damaged(database, version);
    }
    const Bytes bytes = query.blob(0);
    return std::string(bytes.begin(), bytes.end());
}

Result<std::map<std::string, std::chrono::days>> retentions_of(Database& database) {
    Query query = database.query(
        "SELECT centre, retention FROM configuration AS newest WHERE retention > 0 AND "
        LOTSE_WHOLE(LOTSE_TAGGED_CONFIGURATION) " AND version = "
        "(SELECT max(version) FROM configuration WHERE centre = newest.centre AND preview = '')");
    using Row = std::pair<std::string, std::chrono::days>;
    const Result<std::vector<Row>> rows = all_rows<Row>(query, [](const Query& row) {
        return Row{row.text(0), std::chrono::days(row.integer(1))};
    });
    if (!rows) {
        return rows.error();
    }
    return std::map<std::string, std::chrono::days>(rows->begin(), rows->end());
}

/// Whether it says something new.
Result<bool> keep_report(Database& database, const std::string& centre,
                         const TerminalReport& report) {
    bool same = false;
    {
        Query query = database.query(
            "SELECT 1 FROM terminal_report WHERE centre = ? AND terminal = ? AND running = ? AND "
            "accepted = ? AND "
            "refused = ? AND reason = ? AND program = ?");
        query.bind(std::string_view(centre))
            .bind(std::string_view(report.terminal))
            .bind(report.running)
            .bind(report.accepted)
            .bind(report.refused)
            .bind(std::string_view(report.reason))
            .bind(std::string_view(report.program));
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        same = *row;
    }
    if (Result<void> kept =
            database
                .query("INSERT OR REPLACE INTO terminal_report(centre, terminal, running, "
                       "accepted, refused, reason, program, at, seq, as_signed) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(std::string_view(centre))
                .bind(std::string_view(report.terminal))
                .bind(report.running)
                .bind(report.accepted)
                .bind(report.refused)
                .bind(std::string_view(report.reason))
                .bind(std::string_view(report.program))
                .bind(std::int64_t{report.at.time_since_epoch().count()})
                .bind(report.seq)
                .bind(std::string_view(report.as_signed))
                .run();
        !kept) {
        return kept.error();
    }
    return !same;
}

#define LOTSE_REPORTS                                                                           \
    "SELECT terminal, running, refused, reason, program, at, accepted, seq, as_signed "         \
    "FROM terminal_report AS report WHERE centre = ? AND EXISTS (SELECT 1 FROM terminal WHERE " \
    "terminal.centre = report.centre AND terminal.name = report.terminal AND revoked = 0) "

Result<std::vector<TerminalReport>> reports_in(Query& query) {
    return all_rows<TerminalReport>(query, [](const Query& row) {
        return TerminalReport{row.text(0),    row.integer(1), row.integer(2),
                              row.text(3),    row.text(4),    wall_time(row.integer(5)),
                              row.integer(6), row.integer(7), row.text(8)};
    });
}

Result<std::vector<TerminalReport>> reports_of(Database& database, const std::string& centre) {
    Query query = database.query(LOTSE_REPORTS "ORDER BY terminal");
    query.bind(std::string_view(centre));
    return reports_in(query);
}

Result<std::optional<TerminalReport>> report_of(Database& database, const std::string& centre,
                                                const std::string& terminal) {
    Query query = database.query(LOTSE_REPORTS "AND terminal = ?");
    query.bind(std::string_view(centre)).bind(std::string_view(terminal));
    Result<std::vector<TerminalReport>> found = reports_in(query);
    if (!found) {
        return found.error();
    }
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

class SqliteConfigurations : public Configurations {
public:
    explicit SqliteConfigurations(QueueConnection& connection) : m_connection(connection) {}

    Result<void> publish(const std::string& centre, const PublishedConfiguration& published,
                         const std::string& bundle, std::optional<std::chrono::days> retention,
                         const AuditEntry& audit) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            if (Result<void> kept =
                    insert_configuration(database, centre, published, bundle, retention);
                !kept) {
                return kept;
            }
            return noted(database, centre, audit);
        });
    }

    Result<void> release(const std::string& centre, std::int64_t version,
                         const AuditEntry& audit) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            const Result<bool> changed = end_preview(database, centre, version);
            if (!changed) {
                return changed.error();
            }
            return *changed ? noted(database, centre, audit) : Result<void>();
        });
    }

    Result<std::vector<PublishedConfiguration>> published(const std::string& centre) override {
        return m_connection.with_database<Result<std::vector<PublishedConfiguration>>>(
            [&](Database& database) { return configurations_of(database, centre); });
    }

    Result<std::string> bundle(const std::string& centre, std::int64_t version) override {
        return m_connection.with_database<Result<std::string>>(
            [&](Database& database) { return bundle_of(database, centre, version); });
    }

    Result<std::map<std::string, std::chrono::days>> retentions() override {
        return m_connection.with_database<Result<std::map<std::string, std::chrono::days>>>(
            [&](Database& database) { return retentions_of(database); });
    }

    Result<void> save_report(const std::string& centre, const TerminalReport& report) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            const Result<bool> changed = keep_report(database, centre, report);
            if (!changed) {
                return changed.error();
            }
            return *changed ? grow_revision(database, centre) : Result<void>();
        });
    }

    Result<std::optional<TerminalReport>> report(const std::string& centre,
                                                 const std::string& terminal) override {
        return m_connection.with_database<Result<std::optional<TerminalReport>>>(
            [&](Database& database) { return report_of(database, centre, terminal); });
    }

    Result<std::vector<TerminalReport>> reports(const std::string& centre) override {
        return m_connection.with_database<Result<std::vector<TerminalReport>>>(
            [&](Database& database) { return reports_of(database, centre); });
    }

private:
    Result<void> noted(Database& database, const std::string& centre, const AuditEntry& audit) {
        if (Result<void> noted = m_connection.note(database, audit); !noted) {
            return noted;
        }
        return grow_revision(database, centre);
    }

    QueueConnection& m_connection;
};

}  // namespace

std::unique_ptr<Configurations> make_configurations(QueueConnection& connection) {
    return std::make_unique<SqliteConfigurations>(connection);
}

}  // namespace lotse::store
