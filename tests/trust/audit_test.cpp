// SPDX-License-Identifier: EUPL-1.2
// Whoever changes, removes, puts in, cuts off, exchanges or writes anew what stands in the audit
// log is found by a desk alone, with what the service tells everybody.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>

#include "store/sqlite.h"
#include "store/sqlite_queue.h"
#include "support/temp_folder.h"
#include "trust/desk_at.h"
#include "trust/hostile_service.h"
#include "vault/envelope.h"

namespace lotse::trust {
namespace {

namespace fs = std::filesystem;
using support::TestCentre;

struct Row {
    std::int64_t at = 0;
    std::string account, action, object;
    Bytes salt;
};

/// What whoever has the service's machine can do to its database; the tags of rows are theirs, too,
/// and no desk sees them.
class Log {
public:
    explicit Log(const std::string& path) : m_database(std::move(*store::Database::open(path))) {
        store::Query query =
            m_database->query("SELECT at, account, action, object, salt FROM audit ORDER BY seq");
        for (Result<bool> row = query.next(); row && *row; row = query.next()) {
            rows.push_back(
                {query.integer(0), query.text(1), query.text(2), query.text(3), query.blob(4)});
        }
    }
    void run(const std::string& sql) { ASSERT_TRUE(m_database->execute(sql).ok()) << sql; }
    /// The whole chain as if it had always been so: written here once more, from its definition.
    void keep() {
        run("DELETE FROM audit");
        std::string head(32, '\0');
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row& row = rows[i];
            std::string form;
            for (const std::string& field :
                 {std::string(row.salt.begin(), row.salt.end()), std::to_string(i + 1),
                  std::to_string(row.at), row.account, row.action, row.object}) {
                for (int shift = 0; shift < 64; shift += 8) {
                    form.push_back(static_cast<char>(field.size() >> shift & 0xff));
                }
                form += field;
            }
            const Digest inner = vault::hash(form);
            const Digest now = vault::hash(head + std::string(inner.begin(), inner.end()));
            head.assign(now.begin(), now.end());
            ASSERT_TRUE(m_database
                            ->query("INSERT INTO audit(seq, at, account, action, object, salt, "
                                    "hash) VALUES (?, ?, ?, ?, ?, ?, ?)")
                            .bind(static_cast<std::int64_t>(i + 1))
                            .bind(row.at)
                            .bind(std::string_view(row.account))
                            .bind(std::string_view(row.action))
                            .bind(std::string_view(row.object))
                            .bind(row.salt)
                            .bind(now)
                            .run()
                            .ok());
        }
    }
    std::string head() {
        store::Query query =
            m_database->query("SELECT lower(hex(hash)) FROM audit ORDER BY seq DESC LIMIT 1");
        const Result<bool> row = query.next();
        return row && *row ? query.text(0) : std::string();
    }

    std::vector<Row> rows;

private:
    std::unique_ptr<store::Database> m_database;
};

/// A log of forty rows; a desk looked when there were `kOld`, on an earlier day, and again
/// when there were `kNew`.
class AuditDrill : public testing::Test {
protected:
    static constexpr int kOld = 20, kNew = 30;
    static constexpr std::size_t kRows = 40;

