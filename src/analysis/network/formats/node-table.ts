import type { ActorInput, AttributeValue } from '../network.ts';
import { refuseNetwork } from '../problem.ts';
import { readTable } from './csv-rows.ts';
import { numberFromText } from './decimal.ts';
import { decodeText } from './decode.ts';
import { actorFromFields } from './fields.ts';
import { malformed } from './malformed.ts';
import { type FoundGraph, ReadingRoom } from './reading.ts';

const IDS = ['id', 'key', 'node', 'actor', 'aktor', 'name', 'nama', 'label'];
const FACTS: ReadonlyMap<string, string> = new Map([
  ['label', 'label'],
  ['name', 'label'],
  ['nama', 'label'],
  ['entity', 'entity'],
  ['wujud', 'entity'],
  ['pillar', 'pillar'],
  ['pilar', 'pillar'],
  ['kind', 'kind'],
  ['jenis', 'kind'],
  ['level', 'level'],
  ['tingkat', 'level'],
  ['place', 'place'],
  ['tempat', 'place'],
]);

/**
 * Adds a table of actors (CSV with a header) to a network: the first column of `id, key, node, actor, name, label` says who, `label`,
 * `pillar`, `kind`, `level`, `place` and `entity` (also in Indonesian) are their facts, and every other column an attribute. Actors who
 * stand in the table alone are added without ties; those whom it does not know are noted.
 */
export function joinNodes(graph: FoundGraph, table: string | Uint8Array, room: ReadingRoom): FoundGraph {
  const own = new ReadingRoom(room.limits);
  if (table.length > room.limits.bytes)
    refuseNetwork('too-large', null, { bytes: table.length, limit: room.limits.bytes });
  const text = typeof table === 'string' ? table : decodeText(table, room.notes);
  const rows = readTable(text, own).rows.filter((row) => !row.comment);
  const [header, ...body] = rows;
  if (!header) refuseNetwork('empty', null);
  const headings = header.cells.map((cell) => cell.toLowerCase());
  const idAt = IDS.map((name) => headings.indexOf(name)).find((place) => place >= 0);
  if (idAt === undefined)
    refuseNetwork('unknown-columns', header.line, {
      columns: header.cells.join(', ').slice(0, 120),
      known: IDS.join(', '),
    });
  const twice = headings.find((name, i) => name !== '' && headings.indexOf(name) !== i);
  if (twice !== undefined) malformed('duplicate-column', header.line, twice);
  const numeric = headings.map((_, k) => body.every((row) => isNumberOrNone(row.cells[k] ?? '')));
  const listed = new Map<string, ActorInput>();
  for (const { line, cells } of body) {
    const id = cells[idAt] ?? '';
    if (id === '') malformed('missing-column', line, headings[idAt]);
    if (listed.has(id)) refuseNetwork('duplicate-actor', line, { actor: id });
    const fields = new Map<string, AttributeValue>();
    headings.forEach((heading, k) => {
      const cell = cells[k] ?? '';
      if (k === idAt || cell === '' || heading === '') return;
      const fact = FACTS.get(heading);
      if (fact !== undefined) fields.set(fact, cell);
      else fields.set(header.cells[k] ?? heading, numeric[k] ? (numberFromText(cell) ?? cell) : cell);
    });
    listed.set(id, actorFromFields(id, fields, line));
    room.refuseActors(listed.size, line);
  }
  const known = new Set(graph.actors.map((actor) => actor.id));
  const alone = [...listed.values()].filter((actor) => !known.has(actor.id));
  const strange = graph.actors.filter((actor) => !listed.has(actor.id));
  for (const actor of alone) room.notes.add('actors-from-table', 1, actor.line ?? null, actor.id);
  for (const actor of strange) room.notes.add('actors-not-in-table', 1, actor.line ?? null, actor.id);
  const actors = graph.actors.map((actor) => {
    const more = listed.get(actor.id);
    return more ? joined(actor, more) : actor;
  });
  return { ...graph, actors: [...actors, ...alone] };
}

/* What the table leaves out stays as the network has it. */
function joined(actor: ActorInput, more: ActorInput): ActorInput {
  return {
    ...actor,
    label: more.label === more.id ? actor.label : more.label,
    entity: more.entity ?? actor.entity,
    pillar: more.pillar ?? actor.pillar,
    kind: more.kind ?? actor.kind,
    level: more.level ?? actor.level,
    place: more.place ?? actor.place,
    attributes: { ...actor.attributes, ...more.attributes },
  };
}

function isNumberOrNone(cell: string): boolean {
  return cell === '' || !Number.isNaN(numberFromText(cell) ?? Number.NaN);
}
