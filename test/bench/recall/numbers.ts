/** The numbers of the benchmark: recall, precision and false alarms, whole and by group. */
import type { Score, Secret } from './score.js';

/** So many of so many. */
export interface Share {
  of: number;
  all: number;
}

/** The numbers of one scan. */
export interface Numbers {
  /** Secrets found, of all. */
  recall: Share;
  withFormat: Share;
  withoutFormat: Share;
  /** Of the tokens: the mean over the providers, from 0 to 1. */
  perProvider: number;
  /** Findings that lie over a secret, of all. */
  precision: Share;
  /** Clean texts that are reported, of all. */
  falseAlarms: Share;
  byKind: Record<string, Share>;
  byTemplate: Record<string, Share>;
  /** Right findings of all, by keyfence's verdict and confidence. */
  byVerdict: Record<string, Share>;
}

const TOKENS = ['exact', 'context', 'unlisted'];

/** From 0 to 1; 1 where there is nothing. */
export function ratio({ of, all }: Share): number {
  return all === 0 ? 1 : of / all;
}

/** Counts a score. */
export function numbersOf(score: Score): Numbers {
  const { found, missed, right, wrong } = score;
  const where = (test: (secret: Secret) => boolean): Share => {
    const of = found.filter(test).length;
    return { of, all: of + missed.filter(test).length };
  };
  const providers = grouped(found.filter(isToken), missed.filter(isToken), ({ provider }) => provider);
  const each = Object.values(providers).map(ratio);
  return {
    recall: where(() => true),
    withFormat: where(({ hasFormat }) => hasFormat),
    withoutFormat: where(({ hasFormat }) => !hasFormat),
    perProvider: each.reduce((sum, one) => sum + one, 0) / Math.max(each.length, 1),
    precision: { of: right.length, all: right.length + wrong.length },
    falseAlarms: { of: score.cleanHit, all: score.clean },
    byKind: grouped(found, missed, ({ kind }) => kind),
    byTemplate: grouped(found, missed, ({ template }) => template),
    byVerdict: grouped(
      right,
      wrong.map((one) => one.found),
      ({ verdict, confidence }) => `${verdict}, ${confidence}`,
    ),
  };
}

function isToken({ kind }: Secret): boolean {
  return TOKENS.includes(kind);
}

/** By group: those of the first list, of both lists. */
function grouped<T>(first: T[], second: T[], group: (one: T) => string): Record<string, Share> {
  const shares: Record<string, Share> = {};
  for (const one of [...first, ...second]) shares[group(one)] ??= { of: 0, all: 0 };
  const count = (one: T, of: number) => {
    const share = shares[group(one)] as Share;
    share.of += of;
    share.all++;
  };
  for (const one of first) count(one, 1);
  for (const one of second) count(one, 0);
  return shares;
}

/** The groups with the most members first, each with its number. */
export function mostFirst<T>(all: T[], group: (one: T) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(group(one), (counts.get(group(one)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
