/** How PostgreSQL writes down a statement that it has understood (`pg_proc.prosqlbody`, `pg_rewrite.ev_action`), read. */

export type Field = string | Node | readonly Field[] | undefined;
export type Node = { readonly tag: string; readonly fields: Readonly<Record<string, Field>> };

const TOKEN = /[(){}]|"(?:\\.|[^"\\])*"|(?:\\.|[^\s(){}"\\])+/gs;

/** Reads a tree, or several in brackets. */
export function readTree(text: string): Field {
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;

  function field(): Field {
    const token = tokens[at++];
    if (token === '(') {
      const list: Field[] = [];
      while (tokens[at] !== ')') list.push(field());
      at++;
      return list;
    }
    if (token === '{') return node();
    if (token === '<>') return undefined;
    return token?.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1');
  }

  function node(): Node {
    const tag = tokens[at++] ?? '';
    const fields: Record<string, Field> = {};
    while (tokens[at] !== '}') {
      const name = (tokens[at++] ?? '').slice(1);
      const values: Field[] = [];
      while (tokens[at] !== '}' && !tokens[at]?.startsWith(':')) values.push(field());
      fields[name] = values.length === 1 ? values[0] : values;
    }
    at++;
    return { tag, fields };
  }

  return field();
}

export function isNode(field: Field): field is Node {
  return typeof field === 'object' && 'tag' in field;
}

/** The nodes in a field, however deep its brackets. */
export function nodesIn(field: Field): Node[] {
  if (isNode(field)) return [field];
  return Array.isArray(field) ? field.flatMap(nodesIn) : [];
}

/** A number in a field; 0 where there is none. */
export const numberIn = (field: Field): number => (typeof field === 'string' ? Number(field) : 0);
