/** The parts of a project: the folders that have a manifest of their own. */
import type { ByteString } from '../../types.js';
import { baseName } from '../view.js';

const MANIFESTS = new Set(
  `package.json deno.json deno.jsonc pyproject.toml setup.py requirements.txt go.mod Cargo.toml Gemfile composer.json pom.xml
  build.gradle build.gradle.kts mix.exs`.split(/\s+/),
);

export class Parts {
  private readonly folders: ReadonlySet<ByteString>;

  /** @param files from the top level. */
  constructor(files: readonly ByteString[]) {
    const manifests = files.filter((file) => MANIFESTS.has(baseName(file)));
    this.folders = new Set(manifests.map(folderOf).filter((folder) => folder !== ''));
  }

  /** The name of the part that a file belongs to: the last part of its folder's path; null for the project itself. */
  partOf(file: ByteString): ByteString | null {
    for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) {
      if (this.folders.has(folder)) return baseName(folder);
    }
    return null;
  }
}

function folderOf(path: ByteString): ByteString {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
