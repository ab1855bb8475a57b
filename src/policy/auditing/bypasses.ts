/** The line: whatever is let pass has a reason and an end, and each bypass left its trace. */
import { readSkipLog } from '../../audit/skip-log.js';
import { CONFIGURATION_FILE } from '../../config/configuration.js';
import { today } from '../../config/day.js';
import { type ReadException, writtenIn } from '../../exceptions/written.js';
import { type Answer, fail, type Line, type Problem, pass } from '../line.js';
import type { PolicyProject } from '../project.js';
import { count } from '../words.js';

export const bypassesRecorded: Line = {
  id: 'bypasses-recorded',
  point: 'auditing',
  title: 'Each exception has a reason and an end, and each skipped hook its trace',
  look,
};

const WORD = /\p{L}{2}/u;

async function look(project: PolicyProject): Promise<Answer> {
  const log = await readSkipLog(project.top);
  const exceptions = writtenIn(project.read(CONFIGURATION_FILE));
  const problems = [...exceptions.flatMap(problemsOf), ...skipProblems(log)];
  const says = `${count(exceptions.length, 'exception')}, ${count(log.entries.length, 'skipped hook')} in this clone`;
  return problems.length === 0 ? pass(`${says}; keyfence audit lists them`) : fail(says, problems);
}

function problemsOf({ kind, line, entry }: ReadException): Problem[] {
  const problem = (says: string, remedy: string): Problem => ({
    file: CONFIGURATION_FILE,
    line,
    says,
    remedy,
  });
  if (kind === 'raised confidence') {
    const remedy = 'take "confidence" out, or lower it to medium';
    return [problem('what is believed less than high is never told', remedy)];
  }
  const found: Problem[] = [];
  if (entry !== null && !WORD.test(entry.reason))
    found.push(problem(`${kind} without a reason in words`, 'say why'));
  if (kind !== 'allow entry' || entry === null) return found;
  const until = 'until' in entry ? entry.until : undefined;
  if (until === undefined)
    found.push(problem('allow entry without an end', 'give it one: "until": "YYYY-MM-DD"'));
  else if (until < today())
    found.push(problem(`allow entry that ended on ${until}`, 'take it out, or decide anew (keyfence allow)'));
  return found;
}

function skipProblems({ entries, unreadable }: Awaited<ReturnType<typeof readSkipLog>>): Problem[] {
  const place = { file: null, line: null };
  const log = 'keyfence/skips.log in the Git directory';
  const silent = entries.filter(({ reason }) => !WORD.test(reason)).length;
  return [
    ...(silent > 0
      ? [
          {
            ...place,
            says: `${count(silent, 'hook')} skipped without a reason`,
            remedy: `write it into ${log}`,
          },
        ]
      : []),
    ...unreadable.map((line) => ({
      ...place,
      says: `line ${line} of the log of skipped hooks cannot be read`,
      remedy: `mend it in ${log}, or take it out`,
    })),
  ];
}
