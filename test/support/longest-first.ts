import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files whose time their size does not tell, the longest first: one that began last would run alone at the end. */
const LONG = [
  'journeys/every-page',
  'journeys/chain',
  'faults/backup',
  'faults/kill',
  'faults/import-killed',
  'analysis/matching/widening',
  'architecture/reading-time',
  'architecture/foreign-keys',
];

/** Where in the list a file stands; behind all of it where it does not. */
function place({ moduleId }: TestSpecification): number {
  const found = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return found === -1 ? LONG.length : found;
}

/** As the runner orders the files of each project, but those first that are known to take long. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map((file) => file.project))];
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).toSorted((a, b) => place(a) - place(b)),
    );
  }
}
