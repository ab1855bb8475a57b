/** The line: no secret stands in the config of an MCP client or agent. */
import { fail, type Line, notApplicable, type Problem, pass } from '../line.js';
import type { AgentConfig } from './agent-config.js';
import { type HeldSecret, PlaceJudge } from './judge-places.js';
import { configsOf } from './project-configs.js';
import { variableFor } from './variable-for.js';
import { tellConfigs, tellPlace, tellProblems, tellSecret, tellUnread } from './words.js';

export const NO_CONFIG = 'no config of an MCP client or agent';

export const hardcodedLine: Line = {
  id: 'agent-hardcoded',
  point: 'hardcoded',
  title: 'MCP and agent configs hold no secret',
  async look(project) {
    const configs = configsOf(project);
    if (configs.length === 0) return notApplicable(NO_CONFIG);
    const judge = new PlaceJudge(project.top);
    const problems: Problem[] = [];
    for (const config of configs) problems.push(...tellUnread(config), ...(await hardcodedIn(config, judge)));
    if (problems.length === 0) return pass(`none in ${tellConfigs(configs)}`);
    return fail(tellProblems(problems, configs), problems);
  },
};

async function hardcodedIn(config: AgentConfig, judge: PlaceJudge): Promise<Problem[]> {
  const { held, isIncomplete } = await judge.judge(config.file, config.places);
  const problems = held.map((one) => problemOf(config, one));
  if (!isIncomplete) return problems;
  const says = `the values in the config of ${config.client.title} could not all be judged`;
  return [...problems, { file: config.file, line: null, says, remedy: 'run keyfence scan, which says why' }];
}

/** What is said of a secret in a config. */
export function problemOf({ file, client }: AgentConfig, { place, finding }: HeldSecret): Problem {
  const { kind, key, line } = place;
  const name = variableFor(place, finding);
  return {
    file,
    line,
    says: `${tellPlace(place)} holds ${tellSecret(finding)}`,
    remedy: `${client.instead({ kind, key, name })}; then rotate the one that stands here`,
  };
}
