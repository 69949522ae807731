import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Assessment, type Instrument, readAssessment, readInstrument } from '#analysis/rubric/index.ts';
import type { Words } from '#analysis/words.ts';
import { HOME } from '../../../../pilar.ts';

/** An instrument on the shelf, with its text, which a round keeps. */
export type Shelved = { readonly slug: string; readonly text: string; readonly instrument: Instrument };

/** A partnership that a paper assessed, by name of its file. */
export type StudiedCase = { readonly name: string; readonly title: Words; readonly instrument: string };

const ENDING = '.yaml';
const CaseHeading = z.object({
  instrument: z.string(),
  title: z.object({ id: z.string(), en: z.string() }),
});

let shelf: readonly Shelved[] | undefined;
let studied: readonly (StudiedCase & { readonly text: string })[] | undefined;

/** The instruments there are, synergy and participation first, the others by name; read once in a process. */
export function instruments(): readonly Shelved[] {
  shelf ??= readdirSync(join(HOME, 'models', 'instruments'))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => shelved(readFileSync(join(HOME, 'models', 'instruments', file), 'utf8'), file))
    .sort((a, b) => place(a.slug) - place(b.slug) || (a.slug < b.slug ? -1 : 1));
  return shelf;
}

const FIRST = ['synergy', 'participation'];

function place(slug: string): number {
  const found = FIRST.indexOf(slug);
  return found < 0 ? FIRST.length : found;
}

function shelved(text: string, file: string): Shelved {
  const read = readInstrument(text);
  if (!read.ok) throw new Error(`models/instruments/${file} does not read`);
  return { slug: read.value.slug, text, instrument: read.value };
}

export function instrumentNamed(slug: string): Shelved | undefined {
  return instruments().find((one) => one.slug === slug);
}

/** The cases of the papers that an instrument reads. */
export function casesOf(slug: string): readonly StudiedCase[] {
  return studiedCases().filter((one) => one.instrument === slug);
}

/** A case with what was found in it; undefined when there is none of this name for the instrument. */
export function caseNamed(
  shelf: Shelved,
  name: string,
): (StudiedCase & { readonly assessment: Assessment }) | undefined {
  const found = studiedCases().find((one) => one.name === name && one.instrument === shelf.slug);
  if (!found) return undefined;
  const read = readAssessment(found.text, shelf.instrument);
  if (!read.ok) throw new Error(`the case ${name} does not read`);
  return { ...found, assessment: read.value };
}

function studiedCases() {
  studied ??= readdirSync(join(HOME, 'demo', 'cases'))
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(HOME, 'demo', 'cases', file), 'utf8');
      const heading = CaseHeading.safeParse(JSON.parse(text));
      return heading.success ? [{ ...heading.data, name: file.slice(0, -'.json'.length), text }] : [];
    });
  return studied;
}
