import {
  type Activity,
  type ComponentMap,
  chainMatrices,
  chains,
  drawChains,
  expectations,
  type Gap,
  gaps,
  idleComponents,
  overlaps,
  revision,
} from '#analysis/components/index.ts';
import { m } from '#paraglide/messages.js';
import { getLocale } from '#paraglide/runtime.js';
import { count, list } from '#ui/format.ts';
import { AGREE_WORDS, KIND_WORDS, named, type Said, said, topicWords } from './map-words.ts';

/** What a page shows of a map, worded: figures, findings, chains as tables and as a picture. */
export type MapView = ReturnType<typeof mapView>;

/** `id` keeps the picture's identifiers apart from others on the page. */
export function mapView(map: ComponentMap, id = 'rantai') {
  const component = (slug: string) => named(map.components, slug);
  const stage = (slug: string) => named(map.stages, slug);
  const cluster = (slug: string) => named(map.clusters, slug);
  const found = gaps(map);
  const links = chains(map);
  const repeated = overlaps([map]);
  const awaited = expectations(map);
  const unmet = awaited.filter((one) => !one.met);
  const idle = idleComponents(map);
  const empty = found.filter((gap) => gap.kind === 'nobody');
  const single = found.filter((gap) => gap.kind === 'one-pillar');

  /** Who stands next to a link along the chain: they should talk about who takes it up. */
  const neighbours = (of: string, at: string): string[] => {
    const along = links.filter((link) => link.cluster === of);
    const here = along.findIndex((link) => link.stage === at);
    const upstream = along.slice(0, here).findLast((link) => link.components.length > 0);
    const downstream = along.slice(here + 1).find((link) => link.components.length > 0);
    const near = [...(upstream?.components ?? []), ...(downstream?.components ?? [])];
    return [...new Set(near)].slice(0, 4).map((slug) => component(slug).text);
  };

  return {
    title: said(map.title),
    note: map.note && said(map.note),
    figures: [
      { term: m['components.figure.components'](), value: count(map.components.length) },
      { term: m['components.figure.activities'](), value: count(map.activities.length) },
      { term: m['components.figure.gaps'](), value: count(empty.length), href: '#celah' },
      { term: m['components.figure.overlaps'](), value: count(repeated.length), href: '#tumpang-tindih' },
      { term: m['components.figure.unmet'](), value: count(unmet.length), href: '#harapan' },
    ],
    gaps: empty.map((gap) => {
      const near = neighbours(gap.cluster, gap.stage);
      return {
        cluster: cluster(gap.cluster),
        stage: stage(gap.stage),
        to: { klaster: gap.cluster, mata: gap.stage },
        talk:
          near.length > 0 ? m['components.gap.talk']({ who: list(near) }) : m['components.gap.nobody-near'](),
      };
    }),
    single: single.map((gap) => ({
      cluster: cluster(gap.cluster),
      stage: stage(gap.stage),
      pillar: gap.pillars.map((pillar) => named(map.pillars, pillar).text).join(', '),
    })),
    overlaps: repeated.map((overlap) => ({
      topic: topicWords(overlap.topic),
      sentence: m['components.overlap.sentence']({
        kind: KIND_WORDS[overlap.kind](),
        count: count(overlap.components.length),
        who: list(overlap.components.map((slug) => component(slug).text)),
      }),
      agree: AGREE_WORDS[overlap.kind](),
      activities: overlap.activities.map((activity) => ({
        who: component(activity.component),
        title: said(activity.title),
        where: whereOf(map, activity),
      })),
    })),
    unmet: unmet.map(({ expectation }) => ({
      who: component(expectation.component),
      what: said(expectation.what),
      clusters: expectation.clusters.map((slug) => cluster(slug).text).join(', '),
    })),
    met: awaited
      .filter((one) => one.met)
      .map(({ expectation, metBy }) => ({
        who: component(expectation.component),
        what: said(expectation.what),
        by: list(metBy.map((activity) => said(activity.title).text)),
      })),
    idle: idle.map(component),
    matrices: chainMatrices(map).map((matrix) => ({
      id: `klaster-${matrix.cluster ?? '-umum'}`,
      title: matrix.cluster === null ? { text: m['components.area-title']() } : cluster(matrix.cluster),
      stages: matrix.stages.map((slug) => {
        const link = links.find((one) => one.cluster === matrix.cluster && one.stage === slug);
        return { title: stage(slug), state: link ? linkState(link.pillars.length) : undefined };
      }),
      rows: matrix.rows.map((row) => ({
        name: component(row.component),
        pillar: named(map.pillars, row.pillar),
        cells: row.cells.map((cell) =>
          cell.map((activity) => ({ title: said(activity.title), kind: KIND_WORDS[activity.kind]() })),
        ),
      })),
    })),
    drawing: drawChains(map, getLocale() === 'en' ? 'en' : 'id', id),
  };
}

