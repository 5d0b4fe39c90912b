// SPDX-License-Identifier: EUPL-1.2
#include "vault/envelope.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/limits.h"
#include "vault/sodium.h"

namespace lotse::vault {
namespace {

constexpr char kMagic[] = {'L', 'T', 'S', 'E'};
constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kSuite = 1;
constexpr std::array<std::size_t, 4> kPaddedSizes = {1024, 4096, 16384, 65536};
constexpr std::size_t kLengthField = 4;
constexpr std::size_t kContentKey = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSignature = crypto_sign_BYTES;
constexpr std::size_t kSealedKey = kContentKey + crypto_box_SEALBYTES;
static_assert(kPaddedSizes.back() - kLengthField == limits::kLargestPayloadBytes);

Error corrupt(const char* detail) {
    return Error{Kind::Corrupt, "envelope", detail};
}

struct Slot {
    KeyId key{};
    const std::uint8_t* sealed = nullptr;
};

/// Where the parts of an envelope lie. Points into the parsed bytes.
struct Parts {
    IntakeHeader header;
    std::vector<Slot> slots;
    std::size_t header_size = 0;
    const std::uint8_t* nonce = nullptr;
    const std::uint8_t* ciphertext = nullptr;
    std::size_t ciphertext_size = 0;
    const std::uint8_t* signature = nullptr;
    std::size_t signed_size = 0;
};

/// Reads forward within bounds; `ok` stays false after the first read past the end.
class Reader {
public:
    Reader(const std::uint8_t* data, std::size_t size) : m_data(data), m_size(size) {}

