/** What was kept last under its name, at most `most` things; what was longest not asked for goes first. */
export function latest<T>(most: number): {
  readonly get: (name: string) => T | undefined;
  readonly keep: (name: string, value: T) => void;
} {
  const kept = new Map<string, T>();
  const keep = (name: string, value: T) => {
    kept.delete(name);
    kept.set(name, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  };
  return {
    get: (name) => {
      const value = kept.get(name);
      if (value !== undefined) keep(name, value);
      return value;
    },
    keep,
  };
}
