/** Azure's identifiable keys: base64 whose last four bytes are a Marvin32 of the others. */
import type { ByteString } from '../../types.js';
import { wrongShape } from './checked-tail.js';
import { littleEndian } from './crc32.js';
import { decodeBase64, decodeBase64Url } from './encodings.js';
import { marvin32 } from './marvin32.js';
import type { Checksum } from './types.js';

const messaging = ['Send0000', 'Listen00', 'Manage00', 'System00', 'Unknown0'];

/** The seeds by the four characters that mark the product. */
const seeds = new Map<string, readonly string[]>([
  ['+ASt', ['Default0']],
  ['+ABa', ['AbAcct00']],
  ['+AMC', ['Classic0']],
  ['ACDb', ['MastRW00', 'MastRO00', 'SystRW00', 'SystRO00', 'SysAll00', 'Resour00', 'Encryp00']],
  ['APIM', ['IoTHub00', 'Gatewy00', 'GitKey00', 'Tenant00']],
  ['AzCa', ['Access00']],
  ['AZEG', ['SendRecv']],
  ['AIoT', ['IoTHub00', 'Device00', 'DpsKey00']],
  ['+AEh', messaging],
  ['+ASb', messaging],
  ['+ARm', messaging],
  ['AzFu', ['Master00', 'System00', 'Functi00']],
  ['+ACR', ['ACRDflt0']],
  ['AzSe', ['PAdmin00', 'Query000']],
]);

/** Where the mark stands, by the length of the key, both in characters. */
const markStarts = new Map([
  [44, 33],
  [52, 42],
  [56, 44],
  [88, 76],
]);

export const azureIdentifiable: Checksum = {
  verify(key) {
    const parts = readKey(key);
    if (parts === null) return false;
    const data = parts.bytes.subarray(0, -4);
    return parts.seeds.some((seed) => littleEndian(marvin32(data, seed)).equals(parts.bytes.subarray(-4)));
  },
  complete(key) {
    const parts = readKey(withZeroBits(key));
    if (parts === null) throw wrongShape();
    const data = parts.bytes.subarray(0, -4);
    return parts.write(Buffer.concat([data, littleEndian(marvin32(data, parts.seeds[0]!))]));
  },
};

interface Key {
  bytes: Buffer;
  seeds: readonly string[];
  write(bytes: Buffer): ByteString;
}

function readKey(key: ByteString): Key | null {
  const start = markStarts.get(key.length);
  if (start === undefined) return null;
  const mark = key.slice(start, start + 4);
  const found = seeds.get(mark);
  // Azure Functions alone writes its keys in the URL-safe alphabet.
  const bytes = mark === 'AzFu' ? decodeBase64Url(key) : decodeBase64(key);
  if (found === undefined || bytes === null) return null;
  const write = (all: Buffer): ByteString => {
    const text = all.toString('base64');
    return mark === 'AzFu' ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
  };
  return { bytes, seeds: found, write };
}

/** The key with nothing but zero bits between the mark and the check value, and with its padding. */
function withZeroBits(key: ByteString): ByteString {
  const start = markStarts.get(key.length);
  if (start === undefined) return key;
  const padding = key.length === 52 ? '' : key.length === 44 ? '=' : '==';
  return key.slice(0, start + 4).padEnd(key.length - padding.length, 'A') + padding;
}
