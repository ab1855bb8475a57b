/** keyfence built with a small catalog: the same sources and the same build, in a scratch folder. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scratch } from '../../support/repository.js';

/** In this order, until there are enough: what is generic first, then what most projects have. */
const PROVIDERS = [
  ...['generic', 'github', 'openai', 'anthropic', 'stripe', 'npm', 'slack', 'pypi', 'aws', 'gitlab'],
  ...['discord', 'telegram', 'shopify', 'digitalocean', 'twilio', 'heroku', 'datadog', 'docker'],
];
const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * @param formats how many patterns.
 * @returns the bin, in a folder that goes away with the process.
 * @throws where the build fails, or there are not as many patterns.
 */
export function buildWith(formats: number): string {
  const copy = join(scratch(), 'package');
  mkdirSync(copy);
  for (const name of ['src', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  // Links would lead the build back to the folder that they lead to; only node_modules is the same for both.
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writePatterns(join(copy, 'patterns'), formats);
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const { status } = spawnSync(process.execPath, [tsx, 'src/build/build.ts'], { cwd: copy, stdio: 'ignore' });
  if (status !== 0) throw new Error('keyfence cannot be built with a small catalog');
  return join(copy, 'dist/cli.cjs');
}

function writePatterns(folder: string, formats: number): void {
  mkdirSync(folder);
  const from = join(root, 'patterns');
  const others = readdirSync(from).filter((name) => name.endsWith('.schema.json'));
  for (const name of [...others, 'file-names.json']) cpSync(join(from, name), join(folder, name));
  let left = formats;
  for (const provider of PROVIDERS) {
    const file = JSON.parse(readFileSync(join(from, `${provider}.json`), 'utf8'));
    const patterns = Object.entries(file.patterns).slice(0, left);
    left -= patterns.length;
    if (patterns.length === 0) break;
    const text = JSON.stringify({ ...file, patterns: Object.fromEntries(patterns) });
    writeFileSync(join(folder, `${provider}.json`), text);
  }
  if (left > 0) throw new Error(`the chosen providers have ${left} patterns too few`);
}
