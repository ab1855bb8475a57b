/** Reads objects through one `git cat-file --batch` process: requests in, answers out in the same order. */
import { GitError } from '../errors.js';
import { type GitOptions, type GitProcess, runGitNow, startGit } from './run.js';

const END_PATIENCE = 1000; // milliseconds
const READ_NOW = 4 * 1024 * 1024; // bytes: of more, a process that is watched is as fast
const READ_PAST = 16 * 1024 * 1024; // bytes: sooner than inflate a larger object for nothing, Git is started anew

/** What Git says last of an object that it cannot unpack. */
const DAMAGED =
  /^fatal: (?:loose object|packed object) [0-9a-f]{40,64} \(stored in .*\) is corrupt$|^fatal: unable to stream [0-9a-f]{40,64} to stdout$/m;

export type GitObject =
  | { kind: 'found'; oid: string; type: string; bytes: Buffer }
  | { kind: 'missing' }
  /** It is there, and what is stored of it is no object. */
  | { kind: 'damaged' }
  /** Larger than the reader was asked to hold; see `readBlob`. */
  | { kind: 'too-large'; type: string; size: number };

interface Request {
  name: string;
  resolve: (object: GitObject) => void;
  reject: (error: Error) => void;
}

/** A running `cat-file --batch`. Ask for as many objects as you like at once; answers come in order. */
export class ObjectReader {
  private git: GitProcess | null = null;
  private readonly limit: number;
  private readonly options: GitOptions;
  private readonly waiting: Request[] = [];
  private readonly known = new Map<string, GitObject>();
  private chunks: Buffer[] = [];
  private buffered = 0;
  private header: { oid: string; type: string; size: number } | null = null;
  private toSkip = 0;
  private failure: Error | null = null;

  /** @param limit the largest object to hold in memory, in bytes. */
  constructor(limit: number, options: GitOptions = {}) {
    this.limit = limit;
    this.options = options;
  }

