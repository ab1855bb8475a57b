/** What a run of the bin costs, told by itself when it ends: for runs whose input and output the benchmark holds. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../support/repository.js';
import type { Run } from './timing.js';

/** One run: the words for Node before the bin, and what it cost when it has ended. */
export interface Usage {
  words: string[];
  read(): Pick<Run, 'processorMilliseconds' | 'peakMegabytes'>;
}

export function usageOf(): Usage {
  const folder = scratch();
  const [file, preload] = [join(folder, 'usage.json'), join(folder, 'usage.cjs')];
  const write = `require('node:fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage()))`;
  writeFileSync(preload, `process.on('exit', () => ${write});`);
  return {
    words: ['--require', preload],
    read: () => {
      const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(file, 'utf8'));
      return {
        processorMilliseconds: (userCPUTime + systemCPUTime) / 1000,
        peakMegabytes: Math.round(maxRSS / 1024),
      };
    },
  };
}
