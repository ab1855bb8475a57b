/** Checks the patterns of a file: each against samples and near misses of itself, and all of them against all others. */
import { createDetector, type Detector } from '../detect/detector.js';
import { indexPatterns, type PatternIndex } from '../detect/index-patterns.js';
import type { Engine } from '../detect/regex.js';
import type { Lengths } from '../samples/draw.js';
import { nearMisses } from '../samples/near-misses.js';
import { createSeededRandom, type Random } from '../samples/random.js';
import { drawOutline, makeSample } from '../samples/sample.js';
import type { Pattern } from '../types.js';
import { catalogWith, takenIds } from './in-catalog.js';
import { tellMeetings } from './meeting-verdicts.js';
import { Meetings, TRIED } from './meetings.js';
import type { FileKind, OwnPattern, OwnPatterns } from './own-patterns.js';
import { nearMissFault, noSample, sampleFault, shadowedBranch } from './own-samples.js';
import type { Checked, Told } from './told.js';
import { type Planted, patternsMet, tryTexts } from './trial.js';

const AT_ONCE = 30; // patterns

/** The same file is told the same in every run. */
const SEED = 'keyfence patterns check';

interface CheckInput {
  kind: FileKind;
  own: OwnPattern[];
  catalog: PatternIndex;
  engine: Engine;
}

/** @returns what is wrong with the patterns, and what is worth knowing of them. */
export async function checkPatterns(
  { kind, own, faults, notes }: OwnPatterns,
  { catalog, engine }: Pick<CheckInput, 'catalog' | 'engine'>,
): Promise<Checked> {
  const check = new Check({ kind, own, catalog, engine });
  for (const one of own) await check.tryOwn(one);
  await check.tryOthers();
  const taken = kind === 'catalog' ? takenIds(own, catalog.patterns.all()) : [];
  const told = check.tell();
  return { ...told, faults: [...faults, ...taken, ...told.faults], notes: [...notes, ...told.notes] };
}

class Check {
  private readonly kind: FileKind;
  private readonly byPattern: Map<Pattern, OwnPattern>;
  /** Finds what the catalog and the file do; and what the file does alone. */
  private readonly all: Detector;
  private readonly alone: Detector;
  private readonly others: readonly Pattern[];
  private readonly meetings = new Meetings();
  private readonly random: Random = createSeededRandom(SEED).int;
  private readonly faults: Told[] = [];
  private samples = 0;
  private nearMisses = 0;

  constructor({ kind, own, catalog, engine }: CheckInput) {
    this.kind = kind;
    this.byPattern = new Map(own.map((one) => [one.pattern, one]));
    const patterns = own.map(({ pattern }) => pattern);
    const index = indexPatterns(patterns);
    this.alone = createDetector([index], engine);
    const whole =
      kind === 'schema' ? [catalog, index] : [indexPatterns(catalogWith(patterns, catalog.patterns.all()))];
    this.all = createDetector(whole, engine);
    const ids = new Set(patterns.map(({ id }) => id));
    this.others = catalog.patterns.all().filter(({ id }) => !ids.has(id));
  }

  async tryOwn(one: OwnPattern): Promise<void> {
    const fault = (await this.trySamples(one)) ?? (await this.tryNearMisses(one));
    if (fault !== null) this.faults.push(fault);
  }

  private async trySamples(one: OwnPattern): Promise<Told | null> {
    const { pattern } = one;
    const longest = this.plant(pattern, 1, 'longest');
    const samples = [...this.plant(pattern, TRIED.own), ...longest];
    if (samples.length === 0) return noSample(one);
    const trial = await tryTexts(samples, this.all);
    this.samples += samples.length;
    // What people choose for a name may look like anything: it is the name that tells.
    if (pattern.source !== null) {
      for (const outcome of trial.outcomes) this.meetings.addOwnText(one, outcome);
    }
    return (longest.length === 0 ? shadowedBranch(one) : null) ?? sampleFault(one, trial);
  }

  private async tryNearMisses(one: OwnPattern): Promise<Told | null> {
    const { pattern } = one;
    const misses = nearMisses(pattern, this.random);
    const planted = misses.map(({ text }) => ({ pattern, text }));
    this.nearMisses += misses.length;
    const kinds = misses.map(({ kind }) => kind);
    return nearMissFault(one, await tryTexts(planted, this.all), kinds);
  }

  /** Whether patterns of the file find what others are made for. */
  async tryOthers(): Promise<void> {
    for (let first = 0; first < this.others.length; first += AT_ONCE) {
      const planted = this.findMet(this.others.slice(first, first + AT_ONCE)).flatMap((other) =>
        this.plant(other, TRIED.other),
      );
      const { outcomes } = await tryTexts(planted, this.all);
      for (const outcome of outcomes) {
        for (const own of new Set(outcome.matching)) {
          const one = this.byPattern.get(own);
          if (one && own.source !== null) this.meetings.addOtherText(one, outcome);
        }
      }
    }
  }

  /** Those whose texts any pattern of the file may match: most are far from all of them. */
  private findMet(others: readonly Pattern[]): Pattern[] {
    const outlines = others
      .filter(({ structure }) => structure !== 'generic-credential')
      .flatMap((pattern) =>
        Array.from({ length: TRIED.other }, () => ({
          pattern,
          text: drawOutline(pattern, this.random) ?? '',
        })),
      );
    return patternsMet(outlines, this.alone);
  }

  tell(): Checked {
    const { samples, nearMisses, kind } = this;
    const whereOf = (pattern: Pattern) => this.byPattern.get(pattern)?.where ?? null;
    const { faults, notes } = tellMeetings(this.meetings, { kind, whereOf });
    return {
      patterns: this.byPattern.size,
      samples,
      nearMisses,
      faults: [...this.faults, ...faults],
      notes,
    };
  }

  private plant(pattern: Pattern, count: number, lengths: Lengths = 'any'): Planted[] {
    const draw = () => makeSample(pattern, { random: this.random, lengths });
    const texts = Array.from({ length: count }, draw);
    return texts.filter((text) => text !== null).map((text) => ({ pattern, text }));
  }
}
