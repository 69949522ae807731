import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareClaims, dominationOf, readClaims, readNetwork, sliceNetwork, type Tie } from './index.ts';

/* The slum programme in Kelurahan Pasar II, as paper 003 describes it. */
const text = readFileSync(
  new URL('../../../demo/cases/kotaku-pasar-ii.network.json', import.meta.url),
  'utf8',
);
const network = readNetwork(text);
const interpersonal = sliceNetwork(network, { layers: ['antarpribadi'], evidenceKinds: ['tabel'] });
const institutional = sliceNetwork(network, { layers: ['kelembagaan'], evidenceKinds: ['tabel'] });

function row(ties: readonly Tie[], table: number, number: number) {
  const own = ties.filter((tie) =>
    tie.evidence.some(({ reference }) => reference.endsWith(`Tabel ${table} baris ${number}`)),
  );
  return {
    actors: [...new Set(own.flatMap((tie) => [tie.from, tie.to]))].sort(),
    form: [...new Set(own.map((tie) => tie.form))],
    standing: [...new Set(own.map((tie) => tie.standing))],
    bond: [...new Set(own.map((tie) => tie.bond))],
    dominant: [...new Set(own.map((tie) => tie.dominant))],
  };
}

test.each([
  [1, ['ketua-rt', 'lkm'], 'kekerabatan', 'strong'],
  [2, ['fasilitator', 'lkm'], 'kerja', 'strong'],
  [3, ['fasilitator', 'ketua-rt'], 'kerja', 'weak'],
  [4, ['fasilitator', 'lkm', 'warga-non-kumuh'], 'kekerabatan', 'weak'],
  [5, ['fasilitator', 'ketua-rt', 'kpp', 'ksm', 'lkm', 'warga-kumuh'], 'kekerabatan', 'strong'],
])('Table 1 row %i as printed: equal standing', (number, actors, form, bond) => {
  expect(row(interpersonal.ties, 1, number)).toEqual({
    actors,
    form: [form],
    standing: ['equal'],
    bond: [bond],
    dominant: [null],
  });
});

test.each([
  [1, ['lkm', 'lurah'], 'kekerabatan', 'vertical', 'lurah'],
  [2, ['fasilitator', 'lurah'], 'kerja', 'horizontal', null],
  [3, ['lurah', 'satker-pkp'], 'kerja', 'horizontal', null],
  [4, ['lkm', 'satker-pkp'], 'kekerabatan', 'vertical', 'satker-pkp'],
  [5, ['bank-sampah', 'lkm'], 'kerja', 'horizontal', null],
])('Table 2 row %i as printed: weak', (number, actors, form, standing, dominant) => {
  expect(row(institutional.ties, 2, number)).toEqual({
    actors,
    form: [form],
    standing: [standing],
    bond: ['weak'],
    dominant: [dominant],
  });
});

test('every tie cites its place in the paper, and every stage has ties', () => {
  expect(network.ties.every((tie) => tie.evidence.length === 1)).toBe(true);
  const stages = new Set(network.ties.map((tie) => tie.stage));
  for (const stage of ['persiapan', 'perencanaan', 'pelaksanaan', 'keberlanjutan'])
    expect(stages).toContain(stage);
});

test('LKM is dominated by Satker, lurah and facilitator, and not by the waste bank', () => {
  const { dominatedBy, levelWith } = dominationOf(sliceNetwork(network, { layers: ['kelembagaan'] }), 'lkm');
  expect(dominatedBy).toEqual(expect.arrayContaining(['satker-pkp', 'lurah', 'fasilitator']));
  expect(dominatedBy).not.toContain('bank-sampah');
  expect(levelWith).toContain('bank-sampah');
  expect(dominationOf(network, 'bank-sampah')).toMatchObject({ dominatedBy: [], dominates: [] });
});

describe("the paper's conclusions held against its own data", () => {
  const results = new Map(
    compareClaims(network, readClaims(text)).map((result) => [result.claim.id, result]),
  );
  const bridging = (id: string) => {
    const measured = results.get(id)?.measured;
    return measured?.kind === 'bridges' ? measured : undefined;
  };

  test.each([
    // conclusion                        the data
    ['menjembatani-antarpribadi', 'partly'],
    ['menjembatani-kelembagaan', 'differs'],
    ['menjembatani-persiapan', 'differs'],
    ['menjembatani-perencanaan', 'partly'],
    ['menjembatani-pelaksanaan', 'differs'],
    ['menjembatani-keberlanjutan', 'differs'],
    ['menjembatani-semua', 'partly'],
    ['lkm-didominasi', 'agrees'],
    ['antarpribadi-setara', 'agrees'],
    ['kelembagaan-vertikal', 'partly'],
    ['kelembagaan-kerja', 'agrees'],
    ['kelembagaan-lemah', 'agrees'],
    ['kekerabatan-lemah', 'partly'],
  ])('%s: %s', (id, verdict) => {
    expect(results.get(id)?.verdict).toBe(verdict);
  });

  test('between institutions the facilitator stands between nobody; lurah and LKM do', () => {
    const measured = bridging('menjembatani-kelembagaan');
    expect(measured?.actor).toMatchObject({ betweenness: 0, indispensable: false });
    expect(measured?.scores.map(({ actor, betweenness }) => [actor, betweenness])).toEqual([
      ['lurah', 3],
      ['lkm', 3],
    ]);
  });

  test('between persons the facilitator bridges as much as LKM, and less once strength counts', () => {
    const measured = bridging('menjembatani-antarpribadi');
    expect(measured).toMatchObject({
      rank: 1,
      tied: ['lkm'],
      actor: { betweenness: 2, indispensable: false },
    });
    const lkm = measured?.scores.find(({ actor }) => actor === 'lkm');
    expect(lkm?.betweennessByStrength ?? 0).toBeGreaterThan(measured?.actor.betweennessByStrength ?? 0);
  });

  test('a claim about ties that are not there has no data', () => {
    const [result] = compareClaims(network, [
      {
        id: 'x',
        statement: '',
        reference: '',
        where: { stages: ['lelang'] },
        test: { kind: 'bridges', actor: 'lkm' },
      },
    ]);
    expect(result?.verdict).toBe('no-data');
  });
});
