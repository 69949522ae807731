import { v7 } from 'uuid';

/** An identifier made by the application: UUID version 7, so that rows written together lie together. */
export type Id = string;

export function newId(moment?: Date): Id {
  return moment ? v7({ msecs: moment.getTime() }) : v7();
}

export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}
