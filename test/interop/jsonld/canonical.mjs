// Canonical N-Quads of JSON-LD by jsonld.js:  canonical.mjs INPUT OUTPUT, and so on in pairs. In safe mode nothing is dropped in silence.
import { readFileSync, writeFileSync } from 'node:fs';
import jsonld from 'jsonld';

const files = process.argv.slice(2);
for (let at = 0; at < files.length; at += 2) {
  const document = JSON.parse(readFileSync(files[at], 'utf8'));
  writeFileSync(files[at + 1], await jsonld.canonize(document, { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true }));
}
