import type { AttributeValue } from '../network.ts';
import { numberFromText } from './decimal.ts';
import type { XmlElement } from './xml.ts';

/** An attribute as GraphML and GEXF declare it before an element uses it. */
export interface DeclaredAttribute {
  readonly name: string;
  readonly numeric: boolean;
  /** What an element has that says nothing itself. */
  readonly fallback: string | undefined;
}

const NUMERIC = new Set(['int', 'integer', 'long', 'float', 'double']);

/** Reads a declaration: `type` as the format writes it, a text without one. */
export function declaredAttribute(
  element: XmlElement,
  name: string,
  type: string | undefined,
): DeclaredAttribute {
  return {
    name,
    numeric: type !== undefined && NUMERIC.has(type),
    fallback: element.children.find((child) => child.name === 'default')?.text,
  };
}

/** What an element has that says nothing itself, by the attribute's name. */
export function fallbacksOf(attributes: Iterable<DeclaredAttribute>): Map<string, AttributeValue> {
  const fields = new Map<string, AttributeValue>();
  for (const one of attributes) {
    if (one.fallback !== undefined) fields.set(one.name, typedValue(one.fallback, one));
  }
  return fields;
}

/** A value in its declared type; what does not read as a number stays the text it is. */
export function typedValue(text: string, { numeric }: DeclaredAttribute): AttributeValue {
  const number = numeric ? numberFromText(text) : undefined;
  return number === undefined || Number.isNaN(number) ? text : number;
}

/** The type under which an attribute is declared when written: that of all its values, or text where they differ. */
export function widenedType(before: string | undefined, value: AttributeValue): string {
  const type = typeof value === 'number' ? 'double' : typeof value === 'boolean' ? 'boolean' : 'string';
  return (before ?? type) === type ? type : 'string';
}
