// SPDX-License-Identifier: EUPL-1.2
#include "store/queue_intakes.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "core/civil_time.h"
#include "core/limits.h"
#include "store/intake_columns.h"
#include "store/queue_retention.h"
#include "store/queue_schema.h"
#include "store/row_tags.h"

namespace lotse::store {
namespace {

/// No envelope's header is longer (vault/envelope.h).
constexpr std::int64_t kLongestHeader = 2048;

#define LOTSE_STATE_COLUMNS ", state, received, calls, last_call"
#define LOTSE_LEASE_COLUMNS \
    ", holder, lease_until, revision, seq, " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY) ", room "
#define LOTSE_ENTRY_COLUMNS LOTSE_INTAKE_COLUMNS LOTSE_STATE_COLUMNS LOTSE_LEASE_COLUMNS

#define LOTSE_BODY_WHOLE "lotse_whole(body_tag, 'body', id, envelope)"
/// Of an entry joined with its body: neither was changed by something else. What is withdrawn has
/// no body.
#define LOTSE_INTACT \
    "(" LOTSE_WHOLE(LOTSE_TAGGED_ENTRY) " AND (state = 'withdrawn' OR " LOTSE_BODY_WHOLE "))"

Error damaged_entry(const Database& database, const std::string& entry) {
    return Error{Kind::Corrupt, database.path() + ", entry " + entry,
                 "was changed by something else than the service; the terminal is asked for it",
                 Cause::Damaged};
}

Error not_here(const IntakeId& id) {
    return Error{Kind::Refused, "intake " + to_hex(id), "not in this centre's queue",
                 Cause::NotHere};
}

Result<QueueEntry> entry_of(const Query& row, const Database& database) {
    if (row.integer(17) == 0) {
        return damaged_entry(database, std::to_string(row.integer(16)));
    }
    QueueEntry entry;
    const std::optional<QueueState> state = queue_state_from(row.text(kIntakeColumns));
    if (!read_intake_columns(row, entry.header, entry.digest) || !state) {
        return Error{Kind::Corrupt, database.path(), "a row has an impossible form"};
    }
    entry.state = *state;
    entry.received = wall_time(row.integer(10));
    entry.calls = static_cast<int>(row.integer(11));
    entry.last_call = wall_time(row.integer(12));
    entry.holder = row.text(13);
    entry.lease_until = wall_time(row.integer(14));
    entry.revision = row.integer(15);
    entry.room = row.text(18);
    return entry;
}

/// The next row of LOTSE_ENTRY_COLUMNS, or nothing at the end.
Result<std::optional<QueueEntry>> next_entry(Query& query, const Database& database) {
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return std::optional<QueueEntry>();
    }
    Result<QueueEntry> entry = entry_of(query, database);
    if (!entry) {
        return entry.error();
    }
    return std::optional<QueueEntry>(std::move(*entry));
}

/// As staff know it; the number itself may be what was changed.
std::string number_of_damaged(const Query& row) {
    const std::string number = row.text(4);
    const bool readable = !number.empty() && number.size() <= limits::kLongestShownNumberBytes &&
                          std::all_of(number.begin(), number.end(), [](unsigned char c) {
                              return std::isalnum(c) != 0 && c < 0x80;
                          });
    return readable ? number : "#" + std::to_string(row.integer(16));
}

/// `of_day`: the column behind says whether the entry is listed for the day; who is told of changes
/// has to know, too, what is not any more.
Result<QueuePage> page_of(Query& query, std::size_t most, const Database& database,
                          bool of_day = false) {
    QueuePage page;
    std::int64_t last = 0;
    for (std::size_t rows = 0;; ++rows) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            if (rows == most) {
                page.next = last;
            }
            return page;
        }
        last = query.integer(16);
        Result<QueueEntry> entry = entry_of(query, database);
        // One that is damaged must not hide all others, and not stay unseen.
        if (!entry && entry.error().cause == Cause::Damaged) {
            page.damaged.push_back(number_of_damaged(query));
        } else if (!entry) {
            return entry.error();
        } else if (of_day && query.integer(19) == 0) {
            page.gone.push_back(entry->header.id);
        } else {
            page.entries.push_back(std::move(*entry));
        }
    }
}

