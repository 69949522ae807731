import type { PaperSetting } from '#modules/papers/index.ts';

/** How papers are asked for in tests: of Bandung, on F4, with every word as it is. */
export const PAPER_SETTING: PaperSetting = {
  city: 'Kota Bandung',
  timeZone: 'Asia/Jakarta',
  size: 'F4',
  home: 'https://pilar.example/bandung',
  area: undefined,
  ruleName: (rule) => rule,
  answer: ({ value }) => value ?? '',
  occasion: (occasion) => occasion,
};
