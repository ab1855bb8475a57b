/** Secrets that a delta brings, completes, joins or merely copies. */

import { asSecret } from '../../support/record.js';
import { patternOf, sample } from '../../support/sample.js';
import { content } from '../history-writer.js';
import type { Case, Desk } from './desk.js';

const MIDDLE = 21; // bytes: within a token

/** A pattern without a checksum: half of one token and half of another are a token. */
export const UNCHECKED = 'gitlab-personal-access-token';

const middleOnly: Case = (desk) => {
  const plant = desk.plant('in a middle version only');
  const [before, after] = [desk.filler(6000), desk.filler(6000)];
  const held = content(`${before}\tconst key = "${plant.secret}";\n${after}`, plant);
  desk.versions(desk.path('.c'), [before + after, held, before + after.replace('int', 'long')]);
};

const deepChain: Case = (desk) => {
  const [passing, staying] = [
    desk.plant('in one of sixty versions'),
    desk.plant('in twenty of sixty versions'),
  ];
  const lines = desk.filler(9000).split('\n');
  const versions = Array.from({ length: 60 }, (_, i) => {
    lines[desk.random(lines.length)] = desk.filler(40, 'manual').split('\n')[0] as string;
    const shown = [...lines];
    const holds = [...(i === 30 ? [passing] : []), ...(i >= 20 && i < 40 ? [staying] : [])];
    for (const { secret } of holds) shown.splice(lines.length / 2, 0, `key: ${secret}`);
    return content(shown.join('\n'), ...holds);
  });
  desk.versions(desk.path('.c'), versions);
};

const halfFirst: Case = (desk) => {
  const plant = desk.plant('half of it first, then all');
  const [first, second] = halves(plant.secret);
  const [before, after] = [desk.filler(5000), desk.filler(5000)];
  const around = (text: string) => `${before}key = ${text}\n${after}`;
  const whole = content(around(first + second), plant);
  desk.versions(desk.path(), [around(first), around(`${first}.`), around(`${first}.${second}`), whole]);
};

const joinedLines: Case = (desk) => {
  const plant = desk.plant('completed by joining two lines');
  const [first, second] = halves(plant.secret);
  const [before, after] = [desk.filler(5000), desk.filler(5000)];
  const whole = content(`${before}${first}${second}\n${after}`, plant);
  desk.versions(desk.path(), [`${before}${first}\n${second}\n${after}`, whole]);
};

const halfChanged: Case = (desk) => {
  const length = sample(UNCHECKED).length;
  const [old, fresh] = [0, 1].map(() => sampleOfLength(UNCHECKED, length)) as [string, string];
  const mixed = asSecret(old.slice(0, MIDDLE) + fresh.slice(MIDDLE));
  const before = desk.plant('before half of it changed', { pattern: UNCHECKED, secret: old });
  const after = desk.plant('after half of it changed', { pattern: UNCHECKED, secret: mixed });
  const [head, tail] = [desk.filler(5000), desk.filler(5000)];
  const held = [before, after].map((plant) => content(`${head}id: ${plant.secret}\n${tail}`, plant));
  desk.versions(desk.path('.yaml'), held);
};

const boundGone: Case = (desk) => {
  const cut = desk.plant('a letter before it is deleted');
  const parted = desk.plant('a space is put behind it');
  const [head, tail] = [desk.filler(5000), desk.filler(5000)];
  const around = (one: string, other: string) => `${head}see ${one}\n${tail}and ${other}\n${head}`;
  desk.versions(desk.path(), [
    around(`x${cut.secret}`, `${parted.secret}Zz9`),
    content(around(cut.secret, `${parted.secret}Zz9`), cut),
    content(around(cut.secret, `${parted.secret} Zz9`), cut, parted),
  ]);
};

const ends: Case = (desk) => {
  const [first, last] = [desk.plant('at the first byte'), desk.plant('at the last byte')];
  const alone = desk.plant('the whole of a file');
  const text = desk.filler(6000);
  desk.versions(desk.path(), [
    `x${first.secret}\n${text}${last.secret.slice(0, -1)}`,
    content(`${first.secret}\n${text}${last.secret.slice(0, -1)}`, first),
    content(`${first.secret}\n${text}${last.secret}`, first, last),
    text,
    content(alone.secret, alone),
  ]);
};

const cutOut: Case = (desk) => {
  const plant = desk.plant('what parts its halves is deleted');
  const [first, second] = halves(plant.secret);
  const [head, tail] = [desk.filler(5000), desk.filler(5000)];
  const whole = content(`${head}${first}${second}\n${tail}`, plant);
  desk.versions(desk.path(), [`${head}${first}\n${desk.filler(3000)}${second}\n${tail}`, whole]);
};

const swapped: Case = (desk) => {
  const plant = desk.plant('two halves of a file change places');
  const [first, second] = halves(plant.secret);
  const [upper, lower] = [`${second}\n${desk.filler(5000)}`, `${desk.filler(5000)}${first}`];
  desk.versions(desk.path(), [upper + lower, content(lower + upper, plant)]);
};

const base: Case = (desk) => {
  const { writer } = desk;
  const [copied, cut] = [
    desk.plant('copied from what no ref reaches'),
    desk.plant('joined from what no ref reaches'),
  ];
  const [first, second] = halves(cut.secret);
  const [head, tail, path] = [desk.filler(8000), desk.filler(8000), desk.path()];
  const text = `${head}old: ${copied.secret}\n${first}\n${desk.filler(2000)}${second}\n${tail}`;
  writer.commit('lost', { [path]: content(text, copied) }, { from: writer.tip('main') });
  writer.drop('lost');
  desk.versions(path, [content(`${head}old: ${copied.secret}\n${first}${second}\n${tail}`, copied, cut)]);
};

const longLine: Case = (desk) => {
  const plant = desk.plant('within a line of 200 KB');
  const halved = desk.plant('completed within a line of 200 KB', { shownBy: 'line' });
  const words = desk.filler(100_000, 'minified').replaceAll('\n', ' ');
  const [first, second] = halves(halved.secret);
  const around = (one: string, other: string) => `${words}"${one}",${words}"${other}";`;
  desk.versions(desk.path('.js'), [
    around('', `${first}#${second}`),
    content(around(plant.secret, `${first}#${second}`), plant),
    content(around('', first + second), halved),
  ]);
};

function halves(secret: string): [string, string] {
  return [secret.slice(0, MIDDLE), secret.slice(MIDDLE)];
}

function sampleOfLength(pattern: string, length: number): string {
  for (;;) {
    const text = sample(patternOf(pattern));
    if (text.length === length) return text;
  }
}

/** Many commits that have nothing to do with a secret, so that chains are long and packs are mixed. */
export function fillTime(desk: Desk, commits: number): void {
  const paths = Array.from({ length: 6 }, () => desk.path('.c'));
  const texts = new Map(paths.map((path) => [path, desk.filler(7000)]));
  for (let i = 0; i < commits; i++) {
    const path = paths[desk.random(paths.length)] as string;
    const lines = (texts.get(path) as string).split('\n');
    lines.splice(desk.random(lines.length), desk.random(4), ...desk.filler(200).split('\n'));
    texts.set(path, lines.join('\n'));
    desk.versions(path, [lines.join('\n')]);
  }
}

export const deltas: Case[] = [
  middleOnly,
  deepChain,
  halfFirst,
  joinedLines,
  halfChanged,
  boundGone,
  ends,
  cutOut,
  swapped,
  base,
  longLine,
];
