import { expect, test } from 'vitest';
import { LIMITS } from '#modules/proposals/proposal-fields.ts';
import { SHOWN_ROWS, textOfContributions, textOfLines, typedIn } from './typed-fields.ts';

function form(entries: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.append(name, value);
  return data;
}

test('text is kept exactly as typed, lines in their order, empty rows dropped', () => {
  const typed = typedIn(
    form({
      title: '  Drainase  ',
      need: 'baris satu\r\nbaris dua',
      'costLines.10.item': 'Pasir',
      'costLines.2.item': 'Semen',
      'costLines.2.unitPrice': 'enam puluh ribu',
      'costLines.3.item': ' ',
      'costLines.3.unit': '',
      'contributions.0.form': 'labour',
      'contributions.0.description': '',
      'contributions.0.value': '',
    }),
  );
  expect(typed).toMatchObject({ title: '  Drainase  ', need: 'baris satu\nbaris dua', address: '' });
  expect(typed.costLines).toEqual([
    { item: 'Semen', quantity: '', unit: '', unitPrice: 'enam puluh ribu' },
    { item: 'Pasir', quantity: '', unit: '', unitPrice: '' },
  ]);
  expect(typed.contributions).toEqual([]);
});

test('a row whose number is no number is no row', () => {
  expect(typedIn(form({ 'costLines.x.item': 'a', 'costLines.99999999.item': 'b' })).costLines).toEqual([]);
});

test('rows beyond those shown travel in one text and come back as they were', () => {
  const costLines = [
    { item: 'Semen', quantity: '2', unit: 'zak', unitPrice: '60.000' },
    { item: 'Pasir', quantity: '', unit: '', unitPrice: 'murah' },
  ];
  const contributions = [{ form: 'money', description: 'Iuran', value: '50.000' }];
  const rest = {
    'costLines.0.item': 'Batu',
    'costLines.rest': `${textOfLines(costLines)}\r\n\t\t\t\r\n`,
    'contributions.rest': textOfContributions(contributions),
  };
  expect(typedIn(form(rest))).toMatchObject({
    costLines: [{ item: 'Batu', quantity: '', unit: '', unitPrice: '' }, ...costLines],
    contributions,
  });
});

test('as many rows are shown as can be submitted', () => {
  expect(SHOWN_ROWS).toEqual({ costLines: LIMITS.costLines, contributions: LIMITS.contributions });
});
