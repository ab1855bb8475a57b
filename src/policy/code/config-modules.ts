/** The line about the modules that alone may read secrets, where the configuration names them. */
import { CONFIGURATION_FILE } from '../../config/configuration.js';
import { coverageOf } from '../../config/path-rule.js';
import { isOfTests } from '../../project/names/code-files.js';
import { readsAsWords } from '../../schema/schema-form.js';
import type { ByteString } from '../../types.js';
import { type Line, notApplicable, type Problem } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';
import { concludeOn } from './answer.js';
import { readsOf } from './reads.js';

export const CONFIG_MODULES: Line = {
  id: 'config-modules',
  point: 'privilege',
  title: 'Only the configuration modules read secrets',
  look(project) {
    const modules = project.configuration.configModules;
    if (modules === null) return notApplicable(`${CONFIGURATION_FILE} names no configModules`);
    const found = readsOf(project);
    const secrets = secretsOf(project);
    const covers = modules.map(coverageOf);
    const isModule = (file: ByteString) => covers.some((isCovered) => isCovered(file));
    // A test reads what it hands to the module under test.
    const outside = found.reads.filter(
      ({ name, file }) => secrets.has(name) && !isModule(file) && !isOfTests(file),
    );
    const empty = modules.filter((_, position) => !project.files.some((file) => covers[position]?.(file)));
    const problems = [...empty.map(nowhere), ...outside.map((read) => problemOf(read, modules))];
    return concludeOn(found, problems, {
      passed: `${count(secrets.size, 'secret')} of the schemas, in ${found.files} files of code`,
      failed: `${count(problems.length, 'problem')} with ${count(modules.length, 'configuration module')}`,
    });
  },
};

function secretsOf({ declared }: PolicyProject): Set<string> {
  const sensitive = declared.filter(({ isSensitive }) => isSensitive);
  return new Set(sensitive.flatMap(({ name, aliases }) => [name, ...aliases]));
}

function problemOf(
  { name, file, line }: { name: string; file: ByteString; line: number },
  modules: readonly ByteString[],
): Problem {
  return {
    file,
    line,
    says: `${readsAsWords(name) ? name : 'a secret'} is read outside of the configuration modules`,
    remedy: `take it from ${textOf(modules[0] as ByteString)}, which reads it once and checks it`,
  };
}

function nowhere(rule: ByteString): Problem {
  return {
    file: CONFIGURATION_FILE,
    line: null,
    says: `configModules names ${textOf(rule)}, and nothing is there`,
    remedy: 'name the file that reads the secrets, or take the entry out',
  };
}

function textOf(path: ByteString): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}
