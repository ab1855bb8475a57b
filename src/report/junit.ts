/** The findings as JUnit XML, for every CI system that shows tests: a finding is a failed one. */
import type { Finding, Receipt, Skip } from '../types.js';
import { display, displayText } from './display.js';
import { whyLetThrough } from './exceptions.js';
import { nameOf, placeOf, reasonOf, rotationOf } from './finding-words.js';
import { plural, receiptLine } from './receipt.js';
import { remedyFor } from './remedies.js';
import type { ReportContext } from './reporter.js';
import { element } from './xml.js';

/**
 * One test case says whether everything was scanned (an error where not), one stands for each finding (skipped where it is
 * let through), and one passes where nothing new was found: a report without any would say nothing.
 */
export function reportJUnit(
  findings: readonly Finding[],
  receipt: Receipt,
  { startTime }: ReportContext,
): string {
  const told = findings.filter(({ status }) => status === 'new');
  const cases = [
    completenessCase(receipt),
    ...(told.length === 0 ? [testCase('keyfence', 'no new finding', [])] : []),
    ...findings.map(findingCase),
  ];
  const counts = {
    name: 'keyfence',
    tests: cases.length,
    failures: told.length,
    errors: receipt.complete ? 0 : 1,
    time: (receipt.durationMs / 1000).toFixed(3),
  };
  const suite = element(
    'testsuite',
    {
      ...counts,
      skipped: findings.length - told.length,
      timestamp: startTime.toISOString().slice(0, 19),
    },
    [propertiesOf(receipt), ...cases, element('system-out', {}, receiptLine(receipt))],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', counts, [suite])}`;
}

function propertiesOf({ source, files, bytes, commits, engine, patterns, complete }: Receipt): string {
  const facts = { source, files, bytes, commits, engine, formats: patterns, complete };
  return element(
    'properties',
    {},
    Object.entries(facts)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => element('property', { name, value: String(value) }, [])),
  );
}

function completenessCase({ skipped }: Receipt): string {
  const missed = skipped.filter(({ listed }) => !listed);
  const listed = skipped.filter((skip) => skip.listed);
  const inside = [
    ...(missed.length > 0
      ? [
          element(
            'error',
            {
              type: 'incomplete',
              message: `${missed.length} ${plural(missed.length, 'file')} not scanned`,
            },
            [...missed.map(skipLine), remedyFor(missed)].join('\n'),
          ),
        ]
      : []),
    ...(listed.length > 0 ? [element('system-out', {}, listed.map(skipLine).join('\n'))] : []),
  ];
  return testCase('keyfence', 'everything was scanned', inside);
}

function skipLine({ file, reason, accepted }: Skip): string {
  return `not scanned: ${display(file)} (${[reason, ...(accepted === undefined ? [] : [accepted])].map(display).join('; ')})`;
}

function findingCase(finding: Finding): string {
  const name = `${nameOf(finding)} at ${placeOf(finding)}`;
  if (finding.status !== 'new') {
    const message = `${finding.status}: ${whyLetThrough(finding)}`;
    return testCase(display(finding.file), name, [element('skipped', { message }, [])]);
  }
  const failure = element(
    'failure',
    { type: displayText(finding.pattern), message: `${finding.severity}: ${name}` },
    factsOf(finding).join('\n'),
  );
  return testCase(display(finding.file), name, [failure]);
}

/** What there is to know, a line each. */
function factsOf(finding: Finding): string[] {
  const { layers, commit, history, variable, fingerprint, confidence } = finding;
  return [
    `why: ${reasonOf(finding)} (confidence ${confidence}, ${fingerprint})`,
    ...(layers.length > 0 ? [`inside: ${layers.map(display).join(' > ')}`] : []),
    ...(commit && history === null
      ? [`commit: ${commit.oid} by ${display(commit.author)}, ${commit.date}`]
      : []),
    ...(history?.first ? [`first: ${history.first.commit.oid}, ${history.first.commit.date}`] : []),
    ...(history?.last ? [`last: ${history.last.commit.oid}, ${history.last.commit.date}`] : []),
    ...(history ? [`at HEAD: ${history.atHead ? 'yes' : 'no'}, places: ${history.places}`] : []),
    ...(variable ? [`instead: ${displayText(variable)} from the environment or your vault`] : []),
    `rotate: ${rotationOf(finding)}`,
  ];
}

function testCase(classname: string, name: string, inside: readonly string[]): string {
  return element('testcase', { classname, name, time: '0' }, inside);
}
