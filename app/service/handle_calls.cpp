// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_calls.h"

#include <string>
#include <utility>
#include <vector>

#include "codec/wire/calls_wire.h"
#include "codec/wire/configuration_wire.h"
#include "core/limits.h"
#include "service/handle_registers.h"
#include "service/replies.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

/// Nothing: it is of a display of the centre, and that may ask now.
std::optional<Reply> refusal_of(Context& context, const codec::CallsQuestion& question,
                                const codec::SignedReport& asked,
                                const RegisterMemory::Register& keys) {
    const RegisteredDisplay* display = keys ? find_display(*keys, question.display) : nullptr;
    if (display == nullptr) {
        context.log(Answered{.work = Work::Calls, .status = 403, .reason = Reason::UnknownDisplay});
        return problem(403, Kind::Refused, "display",
                       "is not enrolled at this centre, or was revoked", Cause::UnknownTerminal);
    }
    if (!vault::verify_question(asked.text, asked.signature, display->key)) {
        context.log(Answered{.work = Work::Calls, .status = 403, .reason = Reason::Signature});
        return problem(403, Kind::Refused, "signature", "is not of the enrolled display",
                       Cause::Signature);
    }
    // No account has a blank in its name.
    if (const auto wait = context.budget.account(
            "display " + question.centre + "/" + question.display, context.options.monotonic())) {
        context.log(Answered{.work = Work::Calls, .status = 429});
        return with_retry(
            problem(429, Kind::Transient, "display", "asks more often than its share"), *wait);
    }
    const WallTime now = context.options.wall();
    if (question.at > now + limits::kOldestReport || question.at < now - limits::kOldestReport) {
        context.log(Answered{.work = Work::Calls, .status = 409, .reason = Reason::Time});
        return json(409, codec::write_wrong_time(now));
    }
    return std::nullopt;
}

Reply answer(Context& context, const codec::CallsQuestion& question,
             const codec::SignedReport& asked, store::CentreStore& store) {
    const Result<RegisterMemory::Register> keys = register_of(context, store, question.centre);
    if (!keys) {
        context.log(WorkFailed{Work::Calls, keys.error()});
        return store_problem(keys.error());
    }
    if (std::optional<Reply> refused = refusal_of(context, question, asked, *keys)) {
        return std::move(*refused);
    }
    const Proof proof{Standing::Terminal, question.centre + '\n' + question.display};
    CalledNumbers told;
    told.now = context.options.wall();
    const Result<std::int64_t> revision = store.intakes.revision(question.centre);
    if (revision && *revision == question.known) {
        Reply reply{204, "", "", {}, std::nullopt};
        reply.proof = proof;
        return reply;
    }
    const Result<std::vector<QueueEntry>> called = store.intakes.called(
        question.centre, told.now - limits::kCallShown, limits::kMostCallsTold);
    if (!revision || !called) {
        const Error& error = revision ? called.error() : revision.error();
        context.log(WorkFailed{Work::Calls, error});
        return store_problem(error);
    }
    told.revision = *revision;
    told.wait = wait_for(context.waits.waits(context, store, question.centre), {}, {});
    for (const QueueEntry& entry : *called) {
        told.calls.push_back(
            {entry.header.number, entry.room, entry.header.language, entry.last_call, entry.calls});
    }
    Reply reply = json(200, codec::write_called(told));
    reply.proof = proof;
    return reply;
}

}  // namespace

void tell_calls(Context& context, Call call, Done done) {
    const Request& request = call.request;
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    Result<codec::SignedReport> asked = codec::read_signed_report(request.text());
    if (!asked) {
        return done(problem(400, Kind::Corrupt, asked.error().where, asked.error().detail));
    }
    Result<codec::CallsQuestion> question = codec::read_calls_question(asked->text);
    if (!question) {
        return done(problem(400, Kind::Corrupt, question.error().where, question.error().detail));
    }
    context.with_store(
        waiter_of(request),
        [&context, done, asked = std::move(*asked), question = std::move(*question)](
            store::CentreStore& store) { done(answer(context, question, asked, store)); },
        done);
}

}  // namespace lotse::service
