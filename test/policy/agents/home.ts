/** A home folder of its own, and what the lines about it answer. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sameSecretLine } from '../../../src/policy/agents/user/same-secret-line.js';
import { shellLine } from '../../../src/policy/agents/user/shell-line.js';
import type { UserSurroundings } from '../../../src/policy/agents/user/surroundings.js';
import { userAgentsLine } from '../../../src/policy/agents/user/user-agents-line.js';
import type { AnsweredLine } from '../../../src/policy/checklist.js';
import { type Repository, scratch } from '../../support/repository.js';
import { answers, repositoryOf } from './support.js';

const SCHEMA = {
  required: {
    app: { GITHUB_TOKEN: {}, ACME_KEY: { source: 'op://team/acme/key' }, REGION: { sensitive: false } },
  },
};

/** A project with a schema. */
export function project(files: Record<string, string> = {}): Repository {
  return repositoryOf({ 'secrets/schema.json': JSON.stringify(SCHEMA), ...files });
}

/** A config with one server that has these variables. */
export function server(env: Record<string, string>): string {
  return JSON.stringify({ mcpServers: { one: { command: 'x', env } } });
}

/** A home folder with these files, closed to others unless it is said otherwise. */
export class Home {
  readonly folder = scratch();
  readonly surroundings: UserSurroundings;

  constructor(env: Record<string, string> = {}) {
    const inside = Object.entries(env).map(([name, folder]) => [name, join(this.folder, folder)]);
    this.surroundings = { env: { HOME: this.folder, ...Object.fromEntries(inside) }, platform: 'linux' };
  }

  write(files: Record<string, string>, mode = 0o600): this {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      chmodSync(file, mode);
    }
    return this;
  }

  async ask(repository: Repository = project()): Promise<Record<'shell' | 'agents' | 'same', AnsweredLine>> {
    const lines = [shellLine, userAgentsLine, sameSecretLine].map((line) => line(this.surroundings));
    const [shell, agents, same] = await answers(repository, lines, { userConfigs: true });
    return { shell, agents, same } as Record<'shell' | 'agents' | 'same', AnsweredLine>;
  }

  /** `.zshrc:3` for each problem. */
  places({ problems }: AnsweredLine): string[] {
    return problems.map(({ file, line }) => `${file?.replace(`${this.folder}/`, '')}:${line}`).sort();
  }
}
