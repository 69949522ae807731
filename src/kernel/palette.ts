/**
 * The colours of Pilar, for what no stylesheet reaches: drawings, which have to stand alone as files, and pages that are
 * answered when nothing else can be. The names are those of `src/ui/tokens.css` (`ink2` is `--ink-2`), and a test holds
 * both to the same values.
 */
export const PALETTE = {
  ink: '#17211f',
  ink2: '#4a5754',
  ink3: '#616d6a',
  paper: '#fbfaf6',
  card: '#ffffff',
  sunk: '#e8ebe5',
  line: '#dfe3dc',
  line2: '#c9d0c8',
  edge: '#7d8985',
  teal: '#0d5c63',
  teal2: '#0a474d',
  tealTint: '#e3f0ef',
  onTeal: '#ffffff',
  ochre: '#8a5100',
  ochreTint: '#fdf1dc',
  leaf: '#2a6b3f',
  leafTint: '#e5f2e8',
  clay: '#a0301c',
  clayTint: '#fbe9e5',
  /** In drawings and the logo alone: lines where there are many, groups beyond the first four, the mark of the brand. */
  mist: '#a9b3ae',
  blue: '#3f5590',
  plum: '#7a4b86',
  olive: '#5c6420',
  gold: '#d99a2b',
} as const;
