// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/proposal_wire.h"

#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/wire.h"
#include "core/limits.h"

namespace lotse::codec {
namespace {

Bytes bytes_of(Message& reader, const char* member) {
    Result<Bytes> bytes = from_base64(reader.text(member));
    if (!bytes) {
        reader.fail(member, bytes.error().detail);
        return {};
    }
    return std::move(*bytes);
}

}  // namespace

std::string write_proposal(const KeyProposal& proposal) {
    Json json{{"centre", proposal.centre},      {"version", proposal.version},
              {"key", to_base64(proposal.key)}, {"from", seconds_of(proposal.from)},
              {"people", proposal.people},      {"by", proposal.by}};
    for (const RecoveryCopy& copy : proposal.recovery) {
        json["recovery"].push_back(
            {{"key", to_base64(copy.key)}, {"sealed", to_base64(copy.sealed)}});
    }
    return one_line(json);
}

Result<KeyProposal> read_proposal(std::string_view text) {
    const Result<Json> json = parse_json(text, "proposal", limits::kLargestRequestJsonBytes);
    if (!json) {
        return Error{Kind::Corrupt, json.error().where, json.error().detail};
    }
    Message reader(*json, "proposal");
    KeyProposal proposal;
    proposal.centre = reader.text("centre");
    proposal.version = reader.text("version", limits::kLongestAccountBytes);
    proposal.key = bytes_of(reader, "key");
    proposal.from = reader.time("from");
    proposal.people = reader.integer("people", 1, std::numeric_limits<std::int64_t>::max());
    proposal.by = reader.text("by", limits::kLongestAccountBytes);
    if (json->is_object() && json->contains("recovery")) {
        for (const Json& item : reader.list("recovery")) {
            Message inner(item, "copy");
            RecoveryCopy copy{bytes_of(inner, "key"), bytes_of(inner, "sealed")};
            if (!inner.ok()) {
                reader.fail("recovery", inner.error().detail);
                break;
            }
            proposal.recovery.push_back(std::move(copy));
        }
    }
    return reader.done(std::move(proposal));
}

std::string write_proposed(const ProposedVersion& proposed) {
    Json readers = Json::array();
    for (const SealedVersion& reader : proposed.readers) {
        readers.push_back({{"account", reader.account},
                           {"box", to_base64(reader.box)},
                           {"sealed", to_base64(reader.sealed)}});
    }
    return one_line(Json{{"proposal", proposed.document}, {"readers", readers}});
}

Result<ProposedVersion> read_proposed(std::string_view text) {
    const Result<Json> json = parse_json(text, "request", limits::kLargestRegisterBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "request");
    ProposedVersion proposed;
    proposed.document = reader.text("proposal", limits::kLargestRequestJsonBytes);
    for (const Json& item : reader.list("readers")) {
        Message inner(item, "reader");
        SealedVersion one{inner.text("account", limits::kLongestAccountBytes),
                          bytes_of(inner, "box"), bytes_of(inner, "sealed")};
        if (!inner.ok()) {
            reader.fail("readers", inner.error().detail);
            break;
        }
        proposed.readers.push_back(std::move(one));
    }
    return reader.done(std::move(proposed));
}

}  // namespace lotse::codec
