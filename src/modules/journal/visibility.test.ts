import { expect, test } from 'vitest';
import { partSummary } from './visibility.ts';

test.each([
  // action                  summary                                            shown                       withheld
  [
    'disbursement.recorded',
    { amount: '5000', provider: 'Toko Jaya', receiptNumber: 'KW-001' },
    { amount: '5000', provider: 'Toko Jaya' },
    { receiptNumber: 'KW-001' },
  ],
  ['proposal.returned', { remark: 'Foto kurang jelas' }, { remark: 'Foto kurang jelas' }, {}],
  ['proposal.returned', { remark: 'ya', phone: '0812' }, { remark: 'ya' }, { phone: '0812' }],
  ['proposal.returned', { constructor: 'x' }, {}, { constructor: 'x' }],
  ['an action of long ago', { remark: 'ya' }, {}, { remark: 'ya' }],
  ['proposal.saved', {}, {}, {}],
  ['proposal.saved', null, null, {}],
  ['proposal.saved', 'a word', 'a word', {}],
  ['proposal.saved', ['a', 'list'], ['a', 'list'], {}],
])('of an entry of %s that says %j, %j is shown', (action, summary, shown, withheld) => {
  expect(partSummary(action, summary)).toEqual({ shown, withheld });
});
