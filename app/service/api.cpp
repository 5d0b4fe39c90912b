// SPDX-License-Identifier: EUPL-1.2
#include "service/api.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/version.h"
#include "core/limits.h"
#include "service/openapi.h"
#include "service/replies.h"
#include "vault/envelope.h"
#include "vault/password.h"

namespace lotse::service {
namespace {

bool is_day(std::string_view day) {
    if (day.size() != 10) {
        return false;
    }
    for (std::size_t i = 0; i < day.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? day[i] != '-' : (day[i] < '0' || day[i] > '9')) {
            return false;
        }
    }
    return true;
}

}  // namespace

/// Where a request goes.
struct Api::Target {
    enum class To {
        Nowhere,
        WrongMethod,
        PutIntake,
        GetEnvelope,
        Act,
        CallNext,
        List,
        Changes,
        LogIn,
        LogOut,
        Health,
        OpenApi,
        PublishConfiguration,
        GetConfiguration,
        ReleaseConfiguration,
        ListConfigurations,
        TerminalReport,
    };
    To to = To::Nowhere;
    IntakeId id;
    std::int64_t version = 0;
    std::string allow;
};

namespace {

constexpr std::string_view kIntakes = "/v1/intakes/";
constexpr std::string_view kConfigurations = "/v1/configurations/";
/// An envelope that is opened only to find its client by name.
constexpr std::string_view kForName = "for=name";

/// A whole number from 1, as it is written: no sign, no leading zero.
bool version_from(std::string_view digits, std::int64_t& version) {
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    return failed == std::errc{} && end == digits.data() + digits.size() && digits.front() >= '1' &&
           digits.front() <= '9';
}

/// "/v1/intakes/{id}/actions" for the path of one intake; other paths as they are. False if an id
/// is malformed.
bool pattern_of(std::string_view path, std::string& pattern, IntakeId& id, std::int64_t& version) {
    if (path.starts_with(kConfigurations)) {
        const std::string_view rest = path.substr(kConfigurations.size());
        const std::size_t slash = rest.find('/');
        if (!version_from(rest.substr(0, slash), version)) {
            return false;
        }
        pattern = std::string(kConfigurations) + "{version}";
        if (slash != std::string_view::npos) {
            pattern += rest.substr(slash);
        }
        return true;
    }
    if (!path.starts_with(kIntakes)) {
        pattern = std::string(path);
        return true;
    }
    const std::string_view rest = path.substr(kIntakes.size());
    const std::size_t slash = rest.find('/');
    if (!from_hex(std::string(rest.substr(0, slash)), id)) {
        return false;
    }
    pattern = std::string(kIntakes) + "{id}";
    if (slash != std::string_view::npos) {
        pattern += rest.substr(slash);
    }
    return true;
}

}  // namespace

const std::vector<Route>& Api::routes() {
    static const std::vector<Route> kRoutes = {
        {"PUT", "/v1/intakes/{id}"},
        {"GET", "/v1/intakes/{id}"},
        {"POST", "/v1/intakes/{id}/actions"},
        {"POST", "/v1/call-next"},
        {"GET", "/v1/queue"},
        {"GET", "/v1/changes"},
        {"POST", "/v1/session"},
        {"DELETE", "/v1/session"},
        {"GET", "/v1/health"},
        {"GET", "/v1/openapi.json"},
        {"PUT", "/v1/configurations/{version}"},
        {"GET", "/v1/configurations/{version}"},
        {"POST", "/v1/configurations/{version}/release"},
        {"GET", "/v1/configurations"},
        {"POST", "/v1/terminal-report"},
    };
    return kRoutes;
}

Api::Target Api::match(std::string_view method, std::string_view path) {
    using To = Target::To;
    // In the order of `routes`.
    static constexpr To kTargets[] = {To::PutIntake,
                                      To::GetEnvelope,
                                      To::Act,
                                      To::CallNext,
                                      To::List,
                                      To::Changes,
                                      To::LogIn,
                                      To::LogOut,
                                      To::Health,
                                      To::OpenApi,
                                      To::PublishConfiguration,
                                      To::GetConfiguration,
                                      To::ReleaseConfiguration,
                                      To::ListConfigurations,
                                      To::TerminalReport};
    Target target;
    std::string pattern;
    if (!pattern_of(path, pattern, target.id, target.version)) {
        return target;
    }
    for (std::size_t i = 0; i < routes().size(); ++i) {
        if (routes()[i].path != pattern) {
            continue;
        }
        if (routes()[i].method == method) {
            target.to = kTargets[i];
            return target;
        }
        target.to = To::WrongMethod;
        target.allow += (target.allow.empty() ? "" : ", ") + std::string(routes()[i].method);
    }
    return target;
}

