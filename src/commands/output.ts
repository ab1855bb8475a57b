/** Writes to the standard streams; a reader that went away (`| head`) is not an error. */
import { writeSync } from 'node:fs';

export type OutputName = 'stdout' | 'stderr';

const DESCRIPTORS: Record<OutputName, number> = { stdout: 1, stderr: 2 };
const guarded = new Set<OutputName>();
let tellLost = () => {};

/** Says who is told when something that was handed to a stream cannot be written. */
export function onOutputLost(listener: () => void): void {
  tellLost = listener;
}

/** Node's own stream, whose failure ends nothing: where nobody reads any more, the exit code still tells the outcome. */
export function streamOf(name: OutputName): NodeJS.WriteStream {
  const stream = process[name];
  if (!guarded.has(name)) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') tellLost();
    });
  }
  guarded.add(name);
  return stream;
}

/**
 * Resolves when the text or the bytes are handed over; with false when nobody reads any more.
 * @throws where they cannot be written.
 */
export async function write(name: OutputName, text: string | Buffer): Promise<boolean> {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  let rest: Buffer | null = bytes;
  try {
    // A stream of Node's takes as long to make as all the rest of a hook that has nothing to do.
    rest = writeNow(DESCRIPTORS[name], bytes);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  return rest === null || writeStream(streamOf(name), rest);
}

/** @returns what the descriptor does not take now; null where it took everything. */
function writeNow(descriptor: number, bytes: Buffer): Buffer | null {
  if (process.platform === 'win32') return bytes; // a console there takes no bytes, but text
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
    return null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error; // a full pipe that does not block
    return bytes.subarray(done);
  }
}

function writeStream(stream: NodeJS.WriteStream, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => (isGone(error) ? resolve(false) : reject(error));
    stream.once('error', onError);
    stream.write(bytes, (error) => {
      if (error) return onError(error);
      stream.off('error', onError);
      resolve(true);
    });
  });
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
