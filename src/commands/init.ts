/** `keyfence init`: proposes the hooks, and says what was written where. */
import { EXIT, type ExitCode } from '../exit-codes.js';
import { type InitOptions, init, initGlobal } from '../install/index.js';
import { describeReport, reportAsJson } from './install-words.js';
import { planOffers } from './offers.js';
import { isAtTerminal, proposeTo } from './propose.js';

export interface InitArguments extends Omit<InitOptions, 'propose' | 'offers'> {
  /** Write without asking. */
  yes: boolean;
  /** Whether more than hooks is offered; not so where left out. */
  withOffers?: boolean;
  /** For every repository of the user. */
  isGlobal: boolean;
  /** Print the report as JSON, and ask nothing. */
  json: boolean;
  print: (line: string) => void;
}

/**
 * @returns the exit code; that a person said no is no failure.
 * @throws what `init` throws: errors that name the way out.
 */
export async function runInit(options: InitArguments): Promise<ExitCode> {
  const { yes, dryRun, withOffers, json } = options;
  const install = options.isGlobal ? initGlobal : init;
  // Where nobody is asked, nothing but hooks is written.
  const offers = withOffers ? [planOffers({ areTaken: yes || dryRun || (!json && isAtTerminal()) })] : [];
  const report = await install({
    ...options,
    offers,
    ...(options.json ? {} : { propose: proposeTo(options) }),
  });
  for (const line of options.json ? [reportAsJson(report)] : describeReport(report)) options.print(line);
  return EXIT.clean;
}
