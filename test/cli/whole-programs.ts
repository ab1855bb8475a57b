/** Stand-ins for the programs that remedies name: each does in a few lines of shell what it is asked for there, and nothing else. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, type Repository, scratch } from '../support/repository.js';
import { DOTENVX } from './whole-project.js';

/** A file as Ansible encrypts it. */
const VAULT = `$ANSIBLE_VAULT;1.1;AES256\n${'6162636465666768'.repeat(4)}\n`;
const REFUSE = 'echo "not asked for in a remedy: $*" >&2; exit 9';

const PROGRAMS: Record<string, string> = {
  keyfence: `exec "${process.execPath}" "${BIN}" "$@"`,
  dotenvx: `[ "$1 $2" = 'encrypt -f' ] || { ${REFUSE}; }
sed -i -E '/DOTENV_PUBLIC_KEY|encrypted:/!s|=.*|="${DOTENVX}"|' "$3"`,
  'ansible-vault': `[ "$1" = encrypt ] || { ${REFUSE}; }
printf '%s' '${VAULT}' > "$2"`,
  'git-crypt': `case "$*" in
unlock) git config filter.git-crypt.clean 'git-crypt clean'; git config filter.git-crypt.smudge cat;;
'status -f') git ls-files -z -- '*.pin' | xargs -0 touch; git add --renormalize .;;
clean) printf '\\0GITCRYPT\\0'; cksum;;
*) ${REFUSE};;
esac`,
};

/** Puts them before all others on the path of whatever runs in the repository. */
export function addPrograms(repository: Repository): void {
  const folder = scratch();
  for (const [name, script] of Object.entries(PROGRAMS)) {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
  repository.env.PATH = `${folder}:${repository.env.PATH}`;
}
