// SPDX-License-Identifier: EUPL-1.2
#include "sync/outbox_reporter.h"

#include <algorithm>
#include <utility>

#include "codec/wire/configuration_wire.h"
#include "core/limits.h"

namespace lotse::sync {
namespace {

/// So far no terminal counts; whoever controls the service must not make it overflow.
constexpr std::int64_t kHighestSeq = std::int64_t{1} << 52;

}  // namespace

Result<std::unique_ptr<OutboxReporter>> OutboxReporter::make(Outbox& outbox, WentBack went_back) {
    const Result<std::string> known = outbox.service();
    if (!known) {
        return known.error();
    }
    return std::unique_ptr<OutboxReporter>(
        new OutboxReporter(outbox, service_memory_from(*known), std::move(went_back)));
}

OutboxReporter::OutboxReporter(Outbox& outbox, const ServiceMemory& memory, WentBack went_back)
    : m_outbox(outbox),
      m_memory(memory),
      m_position(memory.position, [&outbox, went_back = std::move(went_back)](
                                      const QueuePosition&, const QueuePosition& now) {
          const Result<void> again = outbox.send_again(std::nullopt);
          went_back(now, again);
          return again.ok();
      }) {}

Result<void> OutboxReporter::keep(const ServiceMemory& next) {
    if (Result<void> kept = m_outbox.keep_service(to_text(next)); !kept) {
        return kept;
    }
    const std::lock_guard lock(m_mutex);
    m_memory = next;
    return {};
}

int OutboxReporter::numbers_above(WallTime lived) const {
    const std::lock_guard lock(m_mutex);
    return m_memory.block > 0 && lived - m_memory.copied < limits::kCopyForgotten ? m_memory.block
                                                                                  : 0;
}

Result<OutboxReport> OutboxReporter::report(const std::string& day) {
    ServiceMemory next = m_memory;
    ++next.seq;
    next.position = m_position.known();
    if (const Result<void> kept = keep(next); !kept) {
        return kept.error();
    }
    Result<std::vector<OutboxEntry>> unsent = m_outbox.entries();
    Result<std::vector<OutboxEntry>> copies = m_outbox.copies();
    Result<std::vector<Arrival>> arrivals = m_outbox.arrivals();
    if (!unsent || !copies || !arrivals) {
        return !unsent ? unsent.error() : !copies ? copies.error() : arrivals.error();
    }
    return outbox_report({std::move(*unsent), std::move(*copies), std::move(*arrivals)}, day,
                         m_memory.seq);
}

Result<OutboxReporter::Taken> OutboxReporter::take(std::string_view text, const NumberMoment& now,
                                                   WallTime lived) {
    Result<OutboxReply> reply = codec::read_outbox_reply(text);
    if (!reply) {
        return reply.error();
    }
    const Result<std::vector<OutboxEntry>> copies = m_outbox.copies();
    if (!copies) {
        return copies.error();
    }
    Taken taken;
    taken.more = reply->more;
    const std::vector<IntakeId> buried = buried_by(*reply, *copies);
    if (!buried.empty()) {
        if (const Result<void> done = m_outbox.bury(buried); !done) {
            return done.error();
        }
        taken.buried = buried.size();
    }
    if (!reply->want.empty()) {
        if (const Result<void> again = m_outbox.send_again(reply->want); !again) {
            return again.error();
        }
        taken.wanted = reply->want.size();
    }
    taken.copied = reply->seq >= m_memory.seq;
    const Result<int> left_out = leave_out(*reply, now, lived, taken.copied);
    if (!left_out) {
        return left_out.error();
    }
    taken.left_out = *left_out;
    taken.keys = std::move(reply->keys);
    taken.waits = std::move(reply->waits);
    return taken;
}

Result<int> OutboxReporter::leave_out(const OutboxReply& reply, const NumberMoment& now,
                                      WallTime lived, bool copied) {
    ServiceMemory next = m_memory;
    const bool apart = numbers_above(lived) > 0;
    if (lived - next.left_out_since >= std::chrono::days(1)) {
        next.left_out = 0;
        next.left_out_since = lived;
    }
    NumbersTaken numbers;
    numbers.highest = reply.day == now.day ? reply.last : 0;
    numbers.most = limits::kMostNumbersLeftOut - next.left_out;
    if (copied) {
        // Two copies hear of each other one after the other, and of different counts.
        if (!apart) {
            next.block = limits::kNumbersSkippedAfterDamage *
                         static_cast<int>(1 + reply.seq / limits::kReportsSkipped %
                                                  limits::kMostCopiesApart);
            numbers.skip = next.block;
        }
        next.copied = lived;
        // Never back: a count that is sent twice would be a copy's, for ever.
        next.seq = std::max(next.seq, std::min(reply.seq, kHighestSeq)) + limits::kReportsSkipped;
    }
    int left_out = 0;
    if (numbers.skip > 0 || !apart) {
        const Result<int> raised = m_outbox.raise_number(numbers, now);
        if (!raised) {
            return raised;
        }
        left_out = *raised;
        next.left_out += std::max(0, left_out - numbers.skip);
    }
    if (next != m_memory) {
        if (const Result<void> kept = keep(next); !kept) {
            return kept.error();
        }
    }
    return left_out;
}

}  // namespace lotse::sync
