/** Which values of a config are secrets, by all that a scan knows: formats, checksums, looks, the schema and known values. */
import { isPullRequestOfFork } from '../../environment/pull-request-of-fork.js';
import { createScanner, type Scanner } from '../../scanner.js';
import { type ByteString, type Finding, Secret } from '../../types.js';
import { readingsOf } from './readings.js';
import type { Place } from './server.js';

/** A place that holds a secret. */
export interface HeldSecret {
  place: Place;
  finding: Finding;
  /** For comparing only. */
  secret: Secret;
}

export interface JudgedPlaces {
  held: HeldSecret[];
  /** Whether something kept the scan from reading all of them. */
  isIncomplete: boolean;
}

/** Judges the places of one file after the other, with the project's schema, configuration and exceptions. */
export class PlaceJudge {
  private readonly scanner: Scanner;
  private readonly cwd: string;

  private static readonly known = new WeakMap<readonly Place[], Promise<JudgedPlaces>>();

  /** @param cwd the project's top level. */
  constructor(cwd: string) {
    this.cwd = cwd;
    this.scanner = createScanner({ knownValues: !isPullRequestOfFork(process.env) });
  }

  /**
   * @param file from the top level: the schemas and the path rules that hold for it count.
   * @param places of one config; the same list is judged once, whoever asks.
   * @throws KeyfenceError for a broken configuration or schema.
   */
  judge(file: ByteString, places: readonly Place[]): Promise<JudgedPlaces> {
    const judged = PlaceJudge.known.get(places) ?? this.judgeOnce(file, places);
    PlaceJudge.known.set(places, judged);
    return judged;
  }

  private async judgeOnce(file: ByteString, places: readonly Place[]): Promise<JudgedPlaces> {
    const lines = places.flatMap((place) => readingsOf(place).map((reading) => ({ place, reading })));
    if (lines.length === 0) return { held: [], isIncomplete: false };
    // One line for each reading: the line of a finding tells the place.
    const text = lines.map(({ place, reading }) => {
      const comment = place.comment === '' ? '' : ` // ${place.comment}`;
      return `${JSON.stringify(reading.name)}: ${JSON.stringify(reading.text)},${comment}\n`;
    });
    const bytes = Buffer.from(text.join(''), 'utf8');
    const name = Buffer.from(file, 'latin1').toString('utf8');
    const { findings, receipt } = await this.scanner.scanText(bytes, { name, cwd: this.cwd });
    const held = new Map<Place, Finding>();
    for (const finding of findings) {
      const place = lines[finding.line - 1]?.place;
      const counts = finding.status !== 'allowed' && finding.verdict !== 'file';
      if (place && counts && isBetter(finding, held.get(place))) held.set(place, finding);
    }
    return {
      held: places.flatMap((place) => {
        const finding = held.get(place);
        if (!finding) return [];
        const secret = new Secret(bytes.toString('latin1', finding.start, finding.end));
        return [{ place, finding, secret }];
      }),
      isIncomplete: !receipt.complete,
    };
  }
}

/** Of two findings in one place, the one that names a provider. */
function isBetter(finding: Finding, before: Finding | undefined): boolean {
  return before === undefined || (before.provider === 'Generic' && finding.provider !== 'Generic');
}
