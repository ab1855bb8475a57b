/** What was let through and why, and which exceptions are being added or are of no use; in lines for a person. */
import type { Finding, Receipt, WrittenException } from '../types.js';
import { display, displayText } from './display.js';

const MOST = 10; // lines of a kind, unless everything was asked for

/** @param options `verbose`: every finding and every exception by its place. */
export function exceptionLines(
  findings: readonly Finding[],
  { added = [], unused = [] }: Pick<Receipt, 'added' | 'unused'>,
  { verbose }: { verbose: boolean },
): string[] {
  const through = findings.filter(({ status }) => status !== 'new');
  const useless = `${unused.length} ${unused.length === 1 ? 'exception is' : 'exceptions are'} of no use any more`;
  return [
    ...few(
      added.map((one) => `EXCEPTION ADDED: ${describeException(one)}`),
      verbose,
    ),
    ...(verbose
      ? through.map((one) => `let through: ${placeOf(one)} (${whyLetThrough(one)})`)
      : few(countedReasons(through), verbose)),
    ...(verbose
      ? unused.map((one) => `of no use any more: ${describeException(one)}`)
      : unused.length > 0
        ? [`${useless}: --verbose names ${unused.length === 1 ? 'it' : 'them'}`]
        : []),
  ];
}

/** Why a finding is let through: `allow entry: a test key; A U Thor; until 2026-12-31`. */
export function whyLetThrough({ allow }: Finding): string {
  if (allow === null) return 'baseline: it was there when the project began with keyfence';
  const { by, reason, who, until } = allow;
  const more = [...(who === null ? [] : [display(who)]), ...(until === null ? [] : [`until ${until}`])];
  return [`${by}: ${display(reason)}`, ...more].join('; ');
}

function countedReasons(through: readonly Finding[]): string[] {
  const counts = new Map<string, number>();
  for (const finding of through)
    counts.set(whyLetThrough(finding), (counts.get(whyLetThrough(finding)) ?? 0) + 1);
  return [...counts].map(
    ([why, count]) => `let through: ${count} ${count === 1 ? 'finding' : 'findings'} (${why})`,
  );
}

function placeOf({ file, line, verdict, title, fingerprint }: Finding): string {
  const place = verdict === 'file' ? display(file) : `${display(file)}:${line}`;
  return `${place} ${displayText(title)} ${fingerprint}`;
}

/** One exception: where it is written, what it is about and why. */
export function describeException({ kind, file, line, what, reason, commit }: WrittenException): string {
  const place = `${display(file)}:${line}${commit === null ? '' : ` (commit ${commit.slice(0, 12)})`}`;
  const about = what === null ? '' : ` ${display(what)}`;
  return `${place} ${kind}${about}${reason === null ? '' : ` (${display(reason)})`}`;
}

function few(lines: readonly string[], verbose: boolean): string[] {
  if (verbose || lines.length <= MOST) return [...lines];
  const [kind] = (lines[0] as string).split(':');
  return [
    ...lines.slice(0, MOST),
    `${kind}: ${lines.length - MOST} more: --verbose or --format json names them all`,
  ];
}
