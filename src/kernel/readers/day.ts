import { type IsoDate, isIsoDate } from '../date.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { visible } from './text.ts';

/** Reads a calendar day as date fields and programs send it, `YYYY-MM-DD`. */
export function readDay(typed: string): IsoDate | Refusal {
  const day = visible(typed).trim();
  if (day === '') return refuse('input.required');
  return isIsoDate(day) ? day : refuse('input.date', undefined, { typed });
}

/** Reads a day that is not after today. */
export function readPastDay(typed: string, today: IsoDate): IsoDate | Refusal {
  const day = readDay(typed);
  return typeof day === 'string' && day > today
    ? refuse('input.date-order', undefined, { from: day, to: today })
    : day;
}
