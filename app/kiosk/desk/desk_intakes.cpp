// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/desk_intakes.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "codec/wire/intake_json.h"
#include "core/limits.h"
#include "kiosk/desk/desk_problems.h"
#include "text/names/name_key.h"
#include "vault/envelope.h"
#include "vault/genuine.h"

namespace lotse::kiosk {
namespace {

/// An answer about an entry is about that entry: header and digest never change, and were verified
/// before.
bool is_same_intake(const QueueEntry& seen, const QueueEntry& told) {
    return seen.header == told.header && seen.digest == told.digest;
}

/// The name with the words that it is found by.
desk::NameText name_text(const TextAnswer& name) {
    desk::NameText out{name.text, name.language, {}};
    const std::string_view words = name.text.view();
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        if (end > at) {
            out.parts.push_back({at, end - at, text::name_key(words.substr(at, end - at))});
        }
        at = end + 1;
    }
    return out;
}

}  // namespace

void DeskIntakes::raise(Alarm alarm, const std::string& object) {
    m_desk.watch->raise(m_desk.client, alarm, object);
}

std::optional<Alarm> DeskIntakes::doubt_about(const QueueEntry& entry, const Bytes& envelope) {
    std::optional<Alarm> alarm = m_desk.trust->doubt_about(entry, envelope);
    if (alarm == Alarm::Foreign && m_desk.watch->take_newer_register(m_desk.client)) {
        alarm = m_desk.trust->doubt_about(entry, envelope);  // a terminal that was let in meanwhile
    }
    if (alarm) {
        raise(*alarm, to_hex(entry.header.id));
    }
    return alarm;
}

desk::Event DeskIntakes::altered(const QueueEntry& entry) {
    raise(Alarm::Header, to_hex(entry.header.id));
    m_desk.want_list();
    return desk::ActionRefused{problem_of(Alarm::Header), entry.header.number};
}

std::optional<desk::Event> DeskIntakes::not_callable(const QueueEntry& entry) {
    const std::string& number = entry.header.number;
    if (m_desk.trust->was_genuine(entry)) {
        return std::nullopt;
    }
    const Result<Bytes> envelope = m_desk.client.envelope_to_check(entry.header.id);
    if (!envelope) {
        if (envelope.error().kind == Kind::Refused) {
            m_desk.want_list();
        }
        return refused(envelope.error(), number);
    }
    const std::optional<Alarm> alarm = doubt_about(entry, *envelope);
    return !alarm || is_for_a_person(*alarm)
               ? std::nullopt
               : std::optional<desk::Event>(desk::ActionRefused{problem_of(*alarm), number});
}

desk::Event DeskIntakes::call_next(const std::vector<IntakeId>& known) {
    const Result<std::optional<QueueEntry>> called = m_desk.client.call_next(known);
    if (!called) {
        return refused(called.error());
    }
    if (!called->has_value()) {
        return desk::ActionRefused{"desk.problem.nobody_waits"};
    }
    if (std::optional<desk::Event> wrong = not_callable(**called)) {
        // Put aside, so that the next one called is another.
        const QueueEntry& entry = **called;
        if (const auto* told = std::get_if<desk::ActionRefused>(&*wrong);
            told != nullptr && !desk::is_of_the_line(told->problem_id)) {
            if (const Result<QueueEntry> aside =
                    m_desk.client.act(entry.header.id, QueueAction::Miss, entry.revision);
                !aside) {
                spdlog::warn("queue service: {}", to_string(aside.error()));
            }
            m_desk.want_list();
        }
        return std::move(*wrong);
    }
    return desk::ActionDone{**called};
}

desk::Event DeskIntakes::act(const desk::Act& effect) {
    const QueueEntry& seen = effect.entry;
    if (effect.action == QueueAction::Call || effect.action == QueueAction::Open) {
        if (std::optional<desk::Event> wrong = not_callable(seen)) {
            return std::move(*wrong);
        }
    }
    const Result<QueueEntry> entry =
        m_desk.client.act(seen.header.id, effect.action, seen.revision, effect.reason);
    if (entry && !is_same_intake(seen, *entry)) {
        return altered(seen);
    }
    if (entry) {
        return desk::ActionDone{*entry};
    }
    return m_desk.client.signed_in() && entry.error().kind == Kind::Refused
               ? settled(effect, entry.error())
               : refused(entry.error(), seen.header.number);
}

desk::Event DeskIntakes::settled(const desk::Act& effect, const Error& error) {
    const QueueEntry& seen = effect.entry;
    m_desk.want_list();
    const Result<codec::Listing> listing = m_desk.client.list();
    if (!listing) {
        return refused(error, seen.header.number);
    }
    const auto found =
        std::find_if(listing->page.entries.begin(), listing->page.entries.end(),
                     [&](const QueueEntry& one) { return one.header.id == seen.header.id; });
    if (found == listing->page.entries.end()) {
        return refused(error, seen.header.number);
    }
    if (!is_same_intake(seen, *found)) {
        return altered(seen);
    }
    const std::string account = m_desk.person.staff().account;
    switch (settle(seen, effect.action, account, *found, listing->now)) {
        case Settled::Done:
            return desk::ActionDone{*found};
        case Settled::Again:
            if (const Result<QueueEntry> again = m_desk.client.act(
                    seen.header.id, effect.action, found->revision, effect.reason)) {
                if (!is_same_intake(seen, *again)) {
                    return altered(seen);
                }
                return desk::ActionDone{*again};
            }
            break;
        case Settled::Refused:
            break;
    }
    Error known = error;
    if (found->holder != account && is_held(*found, listing->now)) {
        known.cause = Cause::Held;
        known.account = found->holder;
    } else if (is_closed(*found)) {
        known.cause = Cause::Closed;
    }
    return refused(known, seen.header.number);
}

