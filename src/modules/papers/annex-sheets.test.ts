import { expect, test } from 'vitest';
import { layAnnexes } from './annex-sheets.service.ts';

const UP =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:type w:val="continuous"/><w:pgSz w:w="12190" w:h="18711"/><w:pgMar w:left="1417" w:right="1134"/><w:pgNumType w:start="3"/><w:titlePg/></w:sectPr>';
const p = (said: string, own = '') =>
  `<w:p>${own && `<w:pPr>${own}</w:pPr>`}${said && `<w:r><w:t>${said}</w:t></w:r>`}</w:p>`;
const body = (...blocks: readonly string[]) => `<w:document><w:body>${blocks.join('')}</w:body></w:document>`;
const ACROSS = { lies: 'across' } as const;
const UPRIGHT = { lies: 'upright' } as const;

/** A document as it is read: what is said, and at the end of each section how its sheet lies and what it begins with. */
function sheets(xml: string | undefined): string[] {
  const parts = (xml ?? '').matchAll(/<w:t>([^<]*)<|<w:sectPr\b.*?<\/w:sectPr>/g);
  return [...parts].map(([whole, said]) => {
    if (said !== undefined) return said;
    const marks = ['w:start', 'w:titlePg', 'w:val="continuous"', 'r:id="rId1"'].filter((one) =>
      whole.includes(one),
    );
    const lies = whole.includes('w:w="18711" w:h="12190" w:orient="landscape"') ? 'across' : 'upright';
    return `[${[lies, ...marks.map((one) => one.replace(/^\w:|=.*/g, ''))].join(' ')}]`;
  });
}

const FIRST = '[upright start titlePg val id]';

test.each([
  // annexes               behind them         what comes of it
  ['one that lies, at the end', [ACROSS], [], ['Isi', FIRST, '{{lampiran-1}}', '[across id]']],
  [
    'one that lies, and a signature behind it',
    [ACROSS],
    [p('Tertanda')],
    ['Isi', FIRST, '{{lampiran-1}}', '[across id]', 'Tertanda', '[upright id]'],
  ],
  [
    'an empty line behind it, which needs no sheet of its own',
    [ACROSS],
    [p('')],
    ['Isi', FIRST, '{{lampiran-1}}', '[across id]'],
  ],
  [
    'upright, lying twice, upright',
    [UPRIGHT, ACROSS, ACROSS, UPRIGHT],
    [],
    [
      'Isi',
      '{{lampiran-1}}',
      FIRST,
      '{{lampiran-2}}',
      '{{lampiran-3}}',
      '[across id]',
      '{{lampiran-4}}',
      '[upright id]',
    ],
  ],
] as const)('%s', (_, annexes, behind, found) => {
  const laid = layAnnexes(body(p('Isi'), p('{{ lampiran }}'), ...behind, UP), annexes);
  expect(sheets(laid?.xml)).toEqual(found);
});

test('each annex is told how wide it may be, and whether its page is begun', () => {
  const laid = layAnnexes(body(p('{{lampiran}}'), UP), [UPRIGHT, ACROSS, ACROSS]);
  expect(laid?.places).toEqual([
    { part: 'lampiran-1', width: 9639, begun: false },
    { part: 'lampiran-2', width: 16_160, begun: true },
    { part: 'lampiran-3', width: 16_160, begun: false },
  ]);
});

test('the section that is turned is the one that names the annexes, wherever it ends', () => {
  const own = layAnnexes(body(p('{{lampiran}}', UP), p('Tembusan'), UP), [ACROSS]);
  expect(sheets(own?.xml)).toEqual([FIRST, '{{lampiran-1}}', '[across id]', 'Tembusan', FIRST]);
  const later = layAnnexes(body(p('{{lampiran}}'), p('', UP), p('Tembusan'), UP), [ACROSS]);
  expect(sheets(later?.xml)).toEqual([FIRST, '{{lampiran-1}}', '[across id]', 'Tembusan', FIRST]);
});

test('a name that Word cut into runs is found', () => {
  const cut = '<w:p><w:r><w:t>{{lam</w:t></w:r><w:proofErr/><w:r><w:t>piran}}</w:t></w:r></w:p>';
  expect(sheets(layAnnexes(body(cut, UP), [ACROSS])?.xml)).toEqual([FIRST, '{{lampiran-1}}', '[across id]']);
});

test.each([
  ['no annex lies', body(p('{{lampiran}}'), UP), [UPRIGHT]],
  ['it stands in a table', body(`<w:tbl>${p('{{lampiran}}')}</w:tbl>`, UP), [ACROSS]],
  [
    'it stands in a box',
    body(`<w:p><w:txbxContent>${p('{{lampiran}}')}</w:txbxContent></w:p>`, UP),
    [ACROSS],
  ],
  ['nothing names it', body(p('Isi'), UP), [ACROSS]],
  ['the sheet lies already', body(p('{{lampiran}}'), UP.replace('12190', '20000')), [ACROSS]],
  ['the sheet has no size', body(p('{{lampiran}}'), '<w:sectPr></w:sectPr>'), [ACROSS]],
  ['there is no section', body(p('{{lampiran}}')), [ACROSS]],
  [
    'its sheet is being changed',
    body(p('{{lampiran}}'), UP.replace('</w:sectPr>', `<w:sectPrChange>${UP}</w:sectPrChange></w:sectPr>`)),
    [ACROSS],
  ],
] as const)('annexes follow upright where %s', (_, xml, annexes) => {
  expect(layAnnexes(xml, annexes)).toBeUndefined();
});
