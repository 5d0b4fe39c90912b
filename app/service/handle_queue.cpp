// SPDX-License-Identifier: EUPL-1.2
#include "service/handle_queue.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/wire/wire.h"
#include "core/limits.h"
#include "service/replies.h"

namespace lotse::service {
namespace {

/// What an envelope is read for.
struct Purpose {
    std::string_view query;
    AuditAction action;
    StaffRight right;
    Work work;
    /// A person is there; names are read on, and calls are checked, also at another desk's client.
    bool of_a_person;
};
constexpr Purpose kPurposes[] = {
    {"", AuditAction::Read, StaffRight::Call, Work::Read, true},
    {"for=name", AuditAction::ReadName, StaffRight::Open, Work::ReadName, false},
    {"for=check", AuditAction::Check, StaffRight::Call, Work::Check, false},
};

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

/// A piece of the queue that is asked for.
struct PageWish {
    std::string day;  ///< empty: today
    std::int64_t after = 0;
    std::size_t most = limits::kQueuePage;
    std::optional<std::int64_t> since;  ///< only what changed after this revision
    std::string epoch;                  ///< of the database that this was a revision of
};

std::optional<std::int64_t> whole_number(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return failed == std::errc{} && end == digits.data() + digits.size() && number >= 0
               ? std::optional(number)
               : std::nullopt;
}

/// Nothing: it is malformed.
std::optional<PageWish> read_wish(std::string_view query) {
    PageWish wish;
    while (!query.empty()) {
        const std::string_view one = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(one.size() + 1, query.size()));
        const std::string_view value = one.substr(std::min(one.find('=') + 1, one.size()));
        const std::optional<std::int64_t> number = whole_number(value);
        if (one.starts_with("day=") && is_day(value)) {
            wish.day = value;
        } else if (one.starts_with("after=") && number) {
            wish.after = *number;
        } else if (one.starts_with("since=") && number) {
            wish.since = *number;
        } else if (one.starts_with("epoch=") && !value.empty()) {
            wish.epoch = value;
        } else if (one.starts_with("limit=") && number && *number > 0 &&
                   static_cast<std::size_t>(*number) <= limits::kQueuePage) {
            wish.most = static_cast<std::size_t>(*number);
        } else {
            return std::nullopt;
        }
    }
    return wish.since.has_value() == wish.epoch.empty() ? std::nullopt : std::optional(wish);
}

/// Of another database, or if it is too much, the list itself.
Result<void> read_page(store::CentreStore& store, const PageWish& wish, codec::Listing& listing) {
    if (wish.since && wish.epoch == listing.epoch) {
        Result<std::optional<QueuePage>> changes =
            store.intakes.changes(listing.centre, listing.day, *wish.since, wish.after, wish.most);
        if (!changes) {
            return changes.error();
        }
        if (*changes) {
            listing.since = wish.since;
            listing.page = std::move(**changes);
            return {};
        }
    }
    Result<QueuePage> page = store.intakes.list(listing.centre, listing.day, wish.after, wish.most);
    if (page) {
        listing.page = std::move(*page);
    }
    return page ? Result<void>() : page.error();
}

Reply not_here() {
    return problem(404, Kind::Refused, "id", "is not in this centre's queue", Cause::NotHere);
}

Reply no_right(StaffRight needed) {
    return problem(403, Kind::Refused, "account",
                   "needs the right to " + std::string(to_string(needed)));
}

Reply acted(const Context& context, const Result<QueueEntry>& after, QueueAction action) {
    if (!after) {
        if (after.error().kind != Kind::Refused) {
            context.log(WorkFailed{Work::Act, after.error()});
        }
        return store_problem(after.error());
    }
    context.log(IntakeActedOn{action, after->header.id});
    return json(200, codec::write_entry(*after));
}

}  // namespace

void list_queue(Context& context, Call call, Done done) {
    const Request& request = call.request;
    const Staff& staff = call.staff;
    const std::optional<PageWish> wish = read_wish(request.query);
    if (!wish) {
        return done(problem(400, Kind::Corrupt, "query",
                            "expected day=YYYY-MM-DD, after=N, since=N with epoch=E, and limit=1 "
                            "to " +
                                std::to_string(limits::kQueuePage)));
    }
    context.with_store(
        waiter_of(staff),
        [&context, staff, done, wish = *wish,
         day = wish->day.empty() ? context.options.today() : wish->day](store::CentreStore& store) {
            const auto long_one = std::make_shared<codec::Listing>();
            codec::Listing& listing = *long_one;
            listing.centre = staff.centre;
            listing.day = day;
            listing.now = context.options.wall();
            listing.epoch = epoch_text(store.intakes.position());
            const Result<std::int64_t> revision = store.intakes.revision(staff.centre);
            const Result<void> page = read_page(store, wish, listing);
            const Result<std::int64_t> keys = store.terminals.keys_serial(staff.centre);
            const Result<std::int64_t> people = store.accounts.people_serial(staff.centre);
            if (!revision || !page || !keys || !people) {
                const Error& error = !revision ? revision.error()
                                     : !page   ? page.error()
                                     : !keys   ? keys.error()
                                               : people.error();
                context.log(WorkFailed{Work::List, error});
                return done(store_problem(error));
            }
            listing.revision = *revision;
            listing.keys = *keys;
            listing.people = *people;
            listing.waits = context.waits.waits(context, store, staff.centre);
            Reply reply = json(200, "");
            reply.late_body = [long_one] { return codec::write_listing(*long_one); };
            done(std::move(reply));
        },
        done);
}

