// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a message between terminal, service and desk, or a refusal; what is accepted is
/// written and read again unchanged. The first byte chooses the kind of message.
#include <cstdlib>

#include "codec/wire/configuration_wire.h"
#include "codec/wire/help_wire.h"
#include "codec/wire/intake_json.h"
#include "codec/wire/keys_wire.h"
#include "codec/wire/people_wire.h"
#include "codec/wire/staff_wire.h"
#include "codec/wire/wire.h"

namespace {

using namespace lotse;
using namespace lotse::codec;

void check(bool good) {
    if (!good) {
        std::abort();
    }
}

/// Written, read and written again: the two written forms are the same.
template <class Read, class Write>
void round_trip(std::string_view json, Read read, Write write) {
    const auto value = read(json);
    if (!value) {
        return;
    }
    const std::string written = write(*value);
    const auto again = read(written);
    check(static_cast<bool>(again) && write(*again) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 28) {
        case 0:
            round_trip(text, codec::read_receipt, codec::write_receipt);
            break;
        case 1:
            round_trip(text, codec::read_problem, codec::write_problem);
            break;
        case 2:
            round_trip(text, codec::read_entry, codec::write_entry);
            break;
        case 3:
            round_trip(text, codec::read_listing, codec::write_listing);
            break;
        case 4:
            round_trip(text, codec::read_action, codec::write_action);
            break;
        case 5:
            round_trip(text, codec::read_log_in, codec::write_log_in);
            break;
        case 6:
            round_trip(text, codec::read_session, codec::write_session);
            break;
        case 7:
            round_trip(text, codec::read_change, codec::write_change);
            break;
        case 8:
            round_trip(text, codec::read_health, codec::write_health);
            break;
        case 9:
            round_trip(text, codec::read_report, codec::write_report);
            break;
        case 10:
            round_trip(text, codec::read_signed_report, codec::write_signed_report);
            break;
        case 11:
            round_trip(text, codec::read_wrong_time, codec::write_wrong_time);
            break;
        case 12:
            round_trip(text, codec::read_configurations, codec::write_configurations);
            break;
        case 13:
            round_trip(text, codec::read_intake, codec::write_intake);
            break;
        case 14: {
            const auto bytes = codec::from_base64(text);
            check(!bytes || codec::to_base64(*bytes) == text);
            break;
        }
        case 16:
            round_trip(text, codec::read_log_in_start, codec::write_log_in_start);
            break;
        case 17:
            round_trip(text, codec::read_log_in_terms, codec::write_log_in_terms);
            break;
        case 18:
            round_trip(text, codec::read_centre, codec::write_centre);
            break;
        case 19:
            round_trip(text, codec::read_new_password, codec::write_new_password);
            break;
        case 20:
            round_trip(text, codec::read_acceptance, codec::write_acceptance);
            break;
        case 21:
            round_trip(text, codec::read_keys, codec::write_keys);
            break;
        case 22:
            round_trip(text, codec::read_alarm, codec::write_alarm);
            break;
        case 23:
            round_trip(text, codec::read_people, codec::write_people);
            break;
        case 24:
            round_trip(text, codec::read_accounts, codec::write_accounts);
            break;
        case 25:
            round_trip(text, codec::read_invitation, codec::write_invitation);
            break;
        case 26:
            round_trip(text, codec::read_help_call, codec::write_help_call);
            break;
        case 27:
            round_trip(text, codec::read_help_answer, codec::write_help_answer);
            break;
        default: {
            Digest digest{};
            if (from_hex(text, digest)) {
                check(to_hex(digest).size() == text.size());
            }
            break;
        }
    }
    return 0;
}
