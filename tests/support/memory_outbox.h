// SPDX-License-Identifier: EUPL-1.2
/// An outbox without a disk, for tests of what uses one. Passes outbox_contract.h. "Durable" is
/// what stands in the MemoryDisk: it outlives the MemoryOutbox, as a file outlives a process.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/intake/ports.h"

namespace lotse::support {

struct MemoryDisk {
    std::vector<std::pair<OutboxEntry, Bytes>> rows;
    LastNumber last;
    std::string clock;
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

    Result<std::vector<OutboxEntry>> entries() override {
        std::vector<OutboxEntry> entries;
        for (const auto& [entry, envelope] : m_disk->rows) {
            entries.push_back(entry);
        }
        return entries;
    }

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
        return {};
    }

    Result<void> purge(const IntakeId& id) override {
        if (m_disk->full) {
            return no_space();
        }
        std::erase_if(m_disk->rows, [&](const auto& row) { return row.first.header.id == id; });
        return {};
    }

    Result<OutboxSummary> summary() override {
        OutboxSummary summary;
        for (const auto& [entry, envelope] : m_disk->rows) {
            if (entry.delivery == Delivery::Held) {
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

    std::shared_ptr<MemoryDisk> m_disk;
};

}  // namespace lotse::support
