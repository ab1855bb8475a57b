/** Which bytes can stand at each place of a match, from its first byte on, for as long as that can be told. */
import type { ByteSet, Node } from './syntax.js';

const MOST = 24; // places: further ones tell hardly more

interface Lead {
  sets: ByteSet[];
  /** Whether that is all of every match of the node, so that what follows it has its place, too. */
  isWhole: boolean;
}

/** For each of the first places of every match of `node` the set of its bytes; every match is at least that long. */
export function leadingSets(node: Node): ByteSet[] {
  return leadOf(node).sets;
}

function leadOf(node: Node): Lead {
  switch (node.kind) {
    case 'bytes':
      return { sets: [node.set], isWhole: true };
    case 'group':
      return leadOf(node.node);
    case 'sequence':
      return chain(node.nodes.map((child) => () => leadOf(child)));
    case 'repeat': {
      const turns = Math.min(node.min, MOST);
      const lead = chain(Array.from({ length: turns }, () => () => leadOf(node.node)));
      return { sets: lead.sets, isWhole: lead.isWhole && node.min === node.max };
    }
    case 'choice': {
      const leads = node.nodes.map(leadOf);
      const lengths = leads.map(({ sets }) => sets.length);
      const length = Math.min(...lengths);
      const sets = Array.from({ length }, (_, place) =>
        union(leads.map((lead) => lead.sets[place] as ByteSet)),
      );
      return { sets, isWhole: leads.every((lead) => lead.isWhole) && Math.max(...lengths) === length };
    }
  }
}

function chain(leads: readonly (() => Lead)[]): Lead {
  const sets: ByteSet[] = [];
  for (const next of leads) {
    const lead = next();
    sets.push(...lead.sets);
    if (sets.length >= MOST) return { sets: sets.slice(0, MOST), isWhole: false };
    if (!lead.isWhole) return { sets, isWhole: false };
  }
  return { sets, isWhole: true };
}

function union(sets: readonly ByteSet[]): ByteSet {
  return new Uint8Array(256).map((_, byte) => (sets.some((set) => set[byte]) ? 1 : 0));
}
