/** No configuration and no variable of Git's changes what a staged scan sees. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import type { Repository } from '../support/repository.js';
import { FOUND, SKIPPED, stageEveryKindOfChange } from './every-kind-of-change.js';
import { expectStaged } from './expect-staged.js';

const configuration = suite('staged: configuration of Git');

// From a subfolder, where a relative listing would leave most of it out.
let repository: Repository;
let cwd: string;
configuration.before(() => {
  repository = stageEveryKindOfChange();
  cwd = join(repository.top, 'sub');
  repository.write({ '../order': 's*\nz*\nr*\na*\n' });
});

/** Keys that do not get in each other's way are set together. */
const SETTINGS: Record<string, string>[] = [
  { 'color.ui': 'always', 'color.diff': 'always', 'color.diff.meta': 'red', 'color.pager': 'true' },
  { 'diff.noprefix': 'true' },
  { 'diff.mnemonicPrefix': 'true' },
  { 'diff.srcPrefix': 'x', 'diff.dstPrefix': 'y', 'diff.wordRegex': '.', 'diff.suppressBlankEmpty': 'true' },
  { 'diff.external': 'false' },
  { 'diff.renames': 'copies', 'diff.renameLimit': '1' },
  { 'diff.renames': 'false' },
  { 'diff.relative': 'true' },
  { 'diff.orderFile': '../order' },
  { 'diff.context': '0', 'diff.interHunkContext': '100', 'diff.algorithm': 'histogram' },
  { 'diff.ignoreSubmodules': 'all', 'submodule.module.ignore': 'all' },
  { 'diff.submodule': 'log', 'submodule.recurse': 'true', 'status.submoduleSummary': 'true' },
  { 'diff.wsErrorHighlight': 'all', 'diff.colorMoved': 'zebra', 'diff.dirstat': 'lines' },
  { 'core.quotePath': 'true', 'core.abbrev': '4', 'diff.statGraphWidth': '1' },
  { 'core.quotePath': 'false', 'core.abbrev': 'no' },
  { 'core.autocrlf': 'true', 'core.eol': 'crlf', 'core.whitespace': 'cr-at-eol' },
  { 'core.autocrlf': 'input', 'core.safecrlf': 'true' },
  { 'core.ignoreCase': 'true', 'core.fileMode': 'false', 'core.symlinks': 'false' },
  { 'core.bigFileThreshold': '1', 'core.compression': '0', 'pack.packSizeLimit': '1' },
  { 'core.untrackedCache': 'true', 'core.preloadIndex': 'false', 'diff.autoRefreshIndex': 'false' },
  { 'core.pager': 'false', 'pager.diff': 'false', 'pager.rev-parse': 'false', 'core.editor': 'false' },
  { 'status.short': 'true', 'status.branch': 'true', 'status.relativePaths': 'false' },
  { 'status.showUntrackedFiles': 'no', 'log.showSignature': 'true', 'i18n.logOutputEncoding': 'UTF-16' },
  { 'alias.diff': 'log', 'alias.rev-parse': 'status', 'alias.cat-file': '!false' },
  { 'trace2.normalTarget': '1', 'advice.detachedHead': 'true', 'feature.experimental': 'true' },
];

for (const settings of SETTINGS) {
  const shown = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  configuration(shown.join(' '), () => {
    const file = join(repository.top, '.git/config');
    const before = readFileSync(file);
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
    try {
      expectStaged(repository, FOUND, { cwd, skipped: SKIPPED });
    } finally {
      writeFileSync(file, before);
    }
  });
}

configuration('the same in the environment, tracing and another language included', () => {
  const env = {
    GIT_EXTERNAL_DIFF: 'false',
    GIT_DIFF_OPTS: '--unified=0',
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'color.ui',
    GIT_CONFIG_VALUE_0: 'always',
    GIT_CONFIG_KEY_1: 'diff.relative',
    GIT_CONFIG_VALUE_1: 'true',
    GIT_PAGER: 'false',
    GIT_TRACE: '1',
    GIT_TRACE2: '1',
    LC_ALL: 'de_DE.UTF-8',
  };
  expectStaged(repository, FOUND, { cwd, env, skipped: SKIPPED });
});

for (const name of ['LITERAL', 'ICASE', 'NOGLOB', 'GLOB']) {
  configuration(`GIT_${name}_PATHSPECS in the environment`, () => {
    expectStaged(repository, FOUND, { cwd, env: { [`GIT_${name}_PATHSPECS`]: '1' }, skipped: SKIPPED });
  });
}

configuration.run();
