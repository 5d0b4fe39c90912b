// SPDX-License-Identifier: EUPL-1.2
#include "service/terminal_word.h"

#include <optional>
#include <utility>

#include "codec/wire/configuration_wire.h"
#include "service/replies.h"

namespace lotse::service {
namespace {

/// Nothing: it is heard.
std::optional<Reply> refusal(Context& context, const TerminalWord& word, const Bytes& key) {
    if (const Result<void> genuine = word.verify(key); !genuine) {
        context.log(Answered{.work = word.work, .status = 403, .reason = Reason::Signature});
        return problem(403, Kind::Refused, "signature", "is not of the enrolled terminal",
                       Cause::Signature);
    }
    if (const auto wait =
            context.gate.charge(word.centre, word.terminal, context.options.monotonic())) {
        context.log(Answered{.work = word.work, .status = 429});
        return with_retry(
            problem(429, Kind::Transient, "terminal", "asks more often than its quota"), *wait);
    }
    const WallTime now = context.options.wall();
    if (word.at > now + limits::kOldestReport || word.at < now - limits::kOldestReport) {
        context.log(Answered{.work = word.work, .status = 409, .reason = Reason::Time});
        return json(409, codec::write_wrong_time(now));
    }
    return std::nullopt;
}

}  // namespace

void hear_terminal(Context& context, Waiter waiter, TerminalWord word,
                   std::function<void(store::CentreStore& store)> heard, const Done& done) {
    const Instant now = context.options.monotonic();
    context.with_store(
        std::move(waiter),
        [&context, now, done, word = std::move(word),
         heard = std::move(heard)](store::CentreStore& store) {
            std::optional<Bytes> key = context.gate.key(word.centre, word.terminal, now);
            if (!key) {
                const Result<std::optional<Bytes>> known =
                    store.terminals.key(word.centre, word.terminal);
                if (!known) {
                    context.log(WorkFailed{word.work, known.error()});
                    return done(store_problem(known.error()));
                }
                if (!*known) {
                    context.log(Answered{
                        .work = word.work, .status = 403, .reason = Reason::UnknownTerminal});
                    return done(problem(403, Kind::Refused, "terminal",
                                        "is not enrolled at this centre, or was revoked",
                                        Cause::UnknownTerminal));
                }
                context.gate.learn(word.centre, word.terminal, **known, now);
                key = **known;
            }
            if (std::optional<Reply> refused = refusal(context, word, *key)) {
                return done(std::move(*refused));
            }
            heard(store);
        },
        done);
}

}  // namespace lotse::service
