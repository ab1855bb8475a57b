/** The JSON contract as it is read back: the shape that the JSON Schema of reports describes. */
import type { Allowance, Confidence, Finding, Receipt, WrittenException } from '../types.js';

/** A report that was read. */
export interface ReadReport {
  /** What messages call it. */
  name: string;
  findings: Finding[];
  receipt: Receipt;
}

export interface ReportData {
  findings: FindingData[];
  receipt: ReceiptData;
}

export interface FindingData
  extends Pick<
    Finding,
    | 'pattern'
    | 'provider'
    | 'title'
    | 'category'
    | 'severity'
    | 'verdict'
    | 'confidence'
    | 'file'
    | 'line'
    | 'column'
    | 'endLine'
    | 'endColumn'
    | 'start'
    | 'end'
    | 'masked'
    | 'fingerprint'
    | 'variable'
    | 'revoke'
    | 'rotate'
    | 'note'
    | 'status'
  > {
  layers?: string[];
  commit?: string;
  author?: string;
  date?: string;
  history?: HistoryData;
  allow?: Allowance;
  remarks?: string[];
}

export interface HistoryData {
  first: SightingData | null;
  last: SightingData | null;
  atHead: boolean;
  refs: string[];
  places: number;
  parts?: {
    files: { first: SightingData; last: SightingData; firstRank: number; lastRank: number } | null;
    words: { first: SightingData; last: SightingData } | null;
  };
}

export interface SightingData {
  commit: string;
  author: string;
  date: string;
  file: string;
  line: number;
}

export interface ExceptionData {
  kind: WrittenException['kind'];
  file: string;
  line: number;
  what?: string;
  reason?: string;
  commit?: string;
}

export interface ReceiptData extends Omit<Receipt, 'skipped' | 'unusedSkips' | 'unused' | 'added' | 'shard'> {
  skipped: { file: string; reason: string; listed?: true; accepted?: string }[];
  addedExceptions?: ExceptionData[];
  unusedExceptions?: ExceptionData[];
  shard?: {
    index: number;
    count: number;
    listing: string;
    rules: string;
    version: string;
    confidence: Confidence;
    strict: boolean;
    unusedExceptions: ExceptionData[];
    unusedSkips: string[];
    letGo: string[];
  };
}
