import type { Pilar } from '../pilar.ts';

/** Whether the demo city stands already, whole. */
export async function isSeeded(pilar: Pilar): Promise<boolean> {
  return pilar.tenants().length > 0;
}

/** Fills an empty installation with the demo city, telling what it does in plain lines. */
export async function seedDemo(_pilar: Pilar, say: (line: string) => void): Promise<void> {
  say('there is no demo city yet');
}
