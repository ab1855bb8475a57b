/** Every environment variable that a project's code reads or its templates list, with who reads it, and the secrets of its workflows. */
import { isTemplateName } from '../../environment/template-values.js';
import type { ByteString } from '../../types.js';
import { baseName, type ProjectView } from '../view.js';
import { isOfTests, isOwnCode } from './code-files.js';
import { Parts } from './parts.js';
import { namesInTemplate } from './template-names.js';
import { usesInFile } from './uses-in-code.js';
import { isWorkflow, namesInWorkflow } from './workflow-names.js';

const MOST_BYTES = 64 * 1024 * 1024; // of code that is looked through
const MOST_NAMES = 2000;

export interface CollectedName {
  name: string;
  /** Whether nothing says that the project needs it: each use has a fallback or is a test's, or it is commented out. */
  isOptional: boolean;
  /** The parts of the project that use it, sorted; null where the project itself does, too. */
  parts: readonly ByteString[] | null;
  /** Whether workflows of GitHub name it, and nothing else does. */
  isOfWorkflows: boolean;
}

export interface CollectedNames {
  /** Sorted by name. */
  names: CollectedName[];
  /** The templates that were read. */
  templates: ByteString[];
  /** Whether there was more code, or were more names, than were looked at. */
  isCut: boolean;
}

interface Seen {
  isNeeded: boolean;
  /** Where code uses it; a template counts only for a name that no code uses. */
  inCode: Set<ByteString | null>;
  inTemplates: Set<ByteString | null>;
  inWorkflows: boolean;
}

export function collectNames(view: ProjectView): CollectedNames {
  const parts = new Parts(view.files);
  const names = new Map<string, Seen>();
  let isCut = false;
  const see = (name: string): Seen | null => {
    const known = names.get(name);
    if (known) return known;
    isCut ||= names.size >= MOST_NAMES;
    if (names.size >= MOST_NAMES) return null;
    const fresh: Seen = { isNeeded: false, inCode: new Set(), inTemplates: new Set(), inWorkflows: false };
    names.set(name, fresh);
    return fresh;
  };
  const templates = view.files.filter((file) => isTemplateName(baseName(file)));
  for (const file of templates) {
    for (const { name, isCommented } of namesInTemplate(view.read(file) ?? Buffer.alloc(0))) {
      const seen = see(name);
      seen?.inTemplates.add(parts.partOf(file));
      if (seen && !isCommented) seen.isNeeded = true;
    }
  }
  for (const file of view.files.filter(isWorkflow)) {
    for (const name of namesInWorkflow(view.read(file)?.toString('latin1') ?? '')) {
      const seen = see(name);
      if (seen) seen.inWorkflows = true;
    }
  }
  let bytes = 0;
  for (const file of view.files.filter(isOwnCode)) {
    if (bytes >= MOST_BYTES) {
      isCut = true;
      break;
    }
    const text = view.read(file)?.toString('latin1') ?? '';
    bytes += text.length;
    for (const { name, hasFallback } of usesInFile(text, file)) {
      const seen = see(name);
      seen?.inCode.add(parts.partOf(file));
      if (seen && !hasFallback && !isOfTests(file)) seen.isNeeded = true;
    }
  }
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return { names: sorted.map(([name, seen]) => describe(name, seen)), templates, isCut };
}

function describe(name: string, { isNeeded, inCode, inTemplates, inWorkflows }: Seen): CollectedName {
  const users = inCode.size > 0 ? inCode : inTemplates;
  const parts = [...users].filter((part) => part !== null).sort();
  const isOfWorkflows = inWorkflows && users.size === 0;
  return {
    name,
    isOptional: !isNeeded && !isOfWorkflows,
    parts: users.has(null) || isOfWorkflows ? null : parts,
    isOfWorkflows,
  };
}
