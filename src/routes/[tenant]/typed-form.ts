/** The text fields of a form as typed, by name, to be shown again when it is refused; of a name sent repeatedly, all with spaces between. */
export function typedValues(form: FormData): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('_')) continue;
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before} ${value}`);
  }
  return Object.fromEntries(values);
}
