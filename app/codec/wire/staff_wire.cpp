// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/staff_wire.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/wire.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

constexpr const char* kArgon2id = "argon2id13";
constexpr std::size_t kSecretBytes = 32;
/// Base64 of a wrapped seed has 104 letters, of a grant 108.
constexpr std::size_t kLongestKeyText = 200;
constexpr std::int64_t kLongestSession = 1'000'000;

/// Read, and gone from what was parsed. Whether it is Base64 of 32 bytes is known before anything
/// compares it.
SecretText take_proof(Json& json, Message& reader, const char* member) {
    std::string text = reader.text(member, kLongestKeyText);
    SecretText proof(text);
    if (Result<Bytes> bytes = from_base64(text); reader.ok()) {
        if (!bytes || bytes->size() != kSecretBytes) {
            reader.fail(member, "expected Base64 of 32 bytes");
        }
        if (bytes) {
            wipe_bytes(bytes->data(), bytes->size());
        }
    }
    wipe_string(text);
    if (json.is_object() && json.contains(member) && json[member].is_string()) {
        wipe_string(json[member].get_ref<std::string&>());
    }
    return proof;
}

Bytes bytes_of(Message& reader, const char* member) {
    Result<Bytes> bytes = from_base64(reader.text(member, kLongestKeyText));
    if (!bytes) {
        reader.fail(member, bytes.error().detail);
        return {};
    }
    return std::move(*bytes);
}

Bytes public_key_of(Message& reader, const char* member) {
    Bytes key = bytes_of(reader, member);
    if (key.size() != kSecretBytes) {
        reader.fail(member, "expected 32 bytes");
    }
    return key;
}

Json cost_json(const KdfCost& cost) {
    return Json{{"alg", kArgon2id}, {"passes", cost.passes}, {"memory_kib", cost.memory_kib}};
}

KdfCost cost_of(const Json& json, Message& reader) {
    if (!json.is_object() || !json.contains("kdf")) {
        reader.fail("kdf", "is missing");
        return {};
    }
    constexpr std::int64_t kMost = std::numeric_limits<std::uint32_t>::max();
    Message inner(json["kdf"], "kdf");
    KdfCost cost;
    const std::string algorithm = inner.text("alg");
    cost.passes = static_cast<std::uint32_t>(inner.integer("passes", 1, kMost));
    cost.memory_kib = static_cast<std::uint32_t>(inner.integer("memory_kib", 1, kMost));
    if (!inner.ok()) {
        reader.fail("kdf", inner.error().detail);
    } else if (algorithm != kArgon2id) {
        reader.fail("kdf", std::string("expected ") + kArgon2id);
    }
    return cost;
}

Json grants_json(const std::vector<Grant>& grants) {
    Json list = Json::array();
    for (const Grant& grant : grants) {
        list.push_back(
            {{"kind", grant.kind}, {"name", grant.name}, {"sealed", to_base64(grant.sealed)}});
    }
    return list;
}

std::vector<Grant> grants_of(Message& reader) {
    std::vector<Grant> grants;
    for (const Json& item : reader.list("grants")) {
        Message inner(item, "grant");
        Grant grant{inner.text("kind"), inner.text("name"), bytes_of(inner, "sealed")};
        if (!inner.ok()) {
            reader.fail("grants", inner.error().detail);
            break;
        }
        grants.push_back(std::move(grant));
    }
    return grants;
}

std::vector<std::string> texts_of(Message& reader, const char* member) {
    std::vector<std::string> texts;
    for (const Json& item : reader.list(member)) {
        if (!item.is_string()) {
            reader.fail(member, "expected texts");
            break;
        }
        texts.push_back(item.get<std::string>());
    }
    return texts;
}

ListedReader reader_of(const Json& item, Message& all) {
    Message inner(item, "reader");
    ListedReader reader;
    reader.account = inner.text("account", limits::kLongestAccountBytes);
    reader.box = public_key_of(inner, "box");
    reader.sign = public_key_of(inner, "sign");
    reader.vouched = bytes_of(inner, "vouched");
    reader.versions = texts_of(inner, "versions");
    if (!inner.ok()) {
        all.fail("readers", inner.error().detail);
    }
    return reader;
}

