/** SARIF: what code scanning makes alerts of, and by what it knows them again. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reportSarif } from '../../../src/report/sarif/report.js';
import type { Finding, Receipt } from '../../../src/types.js';
import {
  ACCEPTED,
  LISTED,
  MISSED,
  makeContext,
  makeFinding,
  makeGuarded,
  makeHistorical,
  makeLetThrough,
  makeReceipt,
} from '../../support/report/input.js';
import { checkSarif, type SarifResult } from '../../support/report/sarif-schema.js';

const sarif = suite('SARIF');

function runOf(findings: readonly Finding[], changes: Partial<Receipt> = {}) {
  const [run] = checkSarif(reportSarif(findings, makeReceipt(findings, changes), makeContext())).runs;
  return run as NonNullable<typeof run>;
}

function resultsOf(...findings: Finding[]): SarifResult[] {
  return runOf(findings).results;
}

sarif('a finding is a result with its place, its bytes and a fingerprint of its own', () => {
  const [result] = resultsOf(makeFinding());
  assert.equal(result, {
    ruleId: 'acme-token',
    ruleIndex: 0,
    level: 'error',
    message: {
      text: 'Acme token acme_\u2026: its checksum is right. Rotate it: https://acme.example/tokens (Make a new one first.)',
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/client.js', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 9, endLine: 3, endColumn: 49, byteOffset: 57, byteLength: 40 },
        },
      },
    ],
    fingerprints: { 'keyfence/v1': 'kf1-aaaaaaaaaaaaaaaa' },
    suppressions: [],
    properties: {
      status: 'new',
      severity: 'critical',
      confidence: 'high',
      verdict: 'checksum-valid',
      category: 'api-key',
      provider: 'Acme',
      variable: 'ACME_TOKEN',
    },
  });
});

sarif('a rule says how grave it is and what to do, a step in each line', () => {
  const [rule] = runOf([makeFinding()]).tool.driver.rules;
  const out = 'Take it out of where it stands: from then on it comes from the environment or a vault.';
  const gone =
    'What was pushed once stays readable: removing it in a later commit does not make it harmless.';
  assert.equal(rule, {
    id: 'acme-token',
    shortDescription: { text: 'Acme token' },
    fullDescription: { text: 'Acme token (Acme, api-key)' },
    helpUri: 'https://acme.example/tokens',
    help: {
      text: `Revoke it: https://acme.example/tokens\nMake a new one first.\n${out}\n${gone}`,
      markdown: `1. [Revoke it](https://acme.example/tokens)\n2. Make a new one first.\n3. ${out}\n4. ${gone}`,
    },
    defaultConfiguration: { level: 'error' },
    properties: { 'security-severity': '9.5', tags: ['security', 'secret', 'api-key'] },
  });
});

for (const [severity, level, number] of [
  ['critical', 'error', '9.5'],
  ['high', 'error', '8.0'],
  ['medium', 'warning', '5.5'],
  ['low', 'note', '2.0'],
] as const) {
  sarif(`${severity} is ${level}, and ${number} for GitHub`, () => {
    const { results, tool } = runOf([makeFinding({ severity })]);
    assert.is(results[0]?.level, level);
    assert.is(tool.driver.rules[0]?.properties['security-severity'], number);
  });
}

sarif('findings of one pattern share a rule', () => {
  const { results, tool } = runOf([makeFinding(), makeGuarded(), makeFinding({ file: 'b.js' })]);
  assert.equal(
    results.map(({ ruleIndex }) => ruleIndex),
    [0, 1, 0],
  );
  assert.equal(
    tool.driver.rules.map(({ id }) => id),
    ['acme-token', 'file:env'],
  );
});

sarif('a guarded file is meant as a whole, and its rule says how it leaves Git', () => {
  const { results, tool } = runOf([makeGuarded()]);
  assert.equal(results[0]?.locations[0].physicalLocation.region, { startLine: 1 });
  assert.match(tool.driver.rules[0]?.help.text as string, /^git rm --cached takes the file out/);
});

for (const [file, uri] of [
  ['a b.js', 'a%20b.js'],
  ['\xc3\xa4.js', '%C3%A4.js'],
  ['x\xff', 'x%FF'],
  ['a:b?c#d%e', 'a%3Ab%3Fc%23d%25e'],
  ['(commit message)', '%28commit%20message%29'],
  ['a\\b\n', 'a%5Cb%0A'],
]) {
  sarif(`the file ${JSON.stringify(file)} is ${uri}`, () => {
    const [result] = resultsOf(makeFinding({ file: file as string }));
    assert.is(result?.locations[0].physicalLocation.artifactLocation.uri, uri);
  });
}

sarif('a file outside of the repository is an address of its own', () => {
  const findings = [makeFinding({ file: '/srv/a b' })];
  const log = JSON.parse(reportSarif(findings, makeReceipt(findings), makeContext()));
  const { artifactLocation } = log.runs[0].results[0].locations[0].physicalLocation;
  assert.equal(artifactLocation, { uri: 'file:///srv/a%20b' });
});

sarif('inside of a layer there are no bytes of the file', () => {
  const [result] = resultsOf(makeFinding({ layers: ['base64'] }));
  assert.equal(Object.keys(result?.locations[0].physicalLocation.region ?? {}), [
    'startLine',
    'startColumn',
    'endLine',
    'endColumn',
  ]);
  assert.equal(result?.properties.layers, ['base64']);
});

sarif('what is let through is suppressed, with the reason', () => {
  const comment = { by: 'inline comment', reason: 'a sample', who: null, until: null } as const;
  const results = resultsOf(
    ...makeLetThrough(),
    makeFinding({ file: 'c.js', status: 'allowed', allow: comment }),
  );
  assert.equal(
    results.flatMap(({ suppressions }) => suppressions),
    [
      {
        kind: 'external',
        status: 'accepted',
        justification: 'allow entry: revoked long ago; A <a@b>; until 2999-12-31',
      },
      {
        kind: 'external',
        status: 'accepted',
        justification: 'baseline: it was there when the project began with keyfence',
      },
      { kind: 'inSource', status: 'accepted', justification: 'inline comment: a sample' },
    ],
  );
});

sarif('each kind of source is a category of its own', () => {
  for (const source of ['tree', 'staged', 'range', 'history', 'stdin', 'message'] as const) {
    assert.is(runOf([], { source }).automationDetails.id, `keyfence/${source}/`);
  }
});

sarif('only for commits there is a line hash of our own: for files GitHub makes it of the line', () => {
  for (const source of ['tree', 'staged', 'stdin'] as const) {
    assert.is(runOf([makeFinding()], { source }).results[0]?.partialFingerprints, undefined);
  }
  for (const source of ['range', 'history', 'message'] as const) {
    assert.equal(runOf([makeFinding()], { source }).results[0]?.partialFingerprints, {
      primaryLocationLineHash: 'kf1-aaaaaaaaaaaaaaaa:1',
    });
  }
});

sarif('the first and the last commit of a history are places beside it', () => {
  const [result] = resultsOf(makeHistorical());
  assert.equal(
    result?.relatedLocations?.map(({ message }) => message?.text),
    [
      `first in commit ${'1'.repeat(40)} by F. Irst, 2024-01-02T03:04:05+00:00`,
      `last in commit ${'2'.repeat(40)} by L. Ast, 2025-06-07T08:09:10+02:00`,
    ],
  );
  assert.is((result?.properties.history as { places: number } | undefined)?.places, 2);
});

sarif('what was not scanned is told, and makes the execution unsuccessful', () => {
  const { invocations, properties } = runOf([], { skipped: [MISSED, LISTED, ACCEPTED] });
  assert.equal(invocations.length, 1);
  const [invocation] = invocations;
  assert.equal(
    [invocation?.executionSuccessful, invocation?.startTimeUtc, invocation?.endTimeUtc],
    [false, '2026-11-23T10:20:30.400Z', '2026-11-23T10:20:31.500Z'],
  );
  assert.equal(
    invocation?.toolExecutionNotifications.map(({ level, message, locations }) => [
      level,
      locations[0]?.physicalLocation.artifactLocation.uri,
      message.text,
    ]),
    [
      ['error', 'locked.bin', 'not scanned: unreadable (EACCES)'],
      ['note', 'vendor/lib', 'not scanned: submodule or nested repository'],
      ['note', 'big.zip', 'not scanned: too large; built by us'],
    ],
  );
  assert.is(properties.receipt.complete, false);
});

sarif('a clean scan is a run without results that was successful', () => {
  const { results, invocations, columnKind } = runOf([]);
  assert.equal([results, invocations[0]?.executionSuccessful, columnKind], [[], true, 'unicodeCodePoints']);
});

sarif.run();
