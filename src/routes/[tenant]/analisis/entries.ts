import { m } from '#paraglide/messages.js';

/** An analysis and where it is, beneath the city's `/analisis`. */
export type AnalysisEntry = { readonly path: string; readonly title: string; readonly about: string };

/** The analyses there are, in the order in which they are offered. */
export function analysisEntries(): AnalysisEntry[] {
  return [
    { path: 'jejaring', title: m['analyses.network'](), about: m['analyses.network-about']() },
    { path: 'instrumen', title: m['analyses.instruments'](), about: m['analyses.instruments-about']() },
    { path: 'sebab', title: m['analyses.causes'](), about: m['analyses.causes-about']() },
    { path: 'rantai', title: m['analyses.components'](), about: m['analyses.components-about']() },
    { path: 'keseimbangan', title: m['balance.title'](), about: m['balance.about']() },
    { path: 'ukuran', title: m['measures.title'](), about: m['measures.about']() },
    { path: 'suara', title: m['ballots.file.title'](), about: m['ballots.file.about']() },
  ];
}
