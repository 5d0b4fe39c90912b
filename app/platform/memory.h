// SPDX-License-Identifier: EUPL-1.2
/// Decides what a program that waits gives back to the system.
#pragma once

namespace lotse::platform {

/// Gives back freed memory that the allocator keeps, and lets go of the pages of programs and
/// libraries, which are on the disk: most were read for starting, or by a client's screens, and are
/// not asked for again. What is needed comes back by itself, page by page, in a few milliseconds
/// altogether. For moments in which nobody waits. Any thread.
void give_back_memory();

}  // namespace lotse::platform
