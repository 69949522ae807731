import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['Drainase', 'Drainase'],
  ['Drainase, tahap "dua"', '"Drainase, tahap ""dua"""'],
  ['dua\nbaris', '"dua\nbaris"'],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+62', "'+62"],
  ['-1', "'-1"],
  ['@cmd', "'@cmd"],
  ['\tx', "'\tx"],
  ['', ''],
])('a spreadsheet reads %j as text', (text, line) => {
  expect(csvLine([text])).toBe(`${line}\r\n`);
});
