import type { DrawnTie } from '../drawing.ts';

/** The words on a sociogram, in the reader's language. */
export interface SociogramWords {
  readonly title: string;
  readonly description: string;
  readonly person: string;
  readonly institution: string;
  readonly strong: string;
  readonly weak: string;
  readonly unstated: string;
  readonly stronger: string;
  readonly dominates: string;
  readonly oneWay: string;
  readonly protection: string;
  readonly interest: string;
  readonly size: string;
  readonly ungrouped: string;
  /** A tie in words, for the tooltip. */
  readonly tie: (from: string, to: string, tie: DrawnTie) => string;
}

export interface SociogramOptions {
  /** Prefix of the ids inside the picture; unique on its page. */
  readonly id: string;
  readonly words: SociogramWords;
  /** Colours actors; `pillar` when left out. */
  readonly attribute?: string;
  readonly seed?: number;
}
