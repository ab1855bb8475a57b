/** The checklist: every line of it, in the order in which it is shown, and what is said to each. */
import { ageAndBlackbox } from './encrypted-files/age-and-blackbox.js';
import { ansibleVaultFiles } from './encrypted-files/ansible-vault-files.js';
import { dotenvxFiles } from './encrypted-files/dotenvx-files.js';
import { filteredFiles } from './encrypted-files/filtered-files.js';
import { kubernetesSecrets } from './encrypted-files/kubernetes-secrets.js';
import { sopsFiles } from './encrypted-files/sops-files.js';
import { readableByOthers } from './file-modes/readable-by-others.js';
import type { Answer, Line } from './line.js';
import type { PolicyProject } from './project.js';
import { rotationAge } from './rotation/rotation-age.js';

/** A line with its answer. */
export type AnsweredLine = Pick<Line, 'id' | 'point' | 'title'> & Answer;

export const LINES: readonly Line[] = [
  readableByOthers,
  rotationAge,
  sopsFiles,
  dotenvxFiles,
  kubernetesSecrets,
  ansibleVaultFiles,
  filteredFiles,
  ageAndBlackbox,
];

/** @throws KeyfenceError of the first line that cannot find out. */
export async function answerLines(
  project: PolicyProject,
  lines: readonly Line[] = LINES,
): Promise<AnsweredLine[]> {
  const answers: AnsweredLine[] = [];
  for (const line of lines) {
    const { id, point, title } = line;
    answers.push({ id, point, title, ...(await line.look(project)) });
  }
  return answers;
}
