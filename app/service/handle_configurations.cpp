// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_configurations.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"
#include "codec/wire/configuration_wire.h"
#include "service/replies.h"
#include "vault/configuration_key.h"

namespace lotse::service {
namespace {

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

void publish_configuration(Context& context, Call call, Done done) {
    const Request& request = call.request;
    const std::int64_t version = call.version;
    const Staff& staff = call.staff;
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
    context.with_store(
        waiter_of(staff),
        [&context, staff, done, published, retention = facts->retention,
         bytes = std::string(request.text())](store::CentreStore& store) mutable {
            published.published = context.options.wall();
            if (!published.preview.empty()) {
                const auto known = store.terminals.key(staff.centre, published.preview);
                if (!known) {
                    return done(store_problem(known.error()));
                }
                if (!*known) {
                    return done(problem(409, Kind::Refused, "preview",
                                        "is not an enrolled terminal", Cause::NoSuchPreview));
                }
            }
            const Result<std::vector<PublishedConfiguration>> all =
                store.configurations.published(staff.centre);
            if (!all) {
                return done(store_problem(all.error()));
            }
            if (published.version != (all->empty() ? 0 : all->back().version) + 1) {
                return done(problem(409, Kind::Refused, "version",
                                    "is not the next one; somebody else published",
                                    Cause::VersionTaken));
            }
            if (const auto kept = store.configurations.publish(
                    staff.centre, published, bytes, retention,
                    {staff.account, AuditAction::ConfigurationPublished, object_of(published),
                     published.published});
                !kept) {
                context.log(WorkFailed{Work::Publish, kept.error()});
                return done(store_problem(kept.error()));
            }
            context.log(
                Answered{.work = Work::Publish, .status = 201, .version = published.version});
            done(Reply{201, "", "", {}, std::nullopt});
            context.store.announce(store, staff.centre);
        },
        done);
}

void release_configuration(Context& context, Call call, Done done) {
    const std::int64_t version = call.version;
    const Staff& staff = call.staff;
    context.with_store(
        waiter_of(staff),
        [&context, version, staff, done](store::CentreStore& store) {
            const Result<std::vector<PublishedConfiguration>> all =
                store.configurations.published(staff.centre);
            if (!all) {
                return done(store_problem(all.error()));
            }
            const auto known = std::find_if(
                all->begin(), all->end(),
                [version](const PublishedConfiguration& one) { return one.version == version; });
            if (known == all->end()) {
                return done(problem(404, Kind::Refused, "version",
                                    "was never published in this centre", Cause::NotHere));
            }
            const std::string object = "configuration " + std::to_string(version);
            if (const auto kept =
                    store.configurations.release(staff.centre, version,
                                                 {staff.account, AuditAction::ConfigurationReleased,
                                                  object, context.options.wall()});
                !kept) {
                context.log(WorkFailed{Work::Release, kept.error()});
                return done(store_problem(kept.error()));
            }
            context.log(Answered{.work = Work::Release, .status = 204, .version = version});
            done(Reply{204, "", "", {}, std::nullopt});
            context.store.announce(store, staff.centre);
        },
        done);
}

void list_configurations(Context& context, Call call, Done done) {
    const Staff& staff = call.staff;
    context.with_store(
        waiter_of(staff),
        [&context, staff, done](store::CentreStore& store) {
            codec::ConfigurationList list;
            list.now = context.options.wall();
            list.retention = std::chrono::floor<std::chrono::days>(context.options.closed_kept);
            Result<std::vector<PublishedConfiguration>> published =
                store.configurations.published(staff.centre);
            Result<std::vector<TerminalReport>> reports =
                store.configurations.reports(staff.centre);
            if (!published || !reports) {
                const Error& error = published ? reports.error() : published.error();
                context.log(WorkFailed{Work::Configurations, error});
                return done(store_problem(error));
            }
            list.published = std::move(published).value();
            list.reports = std::move(reports).value();
            done(json(200, codec::write_configurations(list)));
        },
        done);
}

void fetch_configuration(Context& context, Call call, Done done) {
    const std::int64_t version = call.version;
    const Staff& staff = call.staff;
    context.with_store(
        waiter_of(staff),
        [version, staff, done](store::CentreStore& store) {
            Result<std::string> bundle = store.configurations.bundle(staff.centre, version);
            if (!bundle) {
                return done(bundle.error().kind == Kind::Refused
                                ? problem(404, Kind::Refused, "version",
                                          "is not kept in this centre", Cause::NotHere)
                                : store_problem(bundle.error()));
            }
            done(octets(std::move(bundle).value()));
        },
        done);
}

}  // namespace lotse::service
