/** What every field takes. `error` and `value` come back from a refused form, so that typed text stays. */
export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly error?: string;
  /** `false` writes "(boleh kosong)" beside the label instead of demanding a value. */
  readonly required?: boolean;
};

/** The id of a field's control, which error summaries link to. */
export function fieldId(name: string): string {
  return `isian-${name.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

/** Ids of hint and error as `aria-describedby` wants them; undefined when there is neither. */
export function describedBy(field: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined {
  const id = fieldId(field.name);
  const ids = [field.hint ? `${id}-petunjuk` : '', field.error ? `${id}-galat` : ''].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
