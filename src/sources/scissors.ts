/** Where the message ends in the file that Git gives to commit-msg: below it may stand the diff of `git commit -v`. */

// Git's own line (wt-status.c), behind the project's comment mark: core.commentChar, core.commentString.
const CUT = ' ------------------------ >8 ------------------------\n';

/**
 * The offset at which the message ends. What `git commit -v` shows below the scissors line is dropped by Git; scanned,
 * it would refuse the commit that takes a secret out. Nothing tells a hook of `-v`, and without it Git keeps whatever
 * stands below such a line. So a diff is taken for Git's only where a person has had the message in an editor, Git's
 * words about the line stand right below it, and no comment of Git's follows the diff: a diff of an earlier attempt that
 * came in by `git commit -e -F` has one, and becomes part of the message. (With --no-status it has none. Then only
 * pre-push sees it.)
 * @param editor GIT_EDITOR, which Git sets to `:` for hooks where it starts no editor (`-m`, `-F`).
 */
export function endOfMessage(text: Buffer, editor: string | undefined): number {
  if (editor === ':') return text.length;
  for (let at = text.lastIndexOf(CUT); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(CUT, at - 1)) {
    const start = startOfLine(text, at);
    const mark = text.subarray(start, at);
    if (isCommentMark(mark))
      return isDropped(text.subarray(at + CUT.length), mark) ? firstCut(text, mark) : text.length;
  }
  return text.length;
}

/** With that mark, Git cuts at the first: the message of an earlier attempt has brought one along. */
function firstCut(text: Buffer, mark: Buffer): number {
  const line = Buffer.concat([mark, Buffer.from(CUT)]);
  if (startsWith(text, line)) return 0;
  return text.indexOf(Buffer.concat([Buffer.from('\n'), line])) + 1;
}

/** A line of the diff itself can hold a cut line, behind what a diff puts in front of it. */
function isCommentMark(mark: Buffer): boolean {
  return mark.length > 0 && !' +-'.includes(String.fromCharCode(mark[0] as number));
}

function isDropped(below: Buffer, mark: Buffer): boolean {
  let end = below.length;
  while (end > 0 && (below[end - 1] as number) <= 0x20) end--;
  const last = below.subarray(startOfLine(below, end), end);
  return startsWith(below, mark) && !startsWith(last, mark);
}

function startOfLine(text: Buffer, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf(0x0a, at - 1) + 1;
}

function startsWith(text: Buffer, mark: Buffer): boolean {
  return text.subarray(0, mark.length).equals(mark);
}
