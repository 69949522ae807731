import PizZip from 'pizzip';
import { expect, test } from 'vitest';
import { AllocationInputError, readPabulib } from '#analysis/allocation/index.ts';
import { readCauseMap } from '#analysis/causes/index.ts';
import { readComponentMap } from '#analysis/components/index.ts';
import { readSlip } from '#modules/deliberation/index.ts';
import { readModel } from '#modules/models/index.ts';
import { readBoundaryFile } from '../../src/modules/regions/boundaries/boundary-file.ts';
import { readPlaceFile } from '../../src/modules/transparency/balance/place-file.ts';
import { readSheet } from '../../src/platform/sheets/read-sheet.ts';

/** Milliseconds of the processor below which nothing is compared: they say nothing, and harm nobody. */
const NOTHING = 40;
const ROUNDS = 5;
const TRIES = 3;

const rows = (n: number, row: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => row(i)).join('\n');
const ballots = (n: number, vote: (i: number) => string) =>
  `META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\na;50\nb;50\nVOTES\nvoter_id;vote\n${rows(n, (i) => `${i};${vote(i)}`)}\n`;
const PLACES = 'kode;penduduk;keluarga_miskin;lintang;bujur\n';

/** A boundary around a point, so far from it at each of its corners. */
function boundaryOf(corners: number, far: (i: number, turn: number) => number): string {
  const ring = Array.from({ length: Math.round(corners) }, (_, i) => {
    const turn = (i * 2 * Math.PI) / Math.round(corners);
    return [107.6 + far(i, turn) * Math.cos(turn), -6.9 + far(i, turn) * Math.sin(turn)];
  });
  const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
  const feature = { type: 'Feature', properties: { kode: '32.73.30' }, geometry };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
}

/** What readers may be given by strangers, as it grows. */
const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  blank: (n) => ' '.repeat(n),
  'blank lines': (n) => '\n'.repeat(n),
  'blanks between two signs': (n) => `1${' '.repeat(n)}x`,
  'returns without lines': (n) => `a${'\r'.repeat(n)}b`,
  'quotes behind a letter': (n) => `a${'"'.repeat(n)}`,
  quotes: (n) => '"'.repeat(n),
  'brackets and braces': (n) => '[}'.repeat(n / 4),
  'open brackets': (n) => '['.repeat(n / 4),
  'marks and commas': (n) => ':=,;'.repeat(n / 4),
  'many keys': (n) => rows(n / 10, (i) => `key${i}: 1`),
  'many keys in a line': (n) => `{${Array.from({ length: n / 10 }, (_, i) => `k${i}: 1`).join()}}`,
  'the same key': (n) => 'a: 1\n'.repeat(n / 10),
};

const READERS: Readonly<
  Record<
    string,
    { read: (text: string) => unknown; least: number; also?: Readonly<Record<string, (n: number) => string>> }
  >
