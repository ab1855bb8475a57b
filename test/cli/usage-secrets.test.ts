/** A secret that slipped into the command line, in every place where it can: no message repeats it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Repository } from '../support/repository.js';
import { sample } from '../support/sample.js';
import { runBin, TOKEN } from '../support/scanned.js';

const usage = suite('secrets on the command line');

const repository = new Repository().write({ 'a.txt': 'x\n' });
const token = sample(TOKEN);
for (const words of [
  [token],
  ['help', token],
  ['scan', token],
  ['scan', '--', token],
  ['scan', `-${token}`],
  ['scan', `--${token}`],
  ['scan', `--${token}=1`],
  ['scan', '--format', token],
  ['scan', `--format=${token}`],
  ['scan', '--confidence', token],
  ['scan', `--staged=${token}`],
  ['scan', `a.txt/${token}/b`],
  ['scan', '--staged', token],
  ['pre-commit', token],
  ['pre-commit', `--${token}`],
  ['patterns', token],
  ['patterns', 'list', token],
  ['patterns', '--provider', token],
  ['patterns', '--category', token],
  ['patterns', 'show', token],
  ['patterns', 'show', token, token],
  ['patterns', 'check', token],
  ['patterns', 'check', '--', token],
  ['patterns', 'check', `a.txt/${token}/b`],
  ['init', token],
  ['init', '--hook-manager', token],
  ['uninstall', token],
  ['rotate', token],
  ['rotate', 'NAME', '--old', token],
  ['rotate', token, token],
  ['rotate', `--done=${token}`],
  ['uninstall', `--dry-run=${token}`],
]) {
  usage(`never repeats what was typed: keyfence ${words.join(' ').replaceAll(token, 'TOKEN')}`, () => {
    const { status, stdout, stderr } = runBin(repository, words);
    assert.equal([status, stdout], [2, '']);
    assert.match(stderr, /^keyfence: [^\n]+\n {2}[^\n]+\n$/);
    for (let at = 0; at + 6 <= token.length; at++) {
      assert.not.ok(stderr.toLowerCase().includes(token.slice(at, at + 6).toLowerCase()), 'a piece of it');
    }
  });
}

usage.run();
