import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate, readAssessment, readInstrument, timeline } from './index.ts';

const ROOT = join(import.meta.dirname, '../../..');

function read(instrumentSlug: string, caseName: string) {
  const instrument = readInstrument(
    readFileSync(join(ROOT, 'models/instruments', `${instrumentSlug}.yaml`), 'utf8'),
  );
  if (!instrument.ok) throw new Error(JSON.stringify(instrument.problems));
  const assessment = readAssessment(
    readFileSync(join(ROOT, 'demo/cases', `${caseName}.json`), 'utf8'),
    instrument.value,
  );
  if (!assessment.ok) throw new Error(JSON.stringify(assessment.problems));
  return { instrument: instrument.value, assessment: assessment.value };
}

function outcomeOf(instrumentSlug: string, caseName: string) {
  const { instrument, assessment } = read(instrumentSlug, caseName);
  return evaluate(instrument, assessment);
}

describe('paper 002, Table 4.2: synergy of two areas', () => {
  test.each([
    // area                       category           system             goals               process       effect
    ['telang.synergy', 'terfragmentasi', ['tidak-tersistem', 'tidak-disepakati', 'kurang', 'belum-optimal']],
    ['batu-betumpang.synergy', 'kurang-sinergis', ['sebagian', 'sebagian', 'bervariasi', 'belum-optimal']],
  ])('%s', (name, category, levels) => {
    const outcome = outcomeOf('synergy', name);
    expect(outcome).toMatchObject({ category, undecided: [], claim: { agrees: true } });
    expect(outcome.dimensions.map((dimension) => dimension.level)).toEqual(levels);
  });

  test('Batu Betumpang hangs on its system alone: without it, it would be fragmented', () => {
    const { pivotal } = outcomeOf('synergy', 'batu-betumpang.synergy');
    expect(new Set(pivotal.map((pivot) => pivot.indicator))).toEqual(new Set(['rangkaian-klaster']));
    expect(pivotal).toContainEqual(
      expect.objectContaining({ to: 'tidak-tersistem', steps: 1, category: 'terfragmentasi' }),
    );
  });
});

describe('paper 002, Table 4.3: driving and hindering factors', () => {
  test.each([
    // area                   driving  hindering (fifteen or sixteen as printed, and regulation)
    ['telang.factors', 9, 16],
    ['batu-betumpang.factors', 14, 17],
  ])('%s', (name, pendorong, kendala) => {
    expect(outcomeOf('driving-factors', name).marks).toEqual({ pendorong, kendala });
  });
});

describe('paper 000: a province and its regencies', () => {
  test('Table 4: inclusive authority, imperfect, mixed with partnership', () => {
    const outcome = outcomeOf('authority-model', 'samisake.authority');
    expect(outcome).toMatchObject({
      category: 'otoritas-inklusif-tidak-sempurna',
      marks: { inklusif: 4, kemitraan: 7 },
      claim: { agrees: true },
    });
    // The threshold of four lies exactly where the case does, as the instrument says: any of the four ratings turns it.
    const turned = outcome.pivotal.filter(({ to }) => to === 'kemitraan');
    expect(turned.map(({ category }) => category)).toEqual(Array(4).fill('otoritas-kemitraan-campuran'));
    expect(turned.map(({ indicator }) => indicator).toSorted()).toEqual([
      'hubungan-personil',
      'kewenangan',
      'pelaksanaan-program',
      'pengawasan',
    ]);
  });

  test('Table 5: phases from 2012 to 2014', () => {
    const { instrument, assessment } = read('relation-phases', 'samisake.phases');
    const line = timeline(instrument, assessment);
    expect(line.map(({ period, outcome }) => [period, outcome.category])).toEqual([
      ['awal-2012', 'kooperatif'],
      ['2012', 'konflik'],
      ['2013', 'kooperatif'],
      ['2014', 'kooperatif-koersif'],
    ]);
    expect(line.every(({ outcome }) => outcome.claim?.agrees)).toBe(true);
    expect(evaluate(instrument, assessment).category).toBe('kooperatif-koersif');
  });

  test('without named periods the line is drawn by calendar year', () => {
    const { instrument, assessment } = read('relation-phases', 'samisake.phases');
    const line = timeline(instrument, { ...assessment, periods: [] });
    expect(line.map(({ period, outcome }) => [period, outcome.category])).toEqual([
      ['2012', 'konflik-kooperatif'],
      ['2013', 'kooperatif'],
      ['2014', 'kooperatif-koersif'],
    ]);
  });
});

describe('paper 004, §5.1.1: the five phases of Thomas', () => {
  const read = readInstrument(readFileSync('models/instruments/community-role.yaml', 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const instrument = read.value;

  test('all five as the text names them, the lowest being the community that disregards the government', () => {
    expect(instrument.categories.map(({ slug }) => slug)).toEqual([
      'pengabaian',
      'pemberi-informasi',
      'konsultasi',
      'kolaborasi',
      'inisiator',
    ]);
    expect(instrument.categories[0]?.meaning.id).toBe(
      'Warga mengabaikan gagasan yang diluncurkan pemerintah.',
    );
  });

  test.each([
    // what residents do in finding, choosing, carrying out        phase
    [['inisiator', 'inisiator', 'inisiator'], 'inisiator'],
    [['inisiator', 'konsultasi', 'kolaborasi'], 'kolaborasi'],
    [['pengabaian', 'pengabaian', 'inisiator'], 'pengabaian'],
  ])('%s', (levels, phase) => {
    const indicators = instrument.dimensions.flatMap((one) => one.indicators);
    const ratings = indicators.map(({ slug }, i) => ({
      indicator: slug,
      level: levels[i],
      rater: 'a',
      evidence: [],
    }));
    const text = JSON.stringify({
      instrument: 'community-role',
      title: { id: 'Uji', en: 'Test' },
      ratings,
    });
    const assessment = readAssessment(text, instrument);
    if (!assessment.ok) throw new Error(JSON.stringify(assessment.problems));
    expect(evaluate(instrument, assessment.value).category).toBe(phase);
  });
});
