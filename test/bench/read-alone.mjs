/** Reads every file below a folder once, whole, one after the other: the least that a scanner in Node must do. */
import { readdirSync, readFileSync } from 'node:fs';

const folders = [process.argv[2]];
for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) folders.push(path);
    else if (entry.isFile()) readFileSync(path);
  }
}
