/** Changes at random around tokens: they come whole, in halves, move, join, break and are copied. Only an oracle knows what is there. */
import { sample } from '../../support/sample.js';
import { content } from '../history-writer.js';
import { UNCHECKED } from './deltas.js';
import { type Desk, TOKEN } from './desk.js';

const FILES = 5;

type Move = (text: string) => string;

/** Commits that each change one of five files, on two branches that are merged now and then. */
export function wander(desk: Desk, commits: number): void {
  const { writer, random } = desk;
  if (commits === 0) return;
  const paths = Array.from({ length: FILES }, () => desk.path());
  const texts = new Map(paths.map((path) => [path, desk.filler(2500)]));
  const pick = <T>(choices: readonly T[]) => choices[random(choices.length)] as T;
  const moves = movesOf(desk, () => texts.get(pick(paths)) as string);
  writer.commit('wandering', {}, { from: writer.tip('main') });
  for (let i = 0; i < commits; i++) {
    const path = pick(paths);
    let text = texts.get(path) as string;
    for (let left = 1 + random(2); left > 0; left--) text = pick(moves)(text);
    texts.set(path, text);
    const branch = pick(['main', 'wandering']);
    const merge = random(10) === 0 ? [branch === 'main' ? 'wandering' : 'main'] : [];
    writer.commit(branch, { [path]: content(text) }, { merge });
  }
}

function movesOf(desk: Desk, other: () => string): Move[] {
  const { random } = desk;
  const place = (text: string) => random(text.length + 1);
  const insert = (text: string, at: number, added: string) => text.slice(0, at) + added + text.slice(at);
  const lineStart = (text: string) => text.lastIndexOf('\n', place(text)) + 1;
  const token = () => sample(random(2) === 0 ? TOKEN : UNCHECKED);
  const inToken = (text: string) => {
    const at = text.search(/gh[a-z]_|glpat-/);
    return at < 0 ? place(text) : Math.min(text.length, at + random(30));
  };
  return [
    (text) => insert(text, lineStart(text), `key: ${token()}\n`),
    (text) => insert(text, place(text), token()),
    (text) => insert(text, lineStart(text), token().slice(0, 8 + random(25))),
    (text) => insert(text, inToken(text), '.'),
    (text) => insert(text, inToken(text), desk.filler(100, 'manual')),
    (text) => {
      const at = inToken(text);
      return text.slice(0, at) + text.slice(at + 1);
    },
    (text) => text.replace(/(?<=\w{12})[.\n]+(?=\w{6})/, ''),
    (text) => {
      const at = inToken(text);
      return text.slice(at) + text.slice(0, at);
    },
    (text) => {
      const source = other();
      return text.slice(0, inToken(text)) + source.slice(inToken(source));
    },
    (text) => text.slice(0, 6000) + desk.filler(200),
    (text) => insert(text, lineStart(text), desk.filler(300)),
    (text) => text.slice(random(40)),
    (text) => text.slice(0, text.length - random(60)),
  ];
}
