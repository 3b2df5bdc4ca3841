// Opens pages of `export --format html` in Chromium without a network, and uses them as a reader would:
//   page_test.mjs ENTENTE GRAPH HOSTILE.jsonl FOLDER
// FOLDER takes what is made on the way, among it pictures. Exit 77: no Chromium here, nothing tested.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const [entente, graph, hostile, folder] = process.argv.slice(2).map((path) => resolve(path));
const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
if (!browserPath) {
  console.log('skipped: no Chromium');
  process.exit(77);
}

const run = (...words) => execFileSync(entente, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
/** How often the GraphML of a graph has an element: what another exporter counts. */
const countOf = (element, file, filters) => run('export', '-g', file, '--format', 'graphml', ...filters).split(`<${element} `).length - 1;
const edgesOf = (file, ...filters) => countOf('edge', file, filters);
const nodesOf = (file, ...filters) => countOf('node', file, filters);

// Drawn by the processor, as a test machine has no graphics card; as root Chromium wants no sandbox.
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'] });

/** Opens a page; whatever it complains of or asks a network for is kept. */
async function open(file, { hash = '', scheme = 'light', flags = {} } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: scheme, offline: true, acceptDownloads: true, ...flags });
  const page = await context.newPage();
  const complaints = [], requests = [], dialogs = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  await page.goto(`file://${file}${hash}`);
  await page.waitForFunction(() => window.entente || document.querySelector('.plain'));
  return { page, close: async () => {
    const foreign = requests.filter((url) => !url.startsWith(`file://${file}`) && !/^(data|blob):/.test(url));
    assert.deepEqual({ complaints: complaints.filter((text) => !/GPU stall|software WebGL/i.test(text)), foreign, dialogs }, { complaints: [], foreign: [], dialogs: [] });
    await context.close();
  } };
}

