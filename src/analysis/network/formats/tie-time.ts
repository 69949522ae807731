import type { AttributeValue } from '../network.ts';
import type { ReadingRoom } from './reading.ts';

const YEAR = /^([12]\d{3})(?:\.0+)?$/;
const MONTH = /^([12]\d{3})-(0[1-9]|1[0-2])$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}/;

/**
 * When a tie begins or ends, as a day. Of a year or a month, the first day as a beginning and the last as an end, which is noted; of a
 * moment its day. Numbers that are no year (steps of a simulation, seconds) are no dates: left out, and noted. Anything else stays as
 * it is written, to be refused as no date. `*` and `infinity` are open.
 */
export function dayOf(
  value: AttributeValue | undefined,
  end: 'first' | 'last',
  room: ReadingRoom,
  line: number,
): string | null {
  if (value === undefined || value === null) return null;
  const text = String(value).trim();
  if (text === '' || text === '*' || /^[+-]?infinity$/i.test(text)) return null;
  const year = YEAR.exec(text)?.[1];
  if (year !== undefined) {
    room.notes.add('years-as-days', 1, line);
    return end === 'first' ? `${year}-01-01` : `${year}-12-31`;
  }
  const month = MONTH.exec(text);
  if (month) {
    room.notes.add('years-as-days', 1, line);
    return end === 'first' ? `${text}-01` : `${text}-${lastDayOf(Number(month[1]), Number(month[2]))}`;
  }
  const moment = MOMENT.exec(text)?.[1];
  if (moment !== undefined) return moment;
  if (/^[+-]?\d{1,15}(?:\.\d{1,9})?$/.test(text)) {
    room.notes.add('times-left-out', 1, line);
    return null;
  }
  return text;
}

function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
