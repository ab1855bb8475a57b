/**
 * Microsoft Entra client secrets (`8Q~`): the first three of six base-66 digits of a Marvin32 over the 37
 * before.
 */
import { checkedTail } from './checked-tail.js';
import { base66, writeDigits } from './digits.js';
import { marvin32 } from './marvin32.js';

export const azureEntra = checkedTail(3, (head) => {
  if (head.length !== 37 || head.slice(3, 6) !== '8Q~') return null;
  return writeDigits(marvin32(Buffer.from(head, 'latin1'), 'AadPwd00'), base66, 6).slice(0, 3);
});
