/** The HTML report in a real browser: clicked through, by mouse and by keyboard, on paper, narrow, and without its script. */
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { reportHtml } from '../../../src/report/html/report.js';
import type { Finding } from '../../../src/types.js';
import { browserSuite } from '../../support/browser.js';
import { findingOf, historyOf, receiptOf } from '../../support/report/findings.js';
import { makeContext } from '../../support/report/input.js';

const { pages, test, open } = browserSuite('the html report in a browser');

const CONTEXT = { ...makeContext(), endTime: new Date('2026-11-20T12:00:00Z') };

/** In the order of the page. */
const FINDINGS: Finding[] = [
  findingOf({
    title: 'First',
    severity: 'critical',
    provider: 'GitHub',
    verdict: 'checksum-valid',
    file: 'b/2.ts',
    fingerprint: 'kf1-first',
    history: historyOf('2024-05-01T10:00:00+02:00', null),
    revoke: 'https://example.com/tokens',
    rotate: 'Delete it there.',
  }),
  findingOf({
    title: 'Second',
    severity: 'high',
    provider: 'GitLab',
    category: 'auth-token',
    file: 'a/10.ts',
    history: historyOf('2023-05-01T10:00:00Z', '2024-05-01T10:00:00Z'),
  }),
  findingOf({
    title: 'Third',
    severity: 'low',
    provider: 'GitHub',
    file: 'a/9.ts',
    status: 'baseline',
    history: historyOf('2026-05-01T10:00:00Z', null),
  }),
];
const DOCUMENT = documentOf(FINDINGS);

function documentOf(findings: readonly Finding[]): string {
  return reportHtml(
    findings,
    receiptOf({ source: 'history', commits: 9, objects: 9, findings: findings.length }),
    CONTEXT,
  );
}

const titlesShown = (page: Page) => page.locator('#list > li:visible b').allTextContents();
const countShown = (page: Page) => page.locator('#shown').textContent();

pages('a document is made without a browser, too', () => {
  assert.match(DOCUMENT, /^<!DOCTYPE html>/);
});

test('it loads nothing, breaks no policy of its own, and has nothing to complain of', async () => {
  const { page, requests, complaints, refused } = await open(DOCUMENT);
  await page.locator('.finding summary').first().click();
  await page.locator('#theme').click();
  assert.equal([requests, complaints, await refused()], [[], [], []]);
});

const FILTERS: [title: string, set: (page: Page) => Promise<unknown>, shown: string[]][] = [
  ['a severity', (page) => page.getByRole('checkbox', { name: 'Critical' }).uncheck(), ['Second', 'Third']],
  ['a status', (page) => page.getByRole('checkbox', { name: 'Baseline' }).uncheck(), ['First', 'Second']],
  ['a provider', (page) => page.getByLabel('Provider').selectOption('GitLab'), ['Second']],
  ['a category', (page) => page.getByLabel('Category').selectOption('api-key'), ['First', 'Third']],
  ['a verdict', (page) => page.getByLabel('Verdict').selectOption('checksum-valid'), ['First']],
  ['what HEAD has', (page) => page.getByLabel('At HEAD').selectOption('yes'), ['First', 'Third']],
  ['what HEAD has not', (page) => page.getByLabel('At HEAD').selectOption('no'), ['Second']],
  ['a text', (page) => page.getByLabel('Search').fill('A/10'), ['Second']],
  ['a name in the totals', (page) => page.getByRole('button', { name: 'GitLab' }).click(), ['Second']],
  ['a severity in the totals', (page) => page.getByRole('button', { name: 'Low' }).click(), ['Third']],
];
for (const [title, set, shown] of FILTERS) {
  test(`the list is filtered by ${title}, and Reset brings all back`, async () => {
    const { page } = await open(DOCUMENT);
    assert.is(await countShown(page), '3 findings');
    await set(page);
    await page.getByText(`${shown.length} of 3 findings`).waitFor();
    assert.equal(await titlesShown(page), shown);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('3 findings', { exact: true }).waitFor();
    assert.equal(await titlesShown(page), ['First', 'Second', 'Third']);
  });
}

test('a name in the totals is a switch', async () => {
  const { page } = await open(DOCUMENT);
  const button = page.getByRole('button', { name: 'GitLab' });
  await button.click();
  assert.is(await button.getAttribute('aria-pressed'), 'true');
  await button.click();
  await page.getByText('3 findings', { exact: true }).waitFor();
  assert.is(await button.getAttribute('aria-pressed'), 'false');
});

test('where nothing fits, it says so', async () => {
  const { page } = await open(DOCUMENT);
  await page.getByLabel('Search').fill('there is no such text');
  await page.getByText('No finding fits these filters.').waitFor();
  assert.is(await countShown(page), '0 of 3 findings');
});

