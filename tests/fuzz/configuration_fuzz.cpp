// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are a bundle or a refusal; what is accepted as a configuration is written and read
/// again unchanged, and the service, which looks at less of it, agrees.
#include <cstdlib>

#include "codec/forms/configuration_json.h"
#include "codec/wire/bundle.h"

namespace {

void check(bool good) {
    if (!good) {
        std::abort();
    }
}

void read(std::string_view json) {
    using namespace lotse;
    const auto facts = codec::read_configuration_facts(json);
    const auto configuration = codec::read_configuration(json);
    if (!configuration) {
        check(configuration.error().kind == Kind::Corrupt);
        return;
    }
    const auto again = codec::read_configuration(codec::write_configuration(*configuration));
    check(again.ok() && *again == *configuration);
    if (configuration->version > 0) {
        check(facts.ok() && facts->version == configuration->version &&
              facts->retention == configuration->retention);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto bundle = codec::split_bundle(text);
    if (bundle) {
        check(codec::join_bundle(*bundle) == text);
        read(bundle->json);
    } else {
        read(text);
    }
    return 0;
}
