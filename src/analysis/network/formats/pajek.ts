import {
  type ActorInput,
  type AttributeValue,
  type NetworkInput,
  refuseTooManyTies,
  type TieInput,
} from '../network.ts';
import { tieFromFields } from './fields.ts';
import { malformed } from './malformed.ts';

/**
 * Pajek .net: *Vertices, *Arcs, *Edges, *Arcslist, *Edgeslist, with relations (`*Arcs :1 "kerja"` gives the form of its ties).
 * An actor's id is the label, or the vertex number where labels are missing or repeated. Arcs make the network directed;
 * edges in it then run both ways. *Matrix is not read.
 */
export function readPajek(text: string): NetworkInput {
  const labels: (string | undefined)[] = [];
  const lines: number[] = [];
  const links: {
    from: number;
    to: number;
    strength: string | undefined;
    form: string | null;
    arc: boolean;
    line: number;
  }[] = [];
  let section = '';
  let form: string | null = null;
  let size = -1;
  text.split(/\r\n|\n|\r/).forEach((raw, i) => {
    const line = i + 1;
    const content = raw.replace(/^\uFEFF/, '').trim();
    if (content === '' || content.startsWith('%') || content.startsWith('/*')) return;
    const words = wordsOf(content, line);
    const first = words[0] ?? '';
    if (first.startsWith('*')) {
      section = first.toLowerCase();
      if (section === '*vertices') {
        size = wholeNumber(words[1] ?? '', line);
        return;
      }
      if (section === '*network') return;
      if (!['*arcs', '*edges', '*arcslist', '*edgeslist'].includes(section))
        malformed('unsupported', line, first);
      if (size < 0) malformed('missing-vertices', line);
      const relation = words.findIndex((word) => word.startsWith(':'));
      form = relation < 0 ? null : (words[relation + 1] ?? words[relation]?.slice(1) ?? null);
      return;
    }
    const vertex = (word: string | undefined) => {
      const number = wholeNumber(word ?? '', line);
      if (number < 1 || number > size) malformed('bad-vertex', line, word);
      return number;
    };
    if (section === '*vertices') {
      const number = vertex(first);
      labels[number - 1] = words[1];
      lines[number - 1] = line;
      return;
    }
    const arc = section.startsWith('*arcs');
    const from = vertex(first);
    if (section.endsWith('list')) {
      for (const word of words.slice(1))
        links.push({ from, to: vertex(word), strength: undefined, form, arc, line });
    } else if (section === '*arcs' || section === '*edges') {
      links.push({ from, to: vertex(words[1]), strength: words[2], form, arc, line });
    } else malformed('missing-vertices', line);
    refuseTooManyTies(links.length, line);
  });
  if (size < 0) malformed('missing-vertices', 1);
  const unique = labels.length === size && labels.every((label) => label) && new Set(labels).size === size;
  const idOf = (number: number) => (unique ? labels[number - 1] : undefined) ?? String(number);
  const directed = links.some((link) => link.arc);
  const actors = Array.from(
    { length: size },
    (_, i): ActorInput => ({ id: idOf(i + 1), label: labels[i] ?? String(i + 1), line: lines[i] ?? 1 }),
  );
  const ties = links.map((link): TieInput => {
    const fields = new Map<string, AttributeValue>();
    if (link.strength !== undefined) fields.set('strength', link.strength);
    const tie = tieFromFields(idOf(link.from), idOf(link.to), fields, link.line);
    return { ...tie, form: link.form, mutual: directed && !link.arc };
  });
  return { directed, actors, ties };
}

/** The network as Pajek .net: ids, strengths, and forms as relations. Other facts have no place in it; a double quote in an id becomes a single one. */
export function writePajek(network: NetworkInput): string {
  const number = new Map(network.actors.map((actor, i) => [actor.id, i + 1]));
  const safe = (text: string) => `"${text.replaceAll('"', "'").replace(/[\r\n]+/g, ' ')}"`;
  const forms = [...new Set(network.ties.map((tie) => tie.form ?? null))];
  const lines = [
    `*Vertices ${network.actors.length}`,
    ...network.actors.map((actor, i) => `${i + 1} ${safe(actor.id)}`),
  ];
  for (const way of ['*Arcs', '*Edges']) {
    forms.forEach((form, i) => {
      const ties = network.ties.filter(
        (tie) =>
          (tie.form ?? null) === form && (way === '*Arcs') === (network.directed && tie.mutual !== true),
      );
      if (ties.length === 0) return;
      lines.push(form === null ? way : `${way} :${i + 1} ${safe(form)}`);
      for (const tie of ties)
        lines.push(`${number.get(tie.from)} ${number.get(tie.to)} ${tie.strength ?? 1}`);
    });
  }
  return `${lines.join('\n')}\n`;
}

function wordsOf(content: string, line: number): string[] {
  const words: string[] = [];
  for (let rest = content; rest !== ''; rest = rest.trimStart()) {
    if (rest.startsWith('"')) {
      const end = rest.indexOf('"', 1);
      if (end < 0) malformed('unexpected-end', line, '"');
      words.push(rest.slice(1, end));
      rest = rest.slice(end + 1);
      continue;
    }
    const end = rest.search(/\s/);
    words.push(end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? '' : rest.slice(end);
  }
  return words;
}

function wholeNumber(word: string, line: number): number {
  return /^\d{1,9}$/.test(word) ? Number(word) : malformed('bad-count', line, word);
}
