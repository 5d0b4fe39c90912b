// SPDX-License-Identifier: EUPL-1.2
#include "kiosk/desk/audit_watch.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "base/clock.h"
#include "codec/wire/audit_wire.h"
#include "core/civil_time.h"
#include "vault/envelope.h"
#include "vault/signed_document.h"

namespace lotse::kiosk {

AuditWatch::Look AuditWatch::look(sync::DeskClient& client, const desk::Staff& staff,
                                  const vault::SigningKey* signer) {
    const std::string day = to_iso(german_time(wall_now()).date);
    std::vector<KeptHead> kept = m_trust.audit_heads();
    Look found{Found::Grown, 0};
    if (kept.empty()) {
        const Result<AuditHeads> now = client.audit_heads(std::nullopt);
        if (!now) {
            spdlog::warn("audit log: {}", to_string(now.error()));
            return {};
        }
        keep_head(kept, now->to, day);
    } else {
        found = follow(client, kept, day);
    }
    if (found.found != Found::Grown) {
        return found;
    }
    m_followed_on = day;
    m_trust.keep_audit_heads(kept);
    if (signer != nullptr && m_signed_on != day) {
        sign(client, staff, *signer, kept.back().head, day);
    }
    return found;
}

AuditWatch::Look AuditWatch::follow(sync::DeskClient& client, std::vector<KeptHead>& kept,
                                    const std::string& day) {
    auto expected = m_followed_on == day ? kept.end() - 1 : kept.begin();
    AuditHead head = expected->head;
    bool whole = true;
    const auto passed = [&](const AuditHead& now) {
        for (; expected != kept.end() && expected->head.seq == now.seq; ++expected) {
            whole = whole && expected->head == now;
        }
    };
    passed(head);
    for (int pages = 0; pages < limits::kMostAuditPages; ++pages) {
        const std::int64_t from = head.seq;
        const Result<AuditHeads> told = client.audit_heads(from);
        if (!told) {
            spdlog::warn("audit log: {}", to_string(told.error()));
            // A service that told of heads once and does not any more hides something.
            const bool hidden = told.error().kind != Kind::Transient && client.signed_in();
            return {hidden ? Found::Broken : Found::Unknown, from};
        }
        if (!follow_chain(head, *told, &vault::hash, passed) || !whole) {
            return {Found::Broken, from};
        }
        if (head.seq == told->last) {
            if (expected != kept.end()) {
                return {Found::Broken, head.seq};
            }
            keep_head(kept, head, day);
            return {Found::Grown, head.seq};
        }
        if (head.seq == from) {
            break;
        }
    }
    return {Found::Broken, head.seq};
}

void AuditWatch::sign(sync::DeskClient& client, const desk::Staff& staff,
                      const vault::SigningKey& signer, const AuditHead& head,
                      const std::string& day) {
    const PeopleRegister* people = m_trust.people();
    const SignedHead said{staff.centre,
                          staff.account,
                          head,
                          m_trust.keys() == nullptr ? 0 : m_trust.keys()->serial,
                          people == nullptr ? 0 : people->serial,
                          wall_now()};
    const Result<void> taken = client.sign_audit_head(
        vault::sign_document(vault::kAuditHeadDocument, codec::write_signed_head(said), signer));
    if (!taken) {
        spdlog::warn("audit log: the signed head was not taken: {}", to_string(taken.error()));
        return;
    }
    m_signed_on = day;
}

void AuditWatch::begin_anew() {
    m_trust.keep_audit_heads({});
}

}  // namespace lotse::kiosk
