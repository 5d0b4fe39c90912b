// SPDX-License-Identifier: EUPL-1.2
// The routes of configurations: published by an admin's desk, fetched by terminals that tell what
// they run.
#include <algorithm>
#include <utility>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "service/api.h"
#include "service/replies.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

Reply octets(std::string bytes) {
    Reply reply;
    reply.content_type = "application/octet-stream";
    reply.body = std::move(bytes);
    return reply;
}

Reply not_admin() {
    return problem(403, Kind::Refused, "account", "has no admin right");
}

/// "preview=NAME", nothing, or anything else: malformed. Whether the terminal is enrolled is asked
/// later.
bool preview_of(std::string_view query, std::string& terminal) {
    constexpr std::string_view kPreview = "preview=";
    if (query.empty()) {
        return true;
    }
    if (!query.starts_with(kPreview)) {
        return false;
    }
    terminal = query.substr(kPreview.size());
    return !terminal.empty() && terminal.size() <= limits::kLongestNameBytes;
}

std::string object_of(const PublishedConfiguration& published) {
    return "configuration " + std::to_string(published.version) +
           (published.preview.empty() ? "" : " preview " + published.preview);
}

}  // namespace

void Api::publish_configuration(const Request& request, std::int64_t version, const Staff& staff,
                                const Done& done) {
    if (!staff.admin) {
        return done(not_admin());
    }
    if (request.content_type != "application/octet-stream") {
        return done(
            problem(415, Kind::Refused, "Content-Type", "expected application/octet-stream"));
    }
    PublishedConfiguration published;
    if (!preview_of(request.query, published.preview)) {
        return done(problem(400, Kind::Corrupt, "query", "expected preview=TERMINAL or nothing"));
    }
    const Result<codec::Bundle> bundle = codec::split_bundle(request.text());
    if (!bundle) {
        return done(problem(400, Kind::Corrupt, bundle.error().where, bundle.error().detail));
    }
    // A careless desk is told at once; whether it is the centre's key only terminals can know.
    const Bytes key(bundle->public_key.begin(), bundle->public_key.end());
    if (const auto genuine = vault::verify_configuration(bundle->json, bundle->signature, key);
        !genuine) {
        return done(problem(400, Kind::Refused, "signature", "does not fit the bundle"));
    }
    const Result<codec::ConfigurationFacts> facts = codec::read_configuration_facts(bundle->json);
    if (!facts) {
        return done(problem(400, Kind::Corrupt, facts.error().where, facts.error().detail));
    }
    if (facts->version != version || facts->centre != staff.centre) {
        return done(problem(400, Kind::Refused, "configuration",
                            "is of another version than the address names, or of another centre"));
    }
    published.version = version;
    published.account = staff.account;
    published.note = facts->note;
    with_store(
        [this, staff, done, published, retention = facts->retention,
         bytes = std::string(request.text())](store::CentreStore& store) mutable {
            published.published = m_options.wall();
            if (!published.preview.empty()) {
                const auto known = store.terminals.key(staff.centre, published.preview);
                if (!known) {
                    return done(store_problem(known.error()));
                }
                if (!*known) {
                    return done(
                        problem(409, Kind::Refused, "preview", "is not an enrolled terminal"));
                }
            }
            const Result<std::vector<PublishedConfiguration>> all =
                store.configurations.published(staff.centre);
            if (!all) {
                return done(store_problem(all.error()));
            }
            if (published.version != (all->empty() ? 0 : all->back().version) + 1) {
                return done(problem(409, Kind::Refused, "version",
                                    "is not the next one; somebody else published"));
            }
            if (const auto kept = store.configurations.publish(
                    staff.centre, published, bytes, retention,
                    {staff.account, AuditAction::ConfigurationPublished, object_of(published),
                     published.published});
                !kept) {
                m_log("event=publish problem=\"" + to_string(kept.error()) + '"');
                return done(store_problem(kept.error()));
            }
            m_log("event=publish status=201 version=" + std::to_string(published.version));
            done(Reply{201, "", "", {}, std::nullopt});
            m_store.announce(store, staff.centre);
        },
        done);
}

void Api::release_configuration(std::int64_t version, const Staff& staff, const Done& done) {
    if (!staff.admin) {
        return done(not_admin());
    }
    with_store(
        [this, version, staff, done](store::CentreStore& store) {
            const Result<std::vector<PublishedConfiguration>> all =
                store.configurations.published(staff.centre);
            if (!all) {
                return done(store_problem(all.error()));
            }
            const auto known = std::find_if(
                all->begin(), all->end(),
                [version](const PublishedConfiguration& one) { return one.version == version; });
            if (known == all->end()) {
                return done(
                    problem(404, Kind::Refused, "version", "was never published in this centre"));
            }
            const std::string object = "configuration " + std::to_string(version);
            if (const auto kept = store.configurations.release(
                    staff.centre, version,
                    {staff.account, AuditAction::ConfigurationReleased, object, m_options.wall()});
                !kept) {
                m_log("event=release problem=\"" + to_string(kept.error()) + '"');
                return done(store_problem(kept.error()));
            }
            m_log("event=release status=204 version=" + std::to_string(version));
            done(Reply{204, "", "", {}, std::nullopt});
            m_store.announce(store, staff.centre);
        },
        done);
}

