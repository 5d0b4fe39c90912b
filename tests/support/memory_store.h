// SPDX-License-Identifier: EUPL-1.2
/// A centre's store without a disk, for tests of what uses one. Passes the contracts of the five
/// ports.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/civil_time.h"
#include "core/limits.h"
#include "store/centre_store.h"
#include "support/sample_intakes.h"

namespace lotse::support {

class MemoryStore : public IntakeQueue,
                    public Accounts,
                    public Terminals,
                    public Configurations,
                    public AuditLog,
                    public KeyProposals,
                    public store::CentreStore {
public:
    MemoryStore() : CentreStore(*this, *this, *this, *this, *this, *this) {}

    Result<PutOutcome> put(const SealedIntake& intake, WallTime now) override {
        const Error refused{Kind::Refused, to_hex(intake.header.id), "other bytes",
                            Cause::OtherBytes};
        if (const auto buried = m_tombstones.find(intake.header.id); buried != m_tombstones.end()) {
            if (buried->second != intake.digest) {
                return refused;
            }
            return Error{Kind::Refused, to_hex(intake.header.id), "gone", Cause::Gone};
        }
        if (const Row* row = find_row(intake.header.id)) {
            if (row->entry.digest != intake.digest) {
                return refused;
            }
            return PutOutcome::AlreadyThere;
        }
        Row row;
        row.entry.header = intake.header;
        row.entry.digest = intake.digest;
        row.entry.received = now;
        row.entry.revision = 1;
        row.envelope = intake.envelope;
        row.changed = now;
        row.place = ++m_places;
        row.changed_rev = ++m_revisions[intake.header.centre];
        m_rows.push_back(std::move(row));
        ++m_position.revision;
        return PutOutcome::Created;
    }

    std::vector<Result<PutOutcome>> put_many(const std::vector<SealedIntake>& batch,
                                             WallTime now) override {
        std::vector<Result<PutOutcome>> outcomes;
        for (const SealedIntake& intake : batch) {
            outcomes.push_back(put(intake, now));
        }
        return outcomes;
    }

    Result<QueuePage> list(const std::string& centre, const std::string& day, std::int64_t after,
                           std::size_t most) override {
        QueuePage page;
        page.damaged = after == 0 ? damaged_numbers : std::vector<std::string>();
        for (const Row& row : m_rows) {
            if (row.place <= after || row.entry.header.centre != centre ||
                (closed(row.entry) && civil_day(row.changed) != day)) {
                continue;
            }
            page.entries.push_back(row.entry);
            if (page.entries.size() == most) {
                page.next = row.place;
                break;
            }
        }
        return page;
    }

    Result<std::optional<QueuePage>> changes(const std::string& centre, const std::string& day,
                                             std::int64_t since, std::int64_t after,
                                             std::size_t most) override {
        if (since > m_revisions[centre]) {
            return std::optional<QueuePage>();
        }
        QueuePage page;
        page.damaged = after == 0 ? damaged_numbers : std::vector<std::string>();
        std::size_t rows = 0;
        for (const Row& row : m_rows) {
            if (row.place <= after || row.entry.header.centre != centre ||
                row.changed_rev <= since) {
                continue;
            }
            if (closed(row.entry) && civil_day(row.changed) != day) {
                page.gone.push_back(row.entry.header.id);
            } else {
                page.entries.push_back(row.entry);
            }
            if (++rows == most) {
                page.next = row.place;
                break;
            }
        }
        for (const auto& [id, erased] : m_erased) {
            if (after == 0 && erased.first == centre && erased.second > since) {
                page.gone.push_back(id);
            }
        }
        if (page.gone.size() > limits::kQueuePage) {
            return std::optional<QueuePage>();
        }
        return std::optional(std::move(page));
    }

    Result<std::optional<QueueEntry>> find(const std::string& centre, const IntakeId& id) override {
        const Row* row = find_row(id);
        return row != nullptr && row->entry.header.centre == centre ? std::optional(row->entry)
                                                                    : std::nullopt;
    }

    Result<Bytes> read(const std::string& centre, const IntakeId& id,
                       const AuditEntry& audit) override {
        const Row* row = find_row(id);
        if (row == nullptr || row->entry.header.centre != centre || !row->envelope) {
            return Error{Kind::Refused, to_hex(id), "not in this centre's queue"};
        }
        if (Result<void> noted = append(audit); !noted) {
            return noted.error();
        }
        return *row->envelope;
    }

    Result<QueueEntry> act(const std::string& centre, const IntakeId& id, QueueAction action,
                           const std::string& account, std::int64_t seen_revision, WallTime now,
                           ActionReason reason = ActionReason::None,
                           const std::string& room = {}) override {
        Row* row = find_row(id);
        if (row == nullptr || row->entry.header.centre != centre) {
            return Error{Kind::Refused, to_hex(id), "not in this centre's queue"};
        }
        Result<QueueEntry> next = transition(row->entry, action, account, seen_revision, now, room);
        if (!next) {
            return next;
        }
        if (Result<void> noted =
                append({account, audit_action(action), audited_object(id, reason), now});
            !noted) {
            return noted.error();
        }
        row->entry = *next;
        row->changed = now;
        row->kept_from = {};
        if (next->state == QueueState::Withdrawn) {
            row->envelope.reset();
            m_tombstones.emplace(id, row->entry.digest);
        }
        row->changed_rev = ++m_revisions[centre];
        ++m_position.revision;
        return next;
    }

    Result<std::optional<QueueEntry>> call_next(
        const std::string& centre, const std::string& account, WallTime now,
        const std::optional<std::vector<IntakeId>>& known = std::nullopt,
        const std::string& room = {}, const std::vector<std::string>& languages = {}) override {
        const QueueEntry* last = nullptr;
        for (const Row& row : m_rows) {
            if (row.entry.header.centre == centre && row.entry.state == QueueState::Called &&
                row.entry.holder == account &&
                (last == nullptr || row.entry.last_call >= last->last_call)) {
                last = &row.entry;
            }
        }
        if (known && last != nullptr &&
            std::find(known->begin(), known->end(), last->header.id) == known->end()) {
            return std::optional<QueueEntry>(*last);
        }
        const QueueEntry *longest = nullptr, *own = nullptr;
        for (const Row& row : m_rows) {
            const QueueEntry& entry = row.entry;
            if (entry.header.centre != centre || entry.state != QueueState::Waiting ||
                is_request(entry)) {
                continue;
            }
            longest = longest == nullptr ? &entry : longest;
            if (own == nullptr && std::find(languages.begin(), languages.end(),
                                            entry.header.language) != languages.end()) {
                own = &entry;
            }
        }
        const QueueEntry* next = next_of(longest, own);
        if (next == nullptr) {
            return std::optional<QueueEntry>();
        }
        Result<QueueEntry> called = act(centre, next->header.id, QueueAction::Call, account,
                                        next->revision, now, ActionReason::None, room);
        return called ? std::optional<QueueEntry>(std::move(*called))
                      : Result<std::optional<QueueEntry>>(called.error());
    }

    Result<std::vector<QueueEntry>> called(const std::string& centre, WallTime since,
                                           std::size_t most) override {
        std::vector<std::pair<std::int64_t, QueueEntry>> found;
        for (const Row& row : m_rows) {
            if (row.entry.header.centre == centre && row.entry.state == QueueState::Called &&
                row.entry.last_call > since) {
                found.emplace_back(row.place, row.entry);
            }
        }
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return std::pair(a.second.last_call, a.first) > std::pair(b.second.last_call, b.first);
        });
        std::vector<QueueEntry> all;
        for (std::size_t i = 0; i < found.size() && i < most; ++i) {
            all.push_back(std::move(found[i].second));
        }
        return all;
    }

    Result<std::vector<Visit>> visits(const std::string& centre, WallTime since) override {
        std::vector<Visit> found;
        for (const Row& row : m_rows) {
            const QueueEntry& entry = row.entry;
            if (entry.header.centre == centre && entry.received > since && !is_request(entry)) {
                found.insert(found.begin(),
                             {entry.header.language, entry.header.questionnaire, entry.received,
                              entry.last_call, entry.calls, entry.state == QueueState::Waiting});
            }
        }
        found.insert(found.end(), past_visits.begin(), past_visits.end());
        found.resize(std::min(found.size(), limits::kMostVisits));
        return found;
    }

    Result<int> highest_number(const std::string& centre, const std::string& terminal,
                               const std::string& day) override {
        int highest = 0;
        for (const Row& row : m_rows) {
            const IntakeHeader& header = row.entry.header;
            if (header.centre == centre && header.terminal == terminal && header.day == day) {
                highest = std::max(highest, digits_of(header.number));
            }
        }
        return highest;
    }

    /// Nothing comes back in memory.
    Result<int> bury_again(const std::string&, const std::string&, const std::vector<IntakeId>&,
                           WallTime) override {
        return 0;
    }

    Result<std::vector<Holding>> holdings(const std::string& centre, const std::string& terminal,
                                          const std::vector<IntakeId>& ids) override {
        std::vector<Holding> all;
        for (const IntakeId& id : ids) {
            const Row* row = find_row(id);
            all.push_back(m_tombstones.contains(id) ? Holding::Gone
                          : row != nullptr && row->entry.header.centre == centre &&
                                  row->entry.header.terminal == terminal
                              ? Holding::Here
                              : Holding::Wanted);
        }
        return all;
    }

    QueuePosition position() const override { return m_position; }

    Result<store::Begun> begin(store::TagFunction) override { return store::Begun{}; }
    Result<void> begin_copy(const std::string& file) override {
        return Error{Kind::Unusable, file, "memory is not copied"};
    }
    Result<bool> go_on_copying() override { return true; }

    Result<void> begin_retention(WallTime lived) override {
        for (Row& row : m_rows) {
            if (row.kept_from == WallTime{}) {
                row.kept_from = lived;
            }
        }
        return {};
    }

    Result<int> erase_closed_before(WallTime limit,
                                    const std::map<std::string, WallTime>& limits = {}) override {
        return erase_before(true, limit, limits);
    }
    Result<int> erase_open_before(WallTime limit) override {
        return erase_before(false, limit, {});
    }

    Result<std::vector<DueEntry>> due(WallTime limit, const std::map<std::string, WallTime>& limits,
                                      WallTime limit_of_open) override {
        std::vector<DueEntry> all;
        for (const Row& row : m_rows) {
            const IntakeHeader& header = row.entry.header;
            const bool open = !closed(row.entry);
            const auto own = limits.find(header.centre);
            const WallTime here = open ? limit_of_open : own == limits.end() ? limit : own->second;
            if (row.kept_from != WallTime{} && row.kept_from < here) {
                all.push_back({header.centre, header.number, header.day, open});
            }
        }
        return all;
    }
    Result<bool> holds_sealed_to(const Bytes& key_id) override {
        return std::any_of(m_rows.begin(), m_rows.end(), [&](const Row& row) {
            return row.envelope && std::search(row.envelope->begin(), row.envelope->end(),
                                               key_id.begin(), key_id.end()) != row.envelope->end();
        });
    }
    Result<void> probe() override { return {}; }

    Result<std::int64_t> revision(const std::string& centre) override {
        return m_revisions[centre];
    }

    Result<void> shift_leases(std::chrono::seconds by) override {
        for (Row& row : m_rows) {
            if (!row.entry.holder.empty() && !closed(row.entry)) {
                row.entry.lease_until += by;
                row.changed_rev = m_revisions[row.entry.header.centre] + 1;
            }
        }
        for (auto& [centre, revision] : m_revisions) {
            ++revision;
        }
        return {};
    }

    Result<std::string> clock() override { return m_clock; }

    Result<void> keep_clock(const std::string& text) override {
        m_clock = text;
        return {};
    }

    Result<void> save(const StaffAccount& account, const AuditEntry& audit) override {
        if (Result<void> noted = append(audit); !noted) {
            return noted;
        }
        m_accounts[account.name] = account;
        return {};
    }

    Result<std::optional<StaffAccount>> find(const std::string& name) override {
        const auto found = m_accounts.find(name);
        return found == m_accounts.end() ? std::nullopt : std::optional(found->second);
    }

    Result<std::vector<LogInForm>> forms() override {
        std::vector<LogInForm> all;
        for (const auto& [name, account] : m_accounts) {
            all.push_back({account.centre, account.cost});
        }
        std::sort(all.begin(), all.end(), [](const LogInForm& a, const LogInForm& b) {
            return std::tuple(a.cost.memory_kib, a.cost.passes, a.centre) <
                   std::tuple(b.cost.memory_kib, b.cost.passes, b.centre);
        });
        return all;
    }
    Result<std::vector<std::string>> names() override {
        std::vector<std::string> all;
        for (const auto& [name, account] : m_accounts) {
            all.push_back(name);
        }
        return all;
    }

    Result<std::string> signed_people(const std::string& centre) override {
        return m_people[centre].second;
    }
    Result<std::int64_t> people_serial(const std::string& centre) override {
        return m_people[centre].first;
    }
    Result<void> keep_people(const PeopleRegister& people, const std::string& document,
                             const std::vector<AuditEntry>& audit) override {
        auto& kept = m_people[people.centre];
        if (people.serial <= kept.first) {
            return Error{Kind::Refused, "register of people", "is not newer"};
        }
        for (const RegisteredPerson& person : people.people) {
            const auto account = m_accounts.find(person.account);
            if (account != m_accounts.end() && account->second.centre != people.centre) {
                return Error{Kind::Refused, person.account, "is another centre's"};
            }
        }
        for (const AuditEntry& row : audit) {
            if (Result<void> noted = append(row); !noted) {
                return noted;
            }
        }
        kept = {people.serial, document};
        std::erase_if(m_accounts, [&](const auto& one) {
            return one.second.centre == people.centre && find_person(people, one.first) == nullptr;
        });
        for (auto& [name, account] : m_accounts) {
            const RegisteredPerson* person = find_person(people, name);
            if (person == nullptr || account.centre != people.centre) {
                continue;
            }
            account.rights = person->rights;
            std::erase_if(account.grants, [&](const Grant& grant) {
                const auto right = right_of_grant(grant.kind);
                return right && !person->rights.has(*right);
            });
        }
        ++m_revisions[people.centre];
        return {};
    }

    Result<std::optional<Bytes>> key(const std::string& centre,
                                     const std::string& terminal) override {
        const auto found = m_terminals.find({centre, terminal});
        return found == m_terminals.end() ? std::nullopt : std::optional(found->second);
    }

    Result<std::vector<HeardTerminal>> heard(const std::string& centre) override {
        std::vector<HeardTerminal> all;
        for (const auto& [name, key] : m_terminals) {
            if (name.first == centre) {
                all.push_back({name.second, key});
            }
        }
        return all;
    }

    Result<std::string> signed_keys(const std::string& centre) override {
        return m_registers[centre].second;
    }

    Result<std::int64_t> keys_serial(const std::string& centre) override {
        return m_registers[centre].first;
    }

    Result<std::vector<std::string>> centres_with_keys() override {
        std::vector<std::string> all;
        for (const auto& [centre, kept] : m_registers) {
            if (kept.first > 0) {
                all.push_back(centre);
            }
        }
        return all;
    }

    Result<std::vector<std::string>> newest(const std::string& centre, std::size_t most) override {
        const std::vector<std::string>& all = m_proposals[centre];
        std::vector<std::string> found(all.rbegin(), all.rend());
        found.resize(std::min(found.size(), most));
        return found;
    }
    Result<void> keep(const std::string& centre, const std::string& document,
                      const AuditEntry& audit) override {
        if (Result<void> noted = append(audit); !noted) {
            return noted;
        }
        m_proposals[centre].push_back(document);
        return {};
    }

    Result<void> keep_keys(const KeysRegister& keys, const std::string& document,
                           const std::vector<AuditEntry>& audit) override {
        auto& kept = m_registers[keys.centre];
        if (keys.serial <= kept.first) {
            return Error{Kind::Refused, "register of keys", "is not newer"};
        }
        for (const AuditEntry& row : audit) {
            if (Result<void> noted = append(row); !noted) {
                return noted;
            }
        }
        ++m_revisions[keys.centre];
        kept = {keys.serial, document};
        for (auto& [name, account] : m_accounts) {
            std::erase_if(account.grants, [&, &account = account](const Grant& grant) {
                const KeyVersion* version = find_version(keys, grant.name);
                return account.centre == keys.centre && grant.kind == kGrantVersion &&
                       version != nullptr && version->erased;
            });
        }
        std::erase_if(m_terminals, [&](const auto& one) { return one.first.first == keys.centre; });
        for (const RegisteredTerminal& terminal : keys.terminals) {
            if (!terminal.blocked) {
                m_terminals[{keys.centre, terminal.name}] = terminal.key;
            }
        }
        return {};
    }

    Result<void> publish(const std::string& centre, const PublishedConfiguration& published,
                         const std::string& bundle, std::optional<std::chrono::days> retention,
                         const AuditEntry& audit) override {
        auto& kept = m_configurations[centre];
        if (published.version != (kept.empty() ? 0 : kept.rbegin()->first) + 1) {
            return Error{Kind::Refused, "configuration", "not the next version"};
        }
        if (Result<void> noted = append(audit); !noted) {
            return noted;
        }
        kept[published.version] = {published, bundle, retention};
        const std::int64_t newest = newest_released(kept);
        std::erase_if(kept, [&](const auto& one) {
            return one.first <= published.version - limits::kConfigurationsKept &&
                   one.first < newest;
        });
        ++m_revisions[centre];
        return {};
    }

    Result<void> release(const std::string& centre, std::int64_t version,
                         const AuditEntry& audit) override {
        auto& kept = m_configurations[centre];
        const auto found = kept.find(version);
        if (found == kept.end()) {
            return Error{Kind::Refused, "configuration", "no such version"};
        }
        if (!found->second.published.preview.empty()) {
            if (Result<void> noted = append(audit); !noted) {
                return noted;
            }
            found->second.published.preview.clear();
            ++m_revisions[centre];
        }
        return {};
    }

    Result<std::vector<PublishedConfiguration>> published(const std::string& centre) override {
        std::vector<PublishedConfiguration> all;
        for (const auto& [version, one] : m_configurations[centre]) {
            all.push_back(one.published);
        }
        return all;
    }

    Result<std::string> bundle(const std::string& centre, std::int64_t version) override {
        const auto& kept = m_configurations[centre];
        const auto found = kept.find(version);
        if (found == kept.end()) {
            return Error{Kind::Refused, "configuration", "no such version"};
        }
        return found->second.bundle;
    }

    Result<std::map<std::string, std::chrono::days>> retentions() override {
        std::map<std::string, std::chrono::days> all;
        for (const auto& [centre, kept] : m_configurations) {
            const auto newest = kept.find(newest_released(kept));
            if (newest != kept.end() && newest->second.retention) {
                all[centre] = *newest->second.retention;
            }
        }
        return all;
    }

    Result<void> save_report(const std::string& centre, const TerminalReport& report) override {
        TerminalReport& kept = m_reports[centre][report.terminal];
        TerminalReport but_time = report;
        but_time.at = kept.at;
        but_time.seq = kept.seq;
        but_time.as_signed = kept.as_signed;
        if (!(but_time == kept)) {
            ++m_revisions[centre];
        }
        kept = report;
        return {};
    }

    Result<std::optional<TerminalReport>> report(const std::string& centre,
                                                 const std::string& terminal) override {
        const auto found = m_reports[centre].find(terminal);
        return found == m_reports[centre].end() || !m_terminals.contains({centre, terminal})
                   ? std::nullopt
                   : std::optional(found->second);
    }

    Result<std::vector<TerminalReport>> reports(const std::string& centre) override {
        std::vector<TerminalReport> all;
        for (const auto& [terminal, report] : m_reports[centre]) {
            if (m_terminals.contains({centre, terminal})) {
                all.push_back(report);
            }
        }
        return all;
    }

    Result<void> append(const AuditEntry& entry) override {
        if (refuse_audit) {
            return Error{Kind::Transient, "audit", "the test refuses it"};
        }
        audit_rows.push_back({entry.account, std::string(to_string(entry.action)), entry.object});
        m_inner.push_back(
            audit_hash("row " + std::to_string(m_inner.size()) + entry.account + entry.object));
        const AuditHead before = newest_head();
        m_heads.push_back({before.seq + 1, next_head(before.head, m_inner.back(), audit_hash)});
        return {};
    }

    Result<AuditHeads> heads(std::optional<std::int64_t> after, std::size_t most) override {
        const AuditHead newest = newest_head();
        AuditHeads told{newest, {}, newest, newest.seq};
        if (!after || *after >= newest.seq) {
            return told;
        }
        const auto begin = static_cast<std::size_t>(*after);
        const std::size_t end = std::min(m_heads.size(), begin + most);
        told.from = begin == 0 ? AuditHead{} : m_heads[begin - 1];
        for (std::size_t i = begin; i < end; ++i) {
            told.inner.push_back(m_inner[i]);
        }
        told.to = m_heads[end - 1];
        return told;
    }

    /// Memory that nobody else writes: the chain is always whole.
    Result<void> verify() override { return {}; }

    std::vector<std::array<std::string, 3>> audit_rows;  ///< for tests to look at
    ChainHash audit_hash = simple_hash;                  ///< for tests to set, before the first row
    bool refuse_audit = false;                           ///< for tests to set
    std::vector<std::string> damaged_numbers;            ///< the same: stand on each first page
    std::vector<Visit> past_visits;                      ///< the same: of whom nothing else is left

