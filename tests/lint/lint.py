#!/usr/bin/env python3
"""Holds the source against the rules of the design that a compiler does not see.

    lint.py layers|words|sizes [ROOT]     prints every breach; exits 1 when there is one
"""
import pathlib
import re
import statistics
import sys

SOURCE = ("app", "core", "ui")

# What a folder may include of ours, besides itself and core/async.
CORE_ANYWHERE = {"core/async", "core/json", "core/net"}
ALLOWED = {
    "core/zip": {"core/async"},
    "core/async": set(),
    "core/json": {"core/async"},
    "core/net": {"core/async", "core/json"},
    "core/connections": CORE_ANYWHERE,
    "core/openwhisk": CORE_ANYWHERE,
    "core/history": CORE_ANYWHERE,
    "core/schema": {"core/async", "core/json"},
    "core/insight": CORE_ANYWHERE | {"core/openwhisk", "core/gateway", "core/schema"},
    "core/local": CORE_ANYWHERE,
    "core/exchange": CORE_ANYWHERE | {"core/openwhisk"},
    "core/gateway": CORE_ANYWHERE,
    "core/sandbox": CORE_ANYWHERE | {"core/gateway"},  # which route takes a request
}
UI_SHARED = {"ui/widgets", "ui/models", "ui/forms"}
UI_SCREENS = {"ui/explorer", "ui/editors", "ui/activations", "ui/connections", "ui/gateway"}
UI_BUILT_ON = {"ui/gateway": {"ui/editors"}}  # drafts, versions and reviews are the same for objects of a gateway

WORDS = {
    r"\bco_(await|return|yield)\b": "no coroutines: GCC 12 miscompiles them",
    r"\bprocessEvents\b": "no pumping of events",
    r"\bQEventLoop\b": "no nested event loop",
    r"\bQt::RichText\b|\bsetHtml\b|\bsetMarkdown\b|\binsertHtml\b": "text from servers is text",
    r"\bQJsonDocument\b|\bQJsonObject\b": "core/json keeps numbers and order",
    r"\bQThreadPool::globalInstance\b|\bQtConcurrent::run\(\s*\[": "workers(): drawing waits for the global pool",
    r"\bwaitForFinished\b": "nothing waits on the event loop",
    r"\.then\(\s*this\b": "continuations capture values",
    r"\bsetInsecureFallback\s*\(\s*true": "secrets live in the keychain",
    r"\bQThread::(m|u)?sleep\b|\bsleep_for\b": "wait for conditions",
    r"(?<!QRandomGenerator::)\b(system|popen)\s*\(": "child processes get an argument list",
    r"TODO|FIXME|XXX": "do it, or leave it to an issue",
}
# Places that are the one exception, each for the reason given there.
EXCEPTED = {
    ("core/sandbox", r"\bQThread::(m|u)?sleep\b|\bsleep_for\b"),  # its fault switches delay answers on threads of their own
}


def code_of(path):
    return path.read_text(encoding="utf-8", errors="replace")


