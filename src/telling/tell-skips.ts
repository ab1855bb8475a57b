/** What was not scanned, as a receipt may tell it: accepted where the project accepts it, and no secret in any word of it. */
import { AcceptedSkips } from '../config/accepted-skips.js';
import type { SkipEntry } from '../config/configuration.js';
import type { Detector } from '../detect/detector.js';
import { maskName } from '../examine/examine.js';
import type { ByteString, Receipt, Skip } from '../types.js';

export interface Telling {
  /** The `skip` entries of the configuration. */
  entries: readonly SkipEntry[];
  /** Whether what would only be listed makes the scan incomplete, too, unless it is accepted. */
  strict: boolean;
  /** The detector for what a path is called. */
  detectorFor(path: ByteString): Promise<Detector>;
}

export async function tellSkips(
  skips: readonly Skip[],
  { entries, strict, detectorFor }: Telling,
): Promise<Pick<Receipt, 'skipped' | 'unusedSkips' | 'complete'>> {
  const acceptance = new AcceptedSkips(entries);
  const skipped: Skip[] = [];
  for (const skip of skips) {
    const { file, reason, listed, accepted } = acceptance.judge(skip);
    const detector = await detectorFor(file);
    const told = { file: maskName(file, detector), reason: maskName(reason, detector) };
    if (accepted === undefined) skipped.push({ ...told, listed: listed && !strict });
    else skipped.push({ ...told, listed, accepted: maskName(accepted, detector) });
  }
  const unusedSkips: ByteString[] = [];
  for (const path of acceptance.unused) unusedSkips.push(maskName(path, await detectorFor(path)));
  return { skipped, unusedSkips, complete: skipped.every(({ listed }) => listed) };
}
