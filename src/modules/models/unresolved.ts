/** Where something stands in a model: keys and places in lists. */
export type Path = readonly (string | number)[];

/** A name in a model that stands for nothing, or twice, or a section that lacks another: where, and what is wrong. */
export type Unresolved = { readonly path: Path; readonly message: string };
