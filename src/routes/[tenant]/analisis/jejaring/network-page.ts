import {
  drawMatrix,
  drawSociogram,
  measureNetwork,
  NETWORK_FORMATS,
  type Network,
  type NetworkMeasures,
  positionsOf,
  sliceNetwork,
  weakTiesToStrengthen,
  withoutActor,
} from '#analysis/network/index.ts';
import type { Model } from '#modules/models/index.ts';
import { m } from '#paraglide/messages.js';
import { count } from '#ui/format.ts';
import { wholeIn } from '../../../request.ts';
import { withParams } from '../../usulan/filter.ts';
import { measuresPage } from './measures.ts';
import {
  figure,
  matrixWords,
  mostBetween,
  namer,
  share,
  sociogramWords,
  withWordedPillars,
} from './network-words.ts';
import { type FilterField, sliceFilter } from './slice-filter.ts';
import { tieRows } from './tie-rows.ts';
import { pillarOf, wordDeparture, wordPosition, wordReason } from './word-positions.ts';

/** The ways to look at a network, as they stand in the address (`tampilan`). */
const VIEWS = {
  gambar: m['networks.view.gambar'],
  posisi: m['networks.view.posisi'],
  lemah: m['networks.view.lemah'],
  tabel: m['networks.view.tabel'],
  matriks: m['networks.view.matriks'],
  perubahan: m['networks.view.perubahan'],
  ukuran: m['networks.view.ukuran'],
  klaim: m['networks.view.klaim'],
} as const;

export type View = keyof typeof VIEWS;

const VIEW_NAMES: readonly View[] = [
  'gambar',
  'posisi',
  'lemah',
  'tabel',
  'matriks',
  'perubahan',
  'ukuran',
  'klaim',
];

/** Ties on one page of the table, and beside a picture. */
const ROWS = 40;
const BESIDE = 60;

const DOWNLOADS = {
  json: m['networks.download.json'],
  csv: m['networks.download.csv'],
  graphml: m['networks.download.graphml'],
  gexf: m['networks.download.gexf'],
  pajek: m['networks.download.pajek'],
  dl: m['networks.download.dl'],
} as const;

/** A network to be looked at: its name in titles, the city's path for links to records, and where its downloads are. */
export type Looked = {
  readonly name: string;
  readonly network: Network;
  readonly kind: 'area' | 'case';
  /** Those of the city's programmes, which name the pillars; of a study none. */
  readonly models: readonly Model[];
  readonly home: string;
  readonly downloads: string;
};

/** The view that an address asks for; claims are held up in cases only. */
export function viewIn(params: URLSearchParams, kind: Looked['kind']): View {
  const wanted = VIEW_NAMES.find((name) => name === params.get('tampilan'));
  return wanted === undefined || (wanted === 'klaim' && kind === 'area') ? 'gambar' : wanted;
}

/** Everything a page shows of a network in the view that its address asks for, worded; the change and the claims are added by the page. */
export function networkPage(looked: Looked, url: URL) {
  const { name, kind, home } = looked;
  const view = viewIn(url.searchParams, kind);
  const all = withWordedPillars(looked.network, looked.models);
  const { fields, slice } = sliceFilter(all, url.searchParams, kind);
  const network = sliceNetwork(all, slice);
  const measures = measureNetwork(network);
  return {
    view,
    views: VIEW_NAMES.filter((one) => one !== 'klaim' || kind === 'case').map((one) => ({
      label: VIEWS[one](),
      href: withParams(url, { tampilan: one === 'gambar' ? '' : one, aktor: '', mulai: '' }),
      current: one === view,
    })),
    stages: stageLinks(fields, url),
    fields,
    chips: fields
      .filter((field) => field.value)
      .map((field) => ({
        text: field.options.find((option) => option.value === field.value)?.label ?? field.value,
        href: withParams(url, { [field.name]: '', mulai: '' }),
      })),
    facts: facts(network, measures),
    alone:
      measures.isolates.length > 0 && (view === 'gambar' || view === 'matriks' || view === 'tabel')
        ? m['networks.alone']({ names: namer(network)(measures.isolates, 40) })
        : undefined,
    empty: network.ties.length === 0,
    downloads: NETWORK_FORMATS.map((format) => ({
      label: DOWNLOADS[format](),
      href: `${looked.downloads}/${format}${url.search}`,
    })),
    picture:
      view === 'gambar' && network.ties.length > 0 ? picture(looked, network, measures, url) : undefined,
    matrix:
      view === 'matriks'
        ? { svg: drawMatrix(network, { id: 'matriks', words: matrixWords(name, measures) }) }
        : undefined,
    beside:
      view === 'gambar' || view === 'matriks'
        ? besidePicture(network, home, withParams(url, { tampilan: 'tabel' }))
        : undefined,
    table: view === 'tabel' ? tablePage(network, home, url) : undefined,
    positions: view === 'posisi' ? positionsPage(network, measures, home, url) : undefined,
    weak: view === 'lemah' ? weakPage(network) : undefined,
    measures: view === 'ukuran' ? measuresPage(network, measures) : undefined,
  };
}