def blanked(text):
    """The text with comments, strings and character literals blanked, line ends kept."""
    pattern = re.compile(
        r'R"(?P<d>[^\s()\\]{0,16})\(.*?\)(?P=d)"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def files(root, folders=SOURCE, suffixes=(".cpp", ".h")):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file():
                yield path, path.relative_to(root).as_posix()


def module_of(name):
    return "/".join(name.split("/")[:2])


def may_include(module, other):
    if module == other or module.startswith("app"):
        return True
    if module.startswith("core"):
        return other in ALLOWED.get(module, CORE_ANYWHERE)
    if other == "core/sandbox" or other.startswith("app"):
        return False
    if other.startswith("core"):
        return True
    if module in UI_SHARED:
        return other in UI_SHARED
    return other in UI_SHARED | UI_BUILT_ON.get(module, set()) or module == "ui/shell" and other in UI_SCREENS


def layers(root):
    for path, name in files(root):
        module = module_of(name)
        for number, line in enumerate(code_of(path).splitlines(), 1):
            ours = re.match(r'\s*#include "((?:app|core|ui|tests)/[^"]+)"', line)
            if ours and not may_include(module, module_of(ours[1])):
                yield f"{name}:{number}: {module} must not include {ours[1]}"
            if module.startswith("core") and re.match(r"\s*#include <(QtWidgets|QtGui)/|\s*#include <Q(Widget|Application|Pixmap|Icon|Color)>", line):
                yield f"{name}:{number}: core knows no windows: {line.strip()}"


def words(root):
    for path, name in files(root):
        for number, line in enumerate(blanked(code_of(path)).splitlines(), 1):
            for pattern, why in WORDS.items():
                if re.search(pattern, line) and (module_of(name), pattern) not in EXCEPTED:
                    yield f"{name}:{number}: {why}: {line.strip()[:100]}"


def functions(text):
    """(first line, lines) of every outermost function body with its signature."""
    text = blanked(text)
    text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.M)
    depth_of_function, stack, start = None, [], 0
    for i, c in enumerate(text):
        if c in ";" and depth_of_function is None and "(" not in text[start:i].rsplit(")", 1)[-1]:
            start = i + 1
        elif c == "{":
            head = text[start:i]
            stack.append(start)
            if depth_of_function is None:
                if is_function(head):
                    depth_of_function = len(stack)
                elif not re.search(r"\)\s*:[^:{}]*$|,\s*\w+$", head):
                    start = i + 1
        elif c == "}" and stack:
            first = stack.pop()
            if depth_of_function == len(stack) + 1:
                body_start = first + len(text[first:i]) - len(text[first:i].lstrip())
                if text[i + 1:i + 40].lstrip()[:1] in (",", "{"):  # an initialiser in braces, the body follows
                    depth_of_function = None
                    start = first
                    continue
                yield text.count("\n", 0, body_start) + 1, text.count("\n", body_start, i) + 1
                depth_of_function = None
            if depth_of_function is None:
                start = i + 1


def is_function(head):
    head = head.strip()
    if not head or re.search(r"=\s*$|\breturn\b", head):
        return False
    if re.match(r"(?:template\s*<.*>\s*)?(?:namespace|enum|struct|class|union|extern)\b", head, re.S) and not re.search(r"\)\s*(?:const|noexcept|override|final|\s)*$", head):
        return False
    return bool(re.search(r"\)\s*(?:const|noexcept|override|final|mutable|&|\s|->\s*[\w:<>,*& ()]+|:\s*[\w:<>]+[({].*)*$", head, re.S)) and "(" in head


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def sizes(root):
    lengths, bodies = {}, {}
    for path, name in files(root, suffixes=(".cpp",)):
        text = code_of(path)
        lengths[name] = text.count("\n")
        for line, size in functions(text):
            bodies[f"{name}:{line}"] = size
    if not bodies:
        yield "no functions found: this check does not work"
        return
    yield from over("file", lengths, 150, 400, 600)
    yield from over("function", bodies, 8, 25, 60)
    ours = sum(code_of(p).count("\n") for p, _ in files(root))
    tests = sum(code_of(p).count("\n") for p, _ in files(root, ("tests",), (".cpp", ".h", ".py")))
    print(f"{len(lengths)} files, median {statistics.median(lengths.values())}, 90 % {percentile(lengths.values(), 0.9)}; "
          f"{len(bodies)} functions, median {statistics.median(bodies.values())}, 90 % {percentile(bodies.values(), 0.9)}; "
          f"tests to source {tests / ours:.2f}")
    if tests < 0.4 * ours:
        yield f"tests have {tests} lines, source {ours}: under 0.4"


def over(what, sizes_of, median, most, all_of_them):
    if statistics.median(sizes_of.values()) > median:
        yield f"the median {what} has {statistics.median(sizes_of.values())} lines, over {median}"
    if percentile(sizes_of.values(), 0.9) > most:
        yield f"90 % of the {what}s have up to {percentile(sizes_of.values(), 0.9)} lines, over {most}"
    for name, size in sorted(sizes_of.items()):
        if size > all_of_them:
            yield f"{name}: a {what} of {size} lines, over {all_of_them}"


def main():
    if len(sys.argv) < 2 or sys.argv[1] not in ("layers", "words", "sizes"):
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2])
    breaches = list({"layers": layers, "words": words, "sizes": sizes}[sys.argv[1]](root))
    print("\n".join(breaches))
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()
