// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_sessions.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "codec/wire/wire.h"
#include "service/replies.h"
#include "vault/envelope.h"
#include "vault/password.h"

namespace lotse::service {
namespace {

struct LogInAttempt {
    codec::LogIn log_in;
    std::string peer;

    /// An account is guarded per address: nobody delays the log-in of others from elsewhere.
    std::string guarded_name() const { return log_in.account + '\n' + peer; }
};

void check_password(Context& context, LogInAttempt& attempt,
                    const std::optional<StaffAccount>& account, const Done& done) {
    // Without an account the same work is done, so that time does not tell which names exist.
    const bool right = vault::verify_password(attempt.log_in.password.view(),
                                              account ? account->password_hash : std::string());
    attempt.log_in.password = SecretText();
    if (!right || !account) {
        context.log(Answered{.work = Work::LogIn, .status = 401});
        done(problem(401, Kind::Refused, "log-in", "account or password is wrong"));
        if (account) {
            // After the answer, for the same reason. A full queue loses no action of staff, only
            // this note.
            context.store.run([&context, name = account->name](store::CentreStore& store) {
                if (const auto kept = store.audit_log.append(
                        {name, AuditAction::LogInFailed, name, context.options.wall()});
                    !kept) {
                    context.log(WorkFailed{Work::Audit, kept.error()});
                }
            });
        }
        return;
    }
    context.guard.succeeded(attempt.guarded_name());
    context.peer_guard.succeeded(attempt.peer);
    context.with_store(
        [&context, done, staff = *account](store::CentreStore& store) {
            if (const auto kept = store.audit_log.append(
                    {staff.name, AuditAction::LogIn, staff.name, context.options.wall()});
                !kept) {
                context.log(WorkFailed{Work::Audit, kept.error()});
                return done(store_problem(kept.error()));
            }
            codec::Session session;
            session.token = context.sessions.begin({staff.name, staff.centre, staff.admin});
            session.centre = staff.centre;
            session.account = staff.name;
            session.wrapped_key = staff.wrapped_key;
            session.idle = limits::kSessionIdle;
            session.absolute = limits::kSessionAbsolute;
            session.admin = staff.admin;
            context.log(Answered{.work = Work::LogIn, .status = 200});
            done(json(200, codec::write_session(session)));
        },
        done);
}

void ask_for_session(Context& context, const Request& request, const Done& done) {
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    Result<codec::LogIn> log_in = codec::read_log_in(request.text());
    if (!log_in) {
        return done(problem(400, Kind::Corrupt, log_in.error().where, log_in.error().detail));
    }
    const Instant now = context.options.monotonic();
    const auto attempt =
        std::make_shared<LogInAttempt>(LogInAttempt{std::move(log_in).value(), request.peer});
    auto wait = context.peer_guard.attempt(attempt->peer, now);
    if (!wait) {
        wait = context.guard.attempt(attempt->guarded_name(), now);
        if (wait) {
            context.peer_guard.withdrawn(attempt->peer);
        }
    }
    if (wait) {
        context.log(Answered{.work = Work::LogIn, .status = 429});
        return done(
            with_retry(problem(429, Kind::Transient, "account", "too many failed log-ins"), *wait));
    }
    const auto not_made = [&context, attempt] {
        context.guard.withdrawn(attempt->guarded_name());
        context.peer_guard.withdrawn(attempt->peer);
    };
    const bool queued =
        context.store.run([&context, done, attempt, not_made](store::CentreStore& store) {
            Result<std::optional<StaffAccount>> known =
                store.accounts.find(attempt->log_in.account);
            if (!known) {
                not_made();
                return done(store_problem(known.error()));
            }
            const auto check = [&context, done, attempt, account = std::move(known).value()] {
                check_password(context, *attempt, account, done);
            };
            if (!context.passwords.post(check)) {
                not_made();
                done(busy());
            }
        });
    if (!queued) {
        not_made();
        done(busy());
    }
}

}  // namespace

void log_in(Context& context, Call call, Done done) {
    ask_for_session(context, call.request, done);
    wipe_bytes(call.request.body.data(), call.request.body.size());  // the password
}

void log_out(Context& context, Call call, Done done) {
    const Request& request = call.request;
    context.sessions.end(request.token);
    context.log(Answered{.work = Work::LogOut, .status = 204});
    done(Reply{204, "", "", {}, std::nullopt});
}

}  // namespace lotse::service