void follow_changes(Context& context, Call call, Done done) {
    const Request& request = call.request;
    const Staff& staff = call.staff;
    context.with_store(
        waiter_of(staff),
        [staff, done, token = request.token,
         last = request.last_event_id](store::CentreStore& store) {
            const Result<std::int64_t> revision = store.intakes.revision(staff.centre);
            if (!revision) {
                return done(store_problem(revision.error()));
            }
            Reply reply;
            reply.content_type = "text/event-stream";
            reply.stream = ChangeStream{staff.centre, staff.account, token, *revision,
                                        last != std::to_string(*revision)};
            done(std::move(reply));
        },
        done);
}

void act_on_intake(Context& context, Call call, Done done) {
    const Request& request = call.request;
    const IntakeId id = call.id;
    const Staff& staff = call.staff;
    if (!is_json(request)) {
        return done(problem(415, Kind::Refused, "Content-Type", "expected application/json"));
    }
    const Result<codec::ActionRequest> wish = codec::read_action(request.text());
    if (!wish) {
        return done(problem(400, Kind::Corrupt, wish.error().where, wish.error().detail));
    }
    context.with_store(
        waiter_of(staff),
        [&context, id, staff, done, wish = *wish](store::CentreStore& store) {
            const Result<std::optional<QueueEntry>> entry = store.intakes.find(staff.centre, id);
            if (!entry) {
                return done(store_problem(entry.error()));
            }
            if (!*entry) {
                return done(not_here());
            }
            const StaffRight needed = right_for(wish.action, **entry);
            if (!staff.rights.has(needed)) {
                return done(no_right(needed));
            }
            if (const Result<void> reason = check_reason(wish.action, wish.reason); !reason) {
                return done(json(400, codec::write_problem(reason.error())));
            }
            Reply reply =
                acted(context,
                      store.intakes.act(staff.centre, id, wish.action, staff.account, wish.revision,
                                        context.options.wall(), wish.reason, wish.room),
                      wish.action);
            const bool changed = reply.status == 200;
            done(std::move(reply));
            if (changed) {
                context.store.announce(store, staff.centre);
            }
        },
        done);
}

void call_next(Context& context, Call call, Done done) {
    const Staff& staff = call.staff;
    Result<codec::CallNext> wish = codec::read_call_next(call.request.text());
    if (!wish) {
        return done(problem(400, Kind::Corrupt, wish.error().where, wish.error().detail));
    }
    context.with_store(
        waiter_of(staff),
        [&context, staff, done, wish = std::move(*wish)](store::CentreStore& store) {
            Result<std::optional<QueueEntry>> next =
                store.intakes.call_next(staff.centre, staff.account, context.options.wall(),
                                        wish.known, wish.room, wish.languages);
            if (next && !*next) {
                return done(Reply{204, "", "", {}, std::nullopt});
            }
            Reply reply =
                acted(context, next ? Result<QueueEntry>(std::move(**next)) : next.error(),
                      QueueAction::Call);
            const bool changed = reply.status == 200;
            done(std::move(reply));
            if (changed) {
                context.store.announce(store, staff.centre);
            }
        },
        done);
}

void read_intake(Context& context, Call call, Done done) {
    const Request& request = call.request;
    const IntakeId id = call.id;
    const Staff& staff = call.staff;
    const auto* purpose =
        std::find_if(std::begin(kPurposes), std::end(kPurposes),
                     [&](const Purpose& one) { return one.query == request.query; });
    if (purpose == std::end(kPurposes)) {
        return done(problem(400, Kind::Corrupt, "query", "expected for=name or for=check"));
    }
    if (purpose->of_a_person) {
        // Names are read on while a search stands in its field, also when nobody is there any more;
        // a sheet is opened by a person.
        context.sessions.use(request.token);
    }
    if (!staff.rights.has(purpose->right)) {
        return done(no_right(purpose->right));
    }
    context.with_store(
        waiter_of(staff),
        [&context, id, purpose, staff, done](store::CentreStore& store) {
            const Result<std::optional<QueueEntry>> entry = store.intakes.find(staff.centre, id);
            if (!entry) {
                return done(store_problem(entry.error()));
            }
            if (!*entry) {
                return done(not_here());
            }
            const WallTime now = context.options.wall();
            // Whoever looks for a client by name may meet one that is at another desk.
            if (const Result<void> may =
                    may_read(**entry, purpose->of_a_person ? staff.account : (*entry)->holder, now);
                !may) {
                return done(json(may.error().cause == Cause::Held ? 403 : 409,
                                 codec::write_problem(may.error())));
            }
            Result<Bytes> bytes = store.intakes.read(
                staff.centre, id, {staff.account, purpose->action, to_hex(id), now});
            if (!bytes) {
                context.log(WorkFailed{Work::Read, bytes.error()});
                return done(store_problem(bytes.error()));
            }
            context.log(Answered{.work = purpose->work, .status = 200, .id = id});
            Reply reply;
            reply.content_type = "application/octet-stream";
            reply.body.assign(bytes->begin(), bytes->end());
            done(std::move(reply));
        },
        done);
}

}  // namespace lotse::service
