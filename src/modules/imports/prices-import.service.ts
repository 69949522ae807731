import { acting } from '#kernel/actor.ts';
import { readWhole } from '#kernel/readers/number.ts';
import { isRefusal } from '#kernel/refusal.ts';
import {
  listPrices,
  maySetPrices,
  priceFields,
  priceKey,
  pricesOfYears,
  saysNothingNew,
  setPrice,
  yearsOfPrices,
} from '#modules/prices/index.ts';
import {
  areIssues,
  type CheckedItem,
  cellOf,
  type ImportColumn,
  type ImportKind,
  nextBehind,
  PRESENT_AT_ONCE,
  readCells,
} from './import-kind.ts';

const MOST = 20_000;

const COLUMNS: readonly ImportColumn[] = [
  { key: 'year', names: ['tahun', 'year'], type: 'number', example: 2026 },
  { key: 'code', names: ['kode', 'code'], optional: true, type: 'text', example: '1.1.7.01' },
  { key: 'item', names: ['uraian', 'item', 'nama barang'], type: 'text', example: 'Semen portland 50 kg' },
  { key: 'unit', names: ['satuan', 'unit'], type: 'text', example: 'zak' },
  { key: 'price', names: ['harga satuan', 'unit price', 'harga'], type: 'rupiah', example: 72_000n },
];

/** What the city says things cost, handed in by whoever steers its programmes. A row without a price takes the standard back. */
export const pricesImport: ImportKind = {
  scope: 'offices:write',
  most: MOST,
  mostRows: MOST,
  columns: COLUMNS,

  async plan(tx, actor, { tenant }, items) {
    const by = await maySetPrices(tx, actor, tenant.region);
    if (isRefusal(by)) return by;
    const years = items.flatMap(([row]) => {
      const year = readWhole(cellOf(row, 'year'), 2000, 2100);
      return isRefusal(year) ? [] : [year];
    });
    const known = new Map(await pricesOfYears(tx, [...new Set(years)]));
    return {
      by,
      check([row]): CheckedItem {
        const read = readCells(row, {
          year: readWhole(cellOf(row, 'year'), 2000, 2100),
          ...priceFields({
            code: cellOf(row, 'code'),
            item: cellOf(row, 'item'),
            unit: cellOf(row, 'unit'),
            price: cellOf(row, 'price'),
          }),
        });
        if (areIssues(read)) return { issues: read };
        const before = known.get(priceKey(read));
        if (saysNothingNew(before, read)) {
          return { outcome: 'same', save: async () => undefined };
        }
        known.set(priceKey(read), read);
        return {
          outcome: before ? 'changed' : 'added',
          save: async (inside) => {
            await setPrice(inside, acting(actor, by), tenant.region, read);
            return undefined;
          },
        };
      },
    };
  },

  async present(tx, _actor, _about, after) {
    const [year] = await yearsOfPrices(tx);
    if (year === undefined) return { rows: [] };
    const standing = await listPrices(tx, { year, words: [], after, limit: PRESENT_AT_ONCE });
    return {
      rows: standing.map(({ code, item, unit, price }) => [year, code, item, unit, price]),
      next: nextBehind(standing, ({ key }) => key),
    };
  },
};
