import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readInstrument } from './index.ts';

const INSTRUMENTS = join(import.meta.dirname, '../../../models/instruments');

describe('the instruments that come with Pilar', () => {
  test.each(readdirSync(INSTRUMENTS).filter((file) => file.endsWith('.yaml')))(
    '%s is sound and named after its file',
    (file) => {
      const read = readInstrument(readFileSync(join(INSTRUMENTS, file), 'utf8'));
      expect(read.ok ? [] : read.problems).toEqual([]);
      expect(read.ok && read.value.slug).toBe(file.replace('.yaml', ''));
    },
  );
});

/** A small instrument of two dimensions, whose rules each test writes itself; the rules start on line 24. */
function instrument(...rules: string[]): string {
  return [
    'slug: percobaan',
    'title: { id: Percobaan, en: Trial }',
    'about: { id: Percobaan, en: Trial }',
    'source: { document: uji, location: uji }',
    'scales:',
    '  tiga:',
    '    metric: ordinal',
    '    levels:',
    '      - { slug: rendah, title: { id: Rendah, en: Low } }',
    '      - { slug: sedang, title: { id: Sedang, en: Medium } }',
    '      - { slug: tinggi, title: { id: Tinggi, en: High }, marks: [kuat] }',
    'dimensions:',
    '  - slug: sistem',
    '    title: { id: Sistem, en: System }',
    '    scale: tiga',
    '    indicators: [{ slug: klaster, title: { id: Klaster, en: Clusters } }]',
    '  - { slug: efek, title: { id: Efek, en: Effect }, scale: tiga, indicators: [{ slug: hasil, title: { id: Hasil, en: Result } }] }',
    'categories:',
    '  - { slug: baik, title: { id: Baik, en: Good }, meaning: { id: Baik, en: Good } }',
    '  - { slug: buruk, title: { id: Buruk, en: Bad }, meaning: { id: Buruk, en: Bad } }',
    'decision:',
    '  policy: precedence',
    '  rules:',
    ...rules.map((rule) => `    - { ${rule}, because: { id: Uji, en: Test } }`),
    '',
  ].join('\n');
}

const ALL_OTHERS = 'precedence: 9, then: buruk';

test('sound rules are accepted', () => {
  expect(
    readInstrument(instrument('precedence: 1, when: { sistem: tinggi }, then: baik', ALL_OTHERS)).ok,
  ).toBe(true);
});

test.each([
  // what is wrong                       rules                                                                line  reason
  [
    'two rules of one precedence overlap and disagree',
    [
      'precedence: 1, when: { sistem: tinggi }, then: baik',
      'precedence: 1, when: { efek: rendah }, then: buruk',
      ALL_OTHERS,
    ],
    25,
    /aturan 1 \(baik\) dan 2 \(buruk\) bertentangan.*sistem = tinggi, efek = rendah/,
  ],
  [
    'a rule comes after one that covers it',
    [
      'precedence: 1, when: { sistem: { atLeast: sedang } }, then: baik',
      'precedence: 2, when: { sistem: tinggi }, then: buruk',
      ALL_OTHERS,
    ],
    25,
    /aturan 2 \(buruk\) tidak pernah menentukan: selalu didahului aturan 1/,
  ],
  [
    'conditions that can never hold together',
    ['precedence: 1, when: { sistem: { atLeast: tinggi, atMost: sedang } }, then: baik', ALL_OTHERS],
    24,
    /aturan 1 \(baik\) tidak pernah berlaku/,
  ],
  [
    'more marks than there are dimensions',
    ['precedence: 1, marks: [{ mark: kuat, atLeast: 3 }], then: baik', ALL_OTHERS],
    24,
    /tidak pernah berlaku/,
  ],
  [
    'a situation without an answer',
    [
      'precedence: 1, when: { sistem: tinggi }, then: baik',
      'precedence: 1, when: { sistem: rendah }, then: buruk',
    ],
    22,
    /tidak ada aturan yang berlaku, misalnya bila sistem = sedang/,
  ],
  [
    'an unknown level',
    ['precedence: 1, when: { sistem: luar-biasa }, then: baik', ALL_OTHERS],
    24,
    /tingkat "luar-biasa" tidak dikenal; yang ada: rendah, sedang, tinggi/,
  ],
  [
    'an unknown dimension',
    ['precedence: 1, when: { biaya: tinggi }, then: baik', ALL_OTHERS],
    24,
    /dimensi "biaya" tidak ada/,
  ],
  [
    'an unknown category',
    ['precedence: 1, when: { sistem: tinggi }, then: bagus', ALL_OTHERS],
    24,
    /kategori "bagus" tidak ada/,
  ],
  [
    'an unknown mark',
    ['precedence: 1, marks: [{ mark: lemah, atLeast: 1 }], then: baik', ALL_OTHERS],
    24,
    /tanda "lemah"/,
  ],
  ['a category that no rule reaches', [ALL_OTHERS], 19, /tidak ada aturan yang menuju kategori "baik"/],
] as const)('refused with its line: %s', (_, rules, line, reason) => {
  const read = readInstrument(instrument(...rules));
  expect(read.ok).toBe(false);
  const problems = read.ok ? [] : read.problems;
  expect(problems[0]?.line).toBe(line);
  expect(problems[0]?.reason.id).toMatch(reason);
  expect(problems[0]?.reason.en).not.toBe('');
});