export type NetworkPage = ReturnType<typeof networkPage>;

/** The stages of the network as links, the chosen one marked; nothing where there is but one. */
function stageLinks(fields: readonly FilterField[], url: URL) {
  const field = fields.find((one) => one.name === 'tahap');
  if (!field) return [];
  return [{ value: '', label: m['networks.all']() }, ...field.options].map((option) => ({
    label: option.label,
    href: withParams(url, { tahap: option.value, mulai: '' }),
    current: option.value === field.value,
  }));
}

function facts(network: Network, measures: NetworkMeasures) {
  const [first] = mostBetween(measures, 1);
  return [
    { term: m['networks.fact.actors'](), value: count(measures.actors) },
    { term: m['networks.fact.pairs'](), value: count(measures.ties) },
    {
      term: m['networks.fact.density'](),
      value: figure(measures.density),
      note: `${share(measures.density)} ${m['networks.fact.density-note']()}`,
    },
    { term: m['networks.fact.isolates'](), value: count(measures.isolates.length) },
    ...(first ? [{ term: m['networks.fact.between'](), value: namer(network)([first]) }] : []),
  ];
}

function picture(looked: Looked, network: Network, measures: NetworkMeasures, url: URL) {
  return {
    svg: drawSociogram(network, {
      id: 'sosiogram',
      words: sociogramWords(looked.name, network, measures),
    }),
    alone: `${looked.downloads}/svg${url.search}`,
  };
}

function besidePicture(network: Network, home: string, whole: string) {
  const rows = tieRows(network, network.ties, home);
  return { rows: rows.slice(0, BESIDE), whole: rows.length > BESIDE ? whole : undefined };
}

function tablePage(network: Network, home: string, url: URL) {
  const rows = tieRows(network, network.ties, home);
  const asked = wholeIn(url, 'mulai');
  const start = Number.isInteger(asked) && asked > 0 && asked < rows.length ? asked : 0;
  const at = (from: number) => withParams(url, { mulai: from > 0 ? String(from) : '' });
  return {
    rows: rows.slice(start, start + ROWS),
    shown: m['networks.table.shown']({
      from: count(Math.min(start + 1, rows.length)),
      to: count(Math.min(start + ROWS, rows.length)),
      total: count(rows.length),
    }),
    previous: start > 0 ? at(Math.max(0, start - ROWS)) : undefined,
    next: start + ROWS < rows.length ? at(start + ROWS) : undefined,
  };
}

function positionsPage(network: Network, measures: NetworkMeasures, home: string, url: URL) {
  const names = namer(network);
  const all = positionsOf(network, {}, measures);
  const chosen = all.find((one) => one.actor === url.searchParams.get('aktor'));
  const shown = chosen
    ? [chosen]
    : [...all].sort((a, b) => weight(measures, b.actor) - weight(measures, a.actor));
  return {
    actors: shown.map(({ actor, positions }) => ({
      id: actor,
      name: names([actor]),
      pillar: pillarOf(network, actor),
      sentences: positions.map((position) => wordPosition(network, actor, position)),
      href: withParams(url, { aktor: actor }),
    })),
    chosen: chosen && {
      name: names([chosen.actor]),
      leave: wordDeparture(network, withoutActor(network, chosen.actor)),
      ties: tieRows(
        network,
        network.ties.filter((tie) => tie.from === chosen.actor || tie.to === chosen.actor),
        home,
      ),
      back: withParams(url, { aktor: '' }),
    },
  };
}

function weight(measures: NetworkMeasures, actor: string): number {
  const node = measures.nodes.find((one) => one.id === actor);
  return node ? node.betweenness * 1000 + node.degree : 0;
}

function weakPage(network: Network) {
  const names = namer(network);
  return weakTiesToStrengthen(network)
    .slice(0, ROWS)
    .map((tie) => ({
      pair: m['networks.pair']({ one: names([tie.from]), other: names([tie.to]) }),
      share: share(tie.share),
      reasons: tie.reasons.map((reason) => wordReason(network, reason)),
    }));
}
