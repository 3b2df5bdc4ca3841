// Bundles src/ into one page and writes it as C++: build.mjs FOLDER reads FOLDER/node_modules and writes FOLDER/page.html and
// FOLDER/page_template.cpp. The page allows exactly its own script and style to run, by their hashes, and nothing from anywhere.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const { build } = createRequire(join(folder, 'package.json'))('esbuild');

const shared = { bundle: true, minify: true, write: false, target: ['chrome100', 'firefox100', 'safari15'], nodePaths: [join(folder, 'node_modules')] };

async function bundle(entry) {
  const made = await build({ ...shared, entryPoints: [join(here, 'src', entry)], format: 'iife', charset: 'ascii', metafile: true, legalComments: 'none' });
  return { text: made.outputFiles[0].text.trim(), inputs: Object.keys(made.metafile.inputs) };
}

/** The npm packages whose code is in the bundle. */
function packagesOf(inputs) {
  const names = inputs.map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]).filter(Boolean);
  return [...new Set(names)].sort();
}

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Puts each value in the place of its mark; a function, as $ in a value would mean something otherwise. */
function fill(template, values) {
  return Object.entries(values).reduce((text, [mark, value]) => {
    if (text.split(mark).length !== 2) throw new Error(`index.html must have ${mark} once`);
    return text.replace(mark, () => value);
  }, template);
}

/** A string literal of C++, in pieces that every compiler takes. */
function literal(text) {
  const pieces = text.match(/[^]{1,12000}/g) ?? [''];
  return pieces.map((piece) => `R"entente_page(${piece})entente_page"`).join('\n');
}

const script = await bundle('main.js');
const style = await bundle('style.css');
const licences = readFileSync(join(here, 'LICENSES.txt'), 'utf8');
for (const name of packagesOf(script.inputs)) {
  if (!licences.split('\n').includes(name)) throw new Error(`web/LICENSES.txt lacks ${name}, which is in the bundle`);
}
if (/<\/script|<!--|\)entente_page"|%ENTENTE_DATA%/i.test(script.text)) throw new Error('the bundle holds what would end its script');

const policy = `default-src 'none'; script-src ${hashOf(script.text)}; style-src ${hashOf(style.text)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
const page = fill(readFileSync(join(here, 'src/index.html'), 'utf8'), {
  '%LICENCES%': licences.trim(), '%POLICY%': policy, '%STYLE%': style.text, '%SCRIPT%': script.text });
writeFileSync(join(folder, 'page.html'), page);
writeFileSync(join(folder, 'page_template.cpp'),
  `// Made by web/build.mjs.\n#include "export/page.h"\n\nnamespace entente::internal {\n\nstd::string_view page_template() noexcept {\n  return\n${literal(page)};\n}\n\n}  // namespace entente::internal\n`);
