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