desk::Event DeskIntakes::renew(const desk::RenewLease& effect) {
    const Result<QueueEntry> entry =
        m_desk.client.act(effect.id, QueueAction::Renew, effect.revision);
    if (entry && entry->header.id == effect.id) {
        return desk::LeaseRenewed{*entry};
    }
    if (entry) {
        raise(Alarm::Header, to_hex(effect.id));
        return desk::LeaseNotRenewed{};
    }
    spdlog::warn("lease of intake {}: {}", to_hex(effect.id), to_string(entry.error()));
    if (!m_desk.client.signed_in()) {
        return desk::SessionEnded{};
    }
    if (entry.error().kind == Kind::Refused) {
        m_desk.want_list();
    }
    return desk::LeaseNotRenewed{};
}

void DeskIntakes::release(const desk::ReleaseLeases& effect) {
    for (const IntakeId& id : effect.ids) {
        if (!m_desk.client.signed_in()) {
            return;
        }
        if (const Result<QueueEntry> entry = m_desk.client.act(id, QueueAction::Release, 0);
            !entry) {
            spdlog::warn("lease of intake {}: {}", to_hex(id), to_string(entry.error()));
            if (entry.error().kind == Kind::Transient) {
                return;  // there is no line; they end by themselves
            }
        }
    }
}

desk::Event DeskIntakes::open_case(const desk::OpenCase& effect) {
    const QueueEntry& entry = effect.entry;
    const IntakeId id = entry.header.id;
    if (!m_desk.person.keys()) {
        return desk::ActionRefused{"desk.problem.offline"};  // locked meanwhile: nobody is told
    }
    const bool at_hand = effect.again && m_at_hand && m_at_hand->id == id &&
                         m_at_hand->digest == entry.digest &&
                         entry.holder == m_desk.person.staff().account;
    Result<Bytes> envelope = at_hand ? m_at_hand->envelope : m_desk.client.envelope(id);
    if (!envelope) {
        if (envelope.error().kind == Kind::Refused) {
            m_desk.want_list();
        }
        return refused(envelope.error(), entry.header.number);
    }
    if (const std::optional<Alarm> alarm = doubt_about(entry, *envelope)) {
        if (!is_for_a_person(*alarm)) {
            return desk::ActionRefused{problem_of(*alarm), entry.header.number};
        }
        if (!effect.told) {
            return desk::CaseDoubted{entry, *alarm};
        }
    }
    if (m_desk.trust->is_erased(*envelope)) {
        return desk::ActionRefused{"desk.problem.erased", entry.header.number};
    }
    Result<IntakeContent> content = unsealed(*envelope);
    if (!content) {
        spdlog::error("intake {}: {}", to_hex(id), to_string(content.error()));
        return desk::ActionRefused{content.error().kind == Kind::Refused ? "desk.problem.other_key"
                                                                         : "desk.problem.damaged"};
    }
    m_at_hand = {id, entry.digest, std::move(*envelope)};
    return desk::CaseDecrypted{entry, std::move(*content)};
}

Result<IntakeContent> DeskIntakes::unsealed(const Bytes& envelope) const {
    const std::shared_ptr<const vault::Keyring> keys = m_desk.person.keys();
    if (!keys || !keys->opens()) {
        return Error{Kind::Refused, "envelope", "the centre's key was not granted to this account"};
    }
    Result<std::string> payload = keys->open(envelope);
    if (!payload) {
        return payload.error();
    }
    Result<IntakeContent> content = codec::read_intake(*payload);
    wipe_string(*payload);
    if (!content && content.error().kind == Kind::Refused) {
        return Error{Kind::Corrupt, content.error().where,
                     content.error().detail};  // our key did open it
    }
    return content;
}

desk::Event DeskIntakes::read_names(const desk::ReadNames& effect) {
    desk::NameKeysKnown known;
    for (const QueueEntry& entry : effect.entries) {
        if (!m_desk.person.keys()) {
            return known;  // locked meanwhile
        }
        const IntakeId& id = entry.header.id;
        const Result<Bytes> envelope = m_desk.client.envelope_for_name(id);
        if (!m_desk.client.signed_in()) {
            return desk::SessionEnded{};
        }
        if (m_desk.line.gave_way()) {
            break;  // the rest is wished for again
        }
        if (!envelope && envelope.error().kind != Kind::Refused) {
            spdlog::warn("names: {}", to_string(envelope.error()));
            known.interrupted = true;
            break;
        }
        SecretText& key =
            known.keys[id];  // empty: closed meanwhile, or damaged; not asked for again
        if (!envelope) {
            continue;
        }
        if (doubt_about(entry, *envelope) || m_desk.trust->is_erased(*envelope)) {
            continue;
        }
        const Result<IntakeContent> content = unsealed(*envelope);
        if (!content) {
            spdlog::error("intake {}: {}", to_hex(id), to_string(content.error()));
            continue;
        }
        key = text::name_key_of(desk::names_in(*content, effect.questions));
        desk::Client& client = known.clients[id];
        for (const TextAnswer* name : desk::name_answers(*content, effect.questions)) {
            client.names.push_back(name_text(*name));
        }
        client.born = desk::birth_date(*content, effect.questions);
    }
    return known;
}

desk::Event DeskIntakes::refused(const Error& error, const std::string& number) {
    spdlog::warn("queue service: {}", to_string(error));
    if (!m_desk.client.signed_in()) {
        return desk::SessionEnded{};
    }
    return desk::ActionRefused{problem_of(error), number, error.account};
}

}  // namespace lotse::kiosk
