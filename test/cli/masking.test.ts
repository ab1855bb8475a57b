/** No output holds more of a secret than its format's literal prefix: for every pattern of the catalog, in every format. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FORMAT_NAMES } from '../../src/report/formats.js';
import { type Report, type ReportedFinding, Repository, scratch } from '../support/repository.js';
import { BY_LOOKS, catalog, patternOf, sample, secretOf } from '../support/sample.js';
import { runBin, scanReport } from '../support/scanned.js';
import { type Surrounding, surroundingsFor } from '../support/surroundings.js';

const masking = suite('masking');

const WINDOW = 6; // bytes of a secret that no output may hold in a row

const ids = [...new Set(catalog.map(({ id }) => id))];

/** A sample of every pattern, each in a file of its own, in a place where it counts. */
class Leaks {
  readonly repository = new Repository();
  readonly samples = new Map(ids.map((id) => [id, sample(patternOf(id))]));

  private report: Report | undefined;

  constructor() {
    for (const [id, text] of this.samples) {
      const { before, after } = surroundingsFor(patternOf(id))[0] as Surrounding;
      this.repository.write({ [fileOf(id)]: Buffer.from(before + text + after, 'latin1') });
    }
    this.repository.git('add', '.');
  }

  /** All that is found. */
  findings(): ReportedFinding[] {
    this.report ??= scanReport(this.repository, ['--confidence', 'low']);
    return this.report.findings;
  }

  /** The windows of all that a run prints. */
  printed(words: string[]): Set<string> {
    const { status, stdout, stderr } = runBin(this.repository, words);
    assert.is(status, 1);
    return new Set(windowsOf(withoutChance(valuesOf(stdout) + stderr)));
  }

  /** The windows of the reports of a run in all formats, but for those of reports in which nothing is found. */
  reported(): Set<string> {
    const constant = reportsOf(new Repository().stage({ 'a.txt': 'nothing\n' }), 0);
    return new Set([...reportsOf(this.repository, 1)].filter((window) => !constant.has(window)));
  }
}

/** The windows of all reports. @param status the exit code that the scan must have. */
function reportsOf(repository: Repository, status: number): Set<string> {
  const folder = scratch();
  const outputs = FORMAT_NAMES.flatMap((name) => ['--format', name, '--output', join(folder, name)]);
  assert.is(runBin(repository, ['scan', '--confidence', 'low', ...outputs]).status, status);
  const texts = FORMAT_NAMES.map((name) => readFileSync(join(folder, name), 'latin1'));
  // Of JSON lines each is a document.
  const parts = texts.flatMap((text) => (/^\{.*\}\n\{/.test(text) ? text.split('\n') : text));
  return new Set(parts.flatMap((part) => windowsOf(withoutChance(valuesOf(part)))));
}

function fileOf(id: string): string {
  return `leaks/-${ids.indexOf(id)}-.txt`;
}

/** A text as it is; of a JSON report every name and string in it, without the quotes and colons between. */
function valuesOf(stdout: string): string {
  if (!/^[{[]/.test(stdout)) return stdout;
  const texts: string[] = [];
  JSON.parse(stdout, (name, value) => {
    texts.push(name, typeof value === 'string' ? value : '');
    return value;
  });
  return texts.join('\0');
}

/** Without what a secret can hold by chance: layout, our file names, fingerprints and ids (random letters too), numbers. */
function withoutChance(printed: string): string {
  return printed
    .replace(/kf1-[a-z2-7]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|leaks\/-\d+-\.txt/g, '')
    .replace(/[ \n]{2,}/g, ' ')
    .replace(/(?<![\w.+/=-])\d+(?![\w.+/=-])/g, '#');
}

function windowsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - WINDOW + 1) }, (_, at) =>
    text.slice(at, at + WINDOW),
  );
}

/** What a report may say of a pattern: none of it comes from the scanned files. */
const known = new Set(
  catalog.flatMap(({ id, provider, title, env, revoke, rotate, prefixes }) =>
    [id, provider, title, revoke ?? '', rotate ?? '', ...env, ...prefixes].flatMap((text) =>
      [` ${text} `, `"${text}"`].flatMap(windowsOf),
    ),
  ),
);

/** Nor does the way past a finding, words of which a wallet's seed phrase can have, too. */
for (const window of windowsOf(
  ' allow keyfence allow --reason "WHY", if it is no secret, if it may be in Git ',
)) {
  known.add(window);
}

/** Whether a text belongs to the format (a host, a field name), and not to the one secret: other samples have it, too. */
function isOfFormat(window: string, id: string): boolean {
  return Array.from({ length: 20 }, () => sample(patternOf(id))).some((other) => other.includes(window));
}

const leaks = new Leaks();

masking(
  'something is found in the sample of every pattern, or the sample happens to look like a placeholder',
  () => {
    const read = new Set(leaks.findings().map(({ file }) => file));
    for (const id of ids.filter((one) => !read.has(fileOf(one)))) {
      // What no format tells, only its looks: a short sample can be a word.
      if (BY_LOOKS.includes(patternOf(id).structure ?? '')) continue;
      const { suppressed } = scanReport(leaks.repository, ['--confidence', 'low', fileOf(id)]).receipt;
      assert.ok((suppressed.placeholder ?? 0) + (suppressed.reference ?? 0) > 0, id);
    }
  },
);

masking('what is shown of a secret is text that its pattern begins with', () => {
  for (const { pattern, masked } of leaks.findings()) {
    const shown = ['', ...patternOf(pattern).prefixes].map((prefix) => `${prefix}…`);
    assert.ok(shown.includes(masked), pattern);
  }
});

for (const words of [
  ['scan'],
  ['scan', '--format', 'json'],
  ['scan', '--confidence', 'low'],
  ['pre-commit'],
]) {
  masking(`keyfence ${words.join(' ')} shows nothing of any secret`, () => {
    assert.equal(leakingIn(leaks.printed(words)), []);
  });
}

masking('no format of a report holds anything of any secret', () => {
  assert.equal(leakingIn(leaks.reported()), []);
});

/** The patterns of whose samples the windows show more than belongs to the format. */
function leakingIn(printed: ReadonlySet<string>): string[] {
  return ids.filter((id) => {
    const shown = windowsOf(secretOf(patternOf(id), leaks.samples.get(id) as string)).filter(
      (window) => printed.has(window) && !known.has(window),
    );
    return shown.some((window) => !isOfFormat(window, id));
  });
}

masking.run();
