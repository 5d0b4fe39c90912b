// SPDX-License-Identifier: EUPL-1.2
#include "service/api.h"

#include <functional>
#include <future>
#include <map>
#include <utility>

#include "codec/wire/service_time.h"
#include "service/clock_work.h"
#include "service/handle_retention.h"
#include "service/key_erasure.h"
#include "service/replies.h"
#include "service/routes.h"

namespace lotse::service {
namespace {

/// What the audit log calls the service where nobody asked for what it does.
constexpr const char* kServiceName = "lotse-queue";

/// Nothing: this person may use the route.
std::optional<Reply> not_allowed(const Route& route, const Staff& staff) {
    if (staff.invited && route.caller != Caller::Invited) {
        return problem(403, Kind::Refused, "account",
                       "has a code only: choose a password at a desk first");
    }
    if (!route.rights.empty() && !route.rights.meets(staff.rights)) {
        return problem(403, Kind::Refused, "account",
                       "needs the right to " + words_of(route.rights),
                       route.rights.has(StaffRight::Configure) ? Cause::NoAdmin : Cause::None);
    }
    return std::nullopt;
}

/// A code that nobody used in time opens nothing any more, for whoever finds the slip and has the
/// database.
Result<void> end_invitations(Accounts& accounts, WallTime now) {
    const Result<std::vector<std::string>> names = accounts.names();
    if (!names) {
        return names.error();
    }
    for (const std::string& name : *names) {
        Result<std::optional<StaffAccount>> account = accounts.find(name);
        if (!account) {
            return account.error();
        }
        if (!*account || !(*account)->invited_until || now < *(*account)->invited_until ||
            ((*account)->wrapped.empty() && (*account)->grants.empty())) {
            continue;
        }
        (*account)->wrapped.clear();
        (*account)->grants.clear();
        if (Result<void> kept =
                accounts.save(**account, {kServiceName, AuditAction::InvitationOver, name, now});
            !kept) {
            return kept;
        }
    }
    return {};
}

Reply not_here(const Match& found) {
    if (found.allowed.empty()) {
        return problem(404, Kind::Refused, "path", "there is nothing here");
    }
    Reply reply = problem(405, Kind::Refused, "method", "allowed: " + found.allowed);
    reply.headers.emplace_back("Allow", found.allowed);
    return reply;
}

}  // namespace

Api::Api(std::unique_ptr<store::CentreStore> store, vault::ServiceKey key, ApiOptions options,
         Log log)
    : m_context(std::move(store), std::move(key), std::move(options), std::move(log)) {}

Api::~Api() {
    stop();
}

void Api::stop() {
    m_context.store.stop();
}

std::size_t Api::largest_body(std::string_view method, std::string_view path) {
    const Match found = match(method, path);
    return found.route == nullptr ? 0 : found.route->largest_body;
}

std::optional<Reply> Api::refusal(std::string_view method, std::string_view path,
                                  const std::string& token) {
    const Match found = match(method, path);
    if (found.route == nullptr || found.route->rights.empty() ||
        found.route->largest_body <= limits::kLargestRequestJsonBytes) {
        return std::nullopt;
    }
    // Only who may publish can make the service hold a bundle in memory.
    const std::optional<Staff> staff = m_context.sessions.look(token);
    if (!staff) {
        return no_session();
    }
    return not_allowed(*found.route, *staff);
}

void Api::handle(Request request, Done answer) {
    const Match found = match(request.method, request.path);
    const bool signs = found.route != nullptr && is_signed(found.route->caller);
    const Done done = [this, signs, from = request.from, answer = std::move(answer)](Reply reply) {
        if (signs && reply.status == 403) {
            m_context.budget.badly_signed(from, m_context.options.monotonic());
        }
        reply.headers.emplace_back(codec::kServiceTimeField,
                                   codec::write_service_time(service_time(m_context)));
        answer(std::move(reply));
    };
    if (std::optional<Reply> refused = too_many(found, request)) {
        return done(std::move(*refused));
    }
    if (found.route == nullptr) {
        return done(not_here(found));
    }
    Call call{std::move(request), found.id, found.version, found.terminal, {}};
    const Caller caller = found.route->caller;
    if (asks_for_session(caller)) {
        std::optional<Staff> staff = caller == Caller::Watching
                                         ? m_context.sessions.look(call.request.token)
                                         : m_context.sessions.use(call.request.token);
        if (!staff) {
            return done(no_session());
        }
        if (std::optional<Reply> refused = not_allowed(*found.route, *staff)) {
            return done(std::move(*refused));
        }
        call.staff = std::move(*staff);
    }
    const Done answered = [this, caller, account = call.staff.account, done](Reply reply) {
        if (!account.empty()) {
            reply.proof = Proof{Standing::Desk, account};
        }
        // Who is neither logged in nor an enrolled terminal does not learn how much goes on here.
        const bool known =
            caller == Caller::Terminal ? reply.status < 300 : asks_for_session(caller);
        if (known) {
            reply.headers.emplace_back(kQueuePositionField, to_text(m_context.store.position()));
        }
        done(std::move(reply));
    };
    found.route->handler(m_context, std::move(call), answered);
}

template <class T>
Result<T> Api::in_store(const std::function<Result<T>(store::CentreStore&)>& work) {
    std::promise<Result<T>> done;
    const bool taken = m_context.store.run(
        Lane::Upkeep, [&](store::CentreStore& store) { done.set_value(work(store)); });
    return taken ? done.get_future().get()
                 : Result<T>(Error{Kind::Transient, "store", "is busy, or ends"});
}

Result<void> Api::copy(const std::string& file) {
    Result<bool> whole = in_store<bool>([&](store::CentreStore& store) -> Result<bool> {
        const Result<void> begun = store.begin_copy(file);
        return begun ? Result<bool>(false) : begun.error();
    });
    // A job for each piece: whoever waits gets his turn between two.
    while (whole && !*whole) {
        whole = in_store<bool>([](store::CentreStore& store) { return store.go_on_copying(); });
    }
    return whole ? Result<void>() : whole.error();
}

Result<std::vector<DueEntry>> Api::due(std::chrono::days within) {
    using Due = std::vector<DueEntry>;
    return in_store<Due>([this, within](store::CentreStore& store) -> Result<Due> {
        const Result<RetentionLimits> limits =
            retention_at(m_context, store, m_context.clock.lived() + within);
        return limits ? store.intakes.due(limits->closed, limits->centres, limits->open)
                      : limits.error();
    });
}

void Api::found_damaged(std::int64_t rows) {
    m_context.damaged = rows;
    if (rows == 0) {
        return;
    }
    const Result<bool> noted = in_store<bool>([&](store::CentreStore& store) -> Result<bool> {
        const Result<void> kept = store.audit_log.append(
            {kServiceName, AuditAction::DamageFound, std::to_string(rows), now()});
        return kept ? Result<bool>(true) : kept.error();
    });
    if (!noted) {
        m_context.log(WorkFailed{Work::Audit, noted.error()});
    }
}

std::optional<WallTime> Api::certain_time() const {
    const BelievedTime believed = m_context.clock.now();
    return believed.trust == ClockTrust::Doubtful ? std::nullopt : std::optional(believed.time);
}

/// Nothing: it may be answered, and is counted.
std::optional<Reply> Api::too_many(const Match& found, const Request& request) {
    const Instant now = m_context.options.monotonic();
    RequestBudget& budget = m_context.budget;
    RequestBudget::Wait wait;
    if (const std::optional<Staff> staff = m_context.sessions.look(request.token)) {
        wait = budget.account(staff->account, now);
    } else if (const std::string device =
                   found.route != nullptr && found.route->caller == Caller::Entering
                       ? m_context.key.device_in(request.device)
                       : std::string();
               !device.empty()) {
        wait = budget.account(device, now);  // no account has a blank in its name
    } else if (request.trusted) {
        return std::nullopt;
    } else if (found.route == nullptr || !is_signed(found.route->caller)) {
        wait = budget.stranger(request.from, now);
    } else if (request.standing != Standing::Terminal) {
        wait = budget.terminal(request.from, now);
    } else {
        wait = m_context.gate.wait(request.who, now);
    }
    return wait ? std::optional(with_retry(
                      problem(429, Kind::Transient, "", "asks more often than its share"), *wait))
                : std::nullopt;
}

void Api::upkeep() {
    Context& context = m_context;
    context.store.run(Lane::Upkeep, [&context](store::CentreStore& store) {
        if (const Result<void> looked = look_after_clock(context, store); !looked) {
            context.log(WorkFailed{Work::Clock, looked.error()});
            return;
        }
        // Counted by what was lived for certain: a wrong clock erases nothing.
        const WallTime lived = context.clock.lived();
        const Result<void> begun = store.intakes.begin_retention(lived);
        const Result<RetentionLimits> limits = retention_at(context, store, lived);
        if (!begun || !limits) {
            context.log(WorkFailed{Work::Retain, begun ? limits.error() : begun.error()});
            return;
        }
        const Result<int> erased =
            store.intakes.erase_closed_before(limits->closed, limits->centres);
        const Result<int> forgotten = store.intakes.erase_open_before(limits->open);
        for (const Result<int>& count : {erased, forgotten}) {
            if (!count) {
                context.log(WorkFailed{Work::Retain, count.error()});
            } else if (*count > 0) {
                context.log(IntakesErased{*count});
            }
        }
        if (const Result<void> destroyed = destroy_erased(context, store); !destroyed) {
            context.log(WorkFailed{Work::Register, destroyed.error()});
        }
        if (const Result<void> ended = end_invitations(store.accounts, context.clock.now().time);
            !ended) {
            context.log(WorkFailed{Work::Retain, ended.error()});
        }
    });
}

}  // namespace lotse::service
