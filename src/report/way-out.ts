/** What to do now: how to get what was found out of where it stands, and what the one way past a hook is. */
import type { Finding, SourceName } from '../types.js';

/** Lines for a person, without indentation of the block's title. */
export function wayOut(findings: readonly Finding[], source: SourceName): string[] {
  const lines = outOf(findings, source);
  if (findings.some(({ verdict, history }) => verdict === 'file' && history?.atHead !== false)) {
    lines.push('  file    git rm --cached -f FILE takes it out of Git and leaves your copy where it is');
  }
  return [...lines, ...pastTheHook(findings, source)];
}

const SPENT = 'then it is spent: rotate it as said above';

function outOf(findings: readonly Finding[], source: SourceName): string[] {
  if (source === 'message') return outOfMessage(findings);
  if (source === 'range') return outOfCommits(findings);
  if (source === 'history') return outOfHistory();
  return outOfFiles(findings, source);
}

function outOfFiles(findings: readonly Finding[], source: SourceName): string[] {
  if (findings.every((finding) => finding.verdict === 'file')) return [];
  return [
    `  secret  take it out of the file${source === 'staged' ? ' and `git add` the file again' : ''}`,
    `          it left this machine once? ${SPENT}`,
  ];
}

/** Git keeps the message of a refused commit, of `-m` too; that of a refused merge it offers again by itself. */
function outOfMessage(findings: readonly Finding[]): string[] {
  const isBranch = ({ file }: Finding) => file === '(branch name)';
  const lines: string[] = [];
  if (!findings.every(isBranch)) {
    lines.push(
      '  message git commit -e -F "$(git rev-parse --git-path COMMIT_EDITMSG)" opens it again, to take the secret out',
      '          (with -a, -v, --amend where you had typed them; in a merge: git commit)',
    );
  }
  if (findings.some(isBranch)) {
    lines.push('  branch  git branch -m NAME gives it another name; then commit again');
  }
  return [...lines, `          it left this machine once? ${SPENT}`];
}

/** A later commit that removes it does not help: the commits themselves must be written anew. */
function outOfCommits(findings: readonly Finding[]): string[] {
  const isIn = (what: string) => findings.some(({ file }) => file.startsWith(`(${what} `));
  return [
    '  commit  take it out of the commit that brings it; removing it in a later one does not help',
    '          the last commit: git commit --amend; an older one: git rebase -i COMMIT^, then edit',
    `          it was pushed once? ${SPENT}`,
    ...(isIn('tag') ? ['  tag     git tag -d NAME, then tag anew'] : []),
    ...(isIn('branch') ? ['  branch  git branch -m NEW-NAME, then push that'] : []),
  ];
}

/** Whoever has a clone has the secret, whatever becomes of the history. */
function outOfHistory(): string[] {
  return [
    '  first   rotate it, as said above: whoever has a clone or a copy has it, and removing it in a new commit does not help',
    '  head    what is still at HEAD: take it out of the file and commit that',
    '  history git filter-repo writes all commits anew without it; only worth it once it is rotated, with everybody cloning again',
    '  keep    rotated, and to stay in the history? keyfence allow, as said above, lets it through from then on',
  ];
}

function pastTheHook(findings: readonly Finding[], source: SourceName): string[] {
  const commands: Partial<Record<SourceName, string>> = {
    staged: 'git commit',
    message: 'git commit',
    range: 'git push',
  };
  const command = commands[source];
  if (command === undefined) return [];
  const ask = findings.length > 1 ? 'none of these is a secret?' : 'not a secret?';
  return [
    `  ${ask} for once: KEYFENCE_SKIP="WHY" ${command}, kept for keyfence audit; the scan in CI still sees it`,
  ];
}
