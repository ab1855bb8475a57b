/** Which commits a generated history has, and which files each of them changes: no text yet. */
import type { Random } from '../../../src/samples/random.js';

/** How large a history is. */
export interface HistorySize {
  commits: number;
  /** Versions of files; as many blobs. */
  versions: number;
  files: number;
  tags: number;
  branches: number;
}

/** One version of a file, made by changing a few lines of another one. */
export interface Version {
  /** What fast-import calls its blob. */
  mark: number;
  /** Null for the first version of the file. */
  parent: Version | null;
}

/** One commit; `changes` holds the new version by the number of the file. */
export interface PlannedCommit {
  mark: number;
  branch: string;
  parents: number[];
  changes: Map<number, Version>;
}

export interface HistoryPlan {
  commits: PlannedCommit[];
  /** The versions of each file, a version after the one it is made from. */
  files: Version[][];
  /** The mark of the commit that each tag names. */
  tags: number[];
}

interface Line {
  branch: string;
  tip: number;
  /** What it has that main does not. */
  own: Map<number, Version>;
  left: number;
}

const MAIN = 'main';
const OPEN_TOPICS = 4;
const LONGEST_TOPIC = 8; // commits

/** Draws a history: a main line, and topics that leave it, change some files and are merged. */
export function planHistory(size: HistorySize, random: Random): HistoryPlan {
  return new Planner(size, random).plan();
}

class Planner {
  private readonly size: HistorySize;
  private readonly random: Random;
  private readonly commits: PlannedCommit[] = [];
  private readonly files: Version[][];
  private readonly main = new Map<number, Version>();
  private readonly topics: Line[] = [];
  private mark = 0;
  private tip = 0;
  private made = 0;

  constructor(size: HistorySize, random: Random) {
    this.size = size;
    this.random = random;
    this.files = Array.from({ length: size.files }, () => []);
  }

  plan(): HistoryPlan {
    const { size, files, commits } = this;
    const first = new Map(files.map((_, file) => [file, this.version(file, null)]));
    this.onMain([], first);
    while (commits.length < size.commits) this.step();
    const tags = Array.from({ length: size.tags }, (_, i) => this.tagged(i));
    return { commits, files, tags };
  }

  private step(): void {
    const { random, topics } = this;
    const topic = topics[random(OPEN_TOPICS)];
    if (topic === undefined && random(5) === 0) this.openTopic();
    else if (topic === undefined) this.onMain([this.tip], this.change(this.main));
    else if (topic.left > 0) this.onTopic(topic);
    else this.merge(topic);
  }

  /** Names are used again, so that as many branches are left at the end as are wanted. */
  private openTopic(): void {
    const taken = new Set(this.topics.map(({ branch }) => branch));
    const names = Array.from({ length: this.size.branches - 1 }, (_, i) => `topic/${i + 1}`);
    const free = names.filter((name) => !taken.has(name));
    const branch = free[this.random(free.length)];
    const left = 1 + this.random(LONGEST_TOPIC);
    if (branch === undefined) this.onMain([this.tip], this.change(this.main));
    else this.topics.push({ branch, tip: this.tip, own: new Map(), left });
  }

  private onTopic(topic: Line): void {
    const changes = this.change(new Map([...this.main, ...topic.own]));
    topic.tip = this.commit(topic.branch, [topic.tip], changes);
    for (const [file, version] of changes) topic.own.set(file, version);
    topic.left--;
  }

  private merge(topic: Line): void {
    this.topics.splice(this.topics.indexOf(topic), 1);
    this.onMain([this.tip, topic.tip], topic.own);
  }

  private onMain(parents: number[], changes: Map<number, Version>): void {
    this.tip = this.commit(MAIN, parents, changes);
    for (const [file, version] of changes) this.main.set(file, version);
  }

  private commit(branch: string, parents: number[], changes: Map<number, Version>): number {
    this.commits.push({ mark: ++this.mark, branch, parents, changes });
    return this.mark;
  }

  /** As many files as it takes to come to the wanted number of versions; some files change much more often than others. */
  private change(from: ReadonlyMap<number, Version>): Map<number, Version> {
    const { size, commits, random, made } = this;
    const mean = (size.versions - made) / Math.max(1, (size.commits - commits.length) * 0.85); // merges make none
    const count = Math.max(1, Math.round((mean * (random(1000) + random(1000))) / 1000));
    const changes = new Map<number, Version>();
    for (let i = 0; i < count; i++) {
      const file = Math.floor(size.files * (random(1e6) / 1e6) ** 2.5);
      if (!changes.has(file)) changes.set(file, this.version(file, from.get(file) ?? null));
    }
    return changes;
  }

  private version(file: number, parent: Version | null): Version {
    const version = { mark: ++this.mark, parent };
    this.files[file]?.push(version);
    this.made++;
    return version;
  }

  private tagged(number: number): number {
    const onMain = this.commits.filter(({ branch }) => branch === MAIN);
    const at = Math.floor(((number + 1) * (onMain.length - 1)) / this.size.tags);
    return (onMain[at] as PlannedCommit).mark;
  }
}