/// What was erased after the revision; nothing: that is too much for one answer.
Result<std::optional<std::vector<IntakeId>>> erased_since(Database& database,
                                                          const std::string& centre,
                                                          std::int64_t since) {
    Query query = database.query(
        "SELECT id FROM tombstone WHERE centre = ? AND changed_rev > ? AND NOT EXISTS (SELECT 1 "
        "FROM entry WHERE entry.id = tombstone.id) LIMIT ?");
    query.bind(std::string_view(centre)).bind(since);
    query.bind(static_cast<std::int64_t>(limits::kQueuePage + 1));
    std::vector<IntakeId> ids;
    for (;;) {
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (!*row || ids.size() == limits::kQueuePage) {
            return *row ? std::nullopt : std::optional(std::move(ids));
        }
        IntakeId id;
        if (!query.copy(0, id.bytes)) {
            return Error{Kind::Corrupt, database.path(), "a tombstone has an impossible form"};
        }
        ids.push_back(id);
    }
}

Result<PutOutcome> put_one(Database& database, const SealedIntake& intake, WallTime now) {
    const IntakeHeader& header = intake.header;
    const auto refused = [&](const char* detail, Cause cause) {
        return Error{Kind::Refused, "intake " + to_hex(header.id), detail, cause};
    };
    // A tombstone answers for an entry that was withdrawn or erased, and stands beside one that is
    // still listed as withdrawn.
    for (const bool buried : {true, false}) {
        Query query = database.query(buried ? "SELECT digest, 1 FROM tombstone WHERE id = ?"
                                            : "SELECT digest, " LOTSE_INTACT
                                              " FROM entry LEFT JOIN body USING(seq) WHERE id = ?");
        query.bind(header.id.bytes);
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (*row && query.integer(1) == 0) {
            break;  // what is damaged is replaced
        }
        Digest digest{};
        if (*row && !(query.copy(0, digest) && digest == intake.digest)) {
            return refused("the queue holds other bytes under this id", Cause::OtherBytes);
        }
        if (*row && buried) {
            return refused("was withdrawn or erased", Cause::Gone);
        }
        if (*row) {
            return PutOutcome::AlreadyThere;
        }
    }
    for (const char* sql : {"DELETE FROM body WHERE seq = (SELECT seq FROM entry WHERE id = ?)",
                            "DELETE FROM entry WHERE id = ?"}) {
        if (Result<void> replaced = database.query(sql).bind(header.id.bytes).run(); !replaced) {
            return replaced.error();
        }
    }
    Query query = database.query(
        "INSERT INTO entry(" LOTSE_INTAKE_COLUMNS
        ", state, received, calls, last_call, holder, lease_until, revision, changed, body_tag, "
        "changed_rev) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?10, 0, 0, '', 0, 1, ?10, "
        "lotse_tag('body', ?1, ?11), 1 + coalesce((SELECT revision FROM centre WHERE name = ?3), "
        "0)) RETURNING seq");
    bind_intake_columns(query, intake).bind(seconds(now)).bind(intake.envelope);
    if (Result<void> kept = insert_with_body(database, std::move(query), intake.envelope); !kept) {
        return kept.error();
    }
    if (Result<void> tagged = tag_entry(database, header.id); !tagged) {
        return tagged.error();
    }
    return PutOutcome::Created;
}

Result<std::optional<QueueEntry>> find_in(Database& database, const std::string& centre,
                                          const IntakeId& id) {
    Query query =
        database.query("SELECT " LOTSE_ENTRY_COLUMNS "FROM entry WHERE id = ? AND centre = ?");
    query.bind(id.bytes).bind(std::string_view(centre));
    return next_entry(query, database);
}