std::size_t Api::largest_body(std::string_view method, std::string_view path) {
    switch (match(method, path).to) {
        case Target::To::PutIntake:
            return limits::kLargestEnvelopeBytes;
        case Target::To::Act:
        case Target::To::CallNext:
        case Target::To::LogIn:
        case Target::To::TerminalReport:
            return limits::kLargestRequestJsonBytes;
        case Target::To::PublishConfiguration:
            return limits::kLargestBundleBytes;
        default:
            return 0;
    }
}

std::optional<Reply> Api::refusal(std::string_view method, std::string_view path,
                                  const std::string& token) {
    if (match(method, path).to != Target::To::PublishConfiguration) {
        return std::nullopt;
    }
    // Only who may publish can make the service hold a bundle in memory.
    const std::optional<Staff> staff = m_sessions.look(token);
    if (!staff) {
        return no_session();
    }
    if (!staff->admin) {
        return problem(403, Kind::Refused, "account", "has no admin right");
    }
    return std::nullopt;
}

Api::Api(std::unique_ptr<store::CentreStore> store, ApiOptions options, Log log)
    : m_options(std::move(options)),
      m_log(std::move(log)),
      m_sessions(m_options.monotonic),
      m_gate(m_options.terminal_burst, m_options.terminal_per_minute),
      m_hub(m_options.change_streams),
      m_store(std::move(store), m_options.wall,
              [this](const std::string& centre, std::int64_t revision) {
                  m_hub.publish(centre, revision);
              }),
      m_passwords(limits::kPasswordQueueLength) {}

Api::~Api() {
    stop();
}

void Api::stop() {
    // Passwords first: their jobs may still hand work to the store.
    m_passwords.stop();
    m_store.stop();
}

void Api::handle(Request request, Done done) {
    const Target target = match(request.method, request.path);
    switch (target.to) {
        case Target::To::Nowhere:
            return done(problem(404, Kind::Refused, "path", "there is nothing here"));
        case Target::To::WrongMethod: {
            Reply reply = problem(405, Kind::Refused, "method", "allowed: " + target.allow);
            reply.headers.emplace_back("Allow", target.allow);
            return done(std::move(reply));
        }
        case Target::To::PutIntake:
            return put_intake(std::move(request), target.id, std::move(done));
        case Target::To::LogIn:
            log_in(request, std::move(done));
            return wipe_bytes(request.body.data(), request.body.size());  // the password
        case Target::To::TerminalReport:
            return terminal_report(request, done);
        case Target::To::Health:
            return health(done);
        case Target::To::OpenApi:
            return done(json(200, std::string(openapi_json())));
        default:
            break;
    }

    // Names are read on while a search stands in its field, also when nobody is there any more.
    const bool by_itself = target.to == Target::To::List || target.to == Target::To::Changes ||
                           target.to == Target::To::ListConfigurations ||
                           target.to == Target::To::GetConfiguration ||
                           (target.to == Target::To::GetEnvelope && request.query == kForName);
    const std::optional<Staff> staff =
        by_itself ? m_sessions.look(request.token) : m_sessions.use(request.token);
    if (!staff) {
        return done(no_session());
    }
    switch (target.to) {
        case Target::To::GetEnvelope:
            return envelope(request, target.id, *staff, done);
        case Target::To::Act:
            return act(request, target.id, *staff, done);
        case Target::To::CallNext:
            return call_next(*staff, done);
        case Target::To::List:
            return list(request, *staff, done);
        case Target::To::Changes:
            return changes(request, *staff, done);
        case Target::To::LogOut:
            return log_out(request, done);
        case Target::To::PublishConfiguration:
            return publish_configuration(request, target.version, *staff, done);
        case Target::To::ReleaseConfiguration:
            return release_configuration(target.version, *staff, done);
        case Target::To::ListConfigurations:
            return list_configurations(*staff, done);
        case Target::To::GetConfiguration:
            return configuration_bundle(target.version, *staff, done);
        default:
            LOTSE_CHECK(false);
    }
}

void Api::with_store(StoreThread::Job job, const Done& done) {
    if (!m_store.run(std::move(job))) {
        done(busy());
    }
}

// --- Terminals -----------------------------------------------------------------------------------

