import type { NamedAnswer } from '#modules/fields/index.ts';
import type { LinesField } from '#modules/models/index.ts';
import type { Annex, Block } from '../paper.ts';

/** What was written into a filing: short answers together, long ones each under their question. */
export function reportTexts(answers: readonly NamedAnswer[], word: (one: NamedAnswer) => string): Block[] {
  const said = answers.filter((one) => one.withheld || (one.value ?? '') !== '');
  const long = said.filter((one) => one.field.type === 'long-text');
  const short = said.filter((one) => one.field.type !== 'long-text');
  return [
    ...(short.length > 0
      ? [{ is: 'facts' as const, rows: short.map((one) => [one.field.label.id, word(one)] as const) }]
      : []),
    ...long.flatMap((one): Block[] => [
      { is: 'heading', text: one.field.label.id },
      ...word(one)
        .split(/\n{2,}/)
        .map((text): Block => ({ is: 'text', look: 'justified', text })),
    ]),
  ];
}

/** The lines of a field as an annex; none where nothing was written. */
export function reportLines(field: LinesField, rows: readonly (readonly string[])[]): Annex[] {
  if (rows.length === 0) return [];
  return [
    {
      title: `Lampiran: ${field.label.id}`,
      lies: field.columns.length > 4 ? 'across' : 'upright',
      body: [
        {
          is: 'table',
          columns: [
            { title: 'No.', share: 0.6, align: 'centre' },
            ...field.columns.map((column) => ({
              title: column.label.id,
              share: column.type === 'rupiah' || column.type === 'number' ? 1.6 : 2.6,
              align:
                column.type === 'rupiah' || column.type === 'number' ? ('right' as const) : ('left' as const),
            })),
          ],
          rows: rows.map((cells, index) => [`${index + 1}`, ...cells]),
        },
      ],
    },
  ];
}
