// SPDX-License-Identifier: EUPL-1.2
/// Any bytes are an envelope, a wrapped key or a key file, or a refusal. The first byte chooses. An
/// envelope that was changed is neither verified nor opened: to reach the code behind the checks,
/// some inputs are laid over a genuine one.
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "support/sample_intakes.h"
#include "vault/configuration_key.h"
#include "vault/envelope.h"
#include "vault/key_files.h"
#include "vault/password.h"

namespace {

using namespace lotse;

void check(bool good) {
    if (!good) {
        std::abort();
    }
}

struct Genuine {
    vault::PrivateKey key = vault::PrivateKey::generate();
    vault::SigningKey terminal = vault::SigningKey::generate();
    Bytes envelope;
    Bytes wrapped = vault::wrap(key, "correct horse battery", {1, 8}).value();

    Genuine() {
        envelope =
            vault::seal(support::sample_header(1), R"({"format":1})", {key.public_key()}, terminal)
                .value()
                .envelope;
    }
};

void read_envelope(const Bytes& bytes, const Genuine& genuine) {
    const auto header = vault::read_header(bytes);
    const auto intake = vault::sealed_intake_from(bytes);
    const auto recipients = vault::recipients_of(bytes);
    check(header.ok() == intake.ok());
    const bool same = bytes == genuine.envelope;
    check(vault::verify(bytes, genuine.terminal.public_key()).ok() == same);
    const auto payload = vault::open(bytes, genuine.key);
    // The signature is no part of what is opened: its 64 bytes may differ.
    check(payload.ok() || !same);
    check(!payload.ok() || (header.ok() && recipients.ok()));
}

/// A file in memory, as only its owner may read it.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view content) : m_file(memfd_create("key", 0)) {
        check(m_file >= 0 && fchmod(m_file, 0600) == 0);
        check(write(m_file, content.data(), content.size()) ==
              static_cast<ssize_t>(content.size()));
    }
    ~MemoryFile() { close(m_file); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string path() const { return "/proc/self/fd/" + std::to_string(m_file); }

private:
    int m_file;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Genuine genuine;
    if (size < 4) {
        return 0;
    }
    const std::size_t from = data[1] + 256u * data[2];
    const Bytes bytes(data + 3, data + size);
    const std::string_view text(reinterpret_cast<const char*>(data) + 3, size - 3);
    switch (data[0] % 6) {
        case 0:
            read_envelope(bytes, genuine);
            break;
        case 1: {  // laid over a genuine envelope
            Bytes laid = genuine.envelope;
            for (std::size_t i = 0; i < bytes.size() && from + i < laid.size(); ++i) {
                laid[from + i] = bytes[i];
            }
            read_envelope(laid, genuine);
            break;
        }
        case 2: {  // cut, with bytes behind
            Bytes cut(genuine.envelope.begin(),
                      genuine.envelope.begin() +
                          static_cast<std::ptrdiff_t>(from % genuine.envelope.size()));
            cut.insert(cut.end(), bytes.begin(), bytes.end());
            read_envelope(cut, genuine);
            break;
        }
        case 3: {
            Bytes laid = genuine.wrapped;
            for (std::size_t i = 0; i < bytes.size() && from + i < laid.size(); ++i) {
                laid[from + i] = bytes[i];
            }
            const auto key = vault::public_key_of(laid);
            // The cost of Argon2id stands in bytes that this would spend minutes on: only the form
            // is looked at.
            check(key.ok() || laid != genuine.wrapped);
            static_cast<void>(vault::public_key_of(bytes).ok());
            break;
        }
        case 4: {
            const MemoryFile file(text);
            const auto signing = vault::load_signing_key(file.path());
            const auto wrapped = vault::load_wrapped_key(file.path());
            check(!signing.ok() || !wrapped.ok());
            break;
        }
        default: {
            const auto key = vault::public_key_from_hex(text);
            check(!key || vault::to_hex(*key).size() == text.size());
            const auto any = vault::bytes_from_hex(text);
            check(!any || vault::to_hex(*any).size() == text.size());
            break;
        }
    }
    return 0;
}