/// Of those with one of these languages; none: of all.
Result<std::optional<QueueEntry>> longest_waiting(Database& database, const std::string& centre,
                                                  const std::vector<std::string>& languages = {}) {
    std::string lines = languages.empty() ? std::string() : "\n";
    for (const std::string& language : languages) {
        lines += language + '\n';
    }
    Query query = database.query(
        "SELECT " LOTSE_ENTRY_COLUMNS "FROM entry WHERE centre = ?1 AND " LOTSE_OPEN
        " AND state = 'waiting' AND (?2 = '' OR instr(?2, char(10) || language || char(10)) > 0) "
        "AND questionnaire <> ?3 AND " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY) " ORDER BY seq LIMIT 1");
    query.bind(std::string_view(centre)).bind(std::string_view(lines));
    query.bind(std::string_view(kWithdrawalForm));
    return next_entry(query, database);
}

/// By the rule; nothing: nobody waits.
Result<std::optional<QueueEntry>> next_waiting(Database& database, const std::string& centre,
                                               const std::vector<std::string>& languages) {
    Result<std::optional<QueueEntry>> longest = longest_waiting(database, centre);
    if (!longest || !*longest || languages.empty()) {
        return longest;
    }
    Result<std::optional<QueueEntry>> own = longest_waiting(database, centre, languages);
    if (!own || !*own) {
        return own ? std::move(longest) : std::move(own);
    }
    return std::optional<QueueEntry>(*next_of(&**longest, &**own));
}

/// What the account called last and did nothing else with.
Result<std::optional<QueueEntry>> called_last(Database& database, const std::string& centre,
                                              const std::string& account) {
    Query query =
        database.query("SELECT " LOTSE_ENTRY_COLUMNS "FROM entry WHERE centre = ? AND " LOTSE_OPEN
                       " AND state = 'called' AND holder = ? AND " LOTSE_WHOLE(
                           LOTSE_TAGGED_ENTRY) " ORDER BY last_call DESC, seq DESC LIMIT 1");
    query.bind(std::string_view(centre)).bind(std::string_view(account));
    return next_entry(query, database);
}

bool names(const std::vector<IntakeId>& known, const IntakeId& id) {
    return std::find(known.begin(), known.end(), id) != known.end();
}

Result<void> keep(Database& database, const QueueEntry& entry, WallTime now) {
    if (Result<void> kept =
            database
                .query(
                    "UPDATE entry SET state = ?, calls = ?, last_call = ?, "
                    "room = ?, holder = ?, lease_until = "
                    "?, "
                    "revision = ?, changed = ?, kept_from = 0, changed_rev = " LOTSE_NEXT_REVISION
                    " WHERE id = ?")
                .bind(to_string(entry.state))
                .bind(entry.calls)
                .bind(seconds(entry.last_call))
                .bind(std::string_view(entry.room))
                .bind(std::string_view(entry.holder))
                .bind(seconds(entry.lease_until))
                .bind(entry.revision)
                .bind(seconds(now))
                .bind(entry.header.id.bytes)
                .run();
        !kept) {
        return kept;
    }
    return tag_entry(database, entry.header.id);
}

Result<void> erase_body(Database& database, const IntakeId& id) {
    return database.query("DELETE FROM body WHERE seq = (SELECT seq FROM entry WHERE id = ?)")
        .bind(id.bytes)
        .run();
}

