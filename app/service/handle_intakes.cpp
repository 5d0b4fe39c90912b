// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_intakes.h"

#include <memory>
#include <utility>

#include "codec/wire/wire.h"
#include "service/handle_registers.h"
#include "service/replies.h"
#include "vault/envelope.h"
#include "vault/genuine.h"

namespace lotse::service {
namespace {

void verify_and_store(Context& context, SealedIntake intake, const Bytes& key,
                      const RegisterMemory::Register& keys, const Done& done) {
    const IntakeId id = intake.header.id;
    if (const Result<void> genuine = vault::verify(intake.envelope, key); !genuine) {
        context.log(
            Answered{.work = Work::Put, .status = 403, .id = id, .reason = Reason::Signature});
        return done(problem(403, Kind::Refused, "signature", "is not of the enrolled terminal",
                            Cause::Signature));
    }
    if (keys && !vault::is_sealed_to_us(intake.envelope, *keys)) {
        context.log(
            Answered{.work = Work::Put, .status = 403, .id = id, .reason = Reason::Readers});
        return done(problem(403, Kind::Refused, "recipients",
                            "are not exactly those of the centre's register: enrol the terminal "
                            "anew"));
    }
    if (keys && vault::is_erased(intake.envelope, *keys)) {
        // As what was erased with its tombstone: nobody could open it, the copy goes, too.
        const Error gone{Kind::Refused, "recipients", "are erased: nobody opens it any more",
                         Cause::Gone};
        context.log(Answered{.work = Work::Put, .status = 409, .id = id});
        return done(store_problem(gone));
    }
    if (!context.takes_intakes()) {
        context.log(Answered{.work = Work::Put, .status = 503, .id = id});
        return done(with_retry(problem(503, Kind::Transient, "disk",
                                       "is nearly full: nothing is taken until there is space"),
                               limits::kBusyRetryAfter));
    }
    if (const auto wait = context.gate.charge(intake.header.centre, intake.header.terminal,
                                              context.options.monotonic())) {
        context.log(Answered{.work = Work::Put, .status = 429, .id = id});
        return done(with_retry(
            problem(429, Kind::Transient, "terminal", "brings more intakes than its quota"),
            *wait));
    }
    const codec::Receipt receipt{id, intake.digest};
    const Proof proof{Standing::Terminal, intake.header.centre + '\n' + intake.header.terminal};
    const auto stored = [&context, receipt, proof, done](const Result<PutOutcome>& outcome) {
        if (!outcome) {
            const Reply reply = store_problem(outcome.error());
            context.log(WorkFailed{Work::Put, outcome.error(), reply.status, receipt.id});
            return done(reply);
        }
        const bool created = *outcome == PutOutcome::Created;
        context.log(Answered{.work = Work::Put, .status = created ? 201 : 200, .id = receipt.id});
        Reply reply = json(created ? 201 : 200, codec::write_receipt(receipt));
        reply.proof = proof;
        done(std::move(reply));
    };
    if (!context.store.put(std::move(intake), stored)) {
        done(busy());
    }
}

}  // namespace

void put_intake(Context& context, Call call, Done done) {
    Request& request = call.request;
    const IntakeId id = call.id;
    if (request.content_type != "application/octet-stream") {
        return done(
            problem(415, Kind::Refused, "Content-Type", "expected application/octet-stream"));
    }
    Result<SealedIntake> intake = vault::sealed_intake_from(std::move(request.body));
    if (!intake) {
        return done(problem(400,
                            intake.error().kind == Kind::Refused ? Kind::Refused : Kind::Corrupt,
                            "envelope", intake.error().detail, Cause::Damaged));
    }
    if (intake->header.id != id) {
        return done(problem(400, Kind::Refused, "id",
                            "the address names another intake than the header", Cause::Damaged));
    }
    const Instant now = context.options.monotonic();
    const std::string& centre = intake->header.centre;
    const std::string& terminal = intake->header.terminal;
    const std::optional<Bytes> key = context.gate.key(centre, terminal, now);
    const std::optional<RegisterMemory::Register> keys = context.registers.find(centre);
    if (key && keys) {
        return verify_and_store(context, std::move(intake).value(), *key, *keys, done);
    }
    context.with_store(
        waiter_of(request),
        [&context, now, done, shared = std::make_shared<SealedIntake>(std::move(intake).value())](
            store::CentreStore& store) {
            const IntakeHeader& header = shared->header;
            const Result<std::optional<Bytes>> enrolled =
                store.terminals.key(header.centre, header.terminal);
            const Result<RegisterMemory::Register> newest =
                register_of(context, store, header.centre);
            if (!enrolled || !newest) {
                const Error& error = enrolled ? newest.error() : enrolled.error();
                context.log(WorkFailed{Work::Put, error});
                return done(store_problem(error));
            }
            if (!*enrolled) {
                context.log(Answered{.work = Work::Put,
                                     .status = 403,
                                     .id = header.id,
                                     .reason = Reason::UnknownTerminal});
                return done(problem(403, Kind::Refused, "terminal",
                                    "is not enrolled at this centre, or was revoked",
                                    Cause::UnknownTerminal));
            }
            context.gate.learn(header.centre, header.terminal, **enrolled, now);
            verify_and_store(context, std::move(*shared), **enrolled, *newest, done);
        },
        done);
}

}  // namespace lotse::service
