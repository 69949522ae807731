import { nameKey, oneLine, readName } from '#kernel/readers/text.ts';
import { isRefusal, type Refusal, refuse } from '#kernel/refusal.ts';
import { attend, attendanceSheet, unitNamed } from '#modules/deliberation/index.ts';
import { atCell, type CheckedItem, cellOf, type ImportColumn, type ImportKind } from './import-kind.ts';

const COLUMNS: readonly ImportColumn[] = [
  { key: 'name', names: ['nama', 'name'], type: 'text', example: 'Nama lengkap' },
  { key: 'element', names: ['unsur', 'element'], type: 'text', example: 'Tokoh masyarakat' },
  { key: 'unit', names: ['rt atau rw', 'rt or rw', 'unit'], optional: true, type: 'text', example: '' },
];

/**
 * Who came to the sitting of a forum that goes on, by whoever keeps its attendance. Who is on the list already stays; nobody is
 * struck off by a list that does not name them. Source: model `forums[].quorum`; paper 004, §4.1.1.
 */
export const attendanceImport: ImportKind = {
  scope: 'forums:write',
  most: 1000,
  mostRows: 1000,
  columns: COLUMNS,

  async plan(tx, actor, { id }) {
    const sheet = id === null ? refuse('access.not-found') : await attendanceSheet(tx, actor, id);
    if (isRefusal(sheet)) return sheet;
    const { by } = sheet.by;
    if (typeof by === 'string') return refuse('access.not-found');
    const lines = new Map<string, number>();
    return {
      by,
      check([row]): CheckedItem {
        const refusing = (key: string, refusal: Refusal): CheckedItem => ({
          issues: [atCell(row, key, refusal)],
        });
        const said = nameKey(cellOf(row, 'element'));
        const element = sheet.elements.find(({ element: code, label }) =>
          [code, label.id, label.en].some((one) => nameKey(one) === said),
        );
        if (!element) return refusing('element', refuse(said === '' ? 'input.required' : 'input.choice'));
        const unit = element.units && unitNamed(element.units, oneLine(cellOf(row, 'unit')));
        if (element.units && !unit) {
          return refusing('unit', refuse(cellOf(row, 'unit') === '' ? 'input.required' : 'input.choice'));
        }
        // Of the board of a unit the name may be left out.
        const name = unit && cellOf(row, 'name') === '' ? '' : readName(cellOf(row, 'name'));
        if (isRefusal(name)) return refusing('name', name);
        const one = { element: element.element, unit: unit?.unit ?? null, name };
        const key = `${one.element} ${one.unit ?? nameKey(name)}`;
        const first = lines.get(key);
        if (first !== undefined) {
          return refusing(unit ? 'unit' : 'name', refuse('import.twice', undefined, { first }));
        }
        lines.set(key, row.line);
        if (sheet.isHere(one)) return { outcome: 'same', save: async () => undefined };
        return {
          outcome: 'added',
          save: async (inside) => {
            const done = await attend(inside, actor, { forum: sheet.forum.id, people: [one] });
            return done.ok ? undefined : done.refusal;
          },
        };
      },
    };
  },

  async present(tx, actor, { id }) {
    const sheet = id === null ? refuse('access.not-found') : await attendanceSheet(tx, actor, id);
    if (isRefusal(sheet)) return { rows: [] };
    const rows = sheet.here.map(({ name, element, unit }) => {
      const known = sheet.elements.find((one) => one.element === element);
      const label = known?.units?.find((one) => one.unit === unit)?.label;
      return [name, known?.label.id ?? element, label ?? ''];
    });
    return { rows };
  },
};
