// SPDX-License-Identifier: EUPL-1.2
#include "service/readiness.h"

#include "core/limits.h"

namespace lotse::service {
namespace {

Fault fault_of(const Error& write) {
    switch (write.kind) {
        case Kind::Unusable:
            return Fault::ReadOnly;
        case Kind::Corrupt:
            return Fault::Key;
        case Kind::Transient:
        case Kind::Refused:
            break;
    }
    return Fault::Disk;
}

}  // namespace

std::string_view to_string(Fault fault) {
    switch (fault) {
        case Fault::Disk:
            return "disk";
        case Fault::ReadOnly:
            return "read_only";
        case Fault::Key:
            return "key";
        case Fault::Clock:
            return "clock";
        case Fault::Certificate:
            return "certificate";
        case Fault::Backup:
            return "backup";
        case Fault::Damage:
            return "damage";
        case Fault::Mark:
            return "mark";
    }
    LOTSE_CHECK(false);
}

Readiness judge(const Condition& condition, WallTime now) {
    Readiness readiness;
    if (condition.write) {
        readiness.faults.push_back(fault_of(*condition.write));
    } else if (!condition.takes_intakes) {
        readiness.faults.push_back(Fault::Disk);
    }
    readiness.ability = readiness.faults.empty() ? Ability::Ok : Ability::Failing;
    const auto add = [&](bool wrong, Fault fault) {
        if (wrong) {
            readiness.faults.push_back(fault);
            if (readiness.ability == Ability::Ok) {
                readiness.ability = Ability::Degraded;
            }
        }
    };
    add(condition.clock == ClockTrust::Doubtful, Fault::Clock);
    add(condition.certificate_until &&
            *condition.certificate_until < now + limits::kRenewCertificateBefore,
        Fault::Certificate);
    add(!condition.backed_up || *condition.backed_up < now - limits::kBackupDue, Fault::Backup);
    add(condition.damaged > 0, Fault::Damage);
    add(!condition.marked, Fault::Mark);
    return readiness;
}

std::string to_json(const Readiness& readiness) {
    constexpr std::string_view kStates[] = {"ok", "degraded", "failing"};
    std::string text = "{\"state\":\"";
    text += kStates[static_cast<std::size_t>(readiness.ability)];
    text += "\",\"faults\":[";
    for (std::size_t i = 0; i < readiness.faults.size(); ++i) {
        text += i == 0 ? "\"" : ",\"";
        text += to_string(readiness.faults[i]);
        text += '"';
    }
    return text + "]}";
}

}  // namespace lotse::service
