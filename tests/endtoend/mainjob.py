#!/usr/bin/env python3
"""The main job end to end, by the program itself on its own sandbox.

    mainjob.py WHISKBOARD bare|keyring

Runs the tour twice on one profile folder: the first start makes sandbox and profile, the second finds them again. Then
looks at what is left behind: a picture of every step, no process, and the sandbox's key nowhere but in the sandbox's
own folder and, where there is one, the keyring.
"""
import base64
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time

PICTURES = ("open-action", "changed-code", "review", "saved", "invoke-error", "invoke-result", "activation-detail", "activations",
            "palette", "connection", "requests", "dark", "dark-activations")
PASSWORD = "only-for-this-test"


def fail(words):
    sys.exit(f"mainjob: {words}")


def environment(home):
    kept = {k: v for k, v in os.environ.items() if k not in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY")
            and not k.startswith(("XDG_", "WHISK_", "WSK_"))}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "offscreen"}


def run_tour(program, profile, out, env):
    done = subprocess.run([program, "--profile-dir", str(profile), "--tour", str(out)], env=env, timeout=200,
                          capture_output=True, text=True)
    if done.returncode:
        fail(f"the tour ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def size_of(picture):
    head = picture.read_bytes()[:24]
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        fail(f"{picture.name} is no PNG")
    return struct.unpack(">II", head[16:24])


def check_pictures(out):
    found = {p.stem.split("-", 1)[1]: p for p in out.glob("*.png")}
    missing = [name for name in PICTURES if name not in found]
    if missing:
        fail(f"no picture of {', '.join(missing)}")
    for picture in found.values():
        if size_of(picture) != (1440, 900):
            fail(f"{picture.name} has {size_of(picture)} pixels")
    contents = [p.read_bytes() for p in found.values()]
    if len(set(contents)) != len(contents):
        fail("two pictures are the same")


def key_of(profile):
    for line in (profile / "data/sandbox/wskprops").read_text().splitlines():
        if line.startswith("AUTH="):
            return line[5:]
    fail("the sandbox left no key")


def admin_key_of(profile):
    return json.loads((profile / "data/sandbox/gateway.json").read_text())["admin_key"]


def check_secrets(profile, said, key, admin_key):
    forms = [key.encode(), key.split(":")[1].encode(), base64.b64encode(key.encode()), admin_key.encode()]
    if any(form.decode() in said for form in forms):
        fail("the key was printed")
    for path in profile.rglob("*"):
        if path.is_file() and profile / "data/sandbox" not in path.parents:
            content = path.read_bytes()
            if any(form in content for form in forms):
                fail(f"the key is in {path.relative_to(profile)}")


def check_processes(profile):
    """The sandbox of a console ends with it; it may take a moment to do so."""
    end = time.monotonic() + 15
    while True:
        left = [p for p in pathlib.Path("/proc").glob("[0-9]*/cmdline") if str(profile).encode() in read(p)]
        if not left:
            return
        if time.monotonic() > end:
            fail(f"still running: {[read(p).replace(bytes(1), b' ') for p in left]}")
        time.sleep(0.1)


def read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def job(program, home, keyring):
    env, profile = environment(home), home / "profile"
    if keyring:
        env["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input=PASSWORD, text=True, env=env,
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    said = run_tour(program, profile, home / "first", env)
    check_pictures(home / "first")
    key, admin_key = key_of(profile), admin_key_of(profile)
    said += run_tour(program, profile, home / "second", env)
    check_pictures(home / "second")
    check_secrets(profile, said, key, admin_key)
    check_processes(profile)
    if keyring and not (home / ".local/share/keyrings/login.keyring").stat().st_size:
        fail("nothing went into the keyring")


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in ("bare", "keyring"):
        sys.exit(__doc__)
    keyring = sys.argv[2] == "keyring"
    if keyring and "MAINJOB_BUS" not in os.environ:
        os.environ["MAINJOB_BUS"] = "private"
        bus = [shutil.which("dbus-run-session") or fail("dbus-run-session is missing"), "--", sys.executable, *sys.argv]
        sys.exit(subprocess.run(bus).returncode)
    home = pathlib.Path(tempfile.mkdtemp(prefix="mainjob-"))
    try:
        job(sys.argv[1], home, keyring)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
