/** Secrets in what is no plain text, and in constructs of several lines of which a commit changes one. */
import { gzipSync } from 'node:zlib';
import { type PrivateKeyKind, privateKey } from '../../bench/recall/private-keys.js';
import { DRESSES } from '../../support/dresses.js';
import { asSecret } from '../../support/record.js';
import { zipOf } from '../../support/zip.js';
import { content } from '../history-writer.js';
import type { Case } from './desk.js';

/** What a file holds before the secret comes: of the same length, so that all other lines stay as they are. */
const blank = (secret: string) => '-'.repeat(secret.length);

const dresses: Case = (desk) => {
  for (const { title, dress, store = Buffer.from } of DRESSES) {
    const plant = desk.plant(`dressed: ${title}`, { shownBy: 'text' });
    const [head, tail] = [desk.filler(3000, 'manual'), desk.filler(3000, 'manual')];
    const text = (secret: string) => store(`${head}${dress(secret).join('')}\n${tail}`);
    desk.versions(desk.path(), [
      content(text(blank(plant.secret))),
      content(text(plant.secret), plant),
      content(text(blank(plant.secret))),
    ]);
  }
};

const archives: Case = (desk) => {
  const kinds: [ending: string, pack: (text: string) => Buffer][] = [
    ['.gz', (text) => gzipSync(text)],
    ['.zip', (text) => zipOf([['config/app.js', text]])],
    ['.zip.b64', (text) => Buffer.from(`${zipOf([['a.txt', text]]).toString('base64')}\n`)],
    ['.b64', (text) => Buffer.from(Buffer.from(text).toString('base64').replace(/.{64}/g, '$&\n'))],
  ];
  for (const [ending, pack] of kinds) {
    const plant = desk.plant(`in a file packed as ${ending}`, { shownBy: 'text' });
    const [head, tail] = [desk.filler(4000), desk.filler(4000)];
    const packed = (line: string) => Buffer.from(pack(`${head}key = "${line}"\n${tail}`));
    desk.versions(desk.path(ending), [
      content(packed(blank(plant.secret))),
      content(packed(plant.secret), plant),
      content(packed('')),
    ]);
  }
};

const KEY_PATTERNS: Record<PrivateKeyKind, string> = {
  'rsa-pkcs1': 'private-key-rsa-pkcs1',
  'rsa-pkcs8': 'private-key-pkcs8',
  ec: 'private-key-ec-sec1',
  ed25519: 'private-key-pkcs8',
};

const privateKeys: Case = (desk) => {
  for (const ending of ['.pem', '.txt', '.md']) {
    const { kind, value } = privateKey();
    const options = { pattern: KEY_PATTERNS[kind], secret: asSecret(value), shownBy: 'text' } as const;
    const plant = desk.plant(`a private key of which a line changes, ${ending}`, options);
    const lines = value.split('\n');
    const changed = Math.floor(lines.length / 2);
    const broken = lines.map((line, i) => (i === changed ? '(removed)' : line)).join('\n');
    const [head, tail] = [desk.filler(3000, 'manual'), desk.filler(3000, 'manual')];
    desk.versions(desk.path(ending), [
      `${head}${broken}\n${tail}`,
      content(`${head}${value}\n${tail}`, plant),
      `${head}${broken}\n${tail}`,
    ]);
  }
};

const literals: Case = (desk) => {
  const plant = desk.plant('in literals over lines of which one changes', { shownBy: 'text' });
  const parts = [0, 8, 16, 24, 32].map((at) => plant.secret.slice(at, at === 32 ? undefined : at + 8));
  const joined = (all: string[]) => `const key =\n${all.map((part) => `  "${part}"`).join(' +\n')};\n`;
  const [head, tail] = [desk.filler(4000), desk.filler(4000)];
  const before = parts.map((part, i) => (i === 2 ? `${part.slice(0, 4)}.` : part));
  desk.versions(desk.path('.js'), [
    head + joined(before) + tail,
    content(head + joined(parts) + tail, plant),
    head + joined(before) + tail,
  ]);
};

export const layers: Case[] = [dresses, archives, privateKeys, literals];