Result<Holding> holding_in(Database& database, const std::string& centre,
                           const std::string& terminal, const IntakeId& id) {
    {
        Query query = database.query("SELECT 1 FROM tombstone WHERE id = ?");
        query.bind(id.bytes);
        const Result<bool> row = query.next();
        if (!row) {
            return row.error();
        }
        if (*row) {
            return Holding::Gone;
        }
    }
    Query query = database.query(
        "SELECT 1 FROM entry LEFT JOIN body USING(seq) WHERE id = ? AND centre = ? AND terminal = "
        "? AND " LOTSE_INTACT);
    query.bind(id.bytes).bind(std::string_view(centre)).bind(std::string_view(terminal));
    const Result<bool> row = query.next();
    if (!row) {
        return row.error();
    }
    return *row ? Holding::Here : Holding::Wanted;
}

/// The centre, and between which moments an entry was closed that is listed for the day.
void bind_day(Query& query, const std::string& centre, const std::string& day) {
    CivilDate date;
    const bool known = from_iso(day, date);
    const WallTime begin = known ? begin_of_german_day(date) : WallTime{};
    const WallTime end = known ? end_of_german_day(date) : WallTime{};
    query.bind(std::string_view(centre)).bind(seconds(begin)).bind(seconds(end));
}

class SqliteIntakes : public IntakeQueue {
public:
    explicit SqliteIntakes(QueueConnection& connection) : m_connection(connection) {}

    Result<PutOutcome> put(const SealedIntake& intake, WallTime now) override {
        return std::move(put_many({intake}, now).front());
    }

    std::vector<Result<PutOutcome>> put_many(const std::vector<SealedIntake>& intakes,
                                             WallTime now) override {
        std::vector<Result<PutOutcome>> outcomes;
        const Result<void> done =
            m_connection.in_transaction([&](Database& database) -> Result<void> {
                std::set<std::string> changed;
                for (const SealedIntake& intake : intakes) {
                    Result<PutOutcome> outcome = put_one(database, intake, now);
                    if (!outcome && outcome.error().kind != Kind::Refused) {
                        return outcome.error();
                    }
                    if (outcome && *outcome == PutOutcome::Created) {
                        changed.insert(intake.header.centre);
                    }
                    outcomes.push_back(std::move(outcome));
                }
                for (const std::string& centre : changed) {
                    if (Result<void> grown = grow_revision(database, centre); !grown) {
                        return grown;
                    }
                }
                return changed.empty() ? Result<void>() : m_connection.advance(database);
            });
        if (!done) {
            outcomes.assign(intakes.size(), done.error());
        }
        return outcomes;
    }

    Result<QueuePage> list(const std::string& centre, const std::string& day, std::int64_t after,
                           std::size_t most) override {
        return m_connection.with_database<Result<QueuePage>>([&](Database& database) {
            Query query = database.query(
                "SELECT " LOTSE_ENTRY_COLUMNS "FROM entry WHERE centre = ?1 AND " LOTSE_OPEN
                " AND seq > ?4 UNION ALL SELECT " LOTSE_ENTRY_COLUMNS
                "FROM entry WHERE centre = ?1 AND " LOTSE_CLOSED
                " AND changed >= ?2 AND changed < ?3 AND seq > ?4 ORDER BY seq LIMIT ?5");
            bind_day(query, centre, day);
            query.bind(after).bind(static_cast<std::int64_t>(most));
            return page_of(query, most, database);
        });
    }

    Result<std::optional<QueuePage>> changes(const std::string& centre, const std::string& day,
                                             std::int64_t since, std::int64_t after,
                                             std::size_t most) override {
        const Result<std::int64_t> now = revision(centre);
        if (!now) {
            return now.error();
        }
        if (since > *now) {
            return std::optional<QueuePage>();
        }
        using Changes = Result<std::optional<QueuePage>>;
        return m_connection.with_database<Changes>([&](Database& database) -> Changes {
            Query query = database.query(
                "SELECT " LOTSE_ENTRY_COLUMNS ", " LOTSE_OPEN
                " OR (changed >= ?2 AND changed < ?3) FROM entry WHERE centre = ?1 AND "
                "changed_rev > ?6 AND seq > ?4 ORDER BY seq LIMIT ?5");
            bind_day(query, centre, day);
            query.bind(after).bind(static_cast<std::int64_t>(most)).bind(since);
            Result<QueuePage> page = page_of(query, most, database, true);
            if (!page) {
                return page.error();
            }
            if (after == 0) {
                const Result<std::optional<std::vector<IntakeId>>> erased =
                    erased_since(database, centre, since);
                if (!erased) {
                    return erased.error();
                }
                if (!*erased) {
                    return std::optional<QueuePage>();
                }
                page->gone.insert(page->gone.end(), (*erased)->begin(), (*erased)->end());
            }
            return std::optional(std::move(*page));
        });
    }

