#pragma once

// Part of every test (tests/CMakeLists.txt). QTRY_* give up after 5 s: too early on a loaded machine that runs the
// sanitizers. A test that passes never waits that long.
//
// With WHISKBOARD_TEST_LATE=200 each look comes 200 ms late, as on a slow machine: a test that lives by a state that
// passes fails then.

#include <QTest>

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expr) LATE_LOOK(QTRY_VERIFY_WITH_TIMEOUT((expr), 30'000))
#define QTRY_VERIFY2(expr, message) LATE_LOOK(QTRY_VERIFY2_WITH_TIMEOUT((expr), (message), 30'000))
#define QTRY_COMPARE(expr, expected) LATE_LOOK(QTRY_COMPARE_WITH_TIMEOUT((expr), expected, 30'000))

#define LATE_LOOK(look) \
    do { \
        lookLate(); \
        look; \
    } while (false)

inline void lookLate()
{
    static const int ms = qEnvironmentVariableIntValue("WHISKBOARD_TEST_LATE");
    if (ms > 0)
        QTest::qWait(ms);
}
