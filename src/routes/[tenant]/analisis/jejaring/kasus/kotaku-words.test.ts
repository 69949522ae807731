import { afterAll, describe, expect, test } from 'vitest';
import { positionsOf, sliceNetwork, weakTiesToStrengthen, withoutActor } from '#analysis/network/index.ts';
import { getLocale, overwriteGetLocale } from '#paraglide/runtime.js';
import { wordDeparture, wordPosition, wordReason } from '../word-positions.ts';
import { readCase } from './cases.ts';

const studied = readCase('kotaku-pasar-ii');
if (!studied) throw new Error('the case of KOTAKU is missing');
const { network } = studied;

const before = getLocale;
afterAll(() => overwriteGetLocale(before));

function said(actor: string): string[] {
  const positions = positionsOf(network).find((one) => one.actor === actor)?.positions ?? [];
  return positions.map((position) => wordPosition(network, actor, position));
}

describe.each([
  [
    'id',
    'Seluruh hubungan antara Bank Sampah Induk dan 10 aktor lain melewati LKM.',
    'Bank Sampah Induk hanya berhubungan dengan LKM; siapa pun yang lain dicapainya lewat LKM.',
    'Tanpa ikatan sama sekali: Bank Sampah Induk.',
    'Satu-satunya ikatan Bank Sampah Induk.',
  ],
  [
    'en',
    'All contact between Bank Sampah Induk and 10 other actors runs through LKM.',
    'Bank Sampah Induk is in contact with LKM only; whoever else it reaches, it reaches through LKM.',
    'Left without any tie: Bank Sampah Induk.',
    'The only tie of Bank Sampah Induk.',
  ],
] as const)('in %s', (locale, link, reached, isolated, weak) => {
  test('positions in plain words', () => {
    overwriteGetLocale(() => locale);
    expect(said('lkm')).toContain(link);
    expect(said('bank-sampah')).toContain(reached);
  });

  test('what happens if LKM leaves', () => {
    overwriteGetLocale(() => locale);
    expect(wordDeparture(network, withoutActor(network, 'lkm'))).toContain(isolated);
  });

  test('why the weak tie of the waste bank deserves attention', () => {
    overwriteGetLocale(() => locale);
    const institutional = sliceNetwork(network, { layers: ['kelembagaan'], evidenceKinds: ['tabel'] });
    const reasons = weakTiesToStrengthen(institutional).flatMap((tie) =>
      tie.reasons.map((reason) => wordReason(institutional, reason)),
    );
    expect(reasons).toContain(weak);
  });
});

test('an unknown case, or a path out of the folder, is none', () => {
  expect(readCase('nowhere')).toBeUndefined();
  expect(readCase('../bandung')).toBeUndefined();
});
