// SPDX-License-Identifier: EUPL-1.2
#include "codec/wire/people_wire.h"

#include <limits>
#include <utility>

#include "codec/wire/message.h"
#include "codec/wire/wire.h"
#include "core/limits.h"

namespace lotse::codec {

std::string write_people(const PeopleRegister& people) {
    Json list = Json::array();
    for (const RegisteredPerson& person : people.people) {
        Json item{{"account", person.account},
                  {"rights", words_of(person.rights)},
                  {"by", person.by},
                  {"from", seconds_of(person.from)}};
        if (!person.sign.empty()) {
            item["sign"] = to_base64(person.sign);
        }
        list.push_back(std::move(item));
    }
    Json json{{"centre", people.centre},
              {"serial", people.serial},
              {"at", seconds_of(people.at)},
              {"previous", to_hex(people.previous)},
              {"people", list}};
    if (people.reader_left != 0) {
        json["reader_left"] = people.reader_left;
    }
    return one_line(json);
}

Result<PeopleRegister> read_people(std::string_view text) {
    const Result<Json> json = parse_json(text, "register of people", limits::kLargestRegisterBytes);
    if (!json) {
        return Error{Kind::Corrupt, json.error().where, json.error().detail};
    }
    Message reader(*json, "register of people");
    PeopleRegister people;
    people.centre = reader.text("centre");
    people.serial = reader.integer("serial", 1, std::numeric_limits<std::int64_t>::max());
    people.at = reader.time("at");
    people.previous = reader.digest("previous");
    for (const Json& item : reader.list("people")) {
        Message inner(item, "person");
        RegisteredPerson person{inner.text("account"), rights_from(inner.text("rights")),
                                inner.text("by"), inner.time("from")};
        if (item.is_object() && item.contains("sign")) {
            Result<Bytes> sign = from_base64(inner.text("sign"));
            if (!sign) {
                inner.fail("sign", sign.error().detail);
            } else {
                person.sign = std::move(*sign);
            }
        }
        if (!inner.ok()) {
            reader.fail("people", to_string(inner.error()));
            break;
        }
        people.people.push_back(std::move(person));
    }
    if (json->is_object() && json->contains("reader_left")) {
        people.reader_left =
            reader.integer("reader_left", 1, std::numeric_limits<std::int64_t>::max());
    }
    if (!reader.ok()) {
        return reader.error();
    }
    if (Result<void> checked = check_people(people); !checked) {
        return checked.error();
    }
    return people;
}

std::string write_accounts(const std::vector<ListedAccount>& accounts) {
    Json list = Json::array();
    for (const ListedAccount& account : accounts) {
        Json item{{"account", account.account},
                  {"rights", words_of(account.rights)},
                  {"waits", account.waits}};
        if (account.invited_until) {
            item["invited_until"] = seconds_of(*account.invited_until);
        }
        list.push_back(std::move(item));
    }
    return one_line(Json{{"accounts", list}});
}

Result<std::vector<ListedAccount>> read_accounts(std::string_view text) {
    const Result<Json> json = parse_json(text, "accounts", limits::kLargestReplyBytes);
    if (!json) {
        return json.error();
    }
    Message reader(*json, "accounts");
    std::vector<ListedAccount> accounts;
    for (const Json& item : reader.list("accounts")) {
        Message inner(item, "account");
        ListedAccount account{inner.text("account"), rights_from(inner.text("rights")),
                              std::nullopt, inner.boolean("waits")};
        if (item.is_object() && item.contains("invited_until")) {
            account.invited_until = inner.time("invited_until");
        }
        if (!inner.ok()) {
            reader.fail("accounts", inner.error().detail);
            break;
        }
        accounts.push_back(std::move(account));
    }
    return reader.done(std::move(accounts));
}

}  // namespace lotse::codec
