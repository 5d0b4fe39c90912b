// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are settings in TOML or a refusal that names the file; what we write ourselves is read
/// again unchanged. The same bytes as a terminal's file: its text, and what was locked in it.
#include <cstdlib>

#include "codec/settings/kiosk_config.h"
#include "codec/settings/queue_config.h"
#include "codec/settings/setup_files.h"
#include "codec/settings/terminal_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto kiosk = codec::read_kiosk_config(text, "fuzz.toml");
    const auto queue = codec::read_queue_config(text, "fuzz.toml");
    const auto enrolment = codec::read_enrolment(text, "fuzz.toml");
    const auto answers = codec::read_setup_answers(text, "fuzz.toml");
    const auto centre = codec::read_centre_facts(text, "fuzz.toml");
    for (const Error* error :
         {kiosk ? nullptr : &kiosk.error(), queue ? nullptr : &queue.error(),
          enrolment ? nullptr : &enrolment.error(), answers ? nullptr : &answers.error(),
          centre ? nullptr : &centre.error()}) {
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
    if (centre) {
        const auto again =
            codec::read_centre_facts(codec::write_centre_facts(*centre), "fuzz.toml");
        if (!again || !(*again == *centre)) {
            std::abort();
        }
    }
    if (const auto locked = codec::read_terminal_text(text)) {
        const auto again = codec::read_terminal_text(codec::write_terminal_text(*locked));
        if (!again || *again != *locked) {
            std::abort();
        }
    }
    if (const auto terminal = codec::unpack_terminal(text);
        terminal && codec::pack_terminal(*terminal) != text) {
        std::abort();
    }
    return 0;
}
