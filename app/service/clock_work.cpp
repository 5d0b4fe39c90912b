// SPDX-License-Identifier: EUPL-1.2
#include "service/clock_work.h"

namespace lotse::service {
namespace {

/// A second is what reading a clock costs in whole seconds: no correction.
constexpr std::chrono::seconds kNoCorrection{1};

}  // namespace

Result<void> hear_outside_word(Context& context, store::CentreStore& store, WallTime word) {
    const std::chrono::seconds moved = context.clock.hear(word);
    if (moved > kNoCorrection || moved < -kNoCorrection) {
        context.log(ClockCorrected{moved});
        if (Result<void> shifted = store.intakes.shift_leases(moved); !shifted) {
            return shifted;
        }
    }
    return store.intakes.keep_clock(context.clock.text());
}

Result<void> look_after_clock(Context& context, store::CentreStore& store) {
    if (const auto word =
            context.options.synchronised ? context.options.synchronised() : std::nullopt) {
        return hear_outside_word(context, store, *word);
    }
    const BelievedTime believed = context.clock.now();
    if (believed.trust == ClockTrust::Doubtful) {
        context.log(ClockDoubtful{believed.wall_ahead});
    }
    return store.intakes.keep_clock(context.clock.text());
}

ServiceTime service_time(const Context& context) {
    const BelievedTime believed = context.clock.now();
    return {believed.time, believed.trust, context.options.certificate_until};
}

}  // namespace lotse::service
