import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readModel } from '#modules/models/index.ts';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { mayKeep } from './keeper.ts';

const read = readModel(readFileSync('models/tjsl/2014.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');
const TJSL = { model: read.model, region: '32.73' };
const { portal: _, ...bare } = PIPPK.model;

test.each([
  // an officer               of          keeps       of a programme   by office, or refused
  ['economy', '32.73', 'earlier', TJSL, 'economy'],
  ['economy', '32.73', 'news', TJSL, 'access.office'],
  ['forum-tjsl/ketua', '32.73', 'news', TJSL, 'forum-tjsl/ketua'],
  ['economy', '32.77', 'earlier', TJSL, 'access.office'],
  ['economy', '32.73', 'earlier', { ...TJSL, model: bare }, 'access.not-found'],
] as const)('%s of %s keeps %s', (office, place, part, program, answer) => {
  const may = mayKeep(officer(office, place), program, part);
  expect('refusal' in may ? may.refusal : may.office).toBe(answer);
  if (answer === 'access.office') {
    expect(may).toMatchObject({
      basis: { cite: 'Peraturan Wali Kota Bandung Nomor 354 Tahun 2014' },
      params: {
        place: '32.73',
        offices:
          part === 'earlier'
            ? [{ id: 'Bagian Perekonomian' }]
            : [{ id: 'Sekretaris Forum' }, { id: 'Ketua Forum' }],
      },
    });
  }
});
