/** Reads containers as a scan does, and makes real ones with Python's own modules. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Budget, DEFAULT_LIMITS, type DecodeLimits } from '../../src/decode/budget.js';
import { containerLayers } from '../../src/decode/containers.js';
import { contentKind } from '../../src/decode/content-kind.js';
import type { Layer } from '../../src/decode/layer.js';
import { scratch } from './repository.js';

export interface Opened {
  layers: Layer[];
  /** `name: text` of each layer; the text as latin1. */
  texts: string[];
  /** `layers: reason` of all that was not read, "!" before it where it makes a scan incomplete. */
  skipped: string[];
}

/** What one step into a container gives. */
export async function open(bytes: Buffer, limits: Partial<DecodeLimits> = {}): Promise<Opened> {
  const budget = new Budget({ ...DEFAULT_LIMITS, ...limits });
  const kind = contentKind(bytes);
  if (kind.kind !== 'container') throw new Error(`no container: ${kind.kind}`);
  const layers: Layer[] = [];
  for await (const layer of containerLayers(bytes, kind, { layers: [], budget })) layers.push(layer);
  return {
    layers,
    texts: layers.map(({ name, bytes }) => `${name}: ${bytes.toString('latin1')}`),
    skipped: budget.skipped.map(
      ({ layers, reason, listed }) => `${listed ? '' : '!'}${[...layers, reason].join(': ')}`,
    ),
  };
}

/** The names of all layers, one inside another, as far as containers go. */
export async function openAll(
  bytes: Buffer,
  limits: Partial<DecodeLimits> = {},
): Promise<Omit<Opened, 'layers'>> {
  const budget = new Budget({ ...DEFAULT_LIMITS, ...limits });
  const texts: string[] = [];
  const descend = async (inside: Buffer, names: string[]): Promise<void> => {
    const kind = contentKind(inside);
    if (kind.kind !== 'container' || names.length >= budget.limits.depth) return;
    for await (const layer of containerLayers(inside, kind, { layers: names, budget })) {
      texts.push([...names, layer.name].join(' > '));
      await descend(layer.bytes, [...names, layer.name]);
    }
  };
  await descend(bytes, []);
  return { texts, skipped: budget.skipped.map(({ layers, reason }) => [...layers, reason].join(': ')) };
}

/** The outer bytes that a text in a layer is said to come from. */
export function outerText(bytes: Buffer, { layers }: Opened, text: string): string {
  for (const layer of layers) {
    const start = layer.bytes.indexOf(text);
    if (start < 0) continue;
    const range = layer.outerRange({ start, end: start + Buffer.byteLength(text) });
    return bytes.toString('latin1', range.start, range.end);
  }
  throw new Error('no layer has that text');
}

/** The file that a Python program writes to the path in `out`; `given` is what its `given` holds. */
export function python(program: string, given: unknown = null): Buffer {
  const out = join(scratch(), 'file');
  const lines = `import sys, json, io\nout = sys.argv[1]\ngiven = json.load(sys.stdin)\n${program}`;
  const { status, stderr } = spawnSync('python3', ['-c', lines, out], {
    input: JSON.stringify(given),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`python3 ended with ${status}: ${stderr}`);
  return readFileSync(out);
}
