/** Writes to the standard streams; a reader that went away (`| head`) is not an error. */

/** Resolves when the text is handed over, or when nobody reads any more. */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' ? resolve() : reject(error);
    stream.once('error', onError);
    stream.write(text, (error) => {
      if (error) return onError(error);
      stream.off('error', onError);
      resolve();
    });
  });
}
