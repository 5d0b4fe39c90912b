// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_help.h"

#include <utility>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/help_wire.h"
#include "service/replies.h"
#include "service/terminal_word.h"
#include "vault/configuration_key.h"

namespace lotse::service {

void take_help_call(Context& context, Call call, Done done) {
    const Request& request = call.request;
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<codec::SignedReport> as_signed = codec::read_signed_report(request.text());
    if (!as_signed) {
        return done(problem(400, Kind::Corrupt, as_signed.error().where, as_signed.error().detail));
    }
    const Result<HelpCall> said = codec::read_help_call(as_signed->text);
    if (!said) {
        return done(problem(400, Kind::Corrupt, said.error().where, said.error().detail));
    }
    TerminalWord word;
    word.work = Work::Help;
    word.centre = said->centre;
    word.terminal = said->terminal;
    word.at = said->at;
    word.verify = [as_signed = *as_signed](const Bytes& key) {
        return vault::verify_help_call(as_signed.text, as_signed.signature, key);
    };
    hear_terminal(
        context, waiter_of(request), std::move(word),
        [&context, done, said = *said, as_signed = *as_signed](store::CentreStore&) {
            const HelpCalls::Taken taken =
                context.help.take(said, as_signed, context.options.monotonic());
            if (taken.changed) {
                context.hub.publish_help(said.centre);
                context.log(Answered{.work = Work::Help, .status = 200});
            }
            // Nobody is said to be told where nobody is.
            done(json(200, codec::write_help_answer(taken.over ? HelpAnswer::Done
                                                    : context.hub.is_followed(said.centre)
                                                        ? HelpAnswer::Told
                                                        : HelpAnswer::Nobody)));
        },
        done);
}

void list_help_calls(Context& context, Call call, Done done) {
    done(json(200, codec::write_terminals(
                       context.help.standing(call.staff.centre, context.options.monotonic()))));
}

void end_help_call(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<std::int64_t> which = codec::read_help_done(call.request.text());
    if (!which) {
        return done(problem(400, Kind::Corrupt, which.error().where, which.error().detail));
    }
    context.with_store(
        waiter_of(call.staff),
        [&context, done, staff = call.staff, terminal = call.terminal,
         which = *which](store::CentreStore& store) {
            if (!context.help.stands(staff.centre, terminal, which, context.options.monotonic())) {
                return done(problem(404, Kind::Refused, "call", "does not stand any more"));
            }
            const Result<void> kept = store.audit_log.append(
                {staff.account, AuditAction::HelpDone, terminal, context.options.wall()});
            if (!kept) {
                context.log(WorkFailed{Work::Help, kept.error()});
                return done(store_problem(kept.error()));
            }
            context.help.end(staff.centre, terminal, which);
            context.hub.publish_help(staff.centre);
            context.log(Answered{.work = Work::Help, .status = 204});
            done(Reply{204, "", "", {}, std::nullopt});
        },
        done);
}

}  // namespace lotse::service
