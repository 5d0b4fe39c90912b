// SPDX-License-Identifier: EUPL-1.2
/// An outbox without a disk, for tests of what uses one. Passes outbox_contract.h. "Durable" is
/// what stands in the MemoryDisk: it outlives the MemoryOutbox, as a file outlives a process.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/intake/ports.h"
#include "core/limits.h"

namespace lotse::support {

struct MemoryDisk {
    std::vector<std::pair<OutboxEntry, Bytes>> rows;
    struct Remembered {
        Arrival arrival;
        WallTime since{};
    };
    std::vector<Remembered> arrivals;
    std::map<IntakeId, WallTime> copies;  ///< since when; epoch: nobody looked yet
    LastNumber last;
    std::string clock, service;
    bool full = false;  ///< everything that writes fails with Transient
};

class MemoryOutbox : public Outbox {
public:
    explicit MemoryOutbox(std::shared_ptr<MemoryDisk> disk) : m_disk(std::move(disk)) {}

    Result<int> next_number(const NumberMoment& now) override {
        if (m_disk->full) {
            return no_space();
        }
        m_disk->last = LastNumber{lotse::next_number(m_disk->last, now), now};
        return m_disk->last.number;
    }

    Result<int> raise_number(const NumbersTaken& taken, const NumberMoment& now) override {
        if (m_disk->full) {
            return no_space();
        }
        const int before = lotse::next_number(m_disk->last, now);
        m_disk->last = raised(m_disk->last, taken, now);
        return lotse::next_number(m_disk->last, now) - before;
    }

    Result<std::string> clock() override { return m_disk->clock; }

    Result<void> keep_clock(const std::string& text) override {
        if (m_disk->full) {
            return no_space();
        }
        m_disk->clock = text;
        return {};
    }

    Result<void> add(const SealedIntake& intake) override {
        if (m_disk->full) {
            return no_space();
        }
        if (const auto* row = find(intake.header.id)) {
            if (row->first.digest == intake.digest) {
                return {};
            }
            return Error{Kind::Refused, "", "other bytes under this id"};
        }
        OutboxEntry entry;
        entry.header = intake.header;
        entry.digest = intake.digest;
        m_disk->rows.emplace_back(std::move(entry), intake.envelope);
        return {};
    }

    Result<void> replace(const SealedIntake& intake) override {
        if (m_disk->full) {
            return no_space();
        }
        const auto* row = find(intake.header.id);
        if (row == nullptr || row->first.delivery == Delivery::Kept) {
            return Error{Kind::Refused, "", "not in the outbox"};
        }
        erase(intake.header.id);
        return add(intake);
    }

    Result<std::vector<OutboxEntry>> entries() override { return rows(false); }
    Result<std::vector<OutboxEntry>> copies() override { return rows(true); }

    Result<Bytes> envelope(const IntakeId& id) override {
        if (const auto* row = find(id)) {
            return row->second;
        }
        return Error{Kind::Refused, "", "not in the outbox"};
    }

    Result<void> update(const OutboxEntry& entry) override {
        if (m_disk->full) {
            return no_space();
        }
        auto* row = find(entry.header.id);
        if (row == nullptr || row->first.digest != entry.digest) {
            return Error{Kind::Refused, "", "not in the outbox"};
        }
        row->first.delivery = entry.delivery;
        row->first.attempts = entry.attempts;
        row->first.held_reason = entry.held_reason;
        if (entry.delivery == Delivery::Kept) {
            m_disk->copies.try_emplace(entry.header.id);
            arrived(row->first.header, false);
        } else {
            m_disk->copies.erase(entry.header.id);
        }
        return {};
    }

    Result<void> purge(const IntakeId& id) override {
        if (m_disk->full) {
            return no_space();
        }
        erase(id);
        return {};
    }

    Result<void> bury(const std::vector<IntakeId>& ids) override {
        if (m_disk->full) {
            return no_space();
        }
        for (const IntakeId& id : ids) {
            if (const auto* row = find(id)) {
                arrived(row->first.header, true);
                erase(id);
            }
        }
        return {};
    }

