import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type ComponentMap,
  chains,
  drawChains,
  expectations,
  gaps,
  idleComponents,
  matrixTable,
  overlaps,
  readComponentMap,
  revision,
} from './index.ts';

function readCase(name: string): ComponentMap {
  const read = readComponentMap(
    readFileSync(join(import.meta.dirname, '../../../demo/cases', `${name}.components.json`), 'utf8'),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

const telang = readCase('telang');
const batuBetumpang = readCase('batu-betumpang');

describe('paper 002, Table 4.1: who does what in two areas', () => {
  test('the same entrepreneurship training is given by three agencies over the two areas', () => {
    const training = overlaps([telang, batuBetumpang], 3).filter((overlap) => overlap.kind === 'training');
    expect(training).toMatchObject([
      { topic: 'kewirausahaan', components: ['nakertrans', 'diskoperindag', 'penyuluhan-pangan'] },
    ]);
  });

  test('rice seed in Telang comes from two agencies and a company', () => {
    expect(overlaps([telang], 3)).toContainEqual(
      expect.objectContaining({ topic: 'pembenihan-padi', components: ['nakertrans', 'distanak', 'pusri'] }),
    );
  });

  test.each([
    // area             cluster     stages at which nobody is active
    ['Telang', telang, 'padi', []],
    ['Telang', telang, 'kelapa', ['lahan-dan-prasarana', 'budidaya', 'pengolahan']],
    ['Telang', telang, 'sapi', ['lahan-dan-prasarana', 'sarana-produksi', 'pemasaran']],
    ['Batu Betumpang', batuBetumpang, 'padi', []],
    ['Batu Betumpang', batuBetumpang, 'lada', ['pengolahan']],
  ])('%s, chain of %3$s', (_, map, cluster, stages) => {
    const empty = gaps(map).filter((gap) => gap.cluster === cluster && gap.kind === 'nobody');
    expect(empty.map((gap) => gap.stage)).toEqual(stages);
  });

  test('the chain of rice in Batu Betumpang has all three pillars at its processing and land', () => {
    const land = chains(batuBetumpang).find(
      (link) => link.cluster === 'padi' && link.stage === 'lahan-dan-prasarana',
    );
    expect(land?.components).toEqual(['distanak', 'dispu', 'gapoktan']);
    expect(land?.pillars).toEqual(['community', 'government']);
  });

  test('sides are those of the file: another set is read, drawn and tabled, one that is not listed is refused', () => {
    const universities = { slug: 'kampus', title: { id: 'Perguruan tinggi', en: 'Universities' } };
    const [first, ...others] = telang.components;
    const map = {
      ...telang,
      pillars: [...telang.pillars, universities],
      components: [{ ...first, pillar: 'kampus' }, ...others],
    };
    const read = readComponentMap(JSON.stringify(map));
    if (!read.ok) throw new Error('the map does not read');
    expect(chains(read.value).some((link) => link.pillars.includes('kampus'))).toBe(true);
    expect(drawChains(read.value, 'id')).toContain('Perguruan tinggi');
    expect(matrixTable(read.value, 'en').some((line) => line[2] === 'Universities')).toBe(true);
    const strange = readComponentMap(JSON.stringify({ ...map, pillars: telang.pillars }));
    expect(strange).toMatchObject({
      ok: false,
      problems: [{ path: 'components[0].pillar', reason: { en: 'the pillar "kampus" is not known' } }],
    });
  });

  test('social affairs, villages and a written model are expected and missing', () => {
    expect(idleComponents(telang)).toEqual(['dissos', 'pemdes', 'pokja']);
    // Table 4.3: in Batu Betumpang the working group did redesign a part of the plan and set targets.
    expect(idleComponents(batuBetumpang)).toEqual(['dissos', 'pemdes']);
    expect(expectations(telang).map(({ expectation, met }) => [expectation.component, met])).toEqual([
      ['dissos', false],
      ['pemdes', false],
      ['pokja', false],
    ]);
  });
});

describe('overlaps', () => {
  const [first] = telang.activities;
  if (!first) throw new Error('the case is empty');
  const doing = (component: string, change: Partial<typeof first> = {}) => ({
    ...first,
    component,
    ...change,
  });
  const withActivities = (...activities: (typeof first)[]) => [{ ...telang, activities }];

  test.each([
    [
      'three agencies, the same training',
      withActivities(doing('nakertrans'), doing('distanak'), doing('disdik')),
      1,
    ],
    ['one agency twice', withActivities(doing('nakertrans'), doing('nakertrans')), 0],
    [
      'training by one, aid by another',
      withActivities(doing('nakertrans', { kind: 'training' }), doing('disdik', { kind: 'aid' })),
      0,
    ],
    [
      'for different clusters',
      withActivities(doing('nakertrans', { clusters: ['padi'] }), doing('disdik', { clusters: ['sapi'] })),
      0,
    ],
  ])('%s', (_, maps, found) => {
    expect(overlaps(maps)).toHaveLength(found);
  });
});

test('an expectation is met by an activity of the component itself, in every cluster named', () => {
  const [first] = telang.activities;
  if (!first) throw new Error('the case is empty');
  const what = { id: 'Uji', en: 'Test' };
  const map = (clusters: string[]): ComponentMap => ({
    ...telang,
    activities: [{ ...first, component: 'dissos', topic: 'uji', clusters }],
    expectations: [{ component: 'dissos', topic: 'uji', what, clusters: ['padi', 'sapi'] }],
  });
  expect(expectations(map(['padi']))[0]?.met).toBe(false);
  expect(expectations(map(['padi', 'sapi']))[0]?.met).toBe(true);
});

test('a meeting of the working group: what was added and which gap it closed', () => {
  const added = {
    component: 'kelompok-peternak',
    title: { id: 'Pasar ternak', en: 'Livestock market' },
    topic: 'pasar-ternak',
    kind: 'organisation' as const,
    stage: 'pemasaran',
    clusters: ['sapi'],
  };
  const after = { ...telang, date: '2015-03', activities: [...telang.activities, added] };
  expect(revision(telang, after)).toMatchObject({
    added: [{ topic: 'pasar-ternak' }],
    dropped: [],
    gapsClosed: [{ cluster: 'sapi', stage: 'pemasaran', kind: 'nobody' }],
    gapsOpened: [{ cluster: 'sapi', stage: 'pemasaran', kind: 'one-pillar' }],
  });
});

test.each([
  [
    'an unknown component',
    '"component": "nakertrans"',
    '"component": "dinas-x"',
    /komponen "dinas-x" tidak dikenal/,
  ],
  ['an unknown stage', '"stage": "kapasitas"', '"stage": "hulu"', /mata rantai "hulu" tidak dikenal/],
  ['an unknown cluster', '"clusters": ["padi"]', '"clusters": ["tebu"]', /klaster "tebu" tidak dikenal/],
])('refused with its line: %s', (_, before, after, reason) => {
  const text = readFileSync(join(import.meta.dirname, '../../../demo/cases/telang.components.json'), 'utf8');
  const line = text.slice(0, text.indexOf(before)).split('\n').length;
  const read = readComponentMap(text.replace(before, after));
  expect(!read.ok && read.problems[0]?.reason.id).toMatch(reason);
  expect(!read.ok && read.problems[0]?.line).toBe(line);
});
