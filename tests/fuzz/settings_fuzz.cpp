// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are settings in TOML or a refusal that names the file; an enrolment is written and read again unchanged.
#include <cstdlib>

#include "codec/kiosk_config.h"
#include "codec/queue_config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto kiosk = codec::read_kiosk_config(text, "fuzz.toml");
    const auto queue = codec::read_queue_config(text, "fuzz.toml");
    const auto enrolment = codec::read_enrolment(text, "fuzz.toml");
    for (const Error* error : {kiosk ? nullptr : &kiosk.error(), queue ? nullptr : &queue.error(),
                               enrolment ? nullptr : &enrolment.error()}) {
        if (error != nullptr && error->where.find("fuzz.toml") == std::string::npos) {
            std::abort();
        }
    }
    if (enrolment) {
        const auto again = codec::read_enrolment(codec::write_enrolment(*enrolment), "fuzz.toml");
        if (!again || !(*again == *enrolment)) {
            std::abort();
        }
    }
    return 0;
}