void Api::put_intake(Request request, const IntakeId& id, Done done) {
    if (request.content_type != "application/octet-stream") {
        return done(
            problem(415, Kind::Refused, "Content-Type", "expected application/octet-stream"));
    }
    Result<SealedIntake> intake = vault::sealed_intake_from(std::move(request.body));
    if (!intake) {
        return done(problem(400,
                            intake.error().kind == Kind::Refused ? Kind::Refused : Kind::Corrupt,
                            "envelope", intake.error().detail));
    }
    if (intake->header.id != id) {
        return done(
            problem(400, Kind::Refused, "id", "the address names another intake than the header"));
    }
    const Instant now = m_options.monotonic();
    const std::string& centre = intake->header.centre;
    const std::string& terminal = intake->header.terminal;
    if (const std::optional<Bytes> key = m_gate.key(centre, terminal, now)) {
        return verify_and_store(std::move(intake).value(), *key, done);
    }
    with_store(
        [this, now, done, shared = std::make_shared<SealedIntake>(std::move(intake).value())](
            store::CentreStore& store) {
            const IntakeHeader& header = shared->header;
            const Result<std::optional<Bytes>> key =
                store.terminals.key(header.centre, header.terminal);
            if (!key) {
                m_log("event=put problem=\"" + to_string(key.error()) + '"');
                return done(store_problem(key.error()));
            }
            if (!*key) {
                m_log("event=put status=403 reason=unknown_terminal id=" + to_hex(header.id));
                return done(problem(403, Kind::Refused, "terminal",
                                    "is not enrolled at this centre, or was revoked"));
            }
            m_gate.learn(header.centre, header.terminal, **key, now);
            verify_and_store(std::move(*shared), **key, done);
        },
        done);
}

void Api::verify_and_store(SealedIntake intake, const Bytes& key, const Done& done) {
    const IntakeId id = intake.header.id;
    if (const Result<void> genuine = vault::verify(intake.envelope, key); !genuine) {
        m_log("event=put status=403 reason=signature id=" + to_hex(id));
        return done(problem(403, Kind::Refused, "signature", "is not of the enrolled terminal"));
    }
    if (const auto wait =
            m_gate.charge(intake.header.centre, intake.header.terminal, m_options.monotonic())) {
        m_log("event=put status=429 id=" + to_hex(id));
        return done(with_retry(
            problem(429, Kind::Transient, "terminal", "brings more intakes than its quota"),
            *wait));
    }
    const codec::Receipt receipt{id, intake.digest};
    const auto stored = [this, receipt, done](const Result<PutOutcome>& outcome) {
        if (!outcome) {
            const Reply reply = store_problem(outcome.error());
            m_log("event=put status=" + std::to_string(reply.status) + " id=" + to_hex(receipt.id) +
                  " problem=\"" + to_string(outcome.error()) + '"');
            return done(reply);
        }
        const bool created = *outcome == PutOutcome::Created;
        m_log(std::string("event=put status=") + (created ? "201" : "200") +
              " id=" + to_hex(receipt.id));
        done(json(created ? 201 : 200, codec::write_receipt(receipt)));
    };
    if (!m_store.put(std::move(intake), stored)) {
        done(busy());
    }
}

// --- Sessions ------------------------------------------------------------------------------------

struct Api::LogInAttempt {
    codec::LogIn log_in;
    std::string peer;

    /// An account is guarded per address: nobody delays the log-in of others from elsewhere.
    std::string guarded_name() const { return log_in.account + '\n' + peer; }
};

void Api::log_in(const Request& request, Done done) {
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    Result<codec::LogIn> log_in = codec::read_log_in(request.text());
    if (!log_in) {
        return done(problem(400, Kind::Corrupt, log_in.error().where, log_in.error().detail));
    }
    const Instant now = m_options.monotonic();
    const auto attempt =
        std::make_shared<LogInAttempt>(LogInAttempt{std::move(log_in).value(), request.peer});
    auto wait = m_peer_guard.attempt(attempt->peer, now);
    if (!wait) {
        wait = m_guard.attempt(attempt->guarded_name(), now);
        if (wait) {
            m_peer_guard.withdrawn(attempt->peer);
        }
    }
    if (wait) {
        m_log("event=log_in status=429");
        return done(
            with_retry(problem(429, Kind::Transient, "account", "too many failed log-ins"), *wait));
    }
    const auto not_made = [this, attempt] {
        m_guard.withdrawn(attempt->guarded_name());
        m_peer_guard.withdrawn(attempt->peer);
    };
    const bool queued = m_store.run([this, done, attempt, not_made](store::CentreStore& store) {
        Result<std::optional<StaffAccount>> known = store.accounts.find(attempt->log_in.account);
        if (!known) {
            not_made();
            return done(store_problem(known.error()));
        }
        const auto check = [this, done, attempt, account = std::move(known).value()] {
            check_password(*attempt, account, done);
        };
        if (!m_passwords.post(check)) {
            not_made();
            done(busy());
        }
    });
    if (!queued) {
        not_made();
        done(busy());
    }
}