> = {
  'ballots (.pb)': {
    least: 64_000,
    read: (text) => {
      try {
        return readPabulib(text);
      } catch (error) {
        if (error instanceof AllocationInputError) return error;
        throw error;
      }
    },
    also: {
      ballots: (n) => ballots(n / 4, () => 'a,b'),
      'quoted ballots': (n) => ballots(n / 4, () => '"a,b"'),
      'quotes in a cell': (n) => ballots(1, () => `a${'"'.repeat(n)}`),
      'one project over and over': (n) => ballots(1, () => 'a,'.repeat(n)),
      'lines in a cell': (n) => ballots(1, () => `"${'\n'.repeat(n)}"`),
    },
  },
  'maps of causes (YAML, JSON)': { least: 16_000, read: readCauseMap },
  'maps of components (YAML, JSON)': { least: 16_000, read: readComponentMap },
  'models (YAML)': { least: 16_000, read: readModel },
  'places (CSV)': {
    least: 64_000,
    read: (text) => readPlaceFile(text, '32.73'),
    also: {
      'a header alone': (n) => `${PLACES}${';'.repeat(n)}`,
      'blanks in a cell': (n) => `${PLACES}32.73.30.1003;1${' '.repeat(n)}x;;;`,
      'quotes in a cell': (n) => `${PLACES}32.73.30.1003;"${'"'.repeat(n)};;;`,
    },
  },
  'boundaries (GeoJSON)': {
    least: 64_000,
    read: (text) =>
      readBoundaryFile({
        bytes: new TextEncoder().encode(text),
        places: [{ code: '32.73.30', name: 'Mandalajati', above: 'Kota Bandung' }],
        property: '',
      }),
    also: {
      'a ragged line': (n) =>
        boundaryOf(n / 40, (i, turn) => 0.02 + 0.001 * Math.sin(i * 1.7) * Math.cos(turn)),
      'a comb of long teeth': (n) => boundaryOf(n / 40, (i) => (i % 2 === 0 ? 0.02 : 0.002)),
      'many properties': (n) =>
        `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{${Array.from({ length: n / 10 }, (_, i) => `"k${i}":1`).join()}},"geometry":null}]}`,
    },
  },
  'sheets of workbooks (XML)': {
    least: 256_000,
    read: (xml) => readSheet({ bytes: workbookOf(xml) }),
    also: {
      'open tags': (n) => '<c '.repeat(n / 3),
      'a tag with blanks': (n) => `<c${' '.repeat(n)}`,
      'a tag with a long name': (n) => `<${'c'.repeat(n)}`,
      'attributes without an end': (n) => `<c${' r="A1"'.repeat(n / 7)}`,
      'rows and cells': (n) => rows(n / 40, (i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`),
      'one cell of many texts': (n) => `<row r="1"><c r="A1" t="str">${'<t>a</t>'.repeat(n / 8)}</c></row>`,
      'signs written otherwise': (n) =>
        `<row r="1"><c r="A1" t="str"><t>${'&#65;_x0041_&'.repeat(n / 13)}</t></c></row>`,
    },
  },
  'ballot slips': {
    least: 64_000,
    read: (text) => readSlip({ kind: 'points', points: 10, slip: [] }, text),
  },
};

/** A workbook whose sheet is this text. */
function workbookOf(xml: string): Buffer {
  const zip = new PizZip();
  const book = '<workbook><sheets><sheet name="A" r:id="a"/></sheets></workbook>';
  zip.file('xl/workbook.xml', book);
  zip.file('xl/_rels/workbook.xml.rels', '<Relationship Id="a" Target="sheet.xml"/>');
  zip.file('xl/sheet.xml', xml);
  return zip.generate({ type: 'nodebuffer', compression: 'STORE' });
}

const cases = Object.entries(READERS).flatMap(([reader, { read, least, also = {} }]) =>
  Object.entries({ ...TEXTS, ...also }).map(([text, grown]) => ({ reader, text, read, grown, least })),
);

test.each(cases)('$reader: twice as much takes twice as long: $text', ({ read, grown, least }) => {
  const [once, twice] = [grown(least), grown(2 * least)];
  // What grew too fast would take long every time, so that once in no time settles it.
  if (processorTime(() => read(twice)) < NOTHING) return;
  // Collecting garbage falls on one of them by chance; what grows too fast does so every time.
  const tries = Array.from({ length: TRIES }, () => () => compare(read, once, twice));
  const grows = tries.every((compared) => {
    const { short, long } = compared();
    return long >= NOTHING && long >= 3 * Math.max(short, NOTHING / 3);
  });
  expect(grows).toBe(false);
});

function compare(read: (text: string) => unknown, once: string, twice: string) {
  const taken = { once: [] as number[], twice: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    taken.once.push(processorTime(() => read(once)));
    taken.twice.push(processorTime(() => read(twice)));
  }
  return { short: median(taken.once), long: median(taken.twice) };
}

/** Milliseconds that this thread had the processor, whatever else the machine does. */
function processorTime(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
