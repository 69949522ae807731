import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Assessment,
  agreementOver,
  evaluate,
  type Instrument,
  type Rating,
  ratingsFromRecords,
  readAssessment,
  readInstrument,
} from './index.ts';

const synergy = loaded('synergy');
const authority = loaded('authority-model');

function loaded(slug: string): Instrument {
  const path = join(import.meta.dirname, '../../../models/instruments', `${slug}.yaml`);
  const read = readInstrument(readFileSync(path, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** Ratings as a table: indicator to level, by one rater. */
function rated(levels: Readonly<Record<string, string>>, rater = 'penilai'): Rating[] {
  return Object.entries(levels).map(([indicator, level]) => ({ indicator, level, rater, evidence: [] }));
}

function assessment(instrument: Instrument, ratings: readonly Rating[]): Assessment {
  const title = { id: 'Uji', en: 'Test' };
  return { instrument: instrument.slug, title, ratings: [...ratings], events: [], periods: [] };
}

const best = {
  'rangkaian-klaster': 'menyeluruh',
  'kesepakatan-tujuan': 'seluruh',
  'pemahaman-tujuan': 'seluruh',
  'komitmen-pimpinan': 'tinggi',
  'komitmen-perangkat-daerah': 'tinggi',
  'komitmen-badan-usaha': 'tinggi',
  'partisipasi-masyarakat': 'tinggi',
  'sumber-penghidupan': 'optimal',
  'usaha-dan-pekerjaan': 'optimal',
  'hasil-penghidupan': 'optimal',
  'keterjangkauan-keluarga-miskin': 'optimal',
};
const effect = (level: string) => ({
  'sumber-penghidupan': level,
  'usaha-dan-pekerjaan': level,
  'hasil-penghidupan': level,
  'keterjangkauan-keluarga-miskin': level,
});
const commitment = (level: string) => ({
  'komitmen-pimpinan': level,
  'komitmen-perangkat-daerah': level,
  'komitmen-badan-usaha': level,
  'partisipasi-masyarakat': level,
});
const goals = (level: string) => ({ 'kesepakatan-tujuan': level, 'pemahaman-tujuan': level });

describe('the six categories of synergy', () => {
  test.each([
    // what differs from the best in everything                                category
    ['nothing', {}, 'sinergisme'],
    ['goals are shared by some only', goals('sebagian'), 'kurang-sinergis'],
    ['not everybody understands the goals', { 'pemahaman-tujuan': 'sebagian' }, 'kurang-sinergis'],
    ['a single kind of partner commits less', { 'komitmen-badan-usaha': 'kurang' }, 'kurang-sinergis'],
    ['the effect is uneven', effect('belum-optimal'), 'kurang-sinergis'],
    ['there is no system', { 'rangkaian-klaster': 'tidak-tersistem' }, 'terfragmentasi'],
    [
      'goals not agreed and commitment mostly low',
      { ...goals('tidak-disepakati'), ...commitment('kurang') },
      'terfragmentasi',
    ],
    ['welfare is unchanged', effect('tetap'), 'aditif'],
    ['welfare fell', effect('menurun'), 'antagonis'],
    [
      'welfare fell in half of its aspects',
      { 'sumber-penghidupan': 'menurun', 'hasil-penghidupan': 'menurun' },
      'antagonis',
    ],
    [
      'there is no collaboration, though welfare fell',
      { 'rangkaian-klaster': 'tanpa-kolaborasi', ...effect('menurun') },
      'sektoral',
    ],
    ['neither goal nor commitment', { ...goals('tidak-ada'), ...commitment('nihil') }, 'sektoral'],
  ])('%s', (_, changed, category) => {
    expect(evaluate(synergy, assessment(synergy, rated({ ...best, ...changed }))).category).toBe(category);
  });
});

describe('what is still open', () => {
  const { 'rangkaian-klaster': _, ...withoutSystem } = best;

  test('an unrated indicator leaves the outcome open and says what each level would lead to', () => {
    const outcome = evaluate(synergy, assessment(synergy, rated(withoutSystem)));
    expect(outcome).toMatchObject({
      category: null,
      possible: ['sinergisme', 'kurang-sinergis', 'terfragmentasi', 'sektoral'],
    });
    expect(outcome.undecided).toEqual([
      {
        dimension: 'sistem',
        indicator: 'rangkaian-klaster',
        reason: 'unrated',
        narrows: true,
        options: [
          { level: 'tanpa-kolaborasi', categories: ['sektoral'] },
          { level: 'tidak-tersistem', categories: ['terfragmentasi'] },
          { level: 'sebagian', categories: ['kurang-sinergis'] },
          { level: 'menyeluruh', categories: ['sinergisme'] },
        ],
      },
    ]);
  });

  test('an unrated indicator that cannot matter any more does not hold the outcome up', () => {
    const outcome = evaluate(
      synergy,
      assessment(synergy, rated({ 'rangkaian-klaster': 'tanpa-kolaborasi' })),
    );
    expect(outcome.category).toBe('sektoral');
    expect(outcome.undecided).toHaveLength(10);
    expect(outcome.undecided.every((open) => !open.narrows)).toBe(true);
  });

  test('with nothing rated every category is possible', () => {
    expect(evaluate(synergy, assessment(synergy, [])).possible).toHaveLength(6);
  });
});

test('what is possible is exactly what some way of rating the open indicators gives', () => {
  const indicators = synergy.dimensions.flatMap((dimension) =>
    dimension.indicators.map((indicator) => ({
      slug: indicator.slug,
      levels: synergy.scales[dimension.scale]?.levels.map((level) => level.slug) ?? [],
    })),
  );
  const open = fc.uniqueArray(fc.constantFrom(...indicators), { minLength: 2, maxLength: 3 });
  fc.assert(
    fc.property(open, fc.array(fc.nat(), { minLength: 11, maxLength: 11 }), (unrated, picks) => {
      const given = Object.fromEntries(
        indicators
          .filter((indicator) => !unrated.includes(indicator))
          .map(({ slug, levels }, i) => [slug, levels[(picks[i] ?? 0) % levels.length] ?? '']),
      );
      const completions = unrated.reduce<Record<string, string>[]>(
        (all, { slug, levels }) => all.flatMap((one) => levels.map((level) => ({ ...one, [slug]: level }))),
        [given],
      );
      const reached = completions.map(
        (levels) => evaluate(synergy, assessment(synergy, rated(levels))).category,
      );
      const { possible } = evaluate(synergy, assessment(synergy, rated(given)));
      expect(new Set(possible)).toEqual(new Set(reached));
    }),
    { numRuns: 15 },
  );
});

describe('several raters', () => {
  const system = (levels: readonly string[]) =>
    levels.flatMap((level, i) => rated({ ...best, 'rangkaian-klaster': level }, `penilai-${i + 1}`));

  test.each([
    // ratings of the system                                  level               category
    ['three: the middle one', ['menyeluruh', 'sebagian', 'tidak-tersistem'], 'sebagian', 'kurang-sinergis'],
    [
      'an outlier does not pull',
      ['menyeluruh', 'menyeluruh', 'tanpa-kolaborasi'],
      'menyeluruh',
      'sinergisme',
    ],
    ['two who differ: open', ['menyeluruh', 'sebagian'], null, null],
  ])('%s', (_, levels, level, category) => {
    const outcome = evaluate(synergy, assessment(synergy, system(levels)));
    expect(outcome.dimensions[0]?.level).toBe(level);
    expect(outcome.category).toBe(category);
  });

  test('raters who differ are named as the reason', () => {
    const outcome = evaluate(synergy, assessment(synergy, system(['menyeluruh', 'sebagian'])));
    expect(outcome.undecided).toMatchObject([{ indicator: 'rangkaian-klaster', reason: 'raters-differ' }]);
  });

  test('on a nominal scale the most frequent level holds, and a tie leaves it open', () => {
    const given = (levels: readonly string[]) =>
      evaluate(
        authority,
        assessment(
          authority,
          levels.flatMap((level, i) => rated({ keuangan: level }, `penilai-${i}`)),
        ),
      ).dimensions.at(-1);
    expect(given(['ganda', 'kemitraan', 'ganda'])?.level).toBe('ganda');
    expect(given(['ganda', 'kemitraan'])).toMatchObject({ level: null, possible: ['kemitraan', 'ganda'] });
  });

  test('agreement is told for each scale, over several assessments', () => {
    const one = assessment(synergy, system(['menyeluruh', 'menyeluruh']));
    const other = assessment(synergy, system(['sebagian', 'tidak-tersistem']));
    expect(agreementOver(synergy, [one, other]).find((scale) => scale.scale === 'sistem')).toMatchObject({
      metric: 'ordinal',
      units: 2,
      pairable: 4,
    });
  });
});

describe('pivotal ratings', () => {
  test('every pivot, carried out, gives the outcome it announces', () => {
    const levelOf = fc.record(
      Object.fromEntries(
        synergy.dimensions.flatMap((dimension) =>
          dimension.indicators.map((indicator) => [
            indicator.slug,
            fc.constantFrom(...(synergy.scales[dimension.scale]?.levels.map((level) => level.slug) ?? [])),
          ]),
        ),
      ),
    );
    fc.assert(
      fc.property(levelOf, (levels) => {
        const outcome = evaluate(synergy, assessment(synergy, rated(levels)));
        for (const pivot of outcome.pivotal) {
          const changed = rated({ ...levels, [pivot.indicator]: pivot.to });
          expect(evaluate(synergy, assessment(synergy, changed)).category).toBe(pivot.category);
          expect(pivot.category).not.toBe(outcome.category);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a rating between two that agree with each other is not pivotal', () => {
    const three = ['a', 'b', 'c'].flatMap((rater) => rated(best, rater));
    expect(evaluate(synergy, assessment(synergy, three)).pivotal).toEqual([]);
  });
});

describe('what the records rate by themselves', () => {
  test.each([
    // share in per mille   level
    [1000, 'tinggi'],
    [900, 'tinggi'],
    [899, 'bervariasi'],
    [600, 'bervariasi'],
    [1, 'kurang'],
    [0, 'nihil'],
  ])('reports in time %i per mille', (permille, level) => {
    const ratings = ratingsFromRecords(synergy, [{ measure: 'reports-in-time', permille, evidence: [] }], []);
    expect(ratings).toMatchObject([{ indicator: 'komitmen-perangkat-daerah', level, rater: 'catatan' }]);
  });

  test('nothing is guessed for what was not measured', () => {
    expect(ratingsFromRecords(synergy, [], [])).toEqual([]);
  });

  test.each([-1, 1001, 0.5, Number.NaN])('%d is no share', (permille) => {
    expect(() =>
      ratingsFromRecords(synergy, [{ measure: 'attendance', permille, evidence: [] }], []),
    ).toThrow(RangeError);
  });
});

describe('bad assessments are refused with their line', () => {
  const file = (...ratings: string[]) =>
    `instrument: synergy\ntitle: { id: Uji, en: Test }\nratings:\n${ratings.map((rating) => `  - { ${rating} }\n`).join('')}`;
  test.each([
    [
      'an unknown level',
      file('indicator: rangkaian-klaster, level: hebat'),
      4,
      /tingkat "hebat" tidak dikenal/,
    ],
    ['an unknown indicator', file('indicator: biaya, level: tinggi'), 4, /indikator "biaya" tidak dikenal/],
    [
      'one rater rating twice',
      file(
        'indicator: rangkaian-klaster, level: sebagian',
        'indicator: rangkaian-klaster, level: menyeluruh',
      ),
      5,
      /sudah menilai/,
    ],
    ['another instrument', 'instrument: participation\ntitle: { id: Uji, en: Test }\n', 1, /bukan "synergy"/],
    [
      'events where ratings are wanted',
      'instrument: synergy\ntitle: { id: Uji, en: Test }\nevents:\n  - { date: "2014", what: { id: a, en: a }, shows: [rangkaian-klaster] }\n',
      4,
      /membaca nilai/,
    ],
  ])('%s', (_, text, line, reason) => {
    const read = readAssessment(text, synergy);
    expect(!read.ok && read.problems[0]).toMatchObject({ line });
    expect(!read.ok && read.problems[0]?.reason.id).toMatch(reason);
  });

  test.each([
    [
      'an event outside all periods',
      '"2016"',
      '{ slug: a, title: { id: a, en: a }, from: "2014", to: "2015" }',
      /tidak termasuk masa/,
    ],
    [
      'a period that ends before it starts',
      '"2014"',
      '{ slug: a, title: { id: a, en: a }, from: "2014", to: "2013" }',
      /berakhir sebelum mulai/,
    ],
    ['a month that does not exist', '"2014-13"', '', /tidak|pola|Input/i],
  ])('%s', (_, date, period, reason) => {
    const text = `instrument: relation-phases\ntitle: { id: Uji, en: Test }\nperiods: [${period}]\nevents:\n  - { date: ${date}, what: { id: a, en: a }, shows: [perselisihan] }\n`;
    const read = readAssessment(text, loaded('relation-phases'));
    expect(!read.ok && read.problems[0]?.reason.id).toMatch(reason);
  });
});

describe('how an outcome is said', () => {
  const everything = (level: string, ...changed: [string, string][]) =>
    rated({
      ...Object.fromEntries(
        authority.dimensions.flatMap((one) => one.indicators.map((indicator) => [indicator.slug, level])),
      ),
      ...Object.fromEntries(changed),
    });

  test('with the title of its category and the reason of each rule that decided', () => {
    const outcome = evaluate(synergy, assessment(synergy, rated({ ...best, ...effect('menurun') })));
    const category = synergy.categories.find((one) => one.slug === 'antagonis');
    expect(outcome.title).toEqual(category?.title);
    expect(outcome.because.length).toBeGreaterThan(0);
    for (const reason of outcome.because) expect(reason.id).toMatch(/\w/);
    expect(outcome.claim).toBeNull();
  });

  test('open, it has neither title nor reason nor pivots', () => {
    expect(evaluate(synergy, assessment(synergy, []))).toMatchObject({
      category: null,
      title: null,
      because: [],
      pivotal: [],
    });
  });

  test('a claim stands beside it, whether it agrees or not', () => {
    const claimed = (category: string) => {
      const claim = { category, source: { document: '004', location: '§5' } };
      return evaluate(synergy, { ...assessment(synergy, rated(best)), claim }).claim?.agrees;
    };
    expect(claimed('sinergisme')).toBe(true);
    expect(claimed('aditif')).toBe(false);
  });

  test('marks are counted over what is settled alone', () => {
    const six = everything('kemitraan', ['keuangan', 'inklusif-ganda']).filter(
      (one) => one.indicator !== 'kewenangan',
    );
    expect(evaluate(authority, assessment(authority, six)).marks).toEqual({
      kemitraan: 5,
      inklusif: 1,
      ganda: 1,
    });
  });

  test('a pivot on scales without order is one step, with order as many as lie between', () => {
    const nominal = evaluate(authority, assessment(authority, everything('inklusif')));
    expect(nominal.category).toBe('otoritas-inklusif');
    expect(nominal.pivotal.length).toBeGreaterThan(0);
    expect(new Set(nominal.pivotal.map((one) => one.steps))).toEqual(new Set([1]));
    const ordinal = evaluate(synergy, assessment(synergy, rated(best)));
    const system = ordinal.pivotal.filter((one) => one.indicator === 'rangkaian-klaster');
    expect(system.map((one) => [one.from, one.to, one.steps, one.category])).toEqual([
      ['menyeluruh', 'tanpa-kolaborasi', 3, 'sektoral'],
      ['menyeluruh', 'tidak-tersistem', 2, 'terfragmentasi'],
      ['menyeluruh', 'sebagian', 1, 'kurang-sinergis'],
    ]);
  });

  test('a pivot that would leave the raters apart leads to no category', () => {
    const two = [...rated(best, 'a'), ...rated(best, 'b')];
    const { pivotal } = evaluate(synergy, assessment(synergy, two));
    expect(pivotal.find((one) => one.rater === 'a' && one.to === 'sebagian')).toMatchObject({
      category: null,
    });
  });

  test('the order in which raters are listed changes nothing', () => {
    const levels = ['sebagian', 'menyeluruh', 'tidak-tersistem', 'menyeluruh', 'menyeluruh'];
    const given = levels.flatMap((level, i) =>
      rated({ ...best, 'rangkaian-klaster': level }, `penilai-${i}`),
    );
    expect(evaluate(synergy, assessment(synergy, given)).dimensions[0]?.level).toBe('menyeluruh');
  });

  test('agreement of several raters has its measures: by rank where there is an order, by name where there is none', () => {
    const both = (first: string, second: string) => [
      ...everything(first),
      ...everything(first, ['keuangan', second]).map((one) => ({ ...one, rater: 'lain' })),
    ];
    const [nominal] = evaluate(authority, assessment(authority, both('ganda', 'kemitraan'))).agreement;
    expect(nominal).toMatchObject({ scale: 'model', metric: 'nominal', units: 7, icc: null });
    const scales = evaluate(
      synergy,
      assessment(synergy, [...rated(best, 'a'), ...rated({ ...best, ...effect('tetap') }, 'b')]),
    ).agreement;
    expect(scales.every((one) => one.icc !== null)).toBe(true);
    // Every rater says the same of the system, which is a single unit.
    expect(scales.find((one) => one.scale === 'sistem')).toMatchObject({ units: 1, pairable: 2 });
    // One rater alone agrees with nobody.
    expect(evaluate(synergy, assessment(synergy, rated(best))).agreement).toEqual([]);
  });
});

describe('ratings from the records', () => {
  test('stand with what they rest on', () => {
    const evidence = [{ text: { id: 'Laporan', en: 'Reports' } }];
    const [rating] = ratingsFromRecords(
      synergy,
      [{ measure: 'reports-in-time', permille: 1000, evidence }],
      [],
    );
    expect(rating?.evidence).toEqual(evidence);
  });

  test('a share that is none is named', () => {
    expect(() =>
      ratingsFromRecords(synergy, [{ measure: 'attendance', permille: 1001, evidence: [] }], []),
    ).toThrow(/attendance.*1001/);
  });
});
