import { expect, test } from 'vitest';
import { officer } from '../../../test/support/officer.ts';
import { PIPPK } from '../../../test/support/pippk.ts';
import { mayKeepSuppliers, mayReadSuppliers, readAccount, readBank, readNpwp } from './supplier.ts';

test.each([
  ['left empty', '', null],
  ['16 digits', '0912345678901234', '0912345678901234'],
  ['15 digits, as printed', '01.234.567.8-901.000', '012345678901000'],
  ['12 digits', '012345678901', { refusal: 'supplier.npwp', params: { digits: 12 } }],
  ['17 digits', '01234567890123456', { refusal: 'supplier.npwp', params: { digits: 17 } }],
  ['a letter among them', '01234567890100O', { refusal: 'supplier.npwp' }],
])('NPWP %s', (_, typed, read) => {
  const found = readNpwp(typed);
  if (read === null || typeof read === 'string') expect(found).toBe(read);
  else expect(found).toMatchObject(read);
});

test.each([
  // typed account   bank      what is wrong
  ['', '', undefined],
  ['1234-567-890', 'bjb', undefined],
  ['12345', 'bjb', 'account'],
  ['1234567890', '', 'bank'],
  ['', 'bjb', 'bank'],
  ['12 AB 567', 'bjb', 'account'],
] as const)('account “%s” at “%s”', (typedAccount, typedBank, wrong) => {
  const account = readAccount(typedAccount);
  const bank = readBank(typedBank, account);
  const refusedIn = {
    account: typeof account === 'object' && account !== null,
    bank: typeof bank === 'object' && bank !== null,
  };
  expect(refusedIn).toEqual({ account: wrong === 'account', bank: wrong === 'bank' });
});

const { funding: _, ...unfunded } = PIPPK.model;

test.each([
  // an officer of                            reads them   keeps them
  ['village-treasurer', '32.73.30.1003', true, true],
  ['lurah', '32.73.30.1003', true, true],
  ['lurah', '32.73', true, true],
  ['camat', '32.73.30', true, false],
  ['chair', '32.73.30.1003', false, false],
  ['lurah', '32.77.01.1001', false, false],
] as const)('%s of %s reads the register of suppliers: %s, keeps it: %s', (office, place, reads, keeps) => {
  const actor = officer(office, place);
  const program = { model: PIPPK.model, region: '32.73' };
  const asked = [
    [mayReadSuppliers, reads, ['village-treasurer', 'lurah', 'camat']],
    [mayKeepSuppliers, keeps, ['village-treasurer', 'lurah']],
  ] as const;
  for (const [may, allowed, offices] of asked) {
    const by = may(actor, program);
    if (allowed) expect(by).toEqual(actor.mandates[0]);
    else {
      expect(by).toMatchObject({
        refusal: 'access.office',
        basis: { cite: 'Kebijakan pelaksanaan kota, dapat disunting' },
        params: { offices, place: '32.73' },
      });
    }
  }
});

test('where nothing passes through the cash nobody has a register of suppliers', () => {
  for (const may of [mayReadSuppliers, mayKeepSuppliers]) {
    expect(may(officer('lurah', '32.73'), { model: unfunded, region: '32.73' })).toEqual({
      refusal: 'access.office',
      params: { offices: [], place: '32.73' },
    });
  }
});

test.each([
  // typed                 account
  ['123456', '123456'],
  ['1'.repeat(20), '1'.repeat(20)],
  ['1'.repeat(21), undefined],
  ['12345', undefined],
  ['A123456', undefined],
  ['123456A', undefined],
  ['12.34-56/78', '12345678'],
])('the account %s', (typed, account) => {
  if (account === undefined) expect(readAccount(typed)).toMatchObject({ refusal: 'supplier.account' });
  else expect(readAccount(typed)).toBe(account);
});

test('a bank is named where there is an account, and only there', () => {
  expect(readBank(' bjb ', '123456')).toBe('bjb');
  expect(readBank('bjb', null)).toMatchObject({ refusal: 'supplier.account' });
  expect(readBank('b'.repeat(61), '123456')).toMatchObject({ refusal: 'input.too-long' });
  expect(readNpwp('x0123456789012345')).toMatchObject({ refusal: 'supplier.npwp', params: { digits: 16 } });
});
