/** A folder outside any repository: its files, less what the `.gitignore` files found in it ignore. */
import { readdirSync } from 'node:fs';
import type { ByteString, Skip } from '../types.js';
import { IgnoreRules } from './ignore-rules.js';
import { joinBytes, readRegularFile } from './read-file.js';

const IGNORE_FILE_LIMIT = 1024 * 1024; // bytes
// `ignore` matches with backtracking: what a line can cost is the path's depth to the power of its globstars. Beyond
// these limits nothing is ignored, so that a hostile `.gitignore` can neither stall the scan nor hide a file from it.
const GLOBSTARS_LIMIT = 3; // in one line
const DEPTH_LIMIT = 100; // folders of a path
const UTF8_MARK_AT_START = /^\xef\xbb\xbf/;

export interface FolderListing {
  /** Relative to the start. */
  files: ByteString[];
  /** Those of `files` that are neither files nor links: pipes, devices. */
  special: ByteString[];
  skipped: Skip[];
}

/** @param start absolute. Links to folders are not followed, so no loop is possible. */
export function listFolder(start: ByteString, options: { includeIgnored: boolean }): FolderListing {
  const files: ByteString[] = [];
  const special: ByteString[] = [];
  const skipped: Skip[] = [];
  const visit = (folder: ByteString, above: IgnoreRules[]) => {
    const here = options.includeIgnored ? above : [...above, ...rulesIn(start, folder, skipped)];
    for (const entry of readFolder(joinBytes(start, folder), folder, skipped)) {
      const name = entry.name.toString('latin1');
      const path = folder + name;
      if (!entry.isDirectory()) {
        if (isIgnored(path, here)) continue;
        files.push(path);
        if (!entry.isFile() && !entry.isSymbolicLink()) special.push(path);
      } else if (name !== '.git' && !isIgnored(`${path}/`, here)) {
        const inside = here.map((rules) => rules.within(`${path}/`));
        visit(`${path}/`, inside);
      }
    }
  };
  visit('', []);
  return { files, special, skipped };
}

function readFolder(absolute: ByteString, label: ByteString, skipped: Skip[]) {
  try {
    const entries = readdirSync(Buffer.from(absolute, 'latin1'), { withFileTypes: true, encoding: 'buffer' });
    return entries.sort((a, b) => Buffer.compare(a.name, b.name));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    skipped.push({ file: label, reason: `unreadable folder (${code})`, listed: code === 'ENOENT' });
    return [];
  }
}

/** The rules of a folder's own `.gitignore`, none or one. Git follows no link there. */
function rulesIn(start: ByteString, folder: ByteString, skipped: Skip[]): IgnoreRules[] {
  const path = `${folder}.gitignore`;
  const result = readRegularFile(joinBytes(start, path), IGNORE_FILE_LIMIT);
  if (result.kind === 'absent' || result.kind === 'directory' || (result.kind === 'read' && result.isLink)) {
    return [];
  }
  const text =
    result.kind === 'read' ? result.bytes.toString('latin1').replace(UTF8_MARK_AT_START, '') : null;
  if (text === null || text.split('\n').some((line) => line.split('**').length - 1 > GLOBSTARS_LIMIT)) {
    skipped.push({ file: path, reason: 'not applied: nothing was ignored by it', listed: true });
    return [];
  }
  return [new IgnoreRules(folder, text)];
}

/** The deepest `.gitignore` that says anything decides, as in Git. */
function isIgnored(path: ByteString, rules: IgnoreRules[]): boolean {
  if (path.split('/').length > DEPTH_LIMIT) return false;
  for (let i = rules.length - 1; i >= 0; i--) {
    const verdict = (rules[i] as IgnoreRules).verdictOn(path);
    if (verdict !== 'nothing') return verdict === 'ignored';
  }
  return false;
}
