/** Compiles the kernel: AssemblyScript in, WebAssembly out. */
import { basename, dirname } from 'node:path';
import asc from 'assemblyscript/asc';

/**
 * @param file the AssemblyScript module whose exports the kernel has.
 * @throws Error with the compiler's own words.
 */
export async function makeKernel(file: string): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const output = ['--outFile', 'kernel.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
  const { error, stderr } = await asc.main([basename(file), '--baseDir', dirname(file), ...output], {
    writeFile: (_name, contents) => {
      binary = contents as Uint8Array;
    },
  });
  if (error !== null || binary === null) throw new Error(`the kernel does not compile\n${stderr.toString()}`);
  return binary;
}
