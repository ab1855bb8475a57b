/** All that what is told of a text depends on, besides the text and its path. */
import { createHash } from 'node:crypto';
import type { Configuration } from '../config/configuration.js';
import { readAsset } from '../package/assets.js';
import type { ByteString, Confidence, EngineName } from '../types.js';

export interface ToldBy {
  engine: EngineName;
  configuration: Configuration;
  confidence: Confidence;
  /** The files of the project that say what to look for, by path. */
  projectFiles: ReadonlyMap<ByteString, Buffer>;
}

/** What may pass is not among it: that is decided in each scan. */
export function toldKey({ engine, configuration, confidence, projectFiles }: ToldBy): string {
  const { limits, disable, patterns, schemas } = configuration;
  const files = [...projectFiles].map(([path, bytes]) => [
    path,
    createHash('sha256').update(bytes).digest('hex'),
  ]);
  return JSON.stringify([
    readAsset('build-id').toString('latin1'), // program, catalog and engine tables
    engine,
    confidence,
    limits,
    disable.map(({ id }) => id),
    patterns,
    schemas,
    files.sort(),
  ]);
}
