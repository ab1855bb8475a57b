/** The creation rules of `.sops.yaml`: which files SOPS is to encrypt. */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { folderOf } from '../../schema/merge-schemas.js';
import type { ByteString, Matcher } from '../../types.js';
import { isTooMuchForParser } from '../../yaml/guard.js';
import type { Problem } from '../line.js';
import type { PolicyProject } from '../project.js';
import { compile, RULE_NAMES, type RuleName, readRule, type SopsRule } from './sops-rules.js';

const MOST_RULES = 200;

export interface CreationRules {
  isThere: boolean;
  /** The first rule that names the file by its path; null for none. A rule without a path is for whatever a person picks. */
  ruleFor(file: ByteString): SopsRule | null;
  problems: Problem[];
}

interface PathRule {
  /** The folder of its `.sops.yaml`, with a slash; empty for the top level. */
  folder: ByteString;
  matcher: Matcher;
  rule: SopsRule;
}

export function readCreationRules({ files, read }: PolicyProject): CreationRules {
  const own = files.filter((file) => /(?:^|\/)\.sops\.ya?ml$/.test(file));
  const rules: PathRule[] = [];
  const problems: Problem[] = [];
  for (const file of own) {
    const parsed = readRules(read(file)?.toString('utf8') ?? null, prefixOf(file));
    if (parsed === null)
      problems.push({ file, line: null, says: 'its rules cannot be read', remedy: 'mend it' });
    else rules.push(...parsed);
  }
  return {
    isThere: own.length > 0,
    problems,
    ruleFor: (file) => {
      if (own.includes(file)) return null;
      const nearest = rules
        .filter(({ folder }) => file.startsWith(folder))
        .toSorted((a, b) => b.folder.length - a.folder.length);
      return (
        nearest.find(({ folder, matcher }) => matcher.find(file.slice(folder.length)) !== null)?.rule ?? null
      );
    },
  };
}

function prefixOf(file: ByteString): ByteString {
  const folder = folderOf(file);
  return folder === '' ? '' : `${folder}/`;
}

function readRules(text: string | null, folder: ByteString): PathRule[] | null {
  if (text === null || isTooMuchForParser(text)) return null;
  try {
    const { contents, errors } = parseDocument(text, { logLevel: 'silent' });
    if (errors.length > 0 || !isMap(contents)) return null;
    const list = contents.get('creation_rules');
    if (list === undefined) return [];
    if (!isSeq(list) || list.items.length > MOST_RULES) return null;
    const rules: PathRule[] = [];
    for (const item of list.items) {
      if (!isMap(item)) return null;
      const say = (name: string) => {
        const node = item.get(name, true);
        return isScalar(node) && typeof node.value === 'string' ? node.value : null;
      };
      const path = say('path_regex');
      if (path === null) continue;
      const matcher = compile(path);
      if (matcher === null) return null;
      const settings: Partial<Record<RuleName, string>> = {};
      for (const name of RULE_NAMES) {
        const said = say(name);
        if (said !== null) settings[name] = said;
      }
      rules.push({ folder, matcher, rule: readRule(settings) });
    }
    return rules;
  } catch {
    return null; // its message could hold a piece of the text
  }
}
