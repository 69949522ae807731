import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CauseMap, readCauseMap } from '#analysis/causes/index.ts';
import { HOME } from '../../../../pilar.ts';

const ENDING = '.causes.json';
const FOLDER = join(HOME, 'demo', 'cases');

/** A map of causes read out of a study: the text of its file, and what stands in it. */
export type CauseCase = { readonly name: string; readonly text: string; readonly map: CauseMap };

/** The cases there are, by name of their file. */
export function listCauseCases(): CauseCase[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      const read = readCauseMap(text);
      return read.ok ? [{ name: file.slice(0, -ENDING.length), text, map: read.value }] : [];
    });
}

/** One case; undefined when there is none of this name. */
export function causeCase(name: string): CauseCase | undefined {
  return listCauseCases().find((one) => one.name === name);
}
