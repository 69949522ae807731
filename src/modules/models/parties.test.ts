import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  keepingOffices,
  type Model,
  officeLabels,
  officesIn,
  partiesOf,
  partyLabel,
  pillarLabel,
  pillarOf,
  pillarOfProviders,
  pillarsIn,
  pillarsOf,
  readModel,
} from './index.ts';

function modelOf(path: string): Model {
  const read = readModel(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error('the model does not read');
  return read.model;
}
const pippk = () => modelOf('models/pippk/2015.yaml');

test.each([
  // kind               pillar        called
  ['rw', 'community', 'Rukun Warga (RW)'],
  ['kelurahan', 'government', 'Kelurahan'],
  ['sekretariat-daerah', 'government', 'Sekretariat Daerah'],
])('%s belongs to the %s and is called %s', (kind, pillar, label) => {
  const model = pippk();
  expect(pillarOf([model], kind)).toBe(pillar);
  expect(partyLabel(model, kind).id).toBe(label);
});

test('a party that no model knows belongs to no pillar and is called by its id; another model may know it', () => {
  const model = pippk();
  expect(pillarOf([model], 'bumdes')).toBeUndefined();
  expect(partyLabel(model, 'bumdes')).toEqual({ id: 'bumdes', en: 'bumdes' });
  const kinds = model.parties.kinds.map((one) => ({ ...one, kind: 'bumdes', pillar: 'business' }));
  const other = { parties: { ...model.parties, kinds } };
  expect(pillarOf([model, other], 'bumdes')).toBe('business');
});

test('the pillars and offices of a model are those of its parties, each once', () => {
  const model = pippk();
  expect(pillarsOf(model)).toEqual(['government', 'community']);
  expect(officesIn(model).filter((office) => office === 'chair')).toHaveLength(1);
  expect(officesIn(model)).toContain('inspectorate');
});

/** Two programmes in as few words as the rules look at: what one leaves out the other may say. */
const label = (id: string, en = id) => ({ id, en });
const VILLAGE = {
  parties: {
    pillars: [
      { pillar: 'warga', label: label('Warga', 'Residents') },
      { pillar: 'kantor', label: label('Kantor', 'Offices') },
    ],
    kinds: [
      {
        kind: 'rw',
        pillar: 'warga',
        label: label('RW'),
        at: 'village',
        offices: [
          { office: 'ketua', label: label('Ketua', 'Chair') },
          { office: 'sekretaris', label: label('Sekretaris', 'Secretary') },
        ],
        keptBy: ['lurah'],
        basis: 'a',
      },
      {
        kind: 'kelurahan',
        pillar: 'kantor',
        label: label('Kelurahan'),
        at: 'village',
        offices: [{ office: 'lurah', label: label('Lurah') }],
        keptBy: ['camat', 'lurah'],
        basis: 'a',
      },
    ],
    bodies: [
      {
        body: 'juri',
        label: label('Juri', 'Jury'),
        at: 'regency',
        term: { years: 2, by: 'decree', basis: 'b' },
        seats: [
          { seat: 'ketua', label: label('Ketua juri', 'Chair of the jury'), count: 1, pillar: 'kantor' },
          { seat: 'anggota', label: label('Anggota juri', 'Juror'), count: 4 },
        ],
        keptBy: ['camat'],
        basis: 'b',
      },
    ],
  },
} as unknown as Pick<Model, 'parties'>;
const CAMPUS = {
  parties: {
    pillars: [
      { pillar: 'warga', label: label('Masyarakat', 'Community') },
      { pillar: 'kampus', label: label('Kampus', 'Universities') },
    ],
    providers: 'kampus',
    kinds: [
      {
        kind: 'rw',
        pillar: 'kampus',
        label: label('Rukun'),
        at: 'village',
        offices: [{ office: 'ketua', label: label('Pemimpin', 'Leader') }],
        keptBy: ['rektor'],
        basis: 'c',
      },
    ],
    bodies: [],
  },
} as unknown as Pick<Model, 'parties'>;

test('parties are kinds and then bodies, whose seats are offices named after them', () => {
  expect(partiesOf(VILLAGE).map(({ kind, offices }) => [kind, ...offices.map((one) => one.office)])).toEqual([
    ['rw', 'ketua', 'sekretaris'],
    ['kelurahan', 'lurah'],
    ['juri', 'juri/ketua', 'juri/anggota'],
  ]);
  expect(partiesOf(VILLAGE)[2]).toEqual({
    kind: 'juri',
    label: label('Juri', 'Jury'),
    at: 'regency',
    term: { years: 2, by: 'decree', basis: 'b' },
    offices: [
      { office: 'juri/ketua', label: label('Ketua juri', 'Chair of the jury'), count: 1, pillar: 'kantor' },
      { office: 'juri/anggota', label: label('Anggota juri', 'Juror'), count: 4 },
    ],
    keptBy: ['camat'],
    basis: 'b',
  });
});

test.each([
  ['rw', label('RW')],
  ['juri', label('Juri', 'Jury')],
  ['person', label('Perorangan', 'Person')],
  ['bumdes', label('bumdes')],
])('%s is called as the model calls it', (kind, called) => {
  expect(partyLabel(VILLAGE, kind)).toEqual(called);
});

test.each<[string, string | undefined, string | undefined]>([
  ['rw', undefined, 'warga'],
  ['kelurahan', undefined, 'kantor'],
  // A body is on no side; whoever sits in it may be.
  ['juri', undefined, undefined],
  ['juri', 'juri/ketua', 'kantor'],
  ['juri', 'juri/anggota', undefined],
  ['juri', 'ketua', undefined],
  ['bumdes', undefined, undefined],
])('of %s, office %s, the side is %s', (kind, office, pillar) => {
  expect(pillarOf([VILLAGE, CAMPUS], kind, office)).toBe(pillar);
});

test('of several models the first that knows it says it', () => {
  const [one, other] = [
    [VILLAGE, CAMPUS],
    [CAMPUS, VILLAGE],
  ];
  expect([pillarOf(one, 'rw'), pillarOf(other, 'rw'), pillarOf(other, 'kelurahan')]).toEqual([
    'warga',
    'kampus',
    'kantor',
  ]);
  expect(pillarsOf(VILLAGE)).toEqual(['warga', 'kantor']);
  expect(pillarsIn(one).map((each) => each.label.en)).toEqual(['Residents', 'Offices', 'Universities']);
  expect(pillarsIn(other).map((each) => each.label.en)).toEqual(['Community', 'Universities', 'Offices']);
  expect([pillarLabel(one, 'warga')?.en, pillarLabel(other, 'warga')?.en, pillarLabel(one, 'pers')]).toEqual([
    'Residents',
    'Community',
    undefined,
  ]);
  expect([pillarOfProviders([VILLAGE]), pillarOfProviders(one)]).toEqual([undefined, 'kampus']);
  expect(keepingOffices(one)).toEqual(['lurah', 'camat', 'rektor']);
  expect(officeLabels(other, ['ketua', 'juri/anggota', 'wali']).map((each) => each.en)).toEqual([
    'Leader',
    'Juror',
    'wali',
  ]);
  expect(officeLabels(one, [])).toEqual([]);
});

const FORUM = readFileSync('test/models/forum-mitra.yaml', 'utf8');

test('seats of a body are offices of it, called and kept as the model says, and a body is on no side', () => {
  const model = pippk();
  const read = readModel(FORUM);
  if (!read.ok) throw new Error('the model does not read');
  const body = partiesOf(read.model).find((one) => one.kind === 'forum-mitra');
  expect(body).toMatchObject({ at: 'regency', term: { years: 3 }, keptBy: ['kepala-sekretariat'] });
  expect(body?.offices.map((one) => [one.office, one.count])).toEqual([
    ['forum-mitra/ketua', 1],
    ['forum-mitra/anggota', 2],
  ]);
  expect(partyLabel(read.model, 'forum-mitra').en).toBe('Forum of River Partners');
  expect(pillarOf([read.model], 'forum-mitra')).toBeUndefined();
  expect(pillarOf([read.model], 'forum-mitra', 'forum-mitra/ketua')).toBeUndefined();
  expect(pillarOf([model, read.model], 'forum-mitra', 'forum-mitra/anggota')).toBe('kampus');
  expect([model, read.model].map((one) => pillarOfProviders([one]))).toEqual([undefined, 'dunia-usaha']);
  // Of several models each pillar once, as the first calls it.
  expect(pillarsIn([model, read.model]).map((one) => one.pillar)).toEqual([
    'government',
    'community',
    'kampus',
    'dunia-usaha',
  ]);
  expect(pillarLabel([model, read.model], 'kampus')?.en).toBe('Universities');
  expect(pillarLabel([model], 'kampus')).toBeUndefined();
  expect(officesIn(read.model)).toContain('pokja-sungai/koordinator');
  expect(keepingOffices([read.model])).toEqual(['forum-mitra/ketua', 'kepala-sekretariat']);
  expect(officeLabels([read.model], ['forum-mitra/ketua', 'camat'])).toMatchObject([
    { id: 'Ketua forum' },
    { id: 'camat' },
  ]);
});

test.each([
  // what is wrong             in place of                     stands                      path                               says
  [
    'a body as a kind',
    'body: pokja-sungai',
    'body: relawan',
    'parties.bodies[1].body',
    'a kind of party already',
  ],
  ['a body twice', 'body: pokja-sungai', 'body: forum-mitra', 'parties.bodies[1]', 'listed twice'],
  [
    'a seat twice',
    '{ seat: anggota, count: 2',
    '{ seat: ketua, count: 2',
    'parties.bodies[0].seats[1]',
    'listed twice',
  ],
  [
    'a seat nobody has',
    'offices: [forum-mitra/ketua]',
    'offices: [forum-mitra/juru]',
    'roles[0].offices[0]',
    'no kind of party',
  ],
  [
    'a keeper nobody is',
    'keptBy: [kepala-sekretariat]',
    'keptBy: [wali]',
    'parties.bodies[0].keptBy[0]',
    'no kind of party',
  ],
  [
    'no seats',
    'seats: [{ seat: koordinator, label: { id: Koordinator pokja, en: Coordinator of the group } }]',
    'seats: []',
    'parties.bodies[1].seats',
    '>=1',
  ],
  [
    'a seat of an unlisted pillar',
    'pillar: kampus, label: { id: Anggota',
    'pillar: media, label: { id: Anggota',
    'parties.bodies[0].seats[1].pillar',
    'not listed under parties.pillars',
  ],
  [
    'providers of an unlisted pillar',
    'providers: dunia-usaha',
    'providers: swasta',
    'parties.providers',
    'not listed under parties.pillars',
  ],
  ['a term without end', 'years: 3', 'years: 0', 'parties.bodies[0].term.years', '>=1'],
  [
    'an unlisted basis',
    'years: 1, by: decree, basis: perwal-9',
    'years: 1, by: decree, basis: perwal-8',
    'parties.bodies[1].term.basis',
    'not listed',
  ],
])('%s is refused by its path', (_, before, after, path, says) => {
  expect(FORUM).toContain(before);
  const read = readModel(FORUM.replace(before, after));
  if (read.ok) throw new Error('it reads');
  expect(read.problems).toContainEqual(
    expect.objectContaining({ path, message: expect.stringContaining(says) }),
  );
});