    Result<void> send_again(const std::optional<std::vector<IntakeId>>& ids) override {
        if (m_disk->full) {
            return no_space();
        }
        for (auto& [entry, envelope] : m_disk->rows) {
            const IntakeId& id = entry.header.id;
            if (m_disk->copies.contains(id) &&
                (!ids || std::find(ids->begin(), ids->end(), id) != ids->end())) {
                m_disk->copies.erase(id);
                entry.delivery = Delivery::Waiting;
            }
        }
        return {};
    }

    Result<std::vector<Arrival>> arrivals() override {
        std::vector<Arrival> all;
        for (const auto& one : m_disk->arrivals) {
            all.push_back(one.arrival);
        }
        return all;
    }

    Result<int> expire(WallTime lived, std::chrono::days kept_for) override {
        if (m_disk->full) {
            return no_space();
        }
        std::vector<IntakeId> old;
        for (auto& [id, since] : m_disk->copies) {
            since = since == WallTime{} ? lived : since;
            if (since <= lived - kept_for) {
                old.push_back(id);
            }
        }
        for (const IntakeId& id : old) {
            erase(id);
        }
        for (auto& one : m_disk->arrivals) {
            one.since = one.since == WallTime{} ? lived : one.since;
        }
        std::erase_if(m_disk->arrivals, [&](const auto& one) {
            return one.since <= lived - (one.arrival.deleted ? limits::kDeletionRemembered
                                                             : limits::kArrivalRemembered);
        });
        return static_cast<int>(old.size());
    }

    Result<std::string> service() override { return m_disk->service; }

    Result<void> keep_service(const std::string& text) override {
        if (m_disk->full) {
            return no_space();
        }
        m_disk->service = text;
        return {};
    }

    Result<OutboxSummary> summary() override {
        OutboxSummary summary;
        for (const auto& [entry, envelope] : m_disk->rows) {
            if (entry.delivery == Delivery::Kept) {
                ++summary.kept;
            } else if (entry.delivery == Delivery::Held) {
                ++summary.held;
                summary.held_entries.push_back(entry);
            } else {
                ++summary.waiting;
            }
        }
        return summary;
    }

    Result<void> ready() override {
        if (m_disk->full) {
            return no_space();
        }
        return {};
    }

    Result<bool> begin_new_day(const NumberMoment& now) override {
        if (m_disk->full) {
            return no_space();
        }
        const bool begun = may_begin_anew(m_disk->last, now);
        m_disk->last = begun ? LastNumber{} : m_disk->last;
        return begun;
    }

private:
    static Error no_space() { return Error{Kind::Transient, "", "no space"}; }

    std::pair<OutboxEntry, Bytes>* find(const IntakeId& id) {
        for (auto& row : m_disk->rows) {
            if (row.first.header.id == id) {
                return &row;
            }
        }
        return nullptr;
    }

    std::vector<OutboxEntry> rows(bool copies) const {
        std::vector<OutboxEntry> all;
        for (const auto& [entry, envelope] : m_disk->rows) {
            if ((entry.delivery == Delivery::Kept) == copies) {
                all.push_back(entry);
            }
        }
        return all;
    }

    void arrived(const IntakeHeader& header, bool deleted) {
        auto& all = m_disk->arrivals;
        auto known = std::find_if(all.begin(), all.end(),
                                  [&](const auto& one) { return one.arrival.id == header.id; });
        if (known == all.end()) {
            all.push_back({{header.id, header.day, header.number, deleted}, {}});
        } else if (deleted) {
            known->arrival.deleted = true;
            known->since = {};
        }
    }

    void erase(const IntakeId& id) {
        m_disk->copies.erase(id);
        std::erase_if(m_disk->rows, [&](const auto& row) { return row.first.header.id == id; });
    }

    std::shared_ptr<MemoryDisk> m_disk;
};

}  // namespace lotse::support
