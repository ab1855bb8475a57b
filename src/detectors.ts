/** One detector for each set of schemas that files fall under; most projects have one or none. */
import { createDetector, type Detector } from './detect/detector.js';
import type { PatternIndex } from './detect/index-patterns.js';
import type { Engine } from './detect/regex.js';

export class Detectors {
  private readonly catalog: PatternIndex;
  private readonly engine: Engine;
  private readonly made = new Map<PatternIndex | null, Detector>();

  constructor(catalog: PatternIndex, engine: Engine) {
    this.catalog = catalog;
    this.engine = engine;
  }

  for(project: PatternIndex | null): Detector {
    let detector = this.made.get(project);
    if (!detector) {
      detector = createDetector(project ? [this.catalog, project] : [this.catalog], this.engine);
      this.made.set(project, detector);
    }
    return detector;
  }

  /** How many formats were looked for: those of the catalog and of every schema met. */
  get patternCount(): number {
    const projects = [...this.made.keys()].filter((project) => project !== null);
    const ids = new Set([this.catalog, ...projects].flatMap((index) => index.patterns.map(({ id }) => id)));
    return ids.size;
  }
}
