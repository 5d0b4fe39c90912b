// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_reports.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire/configuration_wire.h"
#include "service/replies.h"
#include "service/terminal_word.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

/// What became of the intakes that a terminal keeps copies of.
Result<OutboxReply> reply_about(const OutboxReport& outbox, const std::string& centre,
                                const TerminalReport& said, std::int64_t seq_before,
                                store::CentreStore& store) {
    OutboxReply reply;
    reply.day = outbox.day;
    reply.seq = seq_before;
    const Result<int> last = store.intakes.highest_number(centre, said.terminal, outbox.day);
    if (!last) {
        return last.error();
    }
    reply.last = *last;
    if (const Result<int> buried =
            store.intakes.bury_again(centre, said.terminal, outbox.gone, said.at);
        !buried) {
        return buried.error();
    }
    for (std::size_t begin = 0; begin < outbox.kept.size(); begin += limits::kMostIdsAtOnce) {
        const std::size_t end = std::min(begin + limits::kMostIdsAtOnce, outbox.kept.size());
        const std::vector<IntakeId> ids(outbox.kept.begin() + static_cast<std::ptrdiff_t>(begin),
                                        outbox.kept.begin() + static_cast<std::ptrdiff_t>(end));
        const Result<std::vector<Holding>> holdings =
            store.intakes.holdings(centre, said.terminal, ids);
        if (!holdings) {
            return holdings.error();
        }
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if ((*holdings)[i] == Holding::Here) {
                continue;
            }
            if (reply.want.size() + reply.gone.size() == limits::kMostIdsAtOnce) {
                reply.more = true;
                return reply;
            }
            ((*holdings)[i] == Holding::Gone ? reply.gone : reply.want).push_back(ids[i]);
        }
    }
    return reply;
}

/// The centre's register of keys, if it is newer than the terminal's; empty: it is not.
Result<std::string> newer_keys(store::CentreStore& store, const std::string& centre,
                               std::int64_t serial) {
    const Result<std::int64_t> newest = store.terminals.keys_serial(centre);
    if (!newest) {
        return newest.error();
    }
    return *newest > serial ? store.terminals.signed_keys(centre) : std::string();
}

/// Of the terminal's report before; 0: it counted none.
Result<std::int64_t> seq_of(const std::string& centre, const std::string& terminal,
                            store::CentreStore& store) {
    const Result<std::optional<TerminalReport>> known =
        store.configurations.report(centre, terminal);
    if (!known) {
        return known.error();
    }
    return *known ? (*known)->seq : 0;
}

void answer_report(Context& context, const codec::ReportMessage& message,
                   const codec::SignedReport& report, store::CentreStore& store, const Done& done) {
    const WallTime now = context.options.wall();
    TerminalReport heard = message.report;
    heard.at = now;
    const Result<std::int64_t> seq_before = seq_of(message.centre, heard.terminal, store);
    if (seq_before) {
        heard.seq = std::max(*seq_before, message.outbox ? message.outbox->seq : 0);
    }
    heard.as_signed = codec::write_signed_report(report);
    const Result<std::int64_t> before = store.intakes.revision(message.centre);
    const Result<void> kept =
        seq_before ? store.configurations.save_report(message.centre, heard) : seq_before.error();
    const Result<std::vector<PublishedConfiguration>> published =
        store.configurations.published(message.centre);
    Result<OutboxReply> reply =
        kept && message.outbox
            ? reply_about(*message.outbox, message.centre, heard, *seq_before, store)
            : OutboxReply{};
    const Result<std::string> keys =
        message.keys ? newer_keys(store, message.centre, *message.keys) : std::string();
    if (reply && keys) {
        reply->keys = *keys;
        reply->waits = context.waits.waits(context, store, message.centre);
    }
    if (!before || !kept || !published || !reply || !keys) {
        const Error& error = !before      ? before.error()
                             : !kept      ? kept.error()
                             : !published ? published.error()
                             : !reply     ? reply.error()
                                          : keys.error();
        context.log(WorkFailed{Work::Report, error});
        return done(store_problem(error));
    }
    if (const Result<std::int64_t> after = store.intakes.revision(message.centre);
        after && *after != *before) {
        context.store.announce(store, message.centre);
    }
    // What became of intakes goes before settings; then the terminal asks again at once.
    const std::optional<std::int64_t> next = next_version(*published, heard);
    if (!reply->want.empty() || !reply->gone.empty() || (message.outbox && !next)) {
        reply->more = reply->more || next.has_value();
        return done(json(200, codec::write_outbox_reply(*reply)));
    }
    if (!next) {
        return done(Reply{204, "", "", {}, std::nullopt});
    }
    Result<std::string> bundle = store.configurations.bundle(message.centre, *next);
    if (!bundle) {
        context.log(WorkFailed{Work::Report, bundle.error()});
        return done(store_problem(bundle.error()));
    }
    context.log(Answered{.work = Work::Report, .status = 200, .version = *next});
    done(octets(std::move(bundle).value()));
}

}  // namespace

void take_report(Context& context, Call call, Done done) {
    const Request& request = call.request;
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<codec::SignedReport> report = codec::read_signed_report(request.text());
    if (!report) {
        return done(problem(400, Kind::Corrupt, report.error().where, report.error().detail));
    }
    const Result<codec::ReportMessage> message = codec::read_report(report->text);
    if (!message) {
        return done(problem(400, Kind::Corrupt, message.error().where, message.error().detail));
    }
    TerminalWord word;
    word.work = Work::Report;
    word.centre = message->centre;
    word.terminal = message->report.terminal;
    word.at = message->report.at;
    word.verify = [report = *report](const Bytes& key) {
        return vault::verify_report(report.text, report.signature, key);
    };
    hear_terminal(
        context, waiter_of(request), std::move(word),
        [&context, done, report = *report, message = *message](store::CentreStore& store) {
            answer_report(context, message, report, store, done);
        },
        done);
}

void list_terminals(Context& context, Call call, Done done) {
    context.with_store(
        waiter_of(call.staff),
        [&context, centre = call.staff.centre, done](store::CentreStore& store) {
            const Result<std::vector<TerminalReport>> reports =
                store.configurations.reports(centre);
            if (!reports) {
                context.log(WorkFailed{Work::Report, reports.error()});
                return done(store_problem(reports.error()));
            }
            std::vector<codec::SignedReport> terminals;
            for (const TerminalReport& report : *reports) {
                if (Result<codec::SignedReport> said =
                        codec::read_signed_report(report.as_signed)) {
                    terminals.push_back(std::move(*said));
                }
            }
            done(json(200, codec::write_terminals(terminals)));
        },
        done);
}

}  // namespace lotse::service
