#!/usr/bin/env python3
"""Replays a recording of a real OpenWhisk, or of a real APISIX, against the sandbox and judges what differs.

    conformance.py SANDBOX NAME PHASE SAMPLES   starts SANDBOX, replays recordings/NAME.jsonl.gz, prints N of M exchanges
                                                equal; SAMPLES: what is there from the start, none or system
    conformance.py --gateway SANDBOX NAME PHASE the same for a phase of a recording of the gateway
    conformance.py --plane SANDBOX NAME         the same for calls through the gateway
    conformance.py --copies SHARED              compares the copies here with the originals, where those are there

A row that differs must be listed by its title: in exceptions.txt, for Node.js 18 alone in exceptions-node18.txt, for the
gateway in exceptions-gateway.txt. A listed row that is equal fails, too, so that the lists can only become shorter.
"""
import filecmp
import gzip
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DIFFERS = re.compile(r"DIFFERS (?:\S+ )?(\d+) ")
LOST = "status: recorded 200 | present 202"
SHORT_WAIT = re.compile(r"[?&]timeout=(%2B)?0*\d{1,2}(&|\s*$)")
READY_WITHIN = 30
LISTS = ("exceptions.txt", "exceptions-node18.txt", "exceptions-gateway.txt")


def recordings():
    suffix = ".jsonl.gz"
    return sorted(name[:-len(suffix)] for name in os.listdir(os.path.join(HERE, "recordings")) if name.endswith(suffix))


def recording(name):
    with gzip.open(os.path.join(HERE, "recordings", name + ".jsonl.gz"), "rt") as lines:
        return [json.loads(line) for line in lines]


def listed(name):
    with open(os.path.join(HERE, name)) as lines:
        return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def node_major():
    node = shutil.which("node")
    if not node:
        return 0
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    return int(re.match(r"v(\d+)", version)[1])


