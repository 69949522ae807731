import type { Language } from '../words.ts';
import type { Activity, ComponentMap } from './component-map.ts';

/** One component in the chain of a cluster, with what it does at each stage of the matrix. */
export interface MatrixRow {
  readonly component: string;
  readonly pillar: string;
  /** In the order of `stages`; empty where it does nothing. */
  readonly cells: readonly (readonly Activity[])[];
}

/** The chain of one cluster across, its components down. `cluster` is null for what serves the whole area. */
export interface ClusterMatrix {
  readonly cluster: string | null;
  readonly stages: readonly string[];
  readonly rows: readonly MatrixRow[];
}

/**
 * A map as matrices, one for each cluster in the order of the file and a last one for what serves the whole area.
 * Stages stand from upstream to downstream; of a cluster every stage of the chain is there, supports only where
 * somebody gives them. Components stand where they first become active along the chain.
 */
export function chainMatrices(map: ComponentMap): readonly ClusterMatrix[] {
  const clusters = map.clusters.map(({ slug }) => {
    const activities = map.activities.filter((activity) => activity.clusters.includes(slug));
    const active = new Set(activities.map((activity) => activity.stage));
    const stages = map.stages.filter((stage) => stage.chain || active.has(stage.slug));
    return matrixOf(map, slug, stages, activities);
  });
  const general = map.activities.filter((activity) => activity.clusters.length === 0);
  if (general.length === 0) return clusters;
  const active = new Set(general.map((activity) => activity.stage));
  const stages = map.stages.filter((stage) => active.has(stage.slug));
  return [...clusters, matrixOf(map, null, stages, general)];
}

function matrixOf(
  map: ComponentMap,
  cluster: string | null,
  stages: ComponentMap['stages'],
  activities: readonly Activity[],
): ClusterMatrix {
  const order = stages.map((stage) => stage.slug);
  const rows = map.components.flatMap(({ slug, pillar }): MatrixRow[] => {
    const own = activities.filter((activity) => activity.component === slug);
    if (own.length === 0) return [];
    const cells = order.map((stage) => own.filter((activity) => activity.stage === stage));
    return [{ component: slug, pillar, cells }];
  });
  const first = (row: MatrixRow) => row.cells.findIndex((cell) => cell.length > 0);
  return { cluster, stages: order, rows: rows.toSorted((a, b) => first(a) - first(b)) };
}

const TEXT = {
  id: {
    cluster: 'Klaster',
    component: 'Komponen',
    pillar: 'Pihak',
    area: 'Seluruh wilayah',
  },
  en: {
    cluster: 'Cluster',
    component: 'Component',
    pillar: 'Side',
    area: 'Whole area',
  },
} as const;

/**
 * The matrices as one table for spreadsheets: a line for each component in each cluster, a column for each stage,
 * activities with semicolons between. The first line names the columns.
 */
export function matrixTable(map: ComponentMap, language: Language): string[][] {
  const text = TEXT[language];
  const title = (list: readonly { slug: string; title: { id: string; en: string } }[], slug: string) =>
    list.find((one) => one.slug === slug)?.title[language] ?? slug;
  const head = [
    text.cluster,
    text.component,
    text.pillar,
    ...map.stages.map((stage) => stage.title[language]),
  ];
  const lines = chainMatrices(map).flatMap(({ cluster, stages, rows }) =>
    rows.map((row) => [
      cluster === null ? text.area : title(map.clusters, cluster),
      title(map.components, row.component),
      title(map.pillars, row.pillar),
      ...map.stages.map((stage) => {
        const cell = row.cells[stages.indexOf(stage.slug)] ?? [];
        return cell.map((activity) => activity.title[language]).join('; ');
      }),
    ]),
  );
  return [head, ...lines];
}