/** How many sides serve a link, in words and colour. */
function linkState(pillars: number): { text: string; tone: 'no' | 'wait' | 'ok' } {
  if (pillars === 0) return { text: m['components.link.nobody'](), tone: 'no' };
  if (pillars === 1) return { text: m['components.link.single'](), tone: 'wait' };
  return { text: m['components.link.sides']({ count: count(pillars) }), tone: 'ok' };
}

/** At which link and for which clusters somebody does something. */
export function whereOf(map: ComponentMap, activity: Activity): string {
  const clusters = activity.clusters.map((slug) => named(map.clusters, slug).text);
  return [named(map.stages, activity.stage).text, clusters.join(', ') || m['components.area']()].join(' · ');
}

export type ChangeView = ReturnType<typeof changeView>;

/** What changed from one state of a map to another, worded. */
export function changeView(before: ComponentMap, after: ComponentMap) {
  const difference = revision(before, after);
  const line = (map: ComponentMap) => (activity: Activity) => ({
    who: named(map.components, activity.component),
    title: said(activity.title),
    where: whereOf(map, activity),
  });
  const at = (gap: Gap) => `${gap.cluster} ${gap.stage}`;
  const opened = new Map(difference.gapsOpened.map((gap) => [at(gap), gap.kind]));
  const closed = new Map(difference.gapsClosed.map((gap) => [at(gap), gap.kind]));
  const link = (map: ComponentMap, gap: Gap, state: string) => ({
    cluster: named(map.clusters, gap.cluster),
    stage: named(map.stages, gap.stage),
    state,
  });
  const names = (map: ComponentMap) => new Set(map.components.map((one) => one.slug));
  const known = { before: names(before), after: names(after) };
  const view = {
    joined: after.components.filter((one) => !known.before.has(one.slug)).map((one) => said(one.title)),
    left: before.components.filter((one) => !known.after.has(one.slug)).map((one) => said(one.title)),
    added: difference.added.map(line(after)),
    dropped: difference.dropped.map(line(before)),
    // A link that nobody served and one side serves now has closed, though not wholly; the other way it has opened.
    closed: difference.gapsClosed
      .filter((gap) => opened.get(at(gap)) !== 'nobody')
      .map((gap) =>
        link(
          before,
          gap,
          opened.has(at(gap)) ? m['components.change.now-single']() : m['components.change.now-served'](),
        ),
      ),
    opened: difference.gapsOpened
      .filter((gap) => closed.get(at(gap)) !== 'nobody')
      .map((gap) =>
        link(
          after,
          gap,
          gap.kind === 'nobody' ? m['components.link.nobody']() : m['components.link.single'](),
        ),
      ),
    settled: settledOverlaps(before, after),
  };
  const nothing = Object.values(view).every((part) => part.length === 0);
  return { ...view, nothing: Boolean(nothing) };
}

/** Topics that several components repeated before and no longer do. */
function settledOverlaps(before: ComponentMap, after: ComponentMap): Said[] {
  const key = (one: { topic: string; kind: string }) => `${one.topic} ${one.kind}`;
  const still = new Set(overlaps([after]).map(key));
  return overlaps([before])
    .filter((one) => !still.has(key(one)))
    .map((one) => ({ text: `${topicWords(one.topic)} (${KIND_WORDS[one.kind]().toLowerCase()})` }));
}
