/** The number of a revision in an address; undefined when it names none. */
export function revisionIn(params: URLSearchParams, name: string): number | undefined {
  const typed = params.get(name) ?? '';
  return /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : undefined;
}
