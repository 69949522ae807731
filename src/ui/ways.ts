import { m } from '#paraglide/messages.js';

/** What the shell knows of a request; given by the layouts' server loads. */
export type Shell = {
  readonly locale?: string;
  readonly demo?: boolean;
  readonly path?: string;
  /** Whose pages the browser keeps for times without network; nobody's where nobody signed in. */
  readonly account?: string;
  readonly tenant?: { readonly slug: string; readonly name: string };
  readonly who?: {
    readonly name: string;
    readonly mandates: readonly {
      readonly office: string;
      readonly organization: string;
      readonly organizationId?: string;
      readonly region: string;
    }[];
  };
};

export type Way = {
  readonly label: string;
  readonly href: string;
  readonly current: 'page' | 'true' | undefined;
};

/** The ways through a city's pages: its programmes first for visitors, the desk first for those who signed in. */
export function ways(shell: Shell): readonly Way[] {
  const { tenant, who, path = '' } = shell;
  if (!tenant) return [];
  const home = `/${tenant.slug}`;
  const way = (label: string, href: string, beneath: readonly string[] = [href]): Way => ({
    label,
    href,
    current:
      path === href
        ? 'page'
        : beneath.some((start) => path.startsWith(`${start}/`) || path === start)
          ? 'true'
          : undefined,
  });
  return [
    ...(who ? [way(m['ways.desk'](), `${home}/meja`)] : []),
    way(m['ways.programs'](), home, [`${home}/program`]),
    way(m['ways.proposals'](), `${home}/usulan`),
    way(m['ways.forums'](), `${home}/musyawarah`),
    way(m['ways.activities'](), `${home}/kegiatan`),
    ...(who ? [way(m['ways.funds'](), `${home}/dana`)] : []),
    way(m['ways.reports'](), `${home}/laporan`),
    way(m['analyses.title'](), `${home}/analisis`),
    way(m['ways.journal'](), `${home}/jurnal`),
    way(m['search.find'](), `${home}/cari`),
  ];
}

/** Whether whoever reads acts for an institution: what its offices do is offered to them. */
export function actsFor(who: Shell['who'], organizationId: string | null | undefined): boolean {
  return (
    Boolean(organizationId) &&
    who !== undefined &&
    who.mandates.some((one) => one.organizationId === organizationId)
  );
}
