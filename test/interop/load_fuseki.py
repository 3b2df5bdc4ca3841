#!/usr/bin/env python3
# needs: pip
"""`entente load` into Apache Jena Fuseki, from Maven's packages."""
import tempfile

from common import finish
from sparql_checks import check_store
from sparql_servers import fuseki

with tempfile.TemporaryDirectory() as folder, fuseki(folder) as url:
    check_store(f"{url}/data", f"{url}/query", folder)
finish()
