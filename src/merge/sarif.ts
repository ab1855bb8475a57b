/** SARIF reports of keyfence as one with one run: code scanning takes no two runs of one category. */
import type { Finding, Receipt } from '../types.js';
import { cannotMerge, checkShards, expectSameKind, isShard, type Named } from './check-shards.js';
import { joinReceipts } from './join-receipts.js';
import { brokenReport, harmless, type Mask, readReport } from './read-report.js';

type Table = Record<string, unknown>;

/** One of them: its run, and the receipt that it carries. */
export interface SarifReport extends Named {
  schema: unknown;
  run: Table;
  rules: Table[];
  results: Table[];
}

/** Whether a JSON document means to be SARIF. */
export function isSarif(data: unknown): boolean {
  return isTable(data) && 'runs' in data;
}

/**
 * @param data of the whole document.
 * @throws KeyfenceError with the report's name and what was expected, never with a piece of it.
 */
export function readSarif(data: unknown, { name, mask }: { name: string; mask: Mask }): SarifReport {
  const document = maskedDeep(data, mask) as Table;
  const { runs } = document;
  const [run] = Array.isArray(runs) ? runs : [];
  if (document.version !== '2.1.0') throw brokenReport(name, 'at /version: expected 2.1.0');
  if (!isTable(run) || (runs as unknown[]).length !== 1) {
    throw brokenReport(name, 'at /runs: expected one run');
  }
  const driver = tableOf(tableOf(run.tool).driver);
  if (driver.name !== 'keyfence') throw brokenReport(name, 'at /runs/0/tool/driver: expected keyfence');
  const rules = tablesOf(driver.rules, (wrong) =>
    brokenReport(name, `at /runs/0/tool/driver/rules: ${wrong}`),
  );
  const results = tablesOf(run.results, (wrong) => brokenReport(name, `at /runs/0/results: ${wrong}`));
  for (const { id } of rules) {
    if (typeof id !== 'string')
      throw brokenReport(name, 'at /runs/0/tool/driver/rules: expected an id for each');
  }
  for (const { ruleIndex } of results) {
    if (rules[ruleIndex as number] === undefined)
      throw brokenReport(name, 'at /runs/0/results: expected the index of a rule for each');
  }
  return {
    name,
    schema: document.$schema,
    run,
    rules,
    results,
    receipt: receiptIn(run, { name, mask }, results),
  };
}

/**
 * @param reports at least one.
 * @param receiptFields a receipt as reports have it.
 * @throws KeyfenceError for what does not go together.
 */
export function mergeSarif(
  reports: readonly SarifReport[],
  receiptFields: (receipt: Receipt) => object,
): { document: object; receipt: Receipt } {
  const merged = inOrder(reports);
  const [first] = merged as [SarifReport];
  const results = merged.flatMap((report) => report.results);
  const receipt = joinReceipts(
    merged.map((one) => one.receipt),
    results.map(statusOf),
  );
  const run = {
    ...first.run,
    tool: { ...tableOf(first.run.tool), driver: { ...driverOf(first), rules: rulesOf(merged) } },
    invocations: [invocationOf(merged, receipt)],
    results: resultsOf(merged),
    properties: { ...tableOf(first.run.properties), receipt: receiptFields(receipt) },
  };
  return { document: { $schema: first.schema, version: '2.1.0', runs: [run] }, receipt };
}

function inOrder(reports: readonly SarifReport[]): readonly SarifReport[] {
  const [first, ...others] = reports as [SarifReport, ...SarifReport[]];
  for (const other of others) {
    expectSameKind(first, other);
    const isSame = driverOf(first).version === driverOf(other).version && isShard(first) === isShard(other);
    if (!isSame) {
      throw cannotMerge(
        `${other.name} is of another version of keyfence than ${first.name}, or only one of them is a shard`,
        'merge what belongs together',
      );
    }
  }
  if (!isShard(first)) return reports;
  if (first.receipt.source === 'history') {
    throw cannotMerge(
      'the shards of a history cannot be joined as SARIF: one secret can stand in several of them',
      'merge their JSON reports, and have SARIF written of these',
    );
  }
  return checkShards(reports);
}

/** Each once, in the order in which they are first met. */
function rulesOf(reports: readonly SarifReport[]): Table[] {
  return [
    ...new Map(
      reports
        .flatMap(({ rules }) => rules)
        .reverse()
        .map((rule) => [rule.id, rule]),
    ).values(),
  ].reverse();
}

function resultsOf(reports: readonly SarifReport[]): Table[] {
  const places = new Map(rulesOf(reports).map(({ id }, place) => [id, place]));
  return reports.flatMap(({ results, rules }) =>
    results.map((result) => ({ ...result, ruleIndex: places.get(rules[result.ruleIndex as number]?.id) })),
  );
}

/** From the beginning of the first one to the end of the last one. */
function invocationOf(reports: readonly SarifReport[], { complete }: Receipt): Table {
  const invocations = reports.flatMap(({ run }) => (Array.isArray(run.invocations) ? run.invocations : []));
  const all = invocations.filter(isTable);
  const times = (key: string) =>
    all.flatMap((one) => (typeof one[key] === 'string' ? [one[key]] : [])).sort();
  const [start] = times('startTimeUtc');
  const end = times('endTimeUtc').at(-1);
  return {
    ...all[0],
    executionSuccessful: complete,
    ...(start === undefined ? {} : { startTimeUtc: start }),
    ...(end === undefined ? {} : { endTimeUtc: end }),
    toolExecutionNotifications: all.flatMap(({ toolExecutionNotifications: one }) =>
      Array.isArray(one) ? one : [],
    ),
  };
}

/** The receipt, checked as that of a JSON report is. */
function receiptIn(run: Table, from: { name: string; mask: Mask }, results: readonly Table[]): Receipt {
  const { receipt } = tableOf(run.properties);
  if (!isTable(receipt)) throw brokenReport(from.name, 'at /runs/0/properties: expected a receipt');
  const read = readReport({ version: 1, findings: [], receipt: { ...receipt, findings: 0 } }, from).receipt;
  const findings = results.map(statusOf).filter(({ status }) => status === 'new').length;
  if (receipt.findings !== findings) {
    throw brokenReport(
      from.name,
      'at /runs/0/properties/receipt/findings: expected as many as there are results',
    );
  }
  return { ...read, findings };
}

function statusOf({ properties }: Table): Pick<Finding, 'status'> {
  const { status } = tableOf(properties);
  return { status: status === 'allowed' || status === 'baseline' ? status : 'new' };
}

function driverOf({ run }: SarifReport): Table {
  return tableOf(tableOf(run.tool).driver);
}

function tablesOf(value: unknown, broken: (wrong: string) => Error): Table[] {
  if (Array.isArray(value) && value.every(isTable)) return value;
  throw broken('expected a list of objects');
}

function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every text in it, line by line, without what looks like a secret or cannot be seen. It is of few levels. */
function maskedDeep(value: unknown, mask: Mask): unknown {
  const shown = (text: string) =>
    text
      .split('\n')
      .map((line) => harmless(line, mask))
      .join('\n');
  if (typeof value === 'string') return shown(value);
  if (Array.isArray(value)) return value.map((one) => maskedDeep(one, mask));
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [shown(key), maskedDeep(one, mask)]));
}