test.each([
  ['that nobody knows', 'hadir-semua'],
  ['that is no share', 'decided'],
  ['that stands only now', 'settled-share'],
])('a measure %s is refused with its line', (_, measure) => {
  const text = instrument(ALL_OTHERS, 'precedence: 1, when: { sistem: tinggi }, then: baik').replace(
    'title: { id: Klaster, en: Clusters } }',
    `title: { id: Klaster, en: Clusters }, records: { measure: ${measure}, levels: [{ atLeast: 0, level: rendah }] } }`,
  );
  const read = readInstrument(text);
  expect(read.ok ? [] : read.problems).toMatchObject([
    { line: 16, path: 'dimensions[0].indicators[0].records.measure' },
  ]);
});

test('rules of one precedence may overlap where an earlier rule has already decided', () => {
  const read = readInstrument(
    instrument(
      'precedence: 1, when: { sistem: tinggi, efek: tinggi }, then: baik',
      'precedence: 2, when: { sistem: tinggi }, then: buruk',
      'precedence: 2, when: { efek: tinggi }, then: baik',
      ALL_OTHERS,
    ),
  );
  expect(read.ok ? [] : read.problems).toEqual([]);
});

test.each([
  ['broken YAML', 'slug: [a', 1],
  ['a key written twice', 'slug: a\nslug: b', 2],
  ['a missing part', 'slug: a', 1],
  ['nothing at all', '', 1],
])('not an instrument: %s', (_, text, line) => {
  const read = readInstrument(text);
  expect(read.ok).toBe(false);
  expect(!read.ok && read.problems[0]?.line).toBe(line);
});

test('a table too large to check is refused with its limit', () => {
  const dimensions = Array.from({ length: 12 }, (_, i) => `d${i}`);
  const text = JSON.stringify({
    slug: 'besar',
    title: { id: 'Besar', en: 'Large' },
    about: { id: 'Besar', en: 'Large' },
    source: { document: 'uji', location: 'uji' },
    scales: {
      dua: {
        metric: 'ordinal',
        levels: ['a', 'b', 'c'].map((slug) => ({ slug, title: { id: slug, en: slug } })),
      },
    },
    dimensions: dimensions.map((slug) => ({
      slug,
      title: { id: slug, en: slug },
      scale: 'dua',
      indicators: [{ slug: `${slug}-butir`, title: { id: slug, en: slug } }],
    })),
    categories: [{ slug: 'satu', title: { id: 'Satu', en: 'One' }, meaning: { id: 'Satu', en: 'One' } }],
    decision: {
      rules: [
        {
          precedence: 1,
          when: Object.fromEntries(dimensions.map((slug) => [slug, ['a', 'b', 'c']])),
          // biome-ignore lint/suspicious/noThenProperty: the name in the file
          then: 'satu',
          because: { id: 'Uji', en: 'Test' },
        },
      ],
    },
  });
  const read = readInstrument(text);
  expect(!read.ok && read.problems[0]?.reason.id).toMatch(/531441 keadaan, batasnya 100000/);
});

/** The small instrument with sound rules and one thing changed. */
function changed(from: string, to: string): string {
  const sound = instrument(
    'precedence: 1, when: { sistem: tinggi }, then: baik',
    'precedence: 2, when: { efek: { atMost: tinggi } }, then: buruk',
  );
  expect(sound).toContain(from);
  return sound.replace(from, to);
}

const KLASTER = '{ slug: klaster, title: { id: Klaster, en: Clusters } }';
const records = (levels: string) =>
  KLASTER.replace(/\}$/, `, records: { measure: attendance, levels: [${levels}] } }`);

