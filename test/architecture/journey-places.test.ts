import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CityFile } from '../../src/demo/city-file.ts';
import { PLACES, type Place } from '../support/places.ts';

const city = CityFile.parse(parse(readFileSync('demo/bandung.yaml', 'utf8')));
const places: readonly (readonly [string, Place])[] = Object.entries(PLACES);

/** Files that change nothing of the demo, and so may go wherever they like. */
const LOOKING = [
  'every-page.test.ts',
  'fuzz.test.ts',
  'public.test.ts',
  'rupiah.test.ts',
  'tour.ts',
  'languages.ts',
];
/** On an installation and a database of their own. */
const ELSEWHERE = [
  'need-met.test.ts',
  'needs.test.ts',
  'new-city.test.ts',
  'pippk-year.test.ts',
  'tjsl-steps.ts',
  'tjsl-year.test.ts',
];

const journeys = readdirSync('test/journeys').map((file) => ({
  file,
  text: readFileSync(`test/journeys/${file}`, 'utf8'),
}));

/** What a journey has for itself: a kelurahan with all in it, a kecamatan as such, or institutions alone. */
function owned({ village, district, institution, drafts }: Place): string[] {
  const all = [village, district, institution, drafts].flatMap((one) => one ?? []);
  return all.filter((one) => one === village || village === undefined || !one.endsWith(village));
}

test('no two journeys change the same place', () => {
  const owners = Map.groupBy(
    places.flatMap(([journey, place]) => owned(place).map((name) => ({ name, journey }))),
    ({ name }) => name,
  );
  expect([...owners.values()].filter((all) => all.length > 1)).toEqual([]);
  const villages = places.flatMap(([, { village }]) => village ?? []);
  const inside = (name: string, of: string | undefined) =>
    villages.find((village) => village !== of && name.endsWith(village));
  const foreign = places.flatMap(([journey, { village, institution, drafts }]) =>
    [institution, drafts].flatMap((name) => (name && inside(name, village) ? [`${journey}: ${name}`] : [])),
  );
  expect(foreign).toEqual([]);
});

test('the demo tells of every place, and its people can be signed in as', () => {
  const labels = city.accounts.map((one) => one.label.id);
  const wanted = places.flatMap(([, { village, district, institution, drafts, above, city: top }]) => [
    ...(village ? [`Lurah ${village}`] : []),
    ...(district ? [`Camat ${district}`] : []),
    ...[above, top].flatMap((who) => who ?? []),
    ...[institution, drafts].flatMap((name) => (name ? [`Ketua ${name}`] : [])),
  ]);
  const missing = wanted.filter((who) => !labels.some((label) => label.startsWith(who)));
  // There the RW and the PKK are enough, and the secretariat.
  expect(missing).toEqual(
    [PLACES['bad input'], PLACES['facts of places']].map(({ village }) => `Lurah ${village}`),
  );
  const told = new Set(city.stories.map((one) => one.village));
  expect(places.flatMap(([, { village }]) => (village && !told.has(village) ? [village] : []))).toEqual([]);
});

describe('a journey', () => {
  const names = [
    ...new Set([
      ...city.stories.map((one) => one.village),
      ...city.accounts.flatMap((one) => [one.village, one.district].flatMap((name) => name ?? [])),
      ...city.accounts.map((one) => one.label.id.split(':')[0] ?? ''),
      ...places.flatMap(([, { code, within }]) => [code, within].flatMap((name) => name ?? [])),
    ]),
  ].filter((name) => !name.startsWith('Warga'));

  test('names no place by hand', () => {
    const byHand = journeys
      .filter(({ file }) => ![...LOOKING, ...ELSEWHERE].includes(file))
      .flatMap(({ file, text }) =>
        names.filter((name) => spoken(text).includes(name)).map((name) => `${file}: ${name}`),
      );
    expect(byHand).toEqual([]);
  });

  test('that only looks neither fills nor sends anything', () => {
    const changes = journeys
      .filter(({ file }) => LOOKING.includes(file))
      .flatMap(({ file, text }) =>
        // What is looked for changes nothing.
        [
          ...text
            .replaceAll(/getByRole\('searchbox'\)[.\w()]*\.fill\(/g, '')
            .matchAll(/\b(?:press|fill|check|selectOption|setInputFiles|\.post)\(/g),
        ].map(([call]) => `${file}: ${call}`),
      );
    expect(changes).toEqual([]);
  });

  test('that changes something takes its place from the list, and each place is somebody’s', () => {
    const taken = (text: string) =>
      [...text.matchAll(/PLACES(?:\.(\w+)|\[(?:'([^']+)')\])/g)].map(
        ([, plain, quoted]) => plain ?? quoted ?? '',
      );
    const tests = journeys.filter(({ file }) => file.endsWith('.test.ts'));
    const without = tests.filter(
      ({ file, text }) => ![...LOOKING, ...ELSEWHERE].includes(file) && taken(text).length === 0,
    );
    expect(without.map(({ file }) => file)).toEqual([]);
    const users = tests.flatMap(({ file, text }) =>
      [...new Set(taken(text))].map((place) => ({ place, file })),
    );
    expect(users.map(({ place }) => place).sort()).toEqual(Object.keys(PLACES).sort());
  });
});

/** The code without its comments, which may say why a place was chosen. */
function spoken(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}