void Api::check_password(LogInAttempt& attempt, const std::optional<StaffAccount>& account,
                         const Done& done) {
    // Without an account the same work is done, so that time does not tell which names exist.
    const bool right = vault::verify_password(attempt.log_in.password.view(),
                                              account ? account->password_hash : std::string());
    attempt.log_in.password = SecretText();
    if (!right || !account) {
        m_log("event=log_in status=401");
        done(problem(401, Kind::Refused, "log-in", "account or password is wrong"));
        if (account) {
            // After the answer, for the same reason. A full queue loses no action of staff, only
            // this note.
            m_store.run([this, name = account->name](store::CentreStore& store) {
                if (const auto kept = store.audit_log.append(
                        {name, AuditAction::LogInFailed, name, m_options.wall()});
                    !kept) {
                    m_log("event=audit problem=\"" + to_string(kept.error()) + '"');
                }
            });
        }
        return;
    }
    m_guard.succeeded(attempt.guarded_name());
    m_peer_guard.succeeded(attempt.peer);
    with_store(
        [this, done, staff = *account](store::CentreStore& store) {
            if (const auto kept = store.audit_log.append(
                    {staff.name, AuditAction::LogIn, staff.name, m_options.wall()});
                !kept) {
                m_log("event=audit problem=\"" + to_string(kept.error()) + '"');
                return done(store_problem(kept.error()));
            }
            codec::Session session;
            session.token = m_sessions.begin({staff.name, staff.centre, staff.admin});
            session.centre = staff.centre;
            session.account = staff.name;
            session.wrapped_key = staff.wrapped_key;
            session.idle = limits::kSessionIdle;
            session.absolute = limits::kSessionAbsolute;
            session.admin = staff.admin;
            m_log("event=log_in status=200");
            done(json(200, codec::write_session(session)));
        },
        done);
}

void Api::log_out(const Request& request, const Done& done) {
    m_sessions.end(request.token);
    m_log("event=log_out status=204");
    done(Reply{204, "", "", {}, std::nullopt});
}

// --- Desks ---------------------------------------------------------------------------------------

void Api::list(const Request& request, const Staff& staff, const Done& done) {
    std::string day = m_options.today();
    if (!request.query.empty()) {
        constexpr std::string_view kDay = "day=";
        if (!request.query.starts_with(kDay) || !is_day(request.query.substr(kDay.size()))) {
            return done(problem(400, Kind::Corrupt, "query", "expected day=YYYY-MM-DD"));
        }
        day = request.query.substr(kDay.size());
    }
    with_store(
        [this, staff, day, done](store::CentreStore& store) {
            codec::Listing listing;
            listing.centre = staff.centre;
            listing.day = day;
            listing.now = m_options.wall();
            const Result<std::int64_t> revision = store.intakes.revision(staff.centre);
            Result<std::vector<QueueEntry>> entries = store.intakes.list(staff.centre, day);
            if (!revision || !entries) {
                const Error& error = revision ? entries.error() : revision.error();
                m_log("event=list problem=\"" + to_string(error) + '"');
                return done(store_problem(error));
            }
            listing.revision = *revision;
            listing.entries = std::move(entries).value();
            done(json(200, codec::write_listing(listing)));
        },
        done);
}

void Api::changes(const Request& request, const Staff& staff, const Done& done) {
    with_store(
        [staff, done, token = request.token,
         last = request.last_event_id](store::CentreStore& store) {
            const Result<std::int64_t> revision = store.intakes.revision(staff.centre);
            if (!revision) {
                return done(store_problem(revision.error()));
            }
            Reply reply;
            reply.content_type = "text/event-stream";
            reply.stream =
                ChangeStream{staff.centre, token, *revision, last != std::to_string(*revision)};
            done(std::move(reply));
        },
        done);
}

Reply Api::acted(const Result<QueueEntry>& after, QueueAction action) {
    if (!after) {
        if (after.error().kind != Kind::Refused) {
            m_log("event=act problem=\"" + to_string(after.error()) + '"');
        }
        return store_problem(after.error());
    }
    m_log("event=act action=" + std::string(to_string(action)) + " id=" + to_hex(after->header.id));
    return json(200, codec::write_entry(*after));
}

