"""`python -m ai_sdk_test_server`: the server for trying things out by hand."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from ._server import TestServer


def main() -> None:
    """Serve until Ctrl+C or SIGTERM."""
    arguments = _parse_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    server = TestServer(
        host=arguments.host,
        port=arguments.port,
        chunk_delay=arguments.delay,
        api_key=arguments.api_key,
        max_recorded_requests=1,
    )

    try:
        with server:
            sys.stdout.write(f"The AI SDK test server listens on {server.base_url} (stop it with Ctrl+C).\n")
            sys.stdout.flush()
            threading.Event().wait()
    except KeyboardInterrupt:
        sys.stdout.write("Stopped.\n")
    except OSError as error:
        sys.exit(f"Cannot listen on {arguments.host}:{arguments.port}: {error.strerror}")


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m ai_sdk_test_server", description="A local server that speaks the OpenAI-compatible wire."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8000, help="port to listen on, 0 for a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--delay",
        type=float,
        default=0.03,
        metavar="SECONDS",
        help="before every chunk of a stream (default: %(default)s)",
    )
    parser.add_argument("--api-key", help="what clients must send as bearer token (default: anything)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
