"""SPARQL servers of their own for a test."""
import contextlib
import pathlib
import shutil
import sys

from common import free_port, jars, serving, skip


@contextlib.contextmanager
def oxigraph(folder):
    """Gives its address; graphs are at /store, questions at /query."""
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(pathlib.Path(sys.executable).parent))
    if not program:
        skip("Oxigraph is not installed (pip install oxigraph)")
    address = f"127.0.0.1:{free_port()}"
    with serving([program, "serve", "--location", f"{folder}/store", "--bind", address], f"http://{address}/", folder):
        yield f"http://{address}"


@contextlib.contextmanager
def fuseki(folder):
    """Gives the address of a data set; graphs are at /data, questions at /query."""
    lib = jars("fuseki")
    if not lib:
        skip("Fuseki needs Java and Maven, and Maven its packages (apt-get install default-jre-headless maven)")
    port = free_port()
    command = ["java", "-cp", f"{lib}/*", "org.apache.jena.fuseki.main.cmds.FusekiMainCmd", "--localhost", f"--port={port}", "--mem", "/news"]
    with serving(command, f"http://127.0.0.1:{port}/$/ping", folder):
        yield f"http://127.0.0.1:{port}/news"
