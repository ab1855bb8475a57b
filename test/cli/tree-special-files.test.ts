/** A hostile file system: what is no regular file neither hangs nor ends the scan, and what cannot be read is named. */
import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BIN, Repository, scratch } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { filesRead, runBin, scanReport, secretText, skippedBy, TOKEN, utf8 } from '../support/scanned.js';

const special = suite('special files');

/** A repository, or a plain folder, with one secret beside what is special. */
function makePlace(kind: 'repository' | 'folder'): Repository {
  const place = kind === 'repository' ? new Repository() : new Repository({ top: join(scratch(), 'plain') });
  return place.write({ 'plain.txt': secretText() });
}

for (const kind of ['repository', 'folder'] as const) {
  special(`FIFOs and loops of links do not hang or end the scan of a ${kind}`, () => {
    const place = makePlace(kind);
    // Git itself waits for ever on a pipe in the place of a .gitignore.
    place.run('mkfifo', kind === 'folder' ? ['pipe', '.gitignore'] : ['pipe']);
    mkdirSync(join(place.top, 'sub'));
    symlinkSync('..', join(place.top, 'sub/up'));
    symlinkSync('loop-b', join(place.top, 'loop-a'));
    symlinkSync('loop-a', join(place.top, 'loop-b'));
    symlinkSync('/', join(place.top, 'everything'));
    const report = scanReport(place);
    assert.equal(filesRead(report), ['plain.txt']);
    assert.equal([report.status, report.receipt.complete], [1, true]);
    // The links' own texts are read; Git lists no pipe.
    assert.is(report.receipt.files, 5);
  });

  special(`a link is read as its text, and not as what it leads to, in a ${kind}`, () => {
    const place = makePlace(kind);
    const token = sample(TOKEN);
    const outside = new Repository().write({ 'secret.txt': secretText() });
    symlinkSync(`https://x:${token}@example.com/a`, join(place.top, 'dangling'));
    symlinkSync(join(outside.top, 'secret.txt'), join(place.top, 'to-file'));
    symlinkSync(outside.top, join(place.top, 'to-folder'));
    assert.equal(filesRead(scanReport(place)), ['dangling', 'plain.txt']);
  });
}

special('a socket is passed by', async () => {
  const folder = makePlace('folder');
  const server = createServer().listen(join(folder.top, 'socket'));
  await new Promise((resolve) => server.once('listening', resolve));
  const report = scanReport(folder);
  server.close();
  assert.equal(skippedBy(report), ['socket (not a regular file)']);
  assert.equal([report.status, report.receipt.complete], [1, true]);
});

special('a tracked file in whose place something else stands is listed', () => {
  const repository = new Repository().stage({ 'a.txt': 'x\n', 'b.txt': 'x\n', 'c/d.txt': 'x\n' });
  for (const file of ['a.txt', 'b.txt', 'c']) rmSync(join(repository.top, file), { recursive: true });
  repository.run('mkfifo', ['a.txt']);
  repository.write({ 'b.txt/inside.txt': secretText(), c: secretText() });
  const report = scanReport(repository);
  assert.equal(filesRead(report), ['b.txt/inside.txt', 'c']);
  assert.equal(skippedBy(report).sort(), [
    'a.txt (not a regular file)',
    'b.txt (submodule or nested repository)',
    'c/d.txt (not in the working tree)',
  ]);
});

special('what is named and cannot be read makes the scan incomplete', () => {
  const repository = makePlace('repository');
  repository.run('mkfifo', ['pipe']);
  for (const path of ['pipe', '/dev/null']) {
    const report = scanReport(repository, [path]);
    assert.equal([report.status, report.receipt.complete, report.receipt.files], [3, false, 0]);
    assert.match(skippedBy(report)[0] as string, /\(not a regular file\)$/);
  }
});

special('a pipe behind /dev/fd is not called scanned', () => {
  const repository = makePlace('repository');
  const ran = repository.run('bash', ['-c', `"${process.execPath}" "${BIN}" scan <(cat plain.txt)`]);
  assert.is(ran.status, 3);
  assert.match(ran.stderr, 'INCOMPLETE');
});

special('a file whose size is said to be 0 is read to its end', async () => {
  const token = sample(TOKEN);
  const child = spawn('sleep', ['60'], { env: { DEPLOY_KEY: token }, stdio: 'ignore' });
  try {
    await new Promise((resolve) => child.once('spawn', resolve));
    const report = scanReport(makePlace('repository'), [`/proc/${child.pid}/environ`]);
    assert.equal(filesRead(report), [`/proc/${child.pid}/environ`]);
  } finally {
    child.kill();
  }
});

/** A Git that, once it has listed the files, does something to them: what happens between the listing and the reading. */
function afterListing(place: Repository, command: string): NodeJS.ProcessEnv {
  const folder = scratch();
  const script = `#!/bin/sh\nPATH=\${PATH#*:}\ngit "$@"\nstatus=$?\ncase " $* " in *" ls-files "*) ${command};; esac\nexit $status\n`;
  new Repository({ top: folder }).write({ git: script });
  chmodSync(join(folder, 'git'), 0o755);
  return { PATH: `${folder}${delimiter}${place.env.PATH}` };
}

special(
  'a file that vanishes, or turns into a pipe or a link, while the scan runs does not hang or end it',
  () => {
    const repository = makePlace('repository').write({ gone: 'x\n', pipe: 'x\n', link: 'x\n' });
    const command = `cd '${repository.top}' && rm gone pipe link && mkfifo pipe && ln -s plain.txt link`;
    const report = scanReport(repository, [], { env: afterListing(repository, command) });
    assert.equal(filesRead(report), ['plain.txt']);
    assert.equal(skippedBy(report), ['gone (not in the working tree)', 'pipe (not a regular file)']);
  },
);

/** Runs the bin as a user who is not root, for whom modes mean something; null where that cannot be done here. */
function runUnprivileged(
  place: Repository,
  words: string[],
): { status: number | null; stdout: string; stderr: string } | null {
  if (process.getuid?.() !== 0) return runBin(place, words);
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, BIN];
  chmodSync(join(place.top, '..'), 0o755);
  place.run('chown', ['-R', '65534:65534', '..']);
  try {
    if (place.run('setpriv', [...nobody, '--version']).status !== 0) return null;
    return place.run('setpriv', [...nobody, ...words]);
  } finally {
    chownSync(place.top, 0, 0);
  }
}

for (const kind of ['repository', 'folder'] as const) {
  special(`what may not be read in a ${kind} is named, and makes the scan incomplete`, () => {
    const place = makePlace(kind).write({
      'closed.txt': secretText(),
      'shut/inside.txt': secretText(),
      'plain.txt': 'x\n',
    });
    chmodSync(join(place.top, 'closed.txt'), 0o000);
    chmodSync(join(place.top, 'shut'), 0o000);
    const ran = runUnprivileged(place, ['scan']);
    chmodSync(join(place.top, 'shut'), 0o755);
    if (ran === null) return console.log('  not tested: no way to give up the rights of root here');
    assert.equal([ran.status, ran.stdout], [3, '']);
    assert.match(ran.stderr, 'NOT SCANNED: closed.txt (unreadable (EACCES))');
    assert.match(ran.stderr, /NOT SCANNED: shut\/? \(unreadable folder/);
    assert.match(
      utf8(ran.stderr),
      /- INCOMPLETE: not everything was scanned\nkeyfence: what to do: make it readable [^\n]+\n$/,
    );
  });
}

special.run();
