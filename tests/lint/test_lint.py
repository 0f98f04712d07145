#!/usr/bin/env python3
"""The lint finds what it is for: each rule meets a text that breaks it and one that does not."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import lint

CODE = """#include "core/a.h"
namespace a {
struct S {
    int x = f();
    S() : x(1), y{2}
    {
        g();
    }
};
static int one(int a) { return a; }
template<typename T> auto two(T t) -> decltype(t.x())
{
    if (t) {
        return [&] { return 1; }();
    }
    return 0;
}
const char *text = "} {";
enum class E { A, B };
int Foo::bar(const QString &s,
             int n) const
{
    for (int i = 0; i < n; ++i) { h(); }
    return 1;
}
QList<int> list = {1, 2};
}
"""


class Lint(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def test_functions_and_their_lengths(self):
        self.assertEqual(list(lint.functions(CODE)), [(5, 4), (10, 1), (11, 7), (20, 6)])

    def test_layers(self):
        self.put("core/json/a.cpp", '#include "core/net/client.h"\n')
        self.put("core/net/b.cpp", '#include "core/json/value.h"\n#include <QtWidgets/QWidget>\n')
        self.put("ui/widgets/c.cpp", '#include "ui/editors/x.h"\n#include "core/sandbox/x.h"\n')
        self.put("ui/shell/d.cpp", '#include "ui/editors/x.h"\n')
        self.put("ui/gateway/e.cpp", '#include "ui/editors/x.h"\n')
        self.put("ui/editors/f.cpp", '#include "ui/gateway/x.h"\n')
        self.assertEqual([b.split(":")[0] for b in lint.layers(self.root)],
                         ["core/json/a.cpp", "core/net/b.cpp", "ui/editors/f.cpp", "ui/widgets/c.cpp", "ui/widgets/c.cpp"])

    def test_words_in_code_only(self):
        self.put("ui/a.cpp", '// processEvents\nauto s = "co_await";\nQCoreApplication::processEvents();\n')
        self.assertEqual(len(list(lint.words(self.root))), 1)

    def test_sizes(self):
        self.put("core/a.cpp", "void f()\n{\n" + "    g();\n" * 70 + "}\n")
        self.put("tests/t.cpp", "\n" * 100)
        self.assertTrue(any("function of 73" in b for b in lint.sizes(self.root)))


if __name__ == "__main__":
    unittest.main()
