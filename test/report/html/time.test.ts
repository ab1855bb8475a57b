/** The parts of the HTML report that are about time. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { historySection } from '../../../src/report/html/history.js';
import { lifetimesOf } from '../../../src/report/html/lifetimes.js';
import { periodsOf } from '../../../src/report/html/periods.js';
import { lengthWords } from '../../../src/report/html/time.js';
import type { Finding } from '../../../src/types.js';
import { findingOf, historyOf } from '../../support/report/findings.js';

const times = suite('time in the html report');

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

const listed = (...findings: Finding[]) =>
  findings.map((finding, index) => ({ finding, id: `finding-${index + 1}` }));
const from = (first: string, last: string | null, facts: Partial<Finding> = {}) =>
  findingOf({ history: historyOf(first, last), ...facts });

for (const [milliseconds, words] of [
  [0, 'under a day'],
  [DAY, '1 day'],
  [59.9 * DAY, '59 days'],
  [61 * DAY, '2 months'],
  [700 * DAY, '22 months'],
  [840 * DAY, '2.3 years'],
] as const) {
  times(`${words} is the word for ${milliseconds / DAY} days`, () => {
    assert.is(lengthWords(milliseconds), words);
  });
}

for (const [first, last, labels] of [
  ['2026-11-18', '2026-11-20', ['18 Nov 2026', '19 Nov 2026', '20 Nov 2026']],
  ['2026-07-01', '2026-07-01', ['1 Jul 2026']],
  [
    '2025-12-15',
    '2026-02-01',
    ['15 Dec 2025', '22 Dec 2025', '29 Dec 2025', '5 Jan 2026', '12 Jan 2026', '19 Jan 2026', '26 Jan 2026'],
  ],
  ['1990-05-01', '1999-02-01', null],
] as const) {
  times(`from ${first} to ${last} there are few periods, and they hold both ends`, () => {
    const [begin, end] = [Date.parse(first), Date.parse(last)];
    const periods = periodsOf(begin, end);
    assert.ok(periods.length <= 41);
    assert.ok((periods[0]?.start ?? Number.NaN) <= begin);
    assert.ok((periods.at(-1)?.start ?? Number.NaN) <= end);
    if (labels)
      assert.equal(
        periods.map(({ label }) => label),
        labels,
      );
  });
}

times('no span has more periods than a picture can hold', () => {
  for (let days = 0; days < 30_000; days += 37) {
    const { length } = periodsOf(NOW.getTime() - days * DAY, NOW.getTime());
    assert.ok(length >= 1 && length <= 41, `${length} for ${days} days`);
  }
});

times('a lifetime lasts from the first commit to the last, or to today', () => {
  const lifetimes = lifetimesOf(
    listed(from('2025-01-01T00:00:00Z', null), from('2024-01-01T00:00:00Z', '2024-06-01T00:00:00Z')),
    NOW,
  );
  assert.equal(
    lifetimes.map(({ id, first, last }) => [id, first, last]),
    [
      ['finding-2', Date.parse('2024-01-01'), Date.parse('2024-06-01')],
      ['finding-1', Date.parse('2025-01-01'), null],
    ],
  );
});

times('dates that cannot be are brought into the time that there was', () => {
  const lifetimes = lifetimesOf(
    listed(
      from('2099-01-01T00:00:00Z', null),
      from('0001-01-01T00:00:00Z', null),
      from('2025-06-01T00:00:00Z', '2025-01-01T00:00:00Z'),
      from('never', null),
      from('', null),
    ),
    NOW,
  );
  assert.equal(
    lifetimes.map(({ id, first, last }) => [id, first, last]),
    [
      ['finding-2', 0, null],
      ['finding-3', Date.parse('2025-06-01'), Date.parse('2025-06-01')],
      ['finding-1', NOW.getTime(), null],
    ],
  );
});

times('the table below the columns counts what entered and what was last seen', () => {
  const { text } = historySection(
    listed(
      from('2024-01-10T00:00:00Z', null),
      from('2024-01-20T00:00:00Z', '2025-03-01T00:00:00Z'),
      from('2025-03-05T00:00:00Z', null),
      from('2024-02-01T00:00:00Z', null, { status: 'allowed' }),
      from('never', null),
    ),
    NOW,
  );
  const rows = [
    ...text.matchAll(/<th scope="row">(\w+ \d{4})<\/th>((?:<td class="number">\d+<\/td>)+)<\/tr>/g),
  ];
  assert.equal(
    rows.map(([, period, cells = '']) => [period, ...cells.matchAll(/\d+/g)].map(String)),
    [
      ['Jan 2024', '2', '0', '2'],
      ['Mar 2025', '1', '1', '2'],
    ],
  );
  assert.match(text, '1 finding that a decision allows: left out here.');
  assert.match(text, '1 finding without a dated commit: left out here.');
});

times('each secret stands in the row of its exposure age', () => {
  const { text } = historySection(
    listed(
      from('2026-11-18T00:00:00Z', null),
      from('2026-10-30T00:00:00Z', null),
      from('2020-01-01T00:00:00Z', null),
    ),
    NOW,
  );
  const ageTable = text.slice(text.indexOf('Exposure age'));
  const counts = [
    ...ageTable.matchAll(/<th scope="row">([^<]+)<\/th><td class="bar">.*?<td class="number">(\d+)<\/td>/g),
  ];
  assert.equal(
    counts.slice(0, 6).map(([, name, count]) => `${name} ${count}`),
    [
      'Under a week 1',
      'Under a month 1',
      'Under 3 months 0',
      'Under a year 0',
      'Under 2 years 0',
      '2 years or more 1',
    ],
  );
});

times('without a history nothing is said of time', () => {
  assert.is(historySection(listed(findingOf()), NOW).text, '');
});

times.run();
