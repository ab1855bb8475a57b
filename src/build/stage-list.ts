/** What the stages of the bin are, from what every run needs to what few do. */
import type { Stage } from './stages.js';

export const STAGES: readonly Stage[] = [
  { name: 'cli', begins: ['cli.ts'] },
  { name: 'scanning', begins: ['scanner.ts', 'commands/run-scan.ts'] },
  { name: 'judging', begins: ['judge/judge.ts', 'judge/fingerprint.ts', 'judge/places.ts', 'finding.ts'] },
  { name: 'containers', begins: ['decode/containers.ts'] },
  { name: 'progress-bar', begins: ['commands/progress-bar.ts'] },
];
