/** The line: the user's own configs of clients refer to secrets, and hold none. */
import { toText } from '../../../sources/read-file.js';
import { fail, type Line, manual, notApplicable, type Problem, pass } from '../../line.js';
import { quotePath } from '../../quote-word.js';
import { dialectProblems } from '../dialects-line.js';
import { problemOf } from '../hardcoded-line.js';
import { PlaceJudge } from '../judge-places.js';
import { tellConfigs, tellProblems, tellUnread } from '../words.js';
import { HERE, type UserSurroundings } from './surroundings.js';
import { type UserConfig, userConfigsOf } from './user-configs.js';

/** What a scan calls the values of a file of the user's: no path rule and no schema but the top level's is meant for it. */
export const USER_FILE = 'user-config';

/** What is said where nobody asked for it. */
export function notAsked(): ReturnType<typeof manual> {
  return manual('not looked at', 'keyfence check --user-configs looks at the files in your home folder, too');
}

export function userAgentsLine(surroundings: UserSurroundings = HERE): Line {
  return {
    id: 'user-agents',
    point: 'storage',
    title: 'Your own MCP and agent configs hold no secret',
    async look(project) {
      if (!project.userConfigs) return notAsked();
      const configs = userConfigsOf(project, surroundings);
      if (configs.length === 0) return notApplicable('you have no config of an MCP client or agent');
      const judge = new PlaceJudge(project.top);
      const problems: Problem[] = [];
      for (const config of configs) problems.push(...(await problemsIn(config, judge)));
      if (problems.length === 0) return pass(`none in ${tellConfigs(configs)}`);
      return fail(tellProblems(problems, configs), problems);
    },
  };
}

async function problemsIn(config: UserConfig, judge: PlaceJudge): Promise<Problem[]> {
  const { held, isIncomplete } = await judge.judge(USER_FILE, config.places);
  const { file, client, isOpen } = config;
  const open = {
    file,
    line: null,
    says: `everybody on this machine can read the config of ${client.title}, and a secret stands in it`,
    remedy: `chmod 600 ${quotePath(toText(file))}, and take the secret out`,
  };
  const unjudged = { file, line: null, says: 'not all of its values could be judged', remedy: null };
  return [
    ...tellUnread(config),
    ...held.map((one) => problemOf(config, one)),
    ...(isOpen && held.length > 0 ? [open] : []),
    ...(isIncomplete ? [unjudged] : []),
    ...dialectProblems(config),
  ];
}
