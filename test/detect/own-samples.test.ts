/** Of all that matches a sample of a pattern, the pattern itself is what is reported, unless another says the same. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDetector } from '../../src/detect/detector.js';
import { indexPatterns } from '../../src/detect/index-patterns.js';
import { loadEngine } from '../../src/detect/regex.js';
import { judgeMatches } from '../../src/judge/judge.js';
import { catalog, sample } from '../support/sample.js';
import { surroundingsFor } from '../support/surroundings.js';

const samples = suite('a sample of a pattern');
const detector = createDetector([indexPatterns(catalog)], loadEngine('re2js'));

const TRIES = 12; // a sample may look made up, or be one of the few that two formats share

function reportedFor(pattern: (typeof catalog)[number]): string[] {
  const { before, after } = surroundingsFor(pattern)[1] as { before: string; after: string };
  const matches = detector.detect(Buffer.from(before + sample(pattern) + after, 'latin1'));
  return judgeMatches(matches, () => {}).map(({ match }) => match.pattern.id);
}

for (const pattern of catalog) {
  const expected = pattern.id;
  samples(`of ${expected} is reported as that`, () => {
    const reported = new Set<string>();
    for (let round = 0; round < TRIES; round++) {
      const ids = reportedFor(pattern);
      if (ids.includes(expected)) return;
      for (const id of ids) reported.add(id);
    }
    assert.unreachable(`reported as ${[...reported].join(', ') || 'nothing'}`);
  });
}

samples.run();
