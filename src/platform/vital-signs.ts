import type { DatabaseState } from './database/connection.ts';

/**
 * How the application tells the server in front of it whether it can work. The two are bundled apart and share nothing
 * but their process, so what is asked stands under a name that both know.
 */
export type VitalSigns = {
  /** How the database is, answered within the milliseconds given, beside all work. */
  readonly database: (milliseconds: number) => Promise<DatabaseState>;
  /** Ends answers that would go on for as long as somebody listens: the server closes. */
  readonly endStreams: () => void;
};

const NAME = Symbol.for('pilar.vital-signs');

export function publishVitalSigns(signs: VitalSigns): void {
  Object.assign(globalThis, { [NAME]: signs });
}

export function publishedVitalSigns(): VitalSigns | undefined {
  // Only `publishVitalSigns` writes under this name.
  return Reflect.get(globalThis, NAME) as VitalSigns | undefined;
}