    static void SetUpTestSuite() { spdlog::set_level(spdlog::level::off); }
    static TestCentre& centre() {
        static TestCentre the_centre;
        return the_centre;
    }
    void SetUp() override {
        open();
        for (const int rows : {kOld, kNew}) {
            grow_to(rows);
            ASSERT_FALSE(look()) << "the log only grew";
        }
        // The first look was on another day, of which the last head is kept, too.
        std::ifstream file(memory.path("audit.heads"));
        std::string day, seq, head;
        ASSERT_TRUE(file >> day >> seq >> head);
        new_seq = std::stoul(seq);
        std::ofstream(memory.path("audit.heads"))
            << old_line << day << " " << seq << " " << head << "\n";
        service.serve(nullptr);
        fs::copy_file(path, fork, fs::copy_options::overwrite_existing);
        open();
        grow_to(static_cast<int>(kRows));
        service.serve(nullptr);
    }
    void open() {
        auto store = store::open_queue(path, &vault::hash);
        ASSERT_TRUE(store.ok() && (*store)->begin(centre().service_key().tags()).ok());
        if ((*store)->terminals.keys_serial(TestCentre::kCentre).value() == 0) {
            centre().enrol(**store);
        }
        m_log = &(*store)->audit_log;
        service.serve(std::move(*store));
    }
    void grow_to(int rows) {
        while (m_log->heads(std::nullopt, 1)->last < rows) {
            ASSERT_TRUE(m_log->append({"anna", AuditAction::Read, "object", WallTime{}}).ok());
        }
    }
    /// A desk that just started; true: it says that the log is broken.
    bool look() {
        DeskAt desk(centre(), service.url(), memory.path());
        EXPECT_TRUE(std::holds_alternative<desk::LoggedIn>(
            desk.answer_to(desk::LogIn{TestCentre::kAccount, SecretText(TestCentre::kPassword)})));
        const bool broken = desk.after<desk::AuditBroken>(desk::CheckAudit{}).has_value();
        std::ifstream file(memory.path("audit.heads"));
        std::string day, seq, head;
        if (old_line.empty() && file >> day >> seq >> head) {
            old_line = "2026-11-20 " + seq + " " + head + "\n";
            old_seq = std::stoul(seq);
        }
        return broken;
    }
    /// Of the log as it is now, after `spoil`. The files are as before afterwards.
    bool found(const std::function<void(Log&)>& spoil, bool forked = false) {
        const std::string kept = folder.path("kept.db"), heads = memory.path("audit.heads");
        fs::copy_file(path, kept, fs::copy_options::overwrite_existing);
        fs::copy_file(heads, folder.path("kept.heads"), fs::copy_options::overwrite_existing);
        if (forked) {
            fs::copy_file(fork, path, fs::copy_options::overwrite_existing);
        }
        {
            Log log(path);
            spoil(log);
        }
        open();
        const bool broken = look();
        service.serve(nullptr);
        fs::copy_file(kept, path, fs::copy_options::overwrite_existing);
        fs::copy_file(folder.path("kept.heads"), heads, fs::copy_options::overwrite_existing);
        return broken;
    }

