/** Compares what a scanner found with the answers, range by range. */
import type { Answer } from './generate.js';
import type { Place } from './page.js';

/** A range of bytes that a scanner reports; only keyfence tells a verdict. */
export interface Found {
  file: string;
  start: number;
  end: number;
  /** What the scanner calls it. */
  rule: string;
  verdict?: string;
  confidence?: string;
}

/** A planted secret and the kind of file it stands in. */
export type Secret = Extract<Place, { label: 'secret' }> & { template: string };

/** A finding over no secret: what stands there instead is the kind of a clean text, or "unlabelled". */
export interface Wrong {
  found: Found;
  template: string;
  kind: string;
}

/** How a scan compares with the answers. */
export interface Score {
  found: Secret[];
  missed: Secret[];
  right: Found[];
  wrong: Wrong[];
  /** Clean texts in all, and those that a wrong finding lies over. */
  clean: number;
  cleanHit: number;
}

type Range = { start: number; end: number };
const overlap = (a: Range, b: Range) => a.start < b.end && b.start < a.end;

/** Judges each finding and each planted secret. A finding over something public counts neither way. */
export function score(answers: Answer[], findings: Found[]): Score {
  const byFile = new Map<string, Found[]>();
  for (const one of findings) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  const result: Score = { found: [], missed: [], right: [], wrong: [], clean: 0, cleanHit: 0 };
  for (const answer of answers) scoreFile(answer, byFile.get(answer.file) ?? [], result);
  return result;
}

function scoreFile({ template, places }: Answer, findings: Found[], result: Score): void {
  const secrets = places.filter((place) => place.label === 'secret');
  for (const secret of secrets) {
    const list = findings.some((one) => overlap(one, secret)) ? result.found : result.missed;
    list.push({ ...secret, template });
  }
  const clean = places.filter((place) => place.label === 'clean');
  const hit = new Set<Place>();
  for (const found of findings) {
    if (secrets.some((place) => overlap(found, place))) {
      result.right.push(found);
    } else if (!places.some((place) => place.label === 'public' && overlap(found, place))) {
      const under = clean.filter((place) => overlap(found, place));
      for (const place of under) hit.add(place);
      result.wrong.push({ found, template, kind: under[0]?.kind ?? 'unlabelled' });
    }
  }
  result.clean += clean.length;
  result.cleanHit += hit.size;
}
