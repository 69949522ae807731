import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMA_FORM, CSV_MARK, type CsvCell, csvLine, SEMICOLON_FORM, withoutGuard } from './csv.ts';

test.each<[CsvCell, string]>([
  ['Drainase', 'Drainase'],
  ['Drainase, tahap "dua"', '"Drainase, tahap ""dua"""'],
  ['dua\nbaris', '"dua\nbaris"'],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+62', "'+62"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['＝1', "'＝1"],
  [' =1', "' =1"],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['aman;=cmd', `"aman;'=cmd"`],
  ['aman\t@cmd', `"aman\t'@cmd"`],
  ['aman\n=cmd', `"aman\n'=cmd"`],
  ['Bahan:\n- semen\n- pasir', '"Bahan:\n- semen\n- pasir"'],
  ['', ''],
  [null, ''],
  [undefined, ''],
])('a spreadsheet reads %j as text', (cell, line) => {
  expect(csvLine([cell])).toBe(`${line}\r\n`);
});

test('numbers stay numbers, also below nought', () => {
  expect(csvLine([-1, 9_007_199_254_740_993n, -2.5])).toBe('-1,9007199254740993,-2.5\r\n');
});

test('the rest of the world reads commas and points; a mark says that it is UTF-8', () => {
  expect(COMMA_FORM).toEqual({ separator: ',', decimal: '.' });
  expect(csvLine(['RW 01', 2.5], COMMA_FORM)).toBe('RW 01,2.5\r\n');
  expect(CSV_MARK).toBe('\ufeff');
});

test('with semicolons a decimal comma is written', () => {
  expect(csvLine(['RW 01', -6.9012, 'a,b'], SEMICOLON_FORM)).toBe('RW 01;-6,9012;"a,b"\r\n');
});

test('what was guarded is read again as it was', () => {
  const odd = fc.string({
    unit: fc.constantFrom('=', '-', '+', '@', "'", ';', '\t', '\n', '\r', ' ', 'a', '＝'),
  });
  fc.assert(
    fc.property(odd, (text) => {
      const [line = ''] = [csvLine([text])];
      const cell = line.slice(0, -2);
      const open = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(withoutGuard(open)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
