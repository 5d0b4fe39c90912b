// SPDX-License-Identifier: EUPL-1.2
/// Any text is an expression or a refusal with a column inside it, and evaluates within its bounds.
#include <cstdlib>

#include "core/form/expression.h"
#include "core/limits.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace lotse;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto expression = Expression::parse(text);
    if (!expression) {
        const int column = std::atoi(expression.error().where.c_str() + 7);
        if (column < 1 || static_cast<std::size_t>(column) > size + 1) {
            std::abort();
        }
        return 0;
    }
    for (const auto& compared : expression->compared_texts()) {
        if (compared.question.size() > size || compared.text.size() > size + 32) {
            std::abort();
        }
    }
    if (expression->doubts().size() > size) {
        std::abort();
    }
    Scope scope;
    scope.own = text;
    scope.today = {2026, 11, 22};
    scope.position = 1;
    scope.lookup = [&](std::string_view name) -> Value {
        switch (name.size() % 5) {
            case 0:
                return Selection{{"a", "b"}};
            case 1:
                return Sequence{{"1", "", "2020-01-01"}};
            case 2:
                return DateValue{{2020, 1, 1}, {2020, 12, 31}};
            case 3:
                return 17.5;
            default:
                return text;
        }
    };
    scope.lookup_all = scope.lookup;
    scope.column = scope.lookup;
    const auto value = expression.value().evaluate(scope);
    if (value && to_text(value.value()).size() > limits::kLongestExpressionValueBytes + size) {
        std::abort();
    }
    return 0;
}
