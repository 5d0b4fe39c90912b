// SPDX-License-Identifier: EUPL-1.2
#include "core/intake/register_chain.h"

namespace lotse {
namespace {

Error refused(const RegisterLink& link, const char* where, const char* why) {
    return Error{Kind::Refused, "register of " + link.of + ", " + where, why};
}

}  // namespace

bool is_registered_name(const std::string& name) {
    IntakeHeader header;
    header.centre = header.terminal = name;
    header.number = "A1";
    header.day = "2000-01-01";
    header.language = "de";
    return check_header(header).ok();
}

Result<void> check_link(const RegisterLink& link) {
    if (!is_registered_name(link.centre)) {
        return refused(link, "centre", "the name has not the form of a centre's name");
    }
    if (link.serial < 1) {
        return refused(link, "serial", "expected 1 or more");
    }
    if ((link.serial == 1) != (link.previous == Digest{})) {
        return refused(link, "previous",
                       "the first register names none before it, every other does");
    }
    return {};
}

Result<void> check_next_link(const RegisterLink& last, const Digest& digest,
                             const RegisterLink& next) {
    if (next.centre != last.centre) {
        return refused(next, "centre", "is another one's");
    }
    if (next.serial <= last.serial) {
        return refused(next, "serial", "is not newer than the one that was accepted before");
    }
    if (next.serial == last.serial + 1 && next.previous != digest) {
        return refused(next, "previous", "does not follow the one that was accepted before");
    }
    return {};
}

}  // namespace lotse
