import { v7 } from 'uuid';

/** An identifier made by the application: UUID version 7, so that rows written together lie together. */
export type Id = string;

/** Counts the identifiers of this process, so that those made in one instant sort in the order they were made. */
let made = Math.floor(Math.random() * 0x7fff_ffff);

/** A new identifier; of a given moment, or of now. */
export function newId(moment?: Date): Id {
  if (!moment) return v7();
  made = (made + 1) % 0x1_0000_0000;
  return v7({ msecs: moment.getTime(), seq: made });
}

/** No identifier made at a moment or later sorts before this one. */
export function firstIdAt(moment: Date): Id {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** When an identifier was made that Pilar made. */
export function madeAt(id: Id): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}