const shown = (page) => page.evaluate(() => window.entente.shown());
const textOf = (page, selector) => page.locator(selector).innerText();
/** Waits until the address has been written and the camera stands still. */
async function settle(page) {
  const state = () => page.evaluate(() => JSON.stringify([location.hash, window.entente.shown(), window.entente.camera()]));
  for (let last = '', same = 0; same < 4;) {
    await page.waitForTimeout(120);
    const now = await state();
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

/** How many colours a picture of the stage has: a blank one has few. */
async function coloursOfStage(page) {
  const png = (await page.locator('#stage').screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const pixels = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
    return new Set(pixels).size;
  }, png);
}

async function clickEdge(page, id) {
  const at = await page.evaluate((fact) => {
    const box = document.getElementById('canvas').getBoundingClientRect(), place = window.entente.pointOf(fact);
    return [box.left + place.x, box.top + place.y];
  }, id);
  await page.mouse.click(...at);
  await settle(page);
}

/** The statement of a line of JSON with markup wherever a text may stand, and a script for an article's address. */
function withMarkup(line) {
  const attack = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1"><!--';
  const statement = JSON.parse(line);
  statement.article = 'javascript:window.hacked=1';
  statement.sentence.text = `Germany met ${attack}.`;
  statement.sentence.end = statement.sentence.text.length;
  for (const name of ['label', 'mention']) statement.object[name] = attack;
  Object.assign(statement.object, { begin: 12, end: 12 + attack.length });
  statement.publisher = attack;
  return `${JSON.stringify(statement)}\n`;
}

/** What the page has of each graph, for the table of all clients. */
const counted = [];

const tests = {
  async 'all actors and facts are there and drawn'() {
    for (const ends of ['--states', '--actors']) {
      const file = join(folder, `page${ends}.html`);
      run('export', '-g', graph, '--format', 'html', ends, '-o', file);
      const { page, close } = await open(file);
      const facts = edgesOf(graph, ends), actors = nodesOf(graph, ends);
      assert.ok(facts > 20 && actors > 10);
      const all = await page.evaluate(() => window.entente.all());
      counted.push(all);
      assert.deepEqual(all, { facts, actors });
      assert.deepEqual(await shown(page), { facts, actors, matching: facts });
      assert.match(await textOf(page, '#summary'), new RegExp(`${actors} actors, ${facts} facts`));
      await settle(page);
      assert.ok(await coloursOfStage(page) > 200, 'the stage is blank');
      await page.screenshot({ path: join(folder, `page${ends}.png`) });
      await close();
    }
  },

  async 'search finds by any name and shows the actor'() {
    const { page, close } = await open(join(folder, 'page--states.html'));
    await page.keyboard.press('/');
    await page.keyboard.type('Moscow');
    await page.locator('#found li').first().waitFor();
    assert.match(await textOf(page, '#found li >> nth=0'), /Russia/);
    await page.keyboard.press('Enter');
    assert.equal(await textOf(page, '#detail h2.title'), 'Russia');
    await settle(page);
    assert.match(page.url(), /#actor=state%2Frus/);
    await page.keyboard.press('Escape');
    assert.equal(await textOf(page, '#detail h2 >> nth=0'), 'Strongest facts');
    await close();
  },

  async 'filters leave what entente query leaves, in the drawing and in the address'() {
    const { page, close } = await open(join(folder, 'page--states.html'));
    const cases = [['relation=meets-with', ['--relation', 'meets-with']], ['tone=conflict', ['--relation', 'conflict']], ['from=2014-01-01&to=2015-12-31', ['--since', '2014-01-01', '--until', '2015-12-31']],
      ['modality=planned', ['--modality', 'planned']], ['polarity=denied', ['--polarity', 'negative']], ['context=military', ['--context', 'military']]];
    for (const [hash, filters] of cases) {
      await page.evaluate((text) => { location.hash = text; }, hash);
      await settle(page);
      assert.equal((await shown(page)).matching, edgesOf(graph, '--states', ...filters), hash);
    }
    await page.evaluate(() => { location.hash = ''; });
    await settle(page);
    const all = await shown(page);
    await page.locator('.values button[data-key="sanctions"]').click();
    const sanctions = await shown(page);
    assert.equal(sanctions.matching, edgesOf(graph, '--states', '--relation', 'sanctions'));
    assert.ok(sanctions.actors < all.actors);
    await settle(page);
    assert.match(page.url(), /relation=sanctions/);
    const again = await open(join(folder, 'page--states.html'), { hash: new URL(page.url()).hash });
    assert.deepEqual(await shown(again.page), sanctions);
    await again.close();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    assert.deepEqual(await shown(page), all);
    await close();
  },

  async 'a click on an edge shows its sentences with source, title and date'() {
    const { page, close } = await open(join(folder, 'page--states.html'));
    await page.evaluate(() => { location.hash = 'relation=accuses&relation=cuts-ties-with'; });
    await settle(page);
    await page.keyboard.press('0');
    await settle(page);
    const [id] = await page.evaluate(() => window.entente.factsShown());
    await clickEdge(page, id);
    assert.match(page.url(), /fact=fa_/);
    const quotes = await page.locator('.statement blockquote').allInnerTexts();
    assert.ok(quotes.length > 0);
    const statements = run('query', '-g', graph, '? ? ?', '--format', 'jsonl', '--limit', '10000');
    for (const quote of quotes) assert.ok(statements.includes(JSON.stringify(quote).slice(1, -1)), quote);
    assert.match(await textOf(page, '.statement >> nth=0'), /\d{1,2} [A-Z][a-z]{2} \d{4}/);
    assert.ok(await page.locator('.statement mark.deed').count() > 0, 'the predicate is marked');
    await page.keyboard.press('n');
    assert.ok(await page.locator('.statement').count() > 0);
    await page.screenshot({ path: join(folder, 'evidence.png') });
    await close();
  },

  async 'hostile text stays text'() {
    const [file, store] = [join(folder, 'hostile.html'), join(folder, 'hostile.db')];
    rmSync(store, { force: true });
    writeFileSync(join(folder, 'markup.jsonl'), withMarkup(readFileSync(hostile, 'utf8').split('\n')[0]));
    run('merge', hostile, join(folder, 'markup.jsonl'), '-g', store);
    run('export', '-g', store, '--format', 'html', '-o', file);
    const { page, close } = await open(file, { scheme: 'dark' });
    const elements = () => page.evaluate(() => ({ scripts: document.scripts.length, strangers: document.querySelectorAll('img, iframe, object, embed, svg script, [onerror], [onload], form:not([method=dialog])').length,
      links: [...document.querySelectorAll('a')].filter((a) => !/^https?:$/.test(a.protocol)).length }));
    assert.deepEqual(await shown(page), { facts: edgesOf(store), actors: nodesOf(store), matching: edgesOf(store) });
    const facts = await page.evaluate(() => window.entente.factsShown());
    const seen = [];
    for (let i = 0; i < facts.length; i += 1) {
      await page.keyboard.press('n');
      seen.push(await textOf(page, '#detail'));
      assert.deepEqual(await elements(), { scripts: 2, strangers: 0, links: 0 });
    }
    assert.ok(seen.some((text) => text.includes('</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1"><!--')), 'markup is shown as it stands');
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    await settle(page);
    await page.screenshot({ path: join(folder, 'hostile.png') });
    await close();
  },

  async 'what is shown can be saved'() {
    const { page, close } = await open(join(folder, 'page--states.html'), { hash: '#relation=meets-with' });
    const { facts } = await shown(page);
    const saved = async (name) => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#tools').getByRole('button', { name, exact: true }).click()]);
      await download.saveAs(join(folder, download.suggestedFilename()));
      return join(folder, download.suggestedFilename());
    };
    const csv = readFileSync(await saved('CSV'), 'utf8'), graphml = readFileSync(await saved('GraphML'), 'utf8'), png = await saved('PNG');
    assert.equal(csv.trim().split('\r\n').length, facts + 1);
    assert.equal(graphml.split('<edge ').length - 1, facts);
    assert.ok(statSync(png).size > 5000);
    await close();
  },

  async 'without WebGL the list has all facts'() {
    const plain = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-3d-apis'] });
    const page = await plain.newPage();
    await page.goto(`file://${join(folder, 'page--states.html')}`);
    await page.waitForFunction(() => window.entente);
    assert.match(await textOf(page, '#notice'), /draws no WebGL/);
    assert.ok(await page.locator('.facts button').count() >= 40);
    await page.locator('.facts button').first().click();
    assert.ok(await page.locator('.statement').count() > 0);
    await plain.close();
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
await browser.close();
if (process.env.INTEROP_TABLE) {
  const sum = (name) => counted.reduce((total, graph) => total + graph[name], 0);
  const { facts } = JSON.parse(readFileSync(join(folder, 'page--states.html'), 'utf8').match(/<script type="application\/json"[^>]*>(.*?)<\/script>/s)[1]);
  const columns = new Set(facts.flatMap((fact) => [...Object.keys(fact), ...fact.e.flatMap(Object.keys)])).size;
  appendFileSync(process.env.INTEROP_TABLE, `${['Chromium', 'html', counted.length, sum('actors'), sum('facts'), columns, failed ? `${failed} differences` : 'same'].join('\t')}\n`);
}
process.exit(failed ? 1 : 0);
