// SPDX-License-Identifier: EUPL-1.2
/// Decides the form of the JSON messages with which people log in, are invited, and make an account
/// their own.
///
/// As in wire.h: every reader is total, and unknown members are ignored. Proofs (vault/log_in.h)
/// are Base64 of 32 bytes and are wiped from what was read; no message has room for a password.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/intake/intake.h"
#include "core/secret_text.h"
#include "core/staff.h"

namespace lotse::codec {

/// Who wants to log in: asks for the terms.
std::string write_log_in_start(const std::string& account);
Result<std::string> read_log_in_start(std::string_view json);

std::string write_log_in_terms(const LogInTerms& terms);
Result<LogInTerms> read_log_in_terms(std::string_view json);

/// The header field by which a desk names the device that it is.
inline constexpr std::string_view kDeviceField = "Lotse-Device";

struct LogIn {
    std::string account;
    SecretText proof;
};
std::string write_log_in(const LogIn& log_in);
Result<LogIn> read_log_in(std::string_view json);

/// A session that began. `wrapped` opens with the same password, at the desk.
struct Session {
    std::string token;
    std::string centre;
    std::string account;
    Rights rights;
    /// The password was a code: nothing can be done before one's own is chosen (Acceptance).
    bool invited = false;
    Bytes wrapped;
    std::chrono::seconds idle{0};      ///< the session ends after this long without an action
    std::chrono::seconds absolute{0};  ///< … and in any case after this long
    /// Of this desk, to be named at the next log-in (vault/service_key.h); empty: it has one.
    std::string device;
};
std::string write_session(const Session& session);
Result<Session> read_session(std::string_view json);

/// Whoever has an account that may read what clients wrote, as the service tells.
struct ListedReader {
    std::string account;
    Bytes box, sign;  ///< the account's keys
    Bytes vouched;    ///< by whom the register of people names (vault/person_keys.h); or empty
    std::vector<std::string> versions;  ///< of the centre's key that were granted
    bool operator==(const ListedReader&) const = default;
};

/// What the centre keeps for this person.
struct CentreReply {
    std::string centre;
    std::vector<Grant> grants;
    /// The registers of keys and of people as they were signed (vault/signed_document.h); empty:
    /// there is none.
    std::string keys, people;
    /// For whoever reads, or lets people in; nobody who has only a code.
    std::vector<ListedReader> readers = {};
    /// For the same: versions of the centre's key that no register names yet, as they were signed,
    /// and after how many months there is to be another one; 0: not by itself.
    std::vector<std::string> proposals = {};
    int key_months = 0;
    /// Versions of the register of keys that nothing is sealed to any more, as far as the service
    /// knows: whoever signs registers can erase them.
    std::vector<std::string> spent = {};
};
std::string write_centre(const CentreReply& centre);
Result<CentreReply> read_centre(std::string_view json);

/// What another password changes; the terms keep their salt.
struct NewPassword {
    SecretText proof;  ///< of the password of now
    SecretText new_proof;
    KdfCost cost;
    Bytes wrapped;
};
std::string write_new_password(const NewPassword& change);
Result<NewPassword> read_new_password(std::string_view json);

/// A person's own keys, and what was granted to that person so far.
struct PersonMaterial {
    Bytes box, sign;
    std::vector<Grant> grants;
};

/// Versions of the centre's key for somebody who reads and does not have them yet.
struct AccessGiven {
    std::string account;
    Bytes box;  ///< whose they are sealed to: nothing is kept if that changed
    std::vector<Grant> grants;
};
std::string write_access(const AccessGiven& access);
Result<AccessGiven> read_access(std::string_view json);

/// An invited person's first password, and keys that nobody else ever had.
struct Acceptance {
    NewPassword password;
    PersonMaterial person;
    Bytes vouched = {};  ///< for them, by the keys of the invitation; empty: of an older desk
};
std::string write_acceptance(const Acceptance& acceptance);
Result<Acceptance> read_acceptance(std::string_view json);

/// A whole account under a code. Its rights are those of the register.
struct Invitation {
    std::string account;
    SecretText proof;  ///< of the code
    KdfCost cost;
    Bytes wrapped;
    PersonMaterial person;
};
std::string write_invitation(const Invitation& invitation);
Result<Invitation> read_invitation(std::string_view json);

}  // namespace lotse::codec
