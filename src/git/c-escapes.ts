/** What stands behind a backslash in C for a character that cannot be seen: Git quotes paths like that, and Python reads values so. */
export const C_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
