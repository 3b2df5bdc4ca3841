"""A PostgreSQL server of its own for a test: in a folder of its own, reached by a Unix socket and a loopback port."""
import contextlib
import csv
import io
import os
import pathlib
import shutil
import subprocess
import tempfile

from common import free_port, skip

PASSWORD = "correct horse"


def find(program):
    places = sorted(pathlib.Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda p: int(p.parts[4]))
    return str(places[-1]) if places else shutil.which(program)


def as_nobody(command):
    """The server refuses to run as root."""
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command] if os.geteuid() == 0 else command


def require():
    if not all(find(name) for name in ("initdb", "pg_ctl", "psql")):
        skip("PostgreSQL is not installed (apt-get install postgresql)")


@contextlib.contextmanager
def running():
    """Gives the URL of the database, with its password."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        data = os.path.join(folder, "data")
        secret = pathlib.Path(folder, "secret")
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        subprocess.run(as_nobody([find("initdb"), "-D", data, "-U", "reader", "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8", "--locale=C", "--no-sync"]), **quiet)
        port = free_port()
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c fsync=off"
        control = [find("pg_ctl"), "-D", data, "-w", "-l", os.path.join(folder, "log")]
        subprocess.run(as_nobody([*control, "-o", options, "start"]), **quiet)
        try:
            yield f"postgresql://reader:{PASSWORD.replace(' ', '%20')}@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(as_nobody([find("pg_ctl"), "-D", data, "-m", "immediate", "stop"]), **quiet)


def rows(url, sql):
    """The answer of a query, as lists of text; null is None."""
    done = subprocess.run(["psql", "--no-psqlrc", "--csv", "--tuples-only", "--pset=null=\\N", "-c", sql, url], check=True, capture_output=True)
    return [[None if cell == "\\N" else cell for cell in row] for row in csv.reader(io.StringIO(done.stdout.decode(), newline=""))]
