import { error } from '@sveltejs/kit';
import { compareClaims, compareNetworks, type Network } from '#analysis/network/index.ts';
import { requireTenant } from '../../../../../request.ts';
import { withParams } from '../../../../usulan/filter.ts';
import { changePage } from '../../change.ts';
import { claimsPage } from '../../claims.ts';
import { networkPage, viewIn } from '../../network-page.ts';
import { word } from '../../network-words.ts';
import { slicedBy } from '../../slice-filter.ts';
import { readCase } from '../cases.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = (event) => {
  const tenant = requireTenant(event);
  const { url, params } = event;
  const studied = readCase(params.case) ?? error(404);
  const view = viewIn(url.searchParams, 'case');
  const home = `/${tenant.slug}`;
  const path = `${home}/analisis/jejaring/kasus/${studied.name}`;
  const found = networkPage(
    {
      name: studied.title,
      network: studied.network,
      kind: 'case',
      models: [],
      home,
      downloads: `${path}/unduh`,
    },
    url,
  );
  return {
    found,
    title: studied.title,
    reading: studied.reading,
    claims:
      view === 'klaim'
        ? claimsPage(studied.network, compareClaims(studied.network, studied.claims), (slice) =>
            withParams(new URL(path, url), { ...slice }),
          )
        : undefined,
    compared: view === 'perubahan' ? compared(studied.network, url) : undefined,
  };
};

/** Two stages beside each other: the first and the last unless the address says otherwise. */
function compared(network: Network, url: URL) {
  const stages = [...new Set(network.ties.map((tie) => tie.stage))].filter((stage) => stage !== null);
  const chosen = (name: string, usual: string) =>
    stages.find((one) => one === url.searchParams.get(name)) ?? usual;
  const before = chosen('awal', stages.find((one) => one === 'persiapan') ?? stages[0] ?? '');
  const after = chosen('akhir', stages.at(-1) ?? '');
  const at = (stage: string) => {
    const params = new URLSearchParams(url.searchParams);
    params.set('tahap', stage);
    return slicedBy(network, params, 'case');
  };
  return {
    before,
    after,
    stages: stages.map((stage) => ({ value: stage, label: word('stage', stage) })),
    change: changePage(network, compareNetworks(at(before), at(after))),
  };
}
