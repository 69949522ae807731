import type { formView } from './filing-form.ts';

const CONTENT = 'content.';

/** Each field of a form of a filing by its name, and each cell of its lines with the number of the line, for the summary of errors. */
export function labelsOf(
  { parts }: Pick<Awaited<ReturnType<typeof formView>>, 'parts'>,
  errors: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const labels = parts.map((part): [string, string] => [`${CONTENT}${part.key}`, part.label]);
  const cells = Object.keys(errors).flatMap((name): [string, string][] => {
    const [key, line, column] = name.slice(CONTENT.length).split('.');
    const lines = parts.find((part) => part.key === key)?.lines;
    const label = lines?.columns.find((one) => one.key === column)?.label;
    return lines && line && label ? [[name, `${lines.label} ${line}: ${label}`]] : [];
  });
  return Object.fromEntries([...labels, ...cells]);
}
