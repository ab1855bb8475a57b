/** Azure Storage: connection strings with the key of an account, and signed addresses (SAS). */
import type { ByteString } from '../../types.js';
import { checkExpiry } from './expiry.js';
import { decodePercent } from './password.js';
import { placeholder, plain } from './results.js';
import type { Structure } from './types.js';
import { base64Of32, base64Of64 } from './whole-bytes.js';

/** The account of the emulator, whose key is the same everywhere. */
const emulator = ';AccountName=devstoreaccount1;';

export const azureStorageConnection: Structure = {
  ...base64Of64,
  check: (token, secret) => (token.includes(emulator) ? placeholder : base64Of64.check(token, secret)),
};

export const azureSas: Structure = {
  check(token, secret, now = Date.now()) {
    const signature = decodePercent(secret);
    const check = base64Of32.check(signature, signature);
    return check.outcome === 'plain' ? (checkExpiry(readEnd(token), now) ?? plain) : check;
  },
  complete: (token) => token.replace(/[^=%]((?:%3D|=)?)$/i, 'A$1'),
};

/** When it ends, in seconds since 1970; null where it does not say, or not in this part of the address. */
function readEnd(token: ByteString): number | null {
  const [, date, time = 'T23:59Z'] =
    /[?&;]se=([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:%A]{5,14}Z)?/i.exec(token) ?? [];
  const end = date === undefined ? Number.NaN : Date.parse(date + decodePercent(time));
  return Number.isNaN(end) ? null : end / 1000;
}
