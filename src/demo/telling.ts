import type { IsoDate } from '#kernel/date.ts';
import type { Id } from '#kernel/id.ts';
import type { Program } from '#modules/programs/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { DemoCity } from './city.ts';
import type { CityFile, ProposalTemplate } from './city-file.ts';

/** Tells one city's year through the same use cases that people use, at moments between `from` and `to`. */
export type Telling = {
  readonly runtime: Runtime;
  readonly tenant: Id;
  readonly city: DemoCity;
  readonly file: CityFile;
  readonly program: Program;
  readonly templates: readonly ProposalTemplate[];
  /** Sets the clock to a part of the year told, from 0 to 1, in office hours; never back. */
  readonly at: (part: number) => Date;
  /** The day of such a moment, without going there. */
  readonly dayAt: (part: number) => IsoDate;
  /** Sets the clock to the present: what goes on while somebody looks at the demo. */
  readonly now: () => Date;
  /** The present, where the story ends. */
  readonly end: Date;
  readonly say: (line: string) => void;
};
