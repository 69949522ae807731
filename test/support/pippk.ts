import { readFileSync } from 'node:fs';
import { readModel } from '#modules/models/index.ts';
import type { Program } from '#modules/programs/index.ts';

const read = readModel(readFileSync('models/pippk/2015.yaml', 'utf8'));
if (!read.ok) throw new Error('the model does not read');

/** PIPPK of 2026 at work in Kota Bandung, for rules that are tried without a database. */
export const PIPPK: Program = {
  id: 'program',
  slug: 'pippk-2026',
  model: read.model,
  asOf: new Date('2026-02-10T03:00:00Z'),
  fiscalYear: 2026,
  region: '32.73',
  windows: {
    proposals: { usulan: { from: '2026-01-01', to: '2026-03-31' } },
    forums: { kelurahan: { from: '2026-01-05', to: '2026-03-31' } },
  },
  state: 'open',
};