    support::TempFolder folder, memory;
    const std::string path = folder.path("queue.db"), fork = folder.path("fork.db");
    std::string old_line;
    std::size_t old_seq = 0, new_seq = 0;  ///< of the heads that the desk keeps
    HostileService service{centre()};

private:
    AuditLog* m_log = nullptr;
};

TEST_F(AuditDrill, every_way_to_alter_the_log_is_found_by_a_desk_alone) {
    ASSERT_FALSE(found([](Log&) {})) << "else this suite tests nothing";
    ASSERT_FALSE(found([](Log& log) {
        const std::string before = log.head();
        log.keep();
        ASSERT_EQ(log.head(), before) << "the chain is what its definition says";
    }));
    int cases = 0;
    const auto expect_found = [&](const std::string& what, const std::function<void(Log&)>& spoil,
                                  bool forked = false) {
        ++cases;
        EXPECT_TRUE(found(spoil, forked)) << what;
    };
    // A field of a row behind the oldest head that is kept, and nothing else.
    for (const std::size_t row : {old_seq + 1, new_seq, kRows}) {
        for (const char* field : {"at = at + 1", "account = 'berta'", "action = 'call'",
                                  "object = 'other'", "salt = randomblob(16)"}) {
            expect_found("row " + std::to_string(row) + ": " + field, [&](Log& log) {
                log.run("UPDATE audit SET " + std::string(field) +
                        " WHERE seq = " + std::to_string(row));
            });
        }
    }
    // The same anywhere, with a chain that fits it.
    for (const std::size_t row : {std::size_t{0}, old_seq - 1, old_seq, new_seq - 1}) {
        expect_found("chained anew from row " + std::to_string(row + 1), [&](Log& log) {
            log.rows[row].account = "berta";
            log.keep();
        });
        expect_found("without row " + std::to_string(row + 1), [&](Log& log) {
            log.rows.erase(log.rows.begin() + static_cast<std::ptrdiff_t>(row));
            log.keep();
        });
        expect_found("with a row put in before " + std::to_string(row + 1), [&](Log& log) {
            log.rows.insert(log.rows.begin() + static_cast<std::ptrdiff_t>(row), log.rows[2]);
            log.keep();
        });
    }
    // A gap.
    for (const std::size_t row : {old_seq, old_seq + 1, new_seq, kRows - 1}) {
        expect_found("a gap at " + std::to_string(row), [&](Log& log) {
            log.run("DELETE FROM audit WHERE seq = " + std::to_string(row));
        });
    }
    // Cut off, and grown again.
    for (const std::size_t rows : {std::size_t{0}, old_seq - 1, old_seq, new_seq - 1}) {
        expect_found("cut after " + std::to_string(rows), [&](Log& log) {
            log.run("DELETE FROM audit WHERE seq > " + std::to_string(rows));
        });
        expect_found("cut after " + std::to_string(rows) + ", grown again", [&](Log& log) {
            log.rows.resize(rows);
            while (log.rows.size() < kRows + 5) {
                log.rows.push_back({7, "anna", "read", "object", Bytes(16, 1)});
            }
            log.keep();
        });
    }
    expect_found("all of it written anew, with other salts", [](Log& log) {
        for (Row& row : log.rows) {
            row.salt.assign(16, 9);
        }
        log.keep();
    });
    for (const std::size_t row : {std::size_t{1}, new_seq - 2}) {
        expect_found("two rows exchanged", [&](Log& log) {
            std::swap(log.rows[row], log.rows[row + 1]);
            log.rows[row].object += " ";
            log.keep();
        });
    }
    // Where the two part is before the newest head that the desk has.
    for (const int more : {0, 1, 9}) {
        expect_found(
            "a fork",
            [&](Log& log) {
                log.rows.resize(new_seq - 1);
                for (int i = 0; i <= more; ++i) {
                    log.rows.push_back({9, "anna", "read", "elsewhere", Bytes(16, 2)});
                }
                log.keep();
            },
            true);
    }
    std::cout << "audit log: " << cases << " cases\n";
    EXPECT_GE(cases, 40);
}

TEST_F(AuditDrill, the_only_head_that_a_desk_kept_is_enough) {
    std::ofstream(memory.path("audit.heads")) << old_line;
    ASSERT_FALSE(found([](Log&) {})) << "else this tests nothing";
    EXPECT_TRUE(found([](Log& log) {
        log.rows[0].account = "berta";
        log.keep();
    })) << "chained anew before it";
    EXPECT_TRUE(found([this](Log& log) {
        log.rows[old_seq - 1].account = "berta";
        log.keep();
    })) << "its own row";
}

TEST_F(AuditDrill, what_was_found_is_an_alarm_until_somebody_confirms_what_is_there) {
    {
        Log log(path);
        log.rows.resize(new_seq - 1);
        log.keep();
    }
    open();
    DeskAt desk(centre(), service.url(), memory.path());
    ASSERT_TRUE(std::holds_alternative<desk::LoggedIn>(
        desk.answer_to(desk::LogIn{TestCentre::kAccount, SecretText(TestCentre::kPassword)})));
    EXPECT_TRUE(desk.after<desk::AuditBroken>(desk::CheckAudit{}).has_value());
    EXPECT_TRUE(desk.after<desk::AuditBroken>(desk::CheckAudit{}).has_value()) << "it stays so";
    std::ifstream alarms(memory.path("alarms.log"));
    const std::string told{std::istreambuf_iterator<char>(alarms), {}};
    EXPECT_NE(told.find("A9 audit "), std::string::npos) << told;
    EXPECT_FALSE(desk.after<desk::AuditBroken>(desk::KeepPosition{}).has_value());
    EXPECT_FALSE(desk.after<desk::AuditBroken>(desk::CheckAudit{}).has_value());
    EXPECT_FALSE(desk.after<desk::AuditBroken>(desk::CheckAudit{}).has_value());
}

TEST_F(AuditDrill, a_service_that_tells_of_no_heads_any_more_hides_something) {
    open();
    service.alter([](const std::string& route, std::string& body) {
        if (route == "GET /v1/audit/heads") {
            body = "{}";
        }
    });
    EXPECT_TRUE(look());
}

}  // namespace
}  // namespace lotse::trust