describe('what is refused in an instrument is told at its place', () => {
  test.each([
    [
      'a level twice',
      'slug: sedang',
      'slug: rendah',
      'scales.tiga.levels[1]',
      'nama "rendah" sudah dipakai',
      'the name "rendah" is already used',
    ],
    [
      'a dimension twice',
      'slug: efek',
      'slug: sistem',
      'dimensions[1]',
      'nama "sistem" sudah',
      'the name "sistem" is already used',
    ],
    [
      'a category twice',
      'slug: buruk',
      'slug: baik',
      'categories[1]',
      'nama "baik" sudah',
      'the name "baik" is already used',
    ],
    [
      'an indicator twice',
      'slug: hasil',
      'slug: klaster',
      'dimensions[1].indicators[0]',
      'nama "klaster" sudah',
      'the name "klaster" is already used',
    ],
    [
      'a scale that is not there',
      'scale: tiga, indicators',
      'scale: lima, indicators',
      'dimensions[1].scale',
      'skala "lima" tidak ada',
      'there is no scale "lima"',
    ],
    [
      'a level that an indicator describes and the scale has not',
      KLASTER,
      KLASTER.replace(/\}$/, ', levels: { hebat: { id: Hebat, en: Great } } }'),
      'dimensions[0].indicators[0].levels.hebat',
      'tingkat "hebat" tidak dikenal',
      'the level "hebat" is not known; there are: rendah, sedang, tinggi',
    ],
    [
      'a level that the records name and the scale has not',
      KLASTER,
      records('{ atLeast: 500, level: hebat }, { atLeast: 0, level: rendah }'),
      'dimensions[0].indicators[0].records.levels[0].level',
      'tingkat "hebat"',
      'the level "hebat" is not known',
    ],
    [
      'limits that do not fall',
      KLASTER,
      records('{ atLeast: 0, level: tinggi }, { atLeast: 0, level: rendah }'),
      'dimensions[0].indicators[0].records.levels[1].atLeast',
      'batas harus menurun',
      'the limits must fall from line to line',
    ],
    [
      'records that leave a value without level',
      KLASTER,
      records('{ atLeast: 500, level: tinggi }, { atLeast: 1, level: rendah }'),
      'dimensions[0].indicators[0].records.levels',
      'baris terakhir harus berbatas 0',
      'the last line must have the limit 0',
    ],
    [
      'happenings where ratings are read',
      KLASTER,
      KLASTER.replace(/\}$/, ', happenings: [forum-sealed] }'),
      'dimensions[0].indicators[0].happenings',
      'hanya instrumen yang membaca peristiwa',
      'only an instrument that reads events',
    ],
    [
      'a rule about a dimension that is not there',
      'when: { sistem: tinggi }',
      'when: { biaya: tinggi }',
      'decision.rules[0].when.biaya',
      'dimensi "biaya" tidak ada',
      'there is no dimension "biaya"',
    ],
    [
      'a rule about a level that is not there',
      'when: { sistem: tinggi }',
      'when: { sistem: [tinggi, hebat] }',
      'decision.rules[0].when.sistem',
      'tingkat "hebat"',
      'the level "hebat" is not known',
    ],
    [
      'a bound that is no level',
      'atMost: tinggi',
      'atMost: hebat',
      'decision.rules[1].when.efek',
      'tingkat "hebat"',
      'the level "hebat" is not known',
    ],
    [
      'a mark that no level carries',
      'when: { sistem: tinggi }',
      'when: { sistem: tinggi }, marks: [{ mark: lemah, atLeast: 1 }]',
      'decision.rules[0].marks[0].mark',
      'tanda "lemah" tidak dibawa',
      'no level carries the mark "lemah"',
    ],
    [
      'a rule that leads nowhere',
      'then: baik',
      'then: hebat',
      'decision.rules[0].then',
      'kategori "hebat" tidak ada',
      'there is no category "hebat"',
    ],
    [
      'nothing else that leads nowhere',
      '  policy: precedence',
      '  policy: precedence\n  otherwise: hebat',
      'decision.otherwise',
      'kategori "hebat" tidak ada',
      'there is no category "hebat"',
    ],
    ['a bound without a level', '{ atMost: tinggi }', '{}', 'decision.rules[1].when.efek', '', ''],
  ])('%s', (_, from, to, path, id, en) => {
    const read = readInstrument(changed(from, to));
    const found = read.ok ? undefined : read.problems.find((one) => one.path === path);
    expect(read.ok || read.problems.map((one) => one.path)).toContain(path);
    expect(found?.reason.id).toContain(id);
    expect(found?.reason.en).toContain(en);
  });

  test('on a scale without order a dimension has one indicator, and no rule knows more or less', () => {
    const two =
      '[{ slug: klaster, title: { id: Klaster, en: Clusters } }, { slug: lain, title: { id: Lain, en: Other } }]';
    const read = readInstrument(changed('metric: ordinal', 'metric: nominal').replace(`[${KLASTER}]`, two));
    expect(read.ok || read.problems).toMatchObject([
      {
        path: 'dimensions[0].indicators',
        reason: {
          id: expect.stringContaining('skala nominal'),
          en: expect.stringContaining('its levels have no order'),
        },
      },
      {
        path: 'decision.rules[1].when.efek',
        reason: {
          id: expect.stringContaining('paling sedikit'),
          en: expect.stringContaining('no at least or at most'),
        },
      },
    ]);
    const listed = changed('{ atMost: tinggi }', '[rendah, sedang, tinggi]').replace(
      'metric: ordinal',
      'metric: nominal',
    );
    expect(readInstrument(listed).ok).toBe(true);
  });

  test('what no rule answers is shown by an example, with the marks it has', () => {
    const read = readInstrument(
      instrument(
        'precedence: 1, when: { sistem: tinggi }, marks: [{ mark: kuat, atLeast: 2 }], then: baik',
        'precedence: 2, marks: [{ mark: kuat, atMost: 0 }], then: buruk',
      ),
    );
    expect(read.ok || read.problems[0]?.reason.en).toMatch(/no rule applies, for example when .*1 × kuat/);
    expect(read.ok || read.problems[0]?.reason.id).toMatch(
      /tidak ada aturan yang berlaku, misalnya bila .*1 × kuat/,
    );
  });
});
