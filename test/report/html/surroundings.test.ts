/** The HTML report of the real bin in a real browser: hostile names, paper, a narrow screen, no script, and axe. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions } from 'playwright-core';
import * as assert from 'uvu/assert';
import { browserSuite, type Opened } from '../../support/browser.js';
import { Repository } from '../../support/repository.js';
import { runBin, secretText, utf8 } from '../../support/scanned.js';

const { pages, test, open: openIn } = browserSuite('the html report of a hostile repository');

const AUTHOR = '"><script>window.hacked=1</script>';
const LONG = `${'a-folder-with-a-name-that-does-not-end/'.repeat(5)}${'x'.repeat(120)}.ts`;

/** A history with three secrets under names that would do harm, one of them gone, and an archive that cannot be read. */
function hostileRepository(): Repository {
  const repository = new Repository();
  repository.env.GIT_AUTHOR_NAME = AUTHOR;
  repository.stage({
    '</script><script>window.hacked=1</script>.ts': secretText(),
    '"><img src=x onerror=window.hacked=1>\u202e\n.ts': secretText(),
    'cut.zip': Buffer.from('504b0304140000000800aaaaaaaa', 'hex'),
  });
  repository.commit();
  repository.stage({ [LONG]: secretText() });
  repository.commit();
  repository.git('rm', '-q', '--', LONG);
  repository.commit();
  return repository;
}

const ran = runBin(hostileRepository(), ['scan', '--history', '--format', 'html']);
const DOCUMENT = utf8(ran.stdout);
const open = (options: BrowserContextOptions = {}) => openIn(DOCUMENT, options);

/** How many pixels the page is wider than the window. */
const overhang = ({ page }: Opened) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

pages('the bin writes the document to standard output, and tells the outcome as ever', () => {
  assert.is(ran.status, 1);
  assert.match(DOCUMENT, /^<!DOCTYPE html>.*<\/html>\n$/s);
  assert.match(DOCUMENT, '<h1>3 secrets in 3 files</h1>');
  assert.match(DOCUMENT, 'The scan is incomplete.');
  assert.match(ran.stderr, '3 findings, INCOMPLETE');
});

test('no name of a file, a ref or an author is run or hidden', async () => {
  const { page, requests, complaints, refused } = await open();
  await page.getByRole('button', { name: 'Open all' }).click();
  await page.getByLabel('Search').fill('window.hacked');
  assert.is(await page.evaluate('typeof window.hacked'), 'undefined');
  assert.equal([requests, complaints, await refused()], [[], [], []]);
  assert.is(await page.locator('img, main script').count(), 0);
  const text = await page.locator('#list').textContent();
  assert.match(text ?? '', '"><img src=x onerror=window.hacked=1>\\u{202e}\\n.ts:1:14');
  assert.match(text ?? '', '</script><script>window.hacked=1</script>.ts:1:14');
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without';
  test(`on paper all is open and no control is seen, ${how} its script`, async () => {
    const { page } = await open({ javaScriptEnabled, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    for (const facts of await page.locator('.finding .facts').all()) {
      assert.ok(((await facts.boundingBox())?.height ?? 0) > 100);
      assert.ok(await facts.isVisible());
    }
    // The names in the totals are buttons that look like text.
    const controls = page.locator('button:not(.as-text), input, select').filter({ visible: true });
    assert.is(await controls.count(), 0);
    assert.is(await page.evaluate('getComputedStyle(document.body).color'), 'rgb(26, 32, 40)');
  });

  for (const width of [360, 800, 1400]) {
    test(`nothing stands over the edge at ${width} pixels, ${how} its script`, async () => {
      const opened = await open({ javaScriptEnabled, viewport: { width, height: 800 } });
      assert.is(await overhang(opened), 0);
      for (const summary of await opened.page.locator('summary:visible').all()) await summary.click();
      assert.is(await overhang(opened), 0);
    });
  }
}

test('before it is printed all is opened, and afterwards closed again', async () => {
  const { page } = await open();
  const opened = () => page.locator('#list details[open]').count();
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  assert.is(await opened(), 3);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  assert.is(await opened(), 0);
});

test('without its script the list is whole, and each finding opens', async () => {
  const { page } = await open({ javaScriptEnabled: false });
  assert.is(await page.locator('#list > li:visible').count(), 3);
  assert.is(await page.locator('button:visible, input:visible, select:visible').count(), 0);
  await page.locator('.finding summary').nth(1).click();
  assert.ok(await page.locator('.finding .facts').nth(1).isVisible());
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`axe has nothing to object to: ${colorScheme}, ${width} pixels`, async () => {
      const { page } = await open({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
      await page.addScriptTag({ content: axe });
      const objections = await page.evaluate<string[]>(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join(" ")))',
      );
      assert.equal(objections, []);
      assert.ok((await page.evaluate<number>('axe.getRules().length')) > 50);
    });
  }
}

pages.run();