private:
    struct Row {
        QueueEntry entry;
        std::optional<Bytes> envelope;
        WallTime changed{};
        WallTime kept_from{};  ///< epoch: retention has not begun
        std::int64_t changed_rev = 0;
        std::int64_t place = 0;
    };

    struct Configured {
        PublishedConfiguration published;
        std::string bundle;
        std::optional<std::chrono::days> retention;
    };

    static std::int64_t newest_released(const std::map<std::int64_t, Configured>& kept) {
        std::int64_t newest = 0;
        for (const auto& [version, one] : kept) {
            newest = one.published.preview.empty() ? version : newest;
        }
        return newest;
    }

    int erase_before(bool of_closed, WallTime limit,
                     const std::map<std::string, WallTime>& limits) {
        std::set<std::string> centres;
        int erased = 0;
        for (auto row = m_rows.begin(); row != m_rows.end();) {
            const auto own = limits.find(row->entry.header.centre);
            if (closed(row->entry) == of_closed && row->kept_from != WallTime{} &&
                row->kept_from < (own == limits.end() ? limit : own->second)) {
                m_tombstones.emplace(row->entry.header.id, row->entry.digest);
                centres.insert(row->entry.header.centre);
                m_erased[row->entry.header.id] = {row->entry.header.centre,
                                                  m_revisions[row->entry.header.centre] + 1};
                row = m_rows.erase(row);
                ++erased;
            } else {
                ++row;
            }
        }
        for (const std::string& centre : centres) {
            ++m_revisions[centre];
        }
        m_position.revision += centres.empty() ? 0 : 1;
        return erased;
    }

    static bool closed(const QueueEntry& entry) {
        return entry.state == QueueState::Done || entry.state == QueueState::Withdrawn;
    }

    static std::string civil_day(WallTime time) { return to_iso(german_time(time).date); }

    AuditHead newest_head() const { return m_heads.empty() ? AuditHead{} : m_heads.back(); }

    Row* find_row(const IntakeId& id) {
        for (Row& row : m_rows) {
            if (row.entry.header.id == id) {
                return &row;
            }
        }
        return nullptr;
    }

    std::vector<Row> m_rows;
    std::int64_t m_places = 0;
    std::map<IntakeId, Digest> m_tombstones;
    std::map<IntakeId, std::pair<std::string, std::int64_t>> m_erased;
    std::vector<Digest> m_inner;     ///< of the audit log's rows
    std::vector<AuditHead> m_heads;  ///< the same
    std::map<std::string, std::int64_t> m_revisions;
    QueuePosition m_position{{1, 2, 3, 4, 5, 6, 7, 8}, 0};
    std::string m_clock;
    std::map<std::string, StaffAccount> m_accounts;
    std::map<std::string, std::vector<std::string>> m_proposals;
    std::map<std::pair<std::string, std::string>, Bytes> m_terminals;
    std::map<std::string, std::pair<std::int64_t, std::string>> m_registers, m_people;
    std::map<std::string, std::map<std::int64_t, Configured>> m_configurations;
    std::map<std::string, std::map<std::string, TerminalReport>> m_reports;
};

}  // namespace lotse::support