Json rights_json(Rights rights) {
    Json list = Json::array();
    std::string words = words_of(rights);
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t end = std::min(words.find(' ', at), words.size());
        list.push_back(words.substr(at, end - at));
        at = end + 1;
    }
    return list;
}

Rights rights_of(Message& reader) {
    Rights rights;
    for (const Json& item : reader.list("rights")) {
        if (!item.is_string()) {
            reader.fail("rights", "expected words");
            break;
        }
        if (const auto right = staff_right_from(item.get_ref<const std::string&>())) {
            rights.add(*right);
        }
    }
    return rights;
}

Json new_password_json(const NewPassword& change) {
    return Json{{"proof", std::string(change.proof.view())},
                {"new_proof", std::string(change.new_proof.view())},
                {"kdf", cost_json(change.cost)},
                {"wrapped", to_base64(change.wrapped)}};
}

NewPassword new_password_of(Json& json, Message& reader) {
    NewPassword change;
    change.proof = take_proof(json, reader, "proof");
    change.new_proof = take_proof(json, reader, "new_proof");
    change.cost = cost_of(json, reader);
    change.wrapped = bytes_of(reader, "wrapped");
    return change;
}

}  // namespace

std::string write_log_in_start(const std::string& account) {
    return one_line(Json{{"account", account}});
}

Result<std::string> read_log_in_start(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    std::string account = reader.text("account", limits::kLongestAccountBytes);
    return reader.done(std::move(account));
}

std::string write_log_in_terms(const LogInTerms& terms) {
    return one_line(Json{
        {"centre", terms.centre}, {"salt", to_base64(terms.salt)}, {"kdf", cost_json(terms.cost)}});
}

Result<LogInTerms> read_log_in_terms(std::string_view text) {
    const Result<Json> json = parse_json(text, "terms", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "terms");
    LogInTerms terms;
    terms.centre = reader.text("centre");
    terms.salt = bytes_of(reader, "salt");
    terms.cost = cost_of(*json, reader);
    return reader.done(std::move(terms));
}

std::string write_log_in(const LogIn& log_in) {
    return one_line(Json{{"account", log_in.account}, {"proof", std::string(log_in.proof.view())}});
}

Result<LogIn> read_log_in(std::string_view text) {
    Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    LogIn log_in;
    log_in.account = reader.text("account", limits::kLongestAccountBytes);
    log_in.proof = take_proof(*json, reader, "proof");
    return reader.done(std::move(log_in));
}

std::string write_session(const Session& session) {
    return one_line(Json{{"token", session.token},
                         {"centre", session.centre},
                         {"account", session.account},
                         {"rights", rights_json(session.rights)},
                         {"invited", session.invited},
                         {"wrapped", to_base64(session.wrapped)},
                         {"idle_seconds", session.idle.count()},
                         {"absolute_seconds", session.absolute.count()},
                         {"device", session.device}});
}

Result<Session> read_session(std::string_view text) {
    const Result<Json> json = parse_json(text, "session", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "session");
    Session session;
    session.token = reader.text("token");
    session.centre = reader.text("centre");
    session.account = reader.text("account");
    session.rights = rights_of(reader);
    session.invited = reader.boolean("invited");
    session.wrapped = bytes_of(reader, "wrapped");
    session.idle = std::chrono::seconds{reader.integer("idle_seconds", 0, kLongestSession)};
    session.absolute = std::chrono::seconds{reader.integer("absolute_seconds", 0, kLongestSession)};
    session.device = reader.text("device", limits::kLongestLineBytes);
    return reader.done(std::move(session));
}

std::string write_centre(const CentreReply& centre) {
    Json readers = Json::array();
    for (const ListedReader& reader : centre.readers) {
        readers.push_back({{"account", reader.account},
                           {"box", to_base64(reader.box)},
                           {"sign", to_base64(reader.sign)},
                           {"vouched", to_base64(reader.vouched)},
                           {"versions", reader.versions}});
    }
    return one_line(Json{{"centre", centre.centre},
                         {"grants", grants_json(centre.grants)},
                         {"keys", centre.keys},
                         {"people", centre.people},
                         {"readers", readers},
                         {"proposals", centre.proposals},
                         {"key_months", centre.key_months},
                         {"spent", centre.spent}});
}

