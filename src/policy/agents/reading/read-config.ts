/** Reads a client's config in the language that its name tells. */
import { isUtf8 } from 'node:buffer';
import type { ByteString } from '../../../types.js';
import type { ConfigRead } from './config-node.js';
import { readJsonConfig } from './read-json.js';
import { readTomlConfig } from './read-toml.js';
import { readYamlConfig } from './read-yaml.js';

/** @param file its name tells the language: TOML, YAML, or else JSON with comments. */
export function readConfig(bytes: Buffer, file: ByteString): ConfigRead {
  if (!isUtf8(bytes) || bytes.includes(0)) return { kind: 'broken', line: null, expected: 'expected UTF-8' };
  const source = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (source.trim() === '') return { kind: 'read', root: { kind: 'other', line: null } };
  if (file.endsWith('.toml')) return readTomlConfig(source);
  return /\.ya?ml$/.test(file) ? readYamlConfig(source) : readJsonConfig(source);
}
