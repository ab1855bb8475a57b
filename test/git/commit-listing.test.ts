/** The list of commits against Git's own words: every commit, its parents, and exactly the paths that no parent has like that. */
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseChange } from '../../src/git/commit-changes.js';
import { listCommits } from '../../src/git/commit-listing.js';
import { recordsOf } from '../../src/git/records.js';
import { commitAll, filesOf, made, PATHS } from '../support/made-commits.js';
import type { Repository } from '../support/repository.js';

const listing = suite('the list of commits');

/** The same from whole trees: what differs from every parent, and what each of them has. */
function expected(repository: Repository, line: string) {
  const [oid, ...parents] = line.split(' ') as [string, ...string[]];
  const nothing = `000000 ${'0'.repeat(40)}`;
  const now = filesOf(repository, oid);
  const before =
    parents.length > 0 ? parents.map((parent) => filesOf(repository, parent)) : [new Map<string, string>()];
  const paths = [...new Set([now, ...before].flatMap((files) => [...files.keys()]))].sort();
  const changes = paths
    .map((path) => [path, now.get(path) ?? nothing, ...before.map((files) => files.get(path) ?? nothing)])
    .filter(([, after, ...sides]) => sides.every((side) => side !== after));
  return { oid, parents, changes };
}

listing('of random histories with merges of up to four parents', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(made, { minLength: 6, maxLength: 12 }), async (commits) => {
      const repository = commitAll(commits);
      const tips = repository.git('rev-parse', '--branches').trim().split('\n');
      const excluded = [repository.git('rev-parse', 'c2').trim()];
      const known = repository.git('rev-list', 'c2').trim().split('\n');
      const listed = [];
      for await (const { oid, parents, changes } of listCommits({ tips, excluded }, repository.top)) {
        const asText = changes.map(({ path, mode, oid, before }) => [
          path,
          `${mode} ${oid}`,
          ...before.map((side) => `${side.mode} ${side.oid}`),
        ]);
        listed.push({ oid, parents, changes: asText.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)) });
      }
      const all = repository.git('rev-list', '--branches', '--parents').trim().split('\n');
      const wanted = all.filter((line) => !known.includes(line.slice(0, 40)));
      assert.equal(listed.length, wanted.length);
      const byOid = new Map(wanted.map((line) => [line.slice(0, 40), line]));
      const seen = new Set(known);
      for (const commit of listed) {
        assert.equal(commit, expected(repository, byOid.get(commit.oid) as string));
        assert.ok(
          commit.parents.every((parent) => seen.has(parent)),
          'a commit before its parent',
        );
        seen.add(commit.oid);
      }
    }),
    { numRuns: 25 },
  );
});

listing('of nothing, without a process', async () => {
  for await (const _ of listCommits({ tips: [], excluded: [] }, '/nowhere')) assert.unreachable();
});

listing('left early, its processes end', async () => {
  const repository = commitAll(
    Array.from({ length: 300 }, () => ({ parents: [1], files: PATHS.map(() => null) })),
  );
  const tips = [repository.git('rev-parse', 'c299').trim()];
  for await (const { oid } of listCommits({ tips, excluded: [] }, repository.top)) {
    assert.is(oid.length, 40);
    break;
  }
});

for (const what of ['tips', 'excluded']) {
  listing(`with an unknown commit among the ${what}: a failure, and no shorter list`, async () => {
    const repository = commitAll([{ parents: [], files: PATHS.map(() => null) }]);
    const tips = [repository.git('rev-parse', 'c0').trim()];
    const range = { tips, excluded: [], [what]: ['1'.repeat(40)] };
    let failure: unknown = null;
    try {
      for await (const _ of listCommits(range, repository.top)) assert.unreachable();
    } catch (error) {
      failure = error;
    }
    assert.match(String((failure as Error).message), 'git rev-list failed with exit code 128');
  });
}

for (const [facts, path] of [
  ['', 'a'],
  [':', 'a'],
  [`:100644 100644 ${'1'.repeat(40)} M`, 'a'],
  [`:100644 100644 ${'1'.repeat(40)} ${'2'.repeat(40)} M`, ''],
  [`::100644 100644 ${'1'.repeat(40)} ${'2'.repeat(40)} MM`, 'a'],
  [`:100644 10064x ${'1'.repeat(40)} ${'2'.repeat(40)} M`, 'a'],
  [`:100644 100644 ${'1'.repeat(40)} HEAD M`, 'a'],
] as const) {
  listing(`an entry that is none: "${facts.replace(/([12])\1+/g, '$1…')}"`, () => {
    assert.throws(() => parseChange(facts, path), /cannot read/);
  });
}

listing('records in pieces of any size; a last one without its end is an error', async () => {
  const text = 'one\0\0three and \xff\0';
  for (const size of [1, 2, 5, 100]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      Buffer.from(text.slice(at * size, (at + 1) * size), 'latin1'),
    );
    const records = [];
    for await (const record of recordsOf(Readable.from(pieces), '\0')) records.push(record);
    assert.equal(records, ['one', '', 'three and \xff']);
  }
  let failure: unknown = null;
  try {
    for await (const _ of recordsOf(Readable.from([Buffer.from('one\0tw')]), '\0'));
  } catch (error) {
    failure = error;
  }
  assert.match(String((failure as Error).message), 'ends in the middle');
});

listing.run();