for (const [order, shown] of [
  ['by file', ['Third', 'Second', 'First']],
  ['longest out first', ['Second', 'First', 'Third']],
  ['newest first', ['Third', 'First', 'Second']],
] as const) {
  test(`the list is ordered ${order}`, async () => {
    const { page } = await open(DOCUMENT);
    await page.getByLabel('Order').selectOption({ label: order });
    await page.waitForFunction(`document.querySelector('#list b').textContent === '${shown[0]}'`);
    assert.equal(await titlesShown(page), shown);
  });
}

test('the keyboard alone reaches a finding, opens it, and copies from it; focus can be seen', async () => {
  const { page } = await open(DOCUMENT);
  const focused = () =>
    page.evaluate<string>(
      'document.activeElement.id || document.activeElement.name || document.activeElement.tagName',
    );
  await page.keyboard.press('Tab');
  assert.is(await page.evaluate('document.activeElement.textContent'), 'Skip to the findings');
  await page.keyboard.press('Enter');
  assert.is(await focused(), 'findings');
  const passed: string[] = [];
  for (let steps = 0; passed.at(-1) !== 'SUMMARY' && steps < 30; steps++) {
    await page.keyboard.press('Tab');
    passed.push(await focused());
    assert.is(
      await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'),
      'solid',
      passed.at(-1),
    );
  }
  assert.equal(
    [...new Set(passed)],
    [
      'text',
      'severity',
      'status',
      'provider',
      'category',
      'verdict',
      'head',
      'order',
      'BUTTON',
      'open-all',
      'close-all',
      'SUMMARY',
    ],
  );
  await page.keyboard.press('Enter');
  await page.getByText('Delete it there.').waitFor();
  await page.keyboard.press('Tab');
  assert.is(await focused(), 'A');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.locator('#said').getByText('Copied').waitFor({ state: 'attached' });
  assert.is(await page.evaluate('navigator.clipboard.readText()'), 'kf1-first');
});

test('the command that lets a finding through is copied whole', async () => {
  const { page } = await open(DOCUMENT);
  await page.locator('.finding summary').first().click();
  await page.getByRole('button', { name: 'Copy keyfence allow' }).click();
  await page.getByRole('button', { name: 'Copy keyfence allow' }).getByText('Copied').waitFor();
  assert.is(await page.evaluate('navigator.clipboard.readText()'), 'keyfence allow kf1-first --reason "WHY"');
});

for (const [system, first, second] of [
  ['light', 'rgb(244, 246, 248)', 'rgb(15, 19, 24)'],
  ['dark', 'rgb(15, 19, 24)', 'rgb(244, 246, 248)'],
] as const) {
  test(`it begins ${system} where the system is, and can be switched`, async () => {
    const { page } = await open(DOCUMENT, { colorScheme: system });
    const colour = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const button = page.getByRole('button', { name: 'Dark colours' });
    assert.equal(
      [await colour(), await button.getAttribute('aria-pressed')],
      [first, String(system === 'dark')],
    );
    await button.click();
    assert.equal(
      [await colour(), await button.getAttribute('aria-pressed')],
      [second, String(system === 'light')],
    );
  });
}

test('a link in the picture of time opens its finding, even one that is filtered away', async () => {
  const { page } = await open(DOCUMENT);
  await page.getByLabel('Search').fill('First');
  await page.getByText('1 of 3 findings').waitFor();
  await page.locator('.lives').getByRole('link', { name: 'Second' }).click();
  await page.getByText('3 findings', { exact: true }).waitFor();
  assert.is(await page.locator('#finding-2 details[open]').count(), 1);
  assert.is(await page.evaluate("document.activeElement.closest('li').id"), 'finding-2');
});

test('all that is shown can be opened and closed at once', async () => {
  const { page } = await open(DOCUMENT);
  const countOpen = () => page.locator('#list details[open]').count();
  await page.getByRole('checkbox', { name: 'Low' }).uncheck();
  await page.getByText('2 of 3 findings').waitFor();
  await page.getByRole('button', { name: 'Open all' }).click();
  assert.is(await countOpen(), 2);
  await page.getByRole('button', { name: 'Close all' }).click();
  assert.is(await countOpen(), 0);
});

test('ten thousand findings are filtered without a pause that a person would not wait for', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    findingOf({ file: `src/${index}.ts`, severity: index % 2 === 0 ? 'high' : 'low' }),
  );
  const { page } = await open(documentOf(many));
  // Playwright's own patience of 30 seconds is the bound: numbered entries took 90, these take a tenth of one.
  await page.getByRole('checkbox', { name: 'High' }).uncheck();
  await page.getByText('5,000 of 10,000 findings').waitFor();
  await page.getByLabel('Search').fill('src/9999.ts');
  await page.getByText('1 of 10,000 findings').waitFor();
});

pages.run();
