/** Words, names and sentences of code and documents: some often, most seldom. None of them looks like a secret. */
import type { Random } from '../../../src/samples/random.js';

const COMMON =
  'file name path value index list object key size string type line data buffer entry state count hash config option result error ref tree commit branch remote url user input output read write index cache base head message mode flag source target'.split(
    ' ',
  );
const SELDOM =
  'account action address alias amount anchor archive array attribute author backend batch binary bitmap blame blob block body bound bucket builtin byte callback capability chain change chunk client clone cluster column command comment common compare context copy current cursor date decode default delta depth diff digest directory display domain edge editor encode encoding end environment event exclude expand export extension factor fetch field filter fixup flush folder format fragment frame function global graph grep group guard handle header helper history hook host ignore import include info init insert instance item iterator job keep kind label language layout length level library limit link loader local location lock log lookup loop macro mailmap manifest mark marker match member memory merge method midx missing module move multi mutex naked native nested network node note notes number offset operation order origin owner pack packet page parent parse part partial patch pattern peer pending permission phase pick pipe pointer policy pool port position prefix print priority process progress promise prompt protocol proxy prune public pull push query queue quiet quote range rate raw ready rebase record recurse reflog refspec region register release rename repair replace repo request reset resolve resource response restore revert revision rewrite root route row rule sample scan schema scope script search section sequence serial server service setup shallow shard shell short sign skip slot socket sort spec split stack stage stash status step storage store stream strict style submodule suffix summary switch symbol symlink sync table tag task template temp term test text thread time title tool topic trace track trailer transaction transfer transport traverse trim unit unpack update upload upstream usage valid variable variant verify version view visit walk warning watch weight window worker wrapper zone'.split(
    ' ',
  );
/** What scanners look at: in Git's own tree such a word comes some fifty times in a MB. */
const RARE = 'password secret credential token private session cookie signature certificate login'.split(' ');
const VERBS =
  'add append apply build check clear close collect compare copy count create delete drop emit enter fetch fill find finish flush free get handle init insert join keep list load lookup mark match merge move open parse pop prepare print push put read release remove reset resolve run save seek send set show skip sort split start stop strip update use verify wait walk write'.split(
    ' ',
  );
const LINKS = 'of for in with from to by when unless before after as without between'.split(' ');
const HEX = '0123456789abcdef';

/** What the kinds of text are made of, drawn from one chance. */
export interface Words {
  random: Random;
  pick<T>(choices: readonly T[]): T;
  word(): string;
  verb(): string;
  /** Two or three words, joined by `joint`. */
  name(joint?: string): string;
  /** Such as "parseRefName". */
  camel(): string;
  /** Such as "MAX_REF_SIZE". */
  constant(): string;
  sentence(): string;
  /** A lower-case hexadecimal text of that length. */
  hex(length: number): string;
  path(ending: string): string;
}

/** @param random the chance: the same words come of the same. */
export function createWords(random: Random): Words {
  const pick = <T>(choices: readonly T[]) => choices[random(choices.length)] as T;
  const word = () => {
    const tier = random(128);
    if (tier === 0) return pick(RARE);
    if (tier > 80) return pick(SELDOM).slice(0, 2 + random(3)) + pick(SELDOM).slice(0, 2 + random(4));
    return pick(tier < 40 ? COMMON : SELDOM);
  };
  const verb = () => pick(VERBS);
  const name = (joint = '_') =>
    random(3) === 0 ? [verb(), word(), word()].join(joint) : [verb(), word()].join(joint);
  const capital = (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`;
  return {
    random,
    pick,
    word,
    verb,
    name,
    camel: () =>
      name(' ')
        .split(' ')
        .map((part, i) => (i === 0 ? part : capital(part)))
        .join(''),
    constant: () => name().toUpperCase(),
    sentence: () =>
      `${capital(verb())} the ${word()} ${pick(LINKS)} ${pick(['a', 'the', 'each'])} ${word()} ${pick(LINKS)} ${word()}${random(3) === 0 ? `, ${pick(LINKS)} ${pick(['no', 'the'])} ${word()} ${word()}` : ''}.`,
    hex: (length) => Array.from({ length }, () => HEX[random(16)]).join(''),
    path: (ending) => `${word()}/${word()}-${word()}${ending}`,
  };
}
