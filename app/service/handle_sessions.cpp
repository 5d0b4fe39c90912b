// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_sessions.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codec/wire/staff_wire.h"
#include "service/replies.h"
#include "vault/log_in.h"

namespace lotse::service {
namespace {

/// In the audit log, of a name without an account: no account can have this one.
constexpr const char* kNobody = "(no account)";

struct LogInAttempt {
    codec::LogIn log_in;
    std::string peer;
    std::string device;  ///< empty: nobody was logged in there before

    /// An account is guarded per address: nobody delays the log-in of others from elsewhere. A desk
    /// that was here before is delayed by nobody but itself.
    std::string guarded_name() const {
        return log_in.account + '\n' + (device.empty() ? peer : device);
    }
};

/// Empty: the account's password was never right where this comes from.
std::string device_of(const Context& context, const Request& request, const std::string& account) {
    std::string device = context.key.device_in(request.device);
    return device.starts_with(account + ' ') ? device : std::string();
}

/// What a name without an account shows: what one of the accounts shows, always the same one. As
/// real accounts change to higher costs, so do these.
LogInTerms terms_of_nobody(const Context& context, const std::string& name,
                           const std::vector<LogInForm>& forms) {
    LogInTerms terms{"", context.key.salt(name), KdfCost{}};
    if (forms.empty()) {
        return terms;
    }
    std::vector<std::string> centres;
    centres.reserve(forms.size());
    for (const LogInForm& form : forms) {
        centres.push_back(form.centre);
    }
    std::sort(centres.begin(), centres.end());
    terms.centre = centres[context.key.choice("centre", name, centres.size())];
    terms.cost = forms[context.key.choice("cost", name, forms.size())].cost;
    return terms;
}

bool is_over(const StaffAccount& account, WallTime now) {
    return account.invited_until && now >= *account.invited_until;
}

void begin_session(Context& context, const StaffAccount& staff, const Bytes& wrapped,
                   bool new_device, store::CentreStore& store, const Done& done) {
    if (const auto kept = store.audit_log.append(
            {staff.name, AuditAction::LogIn, staff.name, context.options.wall()});
        !kept) {
        context.log(WorkFailed{Work::Audit, kept.error()});
        return done(store_problem(kept.error()));
    }
    codec::Session session;
    session.invited = staff.invited_until.has_value();
    session.rights = staff.rights;
    session.token =
        context.sessions.begin({staff.name, staff.centre, staff.rights, session.invited});
    session.centre = staff.centre;
    session.account = staff.name;
    session.wrapped = wrapped;
    session.idle = limits::kSessionIdle;
    session.absolute = limits::kSessionAbsolute;
    session.device = new_device ? context.key.new_device(staff.name) : std::string();
    context.log(Answered{.work = Work::LogIn, .status = 200});
    done(json(200, codec::write_session(session)));
}

/// It was not made after all.
void withdraw(Context& context, const LogInAttempt& attempt) {
    context.guard.withdrawn(attempt.guarded_name());
    if (attempt.device.empty()) {
        context.peer_guard.withdrawn(attempt.peer);
    }
}

void check_proof(Context& context, LogInAttempt& attempt, store::CentreStore& store,
                 const Done& done) {
    const std::string& name = attempt.log_in.account;
    const auto not_made = [&] { withdraw(context, attempt); };
    const Result<std::optional<StaffAccount>> known = store.accounts.find(name);
    if (!known) {
        not_made();
        return done(store_problem(known.error()));
    }
    const std::optional<StaffAccount>& account = *known;
    const Result<vault::SecretBytes> proof = vault::proof_from(attempt.log_in.proof.view());
    attempt.log_in.proof = SecretText();
    // Without an account the same work is done, so that time does not tell which names exist.
    const bool right =
        proof && context.key.verifies(name, *proof, account ? account->verifier : Bytes());
    if (!right || is_over(*account, context.options.wall())) {
        context.log(Answered{.work = Work::LogIn, .status = 401});
        done(problem(401, Kind::Refused, "log-in", "account or password is wrong"));
        // After the answer, and for whoever it was, for the same reason. What somebody typed who
        // has no account may be anything, a password too: it is not kept.
        const std::string kept_name = account ? name : kNobody;
        if (const auto kept = store.audit_log.append(
                {kept_name, AuditAction::LogInFailed, kept_name, context.options.wall()});
            !kept) {
            context.log(WorkFailed{Work::Audit, kept.error()});
        }
        return;
    }
    const Result<Bytes> wrapped = context.key.wrapped(name, account->wrapped);
    if (!wrapped) {
        not_made();
        context.log(WorkFailed{Work::LogIn, wrapped.error()});
        return done(store_problem(wrapped.error()));
    }
    context.guard.succeeded(attempt.guarded_name());
    if (attempt.device.empty()) {
        context.peer_guard.succeeded(attempt.peer);
    }
    begin_session(context, *account, *wrapped, attempt.device.empty(), store, done);
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
    const auto attempt = std::make_shared<LogInAttempt>(
        LogInAttempt{std::move(log_in).value(), request.from.host, ""});
    attempt->device = device_of(context, request, attempt->log_in.account);
    const bool stranger = attempt->device.empty();
    auto wait = stranger ? context.peer_guard.attempt(attempt->peer, now) : std::nullopt;
    if (!wait) {
        wait = context.guard.attempt(attempt->guarded_name(), now);
        if (wait && stranger) {
            context.peer_guard.withdrawn(attempt->peer);
        }
    }
    if (wait) {
        context.log(Answered{.work = Work::LogIn, .status = 429});
        return done(
            with_retry(problem(429, Kind::Transient, "account", "too many failed log-ins"), *wait));
    }
    const bool queued =
        context.store.run(Lane::Stranger, [&context, done, attempt](store::CentreStore& store) {
            check_proof(context, *attempt, store, done);
        });
    if (!queued) {
        withdraw(context, *attempt);
        done(busy());
    }
}

}  // namespace

void give_terms(Context& context, Call call, Done done) {
    if (!is_json(call.request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<std::string> name = codec::read_log_in_start(call.request.text());
    if (!name) {
        return done(problem(400, Kind::Corrupt, name.error().where, name.error().detail));
    }
    const std::string device = device_of(context, call.request, *name);
    if (const auto wait = context.questions.charge(device.empty() ? call.request.from.host : device,
                                                   context.options.monotonic())) {
        context.log(Answered{.work = Work::LogIn, .status = 429});
        return done(with_retry(
            problem(429, Kind::Transient, "address", "asks for too many accounts"), *wait));
    }
    context.with_store(
        Lane::Stranger,
        [&context, done, name = *name](store::CentreStore& store) {
            // Both are asked for whoever it is, so that time does not tell either.
            const Result<std::optional<StaffAccount>> account = store.accounts.find(name);
            const Result<std::vector<LogInForm>> forms = store.accounts.forms();
            if (!account || !forms) {
                return done(store_problem(account ? forms.error() : account.error()));
            }
            LogInTerms terms = terms_of_nobody(context, name, *forms);
            if (*account) {
                terms = {(*account)->centre, (*account)->salt, (*account)->cost};
            }
            done(json(200, codec::write_log_in_terms(terms)));
        },
        done);
}

void log_in(Context& context, Call call, Done done) {
    ask_for_session(context, call.request, done);
    wipe_bytes(call.request.body.data(), call.request.body.size());  // the proof
}

void log_out(Context& context, Call call, Done done) {
    const Request& request = call.request;
    context.sessions.end(request.token);
    context.log(Answered{.work = Work::LogOut, .status = 204});
    done(Reply{204, "", "", {}, std::nullopt});
}

}  // namespace lotse::service
