/** The literal texts of a regex: those that every match holds, for the prefilter, and those it begins with, for the mask. */
import { lengthOf } from './measure.js';
import { bytesOf, type Node } from './syntax.js';

/** Texts of which one stands in every match, `minOffset` to `maxOffset` bytes after the match begins. */
export interface LiteralSet {
  literals: string[];
  minOffset: number;
  maxOffset: number;
}

const MIN_LITERAL = 3; // bytes: under that the prefilter hits everywhere
const GOOD_LITERAL = 4; // bytes: up to here a small class is spelled out to make a literal rarer
const LONG_LITERAL = 40; // bytes: longer ones only make the tables bigger
const MAX_LITERALS = 64;
const MAX_OFFSET = 256;
const SMALL_CLASS = 16;
const FIRST_CLASS = 4; // a literal may begin with one of as many bytes

/**
 * The literal texts with which a match can begin, the longest first: all of it that is no secret. Bytes of a class are
 * not among them, however small the class.
 */
export function leadingTexts(node: Node): string[] {
  let texts = [''];
  for (const child of flatten(node)) {
    const literal = literalTextsOf(child);
    if (!literal) break;
    const longer = texts.flatMap((head) => literal.map((tail) => head + tail));
    if (longer.length > MAX_LITERALS) break;
    texts = longer;
  }
  return texts.filter((text) => text !== '').sort((a, b) => b.length - a.length);
}

function literalTextsOf(node: Node): string[] | null {
  return hasClass(node) ? null : textsOf(node);
}

function hasClass(node: Node): boolean {
  if (node.kind === 'bytes') return bytesOf(node.set).length > 1;
  return 'nodes' in node ? node.nodes.some(hasClass) : hasClass(node.node);
}

/**
 * The best set of required literals, or null if there is none of three bytes near the beginning.
 * @param furthest how many bytes may stand before a literal; Infinity for any number.
 */
export function requiredLiterals(node: Node, furthest = MAX_OFFSET): LiteralSet | null {
  const candidates = literalSets(flatten(node), furthest);
  candidates.sort((a, b) => score(b) - score(a));
  return candidates[0] ?? null;
}

function score(set: LiteralSet): number {
  const shortest = Math.min(...set.literals.map((literal) => literal.length));
  const loose = set.minOffset === set.maxOffset ? 0 : 8;
  return Math.min(shortest, 8) * 4 - Math.log2(set.literals.length) - loose - (set.minOffset > 0 ? 2 : 0);
}

/** Nested sequences and groups opened up, so that a literal may run across them. */
function flatten(node: Node): Node[] {
  if (node.kind === 'group') return flatten(node.node);
  if (node.kind === 'sequence') return node.nodes.flatMap(flatten);
  return [node];
}

function literalSets(nodes: Node[], furthest: number): LiteralSet[] {
  const found: LiteralSet[] = [];
  let run: string[] | null = null;
  let runOffset = { min: 0, max: 0 };
  let offset = { min: 0, max: 0 };
  const closeRun = () => {
    if (run && Math.min(...run.map((text) => text.length)) >= MIN_LITERAL && runOffset.max <= furthest) {
      found.push({ literals: run, minOffset: runOffset.min, maxOffset: runOffset.max });
    }
    run = null;
  };
  const queue = [...nodes];
  while (queue.length > 0) {
    const node = queue.shift() as Node;
    const texts = textsOf(node);
    const longer: string[] | null = texts && extend(run, texts, node);
    if (!longer && run && node.kind === 'repeat' && node.min > 0 && extendsShortRun(run, node.node)) {
      queue.unshift(node.node, { ...node, min: node.min - 1, max: node.max - 1 });
      continue;
    }
    if (longer) {
      if (!run) runOffset = offset;
      run = longer;
    } else {
      closeRun();
      found.push(...innerSets(node, offset, furthest));
      const restart: string[] | null = texts && extend(null, texts, node);
      if (restart) {
        run = restart;
        runOffset = offset;
      }
    }
    const length = lengthOf(node);
    offset = { min: offset.min + length.min, max: offset.max + length.max };
  }
  closeRun();
  return found;
}

/** Appends `texts` to every text of the run; null where that would make too many, or where a class needs no adding. */
function extend(run: string[] | null, texts: string[], node: Node): string[] | null {
  const isClass = node.kind === 'bytes' && texts.length > 1;
  const shortest = run ? Math.min(...run.map((text) => text.length)) : 0;
  if (isClass && (run ? shortest >= GOOD_LITERAL : texts.length > FIRST_CLASS)) return null;
  if (shortest >= LONG_LITERAL) return null;
  const longer = (run ?? ['']).flatMap((head) => texts.map((tail) => head + tail));
  return longer.length > MAX_LITERALS ? null : longer;
}

/** Whether one turn of a repeated small class would bring a short run closer to a usable literal ("SK", [0-9a-f]{32}). */
function extendsShortRun(run: string[], repeated: Node): boolean {
  const texts = textsOf(repeated);
  return texts !== null && extend(run, texts, repeated) !== null;
}

/** The literal sets inside a node that is not itself a list of texts, seen from the start of the whole match. */
function innerSets(node: Node, offset: { min: number; max: number }, furthest: number): LiteralSet[] {
  if (node.kind === 'repeat' && node.min > 0) {
    return shift(literalSets(flatten(node.node), furthest), offset, furthest);
  }
  if (node.kind !== 'choice') return [];
  const branches = node.nodes.map((branch) => requiredLiterals(branch, furthest));
  if (branches.some((branch) => branch === null)) return [];
  const sets = branches as LiteralSet[];
  const union: LiteralSet = {
    literals: [...new Set(sets.flatMap((set) => set.literals))],
    minOffset: Math.min(...sets.map((set) => set.minOffset)),
    maxOffset: Math.max(...sets.map((set) => set.maxOffset)),
  };
  return union.literals.length > MAX_LITERALS ? [] : shift([union], offset, furthest);
}

function shift(sets: LiteralSet[], offset: { min: number; max: number }, furthest: number): LiteralSet[] {
  return sets
    .map((set) => ({
      literals: set.literals,
      minOffset: set.minOffset + offset.min,
      maxOffset: set.maxOffset + offset.max,
    }))
    .filter((set) => set.maxOffset <= furthest);
}

/** Every text a node matches, where these are few; null otherwise. */
function textsOf(node: Node): string[] | null {
  switch (node.kind) {
    case 'bytes': {
      const bytes = bytesOf(node.set);
      return bytes.length > SMALL_CLASS ? null : bytes.map((byte) => String.fromCharCode(byte));
    }
    case 'group':
      return textsOf(node.node);
    case 'sequence':
      return product(node.nodes.map(textsOf));
    case 'choice': {
      const texts = node.nodes.map(textsOf);
      return texts.some((list) => list === null) ? null : limited((texts as string[][]).flat());
    }
    case 'repeat': {
      const texts = textsOf(node.node);
      if (!texts || node.max > 4) return null;
      const counts: string[] = [];
      for (let count = node.min; count <= node.max; count++) {
        const repeated = product(Array.from({ length: count }, () => texts));
        if (!repeated) return null;
        counts.push(...repeated);
      }
      return limited(counts);
    }
  }
}

function product(lists: (string[] | null)[]): string[] | null {
  let texts: string[] = [''];
  for (const list of lists) {
    if (!list) return null;
    texts = texts.flatMap((head) => list.map((tail) => head + tail));
    if (texts.length > MAX_LITERALS) return null;
  }
  return texts;
}

function limited(texts: string[]): string[] | null {
  return texts.length > MAX_LITERALS ? null : texts;
}
