// SPDX-License-Identifier: EUPL-1.2
/// Decides the form in which the service tells desks, displays and terminals how long who comes now
/// will wait: the member `waits` of three answers (app/service/openapi.json, Waits). As in
/// message.h; a service that says nothing of it is an older one.
#pragma once

#include "codec/wire/message.h"
#include "core/intake/expected_wait.h"

namespace lotse::codec {

Json waits_json(const ExpectedWaits& waits);
/// Of the message whose members are `json` and `reader`; what is wrong is told by the reader.
ExpectedWaits waits_from(const Json& json, Message& reader);

}  // namespace lotse::codec
