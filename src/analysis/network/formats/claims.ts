import type { Claim, ClaimTest, TieField } from '../claims.ts';
import type { Bond, Nature, Standing } from '../network.ts';
import type { Slice } from '../slice.ts';
import { type JsonNode, parseJsonLines } from './json-lines.ts';
import { malformed } from './malformed.ts';

const BONDS: readonly Bond[] = ['weak', 'strong'];
const STANDINGS: readonly Standing[] = ['equal', 'horizontal', 'vertical'];
const NATURES: readonly Nature[] = ['protection', 'interest'];
const FIELDS: readonly TieField[] = ['bond', 'form', 'standing', 'nature'];

/** The `claims` that stand beside a network in its JSON file; none where the file has none. Throws NetworkInputError with the line. */
export function readClaims(text: string): Claim[] {
  const root = parseJsonLines(text);
  const claims = entries(root).get('claims');
  return claims ? items(claims).map(readClaim) : [];
}

function readClaim(node: JsonNode): Claim {
  return {
    id: text(node, 'id'),
    statement: text(node, 'statement'),
    reference: text(node, 'reference'),
    where: readSlice(entries(node).get('where')),
    test: readTest(required(node, 'test')),
  };
}

function readTest(node: JsonNode): ClaimTest {
  const kind = text(node, 'kind');
  switch (kind) {
    case 'bridges':
      return { kind, actor: text(node, 'actor') };
    case 'dominated-by':
      return {
        kind,
        actor: text(node, 'actor'),
        by: texts(required(node, 'by')),
        notBy: texts(required(node, 'notBy')),
      };
    case 'ties-are': {
      const howMany = text(node, 'howMany') === 'most' ? 'most' : 'all';
      return { kind, howMany, field: oneOf(required(node, 'field'), FIELDS), value: text(node, 'value') };
    }
    default:
      return malformed('unsupported', node.line, kind);
  }
}

function readSlice(node: JsonNode | undefined): Slice {
  if (!node) return {};
  const list = (name: string) => entries(node).get(name);
  const words = (name: string) => {
    const found = list(name);
    return found ? texts(found) : undefined;
  };
  const known = <Word extends string>(name: string, allowed: readonly Word[]) => {
    const found = list(name);
    return found ? items(found).map((item) => oneOf(item, allowed)) : undefined;
  };
  return {
    stages: words('stages'),
    forms: words('forms'),
    layers: words('layers'),
    evidenceKinds: words('evidenceKinds'),
    bonds: known('bonds', BONDS),
    natures: known('natures', NATURES),
    standings: known('standings', STANDINGS),
  };
}

function oneOf<Word extends string>(node: JsonNode, allowed: readonly Word[]): Word {
  return (
    allowed.find((word) => word === node.value) ?? malformed('unsupported', node.line, String(node.value))
  );
}

function text(node: JsonNode, name: string): string {
  const { value, line } = required(node, name);
  return typeof value === 'string' ? value : malformed('expected-text', line, name);
}

function texts(node: JsonNode): string[] {
  return items(node).map((item) =>
    typeof item.value === 'string' ? item.value : malformed('expected-text', item.line),
  );
}

function required(node: JsonNode, name: string): JsonNode {
  return entries(node).get(name) ?? malformed('missing-column', node.line, name);
}

function entries(node: JsonNode): ReadonlyMap<string, JsonNode> {
  return node.value instanceof Map ? node.value : malformed('expected-object', node.line);
}

function items(node: JsonNode): readonly JsonNode[] {
  return isList(node.value) ? node.value : malformed('expected-list', node.line);
}

function isList(value: JsonNode['value']): value is readonly JsonNode[] {
  return Array.isArray(value);
}
