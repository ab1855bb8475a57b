/** The checklist: every line of it, in the order in which it is shown, and what is said to each. */
import { staysInside } from '../install/stays-inside.js';
import { dialectsLine } from './agents/dialects-line.js';
import { hardcodedLine } from './agents/hardcoded-line.js';
import { namesLine } from './agents/names-line.js';
import { sameSecretLine } from './agents/user/same-secret-line.js';
import { shellLine } from './agents/user/shell-line.js';
import { userAgentsLine } from './agents/user/user-agents-line.js';
import { bypassesRecorded } from './auditing/bypasses.js';
import { hooksInstalled } from './auditing/hooks.js';
import { pipelineRuns } from './auditing/pipeline.js';
import { CODE_LINES } from './code/lines.js';
import { ageAndBlackbox } from './encrypted-files/age-and-blackbox.js';
import { ansibleVaultFiles } from './encrypted-files/ansible-vault-files.js';
import { dotenvxFiles } from './encrypted-files/dotenvx-files.js';
import { filteredFiles } from './encrypted-files/filtered-files.js';
import { kubernetesSecrets } from './encrypted-files/kubernetes-secrets.js';
import { sopsFiles } from './encrypted-files/sops-files.js';
import { envFilesInHistory } from './env-files/history.js';
import { envFilesIgnored } from './env-files/ignored.js';
import { envFilesTracked } from './env-files/tracked.js';
import { readableByOthers } from './file-modes/readable-by-others.js';
import { noneHardcoded } from './hardcoded/none.js';
import { type Answer, type Line, POINTS } from './line.js';
import type { PolicyProject } from './project.js';
import { rotationAge } from './rotation/rotation-age.js';
import { schemaThere } from './schema/there.js';
import { storesEncrypted } from './storage/encryption.js';
import { secretSources } from './storage/sources.js';
import { storeNames } from './stores/store-names.js';
import { templateNames } from './template/names.js';
import { templateValues } from './template/values.js';
import { WORKFLOW_LINES } from './workflows/lines.js';

/** A line with its answer. */
export type AnsweredLine = Pick<Line, 'id' | 'point' | 'title'> & Answer;

/** In any order of the points: within one they are shown as they stand here. */
const ALL: readonly Line[] = [
  secretSources,
  noneHardcoded,
  envFilesIgnored,
  envFilesTracked,
  envFilesInHistory,
  schemaThere,
  // First a real value goes, while Git still has the text, then names are added.
  templateValues,
  templateNames,
  hooksInstalled,
  pipelineRuns,
  bypassesRecorded,
  storesEncrypted,
  ...CODE_LINES,
  ...WORKFLOW_LINES,
  hardcodedLine,
  dialectsLine,
  namesLine,
  shellLine(),
  userAgentsLine(),
  sameSecretLine(),
  storeNames,
  readableByOthers,
  rotationAge,
  sopsFiles,
  dotenvxFiles,
  kubernetesSecrets,
  ansibleVaultFiles,
  filteredFiles,
  ageAndBlackbox,
];

export const LINES: readonly Line[] = POINTS.flatMap(({ id }) => ALL.filter(({ point }) => point === id));

/**
 * What a line would write behind a link that may lead out of the project is left out.
 * @throws KeyfenceError of the first line that cannot find out.
 */
export async function answerLines(
  project: PolicyProject,
  lines: readonly Line[] = LINES,
): Promise<AnsweredLine[]> {
  const answers: AnsweredLine[] = [];
  for (const line of lines) {
    const { id, point, title } = line;
    const answer = await line.look(project);
    const changes = answer.changes.filter(({ path }) => staysInside(path, project.top));
    answers.push({ id, point, title, ...answer, changes });
  }
  return answers;
}