void Api::act(const Request& request, const IntakeId& id, const Staff& staff, const Done& done) {
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<codec::ActionRequest> wish = codec::read_action(request.text());
    if (!wish) {
        return done(problem(400, Kind::Corrupt, wish.error().where, wish.error().detail));
    }
    with_store(
        [this, id, staff, done, wish = *wish](store::CentreStore& store) {
            const Result<std::optional<QueueEntry>> entry = store.intakes.find(staff.centre, id);
            if (!entry) {
                return done(store_problem(entry.error()));
            }
            if (!*entry) {
                return done(problem(404, Kind::Refused, "id", "is not in this centre's queue"));
            }
            Reply reply = acted(store.intakes.act(staff.centre, id, wish.action, staff.account,
                                                  wish.revision, m_options.wall()),
                                wish.action);
            const bool changed = reply.status == 200;
            done(std::move(reply));
            if (changed) {
                m_store.announce(store, staff.centre);
            }
        },
        done);
}

void Api::call_next(const Staff& staff, const Done& done) {
    with_store(
        [this, staff, done](store::CentreStore& store) {
            Result<std::optional<QueueEntry>> next =
                store.intakes.call_next(staff.centre, staff.account, m_options.wall());
            if (next && !*next) {
                return done(Reply{204, "", "", {}, std::nullopt});
            }
            Reply reply = acted(next ? Result<QueueEntry>(std::move(**next)) : next.error(),
                                QueueAction::Call);
            const bool changed = reply.status == 200;
            done(std::move(reply));
            if (changed) {
                m_store.announce(store, staff.centre);
            }
        },
        done);
}

void Api::envelope(const Request& request, const IntakeId& id, const Staff& staff,
                   const Done& done) {
    const bool for_name = request.query == kForName;
    if (!request.query.empty() && !for_name) {
        return done(problem(400, Kind::Corrupt, "query", "expected for=name"));
    }
    with_store(
        [this, id, for_name, staff, done](store::CentreStore& store) {
            const Result<std::optional<QueueEntry>> entry = store.intakes.find(staff.centre, id);
            if (!entry) {
                return done(store_problem(entry.error()));
            }
            if (!*entry) {
                return done(problem(404, Kind::Refused, "id", "is not in this centre's queue"));
            }
            const WallTime now = m_options.wall();
            const bool held = (*entry)->holder == staff.account && is_held(**entry, now);
            // Whoever looks for a client by name has called nobody yet. Closed entries are not
            // called again.
            const bool closed =
                (*entry)->state == QueueState::Done || (*entry)->state == QueueState::Withdrawn;
            if (for_name ? closed : !held) {
                return done(for_name
                                ? problem(409, Kind::Refused, "state", "is closed")
                                : problem(403, Kind::Refused, "lease", "call this client first"));
            }
            const AuditAction action = for_name ? AuditAction::ReadName : AuditAction::Read;
            Result<Bytes> bytes =
                store.intakes.read(staff.centre, id, {staff.account, action, to_hex(id), now});
            if (!bytes) {
                m_log("event=read problem=\"" + to_string(bytes.error()) + '"');
                return done(store_problem(bytes.error()));
            }
            m_log("event=" + std::string(to_string(action)) + " status=200 id=" + to_hex(id));
            Reply reply;
            reply.content_type = "application/octet-stream";
            reply.body.assign(bytes->begin(), bytes->end());
            done(std::move(reply));
        },
        done);
}

void Api::health(const Done& done) {
    with_store(
        [this, done](store::CentreStore& store) {
            codec::Health health;
            health.version = version();
            health.store_ok = store.intakes.revision("").ok();
            health.waiting_jobs = static_cast<std::int64_t>(m_store.waiting());
            done(json(health.store_ok ? 200 : 503, codec::write_health(health)));
        },
        done);
}

void Api::retain() {
    m_store.run([this](store::CentreStore& store) {
        const WallTime now = m_options.wall();
        const Result<std::map<std::string, std::chrono::days>> own =
            store.configurations.retentions();
        if (!own) {
            m_log("event=retain problem=\"" + to_string(own.error()) + '"');
            return;
        }
        std::map<std::string, WallTime> centres;
        for (const auto& [centre, days] : *own) {
            centres.emplace(centre, now - days);
        }
        const Result<int> erased =
            store.intakes.erase_closed_before(now - m_options.closed_kept, centres);
        if (!erased) {
            m_log("event=retain problem=\"" + to_string(erased.error()) + '"');
        } else if (*erased > 0) {
            m_log("event=retain erased=" + std::to_string(*erased));
        }
    });
}

}  // namespace lotse::service
