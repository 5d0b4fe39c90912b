// SPDX-License-Identifier: EUPL-1.2
/// Why staff closed, erased or took over what others may look for: a closed list of words, which
/// stands in the audit log beside the intake's id.
///
/// No free text: it could hold what a client said, and the log is kept for long and read by people
/// who see no cases. Pure. A word that was once written never changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/intake/queue.h"

namespace lotse {

enum class ActionReason : std::uint8_t {
    None,          ///< of an action that asks for none
    Counselled,    ///< the counselling is done
    PassedOn,      ///< another office goes on with it
    Gone,          ///< the client left, or never came back
    Mistaken,      ///< given twice, or by mistake
    NoConsent,     ///< the client takes the consent back
    Test,          ///< nobody's answers
    HolderAway,    ///< the colleague who holds it is not there
    HolderAgrees,  ///< it was agreed with that colleague
    Granted,       ///< what a request asks for was done
    NotOpen,       ///< nothing open has the number of a request: what is closed goes by its term
    NotFitting     ///< the date of birth of a request is not that of the intake
};

std::string_view to_string(ActionReason reason);  ///< empty: None
std::optional<ActionReason> action_reason_from(std::string_view word);

/// That the action can have; empty: it asks for none.
const std::vector<ActionReason>& reasons_for(QueueAction action);
/// Those of them that make sense for the entry, in the order in which they are offered.
std::vector<ActionReason> offered_reasons(QueueAction action, const QueueEntry& entry);
/// What the audit log says of the intake: its id, and the reason if there is one.
std::string audited_object(const IntakeId& id, ActionReason reason);
/// Refused unless it is one of those, or None where there are none.
Result<void> check_reason(QueueAction action, ActionReason reason);

}  // namespace lotse