  /**
   * @param name an object id, or a name such as `:path` (index) or `HEAD:path`; it must hold no newline.
   * @throws GitError when Git fails.
   */
  read(name: string): Promise<GitObject> {
    const known = this.known.get(name);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      this.waiting.push({ name, resolve, reject });
      this.ask(name);
    });
  }

  /**
   * Reads some objects at once, before anything else is asked, so that `read` has them at hand. Those that cannot be had in
   * this way are read when they are asked for, and what is wrong is told then.
   * @param ids object ids, of few and small objects.
   */
  readNow(ids: readonly string[]): void {
    if (ids.length === 0) return;
    try {
      const input = ids.map((oid) => `${oid}\n`).join('');
      const output = runGitNow(['cat-file', '--batch'], { ...this.options, input, most: READ_NOW });
      for (const name of ids) {
        const resolve = (object: GitObject) => void this.known.set(name, object);
        this.waiting.push({ name, resolve, reject: () => {} });
      }
      this.receive(output);
      if (this.waiting.length > 0 || this.buffered > 0) this.known.clear(); // out of step
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
    this.waiting.length = 0;
    this.forget();
  }

  /** Ends the process. Every request must have been answered. */
  async close(): Promise<void> {
    this.git?.child.stdin?.end();
    await this.git?.ended;
  }

  private start(): GitProcess {
    const git = startGit(['cat-file', '--batch'], this.options);
    git.child.stdout?.on('data', (data: Buffer) => this.receive(data));
    git.child.stdout?.on('end', () => this.expectEnd(git));
    git.ended
      .then(() => new GitError({ command: 'cat-file', exitCode: 0, signal: null, stderr: '' }))
      .catch((error: Error) => error)
      .then((error) => this.git === git && this.endWith(error));
    return git;
  }

  /** A Git that has closed its output answers nothing any more: it has a moment to end by itself. */
  private expectEnd(git: GitProcess): void {
    const patience = setTimeout(() => git.child.kill(), END_PATIENCE);
    git.child.once('close', () => clearTimeout(patience));
  }

  private ask(name: string): void {
    this.git ??= this.start(); // with nothing staged no process is needed
    this.git.child.stdin?.write(Buffer.from(`${name}\n`, 'latin1'));
  }

  /** Git ends at the first object that is damaged, or that a partial clone has never fetched: the rest is asked anew. */
  private endWith(error: Error): void {
    const kind = isUnfetched(error) ? 'missing' : isDamaged(error) ? 'damaged' : null;
    if (kind !== null && this.waiting.length > 0) {
      this.answer({ kind });
      this.startAnew();
    } else {
      this.fail(error);
    }
  }

  private startAnew(): void {
    this.git = null;
    this.forget();
    for (const request of this.waiting) this.ask(request.name);
  }

  private forget(): void {
    this.chunks = [];
    this.buffered = 0;
    this.header = null;
    this.toSkip = 0;
  }

  /** Ends a Git that is about to print a large object. */
  private abandon(): void {
    this.git?.child.stdout?.destroy();
    this.git?.child.kill();
    this.startAnew();
  }

  private fail(error: Error): void {
    this.failure = error;
    for (const request of this.waiting.splice(0)) request.reject(error);
  }

  private receive(data: Buffer): void {
    this.chunks.push(data);
    this.buffered += data.length;
    while (this.step());
  }

  /** Takes one header or one body out of what has arrived; false when more must come first. */
  private step(): boolean {
    if (this.toSkip > 0) return this.skip();
    if (this.header) return this.body(this.header);
    const line = this.line();
    if (line === null) return false;
    const [oid, type, size] = splitHeader(line);
    if (size === null) {
      this.answer({ kind: 'missing' });
    } else if (isOtherObject(this.waiting[0]?.name, oid)) {
      // Answers and requests are out of step: nothing that follows can be trusted.
      this.git?.child.kill();
      return false;
    } else if (size > this.limit) {
      this.answer({ kind: 'too-large', type, size });
      if (size > READ_PAST) {
        this.abandon();
        return false;
      }
      this.toSkip = size + 1;
    } else {
      this.header = { oid, type, size };
    }
    return true;
  }

  private skip(): boolean {
    if (this.buffered === 0) return false;
    this.toSkip -= this.take(Math.min(this.toSkip, this.buffered)).length;
    return true;
  }

  private body(header: { oid: string; type: string; size: number }): boolean {
    if (this.buffered < header.size + 1) return false;
    const bytes = this.take(header.size + 1).subarray(0, header.size);
    this.header = null;
    this.answer({ kind: 'found', oid: header.oid, type: header.type, bytes });
    return true;
  }

  private answer(object: GitObject): void {
    this.waiting.shift()?.resolve(object);
  }

  private line(): string | null {
    if (this.buffered === 0) return null;
    if (!(this.chunks[0] as Buffer).includes(10)) this.chunks = [Buffer.concat(this.chunks)];
    const end = (this.chunks[0] as Buffer).indexOf(10);
    return end < 0 ? null : this.take(end + 1).toString('latin1', 0, end);
  }

  private take(length: number): Buffer {
    let first = this.chunks[0] as Buffer;
    if (first.length < length) {
      first = Buffer.concat(this.chunks);
      this.chunks = [first];
    }
    this.buffered -= length;
    if (first.length === length) this.chunks.shift();
    else this.chunks[0] = first.subarray(length);
    return first.subarray(0, length);
  }
}

/** Git has no exit code of its own for this; LC_ALL=C keeps the words stable. */
function isUnfetched(error: Error): boolean {
  return error instanceof GitError && /^fatal: could not fetch \S+ from promisor remote$/m.test(error.stderr);
}

function isDamaged(error: Error): boolean {
  return error instanceof GitError && DAMAGED.test(error.stderr);
}

/** Whether an object was asked for by its id, and another one came. */
function isOtherObject(name: string | undefined, oid: string): boolean {
  return name === undefined || (/^[0-9a-f]{40,64}$/.test(name) && name !== oid);
}

/** "<oid> <type> <size>", or "<name> missing" / "<name> ambiguous", where the name can hold spaces. */
function splitHeader(line: string): [string, string, number | null] {
  const fields = /^([0-9a-f]{40,64}) ([a-z]+) ([0-9]+)$/.exec(line);
  return fields ? [fields[1] as string, fields[2] as string, Number(fields[3])] : ['', '', null];
}
