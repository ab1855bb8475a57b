/** What TruffleHog was told: `trufflehog:ignore` comments. Its detectors and excluded paths are given on its command line. */
import type { CommentCover, Foreign, ReadFile } from './types.js';

const COMMENT = 'trufflehog:ignore';
const FILES = ['.trufflehog.yml', '.trufflehog.yaml', 'trufflehog.yml', 'trufflehog.yaml'];

/** Every decision in TruffleHog's comments. */
export function readTrufflehog(read: ReadFile): Foreign[] {
  return [
    ...FILES.filter((file) => read(file) !== null).map(
      (file): Foreign => ({
        where: file,
        description: null,
        decision: { kind: 'none', why: 'YAML is not read: write its detectors into secrets/schema.json' },
      }),
    ),
    { where: `${COMMENT} comment`, description: null, decision: { kind: 'comment', covers } },
  ];
}

const covers: CommentCover = (lines, first, last) =>
  lines.slice(first - 1, last).some((line) => line.includes(COMMENT));
