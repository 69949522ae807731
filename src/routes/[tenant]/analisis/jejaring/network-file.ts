import { error } from '@sveltejs/kit';
import {
  drawSociogram,
  measureNetwork,
  NETWORK_FORMATS,
  type Network,
  writeNetwork,
} from '#analysis/network/index.ts';
import type { Model } from '#modules/models/index.ts';
import { sociogramWords, withWordedPillars } from './network-words.ts';

const TYPES = {
  json: { type: 'application/json; charset=utf-8', extension: 'json' },
  csv: { type: 'text/csv; charset=utf-8', extension: 'csv' },
  graphml: { type: 'application/graphml+xml; charset=utf-8', extension: 'graphml' },
  gexf: { type: 'application/gexf+xml; charset=utf-8', extension: 'gexf' },
  pajek: { type: 'text/plain; charset=utf-8', extension: 'net' },
  dl: { type: 'text/plain; charset=utf-8', extension: 'dl' },
} as const;

const PIECE = 64 * 1024;

/** A network as a file of a format (404 for one there is none of), or its sociogram as a picture of its own, sent piece by piece. */
export function networkFile(
  network: Network,
  format: string | undefined,
  name: string,
  models: readonly Model[] = [],
): Response {
  if (format === 'svg') {
    const worded = withWordedPillars(network, models);
    const words = sociogramWords(name, worded, measureNetwork(worded));
    return send(drawSociogram(worded, { id: 'sosiogram', words }), 'image/svg+xml; charset=utf-8', 'inline');
  }
  const known = NETWORK_FORMATS.find((one) => one === format) ?? error(404);
  const { type, extension } = TYPES[known];
  const file = `jejaring-${fileName(name)}.${extension}`;
  return send(writeNetwork(withReadableIds(network), known), type, `attachment; filename="${file}"`);
}

function send(text: string, type: string, disposition: string): Response {
  let at = 0;
  const stream = new ReadableStream<string>({
    pull(controller) {
      controller.enqueue(text.slice(at, at + PIECE));
      at += PIECE;
      if (at >= text.length) controller.close();
    },
  });
  return new Response(stream.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': type, 'content-disposition': disposition },
  });
}

/** Names instead of keys, so that a file can be read by people and imported again; actors of the same name get a number. */
function withReadableIds(network: Network): Network {
  const times = new Map<string, number>();
  const ids = new Map(
    network.actors.map((actor) => {
      const time = (times.get(actor.label) ?? 0) + 1;
      times.set(actor.label, time);
      return [actor.id, time === 1 ? actor.label : `${actor.label} (${time})`];
    }),
  );
  const named = (id: string) => ids.get(id) ?? id;
  return {
    ...network,
    actors: network.actors.map((actor) => ({ ...actor, id: named(actor.id) })),
    ties: network.ties.map((tie) => ({
      ...tie,
      from: named(tie.from),
      to: named(tie.to),
      dominant: tie.dominant === null ? null : named(tie.dominant),
    })),
  };
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'aktor'
  );
}