    Result<std::optional<QueueEntry>> find(const std::string& centre, const IntakeId& id) override {
        return m_connection.with_database<Result<std::optional<QueueEntry>>>(
            [&](Database& database) { return find_in(database, centre, id); });
    }

    Result<Bytes> read(const std::string& centre, const IntakeId& id,
                       const AuditEntry& audit) override {
        Bytes envelope;
        const Result<void> done = m_connection
                                      .in_transaction(
                                          [&](Database& database) -> Result<void> {
                                              {
                                                  Query query = database.query(
                        "SELECT envelope, " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY) " AND " LOTSE_BODY_WHOLE
                        " FROM body JOIN entry USING(seq) WHERE entry.id = ? AND centre = ?");
                                                  query.bind(id.bytes).bind(
                                                      std::string_view(centre));
                                                  const Result<bool> row = query.next();
                                                  if (!row) {
                                                      return row.error();
                                                  }
                                                  if (!*row) {
                                                      return not_here(id);
                                                  }
                                                  if (query.integer(1) == 0) {
                                                      return damaged_entry(database, to_hex(id));
                                                  }
                                                  envelope = query.blob(0);
                                              }
                                              return m_connection.note(database, audit);
                                          });
        if (!done) {
            return done.error();
        }
        return envelope;
    }

    Result<QueueEntry> act(const std::string& centre, const IntakeId& id, QueueAction action,
                           const std::string& account, std::int64_t seen_revision, WallTime now,
                           ActionReason reason, const std::string& room) override {
        std::optional<QueueEntry> after;
        const Result<void> done =
            m_connection.in_transaction([&](Database& database) -> Result<void> {
                Result<std::optional<QueueEntry>> found = find_in(database, centre, id);
                if (!found) {
                    return found.error();
                }
                if (!*found) {
                    return not_here(id);
                }
                return change(database, std::move(**found), action, account, seen_revision, now,
                              reason, room, after);
            });
        if (!done) {
            return done.error();
        }
        if (after->state == QueueState::Withdrawn) {
            if (Result<void> emptied = m_connection.empty_log(); !emptied) {
                return emptied.error();
            }
        }
        return std::move(*after);
    }

    Result<std::optional<QueueEntry>> call_next(
        const std::string& centre, const std::string& account, WallTime now,
        const std::optional<std::vector<IntakeId>>& known, const std::string& room,
        const std::vector<std::string>& languages) override {
        std::optional<QueueEntry> after;
        const Result<void> done =
            m_connection.in_transaction([&](Database& database) -> Result<void> {
                if (known) {
                    Result<std::optional<QueueEntry>> last = called_last(database, centre, account);
                    if (!last) {
                        return last.error();
                    }
                    if (*last && !names(*known, (*last)->header.id)) {
                        after = std::move(*last);
                        return {};
                    }
                }
                Result<std::optional<QueueEntry>> next = next_waiting(database, centre, languages);
                if (!next) {
                    return next.error();
                }
                if (!*next) {
                    return {};
                }
                const std::int64_t revision = (*next)->revision;
                return change(database, std::move(**next), QueueAction::Call, account, revision,
                              now, ActionReason::None, room, after);
            });
        if (!done) {
            return done.error();
        }
        return after;
    }

    Result<std::vector<QueueEntry>> called(const std::string& centre, WallTime since,
                                           std::size_t most) override {
        return m_connection.with_database<Result<std::vector<QueueEntry>>>(
            [&](Database& database) -> Result<std::vector<QueueEntry>> {
                Query query = database.query(
                    "SELECT " LOTSE_ENTRY_COLUMNS "FROM entry WHERE centre = ? AND " LOTSE_OPEN
                    " AND state = 'called' AND last_call > ? AND " LOTSE_WHOLE(
                        LOTSE_TAGGED_ENTRY) " ORDER BY last_call DESC, seq DESC LIMIT ?");
                query.bind(std::string_view(centre)).bind(seconds(since));
                query.bind(static_cast<std::int64_t>(most));
                std::vector<QueueEntry> called;
                for (;;) {
                    Result<std::optional<QueueEntry>> entry = next_entry(query, database);
                    if (!entry) {
                        return entry.error();
                    }
                    if (!*entry) {
                        return called;
                    }
                    called.push_back(std::move(**entry));
                }
            });
    }

    Result<std::vector<Visit>> visits(const std::string& centre, WallTime since) override {
        return m_connection.with_database<Result<std::vector<Visit>>>(
            [&](Database& database) -> Result<std::vector<Visit>> {
                // Over the rows' own order: no index has to be kept for it.
                Query query = database.query(
                    "SELECT language, questionnaire, received, last_call, calls, state FROM "
                    "(SELECT * FROM entry ORDER BY seq DESC LIMIT ?) AS entry WHERE centre = ? AND "
                    "received > ? AND questionnaire <> ? AND " LOTSE_WHOLE(
                        LOTSE_TAGGED_ENTRY) " LIMIT ?");
                query.bind(static_cast<std::int64_t>(limits::kMostEntriesSearched))
                    .bind(std::string_view(centre))
                    .bind(seconds(since))
                    .bind(std::string_view(kWithdrawalForm));
                query.bind(static_cast<std::int64_t>(limits::kMostVisits));
                std::vector<Visit> found;
                for (;;) {
                    const Result<bool> row = query.next();
                    if (!row) {
                        return row.error();
                    }
                    if (!*row) {
                        return found;
                    }
                    found.push_back({query.text(0), query.text(1), wall_time(query.integer(2)),
                                     wall_time(query.integer(3)),
                                     static_cast<int>(query.integer(4)),
                                     query.text(5) == to_string(QueueState::Waiting)});
                }
            });
    }

    Result<int> highest_number(const std::string& centre, const std::string& terminal,
                               const std::string& day) override {
        return m_connection.with_database<Result<int>>([&](Database& database) -> Result<int> {
            Query query = database.query(
                "SELECT number FROM entry WHERE centre = ? AND terminal = ? AND day = ?");
            query.bind(std::string_view(centre))
                .bind(std::string_view(terminal))
                .bind(std::string_view(day));
            for (int highest = 0;;) {
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    return highest;
                }
                highest = std::max(highest, digits_of(query.text(0)));
            }
        });
    }

    Result<int> bury_again(const std::string& centre, const std::string& terminal,
                           const std::vector<IntakeId>& ids, WallTime now) override {
        return m_connection.bury_again(centre, terminal, ids, now);
    }

    Result<std::vector<Holding>> holdings(const std::string& centre, const std::string& terminal,
                                          const std::vector<IntakeId>& ids) override {
        return m_connection.with_database<Result<std::vector<Holding>>>(
            [&](Database& database) -> Result<std::vector<Holding>> {
                std::vector<Holding> all;
                for (const IntakeId& id : ids) {
                    const Result<Holding> one = holding_in(database, centre, terminal, id);
                    if (!one) {
                        return one.error();
                    }
                    all.push_back(*one);
                }
                return all;
            });
    }

    QueuePosition position() const override { return m_connection.position(); }

    Result<void> begin_retention(WallTime lived) override {
        if (Result<void> aged = m_connection.age_tombstones(lived, lived - limits::kTombstonesKept);
            !aged) {
            return aged;
        }
        return m_connection.with_database<Result<void>>([&](Database& database) {
            return database
                .query(
                    "UPDATE entry SET kept_from = ?1, tag = " LOTSE_TAG(LOTSE_ENTRY_COLUMNS_BUT_TAG(
                        "lease_until", "revision", "?1",
                        "changed_rev")) " WHERE kept_from = 0 AND " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY))
                .bind(seconds(lived))
                .run();
        });
    }

    Result<int> erase_closed_before(WallTime limit,
                                    const std::map<std::string, WallTime>& centres) override {
        return erase_before(Kept::Closed, limit, centres);
    }

    Result<int> erase_open_before(WallTime limit) override {
        return erase_before(Kept::Open, limit, {});
    }

    Result<std::vector<DueEntry>> due(WallTime closed,
                                      const std::map<std::string, WallTime>& centres,
                                      WallTime open) override {
        return m_connection.with_database<
            Result<std::vector<DueEntry>>>([&](Database& database)
                                               -> Result<std::vector<DueEntry>> {
            std::vector<DueEntry> due;
            Query query = database.query("SELECT centre, number, day, kept_from, " LOTSE_OPEN
                                         " FROM entry WHERE kept_from > 0 AND " LOTSE_WHOLE(
                                             LOTSE_TAGGED_ENTRY) " ORDER BY seq");
            for (;;) {
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    return due;
                }
                DueEntry entry{query.text(0), query.text(1), query.text(2), query.integer(4) != 0};
                const auto own = centres.find(entry.centre);
                const WallTime limit = entry.open             ? open
                                       : own == centres.end() ? closed
                                                              : own->second;
                if (wall_time(query.integer(3)) < limit) {
                    due.push_back(std::move(entry));
                }
            }
        });
    }

    Result<bool> holds_sealed_to(const Bytes& key_id) override {
        return m_connection.with_database<Result<bool>>([&](Database& database) {
            // What eight bytes are found in by chance is only kept longer.
            Query query = database.query(
                "SELECT 1 FROM body WHERE instr(substr(envelope, 1, ?), ?) > 0 LIMIT 1");
            query.bind(kLongestHeader).bind(key_id);
            return query.next();
        });
    }

    Result<void> probe() override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            {
                Query whole =
                    database.query("SELECT 1 FROM meta WHERE " LOTSE_WHOLE(LOTSE_TAGGED_META));
                const Result<bool> row = whole.next();
                if (!row) {
                    return row.error();
                }
                if (!*row) {
                    return Error{Kind::Corrupt, database.path(),
                                 "is not of this service's key any more"};
                }
            }
            return database
                .query(
                    "INSERT INTO clock VALUES (1, '') ON CONFLICT(one) DO UPDATE SET known = "
                    "known")
                .run();
        });
    }

    Result<std::int64_t> revision(const std::string& centre) override {
        return m_connection.with_database<Result<std::int64_t>>(
            [&](Database& database) -> Result<std::int64_t> {
                Query query = database.query("SELECT revision FROM centre WHERE name = ?");
                query.bind(std::string_view(centre));
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                return *row ? query.integer(0) : 0;
            });
    }

    Result<void> shift_leases(std::chrono::seconds by) override {
        return m_connection.in_transaction([&](Database& database) -> Result<void> {
            if (Result<void> shifted =
                    database
                        .query("UPDATE entry SET lease_until = lease_until + ?1, changed_rev "
                               "= " LOTSE_NEXT_REVISION
                               ", tag = " LOTSE_TAG(LOTSE_ENTRY_COLUMNS_BUT_TAG(
                                   "lease_until + ?1", "revision", "kept_from",
                                   LOTSE_NEXT_REVISION)) " WHERE holder != '' AND " LOTSE_OPEN
                                                         " AND " LOTSE_WHOLE(LOTSE_TAGGED_ENTRY))
                        .bind(by.count())
                        .run();
                !shifted) {
                return shifted;
            }
            return database.query("UPDATE centre SET revision = revision + 1").run();
        });
    }

    Result<std::string> clock() override {
        return m_connection.with_database<Result<std::string>>(
            [](Database& database) -> Result<std::string> {
                Query query = database.query("SELECT known FROM clock");
                const Result<bool> row = query.next();
                if (!row) {
                    return row.error();
                }
                return *row ? query.text(0) : std::string();
            });
    }

    Result<void> keep_clock(const std::string& text) override {
        return m_connection.with_database<Result<void>>([&](Database& database) {
            return database.query("INSERT OR REPLACE INTO clock VALUES (1, ?)")
                .bind(std::string_view(text))
                .run();
        });
    }

