import type { RedFlag } from '#modules/filings/index.ts';
import { m } from '#paraglide/messages.js';
import { count, day, list, rupiah } from '#ui/format.ts';

/** What is unusual about an account, in words, with the photos that are alike. */
export type WordedFlag = {
  readonly text: string;
  readonly photos: readonly string[];
  /** The activity of the other photo, beneath the city's address. */
  readonly href: string | undefined;
};

export function wordFlag(flag: RedFlag): WordedFlag {
  const plain = (text: string): WordedFlag => ({ text, photos: [], href: undefined });
  switch (flag.flag) {
    case 'one-day':
      return plain(m['filing.flags.one-day']({ steps: count(flag.steps), day: day(flag.day) }));
    case 'same-amount':
      return plain(
        m['filing.flags.same-amount']({ amount: rupiah(flag.amount), receipts: list([...flag.receipts]) }),
      );
    case 'one-supplier':
      return plain(
        m['filing.flags.one-supplier']({ name: flag.name, paid: count(flag.paid), all: count(flag.all) }),
      );
    case 'same-photo':
      return {
        text: m['filing.flags.same-photo']({ title: flag.title }),
        photos: [flag.photo, flag.other],
        href: `kegiatan/${flag.activity}`,
      };
  }
}
