/** Writes to the standard streams; a reader that went away (`| head`) is not an error. */

/** Resolves when the text or the bytes are handed over; with false when nobody reads any more. */
export function write(stream: NodeJS.WriteStream, text: string | Buffer): Promise<boolean> {
  if (text.length === 0) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' ? resolve(false) : reject(error);
    stream.once('error', onError);
    stream.write(text, (error) => {
      if (error) return onError(error);
      stream.off('error', onError);
      resolve(true);
    });
  });
}
