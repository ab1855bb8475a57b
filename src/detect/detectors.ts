/** One detector for each set of schemas that files fall under; most projects have one or none. */
import { createDetector, type Detector } from './detector.js';
import type { PatternIndex } from './index-patterns.js';
import type { Engine } from './regex.js';

export class Detectors {
  private readonly catalog: PatternIndex;
  private readonly engine: Engine;
  private readonly disabled: ReadonlySet<string>;
  private readonly made = new Map<PatternIndex | null, { wanted: Detector; whole: Detector }>();

  /** @param disabled ids of patterns that are not looked for. */
  constructor(
    catalog: PatternIndex,
    { engine, disabled }: { engine: Engine; disabled: ReadonlySet<string> },
  ) {
    this.catalog = catalog;
    this.engine = engine;
    this.disabled = disabled;
  }

  /** What is looked for. */
  for(project: PatternIndex | null): Detector {
    return this.make(project).wanted;
  }

  /** The same with what the project has switched off: what is shown must hold none of it either. */
  wholeFor(project: PatternIndex | null): Detector {
    return this.make(project).whole;
  }

  /** How many formats were looked for: those of the catalog and of every schema met. */
  get patternCount(): number {
    // Most often it is told without reading them.
    if (this.disabled.size === 0 && this.projects.length === 0) return this.catalog.patterns.length;
    return [...this.ids].filter((id) => !this.disabled.has(id)).length;
  }

  /** Of every pattern met, wanted or not. */
  get ids(): Set<string> {
    const indexes = [this.catalog, ...this.projects];
    return new Set(indexes.flatMap(({ patterns }) => patterns.ids()));
  }

  private get projects(): PatternIndex[] {
    return [...this.made.keys()].filter((project) => project !== null);
  }

  private make(project: PatternIndex | null): { wanted: Detector; whole: Detector } {
    const known = this.made.get(project);
    if (known) return known;
    const whole = createDetector(project ? [this.catalog, project] : [this.catalog], this.engine);
    const { disabled } = this;
    const isWanted = ({ pattern }: { pattern: { id: string } }) => !disabled.has(pattern.id);
    const wanted =
      disabled.size === 0 ? whole : { detect: (bytes: Buffer) => whole.detect(bytes).filter(isWanted) };
    const made = { wanted, whole };
    this.made.set(project, made);
    return made;
  }
}
