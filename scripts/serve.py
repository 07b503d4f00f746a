"""Previews the site while it is being written: `python3 scripts/serve.py [--port 8000]`."""

from __future__ import annotations

import argparse
import socket

import bootstrap
from bootstrap import say, tell

HOST = "127.0.0.1"
LAST_PORT = 65535


def port(text: str) -> int:
    """`8000`"""
    if not 1 <= int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def refuse_taken_port(port: int) -> None:
    """Say so before a build is made for nothing."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((HOST, port)) == 0:
            raise bootstrap.CannotGoOn(say("serve.port_taken", port=port, next=port + 1))


def main() -> int:
    """Only this machine sees the preview: drafts are in it."""
    parser = bootstrap.Parser(description=say("serve.about"))
    parser.add_argument("--port", type=port, default=8000, help=say("serve.help.port"))
    parser.add_argument("-f", "--config-file", metavar="FILE", help=say("build.help.config"))
    parser.add_argument("-o", "--open", action="store_true", help=say("serve.help.open"))
    given = parser.parse_args()
    settings = bootstrap.settings_file(given.config_file)
    refuse_taken_port(given.port)
    bootstrap.ensure("site")
    tell("serve.open", address=f"http://{HOST}:{given.port}/")
    command = ["giamngheo.site", "serve", "-f", settings, "-a", f"{HOST}:{given.port}", *["--open"] * given.open]
    return bootstrap.run_module("site", command)


if __name__ == "__main__":
    bootstrap.start(main)