private:
    Result<int> erase_before(Kept kept, WallTime limit,
                             const std::map<std::string, WallTime>& of_centres) {
        std::map<std::string, std::vector<Tombstone>> erased;
        std::size_t count = 0;
        const Result<void> done =
            m_connection.in_transaction([&](Database& database) -> Result<void> {
                const Result<std::vector<std::string>> centres =
                    database.query("SELECT name FROM centre").texts();
                if (!centres) {
                    return centres.error();
                }
                for (const std::string& centre : *centres) {
                    const auto own = of_centres.find(centre);
                    Result<std::vector<Tombstone>> of_centre = erase_of(
                        database, centre, kept, own == of_centres.end() ? limit : own->second);
                    if (!of_centre) {
                        return of_centre.error();
                    }
                    if (!of_centre->empty()) {
                        count += of_centre->size();
                        erased.emplace(centre, std::move(*of_centre));
                    }
                }
                if (erased.empty()) {
                    return {};
                }
                if (Result<void> advanced = m_connection.advance(database); !advanced) {
                    return advanced;
                }
                return m_connection.bury(database, erased);
            });
        if (!done) {
            return done.error();
        }
        if (!erased.empty()) {
            if (Result<void> emptied = m_connection.empty_log(); !emptied) {
                return emptied.error();
            }
        }
        return static_cast<int>(count);
    }

    /// The transition, its traces and its row in the audit log; inside a transaction.
    Result<void> change(Database& database, QueueEntry entry, QueueAction action,
                        const std::string& account, std::int64_t seen_revision, WallTime now,
                        ActionReason reason, const std::string& room,
                        std::optional<QueueEntry>& after) {
        Result<QueueEntry> next =
            transition(std::move(entry), action, account, seen_revision, now, room);
        if (!next) {
            return next.error();
        }
        if (Result<void> kept = keep(database, *next, now); !kept) {
            return kept;
        }
        const bool withdrawn = next->state == QueueState::Withdrawn;
        if (withdrawn) {
            if (Result<void> erased = erase_body(database, next->header.id); !erased) {
                return erased;
            }
        }
        if (Result<void> noted = m_connection.note(
                database,
                {account, audit_action(action), audited_object(next->header.id, reason), now});
            !noted) {
            return noted;
        }
        after = std::move(*next);
        if (Result<void> grown = grow_revision(database, after->header.centre); !grown) {
            return grown;
        }
        if (Result<void> advanced = m_connection.advance(database); !advanced || !withdrawn) {
            return advanced;
        }
        return m_connection.bury(
            database, {{after->header.centre,
                        {{after->header.id, after->digest, now, {}, Burial::Withdrawn}}}});
    }

    QueueConnection& m_connection;
};

}  // namespace

std::unique_ptr<IntakeQueue> make_intakes(QueueConnection& connection) {
    return std::make_unique<SqliteIntakes>(connection);
}

}  // namespace lotse::store
