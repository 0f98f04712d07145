"""Runs a Python action by OpenWhisk's contract of init and run. Requests come as lines of JSON on descriptor 3;
answers go to descriptor 4 as "STATUS LENGTH" and the body; the first one says that it is ready. Standard output and
error are the action's own."""
import importlib.abc
import importlib.util
import json
import os
import site
import sys
import traceback

END_MARK = b"XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n"
SOURCE = "/action/1/bin/main__.py"  # where the official image has it, so that tracebacks read the same

requests = os.fdopen(3, "rb")
answers = os.fdopen(4, "wb")


def answer(status, body):
    answers.write(b"%d %d\n" % (status, len(body)))
    answers.write(body)
    answers.flush()


def end_logs():
    for stream, descriptor in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        finally:
            os.write(descriptor, END_MARK)


def refuse(status, message):
    end_logs()
    answer(status, json.dumps({"error": message}, separators=(",", ":")).encode() + b"\n")
    sys.exit(1)


class Loader(importlib.abc.InspectLoader):
    """Gives the action's source its official place."""

    def __init__(self, source):
        self.source = source

    def get_source(self, fullname):
        return self.source

    def is_package(self, fullname):
        return False


def source_of(message):
    if not message.get("unpacked"):
        return message["code"]
    try:
        with open(os.path.join(message["folder"], "__main__.py"), encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        print("Zip file does not include main__\n", file=sys.stderr)
    return None


def check(source):
    try:
        compile(source, SOURCE, "exec")
        return True
    except SyntaxError as error:
        print(error.msg, file=sys.stderr)
    except ValueError as error:
        print(error, file=sys.stderr)
    return False


def activate(folder):
    """A virtual environment that came with the archive."""
    place = os.path.join(folder, "virtualenv")
    if not os.path.isdir(place):
        return
    script = os.path.join(place, "bin", "activate_this.py")
    packages = os.path.join(place, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    if os.path.exists(script):
        with open(script) as file:
            exec(compile(file.read(), script, "exec"), {"__file__": script})
    elif os.path.isdir(packages):
        site.addsitedir(packages)
    else:
        sys.stderr.write("Invalid virtualenv. Zip file does not include 'activate_this.py'.\n")
        sys.exit(1)


def load(message, source):
    os.chdir(message["folder"])
    sys.path[0] = message["folder"]
    activate(message["folder"])
    spec = importlib.util.spec_from_loader("main__", Loader(source), origin=SOURCE)
    spec.has_location = True
    module = importlib.util.module_from_spec(spec)
    sys.modules["main__"] = module
    spec.loader.exec_module(module)
    if not hasattr(module, message["main"]):
        raise ImportError("cannot import name %r from 'main__' (%s)" % (message["main"], SOURCE))
    return getattr(module, message["main"])


def init(message):
    if not message["main"] or not message["code"]:
        refuse(403, "Missing main/no code to execute.")
    if message.get("problem"):
        # The official image's proxy dies of such an archive and gives no answer at all.
        print(message["problem"], file=sys.stderr)
        end_logs()
        answer(0, b"")
        sys.exit(1)
    source = source_of(message)
    if source is None or not check(source):
        refuse(502, "The action failed to generate or locate a binary. See logs for details.")
    main = load(message, source)
    answer(200, b'{"ok":true}\n')
    return main


def body_of(result):
    """What cannot be written as JSON text ends the process; what is no document of the right kind is refused."""
    body = json.dumps(result, ensure_ascii=False).encode("utf-8") + b"\n"
    if result is None or (isinstance(result, (dict, list, tuple)) and not has_nan(result)):
        return 200, body
    return 502, b'{"error":"The action did not return a dictionary or array."}\n'


def has_nan(result):
    """NaN and the infinities are no JSON, though Python writes them."""
    try:
        json.dumps(result, allow_nan=False)
        return False
    except ValueError:
        return True


def run(main, message):
    for key, value in message.items():
        if key != "value":
            os.environ["__OW_" + key.upper()] = value
    try:
        result = main(message["value"])
    except Exception as error:
        print(traceback.format_exc(), file=sys.stderr)
        result = {"error": str(error)}
    status, body = body_of(result)
    end_logs()
    answer(status, body)


def serve():
    answer(100, b"")  # ready
    main = None
    for line in requests:
        message = json.loads(line)
        if "init" in message:
            main = init(message["init"])
        else:
            run(main, message)


serve()
