/**
 * What a table holds under a name that came from outside: its own entries only. Every object answers to `toString` and
 * `constructor` as well, which name nothing here, and `__proto__` must not lead out of the table.
 */
export function ownEntry<Value>(
  table: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
