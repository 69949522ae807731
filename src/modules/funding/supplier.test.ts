import { expect, test } from 'vitest';
import { readAccount, readBank, readNpwp } from './supplier.ts';

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
