/** Where something stands in a model: keys and places in lists. */
export type Path = readonly (string | number)[];

/** A name in a model that stands for nothing, or twice, or a section that lacks another: where, and what is wrong. */
export type Unresolved = { readonly path: Path; readonly message: string };

/** The names that stand under some keys, alone or in a list, wherever they are in a part of a model. */
export function namesUnder(
  part: unknown,
  wanted: (key: string) => boolean,
  path: Path = [],
): { path: Path; name: string }[] {
  if (Array.isArray(part)) return part.flatMap((item, i) => namesUnder(item, wanted, [...path, i]));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const here = [...path, key];
    if (!wanted(key)) return namesUnder(value, wanted, here);
    if (typeof value === 'string') return [{ path: here, name: value }];
    if (!Array.isArray(value)) return namesUnder(value, wanted, here);
    return value.flatMap((item: unknown, i) =>
      typeof item === 'string'
        ? [{ path: [...here, i], name: item }]
        : namesUnder(item, wanted, [...here, i]),
    );
  });
}
