/** No output holds more of a secret than its format's literal prefix: for every pattern of the catalog, in every format. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Report, type ReportedFinding, Repository } from '../support/repository.js';
import { catalog, patternOf, sample } from '../support/sample.js';
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
    return new Set(windowsOf(stdout + stderr));
  }
}

function fileOf(id: string): string {
  return `leaks/${ids.indexOf(id)}.txt`;
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
const leaks = new Leaks();

masking('something is found in the sample of every pattern', () => {
  const missedBy = (some: Leaks) => {
    const read = new Set(some.findings().map(({ file }) => file));
    return ids.filter((id) => !read.has(fileOf(id)));
  };
  // By chance a sample looks like a placeholder (a short password of one letter): a second one of it does not.
  const missed = missedBy(leaks);
  const again = missed.length > 0 ? missedBy(new Leaks()) : [];
  assert.equal(
    missed.filter((id) => again.includes(id)),
    [],
  );
});

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
  ['scan', '--confidence', 'low', '--format', 'json'],
  ['pre-commit'],
]) {
  masking(`keyfence ${words.join(' ')} shows nothing of any secret`, () => {
    const printed = leaks.printed(words);
    // Indentation and offsets are in every report; a window that tells has letters in it.
    const isTelling = (window: string) => /[A-Za-z].*[A-Za-z]/.test(window) && /^\S+$/.test(window);
    const isLeaking = (window: string) => isTelling(window) && printed.has(window) && !known.has(window);
    const leaking = ids.filter((id) => windowsOf(leaks.samples.get(id) as string).some(isLeaking));
    assert.equal(leaking, []);
  });
}

masking.run();
