// SPDX-License-Identifier: EUPL-1.2
/// Whether the centre's audit log only grew since this desk looked last
/// (core/intake/audit_chain.h), found from what the service tells everybody and without reading a
/// row.
///
/// The first look of a day goes on from the oldest head that is kept, so that what was changed in
/// the days between is found, too; later ones from the newest. Once a day whoever is there signs
/// how far it has come. The first look of all believes what it is told.
///
/// One thread at a time. The trust outlives this.
#pragma once

#include <string>

#include "core/desk/desk.h"
#include "core/intake/audit_chain.h"
#include "kiosk/desk/centre_trust.h"
#include "sync/desk_client.h"
#include "vault/keys.h"

namespace lotse::kiosk {

class AuditWatch {
public:
    explicit AuditWatch(CentreTrust& trust) : m_trust(trust) {}

    enum class Found : unsigned char {
        Grown,
        Broken,   ///< it was changed, cut or exchanged; `seq` behind which row
        Unknown,  ///< nobody answered: to be asked again
    };
    struct Look {
        Found found = Found::Unknown;
        std::int64_t seq = 0;
    };
    /// `signer`: the key of the person who is there; null: nothing is signed now.
    Look look(sync::DeskClient& client, const desk::Staff& staff, const vault::SigningKey* signer);
    /// What is there from now on counts.
    void begin_anew();

private:
    Look follow(sync::DeskClient& client, std::vector<KeptHead>& kept, const std::string& day);
    void sign(sync::DeskClient& client, const desk::Staff& staff, const vault::SigningKey& signer,
              const AuditHead& head, const std::string& day);

    CentreTrust& m_trust;
    std::string m_followed_on, m_signed_on;  ///< days
};

}  // namespace lotse::kiosk