def free_port():
    """One of four digits, as in the recordings: the Host header's length shows in the size of results."""
    while True:
        port = random.randrange(3240, 10000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


class Sandbox:
    """The server's process, on a directory of its own, as long as the with block lasts."""

    def __init__(self, program, *arguments):
        self.directory = tempfile.mkdtemp(prefix="whiskboard-conformance-")
        self.errors = open(os.path.join(self.directory, "stderr"), "w+")
        self.process = subprocess.Popen(
            [program, "--port", str(free_port()), "--data", os.path.join(self.directory, "data"), "--cors",
             "--users", os.path.join(HERE, "recordings", "users.json"), *arguments],
            stdout=subprocess.PIPE, stderr=self.errors, text=True)

    def urls(self):
        """What it said on its way: by "ready", "gateway-admin", "gateway", "gateway-control"."""
        said = {}
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end:
            line = self.process.stdout.readline()
            if not line:
                break
            word, _, url = line.partition(" ")
            said[word] = url.strip()
            if word == "ready":
                return said
        self.errors.seek(0)
        sys.exit("the sandbox did not become ready: " + self.errors.read())

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            self.code = "none within 20 s"
        self.process.stdout.close()
        self.errors.close()
        shutil.rmtree(self.directory, ignore_errors=True)


def replay(name, *arguments, by="replay.py"):
    """What replay.py prints, shown as it comes."""
    command = [sys.executable, os.path.join(HERE, by), os.path.join(HERE, "recordings", name + ".jsonl.gz"), *arguments,
               "--show", "100000"]
    output = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            output.append(line)
    return output


def judge(titles, differing, exceptions):
    wrong = ["differs and is not listed: " + title for title in sorted(differing - exceptions)]
    return wrong + ["is equal, take it off the list: " + title for title in sorted((exceptions & titles) - differing)]


def lost_races(output, rows):
    """Runs that the recorded server ended within a wait of a few milliseconds: where it takes longer, 202 is as right."""
    return {rows[int(found[1])] for line, below in zip(output, output[1:])
            if (found := DIFFERS.match(line)) and SHORT_WAIT.search(line) and below.strip() == LOST}


def verdict(output, code, rows, exceptions):
    if not output or not re.match(r"\d+ of [1-9]\d* (exchanges|calls) equal", output[-1]):
        return ["the replay came to no end"]
    differing = {rows[int(found[1])] for found in map(DIFFERS.match, output) if found} - lost_races(output, rows)
    wrong = judge(set(rows.values()), differing, exceptions)
    if code != 0:
        wrong.append(f"the sandbox ended with {code}")
    print(output[-1], end="")
    return wrong


def run(program, name, phase, samples):
    rows = {row["n"]: row["title"] for row in recording(name)}
    with Sandbox(program, "--samples", samples, "--as", phase) as sandbox:
        output = replay(name, sandbox.urls()["ready"])
    exceptions = listed("exceptions.txt") | (listed("exceptions-node18.txt") if node_major() == 18 else set())
    return verdict(output, sandbox.code, rows, exceptions)


def run_gateway(program, name, phase):
    rows = {row["n"]: row["title"] for row in recording(name) if row["phase"] == phase}
    with Sandbox(program, "--samples", "none", "--well-known-keys", "--gateway-admin", "0", "--gateway", "0",
                 "--gateway-control", "0", "--gateway-as", phase) as sandbox:
        urls = sandbox.urls()
        ports = {recorded: urls[url].rpartition(":")[2] for recorded, url in (("9080", "gateway"), ("9090", "gateway-control"))}
        output = replay(name, urls["gateway-admin"], "--phase", phase,
                        *(word for recorded, present in ports.items() for word in ("--port", f"{recorded}={present}")))
    return verdict(output, sandbox.code, rows, listed("exceptions-gateway.txt"))


def run_plane(program, name):
    rows = {row["n"]: row["title"] for row in recording(name)}
    # The recording has time limits of 0.2 s, which a busy machine misses: a second try decides.
    for _ in range(2):
        with Sandbox(program, "--samples", "none", "--well-known-keys", "--gateway-admin", "0", "--gateway", "0") as sandbox:
            urls = sandbox.urls()
            output = replay(name, urls["gateway-admin"], urls["gateway"], "--settle", "0.02", by="replay_gateway.py")
        wrong = verdict(output, sandbox.code, rows, listed("exceptions-gateway.txt"))
        if not wrong:
            break
    return wrong


def compare(shared):
    """The copies are the originals: recordings unpacked, users and replay.py byte by byte. The lists name real rows."""
    titles = {row["title"] for name in recordings() for row in recording(name)}
    wrong = ["no row has this title: " + title
             for title in sorted(set.union(*map(listed, LISTS)) - titles)]
    if not os.path.isdir(shared):
        print(f"{shared} is not there: nothing to compare with")
        return wrong
    originals = os.path.join(shared, "recordings", "openwhisk")
    for name in recordings():
        folder = originals if os.path.exists(os.path.join(originals, name + ".jsonl")) else os.path.join(shared, "recordings", "apisix")
        with gzip.open(os.path.join(HERE, "recordings", name + ".jsonl.gz")) as copy:
            with open(os.path.join(folder, name + ".jsonl"), "rb") as original:
                if copy.read() != original.read():
                    wrong.append(f"{name}.jsonl.gz is not the recording")
    for copy, original in (("recordings/users.json", os.path.join(originals, "users.json")),
                           ("replay.py", os.path.join(shared, "tools", "replay.py")),
                           ("replay_gateway.py", os.path.join(shared, "tools", "replay_gateway.py"))):
        if not filecmp.cmp(os.path.join(HERE, copy), original, shallow=False):
            wrong.append(f"{copy} is not the original")
    return wrong


def main():
    if sys.argv[1] == "--copies":
        wrong = compare(sys.argv[2])
    elif sys.argv[1] == "--gateway":
        wrong = run_gateway(*sys.argv[2:5])
    elif sys.argv[1] == "--plane":
        wrong = run_plane(*sys.argv[2:4])
    else:
        wrong = run(*sys.argv[1:5])
    for sentence in wrong:
        print("WRONG " + sentence)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
