/** `keyfence pre-commit`: what the hooks run. Scans the index; of files that are named and not staged, all. */
import { BASELINE_FILE, readBaseline } from '../config/baseline-file.js';
import { CONFIGURATION_FILE, readConfiguration } from '../config/configuration.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { reportNothingStaged } from '../report/nothing.js';
import { openStaged, type StagedPathsSource } from '../sources/staged.js';
import { hasNothingKept } from './kept-findings.js';
import { write } from './output.js';
import { runScan, type ScanRun } from './run-scan.js';
import { unlessSkipped } from './skip-once.js';

/** What a hook types: nothing. */
export const HOOK_RUN: ScanRun = {
  reports: [{ format: 'text', file: null }],
  confidence: null,
  quiet: false,
  verbose: false,
  strict: false,
  knownValues: undefined,
  knownValuesFrom: undefined,
};

/** What sets the run up differently: a wrong word there is an error, whatever is staged. */
const SETTINGS = ['KEYFENCE_ENGINE', 'KEYFENCE_KNOWN_VALUES'];

/** @param paths files and folders, as the pre-commit framework and lint-staged name them; none is needed. */
export function runPreCommit(paths: readonly string[], run: ScanRun = HOOK_RUN): Promise<ExitCode> {
  return unlessSkipped('pre-commit', async () => {
    if (paths.length > 0) return runScan((scanner) => scanner.scanStaged({ paths }), run);
    const started = process.uptime(); // Node's performance is loaded by its first use, for a twelfth of its start
    const opened = await openStaged({ cwd: process.cwd() });
    if (run !== HOOK_RUN || !(await saysNothing(opened))) {
      return runScan((scanner) => scanner.scanStaged({ opened }), run);
    }
    await opened.close();
    await write('stderr', reportNothingStaged(Math.round((process.uptime() - started) * 1000)));
    return EXIT.clean;
  });
}

/** Whether nothing is staged, what the project decides is sound, and the last run left nothing behind: then no scan is needed. */
async function saysNothing(source: StagedPathsSource): Promise<boolean> {
  if (source.expected.files !== 0 || SETTINGS.some((name) => process.env[name])) return false;
  try {
    const { disable } = readConfiguration(await source.readFile(CONFIGURATION_FILE));
    readBaseline(await source.readFile(BASELINE_FILE));
    // Whether each pattern that is switched off exists, only a scan tells.
    return disable.length === 0 && hasNothingKept(process.cwd());
  } catch {
    return false; // the scan will tell what is wrong
  }
}