    const std::uint8_t* take(std::size_t size) {
        if (!m_ok || size > m_size - m_at) {
            m_ok = false;
            return nullptr;
        }
        const std::uint8_t* at = m_data + m_at;
        m_at += size;
        return at;
    }
    std::uint8_t byte() {
        const std::uint8_t* at = take(1);
        return at == nullptr ? std::uint8_t{0} : *at;
    }
    template <std::size_t N>
    void copy(std::array<std::uint8_t, N>& out) {
        if (const std::uint8_t* at = take(N)) {
            std::copy_n(at, N, out.begin());
        }
    }
    std::string text() {
        const std::size_t size = byte();
        const std::uint8_t* at = take(size);
        return at == nullptr ? std::string() : std::string(at, at + size);
    }
    bool ok() const { return m_ok; }
    std::size_t at() const { return m_at; }
    std::size_t left() const { return m_size - m_at; }

private:
    const std::uint8_t* m_data;
    std::size_t m_size;
    std::size_t m_at = 0;
    bool m_ok = true;
};

Result<Parts> parse(const Bytes& envelope) {
    if (envelope.size() > limits::kLargestEnvelopeBytes) {
        return corrupt("larger than any envelope");
    }
    Reader reader(envelope.data(), envelope.size());
    const std::uint8_t* magic = reader.take(sizeof kMagic);
    if (magic == nullptr || std::memcmp(magic, kMagic, sizeof kMagic) != 0) {
        return corrupt("these bytes are not an envelope");
    }
    const int version = reader.byte();
    const int suite = reader.byte();
    if (version != kVersion || suite != kSuite) {
        return Error{Kind::Refused, "envelope",
                     "version " + std::to_string(version) + " with suite " + std::to_string(suite) +
                         " is not known here; expected version 1, suite 1"};
    }
    const std::size_t recipients = reader.byte();
    const std::size_t padding = reader.byte();
    if (recipients == 0 || recipients > limits::kMostRecipients || padding >= kPaddedSizes.size()) {
        return corrupt("number of recipients or payload class out of range");
    }
    Parts parts;
    reader.copy(parts.header.id.bytes);
    reader.copy(parts.header.questionnaire_hash);
    for (std::string* field :
         {&parts.header.centre, &parts.header.terminal, &parts.header.number, &parts.header.day,
          &parts.header.language, &parts.header.questionnaire}) {
        *field = reader.text();
    }
    for (std::size_t i = 0; i < recipients; ++i) {
        Slot slot;
        reader.copy(slot.key);
        slot.sealed = reader.take(kSealedKey);
        parts.slots.push_back(slot);
    }
    parts.header_size = reader.at();
    parts.nonce = reader.take(kNonce);
    parts.ciphertext_size = kPaddedSizes[padding] + kTag;
    parts.ciphertext = reader.take(parts.ciphertext_size);
    parts.signed_size = reader.at();
    parts.signature = reader.take(kSignature);
    if (!reader.ok() || reader.left() != 0) {
        return corrupt("its length does not fit its header");
    }
    if (const Result<void> header = check_header(parts.header); !header) {
        return Error{Kind::Corrupt, header.error().where, header.error().detail};
    }
    return parts;
}

void append(Bytes& out, const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    out.insert(out.end(), bytes, bytes + size);
}

}  // namespace

IntakeId new_intake_id() {
    ensure_sodium();
    IntakeId id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    return id;
}

Result<SealedIntake> seal(const IntakeHeader& header, std::string_view payload,
                          const std::vector<PublicKey>& recipients, const SigningKey& terminal) {
    if (const Result<void> form = check_header(header); !form) {
        return form.error();
    }
    if (payload.size() > limits::kLargestPayloadBytes) {
        return Error{Kind::Refused, "intake",
                     std::to_string(payload.size()) + " bytes of answers, at most " +
                         std::to_string(limits::kLargestPayloadBytes) + " fit an envelope"};
    }
    if (recipients.empty() || recipients.size() > limits::kMostRecipients) {
        return Error{Kind::Refused, "intake",
                     "sealed to " + std::to_string(recipients.size()) + " keys, expected 1 to " +
                         std::to_string(limits::kMostRecipients)};
    }
    std::size_t padding = 0;
    while (kPaddedSizes[padding] - kLengthField < payload.size()) {
        ++padding;
    }
    const std::size_t plain_size = kPaddedSizes[padding];

    Bytes out;
    out.reserve(limits::kLargestEnvelopeBytes - kPaddedSizes.back() + plain_size);
    append(out, kMagic, sizeof kMagic);
    out.push_back(kVersion);
    out.push_back(kSuite);
    out.push_back(static_cast<std::uint8_t>(recipients.size()));
    out.push_back(static_cast<std::uint8_t>(padding));
    append(out, header.id.bytes.data(), header.id.bytes.size());
    append(out, header.questionnaire_hash.data(), header.questionnaire_hash.size());
    for (const std::string* field : {&header.centre, &header.terminal, &header.number, &header.day,
                                     &header.language, &header.questionnaire}) {
        out.push_back(static_cast<std::uint8_t>(field->size()));
        append(out, field->data(), field->size());
    }

    SecretBytes key(kContentKey);
    randombytes_buf(key.data(), key.size());
    for (const PublicKey& recipient : recipients) {
        const KeyId id = key_id(recipient);
        append(out, id.data(), id.size());
        const std::size_t at = out.size();
        out.resize(at + kSealedKey);
        if (crypto_box_seal(out.data() + at, key.data(), key.size(), recipient.bytes.data()) != 0) {
            return Error{Kind::Unusable, "recipient " + fingerprint(recipient),
                         "is not a usable X25519 public key: enrol the terminal again"};
        }
    }
    const std::size_t header_size = out.size();

    out.resize(header_size + kNonce + plain_size + kTag);
    std::uint8_t* nonce = out.data() + header_size;
    std::uint8_t* body = nonce + kNonce;
    randombytes_buf(nonce, kNonce);
    // The plaintext is laid out in place and encrypted in place: no copy of the answers stays
    // behind.
    for (std::size_t i = 0; i < kLengthField; ++i) {
        body[i] = static_cast<std::uint8_t>(payload.size() >> (8 * i));
    }
    std::copy(payload.begin(), payload.end(), body + kLengthField);
    crypto_aead_xchacha20poly1305_ietf_encrypt(body, nullptr, body, plain_size, out.data(),
                                               header_size, nullptr, nonce, key.data());

    const std::array<std::uint8_t, 64> signature = terminal.sign(out.data(), out.size());
    append(out, signature.data(), signature.size());

    SealedIntake sealed;
    sealed.header = header;
    sealed.digest = digest_of(out);
    sealed.envelope = std::move(out);
    return sealed;
}

Result<IntakeHeader> read_header(const Bytes& envelope) {
    Result<Parts> parts = parse(envelope);
    if (!parts) {
        return parts.error();
    }
    return std::move(parts->header);
}

Result<SealedIntake> sealed_intake_from(Bytes envelope) {
    Result<IntakeHeader> header = read_header(envelope);
    if (!header) {
        return header.error();
    }
    SealedIntake sealed;
    sealed.header = std::move(*header);
    sealed.digest = digest_of(envelope);
    sealed.envelope = std::move(envelope);
    return sealed;
}

Result<std::vector<KeyId>> recipients_of(const Bytes& envelope) {
    const Result<Parts> parts = parse(envelope);
    if (!parts) {
        return parts.error();
    }
    std::vector<KeyId> keys;
    for (const Slot& slot : parts->slots) {
        keys.push_back(slot.key);
    }
    return keys;
}

Result<void> verify(const Bytes& envelope, const Bytes& terminal_public_key) {
    ensure_sodium();
    if (terminal_public_key.size() != crypto_sign_PUBLICKEYBYTES) {
        return Error{Kind::Unusable, "terminal key", "expected 32 bytes of Ed25519 public key"};
    }
    const Result<Parts> parts = parse(envelope);
    if (!parts) {
        return parts.error();
    }
    if (crypto_sign_verify_detached(parts->signature, envelope.data(), parts->signed_size,
                                    terminal_public_key.data()) != 0) {
        return Error{Kind::Refused, "envelope " + to_hex(parts->header.id),
                     "the signature is not that of the enrolled terminal"};
    }
    return {};
}

Result<std::string> open(const Bytes& envelope, const PrivateKey& key) {
    const Result<Parts> parts = parse(envelope);
    if (!parts) {
        return parts.error();
    }
    const KeyId own = key_id(key.public_key());
    const auto slot = std::find_if(parts->slots.begin(), parts->slots.end(),
                                   [&](const Slot& candidate) { return candidate.key == own; });
    const std::string where = "envelope " + to_hex(parts->header.id);
    if (slot == parts->slots.end()) {
        return Error{Kind::Refused, where,
                     "it is not sealed to the key " + fingerprint(key.public_key())};
    }
    SecretBytes content_key(kContentKey);
    if (crypto_box_seal_open(content_key.data(), slot->sealed, kSealedKey,
                             key.public_key().bytes.data(), key.secret().data()) != 0) {
        return Error{Kind::Corrupt, where, "its content key does not open: it was altered"};
    }
    std::string plain(parts->ciphertext_size - kTag, '\0');
    auto* bytes = reinterpret_cast<std::uint8_t*>(plain.data());
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            bytes, nullptr, nullptr, parts->ciphertext, parts->ciphertext_size, envelope.data(),
            parts->header_size, parts->nonce, content_key.data()) != 0) {
        return Error{Kind::Corrupt, where, "header or content were altered"};
    }
    std::size_t size = 0;
    for (std::size_t i = 0; i < kLengthField; ++i) {
        size |= std::size_t{bytes[i]} << (8 * i);
    }
    if (size > plain.size() - kLengthField) {
        wipe(plain);
        return Error{Kind::Corrupt, where, "the sealed length does not fit"};
    }
    plain.erase(0, kLengthField);
    plain.resize(size);
    return plain;
}

Digest digest_of(const Bytes& envelope) {
    ensure_sodium();
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), envelope.data(), envelope.size(), nullptr, 0);
    return digest;
}

Digest hash(std::string_view text) {
    ensure_sodium();
    Digest digest;
    crypto_generichash(digest.data(), digest.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                       0);
    return digest;
}

}  // namespace lotse::vault