void Api::list_configurations(const Staff& staff, const Done& done) {
    with_store(
        [this, staff, done](store::CentreStore& store) {
            codec::ConfigurationList list;
            list.now = m_options.wall();
            list.retention = std::chrono::floor<std::chrono::days>(m_options.closed_kept);
            Result<std::vector<PublishedConfiguration>> published =
                store.configurations.published(staff.centre);
            Result<std::vector<TerminalReport>> reports =
                store.configurations.reports(staff.centre);
            if (!published || !reports) {
                const Error& error = published ? reports.error() : published.error();
                m_log("event=configurations problem=\"" + to_string(error) + '"');
                return done(store_problem(error));
            }
            list.published = std::move(published).value();
            list.reports = std::move(reports).value();
            done(json(200, codec::write_configurations(list)));
        },
        done);
}

void Api::configuration_bundle(std::int64_t version, const Staff& staff, const Done& done) {
    with_store(
        [version, staff, done](store::CentreStore& store) {
            Result<std::string> bundle = store.configurations.bundle(staff.centre, version);
            if (!bundle) {
                return done(
                    bundle.error().kind == Kind::Refused
                        ? problem(404, Kind::Refused, "version", "is not kept in this centre")
                        : store_problem(bundle.error()));
            }
            done(octets(std::move(bundle).value()));
        },
        done);
}

void Api::terminal_report(const Request& request, const Done& done) {
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
    const Instant now = m_options.monotonic();
    with_store(
        [this, now, done, report = *report, message = *message](store::CentreStore& store) {
            const std::string& terminal = message.report.terminal;
            std::optional<Bytes> key = m_gate.key(message.centre, terminal, now);
            if (!key) {
                const Result<std::optional<Bytes>> known =
                    store.terminals.key(message.centre, terminal);
                if (!known) {
                    m_log("event=report problem=\"" + to_string(known.error()) + '"');
                    return done(store_problem(known.error()));
                }
                if (!*known) {
                    m_log("event=report status=403 reason=unknown_terminal");
                    return done(problem(403, Kind::Refused, "terminal",
                                        "is not enrolled at this centre, or was revoked"));
                }
                m_gate.learn(message.centre, terminal, **known, now);
                key = **known;
            }
            take_report(message, report, *key, store, done);
        },
        done);
}

void Api::take_report(const codec::ReportMessage& message, const codec::SignedReport& report,
                      const Bytes& key, store::CentreStore& store, const Done& done) {
    if (const Result<void> genuine = vault::verify_report(report.text, report.signature, key);
        !genuine) {
        m_log("event=report status=403 reason=signature");
        return done(problem(403, Kind::Refused, "signature", "is not of the enrolled terminal"));
    }
    if (const auto wait =
            m_gate.charge(message.centre, message.report.terminal, m_options.monotonic())) {
        m_log("event=report status=429");
        return done(with_retry(
            problem(429, Kind::Transient, "terminal", "asks more often than its quota"), *wait));
    }
    const WallTime now = m_options.wall();
    if (message.report.at > now + limits::kOldestReport ||
        message.report.at < now - limits::kOldestReport) {
        // A wrong clock must not keep a terminal from its configuration: it is told the time and
        // asks again.
        m_log("event=report status=409 reason=time");
        return done(json(409, codec::write_wrong_time(now)));
    }
    TerminalReport heard = message.report;
    heard.at = now;
    const Result<std::int64_t> before = store.intakes.revision(message.centre);
    const Result<void> kept = store.configurations.save_report(message.centre, heard);
    const Result<std::vector<PublishedConfiguration>> published =
        store.configurations.published(message.centre);
    if (!before || !kept || !published) {
        const Error& error = !before ? before.error() : !kept ? kept.error() : published.error();
        m_log("event=report problem=\"" + to_string(error) + '"');
        return done(store_problem(error));
    }
    if (const Result<std::int64_t> after = store.intakes.revision(message.centre);
        after && *after != *before) {
        m_store.announce(store, message.centre);
    }
    const std::optional<std::int64_t> next = next_version(*published, heard);
    if (!next) {
        return done(Reply{204, "", "", {}, std::nullopt});
    }
    Result<std::string> bundle = store.configurations.bundle(message.centre, *next);
    if (!bundle) {
        m_log("event=report problem=\"" + to_string(bundle.error()) + '"');
        return done(store_problem(bundle.error()));
    }
    m_log("event=report status=200 version=" + std::to_string(*next));
    done(octets(std::move(bundle).value()));
}

}  // namespace lotse::service