Result<CentreReply> read_centre(std::string_view text) {
    const Result<Json> json = parse_json(text, "centre", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "centre");
    CentreReply centre;
    centre.centre = reader.text("centre");
    centre.grants = grants_of(reader);
    centre.keys = reader.text("keys", limits::kLargestRegisterBytes);
    centre.people = reader.text("people", limits::kLargestRegisterBytes);
    if (json->is_object() && json->contains("readers")) {  // an older service tells none
        for (const Json& item : reader.list("readers")) {
            centre.readers.push_back(reader_of(item, reader));
        }
        centre.proposals = texts_of(reader, "proposals");
        centre.key_months = static_cast<int>(reader.integer("key_months", 0, 12));
        if (json->contains("spent")) {
            centre.spent = texts_of(reader, "spent");
        }
    }
    return reader.done(std::move(centre));
}

std::string write_access(const AccessGiven& access) {
    return one_line(Json{{"account", access.account},
                         {"box", to_base64(access.box)},
                         {"grants", grants_json(access.grants)}});
}

Result<AccessGiven> read_access(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", limits::kLargestRegisterBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    AccessGiven access;
    access.account = reader.text("account", limits::kLongestAccountBytes);
    access.box = public_key_of(reader, "box");
    access.grants = grants_of(reader);
    return reader.done(std::move(access));
}

std::string write_new_password(const NewPassword& change) {
    return one_line(new_password_json(change));
}

Result<NewPassword> read_new_password(std::string_view text) {
    Result<Json> json = parse_json(text, "request", limits::kLargestRequestJsonBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    NewPassword change = new_password_of(*json, reader);
    return reader.done(std::move(change));
}

std::string write_acceptance(const Acceptance& acceptance) {
    Json json = new_password_json(acceptance.password);
    json["box"] = to_base64(acceptance.person.box);
    json["sign"] = to_base64(acceptance.person.sign);
    json["grants"] = grants_json(acceptance.person.grants);
    json["vouched"] = to_base64(acceptance.vouched);
    return one_line(json);
}

Result<Acceptance> read_acceptance(std::string_view text) {
    Result<Json> json = parse_json(text, "request", limits::kLargestRegisterBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    Acceptance acceptance;
    acceptance.password = new_password_of(*json, reader);
    acceptance.person.box = public_key_of(reader, "box");
    acceptance.person.sign = public_key_of(reader, "sign");
    acceptance.person.grants = grants_of(reader);
    if (json->is_object() && json->contains("vouched")) {
        acceptance.vouched = bytes_of(reader, "vouched");
    }
    return reader.done(std::move(acceptance));
}

std::string write_invitation(const Invitation& invitation) {
    return one_line(Json{{"account", invitation.account},
                         {"proof", std::string(invitation.proof.view())},
                         {"kdf", cost_json(invitation.cost)},
                         {"wrapped", to_base64(invitation.wrapped)},
                         {"box", to_base64(invitation.person.box)},
                         {"sign", to_base64(invitation.person.sign)},
                         {"grants", grants_json(invitation.person.grants)}});
}

Result<Invitation> read_invitation(std::string_view text) {
    Result<Json> json = parse_json(text, "request", limits::kLargestRegisterBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    Invitation invitation;
    invitation.account = reader.text("account", limits::kLongestAccountBytes);
    invitation.proof = take_proof(*json, reader, "proof");
    invitation.cost = cost_of(*json, reader);
    invitation.wrapped = bytes_of(reader, "wrapped");
    invitation.person.box = public_key_of(reader, "box");
    invitation.person.sign = public_key_of(reader, "sign");
    invitation.person.grants = grants_of(reader);
    return reader.done(std::move(invitation));
}

}  // namespace lotse::codec
