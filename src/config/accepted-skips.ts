/** What was not scanned against what the project accepts not to be scanned. It never touches a finding. */
import type { ByteString, Skip } from '../types.js';
import { bytesOf, type SkipEntry } from './configuration.js';

/** The `skip` entries of a configuration, and which of them were of use. */
export class AcceptedSkips {
  private readonly reasons = new Map<ByteString, ByteString>();
  private readonly used = new Set<ByteString>();

  /** Of two entries for one path the first counts. */
  constructor(entries: readonly SkipEntry[]) {
    for (const { path, reason } of entries) {
      const bytes = bytesOf(path);
      if (!this.reasons.has(bytes)) this.reasons.set(bytes, bytesOf(reason));
    }
  }

  /** The skip; with the reason of the nearest entry that covers it, and only listed, where there is one. */
  judge(skip: Skip): Skip {
    for (const path of pathsCovering(skip.file)) {
      const accepted = this.reasons.get(path);
      if (accepted === undefined) continue;
      this.used.add(path);
      return { ...skip, listed: true, accepted };
    }
    return skip;
  }

  /** The paths of the entries that matched nothing so far. */
  get unused(): ByteString[] {
    return [...this.reasons.keys()].filter((path) => !this.used.has(path));
  }
}

/** The file itself, itself as a folder (a submodule is skipped as one), and each folder above it. */
function* pathsCovering(file: ByteString): Iterable<ByteString> {
  yield file;
  yield `${file}/`;
  for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
    yield file.slice(0, end + 1);
  }
}
