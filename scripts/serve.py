"""Previews the site while it is being written: `python3 scripts/serve.py [--port 8000]`."""

from __future__ import annotations

import socket

import bootstrap
from bootstrap import say, tell

HOST = "127.0.0.1"


def refuse_taken_port(port: int) -> None:
    """Say so before a build is made for nothing."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((HOST, port)) == 0:
            raise bootstrap.CannotGoOn(say("serve.port_taken", port=port, next=port + 1))


def main() -> int:
    """Only this machine sees the preview: drafts are in it."""
    parser = bootstrap.Parser(description=say("serve.about"), epilog=say("build.passed_on"))
    parser.add_argument("--port", type=int, default=8000, help=say("serve.help.port"))
    parser.add_argument("-f", "--config-file", metavar="FILE", help=say("build.help.config"))
    given, passed_on = parser.parse_known_args()
    refuse_taken_port(given.port)
    bootstrap.ensure("site")
    tell("serve.open", address=f"http://{HOST}:{given.port}/")
    settings = given.config_file or str(bootstrap.ROOT / "mkdocs.yml")
    address = f"{HOST}:{given.port}"
    return bootstrap.run_module("site", ["mkdocs", "serve", "-f", settings, "-a", address, *passed_on])


if __name__ == "__main__":
    bootstrap.start(main)
