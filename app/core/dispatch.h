// SPDX-License-Identifier: EUPL-1.2
/// How events and effects find their handlers: `std::visit` with every alternative named.
///
/// A variant is visited with `Overloaded` (one lambda for each alternative), or with one function
/// that is overloaded for each. What is of no consequence in a place stands in a `Types` list there
/// and is taken by a handler for `OneOf` that list; there is never a handler for "anything else".
/// So a new alternative does not compile until somebody has decided, place by place, what it does.
///
///     using IgnoredAtStart = Types<NextPressed, BackPressed>;
///     void at_start(const LanguageChosen& event);
///     void at_start(const OneOf<IgnoredAtStart> auto&) {}
#pragma once

#include <type_traits>

namespace lotse {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

/// A list of types by name.
template <class... Named>
struct Types {
    template <class T>
    static constexpr bool contain = (std::is_same_v<T, Named> || ...);
};

template <class T, class List>
concept OneOf = List::template contain<T>;

}  // namespace lotse
