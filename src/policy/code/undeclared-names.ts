/** The line about secrets that code reads and no schema knows. */
import { describeSecretName } from '../../offers/secret-names.js';
import { isOfTests } from '../../project/names/code-files.js';
import { folderOf } from '../../schema/merge-schemas.js';
import { type Line, notApplicable, type Problem } from '../line.js';
import { shownName } from '../words.js';
import { concludeOn } from './answer.js';
import { catalogKnows, entryToWrite } from './entry-to-write.js';
import { readsOf } from './reads.js';

/** What CI itself gives a run, and a web server a request. */
const GIVEN =
  /^(?:CI_JOB_TOKEN|CI_JOB_JWT\w*|CI_REGISTRY_PASSWORD|CI_DEPLOY_PASSWORD|ACTIONS_(?:RUNTIME|ID_TOKEN_REQUEST)_TOKEN|SYSTEM_ACCESSTOKEN|PHP_AUTH_PW)$/;

export const CODE_NAMES_DECLARED: Line = {
  id: 'code-names-declared',
  point: 'names',
  title: 'Every secret that code reads is in the schema',
  async look(project) {
    if (project.schemas.length === 0) return notApplicable('there is no schema');
    const found = readsOf(project);
    // What only tests read, tests set; and a secret that a test needs in CI, a workflow names.
    const secrets = found.reads
      .filter(({ file }) => !isOfTests(file))
      .filter(({ name }) => !GIVEN.test(name) && describeSecretName(name, catalogKnows(name)) !== null);
    const problems = new Map<string, Problem>();
    for (const { name, file, line } of secrets) {
      const entries = await project.entriesIn(folderOf(file));
      const isDeclared = entries.some(
        ({ variable, record }) => variable === name || record.aliases?.includes(name),
      );
      const remedy = entryToWrite(project, { name, file });
      const key = `${name}\n${remedy}`;
      if (isDeclared || problems.has(key)) continue;
      problems.set(key, {
        file,
        line,
        says: `${shownName(name)} is read here, and no schema above declares it`,
        remedy,
      });
    }
    const names = new Set(secrets.map(({ name }) => name)).size;
    return concludeOn(found, [...problems.values()], {
      passed: `${names} ${names === 1 ? 'secret' : 'secrets'} in ${found.files} files of code`,
      failed: `${problems.size} of ${names} secrets that code reads are in no schema`,
    });
  },
};
